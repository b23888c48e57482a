"""Tokens of prompts, where they are cut into chunks to be read, and how much two of them share.

Pure. What llama.cpp computes depends in its last bits on which tokens it read together, and with them
sometimes the answer. So the cuts follow from the prompt alone, and what was read before serves only as
far as it was cut at the same places: then a prepared, restored or rolled back prompt is the cold one.
"""

import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

LEAST_CHUNK = 32
"""A text with fewer tokens is read together with the next one: many small chunks cost more than few."""


class PromptTokens(list[int]):
    """The tokens of a prompt.

    Attributes:
        ends: after how many tokens each of its texts ends: another prompt may go on differently there.
    """

    def __init__(self, tokens: Iterable[int] = (), ends: Sequence[int] = ()) -> None:
        super().__init__(tokens)
        self.ends = tuple(ends)

    def begun(self, texts: int) -> "PromptTokens":
        """The prompt up to the end of this many of its texts."""
        ends = self.ends[:texts]
        return PromptTokens(self[: ends[-1]] if ends else (), ends)


@dataclass
class Prefix:
    """Tokens that are read, or to be read, one chunk after the other.

    Attributes:
        tokens: all of them.
        ends: after how many tokens each chunk ends, in order; the last one is not behind the last token.
    """

    tokens: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, prompt: Sequence[int], chunk: int) -> "Prefix":
        """A prompt in chunks of at most `chunk` tokens, which end where its texts do."""
        ends = prompt.ends if isinstance(prompt, PromptTokens) else ()
        return cls(list(prompt), chunk_ends(len(prompt), ends, chunk))

    def shared(self, other: "Prefix") -> int:
        """How many tokens of whole chunks the two have in common from the beginning."""
        common = 0
        for one, two in zip(self.ends, other.ends, strict=False):
            if one != two or self.tokens[common:one] != other.tokens[common:one]:
                break
            common = one
        return common

    def first(self, count: int) -> "Prefix":
        """The chunks that end within the first `count` tokens."""
        ends = self.ends[: bisect.bisect_right(self.ends, count)]
        return Prefix(self.tokens[: ends[-1]] if ends else [], ends)

    def lasting(self) -> "Prefix":
        """The chunks that are chunks of every prompt that begins so: not a short last one, which is read
        together with what comes after it."""
        start = self.ends[-2] if len(self.ends) > 1 else 0
        return self if self.ends and self.ends[-1] - start >= LEAST_CHUNK else self.first(start)

    def next_chunk(self, read: int, most: int) -> list[int]:
        """What is to be read after `read` tokens, at most `most` of them; nothing when all are."""
        place = bisect.bisect_right(self.ends, read)
        end = self.ends[place] if place < len(self.ends) else len(self.tokens)
        return self.tokens[read : min(end, read + most)]


def chunk_ends(length: int, ends: Sequence[int], chunk: int) -> list[int]:
    """Where the chunks of a prompt end: with its texts, unless one is short, and after `chunk` tokens.

    What comes after a place has no part in where chunks end before it.
    """
    found: list[int] = []
    start = 0
    for end in (*ends, length):
        while end - start > chunk:
            start += chunk
            found.append(start)
        if end > start and (end - start >= LEAST_CHUNK or end == length):
            found.append(end)
            start = end
    return found
