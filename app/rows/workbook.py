"""The lines of a workbook (.xlsx, .xlsm), by openpyxl. Only inside the reader process."""

import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import zip_longest
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from app.errors import SpreadsheetForeign, SpreadsheetTooLarge, SpreadsheetWithoutRows

MOST_UNPACKED_MIB = 200
"""What the parts of a workbook may be in all: a small file can hold very large ones."""

_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    InvalidFileException,
    SyntaxError,  # of XML
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    ArithmeticError,
    NotImplementedError,
    RecursionError,
    EOFError,
    AssertionError,
)


def lines_of_workbook(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The lines of the first visible sheet, with their numbers.

    Raises:
        SpreadsheetForeign, SpreadsheetTooLarge, SpreadsheetWithoutRows
        OSError
    """
    try:
        _check_size(path)
        yield from _lines(path)
    except _DAMAGE as error:
        raise SpreadsheetForeign(str(path)) from error


def _check_size(path: Path) -> None:
    """openpyxl unpacks no more of a part than the archive says it has."""
    with zipfile.ZipFile(path) as archive:
        unpacked = sum(part.file_size for part in archive.infolist()) // (1024 * 1024)
    if unpacked > MOST_UNPACKED_MIB:
        raise SpreadsheetTooLarge(str(path), unpacked, MOST_UNPACKED_MIB)


def _lines(path: Path) -> Iterator[tuple[int, list[str]]]:
    """What formulas came to last is read beside them only where there are any: it is the same work again."""
    lines, has_formulas = [], False
    for number, cells in enumerate(_cells(path, formulas=True), 1):
        has_formulas = has_formulas or any(cell.data_type == "f" for cell in cells)
        if any(cell.value is not None for cell in cells):
            lines.append((number, [_text(cell.value) for cell in cells]))
    if not has_formulas:
        yield from lines
        return
    values = dict(enumerate(_cells(path, formulas=False), 1))
    for number, texts in lines:
        came_to = [_text(cell.value) for cell in values.get(number, ())]
        yield number, [value or own for value, own in zip_longest(came_to, texts, fillvalue="")]


def _cells(path: Path, formulas: bool) -> Iterator[tuple[Any, ...]]:
    book = load_workbook(path, read_only=True, data_only=not formulas, keep_links=False)
    try:
        sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        if not sheets:
            raise SpreadsheetWithoutRows(str(path))
        sheets[0].reset_dimensions()  # what the file says of them may be anything
        yield from sheets[0].iter_rows()
    finally:
        book.close()


def _text(value: object) -> str:
    """A cell as text, with control characters as they are: the form looks at it again."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case datetime():
            midnight = value.time() == time()
            return value.date().isoformat() if midnight else value.isoformat(" ", "minutes")
        case date() | time():
            return value.isoformat()
        case timedelta():
            return str(value)
        case str() | int() | float():
            return str(value)
        case _:  # a formula over several cells that never came to anything
            return str(getattr(value, "text", "") or "")
