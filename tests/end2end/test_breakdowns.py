"""Kills, stops and locks: what holds when something breaks in the middle."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

import psutil
import pytest

from app import settings
from app.client import EngineClient, JobHandle
from app.messages import (
    Answer,
    Closing,
    DocumentReport,
    Done,
    EngineRestarted,
    EngineWaiting,
    Event,
    Failed,
    Index,
    ListDocuments,
    PassagesFound,
    Progress,
    Search,
    Stopped,
    TextWritten,
    Tuning,
)
from app.paths import Paths
from store.archive import Archive
from store.history import History
from tests import documents
from tests.end2end.conftest import write_library
from tests.index_terms import holds_word

LONG = Tuning(temperature=0.7, max_tokens=2000, seed=1)
STORY = Answer("brainstorm", {"subject": "a house by the sea", "count": "20"}, "en", LONG)
"""Its form alone makes it long: 42 places to fill, whatever the model writes."""
STOP_SECONDS = 3.0
"""The promise is 1 second, and 0.1 to 0.2 are usual; this is to find a stop that is not heeded."""
MEMORY_MIB = 300
"""Enough for a small file, too little for a large one."""


@pytest.fixture
def data(tmp_path: Path) -> Paths:
    return Paths.under(tmp_path / "data")


@pytest.fixture
def large_library(tmp_path: Path) -> Path:
    """Enough to be in the middle of for several seconds."""
    folder = tmp_path / "large"
    folder.mkdir()
    for number in range(40):
        sentences = (
            f"Regel {number}.{line} gaat over het onderwerp {number * line}. " * 5 for line in range(20)
        )
        documents.write_md(folder / f"{number:02}.md", "\n\n".join(sentences))
    return folder


def until(handle: JobHandle, wanted: Callable[[Event], bool]) -> Event:
    for event in handle.events():
        if wanted(event):
            return event
    raise AssertionError(f"ended with {handle.closing}")


def close(handle: JobHandle) -> Closing:
    for _ in handle.events():
        pass
    assert handle.closing is not None
    return handle.closing


def is_text(event: Event) -> bool:
    return isinstance(event, TextWritten)


def is_read(event: Event) -> bool:
    return isinstance(event, DocumentReport) and event.state == "ready"


def child_in_role(engine: int | None, role: str) -> psutil.Process:
    """The engine's child that plays this role, waited for."""
    for _ in range(200):
        for child in psutil.Process(engine).children():
            if role in child.cmdline():
                return child
        time.sleep(0.02)
    raise AssertionError(f"no {role}")


def test_an_engine_killed_while_writing_leaves_the_text_and_is_there_again(data: Paths) -> None:
    with EngineClient(data) as client:
        handle = client.submit(STORY)
        until(handle, is_text)
        time.sleep(1.2)
        assert client.process_id is not None
        os.kill(client.process_id, signal.SIGKILL)
        closing = close(handle)
        assert isinstance(closing, Failed)
        assert closing.fault.kind == "EngineDied"
        assert closing.fault.details == {"exit_code": -signal.SIGKILL}
        assert handle.text
        *_, closing = client.run(Answer("write", {"request": "Hello."}, "en", Tuning(max_tokens=12)))
        assert closing == Done()
    archive = Archive(data.archive)
    answers = {answer.state: answer for answer in History(archive).answers()}
    archive.close()
    assert set(answers) == {"done", "interrupted"}
    kept = answers["interrupted"].text
    assert kept != ""
    assert handle.text.startswith(kept) or kept.startswith(handle.text)


@pytest.mark.slow
def test_an_engine_killed_while_reading_documents_goes_on_with_the_rest(
    data: Paths, large_library: Path
) -> None:
    with EngineClient(data) as client:
        handle = client.submit(Index((str(large_library),)))
        until(handle, is_read)
        assert client.process_id is not None
        os.kill(client.process_id, signal.SIGKILL)
        restarted = until(handle, lambda event: isinstance(event, EngineRestarted))
        assert restarted == EngineRestarted(-signal.SIGKILL)
        assert close(handle) == Done()
        listed = [event for event in client.run(ListDocuments()) if isinstance(event, DocumentReport)]
        assert len(listed) == 40
        assert {event.state for event in listed} == {"ready"}
    archive = Archive(data.archive)
    assert archive.is_sound()
    for document in archive.documents():
        assert len(archive.content(document.id).passages) == document.passages
    assert (
        archive.without_vectors(archive.connection.execute("SELECT space FROM vectors").fetchone()[0]) == []
    )
    archive.close()


def test_an_engine_that_cannot_start_says_why_instead_of_starting_for_ever(data: Paths) -> None:
    data.create()
    data.archive.write_bytes(b"no archive " * 1000)
    with EngineClient(data) as client:
        (closing,) = client.run(ListDocuments())
        assert isinstance(closing, Failed)
        assert closing.fault.kind == "ArchiveDamaged"
        (closing,) = client.run(ListDocuments())
        assert isinstance(closing, Failed)


