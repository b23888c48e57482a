"""How an embedder runs best on this computer: threads, number format and batch, by trying.

As `models.calibration`, whose records these are: a sample a step, the default unless another wins clearly.
"""

from collections.abc import Generator
from dataclasses import replace
from functools import partial
from itertools import cycle, islice
from statistics import median

import numpy as np

from models.calibration import SECONDS, WRITER_SHARE, EmbedderCalibration
from models.compute import EmbedderCompute
from models.embedder import Embedder, Vectors
from models.errors import ModelDamaged
from models.machine import thread_candidates
from models.sample_texts import SampleTexts
from models.trials import PAIRS, Budget, Trials, best

LEAST_COSINE = 0.999
"""Between a text's vectors in half and in full precision, for every text."""

_SAMPLE_SECONDS = 0.2
_BATCHES = (1, 2, 4, 8, 16, 32, 64)
_FAR_SLOWER = 3.0


class EmbedderCalibrator:
    """Finds an embedder's best way."""

    def __init__(
        self,
        embedder: Embedder,
        half: Embedder | None,
        default: EmbedderCompute,
        seconds: float = SECONDS * (1 - WRITER_SHARE),
    ) -> None:
        """`half` is the same model in bfloat16, None where it is not to be tried."""
        self._embedder, self._half, self._default = embedder, half, default
        self._texts = passages(SampleTexts.load(), max(_BATCHES))
        self._threads = thread_candidates(default.threads)
        comparisons = len(self._threads) + 1 + 1 + len(_BATCHES) // 2
        self._planned = comparisons * 2 * PAIRS
        sample = min(_SAMPLE_SECONDS, seconds / self._planned)
        self._trials = Trials(Budget(seconds, sample))

    def measure(self) -> Generator[float, None, EmbedderCalibration]:
        """One sample a step; yields how far it is, 0 to 1. Leaves torch with the default's threads.

        Raises:
            ModelDamaged
        """
        steps = self._measure()
        try:
            while True:
                try:
                    next(steps)
                except StopIteration as end:
                    found: EmbedderCalibration = end.value
                    return found
                yield min(self._trials.done / self._planned, 0.99)
        finally:
            use_threads(self._default.threads)

    def _measure(self) -> Generator[None, None, EmbedderCalibration]:
        found, embedder = self._default, self._embedder
        batch = yield from self._ordinary_batch()
        threads = [(count, partial(self._run, embedder, batch, count)) for count in self._threads]
        run = partial(self._run, embedder, batch, found.threads)
        if (chosen := (yield from best(self._trials, run, threads))) is not None:
            found = replace(found, threads=chosen)
        if self._half is not None:
            try:
                wins = yield from self._half_wins(self._half, batch, found.threads)
            except ModelDamaged:  # its numbers are too large for half precision
                wins = False
            if wins:
                found, embedder = replace(found, number_format="bfloat16"), self._half
        run = partial(self._run, embedder, batch, found.threads)
        rate = max((yield from self._trials.sample(run, 2)))
        sizes = [
            (size, partial(self._run, embedder, size, found.threads))
            for size in _BATCHES
            if size != batch and batch // 4 <= size <= rate * _SAMPLE_SECONDS
        ]
        if (chosen := (yield from best(self._trials, run, sizes))) is not None:
            batch, found = chosen, replace(found, batch=chosen)
        rates = yield from self._trials.sample(partial(self._run, embedder, batch, found.threads))
        steady = self._trials.is_steady
        return EmbedderCalibration(found if steady else self._default, median(rates), steady)

    def _ordinary_batch(self) -> Generator[None, None, int]:
        """As many texts at once as fit a sample, and at most those of the default."""
        run = partial(self._run, self._embedder, 1, self._default.threads)
        rate = max((yield from self._trials.sample(run, 3)))
        fitting = (size for size in _BATCHES if size <= min(self._default.batch, rate * _SAMPLE_SECONDS))
        return max(fitting, default=1)

    def _half_wins(self, half: Embedder, batch: int, threads: int) -> Generator[None, None, bool]:
        """Whether half precision is faster here and says the same."""
        full = max((yield from self._trials.sample(partial(self._run, self._embedder, 1, threads), 2)))
        less = max((yield from self._trials.sample(partial(self._run, half, 1, threads), 2)))
        if less * _FAR_SLOWER < full:
            return False
        for text in self._texts[: len(SampleTexts.load().all)]:
            vectors = [maker.embed_passages([text]).vectors[0] for maker in (self._embedder, half)]
            yield None
            if cosine(vectors[0], vectors[1]) < LEAST_COSINE:
                return False
        one, other = (partial(self._run, maker, batch, threads) for maker in (self._embedder, half))
        comparison = yield from self._trials.compare(one, other)
        return comparison.wins

    def _run(self, embedder: Embedder, count: int, threads: int) -> float:
        """Embed so many passages; how many a second."""
        use_threads(threads)
        began = self._trials.clock()
        embedder.embed_passages(self._texts[:count])
        return count / max(self._trials.clock() - began, 1e-9)


def use_threads(count: int) -> None:
    """Let torch use so many from now on, in calls of this thread."""
    import torch

    torch.set_num_threads(count)


def cosine(one: Vectors, other: Vectors) -> float:
    """Of two vectors of length 1."""
    return float(np.dot(one, other))


def passages(texts: SampleTexts, count: int) -> list[str]:
    """So many passages of an ordinary length, about 900 letters; they come again where there are too few."""
    made = [
        f"{one} {other}"
        for language in (texts.dutch, texts.english)
        for one, other in zip(language, (*language[1:], language[0]), strict=True)
    ]
    return list(islice(cycle(made), count))
