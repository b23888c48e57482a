"""Generation with a GGUF model on llama.cpp's low-level API: read a prompt, fill slots, force text.

The loop is ours, the arithmetic and the sampler chain are llama.cpp's. One `LlamaGenerator` belongs to
one thread; only its `Interrupt` may be touched by others. What a prompt says is not decided here.
"""

import codecs
import ctypes
import os
import time
import weakref
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from models.chat_format import ChatFormat
from models.errors import GenerationFailed, ModelDamaged, ModelMissing, NoChatTemplate, PromptTooLong
from models.interrupt import Interrupt
from models.llama_library import send_errors_only, tile_registers_are_granted
from models.sampling import Sampling, sampler_chain
from models.vocabulary import Vocabulary

STEP_SECONDS = 0.15
"""How long one reading step should take: short enough to be stopped, long enough to be fast."""

_FIRST_STEP_TOKENS, _LEAST_STEP_TOKENS, _MOST_STEP_TOKENS = 64, 16, 512
_ABORTED = 2  # llama_decode's return code


@dataclass(frozen=True)
class Slot:
    """A place for the model to fill: at most `budget` tokens.

    `one_line`: it ends at the first newline. `numbered`: numbers are the program's, so it may not
    begin with another, nor with a bullet.
    """

    budget: int
    one_line: bool = False
    numbered: bool = False


class Writing(Protocol):
    """One answer being written on a generator."""

    cached: int
    generated: int

    def read(self) -> Iterator[int]:
        """Read what was forced and not read yet; yields the tokens read so far, step by step."""

    def force(self, text: str) -> None:
        """Append text that the program puts; plain, never control tokens."""

    def fill(self, slot: Slot) -> Iterator[str]:
        """Let the model write; yields whole characters, or "" when interrupted with nothing new."""


class Generator(Protocol):
    """A language model that writes."""

    name: str
    context: int

    def count(self, text: str) -> int:
        """How many tokens the text is."""

    def conversation(self, system: Sequence[str], user: Sequence[str]) -> list[int]:
        """The tokens of a conversation up to where the model begins to write."""

    def write(self, prompt: Sequence[int], sampling: Sampling) -> AbstractContextManager[Writing]:
        """Begin an answer to the prompt, reusing what is already read of it."""


