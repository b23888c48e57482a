"""The promises of kept examples: a copy of an answer, in order, gone when it is erased."""

from pathlib import Path

import pytest

from store.archive import Archive
from store.errors import UnknownExample
from store.examples import Examples
from store.history import History


@pytest.fixture
def examples(archive: Archive) -> Examples:
    return Examples(archive)


def test_examples_come_in_the_order_in_which_they_were_made(examples: Examples) -> None:
    assert examples.of() == []
    second = examples.add("b", "ask", "nl", '{"question":"Wat?"}', "Dit.")
    first = examples.add("a", "brainstorm", "en", "{}", "That.")
    assert (second.id, second.task, second.language) == ("b", "ask", "nl")
    assert (second.form_json, second.answer) == ('{"question":"Wat?"}', "Dit.")
    assert examples.of() == [second, first]
    assert examples.of("ask") == [second]


def test_adding_an_example_again_changes_nothing(examples: Examples) -> None:
    first = examples.add("a", "ask", "nl", "{}", "Eerst.")
    assert examples.add("a", "ask", "en", "{}", "Later.") == first
    assert examples.of() == [first]


def test_no_word_of_an_erased_example_is_left_on_disk(examples: Examples, archive_path: Path) -> None:
    examples.add("a", "ask", "nl", '{"question":"twadderkwik"}', "grimpelstoot")
    kept = examples.add("b", "ask", "nl", "{}", "krommelzwans")
    examples.erase(["a"])
    assert examples.of() == [kept]
    on_disk = b"".join(file.read_bytes() for file in archive_path.parent.glob(f"{archive_path.name}*"))
    assert b"twadderkwik" not in on_disk
    assert b"grimpelstoot" not in on_disk
    assert b"krommelzwans" in on_disk


def test_an_unknown_example_among_others_erases_nothing(examples: Examples) -> None:
    kept = examples.add("a", "ask", "nl", "{}", "Tekst.")
    with pytest.raises(UnknownExample) as caught:
        examples.erase(["a", "onbekend"])
    assert caught.value.example == "onbekend"
    assert examples.of() == [kept]


def test_an_example_outlives_its_answer(archive: Archive, examples: Examples) -> None:
    history = History(archive)
    answer = history.begin("ask", "m", "{}", "{}", "[]")
    kept = examples.add(answer, "ask", "nl", "{}", "Tekst.")
    history.erase([answer])
    assert examples.of() == [kept]
