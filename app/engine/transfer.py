"""Collections to files and from files: the jobs of exporting and importing."""

from collections.abc import Generator
from contextlib import closing
from importlib.metadata import version
from pathlib import Path

from app.engine.collections import listed
from app.engine.embedding import PassageEmbedding
from app.engine.index_keeper import IndexKeeper
from app.engine.ingest import report_of
from app.engine.model_loader import ModelLoader
from app.engine.scheduler import Step, Steps
from app.messages import CollectionExported, ExportCollection, ImportCollection, Progress
from models.embedder import Vectors
from models.errors import ModelError
from store.archive import Archive
from store.collections import NAME_CHARACTERS, Collections, clean_name
from store.errors import CollectionNameInvalid
from store.export import CollectionExport
from store.importing import CollectionFile, ImportedDocument, StagedCollection


class Transfer:
    """Each method makes the steps of one job."""

    def __init__(self, archive: Archive, loader: ModelLoader, keeper: IndexKeeper) -> None:
        self._archive = archive
        self._loader = loader
        self._keeper = keeper

    def export(self, job: ExportCollection) -> Steps:
        """One collection to a file; there is no file until it is whole.

        Raises:
            UnknownCollection, CollectionFileExists, CollectionFileUnwritable, ArchiveDamaged
        """
        collection = Collections(self._archive).get(job.collection)
        made = CollectionExport(self._archive, collection, self._space())
        path = Path(job.path)
        with closing(made.write(path, version("binnenshuis"), self._model(), job.replace)) as steps:
            told = -1
            for _ in steps:
                if told == made.documents:
                    yield None
                    continue
                told = made.documents
                yield Progress("exporting", told, made.total)
        yield CollectionExported(job.path, made.documents, made.passages, path.stat().st_size)

    def take_in(self, job: ImportCollection) -> Steps:
        """One collection from a file, whole or not at all.

        Raises:
            CollectionNameInvalid, CollectionFileUnreadable, CollectionFileForeign, CollectionFileDamaged,
            CollectionFileTooNew, NoModel, DiskFull: nothing was taken in.
        """
        if job.name:
            clean_name(job.name)
        yield Progress("importing")
        staged = StagedCollection(self._archive)
        with CollectionFile(Path(job.path)) as file:
            try:
                for _ in file.check():
                    yield None
                yield from self._stage(file, staged)
                made = staged.commit(job.name or _name_for(file.manifest.name, job.path))
            except BaseException:
                staged.discard()
                raise
        if made is not None:
            collection, documents = made
            yield listed(collection)
            for document in documents:
                yield report_of(document)
        for document in staged.known:
            yield report_of(document, known=True)
        if (space := self._space()) is not None:
            yield from self._keeper.finish(space)

    def _stage(self, file: CollectionFile, staged: StagedCollection) -> Steps:
        embedding = PassageEmbedding(self._loader)
        done, total = 0, file.manifest.documents
        for document in file.documents():
            if document is None:
                yield None
                continue
            yield Progress("importing", done, total)
            if not staged.is_known(document):
                space, vectors = yield from self._vectors(document, file.manifest.space, embedding)
                staged.add(document, space, vectors)
            done += 1
        yield Progress("importing", done, total)

    def _vectors(
        self, document: ImportedDocument, space: str, embedding: PassageEmbedding
    ) -> Generator[Step, None, tuple[str, Vectors]]:
        """Those of the file where they are of the model in use, else new ones."""
        if document.vectors is not None and self._space() in (space, None):
            return space, document.vectors
        made = yield from embedding.embed(document.content)
        return made.space, made.vectors

    def _space(self) -> str | None:
        try:
            return self._loader.space()
        except ModelError:
            return None  # no model is needed

    def _model(self) -> str:
        try:
            return self._loader.chosen("embedder").name
        except ModelError:
            return ""


def _name_for(name: str, path: str) -> str:
    """The name in the file; the first collection has none there, and a forged file any."""
    for wish in (name[:NAME_CHARACTERS], Path(path).stem[:NAME_CHARACTERS]):
        try:
            return clean_name(wish)
        except CollectionNameInvalid:
            continue
    return "Binnenshuis"
