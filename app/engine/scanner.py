"""The engine's end of the scanner process: walks, hashes and probes as steps of a job.

A scan that hangs in the kernel, as on a network drive that went away, is left behind after a while, and the
process with it. What the process does is `app.engine.folder_scan`.
"""

import itertools
import os
import threading
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import Future, InvalidStateError
from pathlib import Path
from typing import Any

from app.engine.child import Child, ChildDied
from app.engine.folder_scan import (
    Hash,
    Hashed,
    NotHashed,
    Probe,
    Probed,
    ScanRequest,
    Walk,
    Walked,
)
from app.engine.scheduler import Step, Wait
from app.errors import FolderTooLarge, FolderUnreachable

PATIENCE_SECONDS = 30.0
"""How long a moment's scanning may take before the drive counts as unreachable."""

HASHING_SECONDS = 120.0
"""How long reading one file whole may take; the largest that is taken on has 200 MiB."""

_PROBED_AT_ONCE = 2000


class ScanHangs(Exception):
    """The scanner gave no answer in time, or died."""


class Scanner:
    """Looks into folders without ever waiting for them on the loop. Any number of jobs may share it."""

    def __init__(self, child: Callable[[], Child], most: int, patience: float = PATIENCE_SECONDS) -> None:
        """`child` makes the process, also anew after one that hangs; `most` is the number of files in folders
        that are taken on."""
        self._make = child
        self._child = child()
        self._most = most
        self._patience = patience
        self._numbers = itertools.count(1)

    def walk(self, paths: Sequence[str], take: Callable[[Walked], Step]) -> Generator[Step, None, None]:
        """Walk these files and folders; `take` gets what is found, a moment's worth at a time, and gives
        the step to yield.

        Raises:
            FolderUnreachable: one of them hangs, or the scanner broke down on it.
            FolderTooLarge: so many were taken.
        """
        request = Walk(next(self._numbers), tuple(map(os.fsencode, paths)), self._most)
        walked = Walked()
        while not walked.over:
            try:
                walked = yield from self._ask(request, self._patience)
            except ScanHangs:
                walked = Walked(lost=True)
            if walked.lost:
                raise FolderUnreachable(_shown(paths))
            yield take(walked)
            if walked.too_many:
                raise FolderTooLarge(_shown(paths), self._most)
            request = Walk(request.number)

    def hash(self, path: Path) -> Generator[Step, None, Hashed | NotHashed]:
        """The hash of a file.

        Raises:
            ScanHangs
        """
        hashed: Hashed | NotHashed = yield from self._ask(Hash(os.fsencode(path)), HASHING_SECONDS)
        return hashed

    def real_path(self, folder: str) -> Generator[Step, None, str]:
        """The path of a folder without links.

        Raises:
            FolderUnreachable: it is not there, or hangs.
        """
        probed = yield from self._probe(folder, ())
        if not probed.reachable:
            raise FolderUnreachable(folder)
        return os.fsdecode(probed.real)

    def gone(self, folder: str, files: Sequence[str]) -> Generator[Step, None, list[str]]:
        """Those of these files that are not there; below a folder, or with "" anywhere.

        Raises:
            FolderUnreachable: the folder is not there, empty, or hangs: nothing can be said.
        """
        found: list[str] = []
        for first in range(0, max(len(files), 1), _PROBED_AT_ONCE):
            some = files[first : first + _PROBED_AT_ONCE]
            probed = yield from self._probe(folder, some)
            if probed.empty or not probed.reachable:
                raise FolderUnreachable(folder)
            found += (some[number] for number in probed.gone)
        return found

    def _probe(self, folder: str, files: Sequence[str]) -> Generator[Step, None, Probed]:
        probe = Probe(os.fsencode(folder), tuple(map(os.fsencode, files)))
        try:
            probed: Probed = yield from self._ask(probe, self._patience)
        except ScanHangs:
            return Probed(reachable=False)
        return probed

    def _ask(self, request: ScanRequest, seconds: float) -> Generator[Step, None, Any]:
        child, late = self._child, Future[None]()
        timer = threading.Timer(seconds, _settle, [late])
        timer.daemon = True
        timer.start()
        try:
            for step in child.wait_until_free():
                assert isinstance(step, Wait)
                yield from _wait(step.future, late)
                if late.done():
                    break
            answer = None if late.done() else child.begin(request).answer
            if answer is not None:
                yield from _wait(answer, late)
        finally:
            timer.cancel()
        if answer is None or not answer.done():
            self._leave(child)
            raise ScanHangs
        try:
            return answer.result()
        except ChildDied as error:
            raise ScanHangs from error

    def _leave(self, child: Child) -> None:
        """A process that hangs in the kernel dies when the kernel lets it: nobody waits for that."""
        if self._child is child:
            self._child = self._make()
            threading.Thread(target=child.kill, name="leave scanner", daemon=True).start()


def _wait(awaited: "Future[Any]", late: "Future[None]") -> Generator[Step, None, None]:
    """Until one of the two is done."""
    either = Future[None]()
    for each in (awaited, late):
        each.add_done_callback(lambda _: _settle(either))
    while not either.done():
        yield Wait(either)


def _settle(future: "Future[None]") -> None:
    try:
        future.set_result(None)
    except InvalidStateError:
        pass  # it was settled a moment before


def _shown(paths: Sequence[str]) -> str:
    """One path for all of them: that of what they all lie in."""
    try:
        common = os.path.commonpath(paths)
    except ValueError:  # they are on several drives
        common = paths[0]
    return os.fsencode(common).decode("utf-8", "replace")
