"""The text of an answer with what its sentences come from: marks that lead to sources, remarks in words.

How the text itself is shown as it streams in is in `text`; here is what is put into it once it is whole. What
is put in moves nothing but the text behind it: a selection and the caret stay on their words.
"""

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QTextCharFormat, QTextCursor, QTextDocument, QTextFragment
from PySide6.QtWidgets import QWidget

from app.messages import Sentence
from app.ui.answer.look import NUMBER, ROLE, Style
from app.ui.answer.marks import JOINT, Place, places
from app.ui.answer.selected_text import selected_text
from app.ui.answer.text import AnswerText
from app.ui.plain_text import tooltip
from app.ui.theme import Theme

_OPENS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class MarkedText(AnswerText):
    """An answer's text that can be marked once it is whole.

    Signals:
        source_asked: the number of the source whose mark was clicked, or on which Enter was pressed.
    """

    source_asked = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._pressed = QPoint()
        self.viewport().setMouseTracking(True)

    def mark(self, text: str, sentences: Sequence[Sentence]) -> None:
        """Mark these sentences of what is shown, which was written as `text`. Once only."""
        self.flush()
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        lines = self._lines.places()
        for place in reversed(places(text, sentences)):
            self._mark(cursor, place, lines[place.line][place.cell])
        cursor.endEditBlock()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        place = event.position().toPoint()
        still = (place - self._pressed).manhattanLength() < 4
        if event.button() == Qt.MouseButton.LeftButton and still and (number := self._number_at(place)):
            self.source_asked.emit(number)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        over = self._number_at(event.position().toPoint())
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.IBeamCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the source of the mark that the caret or the selection is on."""
        number = self._number_of(self.textCursor()) if event.key() in _OPENS else 0
        if number:
            self.source_asked.emit(number)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes from mark to mark, as with links, and then on."""
        marks = self._marks()
        here = self.textCursor().selectionEnd() if forward else self.textCursor().selectionStart()
        if forward:
            onward = [mark for mark in marks if mark[0] >= here and mark[1] > here]
        else:
            onward = [mark for mark in reversed(marks) if mark[1] <= here and mark[0] < here]
        if not onward or not self.hasFocus():
            return super().focusNextPrevChild(forward)
        cursor = self.textCursor()
        cursor.setPosition(onward[0][0])
        cursor.setPosition(onward[0][1], QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        return True

    def createMimeDataFromSelection(self) -> QMimeData:
        """Plain text with the numbers of sources, without remarks; the cells of a row with tabs between."""
        made = QMimeData()
        made.setText(selected_text(self.textCursor()).replace(JOINT, " "))
        return made

    def _mark(self, cursor: QTextCursor, place: Place, line: int) -> None:
        start, end = line + place.start, line + place.end
        if place.sentence.support == "unsupported":
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            missing = self._look.missing()
            missing.setToolTip(tooltip(self._why(place.sentence)))
            cursor.mergeCharFormat(missing)
        cursor.setPosition(end)
        if not place.last:
            return
        in_cell = cursor.currentTable() is not None  # where lines are short
        joint = " " if in_cell else JOINT
        for number in place.sentence.sources:
            shown = self._look.mark(number)
            shown.setToolTip(tooltip(self.tr("Show source {number}").format(number=number)))
            first = number == place.sentence.sources[0]
            cursor.insertText(f"{joint if first else ''}[{number}]", shown)
        if remark := self._remark(place.sentence):
            shown = QTextCharFormat(self._look.format(Style("remark")))
            shown.setToolTip(tooltip(self._why(place.sentence)))
            whole = remark if in_cell else remark.replace(" ", "\N{NO-BREAK SPACE}")
            cursor.insertText(f"{joint}({whole})", shown)

    def _remark(self, sentence: Sentence) -> str:
        match sentence.support:
            case "unsupported":
                return self.tr("not found")
            case "weak":
                return self.tr("partly")
        return ""

    def _why(self, sentence: Sentence) -> str:
        if sentence.support == "weak":
            return self.tr("The documents that were read bear this out only in part, or say it otherwise.")
        return self.tr("Not found in the documents that were read.")

    def _marks(self) -> list[tuple[int, int, int]]:
        """From where to where each mark stands, and its number."""
        return _stretches(self.document(), "mark")

    def _number_at(self, point: QPoint) -> int:
        layout = self.document().documentLayout()
        place = layout.hitTest(point.toPointF(), Qt.HitTestAccuracy.ExactHit)
        return self._number_around(place) if place >= 0 else 0

    def _number_around(self, place: int) -> int:
        cursor = QTextCursor(self.document())
        cursor.setPosition(min(place + 1, self.document().characterCount() - 1))
        return _number(cursor.charFormat())

    def _number_of(self, cursor: QTextCursor) -> int:
        place = cursor.selectionStart()
        return self._number_around(place) or (0 if cursor.hasSelection() else self._number_around(place - 1))


def _stretches(document: QTextDocument, role: str) -> list[tuple[int, int, int]]:
    """The stretches of a role: from, to, and the number of the source that they lead to."""
    found = []
    block = document.begin()
    while block.isValid():
        at = block.begin()
        while not at.atEnd():
            fragment: QTextFragment = at.fragment()
            form = fragment.charFormat()
            if form.property(ROLE) == role:
                found.append((fragment.position(), fragment.position() + fragment.length(), _number(form)))
            at += 1
        block = block.next()
    return found


def _number(form: QTextCharFormat) -> int:
    value = form.property(NUMBER)
    return int(value) if value is not None else 0
