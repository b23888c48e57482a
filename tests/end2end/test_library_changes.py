"""Documents set aside, brought back, erased, read by the page: on the real engine."""

import os
import signal
import time
from collections.abc import Iterable
from pathlib import Path

import msgspec
import pytest

from app.client import EngineClient
from app.messages import (
    Answer,
    AnswerStarted,
    AnswerWritten,
    ChooseModel,
    DocumentReport,
    Done,
    Event,
    Failed,
    FoundPassage,
    Index,
    Job,
    ListDocuments,
    LoadModels,
    PageRead,
    PassagesFound,
    Progress,
    ReadPage,
    Remove,
    Restore,
    Search,
    SetAside,
    Tuning,
)
from app.paths import Paths
from store.archive import Archive
from tests import documents
from tests.models.tiny_embedder import make_tiny_embedder

SHORT = Tuning(temperature=0.0, max_tokens=16)
SETTLED_SECONDS = 30.0


def run(engine: EngineClient, job: Job) -> list[Event]:
    """The events of a job that gets done, without the last."""
    *events, closing = engine.run(job)
    assert closing == Done()
    return events


def failure(engine: EngineClient, job: Job) -> str:
    """What kind of error a job closes with."""
    *_, closing = engine.run(job)
    assert isinstance(closing, Failed)
    return closing.fault.kind


def reports(events: Iterable[Event]) -> list[DocumentReport]:
    return [event for event in events if isinstance(event, DocumentReport)]


def listed(engine: EngineClient) -> dict[str, DocumentReport]:
    """The documents that are listed, by file name."""
    return {Path(report.path).name: report for report in reports(run(engine, ListDocuments()))}


def search(engine: EngineClient, question: str) -> tuple[FoundPassage, ...]:
    (found,) = [event for event in run(engine, Search(question)) if isinstance(event, PassagesFound)]
    return found.passages


def files_found(engine: EngineClient, question: str) -> set[str]:
    return {Path(passage.path).name for passage in search(engine, question)}


def page(engine: EngineClient, document: str, number: int) -> PageRead:
    (read,) = run(engine, ReadPage(document, number))
    assert isinstance(read, PageRead)
    return read


def holds(folder: Path, words: bytes) -> bool:
    """Whether a file below this folder has these words."""
    return any(words in file.read_bytes() for file in folder.rglob("*") if file.is_file())


def wait_until_forgotten(folder: Path, words: bytes) -> None:
    end = time.monotonic() + SETTLED_SECONDS
    while time.monotonic() < end:
        try:
            if not holds(folder, words):
                return
        except FileNotFoundError:  # one that was listed and is gone already
            pass
        time.sleep(0.1)
    raise AssertionError("still there")


# Setting aside


def test_what_is_set_aside_is_out_of_everything_and_comes_back_whole(engine: EngineClient) -> None:
    question = "Hoeveel vakantiedagen heeft een medewerker?"
    before = listed(engine)
    leave = before["verlof.md"]
    found = search(engine, question)
    assert found[0].document == leave.id

    assert run(engine, SetAside((leave.id,))) == []
    assert set(listed(engine)) == set(before) - {"verlof.md"}
    assert "verlof.md" not in files_found(engine, question)
    other = Answer("ask", {"question": "Hoeveel telefoonkosten worden vergoed?"}, "nl", SHORT)
    (started,) = [event for event in run(engine, other) if isinstance(event, AnswerStarted)]
    assert started.sources
    assert leave.id not in {source.document for source in started.sources}
    assert failure(engine, ReadPage(leave.id, 1)) == "UnknownDocument"

    assert reports(run(engine, Restore((leave.id,)))) == [leave]
    assert listed(engine) == before
    assert search(engine, question) == found
    assert page(engine, leave.id, 1).title == "Verlof"


@pytest.mark.parametrize("job", [SetAside, Restore, Remove])
def test_an_unknown_document_among_others_changes_nothing(engine: EngineClient, job: type[Job]) -> None:
    before = listed(engine)
    ids = (before["verlof.md"].id, "onbekend", before["notulen.docx"].id)
    assert failure(engine, job(ids)) == "UnknownDocument"
    assert listed(engine) == before


def test_a_library_that_is_set_aside_whole_has_nothing_to_answer_from(engine: EngineClient) -> None:
    before = listed(engine)
    ids = tuple(report.id for report in before.values())
    run(engine, SetAside(ids))
    assert listed(engine) == {}
    assert search(engine, "kantine") == ()
    assert failure(engine, Answer("ask", {"question": "Hoeveel?"}, "nl", SHORT)) == "NoDocuments"
    run(engine, Restore(ids))
    assert listed(engine) == before


