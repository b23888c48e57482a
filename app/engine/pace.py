"""How long something will still take, by how fast it goes. Pure: who works tells how far it is.

Reading a prompt gets slower the deeper it is, because each token looks back at all before it; writing may end
long before its budget; work in parts goes evenly.
"""

import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

Clock = Callable[[], float]

GROWTH = 1 / 3000
"""By which share of its first cost a token costs more for each token before it, where nothing is known yet:
the smaller a model, the more."""

_FIRST_CHUNKS = 2  # before so many, what was known before says more
_RECENT_CHUNKS = 8
_DISTURBED = 1.5  # times as long as those before: something else was done, which does not count that much
_LEAST_NOISE, _LEAST_GROWTH = 0.03, 1e-5
_FIRST_TOKENS, _WINDOW_TOKENS, _WINDOW_SECONDS = 12, 30, 3.0
_FIRST_SECONDS, _FIRST_SHARE = 1.0, 0.01


@dataclass(frozen=True)
class ReadingSpeed:
    """Seconds that the first token of a prompt takes, and the share by which each one before a token makes it
    more."""

    seconds: float
    growth: float = GROWTH

    @classmethod
    def at(cls, rate: float, depth: int, growth: float = GROWTH) -> "ReadingSpeed":
        """By a rate in tokens a second that was measured at this depth."""
        return cls(1 / rate / (1 + growth * depth), growth)

    def between(self, start: int, end: int) -> float:
        """Seconds to read from one depth to another."""
        return self.seconds * ((end - start) + self.growth * (end**2 - start**2) / 2)


@dataclass
class KnownPace:
    """What is known of a writer before an answer begins: from the last one, or from measuring the computer.
    `writing` is in tokens a second."""

    reading: ReadingSpeed | None = None
    writing: float | None = None


class ReadingPace:
    """The reading of one prompt.

    Attributes:
        seconds_left: None while nobody can tell.
        speed: as it is known now; for the next prompt.
    """

    def __init__(
        self, start: int, total: int, known: ReadingSpeed | None, clock: Clock = time.perf_counter
    ) -> None:
        """From `start` tokens, which are read already, to `total`; `known` is from an earlier prompt, or from
        measuring the computer."""
        self._start = self._read = start
        self._total, self._clock = total, clock
        self._begun = False
        self._chunks: list[tuple[int, int, float]] = []  # depth of the middle, tokens, seconds
        self._growth = known.growth if known is not None else GROWTH
        self.speed = known

    def timed(self, steps: Iterator[int]) -> Iterator[int]:
        """These steps, each of which tells how many tokens are read; what is done between them takes no
        part."""
        while True:
            began = self._clock()
            try:
                read = next(steps)
            except StopIteration:
                return
            self.note(read, self._clock() - began)
            yield read

    def note(self, read: int, seconds: float) -> None:
        """So many tokens are read; the last of them took so long."""
        if read <= self._read:  # interrupted
            self._read = read
            return
        count, depth = read - self._read, (self._read + read) // 2
        self._read = read
        if not self._begun:  # the first one waits for memory and threads
            self._begun = True
            self.speed = self.speed or ReadingSpeed.at(count / max(seconds, 1e-9), depth)
            return
        if len(self._chunks) >= _FIRST_CHUNKS:
            before = median(each / tokens for _, tokens, each in self._chunks[-_RECENT_CHUNKS:])
            seconds = min(seconds, _DISTURBED * before * count)
        self._chunks.append((depth, count, seconds))
        if len(self._chunks) >= _FIRST_CHUNKS:
            self.speed = self._fitted()

    @property
    def seconds_left(self) -> float | None:
        if self.speed is None:
            return None
        return max(self.speed.between(self._read, self._total), 0.0) * self._drift()

    def _fitted(self) -> ReadingSpeed:
        """Least squares of a line through the chunks, drawn towards the growth that was known before, and the
        more so the more their times scatter (ridge regression, with a prior as wide as that growth)."""
        growth = max(self._growth, _LEAST_GROWTH)
        tokens = sum(count for _, count, _ in self._chunks)
        depths = sum(count * depth for depth, count, _ in self._chunks)
        squares = sum(count * depth**2 for depth, count, _ in self._chunks)
        took = sum(seconds for _, _, seconds in self._chunks)
        moment = sum(seconds * depth for depth, _, seconds in self._chunks)
        pull = tokens / len(self._chunks) * (self._noise() / growth) ** 2
        # tokens·a + depths·b = took, depths·a + squares·b = moment, and pull·(b - growth·a)² small.
        across = depths - pull * growth
        one, other = tokens + pull * growth**2, squares + pull
        divisor = one * other - across**2
        first = (took * other - moment * across) / divisor if divisor > 0 else 0.0
        more = (moment * one - took * across) / divisor if divisor > 0 else 0.0
        if first <= 0 or more < 0:
            return ReadingSpeed(took / (tokens + growth * depths), growth)
        return ReadingSpeed(first, more / first)

    def _noise(self) -> float:
        """By which share of its cost a chunk differs from the one before."""
        costs = [seconds / count for _, count, seconds in self._chunks]
        steps = [abs(one - other) for one, other in pairwise(costs)]
        return max(median(steps) / max(median(costs), 1e-9), _LEAST_NOISE)

    def _drift(self) -> float:
        """How much slower than by the speed it goes of late: others may have begun to work."""
        if self.speed is None or len(self._chunks) < _FIRST_CHUNKS:
            return 1.0
        recent = self._chunks[-_RECENT_CHUNKS:]
        growth = self.speed.growth
        expected = sum(self.speed.seconds * count * (1 + growth * depth) for depth, count, _ in recent)
        return sum(seconds for _, _, seconds in recent) / max(expected, 1e-9)


