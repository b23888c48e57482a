"""What a person is asked about tasks: what to do with changes, or with a task that is there already."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.ui.plain_text import PlainLabel

_WIDTH = 420


class Question(QDialog):
    """A question with some answers; closing it is none of them.

    Signals:
        answered: the name of the answer.
    """

    answered = Signal(str)

    def __init__(
        self,
        title: str,
        told: str,
        answers: Sequence[tuple[str, str]],
        cancel: str,
        parent: QWidget | None = None,
    ) -> None:
        """`answers` are names and the words on their buttons, the safest first; all words are translated."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setMinimumWidth(_WIDTH)
        heading, text = PlainLabel(title, name="title"), PlainLabel(told)
        for label in (heading, text):
            label.setWordWrap(True)
        keep = QPushButton(cancel)
        keep.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.setContentsMargins(0, 6, 0, 0)
        row.setSpacing(8)
        row.addWidget(keep)
        row.addStretch()
        for name, words in reversed(answers):
            button = QPushButton(words)
            button.setObjectName(name)
            button.setAutoDefault(False)
            button.clicked.connect(self._answer)
            row.addWidget(button)
        button.setProperty("look", "main")
        button.setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addWidget(heading)
        column.addWidget(text)
        column.addLayout(row)

    @Slot()
    def _answer(self) -> None:
        self.answered.emit(self.sender().objectName())
        self.accept()
