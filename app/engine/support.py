"""How far the passages bear out each sentence of an answer, found after writing and without the model.

A sentence is compared with stretches of one to three sentences of every passage (`stretches`), not with whole
passages: what is near the subject is not yet said. Three things decide:

1. *Coverage*: the share of what the sentence says (content words by weight, numbers, names) that stands in
   the stretch, in any form, in a synonym or a compound, less where it stands elsewhere in the passage.
2. *Meaning*: the cosine of the embedder's vectors, set against what that embedder gives sentences that have
   nothing to do with each other. It may lift a paraphrase over the line, never a sentence that lacks much.
3. *Objections*: a number, date or name that is not there, one that belongs to something else, a negation, an
   opposite, "at most" for "at least", "all" and "only" that the passage does not say, roles that are
   exchanged. A denial makes a sentence unsupported, a gap at most weak, whatever the first two say.

A sentence of two clauses may stand on two stretches. Comparing sentence by sentence, by words beside
vectors, is how RAGFlow puts its citations (rag/nlp/search.py, `insert_citations`); the objections are ours,
as words and vectors both take "25 days" for "20 days". The thresholds are calibrated with
`tests/bench/support.py`.
"""

import re
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from app.engine.claim_reader import read
from app.engine.claims import PLAIN, Claim, Clause, Word, with_names
from app.engine.meaning import nearness
from app.engine.objections import Objection, objections
from app.engine.scheduler import Step
from app.engine.sentence_split import Stretch, split
from app.engine.stretches import ELSEWHERE, LONGEST_WINDOW, Array, Passages, Window
from app.messages import Sentence, Source, Support
from models.embedder import Embedder

SUPPORTED, SUPPORTED_BY_WORDS = 0.75, 0.82
"""The score from which a sentence is supported: where its meaning is known, and by coverage alone."""

WEAK = 0.5
"""The score from which it is weak."""

LEAST_COVERAGE = 0.65
"""A sentence of which less is covered is never supported, however near it is in meaning."""

INSPIRED = 0.35
"""The coverage from which a creative sentence may come from a passage."""

CANDIDATES = 4
"""Stretches that are looked at closely for each sentence."""

PER_SENTENCE = 0.06
"""What each further sentence of a stretch must add to coverage."""

DOUBT = 0.04
"""What a doubt takes off."""

THINNEST = 0.6
"""Each clause of a sentence has to be covered by itself as far as this: what is added stands in one."""

LEAST_LIKENESS = 0.3
"""What follows an "and" has at least so much like it in the passage, or it was added."""

MOST_SOURCES = 3

_SUBJECT = r"(?:in |uit |volgens |from |according to )?(?:(?:de|deze|het|dit|the|these|this) )?(?:\w+ )?"
_SAYS_NOTHING = re.compile(
    rf"{_SUBJECT}(?:document|bron|passage|source)\w* (?:\w+ ){{0,4}}(?:niet|niets|geen|not|no|nothing)\b"
    r"|.*\b(?:niet|niets|geen|not|no|nothing)\b.{0,40}\b(?:in|uit|from|by) "
    r"(?:de|deze|het|dit|the|these|this) (?:\w+ )?(?:document|bron|passage|source)\w*\W*$",
    re.IGNORECASE | re.DOTALL,
)
_TELLS = re.compile(
    r"\b(staa[nt]|vermeld|noem|bevat|gevonden|vinden|beschr|zeg|gaan|mention|contain|stat|specif|descri|found|find|"
    r"includ|provid|say|address|is (?:not|nothing) in)",
    re.IGNORECASE,
)
_LONGEST_SAID = 160
"""Letters; what is longer says more than that there is nothing."""

Places = npt.NDArray[np.intp]


@dataclass(frozen=True)
class Candidate:
    """A stretch of a passage, with what it covers of a sentence and what speaks against it."""

    window: Window
    coverage: float
    against: tuple[Objection, ...]


@dataclass
class Judged:
    """A sentence with the stretches that cover most of it. `parts`: what two stretches cover of its parts."""

    stretch: Stretch
    said: str
    claim: Claim
    candidates: list[Candidate] = field(default_factory=list)
    parts: tuple[Candidate, ...] = ()
    meaning: dict[Window, float] = field(default_factory=dict)


def attribute(
    text: str,
    sources: Sequence[Source],
    embedder: Embedder | None,
    program: Sequence[Stretch] = (),
    question: str = "",
    creative: bool = False,
) -> Generator[Step, None, tuple[Sentence, ...]]:
    """The sentences of an answer with their support, in steps.

    Args:
        program: the stretches of the text that the program wrote; no sentence lies in them.
        question: what was asked: it fills in what a very short sentence leaves out.
        creative: its sentences claim nothing: they are "inspired", by the passages they are near to.
    """
    passages = Passages()
    for source in sources:
        passages.add(source.quote, f"{source.title}. {source.heading.replace(' > ', '. ')}")
        yield None
    judge = _Judge(passages, read(question))
    judged = []
    for stretch in split(text, program):
        judged.append(judge.by_words(stretch, text[stretch.start : stretch.end]))
        yield None
    if embedder is not None and not creative:
        compared = [(one, candidate) for one in judged if _is_open(one) for candidate in one.candidates]
        pairs = [(one.said, judge.texts(candidate.window)) for one, candidate in compared]
        near = yield from nearness(pairs, embedder)
        for (one, candidate), pair in zip(compared, pairs, strict=True):
            if pair in near:
                one.meaning[candidate.window] = near[pair]
    numbers = [source.number for source in sources]
    return tuple(_sentence(one, numbers, creative) for one in judged)


