"""One engine per data folder: the lock, and who holds it.

Two engines on one LanceDB table destroy it. The lock is the kernel's, so a killed holder lets go of it;
the note beside it only says whom to ask.
"""

import contextlib
from datetime import datetime

import filelock
import msgspec

from app.paths import Paths

POLL_SECONDS = 0.2


class Holder(msgspec.Struct, frozen=True):
    """Who has the data folder: the process that started the engine, and since when (local time)."""

    process: int
    since: str


class FolderLock:
    """Held from `take` until the process ends."""

    def __init__(self, paths: Paths) -> None:
        self._paths = paths
        self._lock = filelock.FileLock(paths.lock)

    def take(self, starter: int, seconds: float = 0.0) -> bool:
        """Try for so long; `starter` is the process id that others are told."""
        try:
            self._lock.acquire(timeout=seconds, poll_interval=POLL_SECONDS)
        except filelock.Timeout:
            return False
        # The note only says whom to ask: without it the lock holds as well.
        now = datetime.now().isoformat(sep=" ", timespec="seconds")
        with contextlib.suppress(OSError):
            self._paths.lock_holder.write_bytes(msgspec.json.encode(Holder(starter, now)))
        return True

    def holder(self) -> Holder:
        """Who holds it, as far as is known."""
        try:
            return msgspec.json.decode(self._paths.lock_holder.read_bytes(), type=Holder)
        except (OSError, ValueError):
            return Holder(0, "")
