"""Searches the index of a collection: by vector and by words, side by side.

What is found are passage numbers, and what `app.engine.ranking` needs to compare them with those of other
collections.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from store.errors import IndexDamaged
from store.frequencies import NONE, Frequencies
from store.index_files import Position, among, damage, open_table, position_of
from store.relevance import Looked
from store.word_index import FoundRow, WordIndex

SAMPLE = 200
"""Vectors kept in memory of each collection: what a question is compared with to see whether the nearest
passages are any nearer than those that have nothing to do with it."""

PROBES = 80
COMPARED = 150
"""How many cells of an approximate index are looked into, of as many as the square root of its rows, and how
many of what seems nearest in them is compared exactly. On 100,000 made-up vectors 0.996 of the 8 nearest are
found so, with 40 cells 0.96, in the same time; 300 compared find no more."""

APPROXIMATE_LIMIT = 256
"""Who wants more than so many hits looks for something rare among others: it is looked for everywhere."""


@dataclass(frozen=True)
class Hit:
    """A passage's number with the score of one search: cosine similarity or BM25, higher is better."""

    passage: int
    score: float


@dataclass(frozen=True, eq=False, repr=False)  # asyncio puts results into texts that nobody reads
class Hits:
    """What the two searches of a collection found, each best first.

    Attributes:
        passages: what there is to know of each passage that was found, by its number.
        frequencies: those of the whole collection.
        unrelated: cosine similarities of the question to passages taken at random, shape (up to SAMPLE,).
    """

    by_vector: tuple[Hit, ...]
    by_words: tuple[Hit, ...]
    passages: Mapping[int, FoundRow] = field(default_factory=dict)
    frequencies: Frequencies = NONE
    unrelated: NDArray[np.float32] = field(default_factory=lambda: np.empty(0, np.float32))


class IndexReader:
    """Searches one collection's index in one space. `open` again after every update by the writer."""

    def __init__(self, folder: Path, approximate: bool = True) -> None:
        """With `approximate`, an approximate index of vectors is used where there is one."""
        self.folder = folder
        self.position: Position | None = None
        self._approximate = approximate
        self._table: Any = None
        self._words = WordIndex(())
        self._sample: NDArray[np.float32] = np.empty((0, 0), np.float32)

    @property
    def frequencies(self) -> Frequencies:
        """Those of the collection."""
        return self._words.frequencies

    async def open(self) -> None:
        """Open the newest version of the table.

        Raises:
            IndexDamaged: it does not open, or has another number of rows than it was left with.
        """
        self.position = self._table = None
        before, self._words = self._words, WordIndex(())
        position = position_of(self.folder)
        if position is None:
            raise IndexDamaged("no position")
        if position.rows > 0:
            words = WordIndex.opened(self.folder, position.words, position.gone, before)
            with damage():
                table = await open_table(self.folder)
                await table.checkout(position.version)
                rows = await table.count_rows()
                if not rows == words.passages == position.rows:
                    raise IndexDamaged(f"{rows} rows instead of {position.rows}")
                self._sample = await _sample(table, rows)
            self._table, self._words = table, words
        self.position = position

    async def search(
        self,
        vector: NDArray[np.float32],
        looked: Mapping[str, Looked],
        limit: int,
        documents: Sequence[str] | None = None,
    ) -> Hits:
        """Vector and text search side by side; `vector` is (dimension,), `looked` what is looked for in each
        language, at most `limit` hits of each. Only in these documents, if any are named.

        Raises:
            IndexDamaged: the table cannot be read, or was not opened.
        """
        if self.position is None:
            raise IndexDamaged("not open")
        if self.position.rows == 0 or (documents is not None and not documents):
            return Hits((), (), frequencies=self.frequencies)
        with damage():
            near = asyncio.ensure_future(self._search_vector(vector, limit, documents))
            try:
                await asyncio.sleep(0)  # LanceDB begins, on threads of its own
                worded = self._words.look(looked, limit, documents)
            except BaseException:
                await asyncio.gather(near, return_exceptions=True)  # it must not come back to a closed loop
                raise
            by_vector = await near
            rows = worded.rows([hit.passage for hit in by_vector])
            return Hits(
                by_vector,
                tuple(Hit(*one) for one in worded.best),
                {row.passage: row for row in rows},
                self.frequencies,
                self._sample @ vector,
            )

    async def _search_vector(
        self, vector: NDArray[np.float32], limit: int, documents: Sequence[str] | None
    ) -> tuple[Hit, ...]:
        query = self._table.query().nearest_to(vector).distance_type("cosine").limit(limit)
        if documents is not None:
            query = query.where(among("document", documents))
        assert self.position is not None
        if self._approximate and self.position.near and limit <= APPROXIMATE_LIMIT and documents is None:
            query = query.nprobes(PROBES).refine_factor(-(-COMPARED // limit))
        else:
            query = query.bypass_vector_index()
        found = await query.select(["passage", "_distance"]).to_arrow()
        pairs = zip(found["passage"].to_pylist(), found["_distance"].to_pylist(), strict=True)
        return tuple(Hit(passage, 1.0 - distance) for passage, distance in pairs)


async def _sample(table: Any, rows: int) -> NDArray[np.float32]:
    """Vectors from all over the table, shape (up to SAMPLE, dimension)."""
    places = sorted({place * rows // SAMPLE for place in range(SAMPLE)})
    found = (await table.take_offsets(places).select(["vector"]).to_arrow())["vector"].combine_chunks()
    return np.asarray(found.flatten(), dtype=np.float32).reshape(len(found), -1)