class _Judge:
    """Compares sentences with the passages by words."""

    def __init__(self, passages: Passages, question: Claim) -> None:
        self._passages = passages
        self._names = passages.mark_names()
        self._windows = passages.windows()
        self._place = {window: place for place, window in enumerate(self._windows)}
        self._first = np.array([window.first for window in self._windows], dtype=np.intp)
        self._last = np.array([window.last for window in self._windows], dtype=np.intp)
        self._owner = np.array([window.passage for window in self._windows], dtype=np.intp)
        self._question = question

    def texts(self, window: Window) -> tuple[str, ...]:
        """The sentences of a window."""
        return tuple(self._passages.texts[window.first : window.last + 1])

    def by_words(self, stretch: Stretch, text: str) -> Judged:
        claim = with_names(read(text), self._names)
        judged = Judged(stretch, text, claim)
        words = self._words(claim)
        if not self._windows or not (words or claim.numbers):
            return judged
        covered = self._covered(words, claim)
        order = np.argsort(-(covered - PER_SENTENCE * (self._last - self._first)), kind="stable")
        chosen = _different([self._windows[place] for place in order[:40]])
        shares = {self._windows[place]: float(covered[place]) for place in order[:40]}
        judged.candidates = [self._candidate(claim, window, shares[window]) for window in chosen]
        judged.parts = self._parts(claim)
        return judged

    def _words(self, claim: Claim) -> list[Word]:
        """Its words; of a very short sentence also those of the question that it answers."""
        if len(claim.words) + claim.numbers >= 3:
            return claim.words
        known = {word.text for word in claim.words}
        return claim.words + [
            word for word in self._question.words if word.text not in known and not word.name
        ]

    def _covered(self, words: Sequence[Word], claim: Claim) -> Array:
        """The share of the sentence that each window covers, shape (windows,)."""
        total = np.zeros(len(self._windows), np.float32)
        weight = 0.0
        for word in words:
            own = _highest(self._passages.coverage(word), self._first, self._last)
            far = ELSEWHERE * self._passages.coverage_around(word)[self._owner]
            total += word.weight * np.maximum(own, far)
            weight += word.weight
        for there in self._numbers_there(claim):
            total += PLAIN * _highest(there, self._first, self._last)
            weight += PLAIN
        return total / max(weight, 0.01)

    def _numbers_there(self, claim: Claim) -> Iterator[Array]:
        claims = self._passages.claims
        for quantity in claim.quantities:
            if not quantity.loose:
                same = (any(map(quantity.is_same, other.quantities)) for other in claims)
                yield np.fromiter(same, np.float32, len(claims))
        for _, month, day in claim.dates:
            same = (any(date[1] == month and day in (0, date[2]) for date in other.dates) for other in claims)
            yield np.fromiter(same, np.float32, len(claims))

    def _candidate(self, claim: Claim, window: Window, coverage: float) -> Candidate:
        passages = self._passages
        around = passages.whole(window.passage)
        against = list(objections(claim, passages.members(window), around))
        lacking = sum(self._is_lacking(word, window) for word in claim.words if word.weight >= PLAIN)
        first = claim.words[0] if claim.words and claim.words[0].place == 0 else None
        named = first is not None and first.weight >= PLAIN and self._is_lacking(first, window)
        thin = lacking > 1 or named  # a capital at the beginning may be a name's
        thin = thin or any(self._share(part, window) < THINNEST for part in _parts_of(claim, 0.9))
        if thin or any(self._is_lacking(word, window) for word in _joined(claim)):
            against.append("gap")
        return Candidate(window, coverage, tuple(against))

    def _is_lacking(self, word: Word, window: Window) -> bool:
        """Whether a word has nothing like it in the passage."""
        return float(self._passages.coverage_around(word)[window.passage]) < LEAST_LIKENESS

    def _share(self, part: Claim, window: Window) -> float:
        """How far a window covers a part of a sentence."""
        covered = self._covered(part.words, part)
        return float(covered[self._place[window]])

    def _parts(self, claim: Claim) -> tuple[Candidate, ...]:
        """The best stretch for each part of the sentence, where it has parts."""
        found = []
        for part in _parts_of(claim, 2.0):
            covered = self._covered(part.words, part)
            best = int(np.argmax(covered - PER_SENTENCE * (self._last - self._first)))
            found.append(self._candidate(part, self._windows[best], float(covered[best])))
        return tuple(found)


