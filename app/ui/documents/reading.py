"""Reading documents into the library, as the window sees it: one job at a time, what waits for it, how far
it is and how long it takes. Shows nothing: that is `app.ui.documents.reading_bar`.
"""

import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal, Slot

from app.messages import DocumentReport, Done, Failed, Index, Progress
from app.ui.preferences import PreferencesFile
from app.ui.worker import EngineJob, EngineLine
from store.schema import FIRST_COLLECTION, Fault

Clock = Callable[[], float]

_REMEMBERED = 60  # files that the pace is taken from
_KNOWN_AFTER_FILES, _KNOWN_AFTER_SECONDS = 5, 3.0


class Pace:
    """How long the rest takes if it goes on as the last files did."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._seen: deque[tuple[float, int]] = deque(maxlen=_REMEMBERED)

    def note(self, done: int) -> None:
        """So many files are done now."""
        if not self._seen or done > self._seen[-1][1]:
            self._seen.append((self._clock(), done))

    def seconds_left(self, total: int) -> float | None:
        """Seconds until `total` files are done; None while it cannot be told."""
        if not self._seen:
            return None
        (began, first), (_, last) = self._seen[0], self._seen[-1]
        seconds = self._clock() - began
        if last - first < _KNOWN_AFTER_FILES or seconds < _KNOWN_AFTER_SECONDS:
            return None
        return (total - last) * seconds / (last - first)


@dataclass
class Outcome:
    """The paths of the files that were read, were known already, and could not be read."""

    read: list[str] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    def note(self, report: DocumentReport) -> None:
        if report.state == "failed":
            self.failed.append(report.path)
        elif report.state == "ready":
            (self.known if report.known else self.read).append(report.path)


class Reading(QObject):
    """Reads what it is given, in the order in which it came.

    What is not finished is in the preferences, and the next start goes on with it; only the person's own
    stop takes it out.

    Signals:
        reported: a `DocumentReport`.
        changed: `progress`, `waiting` or `stopping` is another now.
        begun: something is being read, after nothing was.
        ended: nothing is being read any more: the closing event of the last job. `outcome` is whole.
    """

    reported = Signal(object)
    changed = Signal()
    begun = Signal()
    ended = Signal(object)

    def __init__(self, line: EngineLine, preferences: PreferencesFile, clock: Clock = time.monotonic) -> None:
        super().__init__()
        self._line, self._preferences, self._clock = line, preferences, clock
        self._job: EngineJob | None = None
        self._unfinished: dict[str, str] = {}  # and to which collection it goes, in the order it was given
        self._given: tuple[str, ...] = ()  # what the job has of it
        self._pace = Pace(clock)
        self.outcome = Outcome()
        self.progress: Progress | None = None
        self.stopping = False

    @property
    def active(self) -> bool:
        return self._job is not None

    @property
    def waiting(self) -> int:
        """How many files and folders were given since the job began."""
        return len(self._unfinished) - len(self._given)

    @property
    def seconds_left(self) -> float | None:
        """For the files of the job that runs; None while it cannot be told."""
        if self.progress is None or self.progress.activity != "reading_documents":
            return None
        return self._pace.seconds_left(self.progress.total)

    def go_on(self) -> None:
        """With what the last start of the program did not finish."""
        now = self._preferences.now
        self._unfinished |= {path: now.reading_into.get(path, FIRST_COLLECTION) for path in now.reading}
        self.add(())

    def add(self, paths: Sequence[str], collection: str = FIRST_COLLECTION) -> None:
        """Read files and folders (absolute paths) into a collection: now, or when the job that runs is
        done."""
        for path in paths:
            if _is_unicode(path):
                self._unfinished.setdefault(path, collection)
            else:
                self.reported.emit(_unreadable(path))
        self._keep()
        self.again()
        self.changed.emit()

    def again(self) -> None:
        """Begin with what is not finished, as after a failure."""
        if self._job is None and self._unfinished:
            self.outcome = Outcome()
            self._begin()
            self.begun.emit()

    @Slot()
    def stop(self) -> None:
        """Stop, and forget what is not finished. `ended` says when."""
        if self._job is not None:
            self.stopping = True
            self._job.stop()
            self.changed.emit()

    def _begin(self) -> None:
        collection = next(iter(self._unfinished.values()))
        self._given = tuple(path for path, into in self._unfinished.items() if into == collection)
        self._pace, self.progress = Pace(self._clock), None
        self._job = self._line.submit(Index(self._given, collection))
        self._job.happened.connect(self._take)
        self._job.closed.connect(self._close)

    @Slot(object)
    def _take(self, event: object) -> None:
        match event:
            case DocumentReport():
                self.outcome.note(event)
                self.reported.emit(event)
            case Progress(activity, done):
                self.progress = event
                if activity == "reading_documents":
                    self._pace.note(done)
                self.changed.emit()

    @Slot(object)
    def _close(self, closing: object) -> None:
        done = isinstance(closing, Done) or _is_gone(closing)
        finished = self._unfinished if self.stopping else self._given if done else ()
        for path in tuple(finished):
            self._unfinished.pop(path, None)
        self._keep()
        self._job, self._given, self.stopping = None, (), False
        if isinstance(closing, Done) and self._unfinished:
            self._begin()
            self.changed.emit()
        else:
            self.progress = None
            self.ended.emit(closing)

    def _keep(self) -> None:
        into = {path: one for path, one in self._unfinished.items() if one != FIRST_COLLECTION}
        self._preferences.change(reading=tuple(self._unfinished), reading_into=into)


def _is_gone(closing: object) -> bool:
    """Whether the collection was erased that the files were to go to: nobody waits for them."""
    return isinstance(closing, Failed) and closing.fault.kind == "UnknownCollection"


def _is_unicode(path: str) -> bool:
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True


def _unreadable(path: str) -> DocumentReport:
    """A name that is no Unicode can be neither sent nor kept."""
    shown = path.encode("utf-8", "replace").decode()
    return DocumentReport("", shown, "failed", error=Fault("Unreadable", {"path": shown, "reason": "EILSEQ"}))
