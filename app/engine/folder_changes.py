"""What is otherwise in a folder than in the library: new, changed, moved and deleted files. Pure.

What tells that a file has changed is its size and time, so that nothing has to be read of a folder in which
nothing happened. That a file was moved is guessed by the same two, and is to be confirmed by its content.
"""

import os
import unicodedata
from collections import defaultdict
from collections.abc import Container, Generator, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from app.engine.folder_scan import NO_FILE, FoundFile
from store.errors import UnknownKind
from store.folders import KnownFile, below
from store.parsing import is_supported

_COMPARED_AT_ONCE = 2000

Kind = Literal["new", "changed", "moved", "deleted"]


@dataclass(frozen=True, slots=True)
class Change:
    """One change. `document` is the library's, "" for a new file; `before` is where a moved file was."""

    kind: Kind
    path: str
    document: str = ""
    before: str = ""


class Comparison:
    """Of one folder: first what is known of it, then what was found in it, then the changes.

    Attributes:
        files: how many were found.
        known: how many of its files the library has.
    """

    def __init__(self, left_out: Container[str] = frozenset()) -> None:
        """`left_out`: files that were taken out of the library by hand, and so are not new."""
        self._left_out = left_out
        self._missing: dict[str, KnownFile] = {}  # by path: known, and not found so far
        self._new: dict[str, FoundFile] = {}
        self._changes: list[Change] = []
        self._unread: list[str] = []
        self.files = self.known = 0

    def know(self, files: Iterable[KnownFile]) -> None:
        """The library has these."""
        for file in files:
            self._missing[file.path] = file
        self.known = len(self._missing)

    def see(self, files: Iterable[FoundFile]) -> None:
        """These are in the folder; all that is known has to be told before. A name that is no Unicode
        cannot be kept: it is passed over."""
        for file in files:
            if file.size == NO_FILE:
                continue
            self.files += 1
            try:
                path = file.path.decode() if os.name == "posix" else os.fsdecode(file.path)
            except UnicodeDecodeError:
                continue
            known = self._missing.pop(path, None)
            if known is None:
                self._new[path] = file
            elif _is_changed(known, file):
                self._changes.append(Change("changed", path, known.document))

    def see_unread(self, folders: Iterable[bytes]) -> None:
        """These folders could not be listed: whether what was below them is there is not known."""
        self._unread += (below(os.fsdecode(folder)) for folder in folders)

    def changes(self) -> Generator[None, None, list[Change]]:
        """All changes, by path; in steps."""
        unread = tuple(self._unread)
        gone = {
            path: file
            for path, file in self._missing.items()
            if not file.set_aside and not path.startswith(unread)
        }
        yield
        were = _Gone()
        for number, known in enumerate(gone.values() if self._new else ()):
            were.add(known)
            if number % _COMPARED_AT_ONCE == 0:
                yield
        for number, (path, found) in enumerate(self._new.items()):
            before = were.take(path, found) if gone else None
            if before is not None:
                self._changes.append(Change("moved", path, gone.pop(before).document, before))
            elif path not in self._left_out:
                self._changes.append(Change("new", path))
            if number % _COMPARED_AT_ONCE == 0:
                yield
        self._changes += (Change("deleted", path, file.document) for path, file in gone.items())
        self._changes.sort(key=_place)
        return self._changes


def _is_changed(known: KnownFile, found: FoundFile) -> bool:
    if known.ignored or known.set_aside:
        return False
    if known.error == UnknownKind.__name__:  # whatever is in it, until there is a reader for its kind
        return is_supported(Path(known.path))
    return (known.size, known.modified) != (found.size, found.modified)


def is_same_name(one: str, other: str) -> bool:
    """Whether two paths differ at most in capitals and in how accents are written."""
    return _loose(one) == _loose(other)


class _Gone:
    """Files that are no longer where they were, to be looked up as what they may have become."""

    def __init__(self) -> None:
        self._by_path: dict[str, str] = {}
        self._by_name: dict[tuple[int, int, str], list[str]] = defaultdict(list)
        self._by_stamp: dict[tuple[int, int], list[str]] = defaultdict(list)
        self._taken: set[str] = set()

    def add(self, file: KnownFile) -> None:
        """This one is no longer where it was."""
        self._by_path[_loose(file.path)] = file.path
        self._by_name[file.size, file.modified, _name(file.path)].append(file.path)
        self._by_stamp[file.size, file.modified].append(file.path)

    def take(self, path: str, found: FoundFile) -> str | None:
        """Where this file was, if it can be told: under a name that differs in capitals or in how its accents
        are written only, or anywhere with the same size and time, best with the same name."""
        stamp = (found.size, found.modified)
        before = self._by_path.get(_loose(path))
        if before is None or before in self._taken:
            before = self._last(self._by_name.get((*stamp, _name(path)), []))
        if before is None:
            before = self._last(self._by_stamp.get(stamp, []))
        if before is not None:
            self._taken.add(before)
        return before

    def _last(self, paths: list[str]) -> str | None:
        while paths and paths[-1] in self._taken:
            paths.pop()
        return paths[-1] if paths else None


def _name(path: str) -> str:
    return _loose(path.rpartition(os.sep)[2])


def _loose(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()


def _place(change: Change) -> str:
    return change.path
