"""Reads the file of an exported collection, and takes its documents in: all of them or none.

The file may have been made by anybody: nothing in it is believed that is not checked, nothing of it is
unpacked to a path, and no more of it is held in memory than one document. How it is built is
`store.export`.
"""

import errno
import hashlib
import re
import struct
import uuid
import zipfile
import zlib
from collections.abc import Generator, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path, PurePath
from typing import IO

import msgspec
import numpy as np

from store.archive import Archive, Document, Vectors
from store.collections import Collection, Collections
from store.errors import (
    CollectionFileDamaged,
    CollectionFileForeign,
    CollectionFileTooNew,
    CollectionFileUnreadable,
    UnknownDocument,
)
from store.export import (
    BLOCK,
    FORMAT,
    MIMETYPE,
    PARTS,
    SEAL,
    SEAL_BYTES,
    ExportedDocument,
    ExportedPart,
    Manifest,
    seal_of,
)
from store.parsing import DEFAULT_LIMITS, is_supported
from store.schema import FileStamp, Page, ParsedDocument, Passage

LINE_BYTES = 256 << 20
"""The longest document that is taken in, as it stands in the file."""

MOST_RATIO = 200
"""How many times smaller than itself text may have been made, from `BOMB_BYTES` on."""

BOMB_BYTES = 64 << 20
MANIFEST_BYTES = 1 << 16
MOST_DIMENSION = 1 << 14
MOST_PATH = 1 << 13
MOST_SPACE = 1 << 10

_END = struct.Struct("<4s4H2LH")  # ZIP's end of central directory, before the comment
_FIRST_NAME = 30  # where the name of a ZIP's first part stands
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_HASH = re.compile("[0-9a-f]{64}")
_LANGUAGE = re.compile("[A-Za-z-]{0,12}")


class ImportedDocument(msgspec.Struct, frozen=True):
    """A document of the file. `path` is text; `vectors` is (passages, dimension), None where it has none."""

    path: str
    content_hash: str
    stamp: FileStamp
    content: ParsedDocument
    vectors: Vectors | None


