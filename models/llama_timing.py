"""A small context of its own on a loaded model, in which reading and writing are timed.

It shares the weights and nothing else with the context that answers are written in. Which ways of running it
are compared is decided in `models.calibration`.
"""

import ctypes
import time
from collections.abc import Sequence
from typing import Any

from models.compute import WriterCompute
from models.errors import GenerationFailed
from models.generator import Generator, LlamaGenerator
from models.interrupt import Interrupt

CONTEXT = 1280
"""Tokens: the depth at which is measured, and the largest chunk."""

_LARGEST_BATCH = 512
_ABORTED = 2  # llama_decode's return code


class TimedContext:
    """Reads and writes made-up text behind what it has been filled with. Not for text that is to be used."""

    def __init__(
        self, api: Any, model: Any, compute: WriterCompute, interrupt: Interrupt, tokens: Sequence[int]
    ) -> None:
        """`api` is the module llama_cpp, `model` its pointer, which has to outlive this; `tokens` are what is
        read, over and over, at least one.

        Raises:
            GenerationFailed: there is no memory for it.
        """
        self._api, self._tokens = api, list(tokens)
        parameters = api.llama_context_default_params()
        parameters.n_ctx = min(CONTEXT, api.llama_model_n_ctx_train(model))
        parameters.n_batch = parameters.n_ubatch = _LARGEST_BATCH
        parameters.n_threads, parameters.n_threads_batch = compute.threads, compute.batch_threads
        on, off = api.LLAMA_FLASH_ATTN_TYPE_ENABLED, api.LLAMA_FLASH_ATTN_TYPE_DISABLED
        parameters.flash_attn_type = on if compute.flash_attention else off
        parameters.no_perf = True
        self._context = api.llama_init_from_model(model, parameters)
        if not self._context:
            raise GenerationFailed(0)
        callback = api.ggml_abort_callback(interrupt.callback)
        api.llama_set_abort_callback(self._context, callback, ctypes.c_void_p(interrupt.data))
        self._memory = api.llama_get_memory(self._context)
        self.size = int(api.llama_n_ctx(self._context))
        self.depth = 0

    def close(self) -> None:
        """Free it; of no use after that."""
        if self._context:
            self._api.llama_free(self._context)
            self._context = None

    def use_threads(self, writing: int, reading: int) -> None:
        """From now on."""
        self._api.llama_set_n_threads(self._context, writing, reading)

    def fill(self, count: int) -> bool:
        """Read so many more tokens and keep them: what follows is that deep. False: interrupted."""
        if not self._decode(self._next(count)):
            return False
        self.depth += count
        return True

    def read(self, count: int) -> float | None:
        """Tokens a second of reading so many at once; None when it was interrupted."""
        return self._timed([self._next(count)])

    def write(self, count: int) -> float | None:
        """Tokens a second of so many, one at a time, as in writing; None when it was interrupted."""
        return self._timed([[token] for token in self._next(count)])

    def _timed(self, batches: Sequence[Sequence[int]]) -> float | None:
        began = time.perf_counter()
        whole = all(self._decode(batch) for batch in batches)
        self._api.llama_synchronize(self._context)
        seconds = time.perf_counter() - began
        self._go_back()
        return sum(map(len, batches)) / max(seconds, 1e-9) if whole else None

    def _next(self, count: int) -> list[int]:
        tokens = self._tokens
        return [tokens[(self.depth + place) % len(tokens)] for place in range(count)]

    def _decode(self, tokens: Sequence[int]) -> bool:
        array = (ctypes.c_int32 * len(tokens))(*tokens)
        code = self._api.llama_decode(self._context, self._api.llama_batch_get_one(array, len(tokens)))
        if code not in (0, _ABORTED):
            raise GenerationFailed(code)
        return bool(code == 0)

    def _go_back(self) -> None:
        """To the depth it was filled to; to nothing where the model cannot go back."""
        if not self._api.llama_memory_seq_rm(self._memory, 0, self.depth, -1):
            self._api.llama_memory_clear(self._memory, True)
            self.depth = 0


def context_beside(generator: LlamaGenerator, tokens: Sequence[int], compute: WriterCompute) -> TimedContext:
    """A context on the model of a generator, which has to outlive it.

    Raises:
        GenerationFailed: there is no memory for it.
    """
    return TimedContext(generator._api, generator._model, compute, generator._interrupt, tokens)


def use_threads(generator: Generator, compute: WriterCompute) -> bool:
    """Have a generator compute so from now on. False: it cannot, because more than threads would change."""
    if not isinstance(generator, LlamaGenerator):
        return True
    now = generator._compute
    if (now.flash_attention, now.chunk) != (compute.flash_attention, compute.chunk):
        return False
    generator._api.llama_set_n_threads(generator._context, compute.threads, compute.batch_threads)
    generator._compute = compute
    return True
