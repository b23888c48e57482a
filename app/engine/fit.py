"""Whether what was found has anything to say to a question, before a model is asked. Pure.

"Not in the documents" is said when the passages lack the rare words of a question, and are, where the
embedding model knows the language, not much nearer to it than any other. `tests/bench/refusal.py` measures
what that refuses.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from store.frequencies import Frequencies
from store.question import Asked, Question
from store.relevance import rarity
from store.search_words import GRAM, SearchWords, grams

SYNONYM = 0.7
TRANSLATION = 0.9
"""What it counts when a passage says a word of the question in another way."""

IN_PIECES = 0.6
"""What it counts at most when a passage has the pieces of a word and not the word: it may be a part of a
compound, or another word that looks like it."""

ELSEWHERE = 300
"""Passages that are thought of beside those of the library, and have none of the words: in a library of one
note its own words would be common otherwise, and only those that it lacks rare."""

ENOUGH = 0.37
"""How much of a question a passage has to cover. Of 71 questions about Dutch documents whose passage was
found 6 % cover less, of 47 that have no answer 45 %. 0.44 would refuse 10 % and 62 %, and leave no margin for
other questions."""

ENOUGH_WITH_MEANING = 0.9
NEARNESS = 0.1
"""Where the model knows the language: the covered part of the question, and a tenth for each standard
deviation that the nearest passage is nearer than passages usually are. With the starter, 29 English questions
whose passage was found gave 1.05 and more, 11 without an answer 0.88 and less."""

MOST_WORDS = 25
"""Text with more content words is no question, and no passage covers it."""


@dataclass(frozen=True)
class Evidence:
    """How well the best passage fits a question.

    Attributes:
        covered: the share of the question's words in it, each by its rarity; 0 to 1.
        nearness: how many standard deviations the nearest passage is above the mean similarity; None when
            the model does not know the language.
        words: how many words were asked for.
    """

    covered: float
    nearness: float | None
    words: int

    @property
    def fits(self) -> bool:
        """Whether it is worth asking a model."""
        return self.strength >= 1.0

    @property
    def strength(self) -> float:
        """What there is of what is needed; from 1 on it fits."""
        if self.words > MOST_WORDS:
            return 1.0
        if self.nearness is None:
            return self.covered / ENOUGH
        return (self.covered + NEARNESS * self.nearness) / ENOUGH_WITH_MEANING


def covered(
    question: Question,
    found: Iterable[tuple[str, SearchWords]],
    frequencies: Frequencies,
    passages: Mapping[str, int],
) -> tuple[float, int]:
    """How much of the question the best of these passages (language and words) covers, and of how many
    words it is; `passages` are how many there are in each language."""
    best, words = 0.0, 0
    for language, text in found:
        asked = question.terms[language].asked if language in question.terms else ()
        words = max(words, len(asked))
        weights = [_rarity(one, frequencies, passages.get(language, 1)) for one in asked]
        if total := sum(weights):
            said = _said(asked, text)
            best = max(best, sum(w * s for w, s in zip(weights, said, strict=True)) / total)
    return best, words


def nearness(similarities: Sequence[float], unrelated: NDArray[np.float32]) -> float:
    """How many standard deviations the greatest similarity is above those of passages at random."""
    if not similarities or len(unrelated) < 2:
        return 0.0
    deviation = float(unrelated.std())
    return (max(similarities) - float(unrelated.mean())) / deviation if deviation > 0 else 0.0


def _rarity(asked: Asked, frequencies: Frequencies, passages: int) -> float:
    own = next(iter(asked.stems))
    return rarity(passages + ELSEWHERE, frequencies.of_stem(own))


def _said(asked: Sequence[Asked], text: SearchWords) -> list[float]:
    """How far the passage says each of these words: 1 for the word itself."""
    there = set(text.stems.split())
    said = []
    for one in asked:
        by_stem = max((_worth(weight) for stem, weight in one.stems.items() if stem in there), default=0.0)
        by_pieces = max(
            (_worth(weight) * _pieces(word, text) for word, weight in one.words.items()), default=0.0
        )
        said.append(max(by_stem, IN_PIECES * by_pieces))
    return said


def _worth(weight: float) -> float:
    if weight == 1.0:
        return 1.0
    return TRANSLATION if weight > 0.5 else SYNONYM


def _pieces(word: str, text: SearchWords) -> float:
    """The share of its pieces that are there, squared: half of them are there by chance."""
    if len(word) < GRAM:
        return 0.0
    pieces = grams(word)
    share = sum(piece in text.words for piece in pieces) / len(pieces)
    return share * share
