"""The text of an answer as it streams in: lines under headings, never built anew.

What is shown is appended; only the end of the last, unfinished line is ever replaced, so a selection and
the place a person reads at stay as they are. `answer_lines` says what a line is, `answer_look` how it looks.
"""

import math

from PySide6.QtCore import QRect, QSizeF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QTextBlock, QTextCursor, QWheelEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from app.answer_text.lines import Line, clean, read_line
from app.ui.answer.look import COLOURED, ROLE, AnswerLook, Run, Style, runs_of
from app.ui.plain_text import ReadOnlyText
from app.ui.text_units import units
from app.ui.theme import Theme

FLUSH_MS = 25
"""How long pieces of text are gathered before they are shown: each showing lays out the last line."""

INSET = 8
"""Pixels to the left, as much as the rows of a list have within them."""


class AnswerText(ReadOnlyText):
    """As high as its text: what it lies in scrolls.

    Signals:
        caret_moved: where the caret is now, moved by the person; in the widget's own coordinates.
    """

    caret_moved = Signal(QRect)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = AnswerLook(theme, self.font())
        self._waiting: list[str] = []
        self._line = ""  # what is written of the last line
        self._runs: list[Run] = []  # what is shown of it
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
        self.clear()
        self._line, self._runs = "", []
        QTextCursor(self.document()).setBlockFormat(self._look.block(Line("text"), first=True))
        self._append(text)
        self._fit_height()

    def write(self, text: str) -> None:
        """Add the next piece of the text."""
        self._waiting.append(text)
        if not self._timer.isActive():
            self._timer.start()

    @Slot()
    def flush(self) -> None:
        """Show now what was added."""
        self._timer.stop()
        text = "".join(self._waiting)
        self._waiting.clear()
        if text:
            self._append(text)

    def finish(self) -> None:
        """The text is whole: its last line is finished too."""
        self.flush()
        self._edit_last_line(read_line(self._line))

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

    def _append(self, text: str) -> None:
        caret = self.textCursor()
        anchor, position = caret.anchor(), caret.position()
        self._append_lines(text)
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

    def _append_lines(self, text: str) -> None:
        first, *others = clean(text).split("\n")
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        self._line += first
        self._edit_last_line(read_line(self._line, finished=not others))
        for left, line in enumerate(others, 1 - len(others)):
            self._line, self._runs = line, []
            made = read_line(line, finished=left < 0)
            cursor.movePosition(QTextCursor.MoveOperation.End)
            cursor.insertBlock(self._look.block(made, first=False), self._look.format(Style()))
            self._edit_last_line(made)
        cursor.endEditBlock()

    def _edit_last_line(self, line: Line) -> None:
        """Make the last line this one, from where it differs on."""
        runs = runs_of(line)
        kept, fresh = _difference(self._runs, runs)
        self._runs = runs
        block = self.document().lastBlock()
        cursor = QTextCursor(block)
        wanted = self._look.block(line, first=block.position() == 0)
        if block.blockFormat() != wanted:
            cursor.setBlockFormat(wanted)
        cursor.setPosition(block.position() + kept)
        cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
        if cursor.hasSelection():
            cursor.removeSelectedText()
        for run in fresh:
            cursor.insertText(run.text, self._look.format(run.style))

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
        cursor.endEditBlock()

    @Slot(QSizeF)
    def _fit_height(self, _size: QSizeF | None = None) -> None:
        height = math.ceil(self.document().size().height())
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
