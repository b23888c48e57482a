"""Under an answer that was rated good: it can be an example of its task from now on."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.messages import Language
from app.ui.answer.state import AnswerRecord
from app.ui.answer.text import INSET
from app.ui.plain_text import PlainLabel, one_line, tooltip


class ExampleLine(QWidget):
    """Hidden unless the answer is good.

    Signals:
        wanted: it is to be an example.
    """

    wanted = Signal()

    def __init__(self, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language: Language = language
        self._says = PlainLabel(name="caption")
        self._says.setWordWrap(True)
        self._add = QPushButton(self.tr("Use as example"))
        self._add.setProperty("look", "link")
        self._add.setToolTip(
            tooltip(self.tr("The model then sees this form and answer before it answers another one"))
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(INSET, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._says, 1)
        row.addWidget(self._add)
        self._add.clicked.connect(self.wanted)
        self.hide()

    def show_record(self, record: AnswerRecord) -> None:
        """Offer it where the answer is good."""
        good = record.phase == "done" and record.rating == "good" and record.task is not None
        self._says.setText(self.tr("Good: a next answer can follow it."))
        self._add.setVisible(not record.example)
        if record.example and record.task is not None:
            name = one_line(record.task.name.in_language(self._language))
            self._says.setText(self.tr("An example for “{task}” from now on.").format(task=name))
        self.setVisible(good)
