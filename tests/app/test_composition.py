"""What stays of what was read when a question changes, and what comes after it."""

from collections.abc import Sequence

from app.engine.composition import _Chosen, _near, _same, arranged
from app.engine.fit import Evidence
from app.engine.retrieve import Found
from app.messages import FoundPassage

LIMIT = 4


def chosen(number: int, *also: int, document: str = "a", length: int = 100) -> _Chosen:
    """A passage of these stored ones, which stand in their document in the order of their numbers."""
    text = str(number).ljust(length, "x")
    passage = FoundPassage(document, f"/{document}", document, 1, "", number * 1000, 0, text, 1.0)
    return _Chosen(passage, frozenset((number, *also)))


def numbers(passages: Sequence[_Chosen]) -> list[int]:
    return [min(one.members) for one in passages]


def test_with_nothing_before_what_was_found_comes_in_reading_order() -> None:
    found = [chosen(3), chosen(1), chosen(7, document="b"), chosen(2)]
    assert numbers(arranged([], found, LIMIT, _same(found))) == [1, 2, 3, 7]


def test_the_same_passages_stay_in_the_order_in_which_they_were_read() -> None:
    before = [chosen(7, document="b"), chosen(2), chosen(9)]
    found = [chosen(2), chosen(9), chosen(7, document="b")]
    assert numbers(arranged(before, found, LIMIT, _same(found))) == [7, 2, 9]


def test_without_typing_only_what_was_found_is_read() -> None:
    before = [chosen(5), chosen(2), chosen(8)]
    found = [chosen(5), chosen(3), chosen(8)]
    assert numbers(arranged(before, found, LIMIT, _same(found))) == [5, 3, 8]


def test_while_one_types_what_is_near_stays_and_the_better_half_comes_after_it() -> None:
    before = [chosen(5), chosen(6), chosen(8)]
    found = [chosen(1), chosen(2), chosen(3), chosen(4)]
    near = _near(Found((), Evidence(1.0, None, 1), (), frozenset({1, 2, 3, 4, 5, 6})))
    assert numbers(arranged(before, found, LIMIT, near)) == [5, 6, 1, 2]


def test_what_became_wrong_goes_at_once_with_what_was_read_after_it() -> None:
    before = [chosen(5), chosen(99), chosen(6)]
    found = [chosen(1), chosen(6)]
    near = _near(Found((), Evidence(1.0, None, 1), (), frozenset({1, 5, 6})))
    assert numbers(arranged(before, found, LIMIT, near)) == [5, 1, 6]


def test_what_stays_leaves_room_for_the_better_half() -> None:
    before = [chosen(number) for number in (11, 12, 13, 14)]
    found = [chosen(1), chosen(2), chosen(3)]
    near = _near(Found((), Evidence(1.0, None, 1), (), frozenset({1, 2, 3, 11, 12, 13, 14})))
    assert numbers(arranged(before, found, LIMIT, near)) == [11, 12, 1, 2]


def test_what_stays_is_not_longer_than_what_is_read() -> None:
    before = [chosen(11, length=1400), chosen(12, length=1400)]
    found = [chosen(1, length=1000), chosen(2, length=200)]
    near = _near(Found((), Evidence(1.0, None, 1), (), frozenset({1, 2, 11, 12})))
    assert numbers(arranged(before, found, LIMIT, near)) == [11, 1, 2]


def test_no_part_of_a_document_is_read_twice() -> None:
    before = [chosen(4, 5)]
    found = [chosen(5, 6), chosen(1)]
    near = _near(Found((), Evidence(1.0, None, 1), (), frozenset({1, 5, 6})))
    assert numbers(arranged(before, found, LIMIT, near)) == [4, 1]
