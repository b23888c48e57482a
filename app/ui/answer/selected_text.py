"""What is selected of an answer, as plain text: without remarks, a row of a table as one line with tabs."""

from itertools import groupby
from typing import cast

from PySide6.QtGui import QTextBlock, QTextCursor, QTextTable

from app.ui.answer.look import ROLE


def selected_text(cursor: QTextCursor) -> str:
    """Of a selection from cell to cell in one table what is in the rectangle between them."""
    table = cursor.currentTable()
    if table is not None and cursor.hasComplexSelection():
        row, rows, column, columns = cast(tuple[int, int, int, int], cursor.selectedTableCells())
        return "\n".join(
            "\t".join(_cell(table, down, along) for along in range(column, column + columns))
            for down in range(row, row + rows)
        )
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    lines = []
    for row_of, blocks in groupby(_blocks(cursor, start, end), _row):
        texts = [_words(block, start, end) for block in blocks]
        lines += ["\t".join(texts)] if row_of is not None else texts
    return "\n".join(lines)


def _blocks(cursor: QTextCursor, start: int, end: int) -> list[QTextBlock]:
    """The blocks of a stretch, but for the empty ones that stand beside tables."""
    block, found = cursor.document().findBlock(start), list[QTextBlock]()
    while block.isValid() and block.position() <= end:
        beside = _row(block) is None and not block.text() and _row(block.next()) is not None
        if not beside:
            found.append(block)
        block = block.next()
    if found and not found[-1].text() and found[-1] == cursor.document().lastBlock():
        found = found[:-1] if len(found) > 1 and _row(found[-2]) is not None else found
    return found


def _row(block: QTextBlock) -> tuple[int, int] | None:
    """Which table (by its place) and row a block is in, if it is in any."""
    table = QTextCursor(block).currentTable() if block.isValid() else None
    return (table.firstPosition(), table.cellAt(block.position()).row()) if table is not None else None


def _cell(table: QTextTable, row: int, column: int) -> str:
    block = table.cellAt(row, column).firstCursorPosition().block()
    return _words(block, block.position(), block.position() + block.length())


def _words(block: QTextBlock, start: int, end: int) -> str:
    parts, at = [], block.begin()
    while not at.atEnd():
        fragment = at.fragment()
        if fragment.charFormat().property(ROLE) != "remark":
            text = fragment.text().encode("utf-16-le", "surrogatepass")
            first = max(start - fragment.position(), 0)
            last = min(end - fragment.position(), fragment.length())
            parts.append(text[2 * first : 2 * max(last, first)].decode("utf-16-le", "replace"))
        at += 1
    return "".join(parts)
