"""From the options of the command line to the scope that is asked: names and paths become ids."""

from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from app.messages import CollectionListed, DocumentReport, Event, Job, ListCollections, ListDocuments
from store.errors import UnknownCollection, UnknownDocument
from store.schema import FIRST_COLLECTION, Scope


def scope_of(options: Namespace, run: Callable[[Job], Iterator[Event]], first_name: str) -> Scope:
    """The scope in these options. `run` runs a job of the engine, `first_name` is what the first collection
    is called.

    Raises:
        UnknownCollection, UnknownDocument
    """
    return Scope(
        collections=collection_ids(options.collection, run, first_name) if options.collection else (),
        documents=_documents(options.document, run) if options.document else (),
        folder=str(Path(options.folder).absolute()) if options.folder else "",
        kinds=tuple(f".{kind.lower().removeprefix('.')}" for kind in options.kind),
        changed_from=options.changed_from or "",
        changed_to=options.changed_to or "",
    )


def collection_ids(
    wanted: Sequence[str], run: Callable[[Job], Iterator[Event]], first_name: str
) -> tuple[str, ...]:
    """By name, whatever its letters' case, or by id."""
    there = [event for event in run(ListCollections()) if isinstance(event, CollectionListed)]
    names = {each.name.casefold(): each.id for each in there}
    names |= {first_name.casefold(): FIRST_COLLECTION} | {each.id: each.id for each in there}
    return tuple(_known(name, names.get(name.casefold()), UnknownCollection) for name in wanted)


def _documents(wanted: Iterable[str], run: Callable[[Job], Iterator[Event]]) -> tuple[str, ...]:
    """By id, or by the path of its file."""
    there = [event for event in run(ListDocuments()) if isinstance(event, DocumentReport)]
    names = {each.path: each.id for each in there} | {each.id: each.id for each in there}
    return tuple(
        _known(name, names.get(name) or names.get(str(Path(name).absolute())), UnknownDocument)
        for name in wanted
    )


def _known(name: str, identity: str | None, error: type[UnknownCollection] | type[UnknownDocument]) -> str:
    if identity is None:
        raise error(name)
    return identity
