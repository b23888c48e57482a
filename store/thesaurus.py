"""Other words for the words of a question: in the same language and in the other one.

The list is `resources/words/notions.toml`. It lets a question in English find a Dutch document, and a
question in everyday words one in the words of an office, whatever the embedding model knows.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import msgspec

from store.search_words import STOP_WORDS, content_words, stems, words_of

LANGUAGES = ("en", "nl")
LONGEST = 4
"""Words in the longest expression of the list."""


class Expression(NamedTuple):
    """Words `start` to `end` of a question, and other ways to say them, by language."""

    start: int
    end: int
    others: dict[str, tuple[str, ...]]


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    notions: str


Expressions = dict[tuple[str, ...], tuple[str, ...]]


class Thesaurus:
    """Looks expressions up by their stems."""

    def __init__(self, notions: Iterable[str]) -> None:
        """`notions` are lines "English, words = Dutch, words"; empty ones and comments (#) are none."""
        tables: dict[tuple[str, str], dict[tuple[str, ...], dict[str, None]]]
        tables = {(a, b): defaultdict(dict) for a in LANGUAGES for b in LANGUAGES}
        for line in notions:
            if not line.strip() or line.startswith("#"):
                continue
            sides = [tuple(word.strip() for word in side.split(",")) for side in line.split("=")]
            for (source, target), table in tables.items():
                said, other = (sides[LANGUAGES.index(language)] for language in (source, target))
                for expression in said:
                    key = tuple(stems(words_of(expression), source))
                    table[key].update(dict.fromkeys(word for word in other if word != expression))
        self._others: dict[tuple[str, str], Expressions] = {
            languages: {key: tuple(words) for key, words in table.items()}
            for languages, table in tables.items()
        }

    def language_of(self, words: Sequence[str]) -> str:
        """The language of which more of these words are in the list: keywords have no function words to
        tell. "" when it is as many."""
        counts = {
            language: sum(e.end - e.start for e in self.expressions(words, language))
            for language in LANGUAGES
        }
        best, other = sorted(counts, key=lambda language: -counts[language])
        return best if counts[best] > counts[other] else ""

    def expressions(self, words: Sequence[str], language: str) -> Iterator[Expression]:
        """The expressions among these words of a question that the list knows, the longest first where
        they overlap. Stop words are known only as a part of longer ones."""
        keys = stems(words, language)
        start = 0
        while start < len(words):
            end = next(
                (
                    start + length
                    for length in range(min(LONGEST, len(words) - start), 0, -1)
                    if (length > 1 or words[start] not in STOP_WORDS)
                    and tuple(keys[start : start + length]) in self._others[language, language]
                ),
                None,
            )
            if end is not None:
                key = tuple(keys[start:end])
                others = {target: self._others[language, target].get(key, ()) for target in LANGUAGES}
                yield Expression(start, end, others)
            start = end or start + 1


@cache
def thesaurus() -> Thesaurus:
    """The list that came with the program."""
    data = files("resources").joinpath("words/notions.toml").read_bytes()
    return Thesaurus(msgspec.toml.decode(data, type=_File).notions.splitlines())


def content_of(expressions: Iterable[str]) -> dict[str, None]:
    """The words of these expressions that are searched, each once, in order."""
    return dict.fromkeys(word for expression in expressions for word in content_words(expression))
