"""The archive: the one SQLite file that is the truth about documents and answers.

Every change of a document is one transaction and takes the next sequence number, by which the index
knows how far it is behind. Answers are in `store.history`; the search index in `store.index`.
"""

import hashlib
import sqlite3
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from store.errors import ArchiveDamaged, ArchiveTooNew, DiskFull, UnknownDocument
from store.migrations import MIGRATIONS, migrate, schema_number
from store.schema import (
    EVERYWHERE,
    FIRST_COLLECTION,
    NO_STAMP,
    DocumentState,
    Fault,
    FileStamp,
    Page,
    ParsedDocument,
    Passage,
    Scope,
)

BUSY_SECONDS = 10

Vectors = NDArray[np.float32]


class Document(msgspec.Struct, frozen=True):
    """A document of the library; `pages` and `passages` are counts, `size` and `modified` its `FileStamp`.
    One that is `set_aside` is to be erased: it is neither listed nor found, and can be brought back. One
    that is `ignored` could not be read, and is to be no trouble. `pinned` names the tasks for which it is
    always read whole, "" for all."""

    id: str
    path: str
    state: DocumentState
    title: str
    content_hash: str
    pages: int
    passages: int
    error: Fault | None
    collection: str = FIRST_COLLECTION
    language: str = ""
    size: int = 0
    modified: int = 0
    ignored: bool = False
    set_aside: bool = False
    pinned: tuple[str, ...] = ()

    @property
    def stamp(self) -> FileStamp:
        return FileStamp(self.size, self.modified)


class StoredPassage(msgspec.Struct, frozen=True):
    """A passage with its own number, and the document it is of."""

    id: int
    document: str
    path: str
    title: str
    passage: Passage


class IndexRow(msgspec.Struct, frozen=True):
    """What the index needs of one passage; `vector` is float32 bytes."""

    passage: int
    document: str
    title: str
    language: str
    content: Passage
    vector: bytes


