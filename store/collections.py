"""Collections: the groups that documents are in. Part of the archive.

Each has an index of its own. A document that leaves its collection is kept as erased from it, so that
the index it was in is built anew without it.
"""

import re
import unicodedata
import uuid
from collections.abc import Sequence

import msgspec

from store.archive import Archive
from store.errors import (
    CollectionNameInvalid,
    CollectionNameTaken,
    FirstCollectionFixed,
    UnknownCollection,
    UnknownDocument,
)
from store.schema import FIRST_COLLECTION

NAME_CHARACTERS = 60

# Controls, line ends, and the marks that turn the direction of text or cannot be seen.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")


class Collection(msgspec.Struct, frozen=True):
    """A collection; the first one has no name. `documents` and `passages` count what is not set aside."""

    id: str
    name: str
    documents: int
    passages: int


class Collections:
    """The collections of an archive."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def all(self) -> list[Collection]:
        """Every collection, the first one first, the others by name."""
        found = [Collection(*row) for row in self._archive.connection.execute(_COUNTED)]
        return sorted(found, key=lambda one: (one.id != FIRST_COLLECTION, one.name.casefold()))

    def get(self, identity: str) -> Collection:
        """The collection of this id.

        Raises:
            UnknownCollection
        """
        for collection in self.all():
            if collection.id == identity:
                return collection
        raise UnknownCollection(identity)

    def add(self, name: str) -> Collection:
        """Make a collection.

        Raises:
            CollectionNameInvalid, CollectionNameTaken
        """
        identity, name = uuid.uuid4().hex, clean_name(name)
        with self._archive.transaction() as connection:
            self._check_free(name, identity)
            connection.execute("INSERT INTO collections VALUES (?,?)", (identity, name))
        return self.get(identity)

    def rename(self, identity: str, name: str) -> Collection:
        """Give a collection another name.

        Raises:
            UnknownCollection, FirstCollectionFixed, CollectionNameInvalid, CollectionNameTaken
        """
        if self.get(identity).id == FIRST_COLLECTION:
            raise FirstCollectionFixed
        name = clean_name(name)
        with self._archive.transaction() as connection:
            self._check_free(name, identity)
            connection.execute("UPDATE collections SET name = ? WHERE id = ?", (name, identity))
        return self.get(identity)

    def free_name(self, name: str) -> str:
        """This name, or with a number where there is a collection of that name.

        Raises:
            CollectionNameInvalid
        """
        name = clean_name(name)
        taken = {_folded(collection.name) for collection in self.all()}
        wished, number = name, 1
        while _folded(wished) in taken:
            number += 1
            ending = f" ({number})"
            wished = name[: NAME_CHARACTERS - len(ending)].rstrip() + ending
        return wished

    def documents(self, identity: str) -> list[str]:
        """The ids of all documents in a collection, those that are set aside included.

        Raises:
            UnknownCollection
        """
        self.get(identity)
        rows = self._archive.connection.execute(
            "SELECT id FROM documents WHERE collection = ? ORDER BY path", (identity,)
        )
        return [row[0] for row in rows]

    def remove(self, identity: str) -> None:
        """Erase a collection with all its documents, so that no byte of them is left in the archive's file.
        Folders that are kept in step with it are so no more: they would bring everything back. The first
        one is emptied and stays.

        Raises:
            UnknownCollection: nothing was erased.
            DiskFull: nothing was erased; or it was, and `Archive.purge` is still due.
        """
        self.get(identity)
        with self._archive.erasure() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO erased SELECT id, collection, ? FROM documents WHERE collection = ?",
                (self._archive.next_sequence(), identity),
            )
            connection.execute("DELETE FROM documents WHERE collection = ?", (identity,))
            connection.execute("DELETE FROM places")  # the others' were made from these too
            connection.execute(
                "DELETE FROM left_out WHERE folder IN (SELECT id FROM folders WHERE collection = ?)",
                (identity,),
            )
            connection.execute("DELETE FROM folders WHERE collection = ?", (identity,))
            if identity != FIRST_COLLECTION:
                connection.execute("DELETE FROM collections WHERE id = ?", (identity,))

    def move(self, ids: Sequence[str], identity: str) -> list[str]:
        """Put documents into another collection; the ids of those that were not in it already.

        Raises:
            UnknownCollection, UnknownDocument: nothing was moved.
        """
        self.get(identity)
        with self._archive.transaction() as connection:
            moved = []
            for document in dict.fromkeys(ids):
                row = connection.execute(
                    "SELECT collection FROM documents WHERE id = ?", (document,)
                ).fetchone()
                if row is None:
                    raise UnknownDocument(document)
                if row[0] != identity:
                    self._move_one(document, row[0], identity)
                    moved.append(document)
        return moved

    def _move_one(self, document: str, before: str, after: str) -> None:
        sequence, execute = self._archive.next_sequence(), self._archive.connection.execute
        execute("INSERT OR REPLACE INTO erased VALUES (?,?,?)", (document, before, sequence))
        execute("UPDATE documents SET collection = ?, sequence = ? WHERE id = ?", (after, sequence, document))

    def _check_free(self, name: str, identity: str) -> None:
        """SQLite tells capitals apart where letters have accents; a person does not."""
        for other, taken in self._archive.connection.execute("SELECT id, name FROM collections"):
            if other != identity and _folded(taken) == _folded(name):
                raise CollectionNameTaken(taken)


def clean_name(name: str) -> str:
    """The name on one line, without what cannot be seen.

    Raises:
        CollectionNameInvalid: nothing is left of it, or too much.
    """
    seen = " ".join(_UNSEEN.sub(" ", unicodedata.normalize("NFC", name)).split())
    if not 0 < len(seen) <= NAME_CHARACTERS:
        raise CollectionNameInvalid(NAME_CHARACTERS)
    return seen


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()


_COUNTED = """
SELECT c.id, c.name, count(d.id), coalesce(sum(d.passages), 0)
FROM collections c LEFT JOIN documents d ON d.collection = c.id
    AND d.id NOT IN (SELECT document FROM set_aside)
GROUP BY c.id
"""
