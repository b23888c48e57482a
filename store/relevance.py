"""What passages are worth for a question, by their words. Pure.

LanceDB finds the candidates of each collection; here they are compared, with statistics of all collections
together, so that a passage is worth the same wherever it is kept.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from store.frequencies import Frequencies
from store.question import Terms
from store.search_words import SearchWords, grams

Scores = NDArray[np.float64]

SATURATION = 1.2
LENGTH = 0.75
"""BM25's k1 and b (Robertson and Zaragoza, 2009); no other values were better on every set of questions."""


@dataclass(frozen=True, eq=False)
class WordScores:
    """BM25 of each candidate, shape (candidates,): by whole stems, and by pieces of words."""

    by_stems: Scores
    by_pieces: Scores


def rarity(passages: int, having: int) -> float:
    """How much it says that a passage has a term that `having` of all have: BM25's idf."""
    having = min(having, passages)  # a word of one language may be in passages of others too
    return log(1 + (passages - having + 0.5) / (having + 0.5))


def word_scores(
    terms: Terms, texts: Sequence[SearchWords], frequencies: Frequencies, in_language: int
) -> WordScores:
    """BM25 of these passages, of one language, for what is looked for in that language.

    `in_language` is how many passages of that language there are: in a library with one English document
    every English word would be rare otherwise.
    """
    counted = [Counter(text.stems.split()) for text in texts]
    by_stems = _bm25(
        [
            (weight, frequencies.of_stem(stem), [counts[stem] for counts in counted])
            for stem, weight in terms.stems.items()
        ],
        [counts.total() for counts in counted],
        _Totals(in_language, frequencies.stems / max(frequencies.passages, 1)),
    )
    by_pieces = _bm25(
        [
            (weight, frequencies.of_gram(gram), [text.words.count(gram) for text in texts])
            for gram, weight in weighted_grams(terms.words).items()
        ],
        [len(text.words) for text in texts],
        _Totals(in_language, frequencies.letters / max(frequencies.passages, 1)),
    )
    return WordScores(by_stems, by_pieces)


def weighted_grams(words: Mapping[str, float]) -> dict[str, float]:
    """The pieces of weighted words; one that stands in several has their weights together."""
    weights: dict[str, float] = defaultdict(float)
    for word, weight in words.items():
        for gram in grams(word):
            weights[gram] += weight
    return dict(weights)


class _Totals(NamedTuple):
    """How many passages there are, and how long they are in the mean."""

    passages: int
    length: float


def _bm25(
    terms: Sequence[tuple[float, int, Sequence[int]]], lengths: Sequence[int], totals: _Totals
) -> Scores:
    """The sum over terms, each with its weight, in how many passages of all it is, and how often in each of
    these."""
    scores = np.zeros(len(lengths))
    if not totals.passages or not totals.length:
        return scores
    saturation = SATURATION * (1 - LENGTH + LENGTH * np.array(lengths) / totals.length)
    for weight, having, counts in terms:
        times = np.array(counts, dtype=np.float64)
        scores += weight * rarity(totals.passages, having) * times * (SATURATION + 1) / (times + saturation)
    return scores
