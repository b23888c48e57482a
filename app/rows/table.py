"""A spreadsheet as rows of text: the frozen types that cross the pipe, and how large one may be."""

from msgspec import Struct

MOST_ROWS = 10_000
MOST_COLUMNS = 200
MOST_MIB = 50
"""Of the file, and of the text in it."""


class Row(Struct, frozen=True, array_like=True):
    """A row that is not empty; `number` is the one it has in the spreadsheet, from 1. There are as many cells
    as columns."""

    number: int
    cells: tuple[str, ...]


class Table(Struct, frozen=True):
    """A spreadsheet: the names of its columns, as they stand there, and its rows.

    Dates are ISO 8601, whole numbers have no decimals, formulas are what they came to last, or else their own
    text.
    """

    path: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def column_letters(place: int) -> str:
    """What a spreadsheet calls its column at this place: 0 is A, 26 is AA."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
