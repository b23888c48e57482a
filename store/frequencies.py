"""In how many passages of some collections a term is: what a word is worth, wherever it stands.

It is counted in the segments of the word index (`store.postings`), so it is always as new as what is
searched. Passages that no longer count, but are still in a segment, are counted until that is written anew.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from store.postings import Part, Segment, WordRow
from store.search_words import SearchWords
from store.terms import Numbers, gram_numbers, stem_number


@dataclass(frozen=True, eq=False, repr=False)
class Frequencies:
    """What some segments hold.

    Attributes:
        passages: how many count.
        stems: how many stems they hold in all.
        letters: how many characters their searched words have in all, with the spaces.
    """

    segments: tuple[Segment, ...]
    passages: int
    stems: int
    letters: int
    _known: dict[int, int] = field(default_factory=dict)

    @classmethod
    def of(cls, texts: Sequence[SearchWords]) -> "Frequencies":
        """Those of these passages."""
        rows = [WordRow(number, "", "", text) for number, text in enumerate(texts)]
        return cls.in_parts([Part(Segment.of(rows))])

    @classmethod
    def in_parts(cls, parts: Iterable[Part]) -> "Frequencies":
        """Those of what counts in these segments."""
        segments, passages, stems, letters = [], 0, 0, 0
        for part in parts:
            rows = part.segment.rows
            kept = slice(None) if part.alive is None else part.alive
            segments.append(part.segment)
            passages += part.passages
            stems += int(rows.stems[kept].sum(dtype=np.int64))
            letters += int(rows.letters[kept].sum(dtype=np.int64))
        return cls(tuple(segments), passages, stems, letters)

    @classmethod
    def joined(cls, several: Iterable["Frequencies"]) -> "Frequencies":
        """Those of several collections together."""
        filled = [one for one in several if one.passages]
        return cls(
            tuple(segment for one in filled for segment in one.segments),
            sum(one.passages for one in filled),
            sum(one.stems for one in filled),
            sum(one.letters for one in filled),
        )

    def of_numbers(self, numbers: Numbers) -> NDArray[np.int64]:
        """In how many passages each of these terms is."""
        found = np.zeros(len(numbers), np.int64)
        for segment in self.segments:
            found += segment.counts(numbers)
        return found

    def of_stem(self, stem: str) -> int:
        """In how many passages a stem is."""
        return self._of(stem_number(stem))

    def of_gram(self, gram: str) -> int:
        """In how many passages a piece of a word is, or a short word between spaces."""
        return self._of(*gram_numbers([gram]))

    def _of(self, number: int) -> int:
        if number not in self._known:
            self._known[number] = int(self.of_numbers(np.array([number], np.uint32))[0])
        return self._known[number]


NONE = Frequencies((), 0, 0, 0)
"""Those of no passages."""