class LlamaGenerator:
    """The real one.

    Attributes:
        name: what the file says of itself, or its file name.
        context: the most tokens that prompt and answer have together.
    """

    def __init__(self, path: Path, context: int, threads: int, interrupt: Interrupt) -> None:
        """Load the model at `path` for at most `context` tokens.

        Raises:
            ModelMissing, ModelDamaged, NoChatTemplate
        """
        import llama_cpp

        if not path.is_file():
            raise ModelMissing(str(path))
        self._api: Any = llama_cpp
        send_errors_only(llama_cpp)
        llama_cpp.llama_backend_init()
        parameters = llama_cpp.llama_model_default_params()
        parameters.use_extra_bufts = not tile_registers_are_granted()
        self._model = llama_cpp.llama_model_load_from_file(os.fsencode(path), parameters)
        if not self._model:
            raise ModelDamaged(str(path))
        self._free: Any = weakref.finalize(self, llama_cpp.llama_model_free, self._model)
        self._interrupt = interrupt
        self._context = self._new_context(context, threads)
        if not self._context:
            self.close()
            raise ModelDamaged(str(path))
        self._free.detach()
        self._free = weakref.finalize(self, _free, llama_cpp, self._model, self._context)
        self.name = self._metadata("general.name") or path.stem
        self.context = min(context, int(llama_cpp.llama_n_ctx(self._context)))  # it rounds up to 256
        self._memory = llama_cpp.llama_get_memory(self._context)
        self._writing: LlamaWriting | None = None
        self._read: list[int] = []  # the tokens whose state the context holds, in order
        self._step_tokens = _FIRST_STEP_TOKENS
        self._vocabulary = Vocabulary(llama_cpp, self._model)
        try:
            self._chat = self._chat_format()
        except NoChatTemplate:
            self.close()
            raise

    def close(self) -> None:
        """Free the model; also done when the object goes. It is of no use after that."""
        self._free()

    def count(self, text: str) -> int:
        """How many tokens the text is."""
        return len(self._vocabulary.tokens(text))

    def conversation(self, system: Sequence[str], user: Sequence[str]) -> list[int]:
        """The tokens of a conversation up to where the model begins to write.

        Each text is tokenised by itself and plainly: it cannot hold a control token.
        """
        tokens: list[int] = []
        for segment in self._chat.segments(system, user):
            tokens += self._vocabulary.tokens(segment.text, segment.control)
        begin = self._vocabulary.begin
        if begin is not None and tokens[:1] != [begin]:
            tokens.insert(0, begin)
        return tokens

    def write(self, prompt: Sequence[int], sampling: Sampling) -> "LlamaWriting":
        """Begin an answer; what the context holds of the prompt's beginning is not read again.

        Raises:
            PromptTooLong: no room for a single token of an answer.
        """
        if len(prompt) + 1 > self.context:
            raise PromptTooLong(len(prompt), self.context)
        # The last token is always read: its logits say how to go on.
        self._keep(min(_common_length(self._read, prompt), len(prompt) - 1))
        return LlamaWriting(self, prompt, sampling)

    # --- what a LlamaWriting uses -------------------------------------------------------------------

    def _decode(self, tokens: Sequence[int]) -> bool:
        """Read tokens after those read before. False: interrupted, and none of them counts as read.

        Raises:
            GenerationFailed
        """
        array = (ctypes.c_int32 * len(tokens))(*tokens)
        code = self._api.llama_decode(self._context, self._api.llama_batch_get_one(array, len(tokens)))
        if code == 0:
            self._read.extend(tokens)
            return True
        self._keep(len(self._read))
        if code != _ABORTED:
            raise GenerationFailed(code)
        return False

    def _keep(self, count: int) -> None:
        """Forget all but the first `count` tokens; all of them where the model cannot go back."""
        if not self._api.llama_memory_seq_rm(self._memory, 0, count, -1):
            self._api.llama_memory_clear(self._memory, True)
            count = 0
        del self._read[count:]

    def _timed_decode(self, tokens: Sequence[int]) -> int:
        """Read the first of these tokens, as many as fit a step; returns how many were read."""
        count = min(len(tokens), self._step_tokens)
        began = time.perf_counter()
        if not self._decode(tokens[:count]):
            return 0
        if count == self._step_tokens:
            rate = count / (time.perf_counter() - began)
            wished = int(rate * STEP_SECONDS) // _LEAST_STEP_TOKENS * _LEAST_STEP_TOKENS
            self._step_tokens = max(_LEAST_STEP_TOKENS, min(wished, 2 * count, _MOST_STEP_TOKENS))
        return count

    def _logits(self) -> NDArray[np.float32]:
        """The logits after the last token read: a view of llama.cpp's own buffer, (vocabulary,)."""
        pointer = self._api.llama_get_logits_ith(self._context, -1)
        return np.ctypeslib.as_array(pointer, shape=(len(self._vocabulary.pieces),))

    # --- loading ------------------------------------------------------------------------------------

    def _new_context(self, context: int, threads: int) -> Any:
        parameters = self._api.llama_context_default_params()
        parameters.n_ctx = min(context, self._api.llama_model_n_ctx_train(self._model))
        parameters.n_batch = parameters.n_ubatch = _MOST_STEP_TOKENS
        parameters.n_threads = parameters.n_threads_batch = threads
        # With it, an answer after a reused prefix differs from a cold one (facts of llama.cpp).
        parameters.flash_attn_type = self._api.LLAMA_FLASH_ATTN_TYPE_DISABLED
        parameters.no_perf = True
        made = self._api.llama_init_from_model(self._model, parameters)
        if made:
            callback = self._api.ggml_abort_callback(self._interrupt.callback)
            self._api.llama_set_abort_callback(made, callback, ctypes.c_void_p(self._interrupt.data))
        return made

    def _chat_format(self) -> ChatFormat:
        template = self._api.llama_model_chat_template(self._model, None)
        text = template.decode(errors="replace") if template else None
        return ChatFormat.from_template(text, *self._vocabulary.edge_texts(), self.name)

    def _metadata(self, key: str) -> str:
        buffer = ctypes.create_string_buffer(256)
        length = self._api.llama_model_meta_val_str(self._model, key.encode(), buffer, len(buffer))
        return buffer.value.decode(errors="replace") if length > 0 else ""


