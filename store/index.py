"""The search index: vectors and words of passages in LanceDB, derived from the archive.

It holds no truth: what it finds are passage numbers, and texts come from the archive. Each embedding
space has a folder with one table and `position.json`, which says how far along the archive's sequence
it is. Missing, damaged, foreign, or ahead of the archive: it is built anew, without embedding.

`IndexReader` belongs to the engine, `update` to the one writing process.
"""

import asyncio
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import msgspec
import numpy as np
from numpy.typing import NDArray

from store.archive import Archive, IndexRow
from store.errors import IndexDamaged
from store.passages import search_text

if TYPE_CHECKING:
    import pyarrow

FORMAT = 1
"""Counts up when the columns, the searched text or the text index change: older ones are rebuilt."""

ROWS_AT_ONCE = 4096
DOCUMENTS_AT_ONCE = 256
OLD_VERSIONS = timedelta(minutes=10)
"""For how long a reader may go on with a version of the table that has been replaced."""

_TABLE = "passages"
_POSITION = "position.json"

UpdateKind = Literal["nothing", "caught_up", "rebuilt"]


class Position(msgspec.Struct, frozen=True):
    """How far an index is: of which archive, up to which sequence number, with how many rows, and in
    which version of the table, which readers keep to while the writer is at work on the next."""

    format: int
    archive: str
    sequence: int
    rows: int
    version: int = 0


@dataclass(frozen=True)
class Hit:
    """A passage's number with the score of one search: cosine similarity or BM25, higher is better."""

    passage: int
    score: float


@dataclass(frozen=True)
class Hits:
    """What the two searches found, each best first."""

    by_vector: tuple[Hit, ...]
    by_words: tuple[Hit, ...]


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


class IndexReader:
    """Searches one space's index. `open` again after every update by the writer."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.position: Position | None = None
        self._table: Any = None

    async def open(self) -> None:
        """Open the newest version of the table.

        Raises:
            IndexDamaged: it does not open, or has another number of rows than it was left with.
        """
        self.position = self._table = None
        position = position_of(self.folder)
        if position is None:
            raise IndexDamaged("no position")
        if position.rows > 0:
            with _damage():
                table = await _open_table(self.folder)
                await table.checkout(position.version)
                rows = await table.count_rows()
            if rows != position.rows:
                raise IndexDamaged(f"{rows} rows instead of {position.rows}")
            self._table = table
        self.position = position

    async def search(self, vector: NDArray[np.float32], words: str, limit: int) -> Hits:
        """Vector and text search side by side; `vector` is (dimension,), at most `limit` hits of each.

        Raises:
            IndexDamaged: the table cannot be read, or was not opened.
        """
        if self.position is None:
            raise IndexDamaged("not open")
        if self.position.rows == 0:
            return Hits((), ())
        with _damage():
            # Both are waited for, also when one fails: the other must not come back to a closed loop.
            found = await asyncio.gather(
                self._search_vector(vector, limit), self._search_words(words, limit), return_exceptions=True
            )
            for result in found:
                if isinstance(result, BaseException):
                    raise result
        by_vector, by_words = found
        assert not isinstance(by_vector, BaseException) and not isinstance(by_words, BaseException)
        return Hits(by_vector, by_words)

    async def _search_vector(self, vector: NDArray[np.float32], limit: int) -> tuple[Hit, ...]:
        query = self._table.query().nearest_to(vector).distance_type("cosine").limit(limit)
        rows = await query.select(["passage", "_distance"]).to_list()
        return tuple(Hit(row["passage"], 1.0 - row["_distance"]) for row in rows)

    async def _search_words(self, words: str, limit: int) -> tuple[Hit, ...]:
        if not words.strip():
            return ()
        query = self._table.query().nearest_to_text(_words_query(words)).limit(limit)
        rows = await query.select(["passage", "_score"]).to_list()
        return tuple(Hit(row["passage"], row["_score"]) for row in rows)


async def update(
    folder: Path, archive: Archive, space: str, progress: Callable[[int, int], None]
) -> UpdateKind:
    """Bring a space's index up to the archive's sequence number; rebuild it when it cannot be used.

    `progress` is told rows done and rows in all. There may be one writer at a time.
    """
    position = position_of(folder)
    usable = position and position.archive == archive.id and position.sequence <= archive.sequence
    if position and usable and position.rows > 0:
        try:
            return await _catch_up(folder, archive, space, position, progress)
        except IndexDamaged:
            usable = False
    await _rebuild(folder, archive, space, progress)
    return "caught_up" if usable else "rebuilt"


def preload() -> None:
    """Import what searching needs: more than a second, so not on a thread that others wait for."""
    import lancedb
    import lancedb.index  # noqa: F401


async def _catch_up(
    folder: Path, archive: Archive, space: str, position: Position, progress: Callable[[int, int], None]
) -> UpdateKind:
    sequence = archive.sequence
    with _damage():
        table = await _open_table(folder)
        if await table.count_rows() != position.rows:
            raise IndexDamaged("rows")
    if sequence == position.sequence:
        return "nothing"
    if archive.erased_since(position.sequence):
        # LanceDB only hides deleted rows and keeps their words: nothing but a new table forgets them.
        await _rebuild(folder, archive, space, progress)
        return "caught_up"
    changed = archive.changed_since(position.sequence)
    for some in _chunks(changed, DOCUMENTS_AT_ONCE):
        # Ids are random hexadecimal digits: a predicate is kept in a file and must tell nothing.
        with _damage():
            await table.delete("document IN (" + ",".join(f"'{document}'" for document in some) + ")")
    total = archive.count_vectors(space, changed)
    await _add(table, archive, space, changed, lambda done: progress(done, total))
    with _damage():
        await _finish(folder, table, archive.id, sequence)
    return "caught_up"


async def _rebuild(folder: Path, archive: Archive, space: str, progress: Callable[[int, int], None]) -> None:
    discard(folder)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    sequence = archive.sequence
    documents = archive.indexed()
    first = next((rows for some in _chunks(documents, 16) if (rows := archive.index_rows(space, some))), None)
    if first is None:
        _write_position(folder, Position(FORMAT, archive.id, sequence, 0))
        return
    total = archive.count_vectors(space)
    table = await _create_table(folder, first)
    await _add(table, archive, space, documents, lambda done: progress(done, total))
    await _finish(folder, table, archive.id, sequence)


async def _add(
    table: Any, archive: Archive, space: str, documents: Sequence[str], progress: Callable[[int], None]
) -> None:
    """Add the documents' rows in large steps: every step makes a new version of the table."""
    done = 0
    waiting: list[IndexRow] = []
    for some in _chunks(documents, 16):
        waiting += archive.index_rows(space, some)
        if len(waiting) >= ROWS_AT_ONCE or (waiting and some[-1] == documents[-1]):
            with _damage():
                await table.add(_arrow(waiting))
            done, waiting = done + len(waiting), []
            progress(done)


