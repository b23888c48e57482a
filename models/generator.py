"""Generation with a GGUF model on llama.cpp's low-level API: read a prompt, fill slots, force text.

The loop is ours, the arithmetic and the sampler chain are llama.cpp's. One `LlamaGenerator` belongs to
one thread; only its `Interrupt` may be touched by others. What a prompt says is not decided here.
"""

import bisect
import codecs
import ctypes
import hashlib
import os
import re
import time
import weakref
from collections.abc import Collection, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from models.chat_format import ChatFormat
from models.compute import WriterCompute
from models.drafting import BatchCosts, Drafting
from models.errors import GenerationFailed, ModelDamaged, ModelMissing, NoChatTemplate, PromptTooLong
from models.fingerprint import fingerprint
from models.interrupt import Interrupt
from models.llama_library import keeps_weights_safely, send_errors_only
from models.prefix import Prefix, PromptTokens
from models.prefix_cache import NOWHERE, PrefixCache, PrefixStorage
from models.sampling import PENALTY_WINDOW, Sampling, sampler_chain
from models.vocabulary import Vocabulary

WORTH_KEEPING = 64
"""Tokens: what was read is kept, or fetched, only when it spares the reading of so many."""

_MOST_CHUNK = 512
_ABORTED = 2  # llama_decode's return code
_MOST_BLANKS = 4  # tokens of space at the beginning of a slot; more are not looked at
_NEWLINE = re.compile(rb"\n")
_ENDINGS = {"prose": None, "line": _NEWLINE, "cell": re.compile(rb"[\n|]")}


Shape = Literal["prose", "line", "cell"]


@dataclass(frozen=True)
class Slot:
    """A place for the model to fill: at most `budget` tokens.

    `shape`: a `line` ends at the first newline, and may not begin with a number or bullet, which are the
    program's; a `cell` ends at a bar too; `prose` may have lines, but no headings. With `options` it is one
    of them, to the letter, whatever the budget. It does not begin with a token of `barred`, and with `worded`
    begins with a letter or digit.
    """

    budget: int
    shape: Shape = "prose"
    options: tuple[str, ...] = ()
    barred: tuple[int, ...] = ()
    worded: bool = False


class Writing(Protocol):
    """One answer being written on a generator."""

    cached: int
    generated: int
    drafted: int

    def read(self) -> Iterator[int]:
        """Read what was forced and not read yet; yields the tokens read so far, step by step."""

    def force(self, text: str) -> None:
        """Append text that the program puts; plain, never control tokens."""

    def fill(self, slot: Slot) -> Iterator[str]:
        """Let the model write; yields whole characters, or "" when interrupted with nothing new."""

    def place(self) -> int:
        """Where the text is now, to come back to."""

    def token_at(self, place: int) -> int:
        """The token that was written or forced first after this place; -1 where there is none."""

    def go_back(self, place: int, sampling: Sampling) -> None:
        """Take back what was written and forced after this place; draw by `sampling` from now on."""

    def likely(self, count: int, shape: Shape) -> list[tuple[str, float]]:
        """The likeliest tokens that a slot of this shape may begin with, and their logits, once all that was
        forced is read."""

    def continues(self) -> bool:
        """Whether the model would begin a new line now rather than end or part with it, once all that was
        forced is read."""


class Generator(Protocol):
    """A language model that writes. `parameters` is how many it has."""

    name: str
    context: int
    parameters: int

    def count(self, text: str) -> int:
        """How many tokens the text is."""

    def conversation(self, system: Sequence[str], user: Sequence[str]) -> PromptTokens:
        """The tokens of a conversation up to where the model begins to write."""

    def write(
        self, prompt: Sequence[int], sampling: Sampling, drafts: bool = False
    ) -> AbstractContextManager[Writing]:
        """Begin an answer to the prompt, reusing what is already read of it. `drafts`: what the answer may
        repeat of the text before it is drafted from there, where that is faster."""

    def keep_on_disk(self, prompt: PromptTokens, documents: Collection[str]) -> None:
        """Keep what was read of a prompt that is read whole, for the next start; it holds these documents."""

    def forget(self) -> None:
        """Lose all that was read; what is on disk is its owner's."""


