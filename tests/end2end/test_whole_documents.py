"""Summary, compare and "name all": everything is read, shown as it goes, and proved by the receipt."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.client import EngineClient
from app.messages import (
    Answer,
    AnswerCovered,
    AnswerKept,
    AnswerStarted,
    AnswerWritten,
    DocumentReport,
    Done,
    Event,
    Failed,
    Index,
    ListDocuments,
    PassagesFound,
    Progress,
    ReadAnswer,
    Search,
    Stopped,
    TextWritten,
    Tuning,
)
from store.schema import Scope
from tests import documents
from tests.end2end.conftest import repeatable

CONTEXT = 720
SHORT = Tuning(temperature=0.0, max_tokens=48)
PAGES = 24
RULES = "\f".join(
    f"Article {number}\n\nThe code of building {number} is kw{number:03}. Who leaves it last shuts "
    "the windows and tells the caretaker. Keys stay in the building."
    for number in range(1, PAGES + 1)
)
CONTRACT = "# Contract {name}\n\nDe prijs is {price} euro per maand. De opzegtermijn is {notice}."


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("whole")
    documents.write_pdf(made / "meldcodes.pdf", RULES)
    documents.write_md(made / "noord.md", CONTRACT.format(name="Noord", price="veertig", notice="een maand"))
    documents.write_md(made / "zuid.md", CONTRACT.format(name="Zuid", price="zestig", notice="een jaar"))
    documents.write_scanned_pdf(made / "scan.pdf")
    return made


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory, folder: Path) -> Iterator[EngineClient]:
    """An engine whose model has a context so small that the long document does not fit."""
    paths = repeatable(tmp_path_factory.mktemp("data"), context=CONTEXT)
    with EngineClient(paths) as client:
        *_, closing = client.run(Index((str(folder),)))
        assert closing == Done()
        yield client


def library(engine: EngineClient) -> dict[str, DocumentReport]:
    listed = engine.run(ListDocuments())
    return {Path(event.path).name: event for event in listed if isinstance(event, DocumentReport)}


def within(engine: EngineClient, *names: str) -> Scope:
    there = library(engine)
    return Scope(documents=tuple(there[name].id for name in names))


def summary(engine: EngineClient, scope: Scope) -> list[Event]:
    fields = {"points": "1", "length": "short"}
    return list(engine.run(Answer("summary", fields, "en", SHORT, scope=scope)))


def written(events: list[Event]) -> AnswerWritten:
    assert events[-1] == Done()
    return next(event for event in events if isinstance(event, AnswerWritten))


def test_what_does_not_fit_is_read_to_its_last_passage_and_the_receipt_says_so(engine: EngineClient) -> None:
    ready = [report for report in library(engine).values() if report.state == "ready"]
    events = summary(engine, Scope())
    answer = written(events)
    receipt = answer.coverage
    assert receipt.whole
    assert receipt.documents == receipt.of_documents == len(ready) == 3
    assert receipt.passages == sum(report.passages for report in ready) >= PAGES + 2
    assert receipt.unreadable == 1
    (started,) = [event for event in events if isinstance(event, AnswerStarted)]
    assert started.coverage == receipt
    steps = [event.coverage for event in events if isinstance(event, AnswerCovered)]
    assert steps[0].passages == 0
    assert steps[-1] == receipt
    assert len(steps) > 3
    assert [step.passages for step in steps] == sorted({step.passages for step in steps})
    reading = [event for event in events if isinstance(event, Progress) and event.activity == "reading_whole"]
    assert reading[0].done == 0 < reading[-1].done <= reading[-1].total
    assert {event.total for event in reading} == {reading[0].total}
    # No token of this model is longer than some letters, so that less cannot have been all of it.
    assert answer.timing.prompt_tokens > len(RULES) // 6
    assert answer.timing.generated_tokens <= SHORT.max_tokens
    assert [section.title for section in answer.sections] == ["Summary", "Main points"]
    assert answer.sections[1].text.startswith("- ")
    assert "".join(event.text for event in events if isinstance(event, TextWritten)) == answer.text
    # Every document that was read is among the sources, and all of it is kept.
    assert {source.document for source in answer.sources} == {report.id for report in ready}
    assert [source.number for source in answer.sources] == list(range(1, len(answer.sources) + 1))
    kept = next(event for event in engine.run(ReadAnswer(answer.id)) if isinstance(event, AnswerKept))
    assert (kept.sources, kept.coverage) == (answer.sources, receipt)


def test_what_fits_is_read_at_once_and_compared(engine: EngineClient) -> None:
    chosen = within(engine, "noord.md", "zuid.md").documents
    fields = {"documents": "\n".join(chosen), "points": "prijs\nopzegtermijn"}
    events = list(engine.run(Answer("compare", fields, "en", SHORT)))
    answer = written(events)
    assert not [event for event in events if isinstance(event, AnswerCovered)]
    assert answer.coverage.whole
    assert (answer.coverage.documents, answer.coverage.of_documents) == (2, 2)
    assert answer.coverage.passages == len(answer.sources)
    assert "zestig" in "".join(source.quote for source in answer.sources)
    table, conclusion = answer.sections
    assert (table.title, conclusion.title) == ("Comparison", "Conclusion")
    head, rule, *rows = table.text.split("\n")
    assert (head.count("|"), rule) == (4, "| --- | --- | --- |")
    assert [row.split(" | ")[0] for row in rows] == ["| prijs", "| opzegtermijn"]


def test_a_question_is_asked_of_everything_or_of_the_best_passages(engine: EngineClient) -> None:
    scope = within(engine, "noord.md", "zuid.md")
    for read, whole in (("whole", True), ("passages", False)):
        fields = {"question": "Noem alle prijzen.", "read": read}
        answer = written(list(engine.run(Answer("ask", fields, "en", SHORT, scope=scope))))
        assert answer.coverage.whole is whole
        assert answer.coverage.of_documents == 2


@pytest.mark.slow
def test_who_stops_keeps_the_notes_and_a_receipt_of_what_was_read(engine: EngineClient) -> None:
    handle = engine.submit(
        Answer("summary", {}, "en", Tuning(max_tokens=200), scope=within(engine, "meldcodes.pdf"))
    )
    started, last = None, None
    for event in handle.events():
        if isinstance(event, AnswerStarted):
            started = event
        if isinstance(event, AnswerCovered):
            last = event.coverage
            if last.passages:
                handle.stop()
    assert handle.closing == Stopped()
    assert started is not None
    assert last is not None
    kept = next(event for event in engine.run(ReadAnswer(started.answer)) if isinstance(event, AnswerKept))
    assert kept.state == "stopped"
    assert kept.text == handle.text != ""
    assert kept.text.startswith("## Meldcodes, page")
    assert kept.coverage == last
    assert not kept.coverage.whole
    assert 0 < kept.coverage.passages < started.coverage.passages


def test_a_search_does_not_wait_for_everything_to_be_read(engine: EngineClient) -> None:
    reading = engine.submit(
        Answer("summary", {}, "en", Tuning(max_tokens=200), scope=within(engine, "meldcodes.pdf"))
    )
    events = reading.events()
    next(event for event in events if isinstance(event, AnswerCovered))
    found = next(event for event in engine.run(Search("prijs")) if isinstance(event, PassagesFound))
    assert found.passages
    assert reading.closing is None
    reading.stop()
    assert [*events][-1] == Stopped()


def test_a_scope_without_a_document_is_told(engine: EngineClient) -> None:
    *_, closing = summary(engine, Scope(kinds=(".xlsx",)))
    assert isinstance(closing, Failed)
    assert closing.fault.kind == "NothingInScope"


def test_what_is_not_in_the_documents_is_said_without_a_model(engine: EngineClient) -> None:
    question = "Wie won het wereldkampioenschap schaatsen van 1981 op de lange afstand?"
    events = list(engine.run(Answer("ask", {"question": question}, "nl", SHORT)))
    answer = written(events)
    assert answer.text == "Dit staat niet in de documenten."
    assert answer.coverage.refused
    assert (answer.coverage.passages, answer.coverage.of_documents) == (0, 3)
    assert (answer.timing.generated_tokens, answer.sources) == (0, ())
