"""Segments of the word index: in which passages each term is, and how often. A file is written once.

How several segments become one is `store.segment_merge`, which segments a collection has `store.word_index`,
what terms are worth `store.relevance`.

The layout is that of an inverted index whose lists are read whole (Zobel and Moffat, 2006): postings of all
terms, one after the other, then what is needed to find them, then a head that says where everything is.
Measured on 100,000 passages, adding up such lists costs a fiftieth of what LanceDB's text search does for
the sixty pieces of a usual question.
"""

import os
import weakref
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple
from uuid import uuid4

import msgspec
import numpy as np
from numpy.typing import NDArray

from store.errors import IndexDamaged
from store.search_words import SearchWords
from store.terms import Numbers, keys_of

Mask = NDArray[np.bool_]
Array = NDArray[Any]

SEGMENT = "words-"
MOST_ROWS = 1 << 24

_MAGIC = b"BHWORDS1"
_COUNTED_AT_ONCE = 2048
_NAME = "S32"
_LENGTH_MOST = 0xFFFF


class WordRow(NamedTuple):
    """What of a passage goes into the word index; `document` is an id of at most 32 ASCII letters."""

    passage: int
    document: str
    language: str
    text: SearchWords


@dataclass(frozen=True, eq=False, repr=False)
class Rows:
    """The passages of a segment, by rising number; each attribute has one value for each of them.

    Attributes:
        passages: their numbers.
        documents: which of `names` they are of.
        languages: which of `codes` they are in.
        stems, letters: how many stems and characters their searched words have.
        names: ids of documents; codes: languages.
    """

    passages: NDArray[np.int64]
    documents: Numbers
    languages: NDArray[np.uint8]
    stems: NDArray[np.uint16]
    letters: NDArray[np.uint16]
    names: NDArray[np.bytes_]
    codes: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.passages)

    def of_documents(self, documents: Sequence[str]) -> Mask:
        """Which rows are of these documents."""
        return np.isin(self.names, np.array(documents, _NAME))[self.documents]

    def of_language(self, language: str, some: NDArray[np.int64] | slice = slice(None)) -> Mask:
        """Which of some rows are in this language."""
        here = np.array([code == language for code in self.codes])
        return here[self.languages[some]]


