"""The jobs of collections: told, made, renamed, removed, and documents moved between them.

What a collection is in the archive is `store.collections`; to and from files is `app.engine.transfer`.
"""

from app.engine.index_keeper import IndexKeeper
from app.engine.ingest import report_of
from app.engine.model_loader import ModelLoader
from app.engine.pages import Pages
from app.engine.scheduler import Steps
from app.messages import CollectionListed, Progress
from models.errors import ModelError
from store.archive import Archive
from store.collections import Collection, Collections
from store.history import History


class CollectionKeeping:
    """Each method makes the steps of one job."""

    def __init__(
        self, archive: Archive, history: History, loader: ModelLoader, keeper: IndexKeeper, pages: Pages
    ) -> None:
        self._archive = archive
        self._history = history
        self._collections = Collections(archive)
        self._loader = loader
        self._keeper = keeper
        self._pages = pages

    def tell(self) -> Steps:
        """Every collection."""
        yield from map(listed, self._collections.all())

    def add(self, name: str) -> Steps:
        """A new one.

        Raises:
            CollectionNameInvalid, CollectionNameTaken
        """
        yield listed(self._collections.add(name))

    def rename(self, identity: str, name: str) -> Steps:
        """Another name for one.

        Raises:
            UnknownCollection, FirstCollectionFixed, CollectionNameInvalid, CollectionNameTaken
        """
        yield listed(self._collections.rename(identity, name))

    def remove(self, identity: str, quotes: bool) -> Steps:
        """One with all its documents, gone from disk; with `quotes` also from earlier answers.

        Raises:
            UnknownCollection: nothing was erased.
            DiskFull: what is not cleared from the disk now is at the next start.
        """
        documents = self._collections.documents(identity)
        yield Progress("erasing", 0, len(documents))
        self._pages.forget(documents)
        if quotes:
            self._archive.set_aside(documents)  # after a kill the next start erases them
            self._history.forget(documents)
        self._collections.remove(identity)
        yield from self._keeper.erase(_space(self._loader))

    def move(self, ids: tuple[str, ...], identity: str) -> Steps:
        """Documents into another; those that are set aside are told of when they are restored.

        Raises:
            UnknownCollection, UnknownDocument: nothing was moved.
        """
        moved = self._collections.move(ids, identity)
        aside = set(self._archive.set_aside_ids())
        for document in moved:
            if document not in aside:
                yield report_of(self._archive.document(document))


def listed(collection: Collection) -> CollectionListed:
    """The collection as an event."""
    return CollectionListed(collection.id, collection.name, collection.documents, collection.passages)


def _space(loader: ModelLoader) -> str | None:
    try:
        return loader.space()
    except ModelError:
        return None  # no model is needed to erase
