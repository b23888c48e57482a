"""The history: earlier answers listed, read whole and erased, on the real engine."""

from pathlib import Path

import msgspec

from app.client import EngineClient
from app.messages import (
    AddExample,
    Answer,
    AnswerKept,
    AnswerListed,
    AnswerStarted,
    AnswerWritten,
    ChooseVersion,
    Done,
    Event,
    ExampleListed,
    ExamplesExported,
    ExportExamples,
    Failed,
    Job,
    ListAnswers,
    ListExamples,
    RateAnswer,
    ReadAnswer,
    RemoveAnswers,
    RemoveExamples,
    RenameAnswer,
    RestoreAnswers,
    SetAsideAnswers,
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


def answers(engine: EngineClient, job: Job) -> list[AnswerListed]:
    """The answers that a job tells of."""
    return [event for event in run(engine, job) if isinstance(event, AnswerListed)]


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


def test_an_answer_is_found_named_rated_and_set_aside(engine: EngineClient) -> None:
    written = ask(engine, "Wat is een snorrebolkwast?")
    (found,) = answers(engine, ListAnswers(text="snorrebol", task="ask"))
    assert found.id == written.id
    assert "snorrebolkwast" in found.excerpt
    (named,) = answers(engine, RenameAnswer(written.id, "Over kwasten"))
    (rated,) = answers(engine, RateAnswer(written.id, "good"))
    assert (named.name, rated.name, rated.rating) == ("Over kwasten", "Over kwasten", "good")
    (chosen,) = answers(engine, ChooseVersion(written.id))
    assert (chosen.id, chosen.versions) == (written.id, 1)
    kept = read(engine, written.id)
    assert (kept.name, kept.rating, kept.versions) == ("Over kwasten", "good", (written.id,))
    assert kept.sections == written.sections
    run(engine, SetAsideAnswers((written.id,)))
    assert answers(engine, ListAnswers(text="kwasten")) == []
    assert failure(engine, ReadAnswer(written.id)) == ("UnknownAnswer", {"answer": written.id})
    (back,) = answers(engine, RestoreAnswers((written.id,)))
    assert back.name == "Over kwasten"
    run(engine, RemoveAnswers((written.id,), set_aside_only=True))
    assert answers(engine, ListAnswers(text="kwasten")) != []


def test_an_answer_becomes_an_example_that_can_be_exported(engine: EngineClient, tmp_path: Path) -> None:
    written = ask(engine, "Wat is een wimpelstok?")
    for _ in range(2):
        (example,) = run(engine, AddExample(written.id))
    assert isinstance(example, ExampleListed)
    assert (example.task, example.fields["question"]) == ("ask", "Wat is een wimpelstok?")
    assert run(engine, ListExamples("ask")) == run(engine, ListExamples()) == [example]
    path = tmp_path / "examples.jsonl"
    *_, exported = run(engine, ExportExamples(str(path), "nl", "ask"))
    assert exported == ExamplesExported(str(path), 1)
    (line,) = path.read_text(encoding="utf-8").splitlines()
    turns = msgspec.json.decode(line)["messages"]
    assert [turn["role"] for turn in turns] == ["system", "user", "assistant"]
    assert "Wat is een wimpelstok?" in turns[1]["content"]
    assert turns[2]["content"] == written.text.strip()
    assert failure(engine, ExportExamples(str(path), "nl"))[0] == "ExportFileExists"
    run(engine, RemoveExamples((example.id,)))
    assert run(engine, ListExamples()) == []
    assert failure(engine, RemoveExamples((example.id,))) == ("UnknownExample", {"example": example.id})


def test_an_answer_that_was_stopped_is_no_example(engine: EngineClient) -> None:
    handle = engine.submit(STORY)
    for event in handle.events():
        if isinstance(event, TextWritten):
            handle.stop()
    newest = listed(engine)[0]
    assert failure(engine, AddExample(newest.id)) == ("AnswerNotWhole", {"answer": newest.id})


def test_the_next_start_tells_what_was_cut_off_and_erases_what_was_set_aside(tmp_path: Path) -> None:
    data = Paths.under(tmp_path / "data")
    data.create()
    archive = Archive(data.archive)
    form = msgspec.json.encode({"question": "Half?"}).decode()
    identity = History(archive).begin("ask", "model", form, "{}", "[]")
    History(archive).save_text(identity, "Een half")
    gone = History(archive).begin("ask", "model", form, "{}", "[]")
    History(archive).finish(gone, "done", "grimpelstoot", "[]", "{}")
    History(archive).set_aside([gone])
    archive.close()
    with EngineClient(data) as client:
        assert [(answer.state, answer.subject) for answer in listed(client)] == [("interrupted", "Half?")]
        kept = read(client, identity)
        run(client, RemoveAnswers((identity,)))  # after the engine's own erasing
    assert (kept.state, kept.text, kept.timing) == ("interrupted", "Een half", Timing())
    assert (kept.timing.total_s, kept.timing.generated_tokens) == (0.0, 0)
    files = [file for file in data.root.rglob("*") if file.is_file()]
    assert not any(b"grimpelstoot" in file.read_bytes() for file in files)
