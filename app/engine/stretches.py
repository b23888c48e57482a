"""The sentences of passages, and how far each covers the words of a sentence of an answer.

Pure. `Passages` indexes the words of all passages once, so that a sentence is compared with every stretch of
them at once; what speaks against a stretch that covers it is in `objections`.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from app.engine.claim_reader import read
from app.engine.claims import Claim, Word, with_names
from app.engine.lexicon import lexicon
from app.engine.sentence_split import split
from app.engine.word_forms import alike

LONGEST_WINDOW = 3
"""Sentences that are read as one: what an answer says in one may stand in up to three of a passage."""

SAME, AKIN, HEAD, TAIL, PART = 1.0, 0.8, 0.85, 0.75, 0.6
"""How far a word covers another: a form of it or a synonym; of its family; a compound that it is the head of;
the head of a compound; the first part of one."""

ELSEWHERE = 0.65
"""What a word counts that stands elsewhere in the passage, or in the headings above it."""

_PART_LETTERS = 4

Array = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Window:
    """Sentences `first` to `last` (both included, by their number among all) of one passage."""

    passage: int
    first: int
    last: int


class Passages:
    """The sentences of some passages. Add them all, then compare.

    Attributes:
        texts: the sentences, passage after passage.
        claims: the same, read.
        owner: the passage of each sentence.
        around: for each passage its title and headings, read.
    """

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.claims: list[Claim] = []
        self.owner: list[int] = []
        self.around: list[Claim] = []
        self._first: list[int] = []  # sentence of each passage
        self._words = _Vocabulary()
        self._known: dict[str, Array] = {}

    def add(self, text: str, around: str) -> None:
        """One passage, with the title and headings above it."""
        passage = len(self.around)
        self._first.append(len(self.texts))
        self.around.append(read(around))
        for place in split(text):
            self.texts.append(text[place.start : place.end])
            self.claims.append(read(self.texts[-1]))
            self.owner.append(passage)
            for word in self.claims[-1].words:
                self._words.enter(word, len(self.texts) - 1)
        for word in self.around[-1].words:
            self._words.enter(word, -passage - 1)

    def mark_names(self) -> set[str]:
        """Take words that begin a sentence for names where they are names within one; all the names."""
        claims = (*self.claims, *self.around)
        names = {word.text for claim in claims for word in claim.words if word.name and not word.first}
        self.claims = [with_names(claim, names) for claim in self.claims]
        return names

    def windows(self) -> list[Window]:
        """All stretches of one to three sentences of one passage."""
        made = []
        for first, passage in enumerate(self.owner):
            for last in range(first, min(first + LONGEST_WINDOW, len(self.owner))):
                if self.owner[last] != passage:
                    break
                made.append(Window(passage, first, last))
        return made

    def members(self, window: Window) -> list[Claim]:
        """The sentences of a window."""
        return self.claims[window.first : window.last + 1]

    def whole(self, passage: int) -> list[Claim]:
        """Everything of a passage, its headings first."""
        first = self._first[passage]
        last = self._first[passage + 1] if passage + 1 < len(self._first) else len(self.claims)
        return [self.around[passage], *self.claims[first:last]]

    def coverage(self, word: Word) -> Array:
        """How far each sentence covers a word by itself, shape (sentences,)."""
        return self._covered(word)[: len(self.texts)]

    def coverage_around(self, word: Word) -> Array:
        """How far each passage covers it anywhere, its headings included, shape (passages,)."""
        covered = self._covered(word)
        made = covered[len(self.texts) :].copy()
        np.maximum.at(made, np.asarray(self.owner, dtype=np.intp), covered[: len(self.texts)])
        return made

    def _covered(self, word: Word) -> Array:
        known = f"{word.text}:{word.name}"
        found = self._known.get(known)
        if found is None:
            found = np.zeros(len(self.texts) + len(self.around), np.float32)
            for place, share in self._words.places(word):
                at = place if place >= 0 else len(self.texts) - place - 1
                found[at] = max(found[at], share)
            self._known[known] = found
        return found


@dataclass
class _Vocabulary:
    """Words with their places, found by what covers a word."""

    numbers: dict[str, int] = field(default_factory=dict)
    words: list[Word] = field(default_factory=list)
    _places: list[set[int]] = field(default_factory=list)
    _by_key: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    _by_beginning: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    _by_ending: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))

    def enter(self, word: Word, place: int) -> None:
        """One word at one place: a sentence's number, or below zero for what is above a passage."""
        number = self.numbers.setdefault(word.text, len(self.words))
        if number == len(self.words):
            self.words.append(word)
            self._places.append(set())
            self._by_beginning[word.text[:_PART_LETTERS]].add(number)
            for key in word.keys:
                for _, ending in _cuts(key):
                    self._by_ending[ending].add(number)
            for key in (*word.keys, *all_keys(word)):
                self._by_key[key].add(number)
        else:
            for key in word.keys:  # a verb whose first part stands at the end of its clause has more
                self._by_key[key].add(number)
        self._places[number].add(place)

    def places(self, word: Word) -> Iterator[tuple[int, float]]:
        """Where a word is covered, and how far; a place may come more than once."""
        for share, numbers in self._matches(word):
            for number in numbers:
                yield from ((place, share) for place in self._places[number])

    def _matches(self, word: Word) -> Iterator[tuple[float, set[int]]]:
        for key in all_keys(word):
            yield SAME, self._by_key.get(key, set())
        if word.name:
            return
        for number in self._by_beginning.get(word.text[:_PART_LETTERS], ()):
            yield _beginning(word, self.words[number]), {number}
        for key in word.keys:
            if len(key) >= _PART_LETTERS:
                yield HEAD, self._by_ending.get(key, set())
            for _, ending in _cuts(key):
                yield TAIL, self._by_key.get(ending, set())


def _cuts(key: str) -> Iterator[tuple[str, str]]:
    """The ways in which a compound may be cut in two; a prefix that turns a word is no part."""
    for cut in range(2, len(key) - _PART_LETTERS + 1):
        if key[:cut] not in lexicon().turning:
            yield key[:cut], key[cut:]


def _beginning(word: Word, other: Word) -> float:
    """How far words cover each other that begin alike."""
    if word.exclusive and other.exclusive and word.exclusive != other.exclusive:
        return 0.0
    if alike(word.text, other.text):
        return AKIN
    pairs = ((word, other), (other, word))
    begins = any(
        len(key) >= _PART_LETTERS and form.startswith(key)
        for one, longer in pairs
        for key in one.keys
        for form in longer.keys
    )
    return PART if begins else 0.0


def all_keys(word: Word) -> Iterator[str]:
    """Its keys, and those of the words that mean the same."""
    groups = lexicon().groups
    yield from word.keys
    for key in word.keys:
        yield from (f"={number}" for number in groups.get(key, ()))