async def _finish(folder: Path, table: Any, archive: str, sequence: int) -> None:
    rows = await table.count_rows()
    if rows and not list(await table.list_indices()):
        await table.create_index("search_text", config=_text_index())
    await table.optimize(cleanup_older_than=OLD_VERSIONS)
    rows, version = await table.count_rows(), await table.version()
    _write_position(folder, Position(FORMAT, archive, sequence, rows, version))


def _words_query(words: str) -> Any:
    """Any of the words; none of their characters is an operator."""
    from lancedb import query

    match: Any = query.MatchQuery  # a pydantic dataclass whose defaults mypy does not see
    return match(words, "search_text")


def _text_index() -> Any:
    from lancedb.index import FTS

    return FTS(language="Dutch", stem=True, remove_stop_words=True, ascii_folding=True, with_position=False)


async def _open_table(folder: Path) -> Any:
    import lancedb

    return await (await lancedb.connect_async(folder)).open_table(_TABLE)


async def _create_table(folder: Path, rows: Sequence[IndexRow]) -> Any:
    import lancedb

    database = await lancedb.connect_async(folder)
    return await database.create_table(_TABLE, schema=_arrow(rows[:1]).schema)


def _arrow(rows: Sequence[IndexRow]) -> "pyarrow.Table":
    import pyarrow

    dimension = len(rows[0].vector) // 4
    values = np.frombuffer(b"".join(row.vector for row in rows), dtype=np.float32)
    columns = {
        "passage": pyarrow.array([row.passage for row in rows], pyarrow.int64()),
        "document": pyarrow.array([row.document for row in rows], pyarrow.string()),
        "search_text": pyarrow.array([search_text(row.title, row.content) for row in rows], pyarrow.string()),
        "vector": pyarrow.FixedSizeListArray.from_arrays(pyarrow.array(values), dimension),
    }
    return pyarrow.table(columns)


@contextmanager
def _damage() -> Iterator[None]:
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


def _write_position(folder: Path, position: Position) -> None:
    """Last of all: until then the index counts as behind, and what was done is done again."""
    unfinished = folder / f"{_POSITION}.part"
    with unfinished.open("wb") as file:
        file.write(msgspec.json.encode(position))
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(folder / _POSITION)


def _chunks(items: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]
