"""Reads a spreadsheet, which is hostile: `app.rows.reader` does it in a process with bounded memory.

By content, not by name: a workbook is a zip archive, everything else has to be text. Nothing in it is
evaluated or followed: no formulas, no links, no macros.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from app.errors import (
    SpreadsheetForeign,
    SpreadsheetProtected,
    SpreadsheetTooLarge,
    SpreadsheetUnreadable,
    SpreadsheetWithoutRows,
    TooManyColumns,
    TooManyRows,
)
from app.rows.table import MOST_COLUMNS, MOST_MIB, MOST_ROWS, Row, Table

_MIB = 1024 * 1024
_ZIP, _COMPOUND = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TEXT_ENDINGS = (".csv", ".tsv", ".tab", ".txt")


def read_spreadsheet(path: Path) -> Table:
    """The rows of the first visible sheet of a workbook, or of a text with separators.

    Raises:
        SpreadsheetError
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            start = file.read(len(_COMPOUND))
            if size > MOST_MIB * _MIB:
                raise SpreadsheetTooLarge(str(path), size // _MIB, MOST_MIB)
            if start.startswith(_COMPOUND):
                raise _of_compound(path)
            return table_of(path, _lines(path, start))
    except OSError as error:
        raise SpreadsheetUnreadable(str(path), error.strerror or type(error).__name__) from error


def table_of(path: Path, lines: Iterable[tuple[int, list[str]]]) -> Table:
    """The table of numbered lines: the first that is not empty names the columns.

    Raises:
        SpreadsheetWithoutRows, TooManyRows, TooManyColumns, SpreadsheetTooLarge
    """
    filled = _filled(path, lines)
    _, heads = next(filled, (0, []))
    rows: list[tuple[int, list[str]]] = []
    for line in filled:
        if len(rows) == MOST_ROWS:
            raise TooManyRows(str(path), MOST_ROWS)
        rows.append(line)
    if not rows:
        raise SpreadsheetWithoutRows(str(path))
    width = max(len(heads), max(len(cells) for _, cells in rows))
    columns = tuple(" ".join(head.split()) for head in _padded(heads, width))
    return Table(str(path), columns, tuple(Row(number, _padded(cells, width)) for number, cells in rows))


def _lines(path: Path, start: bytes) -> Iterator[tuple[int, list[str]]]:
    if start.startswith(_ZIP):
        from app.rows.workbook import lines_of_workbook

        return lines_of_workbook(path)
    if path.suffix.lower() not in _TEXT_ENDINGS:
        raise SpreadsheetForeign(str(path))
    from app.rows.separated import lines_of_text

    return lines_of_text(path)


def _filled(path: Path, lines: Iterable[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
    """The lines in which there is something, without the empty cells at their ends."""
    size = 0
    for number, cells in lines:
        while cells and not cells[-1].strip():
            cells.pop()
        if not cells:
            continue
        if len(cells) > MOST_COLUMNS:
            raise TooManyColumns(str(path), MOST_COLUMNS)
        size += sum(map(len, cells))
        if size > MOST_MIB * _MIB:
            raise SpreadsheetTooLarge(str(path), size // _MIB, MOST_MIB)
        yield number, cells


def _padded(cells: list[str], width: int) -> tuple[str, ...]:
    return (*cells, *[""] * (width - len(cells)))


def _of_compound(path: Path) -> SpreadsheetProtected | SpreadsheetForeign:
    """A workbook with a password is a compound file, as those of old Excel are."""
    import olefile

    try:
        with olefile.OleFileIO(path) as file:
            encrypted = file.exists("EncryptedPackage")
    except (OSError, ValueError, LookupError):
        encrypted = False
    return (SpreadsheetProtected if encrypted else SpreadsheetForeign)(str(path))
