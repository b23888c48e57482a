"""Writes tables of text as spreadsheets, in which every text stays text: nothing that a model or a document
says becomes a formula. Files are written aside and renamed.
"""

import csv
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from app.answer_text.lines import clean

_LONGEST_CELL = 32_767
"""Characters in a cell of a workbook; with more, the program that opens it says the file is broken."""
_WIDEST, _NARROWEST = 60, 12
_STARTS = tuple("=+-@\t\r|%＝＋－＠")
"""What programs for spreadsheets take for the beginning of a formula (OWASP, "CSV Injection")."""
_PLAIN_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)*")


@dataclass(frozen=True)
class Sheet:
    """A title, the names of the columns, and rows of as many texts."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]


def is_formula_like(text: str) -> bool:
    """Whether a program for spreadsheets may take a text for a formula."""
    return text.lstrip(" ").startswith(_STARTS) and not _PLAIN_NUMBER.fullmatch(text.strip())


def write_workbook(path: Path, sheet: Sheet) -> None:
    """Write a workbook (.xlsx); all cells are text.

    Raises:
        OSError
    """
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    page = book.create_sheet(re.sub(r"[\\/*?:\[\]]", " ", sheet.title).strip("' ")[:31] or "1")
    page.freeze_panes = "A2"
    wrapped, bold = Alignment(wrap_text=True, vertical="top"), Font(bold=True)
    for place, width in enumerate(_widths(sheet), 1):
        page.column_dimensions[get_column_letter(place)].width = width
    for number, row in enumerate((sheet.columns, *sheet.rows)):
        cells = []
        for text in row:
            cell = WriteOnlyCell(page, "")
            cell.value = cut(clean(text))
            cell.data_type = "s"  # after the value, which would make a formula of "=1+1"
            cell.alignment = wrapped
            if number == 0:
                cell.font = bold
            if is_formula_like(text):
                cell.quotePrefix = True  # and it stays text when someone edits it
            cells.append(cell)
        page.append(cells)
    unfinished = _beside(path)
    try:
        with unfinished.open("wb") as file:
            book.save(file)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def write_separated(path: Path, sheet: Sheet) -> None:
    """Write a text with semicolons (.csv), in UTF-8 with a mark, as programs for spreadsheets here read it.
    What looks like a formula gets an apostrophe before it.

    Raises:
        OSError
    """
    unfinished = _beside(path)
    try:
        with unfinished.open("w", encoding="utf-8-sig", newline="") as file:
            _write_lines(file, sheet)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def cut(text: str) -> str:
    """As much of a text as a cell holds."""
    return text if len(text) <= _LONGEST_CELL else text[: _LONGEST_CELL - 1] + "…"


def _write_lines(file: TextIO, sheet: Sheet) -> None:
    writer = csv.writer(file, delimiter=";")
    for row in (sheet.columns, *sheet.rows):
        writer.writerow(["'" + text if is_formula_like(text) else text for text in map(clean, row)])


def _widths(sheet: Sheet) -> list[int]:
    """So wide that a page of it can be read, in characters."""
    widths = []
    for place, name in enumerate(sheet.columns):
        longest = max((len(row[place]) for row in sheet.rows[:50]), default=0)
        widths.append(min(max(len(name) + 2, longest, _NARROWEST), _WIDEST))
    return widths


def _beside(path: Path) -> Path:
    return path.with_name(path.name + ".part")
