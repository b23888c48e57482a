"""Where passages lie on the map of the library: numbers that are made from their vectors, kept because
making them takes a while. Part of the archive; what makes them is `models.projection`."""

from collections.abc import Iterator, Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from store.archive import Archive, Vectors

AT_ONCE = 5_000
"""How many passages are read or written in one go: some hundredths of a second."""


class PlacedPassage(msgspec.Struct, frozen=True):
    """A passage with its document, and its place, from 0 to 1 each way."""

    id: int
    document: str
    path: str
    title: str
    collection: str
    page: int
    heading: str
    start: int
    end: int
    x: float
    y: float


class Places:
    """The places in an archive. Those of documents that are set aside are kept, but not told."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def complete(self, space: str) -> bool:
        """Whether every passage that can be placed has a place that was made from this space."""
        row = self._archive.connection.execute(
            "SELECT EXISTS (SELECT 1 FROM vectors v WHERE v.space = ?1 AND NOT EXISTS"
            " (SELECT 1 FROM places p WHERE p.passage = v.passage AND p.space = ?1))",
            (space,),
        )
        return not row.fetchone()[0]

    def vectors(self, space: str) -> tuple[NDArray[np.int64], Vectors]:
        """The numbers of all passages with a vector in this space, ascending, and those vectors; (passages,)
        and (passages, dimension). A vector of another length than the first is passed over."""
        rows = self._archive.connection.execute(
            "SELECT passage, vector FROM vectors WHERE space = ? ORDER BY passage", (space,)
        )
        numbers: list[int] = []
        values = bytearray()
        size = 0
        for number, vector in rows:
            size = size or len(vector)
            if len(vector) == size:
                numbers.append(number)
                values += vector
        flat = np.frombuffer(bytes(values), np.float32)
        return np.array(numbers, np.int64), flat.reshape(len(numbers), -1 if numbers else 0)

    def keep(self, space: str, passages: NDArray[np.int64], places: Vectors) -> Iterator[int]:
        """Keep a new map instead of the one that was there, in pieces; each tells how many passages are
        kept. Passages that were erased in the meantime are passed over. After a kill between two pieces the
        map is not `complete`, and is made anew.

        Raises:
            DiskFull
        """
        with self._archive.transaction() as connection:
            connection.execute("DELETE FROM places")
        for start in range(0, len(passages), AT_ONCE):
            numbers = passages[start : start + AT_ONCE].tolist()
            rows = zip(numbers, places[start : start + AT_ONCE].tolist(), strict=True)
            with self._archive.transaction() as connection:
                connection.executemany(
                    "INSERT OR REPLACE INTO places SELECT id, ?, ?, ? FROM passages WHERE id = ?",
                    [(space, x, y, number) for number, (x, y) in rows],
                )
            yield start + len(numbers)

    def told(self, space: str) -> Iterator[Sequence[PlacedPassage]]:
        """The placed passages, in pieces of at most `AT_ONCE`, those of one document together."""
        after = ("", 0)
        while rows := self._piece(space, after):
            yield rows
            after = (rows[-1].document, rows[-1].id)

    def _piece(self, space: str, after: tuple[str, int]) -> list[PlacedPassage]:
        """A query for each piece: between two the archive may change."""
        rows = self._archive.connection.execute(
            "SELECT s.id, s.document, d.path, d.title, d.collection, s.page, s.heading, s.start, s.end,"
            " p.x, p.y"
            " FROM passages s JOIN places p ON p.passage = s.id AND p.space = ?"
            " JOIN documents d ON d.id = s.document"
            " WHERE (s.document, s.id) > (?, ?) AND s.document NOT IN (SELECT document FROM set_aside)"
            " ORDER BY s.document, s.id LIMIT ?",
            (space, *after, AT_ONCE),
        )
        return [PlacedPassage(*row) for row in rows]
