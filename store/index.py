"""The search index: vectors and words of passages, derived from the archive.

It holds no truth: what it finds are passage numbers, and texts come from the archive. Each embedding
space has a folder, and in it each collection one of its own with vectors in a LanceDB table, words in a word
index (`store.word_writer`), and `position.json`, which says how far along the archive's sequence it is.
Missing, damaged, foreign, or ahead of the archive: it is built anew, without embedding.

`update` belongs to the one writing process, and so does making large tables fast (`store.index_speed`);
searching is `store.index_reader`, which the engine has.
"""

import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import msgspec
import numpy as np

from store.archive import Archive, IndexRow, json_of
from store.errors import IndexDamaged
from store.index_files import (
    FORMAT,
    OLD_VERSIONS,
    TABLE,
    Position,
    among,
    damage,
    discard,
    position_of,
    table_at,
    write_position,
)
from store.passages import search_text
from store.postings import WordRow
from store.search_words import search_words
from store.thesaurus import thesaurus
from store.word_index import WordIndex
from store.word_writer import WordWriter

if TYPE_CHECKING:
    import pyarrow

ROWS_AT_ONCE = 8192
DOCUMENTS_AT_ONCE = 256
COMPACT_ROWS = 20_000
"""A table with fewer rows is made compact at every update; a larger one takes too long for that."""

UpdateKind = Literal["nothing", "caught_up", "rebuilt"]
_KINDS: tuple[UpdateKind, ...] = ("nothing", "caught_up", "rebuilt")


async def update(
    folder: Path, archive: Archive, space: str, progress: Callable[[int, int], None]
) -> UpdateKind:
    """Bring the index of every collection in a space's folder up to the archive's sequence number; rebuild
    those that cannot be used, and remove those of collections that are gone.

    `progress` is told rows done and rows in all. There may be one writer at a time.
    """
    folder.mkdir(parents=True, exist_ok=True)
    collections = archive.collections()
    _remove_others(folder, collections)
    kinds = [
        await _update_one(folder / collection, _Wanted(archive, space, collection), progress)
        for collection in collections
    ]
    return max(kinds, key=_KINDS.index)


@dataclass(frozen=True)
class _Wanted:
    """What an index is to hold: the passages of one collection in one space."""

    archive: Archive
    space: str
    collection: str

    def rows(self, documents: Sequence[str]) -> list[IndexRow]:
        return self.archive.index_rows(self.space, documents, self.collection)

    def count(self, documents: Sequence[str]) -> int:
        return self.archive.count_vectors(self.space, documents, self.collection)


def _remove_others(folder: Path, collections: Sequence[str]) -> None:
    for entry in folder.iterdir():
        if not entry.is_dir():
            entry.unlink()
        elif entry.name not in collections:
            shutil.rmtree(entry)


async def _update_one(folder: Path, wanted: _Wanted, progress: Callable[[int, int], None]) -> UpdateKind:
    archive = wanted.archive
    position, sequence = position_of(folder), archive.sequence
    usable = position and position.archive == archive.id and position.sequence <= sequence
    if position and usable and position.rows > 0:
        try:
            return await _catch_up(folder, wanted, position, progress)
        except IndexDamaged:
            usable = False
    elif position and usable and not archive.changed_since(position.sequence, wanted.collection):
        write_position(folder, msgspec.structs.replace(position, sequence=sequence))
        return "nothing"
    await _rebuild(folder, wanted, progress)
    return "caught_up" if usable else "rebuilt"


def languages(archive: Archive, collections: Sequence[str] = ()) -> dict[str, int]:
    """How many passages of these collections (none named: of all) are in each language."""
    rows = archive.connection.execute(
        "SELECT language, sum(passages) FROM documents WHERE state = 'ready' AND passages > 0"
        " AND (?1 = '[]' OR collection IN (SELECT value FROM json_each(?1))) GROUP BY language",
        (json_of(collections),),
    )
    return {str(language): int(passages) for language, passages in rows}


def preload() -> None:
    """Import and load what searching needs: more than a second, so not on a thread that others wait for."""
    import lancedb
    import lancedb.index  # noqa: F401

    thesaurus()


