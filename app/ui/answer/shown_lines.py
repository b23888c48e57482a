"""The lines of an answer as they are shown, also while they come in: tables grow cell by cell.

Pure: it knows no Qt. `app.answer_text.lines` says what a finished line is.
"""

from itertools import pairwise

from app.answer_text.lines import Line, clean, read_line, read_spans

WIDEST_TABLE = 16
"""Columns; a row of more is shown as it was written."""

NOTHING = Line("rule")
"""A line of a table of which nothing is to be seen yet."""


def shown_line(text: str, finished: bool = True, in_table: bool = False) -> Line:
    """How this text is shown, without its line end. `in_table`: the line before it is one of a table."""
    if text.count("|") > WIDEST_TABLE + 1 and text.lstrip(" ").startswith("|"):
        return Line("text", spans=read_spans(text.strip(), finished))
    if finished or not (text.startswith(("|", " |", "  |", "   |")) or (in_table and not text.strip())):
        return read_line(text, finished)
    return _unfinished_row(text, in_table)


def _unfinished_row(text: str, in_table: bool) -> Line:
    """A cell is there once something is written in it; what may become a rule is not shown."""
    cells = text.strip().removeprefix("|").split("|")
    while cells and not cells[-1].strip():
        del cells[-1]
    if not any(cell.strip(" \t:-") for cell in cells):
        return NOTHING if in_table else Line("text")
    return Line("row", cells=tuple(read_spans(cell.strip(), finished=False) for cell in cells))


def split_lines(text: str) -> list[str]:
    """The lines as they were written, without their ends, each of which is one letter."""
    ends = [place for place, letter in enumerate(text) if letter != "\r" and clean(letter) == "\n"]
    starts = [0, *(place + 1 for place in ends)]
    return [text[start:end] for start, end in zip(starts, [*ends, len(text)], strict=True)]


def cells_of(raw: str) -> list[tuple[int, int]]:
    """From where to where the cells of a row stand in it, with the spaces around their words."""
    bars = [place for place, letter in enumerate(raw) if letter == "|"]
    return [(left + 1, right) for left, right in pairwise(bars)]
