"""Reads Word and OpenDocument text as Markdown: headings, lists, and tables as rows with tabs.

It also makes up for what kreuzberg loses of a Word file.
"""

import html
import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from store.errors import DamagedDocument
from store.readers.container import ZIP_ERRORS, unpacked
from store.readers.content import Content, File
from store.readers.extraction import extracted, stated_title
from store.readers.table import text_of_rows

if TYPE_CHECKING:
    from kreuzberg import ExtractionResult

# kreuzberg 4.10 loses entities and these elements from the text of a Word file (its issue 1242). What an
# entity stands for becomes the character itself, or, where XML can't have that, one no document may hold.
_SHIELDS = {"&": "\ufdd0", "<": "\ufdd1", ">": "\ufdd2", '"': "\ufdd3", "'": "\ufdd4"}
_SHIELDED = {ord(shield): character for character, shield in _SHIELDS.items()}
_ELEMENTS = {"<w:tab/>": "\t", "<w:noBreakHyphen/>": "-"}


def read_docx(file: File) -> Content:
    """One page. Raises what `unpacked` does."""
    packed = unpacked(file, "word/")
    mime = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    result = extracted(File(file.path, _rewritten(packed, file.path)), mime)
    return Content([_markdown(result).translate(_SHIELDED)], property_title=stated_title(result))


def read_odt(file: File) -> Content:
    """One page. Raises what `unpacked` does."""
    unpacked(file, "content.xml")
    result = extracted(file, "application/vnd.oasis.opendocument.text")
    return Content([_markdown(result)], property_title=stated_title(result))


def _rewritten(packed: zipfile.ZipFile, path: str) -> bytes:
    """The Word file anew, its text parts written so that nothing in them is lost; without pictures."""
    rewritten = io.BytesIO()
    try:
        with zipfile.ZipFile(rewritten, "w", zipfile.ZIP_STORED) as target:
            for part in packed.infolist():
                if part.filename.startswith("word/media/") or part.is_dir():
                    continue
                data = packed.read(part)
                is_text = re.fullmatch(r"word/\w+\.xml", part.filename)
                target.writestr(part.filename, _shielded(data) if is_text else data)
    except ZIP_ERRORS as error:
        raise DamagedDocument(path) from error
    return rewritten.getvalue()


def _shielded(data: bytes) -> bytes:
    try:
        xml = data.decode("utf-8")
    except UnicodeDecodeError:
        return data
    for element, text in _ELEMENTS.items():
        xml = xml.replace(element, f'<w:t xml:space="preserve">{text}</w:t>')
    return re.sub(r"&(?:#\w+|\w+);", _shield, xml).encode("utf-8", "ignore")


def _shield(entity: re.Match[str]) -> str:
    character = html.unescape(entity[0])
    return _SHIELDS.get(character, character)


def _markdown(result: "ExtractionResult") -> str:
    nodes = result.document["nodes"] if result.document else []
    blocks = (
        _block(node["content"]) for node in nodes if node.get("content_layer") not in ("header", "footer")
    )
    return "\n\n".join(block for block in blocks if block.strip())


def _block(content: Mapping[str, Any]) -> str:
    kind, text = content["node_type"], str(content.get("text") or "")
    if kind == "table":
        return text_of_rows(_rows(content["grid"]))
    if kind == "heading":
        return "#" * int(content["level"]) + " " + " ".join(text.split())
    return f"- {text}" if kind == "list_item" else text


def _rows(grid: Mapping[str, Any]) -> Iterator[list[str]]:
    """Cells by row; a cell over several columns comes once for each, and is kept once."""
    row_of = itemgetter("row")
    for _, cells in groupby(sorted(grid["cells"], key=row_of), key=row_of):
        yield [text for text, _ in groupby(_unmarked(cell["content"]) for cell in cells)]


def _unmarked(cell: str) -> str:
    """Without the marks for bold and italics, which kreuzberg writes in cells and nowhere else."""
    cell = cell.replace("**", "").strip()
    return cell[1:-1] if len(cell) > 2 and cell[0] == cell[-1] == "*" else cell
