"""Which documents are always read whole, and for which tasks. Part of the archive.

A pin stays with its document: with a new version of the file, at another path or in another collection, and
while the document cannot be read or is set aside. What is erased is pinned no more. How pinned documents come
into an answer is no affair of the archive.
"""

from collections.abc import Sequence

from store.archive import Archive, Document, json_of
from store.schema import ALL_TASKS


class Pins:
    """The pins of an archive."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def pin(self, ids: Sequence[str], task: str = ALL_TASKS) -> list[Document]:
        """Read documents whole for a task from now on, or for all; as they are then. One that is pinned for
        all tasks is for each of them, and has no other pins.

        Raises:
            UnknownDocument: one of them is none, or set aside; nothing was changed.
        """
        with self._archive.transaction() as connection:
            for document in self._documents(ids):
                if ALL_TASKS in document.pinned:
                    continue
                if task == ALL_TASKS:
                    connection.execute("DELETE FROM pins WHERE document = ?", (document.id,))
                connection.execute(
                    "INSERT OR IGNORE INTO pins (document, task) VALUES (?,?)", (document.id, task)
                )
        return self._documents(ids)

    def unpin(self, ids: Sequence[str], task: str = ALL_TASKS) -> list[Document]:
        """Take away the pins of documents for a task, or every one; as they are then.

        Raises:
            UnknownDocument: one of them is none, or set aside; nothing was changed.
        """
        with self._archive.transaction() as connection:
            known = [document.id for document in self._documents(ids)]
            connection.execute(
                "DELETE FROM pins WHERE document IN (SELECT value FROM json_each(?)) AND ? IN (task, ?)",
                (json_of(known), task, ALL_TASKS),
            )
        return self._documents(ids)

    def of(self, task: str) -> list[str]:
        """The ids of the documents that are pinned for a task or for all, in the order in which they were
        pinned; those that are set aside are left out."""
        rows = self._archive.connection.execute(
            "SELECT document FROM pins WHERE task IN (?, ?)"
            " AND document NOT IN (SELECT document FROM set_aside) ORDER BY number",
            (task, ALL_TASKS),
        )
        return [row[0] for row in rows]

    def all(self) -> dict[str, tuple[str, ...]]:
        """Every pinned document by id, with its tasks, in the order in which they were pinned; those that
        are set aside are left out."""
        rows = self._archive.connection.execute(
            "SELECT document, task FROM pins WHERE document NOT IN (SELECT document FROM set_aside)"
            " ORDER BY number"
        )
        found: dict[str, tuple[str, ...]] = {}
        for document, task in rows:
            found[document] = (*found.get(document, ()), task)
        return found

    def _documents(self, ids: Sequence[str]) -> list[Document]:
        return [self._archive.document(identity) for identity in dict.fromkeys(ids)]
