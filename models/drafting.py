"""Drafts of what comes next, copied from what stands earlier in the same text: prompt-lookup decoding.

An answer from documents repeats them. So the end of the text is looked for earlier in it, what came after it
there is a draft of what comes now, and the model checks a whole draft in one batch. That pays when enough of
it is right for what such a batch costs, and both are measured while writing. The method is A. Saxena's
("Prompt lookup decoding", 2023, github.com/apoorvumang/prompt-lookup-decoding); when to draft, and how much,
is reckoned here. Pure: decoding and sampling are the generator's.
"""

from collections import deque
from collections.abc import Callable, Sequence

SIZES = (1, 3, 7, 15)
"""How long a draft may be. With the token that is read anyway these are batches of 2, 4, 8 and 16, for which
kernels are made; and few sizes are soon measured."""

_LENGTHS = (4, 2)
"""How many tokens at the end of the text are looked for, the most first."""

_MOST_MATCHED = 8
_GUESSED = (0.0, 0.0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.65, 0.7)
"""How often the expected token comes, by how many tokens before it matched, before anything is known."""

_WEIGHT, _FADING = 4.0, 0.95
"""For how many tokens that guess counts, and how much each token still counts after the next."""

_GAIN = 1.05
"""How much faster a draft has to promise to be: what is reckoned is not exact."""

_GUESSED_ROW = 0.15
"""What each token of a draft costs, in single tokens, before anything is measured: low, so that it is."""

_RECENT, _FRESH_TOKEN, _FRESH_BATCH = 3, 64, 256
"""How many measurements count, and after how many batches they are old."""


class Lookup:
    """Where the end of a growing text stands earlier in it.

    Attributes:
        place: of the token that comes next if the text goes on as it did there; None when nothing is found.
        matched: how many tokens before that place are those at the end of the text, as far as it is told.
    """

    def __init__(self, text: Sequence[int]) -> None:
        """`text` is looked at again whenever asked; it grows at its end only."""
        self._text = text
        self._latest: tuple[dict[tuple[int, ...], int], ...] = tuple({} for _ in _LENGTHS)
        self._seen = 0
        self.place: int | None = None
        self.matched = 0

    def skip(self, end: int) -> None:
        """Take note of the text up to `end` at once."""
        if end <= self._seen:
            return
        self._index(end)
        self._find()

    def step(self) -> bool:
        """Take note of one more token; returns whether it was the one that `place` led to expect."""
        text, place, end = self._text, self.place, self._seen
        self._index(end + 1)
        if place is None or text[place] != text[end]:
            self._find()
            return False
        self.place = place + 1
        self.matched = min(self.matched + 1, _MOST_MATCHED)
        return True

    def draft(self, size: int) -> list[int]:
        """The next `size` tokens if the text goes on as it did at `place`, round and round if it is near."""
        drafted: list[int] = []
        if self.place is not None:
            for place in range(self.place, self.place + size):
                beyond = place - self._seen
                drafted.append(self._text[place] if beyond < 0 else drafted[beyond])
        return drafted

    def _index(self, end: int) -> None:
        """Note what stands before each place that has a token after it, the latest place in the end."""
        text, seen = self._text, self._seen
        for length, latest in zip(_LENGTHS, self._latest, strict=True):
            if end == seen + 1:
                if seen >= length:
                    latest[tuple(text[seen - length : seen])] = seen
                continue
            first = max(seen, length)
            if end <= first:
                continue
            columns = (text[first - length + place : end - length + place] for place in range(length))
            latest.update(zip(zip(*columns, strict=True), range(first, end), strict=True))
        self._seen = end

    def _find(self) -> None:
        text, end = self._text, self._seen
        self.place, self.matched = None, 0
        for length, latest in zip(_LENGTHS, self._latest, strict=True):
            place = latest.get(tuple(text[end - length : end]))
            if place is not None:
                self.place, self.matched = place, self._shared(place, length)
                return

    def _shared(self, place: int, known: int) -> int:
        """How many tokens before `place` are those at the end, of which `known` are, up to a limit."""
        text, end = self._text, self._seen
        most = min(_MOST_MATCHED, place)
        while known < most and text[place - known - 1] == text[end - known - 1]:
            known += 1
        return known


