"""The fields of a form: what the kinds have in common, text, long text and check box.

The other kinds are in files of their own beside it.

What a field says is a string, as a form is sent: what is shown is what is told, also when it does not
fit. Whether it fits is not looked at here: `app.tasks.check_field` knows.
"""

import re

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QKeyEvent, QResizeEvent, QTextOption, QValidator
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QWidget,
)

from app.messages import Language
from app.tasks import CHECKED, UNCHECKED, Words
from app.ui.plain_text import one_line

LONGEST_TEXT = 100_000
"""Characters of one field: more than any model reads. A longer text that is pasted is refused in words."""
FEWEST_LINES, MOST_LINES = 2, 8

_LONGEST_WORD = re.compile(r"\S{2000}")
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_BREAKS = {ord(mark): " " for mark in "\n\r\t\v\f\u2028\u2029\x85"}


def words_of(words: Words, language: Language, otherwise: str = "") -> str:
    """The words of a task as one line; a task of one language speaks that one in both."""
    return one_line(words.in_language(language) or words.nl or words.en or otherwise)


def clean(text: str) -> str:
    """The text without what no message can carry: null characters and halves of a character."""
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")


class WheelWithFocusOnly(QObject):
    """An event filter: the wheel changes a value only where the keyboard is; else the page scrolls."""

    def watch(self, widget: QWidget) -> None:
        widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the wheel shall not bring the keyboard either
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return False


