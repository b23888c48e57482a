"""Generation with a GGUF model on llama.cpp's low-level API: read a prompt, fill slots, force text.

The loop is ours, the arithmetic and the sampler chain are llama.cpp's. One `LlamaGenerator` belongs to
one thread; only its `Interrupt` may be touched by others. What a prompt says is not decided here.
"""

import codecs
import ctypes
import os
import platform
import random
import sys
import time
import weakref
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from models.chat_format import ChatFormat, Segment
from models.errors import GenerationFailed, ModelDamaged, ModelMissing, NoChatTemplate, PromptTooLong
from models.interrupt import Interrupt

STEP_SECONDS = 0.15
"""How long one reading step should take: short enough to be stopped, long enough to be fast."""

_FIRST_STEP_TOKENS, _LEAST_STEP_TOKENS, _MOST_STEP_TOKENS = 64, 16, 512
_PENALTY_WINDOW = 64
_ABORTED = 2  # llama_decode's return code
_RANDOM_SEED = 0xFFFFFFFF  # LLAMA_DEFAULT_SEED: llama.cpp draws one itself


@dataclass(frozen=True)
class Sampling:
    """How the next token is drawn. Temperature 0 takes the likeliest; `seed` None draws a new one."""

    temperature: float
    top_p: float = 1.0
    min_p: float = 0.0
    top_k: int = 40
    repeat_penalty: float = 1.0
    seed: int | None = None


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
        _send_errors_only(llama_cpp)
        llama_cpp.llama_backend_init()
        parameters = llama_cpp.llama_model_default_params()
        parameters.use_extra_bufts = not _tile_registers_are_granted()
        self._model = llama_cpp.llama_model_load_from_file(os.fsencode(path), parameters)
        if not self._model:
            raise ModelDamaged(str(path))
        self._free: Any = weakref.finalize(self, llama_cpp.llama_model_free, self._model)
        self._vocabulary = llama_cpp.llama_model_get_vocab(self._model)
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
        self._pieces = _pieces(llama_cpp, self._vocabulary)
        spm = llama_cpp.llama_vocab_type(self._vocabulary) == llama_cpp.LLAMA_VOCAB_TYPE_SPM
        self._lead = self._tokens_of_bytes(b"\n", control=False) if spm else []
        self._bans = _Bans.of(self._pieces, self._ends_generation)
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
        return len(self._tokens(text, control=False))

    def conversation(self, system: Sequence[str], user: Sequence[str]) -> list[int]:
        """The tokens of a conversation up to where the model begins to write.

        Each text is tokenised by itself and plainly: it cannot hold a control token.
        """
        tokens: list[int] = []
        for segment in self._chat.segments(system, user):
            tokens += self._segment_tokens(segment)
        begin = self._api.llama_vocab_bos(self._vocabulary)
        if self._api.llama_vocab_get_add_bos(self._vocabulary) and tokens[:1] != [begin]:
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
        return np.ctypeslib.as_array(pointer, shape=(len(self._pieces),))

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
        begin, end = (
            self._token_text(token)
            for token in (
                self._api.llama_vocab_bos(self._vocabulary),
                self._api.llama_vocab_eos(self._vocabulary),
            )
        )
        return ChatFormat.from_template(
            template.decode(errors="replace") if template else None, begin, end, self.name
        )

    def _token_text(self, token: int) -> str:
        text = self._api.llama_vocab_get_text(self._vocabulary, token) if token >= 0 else b""
        return (text or b"").decode(errors="replace")

    def _metadata(self, key: str) -> str:
        buffer = ctypes.create_string_buffer(256)
        length = self._api.llama_model_meta_val_str(self._model, key.encode(), buffer, len(buffer))
        return buffer.value.decode(errors="replace") if length > 0 else ""

    def _ends_generation(self, token: int) -> bool:
        return bool(self._api.llama_vocab_is_eog(self._vocabulary, token))

    # --- text to tokens -----------------------------------------------------------------------------

    def _segment_tokens(self, segment: Segment) -> list[int]:
        return self._tokens(segment.text, segment.control)

    def _tokens(self, text: str | bytes, control: bool) -> list[int]:
        raw = text if isinstance(text, bytes) else text.encode(errors="replace")
        if raw and self._lead:
            # SentencePiece puts a space before whatever it is given; behind a newline there is none.
            tokens = self._tokens_of_bytes(b"\n" + raw, control)
            if tokens[: len(self._lead)] == self._lead:
                return tokens[len(self._lead) :]
        return self._tokens_of_bytes(raw, control)

    def _tokens_of_bytes(self, raw: bytes, control: bool) -> list[int]:
        room = len(raw) + 8
        array = (ctypes.c_int32 * room)()
        count = self._api.llama_tokenize(self._vocabulary, raw, len(raw), array, room, False, control)
        return list(array[: max(count, 0)])


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
        self._chain = _sampler_chain(generator._api, len(generator._pieces), sampling)

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
        self._text += self._generator._tokens(text, control=False)
        if len(self._text) + 1 > self._generator.context:
            raise PromptTooLong(len(self._text), self._generator.context)

    def fill(self, slot: Slot) -> Iterator[str]:
        """Let the model write; yields whole characters, or "" when interrupted with nothing new.

        The end of generation and the newline that ends a line are not part of what is yielded.
        """
        generator = self._generator
        characters = codecs.getincrementaldecoder("utf-8")(errors="replace")
        bans = generator._bans.numbered if slot.numbered else generator._bans.plain
        budget = min(slot.budget, generator.context - len(self._text) - 1)
        for written in range(budget):
            while waiting := self._waiting():
                if not generator._timed_decode(waiting):
                    yield ""
            if written == 0:
                generator._logits()[bans] = -np.inf
            token = generator._api.llama_sampler_sample(self._chain, generator._context, -1)
            if generator._ends_generation(token):
                break
            self.generated += 1
            piece = generator._pieces[token]
            if slot.one_line and b"\n" in piece:
                line = piece.partition(b"\n")[0]
                self._text += generator._tokens(line, control=False)[
                    : generator.context - len(self._text) - 1
                ]
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


