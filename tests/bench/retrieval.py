"""How long finding passages takes in libraries of made-up words and vectors, beside plain LanceDB.

    python tests/bench/retrieval.py [--sizes 1000,10000,100000] [--steps] [--no-plain] [--keep FOLDER]
        [--json FILE]

Each library is made by the bench: words of syllables, as common as words are (Zipf), 44 in a passage as in
../shared/eval, and vectors around topics; the same every time. It goes through archive, index and `Retrieval`
as they are in the engine; only the question's vector is made up too (--steps shows what the starter would
take). The plain arm is LanceDB as its guide has it: vectors without an index, text search in Dutch, hybrid.
The arms take turns, question by question. Recall is that of the 8 nearest vectors, and of what is found,
against searching without approximate index and without bounds. 1,000,000 passages take 10 GB of disk and half
an hour to make; with --keep libraries stay in that folder, and those that are there are used.
"""

import argparse
import asyncio
import json
import sqlite3
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import Any
from unittest import mock

import lancedb
import numpy as np
import pyarrow
from lancedb.index import FTS
from searching import MadeUp, searching

from app.engine import index_keeper, retrieve
from models.catalogue import Catalogue
from models.compute import EmbedderCompute
from models.embedder import SentenceEmbedder
from store import index, index_reader, index_speed, relevance, word_index
from store.archive import Archive, checksum
from store.schema import FIRST_COLLECTION

DIMENSION, INNER, TOPICS = 384, 48, 2000
WORDS, TOPIC_WORDS = 60_000, 200
PASSAGE_WORDS, DOCUMENT_PASSAGES = 44, 12
QUESTIONS, WARM = 60, 5
SPACE = "bench"
AT_ONCE = 20_000
MADE = "made"


class World:
    """Words, topics and what both are in passages; the same for the same seed."""

    def __init__(self, seed: int = 4) -> None:
        self.chance = np.random.default_rng(seed)
        self.words = np.array(_words(self.chance, WORDS), dtype=object)
        commonness = 1 / (np.arange(1, WORDS + 1) + 2.7) ** 1.05
        self._cumulative = np.cumsum(commonness / commonness.sum())
        self._topic_words = self.chance.integers(50, WORDS, (TOPICS, TOPIC_WORDS))
        self._directions = self.chance.normal(size=(INNER, DIMENSION)).astype(np.float32)
        self._topics = self.chance.normal(size=(TOPICS, INNER)).astype(np.float32)

    def passages(self, number: int) -> tuple[list[str], np.ndarray, np.ndarray]:
        """Texts, vectors (number, DIMENSION), and the topic of each."""
        topics = self.chance.integers(0, TOPICS, number)
        chosen = np.searchsorted(self._cumulative, self.chance.random((number, PASSAGE_WORDS)))
        of_topic = (self.chance.random((number, PASSAGE_WORDS)) ** 2 * TOPIC_WORDS).astype(int)
        chosen = np.where(
            self.chance.random(chosen.shape) < 0.3, self._topic_words[topics[:, None], of_topic], chosen
        )
        return [" ".join(row) for row in self.words[chosen]], self._vectors(topics), topics

    def question(self) -> tuple[str, np.ndarray]:
        """Some words of a topic among common ones, and a vector near it."""
        topic = self.chance.integers(0, TOPICS, 1)
        rare = self._topic_words[topic[0], (self.chance.random(3) ** 2 * TOPIC_WORDS).astype(int)]
        common = self.chance.integers(50, 1000, 3)
        return " ".join(self.words[[*rare, *common]]), self._vectors(topic)[0]

    def _vectors(self, topics: np.ndarray) -> np.ndarray:
        inner = self._topics[topics] + 0.7 * self.chance.normal(size=(len(topics), INNER))
        vectors = inner.astype(np.float32) @ self._directions
        vectors += self.chance.normal(size=vectors.shape).astype(np.float32)
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors


def _words(chance: np.random.Generator, number: int) -> list[str]:
    """Words of one to five syllables, some of them common: their pieces stand in many words."""
    onsets = [
        *"bcdfghjklmnprstvwz",
        "sch",
        "st",
        "tr",
        "br",
        "gr",
        "kl",
        "pr",
        "sp",
        "ver",
        "ge",
        "be",
        "ont",
    ]
    nuclei = [*"aeiou", "aa", "ee", "oo", "uu", "ie", "ei", "oe", "ui", "ij", "ou", "eu"]
    codas = ["", "", "n", "r", "l", "t", "s", "k", "ng", "st", "rt", "nd", "m", "p", "g", "ch"]
    syllables = sorted({a + b + c for a in onsets for b in nuclei for c in codas})
    chance.shuffle(syllables)
    commonness = 1 / np.arange(1, len(syllables) + 1) ** 0.5
    commonness /= commonness.sum()
    words: dict[str, None] = {}
    while len(words) < number:
        lengths = chance.choice([1, 2, 3, 4, 5], size=10_000, p=[0.08, 0.32, 0.3, 0.2, 0.1])
        chosen = chance.choice(len(syllables), size=(10_000, 5), p=commonness)
        for length, row in zip(lengths, chosen, strict=True):
            words["".join(syllables[place] for place in row[:length])] = None
    return list(words)[:number]


def fill(archive: Archive, plain: "Plain | None", world: World, size: int) -> None:
    """Put so many passages into the archive, past its methods: one document at a time takes hours."""
    connection = archive.connection
    connection.execute("PRAGMA synchronous = OFF")
    made = 0
    while made < size:
        number = min(AT_ONCE, size - made)
        texts, vectors, _ = world.passages(number)
        with archive.transaction():
            _insert(connection, made, texts, vectors)
        if plain is not None:
            plain.add(made, texts, vectors)
        made += number


def _insert(connection: sqlite3.Connection, made: int, texts: list[str], vectors: np.ndarray) -> None:
    numbers = range(made + 1, made + len(texts) + 1)
    ids = [f"{number // DOCUMENT_PASSAGES:032x}" for number in numbers]
    for identity in dict.fromkeys(ids):
        values = (identity, f"/{identity}.md", "ready", "", identity, 1, DOCUMENT_PASSAGES, None)
        connection.execute(
            "INSERT OR IGNORE INTO documents VALUES (?,?,?,?,?,?,?,?,1,?,'nl',1,1,0)",
            (*values, FIRST_COLLECTION),
        )
    connection.execute("UPDATE archive SET sequence = 1")
    connection.executemany(
        "INSERT INTO passages VALUES (?,?,?,'',0,?,?,?)",
        [
            (n, d, n % DOCUMENT_PASSAGES, len(t), t, checksum(t))
            for n, d, t in zip(numbers, ids, texts, strict=True)
        ],
    )
    connection.executemany(
        "INSERT INTO vectors VALUES (?,?,?)",
        [(n, SPACE, vector.tobytes()) for n, vector in zip(numbers, vectors, strict=True)],
    )


class Plain:
    """LanceDB as its guide has it."""

    def __init__(self, folder: Path) -> None:
        self._database = lancedb.connect(folder)
        self._table: Any = self._database.open_table("passages") if (folder / MADE).exists() else None
        self._folder = folder

    def add(self, made: int, texts: list[str], vectors: np.ndarray) -> None:
        rows = pyarrow.table(
            {
                "id": np.arange(made + 1, made + len(texts) + 1),
                "text": texts,
                "vector": pyarrow.FixedSizeListArray.from_arrays(vectors.ravel(), DIMENSION),
            }
        )
        if self._table is None:
            self._table = self._database.create_table("passages", rows)
        else:
            self._table.add(rows)

    def finish(self) -> None:
        self._table.create_index("text", config=FTS(language="Dutch", with_position=False))
        self._table.optimize()
        (self._folder / MADE).touch()

    def search(self, text: str, vector: np.ndarray) -> None:
        query = self._table.search(query_type="hybrid").vector(vector).text(text)
        query.limit(8).to_list()