class Archive:
    """The open archive. One connection, used by one thread."""

    def __init__(self, path: Path) -> None:
        """Open the archive at `path`, made anew when there is none, and bring its schema up to date.

        Raises:
            ArchiveDamaged: the file is no SQLite archive, or a broken one.
            ArchiveTooNew: a newer version of the program made it.
        """
        self.connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
        try:
            with self._damage():
                self._prepare()
        except BaseException:
            self.connection.close()
            raise

    def _prepare(self) -> None:
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON", "foreign_keys=ON"):
            self.connection.execute(f"PRAGMA {pragma}")
        if schema_number(self.connection) > len(MIGRATIONS):
            raise ArchiveTooNew(schema_number(self.connection), len(MIGRATIONS))
        migrate(self.connection)

    def close(self) -> None:
        self.connection.close()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All of it or nothing of it.

        Raises:
            DiskFull
        """
        with _full_disk():
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield self.connection
                self.connection.execute("COMMIT")
            except BaseException:
                if self.connection.in_transaction:  # on a full disk SQLite has rolled back itself
                    self.connection.execute("ROLLBACK")
                raise

    @contextmanager
    def erasure(self) -> Iterator[sqlite3.Connection]:
        """A transaction after which no byte of what it deleted is left in the file.

        Raises:
            DiskFull: nothing was deleted; or it was, and `purge` is still due.
        """
        with self.transaction() as connection:
            connection.execute("UPDATE archive SET purge_due = 1")
            yield connection
        self.purge()

    def purge(self) -> None:
        """Clear the file of what was erased, where that is still due: after a kill, or on a full disk.

        Raises:
            DiskFull
        """
        if not self._one("SELECT purge_due FROM archive"):
            return
        with _full_disk():
            # `secure_delete` does not clear the places that rows had before SQLite spread them anew.
            self.connection.execute("VACUUM")
            busy, *_ = self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            if not busy:  # a reader holds on to the log with the old pages
                self.connection.execute("UPDATE archive SET purge_due = 0")

    # --- the archive as a whole ---------------------------------------------------------------------

    @property
    def id(self) -> str:
        """A random id: an index of another archive is not ours."""
        return str(self._one("SELECT id FROM archive"))

    @property
    def sequence(self) -> int:
        """The number of the last change of a document."""
        return int(str(self._one("SELECT sequence FROM archive")))

    def is_sound(self) -> bool:
        """SQLite's own check of the file, and the checksum of every passage."""
        try:
            with self._damage():
                rows = self.connection.execute("SELECT text, checksum FROM passages")
                return self._one("PRAGMA quick_check(1)") == "ok" and all(
                    checksum(text) == stored for text, stored in rows
                )
        except ArchiveDamaged:
            return False

    # --- reading documents --------------------------------------------------------------------------

    def documents(self) -> list[Document]:
        """Every document, by path, but for those that are set aside."""
        rows = self.connection.execute(f"{_DOCUMENT} WHERE NOT is_aside ORDER BY path")
        return [_document(row) for row in rows]

    def in_scope(self, scope: Scope) -> list[Document]:
        """The documents in this scope that can be asked, by path."""
        query = f"{_DOCUMENT} WHERE {_IN_SCOPE} AND state = 'ready' ORDER BY path"
        rows = self.connection.execute(query, _bounds(scope))
        return [_document(row) for row in rows]

    def document(self, identity: str) -> Document:
        """The document of this id.

        Raises:
            UnknownDocument: there is none, or it is set aside.
        """
        document = self._get(identity)
        if document.set_aside:
            raise UnknownDocument(identity)
        return document

    def document_at(self, path: str) -> Document | None:
        """The document of this absolute path; it may be set aside."""
        row = self.connection.execute(f"{_DOCUMENT} WHERE path = ?", (path,)).fetchone()
        return _document(row) if row else None

    def ready_with_hash(self, content_hash: str) -> list[Document]:
        """The documents that were read from exactly this content, but for those that are set aside."""
        rows = self.connection.execute(
            f"{_DOCUMENT} WHERE content_hash = ? AND state = 'ready' AND NOT is_aside ORDER BY path",
            (content_hash,),
        )
        return [_document(row) for row in rows]

    def count_ready(self, scope: Scope = EVERYWHERE) -> int:
        """How many documents can be asked."""
        query = f"{_COUNT} WHERE {_IN_SCOPE} AND state = 'ready'"
        return int(self.connection.execute(query, _bounds(scope)).fetchone()[0])

    def count_unreadable(self, scope: Scope = EVERYWHERE) -> int:
        """How many documents could not be read, but for those that are ignored."""
        query = f"{_COUNT} WHERE {_IN_SCOPE} AND state = 'failed' AND NOT ignored"
        return int(self.connection.execute(query, _bounds(scope)).fetchone()[0])

    def page_text(self, document: str, number: int) -> str:
        """The text of one page, in which passages have their places.

        Raises:
            UnknownDocument: no such page.
        """
        row = self.connection.execute(
            "SELECT text FROM pages WHERE document = ? AND number = ?", (document, number)
        ).fetchone()
        if row is None:
            raise UnknownDocument(document)
        return str(row[0])

    def content(self, document: str) -> ParsedDocument:
        """Everything that was read of a document."""
        known = self._get(document)
        pages = self.connection.execute(
            "SELECT number, text FROM pages WHERE document = ? ORDER BY number", (document,)
        )
        passages = self.connection.execute(f"{_PASSAGE} WHERE document = ? ORDER BY id", (document,))
        return ParsedDocument(
            known.title,
            tuple(Page(number, text) for number, text in pages),
            tuple(_passage(row) for row in passages),
            known.language,
        )

    def passages(self, ids: Sequence[int]) -> dict[int, StoredPassage]:
        """Those of these passages that exist and are of no document that is set aside.

        Raises:
            ArchiveDamaged: a passage's text is not what was stored.
        """
        with self._damage():
            rows = self.connection.execute(
                "SELECT p.id, p.document, d.path, d.title, p.page, p.heading, p.start, p.end, p.text,"
                " p.checksum FROM passages p JOIN documents d ON d.id = p.document"
                " WHERE p.id IN (SELECT value FROM json_each(?))"
                " AND p.document NOT IN (SELECT document FROM set_aside)",
                (json_of(ids),),
            ).fetchall()
        found = {}
        for number, document, path, title, *fields, stored in rows:
            if checksum(fields[-1]) != stored:
                raise ArchiveDamaged(self._file())
            found[number] = StoredPassage(number, document, path, title, _passage(fields))
        return found

    def searchable(self, ids: Sequence[int], scope: Scope = EVERYWHERE) -> set[int]:
        """The numbers of those passages in this scope that `passages` would give."""
        query = f"{_NUMBERED} AND {_IN_SCOPE}"
        rows = self.connection.execute(query, {**_bounds(scope), "passages": json_of(ids)})
        return {row[0] for row in rows}

    # --- changing documents -------------------------------------------------------------------------

    def put(
        self,
        path: str,
        content_hash: str,
        content: ParsedDocument,
        space: str,
        vectors: Vectors,
        collection: str = FIRST_COLLECTION,
        stamp: FileStamp = NO_STAMP,
    ) -> Document:
        """Store a document, in place of what was there under its path. One transaction. What was there
        stays in its collection.

        `vectors` is (passages, dimension), one row for each passage of `content`, in order.
        """
        if len(vectors) != len(content.passages):
            raise ValueError("one vector for each passage")
        with self.transaction():
            identity = self._replace(path, "ready", content_hash, content, None, collection, stamp)
            self.insert_content(identity, content, space, vectors)
        return self._get(identity)

    def put_failed(
        self,
        path: str,
        content_hash: str,
        error: Fault,
        collection: str = FIRST_COLLECTION,
        stamp: FileStamp = NO_STAMP,
    ) -> Document:
        """Keep that a document could not be read, and why. What was read of it before is gone."""
        known = self.document_at(path)
        now = ("failed", content_hash, error, stamp, False)
        if known and (known.state, known.content_hash, known.error, known.stamp, known.set_aside) == now:
            return known
        nothing = ParsedDocument(Path(path).stem, (), ())
        with self.transaction():
            identity = self._replace(path, "failed", content_hash, nothing, error, collection, stamp)
        return self._get(identity)

    def stamp(self, document: str, stamp: FileStamp) -> None:
        """The file has another size or time now, and the content that is known."""
        with self.transaction():
            self.connection.execute(
                "UPDATE documents SET size = ?, modified = ? WHERE id = ?",
                (stamp.size, stamp.modified, document),
            )

    def move(self, document: str, path: str) -> Document:
        """The same content now lies at another path."""
        with self.transaction():
            if self._get(document).path != path:
                self._hand_pins_on(path, document)
                self._forget_path(path)
            self.connection.execute("UPDATE documents SET path = ? WHERE id = ?", (path, document))
        return self._get(document)

    def set_aside(self, ids: Sequence[str]) -> None:
        """Take documents out of every list and search until they are erased, restored, or stored anew. The
        index is not touched: it goes on holding them.

        Raises:
            UnknownDocument: one of the ids is none; nothing was set aside.
        """
        with self.transaction() as connection:
            self._check_known(ids)
            connection.execute(
                "INSERT OR IGNORE INTO set_aside SELECT value FROM json_each(?)", (json_of(ids),)
            )

    def restore(self, ids: Sequence[str]) -> list[Document]:
        """Bring back documents that were set aside; they come in the order of the ids.

        Raises:
            UnknownDocument: one of the ids is none; nothing was brought back.
        """
        with self.transaction() as connection:
            self._check_known(ids)
            connection.execute(
                "DELETE FROM set_aside WHERE document IN (SELECT value FROM json_each(?))", (json_of(ids),)
            )
        return [self._get(identity) for identity in dict.fromkeys(ids)]

    def set_aside_ids(self) -> list[str]:
        """The ids of the documents that are set aside."""
        return [row[0] for row in self.connection.execute("SELECT document FROM set_aside ORDER BY document")]

    def erase(self, ids: Sequence[str]) -> None:
        """Erase documents, set aside or not, so that no byte of them is left in the file.

        Raises:
            UnknownDocument: one of the ids is none; nothing was erased.
            DiskFull: nothing was erased; or it was, and `purge` is still due.
        """
        with self.erasure():
            for identity in dict.fromkeys(ids):
                if not self._erase_one(identity):
                    raise UnknownDocument(identity)
            # Where the others lie on the map was made from these too.
            self.connection.execute("DELETE FROM places")

    def _erase_one(self, identity: str) -> bool:
        row = self.connection.execute(
            "DELETE FROM documents WHERE id = ? RETURNING collection", (identity,)
        ).fetchone()
        if row is None:
            return False
        self.connection.execute(
            "INSERT OR REPLACE INTO erased VALUES (?,?,?)", (identity, row[0], self.next_sequence())
        )
        return True

    def _hand_pins_on(self, path: str, document: str) -> None:
        """What lies at a path is pinned, whichever file is there."""
        self.connection.execute(
            "INSERT OR IGNORE INTO pins (document, task) SELECT ?, task FROM pins"
            " WHERE document = (SELECT id FROM documents WHERE path = ?) ORDER BY number",
            (document, path),
        )

    def _forget_path(self, path: str) -> None:
        row = self.connection.execute("SELECT id FROM documents WHERE path = ?", (path,)).fetchone()
        if row:
            self._erase_one(row[0])

    def _replace(
        self,
        path: str,
        state: DocumentState,
        content_hash: str,
        content: ParsedDocument,
        error: Fault | None,
        collection: str,
        stamp: FileStamp,
    ) -> str:
        """A new row for the path; id, collection and pins stay when the document was known."""
        row = self.connection.execute(
            "SELECT id, collection, ignored FROM documents WHERE path = ?", (path,)
        ).fetchone()
        identity, collection, ignored = row or (uuid.uuid4().hex, collection, 0)
        pins = self.connection.execute("SELECT * FROM pins WHERE document = ?", (identity,)).fetchall()
        self.connection.execute("DELETE FROM documents WHERE id = ?", (identity,))
        self.connection.execute(
            "INSERT INTO documents VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
            (
                identity,
                path,
                state,
                content.title,
                content_hash,
                len(content.pages),
                len(content.passages),
                json_of(error) if error else None,
                self.next_sequence(),
                collection,
                content.language,
                stamp.size,
                stamp.modified,
                ignored if state == "failed" else 0,
            ),
        )
        self.connection.executemany("INSERT INTO pins VALUES (?,?,?)", pins)
        return str(identity)

    def insert_content(self, document: str, content: ParsedDocument, space: str, vectors: Vectors) -> None:
        """The pages and passages of a document that has none yet, within a transaction."""
        self.connection.executemany(
            "INSERT INTO pages VALUES (?,?,?)", [(document, page.number, page.text) for page in content.pages]
        )
        for passage, vector in zip(content.passages, vectors, strict=True):
            self._insert_passage(document, passage, space, vector)

    def _insert_passage(self, document: str, passage: Passage, space: str, vector: Vectors) -> None:
        row = self.connection.execute(
            'INSERT INTO passages (document, page, heading, start, "end", text, checksum)'
            " VALUES (?,?,?,?,?,?,?)",
            (
                document,
                passage.page,
                passage.heading,
                passage.start,
                passage.end,
                passage.text,
                checksum(passage.text),
            ),
        )
        self._insert_vector(row.lastrowid, space, vector)

    def _insert_vector(self, passage: int | None, space: str, vector: Vectors) -> None:
        value = np.asarray(vector, dtype=np.float32).tobytes()
        self.connection.execute("INSERT OR REPLACE INTO vectors VALUES (?,?,?)", (passage, space, value))

    def next_sequence(self) -> int:
        """The number of a change of documents, within a transaction."""
        return int(str(self._one("UPDATE archive SET sequence = sequence + 1 RETURNING sequence")))

    # --- vectors ------------------------------------------------------------------------------------

    def without_vectors(self, space: str) -> list[str]:
        """The ids of ready documents that are not set aside and of which a passage has no vector in this
        space."""
        rows = self.connection.execute(
            "SELECT DISTINCT p.document FROM passages p WHERE NOT EXISTS"
            " (SELECT 1 FROM vectors v WHERE v.passage = p.id AND v.space = ?)"
            " AND p.document NOT IN (SELECT document FROM set_aside)",
            (space,),
        )
        return [row[0] for row in rows]

    def has_vectors(self, document: str, space: str) -> bool:
        """Whether every passage of this document has a vector in this space."""
        return not self._one(
            "SELECT EXISTS (SELECT 1 FROM passages p WHERE p.document = ? AND NOT EXISTS"
            " (SELECT 1 FROM vectors v WHERE v.passage = p.id AND v.space = ?))",
            document,
            space,
        )

    def add_vectors(self, document: str, space: str, vectors: Vectors) -> None:
        """Keep the vectors of another model beside those that are there; (passages, dimension)."""
        ids = self.connection.execute("SELECT id FROM passages WHERE document = ? ORDER BY id", (document,))
        with self.transaction():
            for (identity,), vector in zip(ids.fetchall(), vectors, strict=True):
                self._insert_vector(identity, space, vector)
            self.connection.execute(
                "UPDATE documents SET sequence = ? WHERE id = ?", (self.next_sequence(), document)
            )

    # --- what the index asks ------------------------------------------------------------------------
    #
    # The index holds documents that are set aside too: bringing them back costs it nothing.

    def collections(self) -> list[str]:
        """The ids of all collections, the first one first."""
        query = "SELECT id FROM collections ORDER BY id <> ?, name"
        rows = self.connection.execute(query, (FIRST_COLLECTION,))
        return [row[0] for row in rows]

    def indexed(self, collection: str) -> list[str]:
        """The ids of all documents that the index of this collection holds, by path."""
        rows = self.connection.execute(
            "SELECT id FROM documents WHERE state = 'ready' AND collection = ? ORDER BY path", (collection,)
        )
        return [row[0] for row in rows]

    def changed_since(self, sequence: int, collection: str) -> list[str]:
        """The ids of this collection's documents that were stored, changed, erased, or came or went to
        another after this number."""
        rows = self.connection.execute(
            "SELECT id FROM documents WHERE sequence > ?1 AND collection = ?2"
            " UNION SELECT document FROM erased WHERE sequence > ?1 AND collection = ?2",
            (sequence, collection),
        )
        return [row[0] for row in rows]

    def erased_since(self, sequence: int, collection: str) -> bool:
        """Whether a document of this collection was erased or left it after this number."""
        query = "SELECT EXISTS (SELECT 1 FROM erased WHERE sequence > ? AND collection = ?)"
        return bool(self._one(query, sequence, collection))

    def forget_erased(self, sequence: int) -> None:
        """No index there is holds anything that was erased up to this number."""
        with self.transaction():
            self.connection.execute("DELETE FROM erased WHERE sequence <= ?", (sequence,))
        self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def index_rows(self, space: str, documents: Sequence[str], collection: str) -> list[IndexRow]:
        """The passages of those of these documents that are in the collection, where they have a vector in
        this space."""
        rows = self.connection.execute(
            "SELECT p.id, p.document, d.title, d.language,"
            " p.page, p.heading, p.start, p.end, p.text, v.vector"
            " FROM passages p JOIN documents d ON d.id = p.document"
            " JOIN vectors v ON v.passage = p.id AND v.space = ?"
            " WHERE p.document IN (SELECT value FROM json_each(?)) AND d.collection = ? ORDER BY p.id",
            (space, json_of(documents), collection),
        )
        return [
            IndexRow(number, document, title, language, _passage(fields), vector)
            for number, document, title, language, *fields, vector in rows
        ]

    def count_vectors(self, space: str, documents: Sequence[str], collection: str) -> int:
        """How many rows `index_rows` would give."""
        query = (
            "SELECT count(*) FROM passages p JOIN documents d ON d.id = p.document AND d.collection = ?"
            " JOIN vectors v ON v.passage = p.id AND v.space = ?"
            " WHERE p.document IN (SELECT value FROM json_each(?))"
        )
        return int(str(self._one(query, collection, space, json_of(documents))))

    # --- plumbing -----------------------------------------------------------------------------------

    def _one(self, query: str, *values: object) -> object:
        row = self.connection.execute(query, values).fetchone()
        return row[0] if row else None

    def _check_known(self, ids: Sequence[str]) -> None:
        unknown = self._one(
            "SELECT value FROM json_each(?) WHERE value NOT IN (SELECT id FROM documents)", json_of(ids)
        )
        if unknown is not None:
            raise UnknownDocument(str(unknown))

    def _get(self, identity: str) -> Document:
        row = self.connection.execute(f"{_DOCUMENT} WHERE id = ?", (identity,)).fetchone()
        if row is None:
            raise UnknownDocument(identity)
        return _document(row)

    @contextmanager
    def _damage(self) -> Iterator[None]:
        """SQLite's errors that say the file is broken; the others say that it is busy or the disk full."""
        try:
            yield
        except sqlite3.DatabaseError as error:
            # What cannot be decoded has no code.
            if getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF in _NO_DAMAGE:
                raise
            raise ArchiveDamaged(self._file()) from error

    def _file(self) -> str:
        return str(self.connection.execute("PRAGMA database_list").fetchone()[2])


