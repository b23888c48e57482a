"""The foot of the documents: how far reading is, with Stop; afterwards what came of it."""

from PySide6.QtCore import QSize, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.messages import Done, Progress, Stopped
from app.ui.documents.reading import Outcome, Reading
from app.ui.plain_text import PlainLabel, tooltip
from app.ui.theme import Theme

SUMMARY_MS = 20_000
"""How long it is told what came of it, when nothing is left to do about it."""

_REFRESH_MS = 100  # files can be read faster than anybody reads numbers


class ReadingBar(QFrame):
    """Hidden until something is read.

    Signals:
        again_wanted: the person wants the files that failed to be read again: tuple of paths.
    """

    again_wanted = Signal(object)

    def __init__(self, theme: Theme, reading: Reading, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("side")
        self._theme, self._reading = theme, reading
        self._outcome = Outcome()
        self._bar = QProgressBar(textVisible=False)
        self._bar.setAccessibleName(self.tr("Reading documents"))
        self._words, self._next = PlainLabel(), PlainLabel(name="hint")
        self._stop = QPushButton(self.tr("Stop"))
        self._summary = PlainLabel()
        self._again = QPushButton(self.tr("Read the failed ones again"))
        self._close = QToolButton()
        self._progress_page, self._summary_page = QWidget(), QWidget()
        self._lay_out()
        self._refresh = QTimer(self, singleShot=True, interval=_REFRESH_MS)
        self._passing = QTimer(self, singleShot=True, interval=SUMMARY_MS)
        self._refresh.timeout.connect(self._show_progress)
        self._passing.timeout.connect(self._hide_summary)
        self._stop.clicked.connect(self._ask_to_stop)
        self._again.clicked.connect(self._want_again)
        self._close.clicked.connect(self._hide_summary)
        reading.begun.connect(self._begin)
        reading.changed.connect(self._show_soon)
        reading.ended.connect(self._end)
        theme.changed.connect(self._show_icons)
        self._show_icons()
        self.hide()

    def _lay_out(self) -> None:
        for label in (self._words, self._next, self._summary):
            label.setWordWrap(True)
        self._close.setIconSize(QSize(14, 14))
        self._close.setProperty("look", "quiet")
        self._close.setAccessibleName(self.tr("Close this message"))
        self._close.setToolTip(tooltip(self.tr("Close this message")))
        going, row = QHBoxLayout(), QHBoxLayout()
        going.addWidget(self._bar, 1)
        going.addWidget(self._stop)
        progress = QVBoxLayout(self._progress_page)
        progress.addWidget(self._words)
        progress.addLayout(going)
        progress.addWidget(self._next)
        row.addWidget(self._summary, 1)
        row.addWidget(self._close)
        summary = QVBoxLayout(self._summary_page)
        summary.addLayout(row)
        summary.addWidget(self._again)
        layout = QVBoxLayout(self)
        for box in (progress, summary, layout):
            box.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._progress_page)
        layout.addWidget(self._summary_page)

    @Slot()
    def _begin(self) -> None:
        self._passing.stop()
        self._summary_page.hide()
        self._progress_page.show()
        self._show_progress()
        self.show()

    @Slot()
    def _ask_to_stop(self) -> None:
        self._reading.stop()
        self._show_progress()

    @Slot()
    def _show_soon(self) -> None:
        if not self._refresh.isActive():
            self._refresh.start()

    @Slot()
    def _show_progress(self) -> None:
        progress, waiting = self._reading.progress, self._reading.waiting
        measured = progress is not None and progress.total > 0
        self._bar.setRange(0, progress.total if progress is not None and measured else 0)
        if progress is not None and measured:
            self._bar.setValue(progress.done)
        self._words.setText(self.tr("Stopping…") if self._reading.stopping else self._activity(progress))
        self._next.setText(self.tr("Then %n more that you added", "", waiting) if waiting else "")
        self._next.setVisible(bool(waiting))
        self._stop.setEnabled(not self._reading.stopping)

    def _activity(self, progress: Progress | None) -> str:
        match progress:
            case Progress("loading_model"):
                return self.tr("Loading the search model…")
            case Progress("finding_files", found):
                return self.tr("Finding files: {count}").format(count=found)
            case Progress("reading_documents", done, total):
                read = self.tr("{done} of {total}").format(done=done, total=total)
                return " · ".join(filter(None, (read, self._time_left())))
            case Progress("recognising_text", done, total):
                return self.tr("Recognising text: page {done} of {total}").format(done=done, total=total)
            case Progress("updating_index"):
                return self.tr("Updating the index…")
            case Progress("rebuilding_index"):
                return self.tr("Building the index anew…")
        return self.tr("Getting ready…")

    def _time_left(self) -> str:
        seconds = self._reading.seconds_left
        if seconds is None:
            return ""
        if seconds < 50:
            return self.tr("less than a minute left")
        minutes = round(seconds / 60)
        if minutes < 90:
            return self.tr("about %n min left", "", minutes)
        return self.tr("about %n hours left", "", round(minutes / 60))

    @Slot(object)
    def _end(self, closing: object) -> None:
        """What came of it. Why it failed is told above the list, where a person can do something about it."""
        self._refresh.stop()
        self._outcome = self._reading.outcome
        words = self._told(self._outcome)
        if isinstance(closing, Stopped):
            words = " ".join(filter(None, (self.tr("Stopped."), words)))
        elif isinstance(closing, Done) and not words:
            words = self.tr("There was nothing to read.")
        self._summary.setText(words)
        self._again.setVisible(bool(self._outcome.failed))
        self._progress_page.hide()
        self._summary_page.show()
        self.setVisible(bool(words))
        if not self._outcome.failed:
            self._passing.start()

    def _told(self, outcome: Outcome) -> str:
        told = []
        if outcome.read:
            told.append(self.tr("%n read", "", len(outcome.read)))
        if outcome.known:
            told.append(self.tr("%n already in the library", "", len(outcome.known)))
        if outcome.failed:
            told.append(self.tr("%n not read", "", len(outcome.failed)))
        return " · ".join(told)

    @Slot()
    def _hide_summary(self) -> None:
        if not self._reading.active:
            self.hide()

    @Slot()
    def _want_again(self) -> None:
        self.again_wanted.emit(tuple(self._outcome.failed))

    @Slot()
    def _show_icons(self) -> None:
        colours = self._theme.colours
        self._stop.setIcon(self._theme.icon("stop", colours.text))
        self._again.setIcon(self._theme.icon("again", colours.text))
        self._close.setIcon(self._theme.icon("close", colours.muted))
