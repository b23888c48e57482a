"""What a GGUF file says of itself in its header: its tensors, their formats and sizes. No weights are read.

The file is anybody's, so nothing in it is believed: counts and lengths are held against bounds and against
the file's own size, and what is read is bounded too. The format is ggml's `docs/gguf.md`.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from models.errors import ModelDamaged

LARGEST_HEADER = 64 << 20
"""Bytes. The words of the largest vocabularies take 15 MB."""

BLOCKS = {
    "F32": (1, 4),
    "F16": (1, 2),
    "BF16": (1, 2),
    "Q4_0": (32, 18),
    "Q4_1": (32, 20),
    "Q5_0": (32, 22),
    "Q5_1": (32, 24),
    "Q8_0": (32, 34),
    "Q2_K": (256, 84),
    "Q3_K": (256, 110),
    "Q4_K": (256, 144),
    "Q5_K": (256, 176),
    "Q6_K": (256, 210),
    "IQ4_NL": (32, 18),
    "IQ4_XS": (256, 136),
}
"""Of the formats that can be converted or converted to: how many weights a block has, and its bytes."""

_FORMATS = {
    0: "F32", 1: "F16", 2: "Q4_0", 3: "Q4_1", 6: "Q5_0", 7: "Q5_1", 8: "Q8_0", 10: "Q2_K", 11: "Q3_K",
    12: "Q4_K", 13: "Q5_K", 14: "Q6_K", 20: "IQ4_NL", 23: "IQ4_XS", 30: "BF16",
}  # fmt: skip
_MOST_TENSORS, _MOST_ENTRIES, _MOST_DIMENSIONS, _LONGEST_NAME = 1 << 16, 1 << 16, 4, 256
_MOST_WEIGHTS = 1 << 44
_SCALARS = {0: 1, 1: 1, 2: 2, 3: 2, 4: 4, 5: 4, 6: 4, 7: 1, 10: 8, 11: 8, 12: 8}  # bytes by value type
_STRING, _ARRAY = 8, 9
_PIECE = 1 << 20


@dataclass(frozen=True)
class Tensor:
    """One tensor: `shape` begins with the length of a row; `format` is "" where it is none of `BLOCKS`."""

    name: str
    format: str
    shape: tuple[int, ...]

    @property
    def weights(self) -> int:
        """How many numbers it holds."""
        count = 1
        for length in self.shape:
            count *= length
        return count

    @property
    def bytes(self) -> int:
        """What they take in the file; 0 where the format is not known."""
        weights, size = BLOCKS.get(self.format, (1, 0))
        return self.weights // weights * size


@dataclass(frozen=True)
class GgufHeader:
    """What the header says; `size` is the whole file's, in bytes; `is_split`: more files belong to it."""

    size: int
    architecture: str
    is_split: bool
    tensors: tuple[Tensor, ...]


def read_header(path: Path) -> GgufHeader:
    """Read it. A file of a large vocabulary takes some tenths of a second.

    Raises:
        ModelDamaged: it cannot be read, is no GGUF file, or says what cannot be.
    """
    try:
        with path.open("rb") as file:
            return _header(_Bytes(file))
    except (OSError, ValueError, struct.error) as error:
        raise ModelDamaged(str(path)) from error


class _Bytes:
    """The beginning of a file, read in pieces as far as it is wanted."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.size = file.seek(0, 2)
        file.seek(0)
        self._read, self._place = bytearray(), 0

    def take(self, count: int) -> bytes:
        """The next bytes; ValueError when there are not so many, or more than any header has."""
        start = self.skip(count)
        return bytes(self._read[start : start + count])

    def number(self, form: str) -> int:
        """The next number, of a form of `struct`."""
        found: int = struct.unpack(form, self.take(struct.calcsize(form)))[0]
        return found

    def string(self, longest: int = LARGEST_HEADER) -> str:
        length = self.number("<Q")
        if length > longest:
            raise ValueError
        return self.take(length).decode("utf-8", "replace")

    def skip_strings(self, count: int) -> None:
        """A vocabulary has some hundred thousand, so this is the loop that counts."""
        length = struct.Struct("<Q").unpack_from
        for _ in range(count):
            start = self.skip(8)
            self.skip(length(self._read, start)[0])

    def skip(self, count: int) -> int:
        """Go on behind the next bytes; returns where they begin in what was read."""
        start, end = self._place, self._place + count
        if end > len(self._read):
            self._read_until(end)
        self._place = end
        return start

    def _read_until(self, end: int) -> None:
        if end > min(self.size, LARGEST_HEADER):
            raise ValueError
        self._read += self._file.read(max(_PIECE, end - len(self._read)))
        if end > len(self._read):
            raise ValueError


def _header(read: _Bytes) -> GgufHeader:
    if read.take(4) != b"GGUF" or read.number("<I") not in (2, 3):
        raise ValueError
    tensors, entries = read.number("<Q"), read.number("<Q")
    if tensors > _MOST_TENSORS or entries > _MOST_ENTRIES:
        raise ValueError
    architecture, is_split = "", False
    for _ in range(entries):
        name, kind = read.string(), read.number("<I")
        if name == "general.architecture" and kind == _STRING:
            architecture = read.string(_LONGEST_NAME)
        elif name == "split.count" and kind == 2:
            is_split = read.number("<H") > 1
        else:
            _skip_value(read, kind)
    found = tuple(_tensors(read, tensors))
    return GgufHeader(read.size, architecture, is_split, found)


def _skip_value(read: _Bytes, kind: int) -> None:
    if kind == _STRING:
        read.skip_strings(1)
    elif kind != _ARRAY:
        read.skip(_width(kind))
    else:
        of_kind, count = read.number("<I"), read.number("<Q")
        if of_kind == _STRING:
            read.skip_strings(count)
        else:
            read.skip(_width(of_kind) * count)


def _width(kind: int) -> int:
    """ValueError for an array in an array, which ggml does not read either."""
    if kind not in _SCALARS:
        raise ValueError
    return _SCALARS[kind]


def _tensors(read: _Bytes, count: int) -> Iterator[Tensor]:
    for _ in range(count):
        name = read.string(_LONGEST_NAME)
        dimensions = read.number("<I")
        if dimensions > _MOST_DIMENSIONS:
            raise ValueError
        shape = struct.unpack(f"<{dimensions}Q", read.take(8 * dimensions))
        tensor = Tensor(name, _FORMATS.get(read.number("<I"), ""), shape)
        offset = read.number("<Q")
        if tensor.weights > _MOST_WEIGHTS or offset + tensor.bytes > read.size:
            raise ValueError
        yield tensor