class Stopwatch:
    """What parts of the search take; parts within parts are told apart."""

    def __init__(self) -> None:
        self.took: dict[str, float] = defaultdict(float)

    def timed(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def run(*arguments: Any, **options: Any) -> Any:
            began = time.perf_counter()
            try:
                return function(*arguments, **options)
            finally:
                self.took[name] += time.perf_counter() - began

        return run

    def awaited(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        async def run(*arguments: Any, **options: Any) -> Any:
            began = time.perf_counter()
            try:
                return await function(*arguments, **options)
            finally:
                self.took[name] += time.perf_counter() - began

        return run

    @contextmanager
    def running(self) -> Iterator[None]:
        """With the parts replaced by timed ones. The vector search runs beside the word search."""
        parts: list[tuple[str, Any, str]] = [
            ("question", retrieve, "question_of"),
            ("worth of terms", index_keeper, "looked_for"),
            ("word search", word_index.WordIndex, "look"),
            ("word scores", word_index.WordSearch, "rows"),
            ("ranking", retrieve, "rank"),
            ("archive", Archive, "searchable"),
            ("archive", Archive, "passages"),
            ("archive", Archive, "page_text"),
            ("groups, with their texts", retrieve, "merge"),
            ("evidence", retrieve, "_evidence"),
        ]
        with ExitStack() as stack:
            for name, owner, attribute in parts:
                timed = self.timed(name, getattr(owner, attribute))
                stack.enter_context(mock.patch.object(owner, attribute, timed))
            reader = index_reader.IndexReader
            vector = self.awaited("vector search, beside words", reader._search_vector)
            stack.enter_context(mock.patch.object(reader, "_search_vector", vector))
            yield


Question = tuple[str, np.ndarray]


def measured(folder: Path, size: int, steps: bool, with_plain: bool) -> dict[str, Any]:
    """The figures of one size; seconds, and shares for recall."""
    folder.mkdir(parents=True, exist_ok=True)
    world = World()
    archive = Archive(folder / "archive.sqlite")
    plain = Plain(folder / "plain") if with_plain else None
    if not (folder / MADE).exists():
        fill(archive, plain, world, size)
        if plain is not None:
            plain.finish()
        (folder / MADE).touch()
    began = time.process_time()
    asyncio.run(index.update(folder / "index" / SPACE, archive, SPACE, lambda done, total: None))
    updated = time.process_time()
    asyncio.run(index_speed.improve(folder / "index" / SPACE))
    result: dict[str, Any] = {
        "passages": size,
        "index_cpu_s": updated - began,
        "approximate_cpu_s": time.process_time() - updated,
    }
    world.chance = np.random.default_rng(size)
    questions = [world.question() for _ in range(WARM + QUESTIONS)]
    models = MadeUp(SPACE, dict(questions))
    with searching(archive, models, folder / "index") as library:
        result |= _times(library.found, plain, questions)
        if steps:
            result["steps"] = _steps(library.found, questions)
        found = [_numbers(library.found(text)) for text, _ in questions]
    with (
        searching(archive, models, folder / "index", None) as library,
        mock.patch.object(index_keeper, "looked_for", partial(relevance.looked_for, most=10**12)),
    ):
        exact = [_numbers(library.found(text)) for text, _ in questions]
    result["passages_recall"] = _recall(found, exact)
    result["vector_recall"] = asyncio.run(
        _vector_recall(folder / "index" / SPACE / FIRST_COLLECTION, questions)
    )
    archive.close()
    return result


def _times(find: Callable[[str], Any], plain: Plain | None, questions: Sequence[Question]) -> dict[str, Any]:
    ours, cpu, theirs = [], [], []
    for text, vector in questions:
        began, began_cpu = time.perf_counter(), time.process_time()
        find(text)
        ours.append(time.perf_counter() - began)
        cpu.append(time.process_time() - began_cpu)
        if plain is not None:
            began = time.perf_counter()
            plain.search(text, vector)
            theirs.append(time.perf_counter() - began)
    result = {
        "p50_s": float(np.median(ours[WARM:])),
        "p99_s": float(np.quantile(ours[WARM:], 0.99)),
        "cpu_s": float(np.median(cpu[WARM:])),
    }
    if theirs:
        result["plain_p50_s"] = float(np.median(theirs[WARM:]))
        result["plain_p99_s"] = float(np.quantile(theirs[WARM:], 0.99))
        result["ratio"] = float(np.median(np.array(ours[WARM:]) / np.array(theirs[WARM:])))
    return result


def _steps(find: Callable[[str], Any], questions: Sequence[Question]) -> dict[str, float]:
    took: dict[str, list[float]] = defaultdict(list)
    for text, _ in questions:
        watch = Stopwatch()
        with watch.running():
            find(text)
        for name, seconds in watch.took.items():
            took[name].append(seconds)
    embedder = SentenceEmbedder(Catalogue.load().default("embedder"), EmbedderCompute(threads=2))
    for text, _ in questions:
        began = time.perf_counter()
        embedder.embed_query(text)
        took["embedding, by the starter"].append(time.perf_counter() - began)
    return {name: float(np.median(seconds)) for name, seconds in took.items()}


def _numbers(found: retrieve.Found) -> set[tuple[str, int]]:
    return {(passage.document, hash(passage.text)) for passage in found.passages}


def _recall(found: list[Any], exact: list[Any]) -> float:
    shares = [len(some & all_) / len(all_) for some, all_ in zip(found, exact, strict=True) if all_]
    return float(np.mean(shares))


async def _vector_recall(folder: Path, questions: Sequence[Question]) -> float:
    nearest = []
    for approximate in (True, False):
        reader = index_reader.IndexReader(folder, approximate)
        await reader.open()
        hits = [await reader.search(vector, {}, 150) for _, vector in questions]
        nearest.append([{hit.passage for hit in one.by_vector[:8]} for one in hits])
    return _recall(*nearest)


def show(results: Sequence[dict[str, Any]]) -> None:
    print(f"{'':34}" + "".join(f"{result['passages']:>12,}" for result in results))
    rows: list[tuple[str, str, float, str]] = [
        ("p50, ms", "p50_s", 1e3, ".1f"),
        ("p99, ms", "p99_s", 1e3, ".1f"),
        ("CPU time, ms", "cpu_s", 1e3, ".1f"),
        ("plain LanceDB, p50, ms", "plain_p50_s", 1e3, ".1f"),
        ("plain LanceDB, p99, ms", "plain_p99_s", 1e3, ".1f"),
        ("ours to plain, pair by pair", "ratio", 1, ".2f"),
        ("recall@8 of vectors", "vector_recall", 1, ".3f"),
        ("recall of passages found", "passages_recall", 1, ".3f"),
        ("making the index, CPU s", "index_cpu_s", 1, ".1f"),
        ("making it approximate, CPU s", "approximate_cpu_s", 1, ".1f"),
    ]
    for name, key, factor, form in rows:
        if all(key in result for result in results):
            print(f"{name:34}" + "".join(f"{result[key] * factor:12{form}}" for result in results))
    if "steps" in results[0]:
        print("\nof which, p50 in ms")
        for step in results[0]["steps"]:
            print(f"{step:34}" + "".join(f"{result['steps'].get(step, 0) * 1e3:12.1f}" for result in results))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--sizes", default="1000,10000,100000")
    parser.add_argument("--steps", action="store_true")
    parser.add_argument("--no-plain", action="store_true")
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    index.preload()
    results = []
    for size in map(int, options.sizes.split(",")):
        with tempfile.TemporaryDirectory() as temporary:
            folder = (options.keep or Path(temporary)) / str(size)
            results.append(measured(folder, size, options.steps, not options.no_plain))
    show(results)
    if options.json:
        options.json.write_text(json.dumps(results, indent=1))


if __name__ == "__main__":
    main()
