"""The index as the engine keeps it: large tables are made fast behind its back, and nobody waits for that."""

import asyncio
import time
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from app.engine.child import Child
from app.engine.index_keeper import IndexKeeper
from app.engine.index_writer import UpdateProgress, WriterReply
from app.engine.process import INDEX_WRITER
from app.paths import Paths
from store.archive import Archive
from store.index_files import position_of
from store.index_reader import Hits
from store.question import question_of
from store.schema import FIRST_COLLECTION, Page, ParsedDocument, Passage
from store.thesaurus import Thesaurus

SPACE, WIDTH, ROWS = "ruimte", 64, 600


def put(archive: Archive, path: str, *texts: str) -> None:
    passages = tuple(Passage(number, "", 0, len(text), text) for number, text in enumerate(texts, 1))
    pages = tuple(Page(passage.page, passage.text) for passage in passages)
    vectors = np.random.default_rng(len(path)).standard_normal((len(texts), WIDTH)).astype(np.float32)
    archive.put(path, path, ParsedDocument(path, pages, passages), SPACE, vectors)


class Kept:
    """An archive, its index, and the process that writes it; the engine's loop is this thread."""

    def __init__(self, root: Path) -> None:
        paths = Paths.under(root)
        paths.create()
        self.archive = Archive(paths.archive)
        self.folder = paths.index / SPACE / FIRST_COLLECTION
        arguments = (str(paths.archive), str(paths.index))
        self.writer = Child(INDEX_WRITER, arguments, WriterReply, UpdateProgress, paths, lambda: None)
        self.runner = asyncio.Runner()
        self.keeper = IndexKeeper(paths.index, self.archive, self.writer, self.runner, ROWS)

    def run(self, steps: Generator[Any, None, Any]) -> Any:
        while True:
            try:
                next(steps)
            except StopIteration as end:
                return end.value
            time.sleep(0.001)

    def found(self, words: str) -> set[int]:
        asked = question_of(words, [""], Thesaurus([]))
        vector = np.ones(WIDTH, np.float32)
        (hits,) = self.run(self.keeper.search(SPACE, vector, asked, {"": ROWS}, 8))
        assert isinstance(hits, Hits)
        return {hit.passage for hit in hits.by_words}

    def close(self) -> None:
        self.writer.kill()
        self.runner.close()
        self.archive.close()


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Kept]:
    kept = Kept(tmp_path / "data")
    put(kept.archive, "/groot", *[f"Huis nummer {number}." for number in range(ROWS)])
    yield kept
    kept.close()


def test_a_large_table_gets_an_approximate_index_after_the_first_search(kept: Kept) -> None:
    assert kept.found("nummer")
    assert kept.writer.busy  # and the search did not wait for it
    kept.run(kept.writer.wait_until_free())
    assert position_of(kept.folder).near == ROWS
    assert kept.found("nummer") and not kept.writer.busy  # there is nothing more to do


def test_who_asks_for_what_is_new_does_not_wait_until_tables_are_fast(kept: Kept) -> None:
    kept.run(kept.keeper.finish(SPACE))
    assert kept.writer.busy
    put(kept.archive, "/nieuw", "Een zeppelin.")
    assert len(kept.found("zeppelin")) == 1
    kept.run(kept.writer.wait_until_free())
    assert position_of(kept.folder).near >= ROWS  # what was broken off was begun again


def test_what_cannot_be_made_fast_is_not_tried_again_and_again(kept: Kept) -> None:
    kept.run(kept.keeper.finish(SPACE))
    kept.writer.kill()
    before = position_of(kept.folder)
    kept.keeper.nudge(SPACE)
    assert not kept.writer.busy and position_of(kept.folder) == before
