"""The promises of the archive: a document is in or out, what is stored is what was put, erased is gone."""

import random
import sqlite3
import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest

from store import archive as archive_module
from store.archive import Archive, Document
from store.errors import ArchiveDamaged, ArchiveTooNew, DiskFull, UnknownDocument
from store.migrations import MIGRATIONS, migrate, schema_number
from store.schema import EVERYWHERE, FIRST_COLLECTION, Fault, FileStamp, Page, ParsedDocument, Passage, Scope
from tests.store.conftest import (
    DIMENSION,
    SPACE,
    content_of,
    kill,
    numbers_of,
    put,
    start_child,
    vectors_of,
)

OTHER_SPACE = "andere ruimte"


def count_vectors(archive: Archive, space: str) -> int:
    return archive.count_vectors(space, archive.indexed(FIRST_COLLECTION), FIRST_COLLECTION)


def everything(archive: Archive) -> dict[str, list[tuple]]:
    """Every row of every table: what a failing change must leave as it was."""
    tables = ("archive", "documents", "pages", "passages", "vectors", "erased", "set_aside")
    return {name: archive.connection.execute(f"SELECT * FROM {name}").fetchall() for name in tables}


def raw(path: Path) -> bytes:
    """The bytes that a curious person finds on disk."""
    return b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*"))


# Opening


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("secure_delete", 1), ("foreign_keys", 1)],
)
def test_the_file_is_kept_safely(pragma: str, value: object, archive: Archive) -> None:
    assert archive.connection.execute(f"PRAGMA {pragma}").fetchone() == (value,)


def test_a_new_archive_is_empty(archive: Archive) -> None:
    assert archive.documents() == []
    assert archive.sequence == 0
    assert archive.count_ready() == 0
    assert archive.changed_since(0, FIRST_COLLECTION) == []
    assert archive.is_sound()


def test_an_archive_has_an_id_of_its_own_that_stays(
    archive: Archive, archive_path: Path, tmp_path: Path
) -> None:
    again, other = Archive(archive_path), Archive(tmp_path / "other.sqlite")
    assert again.id == archive.id != other.id
    assert len(archive.id) == 32
    again.close()
    other.close()


def test_what_was_put_is_there_after_opening_again(archive_path: Path) -> None:
    first = Archive(archive_path)
    stored = put(first, "/a", "Een.", "Twee.")
    first.close()
    second = Archive(archive_path)
    assert second.documents() == [stored]
    assert second.content(stored.id) == content_of(["Een.", "Twee."])
    second.close()


@pytest.mark.parametrize("content", [b"geen database " * 500, b"SQLite format 3\0" + bytes(range(256)) * 40])
def test_garbage_is_a_damaged_archive(content: bytes, archive_path: Path) -> None:
    archive_path.write_bytes(content)
    with pytest.raises(ArchiveDamaged) as caught:
        Archive(archive_path)
    assert caught.value.path == str(archive_path)
    assert archive_path.read_bytes() == content


def test_another_programs_database_is_a_damaged_archive(archive_path: Path) -> None:
    connection = sqlite3.connect(archive_path)
    connection.execute("CREATE TABLE documents (mine TEXT)")
    connection.close()
    with pytest.raises(ArchiveDamaged):
        Archive(archive_path)


def test_a_busy_archive_is_not_called_damaged(
    archive: Archive, archive_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive_module, "BUSY_SECONDS", 0.05)
    archive.close()
    other = sqlite3.connect(archive_path, isolation_level=None)
    other.execute("PRAGMA locking_mode = EXCLUSIVE")
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        Archive(archive_path)
    other.close()


def test_an_archive_of_a_newer_program_is_left_alone(archive: Archive, archive_path: Path) -> None:
    put(archive, "/a", "Een.")
    archive.connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    before = everything(archive)
    with pytest.raises(ArchiveTooNew) as caught:
        Archive(archive_path)
    assert (caught.value.number, caught.value.known) == (len(MIGRATIONS) + 1, len(MIGRATIONS))
    assert everything(archive) == before


def test_migrating_an_empty_file_brings_it_to_the_newest_schema() -> None:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    assert schema_number(connection) == 0
    migrate(connection)
    assert schema_number(connection) == len(MIGRATIONS)
    assert connection.execute("SELECT sequence FROM archive").fetchall() == [(0,)]
    connection.close()


def test_an_archive_of_the_first_schema_keeps_its_documents(archive_path: Path) -> None:
    connection = sqlite3.connect(archive_path, isolation_level=None)
    connection.executescript(f"BEGIN; {MIGRATIONS[0]} PRAGMA user_version = 1; COMMIT;")
    connection.execute(
        "INSERT INTO documents VALUES ('a', '/a', 'ready', 'Titel', 'abc', 1, 0, NULL, 1)",
    )
    connection.close()
    archive = Archive(archive_path)
    assert archive.documents() == [Document("a", "/a", "ready", "Titel", "abc", 1, 0, None)]
    archive.set_aside(["a"])
    archive.close()


