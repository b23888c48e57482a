"""Which examples go into a prompt, and how they are written for fine-tuning."""

import json
from collections.abc import Generator
from typing import TypeVar

import msgspec
import pytest

from app.engine import prompt
from app.engine.example_choice import MOST_LOOKED_AT, ExampleChoice, shared_words
from app.engine.examples import conversation
from app.engine.scheduler import Step
from app.tasks import Example, Field, Form, Task, Words, check_form
from models.embedder import Embedder
from store.archive import Archive
from store.examples import Examples
from tests.fakes import FakeEmbedder

_Value = TypeVar("_Value")

TASK = Task(
    2,
    "letter",
    Words("Brief", "Letter"),
    Words(),
    "none",
    Words("Schrijf een brief.", "Write a letter."),
    fields=(
        Field("to", "text", Words("Aan", "To")),
        Field("about", "long_text", Words("Over", "About")),
        Field("files", "documents", Words("Documenten", "Documents")),
    ),
    examples=(Example("nl", {"about": "de kantine sluit"}, "## Brief\n\nDe kantine sluit."),),
)


@pytest.fixture
def kept(tmp_path) -> Examples:
    archive = Archive(tmp_path / "archive")
    yield Examples(archive)
    archive.close()


def add(kept: Examples, identity: str, about: str, language: str = "nl", task: str = "letter") -> None:
    kept.add(identity, task, language, json.dumps({"about": about}), f"Over {about}.")


def count(text: str) -> int:
    return len(text.split())


def form(about: str) -> Form:
    return check_form(TASK, {"about": about}, "nl")


def result(steps: Generator[Step, None, _Value]) -> _Value:
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


def chosen(kept: Examples, about: str, room: int, embedder: Embedder | None = None) -> list[str]:
    choice = ExampleChoice(kept, lambda: embedder)
    found = result(choice.chosen(TASK, form(about), "nl", room, count))
    assert sum(count(prompt.example_text(TASK, one, "nl")) for one in found) <= room
    return [one.fields["about"] for one in found]


def test_all_that_fit_come_in_the_order_in_which_they_were_made(kept: Examples) -> None:
    add(kept, "b", "fietsen in de stalling")
    add(kept, "a", "het zomerfeest")
    for about in ("het zomerfeest", "de kantine"):
        assert chosen(kept, about, 1000) == ["de kantine sluit", "fietsen in de stalling", "het zomerfeest"]


def test_only_examples_of_this_task_in_this_language_are_chosen(kept: Examples) -> None:
    add(kept, "a", "the canteen", "en")
    add(kept, "b", "de kantine", task="ask")
    assert chosen(kept, "kantine", 1000) == ["de kantine sluit"]


@pytest.mark.parametrize("embedder", [None, FakeEmbedder(dimension=64)], ids=["words", "meaning"])
def test_where_not_all_fit_those_most_like_the_form_are_chosen(
    embedder: Embedder | None, kept: Examples
) -> None:
    add(kept, "a", "fietsen in de stalling onder het gebouw")
    add(kept, "b", "het zomerfeest in het park")
    add(kept, "c", "de begroting van volgend jaar")
    room = 2 * count(prompt.example_text(TASK, Example("nl", {"about": "x " * 7}, "x " * 9), "nl"))
    found = chosen(kept, "het zomerfeest in het park en fietsen in de stalling", room, embedder)
    assert found == ["fietsen in de stalling onder het gebouw", "het zomerfeest in het park"]


def test_without_room_there_are_none(kept: Examples) -> None:
    assert chosen(kept, "de kantine", 0) == []


def test_an_empty_form_is_like_nothing(kept: Examples) -> None:
    add(kept, "a", "fietsen")
    assert len(chosen(kept, "", 14, FakeEmbedder())) <= 1


def test_of_very_many_the_newest_are_looked_at(kept: Examples) -> None:
    for number in range(MOST_LOOKED_AT + 5):
        add(kept, f"{number}", f"nummer {number}")
    found = chosen(kept, "nummer", 100_000)
    assert len(found) == MOST_LOOKED_AT + 1
    assert found[1] == "nummer 5"


def test_common_words_do_not_make_texts_alike() -> None:
    assert shared_words("de kantine en het feest", "de het en van") == 0
    assert shared_words("Café", "cafe") == 1
    assert shared_words("", "") == 0


def test_an_example_is_a_conversation_as_the_prompt_words_it(kept: Examples) -> None:
    add(kept, "a", "het zomerfeest")
    (example,) = kept.of()
    assert conversation(TASK, example) == {
        "messages": [
            {"role": "system", "content": "Schrijf een brief."},
            {"role": "user", "content": "Over: het zomerfeest"},
            {"role": "assistant", "content": "Over het zomerfeest."},
        ]
    }


def test_an_example_of_a_task_that_is_gone_is_still_one(kept: Examples) -> None:
    add(kept, "a", "het zomerfeest")
    (example,) = kept.of()
    turns = conversation(None, example)["messages"]
    assert [turn["role"] for turn in turns] == ["user", "assistant"]
    assert turns[0]["content"] == "het zomerfeest"


def test_a_field_that_a_task_no_longer_has_is_left_out(kept: Examples) -> None:
    kept.add("a", "letter", "nl", '{"gone": "weg", "about": "het feest"}', "Tekst.")
    (example,) = kept.of()
    assert conversation(TASK, example)["messages"][1]["content"] == "Over: het feest"
    assert msgspec.json.encode(conversation(TASK, example))
