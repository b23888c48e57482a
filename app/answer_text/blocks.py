"""An answer's text as blocks: headings, paragraphs, lists in lists, and tables. Pure.

What an export or the clipboard makes of an answer starts here; the window shows lines (`lines.py`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from app.answer_text.lines import Line, Span, read_lines

Words = tuple[Span, ...]
"""A line, or the cell of a table."""

MOST_COLUMNS = 63
"""What a word processor takes in a table; what stands in columns beyond it goes into the last one, plain."""


@dataclass(frozen=True)
class Heading:
    """A heading; `level` from 1 to 6."""

    level: int
    words: Words


@dataclass(frozen=True)
class Paragraph:
    """Lines that belong together."""

    lines: tuple[Words, ...]


@dataclass
class Item:
    """An item of a list: its lines, and the lists below it."""

    lines: list[Words]
    inner: list["List"] = field(default_factory=list)


@dataclass
class List:
    """A list; a numbered one begins at `start`. `level` is how deep it stands, from 0."""

    numbered: bool
    start: int = 1
    level: int = 0
    items: list[Item] = field(default_factory=list)


@dataclass(frozen=True)
class Table:
    """Rows of one length. With `headed` the first of them names the columns."""

    rows: tuple[tuple[Words, ...], ...]
    headed: bool


Block = Heading | Paragraph | List | Table


def read_blocks(text: str) -> list[Block]:
    """The blocks of a text, in order."""
    groups = _grouped(read_lines(text))
    return [_block(lines) for lines in groups if any(line.kind != "rule" for line in lines)]


def _grouped(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines of one block: a heading, a paragraph, a table, a list with the indented lines of its items."""
    group: list[Line] = []
    parted = False
    for line in lines:
        if line.kind == "blank":
            parted = True
            continue
        if group and not _continues(group, line, parted):
            yield group
            group = []
        group.append(line)
        parted = False
    if group:
        yield group


def _continues(group: list[Line], line: Line, parted: bool) -> bool:
    first = group[0]
    if first.kind == "item":
        if line.kind == "text" or (line.kind == "item" and line.level > first.level):
            return line.level > 0
        again = parted and _number(line) == 1
        return line.kind == "item" and _numbered(first) == _numbered(line) and not again
    if first.kind in ("row", "rule"):
        return line.kind in ("row", "rule") and not parted
    return first.kind == line.kind == "text" and not parted


def _block(lines: list[Line]) -> Block:
    match lines[0].kind:
        case "heading":
            return Heading(lines[0].level, lines[0].spans)
        case "item":
            return _list(lines)
        case "row" | "rule":
            return _table(lines)
    return Paragraph(tuple(line.spans for line in lines))


def _list(lines: list[Line]) -> List:
    """The lists are open from the outermost to the innermost; a line of text belongs to the last item."""
    whole = List(_numbered(lines[0]), _number(lines[0]))
    opened = [(lines[0].level, whole)]
    for line in lines:
        if line.kind == "text":
            opened[-1][1].items[-1].lines.append(line.spans)
            continue
        while len(opened) > 1 and opened[-1][0] > line.level:
            opened.pop()
        level, now = opened[-1]
        if line.level > level or (len(opened) > 1 and now.numbered != _numbered(line)):
            if line.level <= level:
                opened.pop()
            made = List(_numbered(line), _number(line), len(opened))
            opened[-1][1].items[-1].inner.append(made)
            opened.append((line.level, made))
        opened[-1][1].items.append(Item([line.spans]))
    return whole


def _table(lines: list[Line]) -> Table:
    rows = [_row(line.cells) for line in lines if line.kind == "row"]
    width = max(map(len, rows))
    padded = tuple((*row, *(() for _ in range(width - len(row)))) for row in rows)
    return Table(padded, len(lines) > 1 and lines[1].kind == "rule")


def _row(cells: tuple[Words, ...]) -> tuple[Words, ...]:
    if len(cells) <= MOST_COLUMNS:
        return cells
    beyond = ("".join(span.text for span in cell) for cell in cells[MOST_COLUMNS - 1 :])
    return (*cells[: MOST_COLUMNS - 1], (Span(" | ".join(beyond)),))


def _numbered(line: Line) -> bool:
    return line.marker[:1].isdigit()


def _number(line: Line) -> int:
    return int(line.marker.rstrip(".)")) if _numbered(line) else 1
