"""Makes one segment of the word index of several, in memory that does not grow with their postings."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from store.errors import IndexDamaged
from store.postings import MOST_ROWS, Array, Part, Rows, Segment, write_segment
from store.terms import Numbers

_MERGED_AT_ONCE = 1_000_000


def merge(folder: Path, parts: Sequence[Part]) -> Segment:
    """One segment, in a file, of what still counts in several. No passage may be in two of them.

    Raises:
        IndexDamaged
    """
    kept = [np.arange(len(p.segment.rows)) if p.alive is None else np.flatnonzero(p.alive) for p in parts]
    rows, order = _joined([part.segment.rows for part in parts], kept)
    if len(rows) >= MOST_ROWS:
        raise ValueError("too many rows for one segment")
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    renumbered, first = [], 0
    for part, some in zip(parts, kept, strict=True):
        numbers = np.full(len(part.segment.rows), -1, np.int64)
        numbers[some] = place[first : first + len(some)]
        renumbered.append(numbers)
        first += len(some)
    terms = np.unique(np.concatenate([part.segment.terms for part in parts]))
    stretches = (
        _merged([part.segment for part in parts], renumbered, some) for some in _stretches(parts, terms)
    )
    return write_segment(folder, rows, terms, stretches)


def _stretches(parts: Sequence[Part], terms: Numbers) -> Iterator[Numbers]:
    """The terms, as many at a time as have about `_MERGED_AT_ONCE` postings."""
    counts = sum((part.segment.counts(terms) for part in parts), np.zeros(len(terms), np.int64))
    stretch = np.cumsum(counts) // _MERGED_AT_ONCE
    yield from np.split(terms, np.flatnonzero(np.diff(stretch)) + 1)


def _merged(
    segments: Sequence[Segment], renumbered: Sequence[NDArray[np.int64]], terms: Numbers
) -> tuple[Numbers, NDArray[np.int64]]:
    """The postings of these terms in all segments, under the new numbers of rows; and how many of each."""
    keys = []
    for segment, numbers in zip(segments, renumbered, strict=True):
        begins, ends = segment.places(terms)
        counts = ends - begins
        there = np.flatnonzero(counts)
        if not len(there):
            continue
        packed = segment.postings(int(begins[there[0]]), int(ends[there[-1]]))
        rows = _checked(numbers, packed >> np.uint32(8))
        key = np.repeat(np.arange(len(terms), dtype=np.uint64), counts) << np.uint64(32)
        key |= (rows.astype(np.uint64) << np.uint64(8)) | (packed & np.uint32(0xFF))
        keys.append(key[rows >= 0])
    joined = np.concatenate(keys) if keys else np.empty(0, np.uint64)
    joined.sort()
    each = np.bincount((joined >> np.uint64(32)).astype(np.int64), minlength=len(terms))
    return joined.astype(np.uint32), each.astype(np.int64)


def _checked(numbers: NDArray[np.int64], rows: Numbers) -> NDArray[np.int64]:
    try:
        return numbers[rows]
    except IndexError as error:
        raise IndexDamaged("words") from error


def _joined(several: Sequence[Rows], kept: Sequence[NDArray[np.int64]]) -> tuple[Rows, NDArray[np.int64]]:
    """The kept rows of several, by passage; and which of them, one after the other, each place takes."""

    def together(values: Iterable[Array]) -> Array:
        return np.concatenate([one[some] for one, some in zip(values, kept, strict=True)])

    order = np.argsort(together(rows.passages for rows in several), kind="stable")
    named = np.concatenate(
        [rows.names[rows.documents[some]] for rows, some in zip(several, kept, strict=True)]
    )
    names, documents = np.unique(named, return_inverse=True)
    codes = sorted({code for rows in several for code in rows.codes})
    coded = [
        np.array([codes.index(code) for code in rows.codes], np.uint8)[rows.languages] for rows in several
    ]
    rows = Rows(
        together(rows.passages for rows in several)[order].astype(np.int64),
        documents[order].astype(np.uint32),
        together(coded)[order].astype(np.uint8),
        together(rows.stems for rows in several)[order].astype(np.uint16),
        together(rows.letters for rows in several)[order].astype(np.uint16),
        names,
        tuple(codes),
    )
    return rows, order
