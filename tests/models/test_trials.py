"""Comparing two ways on a computer that does other things as well."""

import itertools
from collections.abc import Generator, Iterator
from typing import TypeVar

import pytest

from models.machine import thread_candidates
from models.trials import MARGIN, PAIRS, Budget, Comparison, Run, Trials, best, spread

_Result = TypeVar("_Result")


class Bench:
    """A clock that goes on only when something is run on it."""

    def __init__(self, seconds: float = 1000.0) -> None:
        self.now = 0.0
        self.trials = Trials(Budget(seconds, 0.1), lambda: self.now)

    def run(self, rates: Iterator[float | None]) -> Run:
        def sample() -> float | None:
            self.now += 0.1
            return next(rates)

        return sample

    def steady(self, rate: float) -> Run:
        return self.run(itertools.repeat(rate))


def finished(steps: Generator[None, None, _Result]) -> tuple[_Result, int]:
    """What the steps come to, and how many they are."""
    for count in itertools.count():
        try:
            next(steps)
        except StopIteration as end:
            result: _Result = end.value
            return result, count
    raise AssertionError


def test_both_ways_are_sampled_in_turn_and_each_goes_first_as_often() -> None:
    bench, order = Bench(), []

    def named(name: str) -> Run:
        def sample() -> float:
            bench.now += 0.1
            order.append(name)
            return 10.0

        return sample

    comparison, steps = finished(bench.trials.compare(named("a"), named("b"), pairs=4))
    assert "".join(order) == "abbaabba"
    assert steps == 8
    assert len(comparison.default) == len(comparison.other) == 4


@pytest.mark.parametrize(("rate", "wins"), [(10.4, False), (10.6, True), (9.0, False)])
def test_only_a_clear_win_is_one(rate: float, wins: bool) -> None:
    bench = Bench()
    comparison, _ = finished(bench.trials.compare(bench.steady(10.0), bench.steady(rate)))
    assert comparison.wins is wins
    assert comparison.ratio == pytest.approx(rate / 10)
    assert MARGIN == 1.05


def test_a_clock_that_slows_down_slows_both() -> None:
    bench, slower = Bench(), itertools.accumulate(itertools.repeat(0.99), lambda one, two: one * two)
    one, other = itertools.tee(slower)
    comparison, _ = finished(
        bench.trials.compare(bench.run(rate * 10 for rate in one), bench.run(rate * 12 for rate in other))
    )
    assert comparison.ratio == pytest.approx(1.2, rel=0.02)


def test_an_interrupted_sample_is_thrown_away_with_its_pair() -> None:
    bench = Bench()
    rates: Iterator[float | None] = iter([10.0, None, 10.0, 10.0, 10.0, 10.0, 10.0])
    comparison, _ = finished(bench.trials.compare(bench.run(rates), bench.steady(20.0)))
    assert len(comparison.default) == PAIRS
    assert None not in comparison.default


def test_a_pair_between_which_others_worked_does_not_count() -> None:
    bench = Bench()
    steps = bench.trials.compare(bench.steady(10.0), bench.steady(20.0), pairs=3)
    next(steps)
    bench.now += 5.0  # somebody asked something
    comparison, _ = finished(steps)
    assert len(comparison.default) == 3
    assert bench.trials.done == 7


def test_samples_that_disagree_say_nothing() -> None:
    bench = Bench()
    wild = itertools.cycle([10.0, 30.0, 5.0, 18.0, 2.0])
    comparison, _ = finished(bench.trials.compare(bench.run(wild), bench.steady(100.0)))
    assert not comparison.is_steady
    assert comparison.ratio == 1.0
    assert not comparison.wins
    assert not bench.trials.is_steady


def test_measuring_ends_with_its_budget() -> None:
    bench = Bench(seconds=1.0)
    finished(bench.trials.compare(bench.steady(10.0), bench.steady(20.0), pairs=100))
    assert bench.now == pytest.approx(1.0, abs=0.25)
    again, steps = finished(bench.trials.compare(bench.steady(10.0), bench.steady(20.0)))
    assert (again, steps) == (Comparison(), 0)


def test_the_best_of_many_has_to_win_twice() -> None:
    bench = Bench()
    lucky_once = itertools.chain(itertools.repeat(15.0, PAIRS), itertools.repeat(10.0))
    found, _ = finished(best(bench.trials, bench.steady(10.0), [(1, bench.run(lucky_once))]))
    assert found is None
    others = [(4, bench.steady(11.0)), (6, bench.steady(13.0)), (8, bench.steady(10.2))]
    found, _ = finished(best(bench.trials, bench.steady(10.0), others))
    assert found == 6
    assert finished(best(bench.trials, bench.steady(10.0), []))[0] is None


def test_the_spread_is_a_share_of_the_median() -> None:
    assert spread([10.0, 10.0, 10.0]) == 0.0
    assert spread([8.0, 10.0, 12.0]) == pytest.approx(0.2)


@pytest.mark.parametrize("threads", [1, 2, 3, 4, 8, 64])
def test_thread_counts_that_are_tried_are_fewer_than_all(threads: int) -> None:
    tried = thread_candidates(threads)
    assert len(tried) == len(set(tried)) <= 12
    assert all(1 <= count < threads for count in tried)
    assert (threads // 2 in tried) is (threads > 1)