def write_slow_file(path: Path) -> None:
    """Tags that are never closed: reading takes a time that grows with their square, minutes for these."""
    path.write_text("<html><body>" + "<div><b>woord " * 60_000)


def test_a_parser_killed_in_the_middle_of_a_file_is_that_files_error(data: Paths, tmp_path: Path) -> None:
    write_slow_file(tmp_path / "a-traag.html")
    documents.write_md(tmp_path / "b-klein.md", "De balie is open op maandag.")
    paths = (str(tmp_path / "a-traag.html"), str(tmp_path / "b-klein.md"))
    with EngineClient(data) as client:
        handle = client.submit(Index(paths))
        until(handle, lambda event: isinstance(event, DocumentReport) and event.state == "reading")
        child_in_role(client.process_id, "--parser").kill()
        last = {event.path: event for event in handle.events() if isinstance(event, DocumentReport)}
        assert handle.closing == Done()
    error = last[paths[0]].error
    assert error is not None
    assert error.kind == "ParserCrashed"
    assert last[paths[1]].state == "ready"


@pytest.mark.thorough
def test_a_file_that_takes_too_long_is_ended_and_the_others_go_on(data: Paths, tmp_path: Path) -> None:
    write_slow_file(tmp_path / "a-traag.html")
    documents.write_md(tmp_path / "b-klein.md", "De balie is open op maandag.")
    data.create()
    settings.save(data.settings, settings.Settings(reading_seconds=2))
    with EngineClient(data) as client:
        paths = (str(tmp_path / "a-traag.html"), str(tmp_path / "b-klein.md"))
        last = {event.path: event for event in client.run(Index(paths)) if isinstance(event, DocumentReport)}
    error = last[paths[0]].error
    assert error is not None
    assert (error.kind, error.details["seconds"]) == ("ParsingTimedOut", 2)
    assert last[paths[1]].state == "ready"


@pytest.mark.thorough
def test_a_file_that_needs_too_much_memory_is_that_files_error(data: Paths, tmp_path: Path) -> None:
    (tmp_path / "a-veel.csv").write_text("\n".join(f"woord{number};{number}" for number in range(900_000)))
    documents.write_md(tmp_path / "b-klein.md", "De balie is open op maandag.")
    data.create()
    settings.save(data.settings, settings.Settings(reading_memory_mib=MEMORY_MIB))
    with EngineClient(data) as client:
        paths = (str(tmp_path / "a-veel.csv"), str(tmp_path / "b-klein.md"))
        last = {event.path: event for event in client.run(Index(paths)) if isinstance(event, DocumentReport)}
    error = last[paths[0]].error
    assert error is not None
    assert error.kind == "ParserCrashed"
    assert last[paths[1]].state == "ready"


@pytest.mark.slow
def test_an_index_writer_killed_in_the_middle_costs_nothing(data: Paths, large_library: Path) -> None:
    with EngineClient(data) as client:
        handle = client.submit(Index((str(large_library),)))
        until(handle, lambda event: isinstance(event, Progress) and event.done == event.total == 40)
        child_in_role(client.process_id, "--index-writer").kill()
        assert close(handle) == Done()
        question = Search("waarover gaat regel 39.7")
        (found,) = [event for event in client.run(question) if isinstance(event, PassagesFound)]
        assert found.passages
        assert all("gaat over het onderwerp" in passage.text for passage in found.passages)


@pytest.mark.parametrize(
    "damage",
    [
        "manifest",
        "data",
        *(pytest.param(kind, marks=pytest.mark.slow) for kind in ("missing", "position", "empty")),
    ],
)
@pytest.mark.thorough
def test_a_damaged_index_is_built_anew_and_answers(data: Paths, tmp_path: Path, damage: str) -> None:
    library = write_library(tmp_path / "library")
    with EngineClient(data) as client:
        list(client.run(Index((str(library),))))
    (space,) = [folder for folder in data.index.iterdir() if folder.is_dir()]
    _break_index(space, damage)
    with EngineClient(data) as client:
        events = list(client.run(Search("Hoe laat sluit de kantine?")))
        assert events[-1] == Done()
        (found,) = [event for event in events if isinstance(event, PassagesFound)]
        assert "vijftien uur" in found.passages[0].text


def _break_index(space: Path, damage: str) -> None:
    def files(pattern: str) -> Iterator[Path]:
        return (path for path in space.rglob(pattern) if path.is_file())

    match damage:
        case "missing":
            subprocess.run(["rm", "-r", str(space)], check=True)
        case "position":
            (space / "position.json").write_text("{")
        case "manifest":
            for file in files("*.manifest"):
                file.write_bytes(b"")
        case "data":
            for file in files("*.lance"):
                file.write_bytes(b"\x5a" * 500)
        case _:
            for file in files("*"):
                if file.name != "position.json":
                    file.unlink()


