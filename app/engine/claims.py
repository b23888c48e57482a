"""What a sentence says, as far as words show it: its content words, numbers, dates, and marks of its clauses.

Only the types live here, and what they mean for each other; `claim_reader` reads them out of a sentence.
"""

from collections.abc import Set
from dataclasses import dataclass, field, replace

LIGHT, PLAIN, NAME = 0.3, 1.0, 1.3
"""What a word weighs."""

_DURATIONS = {"time", "months", "workdays"}


@dataclass(frozen=True)
class Word:
    """A content word.

    Attributes:
        actor: it is someone who can act; `acting` also where only its ending says so.
        chain: the place of the actor that it names with others: "the manager, David Okoro".
        first: a capital does not tell whether it is a name: it begins a sentence.
        marker: the preposition that it follows, or nothing.
        exclusive: which of a list of words that exclude each other it is: list, and place in it.
    """

    text: str
    keys: frozenset[str]
    weight: float
    clause: int
    place: int
    name: bool = False
    first: bool = False
    actor: bool = False
    acting: bool = False
    chain: int = 0
    marker: str = ""
    exclusive: tuple[int, int] | None = None


@dataclass(frozen=True)
class Quantity:
    """A number with its unit.

    Attributes:
        values: what the digits may mean, in the smallest unit of `kind`; `raw` are the digits' own.
        loose: "a year", which counts only against another number of years.
        marker: the preposition before it, or nothing.
    """

    values: frozenset[float]
    raw: frozenset[float]
    kind: str
    clause: int
    place: int
    loose: bool = False
    marker: str = ""

    def is_same(self, other: "Quantity") -> bool:
        """Whether both mean one number. A unit that is missing on one side is taken to be the other's."""
        kinds = {self.kind, other.kind}
        if self.kind == other.kind or kinds == {"time", "clock"}:
            return bool(self.values & other.values)
        return "" in kinds and bool(self.raw & other.raw)

    def competes(self, other: "Quantity") -> bool:
        """Whether the other says something else of the same kind."""
        kinds = {self.kind, other.kind}
        return bool(self.kind) and (len(kinds) == 1 or kinds <= _DURATIONS) and not self.is_same(other)


@dataclass
class Clause:
    """A clause.

    Attributes:
        marks: "negation", "most", "least", "must", "may", "all", "only" and those of `_TURNING`.
        negations: how often it is negated.
        copula: it may say that one is the other.
        scopes: the words that "all", "only" and "without" are said of.
    """

    marks: set[str] = field(default_factory=set)
    negations: int = 0
    copula: bool = False
    scopes: dict[str, set[str]] = field(default_factory=dict)


@dataclass
class Claim:
    """A sentence, read. `joins` are the places of "and" and "or" within clauses."""

    text: str
    words: list[Word] = field(default_factory=list)
    quantities: list[Quantity] = field(default_factory=list)
    dates: list[tuple[int, int, int]] = field(default_factory=list)
    clauses: list[Clause] = field(default_factory=lambda: [Clause()])
    joins: list[int] = field(default_factory=list)

    @property
    def weight(self) -> float:
        return sum(word.weight for word in self.words) + PLAIN * self.numbers

    @property
    def numbers(self) -> int:
        return sum(not quantity.loose for quantity in self.quantities) + len(self.dates)

    @property
    def marks(self) -> set[str]:
        return set().union(*(clause.marks for clause in self.clauses))

    @property
    def negated(self) -> bool:
        return any(clause.negations for clause in self.clauses)


def with_names(claim: Claim, names: Set[str]) -> Claim:
    """The same with its first word, which a capital does not tell from others, as a name where it is one."""
    if not any(word.first and not word.name and word.text in names for word in claim.words):
        return claim
    return replace(claim, words=[_as_name(word) if word.text in names else word for word in claim.words])


def _as_name(word: Word) -> Word:
    if not word.first:
        return word
    return replace(word, name=True, actor=True, acting=True, weight=NAME)
