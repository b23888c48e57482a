"""Folders that are kept in step, and what the library has of them. Part of the archive.

What lies in the folders themselves is not looked at here.
"""

import hashlib
import os
import sys
import unicodedata
import uuid
from collections.abc import Callable, Iterable, Sequence

import msgspec

from store.archive import Archive, json_of
from store.errors import FolderOverlaps, UnknownFolder
from store.schema import Fault

KNOWN_AT_ONCE = 2000


class Folder(msgspec.Struct, frozen=True):
    """A folder that is kept in step. `applies`: changes are made without asking."""

    id: str
    path: str
    collection: str
    applies: bool


class KnownFile(msgspec.Struct, frozen=True):
    """What the library has of a file: its size and time when it was read, and the kind of error ("" for
    none) for which it could not be read."""

    document: str
    path: str
    size: int
    modified: int
    error: str
    ignored: bool
    set_aside: bool


class Folders:
    """The folders of an archive. One whose collection is gone is none."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def all(self) -> list[Folder]:
        """Every folder, by path."""
        rows = self._archive.connection.execute(_FOLDERS)
        return [Folder(identity, path, group, bool(applies)) for identity, path, group, applies in rows]

    def get(self, identity: str) -> Folder:
        """The folder of this id.

        Raises:
            UnknownFolder
        """
        for folder in self.all():
            if folder.id == identity:
                return folder
        raise UnknownFolder(identity)

    def add(self, path: str, collection: str, applies: bool) -> Folder:
        """Keep a folder (absolute path, no link) in step from now on. One that is already is only given
        these values.

        Raises:
            FolderOverlaps: it lies in another, or another in it.
        """
        folders = self.all()
        same = next((folder for folder in folders if _folded(folder.path) == _folded(path)), None)
        for folder in folders:
            if folder is not same and _overlap(folder.path, path):
                raise FolderOverlaps(path, folder.path)
        identity = same.id if same else uuid.uuid4().hex
        with self._archive.transaction() as connection:
            connection.execute("DELETE FROM folders WHERE id = ? OR path = ?", (identity, path))
            values = (identity, same.path if same else path, collection, applies)
            connection.execute("INSERT INTO folders VALUES (?,?,?,?)", values)
        return self.get(identity)

    def change(self, identity: str, applies: bool) -> Folder:
        """Say whether changes are made without asking.

        Raises:
            UnknownFolder
        """
        self.get(identity)
        with self._archive.transaction() as connection:
            connection.execute("UPDATE folders SET applies = ? WHERE id = ?", (applies, identity))
        return self.get(identity)

    def remove(self, identity: str) -> None:
        """Keep it in step no more; its documents stay.

        Raises:
            UnknownFolder
        """
        self.get(identity)
        with self._archive.transaction() as connection:
            connection.execute("DELETE FROM folders WHERE id = ?", (identity,))
            connection.execute("DELETE FROM left_out WHERE folder = ?", (identity,))

    def known(self, folder: Folder, after: str = "") -> list[KnownFile]:
        """What the library has of this folder, by path, the next `KNOWN_AT_ONCE` after this path."""
        first = below(folder.path)
        last = first[:-1] + chr(ord(os.sep) + 1)
        return [
            KnownFile(document, path, size, modified, _kind(error), bool(ignored), bool(aside))
            for document, path, size, modified, error, ignored, aside in self._archive.connection.execute(
                _KNOWN, (max(after, first), last)
            )
        ]

    # --- files that a person took out of the library, and that are still in their folder -------------

    def leave_out(self, documents: Sequence[str]) -> None:
        """These documents go although their files stay: such files are not new when folders are compared.
        Kept as a hash: nothing of the document stays."""
        folders = self.all()
        if not folders:
            return
        rows = [
            (folder.id, self._hash(path))
            for path in self._paths(documents)
            for folder in folders
            if path.startswith(below(folder.path))
        ]
        with self._archive.transaction() as connection:
            connection.executemany("INSERT OR IGNORE INTO left_out VALUES (?,?)", rows)

    def take_back(self, documents: Sequence[str]) -> None:
        """These documents stay after all."""
        self.forget_left_out(self._paths(documents))

    def forget_left_out(self, paths: Iterable[str]) -> None:
        """Files of these paths are as any other again."""
        rows = [(self._hash(path),) for path in paths]
        with self._archive.transaction() as connection:
            connection.executemany("DELETE FROM left_out WHERE file = ?", rows)

    def left_out(self, folder: Folder) -> "LeftOut":
        """The files of this folder that were taken out of the library."""
        rows = self._archive.connection.execute("SELECT file FROM left_out WHERE folder = ?", (folder.id,))
        return LeftOut({row[0] for row in rows}, self._hash)

    def _paths(self, documents: Sequence[str]) -> list[str]:
        rows = self._archive.connection.execute(
            "SELECT path FROM documents WHERE id IN (SELECT value FROM json_each(?))",
            (json_of(documents),),
        )
        return [row[0] for row in rows]

    def _hash(self, path: str) -> bytes:
        return hashlib.blake2b(path.encode(), key=self._archive.id.encode(), digest_size=16).digest()


class LeftOut:
    """A set of files of which only hashes are kept: `path in left_out`."""

    def __init__(self, hashes: set[bytes], hash_of: Callable[[str], bytes]) -> None:
        self._hashes, self._hash_of = hashes, hash_of

    def __contains__(self, path: object) -> bool:
        return bool(self._hashes) and self._hash_of(str(path)) in self._hashes


_FOLDERS = """
SELECT id, path, collection, applies FROM folders
WHERE collection IN (SELECT id FROM collections) ORDER BY path
"""
_KNOWN = f"""
SELECT id, path, size, modified, error, ignored, id IN (SELECT document FROM set_aside)
FROM documents WHERE path > ? AND path < ? ORDER BY path LIMIT {KNOWN_AT_ONCE}
"""  # noqa: S608 - a number of ours


_IS_LOOSE = sys.platform in ("win32", "darwin")


def below(path: str) -> str:
    """What the paths of everything below a folder begin with."""
    return path if path.endswith(os.sep) else path + os.sep


def _kind(error: object) -> str:
    return msgspec.json.decode(str(error), type=Fault).kind if error else ""


def _overlap(one: str, other: str) -> bool:
    """Whether one folder lies in the other."""
    first, second = below(_folded(one)), below(_folded(other))
    return first.startswith(second) or second.startswith(first)


def _folded(path: str) -> str:
    """One spelling for a path, where the system tells no capitals and no composed letters apart."""
    return unicodedata.normalize("NFC", path).casefold() if _IS_LOOSE else path
