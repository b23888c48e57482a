"""The search index: vectors and words of passages in LanceDB, derived from the archive.

It holds no truth: what it finds are passage numbers, and texts come from the archive. Each embedding
space has a folder, and in it each collection one of its own with a table, `frequencies` (in how many
passages a term is), and `position.json`, which says how far along the archive's sequence it is. Missing,
damaged, foreign, or ahead of the archive: it is built anew, without embedding.

Words come analysed (`store.search_words`): LanceDB separates them, and makes the pieces of four letters.

`update` belongs to the one writing process; searching is `store.index_reader`, which the engine has.
"""

import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import msgspec
import numpy as np

from store.archive import Archive, IndexRow, json_of
from store.errors import IndexDamaged
from store.frequencies import NONE, Frequencies
from store.index_files import (
    FORMAT,
    TABLE,
    Position,
    among,
    damage,
    discard,
    open_table,
    position_of,
    read_frequencies,
    write_frequencies,
    write_position,
)
from store.passages import search_text
from store.search_words import GRAM, SearchWords, search_words
from store.thesaurus import thesaurus

if TYPE_CHECKING:
    import pyarrow

ROWS_AT_ONCE = 4096
DOCUMENTS_AT_ONCE = 256
OLD_VERSIONS = timedelta(minutes=1)
"""For how long a reader may go on with a version of the table that has been replaced."""

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
        table = await open_table(folder)
        if await table.count_rows() != position.rows:
            raise IndexDamaged("rows")
    if sequence == position.sequence:
        return "nothing"
    if archive.erased_since(position.sequence, collection):
        # LanceDB only hides deleted rows and keeps their words: nothing but a new table forgets them.
        await _rebuild(folder, wanted, progress)
        return "caught_up"
    changed = archive.changed_since(position.sequence, collection)
    if not changed:  # what happened was in other collections
        write_position(folder, msgspec.structs.replace(position, sequence=sequence))
        return "nothing"
    frequencies = read_frequencies(folder)
    for some in _chunks(changed, DOCUMENTS_AT_ONCE):
        with damage():
            inside = among("document", some)
            rows = await table.query().where(inside).select(["stems", "words"]).to_list()
            frequencies = frequencies.minus(
                Frequencies.of([SearchWords(row["stems"], row["words"]) for row in rows])
            )
            await table.delete(inside)
    total = wanted.count(changed)
    added = await _add(table, wanted, changed, lambda done: progress(done, total))
    with damage():
        await _finish(folder, table, Position(FORMAT, archive.id, sequence, 0), frequencies.plus(added))
    return "caught_up"


async def _rebuild(folder: Path, wanted: _Wanted, progress: Callable[[int, int], None]) -> None:
    discard(folder)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    archive = wanted.archive
    sequence = archive.sequence
    documents = archive.indexed(wanted.collection)
    first = next((rows for some in _chunks(documents, 16) if (rows := wanted.rows(some))), None)
    if first is None:
        write_position(folder, Position(FORMAT, archive.id, sequence, 0))
        return
    total = wanted.count(documents)
    table = await _create_table(folder, first)
    frequencies = await _add(table, wanted, documents, lambda done: progress(done, total))
    await _finish(folder, table, Position(FORMAT, archive.id, sequence, 0), frequencies)


async def _add(
    table: Any, wanted: _Wanted, documents: Sequence[str], progress: Callable[[int], None]
) -> Frequencies:
    """Add the documents' rows in large steps: every step makes a new version of the table. Returns what
    they hold."""
    done, frequencies = 0, NONE
    waiting: list[IndexRow] = []
    for some in _chunks(documents, 16):
        waiting += wanted.rows(some)
        if len(waiting) >= ROWS_AT_ONCE or (waiting and some[-1] == documents[-1]):
            texts = _texts(waiting)
            with damage():
                await table.add(_arrow(waiting, texts))
            frequencies = frequencies.plus(Frequencies.of(texts))
            done, waiting = done + len(waiting), []
            progress(done)
    return frequencies


async def _finish(folder: Path, table: Any, position: Position, frequencies: Frequencies) -> None:
    rows = await table.count_rows()
    if rows and not list(await table.list_indices()):
        for column, config in _text_indices().items():
            await table.create_index(column, config=config)
    await table.optimize(cleanup_older_than=OLD_VERSIONS)
    rows, version = await table.count_rows(), await table.version()
    write_frequencies(folder, frequencies)
    write_position(folder, msgspec.structs.replace(position, rows=rows, version=version))


def _text_indices() -> dict[str, Any]:
    from lancedb.index import FTS

    as_it_is: dict[str, Any] = {
        "stem": False,
        "remove_stop_words": False,
        "ascii_folding": False,
        "lower_case": False,
        "with_position": False,
        "max_token_length": None,
    }
    return {
        "stems": FTS(base_tokenizer="whitespace", **as_it_is),
        "words": FTS(base_tokenizer="ngram", ngram_min_length=GRAM, ngram_max_length=GRAM, **as_it_is),
    }


async def _create_table(folder: Path, rows: Sequence[IndexRow]) -> Any:
    import lancedb

    database = await lancedb.connect_async(folder)
    return await database.create_table(TABLE, schema=_arrow(rows, _texts(rows)).schema)


def _texts(rows: Sequence[IndexRow]) -> list[SearchWords]:
    """What is searched of each row."""
    return [search_words(search_text(row.title, row.content), row.language) for row in rows]


def _arrow(rows: Sequence[IndexRow], texts: Sequence[SearchWords]) -> "pyarrow.Table":
    import pyarrow

    dimension = len(rows[0].vector) // 4
    values = np.frombuffer(b"".join(row.vector for row in rows), dtype=np.float32)
    return pyarrow.table(
        {
            "passage": pyarrow.array([row.passage for row in rows], pyarrow.int64()),
            "document": pyarrow.array([row.document for row in rows], pyarrow.string()),
            "language": pyarrow.array([row.language for row in rows], pyarrow.string()),
            "stems": pyarrow.array([text.stems for text in texts], pyarrow.string()),
            "words": pyarrow.array([text.words for text in texts], pyarrow.string()),
            "vector": pyarrow.FixedSizeListArray.from_arrays(pyarrow.array(values), dimension),
        }
    )


def _chunks(items: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]