_NO_DAMAGE = frozenset(
    (
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_NOMEM,
    )
)
_DOCUMENT = (
    "SELECT id, path, state, title, content_hash, pages, passages, error, collection, language, size,"
    " modified, ignored, id IN (SELECT document FROM set_aside) AS is_aside,"
    " (SELECT json_group_array(task) FROM pins WHERE document = documents.id) FROM documents"
)
_COUNT = "SELECT count(*) FROM documents"
_NUMBERED = (
    "SELECT passages.id FROM passages JOIN documents ON documents.id = passages.document"
    " WHERE passages.id IN (SELECT value FROM json_each(:passages))"
)
_IN_SCOPE = """
    documents.id NOT IN (SELECT document FROM set_aside)
    AND (:collections = '[]' OR collection IN (SELECT value FROM json_each(:collections)))
    AND (:documents = '[]' OR documents.id IN (SELECT value FROM json_each(:documents)))
    AND substr(documents.path, 1, length(:folder)) = :folder
    AND (:kinds = '[]' OR EXISTS
        (SELECT 1 FROM json_each(:kinds) WHERE lower(substr(documents.path, -length(value))) = lower(value)))
    AND modified >= :first AND modified < :last
"""
_EVER = 2**63 - 1
_NANOSECONDS = 1_000_000_000
_PASSAGE = 'SELECT page, heading, start, "end", text FROM passages'