def test_migrating_again_changes_nothing(archive: Archive) -> None:
    put(archive, "/a", "Een.")
    before = everything(archive)
    migrate(archive.connection)
    assert everything(archive) == before


# Putting


def test_a_document_is_given_back_as_it_was_put(archive: Archive) -> None:
    content = ParsedDocument(
        "Één reglement 😀",
        (Page(1, "Eerste bladzijde."), Page(3, "Derde  bladzijde."), Page(2, "")),
        (Passage(1, "", 0, 6, "Eerste"), Passage(3, "Reizen > Trein", 7, 17, "bladzijde.")),
    )
    stored = archive.put("/map/a b.pdf", "abc", content, SPACE, vectors_of(["een", "twee"]))
    assert stored == Document(stored.id, "/map/a b.pdf", "ready", "Één reglement 😀", "abc", 3, 2, None)
    assert archive.document_at("/map/a b.pdf") == stored
    assert archive.document_at("/map/a") is None
    assert archive.documents() == [stored]
    assert archive.content(stored.id) == ParsedDocument(
        content.title, tuple(sorted(content.pages, key=lambda page: page.number)), content.passages
    )
    assert archive.page_text(stored.id, 3) == "Derde  bladzijde."


def test_vectors_are_given_back_to_the_bit(archive: Archive) -> None:
    vectors = vectors_of(["een", "twee"])
    stored = archive.put("/a", "abc", content_of(["een", "twee"]), SPACE, vectors)
    rows = archive.index_rows(SPACE, [stored.id], FIRST_COLLECTION)
    assert [row.vector for row in rows] == [vector.tobytes() for vector in vectors]
    assert [row.content for row in rows] == list(content_of(["een", "twee"]).passages)
    assert {(row.document, row.title) for row in rows} == {(stored.id, "Reglement")}


def test_documents_come_by_path(archive: Archive) -> None:
    for path in ("/c", "/a", "/b"):
        put(archive, path, path)
    assert [document.path for document in archive.documents()] == ["/a", "/b", "/c"]


def test_putting_again_replaces_and_keeps_the_id(archive: Archive) -> None:
    first, bystander = put(archive, "/a", "Oud een.", "Oud twee."), put(archive, "/b", "Blijft.")
    old, sequence = numbers_of(archive, first), archive.sequence
    second = put(archive, "/a", "Nieuw.")
    assert second.id == first.id
    assert second.content_hash != first.content_hash
    assert archive.content(second.id) == content_of(["Nieuw."])
    assert archive.passages(old) == {}
    assert archive.documents() == [second, bystander]
    assert archive.sequence == sequence + 1
    assert archive.changed_since(sequence, FIRST_COLLECTION) == [second.id]
    assert count_vectors(archive, SPACE) == 2


def test_the_number_of_a_passage_is_never_given_out_again(archive: Archive) -> None:
    seen: set[int] = set()
    for n in range(5):
        stored = put(archive, "/a", f"Tekst {n}.", "Twee.")
        numbers = set(numbers_of(archive, stored))
        assert not numbers & seen
        seen |= numbers
        if n == 3:
            archive.erase([stored.id])


def put_too_few_vectors(archive: Archive) -> None:
    archive.put("/a", "nieuw", content_of(["Nieuw een.", "Nieuw twee."]), SPACE, vectors_of(["een"]))


def put_while_the_database_refuses(archive: Archive) -> None:
    archive.connection.execute(
        "CREATE TEMP TRIGGER refuse BEFORE INSERT ON vectors WHEN (SELECT count(*) FROM passages) > 2"
        " BEGIN SELECT RAISE(ABORT, 'geweigerd'); END"
    )
    put(archive, "/a", "Nieuw een.", "Nieuw twee.", "Nieuw drie.")


def put_a_page_twice(archive: Archive) -> None:
    content = ParsedDocument("Nieuw", (Page(1, "een"), Page(1, "nog eens een")), ())
    archive.put("/a", "nieuw", content, SPACE, np.zeros((0, DIMENSION), np.float32))


def put_half_a_character(archive: Archive) -> None:
    put(archive, "/a", "Nieuw.", "\ud83d")


def put_on_a_full_disk(archive: Archive) -> None:
    (pages,) = archive.connection.execute("PRAGMA page_count").fetchone()
    archive.connection.execute(f"PRAGMA max_page_count = {pages + 2}")
    try:
        put(archive, "/a", *["Nieuw en veel te lang. " * 400] * 20)
    finally:
        archive.connection.execute("PRAGMA max_page_count = 1000000")


