"""Small deterministic stand-ins for the slow parts, under the same contract tests as the real ones."""

import bisect
import hashlib
import itertools
import random
import re
from collections.abc import Collection, Iterator, Sequence

import numpy as np

from models.embedder import Embedded, Vectors
from models.errors import PromptTooLong
from models.generator import Shape, Slot
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
        parameters: int = 7_000_000_000,
    ) -> None:
        self.name = name
        self.context = context
        self.parameters = parameters
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
        self._drawn: list[int] = []  # places of the words that the model wrote
        self._seed = _seed_of(sampling)

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

    def place(self) -> int:
        return len(self._text)

    def token_at(self, place: int) -> int:
        return self._text[place] if place < len(self._text) else -1

    def go_back(self, place: int, sampling: Sampling) -> None:
        del self._text[place:]
        del self._generator._read[place:]
        self._seed = _seed_of(sampling)
        kept = bisect.bisect_left(self._drawn, place)
        self.generated -= len(self._drawn) - kept
        del self._drawn[kept:]

    def likely(self, count: int, shape: Shape) -> list[tuple[str, float]]:
        return [(word, -float(place)) for place, word in enumerate(_WORDS[:count])]

    def continues(self) -> bool:
        return bool(hashlib.sha256(repr(self._text).encode()).digest()[0] % 3)

    def fill(self, slot: Slot) -> Iterator[str]:
        generator = self._generator
        if slot.options:
            yield self._option(slot.options)
            return
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
            self._drawn.append(len(self._text))
            self._text += generator._tokens(word)
            self.generated += 1
            yield word

    def _option(self, options: Sequence[str]) -> str:
        wanted = next(self._scripts, None)
        chosen = next((option for option in options if option.strip() == wanted), None)
        if chosen is None:
            chosen = options[
                hashlib.sha256(repr((self._text, self._seed)).encode()).digest()[0] % len(options)
            ]
        self._text += self._generator._tokens(chosen)
        self.generated += 1
        return chosen

    def _planned(self, slot: Slot) -> list[str]:
        """The words of a slot, with what a slot may not begin with taken off, whoever made them."""
        text = next(self._scripts, None)
        if text is None:
            text = self._sentence()
        text = text.lstrip("# \n" + ("0123456789-*+.)•" if slot.shape == "line" else ""))
        if slot.shape != "prose":
            text = text.partition("\n")[0]
        if slot.shape == "cell":
            text = text.partition("|")[0]
        return re.findall(r"\s*\S+|\s+$", text)

    def _sentence(self) -> str:
        seen = hashlib.sha256(repr((self._text, self._seed)).encode()).digest()
        chosen = [_WORDS[byte % len(_WORDS)] for byte in seen[: 6 + seen[-1] % 20]]
        return f"{' '.join(chosen).capitalize()}."


def _seed_of(sampling: Sampling) -> int | None:
    """What chance starts from; None where there is none."""
    if sampling.temperature <= 0 or sampling.top_k == 1:
        return None
    return random.getrandbits(32) if sampling.seed is None else sampling.seed
