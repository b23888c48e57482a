"""The word index of a collection: its segments, what of them still counts, and searching them by BM25.

LanceDB's own text search took 0.4 s for the sixty pieces of a question in 100,000 passages, and more than one
search for whole stems and pieces; here both are added up in one pass. Writing is `store.word_writer`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from store.errors import IndexDamaged
from store.frequencies import NONE, Frequencies
from store.postings import Mask, Part, Segment
from store.relevance import Lengths, Looked, Weighed
from store.terms import Numbers

STEM_BOOST = 2.5
"""A word has one stem and about four pieces: this makes a stem count half of what its pieces do."""

_BLOCK = 256
Scores = NDArray[np.float32]
Places = NDArray[np.int64]


class FoundRow(NamedTuple):
    """A passage with the id of its document, its language ("" when not known), and its BM25 by whole stems
    and by pieces of words."""

    passage: int
    document: str
    language: str
    by_stems: float
    by_pieces: float


class _Best(NamedTuple):
    """A row of a part, and what it was found with."""

    part: int
    row: int
    score: float


class WordIndex:
    """Segments, open. None of it changes: after an update it is opened anew."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self.parts = tuple(part for part in parts if len(part.segment.rows))
        self.frequencies = Frequencies.in_parts(self.parts) if self.parts else NONE
        self._saturations: dict[float, list[Scores]] = {}

    @classmethod
    def opened(
        cls, folder: Path, segments: Sequence[str], gone: str, before: "WordIndex | None" = None
    ) -> "WordIndex":
        """The index of these segments in a folder, but for the rows that a file says are gone ("": none).
        What is open already in `before` is taken from there.

        Raises:
            IndexDamaged
        """
        known = {part.segment.name: part.segment for part in before.parts} if before else {}
        opened = [known.get(name) or Segment.opened(folder / name) for name in segments]
        if not gone:
            return cls([Part(segment) for segment in opened])
        try:
            bits = np.unpackbits(np.frombuffer((folder / gone).read_bytes(), np.uint8))
        except OSError as error:
            raise IndexDamaged("words") from error
        ends = np.cumsum([len(segment.rows) for segment in opened])
        if not len(ends) or not 0 <= len(bits) - ends[-1] < 8:
            raise IndexDamaged("words")
        alive = np.split(bits[: ends[-1]] == 0, ends[:-1])
        return cls(
            [Part(segment, None if some.all() else some) for segment, some in zip(opened, alive, strict=True)]
        )

    @property
    def passages(self) -> int:
        """How many passages count."""
        return self.frequencies.passages

    def look(
        self, looked: Mapping[str, Looked], limit: int, documents: Sequence[str] | None = None
    ) -> "WordSearch":
        """Search by words: at most `limit` of each language; only in these documents, if any are named.

        Raises:
            IndexDamaged
        """
        inside = [None if documents is None else p.segment.rows.of_documents(documents) for p in self.parts]
        return WordSearch(
            self, {code: self._search(code, one, limit, inside) for code, one in looked.items()}
        )

    def find(self, passages: NDArray[np.int64]) -> list[tuple[int, int]]:
        """The part and row of each of these passages.

        Raises:
            IndexDamaged: one of them is not there.
        """
        found = np.full((len(passages), 2), -1)
        for number, part in enumerate(self.parts):
            numbers = part.segment.rows.passages
            rows = np.minimum(np.searchsorted(numbers, passages), len(numbers) - 1)
            here = numbers[rows] == passages
            if part.alive is not None:
                here &= part.alive[rows]
            found[here] = np.column_stack((np.full(len(rows), number), rows))[here]
        if (found < 0).any():
            raise IndexDamaged("passages")
        return [(int(part), int(row)) for part, row in found]

    def _search(
        self, language: str, looked: Looked, limit: int, inside: Sequence[Mask | None]
    ) -> "_InLanguage":
        by_stems, by_pieces, best = [], [], []
        for number, (part, within) in enumerate(zip(self.parts, inside, strict=True)):
            rows = part.segment.rows
            by_stems.append(_added(part.segment, looked.stems, rows.stems))
            by_pieces.append(_added(part.segment, looked.pieces, rows.letters))
            total = by_stems[-1] * np.float32(STEM_BOOST) + by_pieces[-1]
            for mask in _masks(part, language, within):
                total *= mask
            best += [_Best(number, int(row), float(total[row])) for row in _highest(total, limit)]
        best.sort(key=lambda one: (-one.score, self.parts[one.part].segment.rows.passages[one.row]))
        return _InLanguage(looked, by_stems, by_pieces, best[:limit])


@dataclass(frozen=True, eq=False)
class _InLanguage:
    """What was found in one language; the scores of all rows of each part, by what is sought."""

    looked: Looked
    by_stems: list[Scores]
    by_pieces: list[Scores]
    best: list[_Best]


