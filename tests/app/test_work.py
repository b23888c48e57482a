"""The writing of one answer with a made-up model: what does not hold is written again, and told so."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from app.engine.draft import Clock
from app.engine.pace import KnownPace
from app.engine.work import Work
from app.messages import Answer, AnswerWritten, Coverage, Event, TextTaken, TextWritten, Tuning
from app.outline import Fill, OutlineSection, Put
from models.sampling import Sampling
from store.archive import Archive
from store.history import History
from tests.fakes import FakeGenerator

LIST = OutlineSection(
    "Ideeën",
    (
        Put("## Ideeën\n\n"),
        Put("1."),
        Fill(1.0, "line", (0,)),
        Put("\n2."),
        Fill(1.0, "line", (0,)),
    ),
)
ENGLISH = (
    "The council permits this house after advice of its own committee, and it will be sold to the owner of"
    " the garden next to the road."
)
DUTCH = (
    "De raad staat dit huis toe na advies van de eigen commissie, en het wordt verkocht aan de eigenaar van"
    " de tuin naast de weg."
)


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    archive = Archive(tmp_path / "archive.sqlite")
    yield History(archive)
    archive.close()


def written(
    history: History, script: Sequence[str], *sections: OutlineSection, tokens: int = 200
) -> tuple[AnswerWritten, str]:
    """The answer, and what was streamed of it."""
    request = Answer("write", {"request": "x"}, "nl", Tuning(0.0, tokens))
    model = FakeGenerator(script=script)
    work = Work(history, Clock(0.0), sections, request, "fake", KnownPace())
    with model.write(model.conversation(["Schrijf."], ["x"]), Sampling(0.0)) as writing:
        events = [*work.keep(work.steps(writing, 3, work.begin((), Coverage())))]
    return work.result(), streamed(events)


def streamed(events: Sequence[object]) -> str:
    text = ""
    for event in events:
        if isinstance(event, TextWritten):
            text += event.text
        elif isinstance(event, TextTaken):
            assert 0 < event.characters <= len(text)
            text = text[: len(text) - event.characters]
        assert event is None or isinstance(event, Event)
    return text


def test_what_a_neighbour_says_is_written_again(history: History) -> None:
    answer, text = written(history, ["Minder papier", "minder papier!", "Meer licht"], LIST)
    assert answer.text == text == "## Ideeën\n\n1. Minder papier\n2. Meer licht"
    assert (answer.form.slots, answer.form.unfilled) == (2, 0)


def test_what_says_nothing_is_written_again(history: History) -> None:
    answer, text = written(history, ["...", "", "Meer licht", "Lampen"], LIST)
    assert answer.text == text == "## Ideeën\n\n1. Meer licht\n2. Lampen"


def test_a_slot_that_never_holds_gets_a_marker_and_the_rest_is_written(history: History) -> None:
    answer, text = written(history, ["Minder papier"] + ["Minder papier."] * 4, LIST)
    assert answer.text == text == "## Ideeën\n\n1. Minder papier\n2. [niet ingevuld]"
    assert answer.form.unfilled == 1
    kept = history.answer(answer.id)
    assert (kept.state, kept.text) == ("done", answer.text)


def test_what_was_thrown_away_does_not_count_as_written(history: History) -> None:
    answer, _ = written(history, ["Een", "Een", "Een", "Twee"], LIST)
    assert answer.timing.generated_tokens == 2


PROSE = OutlineSection("", (Fill(1.0),))


def test_a_section_in_another_language_is_written_once_more(history: History) -> None:
    answer, text = written(history, [ENGLISH, DUTCH], PROSE)
    assert answer.text == text == DUTCH
    assert answer.form.drifted == ()


def test_a_section_that_stays_in_another_language_is_named(history: History) -> None:
    answer, text = written(
        history, [ENGLISH, ENGLISH, DUTCH], OutlineSection("", (Fill(1.0), Put("\n\n"))), PROSE
    )
    assert answer.text == text == f"{ENGLISH}\n\n{DUTCH}"
    assert answer.form.drifted == (0,)


def test_a_short_section_is_of_no_certain_language(history: History) -> None:
    answer, _ = written(history, ["The council."], PROSE)
    assert answer.text == "The council."


def test_the_tokens_that_might_have_begun_it_are_told_once(history: History) -> None:
    answer, _ = written(history, ["Een", "Twee"], LIST)
    logits = [token.logit for token in answer.form.likely]
    assert logits == sorted(logits, reverse=True)
    assert len(logits) > 5


def test_what_is_written_from_the_form_alone_is_not_compared(history: History) -> None:
    answer, _ = written(history, ["Een", "Twee"], LIST)
    assert answer.sentences == ()


def test_a_date_is_picked_part_by_part(history: History) -> None:
    day = OutlineSection("", (Fill(1.0, "date"),))
    assert written(history, ["29", "februari", "2028"], day)[0].text == "29 februari 2028"
    assert written(history, ["onbekend"], day)[0].text == "onbekend"


def test_a_choice_is_one_of_its_options(history: History) -> None:
    choice = OutlineSection("", (Put("| x |"), Fill(1.0, "choice", options=("hoog", "laag")), Put(" |")))
    assert written(history, ["laag"], choice)[0].text == "| x | laag |"
