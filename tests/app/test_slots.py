"""Whether a slot holds, and what a date is made of."""

from datetime import date

import pytest

from app.engine.slots import (
    MONTHS,
    Neighbours,
    day_options,
    month_options,
    slot_of,
    tried_again,
    year_options,
)
from app.outline import Fill
from models.sampling import Sampling


@pytest.mark.parametrize("text", ["", " ", "...", "** - **", "|", "😀"])
def test_a_slot_without_a_word_does_not_hold(text: str) -> None:
    assert not Neighbours().takes((0,), text)


def test_a_slot_that_says_what_a_neighbour_says_does_not_hold_whatever_its_marks() -> None:
    written = Neighbours()
    written.add((0, 3), "Minder papier.", 7)
    assert not written.takes((0,), " **minder papier** ")
    assert not written.takes((3, 9), "MINDER PAPIER")
    assert written.takes((1,), "Minder papier.")
    assert written.takes((0,), "Minder")
    assert written.takes((0,), "Minder papier gebruiken")
    assert written.begins((0, 1)) == {7}


def test_the_first_slot_differs_from_the_last_one_of_the_section_before() -> None:
    written = Neighbours(before="Meer licht.")
    assert not written.takes((), "meer licht")
    written.add((), "Minder papier", 4)
    assert written.takes((), "Meer licht")


def test_it_is_told_as_soon_as_it_certainly_holds() -> None:
    written = Neighbours()
    written.add((0,), "Minder papier.", 7)
    doubts = [written.doubts((0,), text) for text in ("", "-", "Min", "Minder papier", "Minder papier g")]
    assert doubts == [True, True, True, True, False]
    assert not written.doubts((0,), "Meer")


def test_another_try_is_drawn_otherwise_also_at_temperature_nought() -> None:
    greedy = Sampling(0.0, repeat_penalty=1.1)
    assert tried_again(greedy, 1).temperature > 0
    assert tried_again(greedy, 1).seed != tried_again(greedy, 2).seed
    assert tried_again(greedy, 1) == tried_again(greedy, 1)
    assert tried_again(Sampling(1.5, seed=4), 2) == Sampling(1.5, seed=6)
    assert tried_again(Sampling(1.5), 2).seed is None


def test_only_the_last_try_has_to_begin_with_a_word() -> None:
    assert slot_of(Fill(1.0, "cell"), 9, (), (3,), last=False).barred == (3,)
    assert slot_of(Fill(1.0, "choice"), 9, ("a", "b"), (), last=True).worded


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_date_that_can_be_picked_is_a_day_of_the_calendar(language: str) -> None:
    picked = 0
    for text in day_options(language)[1:]:
        for month in month_options(int(text), language):
            years = year_options(int(text), month, language, 2026)
            assert years
            for year in years:
                date(int(year), MONTHS[language].index(month) + 1, int(text))
                picked += 1
    assert picked == (date(2037, 1, 1) - date(2016, 1, 1)).days
