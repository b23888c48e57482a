"""Which of two ways is faster, on a computer that does other things as well: interleaved pairs of samples.

A sample is a short piece of real work; the two ways take turns (A B, B A, ...), and what counts is the median
of the ratios pair by pair, so that a clock that slows down slows both. What is compared is `calibration`'s.
"""

import time
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, field
from statistics import median

MARGIN = 1.05
"""What is not the default has to win by this."""

LARGEST_SPREAD = 0.2
"""Median absolute deviation of the samples of one way, as a share of their median; above it others are at
work and the result says nothing."""

PAIRS = 5
_LEAST_PAIRS = 3
_TRIES = 4  # for each pair that is wanted: what is disturbed is thrown away
_GAP_SECONDS = 0.05  # between two samples; more: something else was done in between

Run = Callable[[], float | None]
"""Does one sample; its rate, in whatever a second, or None when it was interrupted."""

Clock = Callable[[], float]


@dataclass
class Budget:
    """Seconds that measuring may take in all, and that one sample should; `spent` of them."""

    seconds: float
    sample: float
    spent: float = 0.0

    @property
    def is_over(self) -> bool:
        return self.spent >= self.seconds


@dataclass
class Comparison:
    """Rates of the default and of another way, pair by pair."""

    default: list[float] = field(default_factory=list)
    other: list[float] = field(default_factory=list)

    @property
    def is_steady(self) -> bool:
        """Whether there are enough samples, and they agree."""
        return len(self.default) >= _LEAST_PAIRS and max(spread(self.default), spread(self.other)) <= (
            LARGEST_SPREAD
        )

    @property
    def ratio(self) -> float:
        """How many times as fast as the default; 1 when that cannot be said."""
        if not self.is_steady:
            return 1.0
        return median(other / default for other, default in zip(self.other, self.default, strict=True))

    @property
    def wins(self) -> bool:
        return self.ratio >= MARGIN


class Trials:
    """Runs comparisons as steps of one sample each, and keeps to the budget.

    Attributes:
        comparisons: all that were made.
        done: samples taken.
    """

    def __init__(self, budget: Budget, clock: Clock = time.perf_counter) -> None:
        self.budget = budget
        self.comparisons: list[Comparison] = []
        self.done = 0
        self.clock = clock

    @property
    def is_steady(self) -> bool:
        """Whether the computer was quiet enough to be measured."""
        told = [comparison.is_steady for comparison in self.comparisons if len(comparison.default) > 1]
        return not told or sum(told) * 2 > len(told)

    def compare(self, default: Run, other: Run, pairs: int = PAIRS) -> Generator[None, None, Comparison]:
        """Samples of both ways in turn; a pair that was interrupted, or between which others worked, does not
        count. Ends early when the budget does."""
        made = Comparison()
        self.comparisons.append(made)
        for attempt in range(_TRIES * pairs):
            if len(made.default) >= pairs or self.budget.is_over:
                break
            swapped = attempt % 2 == 1
            pair = yield from self._pair((other, default) if swapped else (default, other))
            if pair is not None:
                made.default.append(pair[swapped])
                made.other.append(pair[not swapped])
        return made

    def sample(self, run: Run, count: int = PAIRS) -> Generator[None, None, list[float]]:
        """Rates of one way."""
        rates: list[float] = []
        for _ in range(_TRIES * count):
            if len(rates) >= count or (rates and self.budget.is_over):
                break
            if (rate := self._timed(run)) is not None:
                rates.append(rate)
            yield None
        return rates

    def _pair(self, runs: Sequence[Run]) -> Generator[None, None, tuple[float, float] | None]:
        first = self._timed(runs[0])
        ended = self.clock()
        yield None
        if self.clock() - ended > _GAP_SECONDS or first is None:
            return None
        second = self._timed(runs[1])
        yield None
        return None if second is None else (first, second)

    def _timed(self, run: Run) -> float | None:
        began = self.clock()
        rate = run()
        self.budget.spent += self.clock() - began
        self.done += 1
        return rate


def best(
    trials: Trials, default: Run, others: Sequence[tuple[int, Run]]
) -> Generator[None, None, int | None]:
    """Which of these beats the default by the margin, twice: the best of many is often the luckiest. None:
    the default stays."""
    ratios: list[tuple[float, int]] = []
    for place, (_, run) in enumerate(others):
        comparison = yield from trials.compare(default, run)
        if comparison.wins:
            ratios.append((comparison.ratio, place))
    if not ratios:
        return None
    value, run = others[max(ratios)[1]]
    again = yield from trials.compare(default, run)
    return value if again.wins else None


def spread(rates: Sequence[float]) -> float:
    """Median absolute deviation as a share of the median."""
    middle = median(rates)
    return median(abs(rate - middle) for rate in rates) / middle if middle > 0 else 1.0
