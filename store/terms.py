"""The terms of searched words as numbers of 32 bits: these the word index keeps, and so tells no word. Pure.

A term is a stem, or a piece of four letters of a word; both have numbers of one kind. Where they are kept is
`store.postings`, what they are worth `store.relevance`.
"""

import zlib
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from store.search_words import GRAM, SearchWords

Numbers = NDArray[np.uint32]
Keys = NDArray[np.uint64]

MOST_TIMES = 255
"""A term that a passage has more often than this counts as often as this."""

_MIX = np.array([0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D, 0x27D4EB2F], dtype=np.uint32)
_SPACE = ord(" ")


@lru_cache(maxsize=100_000)
def stem_number(stem: str) -> int:
    """The number of a stem, or of a short word between spaces."""
    return zlib.crc32(stem.encode("utf-8", "replace"))


def gram_numbers(grams: Sequence[str]) -> list[int]:
    """The number of each of these pieces of words, and short words between spaces."""
    whole = [gram for gram in grams if gram[0] != " "]
    numbers = iter(_gram_numbers(_letters("".join(whole)))[::GRAM].tolist())
    return [stem_number(gram) if gram[0] == " " else next(numbers) for gram in grams]


def keys_of(texts: Sequence[SearchWords]) -> Keys:
    """Which term is in which text how often, rising: the number of the term in the upper 32 bits, then the
    place of the text in 24, then how often in 8."""
    terms = [[*text.stems.split(), *_short_words(text)] for text in texts]
    places = np.arange(len(texts), dtype=np.uint64)
    by_stem = np.fromiter((stem_number(term) for some in terms for term in some), np.uint64)
    of_stems = (by_stem << np.uint64(32)) | np.repeat(places, [len(some) for some in terms])
    letters = _letters("".join(text.words for text in texts))
    of_letters = np.repeat(places, [len(text.words) for text in texts])[: max(len(letters) - GRAM + 1, 0)]
    whole = _without_space(letters)  # texts begin and end with a space: no piece reaches into the next one
    of_grams = (_gram_numbers(letters)[whole].astype(np.uint64) << np.uint64(32)) | of_letters[whole]
    pairs, times = np.unique(np.concatenate((of_stems, of_grams)), return_counts=True)
    keys: Keys = pairs & np.uint64(0xFFFFFFFF00000000)
    keys |= (pairs & np.uint64(0xFFFFFFFF)) << np.uint64(8)
    keys |= np.minimum(times, MOST_TIMES).astype(np.uint64)
    return keys


def _short_words(text: SearchWords) -> list[str]:
    return [f" {word} " for word in text.words.split() if len(word) < GRAM]


def _letters(text: str) -> Numbers:
    return np.frombuffer(text.encode("utf-32-le", "replace"), np.uint32)


def _without_space(letters: Numbers) -> NDArray[np.bool_]:
    """Whether none of each four letters that stand in a row is a space."""
    letter = letters != _SPACE
    whole = np.ones(max(len(letters) - GRAM + 1, 0), np.bool_)
    for place in range(GRAM):
        whole &= letter[place : place + len(whole)]
    return whole


def _gram_numbers(letters: Numbers) -> Numbers:
    """The number of each four letters that stand in a row."""
    numbers = np.zeros(max(len(letters) - GRAM + 1, 0), np.uint32)
    for place in range(GRAM):
        some = letters[place : place + len(numbers)]
        numbers += (some + _MIX[place]) * _MIX[place]
    numbers ^= numbers >> np.uint32(15)
    return numbers
