"""What speaks against a stretch of a passage that has the words of a sentence: another number, another name,
a negation more, roles exchanged, a claim that goes further.

Pure. An objection is a *denial* (the passage says otherwise), a *gap* (it does not say this much), or a
*doubt* (it says it, but with less or more beside it).
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from app.engine.claims import Claim, Clause, Quantity, Word
from app.engine.lexicon import lexicon
from app.engine.stretches import all_keys

Objection = Literal["denial", "gap", "doubt"]

_CONTRARY = (
    ("most", "least"),
    ("before", "after"),
    ("within", "outside"),
    ("above", "below"),
)
_PART_LETTERS = 4
_NEGATING = ("on", "un", "in", "im", "niet", "non", "dis", "ir")


def objections(said: Claim, window: Sequence[Claim], around: Sequence[Claim]) -> Iterator[Objection]:
    """What speaks against it. `around`: the other sentences of the passage, and its headings."""
    yield from _numbers(said, window)
    yield from _dates(said, window)
    yield from _names(said, window, around)
    yield from _exclusive(said, window)
    yield from _opposites(said, window)
    yield from _marks(said, window)
    yield from _lacking(said, window)
    yield from _roles(said, window)


# --- numbers ----------------------------------------------------------------------------------------


def _numbers(said: Claim, window: Sequence[Claim]) -> Iterator[Objection]:
    there = [(claim, other) for claim in window for other in claim.quantities]
    found: list[tuple[Quantity, Quantity]] = []
    for quantity in said.quantities:
        same = [(claim, other) for claim, other in there if quantity.is_same(other)]
        if same:
            found += [(quantity, other) for _, other in same[:1]]
            if _belongs_elsewhere(said, quantity, same, there):
                yield "denial"
        elif any(quantity.competes(other) for _, other in there):
            yield "denial"
        elif not quantity.loose:
            yield "gap"
    for place, (one, one_there) in enumerate(found):
        for other, other_there in found[place + 1 :]:
            markers = {one.marker, other.marker, one_there.marker, other_there.marker}
            if one.marker != other.marker and "" not in markers and one.marker == other_there.marker:
                yield "denial"


def _belongs_elsewhere(
    said: Claim,
    quantity: Quantity,
    same: Sequence[tuple[Claim, Quantity]],
    there: Sequence[tuple[Claim, Quantity]],
) -> bool:
    """Whether another number is the one that the sentence's words are about."""
    rivals = [(claim, other) for claim, other in there if _rivals(quantity, other)]
    near = [word for word in said.words if _segment(said, word) == _segment(said, quantity)]
    if not rivals or not near:
        return False
    counted = _counted(said, quantity)

    def nearness(claim: Claim, other: Quantity) -> float:
        segment = _segment(claim, other)
        there = (word for word in claim.words if _segment(claim, word) == segment)
        return _shared(near, there) + 0.5 * bool(counted & _counted(claim, other))

    return max(nearness(*rival) for rival in rivals) > max(nearness(*one) for one in same)


def _rivals(quantity: Quantity, other: Quantity) -> bool:
    bare = not quantity.kind and not other.kind and not quantity.is_same(other)
    return bare or quantity.competes(other)


def _counted(claim: Claim, quantity: Quantity) -> set[str]:
    """The word directly after a number: what is counted."""
    return _keys(word for word in claim.words if 0 < word.place - quantity.place <= 2)


def _dates(said: Claim, window: Sequence[Claim]) -> Iterator[Objection]:
    there = [date for claim in window for date in claim.dates]
    years = {value for claim in window for quantity in claim.quantities for value in quantity.raw}
    for year, month, day in said.dates:
        same = (
            other[1] == month
            and day in (0, other[2])
            and (year in (0, other[0]) or (other[0] == 0 and year in years))
            for other in there
        )
        if not any(same):
            yield "denial" if there else "gap"


# --- words ------------------------------------------------------------------------------------------


def _names(said: Claim, window: Sequence[Claim], around: Sequence[Claim]) -> Iterator[Objection]:
    """Names and those who act have to be there by name, not by a word that is like it."""
    near = _keys(word for claim in (*window, *around) for word in claim.words)
    acting = _keys(word for claim in (*window, *around) for word in claim.words if word.actor)
    for word in said.words:
        known = acting if word.actor and not word.name else near
        if (word.name or word.actor) and not _keys([word]) & known:
            yield "gap"


def _exclusive(said: Claim, window: Sequence[Claim]) -> Iterator[Objection]:
    there = {word.exclusive for claim in window for word in claim.words if word.exclusive}
    for word in said.words:
        if word.exclusive and word.exclusive not in there:
            yield "denial" if any(row == word.exclusive[0] for row, _ in there) else "gap"


