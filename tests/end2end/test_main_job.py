"""Documents in, form filled, answer out: on the real engine with the starter models."""

import os
import shutil
from pathlib import Path

import pytest

from app.client import EngineClient
from app.messages import (
    Answer,
    AnswerKept,
    AnswerStarted,
    AnswerWritten,
    Check,
    CheckResult,
    ChooseModel,
    DocumentReport,
    Done,
    Failed,
    FoundPassage,
    Index,
    ListDocuments,
    ListModels,
    ModelsListed,
    PassagesFound,
    Progress,
    ReadAnswer,
    Remove,
    Search,
    Stopped,
    TextWritten,
    Tuning,
)
from app.paths import Paths
from store.archive import Archive
from store.history import History
from tests import documents

FACTUAL = Tuning(temperature=0.0, max_tokens=40)
LONG = Tuning(max_tokens=2000)


def search(engine: EngineClient, question: str, limit: int = 8) -> tuple[FoundPassage, ...]:
    found, closing = [
        event for event in engine.run(Search(question, limit)) if not isinstance(event, Progress)
    ]
    assert closing == Done()
    assert isinstance(found, PassagesFound)
    return found.passages


def ask(engine: EngineClient, question: str, tuning: Tuning = FACTUAL) -> AnswerWritten:
    events = list(engine.run(Answer("ask", {"question": question}, "nl", tuning)))
    assert events[-1] == Done()
    (written,) = [event for event in events if isinstance(event, AnswerWritten)]
    return written


def reports(engine: EngineClient, *paths: Path) -> dict[str, DocumentReport]:
    """What an index job says last of each file, by file name."""
    events = list(engine.run(Index(tuple(map(str, paths)))))
    assert events[-1] == Done()
    last = {event.path: event for event in events if isinstance(event, DocumentReport)}
    return {Path(path).name: event for path, event in last.items()}


def test_every_kind_of_document_is_found_with_its_page(engine: EngineClient, library: Path) -> None:
    for question, file, page, words in (
        ("Hoeveel vakantiedagen heeft een medewerker?", "verlof.md", 1, "25 vakantiedagen"),
        ("telefoonkosten vergoeding", "declaraties.pdf", 2, "veertig euro"),
        ("bewaartermijn factuur", "bewaartermijnen.xlsx", 1, "zeven jaar"),
        ("Hoe laat sluit de kantine op vrijdag?", "notulen.docx", 1, "vijftien uur"),
    ):
        best = search(engine, question)[0]
        assert (best.path, best.page) == (str(library / file), page)
        assert words in best.text


def test_a_passage_is_the_text_of_its_page_to_the_character(engine: EngineClient, data_folder: Path) -> None:
    archive = Archive(Paths.under(data_folder).archive)
    for passage in search(engine, "verlof declaratie bewaartermijn overleg"):
        text = archive.page_text(passage.document, passage.page)
        assert text[passage.start : passage.end] == passage.text
    archive.close()


def test_the_limit_counts_what_is_shown(engine: EngineClient) -> None:
    assert len(search(engine, "medewerker", limit=2)) == 2


def test_an_answer_streams_and_names_what_it_read(engine: EngineClient, library: Path) -> None:
    question = "Hoeveel vakantiedagen heeft een medewerker?"
    events = list(engine.run(Answer("ask", {"question": question}, "nl", FACTUAL)))
    (started,) = [event for event in events if isinstance(event, AnswerStarted)]
    (written,) = [event for event in events if isinstance(event, AnswerWritten)]
    streamed = "".join(event.text for event in events if isinstance(event, TextWritten))
    assert streamed == written.text != ""
    assert written.sources == started.sources
    assert [source.number for source in written.sources] == list(range(1, len(written.sources) + 1))
    searched = {(passage.path, passage.page, passage.text) for passage in search(engine, question)}
    assert {(source.path, source.page, source.quote) for source in written.sources} == searched
    assert written.coverage.passages == len(written.sources)
    assert written.coverage.documents == len({source.path for source in written.sources})


