"""The files of an index: where a collection's table, frequencies and position lie, and how they are opened.

Making and searching them are `store.index` and `store.index_reader`.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec

from store.errors import IndexDamaged
from store.frequencies import Frequencies

FORMAT = 3
"""Counts up when the columns, the searched words or the text indices change: older ones are rebuilt."""

TABLE = "passages"
_POSITION = "position.json"
_FREQUENCIES = "frequencies"


class Position(msgspec.Struct, frozen=True):
    """How far an index is: of which archive, up to which sequence number, with how many rows, and in
    which version of the table, which readers keep to while the writer is at work on the next."""

    format: int
    archive: str
    sequence: int
    rows: int
    version: int = 0


def position_of(folder: Path) -> Position | None:
    """How far the index in this folder is; None when it has to be built. Opens no table."""
    try:
        position = msgspec.json.decode((folder / _POSITION).read_bytes(), type=Position)
    except (OSError, ValueError):  # bytes that are no UTF-8 are no DecodeError
        return None
    return position if position.format == FORMAT else None


def discard(folder: Path) -> None:
    """Have the next update build this index anew."""
    (folder / _POSITION).unlink(missing_ok=True)


async def open_table(folder: Path) -> Any:
    """The newest version of a collection's table."""
    import lancedb

    return await (await lancedb.connect_async(folder)).open_table(TABLE)


def read_frequencies(folder: Path) -> Frequencies:
    """In how many passages of a collection each term is.

    Raises:
        IndexDamaged
    """
    try:
        return Frequencies.decoded((folder / _FREQUENCIES).read_bytes())
    except (OSError, ValueError) as error:
        raise IndexDamaged("frequencies") from error


def write_frequencies(folder: Path, frequencies: Frequencies) -> None:
    """Before the position that goes with them."""
    _write(folder / _FREQUENCIES, frequencies.encoded())


def write_position(folder: Path, position: Position) -> None:
    """Last of all: until then the index counts as behind, and what was done is done again."""
    _write(folder / _POSITION, msgspec.json.encode(position))


def _write(path: Path, data: bytes) -> None:
    unfinished = path.with_name(f"{path.name}.part")
    with unfinished.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)


def among(column: str, values: Sequence[str]) -> str:
    """A predicate. Ids are random hexadecimal digits, languages two letters: it is kept in a file when rows
    are deleted by it, and must tell nothing."""
    return f"{column} IN (" + ",".join(f"'{value}'" for value in values) + ")"


@contextmanager
def damage() -> Iterator[None]:
    """LanceDB has no tree of errors: it raises RuntimeError, ValueError, OSError, and Rust panics."""
    try:
        yield
    except IndexDamaged:
        raise
    except (RuntimeError, ValueError, OSError, KeyError) as error:
        raise IndexDamaged(type(error).__name__) from error
    except BaseException as error:
        # pyo3's for a call and for an awaited future; neither can be imported.
        if type(error).__name__ in ("PanicException", "RustPanic"):
            raise IndexDamaged("panic") from None
        raise
