"""A library of files in a folder of its own, questions about it, and searching it in this process.

Used by `recall.py` and `refusal.py`. The search is the program's; only the parts around it that the engine
has on other threads and in other processes are here in one.
"""

import asyncio
import json
import re
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from app.client import EngineClient
from app.engine.model_loader import searched_space
from app.engine.retrieve import Found, Retrieval
from app.messages import DocumentReport, Index
from app.paths import Paths
from models.catalogue import Catalogue, ChosenModel
from models.embedder import SentenceEmbedder, Vectors
from store.archive import Archive
from store.index_reader import Hits, IndexReader
from store.question import Question

PASSAGES, CHARACTERS = 8, 8000

Passages = list[tuple[str, str]]  # path and text, best first


def questions_in(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"[*_]", "", text)).strip().lower()


def rank_of_hit(question: dict[str, Any], found: Passages) -> int | None:
    """Which of the first 8 passages, within 8,000 characters in all, is of the right file and holds one of
    its phrases."""
    wanted = [(question["file"], phrase) for phrase in question["gold"]]
    wanted += zip(question.get("also", []), question.get("also_gold", []), strict=True)
    room = CHARACTERS
    for rank, (path, text) in enumerate(found[:PASSAGES], 1):
        seen = plain(text[: max(room, 0)])
        room -= len(text)
        if any(path.endswith(file) and plain(phrase) in seen for file, phrase in wanted):
            return rank
    return None


def index(library: Path, data: Paths) -> None:
    """Read the library with the program itself."""
    with EngineClient(data) as client:
        for event in client.run(Index((str(library.absolute()),))):
            if isinstance(event, DocumentReport) and event.state == "failed":
                print(f"not read: {event.path}")


class _Models:
    """The starter, loaded; the questions it has embedded are kept: steps are measured on the same ones."""

    def __init__(self) -> None:
        self.model = Catalogue.load().default("embedder")
        self._embedder = SentenceEmbedder(self.model, threads=2)
        self.space = self._embedder.space
        self.dimension = self._embedder.dimension
        self._vectors: dict[str, Vectors] = {}

    def chosen(self, kind: str) -> ChosenModel:
        return self.model

    def embedder(self) -> "Future[_Models]":
        return _done(self)

    def search_engine(self) -> "Future[None]":
        return _done(None)

    def reranker(self) -> None:
        return None

    def embed_query(self, text: str) -> Vectors:
        if text not in self._vectors:
            self._vectors[text] = self._embedder.embed_query(text)
        return self._vectors[text]


class _Readers:
    """The index as it lies there: nothing is written beside it."""

    def __init__(self, folder: Path, archive: Archive, runner: asyncio.Runner) -> None:
        self._folder = folder
        self._runner = runner
        self._readers = {name: IndexReader(folder / name) for name in archive.collections()}
        for reader in self._readers.values():
            runner.run(reader.open())

    def search(
        self,
        space: str,
        vector: Vectors,
        question: Question,
        limit: int,
        collections: Sequence[str] = (),
        documents: Sequence[str] | None = None,
    ) -> Generator[None, None, list[Hits]]:
        yield None
        return [
            self._runner.run(reader.search(vector, question, limit, documents))
            for name, reader in self._readers.items()
            if not collections or name in collections
        ]


class Searching:
    """Searches what `index` read."""

    def __init__(self, archive: Archive, models: _Models, readers: _Readers) -> None:
        self._retrieval = Retrieval(archive, models, readers)

    def found(self, question: str) -> Found:
        steps = self._retrieval.search(question, PASSAGES)
        while True:
            try:
                next(steps)
            except StopIteration as end:
                return end.value


@contextmanager
def opened(data: Paths) -> Iterator[Searching]:
    models = _Models()
    archive = Archive(data.archive)
    with asyncio.Runner() as runner:
        readers = _Readers(data.index / searched_space(models.space), archive, runner)
        yield Searching(archive, models, readers)
    archive.close()


def _done(value: Any) -> "Future[Any]":
    future: Future[Any] = Future()
    future.set_result(value)
    return future