def _parts_of(claim: Claim, least: float) -> list[Claim]:
    """The clauses and the sides of each "and", each with at least so much to say; none for a single one."""
    cuts = (
        word.place
        for before, word in zip(claim.words, claim.words[1:], strict=False)
        if word.clause != before.clause
    )
    parts: list[Claim] = []
    start, end = -1, 0
    for end in [*sorted({*claim.joins, *cuts}), 1_000_000]:
        words = [word for word in claim.words if start <= word.place < end]
        quantities = [one for one in claim.quantities if start <= one.place < end]
        if sum(word.weight for word in words) + len(quantities) >= least:
            own = {word.clause for word in words} | {quantity.clause for quantity in quantities}
            clauses = [clause if place in own else Clause() for place, clause in enumerate(claim.clauses)]
            parts.append(Claim(claim.text, words, quantities, [], clauses, claim.joins))
            start = end
    left = sum(word.weight for word in claim.words if word.place >= start)
    return parts if len(parts) > 1 and left == 0 else []


def _joined(claim: Claim) -> list[Word]:
    """What is said in one breath with something else: the first word after each "and" and "or"."""
    found = (next((word for word in claim.words if word.place > join), None) for join in claim.joins)
    return [word for word in found if word is not None and word.weight >= PLAIN]


def _different(windows: Sequence[Window]) -> list[Window]:
    """The best windows of different places: at most two of a passage."""
    chosen: list[Window] = []
    for window in windows:
        if sum(window.passage == other.passage for other in chosen) < 2:
            chosen.append(window)
        if len(chosen) == CANDIDATES:
            break
    return chosen


def _highest(values: Array, first: Places, last: Places) -> Array:
    """The highest value in each window of up to three."""
    made: Array = values[first]
    for step in range(1, LONGEST_WINDOW):
        made = np.maximum(made, values[np.minimum(first + step, last)])
    return made


# --- the verdict ------------------------------------------------------------------------------------


def score_of(coverage: float, meaning: float | None) -> float:
    """Coverage, moved by meaning where it is known."""
    if meaning is None:
        return coverage
    return 0.7 * coverage + 0.3 * meaning


def _is_open(one: Judged) -> bool:
    """Whether meaning may change what words say."""
    best = max((candidate.coverage for candidate in one.candidates), default=0.0)
    return LEAST_COVERAGE / 2 < best < 0.97


def _sentence(one: Judged, numbers: Sequence[int], creative: bool) -> Sentence:
    start, end = one.stretch.start, one.stretch.end
    if creative:
        near = [candidate for candidate in one.candidates if candidate.coverage >= INSPIRED]
        return Sentence(one.said, start, end, "inspired", _numbers_of(near, numbers))
    if says_nothing(one.said):
        return Sentence(one.said, start, end, "program")
    support, by = verdict(one)
    return Sentence(one.said, start, end, support, _numbers_of(by, numbers))


def says_nothing(said: str) -> bool:
    """Whether a sentence only says that the documents do not hold something."""
    return bool(len(said) < _LONGEST_SAID and _SAYS_NOTHING.match(said) and _TELLS.search(said))


def verdict(one: Judged) -> tuple[Support, list[Candidate]]:
    """The support of a sentence, and the stretches that give it."""
    scored = []
    for candidate in one.candidates:
        meaning = one.meaning.get(candidate.window)
        score = score_of(candidate.coverage, meaning)
        score -= SUPPORTED_BY_WORDS - SUPPORTED if meaning is None else 0.0
        score -= DOUBT * ("doubt" in candidate.against)
        score -= PER_SENTENCE / 2 * (candidate.window.last - candidate.window.first)
        scored.append((score, candidate))
    scored.sort(key=lambda pair: -pair[0])
    clear = max((score for score, candidate in scored if "denial" not in candidate.against), default=0.0)
    denied = any(score >= clear - 0.02 for score, candidate in scored if "denial" in candidate.against)
    good = [
        candidate
        for score, candidate in scored
        if score >= SUPPORTED and candidate.coverage >= LEAST_COVERAGE and _is_clear(candidate)
    ]
    if good and not denied:
        return "supported", good
    if (
        len(one.parts) > 1
        and not denied
        and all(part.coverage >= SUPPORTED_BY_WORDS and _is_clear(part) for part in one.parts)
    ):
        return "supported", list(one.parts)
    weak = [candidate for score, candidate in scored if score >= WEAK and "denial" not in candidate.against]
    if weak and not denied:
        return "weak", weak[:1]
    return "unsupported", []


def _is_clear(candidate: Candidate) -> bool:
    return "denial" not in candidate.against and "gap" not in candidate.against


def _numbers_of(candidates: Sequence[Candidate], numbers: Sequence[int]) -> tuple[int, ...]:
    found = dict.fromkeys(numbers[candidate.window.passage] for candidate in candidates)
    return tuple(found)[:MOST_SOURCES]
