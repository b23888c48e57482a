"""The promises to documents that could not be read: named, left alone, tried again by hand, unlocked."""

import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from app import commands, settings
from app.client import EngineClient
from app.messages import (
    Closing,
    DocumentReport,
    Done,
    Failed,
    Ignore,
    Index,
    Job,
    ListDocuments,
    PassagesFound,
    Progress,
    Search,
    Stopped,
    Unlock,
)
from app.paths import Paths
from store.readers.ocr import Tesseract
from tests import documents
from tests.end2end.test_breakdowns import child_in_role
from tests.scans import write_scan
from tests.store import hostile
from tests.store.test_hostile_files import FILES

PASSWORD = "kwetterbrem"
SECONDS = 8
"""What one file may take here: enough to start a parser on a busy machine."""

BOMBS = (
    hostile.word_bomb,
    hostile.text_bomb,
    hostile.billion_laughs,
    hostile.deep_html,
    hostile.pages_that_are_their_own_parents,
    hostile.form_that_draws_itself,
    hostile.multipart_without_end,
    hostile.message_in_message,
    hostile.bomb_in_a_mail,
    hostile.million_empty_rows,
)

needs_tesseract = pytest.mark.skipif(not Tesseract().there, reason="Tesseract is not installed")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("troubles")


@pytest.fixture(scope="module")
def data(folder: Path) -> Paths:
    return Paths.under(folder / "data")


@pytest.fixture(scope="module")
def engine(data: Paths, folder: Path) -> Iterator[EngineClient]:
    """One that has all its processes: those that a test starts have to end with it."""
    documents.write_md(folder / "eerste.md", "De balie is open op maandag.")
    with EngineClient(data) as client:
        assert read(client, folder / "eerste.md")["eerste.md"][-1].state == "ready"
        yield client


def run(client: EngineClient, job: Job) -> tuple[list[DocumentReport], Closing]:
    """The reports of a job, and how it closed."""
    *events, closing = client.run(job)
    assert isinstance(closing, Closing)
    return [event for event in events if isinstance(event, DocumentReport)], closing


def read(client: EngineClient, *paths: Path) -> dict[str, list[DocumentReport]]:
    """What is said of each file that is read, by name."""
    reports, closing = run(client, Index(tuple(map(str, paths))))
    assert closing == Done()
    found: dict[str, list[DocumentReport]] = {}
    for report in reports:
        found.setdefault(Path(report.path).name, []).append(report)
    return found


def kind(report: DocumentReport) -> str:
    return report.error.kind if report.error else ""


def listed(client: EngineClient, path: Path) -> DocumentReport:
    reports, _ = run(client, ListDocuments())
    return next(report for report in reports if report.path == str(path))


def write_slow_file(path: Path) -> None:
    """Tags that are never closed: minutes."""
    path.write_text("<html><body>" + "<div><b>woord " * 60_000)


@pytest.mark.slow
def test_files_that_hang_or_break_the_parser_are_set_aside_until_they_change_or_are_tried_by_hand(
    folder: Path,
) -> None:
    paths = Paths.under(folder / "kapot-data")
    paths.create()
    settings.save(paths.settings, settings.Settings(reading_seconds=SECONDS))
    library = folder / "kapot"
    library.mkdir()
    for name in ("a.html", "b.html"):
        write_slow_file(library / name)
    documents.write_md(library / "c.md", "De balie is open op maandag.")
    with EngineClient(paths) as client:
        handle = client.submit(Index((str(library),)))
        first: dict[str, list[DocumentReport]] = {}
        for event in handle.events():
            if isinstance(event, DocumentReport):
                first.setdefault(Path(event.path).name, []).append(event)
                if Path(event.path).name == "a.html" and event.state == "reading":
                    child_in_role(client.process_id, "--parser").kill()
    assert kind(first["a.html"][-1]) == "ParserCrashed"
    assert kind(first["b.html"][-1]) == "ParsingTimedOut"
    assert kind(first["c.md"][-1]) == ""
    documents.write_md(library / "d.md", "De kantine sluit om drie uur.")
    with EngineClient(paths) as client:
        again = read(client, library)
        for name in ("a.html", "b.html"):
            assert [report.state for report in again[name]] == ["waiting", "failed"]
            assert again[name][-1].known and kind(again[name][-1]) == kind(first[name][-1])
        assert kind(again["d.md"][-1]) == ""
        by_hand = client.submit(Index((str(library / "a.html"),)))
        assert "reading" in (
            event.state for event in by_hand.events() if isinstance(event, DocumentReport)
        )  # as far as that; it would hang again
        by_hand.stop()
        (library / "b.html").write_text("")
        assert kind(read(client, library)["b.html"][-1]) == "NoText"


def test_ignoring_is_kept_undone_and_refused_for_what_is_not_there(
    engine: EngineClient, folder: Path
) -> None:
    library = folder / "negeer"
    library.mkdir()
    documents.write_damaged_pdf(library / "a.pdf", "x")
    report = read(engine, library)["a.pdf"][-1]
    (ignored,), closing = run(engine, Ignore((report.id,)))
    assert ignored.ignored and kind(ignored) == "DamagedDocument" and closing == Done()
    assert listed(engine, library / "a.pdf").ignored
    again = read(engine, library)["a.pdf"]
    assert [one.state for one in again] == ["waiting", "failed"] and again[-1].ignored
    reports, closing = run(engine, Ignore((report.id, "nergens"), ignored=False))
    assert not reports and isinstance(closing, Failed) and closing.fault.kind == "UnknownDocument"
    assert listed(engine, library / "a.pdf").ignored
    run(engine, Ignore((report.id,), ignored=False))
    assert not listed(engine, library / "a.pdf").ignored


