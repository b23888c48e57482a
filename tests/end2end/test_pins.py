"""Documents that are always read whole, on the real engine: from the command to the answer."""

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import commands
from app.arguments import parser
from app.client import EngineClient
from app.commands import Session
from app.console import Console
from app.file_reading import JobFailed
from app.messages import Answer, AnswerWritten, Index, ListPins, Pin, PinsListed, Remove, Tuning
from app.sentences import Sentences
from store.schema import Scope
from tests import documents
from tests.end2end.test_library_changes import listed, run


@pytest.fixture(autouse=True)
def nothing_pinned(engine: EngineClient) -> Iterator[None]:
    yield
    if pinned := [one.document for one in pins(engine).documents]:
        run(engine, Pin(tuple(pinned), pinned=False))


def command(engine: EngineClient, *words: str) -> tuple[str, str]:
    """What a command prints: its results, and what it says beside them."""
    sentences, results, notes = Sentences("en"), io.StringIO(), io.StringIO()
    console = Console(sentences, results, notes)
    options = parser(sentences).parse_args(words)
    commands._COMMANDS[options.command](options, Session(engine, console, True), console)
    return results.getvalue(), notes.getvalue()


def pins(engine: EngineClient) -> PinsListed:
    (told,) = [event for event in run(engine, ListPins()) if isinstance(event, PinsListed)]
    return told


def answered(engine: EngineClient, task: str, fields: dict[str, str], scope: Scope) -> AnswerWritten:
    tuning = Tuning(temperature=0.0, max_tokens=60)
    events = run(engine, Answer(task, fields, "nl", tuning, scope=scope))
    (written,) = [event for event in events if isinstance(event, AnswerWritten)]
    return written


def test_commands_pin_list_and_unpin(engine: EngineClient) -> None:
    leave, minutes = (listed(engine)[name] for name in ("verlof.md", "notulen.docx"))
    results, notes = command(engine, "pin", leave.id, minutes.id)
    assert results == "Always read whole from now on: 2.\n"
    assert f"{leave.path}: about" in notes
    assert "of what the model can read at once" in notes
    command(engine, "unpin", minutes.id)
    command(engine, "pin", "--task", "ask", minutes.id)
    rows = [json.loads(line) for line in command(engine, "documents", "--json")[0].splitlines()]
    assert {row["id"]: row["pinned"] for row in rows if row["pinned"]} == {
        leave.id: [""],
        minutes.id: ["ask"],
    }
    assert (
        f"{leave.path}  (pages: 1, passages: {leave.passages}, always read whole)"
        in (command(engine, "documents")[0])
    )
    assert command(engine, "unpin", leave.id, minutes.id)[0] == "No longer always read whole: 2.\n"
    assert not any(report.pinned for report in listed(engine).values())


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        (("pin", "unknown"), "UnknownDocument"),
        (("pin", "--task", "nothing", "ID"), "UnknownTask"),
        (("pin", "--task", "write", "ID"), "TaskReadsNoDocuments"),
    ],
)
def test_what_cannot_be_pinned_fails_and_pins_nothing(
    words: tuple[str, ...], kind: str, engine: EngineClient
) -> None:
    known = listed(engine)["verlof.md"].id
    with pytest.raises(JobFailed) as caught:
        command(engine, *(known if word == "ID" else word for word in words))
    assert caught.value.fault.kind == kind
    assert "{" not in Sentences("nl").error(caught.value.fault)
    assert pins(engine).documents == ()


def test_a_pinned_document_is_read_for_an_answer_wherever_it_is_asked(engine: EngineClient) -> None:
    leave = listed(engine)["verlof.md"]
    run(engine, Pin((leave.id,)))
    written = answered(
        engine, "brainstorm", {"subject": "de kantine", "count": "1"}, Scope(kinds=(".docx", ".pdf"))
    )
    first = [source for source in written.sources if source.document == leave.id]
    assert written.sources[: len(first)] == tuple(first)  # before what was found
    assert len(first) == leave.passages
    assert written.coverage.pinned == 1
    assert written.coverage.of_documents == 4 - 1  # two in the scope, and the pinned one


def test_a_new_version_of_a_pinned_file_is_pinned_and_an_erased_one_is_not(
    engine: EngineClient, tmp_path: Path
) -> None:
    file = tmp_path / "handboek.md"
    documents.write_md(file, "# Handboek\n\nDe balie sluit om vijf uur.")
    run(engine, Index((str(file),)))
    run(engine, Pin((listed(engine)["handboek.md"].id,)))
    words = pins(engine).documents[0].words
    documents.write_md(file, "# Handboek\n\nDe balie sluit om zes uur. " + "Bel eerst even aan. " * 30)
    run(engine, Index((str(file),)))
    changed = listed(engine)["handboek.md"]
    (weighed,) = pins(engine).documents
    assert (changed.pinned, weighed.document) == (("",), changed.id)
    assert weighed.words > words + 100
    run(engine, Remove((changed.id,)))
    assert pins(engine).documents == ()