@pytest.mark.thorough
def test_an_erasure_that_was_killed_half_way_is_finished_at_the_next_start(
    data: Paths, tmp_path: Path
) -> None:
    documents.write_md(tmp_path / "geheim.md", "De kluiscode is flinterbos.")
    documents.write_md(tmp_path / "open.md", "Het kantoor is open op maandag.")
    with EngineClient(data) as client:
        list(client.run(Index((str(tmp_path / "geheim.md"), str(tmp_path / "open.md")))))
    archive = Archive(data.archive)
    document = archive.document_at(str(tmp_path / "geheim.md"))
    assert document is not None
    archive.erase([document.id])
    archive.close()
    assert holds_word(data.index, "flinterbos")
    with EngineClient(data) as client:
        (found,) = [event for event in client.run(Search("kantoor open")) if isinstance(event, PassagesFound)]
        assert [passage.text for passage in found.passages] == ["Het kantoor is open op maandag."]
    assert not holds_word(data.index, "flinterbos")
    for file in data.root.rglob("*"):
        assert not file.is_file() or b"flinterbos" not in file.read_bytes(), file


def test_stop_while_writing(data: Paths) -> None:
    with EngineClient(data) as client:
        handle = client.submit(STORY)
        until(handle, is_text)
        assert _seconds_to_stop(handle) < STOP_SECONDS


def test_stop_while_the_prompt_is_read(data: Paths) -> None:
    request = "Summarise: " + "The committee discussed the budget at length. " * 700
    with EngineClient(data) as client:
        handle = client.submit(Answer("write", {"request": request}, "en", Tuning(max_tokens=64)))
        until(handle, lambda event: isinstance(event, Progress) and event.activity == "reading_prompt")
        assert _seconds_to_stop(handle) < STOP_SECONDS
        *_, closing = client.run(Answer("write", {"request": "Hello."}, "en", Tuning(max_tokens=12)))
        assert closing == Done()


def test_stop_while_documents_are_read_keeps_whole_documents(data: Paths, large_library: Path) -> None:
    with EngineClient(data) as client:
        handle = client.submit(Index((str(large_library),)))
        until(handle, is_read)
        assert _seconds_to_stop(handle) < STOP_SECONDS
        listed = [event for event in client.run(ListDocuments()) if isinstance(event, DocumentReport)]
        assert 0 < len(listed) < 40
        assert {event.state for event in listed} == {"ready"}


def _seconds_to_stop(handle: JobHandle) -> float:
    began = time.monotonic()
    handle.stop()
    assert close(handle) == Stopped()
    return time.monotonic() - began


@pytest.mark.slow
def test_an_answer_does_not_wait_for_documents_to_be_read(data: Paths, large_library: Path) -> None:
    with EngineClient(data) as client:
        reading = client.submit(Index((str(large_library),)))
        until(reading, is_read)
        *_, closing = client.run(Answer("ask", {"question": "Welke regel?"}, "nl", Tuning(max_tokens=12)))
        assert closing == Done()
        assert reading.closing is None
        reading.stop()
        close(reading)


