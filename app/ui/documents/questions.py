"""What a person is asked about documents and collections: a name, and whether something is to be erased."""

from collections.abc import Collection

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.ui.plain_text import PlainLabel

_WIDTH = 420


class NameQuestion(QDialog):
    """Asks for the name of a collection. A name that is taken is told before it is sent.

    Signals:
        named: the name.
    """

    named = Signal(str)

    def __init__(
        self, title: str, action: str, taken: Collection[str], name: str = "", parent: QWidget | None = None
    ) -> None:
        """`title` and `action` (the words on the button) are translated already; `taken` are names."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self._taken = {one.casefold() for one in taken}
        self._name = QLineEdit(name)
        self._problem = PlainLabel(name="problem")
        self._problem.setWordWrap(True)
        self._accept = QPushButton(action)
        self._accept.setProperty("look", "main")
        self._accept.setDefault(True)
        self._lay_out(title)
        self._name.textChanged.connect(self._check)
        self._accept.clicked.connect(self._answer)
        self._name.selectAll()
        self._check()

    def _lay_out(self, title: str) -> None:
        self._name.setMaxLength(60)
        self._name.setAccessibleName(self.tr("Name of the collection"))
        cancel = QPushButton(self.tr("Cancel"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        hint = PlainLabel(
            self.tr("A group of documents that you can ask by itself, move to another computer or erase."),
            name="hint",
        )
        hint.setWordWrap(True)
        column = _column(self)
        column.addWidget(PlainLabel(title, name="title"))
        column.addWidget(hint)
        column.addWidget(self._name)
        column.addWidget(self._problem)
        column.addLayout(_buttons(cancel, self._accept))

    @Slot()
    def _check(self) -> None:
        name = " ".join(self._name.text().split())
        is_taken = name.casefold() in self._taken
        self._problem.setText(self.tr("There is a collection of this name already.") if is_taken else "")
        self._problem.setVisible(is_taken)
        self._accept.setEnabled(bool(name) and not is_taken)

    @Slot()
    def _answer(self) -> None:
        self.named.emit(self._name.text())
        self.accept()


class EraseQuestion(QDialog):
    """Asks whether documents are to be erased at once and for good.

    Signals:
        erased: whether what earlier answers quote from them goes too.
    """

    erased = Signal(bool)

    def __init__(self, question: str, documents: int, parent: QWidget | None = None) -> None:
        """`question` is translated already; it names what goes."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Erase for good"))
        title = PlainLabel(question, name="title")
        told = PlainLabel(
            self.tr("This cannot be undone. Your own files stay where they are; Binnenshuis forgets them.")
        )
        for label in (title, told):
            label.setWordWrap(True)
        self._quotes = QCheckBox(self.tr("Also what earlier answers quote from them"))
        keep, erase = QPushButton(self.tr("Keep")), QPushButton(self.tr("Erase"))
        erase.setAutoDefault(False)
        keep.setDefault(True)
        column = _column(self)
        column.addWidget(title)
        column.addWidget(told)
        if documents:
            column.addWidget(self._quotes)
        else:
            told.hide()
        column.addLayout(_buttons(keep, erase))
        keep.clicked.connect(self.reject)
        erase.clicked.connect(self._answer)
        keep.setFocus()

    @Slot()
    def _answer(self) -> None:
        self.erased.emit(self._quotes.isChecked())
        self.accept()


def _column(dialog: QDialog) -> QVBoxLayout:
    dialog.setMinimumWidth(_WIDTH)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(20, 18, 20, 16)
    column.setSpacing(12)
    return column


def _buttons(*buttons: QPushButton) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(0, 6, 0, 0)
    row.setSpacing(8)
    row.addStretch()
    for button in buttons:
        row.addWidget(button)
    return row
