"""Whether a slot of an answer holds: it says something, and nothing that a neighbour says. Pure: it knows no
model.
"""

from collections.abc import Sequence
from dataclasses import replace

from app.messages import Language
from app.outline import Fill
from models.generator import Slot
from models.sampling import Sampling

MOST_TRIES = 4
"""How often a slot is written before a marker takes its place."""

UNKNOWN_DAY = {"nl": "onbekend", "en": "unknown"}
MONTHS: dict[str, tuple[str, ...]] = {
    "nl": (
        *("januari", "februari", "maart", "april", "mei", "juni"),
        *("juli", "augustus", "september", "oktober", "november", "december"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
}
YEARS_AROUND = 10
"""How far a day in an answer may be from today."""

_WARM = 0.7
_THIRTY, _SHORT = (4, 6, 9, 11), 2


class Neighbours:
    """The slots of one section that are written, by group: a slot differs from those of each of its
    groups."""

    def __init__(self, before: str = "") -> None:
        """`before`: what the last slot of the section before says, which the first one here differs from."""
        self._before = _said(before)
        self._texts: dict[int, set[str]] = {}
        self._begins: dict[int, set[int]] = {}

    def doubts(self, groups: Sequence[int], text: str) -> bool:
        """Whether a slot that begins so may still turn out to be empty, or the same as a neighbour."""
        said = _said(text)
        return not said or any(other.startswith(said) for other in self._said_in(groups))

    def takes(self, groups: Sequence[int], text: str) -> bool:
        """Whether a slot with this text holds."""
        return bool(said := _said(text)) and said not in self._said_in(groups)

    def add(self, groups: Sequence[int], text: str, begin: int) -> None:
        """Take note of a slot that holds, and of the token that it begins with."""
        self._before = ""
        for group in groups:
            self._texts.setdefault(group, set()).add(_said(text))
            self._begins.setdefault(group, set()).add(begin)

    def begins(self, groups: Sequence[int]) -> set[int]:
        """The tokens that the others begin with."""
        return {begin for group in groups for begin in self._begins.get(group, ())}

    def _said_in(self, groups: Sequence[int]) -> set[str]:
        before = {self._before} if self._before else set()
        return before.union(*(self._texts.get(group, ()) for group in groups))


def slot_of(step: Fill, budget: int, options: Sequence[str], barred: Sequence[int], last: bool) -> Slot:
    """The generator's slot for a step; `last`: it is the last try, so it has to begin with a word."""
    shape = step.shape if step.shape in ("line", "cell") else "prose"
    return Slot(budget, shape, tuple(options), tuple(barred), worded=last)


def tried_again(sampling: Sampling, tries: int) -> Sampling:
    """How a slot is drawn when it did not hold so many times: with another seed, and warm enough for that to
    make a difference."""
    seed = tries if sampling.seed is None and sampling.temperature <= 0 else sampling.seed
    return replace(
        sampling,
        temperature=max(sampling.temperature, _WARM),
        seed=seed if seed is None else seed + tries,
    )


def day_options(language: Language) -> list[str]:
    """What a date may begin with."""
    return [UNKNOWN_DAY[language], *map(str, range(1, 32))]


def month_options(day: int, language: Language) -> list[str]:
    """The months that have such a day."""
    longest = [29 if month == _SHORT else 30 if month in _THIRTY else 31 for month in range(1, 13)]
    return [name for name, days in zip(MONTHS[language], longest, strict=True) if day <= days]


def year_options(day: int, month: str, language: Language, this_year: int) -> list[str]:
    """The years near this one in which there is such a day."""
    years = range(this_year - YEARS_AROUND, this_year + YEARS_AROUND + 1)
    leap_day = day == 29 and month == MONTHS[language][_SHORT - 1]
    return [str(year) for year in years if not leap_day or (year % 4 == 0 and year % 100 != 0)]


def _said(text: str) -> str:
    """What a slot says, apart from case, spaces and marks."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())
