"""Pins: what is pinned stays so while its document is there in any form, and goes with it."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from store.archive import Archive, Document
from store.collections import Collections
from store.errors import UnknownDocument
from store.migrations import MIGRATIONS
from store.pins import Pins
from store.schema import Fault
from tests.store.conftest import put


@pytest.fixture
def pins(archive: Archive) -> Pins:
    return Pins(archive)


def test_nothing_is_pinned_at_first(archive: Archive, pins: Pins) -> None:
    document = put(archive, "/a", "Een.")
    assert document.pinned == ()
    assert pins.all() == {}
    assert pins.of("ask") == []


def test_a_document_that_is_pinned_for_all_tasks_is_for_each(archive: Archive, pins: Pins) -> None:
    document = put(archive, "/a", "Een.")
    (pinned,) = pins.pin([document.id])
    assert pinned.pinned == ("",)
    assert pinned == archive.document(document.id) == archive.documents()[0]
    assert pins.of("ask") == pins.of("brainstorm") == [document.id]


def test_a_document_can_be_pinned_for_some_tasks(archive: Archive, pins: Pins) -> None:
    document = put(archive, "/a", "Een.")
    pins.pin([document.id], "summary")
    pins.pin([document.id], "ask")
    assert archive.document(document.id).pinned == ("ask", "summary")
    assert pins.of("ask") == [document.id]
    assert pins.of("brainstorm") == []
    pins.unpin([document.id], "ask")
    assert pins.all() == {document.id: ("summary",)}


def test_they_come_in_the_order_in_which_they_were_pinned(archive: Archive, pins: Pins) -> None:
    first, second, third = (put(archive, f"/{name}", name) for name in "abc")
    for document, task in ((third, ""), (first, "ask"), (second, "")):
        pins.pin([document.id], task)
    assert pins.of("ask") == list(pins.all()) == [third.id, first.id, second.id]


def test_pinning_again_changes_nothing(archive: Archive, pins: Pins) -> None:
    first, second = put(archive, "/a", "Een."), put(archive, "/b", "Twee.")
    pins.pin([first.id, second.id, first.id])
    pins.pin([first.id])
    pins.pin([first.id], "ask")
    assert pins.all() == {first.id: ("",), second.id: ("",)}


def test_a_pin_for_all_tasks_takes_the_place_of_others(archive: Archive, pins: Pins) -> None:
    document = put(archive, "/a", "Een.")
    pins.pin([document.id], "ask")
    pins.pin([document.id])
    assert archive.document(document.id).pinned == ("",)
    pins.unpin([document.id])
    assert pins.all() == {}


def test_unpinning_for_all_takes_every_pin_away(archive: Archive, pins: Pins) -> None:
    first, second = put(archive, "/a", "Een."), put(archive, "/b", "Twee.")
    for task in ("ask", "summary"):
        pins.pin([first.id, second.id], task)
    (bare,) = pins.unpin([first.id])
    assert bare.pinned == ()
    assert pins.all() == {second.id: ("ask", "summary")}


@pytest.mark.parametrize("change", [Pins.pin, Pins.unpin])
def test_an_unknown_document_among_others_changes_nothing(
    change: Callable[[Pins, list[str]], object], archive: Archive, pins: Pins
) -> None:
    known, aside = put(archive, "/a", "Een."), put(archive, "/b", "Twee.")
    pins.pin([known.id], "ask")
    archive.set_aside([aside.id])
    for unknown in ("onbekend", aside.id):
        with pytest.raises(UnknownDocument) as caught:
            change(pins, [known.id, unknown])
        assert caught.value.document == unknown
    assert pins.all() == {known.id: ("ask",)}


# What happens to the document.


def test_a_new_version_of_a_file_is_pinned_in_its_place(archive: Archive, pins: Pins) -> None:
    first, second = put(archive, "/a", "Een."), put(archive, "/b", "Twee.")
    pins.pin([first.id])
    pins.pin([second.id], "ask")
    changed = put(archive, "/a", "Heel iets anders.")
    assert changed.pinned == ("",)
    assert pins.of("ask") == [changed.id, second.id]


def test_a_document_that_cannot_be_read_for_a_while_stays_pinned(archive: Archive, pins: Pins) -> None:
    document = put(archive, "/a", "Een.")
    pins.pin([document.id], "ask")
    assert archive.put_failed("/a", "abc", Fault("NoText")).pinned == ("ask",)
    assert put(archive, "/a", "Weer te lezen.").pinned == ("ask",)


def test_a_moved_file_stays_pinned(archive: Archive, pins: Pins) -> None:
    document = put(archive, "/a", "Een.")
    pins.pin([document.id])
    assert archive.move(document.id, "/b").pinned == ("",)
    other = Collections(archive).add("Personeel")
    Collections(archive).move([document.id], other.id)
    assert archive.document(document.id).pinned == ("",)


def test_a_file_that_takes_the_place_of_a_pinned_one_is_pinned(archive: Archive, pins: Pins) -> None:
    old, new = put(archive, "/handboek", "Oud."), put(archive, "/handboek nieuw", "Nieuw.")
    pins.pin([old.id], "ask")
    assert archive.move(new.id, "/handboek").pinned == ("ask",)
    assert pins.all() == {new.id: ("ask",)}


def test_what_is_set_aside_is_not_read_and_comes_back_pinned(archive: Archive, pins: Pins) -> None:
    document = put(archive, "/a", "Een.")
    pins.pin([document.id])
    archive.set_aside([document.id])
    assert pins.of("ask") == []
    assert pins.all() == {}
    (back,) = archive.restore([document.id])
    assert back.pinned == ("",)
    assert pins.of("ask") == [document.id]


@pytest.mark.parametrize("erase", ["document", "collection"])
def test_what_is_erased_is_pinned_no_more(erase: str, archive: Archive, pins: Pins) -> None:
    document = put(archive, "/a", "Een.")
    pins.pin([document.id])
    if erase == "document":
        archive.erase([document.id])
    else:
        Collections(archive).remove(document.collection)
    assert archive.connection.execute("SELECT * FROM pins").fetchall() == []
    assert put(archive, "/a", "Een.").pinned == ()


def test_pins_are_there_after_opening_again(archive_path: Path) -> None:
    first = Archive(archive_path)
    documents = [put(first, f"/{name}", name) for name in "cab"]
    for document in documents:
        Pins(first).pin([document.id], "ask")
    first.erase([documents[0].id])  # the file is written anew
    first.close()
    second = Archive(archive_path)
    assert Pins(second).of("ask") == [document.id for document in documents[1:]]
    second.close()


def test_an_archive_of_before_pins_keeps_its_documents(archive_path: Path) -> None:
    connection = sqlite3.connect(archive_path, isolation_level=None)
    for number, step in enumerate(MIGRATIONS[:3], 1):
        connection.executescript(f"BEGIN; {step} PRAGMA user_version = {number}; COMMIT;")
    connection.execute(
        "INSERT INTO documents VALUES ('a', '/a', 'ready', 'Titel', 'abc', 1, 0, NULL, 1, 'library', 'nl',"
        " 7, 8, 0)"
    )
    connection.close()
    archive = Archive(archive_path)
    (document,) = archive.documents()
    assert document == Document(
        "a", "/a", "ready", "Titel", "abc", 1, 0, None, language="nl", size=7, modified=8
    )
    assert Pins(archive).pin(["a"]) == [archive.document("a")]
    assert archive.document("a").pinned == ("",)
    archive.close()
