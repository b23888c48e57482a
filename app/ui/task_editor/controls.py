"""The controls that the editor is made of: words in a language, lines, a choice, a number, and the row that
gives each a label, an explanation and what is wrong with it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from app.tasks import Words
from app.ui.plain_text import PlainLabel
from app.ui.request.fields import GrowingText, LineCleaner, WheelWithFocusOnly, clean
from app.ui.request.number_field import NumberEdit
from app.ui.task_editor.changes import said, shown
from app.ui.task_editor.draft import TaskDraft


class Row(QWidget):
    """A control with its words: label above, explanation and problem below."""

    def __init__(self, label: str, control: QWidget, hint: str = "", named: QWidget | None = None) -> None:
        """`label` and `hint` are translated already; `named` is the widget that the label names."""
        super().__init__()
        self.control = control
        caption = PlainLabel(label, name="field")
        caption.setWordWrap(True)
        caption.setVisible(bool(label))
        self._problem = PlainLabel(name="problem")
        self._hint = PlainLabel(hint, name="caption")
        buddy = named or control
        buddy.setAccessibleName(label.replace("&", ""))
        buddy.setAccessibleDescription(hint)
        caption.setBuddy(buddy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(caption)
        column.addWidget(control)
        for below in (self._hint, self._problem):
            below.setWordWrap(True)
            below.setVisible(bool(below.text()))
            column.addWidget(below)

    def explain(self, hint: str) -> None:
        """Another explanation."""
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))

    def tell(self, problem: str) -> None:
        """What is wrong; "" for nothing."""
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        wrong = str(bool(problem)).lower()
        if self.control.property("wrong") != wrong:
            self.control.setProperty("wrong", wrong)
            self.control.style().unpolish(self.control)
            self.control.style().polish(self.control)


class LineOfWords(QLineEdit):
    """Words of one line, in the language that is edited.

    Signals:
        edited: `Words`, by the person.
    """

    edited = Signal(object)

    def __init__(self, draft: TaskDraft, placeholder: str = "") -> None:
        super().__init__()
        self._draft, self._words = draft, Words()
        self.setPlaceholderText(placeholder)
        self.setMaxLength(2**30)  # Qt cuts at 32,767 without a word
        self.setValidator(LineCleaner(self))
        self.textEdited.connect(self._note)

    def fill(self, words: Words) -> None:
        """Show words, without `edited`."""
        self._words = words
        self.setText(shown(words, self._draft.mode, self._draft.interface))
        self.setCursorPosition(0)

    @Slot(str)
    def _note(self, text: str) -> None:
        self._words = said(self._words, text, self._draft.mode)
        self.edited.emit(self._words)


class _Text(GrowingText):
    """Text that tells only of what the person does.

    Signals:
        typed: the text is another, by the person.
    """

    typed = Signal()

    def __init__(self, placeholder: str) -> None:
        super().__init__("")
        self.setPlaceholderText(placeholder)
        self._fills = False
        self.textChanged.connect(self._tell)

    def show_text(self, text: str) -> None:
        """Show a text, without `typed`. One that is there already is left alone, with its cursor."""
        if text != self.toPlainText():
            self._fills = True
            self.setPlainText(text)
            self._fills = False

    @Slot()
    def _tell(self) -> None:
        if not self._fills:
            self.typed.emit()


class TextOfWords(_Text):
    """Words of several lines, in the language that is edited.

    Signals:
        edited: `Words`, by the person.
    """

    edited = Signal(object)

    def __init__(self, draft: TaskDraft, placeholder: str = "") -> None:
        super().__init__(placeholder)
        self._draft, self._words = draft, Words()
        self.typed.connect(self._note)

    def fill(self, words: Words) -> None:
        """Show words, without `edited`."""
        self._words = words
        self.show_text(shown(words, self._draft.mode, self._draft.interface))

    @Slot()
    def _note(self) -> None:
        self._words = said(self._words, clean(self.toPlainText()), self._draft.mode)
        self.edited.emit(self._words)


class Lines(_Text):
    """Things of one line each.

    Signals:
        edited: the lines, without blank ones, by the person.
    """

    edited = Signal(object)

    def __init__(self, placeholder: str = "") -> None:
        super().__init__(placeholder)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.typed.connect(self._note)

    def fill(self, lines: Sequence[str]) -> None:
        """Show lines, without `edited`. Blank lines that were typed between them stay."""
        if list(lines) != self._lines():
            self.show_text("\n".join(lines))

    def _lines(self) -> list[str]:
        return [line.strip() for line in clean(self.toPlainText()).splitlines() if line.strip()]

    @Slot()
    def _note(self) -> None:
        self.edited.emit(self._lines())


class Answer(_Text):
    """A longer text of one language, as it stands.

    Signals:
        edited: the text, by the person.
    """

    edited = Signal(str)

    def __init__(self, placeholder: str = "") -> None:
        super().__init__(placeholder)
        self.typed.connect(self._note)

    @Slot()
    def _note(self) -> None:
        self.edited.emit(clean(self.toPlainText()))


class Choose(QComboBox):
    """One of some values. A value that is none of them is shown as it is, until another is chosen.

    Signals:
        chosen: the value, by the person.
    """

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)
        self._wheel = WheelWithFocusOnly(self)
        self._wheel.watch(self)
        self.activated.connect(self._note)

    def offer(self, values: Sequence[tuple[str, str]], value: str) -> None:
        """Show these values, each with its words, and which one it is."""
        known = [identity for identity, _ in values]
        if value not in known:
            values, known = [*values, (value, value)], [*known, value]
        self.clear()
        for identity, words in values:
            self.addItem(words, identity)
        self.setCurrentIndex(known.index(value))

    def value(self) -> str:
        """The value that is shown."""
        return str(self.currentData() or "")

    @Slot(int)
    def _note(self, _place: int) -> None:
        self.chosen.emit(self.value())


class Number(NumberEdit):
    """A whole number, or nothing.

    Signals:
        edited: the text, by the person.
    """

    edited = Signal(str)

    def __init__(self, lowest: int, highest: int) -> None:
        super().__init__("", (lowest, highest), "")
        self._wheel = WheelWithFocusOnly(self)
        self._wheel.watch(self)
        self._fills = False
        self.lineEdit().textChanged.connect(self._note)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft)

    def fill(self, number: int | None) -> None:
        """Show a number, without `edited`."""
        text = "" if number is None else str(number)
        if text != self.lineEdit().text():
            self._fills = True
            self.lineEdit().setText(text)
            self._fills = False

    @Slot(str)
    def _note(self, text: str) -> None:
        if not self._fills:
            self.edited.emit(clean(text).strip())


def number_of(text: str) -> int | None:
    """The number that was typed; None for nothing, and for what is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else None
