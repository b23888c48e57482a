"""Collections on the real engine: asked apart, moved between, gone whole, and brought to another computer."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from app.client import EngineClient
from app.messages import (
    AddCollection,
    ChooseModel,
    CollectionExported,
    CollectionListed,
    ExportCollection,
    Failed,
    ImportCollection,
    Index,
    ListCollections,
    MoveDocuments,
    Progress,
    RemoveCollection,
    RenameCollection,
    Search,
    Stopped,
)
from app.paths import Paths
from store.archive import Archive
from store.collections import Collections
from store.export import CollectionExport
from store.schema import FIRST_COLLECTION, Scope
from tests import documents
from tests.end2end.conftest import write_library
from tests.end2end.test_library_changes import failure, files_found, holds, listed, reports, run, search
from tests.models.tiny_embedder import make_tiny_embedder
from tests.store.conftest import content_of, vectors_of


@pytest.fixture
def other_data(tmp_path: Path) -> Path:
    return tmp_path / "other"


@pytest.fixture
def other(other_data: Path) -> Iterator[EngineClient]:
    """An engine on another computer, with an empty library."""
    with EngineClient(Paths.under(other_data)) as client:
        yield client


@pytest.fixture
def many(data_folder: Path, tmp_path: Path) -> Path:
    """An exported collection of sixty documents, with vectors of the starter's space."""
    (space,) = (folder.name for folder in Paths.under(data_folder).index.iterdir() if folder.is_dir())
    archive = Archive(tmp_path / "many.sqlite")
    for number in range(60):
        texts = (f"Het kwetterzand van punt {number}.",)
        content_hash = f"{number:064}"
        vectors = vectors_of(texts, dimension=384)
        archive.put(f"/{number}.md", content_hash, content_of(texts), space, vectors)
    collection = Collections(archive).get(FIRST_COLLECTION)
    for _ in CollectionExport(archive, collection, space).write(tmp_path / "many", "", ""):
        pass
    archive.close()
    return tmp_path / "many"


def collections(engine: EngineClient) -> dict[str, CollectionListed]:
    """By name; the first one has none."""
    events = run(engine, ListCollections())
    return {event.name: event for event in events if isinstance(event, CollectionListed)}


def made(engine: EngineClient, name: str) -> str:
    (event,) = run(engine, AddCollection(name))
    assert isinstance(event, CollectionListed)
    return event.id


def found_in(engine: EngineClient, question: str, *wanted: str) -> set[str]:
    """The names of the files found in these collections."""
    (found,) = [e for e in run(engine, Search(question, 8, Scope(wanted))) if hasattr(e, "passages")]
    return {Path(passage.path).name for passage in found.passages}


def test_what_is_read_into_a_collection_is_found_there_and_everywhere(
    engine: EngineClient, tmp_path: Path
) -> None:
    documents.write_md(tmp_path / "parkeren.md", "Parkeren kost vier euro per dag in de garage.")
    parking = made(engine, "Parkeren")
    (*_, read) = reports(run(engine, Index((str(tmp_path),), parking)))
    assert (read.state, read.collection) == ("ready", parking)
    assert collections(engine)["Parkeren"].documents == 1
    question = "Wat kost parkeren in de garage?"
    assert found_in(engine, question, parking) == {"parkeren.md"}
    assert "parkeren.md" not in found_in(engine, question, FIRST_COLLECTION)
    assert "parkeren.md" in files_found(engine, question)
    run(engine, RemoveCollection(parking))
    assert set(collections(engine)) == {""}
    assert "parkeren.md" not in listed(engine)


def test_a_document_that_is_moved_is_asked_where_it_is(engine: EngineClient) -> None:
    leave = listed(engine)["verlof.md"]
    staff = made(engine, "Personeel")
    (moved,) = reports(run(engine, MoveDocuments((leave.id,), staff)))
    assert (moved.id, moved.collection) == (leave.id, staff)
    question = "Hoeveel vakantiedagen heeft een medewerker?"
    assert found_in(engine, question, staff) == {"verlof.md"}
    assert "verlof.md" not in found_in(engine, question, FIRST_COLLECTION)
    (renamed,) = run(engine, RenameCollection(staff, "Mensen"))
    assert isinstance(renamed, CollectionListed)
    assert (renamed.name, renamed.documents) == ("Mensen", 1)
    run(engine, MoveDocuments((leave.id,), FIRST_COLLECTION))
    run(engine, RemoveCollection(staff))
    assert "verlof.md" in files_found(engine, question)