class CollectionFile:
    """An exported collection, open to be read once. Use it as a context manager.

    Attributes:
        manifest: what it says that it holds; after `check`.
    """

    manifest: Manifest

    def __init__(self, path: Path) -> None:
        """Raises CollectionFileUnreadable."""
        self._path = path
        self._open = ExitStack()
        with self._translated():
            self._file = self._open.enter_context(path.open("rb"))

    def __enter__(self) -> "CollectionFile":
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def check(self) -> Iterator[None]:
        """Read the whole file, in steps, and see that it is what was written.

        Raises:
            CollectionFileForeign, CollectionFileDamaged, CollectionFileTooNew, CollectionFileUnreadable
        """
        with self._translated():
            self._check_beginning()
            seal = yield from seal_of(self._path)
            self._file.seek(-(len(SEAL) + SEAL_BYTES), 2)
            if self._file.read() != SEAL + seal.encode("ascii"):
                raise CollectionFileDamaged(str(self._path))
            self._check_directory()
            self._zip = self._open.enter_context(zipfile.ZipFile(self._file))
            self._check_parts()
            self.manifest = self._read_manifest()

    def documents(self) -> Iterator[ImportedDocument | None]:
        """The documents one by one, and None after a piece of one.

        Raises:
            CollectionFileForeign: it is not what `store.export` makes.
        """
        with self._translated(), _Part(self._zip, PARTS[1]) as lines, _Part(self._zip, PARTS[2]) as vectors:
            passages = count = 0
            while (line := (yield from lines.line())) is not None:
                document = msgspec.json.decode(line, type=ExportedDocument)
                made = self._imported(document, vectors)
                count, passages = count + 1, passages + len(made.content.passages)
                yield made
            held = {PARTS[1]: lines.seen(), PARTS[2]: vectors.seen()}
            if (count, passages, held) != (
                self.manifest.documents,
                self.manifest.passages,
                self.manifest.parts,
            ):
                raise self._foreign()

    def _check_beginning(self) -> None:
        """Its first part, not compressed, says what it is."""
        beginning = self._file.read(_FIRST_NAME + len(PARTS[0]) + len(MIMETYPE))
        if beginning[_FIRST_NAME:] != PARTS[0].encode("ascii") + MIMETYPE:
            raise self._foreign()

    def _check_directory(self) -> None:
        """As small as four parts make it: `zipfile` reads it into memory."""
        comment = len(SEAL) + SEAL_BYTES
        self._file.seek(-(comment + _END.size), 2)
        mark, _, _, _, entries, size, _, length = _END.unpack(self._file.read(_END.size))
        if (mark, entries, length) != (b"PK\5\6", len(PARTS), comment) or size > MANIFEST_BYTES:
            raise self._foreign()

    def _check_parts(self) -> None:
        entries = self._zip.infolist()
        sizes = [entry.file_size for entry in entries]
        packed = [max(entry.compress_size, 1) for entry in entries]
        fits = (
            tuple(entry.filename for entry in entries) == PARTS
            and not any(entry.flag_bits & 1 for entry in entries)  # encrypted
            and all(entry.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for entry in entries)
            and sizes[-1] <= MANIFEST_BYTES
            and all(
                size <= max(BOMB_BYTES, MOST_RATIO * small) for size, small in zip(sizes, packed, strict=True)
            )
        )
        if not fits:
            raise self._foreign()

    def _read_manifest(self) -> Manifest:
        data = self._zip.read(PARTS[3])
        number = msgspec.json.decode(data, type=_Format).format
        if number > FORMAT:
            raise CollectionFileTooNew(str(self._path), number, FORMAT)
        manifest = msgspec.json.decode(data, type=Manifest)
        vectors = manifest.parts.get(PARTS[2])
        fits = (
            number == FORMAT
            and set(manifest.parts) == {PARTS[1], PARTS[2]}
            and 0 <= manifest.dimension <= MOST_DIMENSION
            and vectors is not None
            and vectors.size <= 4 * manifest.passages * manifest.dimension
            and len(manifest.space) <= MOST_SPACE
        )
        if not fits:
            raise self._foreign()
        return manifest

    def _imported(self, line: ExportedDocument, vectors: "_Part") -> ImportedDocument:
        """Raises CollectionFileForeign."""
        pages = dict(line.pages)
        fits = (
            len(line.path) <= MOST_PATH
            and _HASH.fullmatch(line.content_hash)
            and _LANGUAGE.fullmatch(line.language)
            and all(0 <= number < 1 << 63 for number in (line.size, line.modified))
            and list(pages) == sorted(pages)
            and len(pages) == len(line.pages)
            and all(0 < number < 1 << 31 for number in pages)
            and sum(map(len, pages.values())) <= 2 * DEFAULT_LIMITS.text_characters
            and all(0 <= start < end <= len(pages.get(page, "")) for page, _, start, end in line.passages)
        )
        if not fits:
            raise self._foreign()
        content = ParsedDocument(
            line.title,
            tuple(Page(number, text) for number, text in line.pages),
            tuple(
                Passage(page, heading, start, end, pages[page][start:end])
                for page, heading, start, end in line.passages
            ),
            line.language,
        )
        found = self._vectors(vectors, len(line.passages)) if line.vectors else None
        stamp = FileStamp(line.size, line.modified)
        return ImportedDocument(self._inert(line.path), line.content_hash, stamp, content, found)

    def _vectors(self, part: "_Part", count: int) -> Vectors:
        dimension = self.manifest.dimension
        values = np.frombuffer(part.read(4 * count * dimension), dtype="<f4")
        if values.size != count * dimension or bool(count) > bool(dimension) or not np.isfinite(values).all():
            raise self._foreign()
        return values.reshape(count, dimension).astype(np.float32)

    def _inert(self, path: str) -> str:
        """A path that may be kept and shown: of a kind of document, and of no server, for to look whether
        it is there would be to connect."""
        path = re.sub(r"^[/\\]{2,}", "/", _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", path))
        is_absolute = path.startswith("/") or re.match(r"[A-Za-z]:[/\\]", path)
        if not is_absolute or not is_supported(Path(path)):
            raise self._foreign()
        return path

    def _foreign(self) -> CollectionFileForeign:
        return CollectionFileForeign(str(self._path))

    @contextmanager
    def _translated(self) -> Iterator[None]:
        """What `zipfile` raises for files that are not as they should be has no common base."""
        try:
            yield
        except OSError as error:
            reason = errno.errorcode.get(error.errno or 0, "EIO")
            raise CollectionFileUnreadable(str(self._path), reason) from error
        except (
            *(zipfile.BadZipFile, zlib.error, EOFError, struct.error, NotImplementedError),
            *(RuntimeError, ValueError, OverflowError, RecursionError, msgspec.MsgspecError),
        ) as error:
            raise self._foreign() from error


class StagedCollection:
    """Documents on their way into the library: set aside, so that nobody sees them and the next start
    erases them, until all are there.

    Attributes:
        known: documents of the library with the same content as one that was to come in.
    """

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._collection = uuid.uuid4().hex
        self._paths: dict[str, str] = {}  # by id
        self.known: list[Document] = []

    def is_known(self, document: ImportedDocument) -> bool:
        """Whether the library has this content, which then stays where it is."""
        same = self._archive.ready_with_hash(document.content_hash)
        self.known += same[:1]
        return bool(same)

    def add(self, document: ImportedDocument, space: str, vectors: Vectors) -> None:
        """Keep one, with its vectors: (passages, dimension). One transaction.

        Raises:
            DiskFull
        """
        identity = uuid.uuid4().hex
        content = document.content
        with self._archive.transaction() as connection:
            connection.execute(
                _INSERT_DOCUMENT,
                (
                    *(identity, f"{self._collection}/{len(self._paths)}", content.title),
                    *(document.content_hash, len(content.pages), len(content.passages)),
                    *(self._collection, content.language, document.stamp.size, document.stamp.modified),
                ),
            )
            connection.execute("INSERT INTO set_aside VALUES (?)", (identity,))
            self._archive.insert_content(identity, content, space, vectors)
        self._paths[identity] = document.path

    def commit(self, name: str) -> tuple[Collection, list[Document]] | None:
        """Make the collection and show its documents, in one transaction; a document whose path is in the
        library already gets a number. None when there is nothing to make one of.

        Raises:
            CollectionNameInvalid, DiskFull
            UnknownDocument: one of them is gone; nothing was made.
        """
        if not self._paths:
            return None
        with self._archive.transaction() as connection:
            name = Collections(self._archive).free_name(name)
            connection.execute("INSERT INTO collections VALUES (?,?)", (self._collection, name))
            sequence = self._archive.next_sequence()
            for identity, path in self._free_paths():
                changed = connection.execute(
                    "UPDATE documents SET path = ?, sequence = ? WHERE id = ?", (path, sequence, identity)
                )
                if changed.rowcount != 1:
                    raise UnknownDocument(identity)
            connection.execute(
                "DELETE FROM set_aside WHERE document IN (SELECT id FROM documents WHERE collection = ?)",
                (self._collection,),
            )
        ids, self._paths = list(self._paths), {}
        return Collections(self._archive).get(self._collection), [self._archive.document(one) for one in ids]

    def discard(self) -> None:
        """Erase what is not committed.

        Raises:
            DiskFull: then the next start of the engine erases it.
        """
        if self._paths:
            with self._archive.erasure() as connection:
                connection.execute("DELETE FROM documents WHERE collection = ?", (self._collection,))

    def _free_paths(self) -> Iterator[tuple[str, str]]:
        """Each id with a path that no other document has."""
        rows = self._archive.connection.execute("SELECT path FROM documents")
        taken = {row[0] for row in rows}
        for identity, path in self._paths.items():
            free, number = path, 1
            while free in taken:
                number += 1
                free = _numbered(path, number)
            taken.add(free)
            yield identity, free


class _Format(msgspec.Struct):
    format: int


class _Part:
    """One part of the file while it is read."""

    def __init__(self, archive: zipfile.ZipFile, name: str) -> None:
        self._file: IO[bytes] = archive.open(name)
        self._size, self._hasher = 0, hashlib.blake2b(digest_size=32)

    def __enter__(self) -> "_Part":
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def read(self, size: int) -> bytes:
        return self._noted(self._file.read(size))

    def line(self) -> Generator[None, None, bytes | None]:
        """The next line, read in steps; None at the end. Raises ValueError for one that does not end."""
        pieces: list[bytes] = []
        size = 0
        while piece := self._noted(self._file.readline(BLOCK)):
            pieces.append(piece)
            size += len(piece)
            if piece.endswith(b"\n"):
                return b"".join(pieces)
            if size > LINE_BYTES:
                raise ValueError("line")
            yield None
        if pieces:
            raise ValueError("no end of line")
        return None

    def seen(self) -> ExportedPart:
        """How the whole part is, whether or not all of it was asked for."""
        while self.read(BLOCK):
            continue
        return ExportedPart(self._size, self._hasher.hexdigest())

    def _noted(self, piece: bytes) -> bytes:
        self._size += len(piece)
        self._hasher.update(piece)
        return piece


def _numbered(path: str, number: int) -> str:
    """report.pdf, report (2).pdf, ..."""
    suffix = PurePath(path).suffix
    return f"{path.removesuffix(suffix)} ({number}){suffix}"


_INSERT_DOCUMENT = """
INSERT INTO documents (id, path, state, title, content_hash, pages, passages, error, sequence,
    collection, language, size, modified, ignored)
VALUES (?,?,'ready',?,?,?,?,NULL,0,?,?,?,?,0)
"""