class BatchCosts:
    """What a batch costs on a loaded model, in single tokens. Kept from one answer to the next.

    The least of the last measurements counts: whatever else the machine does makes it only slower.
    """

    def __init__(self) -> None:
        self._tokens: deque[float] = deque(maxlen=_RECENT)  # seconds
        self._batches = {1 + size: deque[float](maxlen=_RECENT) for size in SIZES}
        self._count = 0
        self._token_measured = -_FRESH_TOKEN
        self._measured = dict.fromkeys(self._batches, 0)

    def begin(self) -> None:
        """Begin an answer: what a token costs depends on how much was read, so it is measured anew."""
        self._tokens.clear()
        self._token_measured = self._count - _FRESH_TOKEN

    def measured(self, rows: int, seconds: float) -> None:
        """Take note of what a batch of so many tokens took."""
        self._count += 1
        if rows == 1:
            self._tokens.append(seconds)
            self._token_measured = self._count
        elif rows in self._batches and self._tokens:
            self._batches[rows].append(max(seconds / min(self._tokens), 1.0))
            self._measured[rows] = self._count

    @property
    def token_is_due(self) -> bool:
        """Whether it is time to measure a single token, to which all is compared."""
        return self._count - self._token_measured >= _FRESH_TOKEN

    def of(self, rows: int) -> float:
        """What a batch of so many tokens costs, one of `SIZES` and the token before it. What was measured
        seldom, or long ago, may be cheaper than it seemed, so a guess may be told, and it is tried again."""
        measured = self._batches[rows]
        if len(measured) == _RECENT and self._count - self._measured[rows] < _FRESH_BATCH:
            return min(measured)
        smaller = rows // 2
        row = (self.of(smaller) - 1) / (smaller - 1) if smaller in self._batches else _GUESSED_ROW
        return min([*measured, 1 + row * (rows - 1)])

    def is_known(self, rows: int) -> bool:
        """Whether such a batch was ever measured: only then is it time for a larger one."""
        return bool(self._batches[rows])


class Drafting:
    """The drafts of one answer.

    How often the expected token came is known for every token, drafted or not, so drafting goes off and on
    without trying.
    """

    def __init__(self, text: Sequence[int], costs: BatchCosts) -> None:
        """`text` holds prompt and answer, and grows at its end only."""
        self._text, self._costs = text, costs
        self._lookup = Lookup(text)
        self._own = 0  # where the model began to write last
        self._followed = 0
        self._tried = [_WEIGHT] * len(_GUESSED)
        self._right = [_WEIGHT * guessed for guessed in _GUESSED]
        costs.begin()

    def begin(self) -> None:
        """Begin a slot: what is there now was not written by the model."""
        self._own = len(self._text)

    def propose(self, most: int, ends: Callable[[int], bool]) -> list[int]:
        """A draft of at most `most` tokens, up to one that `ends` it; empty when none would pay."""
        self._follow()
        if self._lookup.place is None or self._costs.token_is_due:
            return []
        draft = self._lookup.draft(self._best(most))
        usable = next((place for place, token in enumerate(draft) if ends(token)), len(draft))
        return draft if usable == len(draft) else draft[: self._best(usable)]

    def measured(self, drafted: int, seconds: float) -> None:
        """Take note of what it took to read a token and a draft of this many."""
        self._costs.measured(1 + drafted, seconds)

    def _follow(self) -> None:
        """Look at what was appended: what the model wrote tells how good the expectations were."""
        lookup, text = self._lookup, self._text
        lookup.skip(self._own)
        for _ in range(max(self._followed, self._own), len(text)):
            expected, matched = lookup.place is not None, lookup.matched
            right = lookup.step()
            if expected:
                self._tried[matched] = self._tried[matched] * _FADING + 1
                self._right[matched] = self._right[matched] * _FADING + right
        self._followed = len(text)

    def _best(self, most: int) -> int:
        """The length of draft with which writing is fastest, at most `most`; 0 when none pays."""
        best, speed = 0, _GAIN
        gained = share = 1.0
        matched, size = self._lookup.matched, 0
        for wanted in SIZES:
            if wanted > most:
                break
            while size < wanted:
                share *= self._right[matched] / self._tried[matched]
                gained += share
                matched = min(matched + 1, _MOST_MATCHED)
                size += 1
            if gained / self._costs.of(1 + wanted) > speed:
                best, speed = wanted, gained / self._costs.of(1 + wanted)
            if not self._costs.is_known(1 + wanted):
                break
        return best
