"""The lines of an answer in a text document: written at its end, taken back from its end.

What stands before the last line is never touched. A line is a block; a table begins after an empty block that
stands for its first row, and the line after it takes the empty block that follows it. `shown_lines` says what
a line is, `look` how it looks; the widget is in `text`.
"""

from itertools import takewhile, zip_longest

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument, QTextTable, QTextTableCell

from app.answer_text.lines import Line, clean
from app.ui.answer.look import AnswerLook, Run, Style, runs_of, runs_of_cell
from app.ui.answer.shown_lines import NOTHING, shown_line, split_lines
from app.ui.text_units import units

_LEAST_SHARE = 8.0
"""Percent of its table that a column has at least."""


class AnswerDocument:
    """Writes into an empty text document. The caller opens and closes blocks of edits."""

    def __init__(self, document: QTextDocument, look: AnswerLook) -> None:
        self._document, self._look = document, look
        self._raw = [""]
        self._shown = [Line("text")]
        self._tables: list[QTextTable] = []  # the document itself knows them after a block of edits only
        self.clear()

    def clear(self) -> None:
        """Begin anew."""
        self._document.clear()
        self._tables.clear()
        self._raw, self._shown = [""], [Line("text")]
        QTextCursor(self._document).setBlockFormat(self._look.block(Line("text"), first=True))

    def append(self, text: str) -> None:
        """Write the next piece of text."""
        first, *others = split_lines(text)
        self._raw[-1] += first
        self._show_last(finished=bool(others))
        for left, raw in enumerate(others, 1 - len(others)):
            self._begin_line(raw)
            self._show_last(finished=left < 0)

    def take_back(self, characters: int) -> None:
        """Take the last characters of the text off again."""
        while characters > len(self._raw[-1]) and len(self._raw) > 1:
            characters -= len(self._raw[-1]) + 1
            self._drop_line()
        kept = len(self._raw[-1]) - characters
        self._raw[-1] = self._raw[-1][: max(kept, 0)]
        self._show_last(finished=False)

    def finish(self) -> None:
        """The text is whole: its last line is finished too, and each table gets the columns it needs."""
        self._show_last(finished=True)
        for table in self._tables:
            table.setFormat(self._look.table(self._widths(table)))

    def recolour(self) -> None:
        """The theme has other colours for what belongs to tables."""
        for table in self._tables:
            lengths = table.format().columnWidthConstraints()
            table.setFormat(self._look.table([length.rawValue() for length in lengths]))
            for column in range(table.columns()):
                table.cellAt(0, column).setFormat(self._look.cell(head=True))

    def line_of(self, start: int) -> int:
        """The line in which this letter of the text stands."""
        for number, raw in enumerate(self._raw):
            if start <= len(raw):
                return number
            start -= len(raw) + 1
        return len(self._raw) - 1

    def places(self) -> list[tuple[int, ...]]:
        """Where in the document each line begins; of a row where each of its cells does."""
        found: list[tuple[int, ...]] = []
        tables_left, table, row = iter(self._tables), None, 0
        block = self._document.begin()
        for line in self._shown:
            if line.kind == "row":
                if table is None:
                    table, row = next(tables_left), 0
                cells = (table.cellAt(row, column) for column in range(len(line.cells)))
                found.append(tuple(cell.firstPosition() for cell in cells))
                row += 1
            elif line.kind == "rule" and table is not None:
                found.append(())
            else:
                if table is not None:
                    block, table = self._document.findBlock(table.lastPosition() + 1), None
                found.append((block.position(),))
                block = block.next()
        return found

    def head(self, line: int) -> QTextBlock:
        """The block with which a line begins; of the first row of a table the empty one before it."""
        places = self.places()[line]
        place = places[0] if places else 0
        inside = self._shown[line].kind == "row"
        return self._document.findBlock(place - 1 if inside else place)

    # --- the last line ------------------------------------------------------------------------------

    def _in_table(self) -> bool:
        """Whether the line before the last one is one of a table."""
        for line in reversed(self._shown[:-1]):
            if line.kind != "rule":
                return line.kind == "row"
        return False

    def _begin_line(self, raw: str) -> None:
        self._raw.append(raw)
        self._shown.append(NOTHING)
        if not self._in_table():
            cursor = QTextCursor(self._document)
            cursor.movePosition(QTextCursor.MoveOperation.End)
            cursor.insertBlock(self._look.block(Line("text"), first=False), self._look.format(Style()))

    def _drop_line(self) -> None:
        """The last line goes, and what was shown of it."""
        self._clear_last()
        if not self._in_table():
            cursor = QTextCursor(self._document)
            cursor.movePosition(QTextCursor.MoveOperation.End)
            cursor.deletePreviousChar()
        del self._raw[-1], self._shown[-1]
        self._drop_columns()

    def _show_last(self, finished: bool) -> None:
        """Show the last line as it is written by now."""
        inside, before = self._in_table(), self._shown[-1]
        line = shown_line(clean(self._raw[-1]), finished, inside)
        row = line.kind == "row"
        if row != (before.kind == "row") or (inside and line.kind == "rule"):
            self._clear_last()
            before = NOTHING
        if row:
            self._show_row(line, before)
        elif not (inside and line.kind == "rule"):
            self._show_block(line, before)
        self._shown[-1] = line
        self._drop_columns()

    def _clear_last(self) -> None:
        """Show nothing of the last line."""
        inside = self._in_table()
        if self._shown[-1].kind == "row":
            table = self._tables[-1] if inside else self._tables.pop()
            table.removeRows(table.rows() - 1, 1)
        else:
            cursor = QTextCursor(self._document.lastBlock())
            cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
            cursor.removeSelectedText()
            if inside:
                cursor.setBlockFormat(self._look.beside_table())
        self._shown[-1] = NOTHING

    def _show_block(self, line: Line, before: Line) -> None:
        block = self._document.lastBlock()
        wanted = self._look.block(line, first=block.position() == 0)
        if block.blockFormat() != wanted:
            QTextCursor(block).setBlockFormat(wanted)
        self._edit(block.position(), runs_of(before), runs_of(line))

    def _show_row(self, line: Line, before: Line) -> None:
        table = self._row_for(line) if before.kind != "row" else self._tables[-1]
        row, head = table.rows() - 1, not self._in_table()
        if len(line.cells) > table.columns():
            first = table.columns()
            table.appendColumns(len(line.cells) - first)
            table.setFormat(self._look.table(_alike(table.columns())))
            for number in range(table.rows()):
                self._dress(table, number, first)
        for column, (cell, known) in enumerate(zip_longest(line.cells, before.cells, fillvalue=())):
            if cell != known:
                place = table.cellAt(row, column).firstPosition()
                self._edit(place, runs_of_cell(known, head), runs_of_cell(cell, head))

    def _drop_columns(self) -> None:
        """The columns of the last table go that only what was taken back had."""
        rows = takewhile(lambda line: line.kind in ("row", "rule"), reversed(self._shown))
        wanted = max((len(line.cells) for line in rows), default=0)
        if wanted and self._tables[-1].columns() > wanted:
            table = self._tables[-1]
            table.removeColumns(wanted, table.columns() - wanted)
            table.setFormat(self._look.table(_alike(wanted)))

    def _row_for(self, line: Line) -> QTextTable:
        """The table with a new row at its end for this line."""
        if self._in_table():
            table = self._tables[-1]
            table.appendRows(1)
        else:
            cursor = QTextCursor(self._document.lastBlock())
            cursor.setBlockFormat(self._look.beside_table())
            count = len(line.cells)
            table = cursor.insertTable(1, count, self._look.table(_alike(count)))
            self._tables.append(table)
            QTextCursor(self._document.lastBlock()).setBlockFormat(self._look.beside_table())
        self._dress(table, table.rows() - 1, 0)
        return table

    def _dress(self, table: QTextTable, row: int, first: int) -> None:
        """The formats of a row's cells from a column on."""
        for column in range(first, table.columns()):
            cell = table.cellAt(row, column)
            cell.setFormat(self._look.cell(head=row == 0))
            cell.firstCursorPosition().setBlockFormat(self._look.cell_block())

    def _edit(self, start: int, old: list[Run], new: list[Run]) -> None:
        """Make of the runs that stand here others, from where they differ on."""
        kept, fresh = _difference(old, new)
        length = sum(units(run.text) for run in old)
        cursor = QTextCursor(self._document)
        cursor.setPosition(start + kept)
        cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
        if cursor.hasSelection():
            cursor.removeSelectedText()
        for run in fresh:
            cursor.insertText(run.text, self._look.format(run.style))

    def _widths(self, table: QTextTable) -> list[float]:
        """Percent for each column: more for those with more text, and room for its longest word."""
        wanted = []
        for column in range(table.columns()):
            cells = [cell_text(table.cellAt(row, column)) for row in range(table.rows())]
            longest = max((self._look.width(word) for cell in cells for word in cell.split()), default=0.0)
            area = sum(self._look.width(cell) for cell in cells) / table.rows()
            wanted.append(max(longest, area**0.75 * 2, 1.0))
        shares = [max(100.0 * one / sum(wanted), _LEAST_SHARE) for one in wanted]
        return [100.0 * share / sum(shares) for share in shares]


def cell_text(cell: QTextTableCell) -> str:
    """What a cell says."""
    block: QTextBlock = cell.firstCursorPosition().block()
    return block.text()


def _alike(columns: int) -> list[float]:
    return [100.0 / columns] * columns


def _difference(old: list[Run], new: list[Run]) -> tuple[int, list[Run]]:
    """How much of the beginning stays, in UTF-16 units as the document counts, and what comes after it."""
    kept = 0
    for place, run in enumerate(new):
        before = old[place] if place < len(old) else None
        if before != run:
            same = _same(before.text, run.text) if before and before.style == run.style else 0
            rest = [Run(run.text[same:], run.style)] if run.text[same:] else []
            return kept + units(run.text[:same]), [*rest, *new[place + 1 :]]
        kept += units(run.text)
    return kept, []


def _same(before: str, after: str) -> int:
    """How many letters the texts begin with alike."""
    if after.startswith(before):
        return len(before)
    pairs = zip(before, after, strict=False)
    return next((place for place, (one, other) in enumerate(pairs) if one != other), len(after))