def test_what_cannot_be_done_is_told(engine: EngineClient) -> None:
    made(engine, "Bezet")
    before = listed(engine)
    identity = before["verlof.md"].id
    assert failure(engine, AddCollection("BEZET")) == "CollectionNameTaken"
    assert failure(engine, AddCollection(" ")) == "CollectionNameInvalid"
    assert failure(engine, RenameCollection(FIRST_COLLECTION, "Eerste")) == "FirstCollectionFixed"
    assert failure(engine, RemoveCollection("weg")) == "UnknownCollection"
    assert failure(engine, MoveDocuments((identity,), "weg")) == "UnknownCollection"
    assert failure(engine, ExportCollection("weg", "/tmp/x")) == "UnknownCollection"
    assert failure(engine, MoveDocuments((identity, "weg"), FIRST_COLLECTION)) == "UnknownDocument"
    assert listed(engine) == before
    run(engine, RemoveCollection(collections(engine)["Bezet"].id))


@pytest.mark.thorough
def test_a_collection_works_on_another_computer_without_its_files(
    engine: EngineClient, other: EngineClient, other_data: Path, tmp_path: Path
) -> None:
    file = tmp_path / "beleid.binnenshuis"
    *steps, told = run(engine, ExportCollection(FIRST_COLLECTION, str(file)))
    assert {step.activity for step in steps if isinstance(step, Progress)} == {"exporting"}
    assert told == CollectionExported(str(file), 4, told.passages, file.stat().st_size)
    events = run(other, ImportCollection(str(file), "Van kantoor"))
    activities = {event.activity for event in events if isinstance(event, Progress)}
    assert "importing" in activities and "loading_model" not in activities, "nothing is embedded again"
    here, there = listed(engine), listed(other)
    assert {(one.path, one.title, one.passages) for one in there.values()} == {
        (one.path, one.title, one.passages) for one in here.values()
    }
    assert collections(other)["Van kantoor"].documents == 4
    for question in ("Hoe lang bewaren wij een sollicitatiebrief?", "Hoe laat sluit de kantine op vrijdag?"):
        ours, theirs = (
            [(passage.text, round(passage.score, 4)) for passage in search(client, question)]
            for client in (engine, other)
        )
        assert ours == theirs != []
    again = reports(run(other, ImportCollection(str(file))))
    assert {report.known for report in again} == {True} and len(again) == 4
    assert set(collections(other)) == {"", "Van kantoor"}, "no empty collection is made"
    run(other, RemoveCollection(collections(other)["Van kantoor"].id))
    assert not holds(other_data, b"kilometervergoeding")


@pytest.mark.thorough
def test_what_another_model_embedded_is_embedded_again_without_its_files(
    engine: EngineClient, other: EngineClient, many: Path, tmp_path: Path
) -> None:
    assert not Path("/0.md").exists()
    run(other, ChooseModel(str(make_tiny_embedder(tmp_path / "tiny"))))
    assert len(reports(run(other, ImportCollection(str(many))))) == 60
    assert "7.md" in files_found(other, "kwetterzand punt 7")
    assert set(collections(other)) == {"", "many"}, "the first collection has no name; the file has"
    run(other, ChooseModel(str(make_tiny_embedder(tmp_path / "again", query_prefix="vraag: "))))
    assert failure(other, Search("kwetterzand")) == "EmbeddingModelChanged"
    paths = tuple(report.path for report in listed(other).values())
    assert {report.state for report in reports(run(other, Index(paths)))} <= {"waiting", "ready"}
    assert "7.md" in files_found(other, "kwetterzand punt 7")


