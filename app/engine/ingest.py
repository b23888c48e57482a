"""Files into the library: found, hashed, parsed in the parser process, embedded, archived, indexed.

Three stages go on side by side: the scanner hashes some files ahead, the parser reads the next ones, and here
the passages of those that were read are embedded together, as many documents as `READ_AHEAD_PASSAGES` allows:
memory does not grow with the number of files.

A document is one transaction: after a kill at any moment the next run finds whole documents only, and
goes on with those that are missing.

Giving a file again brings back a document that was set aside; one that is set aside or erased after it was
given stays away, however far reading is.

A file that broke the parser, or took it too long, is kept as failed and not tried again by itself: only when
it has changed, or is given by its own name.
"""

import os
import time
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from app.engine.child import Child
from app.engine.embedding import STEP_SECONDS, Embedding, PassageEmbedding
from app.engine.folder_scan import Hashed, NotHashed, Walked
from app.engine.index_keeper import IndexKeeper
from app.engine.model_loader import ModelLoader
from app.engine.parsing import Parsing
from app.engine.scanner import ScanHangs, Scanner
from app.engine.scheduler import Step, Steps, Wait
from app.engine.stages import BLOCKED, Stage, StageSteps, at_most
from app.errors import FolderUnreachable, fault_of
from app.messages import DocumentReport, Progress
from store.archive import Archive, Document
from store.errors import DocumentError, UnknownCollection, Unreadable
from store.schema import FIRST_COLLECTION, NO_STAMP, Fault, FileStamp, ParsedDocument

NUDGE_SECONDS = 10.0
"""How often the index catches up while documents arrive."""

HASHED_AHEAD = 16
"""Files that are hashed before they are read."""

READ_AHEAD_PASSAGES = 256
"""How many passages may wait to be embedded before no further file is read."""

FEW_PASSAGES, PATIENCE_SECONDS = 64, 0.05
"""When fewer than these wait, the parser is waited for a moment: fuller batches are faster."""

LOADING_SECONDS = 0.5
"""How long a file is waited for before it is looked whether the model is there."""

QUARANTINED = frozenset({"ParserCrashed", "ParsingTimedOut", "NothingRecognised", "TooManyScans"})
"""Why a file failed that is not tried again by itself: it would only take its time again."""


@dataclass(frozen=True, eq=False)
class _Pending:
    """A document that is being embedded; `keep` puts it into the archive and says what is to be told."""

    path: str
    content_hash: str
    keep: Callable[[Embedding], DocumentReport | None]


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
        self._hashed: deque[tuple[Path, Hashed | NotHashed | None]] = deque()  # None: it hangs
        self._pending: dict[Embedding, _Pending] = {}
        self._pooled = self._done = 0  # files

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
        hashing, reading = Stage(self._hash(files)), Stage(self._read(len(files)))
        try:
            yield from self._announce(files)
            yield Progress("reading_documents", 0, len(files))
            yield from self._go_on(hashing, reading, len(files))
        finally:
            reading.close()
            hashing.close()
            self._keeper.documents_arriving -= 1
        yield from self._keeper.finish(self._loader.space())

    def _go_on(self, hashing: Stage, reading: Stage, files: int) -> Steps:
        """The stages, and embedding, until there is nothing left to do."""
        nudged, told = time.monotonic(), 0
        while not (reading.is_over and self._embedding.is_empty):
            yield from hashing.advance()
            yield from reading.advance()
            wait = reading.waiting or hashing.waiting
            if self._embedding.is_empty:
                yield wait
            elif not (loading := self._embedding.loading()).done():
                yield Progress("loading_model")
                yield at_most(wait, LOADING_SECONDS) if wait else Wait(loading)
            else:
                if wait and self._embedding.waiting < FEW_PASSAGES:
                    yield at_most(wait, PATIENCE_SECONDS)
                    yield from reading.advance()
                yield from self._embed()
            if self._done > told:
                told = self._done
                yield Progress("reading_documents", told, files)
            if time.monotonic() - nudged > NUDGE_SECONDS:
                self._keeper.nudge(self._loader.space())
                nudged = time.monotonic()

    def _embed(self) -> Steps:
        """One batch; documents of which it was the last go into the archive."""
        for document in self._embedding.step():
            pending = self._pending.pop(document)
            report = pending.keep(document)
            self._done += 1
            yield report
        yield None

    def _hash(self, files: Sequence[Path]) -> StageSteps:
        """The first stage."""
        for path in files:
            while len(self._hashed) >= HASHED_AHEAD:
                yield BLOCKED
            try:
                hashed = yield from self._scanner.hash(path)
            except ScanHangs:
                hashed = None
            self._hashed.append((path, hashed))

    def _read(self, files: int) -> StageSteps:
        """The second stage."""
        for _ in range(files):
            while not self._hashed or self._embedding.waiting >= READ_AHEAD_PASSAGES:
                yield BLOCKED
            path, hashed = self._hashed.popleft()
            while self._is_pending(path, hashed):  # what becomes of it is known when that is in the archive
                yield BLOCKED
            pooled = self._pooled
            yield from self._read_file(path, hashed)
            self._done += pooled == self._pooled  # one that is to be embedded is not done yet

    def _is_pending(self, path: Path, hashed: Hashed | NotHashed | None) -> bool:
        """Whether this file, or one with the same content, is being embedded."""
        content_hash = hashed.hash if isinstance(hashed, Hashed) else ""
        return any(
            pending.path == str(path) or (content_hash and pending.content_hash == content_hash)
            for pending in self._pending.values()
        )

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

    def _read_file(self, path: Path, hashed: Hashed | NotHashed | None) -> Generator[Step, None, None]:
        if (name := as_text(path)) != str(path):  # a name that is no Unicode cannot be kept
            yield DocumentReport("", name, "failed", error=fault_of(Unreadable(name, "EILSEQ")))
            return
        if hashed is None:
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

        def keep(made: Embedding) -> DocumentReport | None:
            now = self._archive.document_at(document.path)
            if now is None or (now.id, now.content_hash) != (document.id, document.content_hash):
                return None  # it was erased or changed by another job meanwhile
            self._archive.add_vectors(document.id, made.space, made.vectors)
            return None if now.set_aside else report_of(document, cut=made.cut)

        self._pool(_Pending(document.path, document.content_hash, keep), self._archive.content(document.id))

    def _store(
        self, path: Path, content_hash: str, stamp: FileStamp, twin: Document | None
    ) -> Generator[Step, None, None]:
        self._embedding.loading()  # while the first file is parsed
        try:
            content = self._archive.content(twin.id) if twin else (yield from self._parsing.read(str(path)))
        except DocumentError as error:
            yield from self._failed(str(path), content_hash, fault_of(error), stamp)
            return
        if isinstance(content, Fault):
            yield from self._failed(str(path), content_hash, content, stamp)
            return

        def keep(made: Embedding) -> DocumentReport | None:
            if self._is_removed(str(path)):
                return None
            self._check_collection()
            stored = self._archive.put(
                str(path), content_hash, made.content, made.space, made.vectors, self._collection, stamp
            )
            return report_of(stored, cut=made.cut)

        self._pool(_Pending(str(path), content_hash, keep), content)

    def _pool(self, pending: _Pending, content: ParsedDocument) -> None:
        """Have it embedded."""
        self._pooled += 1
        self._pending[self._embedding.add(content)] = pending

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
        document.pinned,
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
