"""The commands of documents that are always read whole: pinned, no longer pinned, and what that costs."""

from typing import Any

from app.collection_commands import Runs
from app.console import Console
from app.messages import Coverage, DocumentReport, ListPins, Pin, PinsListed


def pin(options: Any, session: Runs, console: Console) -> int:
    """Read documents whole for every answer, or for those of a task."""
    paths = _change(Pin(tuple(options.ids), task=options.task), session)
    console.result(console.sentences.say("documents.pinned_now", count=len(paths)))
    for event in session.run(ListPins()):
        if isinstance(event, PinsListed):
            _show_cost(event, paths, console)
    return 0


def unpin(options: Any, session: Runs, console: Console) -> int:
    """No longer."""
    paths = _change(Pin(tuple(options.ids), False, options.task), session)
    console.result(console.sentences.say("documents.unpinned", count=len(paths)))
    return 0


def show_reading(coverage: Coverage, console: Console) -> None:
    """What was read whole for an answer because it always is, and what was not."""
    say = console.sentences.say
    if coverage.pinned:
        console.note(say("answer.pinned", count=coverage.pinned))
    for one in coverage.not_read_whole:
        console.note(say(f"answer.not_whole_{one.reason}", path=one.path))


def _change(job: Pin, session: Runs) -> dict[str, str]:
    """The documents that were changed: paths by id."""
    return {event.id: event.path for event in session.run(job) if isinstance(event, DocumentReport)}


def _show_cost(pins: PinsListed, paths: dict[str, str], console: Console) -> None:
    say = console.sentences.say
    for one in pins.documents:
        if one.document in paths:
            path, percent = paths[one.document], round(100 * one.tokens / max(pins.room, 1))
            console.note(say("documents.pin_cost", path=path, words=one.words, percent=percent))
            if one.too_long_for:
                console.note(say("documents.pin_too_long", path=path))
