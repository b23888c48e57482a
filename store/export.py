"""A collection as one file: written here, read by `store.importing`.

A ZIP of four parts in this order, so that anybody can look into it:

- `mimetype` (not compressed): says what it is in the first bytes, as OpenDocument does;
- `documents.jsonl`: a document a line, with its pages and where its passages stand in them;
- `vectors.f32`: the passages' vectors, float32, little-endian, of the documents that have them, in order;
- `manifest.json`: what made it, how much of everything, and the BLAKE2b checksum of each part.

The archive's comment is a seal: the BLAKE2b checksum of every byte before it. Paths are those of the
computer it was made on, and only text.
"""

import contextlib
import errno
import hashlib
import os
import tempfile
import zipfile
from collections.abc import Generator, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

import msgspec
import numpy as np

from store.archive import Archive, Document
from store.collections import Collection
from store.errors import ArchiveDamaged, CollectionFileExists, CollectionFileUnwritable, UnknownDocument
from store.schema import ParsedDocument, Scope

FORMAT = 1
"""Counts up when an older program could not read the file."""

MIMETYPE = b"application/x-binnenshuis-collection"
PARTS = ("mimetype", "documents.jsonl", "vectors.f32", "manifest.json")
SEAL = b"binnenshuis "
SEAL_BYTES = 64
"""Hexadecimal digits of the seal, the last of the file."""

BLOCK = 1 << 20
"""How much is written or read at once, in bytes."""


class ExportedDocument(msgspec.Struct, frozen=True):
    """One line of `documents.jsonl`. A page is its number and text, a passage its page, heading, start and
    end; `vectors`: those of its passages are in the file."""

    path: str
    title: str
    content_hash: str
    language: str
    size: int
    modified: int
    vectors: bool
    pages: tuple[tuple[int, str], ...]
    passages: tuple[tuple[int, str, int, int], ...]


class ExportedPart(msgspec.Struct, frozen=True):
    """How a part has to be: bytes, and hexadecimal digits of its BLAKE2b checksum."""

    size: int
    blake2b: str


class Manifest(msgspec.Struct, frozen=True):
    """What the file holds. `space` is that of the vectors, and `model` the name of what made them."""

    format: int
    program: str
    created_at: str
    name: str
    model: str
    space: str
    dimension: int
    documents: int
    passages: int
    parts: dict[str, ExportedPart]


class CollectionExport:
    """Writes one collection; documents that could not be read or are set aside are left out.

    Attributes:
        total: how many documents there are to write.
        documents, passages: how many are written.
    """

    def __init__(self, archive: Archive, collection: Collection, space: str | None) -> None:
        """Vectors of this space go along; with None, of the one that most of the passages have."""
        self._archive, self._collection = archive, collection
        self._ids = [document.id for document in archive.in_scope(Scope((collection.id,)))]
        self._space = _most_used_space(archive, collection.id) if space is None else space
        self._dimension = 0
        self.total = len(self._ids)
        self.documents = self.passages = 0

    def write(
        self, path: Path, program: str, model: str, replace: bool = False
    ) -> Generator[None, None, None]:
        """Write the file, in steps. Until the last one it is called PATH.part, and closing the iterator
        before leaves nothing.

        `program` and `model` are the names of what exports and of what made the vectors.

        Raises:
            CollectionFileExists: and `replace` is not said.
            CollectionFileUnwritable
            ArchiveDamaged: a passage is not what stands on its page.
        """
        if path.exists() and not replace:
            raise CollectionFileExists(str(path))
        unfinished = path.with_name(f"{path.name}.part")
        with _unwritable(path):
            try:
                yield from self._write(unfinished, program, model)
                yield from _seal(unfinished)
                unfinished.replace(path)
                _sync_folder(path.parent)
            finally:
                unfinished.unlink(missing_ok=True)

    def _write(self, path: Path, program: str, model: str) -> Iterator[None]:
        with (
            _created(path) as file,
            tempfile.TemporaryFile(dir=path.parent) as vectors,
            zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive,
        ):
            archive.comment = SEAL + b"0" * SEAL_BYTES
            archive.writestr(PARTS[0], MIMETYPE, zipfile.ZIP_STORED)
            with _Part(archive, PARTS[1], zipfile.ZIP_DEFLATED) as documents:
                for identity in self._ids:
                    yield from self._write_document(identity, documents, vectors)
            vectors.seek(0)
            with _Part(archive, PARTS[2], zipfile.ZIP_STORED) as copied:
                while block := vectors.read(BLOCK):
                    copied.write(block)
                    yield
            parts = {PARTS[1]: documents.written, PARTS[2]: copied.written}
            archive.writestr(PARTS[3], msgspec.json.encode(self._manifest(program, model, parts)))

    def _write_document(self, identity: str, documents: "_Part", vectors: IO[bytes]) -> Iterator[None]:
        try:
            document = self._archive.document(identity)
        except UnknownDocument:
            return  # gone since the export began
        if document.state != "ready":
            return  # another since then
        content = self._archive.content(identity)
        values = self._vectors(identity)
        line = msgspec.json.encode(self._exported(document, content, values is not None)) + b"\n"
        vectors.write(values or b"")
        for start in range(0, len(line), BLOCK):
            documents.write(line[start : start + BLOCK])
            yield
        self.documents += 1
        self.passages += len(content.passages)
        yield

    def _exported(self, document: Document, content: ParsedDocument, vectors: bool) -> ExportedDocument:
        texts = {page.number: page.text for page in content.pages}
        for passage in content.passages:
            if texts.get(passage.page, "")[passage.start : passage.end] != passage.text:
                (_, _, file) = self._archive.connection.execute("PRAGMA database_list").fetchone()
                raise ArchiveDamaged(str(file))
        return ExportedDocument(
            document.path,
            document.title,
            document.content_hash,
            document.language,
            document.size,
            document.modified,
            vectors,
            tuple((page.number, page.text) for page in content.pages),
            tuple((one.page, one.heading, one.start, one.end) for one in content.passages),
        )

    def _vectors(self, document: str) -> bytes | None:
        """The vectors of all its passages, in order; None when one has none in this space."""
        rows = self._archive.connection.execute(_VECTORS, (self._space, document)).fetchall()
        found = [np.frombuffer(vector, dtype=np.float32) for (vector,) in rows if vector is not None]
        self._dimension = self._dimension or next((vector.size for vector in found), 0)
        if len(found) < len(rows) or any(vector.size != self._dimension for vector in found):
            return None
        return b"".join(vector.astype("<f4").tobytes() for vector in found)

    def _manifest(self, program: str, model: str, parts: dict[str, ExportedPart]) -> Manifest:
        return Manifest(
            FORMAT,
            program,
            datetime.now(UTC).isoformat(timespec="seconds"),
            self._collection.name,
            model,
            self._space,
            self._dimension,
            self.documents,
            self.passages,
            parts,
        )