def test_each_sentence_of_an_answer_is_compared_with_its_sources(engine: EngineClient) -> None:
    written = ask(engine, "Hoeveel vakantiedagen heeft een medewerker?")
    assert written.sentences
    assert {one.support for one in written.sentences} <= {"supported", "weak", "unsupported", "program"}
    assert all(written.text[one.start : one.end] == one.text for one in written.sentences)
    numbers = {source.number for source in written.sources}
    assert all(set(one.sources) <= numbers for one in written.sentences)
    (kept,) = [event for event in engine.run(ReadAnswer(written.id)) if isinstance(event, AnswerKept)]
    assert kept.sentences == written.sentences


def test_a_creative_answer_is_inspired_by_its_sources(engine: EngineClient) -> None:
    tuning = Tuning(temperature=0.0, max_tokens=120)
    fields = {"subject": "minder reizen", "count": "2"}
    events = list(engine.run(Answer("brainstorm", fields, "nl", tuning)))
    (written,) = [event for event in events if isinstance(event, AnswerWritten)]
    assert written.sentences
    assert {one.support for one in written.sentences} == {"inspired"}
    assert not any(one.text.startswith(("#", "1.", "Waarom:")) for one in written.sentences)


def test_timing_is_true(engine: EngineClient) -> None:
    timing = ask(engine, "Wat is de kilometervergoeding?").timing
    assert 0 < timing.first_token_s <= timing.total_s
    assert 0 < timing.generated_tokens <= FACTUAL.max_tokens
    assert 0 <= timing.cached_tokens < timing.prompt_tokens


def test_the_same_question_again_reads_its_end_and_says_the_same(engine: EngineClient) -> None:
    first, second = (ask(engine, "Wanneer dien ik bonnetjes in?") for _ in range(2))
    assert second.timing.cached_tokens >= second.timing.prompt_tokens - 128
    assert second.text == first.text


def test_a_seed_repeats_an_answer(engine: EngineClient) -> None:
    tuning = Tuning(temperature=1.0, max_tokens=30, seed=7)
    assert ask(engine, "Wat is besloten?", tuning).text == ask(engine, "Wat is besloten?", tuning).text


@pytest.mark.parametrize("temperature", [0.0, 1.5])
def test_a_brainstorm_has_exactly_its_form(engine: EngineClient, temperature: float) -> None:
    tuning = Tuning(temperature=temperature, max_tokens=200, seed=1)
    fields = {"subject": "less paper in the office", "count": "4"}
    events = list(engine.run(Answer("brainstorm", fields, "en", tuning)))
    (written,) = [event for event in events if isinstance(event, AnswerWritten)]
    introduction, ideas, step = written.sections
    assert (introduction.title, ideas.title, step.title) == ("Introduction", "Ideas", "Next step")
    lines = ideas.text.split("\n")
    assert [line[:3] for line in lines[0::2]] == ["1. ", "2. ", "3. ", "4. "]
    assert all(line.startswith("   Why: ") for line in lines[1::2])
    slots = [line[3:] for line in lines[0::2]] + [line.removeprefix("   Why: ") for line in lines[1::2]]
    for slot in (*slots, introduction.text, step.text):
        assert slot.strip() == slot != ""
        assert not slot[0].isdigit()
        assert not slot.startswith(("#", "-", "*"))
    assert written.text.startswith("## Introduction\n\n")
    assert written.timing.generated_tokens <= 200


def test_writing_needs_no_documents(tmp_path: Path) -> None:
    with EngineClient(Paths.under(tmp_path / "empty")) as client:
        events = list(client.run(Answer("write", {"request": "A short thank-you note."}, "en", FACTUAL)))
        assert events[-1] == Done()
        *_, closing = client.run(Answer("ask", {"question": "Hoeveel?"}, "nl", FACTUAL))
        assert isinstance(closing, Failed)
        assert closing.fault.kind == "NoDocuments"
        assert search(client, "iets") == ()


