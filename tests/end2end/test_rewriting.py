"""Sections of an answer written again on the real engine, while the others stay to the letter."""

from app.client import EngineClient
from app.messages import Answer, AnswerKept, AnswerWritten, ChooseVersion, Event, ReadAnswer, Rewrite, Tuning
from tests.end2end.test_library_changes import failure, run

TUNING = Tuning(temperature=0.7, max_tokens=60, seed=5)
FORM = {"subject": "Minder papier", "count": "2"}


def written(events: list[Event]) -> AnswerWritten:
    return next(event for event in events if isinstance(event, AnswerWritten))


def kept(engine: EngineClient, identity: str) -> AnswerKept:
    return next(event for event in run(engine, ReadAnswer(identity)) if isinstance(event, AnswerKept))


def test_one_section_is_written_again_and_the_others_stay(engine: EngineClient) -> None:
    first = written(run(engine, Answer("brainstorm", FORM, "nl", TUNING)))
    handle = engine.submit(Rewrite(first.id, TUNING, "nl", (2,), "korter"))
    second = written([*handle.events()])
    assert handle.text == second.text
    assert second.sections[:2] == first.sections[:2]
    assert second.sections[2].title == first.sections[2].title
    assert second.sections[2].text
    assert second.sources == first.sources

    both = (first.id, second.id)
    assert kept(engine, second.id).versions == kept(engine, first.id).versions == both
    run(engine, ChooseVersion(first.id))
    all_again = written(run(engine, Rewrite(first.id, Tuning(0.0, 60), "nl")))
    assert [section.title for section in all_again.sections] == [one.title for one in first.sections]
    assert all_again.sections != first.sections
    assert kept(engine, all_again.id).versions == (*both, all_again.id)


def test_a_section_of_an_answer_from_documents_keeps_its_sources(engine: EngineClient) -> None:
    question = {"question": "Wat is de kilometervergoeding?"}
    first = written(run(engine, Answer("ask", question, "nl", Tuning(0.0, 24))))
    second = written(run(engine, Rewrite(first.id, Tuning(0.0, 24), "nl", (0,), "formeler")))
    assert second.sources == first.sources != ()
    assert second.coverage.passages == first.coverage.passages


def test_what_cannot_be_written_again_is_refused(engine: EngineClient) -> None:
    first = written(run(engine, Answer("write", {"request": "Een groet"}, "nl", Tuning(0.0, 12))))
    assert failure(engine, Rewrite(first.id, TUNING, "nl", (4,))) == "AnswerOutdated"
    assert failure(engine, Rewrite("nowhere", TUNING, "nl")) == "UnknownAnswer"
