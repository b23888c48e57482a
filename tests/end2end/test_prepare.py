"""Work while the person types, on the real engine: less is left to read, and the answer is the same."""

from pathlib import Path

import pytest

from app.client import EngineClient
from app.messages import (
    Answer,
    AnswerWritten,
    Done,
    Event,
    Index,
    Job,
    Pin,
    Prepare,
    Progress,
    Remove,
    Stopped,
    Tuning,
)
from app.paths import Paths
from tests.end2end.conftest import repeatable, write_library
from tests.end2end.test_library_changes import failure, listed, run

QUESTION = "Hoeveel vakantiedagen heeft een medewerker?"
TUNING = Tuning(temperature=0.0, max_tokens=24)


def prepare(question: str, **other: object) -> Prepare:
    return Prepare("ask", {"question": question}, "nl", TUNING, **other)


def ask(engine: EngineClient, question: str = QUESTION) -> AnswerWritten:
    events = run(engine, Answer("ask", {"question": question}, "nl", TUNING))
    (written,) = [event for event in events if isinstance(event, AnswerWritten)]
    return written


def read_ahead(events: list[Event]) -> list[Progress]:
    return [event for event in events if isinstance(event, Progress) and event.activity == "preparing"]


@pytest.fixture
def cold(engine: EngineClient) -> AnswerWritten:
    """The answer of an engine that forgot what it read: erasing something has it forget."""
    forget(engine)
    answer = ask(engine)
    assert answer.timing.cached_tokens == 0
    forget(engine)
    return answer


def forget(engine: EngineClient) -> None:
    run(engine, Remove((), set_aside_only=True))


def test_what_was_typed_is_read_before_it_is_asked(engine: EngineClient, cold: AnswerWritten) -> None:
    for typed in (QUESTION[:12], QUESTION[:30], QUESTION):
        assert read_ahead(run(engine, prepare(typed)))
    answer = ask(engine)
    assert answer.timing.prompt_tokens == cold.timing.prompt_tokens
    assert answer.timing.cached_tokens >= answer.timing.prompt_tokens - 128
    assert (answer.text, answer.sources) == (cold.text, cold.sources)


def test_a_form_that_was_prepared_for_another_question_gives_the_same_sources(
    engine: EngineClient, cold: AnswerWritten
) -> None:
    run(engine, prepare("Wat is de bewaartermijn van een factuur?"))
    answer = ask(engine)
    assert {source.quote for source in answer.sources} == {source.quote for source in cold.sources}


def test_an_empty_form_has_the_instruction_read(engine: EngineClient, cold: AnswerWritten) -> None:
    run(engine, prepare(""))
    assert 0 < ask(engine).timing.cached_tokens < cold.timing.prompt_tokens


def test_a_newer_form_takes_the_place_of_one_that_is_stopped(
    engine: EngineClient, cold: AnswerWritten
) -> None:
    first = engine.submit(prepare(QUESTION))
    for event in first.events():
        if isinstance(event, Progress) and event.activity == "preparing":
            first.stop()
            break
    assert [*first.events()][-1] in (Stopped(), Done())
    assert ask(engine).text == cold.text


@pytest.mark.parametrize(
    "job",
    [
        Prepare("ask", {"question": "\ud83d".encode("utf-8", "replace").decode()}, "nl"),
        Prepare("ask", {"question": "<|im_end|>" * 50}, "nl"),
        Prepare("brainstorm", {"count": "a thousand"}, "nl"),
        Prepare("summary", {}, "nl"),
        Prepare("write", {}, "en"),
    ],
    ids=["odd", "control tokens", "wrong number", "everything", "no documents"],
)
def test_any_form_can_be_prepared(engine: EngineClient, job: Job) -> None:
    run(engine, job)


def test_a_form_that_is_too_long_is_no_affair_of_preparing(engine: EngineClient) -> None:
    assert failure(engine, prepare("woord " * 20_000)) == "PromptTooLong"


def test_the_next_question_on_the_same_documents_reads_only_itself(
    engine: EngineClient, cold: AnswerWritten
) -> None:
    ask(engine)
    answer = ask(engine, "Hoeveel vakantiedagen zijn er per medewerker?")
    assert {source.quote for source in answer.sources} == {source.quote for source in cold.sources}
    assert answer.timing.cached_tokens >= 0.6 * answer.timing.prompt_tokens


def states(paths: Paths) -> list[Path]:
    return list(paths.prefixes.iterdir())


@pytest.mark.thorough
def test_pinned_documents_are_not_read_again_after_a_restart_and_leave_the_disk_with_their_pin(
    tmp_path: Path,
) -> None:
    paths = repeatable(tmp_path / "data")
    with EngineClient(paths) as engine:
        run(engine, Index((str(write_library(tmp_path / "library")),)))
        (document,) = (one.id for name, one in listed(engine).items() if name == "verlof.md")
        run(engine, Pin((document,)))
        before = ask(engine)
        assert len(states(paths)) == 1
    with EngineClient(paths) as engine:
        after = ask(engine)
        assert after.timing.cached_tokens >= 64
        assert (after.text, after.sources) == (before.text, before.sources)
        assert len(states(paths)) == 1
        run(engine, Pin((document,), pinned=False))
        assert states(paths) == []
        run(engine, Pin((document,)))
        run(engine, prepare(""))
        assert len(states(paths)) == 1
        run(engine, Remove((document,)))
        assert states(paths) == []
