"""Files into the library: found, hashed, parsed in the parser process, embedded, archived, indexed.

A document is one transaction: after a kill at any moment the next run finds whole documents only, and
goes on with those that are missing.

Giving a file again brings back a document that was set aside; one that is set aside or erased after it was
given stays away, however far reading is.

A file that broke the parser, or took it too long, is kept as failed and not tried again by itself: only when
it has changed, or is given by its own name.
"""

import os
import time
from collections.abc import Generator, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from app.engine.child import Child
from app.engine.embedding import STEP_SECONDS, PassageEmbedding
from app.engine.folder_scan import NotHashed, Walked
from app.engine.index_keeper import IndexKeeper
from app.engine.model_loader import ModelLoader
from app.engine.parsing import Parsing
from app.engine.scanner import ScanHangs, Scanner
from app.engine.scheduler import Step, Steps
from app.errors import FolderUnreachable, fault_of
from app.messages import DocumentReport, Progress
from store.archive import Archive, Document
from store.errors import DocumentError, UnknownCollection, Unreadable
from store.schema import FIRST_COLLECTION, NO_STAMP, Fault, FileStamp

NUDGE_SECONDS = 10.0
"""How often the index catches up while documents arrive."""

QUARANTINED = frozenset({"ParserCrashed", "ParsingTimedOut", "NothingRecognised", "TooManyScans"})
"""Why a file failed that is not tried again by itself: it would only take its time again."""


