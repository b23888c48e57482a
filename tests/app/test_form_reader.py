"""The reader that judges answers from outside: it takes what holds, and sees each thing that does not."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from app.tasks import Task, check_form, load_all
from tests.bench.form_reader import read
from tests.bench.random_forms import random_form

TASKS = load_all(Path("none"))
BUILT_IN = [(task, example) for task in TASKS.values() for example in task.examples]


def example_of(name: str) -> tuple[Task, dict[str, str], str]:
    example = TASKS[name].examples[1]
    return TASKS[name], example.fields, example.answer


@pytest.mark.parametrize(("task", "example"), BUILT_IN, ids=lambda one: getattr(one, "id", ""))
def test_what_stands_in_the_frame_holds(task, example) -> None:
    reading = read(task, example.fields, example.language, example.answer)
    assert reading.holds, reading.faults
    assert reading.slots
    assert not reading.markers


FAULTS: dict[str, tuple[str, Callable[[str], str]]] = {
    "a heading is missing": ("letter", lambda text: text.replace("## Text\n\n", "")),
    "a heading of its own": ("letter", lambda text: text.replace("Dear", "# Dear")),
    "a heading is another one": ("letter", lambda text: text.replace("## Text", "## Body")),
    "words before the first heading": ("letter", lambda text: f"Here you are:\n{text}"),
    "no empty line below a heading": ("letter", lambda text: text.replace("## Text\n\n", "## Text\n")),
    "two lines where one is wanted": ("faq", lambda text: text.replace("Yes, ", "Yes!\n")),
    "an empty slot": (
        "letter",
        lambda text: text.replace("Our appointment moves to Thursday 12 June", "..."),
    ),
    "a marker": ("faq", lambda text: text.replace("Yes, ", "[not filled in] ")),
    "an item too few": ("brainstorm", lambda text: text.replace("2. Send", "   Send")),
    "an item too many": ("summary", lambda text: f"{text}\n- A third one."),
    "an item twice": (
        "summary",
        lambda text: text.replace(
            "- Meet them at the reception desk.", "- announce visitors, at least a day ahead"
        ),
    ),
    "another number": ("brainstorm", lambda text: text.replace("2. Send", "3. Send")),
    "a label is missing": ("brainstorm", lambda text: text.replace("Why: Everyone", "Everyone")),
    "an item says what its reason says": (
        "brainstorm",
        lambda text: text.replace(
            "Everyone comes in prepared", "Send round the questions to be decided a day ahead"
        ),
    ),
    "a bullet of its own": ("minutes", lambda text: text.replace("- Working", "* Working")),
    "a cell too few": ("compare", lambda text: text.replace("| ten days |", "|")),
    "a cell too many": ("compare", lambda text: text.replace("ten days |", "ten days | or so |")),
    "an empty cell": ("compare", lambda text: text.replace("ten days", " ")),
    "a cell twice": ("minutes", lambda text: text.replace("before 1 February |", "Eva |")),
    "a row too few": ("compare", lambda text: text.replace("| Warranty | two years | not mentioned |\n", "")),
    "another row": ("compare", lambda text: text.replace("| Warranty", "| Price")),
    "another head": ("compare", lambda text: text.replace("| Point", "| What")),
    "no rule": ("compare", lambda text: text.replace("| --- | --- | --- |\n", "")),
    "words below a table": ("minutes", lambda text: text.replace("February |", "February |\nand so on")),
    "no day": ("minutes", lambda text: text.replace("8 January 2026", "30 February 2026")),
    "words for a day": ("minutes", lambda text: text.replace("8 January 2026", "on 8 January 2026")),
}


@pytest.mark.parametrize(("name", "break_it"), FAULTS.values(), ids=FAULTS)
def test_what_does_not_hold_is_seen(name: str, break_it: Callable[[str], str]) -> None:
    task, fields, answer = example_of(name)
    broken = break_it(answer)
    assert broken != answer
    assert not read(task, fields, "en", broken).holds


def test_who_finds_nothing_may_say_so_and_no_more() -> None:
    task = TASKS["faq"]
    for text, refused in (("This is not in the documents.", True), ("This is not in there.", False)):
        reading = read(task, {"question": "Who won?"}, "en", text)
        assert (reading.refused, reading.holds) == (refused, refused)


@pytest.mark.parametrize("name", TASKS)
def test_forms_filled_at_random_are_right_and_not_all_the_same(name: str) -> None:
    task, chance = TASKS[name], random.Random(1)
    documents = [f"d{number}" for number in range(6)]
    forms = [random_form(task, documents, ["Who?", "What?"], "en", chance) for _ in range(60)]
    for form in forms:
        assert set(form) == {filled.field.id for filled in check_form(task, form, "en").filled}
    for field in task.fields:
        assert len({form.get(field.id) for form in forms}) > 1, field.id
