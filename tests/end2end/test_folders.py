"""Folders kept in step, on the real engine: compared, applied, watched, and what must never be erased."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from app import settings
from app.client import EngineClient
from app.messages import (
    ENGINE,
    AddCollection,
    AddFolder,
    ApplyChanges,
    ChangeFolder,
    CollectionListed,
    CompareFolders,
    DocumentReport,
    Done,
    Event,
    Failed,
    FolderChange,
    FolderListed,
    Index,
    Job,
    ListDocuments,
    ListFolders,
    PassagesFound,
    Remove,
    RemoveFolder,
    Restore,
    Search,
    SetAside,
    Stopped,
    WatchFolders,
)
from app.paths import Paths
from store.archive import Archive
from tests.end2end.test_library_changes import holds, wait_until_forgotten
from tests.end2end.test_listener import HEARD_SECONDS, Ear


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EngineClient]:
    paths = Paths.under(tmp_path_factory.mktemp("data"))
    paths.create()
    settings.save(paths.settings, settings.Settings(folder_files=60))
    with EngineClient(paths) as client:
        start_all(client, paths.root)
        yield client


def start_all(client: EngineClient, folder: Path) -> None:
    """Have the engine start the processes that it has for reading, as those last as long as it does."""
    write(folder / "eerst.md", "# Eerst\n\nDit gaat er zo weer uit.")
    handle = client.submit(Index((str(folder / "eerst.md"),)))
    end = time.monotonic() + HEARD_SECONDS
    while handle.closing is None and time.monotonic() < end:
        time.sleep(0.02)
    assert handle.closing == Done()


@pytest.fixture
def source(tmp_path: Path, engine: EngineClient) -> Iterator[Path]:
    """A folder of three documents, and nothing in the library before; at the end it is kept no more."""
    run(engine, Remove(tuple(report.id for report in documents(engine).values())))
    folder = tmp_path / "bron"
    for name in ("verlof", "declaraties", "map/kantine"):
        write(folder / f"{name}.md", f"# Over {name}\n\nDe regels voor {name} staan in dit document.")
    yield folder
    for listed in folders(engine):
        run(engine, RemoveFolder(listed.id))


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def run(engine: EngineClient, job: Job) -> list[Event]:
    *events, closing = engine.run(job)
    assert closing == Done(), closing
    return events


def failure(engine: EngineClient, job: Job) -> str:
    *_, closing = engine.run(job)
    assert isinstance(closing, Failed)
    return closing.fault.kind


def folders(engine: EngineClient) -> list[FolderListed]:
    return [event for event in run(engine, ListFolders()) if isinstance(event, FolderListed)]


def add(engine: EngineClient, path: Path, applies: bool = False, collection: str = "library") -> FolderListed:
    listed = run(engine, AddFolder(str(path), collection, applies))[-1]
    assert isinstance(listed, FolderListed)
    return listed


def state(events: Sequence[Event]) -> FolderListed:
    """How the folder stands at the end."""
    return [event for event in events if isinstance(event, FolderListed)][-1]


def compared(engine: EngineClient, folder: FolderListed) -> dict[str, str]:
    """What kind of change there is, by name."""
    events = run(engine, CompareFolders((folder.id,)))
    return {Path(event.path).name: event.kind for event in events if isinstance(event, FolderChange)}


def apply(engine: EngineClient, folder: FolderListed, *paths: Path) -> list[DocumentReport]:
    """What came of the files that were read or moved; the folder is in step afterwards."""
    events = run(engine, ApplyChanges(folder.id, tuple(map(str, paths))))
    assert state(events).state == "in_step" or paths
    return [e for e in events if isinstance(e, DocumentReport) and e.state in ("ready", "failed")]


def documents(engine: EngineClient) -> dict[str, DocumentReport]:
    events = run(engine, ListDocuments())
    return {Path(event.path).name: event for event in events if isinstance(event, DocumentReport)}


def found(engine: EngineClient, question: str) -> set[str]:
    (passages,) = [e for e in run(engine, Search(question)) if isinstance(e, PassagesFound)]
    return {Path(passage.path).name for passage in passages.passages}


# Comparing and applying


def test_a_folder_is_compared_shown_and_applied(engine: EngineClient, source: Path) -> None:
    folder = add(engine, source)
    assert (folder.state, folder.files, folder.new) == ("changed", 3, 3)
    assert documents(engine) == {}
    assert set(compared(engine, folder).values()) == {"new"}
    apply(engine, folder)
    assert set(documents(engine)) == {"verlof.md", "declaraties.md", "kantine.md"}
    assert "kantine.md" in found(engine, "kantine")
    assert compared(engine, folder) == {}


def test_what_changed_moved_and_went_is_made_so_in_the_library(engine: EngineClient, source: Path) -> None:
    folder = add(engine, source)
    apply(engine, folder)
    before = documents(engine)
    write(source / "verlof.md", "# Over verlof\n\nHet zeepaardje is nieuw in dit document.")
    (source / "map" / "kantine.md").rename(source / "kantine2.md")
    (source / "declaraties.md").unlink()
    write(source / "erbij.md", "# Erbij\n\nDit is er nieuw bij.")
    assert compared(engine, folder) == {
        "verlof.md": "changed",
        "kantine2.md": "moved",
        "declaraties.md": "deleted",
        "erbij.md": "new",
    }
    reports = {Path(report.path).name: report for report in apply(engine, folder)}
    assert reports["kantine2.md"].known, "what was moved is not read again"
    now = documents(engine)
    assert set(now) == {"verlof.md", "kantine2.md", "erbij.md"}
    assert now["kantine2.md"].id == before["kantine.md"].id
    assert now["verlof.md"].id == before["verlof.md"].id
    assert "verlof.md" in found(engine, "zeepaardje")
    assert "declaraties.md" not in found(engine, "declaraties")
    assert compared(engine, folder) == {}


def test_only_what_is_chosen_is_applied(engine: EngineClient, source: Path) -> None:
    folder = add(engine, source)
    apply(engine, folder, source / "verlof.md")
    assert set(documents(engine)) == {"verlof.md"}
    assert set(compared(engine, folder)) == {"declaraties.md", "kantine.md"}


def test_what_was_deleted_leaves_no_byte_behind(engine: EngineClient, source: Path) -> None:
    root = engine._paths.root
    write(source / "geheim.md", "# Geheim\n\nDe wielewaalcode ligt in de kluis.")
    folder = add(engine, source)
    apply(engine, folder)
    assert holds(root, b"wielewaalcode")
    (source / "geheim.md").unlink()
    compared(engine, folder)
    apply(engine, folder)
    wait_until_forgotten(root, b"wielewaalcode")


def test_a_file_that_came_back_meanwhile_is_not_erased(engine: EngineClient, source: Path) -> None:
    folder = add(engine, source)
    apply(engine, folder)
    (source / "verlof.md").rename(source.parent / "weg.md")
    assert compared(engine, folder) == {"verlof.md": "deleted"}
    (source.parent / "weg.md").rename(source / "verlof.md")
    apply(engine, folder)
    assert "verlof.md" in documents(engine)


def test_a_touched_file_is_in_step_after_one_look(engine: EngineClient, source: Path) -> None:
    folder = add(engine, source)
    apply(engine, folder)
    os.utime(source / "verlof.md", ns=(1, 1))
    assert compared(engine, folder) == {"verlof.md": "changed"}
    (report,) = apply(engine, folder)
    assert report.known
    assert compared(engine, folder) == {}


def test_a_look_alike_is_not_taken_for_the_file_that_went(engine: EngineClient, source: Path) -> None:
    """Of the same size and time, and with other words in it."""
    folder = add(engine, source)
    apply(engine, folder)
    before, old = documents(engine)["verlof.md"], (source / "verlof.md").stat()
    text = (source / "verlof.md").read_text(encoding="utf-8")
    (source / "verlof.md").unlink()
    write(source / "anders.md", text.replace("regels", "zegels"))
    os.utime(source / "anders.md", ns=(old.st_atime_ns, old.st_mtime_ns))
    assert compared(engine, folder) == {"anders.md": "moved"}
    apply(engine, folder)
    now = documents(engine)
    assert set(now) == {"anders.md", "declaraties.md", "kantine.md"}
    assert now["anders.md"].id != before.id
    assert "anders.md" in found(engine, "zegels")


def test_another_spelling_of_a_name_is_the_same_document(engine: EngineClient, source: Path) -> None:
    folder = add(engine, source)
    apply(engine, folder)
    before = documents(engine)["verlof.md"]
    (source / "verlof.md").rename(source / "Verlof.md")
    write(source / "Verlof.md", "# Over verlof\n\nOok de tekst is nu anders.")
    assert compared(engine, folder) == {"Verlof.md": "moved"}
    apply(engine, folder)
    assert set(documents(engine)) == {"Verlof.md", "declaraties.md", "kantine.md"}
    assert documents(engine)["Verlof.md"].id == before.id


def test_what_cannot_be_read_is_named_once(engine: EngineClient, source: Path) -> None:
    (source / "kapot.pdf").write_bytes(b"%PDF-1.4 nothing of a page")
    (source / "tekening.dwg").write_bytes(b"AC1032")
    folder = add(engine, source)
    assert folder.new == 5
    failed = {Path(r.path).name for r in apply(engine, folder) if r.state == "failed"}
    assert failed == {"kapot.pdf", "tekening.dwg"}
    (source / "tekening.dwg").write_bytes(b"AC1032 and more")
    assert compared(engine, folder) == {}
    (source / "kapot.pdf").write_bytes(b"%PDF-1.4 still nothing of a page")
    assert compared(engine, folder) == {"kapot.pdf": "changed"}


def test_documents_go_to_the_folders_collection(engine: EngineClient, source: Path) -> None:
    (made,) = [e for e in run(engine, AddCollection("Beleid")) if isinstance(e, CollectionListed)]
    folder = add(engine, source, collection=made.id)
    apply(engine, folder)
    assert {report.collection for report in documents(engine).values()} == {made.id}
    assert failure(engine, AddFolder(str(source / "map"), "nothing")) == "UnknownCollection"


# What must never be erased


@pytest.mark.parametrize("how", ["gone", "empty"])
def test_a_drive_that_is_not_there_erases_nothing(engine: EngineClient, source: Path, how: str) -> None:
    folder = add(engine, source, applies=True)
    apply(engine, folder)
    before = documents(engine)
    source.rename(source.parent / "los")
    if how == "empty":
        source.mkdir()
    events = run(engine, CompareFolders((folder.id,)))
    assert state(events).state == "missing"
    assert not [event for event in events if isinstance(event, FolderChange)]
    assert failure(engine, ApplyChanges(folder.id)) == "FolderUnreachable"
    assert documents(engine) == before
    if how == "empty":
        source.rmdir()
    (source.parent / "los").rename(source)
    assert compared(engine, folder) == {}


def test_a_drive_that_goes_between_looking_and_applying_erases_nothing(
    engine: EngineClient, source: Path
) -> None:
    folder = add(engine, source)
    apply(engine, folder)
    (source / "verlof.md").unlink()
    assert compared(engine, folder) == {"verlof.md": "deleted"}
    source.rename(source.parent / "los")
    assert failure(engine, ApplyChanges(folder.id)) == "FolderUnreachable"
    assert len(documents(engine)) == 3
    (source.parent / "los").rename(source)


def test_what_a_person_took_out_by_hand_does_not_come_back(engine: EngineClient, source: Path) -> None:
    folder = add(engine, source)
    apply(engine, folder)
    leave, expenses = documents(engine)["verlof.md"].id, documents(engine)["declaraties.md"].id
    run(engine, SetAside((leave, expenses)))
    assert compared(engine, folder) == {}, "it can still be brought back"
    run(engine, Restore((expenses,)))
    run(engine, Remove((leave,), set_aside_only=True))
    assert compared(engine, folder) == {}
    write(source / "declaraties.md", "# Anders\n\nNieuwe tekst.")
    assert compared(engine, folder) == {"declaraties.md": "changed"}
    run(engine, Index((str(source / "verlof.md"),)))
    write(source / "verlof.md", "# Anders\n\nOok hier nieuwe tekst.")
    assert set(compared(engine, folder)) == {"declaraties.md", "verlof.md"}


# Folders


def test_folders_in_each_other_are_refused_also_through_a_link(engine: EngineClient, source: Path) -> None:
    add(engine, source)
    link = source.parent / "link"
    link.symlink_to(source / "map")
    for other in (source / "map", source.parent, link):
        assert failure(engine, AddFolder(str(other))) == "FolderOverlaps"
    assert failure(engine, AddFolder(str(source.parent / "nergens"))) == "FolderUnreachable"
    assert failure(engine, AddFolder(str(source / "verlof.md"))) == "FolderUnreachable"
    assert [folder.path for folder in folders(engine)] == [str(source)]


@pytest.mark.parametrize("job", [ApplyChanges, RemoveFolder, CompareFolders])
def test_an_unknown_folder_is_named(engine: EngineClient, job: Callable[..., Job]) -> None:
    given = ("nothing",) if job is CompareFolders else "nothing"
    assert failure(engine, job(given)) == "UnknownFolder"


def test_a_folder_goes_and_its_documents_stay_unless_that_is_said(engine: EngineClient, source: Path) -> None:
    folder = add(engine, source)
    apply(engine, folder)
    assert run(engine, RemoveFolder(folder.id)) == []
    assert len(documents(engine)) == 3
    folder = add(engine, source)
    events = run(engine, RemoveFolder(folder.id, documents=True))
    reports = [event for event in events if isinstance(event, DocumentReport)]
    assert len(reports) == 3
    assert documents(engine) == {}
    run(engine, Restore(tuple(report.id for report in reports)))
    assert len(documents(engine)) == 3
    run(engine, Remove(tuple(report.id for report in reports)))


def test_a_folder_of_too_many_files_is_counted_and_not_read(engine: EngineClient, source: Path) -> None:
    for number in range(70):
        write(source / "veel" / f"{number}.md", "tekst")
    folder = add(engine, source)
    assert (folder.state, folder.files) == ("too_large", 60)
    assert failure(engine, ApplyChanges(folder.id)) == "FolderTooLarge"
    assert failure(engine, Index((str(source),))) == "FolderTooLarge"
    assert documents(engine) == {}


# Watching, as the window has it


@pytest.fixture(scope="module")
def listened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[EngineClient, Ear]]:
    ear = Ear()
    paths = Paths.under(tmp_path_factory.mktemp("watched"))
    with EngineClient(paths, ear.hear) as client:
        start_all(client, paths.root)
        yield client, ear


def close(listened: tuple[EngineClient, Ear], job: Job) -> list[Event]:
    """The events of a job that gets done."""
    client, ear = listened
    handle = client.submit(job)
    assert ear.close(handle) == Done()
    return ear.of(handle.number)[:-1]


def told(listened: tuple[EngineClient, Ear], wanted: Callable[[FolderListed], bool]) -> FolderListed:
    """What the engine says by itself of a folder, once it says that; it is heard no second time."""
    _, ear = listened
    event = ear.wait(ENGINE, lambda event: isinstance(event, FolderListed) and wanted(event))
    assert isinstance(event, FolderListed)
    ear.heard = [(number, heard) for number, heard in ear.heard if number != ENGINE]
    return event


@pytest.mark.slow
def test_changes_are_seen_told_and_made_by_themselves_while_the_program_runs(
    listened: tuple[EngineClient, Ear], tmp_path: Path
) -> None:
    source = tmp_path / "bron"
    write(source / "een.md", "# Een\n\nDit is het eerste document.")
    close(listened, WatchFolders())
    folder = state(close(listened, AddFolder(str(source))))
    assert (folder.state, folder.new) == ("changed", 1)
    write(source / "map" / "twee.md", "# Twee\n\nDit is het tweede document.")
    told(listened, lambda event: event.new == 2)
    assert not below(source, listened), "nothing is made without asking"

    close(listened, ChangeFolder(folder.id, applies=True))
    told(listened, lambda event: event.state == "in_step")
    assert below(source, listened) == {"een.md", "map/twee.md"}
    (source / "een.md").unlink()
    (source / "map" / "twee.md").rename(source / "twee.md")
    told(listened, lambda event: event.state == "in_step" and event.files == 1)
    assert below(source, listened) == {"twee.md"}

    for number in range(24):
        write(source / f"{number}.md", f"# {number}\n\nDocument nummer {number}.")
    told(listened, lambda event: event.state == "in_step" and event.files == 25)
    for number in range(24):
        (source / f"{number}.md").unlink()
    asking = told(listened, lambda event: event.asks and event.state == "changed")
    assert asking.deleted == 24
    assert len(below(source, listened)) == 25, "so much at once is asked about first"
    close(listened, ApplyChanges(folder.id))
    assert below(source, listened) == {"twee.md"}


def below(source: Path, listened: tuple[EngineClient, Ear]) -> set[str]:
    """The documents of this folder that are listed."""
    paths = [event.path for event in close(listened, ListDocuments()) if isinstance(event, DocumentReport)]
    return {os.path.relpath(path, source) for path in paths if path.startswith(str(source))}


@pytest.mark.thorough
def test_what_changed_while_the_program_was_closed_is_seen_at_its_start(tmp_path: Path) -> None:
    """And an engine that dies while it applies goes on where it was."""
    paths, source = Paths.under(tmp_path / "data"), tmp_path / "bron"
    for number in range(12):
        write(source / f"{number}.md", f"# {number}\n\n" + f"Regel van document {number}. " * 60)
    with EngineClient(paths) as client:
        folder = add(client, source)
        handle = client.submit(ApplyChanges(folder.id))
        for event in handle.events():
            if isinstance(event, DocumentReport) and event.state == "ready":
                assert client.process_id is not None
                os.kill(client.process_id, signal.SIGKILL)
                break
        *_, closing = handle.events()
        assert closing == Done()
        assert len(documents(client)) == 12
    write(source / "erbij.md", "# Erbij\n\nNieuw sinds de vorige keer.")
    with EngineClient(paths) as client:
        listed = state(run(client, WatchFolders()))
        assert (listed.state, listed.new, listed.files) == ("changed", 1, 13)


def test_stopping_keeps_what_is_made_and_leaves_the_rest(tmp_path: Path) -> None:
    source = tmp_path / "bron"
    for number in range(40):
        write(source / f"{number:02}.md", f"# {number}\n\nDocument nummer {number}.")
    with EngineClient(Paths.under(tmp_path / "data")) as engine:  # stopping ends its parser
        folder = add(engine, source)
        handle = engine.submit(ApplyChanges(folder.id))
        for event in handle.events():
            if isinstance(event, DocumentReport) and event.state == "ready":
                handle.stop()
                break
        *_, closing = handle.events()
        assert closing == Stopped()
        made = len(documents(engine))
        assert 0 < made < 40
        rest = state(run(engine, CompareFolders((folder.id,), found=True)))
        assert (rest.state, rest.new) == ("changed", 40 - made)
        apply(engine, folder)
        assert len(documents(engine)) == 40


@pytest.mark.slow
def test_a_hundred_thousand_files_are_compared_while_others_are_served(tmp_path: Path) -> None:
    """At first all are new; once the library has them, at the next start none is."""
    source, paths = tmp_path / "bron", Paths.under(tmp_path / "data")
    for folder_number in range(1000):
        below = source / f"{folder_number % 20}" / f"{folder_number}"
        below.mkdir(parents=True)
        for number in range(100):
            (below / f"{number}.md").write_text(f"Document {folder_number} {number}")
    with EngineClient(paths) as client:
        folder = add(client, source)
        assert (folder.state, folder.files, folder.new) == ("changed", 100_000, 100_000)
        comparing = client.submit(CompareFolders((folder.id,), changes=False))
        assert len(folders(client)) == 1
        assert comparing.closing is None, "the comparison is still under way"
        *_, closing = comparing.events()
        assert closing == Done()
    archive = Archive(paths.archive)
    with archive.transaction() as connection:
        for file in source.rglob("*.md"):
            connection.execute(
                "INSERT INTO documents (id, path, state, title, content_hash, pages, passages, sequence,"
                " size, modified) VALUES (?1, ?1, 'ready', '', '', 0, 0, 1, ?2, ?3)",
                (str(file), file.stat().st_size, file.stat().st_mtime_ns),
            )
    archive.close()
    with EngineClient(paths) as client:
        listed = state(run(client, WatchFolders()))
        assert (listed.state, listed.files) == ("in_step", 100_000)
        (source / "0").rename(source / "verhuisd")
        moved = state(run(client, CompareFolders((folder.id,), changes=False)))
        assert (moved.moved, moved.new, moved.deleted) == (5000, 0, 0)


# The command line


@pytest.mark.thorough
def test_the_commands_keep_a_folder_in_step(tmp_path: Path) -> None:
    data, source = tmp_path / "data", tmp_path / "bron"
    write(source / "een.md", "# Een\n\nHet eerste document.")

    def folders_do(command: str, *arguments: str, code: int = 0) -> str:
        words = [sys.executable, "-P", "-m", "app", "folders", command, "--data-dir", str(data), *arguments]
        done = subprocess.run(words, capture_output=True, text=True, check=False)
        assert done.returncode == code, done.stderr
        return done.stdout

    assert "new: 1" in folders_do("add", str(source))
    assert f"new: {source}/een.md" in folders_do("compare")
    assert "in step; files: 1" in folders_do("apply", str(source))
    (source / "een.md").rename(source / "twee.md")
    assert f'"kind":"moved","path":"{source}/twee.md"' in folders_do("compare", "--json", str(source))
    shutil.move(source, tmp_path / "los")
    assert "cannot be reached" in folders_do("compare", code=1)
    shutil.move(tmp_path / "los", source)
    assert "Documents erased: 1" in folders_do("remove", "--documents", str(source))
    assert folders_do("list") == ""
    archive = Archive(Paths.under(data).archive)
    assert archive.documents() == []
    archive.close()