@pytest.mark.parametrize(
    ("failing", "error", "message"),
    [
        (put_too_few_vectors, ValueError, "vector"),
        (put_while_the_database_refuses, sqlite3.IntegrityError, "geweigerd"),
        (put_a_page_twice, sqlite3.IntegrityError, "UNIQUE"),
        (put_half_a_character, UnicodeEncodeError, "surrogates"),
        (put_on_a_full_disk, DiskFull, "^$"),
    ],
)
def test_a_put_that_fails_leaves_what_was_there(
    failing: Callable[[Archive], None], error: type[Exception], message: str, archive: Archive
) -> None:
    put(archive, "/a", "Oud een.", "Oud twee.")
    before = everything(archive)
    with pytest.raises(error, match=message):
        failing(archive)
    assert everything(archive) == before
    archive.connection.execute("DROP TRIGGER IF EXISTS refuse")
    put(archive, "/b", "Daarna gaat het weer.")
    assert archive.is_sound()


def test_half_a_document_is_never_seen_from_outside(archive: Archive, archive_path: Path) -> None:
    put(archive, "/a", "Oud.")
    reader, before = Archive(archive_path), everything(archive)
    with pytest.raises(KeyboardInterrupt), archive.transaction() as connection:
        connection.execute("DELETE FROM documents")
        assert everything(reader) == before
        raise KeyboardInterrupt
    assert everything(archive) == before
    reader.close()


def test_a_second_writer_waits(archive: Archive, archive_path: Path) -> None:
    with archive.transaction():
        writer = threading.Thread(target=_put_elsewhere, args=(archive_path,))
        writer.start()
        writer.join(0.1)
        assert writer.is_alive()
    writer.join(10)
    assert [document.path for document in archive.documents()] == ["/b"]


def _put_elsewhere(path: Path) -> None:
    archive = Archive(path)
    put(archive, "/b", "Later.")
    archive.close()


def test_a_document_without_passages_is_kept(archive: Archive) -> None:
    stored = archive.put("/a", "abc", ParsedDocument("Leeg", (Page(1, "..."),), ()), SPACE, vectors_of([]))
    assert (stored.pages, stored.passages, stored.state) == (1, 0, "ready")
    assert archive.without_vectors(SPACE) == []
    assert archive.has_vectors(stored.id, SPACE)


# Documents that could not be read


def test_why_a_document_could_not_be_read_is_kept(archive: Archive) -> None:
    fault = Fault("TooLarge", {"path": "/map/verslag.pdf", "size": 300, "limit": 200})
    failed = archive.put_failed("/map/verslag.pdf", "abc", fault)
    assert failed == Document(failed.id, "/map/verslag.pdf", "failed", "verslag", "abc", 0, 0, fault)
    assert archive.documents() == [failed]
    assert archive.count_ready() == 0
    assert archive.ready_with_hash("abc") == []


def test_what_can_no_longer_be_read_is_gone(archive: Archive) -> None:
    stored = put(archive, "/a", "Oud.")
    old, sequence = numbers_of(archive, stored), archive.sequence
    failed = archive.put_failed("/a", "abc", Fault("NoText"))
    assert (failed.id, failed.state) == (stored.id, "failed")
    assert archive.passages(old) == {}
    assert count_vectors(archive, SPACE) == 0
    assert archive.changed_since(sequence, FIRST_COLLECTION) == [stored.id]


def test_a_failed_document_becomes_ready_when_it_can_be_read(archive: Archive) -> None:
    failed = archive.put_failed("/a", "abc", Fault("NoText"))
    ready = put(archive, "/a", "Toch tekst.")
    assert (ready.id, ready.state, ready.error) == (failed.id, "ready", None)
    assert archive.count_ready() == 1


# Moving, and finding by content


def test_a_moved_document_keeps_its_passages(archive: Archive) -> None:
    stored = put(archive, "/oud", "Een.", "Twee.")
    numbers = numbers_of(archive, stored)
    moved = archive.move(stored.id, "/nieuw")
    assert (moved.id, moved.path) == (stored.id, "/nieuw")
    assert archive.document_at("/oud") is None
    assert numbers_of(archive, moved) == numbers
    assert {passage.path for passage in archive.passages(numbers).values()} == {"/nieuw"}


