"""The field of a list of lines: one row a line, numbered, which can be put in another order."""

import re

from PySide6.QtCore import QMimeData, QObject, QPoint, QRect, QSize, Qt, Slot
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
)
from PySide6.QtWidgets import QWidget

from app.ui.request.fields import FieldWidget, GrowingText, clean

MARGIN = 24
"""Pixels left of the lines: their numbers, by which they are dragged."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_BULLET = re.compile(r"\s*(?:[•·▪◦‣*–-]|\d{1,2}[.)])\s+(?=\S)")
_MOST_BREAKS = 2_000  # lines of one paste: more are no list that somebody made


class LinesEdit(GrowingText):
    """Text whose lines are a list. Enter begins a line; Alt with an arrow key, or dragging its number, moves
    one; several lines that are pasted or dropped are several lines here."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.numbers = LineNumbers(self)
        self.setViewportMargins(MARGIN, 0, 0, 0)
        self.updateRequest.connect(self._show_numbers)
        self.blockCountChanged.connect(self.numbers.update)
        self.textChanged.connect(self.numbers.update)

    def is_blank(self) -> bool:
        """Whether nothing is in the line of the cursor."""
        return not self.textCursor().block().text().strip()

    def line_at(self, height: int) -> QTextBlock:
        """The line at a height, in pixels from the top of what is in sight; else the nearest."""
        return self.cursorForPosition(QPoint(0, height)).block()

    def place_of(self, line: QTextBlock) -> QRect:
        """Where a line is, in pixels of what is in sight."""
        return self.blockBoundingGeometry(line).translated(self.contentOffset()).toRect()

    def move_line(self, line: QTextBlock, by: int) -> None:
        """Change places with the line before (-1) or after (1); the cursor goes with it."""
        other = line.next() if by > 0 else line.previous()
        if not other.isValid():
            return
        cursor = self.textCursor()
        own = cursor.blockNumber() == line.blockNumber()
        place, number = cursor.positionInBlock(), other.blockNumber()
        first, second = (line, other) if by > 0 else (other, line)
        words = f"{second.text()}\n{first.text()}"
        edit = QTextCursor(first)
        edit.setPosition(second.position() + second.length() - 1, QTextCursor.MoveMode.KeepAnchor)
        edit.insertText(words)
        if own:
            cursor = QTextCursor(self.document().findBlockByNumber(number))
            cursor.setPosition(cursor.position() + place)
            self.setTextCursor(cursor)
            self.ensureCursorVisible()

    def insertFromMimeData(self, source: QMimeData) -> None:
        lines = [line for line in clean(source.text()).splitlines() if line.strip()]
        if len(lines) > _MOST_BREAKS:
            self.refused.emit()
            return
        if len(lines) > 1:
            numbered = all(map(_BULLET.match, lines))  # as the list does itself
            lines = [(_BULLET.sub("", line, count=1) if numbered else line).strip() for line in lines]
        made = QMimeData()
        made.setText("\n".join(lines).replace("\t", " "))
        super().insertFromMimeData(made)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.AltModifier
        if alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.move_line(self.textCursor().block(), -1 if event.key() == Qt.Key.Key_Up else 1)
        elif event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.textCursor().insertBlock()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        inner = self.contentsRect()
        self.numbers.setGeometry(QRect(inner.topLeft(), QSize(MARGIN, inner.height())))

    def in_sight(self) -> list[QTextBlock]:
        """The lines that can be seen, from the top."""
        found, line, height = [], self.firstVisibleBlock(), self.viewport().height()
        while line.isValid() and self.place_of(line).top() <= height:
            found.append(line)
            line = line.next()
        return found

    @Slot(QRect, int)
    def _show_numbers(self, _place: QRect, _by: int) -> None:
        self.numbers.update()


class LineNumbers(QWidget):
    """The numbers beside the lines. One that is dragged takes its line along."""

    def __init__(self, lines: LinesEdit) -> None:
        super().__init__(lines)
        self._lines = lines
        self._dragged: int | None = None
        self.setCursor(Qt.CursorShape.SizeVerCursor)
        self.setToolTip(self.tr("Drag to another place (Alt with an arrow key)"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        shade, strong = self.palette().placeholderText().color(), self.palette().text().color()
        for line in self._lines.in_sight():
            if not line.text().strip() and line.document().blockCount() > 1:
                continue
            place = self._lines.place_of(line)
            painter.setPen(strong if line.blockNumber() == self._dragged else shade)
            box = QRect(0, place.top(), MARGIN - 2, self.fontMetrics().lineSpacing())
            painter.drawText(box, int(Qt.AlignmentFlag.AlignRight), str(line.blockNumber() + 1))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._dragged = self._lines.line_at(round(event.position().y())).blockNumber()
            self._lines.setFocus(Qt.FocusReason.MouseFocusReason)
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragged is None:
            return
        wanted = self._lines.line_at(round(event.position().y())).blockNumber()
        while self._dragged != wanted:
            step = 1 if wanted > self._dragged else -1
            self._lines.move_line(self._lines.document().findBlockByNumber(self._dragged), step)
            self._dragged += step
        self.update()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._dragged = None
        self.update()


class LinesField(FieldWidget):
    """A list of lines. Its value has those that are not blank."""

    def __init__(self, value: str, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = LinesEdit(clean(value))
        self._lines.setPlaceholderText(placeholder)
        self._lines.refused.connect(self.refused)
        self._lines.textChanged.connect(self.changed)
        self._watch(self._lines)
        self._row.addWidget(self._lines)

    def value(self) -> str:
        text = clean(self._lines.toPlainText())
        return "\n".join(line for line in text.splitlines() if line.strip())

    def _passes_on(self, _watched: QObject) -> bool:
        """Enter begins another line; in an empty one it leads on."""
        return self._lines.is_blank()
