"""The fixed form as steps, and how the maximum length is shared out."""

from pathlib import Path

import pytest

from app.errors import MaximumLengthTooSmall
from app.messages import Language
from app.outline import LEAST_TOKENS, Budget, Fill, OutlineSection, Put, check_length, outline
from app.tasks import check_form, load_all


def brainstorm(count: int, language: Language = "nl") -> tuple[OutlineSection, ...]:
    task = load_all(Path("none"))["brainstorm"]
    return outline(task, check_form(task, {"subject": "thee", "count": str(count)}, language), language)


def test_headings_numbers_and_labels_are_the_programs() -> None:
    introduction, ideas, step = brainstorm(2)
    assert introduction.steps == (Put("## Inleiding\n\n"), Fill(1.5, one_line=True), Put("\n\n"))
    assert [step.text for step in ideas.steps if isinstance(step, Put)] == [
        "## Ideeën\n\n",
        "1.",
        "\n   Waarom:",
        "\n2.",
        "\n   Waarom:",
        "\n\n",
    ]
    assert step.steps == (Put("## Volgende stap\n\n"), Fill(1.0, one_line=True))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_put_text_ends_in_a_space(language: Language) -> None:
    for task in load_all(Path("none")).values():
        fields = {field.id: "5" if field.kind == "number" else field.default or "x" for field in task.fields}
        for section in outline(task, check_form(task, fields, language), language):
            assert not [put for put in section.steps if isinstance(put, Put) and put.text.endswith(" ")]


def test_a_form_that_cannot_hold_is_refused_with_what_it_needs() -> None:
    check_length(brainstorm(5), 12 * LEAST_TOKENS)
    with pytest.raises(MaximumLengthTooSmall) as caught:
        check_length(brainstorm(5), 12 * LEAST_TOKENS - 1)
    assert (caught.value.needed, caught.value.given) == (12 * LEAST_TOKENS, 12 * LEAST_TOKENS - 1)


@pytest.mark.parametrize("maximum", [12 * LEAST_TOKENS, 300, 2000])
def test_slots_that_use_all_they_get_never_pass_the_maximum(maximum: int) -> None:
    sections = brainstorm(5)
    budget, used = Budget(sections, maximum), []
    for _ in range(12):
        used.append(budget.next())
        budget.spend(used[-1])
    assert min(used) >= LEAST_TOKENS
    assert sum(used) <= maximum


def test_what_a_slot_leaves_goes_to_those_after_it() -> None:
    frugal, lavish = Budget(brainstorm(5), 600), Budget(brainstorm(5), 600)
    frugal_first, lavish_first = frugal.next(), lavish.next()
    frugal.spend(5)
    lavish.spend(lavish_first)
    assert frugal_first == lavish_first
    assert frugal.next() > lavish.next()