@pytest.mark.thorough
def test_known_files_are_not_read_again_and_changed_ones_replace_their_passages(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    folder.mkdir()
    documents.write_md(folder / "regels.md", "De kluis gaat om zestien uur dicht.")
    documents.write_md(folder / "adres.md", "Het kantoor staat aan de Kanaalweg.")
    with EngineClient(Paths.under(tmp_path / "data")) as client:
        first = reports(client, folder)
        assert not any(report.known for report in first.values())
        assert all(report.known for report in reports(client, folder).values())
        documents.write_md(folder / "regels.md", "De kluis gaat om negentien uur dicht.")
        again = reports(client, folder)
        assert again["adres.md"].known
        assert not again["regels.md"].known
        assert again["regels.md"].id == first["regels.md"].id
        texts = [passage.text for passage in search(client, "kluis uur dicht")]
        assert any("negentien" in text for text in texts)
        assert not any("zestien" in text for text in texts)


@pytest.mark.thorough
def test_a_moved_file_is_known_and_a_copy_is_not_embedded_twice(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    folder.mkdir()
    documents.write_md(folder / "oud.md", "De archiefruimte is op de tweede verdieping.")
    with EngineClient(Paths.under(tmp_path / "data")) as client:
        old = reports(client, folder)["oud.md"]
        (folder / "oud.md").rename(folder / "nieuw.md")
        moved = reports(client, folder)["nieuw.md"]
        assert (moved.id, moved.known) == (old.id, True)
        documents.write_md(folder / "kopie.md", "De archiefruimte is op de tweede verdieping.")
        copied = reports(client, folder)["kopie.md"]
        assert copied.id != old.id
        assert len(search(client, "archiefruimte verdieping")) == 1


@pytest.mark.thorough
def test_files_are_read_ahead_while_others_are_embedded_and_each_is_told_once(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    folder.mkdir()
    for number in range(12):
        text = "\n\n".join(f"Regel {number}.{line} gaat over onderwerp {line}. " * 9 for line in range(4))
        documents.write_md(folder / f"{number:02}.md", text)
    documents.write_md(folder / "12.md", (folder / "00.md").read_text())
    first = str(folder / "00.md")
    with EngineClient(Paths.under(tmp_path / "data")) as client:
        told = [event for event in client.run(Index((str(folder), first))) if not isinstance(event, Done)]
        listed = [event for event in client.run(ListDocuments()) if isinstance(event, DocumentReport)]
    under_way: set[str] = set()
    most = 0
    for event in told:
        if isinstance(event, DocumentReport):
            (under_way.add if event.state == "reading" else under_way.discard)(event.path)
            most = max(most, len(under_way))
    assert most > 1
    ready = [event for event in told if isinstance(event, DocumentReport) and event.state == "ready"]
    assert [event.known for event in ready if event.path == first] == [False, True]
    assert {event.path for event in ready if not event.known} == {event.path for event in listed}
    assert len(listed) == 13
    done = [
        event.done for event in told if isinstance(event, Progress) and event.activity == "reading_documents"
    ]
    assert done == sorted(done)
    assert (done[0], done[-1]) == (0, 14)


def test_each_bad_file_has_its_own_error_and_the_others_go_on(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    folder.mkdir()
    documents.write_md(folder / "goed.md", "De vergadering begint om negen uur.")
    documents.write_scanned_pdf(folder / "scan.pdf")
    documents.write_protected_pdf(folder / "geheim.pdf", "geheim")
    documents.write_damaged_docx(folder / "half.docx", "half")
    (folder / "film.mp4").write_bytes(b"\0" * 100)
    (folder / ".verborgen.md").write_text("niet lezen")
    (folder / "~$open.docx").write_text("niet lezen")
    (folder / "kring").symlink_to(folder)
    with EngineClient(Paths.under(tmp_path / "data")) as client:
        found = reports(client, folder, tmp_path / "weg.pdf")
        kinds = {name: report.error.kind if report.error else None for name, report in found.items()}
        assert kinds == {
            "goed.md": None,
            "scan.pdf": "NothingRecognised" if shutil.which("tesseract") else "OcrMissing",
            "geheim.pdf": "PasswordProtected",
            "half.docx": "DamagedDocument",
            "film.mp4": "UnknownKind",
            "weg.pdf": "Unreadable",
        }
        kept = {
            event.path: event for event in client.run(ListDocuments()) if isinstance(event, DocumentReport)
        }
        assert {Path(path).name for path in kept} == set(kinds) - {"weg.pdf"}
        assert kept[str(folder / "scan.pdf")].error == found["scan.pdf"].error
        assert search(client, "Hoe laat begint de vergadering?")[0].path == str(folder / "goed.md")


@pytest.mark.skipif(os.name == "nt", reason="permissions and named pipes are POSIX")
def test_a_named_pipe_does_not_hang_the_reading(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pijp.txt")
    with EngineClient(Paths.under(tmp_path / "data")) as client:
        report = reports(client, tmp_path / "pijp.txt")["pijp.txt"]
    assert report.error is not None
    assert report.error.kind == "Unreadable"


@pytest.mark.thorough
def test_what_is_removed_answers_no_more_and_is_gone_from_the_files(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    folder.mkdir()
    secret = "kwetterzand knoeperige vlindermuts"
    documents.write_md(folder / "geheim.md", f"Het wachtwoord is {secret}.")
    documents.write_md(folder / "gewoon.md", "Het kantoor gaat om acht uur open.")
    data = tmp_path / "data"
    with EngineClient(Paths.under(data)) as client:
        found = reports(client, folder)
        assert secret in search(client, "kwetterzand")[0].text
        *_, closing = client.run(Remove((found["geheim.md"].id,)))
        assert closing == Done()
        assert not any("kwetterzand" in passage.text for passage in search(client, "kwetterzand wachtwoord"))
        *_, closing = client.run(Remove((found["geheim.md"].id,)))
        assert isinstance(closing, Failed)
        assert closing.fault.kind == "UnknownDocument"
    for file in data.rglob("*"):
        if file.is_file():
            assert b"kwetterzand" not in file.read_bytes(), file


def test_an_answer_is_kept_with_everything_also_when_it_was_stopped(tmp_path: Path) -> None:
    data = Paths.under(tmp_path / "data")
    with EngineClient(data) as client:
        list(client.run(Answer("write", {"request": "Say hello."}, "en", FACTUAL)))
        handle = client.submit(Answer("brainstorm", {"subject": "a house", "count": "20"}, "en", LONG))
        for event in handle.events():
            if isinstance(event, TextWritten):
                handle.stop()
        assert handle.closing == Stopped()
    archive = Archive(data.archive)
    stopped, finished = History(archive).answers()
    archive.close()
    assert (finished.state, stopped.state) == ("done", "stopped")
    assert finished.task == "write"
    assert "Say hello." in finished.form_json
    assert '"max_tokens":40' in finished.tuning_json
    assert '"generated_tokens":' in finished.timing_json
    assert finished.text
    assert finished.model.startswith("SmolLM2")
    assert stopped.text == handle.text != ""


def test_models_are_listed_and_chosen(tmp_path: Path) -> None:
    with EngineClient(Paths.under(tmp_path / "data")) as client:
        listed = next(event for event in client.run(ListModels()) if isinstance(event, ModelsListed))
        assert {(model.kind, model.starter, model.chosen) for model in listed.models} == {
            ("writer", True, True),
            ("embedder", True, True),
        }
        *_, closing = client.run(ChooseModel(str(tmp_path / "none.gguf")))
        assert isinstance(closing, Failed)
        assert closing.fault.kind == "UnknownModel"


def test_everything_is_in_order(engine: EngineClient) -> None:
    results = {event.name: event for event in engine.run(Check()) if isinstance(event, CheckResult)}
    assert set(results) >= {"writer_starter", "embedder_starter", "archive", "index"}
    assert results["archive"].details == {"documents": 4, "failed": 0}
    assert not [result for result in results.values() if result.ok is False and result.required]
