"""The lines of a text with separators (.csv): its encoding and its separator are found out."""

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from app.errors import SpreadsheetForeign

SEPARATORS = ";,\t|"
_SAMPLE_LINES = 50
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def lines_of_text(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The lines, with the numbers that a spreadsheet gives them.

    Raises:
        SpreadsheetForeign: it is no text.
        OSError
    """
    text = decoded(path.read_bytes())
    if text is None:
        raise SpreadsheetForeign(str(path))
    csv.field_size_limit(len(text) + 1)  # one quotation mark too many makes all that follows one field
    named, text = _named_separator(text)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=named or separator_of(text))
    try:
        yield from enumerate(lines, 1 + bool(named))
    except csv.Error as error:
        raise SpreadsheetForeign(str(path)) from error


def decoded(content: bytes) -> str | None:
    """The text: by its mark, else as UTF-8, else as Windows writes it in western Europe; None when it is
    none."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace")
    if b"\0" in content:
        return _without_mark(content)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def separator_of(text: str) -> str:
    """The separator with which most lines have as many cells as the first one, and those are the most."""
    counts = {separator: _regularity(text, separator) for separator in SEPARATORS}
    return max(SEPARATORS, key=lambda separator: counts[separator])


def _regularity(text: str, separator: str) -> tuple[int, int]:
    """In how many lines of the beginning there are as many cells as in the first, and how many those are;
    nothing where that is one."""
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        widths = [len(line) for _, line in zip(range(_SAMPLE_LINES), lines, strict=False) if line]
    except csv.Error:
        return (0, 0)
    if not widths or widths[0] < 2:
        return (0, 0)
    return Counter(widths)[widths[0]], widths[0]


def _named_separator(text: str) -> tuple[str, str]:
    """Excel takes a first line such as `sep=;` for its own: the separator, and the text without that line."""
    first, _, rest = text.partition("\n")
    if first[:4].lower() == "sep=" and len(first.rstrip("\r")) == 5 and first[4] not in '"\r':
        return first[4], rest
    return "", text


def _without_mark(content: bytes) -> str | None:
    """UTF-16 in which every other byte of the beginning is nothing, as in western text; else no text."""
    sample = content[:2000]
    for encoding, offset in (("utf-16-le", 1), ("utf-16-be", 0)):
        if sample[offset::2].count(0) > len(sample) * 0.4 and not sample[1 - offset :: 2].count(0):
            return content.decode(encoding, "replace")
    return None