def seal_of(path: Path) -> Generator[None, None, str]:
    """The seal that the file has to have: all that comes before is read, in steps."""
    hasher, left = hashlib.blake2b(digest_size=SEAL_BYTES // 2), path.stat().st_size - SEAL_BYTES
    with path.open("rb") as file:
        while left > 0 and (block := file.read(min(4 * BLOCK, left))):
            hasher.update(block)
            left -= len(block)
            yield
    return hasher.hexdigest()


class _Part:
    """One part of the file while it is written.

    Attributes:
        written: what there is of it, once it is closed.
    """

    def __init__(self, archive: zipfile.ZipFile, name: str, compression: int) -> None:
        entry = zipfile.ZipInfo(name, datetime.now().timetuple()[:6])
        entry.compress_type = compression
        self._file = archive.open(entry, "w", force_zip64=True)
        self._size, self._hasher = 0, hashlib.blake2b(digest_size=32)

    def __enter__(self) -> "_Part":
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()
        self.written = ExportedPart(self._size, self._hasher.hexdigest())

    def write(self, block: bytes) -> None:
        self._size += len(block)
        self._hasher.update(block)
        self._file.write(block)


def _seal(path: Path) -> Iterator[None]:
    seal = yield from seal_of(path)
    with path.open("r+b") as file:
        file.seek(-SEAL_BYTES, os.SEEK_END)
        file.write(seal.encode("ascii"))
        file.flush()
        os.fsync(file.fileno())


def _created(path: Path) -> IO[bytes]:
    """A new file for the person alone: it holds documents. One that a killed export left goes."""
    path.unlink(missing_ok=True)
    return os.fdopen(
        os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600), "w+b"
    )


def _sync_folder(folder: Path) -> None:
    """So that the new name outlasts a power cut; not every system can."""
    if hasattr(os, "O_DIRECTORY"):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        except OSError:
            pass
        finally:
            os.close(descriptor)


@contextlib.contextmanager
def _unwritable(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise
        reason = errno.errorcode.get(error.errno or 0, "EIO")
        raise CollectionFileUnwritable(str(path), reason) from error


def _most_used_space(archive: Archive, collection: str) -> str:
    row = archive.connection.execute(_SPACES, (collection,)).fetchone()
    return str(row[0]) if row else ""


_VECTORS = """
SELECT v.vector FROM passages p LEFT JOIN vectors v ON v.passage = p.id AND v.space = ?
WHERE p.document = ? ORDER BY p.id
"""
_SPACES = """
SELECT v.space FROM vectors v JOIN passages p ON p.id = v.passage JOIN documents d ON d.id = p.document
WHERE d.collection = ? GROUP BY v.space ORDER BY count(*) DESC, v.space LIMIT 1
"""