def test_nothing_is_read_into_a_collection_that_is_gone(
    engine: EngineClient, data_folder: Path, tmp_path: Path
) -> None:
    documents.write_md(tmp_path / "zwerf.md", "Het zwerfdocument hoort nergens.")
    assert failure(engine, Index((str(tmp_path),), "weg")) == "UnknownCollection"
    passing = made(engine, "Tijdelijk")
    for number in range(6):
        lines = "\n\n".join(f"Regel {number}.{line} van een verhaal. " * 12 for line in range(12))
        documents.write_md(tmp_path / f"a{number}.md", lines)
    reading = engine.submit(Index((str(tmp_path),), passing))
    for event in reading.events():
        if getattr(event, "state", "") == "ready":
            run(engine, RemoveCollection(passing))
            break
    assert isinstance(list(reading.events())[-1], Failed)
    assert not {"zwerf.md", "a5.md"} & set(listed(engine))
    with closing(sqlite3.connect(Paths.under(data_folder).archive)) as archive:
        rows = "SELECT count(*) FROM documents WHERE collection NOT IN (SELECT id FROM collections)"
        assert archive.execute(rows).fetchone() == (0,)


def test_a_file_that_is_not_right_is_refused_whole(
    engine: EngineClient, other: EngineClient, tmp_path: Path
) -> None:
    file = tmp_path / "uit"
    run(engine, ExportCollection(FIRST_COLLECTION, str(file)))
    good = file.read_bytes()
    (tmp_path / "half").write_bytes(good[: len(good) // 2])
    (tmp_path / "bit").write_bytes(bytes([*good[:900], good[900] ^ 1, *good[901:]]))
    with zipfile.ZipFile(tmp_path / "zip", "w") as foreign:
        foreign.writestr("documents.jsonl", "{}")
    for name, kind in (("half", "Damaged"), ("bit", "Damaged"), ("zip", "Foreign"), ("weg", "Unreadable")):
        assert failure(other, ImportCollection(str(tmp_path / name))) == f"CollectionFile{kind}"
    assert failure(other, ImportCollection(str(file), "x" * 100)) == "CollectionNameInvalid"
    assert failure(engine, ExportCollection(FIRST_COLLECTION, str(file))) == "CollectionFileExists"
    assert failure(engine, ExportCollection(FIRST_COLLECTION, "/proc/x/uit")) == "CollectionFileUnwritable"
    assert file.read_bytes() == good
    assert listed(other) == {} and set(collections(other)) == {""}


@pytest.mark.parametrize("killed", [False, True])
def test_an_import_that_is_broken_off_leaves_nothing(
    engine: EngineClient, other: EngineClient, other_data: Path, many: Path, killed: bool
) -> None:
    importing = other.submit(ImportCollection(str(many)))
    for event in importing.events():
        if isinstance(event, Progress) and event.done == 20:
            if killed:
                assert other.process_id is not None
                os.kill(other.process_id, signal.SIGKILL)
            else:
                importing.stop()
    assert killed or importing.closing == Stopped()
    assert listed(other) == {} and set(collections(other)) == {""}
    wait_until_clear(other_data)
    archive = Archive(Paths.under(other_data).archive)
    assert archive.set_aside_ids() == []
    archive.close()


def wait_until_clear(folder: Path) -> None:
    """The engine that comes after a kill erases as its first job."""
    end = time.monotonic() + 30
    while holds(folder, b"kwetterzand") and time.monotonic() < end:
        time.sleep(0.1)
    assert not holds(folder, b"kwetterzand")


@pytest.mark.thorough
def test_the_commands_do_all_of_it(tmp_path: Path) -> None:
    library, data, elsewhere = write_library(tmp_path / "library"), tmp_path / "data", tmp_path / "elsewhere"
    file = str(tmp_path / "mensen.binnenshuis")

    def says(where: Path, *arguments: str, code: int = 0) -> str:
        words = [sys.executable, "-P", "-m", "app", *arguments, "--data-dir", str(where)]
        done = subprocess.run(words, capture_output=True, text=True, check=False)
        assert done.returncode == code, done.stderr
        return done.stdout if code == 0 else done.stderr

    assert "Mensen (documents: 0, passages: 0)" in says(data, "collections", "add", "Mensen")
    assert "Read: 4." in says(data, "index", "--collection", "mensen", str(library))
    assert "documents 4" in says(data, "export", "Mensen", file)
    assert "exists already. Choose another name for the file. With --force" in says(
        data, "export", "Mensen", file, code=1
    )
    assert "Mensen (documents: 4" in says(elsewhere, "import", file)
    assert says(elsewhere, "collections", "remove", "--quotes", "Mensen") == "Erased: 4.\n"
