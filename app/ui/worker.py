"""The background thread: the window's only line to the engine. Typed jobs go down, Qt signals come up.

`Worker` is the thread, `EngineLine` its end in the window's thread, `EngineJob` one job there. Nothing
else in the window knows that there are threads or processes.
"""

import itertools
import queue
import time
from collections import deque
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, QThread, QTimer, Signal, Slot

from app.client import EngineClient, JobHandle
from app.errors import DataFolderUnwritable, EngineDied, fault_of
from app.messages import ENGINE, Closing, Event, Failed, Job
from app.paths import Paths

EVENTS_AT_ONCE = 100
"""How many events go up in one signal."""

DEALING_S = 0.008
"""How long the window's thread hands out events before it looks at keys, paint and timers again: an engine
that lists a large library tells faster than the window shows."""


@dataclass(frozen=True)
class _Submit:
    ticket: int
    job: Job


@dataclass(frozen=True)
class _Stop:
    ticket: int


@dataclass(frozen=True)
class _Reported:
    number: tuple[int, int]
    event: Event


@dataclass(frozen=True)
class _Quit:
    pass


class Worker(QThread):
    """Owns the client. One loop takes what the window asks and what the engine tells from one queue.

    Signals:
        reported: tuples of (ticket, event), in the order in which they came; ticket `ENGINE` for the engine
            itself. A job's last event is its one closing event.
    """

    reported = Signal(object)

    def __init__(self, paths: Paths) -> None:
        super().__init__()
        self.setObjectName("worker")
        self._paths = paths
        self._inbox: queue.SimpleQueue[_Submit | _Stop | _Reported | _Quit] = queue.SimpleQueue()
        self._client: EngineClient | None = None
        self._cannot = Failed(fault_of(EngineDied(0)))  # why there is no client
        self._handles: dict[int, JobHandle] = {}  # by ticket
        self._tickets: dict[
            tuple[int, int], int
        ] = {}  # by the number of the client and that of the job there
        self._clients = 0  # how many there have been: the last words of one may come after the next is made

    # Called by the window's thread.

    def submit(self, ticket: int, job: Job) -> None:
        self._inbox.put(_Submit(ticket, job))

    def stop(self, ticket: int) -> None:
        self._inbox.put(_Stop(ticket))

    def end(self) -> None:
        """End the engine and the thread; `finished` says when."""
        self._inbox.put(_Quit())

    @property
    def engine_process(self) -> int | None:
        """The engine's process id while there is one."""
        return self._client.process_id if self._client else None

    # The thread itself.

    def run(self) -> None:
        self._connect()
        news: list[tuple[int, Event]] = []
        while not isinstance(message := self._inbox.get(), _Quit):
            self._handle(message, news)
            if news and (self._inbox.empty() or len(news) >= EVENTS_AT_ONCE):
                self.reported.emit(tuple(news))
                news.clear()
        if news:
            self.reported.emit(tuple(news))
        if self._client is not None:
            self._client.close()

    def _handle(self, message: _Submit | _Stop | _Reported, news: list[tuple[int, Event]]) -> None:
        match message:
            case _Submit(ticket, job):
                if self._client is None or self._client.broken:
                    self._connect()
                if self._client is None:
                    news.append((ticket, self._cannot))
                    return
                handle = self._client.submit(job)
                self._handles[ticket], self._tickets[self._clients, handle.number] = handle, ticket
            case _Stop(ticket):
                if ticket in self._handles:
                    self._handles[ticket].stop()
            case _Reported(number, event):
                if number[1] == ENGINE:
                    news.append((ENGINE, event))
                elif number in self._tickets:
                    ticket = self._tickets[number]
                    news.append((ticket, event))
                    if isinstance(event, Closing):
                        del self._tickets[number], self._handles[ticket]

    def _connect(self) -> None:
        """A client, in place of one whose engine could not be started."""
        if self._client is not None:
            self._client.close()
        self._clients += 1
        hear = partial(self._hear, self._clients)
        try:
            self._client = EngineClient(self._paths, hear)
        except DataFolderUnwritable as error:
            self._client, self._cannot = None, Failed(fault_of(error))
            hear(ENGINE, self._cannot)

    def _hear(self, client: int, number: int, event: Event) -> None:
        """On the client's own thread."""
        self._inbox.put(_Reported((client, number), event))


