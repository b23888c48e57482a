"""The foot of the page: Start, Stop, how far it is, and what can be opened when it is over."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from app.rows.run import Run
from app.ui.durations import Durations
from app.ui.plain_text import PlainLabel
from app.ui.theme import Theme


class RunFoot(QWidget):
    """Shows one run.

    Signals:
        start_wanted, stop_wanted, table_wanted, folder_wanted: the person pressed the button for it.
    """

    start_wanted = Signal()
    stop_wanted = Signal()
    table_wanted = Signal()
    folder_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._durations = Durations(self)
        self._start, self._stop = QPushButton(self.tr("Start")), QPushButton(self.tr("Stop"))
        self._start.setProperty("look", "main")
        self._table = QPushButton(self.tr("Open the table"))
        self._folder = QPushButton(self.tr("Open folder"))
        self._words = PlainLabel(name="hint")
        self._words.setWordWrap(True)
        self._bar = QProgressBar(textVisible=False)
        self._bar.setAccessibleName(self.tr("Rows that are made"))
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self._start, self._stop):
            row.addWidget(button)
        row.addWidget(self._words, 1)
        for button in (self._table, self._folder):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._bar)
        column.addLayout(row)
        for button, signal in (
            (self._start, self.start_wanted),
            (self._stop, self.stop_wanted),
            (self._table, self.table_wanted),
            (self._folder, self.folder_wanted),
        ):
            button.clicked.connect(signal)
        theme.changed.connect(self._show_icons)
        self._show_icons()

    def show_ready(self, rows: int) -> None:
        """Nothing is made yet; so many rows can be."""
        self._arrange(busy=False, can_open=False)
        self._bar.hide()
        self._start.setText(self.tr("Start"))
        self._start.setEnabled(rows > 0)
        self._words.setText(self.tr("%n answers to be made", "", rows) if rows else "")

    def show_run(self, run: Run | None, stopping: bool) -> None:
        """It goes on; before it is known how far it is, there is no run."""
        self._arrange(busy=True, can_open=False)
        self._stop.setEnabled(not stopping)
        self._bar.show()
        if run is None:
            self._bar.setRange(0, 0)
            self._words.setText(self.tr("Preparing…"))
            return
        self._bar.setRange(0, max(run.total, 1))
        self._bar.setValue(run.done + run.failed)
        told = [self.tr("{done} of {total}").format(done=run.done + run.failed, total=run.total)]
        if run.seconds_left:
            told.append(self._durations.about(run.seconds_left))
        self._words.setText(self.tr("Stopping…") if stopping else ", ".join(told))

    def show_end(self, run: Run | None, can_open: bool) -> None:
        """It is over: all of it, or as far as it came."""
        self._arrange(busy=False, can_open=can_open)
        if run is None:
            self._bar.hide()
            self._words.setText("")
            return
        self._bar.setRange(0, max(run.total, 1))
        self._bar.setValue(run.done + run.failed)
        self._start.setText(self.tr("Go on") if run.left else self.tr("Failed ones again"))
        self._start.setVisible(bool(run.left or run.failed))
        self._start.setEnabled(True)
        words = self.tr("{done} of {total} done").format(done=run.done, total=run.total)
        self._words.setText(words)

    def focus_first(self) -> None:
        for button in (self._start, self._stop, self._table):
            if button.isVisibleTo(self) and button.isEnabled():
                button.setFocus()
                return

    def _arrange(self, busy: bool, can_open: bool) -> None:
        had_focus = self.window().focusWidget() in (self._start, self._stop)
        self._start.setVisible(not busy)
        self._stop.setVisible(busy)
        self._table.setVisible(can_open)
        self._folder.setVisible(can_open)
        if had_focus:
            (self._stop if busy else self._table if can_open else self._start).setFocus()

    @Slot()
    def _show_icons(self) -> None:
        colours = self._theme.colours
        self._start.setIcon(self._theme.icon("write", colours.on_accent))
        self._stop.setIcon(self._theme.icon("stop", colours.danger))
        self._table.setIcon(self._theme.icon("open", colours.muted))
        self._folder.setIcon(self._theme.icon("folder", colours.muted))
