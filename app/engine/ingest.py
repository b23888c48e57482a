"""Files into the library: found, hashed, parsed in the parser process, embedded, archived, indexed.

A document is one transaction: after a kill at any moment the next run finds whole documents only, and
goes on with those that are missing.

Giving a file again brings back a document that was set aside; one that is set aside or erased after it was
given stays away, however far reading is.
"""

import errno
import hashlib
import os
import time
from collections.abc import Generator, Iterator, Sequence
from pathlib import Path

import numpy as np

from app.engine.child import Child, ChildDied, ChildTimedOut
from app.engine.index_keeper import IndexKeeper
from app.engine.model_loader import ModelLoader, searched_space
from app.engine.parser import NotParsed, ParseRequest
from app.engine.scheduler import Step, Steps, Wait
from app.errors import fault_of
from app.messages import DocumentReport, Progress
from models.embedder import Embedder, Vectors
from store.archive import Archive, Document
from store.errors import DocumentError, ParserCrashed, ParsingTimedOut, UnknownKind, Unreadable
from store.parsing import DEFAULT_LIMITS, is_supported
from store.passages import search_text
from store.readers.content import too_large
from store.schema import Fault, ParsedDocument

STEP_SECONDS = 0.15
"""How long one batch of passages may take to embed."""

NUDGE_SECONDS = 10.0
"""How often the index catches up while documents arrive."""

_HASHED_AT_ONCE = 4 << 20
_MOST_TEXTS = 16  # larger batches are slower: they are padded to their longest text


class Ingest:
    """Reads files and folders. `read` makes the steps of one job; each job has an `Ingest` of its own."""

    def __init__(
        self, archive: Archive, parser: Child, seconds: int, loader: ModelLoader, keeper: IndexKeeper
    ) -> None:
        """`seconds` is the most that reading one file may take."""
        self._archive = archive
        self._parser = parser
        self._seconds = seconds
        self._loader = loader
        self._keeper = keeper
        self._batch = 1  # a large model's batch of four takes seconds
        self._known: set[str] = set()  # the paths of which the library had a document when they were given

    def read(self, paths: Sequence[str]) -> Steps:
        """Read these files and folders into the library; one `DocumentReport` for each file, at least, and
        another before for each that is not known to be read."""
        self._keeper.documents_arriving += 1
        try:
            files = yield from _find(paths)
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

    def _is_removed(self, path: str) -> bool:
        """Whether the document was set aside or erased after its file was given."""
        now = self._archive.document_at(path)
        return now.set_aside if now else path in self._known

    def _read_file(self, path: Path) -> Generator[Step, None, None]:
        if (name := as_text(path)) != str(path):  # a name that is no Unicode cannot be kept
            yield DocumentReport("", name, "failed", error=fault_of(Unreadable(name, "EILSEQ")))
            return
        try:
            content_hash = yield from _hash(path)
        except OSError as error:
            yield from self._unreadable(Unreadable(str(path), _error_name(error)))
            return
        except DocumentError as error:
            yield from self._failed(str(path), "", fault_of(error))
            return
        if self._is_removed(str(path)):
            return
        known = self._archive.document_at(str(path))
        if known and known.state == "ready" and known.content_hash == content_hash:
            yield from self._complete(known)
            return
        twin = self._twin(content_hash)
        if twin and not Path(twin.path).exists():
            yield from self._complete(self._archive.move(twin.id, str(path)))
            return
        yield DocumentReport(known.id if known else "", str(path), "reading")
        yield from self._store(path, content_hash, twin)

    def _complete(self, document: Document) -> Generator[Step, None, None]:
        """Known content needs nothing but, after a change of model, its vectors."""
        if self._archive.has_vectors(document.id, self._loader.space()):
            yield report_of(document, known=True)
            return
        content = self._archive.content(document.id)
        space, vectors, cut = yield from self._embed(content)
        now = self._archive.document_at(document.path)
        if now is None or (now.id, now.content_hash) != (document.id, document.content_hash):
            return  # it was erased or changed by another job meanwhile
        self._archive.add_vectors(document.id, space, vectors)
        if not now.set_aside:
            yield report_of(document, cut=cut)

    def _store(self, path: Path, content_hash: str, twin: Document | None) -> Generator[Step, None, None]:
        self._loader.embedder()  # loads while the first file is parsed
        try:
            content = self._archive.content(twin.id) if twin else (yield from self._parse(str(path)))
        except DocumentError as error:
            yield from self._failed(str(path), content_hash, fault_of(error))
            return
        if isinstance(content, Fault):
            yield from self._failed(str(path), content_hash, content)
            return
        space, vectors, cut = yield from self._embed(content)
        if not self._is_removed(str(path)):
            yield report_of(self._archive.put(str(path), content_hash, content, space, vectors), cut=cut)

    def _parse(self, path: str) -> Generator[Step, None, ParsedDocument | Fault]:
        """Raises ParsingTimedOut, ParserCrashed; what the parser says of the file is returned."""
        while True:
            try:
                reply = yield from self._parser.request(
                    ParseRequest(path), seconds=self._seconds, kill_on_stop=True
                )
            except ChildTimedOut as error:
                raise ParsingTimedOut(path, self._seconds) from error
            except ChildDied as error:
                if error.served == 0:
                    raise ParserCrashed(path) from error
                continue  # it may have died of what earlier files left behind: once more in a fresh one
            return reply.fault if isinstance(reply, NotParsed) else reply.document

    def _embed(self, content: ParsedDocument) -> Generator[Step, None, tuple[str, Vectors, int]]:
        """The space, the vectors (passages, dimension), and how many passages the model's window cut.

        The space is that of the model that made them: the person may choose another at any moment.
        """
        loading = self._loader.embedder()
        while not loading.done():
            yield Progress("loading_model")
            yield Wait(loading)
        embedder = loading.result()
        texts = [search_text(content.title, passage) for passage in content.passages]
        vectors, cut = np.empty((len(texts), embedder.dimension), np.float32), 0
        done = 0
        while done < len(texts):
            batch = texts[done : done + self._batch]
            vectors[done : done + len(batch)], batch_cut = self._timed_batch(embedder, batch)
            done, cut = done + len(batch), cut + batch_cut
            yield None
        return searched_space(embedder.space), vectors, cut

    def _timed_batch(self, embedder: Embedder, texts: list[str]) -> tuple[Vectors, int]:
        began = time.perf_counter()
        embedded = embedder.embed_passages(texts)
        if len(texts) == self._batch:
            wished = int(self._batch * STEP_SECONDS / (time.perf_counter() - began))
            self._batch = max(1, min(wished, 2 * self._batch, _MOST_TEXTS))
        return embedded.vectors, embedded.cut

    def _twin(self, content_hash: str) -> Document | None:
        """A document with the same content; best one whose file is gone: then this is where it went."""
        twins = self._archive.ready_with_hash(content_hash)
        gone = [twin for twin in twins if not Path(twin.path).exists()]
        return next(iter(gone or twins), None)

    def _failed(self, path: str, content_hash: str, fault: Fault) -> Iterator[DocumentReport]:
        if not self._is_removed(path):
            yield report_of(self._archive.put_failed(path, content_hash, fault))

    def _unreadable(self, error: Unreadable) -> Iterator[DocumentReport]:
        """A file that cannot be reached now says nothing about what was read of it before; and one that
        is not there at all is no document."""
        if self._is_removed(error.path):
            return
        if error.reason == "ENOENT" or self._archive.document_at(error.path):
            yield DocumentReport("", error.path, "failed", error=fault_of(error))
        else:
            yield from self._failed(error.path, "", fault_of(error))


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
    )


