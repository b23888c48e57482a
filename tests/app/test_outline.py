"""The fixed form as steps, and how the maximum length is shared out."""

from pathlib import Path
from typing import Any

import pytest

from app.errors import MaximumLengthTooSmall
from app.messages import Language
from app.outline import (
    LEAST_TOKENS,
    WANTED_TOKENS,
    Budget,
    Fill,
    More,
    OutlineSection,
    OutlineStep,
    Put,
    check_length,
    outline,
)
from app.tasks import Column, Form, SectionForm, Task, Words, check_form, form_so_far, load_all


def brainstorm(count: int, language: Language = "nl") -> tuple[OutlineSection, ...]:
    task = load_all(Path("none"))["brainstorm"]
    return outline(task, check_form(task, {"subject": "thee", "count": str(count)}, language), language)


def test_headings_numbers_and_labels_are_the_programs() -> None:
    introduction, ideas, step = brainstorm(2)
    assert introduction.steps == (Put("## Inleiding\n\n"), Fill(1.5, "line"), Put("\n\n"))
    assert [step.text for step in ideas.steps if isinstance(step, Put)] == [
        "## Ideeën\n\n",
        "1.",
        "\n   Waarom:",
        "\n2.",
        "\n   Waarom:",
        "\n\n",
    ]
    assert step.steps == (Put("## Volgende stap\n\n"), Fill(1.0, "line"))


VALUES = {"number": "5", "date": "2026-03-31", "check": "yes", "lines": "Prijs\nOpzeg | termijn"}


def filled(task: Task, language: Language) -> Form:
    """A form with something in every field that it shows."""
    values = {"documents": "/a/noord.pdf\n/b/noord.pdf"}
    for field in task.fields:
        first = field.choices[0].id if field.choices else "x"
        values[field.id] = field.default or values.get(field.kind, VALUES.get(field.kind, first))
    return form_so_far(task, values, language)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_put_text_ends_in_a_space(language: Language) -> None:
    for task in load_all(Path("none")).values():
        for section in outline(task, filled(task, language), language):
            assert not [put for put in section.steps if isinstance(put, Put) and put.text.endswith(" ")]


def test_a_table_has_its_frame_its_given_rows_and_a_column_for_each_document() -> None:
    task = load_all(Path("none"))["compare"]
    table = outline(task, filled(task, "nl"), "nl")[0].steps
    puts = "".join(step.text if isinstance(step, Put) else "." for step in table)
    rows = [line for line in puts.splitlines() if line.startswith("|")]
    assert rows == [
        "| Punt | noord.pdf | noord.pdf (2) |",
        "| --- | --- | --- |",
        "| Prijs |. |. |",
        "| Opzeg / termijn |. |. |",
    ]


def table_of(**section: Any) -> tuple[OutlineStep, ...]:
    columns = tuple(Column(Words(nl=name)) for name in ("Actie", "Wie"))
    task = Task(
        2,
        "t",
        Words(),
        Words(),
        "none",
        Words(),
        sections=(SectionForm("table", columns=columns, **section),),
    )
    return outline(task, Form(()), "nl")[0].steps


def test_rows_differ_in_their_first_column_and_cells_within_their_row() -> None:
    first, who, second, _ = (step.groups for step in table_of(count=2) if isinstance(step, Fill))
    assert set(first) & set(second)
    assert set(first) & set(who)
    assert not set(who) & set(second)


@pytest.mark.parametrize(
    ("count", "least", "asked"), [(4, 0, []), (4, 4, []), (4, 2, [11, 5]), (3, 1, [11, 5])]
)
def test_from_the_least_on_the_model_may_end_a_list_where_all_the_rest_is_passed_over(
    count: int, least: int, asked: list[int]
) -> None:
    steps = table_of(count=count, least=least)
    assert [step.steps for step in steps if isinstance(step, More)] == asked
    for place, step in enumerate(steps):
        if isinstance(step, More):
            assert place + 1 + step.steps == len(steps)


def test_a_form_that_cannot_hold_is_refused_with_what_it_needs() -> None:
    check_length(brainstorm(5), 12 * LEAST_TOKENS)
    with pytest.raises(MaximumLengthTooSmall) as caught:
        check_length(brainstorm(5), 12 * LEAST_TOKENS - 1)
    assert (caught.value.needed, caught.value.given) == (12 * LEAST_TOKENS, 12 * LEAST_TOKENS - 1)


@pytest.mark.parametrize("maximum", [12 * LEAST_TOKENS, 100, 12 * WANTED_TOKENS, 300, 2000])
def test_slots_that_use_all_they_get_never_pass_the_maximum(maximum: int) -> None:
    sections = brainstorm(5)
    budget, used = Budget(sections, maximum), []
    for _ in range(12):
        used.append(budget.next())
        budget.spend(used[-1])
    assert min(used) >= min(WANTED_TOKENS, maximum // 12)
    assert sum(used) <= maximum


def test_slots_that_are_passed_over_leave_their_share() -> None:
    budget, other = Budget(brainstorm(3), 300), Budget(brainstorm(3), 300)
    budget.skip(6)
    assert budget.next() > other.next()


def test_what_a_slot_leaves_goes_to_those_after_it() -> None:
    frugal, lavish = Budget(brainstorm(5), 600), Budget(brainstorm(5), 600)
    frugal_first, lavish_first = frugal.next(), lavish.next()
    frugal.spend(5)
    lavish.spend(lavish_first)
    assert frugal_first == lavish_first
    assert frugal.next() > lavish.next()
