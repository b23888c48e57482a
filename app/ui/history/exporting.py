"""Earlier answers on their way to files: read from the engine one by one, written on a thread of their
own."""

import queue
from collections import deque
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QObject, QThread, Signal, Slot

from app.answer_files import AnswerFiles
from app.errors import fault_of
from app.messages import AnswerKept, AnswerListed, Failed, ListAnswers, ReadAnswer
from app.ui.worker import EngineJob, EngineLine
from store.schema import Fault

HOPELESS = ("DiskFull", "TemplateUnreadable")
"""What fails for one answer for these reasons does for all."""


@dataclass(frozen=True)
class ExportOutcome:
    """How an export ended: `failed` answers were not written, the first of them for the reason of `fault`."""

    written: int = 0
    failed: int = 0
    fault: Fault | None = None
    stopped: bool = False


class _Writer(QThread):
    """Writes what it is given.

    Signals:
        written: None, or the `Fault` for which the answer was not.
        ended: the same of the whole.
    """

    written = Signal(object)
    ended = Signal(object)

    def __init__(self, files: AnswerFiles, parent: QObject) -> None:
        super().__init__(parent)
        self.setObjectName("export")
        self._files = files
        self.inbox: queue.SimpleQueue[AnswerKept | Literal["finish", "discard"]] = queue.SimpleQueue()

    def run(self) -> None:
        while isinstance(item := self.inbox.get(), AnswerKept):
            self.written.emit(self._tried(item))
        self.ended.emit(self._tried(item))

    def _tried(self, item: AnswerKept | Literal["finish", "discard"]) -> Fault | None:
        try:
            if isinstance(item, AnswerKept):
                self._files.put(item)
            elif item == "finish":
                self._files.finish()
            else:
                self._files.discard()
        except Exception as error:  # noqa: BLE001 - the seam: what went wrong there is told here
            return fault_of(error)
        return None


class ExportRun(QObject):
    """One export; it is used once.

    Signals:
        progressed: how many answers are done, of how many.
        closed: the `ExportOutcome`.
    """

    progressed = Signal(int, int)
    closed = Signal(object)

    def __init__(
        self, line: EngineLine, files: AnswerFiles, ids: tuple[str, ...] | None, parent: QObject
    ) -> None:
        """`ids` None stands for every answer."""
        super().__init__(parent)
        self._line = line
        self._ids = ids
        self._waiting: deque[str] = deque(ids or ())
        self._total, self._written, self._failed = len(self._waiting), 0, 0
        self._fault: Fault | None = None
        self._stopped = self._ending = False
        self._kept: AnswerKept | None = None
        self._job: EngineJob | None = None
        self._writer = _Writer(files, self)
        self._writer.written.connect(self._take_written)
        self._writer.ended.connect(self._close)

    def start(self) -> None:
        """Begin."""
        self._writer.start()
        if self._ids is None:
            self._ask(ListAnswers())
        else:
            self._next()

    @Slot()
    def stop(self) -> None:
        """End after the answer that is being written."""
        self._stopped = True

    def abandon(self) -> None:
        """End now, and wait for it: the program ends."""
        self._stopped = True
        if self._writer.isRunning():
            self._writer.inbox.put("discard")
            self._writer.wait()

    def _ask(self, job: ListAnswers | ReadAnswer) -> None:
        self._kept = None
        self._job = self._line.submit(job)
        self._job.happened.connect(self._take)
        self._job.closed.connect(self._follow)

    @Slot(object)
    def _take(self, event: object) -> None:
        if isinstance(event, AnswerListed) and event.state != "writing":
            self._waiting.append(event.id)
            self._total += 1
        elif isinstance(event, AnswerKept):
            self._kept = event

    @Slot(object)
    def _follow(self, closing: object) -> None:
        """What was read is written; what could not be read is counted."""
        if self._kept is not None and not self._stopped:
            self._writer.inbox.put(self._kept)
            return
        if isinstance(closing, Failed):
            self._count(closing.fault)
        self._next()

    @Slot(object)
    def _take_written(self, fault: Fault | None) -> None:
        if fault is None:
            self._written += 1
        else:
            self._count(fault)
        self._next()

    def _count(self, fault: Fault) -> None:
        self._failed += 1
        self._fault = self._fault or fault
        if fault.kind in (*HOPELESS, "EngineDied"):
            self._failed += len(self._waiting)
            self._waiting.clear()

    def _next(self) -> None:
        if self._ending:
            return
        self.progressed.emit(self._written + self._failed, self._total)
        if self._waiting and not self._stopped:
            self._ask(ReadAnswer(self._waiting.popleft()))
        else:
            self._ending = True
            self._writer.inbox.put("discard" if self._stopped or not self._written else "finish")

    @Slot(object)
    def _close(self, fault: Fault | None) -> None:
        self._writer.wait()
        if fault is not None:
            self._written, self._failed = 0, self._failed + self._written
        outcome = ExportOutcome(self._written, self._failed, self._fault or fault, self._stopped)
        self.closed.emit(outcome)
