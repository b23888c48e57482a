"""Folders walked, compared and watched, without an engine."""

import os
import signal
import threading
import time
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from app.engine.child import Child
from app.engine.folder_changes import Change, Comparison
from app.engine.folder_scan import (
    NO_FILE,
    FoundFile,
    Hash,
    Hashed,
    NotHashed,
    Probe,
    Probed,
    Scanning,
    ScanReply,
    TooMany,
    Unread,
    Walk,
    Walked,
    is_left_alone,
    walk,
)
from app.engine.folder_watch import FolderWatch, Moment, Pauses, is_on_network
from app.engine.process import SCANNER
from app.engine.scanner import Scanner
from app.engine.scheduler import Wait
from app.errors import FolderTooLarge, FolderUnreachable
from app.paths import Paths
from store.folders import KnownFile

SOON_SECONDS = 20.0


def write(folder: Path, *names: str) -> None:
    for name in names:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(name)


def found(*paths: Path, most: int = 0, own: str = "") -> list[str]:
    return [
        os.fsdecode(one.path) for one in walk(list(map(str, paths)), most, own) if isinstance(one, FoundFile)
    ]


def names(folder: Path, **bounds: Any) -> list[str]:
    return [os.path.relpath(path, folder) for path in found(folder, **bounds)]


# Walking


def test_a_walk_finds_all_files_in_the_order_of_their_names(tmp_path: Path) -> None:
    write(tmp_path, "b.md", "a.md", "map/c.md", "map/diep/d.md", "af/e.md")
    assert names(tmp_path) == ["a.md", "b.md", "af/e.md", "map/c.md", "map/diep/d.md"]


def test_a_file_comes_with_its_size_and_time(tmp_path: Path) -> None:
    write(tmp_path, "a.md")
    os.utime(tmp_path / "a.md", ns=(5, 1_700_000_000_123_456_789))
    (file,) = [one for one in walk([str(tmp_path)]) if isinstance(one, FoundFile)]
    assert (file.size, file.modified) == (4, 1_700_000_000_123_456_789)


@pytest.mark.parametrize(
    "name",
    [
        "~$notulen.docx",
        ".~lock.notulen.odt#",
        "~WRL0001.tmp",
        "Upload.TMP",
        "Thumbs.db",
        ".DS_Store",
        "desktop.ini",
        ".hidden.md",
        "rapport.pdf.crdownload",
        "rapport.pdf.part",
    ],
)
def test_files_that_programs_keep_for_themselves_are_left_alone(tmp_path: Path, name: str) -> None:
    write(tmp_path, name, f"map/{name}", "notulen.docx")
    assert is_left_alone(name)
    assert names(tmp_path) == ["notulen.docx"]


def test_hidden_folders_are_left_alone(tmp_path: Path) -> None:
    write(tmp_path, ".git/config.md", "~$map/a.md", "a.md")
    assert names(tmp_path) == ["a.md"]


def test_links_lead_neither_out_nor_in_circles(tmp_path: Path) -> None:
    write(tmp_path, "binnen/a.md", "buiten/geheim.md")
    inside = tmp_path / "binnen"
    (inside / "weg").symlink_to(tmp_path / "buiten")
    (inside / "kring").symlink_to(inside)
    (inside / "geheim.md").symlink_to(tmp_path / "buiten" / "geheim.md")
    (inside / "nergens.md").symlink_to(tmp_path / "nergens")
    assert names(inside) == ["a.md"]


def test_a_link_that_is_named_is_followed(tmp_path: Path) -> None:
    write(tmp_path, "echt/a.md")
    (tmp_path / "link").symlink_to(tmp_path / "echt")
    assert names(tmp_path / "link") == ["a.md"]


def test_what_would_never_end_is_no_file(tmp_path: Path) -> None:
    write(tmp_path, "a.md")
    os.mkfifo(tmp_path / "pijp.md")
    assert names(tmp_path) == ["a.md"]


def test_the_programs_own_folder_is_no_source(tmp_path: Path) -> None:
    write(tmp_path, "a.md", "gegevens/archive.sqlite", "gegevens/tmp/x.md")
    assert names(tmp_path, own=str(tmp_path / "gegevens")) == ["a.md"]


