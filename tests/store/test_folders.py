"""The folders that are kept in step, what the library has of them, and what was taken out of it by hand."""

import sqlite3
from pathlib import Path

import pytest

from store.archive import Archive
from store.errors import FolderOverlaps, UnknownFolder
from store.folders import KNOWN_AT_ONCE, Folder, Folders
from store.schema import FIRST_COLLECTION, Fault, FileStamp
from tests.store.conftest import put


@pytest.fixture
def folders(archive: Archive) -> Folders:
    return Folders(archive)


def add(folders: Folders, path: str, applies: bool = False) -> Folder:
    return folders.add(path, FIRST_COLLECTION, applies)


def test_a_folder_is_kept_with_what_was_said_of_it(folders: Folders, archive: Archive) -> None:
    one, two = add(folders, "/b"), add(folders, "/a", applies=True)
    assert folders.all() == [two, one]
    assert folders.change(one.id, applies=True).applies
    assert Folders(archive).get(one.id) == Folder(one.id, "/b", FIRST_COLLECTION, True)


def test_a_folder_that_is_given_twice_is_one_folder(folders: Folders) -> None:
    first = add(folders, "/a")
    assert add(folders, "/a", applies=True) == Folder(first.id, "/a", FIRST_COLLECTION, True)
    assert len(folders.all()) == 1


@pytest.mark.parametrize(("there", "given"), [("/a", "/a/b"), ("/a/b/c", "/a"), ("/", "/a")])
def test_a_folder_in_another_is_refused(folders: Folders, there: str, given: str) -> None:
    add(folders, there)
    with pytest.raises(FolderOverlaps) as refused:
        add(folders, given)
    assert (refused.value.path, refused.value.other) == (given, there)
    assert [folder.path for folder in folders.all()] == [there]


def test_a_folder_whose_name_begins_as_anothers_is_no_folder_in_it(folders: Folders) -> None:
    add(folders, "/a")
    assert add(folders, "/ab").path == "/ab"


def test_an_unknown_folder_is_named(folders: Folders) -> None:
    for ask in (folders.get, folders.remove, lambda identity: folders.change(identity, applies=True)):
        with pytest.raises(UnknownFolder) as unknown:
            ask("nothing")
        assert unknown.value.folder == "nothing"


def test_a_folder_whose_collection_is_gone_is_none(folders: Folders, archive: Archive) -> None:
    archive.connection.execute("INSERT INTO collections VALUES ('x', 'X')")
    folders.add("/a", "x", applies=True)
    archive.connection.execute("DELETE FROM collections WHERE id = 'x'")
    assert folders.all() == []
    assert add(folders, "/a/b").path == "/a/b"


def test_known_is_all_that_lies_below_and_nothing_else(folders: Folders, archive: Archive) -> None:
    folder = add(folders, "/a")
    for path in ("/a/1.md", "/a/b/2.md", "/a.md", "/ab/3.md", "/b/a/4.md"):
        put(archive, path, f"tekst {path}")
    assert [file.path for file in folders.known(folder)] == ["/a/1.md", "/a/b/2.md"]


def test_known_tells_size_time_error_and_what_became_of_it(folders: Folders, archive: Archive) -> None:
    folder = add(folders, "/a")
    failed = archive.put_failed("/a/x.dwg", "", Fault("UnknownKind"), stamp=FileStamp(7, 9))
    aside = put(archive, "/a/y.md", "tekst")
    archive.set_aside([aside.id])
    archive.connection.execute("UPDATE documents SET ignored = 1 WHERE id = ?", (failed.id,))
    first, second = folders.known(folder)
    assert (first.document, first.size, first.modified, first.error) == (failed.id, 7, 9, "UnknownKind")
    assert (first.ignored, first.set_aside) == (True, False)
    assert (second.error, second.ignored, second.set_aside) == ("", False, True)


def test_known_comes_in_pieces_that_miss_nothing(folders: Folders, archive: Archive) -> None:
    folder = add(folders, "/a")
    paths = [f"/a/{number:05}.md" for number in range(KNOWN_AT_ONCE + 3)]
    rows = [(path, path) for path in paths]
    with archive.transaction() as connection:
        connection.executemany(
            "INSERT INTO documents (id, path, state, title, content_hash, pages, passages, sequence)"
            " VALUES (?, ?, 'ready', '', '', 0, 0, 1)",
            rows,
        )
    found: list[str] = []
    while some := folders.known(folder, found[-1] if found else ""):
        assert len(some) <= KNOWN_AT_ONCE
        found += (file.path for file in some)
    assert found == paths


def test_what_was_taken_out_by_hand_is_remembered_without_its_name(
    folders: Folders, archive: Archive, archive_path: Path
) -> None:
    folder = add(folders, "/a")
    gone = put(archive, "/a/geheimeverhuizing.md", "tekst")
    elsewhere = put(archive, "/b/ander.md", "tekst van elders")
    folders.leave_out([gone.id, elsewhere.id])
    archive.erase([gone.id, elsewhere.id])
    left_out = folders.left_out(folder)
    assert "/a/geheimeverhuizing.md" in left_out
    assert "/a/ander.md" not in left_out and "/b/ander.md" not in left_out
    archive.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert b"geheimeverhuizing" not in archive_path.read_bytes()


def test_what_is_brought_back_or_given_again_is_as_any_other(folders: Folders, archive: Archive) -> None:
    folder = add(folders, "/a")
    one, two = put(archive, "/a/1.md", "een"), put(archive, "/a/2.md", "twee")
    folders.leave_out([one.id, two.id])
    folders.take_back([one.id])
    assert "/a/1.md" not in folders.left_out(folder) and "/a/2.md" in folders.left_out(folder)
    folders.forget_left_out(["/a/2.md"])
    assert "/a/2.md" not in folders.left_out(folder)


def test_a_folder_that_is_taken_out_leaves_nothing_behind(folders: Folders, archive: Archive) -> None:
    folder = add(folders, "/a")
    document = put(archive, "/a/1.md", "een")
    folders.leave_out([document.id])
    folders.remove(folder.id)
    assert folders.all() == []
    assert archive.connection.execute("SELECT count(*) FROM left_out").fetchone() == (0,)
    assert archive.document(document.id) == document


def test_a_path_is_kept_by_one_folder_only(folders: Folders, archive: Archive) -> None:
    add(folders, "/a")
    with pytest.raises(sqlite3.IntegrityError):
        archive.connection.execute("INSERT INTO folders VALUES ('x', '/a', 'library', 0)")
