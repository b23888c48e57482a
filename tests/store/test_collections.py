"""The promises of collections: groups with names, which documents come into, move between, and go with."""

import asyncio
from pathlib import Path

import pytest

from store import index
from store.archive import Archive, Document
from store.collections import NAME_CHARACTERS, Collection, Collections
from store.errors import (
    CollectionNameInvalid,
    CollectionNameTaken,
    FirstCollectionFixed,
    UnknownCollection,
    UnknownDocument,
)
from store.schema import FIRST_COLLECTION
from tests.index_terms import holds_word
from tests.store.conftest import SPACE, put


@pytest.fixture
def collections(archive: Archive) -> Collections:
    return Collections(archive)


def update(folder: Path, archive: Archive) -> None:
    asyncio.run(index.update(folder / SPACE, archive, SPACE, lambda done, total: None))


def rows(folder: Path, collection: str) -> int:
    position = index.position_of(folder / SPACE / collection)
    assert position is not None
    return position.rows


def holds(folder: Path, word: str) -> bool:
    written = any(word.encode() in file.read_bytes() for file in folder.rglob("*") if file.is_file())
    return written or holds_word(folder, word)


def collection_of(archive: Archive, document: Document) -> str:
    return archive.document(document.id).collection


def test_there_is_one_at_first_and_it_has_no_name(collections: Collections) -> None:
    assert collections.all() == [Collection(FIRST_COLLECTION, "", 0, 0)]


def test_the_first_comes_first_and_the_others_by_name(collections: Collections) -> None:
    for name in ("personeel", "Éducation", "Archief", "2026"):
        collections.add(name)
    assert [one.name for one in collections.all()] == ["", "2026", "Archief", "personeel", "Éducation"]


def test_they_count_what_can_be_listed(archive: Archive, collections: Collections) -> None:
    one, two = put(archive, "/a", "Een.", "Twee."), put(archive, "/b", "Drie.")
    other = collections.add("Anders")
    collections.move([two.id], other.id)
    assert [(c.documents, c.passages) for c in collections.all()] == [(1, 2), (1, 1)]
    archive.set_aside([one.id])
    assert [(c.documents, c.passages) for c in collections.all()] == [(0, 0), (1, 1)]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("  Beleid \n 2026 ", "Beleid 2026"), ("Be\u202eleid\x00", "Be leid"), ("Cafe\u0301", "Café")],
)
def test_a_name_is_kept_as_it_is_seen(typed: str, kept: str, collections: Collections) -> None:
    assert collections.add(typed).name == kept


@pytest.mark.parametrize("name", ["", "   ", "\u200b", "x" * (NAME_CHARACTERS + 1)])
def test_a_name_that_is_empty_or_too_long_is_refused(name: str, collections: Collections) -> None:
    kept = collections.add("Beleid")
    for attempt in (lambda: collections.add(name), lambda: collections.rename(kept.id, name)):
        with pytest.raises(CollectionNameInvalid) as refused:
            attempt()
        assert refused.value.limit == NAME_CHARACTERS
    assert [one.name for one in collections.all()] == ["", "Beleid"]


@pytest.mark.parametrize("name", ["École", "ÉCOLE", "e\u0301cole", " école "])
def test_a_name_is_there_once_however_it_is_written(name: str, collections: Collections) -> None:
    collections.add("École")
    other = collections.add("Anders")
    with pytest.raises(CollectionNameTaken) as refused:
        collections.add(name)
    assert refused.value.name == "École"
    with pytest.raises(CollectionNameTaken):
        collections.rename(other.id, name)


def test_a_collection_can_get_its_own_name_in_capitals(collections: Collections) -> None:
    made = collections.add("beleid")
    assert collections.rename(made.id, "Beleid").name == "Beleid"


def test_a_name_that_is_taken_gets_a_number(collections: Collections) -> None:
    assert collections.free_name("Beleid") == "Beleid"
    collections.add("Beleid")
    collections.add("Beleid (2)")
    assert collections.free_name("BELEID") == "BELEID (3)"
    long = "x" * NAME_CHARACTERS
    collections.add(long)
    assert len(collections.add(collections.free_name(long)).name) == NAME_CHARACTERS


def test_the_first_keeps_its_name(collections: Collections) -> None:
    with pytest.raises(FirstCollectionFixed):
        collections.rename(FIRST_COLLECTION, "Mijn")


def test_what_is_not_there_is_told(archive: Archive, collections: Collections) -> None:
    document = put(archive, "/a", "Een.")
    for attempt in (
        lambda: collections.rename("weg", "Naam"),
        lambda: collections.remove("weg"),
        lambda: collections.move([document.id], "weg"),
        lambda: collections.documents("weg"),
    ):
        with pytest.raises(UnknownCollection) as told:
            attempt()
        assert told.value.collection == "weg"
    assert collection_of(archive, document) == FIRST_COLLECTION


