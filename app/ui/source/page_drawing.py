"""Asks for pictures of pages, one at a time: what was wished last is what counts."""

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.messages import DrawPage, Failed, PageDrawn, Stopped
from app.ui.worker import EngineJob, EngineLine

PATIENCE_MS = 400
"""How long a picture that nobody wants any more may hold up the next before its drawing is stopped."""


class PageDrawing(QObject):
    """At most one job is open. Stopping one costs a process of the engine, so it is a last resort.

    Signals:
        drawn: the `PageDrawn` that was wished last.
        failed: the `Fault` for which there is none.
        missing: the document has no picture of this page.
    """

    drawn = Signal(object)
    failed = Signal(object)
    missing = Signal()

    def __init__(
        self, line: EngineLine, parent: QObject | None = None, patience_ms: int = PATIENCE_MS
    ) -> None:
        super().__init__(parent)
        self._line = line
        self._wish: DrawPage | None = None
        self._job: EngineJob | None = None
        self._asked: DrawPage | None = None  # what the open job draws
        self._came = False
        self._patience = QTimer(self, singleShot=True, interval=patience_ms)
        self._patience.timeout.connect(self._stop)

    def wish(self, wanted: DrawPage) -> None:
        """Have this page drawn, in place of what was wished before."""
        self._wish = wanted
        if self._job is None:
            self._ask()
        elif wanted != self._asked and not self._patience.isActive():
            self._patience.start()

    def forget(self) -> None:
        """Nothing is wished any more."""
        self._wish = None
        if self._job is not None and not self._patience.isActive():
            self._patience.start()

    def _ask(self) -> None:
        assert self._wish is not None
        self._asked, self._came = self._wish, False
        self._job = self._line.submit(self._wish)
        self._job.happened.connect(self._take)
        self._job.closed.connect(self._close)

    @Slot()
    def _stop(self) -> None:
        if self._job is not None and self._asked != self._wish:
            self._job.stop()

    @Slot(object)
    def _take(self, event: object) -> None:
        if isinstance(event, PageDrawn):
            self._came = True
            if self._asked == self._wish:
                self.drawn.emit(event)

    @Slot(object)
    def _close(self, closing: object) -> None:
        self._patience.stop()
        answered, self._job, self._asked = self._asked, None, None
        if self._wish is None:
            return
        if answered != self._wish or isinstance(closing, Stopped):
            self._ask()
            return
        self._wish = None
        if isinstance(closing, Failed):
            self.failed.emit(closing.fault)
        elif not self._came:
            self.missing.emit()