def _opposites(said: Claim, window: Sequence[Claim]) -> Iterator[Objection]:
    mine = _sides(said.words)
    near = {word.text for claim in window for word in claim.words}
    near_keys = _keys(word for claim in window for word in claim.words)
    for word in said.words:
        around = Claim(
            "",
            [other for other in said.words if other.clause == word.clause and other is not word],
            [quantity for quantity in said.quantities if quantity.clause == word.clause],
        )
        for side in _sides([word]):
            if -side not in mine and _nearest(window, -side, around) > _nearest(window, side, around):
                yield "denial"
        if word.text not in near and not _keys([word]) & near_keys and _turns(word, near):
            yield "denial"


def _nearest(window: Sequence[Claim], side: int, around: Claim) -> float:
    """How much is shared with the words and numbers around by the part of a clause in which a word of this
    side stands; below nothing where there is none."""
    shares = [-1.0]
    for claim in window:
        for segment in {_segment(claim, word) for word in claim.words if side in _sides([word])}:
            words = (word for word in claim.words if _segment(claim, word) == segment)
            there = [other for other in claim.quantities if _segment(claim, other) == segment]
            same = sum(any(map(quantity.is_same, there)) for quantity in around.quantities)
            shares.append(_shared(around.words, words) + same)
    return max(shares)


def _turns(word: Word, near: set[str]) -> bool:
    """Whether it is there with a prefix that negates it, or without the one that it has."""
    return any(
        prefix + word.text in near
        or (word.text.startswith(prefix) and word.text.removeprefix(prefix) in near)
        for prefix in _NEGATING
    )


def _sides(words: Iterable[Word]) -> set[int]:
    opposites = lexicon().opposites
    return {side for word in words for key in word.keys for side in opposites.get(key, ())}


# --- clauses ----------------------------------------------------------------------------------------


class _Match(NamedTuple):
    """The clause of a passage that is about the same, those that are as much about it, and its sentence."""

    clause: Clause
    rivals: list[Clause]
    sentence: Claim


def _marks(said: Claim, window: Sequence[Claim]) -> Iterator[Objection]:
    """Each clause with words of its own against the one of the passage that is about the same."""
    for number, clause in enumerate(said.clauses):
        words = [word for word in said.words if word.clause == number]
        if not words and clause.negations:  # "..., but trainees not": of the words before
            words = [word for word in said.words if word.clause == number - 1]
        quantities = [quantity for quantity in said.quantities if quantity.clause == number]
        if words or quantities:
            matched = _matching(words or said.words, quantities, window)
            if matched is not None:
                yield from _against(clause, matched)


def _matching(
    words: Sequence[Word], quantities: Sequence[Quantity], window: Sequence[Claim]
) -> _Match | None:
    found: list[tuple[float, Clause, Claim]] = []
    for claim in window:
        for number, clause in enumerate(claim.clauses):
            shared = _shared(words, (word for word in claim.words if word.clause == number))
            there = [other for other in claim.quantities if other.clause == number]
            shared += sum(any(map(quantity.is_same, there)) for quantity in quantities)
            if shared > 0:
                found.append((shared, clause, claim))
    if not found:
        return None
    most, clause, sentence = max(found, key=lambda one: one[0])
    return _Match(clause, [other for shared, other, _ in found if shared >= 0.9 * most], sentence)


def _against(clause: Clause, matched: _Match) -> Iterator[Objection]:
    odd, there = clause.negations % 2, matched.sentence.marks
    if all(rival.negations % 2 != odd for rival in matched.rivals):
        yield "denial"
    for pair in _CONTRARY:
        for mine, theirs in (pair, pair[::-1]):
            if mine in clause.marks - there and theirs in matched.clause.marks - clause.marks:
                yield "denial"
    if clause.marks & ({"most", "least"} - there):
        yield "gap"
    if clause.marks & ({"only"} - there):
        yield "gap"
    scope = clause.scopes.get("all", set())
    if scope and not any(scope & other.scopes.get("all", set()) for other in matched.sentence.clauses):
        yield "gap"
    for mine, theirs in (("must", "may"), ("may", "must")):
        if mine in clause.marks - there and theirs in matched.clause.marks:
            yield "gap"
    if matched.clause.marks & {"most", "least", "only"} - clause.marks:
        yield "doubt"


def _lacking(said: Claim, window: Sequence[Claim]) -> Iterator[Objection]:
    """What is "without" something in one and not in the other."""
    mine, theirs = _without([said]), _without(window)
    here, there = _with([said]), _with(window)
    if not mine & theirs and ((mine & there) or (theirs & here) - there):
        negated = any(claim.negated for claim in window) or said.negated  # "no receipt" for "without one"
        yield "gap" if negated else "denial"