def test_moving_is_all_or_nothing(archive: Archive, collections: Collections) -> None:
    document, other = put(archive, "/a", "Een."), collections.add("Anders")
    before = archive.sequence
    with pytest.raises(UnknownDocument):
        collections.move([document.id, "onbekend"], other.id)
    assert collection_of(archive, document) == FIRST_COLLECTION
    assert archive.sequence == before


def test_what_is_there_already_is_not_moved(archive: Archive, collections: Collections) -> None:
    one, two, other = put(archive, "/a", "Een."), put(archive, "/b", "Twee."), collections.add("Anders")
    assert collections.move([one.id], other.id) == [one.id]
    before = archive.sequence
    assert collections.move([one.id], other.id) == []
    assert archive.sequence == before
    assert collections.move([one.id, two.id, two.id], other.id) == [two.id]
    assert sorted(collections.documents(other.id)) == sorted([one.id, two.id])


def test_a_document_that_is_read_again_stays_where_it_was_moved(
    archive: Archive, collections: Collections
) -> None:
    document, other = put(archive, "/a", "Een."), collections.add("Anders")
    collections.move([document.id], other.id)
    put(archive, "/a", "Iets heel anders.")
    assert collection_of(archive, document) == other.id


def test_the_index_that_a_document_left_forgets_its_words(
    archive: Archive, collections: Collections, tmp_path: Path
) -> None:
    document, _ = put(archive, "/a", "De kwetterzandbak."), put(archive, "/b", "De tuin.")
    update(tmp_path, archive)
    other = collections.add("Anders")
    collections.move([document.id], other.id)
    update(tmp_path, archive)
    assert (rows(tmp_path, FIRST_COLLECTION), rows(tmp_path, other.id)) == (1, 1)
    assert not holds(tmp_path / SPACE / FIRST_COLLECTION, "kwetterzand")
    assert holds(tmp_path / SPACE / other.id, "kwetterzand")


def test_a_document_can_come_back_and_be_erased(
    archive: Archive, collections: Collections, tmp_path: Path
) -> None:
    document, other = put(archive, "/a", "De kwetterzandbak."), collections.add("Anders")
    for target in (other.id, FIRST_COLLECTION, other.id):
        update(tmp_path, archive)
        collections.move([document.id], target)
    update(tmp_path, archive)
    assert (rows(tmp_path, FIRST_COLLECTION), rows(tmp_path, other.id)) == (0, 1)
    archive.erase([document.id])
    update(tmp_path, archive)
    assert not holds(tmp_path, "kwetterzand")


def test_a_collection_goes_with_all_that_is_in_it(
    archive: Archive, archive_path: Path, collections: Collections, tmp_path: Path
) -> None:
    kept = put(archive, "/kept", "De tuin.")
    gone = [put(archive, f"/{n}", f"De kwetterzandbak {n}.", title="Zandbakgeheim") for n in range(5)]
    other = collections.add("Anders")
    collections.move([document.id for document in gone], other.id)
    archive.set_aside([gone[0].id])
    archive.connection.execute("INSERT INTO folders VALUES ('f', '/folder', ?, 1)", (other.id,))
    archive.connection.execute("INSERT INTO places SELECT id, 'ruimte', 0.5, 0.5 FROM passages")
    update(tmp_path, archive)
    collections.remove(other.id)
    update(tmp_path, archive)
    assert [one.id for one in collections.all()] == [FIRST_COLLECTION]
    assert [document.id for document in archive.documents()] == [kept.id]
    for table, left in (("folders", 0), ("places", 0)):
        assert archive.connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (left,)
    assert not (tmp_path / SPACE / other.id).exists()
    for word in (b"kwetterzand", b"Zandbakgeheim"):
        assert word not in archive_path.read_bytes()


def test_the_first_is_emptied_and_stays(archive: Archive, collections: Collections, tmp_path: Path) -> None:
    put(archive, "/a", "De kwetterzandbak.")
    other = collections.add("Anders")
    moved = put(archive, "/b", "De tuin.")
    collections.move([moved.id], other.id)
    update(tmp_path, archive)
    collections.remove(FIRST_COLLECTION)
    update(tmp_path, archive)
    assert [(one.id, one.documents) for one in collections.all()] == [(FIRST_COLLECTION, 0), (other.id, 1)]
    assert not holds(tmp_path, "kwetterzand")


def test_an_empty_collection_goes_too(archive: Archive, collections: Collections, tmp_path: Path) -> None:
    other = collections.add("Anders")
    update(tmp_path, archive)
    collections.remove(other.id)
    update(tmp_path, archive)
    assert not (tmp_path / SPACE / other.id).exists()
