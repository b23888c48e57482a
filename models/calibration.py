"""How a writer runs best on this computer: threads, kernel and chunk, by trying. And what is kept of that.

Measuring goes in steps of one sample, so that anything more urgent comes between; what that disturbs is
thrown away. A way that is not the default is taken only when it wins clearly (`models.trials`). Keeping what
was found and going by it is the caller's; embedders have `models.embedder_calibration`.
"""

from collections.abc import Callable, Generator, Sequence
from dataclasses import replace
from functools import partial
from statistics import median

import msgspec

from models.compute import EmbedderCompute, WriterCompute
from models.errors import GenerationFailed
from models.llama_timing import TimedContext
from models.machine import thread_candidates
from models.trials import MARGIN, PAIRS, Budget, Trials, best

CALIBRATION_FORMAT = 1
"""Counts up when what is measured, or with what, changes: what was kept before holds no more."""

SECONDS = 60.0
"""What measuring a writer and an embedder may take together; `WRITER_SHARE` of it the writer."""

WRITER_SHARE = 0.6

DEPTH = 512
"""How many tokens lie before those that are timed, unless the model is too slow for that."""

_SAMPLE_SECONDS = 0.2
_STEP_SECONDS = 0.25
_DEPTH_SHARE = 0.1  # of the time, to read them
_CHUNKS = (64, 256, 512)
_AS_FAST = 0.98  # a smaller chunk is shorter to wait for, when it costs no more than this
_MOST_READ, _LEAST_READ, _MOST_WRITTEN = 128, 16, 32
_READ, _WRITTEN = 2000, 250  # tokens of an ordinary answer: what reading and writing weigh


class WriterCalibration(msgspec.Struct, frozen=True):
    """What was found for a writer; rates in tokens a second. Not `steady`: others were at work, and the
    default stays. `words_per_token` is by language."""

    compute: WriterCompute
    read_rate: float
    write_rate: float
    steady: bool = True
    words_per_token: dict[str, float] = {}


class EmbedderCalibration(msgspec.Struct, frozen=True):
    """The same for an embedder; the rate is in passages of about 900 letters a second."""

    compute: EmbedderCompute
    rate: float
    steady: bool = True


MakeContext = Callable[[WriterCompute], TimedContext]