class LlamaWriting:
    """One answer on a `LlamaGenerator`: a sampler chain, and the tokens that are still to be read.

    Attributes:
        cached: prompt tokens that did not have to be read.
        generated: tokens that the model wrote.
    """

    def __init__(self, generator: LlamaGenerator, prompt: Sequence[int], sampling: Sampling) -> None:
        self._generator = generator
        generator._writing = self
        self.cached = len(generator._read)
        self.generated = 0
        self._text = list(prompt)  # all tokens of prompt and answer; the generator has read a prefix
        self._chain = sampler_chain(generator._api, len(generator._vocabulary.pieces), sampling)

    def __enter__(self) -> "LlamaWriting":
        return self

    def __exit__(self, *_: object) -> None:
        self._generator._api.llama_sampler_free(self._chain)
        if self._generator._writing is self:
            self._generator._writing = None

    def read(self) -> Iterator[int]:
        """Read what is not read yet; yields the number of tokens read so far, after each step."""
        while waiting := self._waiting():
            self._generator._timed_decode(waiting)
            yield len(self._generator._read)

    def force(self, text: str) -> None:
        """Append text that the program puts.

        Raises:
            PromptTooLong: it does not fit the context.
        """
        self._text += self._generator._vocabulary.tokens(text)
        if len(self._text) + 1 > self._generator.context:
            raise PromptTooLong(len(self._text), self._generator.context)

    def fill(self, slot: Slot) -> Iterator[str]:
        """Let the model write; yields whole characters, or "" when interrupted with nothing new.

        The end of generation and the newline that ends a line are not part of what is yielded.
        """
        generator, vocabulary = self._generator, self._generator._vocabulary
        characters = codecs.getincrementaldecoder("utf-8")(errors="replace")
        bans = vocabulary.bans.numbered if slot.numbered else vocabulary.bans.plain
        budget = min(slot.budget, generator.context - len(self._text) - 1)
        for written in range(budget):
            while waiting := self._waiting():
                if not generator._timed_decode(waiting):
                    yield ""
            if written == 0:
                generator._logits()[bans] = -np.inf
            token = generator._api.llama_sampler_sample(self._chain, generator._context, -1)
            if vocabulary.ends_generation(token):
                break
            self.generated += 1
            piece = vocabulary.pieces[token]
            if slot.one_line and b"\n" in piece:
                line = piece.partition(b"\n")[0]
                room = generator.context - len(self._text) - 1
                self._text += vocabulary.tokens(line)[:room]
                if text := characters.decode(line):
                    yield text
                break
            self._text.append(token)
            if text := characters.decode(piece):
                yield text

    def _waiting(self) -> list[int]:
        """What is still to be read. When another answer came in between, what it read is not ours."""
        generator = self._generator
        if generator._writing is not self:
            generator._keep(min(_common_length(generator._read, self._text), len(self._text) - 1))
            generator._writing = self
        return self._text[len(generator._read) :]


def _free(api: Any, model: Any, context: Any) -> None:
    api.llama_free(context)
    api.llama_model_free(model)


def _common_length(one: Sequence[int], other: Sequence[int]) -> int:
    for place, (left, right) in enumerate(zip(one, other, strict=False)):
        if left != right:
            return place
    return min(len(one), len(other))