def _with(claims: Sequence[Claim]) -> set[str]:
    """The words that are said of no "without"."""
    return {
        key
        for claim in claims
        for word in claim.words
        for key in all_keys(word)
        if key not in claim.clauses[word.clause].scopes.get("without", ())
    }


def _without(claims: Sequence[Claim]) -> set[str]:
    clauses = (clause for claim in claims for clause in claim.clauses)
    return {key for clause in clauses for key in clause.scopes.get("without", ())}


# --- roles ------------------------------------------------------------------------------------------


class _Role(NamedTuple):
    """Where someone stands: after which preposition, and at what place. `certain`: it is known to act."""

    keys: frozenset[str]
    marker: str
    place: int
    certain: bool


def _roles(said: Claim, window: Sequence[Claim]) -> Iterator[Objection]:
    """Two who act, with what each of them does exchanged; or another one who does it."""
    for number, clause in enumerate(said.clauses):
        words = [word for word in said.words if word.clause == number]
        closest = max(window, key=lambda claim: _shared(words, claim.words))
        mine, theirs = _actors(words, said), _actors(closest.words, closest)
        if mine and theirs:
            yield from _unlike(mine, theirs, clause.copula)
            yield from _other_agent(words, mine, theirs, closest, clause.copula)


def _unlike(mine: list[_Role], theirs: list[_Role], copula: bool) -> Iterator[Objection]:
    pairs = [(one, other) for one in mine for other in theirs if one.keys & other.keys]
    for place, (one, one_there) in enumerate(pairs):
        for other, other_there in pairs[place + 1 :]:
            if _exchanged(one, other, one_there, other_there) and not copula:
                yield "denial"
    if any(one.certain and not any(one.keys & other.keys for other in theirs) for one in mine):
        yield "gap"


def _other_agent(
    words: Sequence[Word], mine: list[_Role], theirs: list[_Role], closest: Claim, copula: bool
) -> Iterator[Objection]:
    clauses = [[word for word in closest.words if word.clause == one] for one in range(len(closest.clauses))]
    clause = max(clauses, key=lambda some: _shared(words, some))
    agent, there = _agent(mine), _agent(_actors(clause, closest)) or _agent(theirs)
    known = {key for role in theirs for key in role.keys}
    if agent and there and not agent & there and not (copula and agent & known):
        yield "denial" if any(there & role.keys for role in mine) else "gap"
    elif agent and any(role.marker in ("to", "from") and role.keys & agent for role in theirs):
        yield "gap"


def _actors(words: Sequence[Word], claim: Claim) -> list[_Role]:
    """Those who act, once each. Those who are joined by "and" stand for one."""
    found: list[_Role] = []
    before = -9
    for word in words:
        if word.acting:
            joined = any(before < join < word.place for join in claim.joins) and word.place - before <= 4
            keys = frozenset(all_keys(word))
            if not joined and not any(keys & role.keys for role in found):
                found.append(_Role(keys, word.marker, word.chain, word.actor))
            before = word.place
    return found


def _exchanged(one: _Role, other: _Role, one_there: _Role, other_there: _Role) -> bool:
    markers = [role.marker for role in (one, other, one_there, other_there)]
    if "by" in markers or one.place == other.place or one_there.place == other_there.place:
        return False  # who does it in a passive is for `_agent`
    if markers == ["", "", "", ""]:
        return (one.place < other.place) != (one_there.place < other_there.place)
    return markers[0] == markers[3] != markers[1] == markers[2]


def _agent(actors: list[_Role]) -> set[str]:
    """Who does it, by all names: after "by", else the first without a preposition."""
    by = [role.place for role in actors if role.marker == "by"]
    bare = [role.place for role in actors if not role.marker]
    place = min(by or bare, default=-1)
    return {key for role in actors if role.place == place for key in role.keys}


# --- places -----------------------------------------------------------------------------------------


def _segment(claim: Claim, part: Word | Quantity) -> tuple[int, int]:
    """The part of a clause, between "and"s, in which something stands."""
    return part.clause, sum(join < part.place for join in claim.joins)


def _shared(words: Iterable[Word], others: Iterable[Word]) -> float:
    """What the words weigh that are among the others, in whatever form."""
    there = _keys(others)
    endings = tuple(key for key in there if len(key) >= _PART_LETTERS and key.isalpha())
    return sum(
        word.weight
        for word in words
        if not there.isdisjoint(all_keys(word)) or any(key.endswith(endings) for key in word.keys)
    )


def _keys(words: Iterable[Word]) -> set[str]:
    return {key for word in words for key in all_keys(word)}