def test_no_process_outlives_a_killed_starter(tmp_path: Path, large_library: Path) -> None:
    """Two seconds after the starter was killed in the middle of reading, no child of it is alive."""
    command = [sys.executable, "-m", "app", "index", "--data-dir", str(tmp_path / "data"), str(large_library)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as starter:
        (engine,) = _wait_for(lambda: psutil.Process(starter.pid).children())
        family = [engine, child_in_role(engine.pid, "--parser")]
        time.sleep(1.0)
        starter.kill()
        starter.wait()
        _, alive = psutil.wait_procs(family, timeout=2.0)
        assert not [process for process in alive if process.status() != psutil.STATUS_ZOMBIE]


def _wait_for(look: Callable[[], list[psutil.Process]]) -> list[psutil.Process]:
    while not (found := look()):
        time.sleep(0.02)
    return found


def test_a_second_engine_waits_and_says_for_whom(data: Paths) -> None:
    with EngineClient(data) as first:
        list(first.run(ListDocuments()))
        with EngineClient(data) as second:
            handle = second.submit(ListDocuments())
            waiting = until(handle, lambda event: isinstance(event, EngineWaiting))
            assert isinstance(waiting, EngineWaiting)
            assert waiting.process == os.getpid()
            first.close()
            assert close(handle) == Done()


def test_who_waits_for_a_folder_can_stop_waiting(data: Paths) -> None:
    with EngineClient(data) as first:
        list(first.run(ListDocuments()))
        with EngineClient(data) as second:
            handle = second.submit(ListDocuments())
            until(handle, lambda event: isinstance(event, EngineWaiting))
            assert _seconds_to_stop(handle) < STOP_SECONDS


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(Exception) as caught:
        EngineClient(Paths.under(tmp_path / "file" / "data"))
    assert type(caught.value).__name__ == "DataFolderUnwritable"


def test_the_archive_is_readable_by_sqlite_alone(data: Paths) -> None:
    with EngineClient(data) as client:
        list(client.run(ListDocuments()))
    connection = sqlite3.connect(data.archive)
    assert connection.execute("SELECT count(*) FROM documents").fetchone() == (0,)
    connection.close()


def wait_for_text(archive: Path, seconds: float = 60.0) -> None:
    """Wait until something of an answer is kept."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with suppress(sqlite3.Error), closing(sqlite3.connect(f"file:{archive}?mode=ro", uri=True)) as reader:
            if reader.execute("SELECT 1 FROM answers WHERE text <> ''").fetchone():
                return
        time.sleep(0.05)
    raise TimeoutError("nothing was written")


def test_ctrl_c_stops_keeps_what_is_written_and_says_so(tmp_path: Path) -> None:
    request = ["ask", "--data-dir", str(tmp_path / "data"), "--task", "brainstorm", "--max-tokens", "2000"]
    command = [sys.executable, "-P", "-m", "app", *request, "--field", "count=20", "a house by the sea"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        wait_for_text(Paths.under(tmp_path / "data").archive)
        process.send_signal(signal.SIGINT)
        shown, errors = process.communicate(timeout=20)
    assert (process.returncode, errors) == (130, b"Stopped.\n")
    archive = Archive(Paths.under(tmp_path / "data").archive)
    (kept,) = History(archive).answers()
    archive.close()
    assert kept.state == "stopped"
    assert kept.text == shown.decode() != ""


def test_two_answers_at_once_do_not_mix(data: Paths) -> None:
    """The second is as it would have been alone, whichever waited for the other."""
    jobs = [
        Answer("write", {"request": text}, "en", Tuning(0.0, 40)) for text in ("Greet Anna.", "Name a fish.")
    ]
    with EngineClient(data) as client:
        together = [client.submit(job) for job in jobs]
        assert [close(handle) for handle in together] == [Done(), Done()]
    with EngineClient(data) as client:
        for job, handle in zip(jobs, together, strict=True):
            alone = client.submit(job)
            close(alone)
            assert alone.text == handle.text != ""


def test_text_that_is_no_unicode_is_refused_and_names_that_are_none_are_told(
    data: Paths, tmp_path: Path
) -> None:
    folder = tmp_path / "library"
    folder.mkdir()
    documents.write_md(folder / "goed.md", "De balie is open op maandag.")
    Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.md")).write_text("Onbereikbaar.")
    with EngineClient(data) as client:
        *_, closing = client.run(Search("caf\udce9"))
        assert isinstance(closing, Failed)
        assert closing.fault.kind == "RequestUnsendable"
        last = [event for event in client.run(Index((str(folder),))) if isinstance(event, DocumentReport)]
        assert {Path(event.path).name: event.state for event in last} == {
            "caf\ufffd.md": "failed",
            "goed.md": "ready",
        }


def test_a_broken_task_file_is_the_failure_of_its_own_answers_only(data: Paths) -> None:
    data.create()
    (data.tasks / "broken.toml").write_text("schema = ")
    with EngineClient(data) as client:
        *_, closing = client.run(Answer("mine", {"request": "x"}, "en", Tuning()))
        assert isinstance(closing, Failed)
        assert closing.fault.kind == "TaskFileBroken"
        *_, closing = client.run(Answer("write", {"request": "x"}, "en", Tuning(max_tokens=12)))
        assert closing == Done()


def test_a_log_that_cannot_be_written_is_told_instead_of_waiting_for_ever(data: Paths) -> None:
    with EngineClient(data) as client:
        list(client.run(ListDocuments()))
        data.engine_log.unlink()
        data.engine_log.mkdir()
        handle = client.submit(STORY)
        until(handle, is_text)
        assert client.process_id is not None
        os.kill(client.process_id, signal.SIGKILL)
        assert isinstance(close(handle), Failed)
        (closing,) = client.run(ListDocuments())
        assert isinstance(closing, Failed)
        assert closing.fault.kind == "DataFolderUnwritable"


def test_a_question_with_nothing_in_the_documents_says_so_without_inventing(
    data: Paths, tmp_path: Path
) -> None:
    library = write_library(tmp_path / "library")
    with EngineClient(data) as client:
        list(client.run(Index((str(library),))))
        handle = client.submit(Answer("ask", {"question": "xqzzt plof brommel"}, "nl", Tuning()))
        assert close(handle) == Done()
        assert handle.text == "Dit staat niet in de documenten."
