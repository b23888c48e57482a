"""Erased means gone: a store that held documents and erased them is as one that never held them.

3,000 words that occur nowhere else go in by every way there is, and out by every way there is. Then both
stores are compared: the archive row by row, the index table by table and term by term, and every file for
every piece of six letters of these words. `pytest -m erasure` also adds and erases a thousand times.
"""

import asyncio
import random
import re
import sqlite3
import time
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import lancedb
import pytest

from app.client import EngineClient
from app.messages import (
    AddCollection,
    Answer,
    AnswerKept,
    CollectionListed,
    DrawPage,
    ExportCollection,
    ImportCollection,
    Index,
    ListAnswers,
    ListCollections,
    MoveDocuments,
    ReadAnswer,
    Remove,
    RemoveAnswers,
    RemoveCollection,
    SetAside,
    Tuning,
)
from app.paths import Paths
from store.postings import Segment
from store.schema import FIRST_COLLECTION
from store.search_words import grams
from store.terms import gram_numbers, stem_number
from tests import documents
from tests.end2end.test_library_changes import listed, reports, run

pytestmark = pytest.mark.erasure

WORDS = 3_000
PIECE = 6
LIVE = {
    "verlof.md": "# Verlof\n\nMedewerkers hebben recht op 25 vakantiedagen per kalenderjaar.",
    "kantine.md": "# Kantine\n\nOp vrijdag sluit de kantine om vijftien uur. De lunch is gratis.",
    "archief.md": "# Archief\n\nEen factuur wordt zeven jaar bewaard, een brief vier weken.",
}


def made_words() -> list[str]:
    """Words of nobody's language, each once; seven letters at least."""
    chance = random.Random(6)
    syllables = [first + second for first in "bdfgjklmprtvwxz" for second in ("aq", "oq", "iq", "yk", "ux")]
    words: dict[str, None] = {}
    while len(words) < WORDS:
        words["".join(chance.choice(syllables) for _ in range(4))[: chance.randint(7, 8)]] = None
    return list(words)


SECRET = made_words()


def secret_text(part: int, parts: int = 8) -> str:
    """A share of the words, as a document with headings."""
    words = SECRET[part::parts]
    lines = (" ".join(words[start : start + 9]) + "." for start in range(0, len(words), 9))
    blocks = [f"## {words[number]}\n\n{line}" for number, line in enumerate(lines)]
    return f"# {words[0].title()} {words[1]}\n\n" + "\n\n".join(blocks)