def test_a_folder_that_cannot_be_listed_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever runs the tests may be root, who may list anything: so the system refuses by hand."""
    write(tmp_path, "a.md", "dicht/b.md", "open/c.md")
    scandir = os.scandir

    def refuse(path: str) -> Any:
        if str(path).endswith("dicht"):
            raise PermissionError(13, "dicht")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    walked = list(walk([str(tmp_path)]))
    assert Unread(os.fsencode(tmp_path / "dicht")) in walked
    assert [os.fsdecode(one.path)[-4:] for one in walked if isinstance(one, FoundFile)] == ["a.md", "c.md"]


def test_a_walk_stops_after_as_many_files_as_are_taken_on(tmp_path: Path) -> None:
    write(tmp_path, *(f"{number}.md" for number in range(5)), "map/zes.md")
    assert len(found(tmp_path, most=6)) == 6
    walking = walk([str(tmp_path)], 5)
    with pytest.raises(TooMany):
        list(walking)
    scanning = Scanning("")
    walked = scanning.answer(Walk(1, (os.fsencode(tmp_path),), 5))
    assert isinstance(walked, Walked)
    assert (len(walked.files), walked.over, walked.too_many) == (5, True, True)


def test_files_that_are_named_are_counted_by_nobody(tmp_path: Path) -> None:
    write(tmp_path, "a.md", "b.md", "c.md")
    assert len(found(*(tmp_path / name for name in ("a.md", "b.md", "c.md")), most=1)) == 3


def test_a_file_that_is_named_and_not_there_is_told_as_such(tmp_path: Path) -> None:
    (file,) = walk([str(tmp_path / "nergens.md")])
    assert isinstance(file, FoundFile)
    assert file.size == NO_FILE


def test_a_name_that_is_no_unicode_comes_as_the_system_has_it(tmp_path: Path) -> None:
    strange = os.fsencode(tmp_path) + b"/\xff.md"
    Path(os.fsdecode(strange)).write_text("x")
    (file,) = [one for one in walk([str(tmp_path)]) if isinstance(one, FoundFile)]
    assert file.path == strange


def test_a_walk_goes_on_where_it_was_and_is_forgotten_at_its_end(tmp_path: Path) -> None:
    write(tmp_path, *(f"{number:04}.md" for number in range(2500)))
    scanning, seen = Scanning(""), []
    walked = scanning.answer(Walk(7, (os.fsencode(tmp_path),)))
    while isinstance(walked, Walked) and not walked.over:
        seen += walked.files
        walked = scanning.answer(Walk(7))
    assert isinstance(walked, Walked)
    assert len(seen) + len(walked.files) == 2500
    assert scanning.answer(Walk(7)) == Walked(over=True, lost=True)


# Hashing and probing


def test_a_hash_is_of_the_content_and_a_reason_comes_with_what_cannot_be_read(tmp_path: Path) -> None:
    write(tmp_path, "a.md", "map/x.md", "tekening.dwg")
    (tmp_path / "b.md").write_text("a.md")
    scanning = Scanning("")

    def hashed(name: str) -> ScanReply:
        return scanning.answer(Hash(os.fsencode(tmp_path / name)))

    one, same = hashed("a.md"), hashed("b.md")
    assert isinstance(one, Hashed) and isinstance(same, Hashed)
    assert (one.hash, one.size) == (same.hash, 4)
    gone, folder, drawing = hashed("nergens.md"), hashed("map"), hashed("tekening.dwg")
    assert isinstance(gone, NotHashed) and gone.reason == "ENOENT"
    assert isinstance(folder, NotHashed) and folder.reason == "EISDIR"
    assert isinstance(drawing, NotHashed)
    assert (drawing.reason, drawing.fault.kind, drawing.size) == ("", "UnknownKind", 12)


def test_of_a_folder_that_is_not_there_or_empty_nothing_is_said_to_be_gone(tmp_path: Path) -> None:
    write(tmp_path, "map/a.md")
    (tmp_path / "leeg").mkdir()
    scanning, files = Scanning(""), (os.fsencode(tmp_path / "x"), os.fsencode(tmp_path / "map" / "a.md"))

    def probed(folder: str) -> ScanReply:
        return scanning.answer(Probe(os.fsencode(tmp_path / folder) if folder else b"", files))

    assert probed("nergens") == Probed(reachable=False)
    assert probed("leeg") == Probed(True, True, (), os.fsencode(tmp_path / "leeg"))
    assert probed("map") == Probed(True, False, (0,), os.fsencode(tmp_path / "map"))
    answer = probed("")
    assert isinstance(answer, Probed)
    assert answer.gone == (0,)


# Comparing


def known(path: str, size: int = 1, modified: int = 1, **more: Any) -> KnownFile:
    values = {"error": "", "ignored": False, "set_aside": False} | more
    return KnownFile(f"id of {path}", path, size, modified, **values)


def there(path: str, size: int = 1, modified: int = 1) -> FoundFile:
    return FoundFile(os.fsencode(path), size, modified)


def changes(
    have: list[KnownFile],
    see: list[FoundFile],
    unread: tuple[bytes, ...] = (),
    left_out: frozenset[str] = frozenset(),
) -> dict[str, str]:
    """What kind of change there is, by path; with where it was before for one that was moved."""
    comparison = Comparison(left_out)
    comparison.know(have)
    comparison.see(see)
    comparison.see_unread(unread)
    stepping = comparison.changes()
    while True:
        try:
            next(stepping)
        except StopIteration as end:
            made: list[Change] = end.value
            break
    assert [change.path for change in made] == sorted(change.path for change in made)
    return {one.path: f"{one.kind} {one.before}".rstrip() for one in made}


def test_new_changed_and_deleted_files_are_told_and_others_are_not() -> None:
    have = [known("/a/same"), known("/a/bigger"), known("/a/later"), known("/a/gone", 7, 7)]
    see = [there("/a/same"), there("/a/bigger", 2), there("/a/later", 1, 2), there("/a/new", 9, 9)]
    assert changes(have, see) == {
        "/a/bigger": "changed",
        "/a/later": "changed",
        "/a/gone": "deleted",
        "/a/new": "new",
    }


def test_a_file_of_the_same_size_and_time_elsewhere_was_moved() -> None:
    have = [known("/a/1.md", 5, 5), known("/a/2.md", 6, 6)]
    assert changes(have, [there("/a/b/1.md", 5, 5), there("/a/3.md", 6, 6)]) == {
        "/a/b/1.md": "moved /a/1.md",
        "/a/3.md": "moved /a/2.md",
    }


def test_among_files_that_are_alike_the_one_of_the_same_name_was_moved() -> None:
    have = [known(f"/a/{name}.md") for name in "xyz"]
    see = [there(f"/a/b/{name}.md") for name in "zyx"]
    assert changes(have, see) == {f"/a/b/{name}.md": f"moved /a/{name}.md" for name in "xyz"}


def test_a_file_goes_to_one_place_only() -> None:
    seen = changes([known("/a/1.md")], [there("/a/b/1.md"), there("/a/c/1.md")])
    assert sorted(seen.values()) == ["moved /a/1.md", "new"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("/a/Verslag.MD", "/a/verslag.md"),
        (unicodedata.normalize("NFC", "/a/café.md"), unicodedata.normalize("NFD", "/a/café.md")),
    ],
)
def test_another_spelling_of_a_name_is_no_second_document(before: str, after: str) -> None:
    """Also when it was changed in the meantime."""
    assert changes([known(before)], [there(after)]) == {after: f"moved {before}"}
    assert changes([known(before)], [there(after, 8, 8)]) == {after: f"moved {before}"}


def test_two_files_that_differ_in_capitals_are_two() -> None:
    assert changes([known("/a/A.md")], [there("/a/A.md"), there("/a/a.md", 2)]) == {"/a/a.md": "new"}


def test_what_could_not_be_read_is_not_tried_again_until_it_changes() -> None:
    have = [known("/a/1.pdf", error="DamagedDocument"), known("/a/2.pdf", error="DamagedDocument")]
    assert changes(have, [there("/a/1.pdf"), there("/a/2.pdf", 2)]) == {"/a/2.pdf": "changed"}


def test_a_kind_without_a_reader_is_not_tried_again_whatever_is_in_it() -> None:
    have = [known("/a/1.dwg", error="UnknownKind"), known("/a/2.pdf", error="UnknownKind")]
    assert changes(have, [there("/a/1.dwg", 2), there("/a/2.pdf")]) == {"/a/2.pdf": "changed"}


def test_what_is_ignored_is_never_tried_again() -> None:
    assert changes([known("/a/1.pdf", error="NoText", ignored=True)], [there("/a/1.pdf", 2)]) == {}


def test_what_is_set_aside_is_no_change_whether_it_is_there_or_not() -> None:
    assert changes([known("/a/1.md", set_aside=True)], []) == {}
    assert changes([known("/a/1.md", set_aside=True)], [there("/a/1.md", 2)]) == {}


def test_what_was_taken_out_by_hand_is_not_new() -> None:
    assert changes([], [there("/a/1.md"), there("/a/2.md")], left_out=frozenset({"/a/1.md"})) == {
        "/a/2.md": "new"
    }


def test_below_a_folder_that_could_not_be_listed_nothing_is_deleted() -> None:
    have = [known("/a/dicht/1.md"), known("/a/dichter/2.md", 2), known("/a/3.md", 3)]
    assert changes(have, [], unread=(b"/a/dicht",)) == {"/a/dichter/2.md": "deleted", "/a/3.md": "deleted"}


def test_a_name_that_is_no_unicode_is_passed_over() -> None:
    assert changes([], [FoundFile(b"/a/\xff.md", 1, 1), there("/a/1.md")]) == {"/a/1.md": "new"}


def test_a_hundred_thousand_files_that_all_look_alike_are_compared_in_steps() -> None:
    """All of one size and time, and all moved at once: every one finds its own name again."""
    count = 100_000
    comparison = Comparison()
    comparison.know([known(f"/a/{number}.md") for number in range(count)])
    comparison.see([there(f"/b/{number}.md") for number in range(count)])
    stepping, steps = comparison.changes(), 0
    while True:
        try:
            next(stepping)
            steps += 1
        except StopIteration as end:
            made: list[Change] = end.value
            break
    assert steps > 40
    assert len(made) == count
    assert all(Path(change.path).name == Path(change.before).name for change in made)


# The scanner process


@pytest.fixture
def children(tmp_path: Path) -> Iterator[Callable[[], Child]]:
    """Makes scanners; all are gone at the end."""
    paths = Paths.under(tmp_path / "data")
    paths.create()
    made: list[Child] = []

    def make() -> Child:
        made.append(Child(SCANNER, (str(paths.root),), ScanReply, type(None), paths, lambda: None))
        return made[-1]

    yield make
    for child in made:
        child.kill()


def finish(steps: Any) -> Any:
    """What a generator of steps returns; its waits are waited for."""
    while True:
        try:
            step = next(steps)
        except StopIteration as end:
            return end.value
        if isinstance(step, Wait):
            step.future.result(SOON_SECONDS)


def test_the_scanner_walks_hashes_and_probes(tmp_path: Path, children: Callable[[], Child]) -> None:
    write(tmp_path, "map/a.md", "map/b.md", "data/tmp/own.md")
    scanner, seen = Scanner(children, 10), []
    finish(scanner.walk((str(tmp_path),), lambda walked: seen.extend(walked.files)))
    assert [os.fsdecode(file.path) for file in seen] == [
        str(tmp_path / "map" / name) for name in ("a.md", "b.md")
    ]
    assert finish(scanner.hash(tmp_path / "map" / "a.md")).size == len("map/a.md")
    gone = str(tmp_path / "map" / "weg.md")
    assert finish(scanner.gone(str(tmp_path), [str(tmp_path / "map" / "a.md"), gone])) == [gone]
    with pytest.raises(FolderUnreachable):
        finish(scanner.gone(str(tmp_path / "nergens"), [gone]))
    with pytest.raises(FolderTooLarge):
        finish(Scanner(children, 1).walk((str(tmp_path),), lambda walked: None))
    (tmp_path / "link").symlink_to(tmp_path / "map")
    assert finish(scanner.real_path(str(tmp_path / "link"))) == str(tmp_path / "map")


def test_a_drive_that_hangs_is_left_behind_and_others_go_on(
    tmp_path: Path, children: Callable[[], Child]
) -> None:
    """A scanner that is stopped, as a drive stops one that hangs in the kernel."""
    write(tmp_path, "map/a.md")
    folder = str(tmp_path / "map")
    scanner = Scanner(children, 10, patience=0.4)
    assert finish(scanner.real_path(folder)) == folder
    process = scanner._child._process
    assert process is not None
    os.kill(process.pid, signal.SIGSTOP)
    began = time.monotonic()
    with pytest.raises(FolderUnreachable):
        finish(scanner.real_path(folder))
    assert time.monotonic() - began < 5
    assert finish(scanner.real_path(folder)) == folder
    assert process.wait(SOON_SECONDS) == -signal.SIGKILL


def test_a_scanner_that_dies_in_a_walk_says_so_and_the_next_is_another(
    tmp_path: Path, children: Callable[[], Child]
) -> None:
    write(tmp_path, "map/a.md")
    folder = str(tmp_path / "map")
    scanner = Scanner(children, 10)
    finish(scanner.real_path(folder))
    process = scanner._child._process
    assert process is not None
    walking = scanner.walk((folder,), lambda walked: None)
    os.kill(process.pid, signal.SIGSTOP)
    step = next(walking)
    os.kill(process.pid, signal.SIGKILL)
    assert isinstance(step, Wait)
    step.future.result(SOON_SECONDS)
    with pytest.raises(FolderUnreachable):
        finish(walking)
    assert finish(scanner.real_path(folder)) == folder


# When to compare


PAUSES = Pauses(quiet=2.0, wait=20.0, apart=5.0, watched=1800.0, unwatched=300.0)


def test_a_burst_of_events_is_one_comparison_after_it_is_quiet() -> None:
    moment = Moment(PAUSES, 0.0)
    for number in range(10_000):
        moment.see(100.0 + number / 10_000)
    assert moment.due() == pytest.approx(103.0, abs=0.01)
    moment.begin()
    assert moment.due() == float("inf")
    moment.end(104.0)
    assert moment.due() == 104.0 + PAUSES.unwatched


def test_what_never_gets_quiet_is_compared_after_a_while() -> None:
    moment = Moment(PAUSES, 0.0)
    for second in range(100, 200):
        moment.see(float(second))
    assert moment.due() == 120.0


def test_what_happens_during_a_comparison_is_for_the_next_and_not_at_once() -> None:
    moment = Moment(PAUSES, 0.0)
    moment.see(100.0)
    moment.begin()
    moment.see(102.0)
    moment.end(103.0)
    assert moment.due() == 103.0 + PAUSES.apart


def test_a_folder_that_the_system_watches_is_compared_now_and_then_all_the_same() -> None:
    moment = Moment(PAUSES, 0.0)
    assert moment.due() == PAUSES.unwatched
    moment.watched = True
    assert moment.due() == PAUSES.watched


class Due:
    """Keeps which folders are said to be due."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self._news = threading.Condition()

    def __call__(self, folder: str) -> None:
        with self._news:
            self.told.append(folder)
            self._news.notify_all()

    def wait(self, count: int) -> None:
        with self._news:
            assert self._news.wait_for(lambda: len(self.told) >= count, SOON_SECONDS), self.told


