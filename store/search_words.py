"""What of a text is searched: its words but for stop words, whole and as stems. Pure.

Stems find other forms of a word. Pieces of four letters of whole words find the parts of compounds, and
words that two languages share. What other words a question could have used is `store.thesaurus`; how many
passages have a term, and what that is worth, is `store.frequencies` and `store.relevance`.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from Stemmer import Stemmer, algorithms

from store.letters import folded

GRAM = 4
"""Letters of a piece. Of 3 to 6, this found most of the compounds and the least of anything else."""

COMPOUNDING = frozenset(("nl", "de", "da", "sv", "no"))
"""Languages that write compounds as one word."""

DEFAULT_LANGUAGE = "nl"
"""What a text is taken for whose language is not known."""

_ALGORITHMS = {
    "nl": "dutch",
    "en": "english",
    "de": "german",
    "fr": "french",
    "es": "spanish",
    "it": "italian",
    "pt": "portuguese",
    "da": "danish",
    "sv": "swedish",
    "no": "norwegian",
    "fi": "finnish",
    "pl": "polish",
    "tr": "turkish",
    "ar": "arabic",
}
_WORD = re.compile(r"\d+(?:[.,]\d+)+|[^\W_]+")

_DUTCH = """
de het een en van in is dat die op te aan met als voor had er maar om hem dan zou of wat men dit
zo door over ze zich bij ook tot je mij uit der daar haar naar heb hoe heeft hebben deze u want nog
zal me zij nu ik hij niet zijn geen omdat iets worden wordt werd toch al waren meer doen toen moet
ben zonder kan hun dus alles onder ja eens hier wie altijd doch wezen kunnen ons zelf tegen na reeds
wil kon niets uw iemand geweest andere waar welke welk wanneer waarom hoeveel hoelang mag moeten
mogen wij we jij jullie hen onze bent gaat gaan krijgt krijgen via per zoals daarbij hierbij
bijvoorbeeld wel ge mijn veel was
"""
_ENGLISH = """
the a an and of in is that on to at with as for had it but if him then would or what this so by
about they be also until you me from there her how has have these i not are no because were more do
does did when must am without can all under who us we my our your he she his its their them those
which where why will just should could may might much many any some than too very here am been being
having doing into through during before after above below up down out off over again further once
both each few most other such nor only own same just now while whom why per via
"""

FUNCTION_WORDS = {"nl": frozenset(_DUTCH.split()), "en": frozenset(_ENGLISH.split())}
"""The words that make a sentence and say nothing by themselves."""

STOP_WORDS = frozenset().union(*FUNCTION_WORDS.values())
"""Those of both languages: Dutch documents hold English, and the other way round."""


class SearchWords(NamedTuple):
    """What is searched of one passage; terms separated by a space.

    Attributes:
        stems: the stems of its words, in the language of the document.
        words: its words as they stand, folded; a space before the first and after the last as well.
    """

    stems: str
    words: str


def search_words(text: str, language: str) -> SearchWords:
    """What is searched of a text in this language ("" when it is not known)."""
    words = content_words(text)
    return SearchWords(" ".join(stems(words, language)), f" {' '.join(words)} ")


def words_of(text: str) -> list[str]:
    """The words and numbers of a text, in small letters without accents."""
    return _WORD.findall(folded(text))


def content_words(text: str) -> list[str]:
    """The words of a text that are no stop words."""
    return [word for word in words_of(text) if word not in STOP_WORDS]


def stems(words: Sequence[str], language: str) -> list[str]:
    """The stem of each word: Snowball's for this language (Dutch: Kraaij and Pohlmann, 1994)."""
    stemmer = _stemmer(_ALGORITHMS.get(language or DEFAULT_LANGUAGE, ""))
    return list(stemmer.stemWords(words)) if stemmer else list(words)


def grams(word: str) -> list[str]:
    """The pieces of a word that are looked for; a short one has to stand by itself, between spaces."""
    if len(word) < GRAM:
        return [f" {word} "]
    return [word[start : start + GRAM] for start in range(len(word) - GRAM + 1)]


def language_of_question(words: Iterable[str]) -> str:
    """Dutch or English, by its function words; "" when they do not tell: it may be three names."""
    counts = dict.fromkeys(FUNCTION_WORDS, 0)
    for word in words:
        for language, known in FUNCTION_WORDS.items():
            counts[language] += word in known
    best, other = sorted(counts, key=lambda language: -counts[language])
    return best if counts[best] > counts[other] else ""


@cache
def _stemmer(algorithm: str) -> Stemmer | None:
    # Its own cache of 10,000 words is what makes it fast.
    return Stemmer(algorithm) if algorithm in algorithms() else None