def test_moving_over_a_document_takes_its_place(archive: Archive) -> None:
    moving, covered = put(archive, "/a", "Een."), put(archive, "/b", "Twee.")
    sequence = archive.sequence
    archive.move(moving.id, "/b")
    assert [(document.id, document.path) for document in archive.documents()] == [(moving.id, "/b")]
    assert archive.erased_since(sequence, FIRST_COLLECTION)
    assert covered.id in archive.changed_since(sequence, FIRST_COLLECTION)


def test_moving_a_document_to_where_it_is_keeps_it(archive: Archive) -> None:
    stored = put(archive, "/a", "Een.")
    assert archive.move(stored.id, "/a") == stored
    assert archive.content(stored.id) == content_of(["Een."])


def test_moving_an_unknown_document_changes_nothing(archive: Archive) -> None:
    put(archive, "/a", "Een.")
    before = everything(archive)
    with pytest.raises(UnknownDocument) as caught:
        archive.move("onbekend", "/a")
    assert caught.value.document == "onbekend"
    assert everything(archive) == before


def test_twins_are_found_by_their_content(archive: Archive) -> None:
    one, two = put(archive, "/b", "Zelfde."), put(archive, "/a", "Zelfde.")
    put(archive, "/c", "Anders.")
    archive.put_failed("/d", one.content_hash, Fault("NoText"))
    assert archive.ready_with_hash(one.content_hash) == [two, one]
    assert archive.ready_with_hash("onbekend") == []


# Unknown documents


def test_an_unknown_page_is_an_unknown_document(archive: Archive) -> None:
    stored = put(archive, "/a", "Een.")
    for document, page in ((stored.id, 2), ("onbekend", 1)):
        with pytest.raises(UnknownDocument) as caught:
            archive.page_text(document, page)
        assert caught.value.document == document


def test_an_unknown_document_has_no_content(archive: Archive) -> None:
    with pytest.raises(UnknownDocument):
        archive.content("onbekend")


# Vectors of several models


def test_vectors_are_kept_for_each_model(archive: Archive) -> None:
    one, two = put(archive, "/a", "Een.", "Twee."), put(archive, "/b", "Drie.")
    assert archive.has_vectors(one.id, SPACE) and not archive.has_vectors(one.id, OTHER_SPACE)
    assert archive.without_vectors(SPACE) == []
    assert sorted(archive.without_vectors(OTHER_SPACE)) == sorted([one.id, two.id])

    vectors = vectors_of(["een", "twee"], 4)
    archive.add_vectors(one.id, OTHER_SPACE, vectors)
    assert archive.has_vectors(one.id, OTHER_SPACE)
    assert archive.without_vectors(OTHER_SPACE) == [two.id]
    assert [row.vector for row in archive.index_rows(OTHER_SPACE, [one.id, two.id], FIRST_COLLECTION)] == [
        vector.tobytes() for vector in vectors
    ]
    assert [row.vector for row in archive.index_rows(SPACE, [one.id], FIRST_COLLECTION)] == [
        vector.tobytes() for vector in vectors_of(["Een.", "Twee."])
    ]
    assert (count_vectors(archive, SPACE), count_vectors(archive, OTHER_SPACE)) == (3, 2)


def test_a_document_with_a_vector_missing_has_not_all(archive: Archive) -> None:
    stored = put(archive, "/a", "Een.", "Twee.")
    archive.connection.execute("DELETE FROM vectors WHERE passage = ?", (numbers_of(archive, stored)[0],))
    assert not archive.has_vectors(stored.id, SPACE)
    assert archive.without_vectors(SPACE) == [stored.id]


def test_new_vectors_are_news_for_the_index(archive: Archive) -> None:
    stored, _ = put(archive, "/a", "Een."), put(archive, "/b", "Twee.")
    sequence = archive.sequence
    archive.add_vectors(stored.id, OTHER_SPACE, vectors_of(["een"], 4))
    assert archive.sequence == sequence + 1
    assert archive.changed_since(sequence, FIRST_COLLECTION) == [stored.id]


@pytest.mark.parametrize("count", [1, 3])
def test_the_wrong_number_of_vectors_changes_nothing(count: int, archive: Archive) -> None:
    stored = put(archive, "/a", "Een.", "Twee.")
    before = everything(archive)
    with pytest.raises(ValueError):
        archive.add_vectors(stored.id, OTHER_SPACE, vectors_of(["x"] * count, 4))
    assert everything(archive) == before


# Passages, and damage


def test_passages_come_with_their_document(archive: Archive) -> None:
    one, two = put(archive, "/a", "Een.", "Twee.", title="A"), put(archive, "/b", "Drie.", title="B")
    (first, second), (third,) = numbers_of(archive, one), numbers_of(archive, two)
    found = archive.passages([third, second, 999])
    assert set(found) == {second, third}
    assert (found[second].document, found[second].path, found[second].title) == (one.id, "/a", "A")
    assert found[second].passage == content_of(["Een.", "Twee."]).passages[1]
    assert (found[third].id, found[third].passage.text) == (third, "Drie.")
    assert first not in found
    assert archive.passages([]) == {}


