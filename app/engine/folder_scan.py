"""The scanner process: walks folders, hashes files, tells what is gone. Only here are a person's folders
looked into, so that a network drive that hangs in the kernel hangs nothing else.

It keeps walks under way between two requests; each request takes a moment only. What is found is told as it
is: what to make of it is `app.engine.folder_changes`.
"""

import errno
import hashlib
import os
import stat
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from app import pipes
from app.errors import fault_of
from store.errors import DocumentError, UnknownKind, Unreadable
from store.parsing import DEFAULT_LIMITS, is_supported
from store.readers.content import too_large
from store.schema import Fault

NO_FILE = -1
"""The size of a file that was named and cannot be looked at."""

FILES_AT_ONCE = 2000
SECONDS_AT_ONCE = 0.2
"""What one request for more of a walk gives, at most."""

_MOST_WALKS = 32  # under way at once; one more means that the oldest was given up
_NAMES_AT_ONCE = 1000
_HASHED_AT_ONCE = 4 << 20
_TEMPORARY_BEGINNINGS = (".", "~$")
_TEMPORARY_ENDINGS = (".tmp", ".temp", ".part", ".partial", ".crdownload")
_TEMPORARY_NAMES = frozenset(("thumbs.db", "ehthumbs.db", "desktop.ini"))
_JUNCTION = 0xA0000003  # IO_REPARSE_TAG_MOUNT_POINT of Windows


class FoundFile(Struct, frozen=True, array_like=True):
    """A file of a walk: `path` as the system has it, `size` in bytes or `NO_FILE`, `modified` in nanoseconds
    since 1970."""

    path: bytes
    size: int
    modified: int


class TooMany(Exception):
    """There are more files in folders than the walk is to find."""


class Unread(Struct, frozen=True, array_like=True):
    """A folder of a walk that could not be listed: what lies below it is not known."""

    path: bytes


class Walk(Struct, frozen=True, tag=True):
    """Go on with this walk, or begin it: these files, and all that lies in these folders. After `most` files
    in folders (0: never) it is broken off."""

    number: int
    paths: tuple[bytes, ...] = ()
    most: int = 0


class Hash(Struct, frozen=True, tag=True):
    """Read a file whole and tell its hash."""

    path: bytes


class Probe(Struct, frozen=True, tag=True):
    """Tell whether a folder is there with anything in it, and which of these files are not. Without a folder
    they are told however empty the place is where they were."""

    folder: bytes
    files: tuple[bytes, ...] = ()


ScanRequest = Walk | Hash | Probe


class Walked(Struct, frozen=True, tag=True):
    """The next of a walk; `over` when there is no more: it is at its end, or broken off for `too_many`
    files, or `lost`: there is no such walk (any more)."""

    files: tuple[FoundFile, ...] = ()
    unread: tuple[bytes, ...] = ()
    over: bool = False
    too_many: bool = False
    lost: bool = False


class Hashed(Struct, frozen=True, tag=True):
    """BLAKE2b of the content, and what the file's size and time were when it was opened."""

    hash: str
    size: int
    modified: int


class NotHashed(Struct, frozen=True, tag=True):
    """Why not. `reason` is the name of the system's error when it does not hand out the file, else empty."""

    fault: Fault
    reason: str = ""
    size: int = 0
    modified: int = 0


class Probed(Struct, frozen=True, tag=True):
    """`gone` are places in `Probe.files`. Of a folder that is not `reachable`, or `empty`, nothing can be
    said. `real` is its path without links."""

    reachable: bool
    empty: bool = False
    gone: tuple[int, ...] = ()
    real: bytes = b""


ScanReply = Walked | Hashed | NotHashed | Probed


def run(own: str) -> None:
    """Answer requests until the pipe ends. `own` is the program's data folder, which is no source."""
    channel = pipes.take_over_standard_streams(ScanRequest)
    scanning = Scanning(own)
    while (request := channel.receive()) is not None:
        channel.send(scanning.answer(request))


class Scanning:
    """Answers one request after the other."""

    def __init__(self, own: str) -> None:
        self._own = own
        self._walks: dict[int, Iterator[FoundFile | Unread | None]] = {}

    def answer(self, request: ScanRequest) -> ScanReply:
        """What there is to say to a request."""
        match request:
            case Hash(path):
                return _hashed(Path(os.fsdecode(path)))
            case Probe(folder, files):
                return _probed(os.fsdecode(folder), files)
            case Walk():
                return self._walked(request)

    def _walked(self, request: Walk) -> Walked:
        if request.paths:
            paths = [os.fsdecode(path) for path in request.paths]
            self._walks[request.number] = walk(paths, request.most, self._own)
            if len(self._walks) > _MOST_WALKS:
                del self._walks[min(self._walks)]
        if request.number not in self._walks:
            return Walked(over=True, lost=True)
        walked = _next_of(self._walks[request.number])
        if walked.over:
            del self._walks[request.number]
        return walked


def is_left_alone(name: str) -> bool:
    """Whether a file or folder of this name is hidden, or comes and goes with the program that made it."""
    small = name.lower()
    return (
        small.startswith(_TEMPORARY_BEGINNINGS)
        or small.endswith(_TEMPORARY_ENDINGS)
        or small in _TEMPORARY_NAMES
    )


