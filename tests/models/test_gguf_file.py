"""Headers of GGUF files: what they say, and that a hostile one costs nothing."""

import struct
import time
import tracemalloc
from collections import Counter
from pathlib import Path

import pytest

from models.catalogue import Catalogue
from models.errors import ModelDamaged
from models.gguf_file import LARGEST_HEADER, read_header
from tests.models.tiny_writer import make_tiny_writer

HUGE = 1 << 60


def string(text: bytes) -> bytes:
    return struct.pack("<Q", len(text)) + text


def entry(name: bytes, kind: int, value: bytes) -> bytes:
    return string(name) + struct.pack("<I", kind) + value


def tensor(name: bytes, shape: tuple[int, ...], kind: int, offset: int = 0) -> bytes:
    count = len(shape)
    return string(name) + struct.pack(f"<I{count}QIQ", count, *shape, kind, offset)


def header(tensors: int, entries: int, rest: bytes = b"", version: int = 3) -> bytes:
    return b"GGUF" + struct.pack("<IQQ", version, tensors, entries) + rest


HOSTILE = {
    "nothing": b"",
    "another kind of file": b"PK\x03\x04" + bytes(100),
    "an old version": header(0, 0, version=1),
    "2^60 tensors": header(HUGE, 0),
    "2^60 entries": header(0, HUGE),
    "more tensors than there are": header(60_000, 0, tensor(b"a", (32,), 0)),
    "a name of 2^60 bytes": header(0, 1, struct.pack("<Q", HUGE)),
    "an array of 2^60 strings": header(0, 1, entry(b"words", 9, struct.pack("<IQ", 8, HUGE))),
    "2^60 empty strings' worth": header(0, 1, entry(b"w", 9, struct.pack("<IQ", 8, HUGE)) + bytes(1 << 20)),
    "an array of 2^60 numbers": header(0, 1, entry(b"scores", 9, struct.pack("<IQ", 6, HUGE))),
    "an array in an array": header(0, 1, entry(b"deep", 9, struct.pack("<IQ", 9, 1))),
    "a value of no kind": header(0, 1, entry(b"odd", 99, b"")),
    "a tensor of too many dimensions": header(1, 0, string(b"a") + struct.pack("<I", 1 << 31)),
    "a tensor of 2^120 weights": header(1, 0, tensor(b"a", (HUGE, HUGE), 2)),
    "a tensor beyond the end": header(1, 0, tensor(b"a", (32,), 0, offset=HUGE)),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_file_is_refused_at_once_and_without_memory(kind: str, tmp_path: Path) -> None:
    file = tmp_path / "hostile.gguf"
    file.write_bytes(HOSTILE[kind])
    tracemalloc.start()
    began = time.perf_counter()
    try:
        with pytest.raises(ModelDamaged) as told:
            read_header(file)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert told.value.path == str(file)
    assert most < 16 << 20
    assert time.perf_counter() - began < 5.0


def test_a_header_without_end_is_read_to_a_bound(tmp_path: Path) -> None:
    file = tmp_path / "endless.gguf"
    with file.open("wb") as out:
        out.write(header(0, 1, entry(b"words", 9, struct.pack("<IQ", 4, HUGE))))
        out.truncate(LARGEST_HEADER * 4)  # sparse
    with pytest.raises(ModelDamaged):
        read_header(file)


def test_a_file_that_is_cut_off_anywhere_is_refused(tmp_path: Path) -> None:
    whole = make_tiny_writer(tmp_path / "tiny.gguf").read_bytes()
    file = tmp_path / "cut.gguf"
    for length in (*range(0, 200, 7), 1000, 5000, len(whole) // 2, len(whole) - 40_000):
        file.write_bytes(whole[:length])
        with pytest.raises(ModelDamaged):
            read_header(file)


def test_a_file_that_is_not_there_is_told_as_damaged(tmp_path: Path) -> None:
    with pytest.raises(ModelDamaged):
        read_header(tmp_path / "gone.gguf")


def test_the_starter_is_told_as_it_is() -> None:
    path = Path(Catalogue.load().default("writer").path)
    found = read_header(path)
    shares = Counter[str]()
    for one in found.tensors:
        shares[one.format] += one.bytes
    assert (found.architecture, found.is_split, len(found.tensors)) == ("llama", False, 272)
    assert shares.most_common(1)[0][0] == "Q4_1"
    assert 0 < path.stat().st_size - sum(shares.values()) < 4 << 20