DAMAGE = {"another letter": "Het bedrag is 2 euro.", "no letter at all": b"Het \xffedrag is 1 euro."}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE.keys())
def test_a_flipped_text_is_not_quoted(damage: object, archive: Archive, archive_path: Path) -> None:
    stored, other = put(archive, "/a", "Het bedrag is 1 euro."), put(archive, "/b", "Heel.")
    assert archive.is_sound()
    archive.connection.execute(
        "UPDATE passages SET text = CAST(? AS TEXT) WHERE document = ?", (damage, stored.id)
    )
    with pytest.raises(ArchiveDamaged) as caught:
        archive.passages([*numbers_of(archive, other), 1])
    assert caught.value.path == str(archive_path)
    assert not archive.is_sound()
    assert len(archive.passages([2])) == 1


def test_a_destroyed_stretch_of_the_file_is_damage(archive_path: Path) -> None:
    archive = Archive(archive_path)
    for n in range(40):
        put(archive, f"/{n}", *[f"Tekst {n}. " * 20] * 5)
    (page,) = archive.connection.execute(
        "SELECT rootpage FROM sqlite_master WHERE name = 'passages'"
    ).fetchone()
    archive.close()
    with archive_path.open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(random.Random(1).randbytes(4096))
    archive = Archive(archive_path)
    assert not archive.is_sound()
    with pytest.raises(ArchiveDamaged):
        archive.passages(list(range(1, 201)))
    archive.close()


# Erasing


def test_an_erased_document_is_out(archive: Archive) -> None:
    gone, kept = put(archive, "/a", "Een."), put(archive, "/b", "Twee.")
    numbers, sequence = numbers_of(archive, gone), archive.sequence
    archive.erase([gone.id])
    assert archive.documents() == [kept]
    assert archive.passages(numbers) == {}
    assert count_vectors(archive, SPACE) == 1
    assert archive.connection.execute("SELECT document FROM pages").fetchall() == [(kept.id,)]
    assert archive.changed_since(sequence, FIRST_COLLECTION) == [gone.id]
    assert archive.erased_since(sequence, FIRST_COLLECTION)
    assert not archive.erased_since(archive.sequence, FIRST_COLLECTION)


@pytest.mark.parametrize("position", [0, 1, 2])
def test_erasing_is_all_or_nothing(position: int, archive: Archive) -> None:
    ids = [put(archive, "/a", "Een.").id, put(archive, "/b", "Twee.").id]
    ids.insert(position, "onbekend")
    before = everything(archive)
    with pytest.raises(UnknownDocument) as caught:
        archive.erase(ids)
    assert caught.value.document == "onbekend"
    assert everything(archive) == before


def test_no_word_of_an_erased_document_is_left_on_disk(archive: Archive, archive_path: Path) -> None:
    kept = put(archive, "/blijft.txt", "Hier staat krommelzwans.", title="Flonkerwaard")
    gone = [
        put(archive, "/map/snorrebluts.txt", "Kort over twadderkwik.", title="Plofzweem"),
        put(archive, "/b", *["Heel lang over grimpelstoot. " * 500] * 30),
        put(archive, "/c", *[f"Stuk {n} over vlurkenbrand." for n in range(300)]),
        archive.put_failed(
            "/d/krabbeldoos.pdf", "zweemhash", Fault("NoText", {"path": "/d/krabbeldoos.pdf"})
        ),
    ]
    words = [
        b"twadderkwik",
        b"grimpelstoot",
        b"vlurkenbrand",
        b"snorrebluts",
        b"Plofzweem",
        b"krabbeldoos",
        b"zweemhash",
    ]
    assert all(word in raw(archive_path) for word in words)
    archive.erase([document.id for document in gone])
    assert [word for word in words if word in raw(archive_path)] == []
    assert b"krommelzwans" in raw(archive_path) and archive.documents() == [kept]


def test_words_of_a_replaced_document_are_gone_when_it_is_erased(
    archive: Archive, archive_path: Path
) -> None:
    put(archive, "/a", "Eerst over twadderkwik.")
    put(archive, "/b", "Tussendoor.")
    stored = put(archive, "/a", "Later over grimpelstoot.")
    archive.erase([stored.id])
    assert b"twadderkwik" not in raw(archive_path) and b"grimpelstoot" not in raw(archive_path)


