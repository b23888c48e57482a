"""Removing earlier answers, with ten seconds to think again.

They leave the list at once (`SetAsideAnswers`). After the ten seconds they are erased for good; should the
program end before, by the next start of the engine. The jobs are done in the order in which they are asked
for.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.messages import Failed, RemoveAnswers, RestoreAnswers, SetAsideAnswers
from app.ui.removal_bar import HOLD_MS, RemovalBar
from app.ui.theme import Theme
from app.ui.worker import EngineJob, EngineLine


class AnswersUndoBar(RemovalBar):
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
        super().__init__(theme, hold_ms, parent)
        self._line = line
        self._held: list[str] = []
        self._erasing = 0
        self._hold.timeout.connect(self._erase)
        self._undo.clicked.connect(self.undo)
        keys = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), place, self.undo)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
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

    def _show(self) -> None:
        count = len(self._held)
        self._tell(self.tr("%n answers removed", "", count) if count else "", self._erasing > 0)
