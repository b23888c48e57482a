"""The text of an answer as it streams in: lines and tables under headings, never built anew.

What is shown is appended, and taken back from its end; nothing before that is ever replaced, so a selection
and the place a person reads at stay as they are. `document` puts the lines into Qt's text document.
"""

import math

from PySide6.QtCore import QPoint, QRect, QSize, QSizeF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QResizeEvent, QTextBlock, QTextCursor, QWheelEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from app.ui.answer.document import AnswerDocument
from app.ui.answer.look import COLOURED, ROLE, AnswerLook
from app.ui.plain_text import ReadOnlyText
from app.ui.theme import Theme

FLUSH_MS = 25
"""How long pieces of text are gathered before they are shown: each showing lays out the last line."""

INSET = 8
"""Pixels to the left, as much as the rows of a list have within them."""


class AnswerText(ReadOnlyText):
    """As high as its text: what it lies in scrolls.

    Signals:
        caret_moved: where the caret is now, moved by the person; in the widget's own coordinates.
        laid_out: its lines may stand elsewhere now.
    """

    caret_moved = Signal(QRect)
    laid_out = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = AnswerLook(theme, self.font())
        self._lines = AnswerDocument(self.document(), self._look)
        self._waiting: list[str] = []
        self._back = 0  # letters to be taken back before what waits is shown
        self._floor = 0  # pixels: what was taken back leaves its room to what comes in its place
        self._restoring = False
        self._timer = QTimer(self, singleShot=True, interval=FLUSH_MS)
        self._timer.timeout.connect(self.flush)
        self._set_up()
        self.show_text("")
        theme.changed.connect(self._recolour)

    def show_text(self, text: str) -> None:
        """Show another text, from its beginning; more may be written after it."""
        self._timer.stop()
        self._waiting.clear()
        self._back = self._floor = 0
        self._lines.clear()
        self._change(0, text)
        self._fit_height()

    def write(self, text: str) -> None:
        """Add the next piece of the text."""
        self._waiting.append(text)
        if not self._timer.isActive():
            self._timer.start()

    def take_back(self, characters: int) -> None:
        """Take off the last letters of the text, of what is not shown yet first."""
        text = "".join(self._waiting)
        self._waiting = [text[: max(len(text) - characters, 0)]]
        self._back += max(characters - len(text), 0)
        if not self._timer.isActive():
            self._timer.start()

    @Slot()
    def flush(self) -> None:
        """Show now what was added and taken back."""
        self._timer.stop()
        text, back = "".join(self._waiting), self._back
        self._waiting, self._back = [], 0
        if text or back:
            self._change(back, text)

    def finish(self) -> None:
        """The text is whole: its last line is finished too."""
        self.flush()
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        self._lines.finish()
        cursor.endEditBlock()
        self._floor = 0
        self._fit_height()

    def line_of(self, start: int) -> int:
        """The line in which this letter of the written text stands."""
        return self._lines.line_of(start)

    def place_at_head(self, line: int, size: QSize, headed: bool) -> QRect:
        """Where something of this size lies at the head of a line, to the right, in pixels of this widget."""
        head = self._lines.head(line)
        top = self.document().documentLayout().blockBoundingRect(head).top() - size.height()
        first = head.layout().lineAt(0)
        if headed and first.isValid():
            letters = QFontMetricsF(head.charFormat().font()).capHeight()
            top += size.height() / 2 + first.y() + first.ascent() - letters / 2
        return QRect(QPoint(self.width() - size.width(), max(round(top), 0)), size)

    def make_room(self, line: int, size: QSize, headed: bool) -> None:
        """Leave room for what will lie at the head of this line: beside its words where they are a heading,
        above them otherwise."""
        head = self._lines.head(line)
        if headed or head.position():
            made = head.blockFormat()
            if headed:
                made.setRightMargin(size.width() + INSET)
            else:
                made.setTopMargin(size.height())
            QTextCursor(head).setBlockFormat(made)
        else:  # Qt leaves the margin above the first block out
            whole = self.document().rootFrame().frameFormat()
            whole.setTopMargin(size.height())
            self.document().rootFrame().setFrameFormat(whole)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.laid_out.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pages are turned by what this lies in; Alt with an arrow is no history of a browser here."""
        pages = event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
        if pages or event.modifiers() & Qt.KeyboardModifier.AltModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """What this lies in scrolls."""
        event.ignore()

    def _set_up(self) -> None:
        self.setAccessibleName(self.tr("Answer"))
        self.setFont(self._look.font)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setViewportMargins(INSET, 0, 0, 0)
        self.document().setDocumentMargin(0)
        self.document().documentLayout().documentSizeChanged.connect(self._fit_height)
        self.cursorPositionChanged.connect(self._tell_caret)

    def _change(self, back: int, text: str) -> None:
        caret = self.textCursor()
        anchor, position = caret.anchor(), caret.position()
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        if back:
            self._floor = max(self._floor, self.height())
            self._lines.take_back(back)
        self._lines.append(text)
        cursor.endEditBlock()
        self._restore_caret(anchor, position)

    def _restore_caret(self, anchor: int, position: int) -> None:
        """A caret or selection at the very end does not go along with what is appended there."""
        caret = self.textCursor()
        if (caret.anchor(), caret.position()) != (anchor, position):
            last = self.document().characterCount() - 1
            caret.setPosition(min(anchor, last))
            caret.setPosition(min(position, last), QTextCursor.MoveMode.KeepAnchor)
            self._restoring = True
            self.setTextCursor(caret)
            self._restoring = False

    @Slot()
    def _recolour(self) -> None:
        self._look.forget_colours()
        found, block = [], self.document().begin()
        while block.isValid():
            found += _coloured(block)
            block = block.next()
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        for start, end, role in found:
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(self._look.colours(role))
        self._lines.recolour()
        cursor.endEditBlock()

    @Slot(QSizeF)
    def _fit_height(self, _size: QSizeF | None = None) -> None:
        height = max(math.ceil(self.document().size().height()), self._floor)
        if height != self.height():
            self.setFixedHeight(height)

    @Slot()
    def _tell_caret(self) -> None:
        if self.hasFocus() and not self._restoring:
            self.caret_moved.emit(self.cursorRect())


def _coloured(block: QTextBlock) -> list[tuple[int, int, str]]:
    """The stretches of a block with colours of their own: from, to, role."""
    found = []
    at = block.begin()
    while not at.atEnd():
        fragment = at.fragment()
        role = fragment.charFormat().property(ROLE)
        if role in COLOURED:
            found.append((fragment.position(), fragment.position() + fragment.length(), role))
        at += 1
    return found
