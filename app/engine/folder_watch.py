"""Notices that something happens in folders, while the engine runs; what happened is for a comparison to
find out (`app.engine.folders`).

Where the system tells of changes, `watchdog` listens. Where it does not (network drives, more folders than
it can watch) and for what it may have missed, each folder is compared every so often.
"""

import logging
import os
import queue
import sys
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch

from app.engine.folder_scan import is_left_alone

QUIET_SECONDS = 2.0
"""How long nothing may happen before a folder is compared: a burst of events is one comparison."""

WAIT_SECONDS = 20.0
"""How long a folder in which something goes on happening waits at most."""

APART_SECONDS = 5.0
"""How long a folder is left in peace after a comparison."""

WATCHED_SECONDS, UNWATCHED_SECONDS = 1800.0, 300.0
"""How often a folder is compared in which nothing was seen to happen."""

_NETWORK = ("nfs", "cifs", "smb", "fuse.", "9p", "afs", "ncpfs", "davfs", "ceph", "gluster", "lustre")
_SEEN = [
    FileCreatedEvent,
    FileModifiedEvent,
    FileDeletedEvent,
    FileMovedEvent,
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
]

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Pauses:
    """The times of a watch, in seconds."""

    quiet: float = QUIET_SECONDS
    wait: float = WAIT_SECONDS
    apart: float = APART_SECONDS
    watched: float = WATCHED_SECONDS
    unwatched: float = UNWATCHED_SECONDS


class Moment:
    """When a folder is to be compared. Times are seconds of any clock."""

    def __init__(self, pauses: Pauses, now: float) -> None:
        self._pauses = pauses
        self._first = self._last = 0.0  # something happened at, since the last comparison
        self._seen = self._busy = False
        self._compared = now
        self.watched = False

    def see(self, now: float) -> None:
        """Something happened."""
        self._first = self._first if self._seen else now
        self._last, self._seen = now, True

    def begin(self) -> None:
        """It is being compared: what happens from now on is for the next time."""
        self._seen, self._busy = False, True

    def end(self, now: float) -> None:
        """It was compared."""
        self._compared, self._busy = now, False

    def due(self) -> float:
        """When it is to be compared next."""
        if self._busy:
            return float("inf")
        every = self._pauses.watched if self.watched else self._pauses.unwatched
        if not self._seen:
            return self._compared + every
        seen = min(self._last + self._pauses.quiet, self._first + self._pauses.wait)
        return max(seen, self._compared + self._pauses.apart)


@dataclass(frozen=True)
class _Keep:
    folders: Mapping[str, str]


@dataclass(frozen=True)
class _Happened:
    folder: str


@dataclass(frozen=True)
class _Compared:
    folder: str