def as_text(path: Path) -> str:
    """The path as Unicode; what is none in it is replaced."""
    return os.fsencode(path).decode("utf-8", "replace")


def _find(paths: Sequence[str]) -> Generator[Step, None, list[Path]]:
    """All files that are meant, found in steps."""
    files: list[Path] = []
    told = time.monotonic()
    for file in find_files(paths):
        if file is not None:
            files.append(file)
        if time.monotonic() - told > STEP_SECONDS:
            yield Progress("finding_files", len(files))
            told = time.monotonic()
    return files


def find_files(paths: Sequence[str]) -> Iterator[Path | None]:
    """The files that are meant: those named, and in folders all but hidden and temporary ones. None
    after every folder, so that a tree of empty folders can be walked in steps.

    Links inside folders are not followed: they may lead out, or in circles.
    """
    for path in map(Path, paths):
        if not path.is_dir():
            yield path
            continue
        for folder, folders, names in os.walk(path):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(names):
                file = Path(folder, name)
                if not name.startswith((".", "~$")) and not file.is_symlink():
                    yield file
            yield None


def _hash(path: Path) -> Generator[Step, None, str]:
    """BLAKE2b of the content, read in steps.

    Raises:
        OSError, UnknownKind, TooLarge
    """
    if not path.is_file():
        path.stat()  # says why it is none, unless it is a device or the like
        raise OSError(errno.EISDIR, "not a file")
    if not is_supported(path):
        raise UnknownKind(str(path), path.suffix)
    hasher = hashlib.blake2b(digest_size=32)
    with path.open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        if size > DEFAULT_LIMITS.file_bytes:
            raise too_large(str(path), size, DEFAULT_LIMITS.file_bytes)
        while block := file.read(_HASHED_AT_ONCE):
            hasher.update(block)
            yield None
    return hasher.hexdigest()


def _error_name(error: OSError) -> str:
    return errno.errorcode.get(error.errno or 0, "EIO")