class Segment:
    """Postings in memory or in a file.

    Attributes:
        terms: the numbers of its terms, rising.
        starts: where the postings of each term begin, with the end of the last; (terms + 1,).
    """

    def __init__(self, name: str, rows: Rows, terms: Numbers, starts: NDArray[np.int64]) -> None:
        self.name = name
        self.rows = rows
        self.terms = terms
        self.starts = starts
        self._packed = np.empty(0, np.uint32)
        self._file = -1

    @classmethod
    def of(cls, rows: Sequence[WordRow]) -> "Segment":
        """Those of these passages, in memory."""
        ordered = sorted(rows, key=lambda row: row.passage)
        keys = _keys([row.text for row in ordered])
        numbers = (keys >> np.uint64(32)).astype(np.uint32)
        terms, counts = np.unique(numbers, return_counts=True)
        segment = cls("", _rows(ordered), terms, _starts(counts))
        segment._packed = keys.astype(np.uint32)
        return segment

    @classmethod
    def opened(cls, path: Path) -> "Segment":
        """The one in this file.

        Raises:
            IndexDamaged
        """
        try:
            return cls._opened(path)
        except (OSError, ValueError, KeyError, IndexError, msgspec.MsgspecError) as error:
            raise IndexDamaged("words") from error

    @classmethod
    def _opened(cls, path: Path) -> "Segment":
        with path.open("rb") as file:
            head, begin = _read_head(file)
            arrays = _read_arrays(file, head, begin)
        terms, starts = arrays.pop("terms"), arrays.pop("starts")
        segment = cls(path.name, Rows(**arrays, codes=head.codes), terms, starts)
        segment._file = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        weakref.finalize(segment, os.close, segment._file)
        return segment

    def places(self, numbers: Numbers) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Where the postings of these terms begin and end; of one that is not here, where it would be."""
        at = np.searchsorted(self.terms, numbers)
        there = at < len(self.terms)
        at[~there] = 0
        there &= self.terms[at] == numbers if len(self.terms) else False
        begins = self.starts[at]
        return begins, np.where(there, self.starts[np.minimum(at + 1, len(self.terms))], begins)

    def counts(self, numbers: Numbers) -> NDArray[np.int64]:
        """In how many of its passages each of these terms is."""
        begins, ends = self.places(numbers)
        return ends - begins

    def postings(self, begin: int, end: int) -> Numbers:
        """Postings from one place to another: a row in 24 bits, how often the term is there in 8; the rows of
        a term rise.

        Raises:
            IndexDamaged: there are not as many.
        """
        if self._file < 0:
            return self._packed[begin:end]
        try:
            data = _read(self._file, 4 * (end - begin), len(_MAGIC) + 4 * begin)
        except OSError as error:
            raise IndexDamaged("words") from error
        if len(data) != 4 * (end - begin):
            raise IndexDamaged("words")
        return np.frombuffer(data, "<u4")

    def write(self, folder: Path) -> "Segment":
        """Put into a file of its own in this folder; the segment in the file."""
        counts = np.diff(self.starts)
        return write_segment(folder, self.rows, self.terms, ((self._packed, counts),))


class Part(NamedTuple):
    """A segment, and which of its rows still count; None when all do."""

    segment: Segment
    alive: Mask | None = None

    @property
    def passages(self) -> int:
        """How many rows count."""
        return len(self.segment.rows) if self.alive is None else int(self.alive.sum())


# --- rows -----------------------------------------------------------------------------------------------


def _rows(rows: Sequence[WordRow]) -> Rows:
    names, documents = np.unique(np.array([row.document for row in rows], _NAME), return_inverse=True)
    codes = sorted({row.language for row in rows})
    place = {code: number for number, code in enumerate(codes)}
    stems = [len(row.text.stems.split()) for row in rows]
    letters = [len(row.text.words) for row in rows]
    return Rows(
        np.array([row.passage for row in rows], np.int64),
        documents.astype(np.uint32),
        np.array([place[row.language] for row in rows], np.uint8),
        np.minimum(stems, _LENGTH_MOST).astype(np.uint16),
        np.minimum(letters, _LENGTH_MOST).astype(np.uint16),
        names,
        tuple(codes),
    )


def _keys(texts: Sequence[SearchWords]) -> NDArray[np.uint64]:
    """As `keys_of`, some texts at a time: pieces of words take much memory on their way."""
    keys = [
        keys_of(texts[first : first + _COUNTED_AT_ONCE]) + np.uint64(first << 8)
        for first in range(0, len(texts), _COUNTED_AT_ONCE)
    ]
    joined = np.concatenate(keys) if keys else np.empty(0, np.uint64)
    joined.sort()
    return joined


def _starts(counts: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.concatenate((np.zeros(1, np.int64), np.cumsum(counts, dtype=np.int64)))


# --- files ----------------------------------------------------------------------------------------------


class _Head(msgspec.Struct, frozen=True):
    """The last thing in a file: how many postings, the length of each array and the checksum of them all."""

    postings: int
    arrays: dict[str, int]
    codes: tuple[str, ...]
    checksum: int


_TYPES = {
    "terms": "<u4",
    "starts": "<i8",
    "passages": "<i8",
    "documents": "<u4",
    "languages": "|u1",
    "stems": "<u2",
    "letters": "<u2",
    "names": _NAME,
}


def write_segment(
    folder: Path, rows: Rows, terms: Numbers, stretches: Iterable[tuple[Numbers, NDArray[np.int64]]]
) -> Segment:
    path = folder / f"{SEGMENT}{uuid4().hex}"
    counts = []
    with path.open("wb") as file:
        file.write(_MAGIC)
        for packed, some in stretches:
            file.write(packed.astype("<u4").tobytes())
            counts.append(some)
        starts = _starts(np.concatenate(counts))
        arrays: dict[str, Array] = {"terms": terms, "starts": starts}
        arrays |= {name: getattr(rows, name) for name in _TYPES if name not in arrays}
        data = b"".join(arrays[name].astype(kind).tobytes() for name, kind in _TYPES.items())
        file.write(data)
        lengths = {name: len(array) for name, array in arrays.items()}
        head = msgspec.json.encode(_Head(int(starts[-1]), lengths, rows.codes, zlib.crc32(data)))
        file.write(head + len(head).to_bytes(4, "little") + _MAGIC)
        file.flush()
        os.fsync(file.fileno())
    return Segment.opened(path)


def _read_head(file: BinaryIO) -> tuple[_Head, int]:
    """The head of a file, and where its arrays begin."""
    tail = len(_MAGIC) + 4
    size = file.seek(0, os.SEEK_END)
    if size < tail:
        raise ValueError("cut off")
    file.seek(size - tail)
    length = int.from_bytes(file.read(4), "little")
    if file.read() != _MAGIC or length > size - tail:
        raise ValueError("no end")
    file.seek(size - tail - length)
    head = msgspec.json.decode(file.read(length), type=_Head)
    begin = len(_MAGIC) + 4 * head.postings
    if (
        begin + sum(np.dtype(_TYPES[name]).itemsize * n for name, n in head.arrays.items())
        != size - tail - length
    ):
        raise ValueError("not as long as it says")
    return head, begin


def _read_arrays(file: BinaryIO, head: _Head, begin: int) -> dict[str, Array]:
    file.seek(begin)
    arrays, checksum = {}, 0
    for name, kind in _TYPES.items():
        data = file.read(np.dtype(kind).itemsize * head.arrays[name])
        checksum = zlib.crc32(data, checksum)
        arrays[name] = np.frombuffer(data, kind)
    if checksum != head.checksum:
        raise ValueError("checksum")
    return arrays


def _read(file: int, size: int, offset: int) -> bytes:
    if hasattr(os, "pread"):
        return os.pread(file, size, offset)
    os.lseek(file, offset, os.SEEK_SET)
    return os.read(file, size)
