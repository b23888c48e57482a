"""How many passages of a collection have a term: what a word is worth, the same for every collection.

Terms are kept as numbers of 32 bits, so the file of a collection tells no word. It is made and changed with
the collection's index, and made anew when that forgets what was erased.
"""

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce

import msgspec
import numpy as np
from numpy.typing import NDArray

from store.search_words import GRAM, SearchWords

Numbers = NDArray[np.uint32]

_MIX = np.array([0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D, 0x27D4EB2F], dtype=np.uint32)
_SPACE = ord(" ")


class _File(msgspec.Struct, frozen=True, array_like=True):
    passages: int
    stems: int
    letters: int
    terms: bytes
    counts: bytes


@dataclass(frozen=True, eq=False)
class Frequencies:
    """What a number of passages hold.

    Attributes:
        passages: how many they are.
        stems: how many stems they hold in all.
        letters: how many characters their searched words have in all, with the spaces.
        terms: the numbers of their terms, rising; counts: in how many passages each of them is.
    """

    passages: int
    stems: int
    letters: int
    terms: Numbers
    counts: Numbers

    @classmethod
    def of(cls, texts: Sequence[SearchWords]) -> "Frequencies":
        """Those of these passages."""
        each = [np.concatenate((_stem_numbers(text), _gram_numbers(text.words))) for text in texts]
        terms, counts = np.unique(
            np.concatenate(each) if each else np.empty(0, np.uint32), return_counts=True
        )
        return cls(
            len(texts),
            sum(text.stems.count(" ") + 1 for text in texts),
            sum(len(text.words) for text in texts),
            terms,
            counts.astype(np.uint32),
        )

    @classmethod
    def joined(cls, several: Iterable["Frequencies"]) -> "Frequencies":
        """Those of several sets of passages together."""
        filled = [one for one in several if one.passages] or [NONE]
        return reduce(cls.plus, filled)

    def plus(self, other: "Frequencies") -> "Frequencies":
        """With those of other passages."""
        return self._changed(other, 1)

    def minus(self, other: "Frequencies") -> "Frequencies":
        """Without those of passages that are among these."""
        return self._changed(other, -1)

    def _changed(self, other: "Frequencies", sign: int) -> "Frequencies":
        terms, places = np.unique(np.concatenate((self.terms, other.terms)), return_inverse=True)
        changes = np.concatenate((self.counts.astype(np.int64), sign * other.counts.astype(np.int64)))
        counts = np.bincount(places, weights=changes, minlength=len(terms)).astype(np.int64)
        kept = counts > 0
        return Frequencies(
            self.passages + sign * other.passages,
            self.stems + sign * other.stems,
            self.letters + sign * other.letters,
            terms[kept],
            counts[kept].astype(np.uint32),
        )

    def of_stem(self, stem: str) -> int:
        """In how many passages a stem is."""
        return self._count(_stem_number(stem))

    def of_gram(self, gram: str) -> int:
        """In how many passages a piece of a word is; a short word between spaces counts as its stem."""
        if gram[0] == " ":
            return self.of_stem(gram.strip())
        return self._count(int(_gram_numbers(gram)[0]))

    def _count(self, number: int) -> int:
        place = int(np.searchsorted(self.terms, np.uint32(number)))
        there = place < len(self.terms) and self.terms[place] == number
        return int(self.counts[place]) if there else 0

    def encoded(self) -> bytes:
        """As bytes for a file."""
        terms, counts = self.terms.astype("<u4").tobytes(), self.counts.astype("<u4").tobytes()
        return msgspec.msgpack.encode(_File(self.passages, self.stems, self.letters, terms, counts))

    @classmethod
    def decoded(cls, data: bytes) -> "Frequencies":
        """From the bytes of a file; ValueError when they are none."""
        file = msgspec.msgpack.decode(data, type=_File)
        if len(file.terms) % 4 or len(file.terms) != len(file.counts):
            raise ValueError("not as many counts as terms")
        terms, counts = (
            np.frombuffer(values, "<u4").astype(np.uint32) for values in (file.terms, file.counts)
        )
        return cls(file.passages, file.stems, file.letters, terms, counts)


NONE = Frequencies(0, 0, 0, np.empty(0, np.uint32), np.empty(0, np.uint32))
"""Those of no passages."""


def _stem_number(stem: str) -> int:
    return zlib.crc32(stem.encode())


def _stem_numbers(text: SearchWords) -> Numbers:
    return np.fromiter(map(_stem_number, set(text.stems.split())), np.uint32)


def _gram_numbers(words: str) -> Numbers:
    """The numbers of all pieces of four letters within words, each once."""
    letters = np.frombuffer(words.encode("utf-32-le", "replace"), np.uint32)
    if len(letters) < GRAM:
        return np.empty(0, np.uint32)
    windows = np.lib.stride_tricks.sliding_window_view(letters, GRAM)
    numbers = ((windows + _MIX) * _MIX).sum(axis=1, dtype=np.uint32)
    numbers ^= numbers >> np.uint32(15)
    return np.unique(numbers[(windows != _SPACE).all(axis=1)])
