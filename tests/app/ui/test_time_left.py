"""The time left: told when it is known, by the engine or by how fast it went, and without jumps."""

from itertools import pairwise

import pytest

from app.ui.answer.time_left import TimeLeft


def test_by_how_fast_it_went_it_is_told_only_when_that_is_known() -> None:
    left = TimeLeft()
    left.note(0.0, 1000, 2000)
    assert left.seconds(0.0) is None
    left.note(0.1, 1100, 2000)
    left.note(0.2, 1200, 2000)
    assert left.seconds(0.2) is None
    left.note(2.0, 1500, 2000)
    assert left.seconds(2.0) == pytest.approx(2.0)
    left.note(4.0, 2000, 2000)
    assert left.seconds(4.0) == 0


def test_what_the_engine_expects_is_believed_at_once() -> None:
    left = TimeLeft()
    left.note(0.0, 0, 2000, 12.0)
    assert left.seconds(0.0) == 12.0
    assert left.seconds(5.0) == 7.0


def test_it_counts_down_and_does_not_jump() -> None:
    """Estimates that are off by a fifth one way and the other."""
    left, told = TimeLeft(), []
    for step in range(100):
        now = step / 10
        left.note(now, step, 100, (10.0 - now) * (1.2 if step % 2 else 0.8))
        shown = left.seconds(now)
        assert shown is not None
        told.append(shown)
    assert all(later <= earlier for earlier, later in pairwise(told))
    assert all(earlier - later < 1.0 for earlier, later in pairwise(told))
    assert all(abs(shown - (10.0 - step / 10)) < 2.5 for step, shown in enumerate(told))


def test_what_takes_much_longer_than_was_expected_is_told() -> None:
    left = TimeLeft()
    left.note(0.0, 0, 100, 10.0)
    assert left.seconds(0.0) == 10.0
    for step in range(1, 30):
        left.note(step / 10, step, 1000, 60.0)
        left.seconds(step / 10)
    assert left.seconds(3.0) == pytest.approx(60.0, rel=0.2)
