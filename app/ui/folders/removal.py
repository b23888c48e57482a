"""The question that comes before a folder is kept in step no more: what of its documents?"""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.ui.plain_text import PlainLabel


class RemovalQuestion(QFrame):
    """Hidden until it is asked.

    Signals:
        answered: whether the documents are to be taken out of the library too.
    """

    answered = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        words = PlainLabel(
            self.tr(
                "The files in the folder stay as they are. What is to become of the documents that the "
                "library has of them?"
            )
        )
        words.setWordWrap(True)
        self._keep = QPushButton(self.tr("They stay"))
        self._take_out = QPushButton(self.tr("Take them out"))
        self._cancel = QPushButton(self.tr("Cancel"))
        buttons = QHBoxLayout()
        for button in (self._keep, self._take_out, self._cancel):
            buttons.addWidget(button)
        buttons.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 10)
        layout.setSpacing(8)
        layout.addWidget(words)
        layout.addLayout(buttons)
        self._keep.clicked.connect(self._answer_keep)
        self._take_out.clicked.connect(self._answer_take_out)
        self._cancel.clicked.connect(self.hide)
        self.hide()

    def ask(self) -> None:
        """Show the question, and give the keyboard to the answer that loses nothing."""
        self.show()
        self._keep.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _answer_keep(self) -> None:
        self.hide()
        self.answered.emit(False)

    @Slot()
    def _answer_take_out(self) -> None:
        self.hide()
        self.answered.emit(True)