class WriterCalibrator:
    """Finds a writer's best way."""

    def __init__(
        self, make: MakeContext, default: WriterCompute, seconds: float = SECONDS * WRITER_SHARE
    ) -> None:
        """`make` makes a context on the loaded model; `default` is what holds without calibration."""
        self._make, self._default = make, default
        self._threads = thread_candidates(default.threads)
        # Threads for reading and for writing, the winners of both again, flash attention for both, chunks.
        comparisons = 2 * len(self._threads) + 2 + 2 + len(_CHUNKS)
        self._planned = comparisons * 2 * PAIRS
        sample = min(_SAMPLE_SECONDS, seconds * (1 - _DEPTH_SHARE) / self._planned)
        self._trials = Trials(Budget(seconds, sample))
        self._reading, self._writing = _LEAST_READ, 1  # tokens of one sample

    def measure(self) -> Generator[float, None, WriterCalibration]:
        """One sample a step; yields how far it is, 0 to 1.

        Raises:
            GenerationFailed: the model cannot be run.
        """
        steps = self._measure()
        while True:
            try:
                next(steps)
            except StopIteration as end:
                found: WriterCalibration = end.value
                return found
            yield min(self._trials.done / self._planned, 0.99)

    def _measure(self) -> Generator[None, None, WriterCalibration]:
        context = self._make(self._default)
        try:
            yield from self._fill(context, self._trials.budget.seconds * _DEPTH_SHARE)
            found = yield from self._choose_threads(context)
            context, found = yield from self._choose_attention(context, found)
            found = yield from self._choose_chunk(context, found)
            context.use_threads(found.threads, found.batch_threads)
            reads = yield from self._trials.sample(partial(context.read, self._reading))
            writes = yield from self._trials.sample(partial(context.write, self._writing))
        finally:
            context.close()
        steady = self._trials.is_steady
        return WriterCalibration(
            found if steady else self._default, _rate(reads), _rate(writes), steady and bool(reads and writes)
        )

    def _fill(self, context: TimedContext, seconds: float) -> Generator[None, None, None]:
        """Read what goes before, as far as there is time for it; settle how large a sample is."""
        rate = max((yield from self._trials.sample(partial(context.read, _LEAST_READ), 2)), default=0.0)
        wished = int(rate * self._trials.budget.sample) // _LEAST_READ * _LEAST_READ
        self._reading = max(_LEAST_READ, min(wished, _MOST_READ))
        depth = min(DEPTH, context.size // 2, int(rate * seconds))
        yield from _fill_to(context, depth, self._reading)
        rate = max((yield from self._trials.sample(partial(context.write, 1), 3)), default=0.0)
        self._writing = max(1, min(int(rate * self._trials.budget.sample), _MOST_WRITTEN))

    def _choose_threads(self, context: TimedContext) -> Generator[None, None, WriterCompute]:
        found = self._default

        def reading(count: int) -> float | None:
            context.use_threads(found.threads, count)
            return context.read(self._reading)

        def writing(count: int) -> float | None:
            context.use_threads(count, found.batch_threads)
            return context.write(self._writing)

        others = [(count, partial(reading, count)) for count in self._threads]
        if (
            chosen := (yield from best(self._trials, partial(reading, found.batch_threads), others))
        ) is not None:
            found = replace(found, batch_threads=chosen)
        others = [(count, partial(writing, count)) for count in self._threads]
        if (chosen := (yield from best(self._trials, partial(writing, found.threads), others))) is not None:
            found = replace(found, threads=chosen)
        context.use_threads(found.threads, found.batch_threads)
        return found

    def _choose_attention(
        self, off: TimedContext, found: WriterCompute
    ) -> Generator[None, None, tuple[TimedContext, WriterCompute]]:
        """The context of the kernel that makes an ordinary answer shorter; the other is closed."""
        changed = replace(found, flash_attention=not found.flash_attention)
        try:
            on = self._make(changed)
        except GenerationFailed:
            return off, found  # no memory for a second, or no such kernel for this model
        try:
            yield from _fill_to(on, off.depth, self._reading)
            count = self._reading
            reading = yield from self._trials.compare(partial(off.read, count), partial(on.read, count))
            count = self._writing
            writing = yield from self._trials.compare(partial(off.write, count), partial(on.write, count))
        except BaseException:
            on.close()
            raise
        pair = (reading, writing)
        if all(comparison.is_steady for comparison in pair):
            read, written = (median(comparison.default) for comparison in pair)
            before = _READ / read + _WRITTEN / written
            after = _READ / (read * reading.ratio) + _WRITTEN / (written * writing.ratio)
            if before >= after * MARGIN:
                off.close()
                return on, changed
        on.close()
        return off, found

    def _choose_chunk(
        self, context: TimedContext, found: WriterCompute
    ) -> Generator[None, None, WriterCompute]:
        """Larger where that is faster and still short to wait for; smaller where it costs nothing and the
        default takes long."""
        rate = max((yield from self._trials.sample(partial(context.read, self._reading), 2)), default=0.0)
        room = context.size - context.depth
        default = partial(context.read, min(found.chunk, room))
        larger = [
            (chunk, partial(context.read, chunk))
            for chunk in _CHUNKS
            if found.chunk < chunk <= min(room, rate * _STEP_SECONDS)
        ]
        chosen = yield from best(self._trials, default, larger)
        if chosen is not None:
            return replace(found, chunk=chosen)
        smaller = min(_CHUNKS)
        if found.chunk > max(rate * _STEP_SECONDS, smaller):
            comparison = yield from self._trials.compare(default, partial(context.read, smaller))
            if comparison.is_steady and comparison.ratio >= _AS_FAST:
                return replace(found, chunk=smaller)
        return found


def _fill_to(context: TimedContext, depth: int, count: int) -> Generator[None, None, None]:
    """So deep, in steps of so many tokens; those that are interrupted are read again."""
    while context.depth < depth:
        context.fill(min(count, depth - context.depth))
        yield None


def _rate(rates: Sequence[float]) -> float:
    return median(rates) if rates else 0.0
