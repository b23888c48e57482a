"""Jobs as generators, stepped one at a time by priority.

A job yields events, `Wait` for something that others do, or None after a piece of its own work. A step
takes at most about 0.25 s; between two steps the most urgent job that can go on is chosen anew. Each
job has exactly one closing event, and it is made here.
"""

import logging
import queue
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any

from app.errors import fault_of
from app.messages import (
    AddCollection,
    AddExample,
    Answer,
    ApplyChanges,
    Calibrate,
    ChangeFolder,
    Check,
    ChooseModel,
    ChooseVersion,
    CompareFolders,
    ConvertModel,
    Done,
    DrawMap,
    DrawPage,
    Event,
    ExportCollection,
    Failed,
    Ignore,
    ImportCollection,
    Index,
    Job,
    ListAnswers,
    ListCollections,
    ListDocuments,
    ListExamples,
    ListFolders,
    ListModels,
    MoveDocuments,
    Pin,
    Prepare,
    RateAnswer,
    ReadAnswer,
    ReadPage,
    RemoveFolder,
    RenameAnswer,
    RenameCollection,
    Restore,
    RestoreAnswers,
    Rewrite,
    Search,
    SetAside,
    SetAsideAnswers,
    Stopped,
    Unlock,
    WatchFolders,
)
from models.interrupt import Interrupt

_log = logging.getLogger(__name__)


class StopRequested(Exception):
    """Thrown into a job that is to stop: it keeps what it has and lets this pass."""


@dataclass(frozen=True)
class Wait:
    """A job has nothing to do until the future is done, or until there is `news` (when given)."""

    future: "Future[Any]"
    news: "queue.SimpleQueue[Any] | None" = None

    @property
    def over(self) -> bool:
        return self.future.done() or (self.news is not None and not self.news.empty())


@dataclass(frozen=True)
class Urgency:
    """From here on the job is as urgent as this; see `priority`."""

    priority: float


Step = Event | Wait | Urgency | None
Steps = Iterator[Step]


def priority(job: Job) -> int:
    """Smaller is more urgent: a person waits for an answer, nobody for indexing."""
    match job:
        case ListDocuments() | ListModels() | ListAnswers() | ReadPage() | ReadAnswer() | DrawPage():
            return -1  # milliseconds, and somebody looks at an empty place
        case ListFolders() | ChangeFolder() | RemoveFolder():
            return -1  # the same
        case ListCollections() | AddCollection() | RenameCollection() | MoveDocuments():
            return -1  # the same
        case SetAsideAnswers() | RestoreAnswers() | RenameAnswer() | ChooseVersion() | RateAnswer():
            return -1  # the same
        case AddExample() | ListExamples():
            return -1  # the same
        case SetAside() | Restore() | Ignore() | Pin() | ChooseModel():
            return -1  # milliseconds, and what comes after goes by it
        case Answer() | Rewrite():
            return 0
        case Search() | DrawMap():
            return 1
        case Prepare():
            return 3  # nobody waits for it yet
        case Index() | Unlock() | ExportCollection() | ImportCollection():
            return 9
        case Check():
            return 5
        case CompareFolders() | WatchFolders():
            return 8
        case ApplyChanges() | ConvertModel():
            return 9
        case Calibrate():
            return 10  # is measured while nothing else is done
        case _:
            return 2


@dataclass(eq=False)
class _Running:
    number: int
    priority: float
    steps: Any  # a generator: next, throw, close
    waiting: Wait | None = None
    stop: bool = False


class Scheduler:
    """Runs jobs until told to end. `submit`, `stop` and `wake` may be called by any thread."""

    def __init__(
        self, start: Callable[[Job, float], Steps], report: Callable[[int, Event], None], interrupt: Interrupt
    ) -> None:
        """`start` makes the generator of a job, given when it was accepted (`time.perf_counter`);
        `report` sends an event of a job by its number."""
        self._start = start
        self._report = report
        self._interrupt = interrupt
        self._inbox: queue.SimpleQueue[tuple[int, Job, float] | None] = queue.SimpleQueue()
        self._jobs: list[_Running] = []
        self._stops: set[int] = set()
        self._current: _Running | None = None
        self._last: _Running | None = None
        self._lock = threading.Lock()

    def submit(self, number: int, job: Job) -> None:
        """Take a new job; what runs now is interrupted when this one is more urgent."""
        with self._lock:
            if self._current is not None and priority(job) < self._current.priority:
                self._interrupt.set()
            self._inbox.put((number, job, time.perf_counter()))

    def stop(self, number: int) -> None:
        """Stop a job as soon as its step is over; a job that is not known is none of our affair."""
        with self._lock:
            self._stops.add(number)
            if self._current is not None and self._current.number == number:
                self._interrupt.set()
            self._inbox.put(None)

    def wake(self) -> None:
        """Look again at what waits."""
        self._inbox.put(None)

    def run(self) -> None:
        """Step jobs for ever; the end of the process ends it."""
        while True:
            self.step()

    def step(self) -> None:
        """Take new jobs (waiting for one when there is nothing else to do), then step the most urgent."""
        self._take_new(wait=not self._ready())
        if ready := self._ready():
            # One that is to stop has little left to do. Among equals the one that was at work goes on: two
            # answers do not take turns.
            self._step(min(ready, key=lambda job: (not job.stop, job.priority, job is not self._last)))

    def _ready(self) -> list[_Running]:
        return [job for job in self._jobs if job.stop or job.waiting is None or job.waiting.over]

    def _take_new(self, wait: bool) -> None:
        first = [self._inbox.get()] if wait else []
        with self._lock:  # `submit` and `stop` put under it too: no stop can overtake its job
            for new in (*first, *self._drained()):
                if new is not None:
                    number, job, accepted = new
                    self._jobs.append(_Running(number, priority(job), self._steps(job, accepted)))
            for running in self._jobs:
                running.stop = running.stop or running.number in self._stops
            self._stops.clear()

    def _drained(self) -> Iterator[tuple[int, Job, float] | None]:
        while not self._inbox.empty():
            yield self._inbox.get()

    def _steps(self, job: Job, accepted: float) -> Steps:
        """What goes wrong in starting a job is the job's own failure."""
        yield from self._start(job, accepted)

    def _step(self, job: _Running) -> None:
        with self._lock:
            self._current = self._last = job
            self._interrupt.clear()
            # A stop that came before this line is seen here, one that comes after sets the interrupt.
            job.stop = job.stop or job.number in self._stops
        job.waiting = None
        try:
            step = job.steps.throw(StopRequested()) if job.stop else next(job.steps)
        except StopIteration:
            self._close(job, Done())
        except StopRequested:
            self._close(job, Stopped())
        except Exception as error:  # noqa: BLE001 - the seam: what a job could not do is its closing event
            _log_place(error)
            self._close(job, Failed(fault_of(error)))
        else:
            self._handle(job, step)
        with self._lock:
            self._current = None

    def _handle(self, job: _Running, step: Step) -> None:
        if isinstance(step, Wait):
            job.waiting = step
            step.future.add_done_callback(lambda _: self.wake())
        elif isinstance(step, Urgency):
            job.priority = step.priority
        elif step is not None:
            self._report(job.number, step)

    def _close(self, job: _Running, event: Event) -> None:
        self._jobs.remove(job)
        self._report(job.number, event)


def _log_place(error: BaseException) -> None:
    """Where it went wrong, without the error's own text: that may hold a piece of a document."""
    frames = reversed(traceback.extract_tb(error.__traceback__))
    places = " < ".join(f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames)
    _log.error("%s at %s", type(error).__name__, places)
