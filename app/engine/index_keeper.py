"""Keeps the index in step with the archive and searches it; damage is mended, not reported."""

import asyncio
import shutil
from collections.abc import Generator, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.engine.child import Child, ChildDied
from app.engine.index_writer import ImproveRequest, UpdateProgress, UpdateRequest
from app.engine.scheduler import Step
from app.errors import EmbeddingModelChanged
from app.messages import Event, Progress
from models.embedder import Vectors
from store.archive import Archive
from store.errors import IndexDamaged
from store.frequencies import Frequencies
from store.index_files import Position, discard, position_of
from store.index_reader import Hits, IndexReader
from store.index_speed import APPROXIMATE_ROWS, is_slow
from store.question import Question
from store.relevance import looked_for


class IndexKeeper:
    """The engine's side of the index. All methods run on the loop; generators are steps of a job.

    Attributes:
        documents_arriving: how many jobs are reading documents now. While there are any, the index is
            allowed to be behind: a question is answered from what is there.
    """

    def __init__(
        self,
        folder: Path,
        archive: Archive,
        writer: Child,
        runner: asyncio.Runner,
        approximate_rows: int | None = APPROXIMATE_ROWS,
    ) -> None:
        """Tables with so many rows are searched by an approximate index of vectors; None: no table is."""
        self._folder = folder
        self._archive = archive
        self._writer = writer
        self._runner = runner
        self._approximate_rows = approximate_rows
        self._improving = False
        self._tried: set[Position] = set()
        self._readers: dict[Path, IndexReader] = {}
        self._complete: tuple[str, int, list[str]] | None = None
        self.documents_arriving = 0

    def search(
        self,
        space: str,
        vector: Vectors,
        question: Question,
        passages: Mapping[str, int],
        limit: int,
        collections: Sequence[str] = (),
        documents: Sequence[str] | None = None,
    ) -> Generator[Step, None, list[Hits]]:
        """Search this space, after bringing the index up to the archive: the hits of each of these
        collections that is there, or of all when none is named; only in `documents`, when they are given.
        `passages` is how many there are in each language.

        Raises:
            EmbeddingModelChanged: documents were embedded with another model only.
            IndexDamaged: it could not be built anew either.
        """
        self._check_complete(space)
        yield from self._catch_up(space)
        for mend in (self._update, self._rebuild, None):
            try:
                folders = [self._folder / space / name for name in self._collections(collections)]
                found = self._runner.run(self._search(folders, vector, question, passages, limit, documents))
                self._improve(space)
                return found
            except IndexDamaged:
                self._readers.clear()
                if mend is None:
                    raise
                yield from mend(space)
        raise AssertionError("the last way of mending raises")

    def is_current(self, space: str) -> bool:
        """Whether the index has everything the archive has."""
        sequence = self._archive.sequence
        positions = self._positions(space)
        return all(position is not None and position.sequence == sequence for position in positions)

    def nudge(self, space: str) -> None:
        """Have the writer catch up if it is free; nobody waits for it."""
        if self._writer.busy:
            return
        if self.is_current(space):
            self._improve(space)
        else:
            self._improving = False
            self._writer.begin(UpdateRequest(space))

    def finish(self, space: str) -> Generator[Step, None, None]:
        """Bring the index up to the archive."""
        if not self.is_current(space):
            yield from self._update(space)
        self._improve(space)

    def drop_unerased(self) -> None:
        """After a kill: an index that still holds what the archive has erased is removed whole; it is made
        again when it is needed."""
        for folder in self._folder.glob("*/*/"):
            position = self._position(folder)
            if position is None or self._archive.erased_since(position.sequence, folder.name):
                shutil.rmtree(folder)
        self._archive.forget_erased(self._archive.sequence)

    def erase(self, space: str | None) -> Generator[Step, None, None]:
        """Make the index of this space (None: of no model) forget what was erased; those of other spaces,
        which nobody searches now and which the archive can make again, are removed whole."""
        yield from self._wait_until_free()
        for folder in self._folder.iterdir():
            if folder.is_dir() and folder.name != space:
                shutil.rmtree(folder)
        if space is not None:
            yield from self.finish(space)
        positions = self._positions(space) if space is not None else []
        reached = (position.sequence if position else 0 for position in positions)
        self._archive.forget_erased(min(reached, default=self._archive.sequence))

    async def _search(
        self,
        folders: Sequence[Path],
        vector: NDArray[np.float32],
        question: Question,
        passages: Mapping[str, int],
        limit: int,
        documents: Sequence[str] | None,
    ) -> list[Hits]:
        """Raises IndexDamaged."""
        self._readers = {folder: reader for folder, reader in self._readers.items() if folder in folders}
        for folder in folders:
            reader = self._readers.get(folder)
            if reader is None:
                reader = self._readers[folder] = IndexReader(folder, self._approximate_rows is not None)
            if reader.position is None or reader.position != self._position(folder):
                await reader.open()
        readers = [self._readers[folder] for folder in folders]
        looked = looked_for(question, Frequencies.joined(one.frequencies for one in readers), passages)
        searches = (reader.search(vector, looked, limit, documents) for reader in readers)
        # All are waited for, also when one fails: the others must not come back to a closed loop.
        found = await asyncio.gather(*searches, return_exceptions=True)
        return [_unless_failed(hits) for hits in found]

    def _collections(self, wanted: Sequence[str]) -> list[str]:
        return [name for name in self._archive.collections() if not wanted or name in wanted]

    def _catch_up(self, space: str) -> Generator[Step, None, None]:
        if None in self._positions(space):
            yield Progress("rebuilding_index")
            yield from self._wait_until_free()  # it may be making this very index
            if None in self._positions(space):
                yield from self._update(space)
        elif not self.documents_arriving:
            yield from self.finish(space)

    def _improve(self, space: str) -> None:
        """Have the writer make large tables fast, if it is free and that is needed; nobody waits for it. What
        could not be made fast is not tried again as it is."""
        if self._writer.busy:
            return
        rows = self._approximate_rows
        slow = [p for p in self._positions(space) if p and is_slow(p, rows) and p not in self._tried]
        if slow:
            self._tried.update(slow)
            self._improving = True
            self._writer.begin(ImproveRequest(space, rows))

    def _wait_until_free(self) -> Generator[Step, None, None]:
        """Until the writer has no work, but for making tables fast: that takes minutes, and begins again."""
        if self._improving and self._writer.busy:
            self._writer.kill()
            self._tried.clear()
        self._improving = False
        yield from self._writer.wait_until_free()

    def _update(self, space: str) -> Generator[Step, None, None]:
        yield from self._wait_until_free()
        for _ in range(2):  # the writer may have been killed from outside, and begins again
            try:
                yield from self._writer.request(UpdateRequest(space), on_news=_progress)
            except ChildDied:
                continue
            return
        raise IndexDamaged("the writer died")

    def _rebuild(self, space: str) -> Generator[Step, None, None]:
        yield from self._wait_until_free()
        for name in self._archive.collections():
            discard(self._folder / space / name)
        yield Progress("rebuilding_index")
        yield from self._update(space)

    def _positions(self, space: str) -> list[Position | None]:
        return [self._position(self._folder / space / name) for name in self._archive.collections()]

    def _position(self, folder: Path) -> Position | None:
        position = position_of(folder)
        return position if position and position.archive == self._archive.id else None

    def _check_complete(self, space: str) -> None:
        """Looking for passages without a vector reads the whole table: once for each change is enough."""
        now = (space, self._archive.sequence, self._archive.set_aside_ids())
        if self._complete == now or self.documents_arriving:
            return
        missing = self._archive.without_vectors(space)
        if missing:
            raise EmbeddingModelChanged(len(missing))
        self._complete = now


def _unless_failed(hits: Hits | BaseException) -> Hits:
    if isinstance(hits, BaseException):
        raise hits
    return hits


def _progress(news: UpdateProgress) -> Event:
    return Progress("updating_index", news.done, news.total)
