"""What is to be otherwise when an answer, or a section of it, is written again: a menu, and own words."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QMenu, QPushButton, QVBoxLayout, QWidget

from app.ui.plain_text import PlainLabel

_LONGEST = 300
_WIDTH = 420


class WishMenu(QMenu):
    """Wishes to choose from.

    Signals:
        wished: the wish, in words for the model; "" for just another try.
    """

    wished = Signal(str)

    def __init__(self, plain: bool, parent: QWidget | None = None) -> None:
        """`plain`: it also offers another try without a wish."""
        super().__init__(parent)
        offered = [(self.tr("&Again"), "")] if plain else []
        offered += [
            (self.tr("&Shorter"), self.tr("clearly shorter, about half as long")),
            (self.tr("&Longer"), self.tr("longer, with more detail")),
            (self.tr("More &formal"), self.tr("more formal in tone")),
            (
                self.tr("Simpler (&B1)"),
                self.tr("simpler: language level B1, short and plain sentences"),
            ),
        ]
        for words, wish in offered:
            action = self.addAction(words)
            action.setData(wish)
        self.addSeparator()
        own = self.addAction(self.tr("&Own words…"))
        own.triggered.connect(self._ask)
        self.triggered.connect(self._choose)

    @Slot(QAction)
    def _choose(self, action: QAction) -> None:
        if action.data() is not None:
            self.wished.emit(action.data())

    @Slot()
    def _ask(self) -> None:
        question = WishQuestion(self.window())
        question.wished.connect(self.wished)
        question.open()


class WishQuestion(QDialog):
    """Asks in own words what is to be otherwise.

    Signals:
        wished: the words.
    """

    wished = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Write again"))
        title = PlainLabel(self.tr("What should be different?"), name="field")
        self._words = QLineEdit(maxLength=_LONGEST)
        self._words.setAccessibleName(title.text())
        self._words.setPlaceholderText(self.tr("For example: name the deadline first"))
        self._accept = QPushButton(self.tr("Write again"))
        self._accept.setProperty("look", "main")
        self._accept.setDefault(True)
        cancel = QPushButton(self.tr("Cancel"))
        cancel.setAutoDefault(False)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(cancel)
        buttons.addWidget(self._accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        column.addWidget(title)
        column.addWidget(self._words)
        column.addLayout(buttons)
        self.setMinimumWidth(_WIDTH)
        self._words.textChanged.connect(self._check)
        self._accept.clicked.connect(self._answer)
        cancel.clicked.connect(self.reject)
        self._check()

    @Slot()
    def _check(self) -> None:
        self._accept.setEnabled(bool(self._words.text().strip()))

    @Slot()
    def _answer(self) -> None:
        self.wished.emit(self._words.text().strip())
        self.accept()