class WritingPace:
    """The writing of one answer: an upper bound, because a model may end before its budget does.

    Attributes:
        rate: in tokens a second, as it is known now; for the next answer.
    """

    def __init__(self, rate: float | None, clock: Clock = time.perf_counter) -> None:
        """`rate` is in tokens a second as it is known before, None where it is not."""
        self.rate, self._clock = rate, clock
        self._seen: deque[tuple[float, int]] = deque()
        self._first: tuple[float, int] | None = None

    def seconds_left(self, written: int, most: int) -> float | None:
        """At most so long, now that so many of at most so many tokens are written."""
        now = self._clock()
        self._first = self._first or (now, written)
        self._seen.append((now, written))
        while self._is_old(self._seen[0]) and len(self._seen) > 2:
            self._seen.popleft()
        began, before = self._seen[0]
        if written - self._first[1] >= _FIRST_TOKENS and now > began and written > before:
            self.rate = (written - before) / (now - began)
        return max(most - written, 0) / self.rate if self.rate else None

    def _is_old(self, seen: tuple[float, int]) -> bool:
        """Longer ago than what is judged by: some seconds, and some tokens of a slow model."""
        (moment, written), (now, last) = seen, self._seen[-1]
        return now - moment > _WINDOW_SECONDS and last - written > _WINDOW_TOKENS


class WorkPace:
    """Work that goes evenly, in units of any kind."""

    def __init__(self, rate: float | None = None, clock: Clock = time.perf_counter) -> None:
        """`rate` is in units a second as it is known before, None where it is not."""
        self._rate, self._clock = rate, clock
        self._first: tuple[float, float] | None = None

    def seconds_left(self, done: float, total: float) -> float | None:
        """Now that so much is done."""
        now = self._clock()
        self._first = self._first or (now, done)
        began, before = self._first
        took, made = now - began, done - before
        if took >= _FIRST_SECONDS and made > _FIRST_SHARE * total:
            self._rate = made / took
        return max(total - done, 0.0) / self._rate if self._rate else None
