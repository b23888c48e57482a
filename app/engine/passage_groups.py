"""Ranked passages into what is shown and read: neighbours joined, copies left out, within bounds. Pure."""

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field

from store.archive import StoredPassage

CHARACTERS_EACH = 750
"""How long passages may be on average: what is read decides how long a person waits."""

MERGED_CHARACTERS = 1500
"""How long a passage may grow by taking in its neighbours."""

RANKS = 30
"""How many of the best are looked at when there are groups enough: for neighbours of what was found."""

SURROUNDED = 3
"""How many of the best get their neighbours whatever their rank, as far as there is room."""

ALIKE = 0.9
"""Passages that share this part of their words say the same: forms and their translations, old versions."""


@dataclass(eq=False)
class Group:
    """Neighbouring passages of one page that become one; `score` is that of the best."""

    score: float
    members: list[StoredPassage] = field(default_factory=list)

    @property
    def characters(self) -> int:
        return self.members[-1].passage.end - self.members[0].passage.start

    @property
    def neighbours(self) -> tuple[int, int]:
        """The numbers of the passages after and before it: passages of a document are stored in reading
        order."""
        return self.members[-1].id + 1, self.members[0].id - 1

    def takes(self, other: StoredPassage) -> bool:
        """Whether `other` stands directly before or after, and the whole stays short enough."""
        first, last = self.members[0], self.members[-1]
        same_page = (first.document, first.passage.page) == (other.document, other.passage.page)
        if not same_page or other.id not in self.neighbours:
            return False
        start = min(first.passage.start, other.passage.start)
        return max(last.passage.end, other.passage.end) - start <= MERGED_CHARACTERS

    def add(self, other: StoredPassage) -> None:
        self.members.append(other)
        self.members.sort(key=lambda member: member.id)


def merge(
    ranked: Iterable[tuple[StoredPassage, float]], limit: int, stems: Callable[[StoredPassage], Set[str]]
) -> list[Group]:
    """At most `limit` groups, best first, of `limit` times `CHARACTERS_EACH` characters in all. A passage
    goes to the group it is a neighbour of; one that says what another said is left out. `stems` gives those
    of a passage. No more is taken from `ranked` than is looked at."""
    groups: list[Group] = []
    taken: list[StoredPassage] = []
    for rank, (passage, score) in enumerate(ranked):
        group = next((group for group in groups if group.takes(passage)), None)
        full = group is None and len(groups) == limit
        if (full and rank >= RANKS) or (groups and _length(passage) > _room(groups, limit)):
            break
        if full or any(_alike(passage, other, stems) for other in taken):
            continue
        if group is None:
            group = Group(score)
            groups.append(group)
        group.add(passage)
        taken.append(passage)
    return groups


def surround(
    groups: Sequence[Group], limit: int, passages: Callable[[Sequence[int]], Mapping[int, StoredPassage]]
) -> None:
    """Give the best groups the passages around them while there is room."""
    wanted = [number for group in groups[:SURROUNDED] for number in group.neighbours]
    there = passages(wanted)
    for group in groups[:SURROUNDED]:
        for number in group.neighbours:
            other = there.get(number)
            if other and group.takes(other) and _length(other) <= _room(groups, limit):
                group.add(other)


def _length(passage: StoredPassage) -> int:
    return passage.passage.end - passage.passage.start


def _room(groups: Sequence[Group], limit: int) -> int:
    return limit * CHARACTERS_EACH - sum(group.characters for group in groups)


def _alike(one: StoredPassage, other: StoredPassage, stems: Callable[[StoredPassage], Set[str]]) -> bool:
    if one.passage.text == other.passage.text:
        return True
    first, second = stems(one), stems(other)
    return bool(first) and len(first & second) >= ALIKE * len(first | second)