def test_documents_that_are_set_aside_do_not_crowd_out_others(engine: EngineClient, tmp_path: Path) -> None:
    """Of the first hundred passages for the question, all are of the large document."""
    rules = (
        f"# Kluis {n}\n\nDe kluisregel luidt: de kluis sluit om {n} uur. " + f"Punt {n}. " * 60
        for n in range(80)
    )
    documents.write_md(tmp_path / "kluis.md", "\n\n".join(rules))
    documents.write_md(tmp_path / "portier.md", "De portier van de kluis heet Kwetterzand.")
    run(engine, Index((str(tmp_path),)))
    there = listed(engine)
    assert there["kluis.md"].passages > 60
    assert "portier.md" not in files_found(engine, "kluisregel kluis")
    run(engine, SetAside((there["kluis.md"].id,)))
    assert "portier.md" in files_found(engine, "kluisregel kluis")
    run(engine, Remove((there["kluis.md"].id, there["portier.md"].id)))
    assert set(there) - set(listed(engine)) == {"kluis.md", "portier.md"}


def test_what_is_set_aside_while_the_index_is_made_anew_is_found_when_it_is_back(
    engine: EngineClient, tmp_path: Path
) -> None:
    documents.write_md(tmp_path / "zolder.md", "Op de zolder staan de klaproosdozen.")
    documents.write_md(tmp_path / "kelder.md", "In de kelder staat de wijn.")
    run(engine, Index((str(tmp_path),)))
    there = listed(engine)
    run(engine, SetAside((there["zolder.md"].id,)))
    run(engine, Remove((there["kelder.md"].id,)))
    run(engine, Restore((there["zolder.md"].id,)))
    assert "zolder.md" in files_found(engine, "klaproosdozen")
    run(engine, Remove((there["zolder.md"].id,)))


# Given again


def test_what_is_given_again_stays_when_its_erasing_comes(engine: EngineClient, library: Path) -> None:
    before = listed(engine)
    minutes = before["notulen.docx"]
    run(engine, SetAside((minutes.id,)))
    given = reports(run(engine, Index((str(library / "notulen.docx"),))))
    assert [(report.state, report.id) for report in given] == [
        ("waiting", minutes.id),
        ("ready", minutes.id),
    ]
    assert given[-1].known
    run(engine, Remove((minutes.id, "long gone"), set_aside_only=True))
    assert listed(engine) == before
    assert "notulen.docx" in files_found(engine, "Hoe laat sluit de kantine op vrijdag?")


def test_what_was_changed_and_is_given_again_is_found_by_its_new_words(
    engine: EngineClient, tmp_path: Path
) -> None:
    path = tmp_path / "regels.md"
    documents.write_md(path, "De slagboom gaat om zestien uur dicht.")
    (*_, first) = reports(run(engine, Index((str(path),))))
    run(engine, SetAside((first.id,)))
    documents.write_md(path, "De slagboom gaat om negentien uur dicht.")
    (*_, second) = reports(run(engine, Index((str(path),))))
    assert (second.id, second.state, second.known) == (first.id, "ready", False)
    run(engine, Remove((first.id,), set_aside_only=True))
    texts = [passage.text for passage in search(engine, "slagboom uur dicht")]
    assert any("negentien" in text for text in texts)
    assert not any("zestien" in text for text in texts)
    run(engine, Remove((first.id,)))


def test_what_could_not_be_read_and_is_given_again_is_listed_again(
    engine: EngineClient, tmp_path: Path
) -> None:
    documents.write_scanned_pdf(tmp_path / "scan.pdf")
    (*_, failed) = reports(run(engine, Index((str(tmp_path),))))
    run(engine, SetAside((failed.id,)))
    assert "scan.pdf" not in listed(engine)
    run(engine, Index((str(tmp_path),)))
    run(engine, Remove((failed.id,), set_aside_only=True))
    assert listed(engine)["scan.pdf"] == failed
    run(engine, Remove((failed.id,)))