@pytest.fixture
def due() -> Due:
    return Due()


@pytest.fixture
def watch(due: Due) -> Iterator[FolderWatch]:
    made = FolderWatch(due, Pauses(quiet=0.05, wait=1.0, apart=0.05, watched=600.0, unwatched=600.0))
    yield made
    made.end()


def wait_until_watched(watch: FolderWatch, folder: str) -> None:
    end = time.monotonic() + SOON_SECONDS
    while folder not in watch._watches:
        assert time.monotonic() < end
        time.sleep(0.01)


def test_what_happens_in_a_folder_is_noticed(tmp_path: Path, due: Due, watch: FolderWatch) -> None:
    write(tmp_path, "diep/er/a.md")
    watch.keep({"one": str(tmp_path)})
    wait_until_watched(watch, "one")
    write(tmp_path, "diep/er/b.md")
    due.wait(1)
    watch.compared("one")
    (tmp_path / "diep" / "er" / "a.md").rename(tmp_path / "c.md")
    due.wait(2)
    watch.compared("one")
    (tmp_path / "c.md").unlink()
    due.wait(3)
    assert set(due.told) == {"one"}


def test_what_happens_to_temporary_files_is_no_news(tmp_path: Path, due: Due, watch: FolderWatch) -> None:
    watch.keep({"one": str(tmp_path)})
    wait_until_watched(watch, "one")
    write(tmp_path, "~$brief.docx", ".git/index", "x.tmp", ".~lock.brief.odt#")
    time.sleep(0.4)
    assert due.told == []


