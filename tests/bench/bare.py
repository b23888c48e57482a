"""Bare decoding, to lay beside the engine's: `llama_decode`, llama.cpp's samplers, `llama_token_to_piece`.

The loop fills the same sections from the same prompt by the same rules, on the same number of threads, in a
process of its own that does nothing else: no text is made of the tokens, nothing is sent, kept or checked.
The process is under the engine's filter: both have the same kernels of llama.cpp.
"""

import ctypes
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from app.engine import lockdown
from app.engine.prompt import build
from app.messages import Language, Source
from app.outline import Budget, Fill, Put, outline
from app.tasks import Form, Task, check_form, load
from models.chat_format import ChatFormat
from models.llama_library import keeps_weights_safely, send_errors_only
from models.sampling import Sampling, sampler_chain
from models.vocabulary import Vocabulary


class Assignment(msgspec.Struct, frozen=True):
    """An answer to be written once more: its task file, form, sources, and length."""

    task: str
    fields: dict[str, str]
    language: Language
    sources: tuple[Source, ...]
    max_tokens: int
    repeat_penalty: float


class Written(msgspec.Struct, frozen=True):
    """What the loop wrote; the time is from the first to the last token."""

    prompt_tokens: int
    tokens: int
    seconds: float

    @property
    def speed(self) -> float:
        """Tokens a second."""
        return (self.tokens - 1) / self.seconds


class BareLoop:
    """A process with a model loaded. Use it as a context manager."""

    def __init__(self, model: Path, context: int, threads: int) -> None:
        command = [sys.executable, __file__, str(os.getpid()), str(model), str(context), str(threads)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def __enter__(self) -> "BareLoop":
        return self

    def __exit__(self, *_: object) -> None:
        assert self._process.stdin and self._process.stdout
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()

    def write(self, assignment: Assignment) -> Written:
        """Have it written; the prompt of the last one is not read again."""
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(msgspec.json.encode(assignment) + b"\n")
        self._process.stdin.flush()
        return msgspec.json.decode(self._process.stdout.readline(), type=Written)


def serve(model: Path, context: int, threads: int) -> None:
    """Write every assignment that comes in."""
    loop = _Loop(model, context, threads)
    for line in sys.stdin.buffer:
        written = loop.write(msgspec.json.decode(line, type=Assignment))
        sys.stdout.buffer.write(msgspec.json.encode(written) + b"\n")
        sys.stdout.buffer.flush()


class _Loop:
    def __init__(self, model: Path, context: int, threads: int) -> None:
        import llama_cpp  # in the closed process only

        self._api: Any = llama_cpp
        send_errors_only(llama_cpp)
        llama_cpp.llama_backend_init()
        parameters = llama_cpp.llama_model_default_params()
        self._model = llama_cpp.llama_model_load_from_file(os.fsencode(model), parameters)
        settings = llama_cpp.llama_context_default_params()
        settings.n_ctx, settings.n_batch, settings.n_ubatch = context, 512, 512
        settings.n_threads = settings.n_threads_batch = threads
        settings.flash_attn_type = llama_cpp.LLAMA_FLASH_ATTN_TYPE_DISABLED
        settings.no_perf = True
        self._context = llama_cpp.llama_init_from_model(self._model, settings)
        self._vocabulary = Vocabulary(llama_cpp, self._model)
        self._prompt: list[int] = []

    def write(self, assignment: Assignment) -> Written:
        task = load(Path(assignment.task))
        form = check_form(task, assignment.fields, assignment.language)
        prompt = self._prompt_of(task, form, assignment)
        self._read(prompt)
        sections = outline(task, form, assignment.language)
        budget = Budget(sections, assignment.max_tokens)
        sampling = Sampling(0.0, repeat_penalty=assignment.repeat_penalty)
        chain = sampler_chain(self._api, len(self._vocabulary.pieces), sampling)
        clock = _Clock()
        waiting: list[int] = []
        for step in (step for section in sections for step in section.steps):
            if isinstance(step, Put):
                waiting += self._vocabulary.tokens(step.text)
            elif isinstance(step, Fill):
                before = clock.tokens
                waiting = self._fill(chain, waiting, budget.next(), step, clock)
                budget.spend(clock.tokens - before)
        self._api.llama_sampler_free(chain)
        return Written(len(prompt), clock.tokens, clock.last - clock.first)

    def _fill(
        self, chain: Any, waiting: Sequence[int], budget: int, slot: Fill, clock: "_Clock"
    ) -> list[int]:
        """Decode what waits and fill a slot; the tokens that wait after it."""
        api, vocabulary = self._api, self._vocabulary
        pieces = api.llama_model_get_vocab(self._model)
        buffer = ctypes.create_string_buffer(64)
        for place in range(budget):
            if waiting:
                self._decode(waiting)
            if place == 0:
                logits = api.llama_get_logits_ith(self._context, -1)
                bans = vocabulary.bans.prose if slot.shape == "prose" else vocabulary.bans.line
                np.ctypeslib.as_array(logits, shape=(len(vocabulary.pieces),))[bans] = -np.inf
            token = api.llama_sampler_sample(chain, self._context, -1)
            if vocabulary.ends_generation(token):
                return []
            length = api.llama_token_to_piece(pieces, token, buffer, len(buffer), 0, False)
            clock.tick()
            if slot.shape == "line" and b"\n" in buffer.raw[: max(length, 0)]:
                return []
            waiting = [token]
        return list(waiting)

    def _prompt_of(self, task: Task, form: Form, assignment: Assignment) -> list[int]:
        built = build(task, form, assignment.sources, assignment.language)
        template = self._api.llama_model_chat_template(self._model, None).decode()
        chat = ChatFormat.from_template(template, *self._vocabulary.edge_texts(), "model")
        segments = chat.segments(built.system, built.user)
        tokens = [token for one in segments for token in self._vocabulary.tokens(one.text, one.control)]
        begin = self._vocabulary.begin
        return tokens if begin is None or tokens[:1] == [begin] else [begin, *tokens]

    def _read(self, prompt: list[int]) -> None:
        """Have the context hold the prompt and no more, its last token just read."""
        memory = self._api.llama_get_memory(self._context)
        known = len(prompt) - 1 if prompt == self._prompt else 0
        self._api.llama_memory_seq_rm(memory, 0, known, -1)
        for start in range(known, len(prompt), 512):
            self._decode(prompt[start : start + 512])
        self._prompt = prompt

    def _decode(self, tokens: Sequence[int]) -> None:
        array = (ctypes.c_int32 * len(tokens))(*tokens)
        if self._api.llama_decode(self._context, self._api.llama_batch_get_one(array, len(tokens))) != 0:
            raise SystemExit("llama_decode failed")


class _Clock:
    def __init__(self) -> None:
        self.tokens, self.first, self.last = 0, 0.0, 0.0

    def tick(self) -> None:
        self.last = time.perf_counter()
        self.first = self.first or self.last
        self.tokens += 1


if __name__ == "__main__":
    lockdown.enter(int(sys.argv[1]))
    lockdown.without_tile_registers(keeps_weights_safely)
    serve(Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
