"""What collections are called, for places that name them. Changing them is a place of its own."""

from PySide6.QtCore import QObject, Signal, Slot

from app.messages import CollectionListed, Done, ListCollections
from app.sentences import Sentences
from app.ui.plain_text import one_line
from app.ui.worker import EngineJob, EngineLine
from store.schema import FIRST_COLLECTION


class CollectionNames(QObject):
    """The collections as the engine told them last.

    Signals:
        changed: they were told anew.
    """

    changed = Signal()

    def __init__(self, line: EngineLine, sentences: Sentences, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._line, self._sentences = line, sentences
        self._listing: EngineJob | None = None
        self._arriving: list[CollectionListed] = []
        self.all: tuple[CollectionListed, ...] = ()
        self.told = False

    @property
    def documents(self) -> int:
        """How many documents they hold together."""
        return sum(collection.documents for collection in self.all)

    @Slot()
    def load(self) -> None:
        """Ask what there is now."""
        if self._listing is None:
            self._arriving = []
            self._listing = self._line.submit(ListCollections())
            self._listing.happened.connect(self._take)
            self._listing.closed.connect(self._close)

    def name(self, identity: str) -> str | None:
        """The name as one line; None when there is no such collection."""
        for collection in self.all:
            if collection.id == identity:
                return self.name_of(collection)
        return None

    def name_of(self, collection: CollectionListed) -> str:
        """The name of a collection; the first one is named here."""
        if collection.id == FIRST_COLLECTION:
            return self._sentences.say("collections.first")
        return one_line(collection.name)

    @Slot(object)
    def _take(self, event: object) -> None:
        if isinstance(event, CollectionListed):
            self._arriving.append(event)

    @Slot(object)
    def _close(self, closing: object) -> None:
        self._listing = None
        if isinstance(closing, Done):
            self.all, self.told = tuple(self._arriving), True
            self.changed.emit()