class EngineJob(QObject):
    """A job as the window sees it.

    Signals:
        happened: each event (`app.messages.Event`) but the last.
        closed: the one closing event (`Done`, `Stopped` or `Failed`).
    """

    happened = Signal(object)
    closed = Signal(object)

    def __init__(self, ticket: int, job: Job, line: "EngineLine") -> None:
        super().__init__()
        self.ticket = ticket
        self.job = job
        self._line = line

    def stop(self) -> None:
        """Ask for it to be stopped; `closed` says when it is."""
        self._line.stop(self)


class EngineLine(QObject):
    """The window's end of the line. All its methods and signals belong to the window's thread.

    Signals:
        engine_told: what the engine says of itself: `EngineReady`, `EngineWaiting`, `EngineRestarted`, or
            `Failed` when it cannot be started.
        idle: the last open job has closed.
        ended: the engine and the thread are gone, after `end`.
    """

    engine_told = Signal(object)
    idle = Signal()
    ended = Signal()

    def __init__(self, paths: Paths) -> None:
        super().__init__()
        self._tickets = itertools.count(ENGINE + 1)
        self._open: dict[int, EngineJob] = {}
        self._arrived: deque[tuple[int, Event]] = deque()
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._deal)
        self._worker = Worker(paths)
        self._worker.reported.connect(self._take)
        self._worker.finished.connect(self._finish)

    def start(self) -> None:
        """Start the thread, and the engine behind it."""
        self._worker.start()

    def submit(self, job: Job) -> EngineJob:
        """Send a job. Connect to its signals at once: they are never emitted before control is back in
        the event loop."""
        made = EngineJob(next(self._tickets), job, self)
        self._open[made.ticket] = made
        self._worker.submit(made.ticket, job)
        return made

    def stop(self, job: EngineJob) -> None:
        """Ask for a job to be stopped; one that is over stays as it is."""
        self._worker.stop(job.ticket)

    def end(self) -> None:
        """End everything; jobs that are open close as failed."""
        self._worker.end()

    @property
    def open_jobs(self) -> tuple[EngineJob, ...]:
        return tuple(self._open.values())

    @property
    def engine_process(self) -> int | None:
        return self._worker.engine_process

    @Slot(object)
    def _take(self, news: tuple[tuple[int, Event], ...]) -> None:
        self._arrived += news
        if not self._later.isActive():
            self._deal()

    @Slot()
    def _deal(self) -> None:
        """Hand out what has arrived, as far as there is time."""
        until = time.perf_counter() + DEALING_S
        while self._arrived and time.perf_counter() < until:
            self._hand_out(*self._arrived.popleft())
        if self._arrived:
            self._later.start()

    def _hand_out(self, ticket: int, event: Event) -> None:
        if ticket == ENGINE:
            self.engine_told.emit(event)
        elif not isinstance(event, Closing):
            self._open[ticket].happened.emit(event)
        else:
            self._close(ticket, event)

    def _close(self, ticket: int, event: Event) -> None:
        job = self._open.pop(ticket)  # a name keeps it alive while it emits: it may have no other
        job.closed.emit(event)
        if not self._open:
            self.idle.emit()

    @Slot()
    def _finish(self) -> None:
        self._worker.wait()
        self._later.stop()
        while self._arrived:
            self._hand_out(*self._arrived.popleft())
        for ticket in list(self._open):
            self._close(ticket, Failed(fault_of(EngineDied(0))))
        self.ended.emit()
