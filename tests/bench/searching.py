"""A library of files in a folder of its own, questions about it, and searching it in this process.

Used by `recall.py`, `refusal.py` and `retrieval.py`. The search is the program's; only the parts around it
that the engine has on other threads and in other processes are here in one.
"""

import asyncio
import json
import re
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

from app.client import EngineClient
from app.engine import retrieve
from app.engine.index_keeper import IndexKeeper
from app.engine.model_loader import searched_space
from app.engine.retrieve import Found, Retrieval
from app.messages import DocumentReport, Index
from app.paths import Paths
from models.catalogue import Catalogue, ChosenModel
from models.compute import EmbedderCompute
from models.embedder import SentenceEmbedder, Vectors
from store.archive import Archive
from store.index_speed import APPROXIMATE_ROWS

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


class Starter:
    """The starter, loaded; the questions it has embedded are kept: steps are measured on the same ones."""

    def __init__(self) -> None:
        self.model = Catalogue.load().default("embedder")
        self._embedder = SentenceEmbedder(self.model, EmbedderCompute(threads=2))
        self.space = searched_space(self._embedder.space)
        self._vectors: dict[str, Vectors] = {}

    def embed_query(self, text: str) -> Vectors:
        if text not in self._vectors:
            self._vectors[text] = self._embedder.embed_query(text)
        return self._vectors[text]


class MadeUp:
    """Stands in for an embedding model that knows these vectors."""

    def __init__(self, space: str, vectors: dict[str, Vectors]) -> None:
        self.model = Catalogue.load().default("embedder")
        self.space = space
        self._vectors = vectors

    def embed_query(self, text: str) -> Vectors:
        return self._vectors[text]


class _Loader:
    """Has one embedding model, and no reranker."""

    def __init__(self, embedder: Starter | MadeUp) -> None:
        self._embedder = embedder

    def chosen(self, kind: str) -> ChosenModel:
        return self._embedder.model

    def embedder(self) -> "Future[Starter | MadeUp]":
        return _done(self._embedder)

    def search_engine(self) -> "Future[None]":
        return _done(None)

    def reranker(self) -> None:
        return None


class _Idle:
    """Stands where the index writer's process is, and writes nothing: the index is there already."""

    busy = False

    def begin(self, request: object) -> None:
        """Nobody waits for it."""


class Searching:
    """Searches what is in an archive and in its index."""

    def __init__(self, retrieval: Retrieval) -> None:
        self._retrieval = retrieval

    def found(self, question: str) -> Found:
        steps = self._retrieval.search(question, PASSAGES)
        while True:
            try:
                next(steps)
            except StopIteration as end:
                return end.value


@contextmanager
def searching(
    archive: Archive,
    embedder: Starter | MadeUp,
    folder: Path,
    approximate_rows: int | None = APPROXIMATE_ROWS,
) -> Iterator[Searching]:
    """Nothing is written: the index in `folder` has to be as far as the archive."""
    with (
        asyncio.Runner() as runner,
        mock.patch.object(retrieve, "searched_space", lambda space: space),
    ):
        keeper = IndexKeeper(folder, archive, _Idle(), runner, approximate_rows)
        yield Searching(Retrieval(archive, _Loader(embedder), keeper))


@contextmanager
def opened(data: Paths) -> Iterator[Searching]:
    """What `index` read."""
    archive = Archive(data.archive)
    with searching(archive, Starter(), data.index) as library:
        yield library
    archive.close()


def _done(value: Any) -> "Future[Any]":
    future: Future[Any] = Future()
    future.set_result(value)
    return future