@pytest.mark.parametrize("erased", [False, True])
def test_what_is_set_aside_after_it_was_given_stays_away(
    engine: EngineClient, tmp_path: Path, erased: bool
) -> None:
    """Reading the folder comes to it only after that."""
    for number in range(20):
        lines = "\n\n".join(f"Regel {number}.{line} van een lang verhaal. " * 12 for line in range(6))
        documents.write_md(tmp_path / f"a{number}.md", lines)
    documents.write_md(tmp_path / "z-weg.md", "De directie reist per luchtballon.")
    (*_, known) = reports(run(engine, Index((str(tmp_path / "z-weg.md"),))))
    reading = engine.submit(Index((str(tmp_path),)))
    for event in reading.events():
        if isinstance(event, DocumentReport) and event.state == "ready":
            break
    run(engine, SetAside((known.id,)))
    if erased:
        run(engine, Remove((known.id,), set_aside_only=True))
    assert reading.closing is None
    rest = list(reading.events())
    assert rest[-1] == Done()
    assert "z-weg.md" not in {Path(report.path).name for report in reports(rest)}
    after = listed(engine)
    assert "z-weg.md" not in after
    assert "a5.md" in after
    if not erased:
        (back,) = reports(run(engine, Restore((known.id,))))
        assert back.passages == 1
        assert "z-weg.md" in files_found(engine, "luchtballon directie")
    own = [report.id for name, report in listed(engine).items() if Path(report.path).parent == tmp_path]
    run(engine, Remove(tuple(own)))


# Erasing


@pytest.mark.parametrize("killed", [True, False])
@pytest.mark.thorough
def test_what_is_set_aside_when_the_engine_ends_is_erased_by_the_next(tmp_path: Path, killed: bool) -> None:
    documents.write_md(tmp_path / "geheim.md", "De kluiscode is flinterbos.")
    documents.write_md(tmp_path / "open.md", "Het kantoor is open op maandag.")
    data = Paths.under(tmp_path / "data")
    with EngineClient(data) as client:
        run(client, Index((str(tmp_path / "geheim.md"), str(tmp_path / "open.md"))))
        identity = listed(client)["geheim.md"].id
        run(client, SetAside((identity,)))
        assert holds(data.root, b"flinterbos")
        if killed:
            assert client.process_id is not None
            os.kill(client.process_id, signal.SIGKILL)
            wait_until_forgotten(data.root, b"flinterbos")
            assert set(listed(client)) == {"open.md"}
    with EngineClient(data) as client:
        assert set(listed(client)) == {"open.md"}
        wait_until_forgotten(data.root, b"flinterbos")
        assert failure(client, Restore((identity,))) == "UnknownDocument"
        assert files_found(client, "kantoor open flinterbos") == {"open.md"}
    archive = Archive(data.archive)
    assert [document.path for document in archive.documents()] == [str(tmp_path / "open.md")]
    archive.close()


def test_erasing_only_what_is_still_set_aside_erases_that(engine: EngineClient, tmp_path: Path) -> None:
    documents.write_md(tmp_path / "weg.md", "De snorrebluts is verkocht.")
    documents.write_md(tmp_path / "blijft.md", "De grimpelstoot is geverfd.")
    run(engine, Index((str(tmp_path),)))
    there = listed(engine)
    gone, kept = there["weg.md"].id, there["blijft.md"].id
    run(engine, SetAside((gone,)))
    run(engine, Remove((gone, kept), set_aside_only=True))
    assert set(there) - set(listed(engine)) == {"weg.md"}
    assert failure(engine, Restore((gone,))) == "UnknownDocument"
    run(engine, Remove((kept,)))


@pytest.mark.thorough
def test_documents_of_another_model_block_a_search_only_while_they_are_there(tmp_path: Path) -> None:
    documents.write_md(tmp_path / "oud.md", "De oude regeling over fietsen.")
    documents.write_md(tmp_path / "nieuw.md", "De nieuwe regeling over fietsen.")
    with EngineClient(Paths.under(tmp_path / "data")) as client:
        run(client, Index((str(tmp_path / "oud.md"),)))
        run(client, ChooseModel(str(make_tiny_embedder(tmp_path / "tiny"))))
        run(client, Index((str(tmp_path / "nieuw.md"),)))
        assert failure(client, Search("fietsen")) == "EmbeddingModelChanged"
        old = listed(client)["oud.md"].id
        run(client, SetAside((old,)))
        assert files_found(client, "regeling fietsen") == {"nieuw.md"}
        run(client, Restore((old,)))
        assert failure(client, Search("fietsen")) == "EmbeddingModelChanged"


# What is told of files


