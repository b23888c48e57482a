"""Where in its document a passage stands, in numbers: the view words them. No Qt here."""

from dataclasses import dataclass
from pathlib import PurePath
from typing import Literal

LONG_TEXT = 3_000
"""Letters from which it helps to be told how far down a passage stands."""

PageKind = Literal["page", "slide", "sheet"]

_KINDS: dict[str, PageKind] = {".pptx": "slide", ".xlsx": "sheet"}
_TABLES = (".csv", ".xlsx")
_STEP = 5  # percent


@dataclass(frozen=True)
class Position:
    """Page `number` of `count`; 0 of a table's lines, or no percent, where that would tell nothing."""

    kind: PageKind
    number: int
    count: int
    line: int = 0
    lines: int = 0
    percent: int | None = None


def position(path: str, number: int, count: int, text: str, start: int) -> Position:
    """Where the letter `start` of a page's text stands. Pictures of pages show more than a percent."""
    suffix = PurePath(path).suffix.lower()
    kind = _KINDS.get(suffix, "page")
    if suffix in _TABLES:
        rows = [line for line in text.split("\n") if _is_row(line)]
        before = sum(_is_row(line) for line in text[:start].split("\n")[:-1])
        return Position(kind, number, count, min(before + 1, len(rows)), len(rows))
    if suffix == ".pdf" or len(text) < LONG_TEXT:
        return Position(kind, number, count)
    return Position(kind, number, count, percent=_STEP * round(100 * start / len(text) / _STEP))


def _is_row(line: str) -> bool:
    return bool(line.strip()) and not line.startswith("#")