class FieldWidget(QWidget):
    """What the kinds of fields have in common. A subclass makes its controls and calls `_watch` on each.

    Signals:
        changed: the value is another.
        left: the keyboard went elsewhere.
        passed: Enter, in a field of one line.
        submitted: Ctrl and Enter.
        refused: a text was too long to be taken.
        remarked: a sentence on what was not taken for another reason.
    """

    changed = Signal()
    left = Signal()
    passed = Signal()
    submitted = Signal()
    refused = Signal()
    remarked = Signal(str)
    names_itself = False
    """Whether the control shows the label itself."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._controls: list[QWidget] = []
        self._wheel = WheelWithFocusOnly(self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(6)

    @property
    def controls(self) -> tuple[QWidget, ...]:
        """Everything in it that the keyboard reaches, in order."""
        return tuple(self._controls)

    @property
    def control(self) -> QWidget:
        """Where the keyboard goes to fill the field in."""
        return self._controls[0]

    def value(self) -> str:
        """What is filled in, "" for nothing."""
        raise NotImplementedError

    def problem(self) -> str:
        """What only the field itself sees to be wrong, in a sentence; mostly nothing."""
        return ""

    def set_wrong(self, wrong: bool) -> None:
        """Show whether the value does not fit."""
        for control in self._controls:
            if control.property("wrong") != str(wrong).lower():
                control.setProperty("wrong", str(wrong).lower())
                control.style().unpolish(control)
                control.style().polish(control)

    def describe(self, name: str, description: str) -> None:
        """What a screen reader says of the field."""
        self.control.setAccessibleName(name)
        self.control.setAccessibleDescription(description)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._take_key(watched, event)
        if event.type() == QEvent.Type.FocusOut and not self._has_keyboard():
            self.left.emit()
        return False

    def _watch(self, control: QWidget) -> None:
        self._controls.append(control)
        self._wheel.watch(control)
        control.installEventFilter(self)

    def _passes_on(self, _watched: QObject) -> bool:
        """Whether Enter leads on to the next field."""
        return True

    def _take_key(self, watched: QObject, event: QKeyEvent) -> bool:
        if event.key() not in _ENTER:
            return False
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if modifiers == Qt.KeyboardModifier.ControlModifier:
            self.submitted.emit()
            return True
        if modifiers == Qt.KeyboardModifier.NoModifier and self._passes_on(watched):
            self.passed.emit()
            return True
        return False

    def _has_keyboard(self) -> bool:
        """Also while the window is not the active one, or a list or menu of the field is open."""
        focused = self.window().focusWidget()
        return focused is not None and (focused is self or self.isAncestorOf(focused))


class LineCleaner(QValidator):
    """Keeps a line one line, and refuses what is too long for it rather than cut it.

    Signals:
        refused: a text was too long.
    """

    refused = Signal()

    def validate(self, text: str, place: int) -> tuple[QValidator.State, str, int]:
        if len(text) > LONGEST_TEXT:
            self.refused.emit()
            return QValidator.State.Invalid, text, place
        cleaned = clean(text).translate(_BREAKS)
        return QValidator.State.Acceptable, cleaned, min(place, len(cleaned))


class TextLine(QLineEdit):
    """Takes text that is dropped on it; files are for the documents."""

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.ignore()
        else:
            super().dragEnterEvent(event)


class TextField(FieldWidget):
    """One line of text."""

    def __init__(self, value: str, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = TextLine()
        self._line.setMaxLength(2**30)  # Qt cuts at 32,767 without a word; the cleaner refuses with one
        self._line.setText(clean(value).translate(_BREAKS))
        self._line.setCursorPosition(0)
        self._line.setPlaceholderText(placeholder)
        self._line.setMinimumWidth(120)
        cleaner = LineCleaner(self)
        cleaner.refused.connect(self.refused)
        self._line.setValidator(cleaner)
        self._line.textChanged.connect(self.changed)
        self._watch(self._line)
        self._row.addWidget(self._line)

    def value(self) -> str:
        return self._line.text()


class GrowingText(QPlainTextEdit):
    """Text of some lines, as high as its text is. Tab leads on; files that are dropped are not for it.

    Signals:
        refused: a text that was pasted is too long.
    """

    refused = Signal()

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(160)
        self._wrap_for(text)
        self.setPlainText(text)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText() and not source.hasUrls()

    def insertFromMimeData(self, source: QMimeData) -> None:
        text = clean(source.text())
        if self.document().characterCount() + len(text) > LONGEST_TEXT:
            self.refused.emit()
            return
        self._wrap_for(text)
        self.insertPlainText(text)
        self.ensureCursorVisible()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _wrap_for(self, text: str) -> None:
        """Qt looks for a break in a long word anew for each line: seconds for 100,000 characters."""
        if _LONGEST_WORD.search(text):
            self.setWordWrapMode(QTextOption.WrapMode.WrapAnywhere)

    @Slot()
    def _fit(self) -> None:
        lines = min(max(round(self.document().size().height()), FEWEST_LINES), MOST_LINES)
        self.ensurePolished()
        frame = self.height() - self.contentsRect().height()
        height = (
            lines * self.fontMetrics().lineSpacing() + 2 * round(self.document().documentMargin()) + frame
        )
        full = lines == MOST_LINES
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(policy.ScrollBarAsNeeded if full else policy.ScrollBarAlwaysOff)
        if height != self.height() or height != self.minimumHeight():
            self.setFixedHeight(height)


class LongTextField(FieldWidget):
    """Text of some lines."""

    def __init__(self, value: str, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = GrowingText(clean(value))
        self._text.setPlaceholderText(placeholder)
        self._text.refused.connect(self.refused)
        self._text.textChanged.connect(self.changed)
        self._watch(self._text)
        self._row.addWidget(self._text)

    def value(self) -> str:
        return clean(self._text.toPlainText())

    def _passes_on(self, _watched: QObject) -> bool:
        return False


class CheckField(FieldWidget):
    """Yes or no. The box carries the label."""

    names_itself = True

    def __init__(self, label: str, value: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = QCheckBox(label.replace("&", "&&"))
        self._box.setChecked(value == CHECKED)
        self._box.toggled.connect(self.changed)
        self._watch(self._box)
        self._row.addWidget(self._box)
        self._row.addStretch()

    def value(self) -> str:
        return CHECKED if self._box.isChecked() else UNCHECKED