@dataclass(frozen=True)
class _Bans:
    """Token ids that a slot may not begin with, as index arrays."""

    plain: NDArray[np.int64]
    numbered: NDArray[np.int64]

    @classmethod
    def of(cls, pieces: Sequence[bytes], ends: Any) -> "_Bans":
        plain, numbered = [], []
        for token, piece in enumerate(pieces):
            text = piece.lstrip(b" \t")
            if not text.strip() or text[:1] in b"#\n\r" or ends(token):
                plain.append(token)
            elif text[:1].isdigit() or text[:1] in b"-*+.)" or text.startswith("•".encode()):
                numbered.append(token)
        return cls(np.array(plain), np.array(plain + numbered))


def _free(api: Any, model: Any, context: Any) -> None:
    api.llama_free(context)
    api.llama_model_free(model)


def _common_length(one: Sequence[int], other: Sequence[int]) -> int:
    for place, (left, right) in enumerate(zip(one, other, strict=False)):
        if left != right:
            return place
    return min(len(one), len(other))


def _pieces(api: Any, vocabulary: Any) -> list[bytes]:
    """The bytes of every token; control tokens are empty. (vocabulary,)"""
    buffer = ctypes.create_string_buffer(512)
    pieces = []
    for token in range(api.llama_vocab_n_tokens(vocabulary)):
        length = api.llama_token_to_piece(vocabulary, token, buffer, len(buffer), 0, False)
        pieces.append(buffer.raw[:length] if length > 0 else b"")
    return pieces


def _sampler_chain(api: Any, vocabulary: int, sampling: Sampling) -> Any:
    """llama.cpp's samplers in its own order, but with top-k first: the others then look at k tokens."""
    chain = api.llama_sampler_chain_init(api.llama_sampler_chain_default_params())
    stages = [api.llama_sampler_init_top_k(sampling.top_k)] if sampling.top_k > 0 else []
    if sampling.repeat_penalty != 1.0:
        stages.append(
            api.llama_sampler_init_penalties(vocabulary, _PENALTY_WINDOW, sampling.repeat_penalty, 0.0, 0.0)
        )
    if sampling.temperature <= 0:
        stages.append(api.llama_sampler_init_greedy())
    else:
        seed = sampling.seed if sampling.seed is not None else random.getrandbits(32)
        stages += [
            api.llama_sampler_init_top_p(sampling.top_p, 1),
            api.llama_sampler_init_min_p(sampling.min_p, 1),
            api.llama_sampler_init_temp(sampling.temperature),
            api.llama_sampler_init_dist(seed % _RANDOM_SEED),
        ]
    for stage in stages:
        api.llama_sampler_chain_add(chain, stage)
    return chain


def _tile_registers_are_granted() -> bool:
    """Whether llama.cpp would use AMX here, which dies of SIGSEGV when it was built by GCC 12.

    The engine's filter denies the registers, and all its other kernels for repacked weights are used;
    a process that is granted them does without any of those kernels.
    """
    if sys.platform != "linux" or platform.machine() != "x86_64":
        return False
    arch_prctl, request_permission, tile_data = 158, 0x1023, 18
    return bool(ctypes.CDLL(None).syscall(arch_prctl, request_permission, tile_data) == 0)


_log_callback: Any = None  # ctypes callbacks must outlive their last call


def _send_errors_only(api: Any) -> None:
    """llama.cpp's own log: its errors go to standard error, which is the engine's log."""
    global _log_callback
    if _log_callback is None:
        _log_callback = api.llama_log_callback(_log)
        api.llama_log_set(_log_callback, None)


def _log(level: int, text: bytes, _: Any) -> None:
    if level == 4:  # GGML_LOG_LEVEL_ERROR
        sys.stderr.write(text.decode(errors="replace"))
