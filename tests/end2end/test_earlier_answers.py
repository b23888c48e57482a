"""The history: earlier answers listed, read whole and erased, on the real engine."""

from pathlib import Path

import msgspec

from app.client import EngineClient
from app.messages import (
    Answer,
    AnswerKept,
    AnswerListed,
    AnswerStarted,
    AnswerWritten,
    Done,
    Event,
    Failed,
    Job,
    ListAnswers,
    ReadAnswer,
    RemoveAnswers,
    Stopped,
    TextWritten,
    Timing,
    Tuning,
)
from app.paths import Paths
from store.archive import Archive
from store.history import History

SHORT = Tuning(temperature=0.0, max_tokens=16, seed=3)
STORY = Answer("brainstorm", {"count": "20", "subject": "a house by the sea"}, "en", Tuning(max_tokens=2000))


def run(engine: EngineClient, job: Job) -> list[Event]:
    """The events of a job that gets done, without the last."""
    *events, closing = engine.run(job)
    assert closing == Done()
    return events


def failure(engine: EngineClient, job: Job) -> tuple[str, object]:
    """What kind of error a job closes with, and its details."""
    *_, closing = engine.run(job)
    assert isinstance(closing, Failed)
    return closing.fault.kind, closing.fault.details


def listed(engine: EngineClient) -> list[AnswerListed]:
    return [event for event in run(engine, ListAnswers()) if isinstance(event, AnswerListed)]


def read(engine: EngineClient, identity: str) -> AnswerKept:
    (kept,) = run(engine, ReadAnswer(identity))
    assert isinstance(kept, AnswerKept)
    return kept


def ask(engine: EngineClient, question: str) -> AnswerWritten:
    events = run(engine, Answer("ask", {"question": question}, "nl", SHORT))
    (written,) = [event for event in events if isinstance(event, AnswerWritten)]
    return written


def test_an_earlier_answer_is_read_as_it_was_written(engine: EngineClient) -> None:
    question = "Hoeveel vakantiedagen\nheeft een medewerker?"
    written = ask(engine, question)
    line = listed(engine)[0]
    assert (line.id, line.state, line.task, line.subject) == (
        written.id,
        "done",
        "ask",
        "Hoeveel vakantiedagen",
    )
    kept = read(engine, written.id)
    assert (kept.text, kept.sources, kept.timing) == (written.text, written.sources, written.timing)
    assert (kept.model, kept.tuning, kept.fields) == (written.model, SHORT, {"question": question})
    assert (kept.id, kept.created_at, kept.state, kept.task) == (line.id, line.created_at, "done", "ask")
    assert kept.sources


def test_the_newest_answer_comes_first_under_the_first_field_of_its_form(engine: EngineClient) -> None:
    first = ask(engine, "Wat is besloten?")
    handle = engine.submit(STORY)
    for event in handle.events():
        if isinstance(event, TextWritten):
            handle.stop()
    assert handle.closing == Stopped()
    newest, before, *_ = listed(engine)
    assert (newest.task, newest.state, newest.subject) == ("brainstorm", "stopped", "a house by the sea")
    assert before.id == first.id
    assert read(engine, newest.id).text == handle.text


def test_an_erased_answer_is_gone_from_the_list_and_from_the_file(
    engine: EngineClient, data_folder: Path
) -> None:
    archive = Paths.under(data_folder).archive
    gone, kept = ask(engine, "Wat is grimpelstoot?"), ask(engine, "Wat is krommelzwans?")

    def on_disk(words: bytes) -> bool:
        return any(words in file.read_bytes() for file in archive.parent.glob(f"{archive.name}*"))

    assert on_disk(b"grimpelstoot")
    run(engine, RemoveAnswers((gone.id,)))
    assert gone.id not in {answer.id for answer in listed(engine)}
    assert failure(engine, ReadAnswer(gone.id)) == ("UnknownAnswer", {"answer": gone.id})
    assert not on_disk(b"grimpelstoot")
    assert on_disk(b"krommelzwans")
    assert failure(engine, RemoveAnswers((kept.id, gone.id))) == ("UnknownAnswer", {"answer": gone.id})
    assert read(engine, kept.id).text == kept.text


def test_an_answer_that_is_being_written_is_erased_after_its_end(engine: EngineClient) -> None:
    handle = engine.submit(STORY)
    events = handle.events()
    started = next(event for event in events if isinstance(event, AnswerStarted))
    next(event for event in events if isinstance(event, TextWritten))
    erasing = engine.submit(RemoveAnswers((started.answer,)))
    line = listed(engine)[0]
    assert (line.id, line.state) == (started.answer, "writing")
    handle.stop()
    assert list(events)[-1] == Stopped()
    assert list(erasing.events())[-1] == Done()
    assert started.answer not in {answer.id for answer in listed(engine)}


def test_an_answer_that_was_cut_off_is_read_without_its_timing(tmp_path: Path) -> None:
    data = Paths.under(tmp_path / "data")
    data.create()
    archive = Archive(data.archive)
    form = msgspec.json.encode({"question": "Half?"}).decode()
    identity = History(archive).begin("ask", "model", form, "{}", "[]")
    History(archive).save_text(identity, "Een half")
    archive.close()
    with EngineClient(data) as client:
        assert [(answer.state, answer.subject) for answer in listed(client)] == [("interrupted", "Half?")]
        kept = read(client, identity)
    assert (kept.state, kept.text, kept.timing) == ("interrupted", "Een half", Timing())
    assert (kept.timing.total_s, kept.timing.generated_tokens) == (0.0, 0)