def test_reading_a_folder_is_no_news(tmp_path: Path, due: Due, watch: FolderWatch) -> None:
    write(tmp_path, "a.md")
    watch.keep({"one": str(tmp_path)})
    wait_until_watched(watch, "one")
    assert found(tmp_path)
    (tmp_path / "a.md").read_text()
    time.sleep(0.4)
    assert due.told == []


def test_a_folder_that_is_kept_no_more_is_watched_no_more(
    tmp_path: Path, due: Due, watch: FolderWatch
) -> None:
    watch.keep({"one": str(tmp_path)})
    wait_until_watched(watch, "one")
    watch.keep({})
    time.sleep(0.2)
    write(tmp_path, "a.md")
    time.sleep(0.3)
    assert due.told == []


def test_a_folder_that_comes_later_is_watched_from_then_on(
    tmp_path: Path, due: Due, watch: FolderWatch
) -> None:
    late = tmp_path / "stick"
    watch.keep({"one": str(late)})
    late.mkdir()
    watch.compared("one")
    wait_until_watched(watch, "one")
    write(late, "a.md")
    due.wait(1)


def test_where_the_system_watches_no_more_folders_they_are_compared_every_so_often(
    tmp_path: Path, due: Due, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The limit of inotify is the whole computer's: so the system refuses by hand."""
    from watchdog.observers.inotify_c import InotifyFD

    def refuse(*_: object) -> None:
        raise OSError(28, "inotify watch limit reached")

    monkeypatch.setattr(InotifyFD, "add_callback", refuse)
    watch = FolderWatch(due, Pauses(quiet=0.05, wait=1.0, apart=0.05, watched=600.0, unwatched=0.1))
    try:
        watch.keep({"one": str(tmp_path)})
        due.wait(1)
        watch.compared("one")
        due.wait(2)
    finally:
        watch.end()


MOUNTS = """\
22 1 254:0 / / rw,relatime - ext4 /dev/vda rw
30 22 0:30 / /mnt/team\\040schijf rw - cifs //server/team rw
31 22 0:31 / /home/a/stick rw - vfat /dev/sdb1 rw
32 22 0:32 / /mnt/team\\040schijf/lokaal rw - ext4 /dev/sdc rw
33 22 0:33 / /srv/\u00e9\u00e9n rw - nfs4 server:/x rw
"""


@pytest.mark.parametrize(
    ("path", "is_remote"),
    [
        ("/home/a/documenten", False),
        ("/mnt/team schijf/beleid", True),
        ("/mnt/team schijf", True),
        ("/mnt/team schijf 2", False),
        ("/mnt/team schijf/lokaal/x", False),
        ("/home/a/stick/x", False),
        ("/srv/\u00e9\u00e9n/x", True),
    ],
)
def test_a_drive_of_another_computer_is_known_by_its_mount(path: str, is_remote: bool) -> None:
    assert is_on_network(path, MOUNTS) == is_remote


def test_a_system_that_lists_no_mounts_has_no_network_drives() -> None:
    assert not is_on_network("/home/a", "")
