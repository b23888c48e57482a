"""Reads spreadsheets and slides: a page for each sheet or slide.

Word files are `store.readers.word`; opening them all is `store.readers.container`.
"""

import re
from collections.abc import Sequence

from store.readers.container import unpacked
from store.readers.content import Content, File
from store.readers.extraction import extracted, stated_title
from store.readers.table import text_of_rows


def read_xlsx(file: File) -> Content:
    """A page for each sheet, under its name. Raises what `unpacked` does."""
    unpacked(file, "xl/")
    result = extracted(file, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    names = result.metadata.get("sheet_names") or []
    sheets = [""] * len(names)
    for table in result.tables:
        rows = text_of_rows(row for row in map(_midnights_off, table.cells) if _says_something(row))
        if rows and 0 < table.page_number <= len(sheets):
            sheets[table.page_number - 1] = f"## {names[table.page_number - 1]}\n\n{rows}"
    return Content(sheets, property_title=stated_title(result))


def _midnights_off(row: Sequence[str]) -> list[str]:
    return [cell.removesuffix(" 00:00:00") for cell in row]


def _says_something(row: Sequence[str]) -> bool:
    """Not when it holds only what formulas without input leave, 0 and #ERR."""
    return any(cell.strip() not in ("", "0") and not cell.startswith("#ERR:") for cell in row)


def read_pptx(file: File) -> Content:
    """A page for each slide. Raises what `unpacked` does."""
    unpacked(file, "ppt/")
    mime = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
    # A control character can't stand in XML, so no slide can hold the mark.
    result = extracted(file, mime, page_marker="\x1d{page_num}\x1d")
    marked = re.split(r"\x1d(\d+)\x1d", result.content)
    texts = {int(number): text for number, text in zip(marked[1::2], marked[2::2], strict=True)}
    slides = [_slide(texts.get(number, ""), number) for number in range(1, max(texts, default=0) + 1)]
    return Content(slides, property_title=stated_title(result))


def _slide(text: str, number: int) -> str:
    """The first line of a slide is its heading, and that of the first slide the title of them all."""
    first, _, rest = re.sub(r"\n{2,}", "\n", text.strip()).partition("\n")
    return f"{'#' if number == 1 else '##'} {first}\n\n{rest}".strip() if first else ""
