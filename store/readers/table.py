"""Reads CSV files, and says how rows of cells become text, for every reader that meets a table.

How cells are found in Word files, sheets or HTML is not here.
"""

import csv
import io
import re
from collections.abc import Iterable

from store.readers.content import Content, File
from store.readers.text import decoded

SHORT_CELL = 120


def read_csv(file: File) -> Content:
    """One page, with a line for each row."""
    text = decoded(file)
    delimiter = max(";\t,|", key=text[:4096].count)
    try:
        return Content([text_of_rows(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))])
    except csv.Error:
        # A field without an end: the file as it stands still reads.
        return Content([text])


def text_of_rows(rows: Iterable[Iterable[str]]) -> str:
    """A line for each row that is not empty, with tabs between its cells."""
    lines = ("\t".join(_cell(cell) for cell in row if cell.strip()) for row in rows)
    filled = [line for line in lines if line]
    # Where a cell has lines of its own, only a blank line still shows where a row ends.
    return ("\n\n" if any("\n" in line for line in filled) else "\n").join(filled)


def _cell(text: str) -> str:
    text = text.strip()
    return " ".join(text.split()) if len(text) < SHORT_CELL else re.sub(r"\n{2,}", "\n", text)
