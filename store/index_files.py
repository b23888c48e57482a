"""The files of an index: where a collection's table and position lie, and how they are opened.

Making and searching them are `store.index` and `store.index_reader`; the files of words are `store.postings`.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec

from store.errors import IndexDamaged

FORMAT = 4
"""Counts up when the columns, the searched words or the files of words change: older ones are rebuilt."""

TABLE = "passages"
OLD_VERSIONS = timedelta(minutes=1)
"""For how long a reader may go on with a version of the table that has been replaced."""
_POSITION = "position.json"


class Position(msgspec.Struct, frozen=True):
    """How far an index is: of which archive, up to which sequence number, with how many rows, and in
    which version of the table, which readers keep to while the writer is at work on the next.

    Attributes:
        words: the segments of the word index; gone: the file that says which of their rows count no more.
        steps: how often rows were added since the table was made compact.
        near: how many rows the table had when its approximate index was brought up to date; 0 without one.
        trained: how many it had when that was made.
    """

    format: int
    archive: str
    sequence: int
    rows: int
    version: int = 0
    words: tuple[str, ...] = ()
    gone: str = ""
    steps: int = 0
    near: int = 0
    trained: int = 0


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


async def table_at(folder: Path, position: Position) -> Any:
    """The table as it was left; what a writer added and did not finish is taken back.

    Raises:
        IndexDamaged
    """
    table = await open_table(folder)
    if await table.count_rows() != position.rows:
        await table.checkout(position.version)
        await table.restore()
        if await table.count_rows() != position.rows:
            raise IndexDamaged("rows")
    return table


def write_position(folder: Path, position: Position) -> None:
    """Last of all: until then the index counts as behind, and what was done is done again."""
    write_file(folder / _POSITION, msgspec.json.encode(position))


def write_file(path: Path, data: bytes) -> None:
    """Whole or not at all."""
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
