"""What terms are worth for a question, with statistics of all collections together, so that a passage is
worth the same wherever it is kept. Pure.

Passages are scored by BM25 in `store.word_index`; what is looked for is `store.question`.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import log

import numpy as np
from numpy.typing import NDArray

from store.frequencies import Frequencies
from store.question import SYNONYM, Question, Terms
from store.search_words import grams
from store.terms import Numbers, gram_numbers, stem_number

SATURATION = 1.2
LENGTH = 0.75
"""BM25's k1 and b (Robertson and Zaragoza, 2009); no other values were better on every set of questions."""

POSTINGS_AT_MOST = 1_200_000
"""Passages are sought by the rarest terms of a question, up to so many places where these stand: what is
commoner tells little, and costs most (about 7 ns each). All terms weigh in the score of what was found."""

Weights = NDArray[np.float32]
Lengths = NDArray[np.uint16]


@dataclass(frozen=True, eq=False, repr=False)
class Weighed:
    """Terms of one kind; each attribute but the last has one value for each.

    Attributes:
        weights: what a term that a passage has very often is worth.
        counts: in how many passages of all it is.
        sought: whether passages are looked for by it.
        length: how many terms of this kind a passage has in the mean.
    """

    numbers: Numbers
    weights: Weights
    counts: NDArray[np.int64]
    sought: NDArray[np.bool_]
    length: float

    def saturation(self, lengths: Lengths) -> Weights:
        """BM25's part that depends on how long a passage is."""
        if not self.length:
            return np.full(len(lengths), SATURATION, np.float32)
        result = lengths * np.float32(SATURATION * LENGTH / self.length)
        result += np.float32(SATURATION * (1 - LENGTH))
        return result


@dataclass(frozen=True, eq=False, repr=False)
class Looked:
    """What is looked for in passages of one language: whole stems, and pieces of words."""

    stems: Weighed
    pieces: Weighed


def rarity(passages: int, having: int) -> float:
    """How much it says that a passage has a term that `having` of all have: BM25's idf."""
    having = min(having, passages)  # a word of one language may be in passages of others too
    return log(1 + (passages - having + 0.5) / (having + 0.5))


def looked_for(
    question: Question, frequencies: Frequencies, passages: Mapping[str, int], most: int = POSTINGS_AT_MOST
) -> dict[str, Looked]:
    """What is looked for in each language.

    `passages` is how many there are of each: in a library with one English document every English word would
    be rare otherwise.
    """
    asked = {language: terms for language, terms in question.terms.items() if terms.words}
    return {
        language: _bounded(_looked(terms, frequencies, passages.get(language, 0)), most // len(asked))
        for language, terms in asked.items()
    }


def _looked(terms: Terms, frequencies: Frequencies, passages: int) -> Looked:
    pieces = weighted_grams(terms.words)
    # Pieces of synonyms would find much that has nothing to do with the question.
    own = weighted_grams({word: weight for word, weight in terms.words.items() if weight > SYNONYM})
    number_of = dict(zip(pieces, gram_numbers(list(pieces)), strict=True))
    stems = {stem_number(stem): weight for stem, weight in terms.stems.items()}
    by_piece = {number_of[gram]: weight for gram, weight in pieces.items()}
    sought = {number_of[gram] for gram in own}
    return Looked(
        _weighed(stems, set(stems), frequencies, passages, frequencies.stems),
        _weighed(by_piece, sought, frequencies, passages, frequencies.letters),
    )


def _weighed(
    terms: Mapping[int, float], sought: set[int], frequencies: Frequencies, passages: int, length: int
) -> Weighed:
    numbers = np.array(sorted(terms), np.uint32)
    counts = frequencies.of_numbers(numbers)
    weights = [
        terms[number] * rarity(passages, having) * (SATURATION + 1) if passages else 0.0
        for number, having in zip(numbers.tolist(), counts.tolist(), strict=True)
    ]
    return Weighed(
        numbers,
        np.array(weights, np.float32),
        counts,
        np.array([number in sought for number in numbers.tolist()], np.bool_),
        length / max(frequencies.passages, 1),
    )


def _bounded(looked: Looked, most: int) -> Looked:
    """Only the rarest of what is sought, so that at most `most` places are looked at, or one term."""
    kinds = looked.stems, looked.pieces
    counts = np.concatenate([np.where(kind.sought & (kind.counts > 0), kind.counts, 0) for kind in kinds])
    order = np.argsort(counts, kind="stable")
    kept = np.empty(len(counts), np.bool_)
    kept[order] = np.cumsum(counts[order]) <= most
    if len(counts) and counts.max() > 0 and not (kept & (counts > 0)).any():
        kept[order[np.searchsorted(counts[order], 1)]] = True
    of_stems, of_pieces = np.split(kept, [len(looked.stems.numbers)])
    return Looked(_only(looked.stems, of_stems), _only(looked.pieces, of_pieces))


def _only(terms: Weighed, kept: NDArray[np.bool_]) -> Weighed:
    return replace(terms, sought=terms.sought & kept)


def weighted_grams(words: Mapping[str, float]) -> dict[str, float]:
    """The pieces of weighted words; one that stands in several has their weights together."""
    weights: dict[str, float] = defaultdict(float)
    for word, weight in words.items():
        for gram in grams(word):
            weights[gram] += weight
    return dict(weights)