@contextmanager
def _full_disk() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL:
            raise DiskFull from error
        raise


def checksum(text: str) -> bytes:
    """What tells a stored passage from a damaged one: 8 bytes of BLAKE2b."""
    return hashlib.blake2b(text.encode(), digest_size=8).digest()


def json_of(value: object) -> str:
    """As SQLite's `json_each` takes a list of values, and as the archive keeps what is no column."""
    return msgspec.json.encode(value).decode()


def _document(row: Sequence[object]) -> Document:
    values = dict(zip(Document.__struct_fields__, row, strict=True))
    values["error"] = msgspec.json.decode(str(values["error"])) if values["error"] else None
    for name in ("ignored", "set_aside"):
        values[name] = bool(values[name])
    pinned = str(values["pinned"])
    values["pinned"] = () if pinned == "[]" else tuple(sorted(msgspec.json.decode(pinned, type=list[str])))
    return msgspec.convert(values, Document)


def _bounds(scope: Scope) -> dict[str, str | int]:
    """The values of `_IN_SCOPE`."""
    first, last = scope.changed_from, scope.changed_to
    return {
        "collections": json_of(scope.collections),
        "documents": json_of(scope.documents),
        # It ends in the system's separator: /a is not where /ab is.
        "folder": str(Path(scope.folder, "_"))[:-1] if scope.folder else "",
        "kinds": json_of(scope.kinds),
        "first": _midnight(date.fromisoformat(first)) if first else -_EVER,
        "last": _midnight(date.fromisoformat(last) + timedelta(days=1)) if last else _EVER,
    }


def _midnight(day: date) -> int:
    """When a day begins here, in nanoseconds since 1970."""
    return int(datetime.combine(day, time()).timestamp()) * _NANOSECONDS


def _passage(fields: Sequence[object]) -> Passage:
    page, heading, start, end, text = fields
    return Passage(int(str(page)), str(heading), int(str(start)), int(str(end)), str(text))
