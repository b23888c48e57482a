"""Small deterministic stand-ins for the slow parts, under the same contract tests as the real ones."""

import hashlib
import itertools
import random
import re
from collections.abc import Collection, Iterator, Sequence

import numpy as np

from models.embedder import Embedded, Vectors
from models.errors import PromptTooLong
from models.generator import Slot
from models.interrupt import Interrupt
from models.prefix import PromptTokens
from models.sampling import Sampling


class FakeEmbedder:
    """An embedder without a model: a text is the sum of its words' vectors, so shared words mean near.

    Attributes:
        window: how many words of a text count; what is longer is cut.
    """

    def __init__(self, space: str = "fake", dimension: int = 16, window: int = 64) -> None:
        self.space = space
        self.dimension = dimension
        self.window = window
        self.batch = 16

    def embed_passages(self, texts: Sequence[str]) -> Embedded:
        vectors = [self.embed_query(text) for text in texts]
        were_cut = np.array([len(text.split()) > self.window for text in texts], np.bool_)
        return Embedded(np.array(vectors, np.float32).reshape(len(texts), self.dimension), were_cut)

    def embed_query(self, text: str) -> Vectors:
        words = text.lower().split()[: self.window]
        if not words:
            raise ValueError("a blank text has no meaning to embed")
        total = np.sum([self._word(word) for word in words], axis=0)
        vector: Vectors = (total / np.linalg.norm(total)).astype(np.float32)
        return vector

    def _word(self, word: str) -> np.ndarray:
        digest = hashlib.shake_128(word.strip(".,;:!?()\"'").encode("utf-8", "replace")).digest(
            self.dimension
        )
        return np.frombuffer(digest, np.uint8).astype(np.float64) - 127.5


_WORDS = ("the", "council", "permits", "this", "house", "after", "advice", "of", "its", "own", "committee")


class FakeGenerator:
    """A generator without a model: a token is a word with the white space before it.

    What it writes follows from everything that it read, and from the seed where the temperature is not
    0; or it is `script`: the text of the first slot of an answer, of the second, and so on.
    """

    def __init__(
        self,
        context: int = 4096,
        interrupt: Interrupt | None = None,
        script: Sequence[str] = (),
        name: str = "fake",
        step: int = 32,
    ) -> None:
        self.name = name
        self.context = context
        self._interrupt = interrupt or Interrupt()
        self._script = script
        self._step = step
        self._words: dict[str, int] = {}  # a word's token is its place, after the control tokens
        self._read: list[int] = []

    def count(self, text: str) -> int:
        return len(self._tokens(text))

    def conversation(self, system: Sequence[str], user: Sequence[str]) -> PromptTokens:
        tokens, ends = [0], []
        for number, text in enumerate((*system, *user)):
            if number == len(system):
                tokens.append(1)
            tokens += self._tokens(text)
            ends.append(len(tokens))
        return PromptTokens([*tokens, 2], ends)

    def write(self, prompt: Sequence[int], sampling: Sampling, drafts: bool = False) -> "FakeWriting":
        if len(prompt) + 1 > self.context:
            raise PromptTooLong(len(prompt), self.context)
        pairs = zip(self._read, prompt[:-1], strict=False)
        del self._read[len(list(itertools.takewhile(lambda pair: pair[0] == pair[1], pairs))) :]
        return FakeWriting(self, prompt, sampling)

    def keep_on_disk(self, prompt: PromptTokens, documents: Collection[str]) -> None:
        pass

    def forget(self) -> None:
        self._read.clear()

    def _tokens(self, text: str) -> list[int]:
        words = re.findall(r"\s*\S+|\s+$", text)
        return [self._words.setdefault(word, len(self._words) + 3) for word in words]


class FakeWriting:
    """One answer on a `FakeGenerator`."""

    def __init__(self, generator: FakeGenerator, prompt: Sequence[int], sampling: Sampling) -> None:
        self.cached = len(generator._read)
        self.generated = self.drafted = 0
        self._generator = generator
        self._text = list(prompt)
        self._scripts = iter(generator._script)
        drawn = sampling.temperature > 0 and sampling.top_k != 1
        self._seed = (random.getrandbits(32) if sampling.seed is None else sampling.seed) if drawn else None

    def __enter__(self) -> "FakeWriting":
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def read(self) -> Iterator[int]:
        generator = self._generator
        while waiting := self._text[len(generator._read) :]:
            if not generator._interrupt.is_set:
                generator._read += waiting[: generator._step]
            yield len(generator._read)

    def force(self, text: str) -> None:
        tokens = self._generator._tokens(text)
        if len(self._text) + len(tokens) + 1 > self._generator.context:
            raise PromptTooLong(len(self._text) + len(tokens), self._generator.context)
        self._text += tokens

    def fill(self, slot: Slot) -> Iterator[str]:
        generator = self._generator
        budget = min(slot.budget, generator.context - len(self._text) - 1)
        words = iter(self._planned(slot))
        for _ in range(budget):
            while len(generator._read) < len(self._text) or generator._interrupt.is_set:
                if generator._interrupt.is_set:
                    yield ""
                else:
                    generator._read[:] = self._text
            word = next(words, "")
            if not word:
                return
            self._text += generator._tokens(word)
            self.generated += 1
            yield word

    def _planned(self, slot: Slot) -> list[str]:
        """The words of a slot, with what a slot may not begin with taken off, whoever made them."""
        text = next(self._scripts, None)
        if text is None:
            text = self._sentence()
        text = text.lstrip("# \n" + ("0123456789-*+.)•" if slot.numbered else ""))
        if slot.one_line:
            text = text.partition("\n")[0]
        return re.findall(r"\s*\S+|\s+$", text)

    def _sentence(self) -> str:
        seen = hashlib.sha256(repr((self._text, self._seed)).encode()).digest()
        chosen = [_WORDS[byte % len(_WORDS)] for byte in seen[: 6 + seen[-1] % 20]]
        return f"{' '.join(chosen).capitalize()}."