def test_files_that_are_to_be_read_wait_before_any_is_read(engine: EngineClient, tmp_path: Path) -> None:
    documents.write_md(tmp_path / "a.md", "De eerste brief.")
    documents.write_md(tmp_path / "b.md", "De tweede brief.")
    documents.write_scanned_pdf(tmp_path / "scan.pdf")
    events = reports(run(engine, Index((str(tmp_path),))))
    states = [(Path(event.path).name, event.state) for event in events]
    assert states[:3] == [("a.md", "waiting"), ("b.md", "waiting"), ("scan.pdf", "waiting")]
    reading = {name: [state for other, state in states[3:] if other == name] for name, _ in states[:3]}
    assert reading == {
        "a.md": ["reading", "ready"],
        "b.md": ["reading", "ready"],
        "scan.pdf": ["reading", "failed"],
    }
    again = reports(run(engine, Index((str(tmp_path),))))
    assert (again[0].path, again[0].state) == (str(tmp_path / "scan.pdf"), "waiting")
    assert again[0].id == events[-1].id
    assert [event.known for event in again if event.state == "ready"] == [True, True]
    assert not [event for event in again[1:] if event.state == "waiting"]
    run(engine, Remove(tuple({event.id for event in again})))


# Pages


def test_a_quote_stands_on_its_page_where_its_source_says(engine: EngineClient, tmp_path: Path) -> None:
    sections = (
        f"## Deel {letter}\n\nRegeling {letter} gaat over de trompetvlonder. " + f"Zin {letter}. " * 90
        for letter in "ABCDE"
    )
    documents.write_md(tmp_path / "lang.md", "# Boek\n\n" + "\n\n".join(sections))
    run(engine, Index((str(tmp_path),)))
    question = "telefoonkosten vergoeding, trompetvlonder regeling C, bewaartermijn factuur"
    tuning = msgspec.structs.replace(SHORT, max_tokens=48)
    events = run(engine, Answer("brainstorm", {"subject": question, "count": "1"}, "nl", tuning))
    (written,) = [event for event in events if isinstance(event, AnswerWritten)]
    assert {Path(source.path).name for source in written.sources} >= {"lang.md", "declaraties.pdf"}
    for source in written.sources:
        read = page(engine, source.document, source.page)
        assert read.text[source.start : source.start + len(source.quote)] == source.quote
        assert (read.document, read.page, read.path) == (source.document, source.page, source.path)
        assert read.title == source.title
    assert any(source.start > 0 and source.heading.startswith("Deel ") for source in written.sources)
    run(engine, Remove((listed(engine)["lang.md"].id,)))


def test_a_page_says_how_many_there_are_and_an_unknown_one_fails(engine: EngineClient) -> None:
    expenses = listed(engine)["declaraties.pdf"].id
    second = page(engine, expenses, 2)
    assert (second.page, second.pages) == (2, 2)
    assert "veertig euro" in second.text
    assert failure(engine, ReadPage(expenses, 3)) == "UnknownDocument"
    assert failure(engine, ReadPage("onbekend", 1)) == "UnknownDocument"


# Loading


def loads(engine: EngineClient, job: Job) -> bool:
    """Whether a job has to wait for a model."""
    return any(
        isinstance(event, Progress) and event.activity == "loading_model" for event in run(engine, job)
    )


@pytest.mark.thorough
def test_after_loading_no_question_waits_for_a_model(tmp_path: Path) -> None:
    documents.write_md(tmp_path / "a.md", "Het kantoor is open op maandag.")
    data = Paths.under(tmp_path / "data")
    with EngineClient(data) as client:
        run(client, Index((str(tmp_path / "a.md"),)))
    with EngineClient(data) as client:
        assert loads(client, LoadModels())
        assert not loads(client, Answer("ask", {"question": "Wanneer open?"}, "nl", SHORT))
        assert run(client, LoadModels()) == []


@pytest.mark.parametrize("missing", ["writer", "embedder"])
@pytest.mark.thorough
def test_a_model_that_is_gone_is_told_after_the_other_is_loaded(tmp_path: Path, missing: str) -> None:
    documents.write_md(tmp_path / "a.md", "Het kantoor is open op maandag.")
    with EngineClient(Paths.under(tmp_path / "data")) as client:
        run(client, Index((str(tmp_path / "a.md"),)))
        if missing == "writer":
            model = tmp_path / "broken.gguf"
            model.write_bytes(b"GGUF" + b"\0" * 100)
        else:
            model = make_tiny_embedder(tmp_path / "tiny")
        run(client, ChooseModel(str(model)))
        if missing == "embedder":
            for file in model.rglob("*.safetensors"):
                file.write_bytes(b"\0" * 100)
        assert failure(client, LoadModels()) == "ModelDamaged"
        if missing == "writer":
            assert not loads(client, Search("Wanneer open?"))
        else:
            assert not loads(client, Answer("write", {"request": "Hello."}, "en", SHORT))
