"""Above an answer: what is being done for it and how long that takes, or when it was written; its buttons."""

from PySide6.QtCore import QDateTime, QLocale, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QToolButton, QVBoxLayout, QWidget

from app.ui.answer.exporting import ExportButton
from app.ui.answer.rating import RatingButtons, RatingMenu
from app.ui.answer.state import AnswerRecord
from app.ui.answer.text import INSET
from app.ui.answer.wishes import WishMenu
from app.ui.copy_button import CopyButton
from app.ui.durations import Durations
from app.ui.plain_text import ElidedLabel, tooltip
from app.ui.services import Services

COPY_KEYS, AGAIN_KEYS = "Ctrl+Shift+C", "Ctrl+R"
RIGHT = 12
"""Pixels that the scroll bar of the answer takes."""

_WORDS = 190
"""Pixels that what is said of the answer gets before buttons give way to it."""


class AnswerHeader(QWidget):
    """One line of words and buttons, and a thin bar that keeps its place when it is hidden. Where it is
    narrow buttons lose their words, and rating is in a menu.

    Signals:
        copy_wanted: the person wants the answer on the clipboard.
        again_wanted: the person wants it written again.
        wished: it is to be written again in another way; the wish.
        rated: how good it is (a `Rating`).
    """

    copy_wanted = Signal()
    again_wanted = Signal()
    wished = Signal(str)
    rated = Signal(str)

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._locale = services.theme, QLocale(services.sentences.language)
        self._durations = Durations(self)
        self._record: AnswerRecord | None = None
        self._says = ElidedLabel(name="place")
        self.copy_button = CopyButton(self.tr("Copy"), services.theme)
        self.copy_button.setToolTip(tooltip(self.tr("Copy the whole answer with its sources (Ctrl+Shift+C)")))
        self.export_button = ExportButton(services)
        self._again = QPushButton(self.tr("Write again"))
        self._again.setProperty("look", "quiet")
        self._otherwise = QToolButton()
        self._otherwise.setMenu(WishMenu(plain=False, parent=self._otherwise))
        self._rating, self._more = RatingButtons(services.theme), RatingMenu(services.theme)
        self._bar = QProgressBar(textVisible=False)
        self._bar.setAccessibleName(self.tr("How far the reading is"))
        self._set_up_otherwise()
        self._lay_out()
        self._connect()
        self.set_locks(some=False, all_locked=False)
        self.show_record(None)

    def show_record(self, record: AnswerRecord | None) -> None:
        """Say how this answer stands; None: there is none."""
        self._record = record
        self._says.setText(self._words(record))
        self._show_bar(record)
        self.export_button.show_answer(record)
        for buttons in (self._rating, self._more):
            buttons.show_rating(record.rating if record is not None else "")
        self._fit()

    def set_locks(self, some: bool, all_locked: bool) -> None:
        """Whether sections are locked: then writing again is for the others."""
        if all_locked:
            told = self.tr("All parts are locked")
        elif some:
            told = self.tr("Write the parts that are not locked again (Ctrl+R)")
        else:
            told = self.tr("Write another answer to the same form (Ctrl+R)")
        self._again.setToolTip(tooltip(told))
        for button in (self._again, self._otherwise):
            button.setEnabled(not all_locked)

    @Slot()
    def write_again(self) -> None:
        """As the button does."""
        if self._again.isVisibleTo(self) and self._again.isEnabled():
            self._again.click()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _set_up_otherwise(self) -> None:
        button = self._otherwise
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setProperty("look", "quiet")
        button.setObjectName("strip")
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setAccessibleName(self.tr("Write again in another way"))
        button.setToolTip(tooltip(self.tr("Write again: shorter, longer, in other words…")))

    def _connect(self) -> None:
        menu = self._otherwise.menu()
        assert isinstance(menu, WishMenu)
        self.copy_button.clicked.connect(self.copy_wanted)
        self._again.clicked.connect(self.again_wanted)
        menu.wished.connect(self.wished)
        self._rating.rated.connect(self.rated)
        self._more.rated.connect(self.rated)
        self._theme.changed.connect(self._show_icon)
        self._show_icon()

    def _lay_out(self) -> None:
        policy = self._bar.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._bar.setSizePolicy(policy)
        row = QHBoxLayout()
        row.setSpacing(2)
        row.addWidget(self._says, 1)
        row.addWidget(self.copy_button)
        row.addWidget(self.export_button)
        for widget in (self._again, self._otherwise, self._rating, self._more):
            row.addWidget(widget)
        row.addStrut(self.copy_button.sizeHint().height())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(INSET, 0, RIGHT, 0)
        layout.setSpacing(4)
        layout.addLayout(row)
        layout.addWidget(self._bar)

    def _fit(self) -> None:
        """Show the buttons of this answer, with words while there is room for them."""
        record = self._record
        closed = record is not None and record.closed
        kept = closed and bool(record and record.id)
        self.copy_button.setVisible(closed and bool(record and record.text))
        self._again.setVisible(closed and bool(record and record.task and record.phase != "failed"))
        self._otherwise.setVisible(bool(record and record.rewritable))
        self.copy_button.set_narrow(False)
        buttons = (self.copy_button, self.export_button, self._again, self._otherwise)
        needed = sum(one.sizeHint().width() + 2 for one in buttons if one.isVisibleTo(self))
        rated = kept and bool(record and record.phase == "done")
        needed += self._rating.sizeHint().width() * rated
        narrow = needed + _WORDS + INSET + RIGHT > self.width()
        self.copy_button.set_narrow(narrow)
        self._rating.setVisible(rated and not narrow)
        self._more.setVisible(rated and narrow)

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
        self._otherwise.setIcon(self._theme.icon("down", self._theme.colours.muted))
