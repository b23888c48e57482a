"""A run in the window: the engine makes the answers, a process of its own keeps them, this goes on from row
to row.

Which row is next is said by `app.rows.run`.
"""

import time

from PySide6.QtCore import QObject, Signal, Slot

from app.errors import InternalError, fault_of
from app.messages import Closing, Event
from app.paths import Paths
from app.rows.plan import Plan
from app.rows.run import Run
from app.rows.writer import (
    ROLE,
    Finished,
    FinishRequest,
    KeepRequest,
    Kept,
    NotKept,
    Opened,
    OpenRequest,
    Reply,
)
from app.ui.rows.child import RowsChild
from app.ui.worker import EngineJob, EngineLine
from store.schema import Fault


class Running(QObject):
    """One run at a time.

    Signals:
        opened: the outcomes that there are from before, as a tuple of `Outcome`.
        row_begun: the number of the row that is being made now.
        row_ended: the `Outcome` of a row.
        ended: the `Fault` that ended the run or None, and the path of the table of results, "" for none.
    """

    opened = Signal(object)
    row_begun = Signal(int)
    row_ended = Signal(object)
    ended = Signal(object, str)

    def __init__(self, line: EngineLine, paths: Paths, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._line, self._paths = line, paths
        self._plan: Plan | None = None
        self._child: RowsChild | None = None
        self._job: EngineJob | None = None
        self._begun = 0.0
        self._stopping = False
        self._fault: Fault | None = None
        self.run: Run | None = None
        line.ended.connect(self.kill)

    @property
    def busy(self) -> bool:
        return self._child is not None

    @property
    def stopping(self) -> bool:
        """Whether it was asked to stop, and has not yet."""
        return self._stopping

    def start(self, plan: Plan) -> None:
        """Begin, or go on where the folder of the plan says that it ended."""
        assert self._child is None
        self._plan, self.run, self._fault, self._stopping = plan, None, None, False
        self._child = RowsChild(ROLE, (), Reply, self._paths, parent=self)
        self._child.answered.connect(self._take_reply)
        self._child.failed.connect(self._note_broken)
        self._child.ask(OpenRequest(plan))

    @Slot()
    def stop(self) -> None:
        """Stop soon; `ended` says when. The row that is being made waits again."""
        self._stopping = True
        if self._job is not None:
            self._job.stop()

    @Slot(object)
    def _take_reply(self, reply: object) -> None:
        match reply:
            case Opened(outcomes):
                assert self._plan is not None
                self.run = Run(self._plan, {outcome.row: outcome for outcome in outcomes})
                self.opened.emit(outcomes)
                self._next()
            case Kept(outcome):
                self.row_ended.emit(outcome)
            case NotKept(fault):
                self._give_up(fault)
            case Finished(table):
                self._end(table)

    def _next(self) -> None:
        assert self.run is not None and self._child is not None
        job = None if self._stopping else self.run.next()
        if job is None:
            self._fault = self._fault or self.run.trouble
            self._child.ask(FinishRequest())
            return
        assert self.run.current is not None
        self._begun = time.monotonic()
        self._job = self._line.submit(job)
        self._job.happened.connect(self._take_event)
        self._job.closed.connect(self._close_row)
        self.row_begun.emit(self.run.current.number)

    @Slot(object)
    def _take_event(self, event: Event) -> None:
        if self.run is not None:
            self.run.take(event)

    @Slot(object)
    def _close_row(self, closing: Closing) -> None:
        self._job = None
        if self.run is None or self._child is None:
            return
        ended = self.run.close(closing, time.monotonic() - self._begun)
        if ended is not None:
            self._child.ask(KeepRequest(*ended))
        elif self.run.trouble is None:
            self._stopping = True  # it was stopped, by whomever
        self._next()

    def _give_up(self, fault: Fault) -> None:
        """What is made cannot be kept: no more is made. Before it is open, and at its end, that is all."""
        self._fault = self._fault or fault
        if self._job is not None:
            self.stop()
        else:
            self._end("")

    @Slot()
    def _note_broken(self) -> None:
        self._fault = fault_of(InternalError(ROLE.strip("-")))
        if self._job is not None:
            self._job.stop()
        self._end("")

    def _end(self, table: str) -> None:
        if self._child is None:  # its last words come after it was given up
            return
        self._child.end()
        self._child = None
        self._stopping = False
        self.ended.emit(self._fault, table)

    @Slot()
    def kill(self) -> None:
        """End it at once; what is kept is kept. So it is when the program ends."""
        if self._child is not None:
            self._child.kill()
