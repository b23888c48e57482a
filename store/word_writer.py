"""Writes the word index of a collection: rows in, documents out, segments joined as they become many.

Nothing that is there is changed: new files come beside it, and the index's position, written last, names
those that count. Only the index writer's process writes.
"""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from uuid import uuid4

import numpy as np

from store.index_files import Position, write_file
from store.postings import SEGMENT, Part, Segment, WordRow
from store.segment_merge import merge
from store.word_index import WordIndex

GONE = "gone-"

TOGETHER = 4
"""As many segments of about a size become one, so a row is written anew once for each fourfold growth."""

SMALLEST = 256
"""Segments with fewer rows are of one size."""

GONE_AT_MOST = 0.25
"""A segment of which more is gone is written anew."""


class WordWriter:
    """The word index while it is being changed."""

    def __init__(self, folder: Path, index: WordIndex) -> None:
        self._folder = folder
        self._parts = list(index.parts)
        self._kept = {part.segment.name for part in index.parts}

    @classmethod
    def opened(cls, folder: Path, position: Position) -> "WordWriter":
        """On what a position names; other files are left over and go.

        Raises:
            IndexDamaged
        """
        kept = {*position.words, position.gone}
        for pattern in (f"{SEGMENT}*", f"{GONE}*"):
            for path in folder.glob(pattern):
                if path.name not in kept:
                    _remove(path)
        return cls(folder, WordIndex.opened(folder, position.words, position.gone))

    def add(self, rows: Sequence[WordRow]) -> None:
        """Passages that are not there."""
        self._parts.append(Part(Segment.of(rows).write(self._folder)))
        self._join()

    def remove(self, documents: Sequence[str]) -> None:
        """Every passage of these documents."""
        for number, (segment, alive) in enumerate(self._parts):
            gone = segment.rows.of_documents(documents)
            if gone.any():
                self._parts[number] = Part(segment, ~gone if alive is None else alive & ~gone)

    def finish(self, whole: bool = False) -> tuple[tuple[str, ...], str]:
        """The names of the segments, and of the file that says which rows are gone; "" when none are. With
        `whole`, all becomes one segment."""
        self._parts = [part for part in self._parts if part.passages]
        if whole and len(self._parts) > 1:
            self._merge(self._parts)
        for part in list(self._parts):
            if part.passages < (1 - GONE_AT_MOST) * len(part.segment.rows):
                self._merge([part])
        return tuple(part.segment.name for part in self._parts), self._write_gone()

    def _write_gone(self) -> str:
        if all(part.alive is None for part in self._parts):
            return ""
        gone = [
            np.zeros(len(part.segment.rows), np.bool_) if part.alive is None else ~part.alive
            for part in self._parts
        ]
        name = f"{GONE}{uuid4().hex}"
        write_file(self._folder / name, np.packbits(np.concatenate(gone)).tobytes())
        return name

    def _join(self) -> None:
        while several := self._alike():
            self._merge(several)

    def _merge(self, several: Sequence[Part]) -> None:
        """Put one segment in the place of several. Readers may have those open that were there before."""
        merged = Part(merge(self._folder, several))
        self._parts = [part for part in self._parts if all(part is not one for one in several)]
        self._parts.append(merged)
        for segment, _ in several:
            if segment.name not in self._kept:
                _remove(self._folder / segment.name)

    def _alike(self) -> list[Part]:
        """Segments of about a size, when they are many."""
        sizes: dict[int, list[Part]] = defaultdict(list)
        for part in self._parts:
            rows = max(len(part.segment.rows) // SMALLEST, 1)
            sizes[(rows.bit_length() - 1) // (TOGETHER.bit_length() - 1)].append(part)
        return next((some for some in sizes.values() if len(some) >= TOGETHER), [])


def _remove(path: Path) -> None:
    try:
        path.unlink()
    except PermissionError:
        pass  # Windows: a reader still has it open; the next update removes it