class FolderWatch:
    """A thread that says when a folder is to be compared. Its methods may be called by any thread, and
    return at once: a drive may hang while it is being watched."""

    def __init__(self, due: Callable[[str], None], pauses: Pauses = Pauses()) -> None:
        """`due` is called on the thread, with the folder's id; `compared` has to follow."""
        self._due, self._pauses = due, pauses
        self._inbox: queue.SimpleQueue[_Keep | _Happened | _Compared | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._moments: dict[str, Moment] = {}
        self._paths: dict[str, str] = {}
        self._observer: BaseObserver | None = None
        self._watches: dict[str, tuple[ObservedWatch, int]] = {}  # and of which folder: its inode

    def keep(self, folders: Mapping[str, str]) -> None:
        """Watch these folders (paths by id) and no others."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="folders", daemon=True)
            self._thread.start()
        self._inbox.put(_Keep(dict(folders)))

    def compared(self, folder: str) -> None:
        """A comparison of this folder is over."""
        self._inbox.put(_Compared(folder))

    def end(self) -> None:
        """Watch nothing any more, and wait until that is so."""
        if self._thread is not None:
            self._inbox.put(None)
            self._thread.join()

    def _run(self) -> None:
        while True:
            until = min((moment.due() for moment in self._moments.values()), default=float("inf"))
            pause = min(max(until - time.monotonic(), 0.0), 3600.0)
            try:
                message = self._inbox.get(timeout=pause)
            except queue.Empty:
                self._tell_due()
                continue
            if message is None:
                break
            self._handle(message)
        if self._observer is not None:
            self._observer.stop()
            self._observer.join()

    def _handle(self, message: _Keep | _Happened | _Compared) -> None:
        now = time.monotonic()
        match message:
            case _Keep(folders):
                for identity in self._moments.keys() - folders.keys():
                    self._forget(identity)
                for identity, path in folders.items():
                    if identity not in self._moments:
                        self._moments[identity] = Moment(self._pauses, now)
                        self._paths[identity] = path
                        self._watch(identity)
            case _Happened(folder) if folder in self._moments:
                self._moments[folder].see(now)
            case _Compared(folder) if folder in self._moments:
                self._moments[folder].end(now)
                self._watch_anew(folder)

    def _tell_due(self) -> None:
        now = time.monotonic()
        for identity, moment in self._moments.items():
            if moment.due() <= now:
                moment.begin()
                self._due(identity)

    def _watch(self, identity: str) -> None:
        """Have the system tell of changes in this folder, where it can."""
        path = self._paths[identity]
        if is_on_network(path, _mounts()):
            return
        try:
            inode = Path(path).stat().st_ino
            if self._observer is None:
                self._observer = Observer()
                self._observer.start()
            handler = _Handler(path, lambda: self._inbox.put(_Happened(identity)))
            watch = self._observer.schedule(handler, path, recursive=True, event_filter=_SEEN)
        except OSError as error:  # the folder is not there, or the system watches no more folders
            _log.info("a folder is not watched: %s", type(error).__name__)
            return
        self._watches[identity] = watch, inode
        self._moments[identity].watched = True

    def _watch_anew(self, identity: str) -> None:
        """There may be another folder now where the one was that is watched, or one at last."""
        try:
            inode = Path(self._paths[identity]).stat().st_ino
        except OSError:
            inode = None
        if identity not in self._watches or self._watches[identity][1] != inode:
            self._unwatch(identity)
            if inode is not None:
                self._watch(identity)

    def _unwatch(self, identity: str) -> None:
        if identity in self._watches and self._observer is not None:
            watch, _ = self._watches.pop(identity)
            self._moments[identity].watched = False
            self._observer.unschedule(watch)

    def _forget(self, identity: str) -> None:
        self._unwatch(identity)
        del self._moments[identity], self._paths[identity]


class _Handler(FileSystemEventHandler):
    """Passes on that something happened, unless it is to hidden or temporary files only."""

    def __init__(self, root: str, happened: Callable[[], None]) -> None:
        self._root, self._happened = root, happened

    def on_any_event(self, event: FileSystemEvent) -> None:
        if any(self._matters(path) for path in (event.src_path, event.dest_path) if path):
            self._happened()

    def _matters(self, path: bytes | str) -> bool:
        below = os.path.relpath(os.fsdecode(path), self._root)
        return below == os.curdir or not any(map(is_left_alone, Path(below).parts))


def is_on_network(path: str, mounts: str) -> bool:
    """Whether a path is on a drive of another computer; `mounts` is what /proc/self/mountinfo says (""
    where there is none)."""
    if sys.platform == "win32":
        return path.startswith("\\\\")
    best, kind = "", ""
    for line in mounts.splitlines():
        fields, _, rest = line.partition(" - ")
        point = (
            fields.split(" ")[4]
            .encode()
            .decode("unicode_escape")
            .encode("latin-1")
            .decode("utf-8", "replace")
        )
        if len(point) >= len(best) and (path == point or path.startswith(point.rstrip("/") + "/")):
            best, kind = point, rest.split(" ")[0]
    return kind.startswith(_NETWORK)


def _mounts() -> str:
    try:
        return Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