def test_sqlite_moving_rows_about_leaves_no_copy_of_an_erased_document(
    archive: Archive, archive_path: Path
) -> None:
    """When SQLite spreads rows over pages anew, `secure_delete` does not clear where they were."""
    chance = random.Random(50)
    words, ids = [], []
    for n in range(40):
        word = f"qzx{n:03d}{chance.getrandbits(40):010x}"
        texts = [f"{word} " * chance.choice([1, 20, 60])] * chance.choice([1, 3])
        words.append(word)
        ids.append(put(archive, f"/map/{word}.txt", *texts, title=word).id)
    erased = chance.sample(range(40), 26)
    for n in erased:
        archive.erase([ids[n]])
    assert [words[n] for n in erased if words[n].encode() in raw(archive_path)] == []


def test_erasing_while_another_reads_is_made_good_by_the_next_opening(archive_path: Path) -> None:
    archive, reader = Archive(archive_path), Archive(archive_path)
    stored = put(archive, "/a", "Over twadderkwik.")
    archive.connection.execute("PRAGMA busy_timeout = 50")
    reader.connection.execute("BEGIN")
    assert reader.documents() == [stored]
    archive.erase([stored.id])
    assert archive.documents() == []
    reader.connection.execute("COMMIT")
    reader.close()
    archive.close()
    Archive(archive_path).close()
    assert b"twadderkwik" not in raw(archive_path)


def test_an_erasure_that_was_cut_off_is_still_due_and_made_good(archive_path: Path) -> None:
    archive = Archive(archive_path)
    stored = put(archive, "/a", "Over twadderkwik.")
    put(archive, "/b", "Iets anders.")
    reading = archive.connection.execute("SELECT * FROM passages")
    reading.fetchone()
    with pytest.raises(sqlite3.OperationalError, match="VACUUM"):  # as on a full disk, or in a kill
        archive.erase([stored.id])
    assert [document.path for document in archive.documents()] == ["/b"]
    assert b"twadderkwik" in raw(archive_path)
    reading.close()
    archive.close()
    archive = Archive(archive_path)
    archive.purge()
    assert b"twadderkwik" not in raw(archive_path)
    times = archive.connection.execute("PRAGMA schema_version").fetchone()  # a VACUUM counts it up
    archive.purge()
    assert archive.connection.execute("PRAGMA schema_version").fetchone() == times
    archive.close()


# Setting aside


def test_a_document_that_is_set_aside_is_neither_listed_nor_found(archive: Archive) -> None:
    aside, kept = put(archive, "/a", "Een.", "Twee."), put(archive, "/b", "Drie.")
    numbers = numbers_of(archive, aside, kept)
    archive.set_aside([aside.id])
    assert archive.documents() == [kept]
    assert archive.count_ready() == 1
    assert archive.ready_with_hash(aside.content_hash) == []
    assert list(archive.passages(numbers)) == numbers_of(archive, kept)
    assert archive.searchable([*numbers, 999]) == set(numbers_of(archive, kept))
    with pytest.raises(UnknownDocument) as caught:
        archive.document(aside.id)
    assert caught.value.document == aside.id
    there = archive.document_at("/a")
    assert there is not None
    assert there.set_aside
    assert archive.set_aside_ids() == [aside.id]


def test_a_document_that_is_brought_back_is_as_it_was(archive: Archive) -> None:
    stored = put(archive, "/a", "Een.", "Twee.")
    before = everything(archive)
    archive.set_aside([stored.id])
    archive.set_aside([stored.id])
    assert archive.restore([stored.id]) == [stored]
    assert everything(archive) == before
    assert archive.document(stored.id) == stored
    assert archive.restore([stored.id]) == [stored]


@pytest.mark.parametrize("change", [Archive.set_aside, Archive.restore])
@pytest.mark.parametrize("position", [0, 1, 2])
def test_an_unknown_document_among_others_changes_nothing(
    change: Callable[[Archive, list[str]], object], position: int, archive: Archive
) -> None:
    ids = [put(archive, "/a", "Een.").id, put(archive, "/b", "Twee.").id]
    archive.set_aside(ids[:1])
    ids.insert(position, "onbekend")
    before = everything(archive)
    with pytest.raises(UnknownDocument) as caught:
        change(archive, ids)
    assert caught.value.document == "onbekend"
    assert everything(archive) == before


def test_the_index_need_not_know_what_is_set_aside(archive: Archive) -> None:
    stored = put(archive, "/a", "Een.")
    archive.put_failed("/b", "abc", Fault("NoText"))
    sequence, rows = archive.sequence, archive.index_rows(SPACE, [stored.id], FIRST_COLLECTION)
    archive.set_aside([stored.id])
    assert archive.indexed(FIRST_COLLECTION) == [stored.id]
    assert archive.index_rows(SPACE, [stored.id], FIRST_COLLECTION) == rows
    assert (archive.sequence, count_vectors(archive, SPACE)) == (sequence, 1)


