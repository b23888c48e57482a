"""A question as it is searched: its words, other words for them, and what each weighs. Pure.

It is put anew for each language that documents are in: a passage is compared with what the question would
have said in its own language, so translations do no harm to passages in the language of the question.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from store.search_words import (
    DEFAULT_LANGUAGE,
    STOP_WORDS,
    language_of_question,
    stems,
    words_of,
)
from store.thesaurus import LANGUAGES, Thesaurus, content_of

TRANSLATED = 0.8
"""What a word of the other language weighs against one of the question."""

SYNONYM = 0.25
"""What another word of the same language weighs: half of them do not fit."""


@dataclass(frozen=True)
class Asked:
    """One content word of a question, and every word that may say it, with what each counts for."""

    word: str
    stems: Mapping[str, float]
    words: Mapping[str, float]


@dataclass(frozen=True)
class Terms:
    """What is looked for in passages of one language: stems, and words of which the pieces are looked for,
    with weights; and by which of them each word of the question is said."""

    stems: Mapping[str, float]
    words: Mapping[str, float]
    asked: tuple[Asked, ...]


@dataclass(frozen=True)
class Question:
    """What is looked for.

    Attributes:
        text: as it was put.
        language: Dutch or English, "" when its words do not tell.
        terms: by the language of passages; "" is that of those whose language is not known.
    """

    text: str
    language: str
    terms: Mapping[str, Terms]

    @property
    def is_empty(self) -> bool:
        """Whether it has no word to look for."""
        return not any(terms.words for terms in self.terms.values())


def question_of(text: str, languages: Iterable[str], thesaurus: Thesaurus) -> Question:
    """What is looked for in documents of these languages."""
    said = words_of(text)
    language = language_of_question(said) or thesaurus.language_of(said)
    return Question(
        text, language, {target: _terms(said, language, target, thesaurus) for target in languages}
    )


def _terms(said: Sequence[str], language: str, target: str, thesaurus: Thesaurus) -> Terms:
    weights = dict.fromkeys((word for word in said if word not in STOP_WORDS), 1.0)
    others = {word: {word: 1.0} for word in weights}
    weight = SYNONYM if language == (target or DEFAULT_LANGUAGE) else TRANSLATED
    for word, sources in _other_words(said, language, target or DEFAULT_LANGUAGE, thesaurus):
        weights.setdefault(word, weight)
        for source in sources:
            others[source].setdefault(word, weight)
    asked = tuple(Asked(word, _stemmed(words, target), words) for word, words in others.items())
    return Terms(_stemmed(weights, target), weights, asked)


def _other_words(
    said: Sequence[str], language: str, target: str, thesaurus: Thesaurus
) -> Iterator[tuple[str, list[str]]]:
    """Words, each with those of the question that it stands for. A question of no certain language is
    taken as it is."""
    if language not in LANGUAGES or target not in LANGUAGES:
        return
    for expression in thesaurus.expressions(said, language):
        sources = [word for word in said[expression.start : expression.end] if word not in STOP_WORDS]
        for word in content_of(expression.others[target]):
            yield word, sources


def _stemmed(weights: Mapping[str, float], language: str) -> dict[str, float]:
    """The stems of the words, with the greatest weight of those that share one."""
    found: dict[str, float] = {}
    for stem, weight in zip(stems(list(weights), language), weights.values(), strict=True):
        found[stem] = max(found.get(stem, 0.0), weight)
    return found
