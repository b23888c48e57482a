"""Answers that a person made examples of their task, as they were then. Part of the archive.

An example is a copy: it stays when its answer is erased, renamed or written anew, until it is erased itself.
"""

from collections.abc import Sequence
from datetime import UTC, datetime

import msgspec

from store.archive import Archive
from store.errors import UnknownExample


class KeptExample(msgspec.Struct, frozen=True):
    """One example; `id` is that of the answer it was made of, `created_at` UTC, ISO 8601."""

    id: str
    created_at: str
    task: str
    language: str
    form_json: str
    answer: str


class Examples:
    """The examples in an archive."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def add(self, identity: str, task: str, language: str, form_json: str, answer: str) -> KeptExample:
        """Keep an example; one that is there under this id stays as it is."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with self._archive.transaction() as connection:
            connection.execute(
                "INSERT OR IGNORE INTO examples (id, created_at, task, language, form_json, answer)"
                " VALUES (?,?,?,?,?,?)",
                (identity, now, task, language, form_json, answer),
            )
        row = self._archive.connection.execute(f"{_KEPT} WHERE id = ?", (identity,)).fetchone()
        return _kept(row)

    def of(self, task: str = "") -> list[KeptExample]:
        """The examples of a task, or of all (""), in the order in which they were made."""
        query = f"{_KEPT} WHERE ? IN (task, '') ORDER BY number"
        return [_kept(row) for row in self._archive.connection.execute(query, (task,))]

    def erase(self, ids: Sequence[str]) -> None:
        """Erase examples, so that no byte of them is left in the file.

        Raises:
            UnknownExample: one of the ids is none; nothing was erased.
            DiskFull: nothing was erased; or it was, and `Archive.purge` is still due.
        """
        if not ids:
            return
        with self._archive.erasure() as connection:
            for identity in dict.fromkeys(ids):
                if connection.execute("DELETE FROM examples WHERE id = ?", (identity,)).rowcount != 1:
                    raise UnknownExample(identity)


_KEPT = "SELECT id, created_at, task, language, form_json, answer FROM examples"


def _kept(row: Sequence[object]) -> KeptExample:
    names = KeptExample.__struct_fields__
    return msgspec.convert(dict(zip(names, row, strict=True)), KeptExample)
