"""Removing earlier answers, with ten seconds to think again.

They leave the list at once (`SetAsideAnswers`). After the ten seconds they are erased for good; should the
program end before, by the next start of the engine. The jobs are done in the order in which they are asked
for.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.messages import Failed, RemoveAnswers, RestoreAnswers, SetAsideAnswers
from app.ui.plain_text import PlainLabel, tooltip
from app.ui.theme import Theme
from app.ui.worker import EngineJob, EngineLine

HOLD_MS = 10_000
"""How long a removal can be undone."""

_TICK_MS = 250


class AnswersUndoBar(QFrame):
    """Hidden until something is removed. What is removed while it is shown joins the rest, and the time
    begins anew.

    Signals:
        changed: what is listed is otherwise than it was thought to be: answers are back, or could not be
        removed. failed: the `Fault` for which something could not be done.
    """

    changed = Signal()
    failed = Signal(object)

    def __init__(
        self,
        theme: Theme,
        line: EngineLine,
        place: QWidget,
        hold_ms: int = HOLD_MS,
        parent: QWidget | None = None,
    ) -> None:
        """Ctrl+Z undoes while the keyboard is in `place`."""
        super().__init__(parent)
        self._theme, self._line = theme, line
        self._held: list[str] = []
        self._erasing = 0
        self._hold = QTimer(self, singleShot=True, interval=hold_ms)
        self._hold.setTimerType(Qt.TimerType.PreciseTimer)
        self._tick = QTimer(self, interval=_TICK_MS)
        self._words, self._seconds = PlainLabel(), PlainLabel(name="hint")
        self._undo = QPushButton(self.tr("Undo"))
        self._lay_out()
        self._hold.timeout.connect(self._erase)
        self._tick.timeout.connect(self._show_seconds)
        self._undo.clicked.connect(self.undo)
        keys = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), place, self.undo)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        theme.changed.connect(self._show_icon)
        self._show_icon()
        self._show()

    def remove(self, ids: Sequence[str]) -> None:
        """Set answers aside, and erase them when the time is over."""
        self._held.extend(ids)
        self._ask(SetAsideAnswers(tuple(ids)))
        self._hold.start()
        self._show()

    @Slot()
    def undo(self) -> None:
        """Bring back all that can be."""
        if self._held:
            ids = tuple(self._held)
            self._held.clear()
            self._ask(RestoreAnswers(ids))
            self._show()

    def forget(self) -> None:
        """The engine was started again, and erases what was set aside."""
        self._held.clear()
        self._show()

    def _ask(self, request: SetAsideAnswers | RestoreAnswers | RemoveAnswers) -> EngineJob:
        job = self._line.submit(request)
        job.closed.connect(self._close_erasing if isinstance(request, RemoveAnswers) else self._close)
        if isinstance(request, RestoreAnswers):
            job.closed.connect(self._tell_changed)
        return job

    @Slot(object)
    def _close(self, closing: object) -> None:
        if isinstance(closing, Failed):
            self._held.clear()
            self._show()
            self.failed.emit(closing.fault)
            self.changed.emit()

    @Slot()
    def _tell_changed(self) -> None:
        self.changed.emit()

    @Slot()
    def _erase(self) -> None:
        ids = tuple(self._held)
        self._held.clear()
        self._erasing += 1
        self._ask(RemoveAnswers(ids, set_aside_only=True))
        self._show()

    @Slot(object)
    def _close_erasing(self, closing: object) -> None:
        self._erasing -= 1
        self._show()
        if isinstance(closing, Failed):
            self.failed.emit(closing.fault)

    # What is seen.

    def _lay_out(self) -> None:
        self.setObjectName("panel")
        self._words.setWordWrap(True)
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._undo.setToolTip(tooltip(self.tr("Bring them back (Ctrl+Z)")))
        told = QHBoxLayout()
        told.addWidget(self._words, 1)
        told.addWidget(self._seconds)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 10)
        for box in (told, layout):
            box.setSpacing(8)
        layout.addLayout(told)
        layout.addWidget(self._undo)

    def _show(self) -> None:
        held = bool(self._held)
        if held:
            self._words.setText(self.tr("%n answers removed", "", len(self._held)))
            self._tick.start()
            self._show_seconds()
        else:
            self._hold.stop()
            self._tick.stop()
            self._words.setText(self.tr("Erasing…"))
        self._seconds.setVisible(held)
        self._undo.setVisible(held)
        self.setVisible(held or self._erasing > 0)

    @Slot()
    def _show_seconds(self) -> None:
        seconds = -(-self._hold.remainingTime() // 1000)
        self._seconds.setText(self.tr("{seconds} s").format(seconds=seconds))

    @Slot()
    def _show_icon(self) -> None:
        self._undo.setIcon(self._theme.icon("undo"))