class Ingest:
    """Reads files and folders. `read` makes the steps of one job; each job has an `Ingest` of its own."""

    def __init__(
        self,
        archive: Archive,
        parser: Child,
        scanner: Scanner,
        seconds: int,
        loader: ModelLoader,
        keeper: IndexKeeper,
        collection: str = FIRST_COLLECTION,
        passwords: dict[str, str] | None = None,
    ) -> None:
        """`seconds` is the most that reading one file may take; what is new goes to `collection`;
        `passwords` are those that are known, by path."""
        self._archive = archive
        self._parsing = Parsing(parser, seconds, {} if passwords is None else passwords)
        self._scanner = scanner
        self._seconds = seconds
        self._loader = loader
        self._keeper = keeper
        self._collection = collection
        self._embedding = PassageEmbedding(loader)
        self._given: frozenset[str] = frozenset()  # the paths that were given, not found in a folder
        self._known: set[str] = set()  # the paths of which the library had a document when they were given

    def read(self, paths: Sequence[str]) -> Steps:
        """Read these files and folders into the library; one `DocumentReport` for each file, at least, and
        another before for each that is not known to be read.

        Raises:
            UnknownCollection: it is gone; what was not read yet stays away.
            FolderUnreachable, FolderTooLarge: nothing was read.
        """
        self._check_collection()
        self._given = frozenset(paths)
        files = yield from self._find(paths)
        yield from self.read_files(files)

    def read_files(self, files: Sequence[Path]) -> Steps:
        """Read these files, as `read` does."""
        self._keeper.documents_arriving += 1
        try:
            yield from self._announce(files)
            nudged = time.monotonic()
            for done, file in enumerate(files):
                yield Progress("reading_documents", done, len(files))
                yield from self._read_file(file)
                if time.monotonic() - nudged > NUDGE_SECONDS:
                    self._keeper.nudge(self._loader.space())
                    nudged = time.monotonic()
            yield Progress("reading_documents", len(files), len(files))
        finally:
            self._keeper.documents_arriving -= 1
        yield from self._keeper.finish(self._loader.space())

    def _find(self, paths: Sequence[str]) -> Generator[Step, None, list[Path]]:
        """All files that are meant: those named, and in folders all but hidden and temporary ones."""
        files: list[Path] = []

        def take(walked: Walked) -> Step:
            files.extend(Path(os.fsdecode(found.path)) for found in walked.files)
            return Progress("finding_files", len(files))

        if paths:
            yield from self._scanner.walk(paths, take)
        return files

    def _announce(self, files: Sequence[Path]) -> Generator[Step, None, None]:
        """Bring back what was set aside, and say of each file that is not known to be read that it waits."""
        told = time.monotonic()
        for path in map(as_text, files):
            known = self._archive.document_at(path)
            if known is not None:
                self._known.add(path)
                if known.set_aside:
                    self._archive.restore([known.id])
            if known is None or known.set_aside or known.state == "failed":
                yield DocumentReport(known.id if known else "", path, "waiting")
                told = time.monotonic()
            elif time.monotonic() - told > STEP_SECONDS:
                yield None
                told = time.monotonic()

    def _check_collection(self) -> None:
        """Raises UnknownCollection: it was erased, and with it whatever was to come into it."""
        if self._collection not in self._archive.collections():
            raise UnknownCollection(self._collection)

    def _is_removed(self, path: str) -> bool:
        """Whether the document was set aside or erased after its file was given."""
        now = self._archive.document_at(path)
        return now.set_aside if now else path in self._known

    def _read_file(self, path: Path) -> Generator[Step, None, None]:
        if (name := as_text(path)) != str(path):  # a name that is no Unicode cannot be kept
            yield DocumentReport("", name, "failed", error=fault_of(Unreadable(name, "EILSEQ")))
            return
        try:
            hashed = yield from self._scanner.hash(path)
        except ScanHangs:
            yield from self._unreadable(Unreadable(str(path), "ETIMEDOUT"), NO_STAMP)
            return
        stamp = FileStamp(hashed.size, hashed.modified)
        if isinstance(hashed, NotHashed):
            if hashed.reason:
                yield from self._unreadable(Unreadable(str(path), hashed.reason), stamp)
            else:
                yield from self._failed(str(path), "", hashed.fault, stamp)
            return
        content_hash = hashed.hash
        if self._is_removed(str(path)):
            return
        known = self._archive.document_at(str(path))
        if known and known.state == "ready" and known.content_hash == content_hash:
            if known.stamp != stamp:
                self._archive.stamp(known.id, stamp)
            yield from self._complete(known)
            return
        if known and known.content_hash == content_hash and self._is_quarantined(known):
            yield report_of(known, known=True)
            return
        twin, is_moved = yield from self._twin(content_hash)
        if twin and is_moved:
            moved = self._archive.move(twin.id, str(path))
            self._archive.stamp(moved.id, stamp)
            yield from self._complete(self._archive.document(moved.id))
            return
        yield DocumentReport(known.id if known else "", str(path), "reading")
        yield from self._store(path, content_hash, stamp, twin)

    def _is_quarantined(self, document: Document) -> bool:
        """Whether this file, which is unchanged, is left alone."""
        reason = document.error.kind if document.error else ""
        return document.path not in self._given and (document.ignored or reason in QUARANTINED)

    def _complete(self, document: Document) -> Generator[Step, None, None]:
        """Known content needs nothing but, after a change of model, its vectors."""
        if self._archive.has_vectors(document.id, self._loader.space()):
            yield report_of(document, known=True)
            return
        content = self._archive.content(document.id)
        space, vectors, cut = yield from self._embedding.embed(content)
        now = self._archive.document_at(document.path)
        if now is None or (now.id, now.content_hash) != (document.id, document.content_hash):
            return  # it was erased or changed by another job meanwhile
        self._archive.add_vectors(document.id, space, vectors)
        if not now.set_aside:
            yield report_of(document, cut=cut)

    def _store(
        self, path: Path, content_hash: str, stamp: FileStamp, twin: Document | None
    ) -> Generator[Step, None, None]:
        self._loader.embedder()  # loads while the first file is parsed
        try:
            content = self._archive.content(twin.id) if twin else (yield from self._parsing.read(str(path)))
        except DocumentError as error:
            yield from self._failed(str(path), content_hash, fault_of(error), stamp)
            return
        if isinstance(content, Fault):
            yield from self._failed(str(path), content_hash, content, stamp)
            return
        space, vectors, cut = yield from self._embedding.embed(content)
        if not self._is_removed(str(path)):
            self._check_collection()
            stored = self._archive.put(
                str(path), content_hash, content, space, vectors, self._collection, stamp
            )
            yield report_of(stored, cut=cut)

    def _twin(self, content_hash: str) -> Generator[Step, None, tuple[Document | None, bool]]:
        """A document with the same content, and whether its file is gone: then this is where it went."""
        twins = {twin.path: twin for twin in self._archive.ready_with_hash(content_hash)}
        if not twins:
            return None, False
        try:
            gone = yield from self._scanner.gone("", tuple(twins))
        except FolderUnreachable:
            gone = []  # where they are hangs: they may be there
        return (twins[gone[0]], True) if gone else (next(iter(twins.values())), False)

    def _failed(
        self, path: str, content_hash: str, fault: Fault, stamp: FileStamp = NO_STAMP
    ) -> Iterator[DocumentReport]:
        if not self._is_removed(path):
            self._check_collection()
            failed = self._archive.put_failed(path, content_hash, fault, self._collection, stamp)
            yield report_of(failed)

    def _unreadable(self, error: Unreadable, stamp: FileStamp) -> Generator[Step, None, None]:
        """A file that cannot be reached now says nothing about what was read of it before, which is embedded
        anew after a change of model; and one that is not there at all is no document."""
        if self._is_removed(error.path):
            return
        known = self._archive.document_at(error.path)
        if known and known.state == "ready" and not self._archive.has_vectors(known.id, self._loader.space()):
            yield from self._complete(known)
            return
        if error.reason == "ENOENT" or self._archive.document_at(error.path):
            yield DocumentReport("", error.path, "failed", error=fault_of(error))
        else:
            yield from self._failed(error.path, "", fault_of(error), stamp)


def report_of(document: Document, known: bool = False, cut: int = 0) -> DocumentReport:
    """The document as an event."""
    return DocumentReport(
        document.id,
        document.path,
        document.state,
        document.pages,
        document.passages,
        document.error,
        known,
        cut,
        document.collection,
        document.title,
        document.language,
        _day_and_time(document.modified),
        document.ignored,
    )


def _day_and_time(nanoseconds: int) -> str:
    """UTC, ISO 8601; nothing for a time that is not known."""
    try:
        return (
            datetime.fromtimestamp(nanoseconds / 1e9, UTC).isoformat(timespec="seconds")
            if nanoseconds
            else ""
        )
    except (ValueError, OverflowError, OSError):
        return ""  # a file may claim any time, also one that no calendar has


def as_text(path: Path) -> str:
    """The path as Unicode; what is none in it is replaced."""
    return os.fsencode(path).decode("utf-8", "replace")
