"""The commands of folders that are kept in step: which there are, what is otherwise in them, bringing them up
to date."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from app.collection_commands import Runs, collection_of
from app.console import Console
from app.messages import (
    AddFolder,
    ApplyChanges,
    CompareFolders,
    DocumentReport,
    Event,
    FolderChange,
    FolderListed,
    ListFolders,
    Remove,
    RemoveFolder,
)

_COUNTS = ("files", "new", "changed", "moved", "deleted")
_LACKING = ("missing", "too_large")


def tell(options: Any, session: Runs, console: Console) -> int:
    """List the folders that are kept in step."""
    found = [event for event in session.run(ListFolders()) if isinstance(event, FolderListed)]
    for event in found:
        _show(event, options, console)
    if not found and not options.json:
        console.note(console.sentences.say("folders.none"))
    return 0


def add(options: Any, session: Runs, console: Console) -> int:
    """Keep a folder in step."""
    collection = collection_of(options.collection, session, console)
    job = AddFolder(str(Path(options.path).absolute()), collection, options.applies)
    return _follow(session.run(job), options, console)


def compare(options: Any, session: Runs, console: Console) -> int:
    """Show what is otherwise in folders than in the library."""
    ids = tuple(_id_of(wanted, session) for wanted in options.folders)
    return _follow(session.run(CompareFolders(ids)), options, console)


def apply(options: Any, session: Runs, console: Console) -> int:
    """Make the changes that are found in a folder."""
    paths = tuple(str(Path(path).absolute()) for path in options.paths)
    return _follow(session.run(ApplyChanges(_id_of(options.folder, session), paths)), options, console)


def remove(options: Any, session: Runs, console: Console) -> int:
    """Keep a folder in step no more."""
    events = session.run(RemoveFolder(_id_of(options.folder, session), options.documents))
    ids = tuple(event.id for event in events if isinstance(event, DocumentReport))
    if ids:
        for _ in session.run(Remove(ids, set_aside_only=True)):
            pass
    console.result(console.sentences.say("folders.removed", count=len(ids)))
    return 0


def _id_of(wanted: str, session: Runs) -> str:
    """The id of a folder that is named by its path or its id; what is neither is for the engine to refuse."""
    path = str(Path(wanted).absolute().resolve())
    folders = (event for event in session.run(ListFolders()) if isinstance(event, FolderListed))
    return next((folder.id for folder in folders if folder.path == path), wanted)


def _follow(events: Iterable[Event], options: Any, console: Console) -> int:
    """Show changes, name what could not be read, then show each folder as it stands at the end."""
    folders: dict[str, FolderListed] = {}
    failed = False
    for event in events:
        match event:
            case FolderListed():
                folders[event.id] = event
            case FolderChange():
                _show_change(event, options, console)
            case DocumentReport(state="failed", error=error) if error is not None:
                failed = True
                console.note(console.sentences.error(error))
    for folder in folders.values():
        _show(folder, options, console)
    return int(failed or any(folder.state in _LACKING for folder in folders.values()))


def _show_change(change: FolderChange, options: Any, console: Console) -> None:
    if options.json:
        console.data({"folder": change.folder, **_data(change, ("kind", "path", "before"))})
    elif change.kind == "moved":
        console.result(console.sentences.say("folders.moved", path=change.path, before=change.before))
    else:
        console.result(f"{console.sentences.say(f'folders.{change.kind}')}: {change.path}")


def _show(folder: FolderListed, options: Any, console: Console) -> None:
    if options.json:
        console.data(_data(folder, ("id", "path", "collection", "applies", "state", *_COUNTS, "asks")))
        return
    say = console.sentences.say
    state = say(f"folders.state_{folder.state}", **_data(folder, _COUNTS))
    manner = say("folders.by_itself" if folder.applies else "folders.asks_first")
    console.result(f"{folder.id}  {folder.path}  ({state}; {manner})")


def _data(event: msgspec.Struct, names: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(event, name) for name in names}
