"""An answer's text as lines that have a form: headings, items of lists, rows of tables, bold and italic
words.

Pure: it knows no Qt. Models write what looks like Markdown; of that only what is named here is read, one
line at a time. Links, pictures and HTML are text like any other. Reading takes time in proportion
to the text, whatever a model makes of it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.*)")
_ITEM = re.compile(r"([ \t]*)(\d{1,3}[.)]|[-*•])(?:[ \t]+(.*))?$")
_MARKS = re.compile(r"\*+|`+")
_BEGINNING = re.compile(r" {0,3}(#{1,6}|\*{1,3}|-|`)\s*$")
"""The beginning of a line of which cannot be told yet whether it is a mark."""

_DEEPEST = 4
_INDENT = 2  # columns a level

STRANGE = dict.fromkeys(
    [*range(9), *range(14, 32), 127, 0xFFFC, 0xFDD0, 0xFDD1, *range(0xD800, 0xE000)],
    "\N{REPLACEMENT CHARACTER}",
)
"""For `str.translate`: control characters, halves of letters, and what a text document of Qt takes for its
marks (frames, pictures). One letter for one, so that places in the text stay what they are."""

_ROW = re.compile(r" {0,3}\|(.*)\|[ \t]*")
_RULE = re.compile(r" {0,3}\|(?:[ \t]*:?-{3,}:?[ \t]*\|)+[ \t]*")

_BREAKS = dict.fromkeys(map(ord, "\v\f\x85\u2028\u2029"), "\n")
_CLEANED = {**_BREAKS, **STRANGE, ord("\r"): ""}


@dataclass(frozen=True)
class Span:
    """A stretch of a line in one style."""

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False


@dataclass(frozen=True)
class Line:
    """One line. `level` is that of a heading (1 to 6), else how deep the line is indented (from 0);
    `marker` is an item's number as it was written, or a bullet. A `row` of a table has `cells`; the `rule`
    below its first row says nothing."""

    kind: Literal["blank", "text", "heading", "item", "row", "rule"]
    level: int = 0
    marker: str = ""
    spans: tuple[Span, ...] = ()
    cells: tuple[tuple[Span, ...], ...] = ()

    @property
    def text(self) -> str:
        """What it says, without its marker; the cells of a row with tabs between."""
        parts = self.cells if self.kind == "row" else (self.spans,)
        return "\t".join("".join(span.text for span in part) for part in parts)


def clean(text: str) -> str:
    """The text with one kind of line end, and nothing that a text document would take for its own marks."""
    return text.translate(_CLEANED)


def read_line(text: str, finished: bool = True) -> Line:
    """The line that this text is. Of an unfinished one, marks that may still be closed count already, and
    what may become a mark is not shown yet."""
    if not finished and _BEGINNING.match(text):
        return Line("text")
    if not text.strip():
        return Line("blank")
    if heading := _HEADING.match(text):
        return Line("heading", len(heading[1]), spans=read_spans(heading[2].strip(), finished))
    if item := _ITEM.match(text):
        marker = item[2] if item[2][0].isdigit() else "•"
        return Line("item", _level(item[1]), marker, read_spans((item[3] or "").strip(), finished))
    if finished and _RULE.fullmatch(text):
        return Line("rule")
    if finished and (row := _ROW.fullmatch(text)):
        return Line("row", cells=tuple(read_spans(cell.strip()) for cell in row[1].split("|")))
    words = text.lstrip()
    indent = _level(text[: len(text) - len(words)])
    return Line("text", indent, spans=read_spans(words.rstrip(), finished))


def read_lines(text: str) -> list[Line]:
    """The lines of a whole text."""
    return [read_line(line) for line in clean(text).split("\n")]


def read_spans(text: str, finished: bool = True) -> tuple[Span, ...]:
    """The words of a line with their styles. A mark without its partner is text."""
    spans, place = [], 0
    bold = italic = code = False
    for mark in _paired(text, finished):
        if piece := text[place : mark.start()]:
            spans.append(Span(piece, bold, italic, code))
        place = mark.end()
        match mark[0]:
            case "*":
                italic = not italic
            case "**":
                bold = not bold
            case "***":
                bold, italic = not bold, not italic
            case "`":
                code = not code
    if piece := text[place:]:
        spans.append(Span(piece, bold, italic, code))
    return tuple(spans)


def plain(lines: Sequence[Line]) -> str:
    """The lines as text without marks, as they are shown."""
    return "\n".join(_plain_line(line) for line in lines if line.kind != "rule").strip("\n")


def count_words(text: str) -> int:
    """How many words a text has; numbers of items and marks are none."""
    return sum(any(map(str.isalpha, word)) for word in text.split())


def _plain_line(line: Line) -> str:
    indent = "" if line.kind == "heading" else "   " * line.level
    marker = f"{line.marker} " if line.marker else ""
    return f"{indent}{marker}{line.text}".rstrip()


def _level(indent: str) -> int:
    return min(len(indent.expandtabs(4)) // _INDENT, _DEEPEST)


def _paired(text: str, finished: bool) -> list[re.Match[str]]:
    """The marks that count, in order; in an unfinished text also open ones, and one at its very end."""
    marks = [mark for mark in _MARKS.finditer(text) if mark[0] in ("*", "**", "***", "`")]
    last_code = max((mark.start() for mark in marks if mark[0] == "`"), default=-1)
    opened: dict[str, re.Match[str]] = {}
    counting = []
    for mark in marks:
        kind = mark[0]
        if "`" in opened and kind != "`":
            continue
        if kind in opened:
            if _closes(text, opened[kind], mark):
                counting += [opened.pop(kind), mark]
        elif _opens(text, mark) and (kind != "`" or mark.start() < last_code or not finished):
            opened[kind] = mark
    if not finished:
        counting += opened.values()
        if marks and marks[-1].end() == len(text) and marks[-1] not in counting:
            counting.append(marks[-1])
    return sorted(counting, key=re.Match.start)


def _opens(text: str, mark: re.Match[str]) -> bool:
    after = text[mark.end() : mark.end() + 1]
    before = text[mark.start() - 1 : mark.start()]
    inside = mark[0] == "*" and before.isalnum()  # as in 2*3
    return bool(after) and not after.isspace() and not inside


def _closes(text: str, opening: re.Match[str], mark: re.Match[str]) -> bool:
    if mark.start() == opening.end() or mark[0] == "`":
        return mark[0] == "`"
    before, after = text[mark.start() - 1], text[mark.end() : mark.end() + 1]
    inside = mark[0] == "*" and after.isalnum()
    return not before.isspace() and not inside
