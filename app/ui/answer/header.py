"""Above an answer: what is being done for it and how long that takes, or when it was written; its buttons."""

from PySide6.QtCore import QDateTime, QLocale, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from app.messages import Language
from app.ui.answer.state import AnswerRecord
from app.ui.answer.text import INSET
from app.ui.copy_button import CopyButton
from app.ui.durations import Durations
from app.ui.plain_text import ElidedLabel, tooltip
from app.ui.theme import Theme

COPY_KEYS = "Ctrl+Shift+C"
RIGHT = 12
"""Pixels that the scroll bar of the answer takes."""


class AnswerHeader(QWidget):
    """One line of words and buttons, and a thin bar that keeps its place when it is hidden.

    Signals:
        copy_wanted: the person wants the answer on the clipboard.
        again_wanted: the person wants it written again.
    """

    copy_wanted = Signal()
    again_wanted = Signal()

    def __init__(self, theme: Theme, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._locale = theme, QLocale(language)
        self._durations = Durations(self)
        self._says = ElidedLabel(name="place")
        self.copy_button = CopyButton(self.tr("Copy"), theme)
        self.copy_button.setToolTip(tooltip(self.tr("Copy the whole answer with its sources (Ctrl+Shift+C)")))
        self._again = QPushButton(self.tr("Write again"))
        self._again.setProperty("look", "quiet")
        self._again.setToolTip(tooltip(self.tr("Write another answer to the same form")))
        self._bar = QProgressBar(textVisible=False)
        self._bar.setAccessibleName(self.tr("How far the reading is"))
        self._lay_out()
        self.copy_button.clicked.connect(self.copy_wanted)
        self._again.clicked.connect(self.again_wanted)
        theme.changed.connect(self._show_icon)
        self._show_icon()
        self.show_record(None)

    def show_record(self, record: AnswerRecord | None) -> None:
        """Say how this answer stands; None: there is none."""
        self._says.setText(self._words(record))
        self._show_bar(record)
        closed = record is not None and record.closed
        self.copy_button.setVisible(closed and bool(record and record.text))
        self._again.setVisible(closed and bool(record and record.task and record.phase != "failed"))

    def _lay_out(self) -> None:
        policy = self._bar.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._bar.setSizePolicy(policy)
        row = QHBoxLayout()
        row.setSpacing(2)
        row.addWidget(self._says, 1)
        row.addWidget(self.copy_button)
        row.addWidget(self._again)
        row.addStrut(self.copy_button.sizeHint().height())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(INSET, 0, RIGHT, 0)
        layout.setSpacing(4)
        layout.addLayout(row)
        layout.addWidget(self._bar)

    def _show_bar(self, record: AnswerRecord | None) -> None:
        waits = record is not None and not record.closed and record.phase != "writing"
        self._bar.setVisible(waits)
        if record is not None and waits:
            known = record.phase == "reading" and record.to_read > 0
            self._bar.setRange(0, record.to_read if known else 0)
            self._bar.setValue(record.read)

    def _words(self, record: AnswerRecord | None) -> str:
        if record is None:
            return self.tr("Answer")
        if record.closed:
            return self._when(record)
        if record.stopping:
            return self.tr("Stopping…")
        match record.phase:
            case "loading":
                return self.tr("Loading the model…")
            case "indexing":
                return self.tr("Bringing the search index up to date…")
            case "searching":
                return self.tr("Searching the documents…")
            case "reading":
                return self._reading(record)
            case "writing":
                return self._writing(record)
        return self.tr("One moment…")

    def _reading(self, record: AnswerRecord) -> str:
        passages = record.planned.passages or len(record.sources)
        what = self.tr("Reads %n passages", "", passages) if passages else self.tr("Reads the question")
        if record.planned.whole:
            what = self.tr("Reads everything: %n passages", "", passages)
        if record.seconds_left is None:
            return self.tr("{what}…").format(what=what)
        time = self._durations.about(record.seconds_left)
        return self.tr("{what}, {time} left").format(what=what, time=time)

    def _writing(self, record: AnswerRecord) -> str:
        """It may end sooner than its maximum length."""
        if record.seconds_left is None:
            return self.tr("Writing…")
        return self.tr("Writing, {time} left").format(time=self._durations.at_most(record.seconds_left))

    def _when(self, record: AnswerRecord) -> str:
        moment = QDateTime.fromString(record.created_at, Qt.DateFormat.ISODate)
        if not moment.isValid():
            whole = record.phase == "done" or not record.text
            return self.tr("Answer") if whole else self.tr("Answer, not finished")
        when = self._locale.toString(moment.toLocalTime(), QLocale.FormatType.ShortFormat)
        if record.phase == "done":
            return self.tr("Answer of {when}").format(when=when)
        return self.tr("Answer of {when}, not finished").format(when=when)

    @Slot()
    def _show_icon(self) -> None:
        self._again.setIcon(self._theme.icon("again"))
