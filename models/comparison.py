"""How a converted model compares with its original: the same text read by both, and the time it takes.

Quality is the Kullback-Leibler divergence of the next token's probabilities from the original's, and how
often both choose the same token first, as llama.cpp's own `perplexity --kl-divergence` tells them. Speed is
CPU time of one thread, which other processes hardly change. One model is in memory at a time.
"""

import ctypes
import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.errors import GenerationFailed, ModelDamaged
from models.llama_library import keeps_weights_safely, send_errors_only
from models.vocabulary import Vocabulary

TYPICAL_PROMPT, TYPICAL_ANSWER = 2000, 250
"""Tokens read and written for an answer with passages."""

_CONTEXT = 512
_READ_AT_ONCE, _WRITTEN = 64, 8
_REPEATS, _TIMING_SECONDS = 3, 8.0
_ROWS = 32  # whose probabilities are worked on at once


@dataclass(frozen=True)
class Comparison:
    """`agreement` is the share of places at which both would go on with the same token, 0 to 1; `divergence`
    the mean in nats; `faster` how many times as fast an answer is."""

    agreement: float
    divergence: float
    faster: float
    tokens: int


@dataclass(frozen=True, eq=False)
class Measured:
    """One model: log-probabilities (tokens, vocabulary) for each text, and tokens a second of CPU time."""

    probabilities: list[NDArray[np.float16]]
    reads: float
    writes: float

    @property
    def seconds(self) -> float:
        """CPU time of a typical answer."""
        return TYPICAL_PROMPT / self.reads + TYPICAL_ANSWER / self.writes


def compare(original: Measured, copy: Measured) -> Comparison:
    """Of two models with the same vocabulary that read the same texts."""
    same, divergence, tokens = 0, 0.0, 0
    for ours, theirs in zip(original.probabilities, copy.probabilities, strict=True):
        for start in range(0, len(ours), _ROWS):
            left = ours[start : start + _ROWS].astype(np.float32)
            right = theirs[start : start + _ROWS].astype(np.float32)
            same += int((left.argmax(1) == right.argmax(1)).sum())
            divergence += float((np.exp(left) * (left - right)).sum())
            tokens += len(left)
    return Comparison(
        same / max(tokens, 1), max(0.0, divergence / max(tokens, 1)), original.seconds / copy.seconds, tokens
    )


def measure(path: Path, texts: Sequence[str], threads: int) -> Measured:
    """Read the texts with the model at `path`.

    Raises:
        ModelDamaged: it does not load.
        GenerationFailed: llama.cpp refuses to compute.
    """
    reader = _Reader(path, threads)
    try:
        probabilities = [reader.probabilities(text) for text in texts]
        reads, writes = reader.rates()
    finally:
        reader.close()
    return Measured(probabilities, reads, writes)


class _Reader:
    """A model and a small context, for reading only."""

    def __init__(self, path: Path, threads: int) -> None:
        import llama_cpp

        self._api: Any = llama_cpp
        self._context: Any = None
        send_errors_only(llama_cpp)
        llama_cpp.llama_backend_init()
        parameters = llama_cpp.llama_model_default_params()
        parameters.use_extra_bufts = keeps_weights_safely()
        self._model = llama_cpp.llama_model_load_from_file(os.fsencode(path), parameters)
        if not self._model:
            raise ModelDamaged(str(path))
        wanted = llama_cpp.llama_context_default_params()
        wanted.n_ctx = min(_CONTEXT, llama_cpp.llama_model_n_ctx_train(self._model))
        wanted.n_batch = wanted.n_ubatch = wanted.n_ctx
        wanted.n_threads = wanted.n_threads_batch = threads
        wanted.flash_attn_type = llama_cpp.LLAMA_FLASH_ATTN_TYPE_DISABLED
        self._context = llama_cpp.llama_init_from_model(self._model, wanted)
        if not self._context:
            self.close()
            raise ModelDamaged(str(path))
        self._longest = int(wanted.n_ctx)
        self._vocabulary = Vocabulary(llama_cpp, self._model)

    def close(self) -> None:
        if self._context:
            self._api.llama_free(self._context)
        self._api.llama_model_free(self._model)

    def probabilities(self, text: str) -> NDArray[np.float16]:
        """The log-probabilities of what comes after each token of the text."""
        begin = [] if self._vocabulary.begin is None else [self._vocabulary.begin]
        tokens = (begin + self._vocabulary.tokens(text))[: self._longest] or [0]
        self._forget()
        self._decode(tokens, all_logits=True)
        size = (len(tokens), len(self._vocabulary.pieces))
        logits = np.ctypeslib.as_array(self._api.llama_get_logits(self._context), shape=size)
        found = np.empty(size, np.float16)
        for start in range(0, len(tokens), _ROWS):
            rows = logits[start : start + _ROWS].astype(np.float64)
            rows -= rows.max(axis=1, keepdims=True)
            found[start : start + _ROWS] = rows - np.log(np.exp(rows).sum(axis=1, keepdims=True))
        return found

    def rates(self) -> tuple[float, float]:
        """Tokens a second of CPU time, reading and writing, the best of some."""
        self._api.llama_set_n_threads(self._context, 1, 1)
        count = min(_READ_AT_ONCE, self._longest // 2)
        made_up = [place * 37 % len(self._vocabulary.pieces) for place in range(count + _WRITTEN)]
        read = _best(lambda: self._timed(made_up[:count]))
        write = _best(lambda: sum(self._timed([token]) for token in made_up[count:]))
        return count / read, _WRITTEN / write

    def _timed(self, tokens: Sequence[int]) -> float:
        if len(tokens) > 1:
            self._forget()
        began = time.thread_time()
        self._decode(tokens)
        return max(time.thread_time() - began, 1e-9)

    def _forget(self) -> None:
        self._api.llama_memory_clear(self._api.llama_get_memory(self._context), True)

    def _decode(self, tokens: Sequence[int], all_logits: bool = False) -> None:
        array = (ctypes.c_int32 * len(tokens))(*tokens)  # the batch points to it
        batch = self._api.llama_batch_get_one(array, len(tokens))
        wanted = (ctypes.c_int8 * len(tokens))(*[all_logits] * (len(tokens) - 1), True)
        batch.logits = ctypes.cast(wanted, type(batch.logits))
        code = self._api.llama_decode(self._context, batch)
        if code != 0:
            raise GenerationFailed(code)


def _best(timed: Callable[[], float]) -> float:
    """The least time of some tries; of one, where that takes long."""
    end = time.monotonic() + _TIMING_SECONDS
    least = timed()
    for _ in range(_REPEATS - 1):
        if time.monotonic() > end:
            break
        least = min(least, timed())
    return least
