"""The collections in the place of the documents: which one is shown, and what a person does with them.

What they are called is `app.ui.collection_names`; to and from files is `app.ui.documents.transfer_bar`.
"""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.messages import (
    AddCollection,
    CollectionListed,
    DocumentReport,
    Done,
    Failed,
    Job,
    MoveDocuments,
    RemoveCollection,
    RenameCollection,
)
from app.ui.collection_names import CollectionNames
from app.ui.documents.questions import EraseQuestion, NameQuestion
from app.ui.services import Services
from app.ui.worker import EngineJob
from store.schema import FIRST_COLLECTION

EVERY = ""
"""In place of an id: all collections together."""


class Collecting(QObject):
    """Asks the person, and then the engine.

    Signals:
        shown_changed: another collection is shown, or all are.
        changed: there are other collections now, or other names.
        reported: a `DocumentReport` of a document that was moved.
        removed: a collection was erased: what the library has is to be listed anew.
        failed: the `Fault` for which something was not done.
    """

    shown_changed = Signal()
    changed = Signal()
    reported = Signal(object)
    removed = Signal()
    failed = Signal(object)

    def __init__(self, services: Services, window: QWidget) -> None:
        super().__init__(window)
        self._line, self._preferences, self._window = services.line, services.preferences, window
        self.names = CollectionNames(services.line, services.sentences, self)
        self.shown = services.preferences.now.collection
        self._moving: tuple[str, ...] = ()  # documents that go to the collection that is being made
        self._doomed = EVERY
        self.names.changed.connect(self._follow)

    @property
    def many(self) -> bool:
        """Whether there is more than the first one."""
        return len(self.names.all) > 1

    @property
    def current(self) -> CollectionListed | None:
        """The one that is shown, or the only one there is."""
        wanted = self.shown if self.many else FIRST_COLLECTION
        return next((one for one in self.names.all if one.id == wanted), None)

    @property
    def target(self) -> str:
        """Where what is added goes."""
        return self.shown or FIRST_COLLECTION

    @Slot()
    def load(self) -> None:
        """Ask which there are."""
        self.names.load()

    def show(self, identity: str) -> None:
        """Show one, or `EVERY`."""
        if identity != self.shown:
            self.shown = identity
            self._preferences.change(collection=identity)
            self.shown_changed.emit()

    @Slot()
    def ask_new(self) -> None:
        """A new one, which is shown then."""
        self._ask_new(())

    def ask_new_for(self, ids: Sequence[str]) -> None:
        """A new one, to which these documents move."""
        self._ask_new(tuple(ids))

    def _ask_new(self, moving: tuple[str, ...]) -> None:
        self._moving = moving
        taken = [self.names.name_of(one) for one in self.names.all]
        question = NameQuestion(
            self.tr("New collection"), self.tr("Make"), taken, parent=self._window.window()
        )
        question.named.connect(self._add)
        question.open()

    @Slot()
    def ask_rename(self) -> None:
        """Another name for the one that is shown."""
        if (current := self.current) is not None:
            taken = [self.names.name_of(one) for one in self.names.all if one.id != current.id]
            question = NameQuestion(
                self.tr("Rename the collection"),
                self.tr("Rename"),
                taken,
                current.name,
                parent=self._window.window(),
            )
            question.named.connect(self._rename)
            question.open()

    def ask_erase(self, documents: int) -> None:
        """Erase the one that is shown, with so many documents."""
        if (current := self.current) is not None:
            self._doomed = current.id
            question = EraseQuestion(self._erase_words(current, documents), documents, self._window.window())
            question.erased.connect(self._erase)
            question.open()

    def move(self, ids: Sequence[str], identity: str) -> None:
        """Put documents into another."""
        self._submit(MoveDocuments(tuple(ids), identity))

    def _erase_words(self, collection: CollectionListed, documents: int) -> str:
        name = self.names.name_of(collection)
        if not documents:
            return self.tr("Remove the empty collection “{name}”?").format(name=name)
        if collection.id == FIRST_COLLECTION:
            words = self.tr("Erase the %n documents in “{name}” for good?", "", documents)
        else:
            words = self.tr("Erase “{name}” and its %n documents for good?", "", documents)
        return words.format(name=name)

    @Slot(str)
    def _add(self, name: str) -> None:
        self._submit(AddCollection(name))

    @Slot(str)
    def _rename(self, name: str) -> None:
        self._submit(RenameCollection(self.target, name))

    @Slot(bool)
    def _erase(self, quotes: bool) -> None:
        self._submit(RemoveCollection(self._doomed, quotes))

    def _submit(self, job: Job) -> None:
        made = self._line.submit(job)
        made.happened.connect(self._take)
        made.closed.connect(self._close)

    @Slot(object)
    def _take(self, event: object) -> None:
        sender = self.sender()
        if isinstance(event, DocumentReport):
            self.reported.emit(event)
        elif isinstance(event, CollectionListed) and isinstance(sender, EngineJob):
            moving, self._moving = self._moving, ()
            if isinstance(sender.job, AddCollection) and moving:
                self.move(moving, event.id)
            elif isinstance(sender.job, AddCollection):
                self.show(event.id)

    @Slot(object)
    def _close(self, closing: object) -> None:
        sender = self.sender()
        if isinstance(closing, Failed):
            self.failed.emit(closing.fault)
        if isinstance(sender, EngineJob) and isinstance(sender.job, RemoveCollection):
            if isinstance(closing, Done) and sender.job.id == self.shown:
                self.show(EVERY)
            self.removed.emit()
        self.names.load()

    @Slot()
    def _follow(self) -> None:
        """One that is gone is not shown any more."""
        if self.shown and self.shown not in {one.id for one in self.names.all}:
            self.show(EVERY)
        self.changed.emit()