def walk(paths: Sequence[str], most: int = 0, own: str = "") -> Iterator[FoundFile | Unread | None]:
    """The files that are meant: those named, and in folders all but hidden and temporary ones and what lies
    in the folder `own`, in the order of their names. None now and then: any tree can be walked in steps.

    Links inside folders are not followed: they may lead out. A folder is gone into once, whatever mounts
    or junctions lead to it: they may lead in circles.

    Raises:
        TooMany: there are more than `most` in the folders, which is not 0; so many were found.
    """
    left = _Left(most)
    for path in paths:
        if Path(path).is_dir():
            yield from _below(path, left, _places([own] if own else []))
        else:
            yield _looked_at(path)


class _Left:
    """How many files may still be found."""

    def __init__(self, most: int) -> None:
        self._files = most or sys.maxsize

    def take(self) -> None:
        """One more is found.

        Raises:
            TooMany
        """
        if self._files == 0:
            raise TooMany
        self._files -= 1

    def are_fewer_than(self, names: int) -> bool:
        return self._files < names


def _places(folders: Iterable[str]) -> set[tuple[int, int]]:
    """What tells folders apart, whatever path leads to them."""
    statuses = [Path(folder).stat() for folder in folders]
    return {(status.st_dev, status.st_ino) for status in statuses if status.st_ino}


def _below(root: str, left: _Left, been: set[tuple[int, int]]) -> Iterator[FoundFile | Unread | None]:
    """All files below this folder; those of a folder come before those of the folders in it. Folders of
    `been` are not gone into."""
    waiting = [root]
    while waiting:
        folder = waiting.pop()
        entries: list[os.DirEntry[str]] = []
        try:
            if (place := _places([folder])) & been:
                continue
            been |= place
            yield from _listed(folder, entries, left)
        except OSError:
            yield Unread(os.fsencode(folder))
            continue
        entries.sort(key=_name)
        folders = []
        for entry in entries:
            if _is_folder(entry):
                folders.append(entry.path)
            elif (found := _file(entry)) is not None:
                left.take()
                yield found
        waiting += reversed(folders)
        yield None


def _listed(folder: str, entries: list[os.DirEntry[str]], left: _Left) -> Iterator[None]:
    """Put what lies in a folder into `entries`; of one with more than may be found, only as much.

    Raises:
        OSError
    """
    with os.scandir(folder) as listing:
        for number, entry in enumerate(listing, 1):
            if not is_left_alone(entry.name):
                entries.append(entry)
            if number % _NAMES_AT_ONCE == 0:
                yield None
            if left.are_fewer_than(len(entries)):
                return


def _name(entry: "os.DirEntry[str]") -> str:
    return entry.name


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    try:
        if not entry.is_dir(follow_symlinks=False):
            return False
        return getattr(entry.stat(follow_symlinks=False), "st_reparse_tag", 0) != _JUNCTION
    except OSError:
        return False


def _file(entry: "os.DirEntry[str]") -> FoundFile | None:
    """A file as it is; None for a link, a pipe, a device, and what went away a moment ago."""
    try:
        if not entry.is_file(follow_symlinks=False):
            return None
        status = entry.stat(follow_symlinks=False)
    except OSError:
        return None
    return FoundFile(os.fsencode(entry.path), status.st_size, status.st_mtime_ns)


def _looked_at(path: str) -> FoundFile:
    try:
        status = Path(path).stat()
    except OSError:
        return FoundFile(os.fsencode(path), NO_FILE, 0)
    return FoundFile(os.fsencode(path), status.st_size, status.st_mtime_ns)


def _next_of(walking: Iterator[FoundFile | Unread | None]) -> Walked:
    files: list[FoundFile] = []
    unread: list[bytes] = []
    began = time.monotonic()
    too_many = False
    try:
        for found in walking:
            if isinstance(found, FoundFile):
                files.append(found)
            elif found is not None:
                unread.append(found.path)
            if len(files) >= FILES_AT_ONCE or time.monotonic() - began > SECONDS_AT_ONCE:
                return Walked(tuple(files), tuple(unread))
    except TooMany:
        too_many = True
    return Walked(tuple(files), tuple(unread), over=True, too_many=too_many)


def _hashed(path: Path) -> Hashed | NotHashed:
    try:
        return _hash(path)
    except OSError as error:
        reason = errno.errorcode.get(error.errno or 0, "EIO")
        fault = fault_of(Unreadable(str(path), reason))
    except DocumentError as error:
        reason, fault = "", fault_of(error)
    found = _looked_at(str(path))
    return NotHashed(fault, reason, max(found.size, 0), found.modified)


def _hash(path: Path) -> Hashed:
    """BLAKE2b of the content.

    Raises:
        OSError, UnknownKind, TooLarge
    """
    if not stat.S_ISREG(path.stat().st_mode):  # a pipe or a device would never end
        raise OSError(errno.EISDIR, "not a file")
    if not is_supported(path):
        raise UnknownKind(str(path), path.suffix)
    hasher = hashlib.blake2b(digest_size=32)
    with path.open("rb") as file:
        status = os.fstat(file.fileno())
        if status.st_size > DEFAULT_LIMITS.file_bytes:
            raise too_large(str(path), status.st_size, DEFAULT_LIMITS.file_bytes)
        while block := file.read(_HASHED_AT_ONCE):
            hasher.update(block)
    return Hashed(hasher.hexdigest(), status.st_size, status.st_mtime_ns)


def _probed(folder: str, files: Sequence[bytes]) -> Probed:
    empty = False
    if folder:
        try:
            with os.scandir(folder) as listing:
                empty = next(listing, None) is None
        except OSError:
            return Probed(reachable=False)
    gone = (number for number, path in enumerate(files) if not os.path.lexists(path))
    return Probed(True, empty, () if empty else tuple(gone), os.fsencode(os.path.realpath(folder)))