def test_a_password_opens_a_pdf_and_stays_in_memory(engine: EngineClient, data: Paths, folder: Path) -> None:
    path = folder / "slot.pdf"
    documents.write_protected_pdf(path, "De kluiscode is flinterbos.", PASSWORD)
    assert kind(read(engine, path)["slot.pdf"][-1]) == "PasswordProtected"
    _, closing = run(engine, Unlock(str(path), "fout"))
    assert isinstance(closing, Failed) and closing.fault.kind == "WrongPassword"
    assert kind(listed(engine, path)) == "PasswordProtected"
    reports, closing = run(engine, Unlock(str(path), PASSWORD))
    assert closing == Done() and reports[-1].state == "ready"
    documents.write_protected_pdf(path, "De kluiscode is veranderd.", PASSWORD)
    assert read(engine, path)["slot.pdf"][-1].state == "ready"
    documents.write_protected_pdf(path, "De kluiscode is veranderd.", "een ander")
    assert kind(read(engine, path)["slot.pdf"][-1]) == "PasswordProtected"
    for file in data.root.rglob("*"):
        assert not file.is_file() or PASSWORD.encode() not in file.read_bytes(), file


def test_hostile_files_with_hostile_names_are_all_told_of_and_the_engine_goes_on(
    engine: EngineClient, folder: Path
) -> None:
    library = folder / "vijandig"
    library.mkdir()
    expected = {}
    for number, (ending, write, outcome) in enumerate(FILES):
        if write in BOMBS:
            name = f"{number}.{ending}"
            (library / name).write_bytes(write(folder))
            expected[name] = outcome.__name__ if isinstance(outcome, type) else ""
    for name in hostile.names():
        (library / name).write_text("De balie is open.")
        expected[name] = ""
    hostile.unreadable_places(library)
    told = read(engine, library)
    assert {name: kind(reports[-1]) for name, reports in told.items() if name in expected} == expected
    assert any(isinstance(event, PassagesFound) for event in engine.run(Search("balie")))


@needs_tesseract
def test_a_scan_is_read_page_by_page_and_found(engine: EngineClient, folder: Path) -> None:
    path = folder / "scan.pdf"
    write_scan(path, "De kantine sluit op vrijdag om drie uur.\fDe archiefkamer is gesloten.")
    *events, closing = engine.run(Index((str(path),)))
    assert closing == Done()
    told = [event for event in events if isinstance(event, Progress)]
    assert Progress("recognising_text", 1, 2) in told
    (found,) = [
        event for event in engine.run(Search("archiefkamer gesloten")) if isinstance(event, PassagesFound)
    ]
    place = next(passage for passage in found.passages if passage.path == str(path))
    assert place.page == 2 and "archiefkamer" in place.text


def test_without_tesseract_a_scan_says_so_and_one_that_hangs_goes_with_its_parser(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tools = folder / "tools"
    tools.mkdir()
    monkeypatch.setenv("PATH", str(tools))
    write_scan(folder / "los.pdf", "De balie is open.")
    paths = Paths.under(folder / "zonder")
    with EngineClient(paths) as client:
        assert kind(read(client, folder / "los.pdf")["los.pdf"][-1]) == "OcrMissing"
        script = (
            f'[ "$1" = --list-langs ] && echo nld && exit\necho $$ > {tools}/started\nexec /bin/sleep 600'
        )
        (tools / "tesseract").write_text(f"#!/bin/sh\n{script}\n")
        (tools / "tesseract").chmod(0o755)
        handle = client.submit(Index((str(folder / "los.pdf"),)))
        while not (tools / "started").exists() or not (tools / "started").read_text():
            time.sleep(0.02)
        hanging = psutil.Process(int((tools / "started").read_text()))
        handle.stop()
        *_, closing = handle.events()
        assert closing == Stopped()
        _, alive = psutil.wait_procs([hanging], timeout=5)
        assert not [process for process in alive if process.status() != psutil.STATUS_ZOMBIE]


@pytest.mark.thorough
def test_the_command_line_tells_ignores_retries_and_unlocks(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    library = folder / "opdrachten"
    library.mkdir()
    documents.write_protected_pdf(library / "slot.pdf", "De kluiscode is flinterbos.", PASSWORD)
    documents.write_damaged_pdf(library / "stuk.pdf", "x")
    (folder / "wachtwoorden").write_text(f"fout\n\n{PASSWORD}\n")
    where = ["--language", "en", "--data-dir", str(folder / "opdrachten-data")]

    def command(*arguments: str) -> tuple[int, str, str]:
        code = commands.main([arguments[0], *where, *arguments[1:]])
        shown = capsys.readouterr()
        return code, shown.out, shown.err

    code, out, err = command("index", str(library))
    assert code == 1 and out == "Read: 0. Known already: 0. Not read: 2.\n"
    assert "slot.pdf is protected" in err and "stuk.pdf is damaged" in err
    _, out, _ = command("troubles")
    damaged = next(line for line in out.splitlines() if "stuk.pdf" in line).split()[0]
    assert command("ignore", damaged)[:2] == (0, "No longer counted as troubles: 1.\n")
    code, out, _ = command("retry", "--all", "--password-file", str(folder / "wachtwoorden"))
    assert (code, out) == (0, "Read: 1. Known already: 0. Not read: 0.\n")
    _, out, err = command("troubles")
    assert (out, err) == ("", "There are no troubles.\nIgnored: 1.\n")