def test_a_document_that_is_set_aside_needs_no_vectors(archive: Archive) -> None:
    stored = put(archive, "/a", "Een.")
    archive.set_aside([stored.id])
    assert archive.without_vectors(OTHER_SPACE) == []
    archive.restore([stored.id])
    assert archive.without_vectors(OTHER_SPACE) == [stored.id]


def test_storing_a_document_anew_brings_it_back(archive: Archive) -> None:
    ready, failed = put(archive, "/a", "Oud."), archive.put_failed("/b", "abc", Fault("NoText"))
    archive.set_aside([ready.id, failed.id])
    assert put(archive, "/a", "Nieuw.").id == ready.id
    assert not archive.put_failed("/b", "abc", Fault("NoText")).set_aside
    assert [document.id for document in archive.documents()] == [ready.id, failed.id]
    assert archive.set_aside_ids() == []


def test_what_is_set_aside_can_be_erased(archive: Archive, archive_path: Path) -> None:
    stored, kept = put(archive, "/a", "Over twadderkwik."), put(archive, "/b", "Iets anders.")
    archive.set_aside([stored.id])
    archive.erase([stored.id, kept.id])
    assert (archive.documents(), archive.set_aside_ids()) == ([], [])
    assert b"twadderkwik" not in raw(archive_path)
    with pytest.raises(UnknownDocument):
        archive.restore([stored.id])


def test_what_is_set_aside_stays_so_after_opening_again(archive_path: Path) -> None:
    archive = Archive(archive_path)
    stored = put(archive, "/a", "Een.")
    archive.set_aside([stored.id])
    archive.close()
    archive = Archive(archive_path)
    assert (archive.documents(), archive.set_aside_ids()) == ([], [stored.id])
    archive.close()


# What the index asks


def test_every_change_takes_the_next_number(archive: Archive) -> None:
    first = put(archive, "/a", "Een.")
    second = put(archive, "/b", "Twee.")
    third = archive.put_failed("/c", "abc", Fault("NoText"))
    put(archive, "/a", "Een, anders.")
    archive.erase([second.id])
    assert archive.sequence == 5
    changed = {sequence: set(archive.changed_since(sequence, FIRST_COLLECTION)) for sequence in range(6)}
    assert changed == {
        0: {first.id, second.id, third.id},
        1: {first.id, second.id, third.id},
        2: {first.id, second.id, third.id},
        3: {first.id, second.id},
        4: {second.id},
        5: set(),
    }
    assert [archive.erased_since(sequence, FIRST_COLLECTION) for sequence in range(6)] == [True] * 5 + [False]


def test_rows_for_the_index_are_those_of_the_documents_asked(archive: Archive) -> None:
    one, two = put(archive, "/a", "Een.", "Twee."), put(archive, "/b", "Drie.")
    put(archive, "/c", "Vier.")
    rows = archive.index_rows(SPACE, [two.id, one.id, "onbekend"], FIRST_COLLECTION)
    assert [(row.document, row.content.text) for row in rows] == [
        (one.id, "Een."),
        (one.id, "Twee."),
        (two.id, "Drie."),
    ]
    assert archive.index_rows(SPACE, [], FIRST_COLLECTION) == []
    assert archive.index_rows(OTHER_SPACE, [one.id], FIRST_COLLECTION) == []


# A kill at any moment


PUTTING = """
import itertools, pathlib, sys
from store.archive import Archive
from tests.store.conftest import put
archive = Archive(pathlib.Path(sys.argv[1]))
for n in itertools.count():
    put(archive, f"/{n % 7}", *[f"Deel {part} van versie {n}. " * 30 for part in range(20)])
    print(n)
"""


def test_a_kill_leaves_whole_documents_only(archive_path: Path) -> None:
    chance = random.Random(4)
    for _ in range(3):
        child = start_child(PUTTING, archive_path)
        assert child.stdout is not None
        for _ in range(chance.randrange(8, 20)):
            last = int(child.stdout.readline())
        threading.Event().wait(chance.random() / 50)
        kill(child)

        archive = Archive(archive_path)
        assert archive.is_sound()
        documents = archive.documents()
        assert len(documents) == 7
        newest = -1
        for document in documents:
            content = archive.content(document.id)
            versions = {passage.text.split("versie ")[1].split(".")[0] for passage in content.passages}
            assert len(versions) == 1 and len(content.pages) == 1
            assert len(content.passages) == document.passages == 20
            assert archive.has_vectors(document.id, SPACE)
            newest = max(newest, int(versions.pop()))
        assert newest >= last
        assert count_vectors(archive, SPACE) == 7 * 20
        archive.close()


