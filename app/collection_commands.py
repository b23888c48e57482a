"""The commands of collections: what there is, changes of it, and to and from files."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

from app.console import Console
from app.messages import (
    AddCollection,
    CollectionExported,
    CollectionListed,
    DocumentReport,
    Event,
    ExportCollection,
    ImportCollection,
    Job,
    ListCollections,
    MoveDocuments,
    RemoveCollection,
    RenameCollection,
)
from app.scope_options import collection_ids
from store.errors import CollectionNameTaken
from store.schema import FIRST_COLLECTION


class Runs(Protocol):
    """What runs a job; raises when it fails or is stopped."""

    def run(self, job: Job) -> Iterator[Event]: ...


def collection_of(name: str | None, session: Runs, console: Console) -> str:
    """The id of the collection of this name or id; the first one for None.

    Raises:
        UnknownCollection
    """
    if name is None:
        return FIRST_COLLECTION
    (identity,) = collection_ids([name], session.run, console.sentences.say("collections.first"))
    return identity


def tell(options: Any, session: Runs, console: Console) -> int:
    """List collections."""
    for event in session.run(ListCollections()):
        if not isinstance(event, CollectionListed):
            continue
        if options.json:
            console.data(_data(event, console))
        else:
            _show(event, console)
    return 0


def add(options: Any, session: Runs, console: Console) -> int:
    """Make a collection."""
    _check_free(options.name, console)
    return _show_each(session.run(AddCollection(options.name)), console)


def rename(options: Any, session: Runs, console: Console) -> int:
    """Give one another name."""
    _check_free(options.new, console)
    identity = collection_of(options.name, session, console)
    return _show_each(session.run(RenameCollection(identity, options.new)), console)


def remove(options: Any, session: Runs, console: Console) -> int:
    """Erase one with its documents."""
    identity = collection_of(options.name, session, console)
    (gone,) = [event for event in _listed(session) if event.id == identity]
    for _ in session.run(RemoveCollection(identity, options.quotes)):
        pass
    console.result(console.sentences.say("documents.removed", count=gone.documents))
    return 0


def move(options: Any, session: Runs, console: Console) -> int:
    """Move documents to one."""
    identity = collection_of(options.name, session, console)
    moved = [
        event
        for event in session.run(MoveDocuments(tuple(options.ids), identity))
        if isinstance(event, DocumentReport)
    ]
    console.result(console.sentences.say("collections.moved", count=len(moved)))
    return 0


def export(options: Any, session: Runs, console: Console) -> int:
    """Write one to a file."""
    identity = collection_of(options.name, session, console)
    path = str(Path(options.file).absolute())
    for event in session.run(ExportCollection(identity, path, options.force)):
        if isinstance(event, CollectionExported):
            size = event.size / 1_000_000
            counts = {"documents": event.documents, "passages": event.passages}
            console.result(
                console.sentences.say("collections.exported", path=event.path, size=size, **counts)
            )
    return 0


def take_in(options: Any, session: Runs, console: Console) -> int:
    """Make one from a file."""
    known = 0
    for event in session.run(ImportCollection(str(Path(options.file).absolute()), options.name)):
        if isinstance(event, CollectionListed):
            _show(event, console)
        elif isinstance(event, DocumentReport):
            known += event.known
    if known:
        console.note(console.sentences.say("collections.known", count=known))
    return 0


def _listed(session: Runs) -> list[CollectionListed]:
    return [event for event in session.run(ListCollections()) if isinstance(event, CollectionListed)]


def _check_free(name: str, console: Console) -> None:
    """The first collection has its name from the interface only.

    Raises:
        CollectionNameTaken
    """
    first = console.sentences.say("collections.first")
    if name.strip().casefold() == first.casefold():
        raise CollectionNameTaken(first)


def _show_each(events: Iterator[Event], console: Console) -> int:
    for event in events:
        if isinstance(event, CollectionListed):
            _show(event, console)
    return 0


def _show(collection: CollectionListed, console: Console) -> None:
    counts = {"documents": collection.documents, "passages": collection.passages}
    said = console.sentences.say("collections.listed", name=_name(collection, console), **counts)
    console.result(f"{collection.id}  {said}")


def _data(collection: CollectionListed, console: Console) -> dict[str, object]:
    return {
        "id": collection.id,
        "name": _name(collection, console),
        "documents": collection.documents,
        "passages": collection.passages,
    }


def _name(collection: CollectionListed, console: Console) -> str:
    first = collection.id == FIRST_COLLECTION
    return console.sentences.say("collections.first") if first else collection.name