async def _catch_up(
    folder: Path, wanted: _Wanted, position: Position, progress: Callable[[int, int], None]
) -> UpdateKind:
    archive, collection = wanted.archive, wanted.collection
    sequence = archive.sequence
    with damage():
        table = await table_at(folder, position)
    if sequence == position.sequence:
        return "nothing"
    if archive.erased_since(position.sequence, collection):
        # LanceDB only hides deleted rows, and so do the segments: nothing but a new index forgets them.
        await _rebuild(folder, wanted, progress)
        return "caught_up"
    changed = archive.changed_since(position.sequence, collection)
    if not changed:  # what happened was in other collections
        write_position(folder, msgspec.structs.replace(position, sequence=sequence))
        return "nothing"
    words = WordWriter.opened(folder, position)
    for some in _chunks(changed, DOCUMENTS_AT_ONCE):
        with damage():
            await table.delete(among("document", some))
        words.remove(some)
    total = wanted.count(changed)
    await _add(table, words, wanted, changed, lambda done: progress(done, total))
    with damage():
        position = msgspec.structs.replace(position, sequence=sequence, steps=position.steps + 1)
        await _finish(folder, table, words, position)
    return "caught_up"


async def _rebuild(folder: Path, wanted: _Wanted, progress: Callable[[int, int], None]) -> None:
    discard(folder)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    archive = wanted.archive
    position = Position(FORMAT, archive.id, archive.sequence, 0)
    documents = archive.indexed(wanted.collection)
    first = next((rows for some in _chunks(documents, 16) if (rows := wanted.rows(some))), None)
    if first is None:
        write_position(folder, position)
        return
    total = wanted.count(documents)
    table, words = await _create_table(folder, first), WordWriter(folder, WordIndex(()))
    steps = await _add(table, words, wanted, documents, lambda done: progress(done, total))
    await _finish(folder, table, words, msgspec.structs.replace(position, steps=steps), whole=True)


async def _add(
    table: Any,
    words: WordWriter,
    wanted: _Wanted,
    documents: Sequence[str],
    progress: Callable[[int], None],
) -> int:
    """Add the documents' rows in large steps: every step makes a new version of the table. Returns in how
    many."""
    done, steps = 0, 0
    waiting: list[IndexRow] = []
    for some in _chunks(documents, 16):
        waiting += wanted.rows(some)
        while len(waiting) >= ROWS_AT_ONCE or (waiting and some[-1] == documents[-1]):
            step, waiting = waiting[:ROWS_AT_ONCE], waiting[ROWS_AT_ONCE:]
            with damage():
                await table.add(_arrow(step))
            words.add(_word_rows(step))
            done, steps = done + len(step), steps + 1
            progress(done)
    return steps


async def _finish(
    folder: Path, table: Any, words: WordWriter, position: Position, whole: bool = False
) -> None:
    if await table.count_rows() <= COMPACT_ROWS:
        await table.optimize(cleanup_older_than=OLD_VERSIONS)
        position = msgspec.structs.replace(position, steps=0)
    rows, version = await table.count_rows(), await table.version()
    segments, gone = words.finish(whole)
    write_position(
        folder, msgspec.structs.replace(position, rows=rows, version=version, words=segments, gone=gone)
    )


# --- rows -----------------------------------------------------------------------------------------------


async def _create_table(folder: Path, rows: Sequence[IndexRow]) -> Any:
    import lancedb

    database = await lancedb.connect_async(folder)
    return await database.create_table(TABLE, schema=_arrow(rows).schema)


def _word_rows(rows: Sequence[IndexRow]) -> list[WordRow]:
    """What is searched of each row."""
    return [
        WordRow(
            row.passage,
            row.document,
            row.language,
            search_words(search_text(row.title, row.content), row.language),
        )
        for row in rows
    ]


def _arrow(rows: Sequence[IndexRow]) -> "pyarrow.Table":
    import pyarrow

    dimension = len(rows[0].vector) // 4
    values = np.frombuffer(b"".join(row.vector for row in rows), dtype=np.float32)
    return pyarrow.table(
        {
            "passage": pyarrow.array([row.passage for row in rows], pyarrow.int64()),
            "document": pyarrow.array([row.document for row in rows], pyarrow.string()),
            "vector": pyarrow.FixedSizeListArray.from_arrays(pyarrow.array(values), dimension),
        }
    )


def _chunks(items: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]