class LlamaGenerator:
    """The real one.

    Attributes:
        name: what the file says of itself, or its file name.
        context: the most tokens that prompt and answer have together.
        parameters: how many the model has.
    """

    def __init__(
        self,
        path: Path,
        context: int,
        compute: WriterCompute,
        interrupt: Interrupt,
        storage: PrefixStorage = NOWHERE,
    ) -> None:
        """Load the model at `path` for at most `context` tokens. What was read goes to `storage` when
        something else is read.

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
        parameters.use_extra_bufts = keeps_weights_safely()
        self._model = llama_cpp.llama_model_load_from_file(os.fsencode(path), parameters)
        if not self._model:
            raise ModelDamaged(str(path))
        self._free: Any = weakref.finalize(self, llama_cpp.llama_model_free, self._model)
        self._interrupt = interrupt
        self._compute = compute
        self._context = self._new_context(context)
        if not self._context:
            self.close()
            raise ModelDamaged(str(path))
        self._free.detach()
        self._free = weakref.finalize(self, _free, llama_cpp, self._model, self._context)
        self.name = self._metadata("general.name") or path.stem
        self.context = min(context, int(llama_cpp.llama_n_ctx(self._context)))  # it rounds up to 256
        self.parameters = int(llama_cpp.llama_model_n_params(self._model))
        self._memory = llama_cpp.llama_get_memory(self._context)
        self._writing: LlamaWriting | None = None
        self._read = Prefix()  # the tokens whose state the context holds
        self._prompt_end = 0  # how many tokens of the last text were its prompt
        # Whether the last tokens can be forgotten; of other models it is found out by trying.
        self._goes_back = not (
            llama_cpp.llama_model_is_recurrent(self._model) or llama_cpp.llama_model_is_hybrid(self._model)
        )
        self._batch_costs = BatchCosts()
        self._prefixes = PrefixCache(_name_of(path, compute, llama_cpp), storage)
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

    def conversation(self, system: Sequence[str], user: Sequence[str]) -> PromptTokens:
        """The tokens of a conversation up to where the model begins to write.

        Each text is tokenised by itself and plainly: it cannot hold a control token.
        """
        tokens: list[int] = []
        ends: list[int] = []
        for segment in self._chat.segments(system, user):
            tokens += self._vocabulary.tokens(segment.text, segment.control)
            if not segment.control:
                ends.append(len(tokens))
        begin = self._vocabulary.begin
        if begin is not None and tokens[:1] != [begin]:
            tokens.insert(0, begin)
            ends = [end + 1 for end in ends]
        return PromptTokens(tokens, ends)

    def write(self, prompt: Sequence[int], sampling: Sampling, drafts: bool = False) -> "LlamaWriting":
        """Begin an answer; what was read of the prompt's beginning before is not read again. `drafts`: with
        `models.drafting`, where the model can go back.

        Raises:
            PromptTooLong: no room for a single token of an answer.
        """
        if len(prompt) + 1 > self.context:
            raise PromptTooLong(len(prompt), self.context)
        text = Prefix.of(prompt, self._compute.chunk)
        self._reuse(text)
        self._prompt_end = len(prompt)
        drafting = Drafting(text.tokens, self._batch_costs) if drafts else None
        return LlamaWriting(self, text, sampling, drafting)

    def keep_on_disk(self, prompt: PromptTokens, documents: Collection[str]) -> None:
        """Keep what was read of a prompt that is read whole, for the next start; it holds these documents.

        Raises:
            OSError
        """
        wanted = Prefix.of(prompt, self._compute.chunk).lasting()
        if not wanted.tokens or self._prefixes.holds(wanted, on_disk=True):
            return
        if self._read.shared(wanted) == len(wanted.tokens):
            self._put_away(wanted)
            self._keep(len(wanted.tokens))
            self._prefixes.put_on_disk(wanted, self._state(), documents)

    def forget(self) -> None:
        """Lose all that was read; what is on disk is its owner's."""
        self._keep(0)
        self._prefixes.forget()

    # --- what a LlamaWriting uses -------------------------------------------------------------------

    def _decode(self, tokens: Sequence[int]) -> bool:
        """Read tokens after those read before, as one chunk. False: interrupted, and none of them counts as
        read.

        Raises:
            GenerationFailed
        """
        array = (ctypes.c_int32 * len(tokens))(*tokens)
        code = self._api.llama_decode(self._context, self._api.llama_batch_get_one(array, len(tokens)))
        if code == 0:
            self._read.tokens.extend(tokens)
            self._read.ends.append(len(self._read.tokens))
            return True
        self._keep(len(self._read.tokens))
        if code != _ABORTED:
            raise GenerationFailed(code)
        return False

    def _decode_ahead(self, tokens: Sequence[int]) -> bool:
        """Compute the logits behind each of these tokens; `_settle` says how many of them count as read.
        False: interrupted, and there is nothing to settle.

        Raises:
            GenerationFailed
        """
        array = (ctypes.c_int32 * len(tokens))(*tokens)
        batch = self._api.llama_batch_get_one(array, len(tokens))
        wanted = (ctypes.c_int8 * len(tokens))(*[1] * len(tokens))
        batch.logits = wanted
        code = self._api.llama_decode(self._context, batch)
        if code == 0:
            return True
        self._keep(len(self._read.tokens))
        if code != _ABORTED:
            raise GenerationFailed(code)
        return False

    def _settle(self, tokens: Sequence[int], count: int) -> None:
        """Let the first `count` of the tokens that were computed ahead be read, each a chunk of its own as if
        it was read alone, and forget the others."""
        end = len(self._read.tokens)
        self._read.tokens += tokens[:count]
        self._read.ends += range(end + 1, end + count + 1)
        if count < len(tokens):
            self._keep(end + count)

    def _reuse(self, text: Prefix) -> None:
        """Have the context hold as much of a text as was read before, but never its last chunk: the logits
        behind that say how to go on."""
        most = text.ends[-2] if len(text.ends) > 1 else 0
        here, whole = self._read_of(text, most), not self._goes_back
        if self._prefixes.longest(text, most, whole) >= here + WORTH_KEEPING:
            self._put_away(text)
            found = self._prefixes.take(text, most, whole)
            if found is not None and self._set_state(*found):
                here = self._read_of(text, most)
        elif len(self._read.tokens) - here >= WORTH_KEEPING:
            self._put_away(text)
        self._keep(here)

    def _read_of(self, text: Prefix, most: int) -> int:
        """How many tokens of a text the context holds, in whole chunks and at most so many."""
        return len(text.first(min(self._read.shared(text), most)).tokens)

    def _put_away(self, other: Prefix) -> None:
        """Keep what the context holds before something else takes its place: of an answer that is not
        finished all of it, else its prompt."""
        if not self._goes_back:
            return  # nobody could go on from it
        if self._writing is None:
            self._keep(self._prompt_end)
        kept = self._read.first(len(self._read.tokens))
        if len(kept.tokens) - kept.shared(other) >= WORTH_KEEPING and not self._prefixes.holds(kept):
            self._prefixes.put(kept, self._state())

    def _state(self) -> bytes:
        """The state of what is read, as llama.cpp writes it."""
        size = self._api.llama_state_seq_get_size(self._context, 0)
        buffer = (ctypes.c_uint8 * size)()
        written = self._api.llama_state_seq_get_data(self._context, buffer, size, 0)
        return bytes(memoryview(buffer)[:written])

    def _set_state(self, prefix: Prefix, state: bytes) -> bool:
        """Take up a state in place of what is read; without success nothing is read."""
        self._keep(0)
        buffer = (ctypes.c_uint8 * len(state)).from_buffer_copy(state)
        if self._api.llama_state_seq_set_data(self._context, buffer, len(state), 0) != len(state):
            self._api.llama_memory_clear(self._memory, True)
            return False
        self._read = Prefix(list(prefix.tokens), list(prefix.ends))
        return True

    def _keep(self, count: int) -> None:
        """Forget all but the chunks within the first `count` tokens; all where the model cannot go back."""
        kept = self._read.first(count)
        if not self._api.llama_memory_seq_rm(self._memory, 0, len(kept.tokens), -1):
            self._goes_back = False
            self._api.llama_memory_clear(self._memory, True)
            kept = Prefix()
        self._read = kept

    def _logits(self) -> NDArray[np.float32]:
        """The logits after the last token read: a view of llama.cpp's own buffer, (vocabulary,)."""
        pointer = self._api.llama_get_logits_ith(self._context, -1)
        return np.ctypeslib.as_array(pointer, shape=(len(self._vocabulary.pieces),))

    # --- loading ------------------------------------------------------------------------------------

    def _new_context(self, context: int) -> Any:
        parameters = self._api.llama_context_default_params()
        parameters.n_ctx = min(context, self._api.llama_model_n_ctx_train(self._model))
        parameters.n_batch = parameters.n_ubatch = _MOST_CHUNK
        parameters.n_threads = self._compute.threads
        parameters.n_threads_batch = self._compute.batch_threads
        flash = "ENABLED" if self._compute.flash_attention else "DISABLED"
        parameters.flash_attn_type = getattr(self._api, f"LLAMA_FLASH_ATTN_TYPE_{flash}")
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
        drafted: those of them that were drafted.
    """

    def __init__(
        self, generator: LlamaGenerator, text: Prefix, sampling: Sampling, drafting: Drafting | None = None
    ) -> None:
        self._generator = generator
        generator._writing = self
        self.cached = len(generator._read.tokens)
        self.generated = self.drafted = 0
        self._drafting = drafting
        self._text = text  # all tokens of prompt and answer; the generator has read a prefix
        self._drawn: list[int] = []  # places of the tokens in the text that the model wrote
        self._counted: list[int] = []  # places where a token was drawn that counts as written
        self._chain = sampler_chain(generator._api, len(generator._vocabulary.pieces), sampling)

    def __enter__(self) -> "LlamaWriting":
        return self

    def __exit__(self, *_: object) -> None:
        self._generator._api.llama_sampler_free(self._chain)
        if self._generator._writing is self:
            self._generator._writing = None

    def read(self) -> Iterator[int]:
        """Read what is not read yet; yields the number of tokens read so far, after each step."""
        while self._waiting():
            self._read_chunk()
            yield len(self._generator._read.tokens)

    def force(self, text: str) -> None:
        """Append text that the program puts.

        Raises:
            PromptTooLong: it does not fit the context.
        """
        tokens = self._text.tokens
        tokens += self._generator._vocabulary.tokens(text)
        if len(tokens) + 1 > self._generator.context:
            raise PromptTooLong(len(tokens), self._generator.context)

    def fill(self, slot: Slot) -> Iterator[str]:
        """Let the model write; yields whole characters, or "" when interrupted with nothing new.

        The end of generation, the newline that ends a line and the bar that ends a cell are not part of what
        is yielded.
        """
        generator, vocabulary = self._generator, self._generator._vocabulary
        characters = codecs.getincrementaldecoder("utf-8")(errors="replace")
        if slot.options:
            yield from self._choose(slot)
            return
        budget = min(slot.budget, generator.context - len(self._text.tokens) - 1)
        ending = _ENDINGS[slot.shape]
        for token in self._draws(slot, budget):
            if token is None:
                yield ""
                continue
            if vocabulary.ends_generation(token):
                break
            piece = vocabulary.pieces[token]
            self._count()
            if ending and (end := ending.search(piece)):
                rest = vocabulary.tokens(piece[: end.start()])
                self._append(rest[: generator.context - len(self._text.tokens) - 1])
                if text := characters.decode(piece[: end.start()]):
                    yield text
                break
            self._append([token])
            if text := characters.decode(piece):
                yield text

    def place(self) -> int:
        """Where the text is now: how many tokens it has."""
        return len(self._text.tokens)

    def token_at(self, place: int) -> int:
        """The token that was written or forced first after this place; -1 where there is none."""
        return self._text.tokens[place] if place < len(self._text.tokens) else -1

    def go_back(self, place: int, sampling: Sampling) -> None:
        """Take back what was written and forced after this place; draw by `sampling` from now on. What was
        written before it counts for the repeat penalty as before."""
        generator, text = self._generator, self._text
        if generator._writing is self:
            generator._keep(min(place - 1, len(generator._read.tokens)))
        del text.tokens[place:]
        del text.ends[bisect.bisect_right(text.ends, place) :]
        del self._counted[bisect.bisect_left(self._counted, place) :]
        del self._drawn[bisect.bisect_left(self._drawn, place) :]
        self.generated = len(self._counted)
        generator._api.llama_sampler_free(self._chain)
        self._chain = sampler_chain(generator._api, len(generator._vocabulary.pieces), sampling)
        for drawn in self._drawn[-PENALTY_WINDOW:]:
            generator._api.llama_sampler_accept(self._chain, text.tokens[drawn])
        if self._drafting:
            self._drafting = Drafting(text.tokens, generator._batch_costs)

    def likely(self, count: int, shape: Shape) -> list[tuple[str, float]]:
        """The likeliest tokens that a slot of this shape may begin with, and their logits, once all that was
        forced is read."""
        logits, vocabulary = self._generator._logits().copy(), self._generator._vocabulary
        logits[getattr(vocabulary.bans, shape)] = -np.inf
        best = np.argpartition(logits, -count)[-count:]
        ordered = best[np.argsort(-logits[best])]
        return [
            (vocabulary.pieces[token].decode(errors="replace"), float(logits[token]))
            for token in ordered
            if np.isfinite(logits[token])
        ]

    def continues(self) -> bool:
        """Whether the model would begin a new line now rather than end or part with it, once all that was
        forced is read."""
        token = int(np.argmax(self._generator._logits()))
        piece = self._generator._vocabulary.pieces[token].lstrip(b" |")
        return piece.startswith(b"\n") and not piece.startswith(b"\n\n")

    def _count(self) -> None:
        """Count a token that was drawn for the end of the text as it is now."""
        self._counted.append(len(self._text.tokens))
        self.generated = len(self._counted)

    def _append(self, tokens: Sequence[int]) -> None:
        """Add tokens that the model wrote."""
        end = len(self._text.tokens)
        self._drawn += range(end, end + len(tokens))
        self._text.tokens += tokens

    def _choose(self, slot: Slot) -> Iterator[str]:
        """Let the model write one of the options, token by token among those that still fit. Where one option
        begins another, the model goes on with the longer one only if it draws its next token among all."""
        generator, vocabulary = self._generator, self._generator._vocabulary
        left = {tuple(vocabulary.tokens(option)): option for option in slot.options}
        chosen: tuple[int, ...] = ()
        while len(left) > 1:
            longer = sorted({tokens[len(chosen)] for tokens in left if len(tokens) > len(chosen)})
            while not (drawn := self._draw(only=longer if chosen not in left else None)):
                yield ""
            if drawn[0] not in longer:
                break
            self._count()
            self._append(drawn)
            chosen = (*chosen, drawn[0])
            left = {tokens: option for tokens, option in left.items() if tokens[: len(chosen)] == chosen}
        option, tokens = next(
            (option, tokens) for tokens, option in left.items() if tokens == chosen or len(left) == 1
        )
        self._text.tokens += tokens[len(chosen) :][: generator.context - len(self._text.tokens) - 1]
        yield option

    def _draws(self, slot: Slot, budget: int) -> Iterator[int | None]:
        """At most `budget` tokens as the model draws them; None when interrupted. Each is appended before the
        next is asked for, or it was the last."""
        drafting = self._drafting
        left, draft, start = budget, list[int](), len(self._text.tokens)
        if drafting:
            drafting.begin()
        try:
            while left > 0:
                waiting = self._waiting()
                bans = self._bans(slot, start)
                draft = self._draft(slot, left - 1) if waiting == 1 and bans is None else []
                began = time.perf_counter()
                drawn = self._check(draft) if draft else self._draw(bans)
                if drafting and waiting == 1 and drawn:
                    drafting.measured(len(draft), time.perf_counter() - began)
                if not drawn:
                    yield None
                for place, token in enumerate(drawn):
                    left -= 1
                    self.drafted += place < len(draft) and token == draft[place]
                    yield token
                if draft:
                    self._leave_draft()
        finally:
            if draft:
                self._leave_draft()

    def _bans(self, slot: Slot, start: int) -> NDArray[np.int64] | None:
        """The tokens that may not come next, None for none: a slot begins with words, and a line within prose
        with no heading, which is the program's."""
        vocabulary = self._generator._vocabulary
        if self._is_blank(start):
            parts = [getattr(vocabulary.bans, slot.shape), np.array(slot.barred, np.int64)]
            return np.concatenate([*parts, vocabulary.bans.wordless] if slot.worded else parts)
        if slot.shape == "prose" and self._begins_line():
            return vocabulary.bans.headings
        return vocabulary.bans.new_headings if len(vocabulary.bans.new_headings) else None

    def _is_blank(self, start: int) -> bool:
        """Whether nothing but space was written from this place on; a part of a letter counts as nothing."""
        tokens, pieces = self._text.tokens, self._generator._vocabulary.pieces
        if len(tokens) - start > _MOST_BLANKS:
            return False
        return not b"".join(pieces[token] for token in tokens[start:]).decode(errors="ignore").strip()

    def _begins_line(self) -> bool:
        """Whether nothing but space stands on the last line of the text so far."""
        pieces = self._generator._vocabulary.pieces
        for token in reversed(self._text.tokens):
            line = pieces[token].rpartition(b"\n")
            if line[2].strip():
                return False
            if line[1]:
                return True
        return True

    def _draw(self, bans: NDArray[np.int64] | None = None, only: Sequence[int] | None = None) -> list[int]:
        """Read what waits and draw a token, none of those that are banned, or one of these only; nothing when
        interrupted."""
        generator = self._generator
        while self._waiting():
            if not self._read_chunk():
                return []
        if bans is not None:
            generator._logits()[bans] = -np.inf
        if only is not None:
            allowed = generator._logits()[only]
            generator._logits()[:] = -np.inf
            generator._logits()[only] = allowed
        return [generator._api.llama_sampler_sample(self._chain, generator._context, -1)]

    def _draft(self, slot: Slot, most: int) -> list[int]:
        """What may come next, by the text so far; no end of a line or of the answer is drafted."""
        if self._drafting is None or not self._generator._goes_back:
            return []
        vocabulary, ending = self._generator._vocabulary, _ENDINGS[slot.shape] or _NEWLINE

        def ends(token: int) -> bool:
            piece = vocabulary.pieces[token]
            return not piece or bool(ending.search(piece)) or vocabulary.ends_generation(token)

        return self._drafting.propose(most, ends)

    def _check(self, draft: list[int]) -> list[int]:
        """Read the last token and a draft of those after it; returns what the model draws: the draft as far
        as it is right, and one token more. Nothing when interrupted."""
        generator = self._generator
        batch = [self._text.tokens[-1], *draft]
        if not generator._decode_ahead(batch):
            return []
        drawn: list[int] = []
        for place in range(len(batch)):
            drawn.append(generator._api.llama_sampler_sample(self._chain, generator._context, place))
            if drawn[-1:] != draft[place : place + 1]:
                break
        generator._settle(batch, len(drawn))
        return drawn

    def _leave_draft(self) -> None:
        """Who listens may have stopped in the midst of a draft: what is read is brought back to the text. And
        where all of that is read, its last token has to be again: the logits at hand are another's."""
        generator, text = self._generator, self._text
        if generator._writing is not self:
            return
        ends, known, size = generator._read.ends, text.ends[-1] if text.ends else 0, len(text.tokens)
        text.ends += ends[bisect.bisect_right(ends, known) : bisect.bisect_right(ends, size)]
        if len(generator._read.tokens) >= size:
            generator._keep(size - 1)

    def _waiting(self) -> int:
        """How many tokens are to be read. When another answer came in between, what it read is not ours."""
        generator = self._generator
        if generator._writing is not self:
            generator._reuse(self._text)
            generator._writing = self
        return len(self._text.tokens) - len(generator._read.tokens)

    def _read_chunk(self) -> bool:
        """Read the next chunk; False: interrupted. Where chunks ended is kept: an answer that is taken up
        again is read again as it was read first."""
        generator = self._generator
        if not generator._decode(self._text.next_chunk(len(generator._read.tokens), _MOST_CHUNK)):
            return False
        end = len(generator._read.tokens)
        if not self._text.ends or self._text.ends[-1] < end:
            self._text.ends.append(end)
        return True


def _free(api: Any, model: Any, context: Any) -> None:
    api.llama_free(context)
    api.llama_model_free(model)


def _name_of(path: Path, compute: WriterCompute, api: Any) -> str:
    """What states may be handed on between: one model, one build of llama.cpp, one way of computing."""
    made_by = (api.__version__, api.llama_print_system_info().decode(errors="replace"))
    described = repr((fingerprint(path), compute.flash_attention, compute.chunk, *made_by))
    return hashlib.blake2b(described.encode(), digest_size=16).hexdigest()
