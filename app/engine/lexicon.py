"""The words that decide whether one sentence bears another out, as `resources/words/support.toml` lists them.

Only reading that file lives here, and looking words up in it; what they mean for a sentence is in `claims`.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from app.engine.word_forms import keys
from store.letters import folded

Keys = frozenset[str]

_AGENTS = ("er", "aar", "eur", "or")


@dataclass(frozen=True)
class Unit:
    """A unit of measure: `size` of the smallest unit of its kind."""

    kind: str
    size: float


@dataclass(frozen=True)
class Lexicon:
    """The lists, by key of word (`word_forms.keys`) where forms of a word count, else by the word itself.

    Attributes:
        groups: the numbers of the groups of words that mean the same.
        exclusive: by word, the place in the list of words that exclude each other: row, and column within it.
        opposites: by word, the sides it stands on: pair number, with its sign.
        marks: by word, the marks it sets.
    """

    stop: frozenset[str]
    light: Keys
    actors: frozenset[str]
    things: frozenset[str]
    turning: tuple[str, ...]
    groups: dict[str, frozenset[int]]
    exclusive: dict[str, tuple[int, int]]
    opposites: dict[str, frozenset[int]]
    marks: dict[str, frozenset[str]]
    units: dict[str, Unit]
    numbers: dict[str, int]
    months: dict[str, int]
    phrases: tuple[tuple[re.Pattern[str], str], ...]

    def acts(self, word: str) -> bool:
        """Whether a word, or what it is the plural of, is someone who can act."""
        return any(word.removesuffix(ending) in self.actors for ending in ("", "s", "en", "n", "es"))

    def may_act(self, word: str) -> bool:
        """Whether a word ends as words for those who act do."""
        single = word.removesuffix("s").removesuffix("en") if len(word) > 6 else word
        return len(single) > 4 and single.endswith(_AGENTS) and single not in self.things


@cache
def lexicon() -> Lexicon:
    """The lists, read once."""
    told = tomllib.loads(files("resources").joinpath("words", "support.toml").read_text(encoding="utf-8"))
    numbers = told["numbers"]
    return Lexicon(
        stop=frozenset(map(folded, told["stop"].split())),
        light=frozenset(key for word in told["light"].split() for key in keys(word)),
        actors=frozenset(map(folded, told["actors"].split())),
        things=frozenset(map(folded, told["things"].split())),
        turning=tuple(sorted(told["turning"].split(), key=len, reverse=True)),
        groups=_groups(_rows(told["synonyms"])),
        exclusive=_exclusive(_rows(told["exclusive"])),
        opposites=_opposites(told["opposites"].strip().splitlines()),
        marks=_marks(told["marks"]),
        units=_units(_rows(told["units"]["list"])),
        numbers=_numbers(numbers["list"].strip().splitlines()),
        months={
            name: place
            for place, names in enumerate(numbers["months"].strip().splitlines(), 1)
            for name in names.split()
        },
        phrases=tuple(_phrases(told["phrases"]["list"].strip().splitlines())),
    )


def _rows(text: str) -> list[list[str]]:
    return [line.split() for line in text.strip().splitlines()]


def _groups(rows: list[list[str]]) -> dict[str, frozenset[int]]:
    made: dict[str, frozenset[int]] = {}
    for number, words in enumerate(rows):
        for key in (key for word in words for key in keys(word.replace("-", ""))):
            made[key] = made.get(key, frozenset()) | {number}
    return made


def _exclusive(rows: list[list[str]]) -> dict[str, tuple[int, int]]:
    return {
        folded(word): (row, column)
        for row, cells in enumerate(rows)
        for column, cell in enumerate(cells)
        for word in cell.split("/")
    }


def _opposites(lines: list[str]) -> dict[str, frozenset[int]]:
    made: dict[str, frozenset[int]] = {}
    for number, line in enumerate(lines, 1):
        for sign, side in zip((1, -1), line.split(" - "), strict=True):
            for word in side.split("/"):
                for key in keys(word.strip().replace("-", "")):
                    made[key] = made.get(key, frozenset()) | {sign * number}
    return made


def _marks(told: dict[str, str]) -> dict[str, frozenset[str]]:
    made: dict[str, frozenset[str]] = {}
    for mark, words in told.items():
        for word in words.split():
            made[folded(word)] = made.get(folded(word), frozenset()) | {mark}
    return made


def _units(rows: list[list[str]]) -> dict[str, Unit]:
    return {word: Unit(kind, float(size)) for kind, size, *words in rows for word in words}


def _numbers(lines: list[str]) -> dict[str, int]:
    parts = (line.split("=") for line in lines)
    return {folded(word): int(value) for words, value in parts for word in words.split()}


def _phrases(lines: list[str]) -> list[tuple[re.Pattern[str], str]]:
    """The longest first, so that no part of a phrase is taken for the whole."""
    made = []
    for line in lines:
        said, meant = line.rsplit("=", 1)
        made += [(phrase.strip(), meant.strip()) for phrase in said.split("|")]
    made.sort(key=lambda pair: -len(pair[0]))
    return [(re.compile(rf"(?<!\w){re.escape(said)}(?!\w)", re.IGNORECASE), meant) for said, meant in made]