@dataclass
class Store:
    """A data folder that no engine has open."""

    root: Path

    @property
    def files(self) -> list[Path]:
        return [file for file in self.root.rglob("*") if file.is_file()]

    @property
    def tables(self) -> list[Path]:
        """The folders of the index with a table, the first collection's first."""
        folders = {file.parent for file in self.root.joinpath("index").rglob("position.json")}
        return sorted(folders, key=lambda folder: folder.name != FIRST_COLLECTION)

    def pieces(self, wanted: set[str]) -> set[str]:
        """Which of these pieces of words are in some file, in any of the usual encodings."""
        return {piece for file in self.files for piece in pieces_in(file.read_bytes()) if piece in wanted}

    def terms(self) -> list[set[int]]:
        """The numbers of all terms of the word index of each collection, in any file."""
        return [
            {int(term) for file in folder.rglob("words-*") for term in Segment.opened(file).terms}
            for folder in self.tables
        ]

    def rows(self) -> list[list[dict[str, Any]]]:
        """The rows of each table, in every version that LanceDB can still go back to, without ids."""
        return [asyncio.run(_all_rows(folder)) for folder in self.tables if (folder / TABLE).exists()]

    def archive(self) -> dict[str, list[tuple[object, ...]]]:
        """Every row of every table of the archive, without ids and times."""
        with closing(sqlite3.connect(self.root / "archive.sqlite")) as opened:
            names = [row[0] for row in opened.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
            return {name: _dump(opened, name) for name in names if name != "sqlite_sequence"}

    def kinds_of_files(self) -> list[str]:
        """Which files there are, without what is random in their names."""
        files = (file for file in self.files if "logs" not in file.parts and "sqlite-" not in file.name)
        names = (str(file.relative_to(self.root)) for file in files)
        return sorted(re.sub(r"[0-9a-f]{8,}[0-9a-f-]*|\d{15,}|[01]{10,}", "*", name) for name in names)


TABLE = "passages.lance"
_IDS = {
    *("id", "document", "passage", "collection", "sequence", "created_at", "modified", "size"),
}


def _dump(opened: sqlite3.Connection, table: str) -> list[tuple[object, ...]]:
    columns = [row[1] for row in opened.execute(f"PRAGMA table_info({table})")]
    kept = [name for name in columns if name not in _IDS]
    chosen = ", ".join(f'"{name}"' for name in kept) or "1"
    # FTS5 keeps how many rows and levels it has in the rows 1 and 10; words are in those after them.
    rows = "id > 10" if table == "answer_words_data" else "1"
    return sorted(opened.execute(f"SELECT {chosen} FROM {table} WHERE {rows}"), key=repr)


async def _all_rows(folder: Path) -> list[dict[str, Any]]:
    table = await (await lancedb.connect_async(folder)).open_table(TABLE.removesuffix(".lance"))
    found = []
    for version in await table.list_versions():
        await table.checkout(version["version"])
        found += await table.query().to_list()
    rows = [{name: row[name] for name in row if name not in ("document", "_rowid")} for row in found]
    return sorted(rows, key=repr)


def pieces_in(data: bytes) -> set[str]:
    """All runs of six letters, of the bytes as they are and of every second one."""
    found: set[str] = set()
    for stretch in (data, data[::2], data[1::2]):
        for run_of_letters in re.findall(rb"[a-z]{6,}", stretch.lower()):
            word = run_of_letters.decode()
            found.update(word[at : at + PIECE] for at in range(len(word) - PIECE + 1))
    return found


def pieces_of(words: Iterable[str]) -> set[str]:
    return {word[at : at + PIECE] for word in words for at in range(len(word) - PIECE + 1)}


def write(folder: Path, texts: dict[str, str]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        documents.write_md(folder / name, text)
    return folder


def live(client: EngineClient, library: Path) -> str:
    """What both stores hold: two documents, and one in a collection of its own."""
    run(client, Index((str(library / "verlof.md"), str(library / "kantine.md"))))
    (made,) = run(client, AddCollection("Archief"))
    assert isinstance(made, CollectionListed)
    run(client, Index((str(library / "archief.md"),), made.id))
    return made.id


def ids(client: EngineClient, folder: Path) -> tuple[str, ...]:
    there = listed(client).values()
    return tuple(report.id for report in there if Path(report.path).is_relative_to(folder))


@pytest.fixture(scope="module")
def never(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A store that holds the live documents and never held anything else."""
    folder = tmp_path_factory.mktemp("never")
    library = write(folder / "library", LIVE)
    with EngineClient(Paths.under(folder / "data")) as client:
        live(client, library)
    return Store(folder / "data")


@dataclass
class Before:
    """What was found of the words before they were erased."""

    pieces: set[str]
    terms: set[int]
    quoted: str


@pytest.fixture(scope="module")
def erased(never: Store, tmp_path_factory: pytest.TempPathFactory) -> tuple[Store, Before]:
    """A store that held the words too."""
    folder = tmp_path_factory.mktemp("erased")
    # The same paths as the other's: what is left is compared with them.
    library, secrets = never.root.parent / "library", folder / "secrets"
    store = Store(folder / "data")
    with EngineClient(Paths.under(store.root)) as client:
        archive = live(client, library)
        bring_in(client, secrets, folder / "uit", archive)
    held = store.pieces(pieces_of(SECRET)), set().union(*store.terms())
    with EngineClient(Paths.under(store.root)) as client:
        quoted = erase(client, secrets)
    with EngineClient(Paths.under(store.root)) as client:
        run(client, ListCollections())  # it is up, and has begun
        wait_until_erased(store)
    return store, Before(*held, quoted)


def bring_in(client: EngineClient, secrets: Path, exported: Path, archive: str) -> None:
    """Read, read again after a change, moved, in a collection of its own, imported from a file."""
    write(secrets / "plain", {f"{SECRET[0]}.md": secret_text(0)})
    documents.write_pdf(secrets / "plain" / "b.pdf", secret_text(1).replace("\n\n", "\n"))
    write(secrets / "changed", {"c.md": secret_text(2)})
    write(secrets / "moved", {"d.md": secret_text(4)})
    write(secrets / "aside", {"e.md": secret_text(5)})
    run(client, Index((str(secrets),)))
    write(secrets / "changed", {"c.md": secret_text(3)})
    run(client, Index((str(secrets / "changed"),)))
    run(client, MoveDocuments(ids(client, secrets / "moved"), archive))
    (own,) = run(client, AddCollection(f"Zaak {SECRET[6]}"))
    assert isinstance(own, CollectionListed)
    write(secrets / "own", {"f.md": secret_text(6)})
    run(client, Index((str(secrets / "own"),), own.id))
    run(client, ExportCollection(own.id, str(exported)))
    run(client, RemoveCollection(own.id))
    run(client, ImportCollection(str(exported)))
    write(secrets / "last", {"g.md": secret_text(7)})
    run(client, Index((str(secrets / "last"),)))


def erase(client: EngineClient, secrets: Path) -> str:
    """All but what is set aside; returns what an answer quoted before."""
    quoted = ask(client, SECRET[0])
    (pdf,) = [report.id for report in listed(client).values() if report.path.endswith("b.pdf")]
    run(client, DrawPage(pdf, 1, 400))
    for part in ("plain", "changed", "moved"):
        run(client, Remove(ids(client, secrets / part), quotes=True))
    (own,) = [event for event in run(client, ListCollections()) if SECRET[6] in getattr(event, "name", "")]
    assert isinstance(own, CollectionListed)
    run(client, RemoveCollection(own.id, quotes=True))
    (answer,) = run(client, ListAnswers())
    (kept,) = run(client, ReadAnswer(answer.id))
    assert isinstance(kept, AnswerKept)
    gone = {source.document for source in kept.sources} - set(ids(client, secrets))
    assert gone
    for source in kept.sources:
        assert (source.quote == source.title == source.path == "") == (source.document in gone)
    run(client, RemoveAnswers((answer.id,)))  # what the model wrote, and what was asked
    run(client, Remove(ids(client, secrets / "last")))
    run(client, SetAside(ids(client, secrets)))
    return quoted


def ask(client: EngineClient, question: str) -> str:
    """Ask for a word; returns all that is quoted for it."""
    tuning = Tuning(temperature=0.0, max_tokens=16)
    run(client, Answer("ask", {"question": question}, "nl", tuning, limit=2))
    (answer,) = run(client, ListAnswers())
    (kept,) = run(client, ReadAnswer(answer.id))
    assert isinstance(kept, AnswerKept)
    return "\n".join(source.quote for source in kept.sources)


def wait_until_erased(store: Store) -> None:
    """The engine's first job erases what was set aside, and nobody is told when that is done."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        with closing(sqlite3.connect(store.root / "archive.sqlite")) as opened:
            (left,) = opened.execute(
                "SELECT (SELECT count(*) FROM set_aside) + count(*) FROM erased"
            ).fetchone()
        if left == 0:
            return
        time.sleep(0.2)
    raise AssertionError("still there")


def test_the_words_were_there_and_are_seen_when_they_are(erased: tuple[Store, Before]) -> None:
    """Else the other tests prove nothing."""
    _, before = erased
    held = [word for part in (0, 1, 3, 4, 5, 6, 7) for word in SECRET[part::8]]  # 2 was changed into 3
    assert len(before.pieces & pieces_of(held)) > 0.99 * len(pieces_of(held))
    assert set(gram_numbers([piece for word in held for piece in grams(word)])) <= before.terms
    assert SECRET[0] in before.quoted.lower()


def test_no_piece_of_a_word_is_in_any_file(never: Store, erased: tuple[Store, Before]) -> None:
    store, _ = erased
    wanted = pieces_of(SECRET)
    assert store.pieces(wanted) - never.pieces(wanted) == set()


def test_the_archive_is_as_one_that_never_held_them(never: Store, erased: tuple[Store, Before]) -> None:
    store, _ = erased
    log = store.root / "archive.sqlite-wal"
    assert not log.exists() or log.stat().st_size == 0
    assert store.archive() == never.archive()
    archive = store.root / "archive.sqlite"
    assert archive.stat().st_size == (never.root / "archive.sqlite").stat().st_size


def test_the_index_is_as_one_that_never_held_them(never: Store, erased: tuple[Store, Before]) -> None:
    store, _ = erased
    assert len(store.tables) == 2
    assert store.terms() == never.terms()
    assert store.rows() == never.rows()
    assert any(stem_number("verlof") in terms for terms in store.terms())


def test_there_are_the_same_files(never: Store, erased: tuple[Store, Before]) -> None:
    store, _ = erased
    assert store.kinds_of_files() == never.kinds_of_files()


def size_of(store: Store) -> int:
    return sum(file.stat().st_size for file in store.files if "logs" not in file.parts)


@pytest.mark.parametrize(
    "times", [10, pytest.param(1_000, marks=[pytest.mark.slow, pytest.mark.timeout(7_200)])]
)
def test_adding_and_erasing_does_not_make_it_grow(times: int, never: Store, tmp_path: Path) -> None:
    store, passing = Store(tmp_path / "data"), tmp_path / "passing"
    with EngineClient(Paths.under(store.root)) as client:
        live(client, never.root.parent / "library")
        for number in range(times):
            words = f"Het {SECRET[number]} van nota {number}. " * 20
            write(passing, {"p.md": f"# Nota {number}\n\n{words}"})
            (*_, read) = reports(run(client, Index((str(passing),))))
            run(client, Remove((read.id,)))
    assert size_of(store) <= 3 * size_of(never)