# --- scopes -------------------------------------------------------------------------------------------

DAY = 86_400 * 10**9
NOON = int(datetime(2026, 3, 10, 12).timestamp()) * 10**9


def put_at(archive: Archive, path: str, collection: str = FIRST_COLLECTION, modified: int = NOON) -> Document:
    texts = (f"Tekst van {path}.",)
    stamp = FileStamp(10, modified)
    return archive.put(path, path, content_of(texts), SPACE, vectors_of(texts), collection, stamp)


@pytest.mark.parametrize(
    ("scope", "paths"),
    [
        (EVERYWHERE, ["/a/een.pdf", "/a/twee.MD", "/ab/drie.md", "/ab/vier.md"]),
        (Scope(collections=("anders",)), ["/ab/vier.md"]),
        (
            Scope(collections=("anders", FIRST_COLLECTION)),
            ["/a/een.pdf", "/a/twee.MD", "/ab/drie.md", "/ab/vier.md"],
        ),
        (Scope(collections=("niets",)), []),
        (Scope(folder="/a"), ["/a/een.pdf", "/a/twee.MD"]),
        (Scope(folder="/a/"), ["/a/een.pdf", "/a/twee.MD"]),
        (Scope(folder="/"), ["/a/een.pdf", "/a/twee.MD", "/ab/drie.md", "/ab/vier.md"]),
        (Scope(kinds=(".md",)), ["/a/twee.MD", "/ab/drie.md", "/ab/vier.md"]),
        (Scope(kinds=(".md", ".pdf"), folder="/a"), ["/a/een.pdf", "/a/twee.MD"]),
        (Scope(changed_from="2026-03-11"), ["/ab/drie.md"]),
        (Scope(changed_to="2026-03-09"), ["/a/twee.MD"]),
        (Scope(changed_from="2026-03-10", changed_to="2026-03-10"), ["/a/een.pdf", "/ab/vier.md"]),
    ],
)
def test_a_scope_bounds_what_is_counted_listed_and_searched(
    scope: Scope, paths: list[str], archive: Archive
) -> None:
    archive.connection.execute("INSERT INTO collections VALUES ('anders', 'Anders')")
    put_at(archive, "/a/een.pdf")
    put_at(archive, "/a/twee.MD", modified=NOON - DAY)
    put_at(archive, "/ab/drie.md", modified=NOON + DAY)
    put_at(archive, "/ab/vier.md", "anders")
    put_at(archive, "/a/weg.md")
    archive.set_aside([document.id for document in archive.documents() if document.path == "/a/weg.md"])
    found = archive.in_scope(scope)
    assert [document.path for document in found] == paths
    assert archive.count_ready(scope) == len(paths)
    numbers = list(archive.passages(list(range(1, 9))))
    assert {
        stored.path for stored in archive.passages(list(archive.searchable(numbers, scope))).values()
    } == set(paths)


def test_a_scope_of_documents_holds_those_only(archive: Archive) -> None:
    first, second = put_at(archive, "/een"), put_at(archive, "/twee")
    assert archive.in_scope(Scope(documents=(second.id, "onbekend"))) == [second]
    assert archive.searchable([1, 2], Scope(documents=(first.id,))) == {1}


def test_what_cannot_be_read_is_counted_unless_it_is_ignored(archive: Archive) -> None:
    fault = Fault("NoText", {"path": "/scan.pdf"})
    failed = archive.put_failed("/scan.pdf", "abc", fault, FIRST_COLLECTION, FileStamp(3, NOON))
    assert (archive.count_unreadable(), archive.count_ready()) == (1, 0)
    assert failed.stamp == FileStamp(3, NOON)
    archive.connection.execute("UPDATE documents SET ignored = 1")
    assert archive.count_unreadable() == 0
    assert archive.put_failed("/scan.pdf", "def", fault).ignored
    assert not put_at(archive, "/scan.pdf").ignored


def test_a_document_that_is_read_again_stays_in_its_collection(archive: Archive) -> None:
    archive.connection.execute("INSERT INTO collections VALUES ('anders', 'Anders')")
    put_at(archive, "/een", "anders")
    assert put_at(archive, "/een").collection == "anders"
    assert archive.put_failed("/een", "abc", Fault("NoText")).collection == "anders"


def test_a_file_with_another_time_and_the_same_content_is_no_change(archive: Archive) -> None:
    stored = put_at(archive, "/een")
    sequence = archive.sequence
    archive.stamp(stored.id, FileStamp(10, NOON + 1))
    assert archive.document(stored.id).stamp == FileStamp(10, NOON + 1)
    assert archive.sequence == sequence
