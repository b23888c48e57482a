"""Searches the index of a collection: by vector and by words, side by side.

What is found are passage numbers, and what `store.relevance` needs to compare them with those of other
collections.
"""

import asyncio
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from store.errors import IndexDamaged
from store.frequencies import NONE, Frequencies
from store.index_files import Position, among, damage, open_table, position_of, read_frequencies
from store.question import SYNONYM, Question, Terms
from store.search_words import GRAM, SearchWords

STEM_BOOST = 2.5
"""A word has one stem and about four pieces: this makes a stem count half of what its pieces do."""

BETWEEN = "|"
"""Stands in no searched word, so that no piece reaches from one word of a question into the next."""

SAMPLE = 200
"""Vectors kept in memory of each collection: what a question is compared with to see whether the nearest
passages are any nearer than those that have nothing to do with it."""

_COLUMNS = ["passage", "document", "language", "stems", "words"]
_Row = dict[str, Any]


@dataclass(frozen=True)
class Hit:
    """A passage's number with the score of one search: cosine similarity or BM25, higher is better."""

    passage: int
    score: float


@dataclass(frozen=True)
class SearchedPassage:
    """What the index knows of a passage: the id of its document, its language ("" when not known) and its
    searched words."""

    document: str
    language: str
    text: SearchWords


@dataclass(frozen=True, eq=False)
class Hits:
    """What the two searches of a collection found, each best first.

    Attributes:
        passages: what there is to know of each passage that was found.
        frequencies: those of the whole collection.
        unrelated: cosine similarities of the question to passages taken at random, shape (up to SAMPLE,).
    """

    by_vector: tuple[Hit, ...]
    by_words: tuple[Hit, ...]
    passages: Mapping[int, SearchedPassage] = field(default_factory=dict)
    frequencies: Frequencies = NONE
    unrelated: NDArray[np.float32] = field(default_factory=lambda: np.empty(0, np.float32))


class IndexReader:
    """Searches one collection's index in one space. `open` again after every update by the writer."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.position: Position | None = None
        self._table: Any = None
        self._frequencies = NONE
        self._sample: NDArray[np.float32] = np.empty((0, 0), np.float32)

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
            with damage():
                table = await open_table(self.folder)
                await table.checkout(position.version)
                rows = await table.count_rows()
                if rows != position.rows:
                    raise IndexDamaged(f"{rows} rows instead of {position.rows}")
                self._sample = await _sample(table, rows)
            self._frequencies = read_frequencies(self.folder)
            self._table = table
        self.position = position

    async def search(
        self,
        vector: NDArray[np.float32],
        question: Question,
        limit: int,
        documents: Sequence[str] | None = None,
    ) -> Hits:
        """Vector and text search side by side; `vector` is (dimension,), at most `limit` hits of each, and
        of words as many by stems and by pieces, for each language of the question. Only in these
        documents, if any are named.

        Raises:
            IndexDamaged: the table cannot be read, or was not opened.
        """
        if self.position is None:
            raise IndexDamaged("not open")
        if self.position.rows == 0 or (documents is not None and not documents):
            return Hits((), ())
        inside = among("document", documents) if documents is not None else ""
        searches = [self._search_vector(vector, limit, inside)]
        for language, terms in question.terms.items():
            if terms.words:
                only = among("language", [language]) if len(question.terms) > 1 else ""
                where = _both(inside, only)
                searches += [self._search_words(query, limit, where) for query in _words_queries(terms)]
        with damage():
            # All are waited for, also when one fails: the others must not come back to a closed loop.
            found = await asyncio.gather(*searches, return_exceptions=True)
            failed = next((result for result in found if isinstance(result, BaseException)), None)
            if failed is not None:
                raise failed
        rows = [result for result in found if not isinstance(result, BaseException)]
        return self._hits(vector, rows[0], [row for result in rows[1:] for row in result])

    def _hits(self, vector: NDArray[np.float32], near: list[_Row], worded: list[_Row]) -> Hits:
        scores: dict[int, float] = defaultdict(float)
        for row in worded:
            scores[row["passage"]] += row["_score"]
        return Hits(
            tuple(Hit(row["passage"], 1.0 - row["_distance"]) for row in near),
            tuple(Hit(*one) for one in sorted(scores.items(), key=lambda one: (-one[1], one[0]))),
            {
                row["passage"]: SearchedPassage(
                    row["document"], row["language"], SearchWords(row["stems"], row["words"])
                )
                for row in (*near, *worded)
            },
            self._frequencies,
            self._sample @ vector,
        )

    async def _search_vector(self, vector: NDArray[np.float32], limit: int, where: str) -> list[_Row]:
        query = self._table.query().nearest_to(vector).distance_type("cosine").limit(limit)
        return await _rows(query, where, "_distance")

    async def _search_words(self, query: Any, limit: int, where: str) -> list[_Row]:
        return await _rows(self._table.query().nearest_to_text(query).limit(limit), where, "_score")


def _words_queries(terms: Terms) -> list[Any]:
    """Any of the stems, by their weights; any of the pieces of the words. None of them is an operator.

    They are two, and pieces of synonyms are not looked for: on 98,000 passages one query of all took three
    times as long, and `store.relevance` weighs what was found with all of them anyway.
    """
    from lancedb.query import BooleanQuery, MatchQuery, Occur

    match: Any = MatchQuery  # a pydantic dataclass whose defaults mypy does not see
    stems: dict[float, list[str]] = defaultdict(list)
    for stem, weight in terms.stems.items():
        stems[weight].append(stem)
    by_stems = BooleanQuery(
        [(Occur.SHOULD, match(" ".join(some), "stems", boost=STEM_BOOST * w)) for w, some in stems.items()]
    )
    words = [word for word, weight in terms.words.items() if weight > SYNONYM]
    return [by_stems, match(BETWEEN.join(map(_in_column, words)), "words")]


def _in_column(word: str) -> str:
    """A short word is looked for with the spaces around it."""
    return word if len(word) >= GRAM else f" {word} "


def _both(*predicates: str) -> str:
    return " AND ".join(filter(None, predicates))


async def _rows(query: Any, where: str, score: str) -> list[_Row]:
    if where:
        query = query.where(where)
    rows: list[_Row] = await query.select([*_COLUMNS, score]).to_list()
    return rows


async def _sample(table: Any, rows: int) -> NDArray[np.float32]:
    """Vectors from all over the table, shape (up to SAMPLE, dimension)."""
    places = sorted({place * rows // SAMPLE for place in range(SAMPLE)})
    found = await table.take_offsets(places).select(["vector"]).to_list()
    return np.array([row["vector"] for row in found], dtype=np.float32)