class WordSearch:
    """What was found by words, and what any passage is worth by them.

    Attributes:
        best: passages with their scores, the best first, of all languages.
    """

    def __init__(self, index: WordIndex, found: Mapping[str, _InLanguage]) -> None:
        self._index = index
        self._found = found
        hits = [one for some in found.values() for one in some.best]
        hits.sort(key=lambda one: -one.score)
        self._rows = [(one.part, one.row) for one in hits]
        parts = index.parts
        self.best = [(int(parts[one.part].segment.rows.passages[one.row]), one.score) for one in hits]

    def rows(self, near: Sequence[int]) -> list[FoundRow]:
        """What was found, and these passages, with all their scores; each once.

        Raises:
            IndexDamaged: one of the passages is not in the index.
        """
        places = set(self._rows).union(self._index.find(np.array(near, np.int64)))
        found: list[FoundRow] = []
        for number, part in enumerate(self._index.parts):
            some = np.array(sorted(row for at, row in places if at == number), np.int64)
            if len(some):
                found += self._scored(number, part.segment, some)
        return found

    def _scored(self, number: int, segment: Segment, some: Places) -> list[FoundRow]:
        rows = segment.rows
        by_stems, by_pieces = np.zeros(len(some), np.float32), np.zeros(len(some), np.float32)
        for language, found in self._found.items():
            here = np.flatnonzero(rows.of_language(language, some))
            if len(here):
                chosen = some[here]
                stems, pieces = found.looked.stems, found.looked.pieces
                by_stems[here] = found.by_stems[number][chosen]
                by_stems[here] += _of_rest(segment, stems, rows.stems, chosen)
                by_pieces[here] = found.by_pieces[number][chosen]
                by_pieces[here] += _of_rest(segment, pieces, rows.letters, chosen)
        return list(
            map(
                FoundRow,
                rows.passages[some].tolist(),
                rows.names[rows.documents[some]].astype(str).tolist(),
                [rows.codes[code] for code in rows.languages[some].tolist()],
                by_stems.tolist(),
                by_pieces.tolist(),
            )
        )


def _added(segment: Segment, terms: Weighed, lengths: Lengths) -> Scores:
    """BM25 of every row of a segment, for what is sought of these terms."""
    scores = np.zeros(len(segment.rows), np.float32)
    begins, ends = segment.places(terms.numbers)
    chosen = np.flatnonzero(terms.sought & (ends > begins))
    saturation = terms.saturation(lengths) if len(chosen) else scores
    for place in chosen.tolist():
        rows, times = _unpacked(segment.postings(int(begins[place]), int(ends[place])))
        try:
            np.add.at(scores, rows, _bm25(times, terms.weights[place], saturation[rows]))
        except IndexError as error:
            raise IndexDamaged("words") from error
    return scores


def _of_rest(segment: Segment, terms: Weighed, lengths: Lengths, some: Places) -> Scores:
    """BM25 of some rows, for those terms that were not sought."""
    scores = np.zeros(len(some), np.float32)
    saturation = terms.saturation(lengths[some])
    begins, ends = segment.places(terms.numbers)
    for place in np.flatnonzero(~terms.sought & (ends > begins)).tolist():
        packed = segment.postings(int(begins[place]), int(ends[place]))
        at = np.minimum(np.searchsorted(packed, (some << 8).astype(np.uint32)), len(packed) - 1)
        rows, times = _unpacked(packed[at])
        scores += np.where(rows == some, _bm25(times, terms.weights[place], saturation), 0)
    return scores


def _unpacked(packed: Numbers) -> tuple[Places, Scores]:
    """Rows, and how often a term is in each."""
    return (packed >> np.uint32(8)).astype(np.int64), (packed & np.uint32(0xFF)).astype(np.float32)


def _bm25(times: Scores, weight: np.float32, saturation: Scores) -> Scores:
    scores: Scores = times * weight
    scores /= saturation + times
    return scores


def _masks(part: Part, language: str, within: Mask | None) -> Iterator[Mask]:
    """What a row has to be: counting, in this language, in a named document."""
    if part.alive is not None:
        yield part.alive
    if part.segment.rows.codes != (language,):
        yield part.segment.rows.of_language(language)
    if within is not None:
        yield within


def _highest(scores: Scores, limit: int) -> Places:
    """The rows of the highest scores above 0, in no order. A row is looked at only where the best of its
    block is among the `limit` best of blocks."""
    floor = 0.0
    blocks = len(scores) // _BLOCK
    if blocks > limit:
        tops = scores[: blocks * _BLOCK].reshape(blocks, _BLOCK).max(axis=1)
        floor = float(np.partition(tops, blocks - limit)[blocks - limit])
    rows = np.flatnonzero(scores >= floor) if floor > 0 else np.flatnonzero(scores)
    if len(rows) > limit:
        some = scores[rows]
        best = some >= np.partition(some, len(some) - limit)[len(some) - limit]
        rows, some = rows[best], some[best]
        # A stable order: of what is as good as another, the first in the table.
        rows = rows[np.argsort(-some, kind="stable")[:limit]]
    return rows
