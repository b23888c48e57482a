"""The promises of the index: it finds what the archive holds, forgets what was erased, and can be lost."""

import asyncio
import json
import os
import random
import shutil
import sqlite3
import zlib
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import lancedb
import msgspec
import numpy as np
import pytest

from store import index, index_speed
from store.archive import Archive, Document
from store.errors import IndexDamaged
from store.frequencies import Frequencies
from store.index import preload
from store.index_files import FORMAT, discard, position_of
from store.index_reader import Hit, IndexReader
from store.postings import Segment
from store.question import Question, question_of
from store.relevance import Looked, looked_for
from store.schema import FIRST_COLLECTION, Fault, ParsedDocument
from store.terms import gram_numbers
from store.thesaurus import Thesaurus
from tests.store.conftest import (
    DIMENSION,
    SPACE,
    content_of,
    kill,
    numbers_of,
    put,
    start_child,
    vector_of,
    vectors_of,
)

OTHER_SPACE = "andere"
TEXTS = {
    "/huis": ("Het huis staat in de straat.", "De tuin ligt achter de woning."),
    "/reis": ("Wie met de trein reist, krijgt een vergoeding.", "De fiets mag mee in de trein."),
    "/eten": ("In het café is de lunch gratis.",),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index" / SPACE / FIRST_COLLECTION


@pytest.fixture
def library(archive: Archive, folder: Path) -> dict[str, Document]:
    """Three documents in the archive and in the index."""
    documents = {path: put(archive, path, *texts) for path, texts in TEXTS.items()}
    assert update(folder, archive) == "rebuilt"
    return documents


def update(
    folder: Path,
    archive: Archive,
    space: str = SPACE,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> str:
    return asyncio.run(index.update(folder.parent, archive, space, progress))


class Both(NamedTuple):
    """What the two searches found."""

    by_vector: tuple[Hit, ...]
    by_words: tuple[Hit, ...]


NOTHING = Both((), ())


def asked(words: str) -> Question:
    """A question in these words and no others."""
    return question_of(words, [""], Thesaurus([]))


def looked(reader: IndexReader, question: Question) -> dict[str, Looked]:
    """What a reader looks for, with the statistics of its own collection."""
    everywhere = dict.fromkeys(question.terms, reader.frequencies.passages)
    return looked_for(question, reader.frequencies, everywhere)


async def _search(folder: Path, near: str | np.ndarray, words: str, limit: int) -> Both:
    reader = IndexReader(folder)
    await reader.open()
    vector = vector_of(near) if isinstance(near, str) else near
    hits = await reader.search(vector, looked(reader, asked(words)), limit)
    return Both(hits.by_vector, hits.by_words)


def search(folder: Path, near: str | np.ndarray = "", words: str = "", limit: int = 8) -> Both:
    """What a fresh reader finds near this text, and by these words."""
    return asyncio.run(_search(folder, near, words, limit))


def found_near(folder: Path, text: str) -> int:
    """The number of the passage that is exactly this text."""
    (best, *_) = search(folder, near=text).by_vector
    return best.passage if best.score > 0.9999 else 0


def found_by(folder: Path, words: str) -> list[int]:
    return [hit.passage for hit in search(folder, words=words).by_words]


def with_table(folder: Path, use: Callable[[Any], Awaitable[Any]]) -> Any:
    """What LanceDB itself says of the table, past the program."""

    async def run() -> Any:
        database = await lancedb.connect_async(folder)
        return await use(await database.open_table("passages"))

    return asyncio.run(run())


def rows_of(folder: Path) -> list[dict[str, Any]]:
    return with_table(folder, lambda table: table.query().to_list())


def all_numbers(folder: Path) -> list[int]:
    return sorted(row["passage"] for row in rows_of(folder))


def all_of(archive: Archive, space: str = SPACE) -> list[int]:
    return numbers_of(archive, *archive.documents(), space=space)


def terms_of(folder: Path) -> set[int]:
    """The numbers of all terms that are in some file of words, also in one that nobody reads any more."""
    return {int(term) for file in folder.glob("words-*") for term in Segment.opened(file).terms}


def has_word(folder: Path, word: str) -> bool:
    """Whether any term of this word that no other word has is in the files."""
    pieces = [word[start : start + 4] for start in range(len(word) - 3)]
    return any(number in terms_of(folder) for number in gram_numbers(pieces))


def files_of(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


# Building and finding


def place(folder: Path) -> tuple[str, int, int]:
    """The archive, the sequence number and the rows that an index says it is at."""
    position = position_of(folder)
    assert position is not None
    return position.archive, position.sequence, position.rows


def test_the_index_of_an_empty_archive_finds_nothing(archive: Archive, folder: Path) -> None:
    update(folder, archive)
    assert place(folder) == (archive.id, 0, 0)
    assert search(folder, near="huis", words="huis") == NOTHING


def test_without_an_index_there_is_no_position(tmp_path: Path) -> None:
    assert position_of(tmp_path) is None
    assert position_of(tmp_path / "nothing") is None
    discard(tmp_path / "nothing")


def test_a_built_index_is_as_far_as_the_archive(archive: Archive, folder: Path, library: object) -> None:
    assert place(folder) == (archive.id, 3, 5)
    assert all_numbers(folder) == all_of(archive)


def test_every_passage_is_found_by_its_own_vector(archive: Archive, folder: Path, library: object) -> None:
    for texts in TEXTS.values():
        for text in texts:
            assert archive.passages([found_near(folder, text)]).popitem()[1].passage.text == text


def test_hits_by_vector_are_scored_by_cosine_best_first(
    archive: Archive, folder: Path, library: object
) -> None:
    query = vector_of("iets anders") * 7
    hits = search(folder, near=query).by_vector
    texts = {number: stored.passage.text for number, stored in archive.passages(all_of(archive)).items()}
    cosines = {number: float(vector_of(text) @ query) / 7 for number, text in texts.items()}
    assert [hit.passage for hit in hits] == sorted(cosines, key=lambda number: -cosines[number])
    assert [hit.score for hit in hits] == pytest.approx([cosines[hit.passage] for hit in hits], abs=1e-5)


@pytest.mark.parametrize(
    ("words", "path"),
    [
        ("huizen", "/huis"),
        ("HUIS", "/huis"),
        ("tuinen", "/huis"),
        ("vergoedingen", "/reis"),
        ("cafe", "/eten"),
        ("CAFÉ", "/eten"),
        ("lunch onvindbaarwoord", "/eten"),
    ],
)
def test_words_are_found_as_dutch_bends_them(
    words: str, path: str, archive: Archive, folder: Path, library
) -> None:
    found = found_by(folder, words)
    assert len(found) == 1 and found[0] in numbers_of(archive, library[path])


def test_title_and_heading_are_searched_too(archive: Archive, folder: Path) -> None:
    stored, _ = put(archive, "/a", "Tekst.", title="Zwaluwnest"), put(archive, "/b", "Tekst.")
    update(folder, archive)
    assert found_by(folder, "zwaluwnest") == numbers_of(archive, stored)
    assert sorted(found_by(folder, "kop")) == all_of(archive)


def test_hits_by_words_come_best_first(archive: Archive, folder: Path) -> None:
    put(archive, "/a", "Trein.", "Fiets.", "De trein en de fiets.", "Auto.")
    update(folder, archive)
    hits = search(folder, words="fiets trein").by_words
    assert hits[0].passage == 3
    assert {hit.passage for hit in hits} == {1, 2, 3}
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert hits[0].score > hits[1].score > 0


@pytest.mark.parametrize(
    "words",
    ["", " ", "\n\t", "?", "!?…", '""', "*", "\\", "()", "de het een", "\x00", "😀", "'; --", "x" * 5000],
)
def test_without_a_word_nothing_is_found_by_words(words: str, folder: Path, library: object) -> None:
    hits = search(folder, near="huis", words=words)
    assert hits.by_words == () and len(hits.by_vector) == 5


@pytest.mark.parametrize(
    "words",
    [
        "huis?",
        '"huis',
        "'huis'",
        "+huis -straat",
        "huis AND NOT straat",
        "words:huis",
        "(huis OR",
        "hu*s huis~2 huis^3",
        "{huis} [huis] \\huis/",
        "huis; DROP TABLE passages",
        "huis " * 2000,
    ],
)
def test_no_sign_in_a_question_is_an_operator(words: str, archive: Archive, folder: Path, library) -> None:
    assert numbers_of(archive, library["/huis"])[0] in found_by(folder, words)


@pytest.mark.parametrize("limit", [1, 2, 4, 1000])
def test_no_more_is_found_than_was_asked(limit: int, archive: Archive, folder: Path) -> None:
    put(archive, "/a", *[f"Het huis nummer {n}." for n in range(5)])
    update(folder, archive)
    hits = search(folder, near="huis", words="huis", limit=limit)
    assert len(hits.by_vector) == len(hits.by_words) == min(limit, 5)
    assert len({hit.passage for hit in hits.by_vector}) == len(hits.by_vector)


def test_documents_that_cannot_be_searched_are_no_obstacle(
    archive: Archive, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "DOCUMENTS_AT_ONCE", 1)
    archive.put_failed("/a", "abc", Fault("NoText"))
    archive.put("/b", "abc", ParsedDocument("Leeg", (), ()), SPACE, vectors_of([]))
    update(folder, archive)
    assert search(folder, words="huis") == NOTHING
    stored = put(archive, "/c", "Het huis.")
    update(folder, archive)
    assert found_by(folder, "huis") == numbers_of(archive, stored)


def test_many_documents_are_all_there_once(
    archive: Archive, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "DOCUMENTS_AT_ONCE", 20)
    monkeypatch.setattr(index, "ROWS_AT_ONCE", 16)
    for n in range(50):
        put(archive, f"/{n}", f"Tekst {n}.", f"Huis {n}.")
    update(folder, archive)
    assert all_numbers(folder) == all_of(archive) == list(range(1, 101))
    for n in range(45):
        put(archive, f"/{n}", f"Nieuw {n}.")
    update(folder, archive)
    assert all_numbers(folder) == all_of(archive)
    assert len(search(folder, words="nieuw", limit=100).by_words) == 45


# Catching up


def test_when_nothing_has_changed_nothing_is_written(archive: Archive, folder: Path, library: object) -> None:
    before = {path: path.stat().st_mtime_ns for path in files_of(folder)}
    assert update(folder, archive) == "nothing"
    assert {path: path.stat().st_mtime_ns for path in files_of(folder)} == before


def test_a_new_document_is_found_after_catching_up(archive: Archive, folder: Path, library: object) -> None:
    stored = put(archive, "/nieuw", "Een zeppelin.")
    assert found_by(folder, "zeppelin") == []
    assert update(folder, archive) == "caught_up"
    assert (
        found_by(folder, "zeppelin") == numbers_of(archive, stored) == [found_near(folder, "Een zeppelin.")]
    )
    assert place(folder) == (archive.id, archive.sequence, 6)


def test_a_changed_document_is_found_by_its_new_words_only(archive: Archive, folder: Path, library) -> None:
    put(archive, "/huis", "De villa staat in de laan.")
    assert update(folder, archive) == "caught_up"
    assert found_by(folder, "huis") == found_by(folder, "tuin") == []
    assert found_near(folder, TEXTS["/huis"][0]) == 0
    assert found_by(folder, "villa") == numbers_of(archive, library["/huis"])
    assert all_numbers(folder) == all_of(archive)


def test_what_can_no_longer_be_read_is_not_found(archive: Archive, folder: Path, library: object) -> None:
    archive.put_failed("/huis", "abc", Fault("NoText"))
    assert update(folder, archive) == "caught_up"
    assert found_by(folder, "huis tuin") == []
    assert all_numbers(folder) == all_of(archive)


def test_a_moved_document_is_still_found(archive: Archive, folder: Path, library) -> None:
    moved = archive.move(library["/huis"].id, "/elders")
    update(folder, archive)
    assert archive.passages(found_by(folder, "huis")).popitem()[1].path == moved.path == "/elders"


def test_a_document_that_is_set_aside_while_the_index_is_made_is_found_when_it_is_back(
    archive: Archive, folder: Path, library
) -> None:
    archive.set_aside([library["/huis"].id])
    archive.erase([library["/eten"].id])
    assert update(folder, archive) == "caught_up"
    archive.restore([library["/huis"].id])
    assert update(folder, archive) == "nothing"
    assert len(search(folder, words="woning").by_words) == 1


def test_an_erased_document_is_not_found(archive: Archive, folder: Path, library) -> None:
    archive.erase([library["/huis"].id])
    assert update(folder, archive) == "caught_up"
    assert found_by(folder, "huis tuin") == []
    assert found_near(folder, TEXTS["/huis"][0]) == 0
    assert found_by(folder, "trein") != []
    assert all_numbers(folder) == all_of(archive)
    assert not has_word(folder, "huis") and has_word(folder, "trein")


def test_when_all_is_erased_nothing_is_found_and_all_can_begin_anew(
    archive: Archive, folder: Path, library
) -> None:
    archive.erase([document.id for document in library.values()])
    update(folder, archive)
    assert search(folder, near="huis", words="huis") == NOTHING
    stored = put(archive, "/a", "Het huis.")
    update(folder, archive)
    assert found_by(folder, "huis") == numbers_of(archive, stored)


@pytest.mark.parametrize("erased", [1, 12, 40], ids=["few", "some", "all"])
def test_no_word_of_an_erased_document_is_left_on_disk(erased: int, archive: Archive, folder: Path) -> None:
    letters = "bdfgklmnprstvwxz"
    words = [f"{first}{second}jq" for first in letters for second in letters[:3]][:41]
    documents = [put(archive, f"/{n}", f"Het huis heet {words[n + 1]}.") for n in range(40)]
    update(folder, archive)
    put(archive, "/0", f"Het huis heet nu {words[0]}.")
    update(folder, archive)
    assert all(has_word(folder, word) for word in words[2:] + words[:1])
    archive.erase([document.id for document in documents[:erased]])
    update(folder, archive)
    assert [word for word in words[: erased + 1] if has_word(folder, word)] == []
    assert all(has_word(folder, word) for word in words[erased + 1 :])
    assert all_numbers(folder) == all_of(archive) if erased < 40 else position_of(folder).rows == 0


def test_what_changes_while_the_index_is_updated_is_caught_up_later(
    archive: Archive, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "DOCUMENTS_AT_ONCE", 20)
    monkeypatch.setattr(index, "ROWS_AT_ONCE", 2)
    documents = [put(archive, f"/{n:02d}", f"Huis {n}.", f"Tuin {n}.") for n in range(80)]
    changes = iter(
        [
            lambda: put(archive, "/79", "Anders."),
            lambda: put(archive, "/00", "Ook anders."),
            lambda: archive.erase([documents[1].id, documents[78].id]),
            lambda: put(archive, "/a", "Nieuw."),
        ]
    )

    def change(done: int, total: int) -> None:
        next(changes, lambda: None)()

    update(folder, archive, progress=change)
    assert next(changes, None) is None
    assert position_of(folder).sequence < archive.sequence
    update(folder, archive)
    assert all_numbers(folder) == all_of(archive)
    assert len(found_by(folder, "anders")) == 2
    assert len(search(folder, words="huis", limit=99).by_words) == 76


# Progress


@pytest.mark.parametrize("rebuilding", [True, False])
def test_progress_grows_to_its_total(
    rebuilding: bool, archive: Archive, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "DOCUMENTS_AT_ONCE", 4)
    monkeypatch.setattr(index, "ROWS_AT_ONCE", 4)
    for n in range(10):
        put(archive, f"/{n}", f"Huis {n}.", f"Tuin {n}.")
    update(folder, archive)
    if rebuilding:
        discard(folder)
    else:
        for n in range(8):
            put(archive, f"/{n}", f"Anders {n}.")
    told: list[tuple[int, int]] = []
    update(folder, archive, progress=lambda done, total: told.append((done, total)))
    assert [done for done, _ in told] == sorted({done for done, _ in told})
    expected = len(all_of(archive)) if rebuilding else 8
    assert {total for _, total in told} == {expected} and told[-1][0] == expected


def test_who_cannot_be_told_is_no_damage(archive: Archive, folder: Path, library: object) -> None:
    put(archive, "/a", "Een zeppelin.")
    told = []

    def tell(done: int, total: int) -> None:
        told.append(done)
        raise BrokenPipeError

    with pytest.raises(BrokenPipeError):
        update(folder, archive, progress=tell)
    assert len(told) == 1
    update(folder, archive)
    assert all_numbers(folder) == all_of(archive)


def test_an_error_of_the_archive_is_not_blamed_on_the_index(
    archive: Archive, folder: Path, library: object
) -> None:
    put(archive, "/a", "Een zeppelin.")
    archive.connection.execute("ALTER TABLE vectors RENAME TO elders")
    with pytest.raises(sqlite3.OperationalError):
        update(folder, archive)
    archive.connection.execute("ALTER TABLE elders RENAME TO vectors")
    update(folder, archive)
    assert all_numbers(folder) == all_of(archive)


# Positions that do not fit the archive


def doctor(**changes: object) -> Callable[[Path], object]:
    """Write another position than the one that was reached."""

    def write(folder: Path) -> None:
        position = json.loads((folder / "position.json").read_bytes())
        (folder / "position.json").write_text(json.dumps({**position, **changes}))

    return write


def content(content: bytes) -> Callable[[Path], object]:
    return lambda folder: (folder / "position.json").write_bytes(content)


UNFIT = {
    "missing": discard,
    "empty": content(b""),
    "half": content(b'{"format":1,"arch'),
    "garbage": content(bytes(range(256))),
    "no text": content(b'{"format":1,"archive":"\xff\xfe","sequence":3,"rows":5}'),
    "no position": content(b"[1,2]"),
    "another archive": doctor(archive="0" * 32),
    "ahead of the archive": doctor(sequence=4),
    "another format": doctor(format=FORMAT + 1),
    "other rows": doctor(rows=4),
}


@pytest.mark.parametrize("spoil", UNFIT.values(), ids=UNFIT.keys())
def test_an_index_that_does_not_fit_is_built_anew(
    spoil: Callable[[Path], object], archive: Archive, folder: Path, library: object
) -> None:
    """From the archive alone: nothing here can embed."""
    before = search(folder, near="huis", words="huis")
    spoil(folder)
    assert update(folder, archive) == "rebuilt"
    assert search(folder, near="huis", words="huis") == before
    assert all_numbers(folder) == all_of(archive)
    assert place(folder) == (archive.id, 3, 5)


def test_an_index_that_counts_as_behind_catches_up_without_doubles(
    archive: Archive, folder: Path, library: object
) -> None:
    doctor(sequence=1)(folder)
    assert update(folder, archive) == "caught_up"
    assert all_numbers(folder) == all_of(archive)
    assert place(folder) == (archive.id, 3, 5)


def test_the_index_of_another_archive_is_not_believed(
    archive: Archive, folder: Path, library: object, tmp_path: Path
) -> None:
    other = Archive(tmp_path / "other.sqlite")
    for n in range(3):
        stored = put(other, f"/{n}", "Een zeppelin.")
    assert update(folder, other) == "rebuilt"
    assert found_by(folder, "huis") == [] and numbers_of(other, stored)[0] in found_by(folder, "zeppelin")
    other.close()


# Damage


def manifests(folder: Path) -> list[Path]:
    """The newest first: LanceDB counts its names down."""
    return sorted(folder.glob("passages.lance/_versions/*.manifest"))


def change_files(pattern: str, change: Callable[[Path], object]) -> Callable[[Path], object]:
    def spoil(folder: Path) -> None:
        paths = list(folder.glob(pattern))
        assert paths
        for path in paths:
            change(path)

    return spoil


def fill_with_garbage(path: Path) -> None:
    path.write_bytes(random.Random(1).randbytes(path.stat().st_size))


def cut_in_half(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def empty(path: Path) -> None:
    os.truncate(path, 0)


def empty_newest_manifest(folder: Path) -> None:
    """What a power cut leaves of a file that was never synced."""
    empty(manifests(folder)[0])


def flip_a_bit_of_the_newest_manifest(folder: Path) -> None:
    """The length of its first part: LanceDB panics."""
    content = bytearray(manifests(folder)[0].read_bytes())
    content[2] ^= 0x40
    manifests(folder)[0].write_bytes(content)


def add_rows(folder: Path) -> None:
    with_table(folder, _add_again)


async def _add_again(table: Any) -> None:
    await table.add(await table.query().limit(2).to_arrow())


def lose_rows(folder: Path) -> None:
    with_table(folder, lambda table: table.delete("passage = 1"))


def lose_a_column(folder: Path) -> None:
    with_table(folder, lambda table: table.drop_columns(["document"]))


def lose_the_table(folder: Path) -> None:
    shutil.rmtree(folder / "passages.lance")


DAMAGE = {
    "newest manifest empty": empty_newest_manifest,
    "newest manifest flipped": flip_a_bit_of_the_newest_manifest,
    "manifests gone": change_files("passages.lance/_versions/*.manifest", Path.unlink),
    "manifests garbage": change_files("passages.lance/_versions/*.manifest", fill_with_garbage),
    "data gone": change_files("passages.lance/data/*", Path.unlink),
    "data garbage": change_files("passages.lance/data/*", fill_with_garbage),
    "data half": change_files("passages.lance/data/*", cut_in_half),
    "words gone": change_files("words-*", Path.unlink),
    "words garbage": change_files("words-*", fill_with_garbage),
    "words half": change_files("words-*", cut_in_half),
    "words empty": change_files("words-*", empty),
    "table gone": lose_the_table,
}
UNFINISHED = {"rows too many": add_rows, "rows too few": lose_rows, "column gone": lose_a_column}


@pytest.mark.parametrize("change", UNFINISHED.values(), ids=UNFINISHED.keys())
def test_what_a_writer_did_not_finish_is_not_seen(
    change: Callable[[Path], object], archive: Archive, folder: Path, library: object
) -> None:
    before = search(folder, near="huis", words="huis")
    change(folder)
    assert search(folder, near="huis", words="huis") == before


@pytest.mark.parametrize("spoil", DAMAGE.values(), ids=DAMAGE.keys())
def test_damage_is_seen_and_mended(
    spoil: Callable[[Path], object], archive: Archive, folder: Path, library: object
) -> None:
    before = search(folder, near="huis", words="huis")
    spoil(folder)
    with pytest.raises(IndexDamaged):
        search(folder, near="huis", words="huis")
    discard(folder)
    assert update(folder, archive) == "rebuilt"
    assert search(folder, near="huis", words="huis") == before
    assert all_numbers(folder) == all_of(archive)


@pytest.mark.parametrize("name", DAMAGE)
def test_an_update_that_meets_damage_mends_it(
    name: str, archive: Archive, folder: Path, library: object
) -> None:
    DAMAGE[name](folder)
    put(archive, "/huis", "De villa staat in de laan.")
    assert update(folder, archive) == "rebuilt"
    assert all_numbers(folder) == all_of(archive)
    assert found_by(folder, "huis") == [] and len(found_by(folder, "villa")) == 1


@pytest.mark.parametrize("spoil", [fill_with_garbage, cut_in_half, empty, Path.unlink])
def test_any_damaged_file_gives_known_passages_or_its_own_error(
    spoil: Callable[[Path], object], archive: Archive, folder: Path, library: object, tmp_path: Path
) -> None:
    known = set(all_of(archive))
    for path in files_of(folder):
        copy = tmp_path / "copy"
        shutil.copytree(folder, copy)
        spoil(copy / path.relative_to(folder))
        try:
            hits = search(copy, near="huis", words="huis trein")
        except IndexDamaged:
            pass
        else:
            assert {hit.passage for hit in hits.by_vector + hits.by_words} <= known
        shutil.rmtree(copy)


def test_any_flipped_bit_in_the_manifest_gives_an_answer_or_its_own_error(
    folder: Path, library: object
) -> None:
    manifest = manifests(folder)[0]
    whole = manifest.read_bytes()
    for place in range(0, len(whole), 7):
        flipped = bytearray(whole)
        flipped[place] ^= 1 << place % 8
        manifest.write_bytes(flipped)
        try:
            search(folder, near="huis", words="huis")
        except IndexDamaged:
            pass


def test_a_vector_of_another_model_is_a_damaged_index(folder: Path, library: object) -> None:
    with pytest.raises(IndexDamaged):
        search(folder, near=vector_of("huis", DIMENSION // 2))


# Readers


@pytest.fixture
def runner() -> Iterator[asyncio.Runner]:
    with asyncio.Runner() as running:
        yield running


def numbers_by_words(runner: asyncio.Runner, reader: IndexReader, words: str) -> list[int]:
    found = runner.run(reader.search(vector_of(words), looked(reader, asked(words)), 8))
    return [hit.passage for hit in found.by_words]


def test_an_open_reader_sees_what_is_new_after_opening_again(
    archive: Archive, folder: Path, library, runner: asyncio.Runner
) -> None:
    reader = IndexReader(folder)
    runner.run(reader.open())
    assert reader.position == position_of(folder)
    stored = put(archive, "/a", "Een zeppelin.")
    runner.run(index.update(folder.parent, archive, SPACE, lambda done, total: None))
    assert numbers_by_words(runner, reader, "zeppelin") == []
    assert numbers_by_words(runner, reader, "huis") != []
    runner.run(reader.open())
    assert reader.position == position_of(folder)
    assert numbers_by_words(runner, reader, "zeppelin") == numbers_of(archive, stored)


@pytest.mark.parametrize("then", ["rebuilt", "erased", "all erased"])
def test_a_reader_whose_table_was_replaced_finds_or_says_so_until_opened_again(
    then: str, archive: Archive, folder: Path, library, runner: asyncio.Runner
) -> None:
    reader = IndexReader(folder)
    runner.run(reader.open())
    if then == "rebuilt":
        discard(folder)
    else:
        gone = library.values() if then == "all erased" else [library["/eten"]]
        archive.erase([document.id for document in gone])
    runner.run(index.update(folder.parent, archive, SPACE, lambda done, total: None))
    try:
        numbers_by_words(runner, reader, "huis")
    except IndexDamaged:
        pass
    runner.run(reader.open())
    assert len(numbers_by_words(runner, reader, "huis")) == (then != "all erased")
    assert numbers_by_words(runner, reader, "lunch") == ([] if "erased" in then else [5])


@pytest.mark.parametrize("spoil", [discard, empty_newest_manifest, lose_the_table])
@pytest.mark.parametrize("opened_before", [True, False])
def test_a_reader_that_did_not_open_does_not_search(
    opened_before: bool,
    spoil: Callable[[Path], object],
    folder: Path,
    library: object,
    runner: asyncio.Runner,
) -> None:
    reader = IndexReader(folder)
    if opened_before:
        runner.run(reader.open())
    spoil(folder)
    with pytest.raises(IndexDamaged):
        runner.run(reader.open())
    with pytest.raises(IndexDamaged):
        runner.run(reader.search(vector_of("huis"), asked("huis"), 8))


# Several models


def test_the_indexes_of_two_models_do_not_mix(
    archive: Archive, folder: Path, library, tmp_path: Path
) -> None:
    other = tmp_path / "index" / OTHER_SPACE / FIRST_COLLECTION
    texts = TEXTS["/huis"]
    archive.add_vectors(library["/huis"].id, OTHER_SPACE, vectors_of(texts, 4))
    both = archive.put(
        "/b", "abc", content_of(["Een zeppelin."]), OTHER_SPACE, vectors_of(["Een zeppelin."], 4)
    )
    update(other, archive, OTHER_SPACE)
    update(folder, archive)
    assert all_numbers(other) == sorted(
        numbers_of(archive, library["/huis"]) + numbers_of(archive, both, space=OTHER_SPACE)
    )
    assert all_numbers(folder) == all_of(archive) == [1, 2, 3, 4, 5]
    assert {len(row["vector"]) for row in rows_of(other)} == {4}
    best = search(other, near=vector_of(texts[1], 4), words="trein")
    assert (best.by_vector[0].passage, best.by_words) == (numbers_of(archive, library["/huis"])[1], ())

    discard(other)
    shutil.rmtree(other)
    assert update(folder, archive) == "nothing"


def test_vectors_that_come_later_are_caught_up(archive: Archive, folder: Path, tmp_path: Path) -> None:
    stored = put(archive, "/a", "Het huis.", space=OTHER_SPACE)
    update(folder, archive)
    assert search(folder, words="huis") == NOTHING
    archive.add_vectors(stored.id, SPACE, vectors_of(["Het huis."]))
    update(folder, archive)
    assert found_by(folder, "huis") == numbers_of(archive, stored)


# A kill at any moment

UPDATING = """
import asyncio, pathlib, sys
from store import index
from store.archive import Archive
archive, folder, space, moment = sys.argv[1:]
index.DOCUMENTS_AT_ONCE = index.ROWS_AT_ONCE = 4

def stand_still(*_):
    print("here")
    sys.stdin.readline()

if moment == "before the position":
    index.write_position = stand_still
told = stand_still if moment == "after some rows" else lambda *_: None
asyncio.run(index.update(pathlib.Path(folder).parent, Archive(pathlib.Path(archive)), space, told))
"""


@pytest.mark.parametrize(
    ("work", "moment"),
    [
        ("building", "after some rows"),
        ("catching up", "after some rows"),
        ("catching up", "before the position"),
        ("erasing", "before the position"),
    ],
)
def test_an_update_that_was_killed_is_repeated_to_the_same_end(
    work: str, moment: str, archive: Archive, archive_path: Path, folder: Path
) -> None:
    documents = [put(archive, f"/{n}", f"Huis {n}.", f"Tuin {n}.") for n in range(12)]
    if work != "building":
        update(folder, archive)
        for n in range(2, 10):
            put(archive, f"/{n}", f"Anders {n}.", f"Tuin {n}.")
    if work == "erasing":
        archive.erase([documents[0].id, documents[2].id])
    child = start_child(UPDATING, archive_path, folder, SPACE, moment)
    assert child.stdout is not None and child.stdout.readline() == "here\n"
    kill(child)

    before = position_of(folder)
    assert before is None or before.sequence < archive.sequence
    update(folder, archive)
    numbers = all_of(archive)
    assert all_numbers(folder) == numbers
    assert place(folder) == (archive.id, archive.sequence, len(numbers))
    assert sorted(hit.passage for hit in search(folder, words="tuin", limit=99).by_words) == [
        number for number, stored in archive.passages(numbers).items() if "Tuin" in stored.passage.text
    ]
    assert update(folder, archive) == "nothing"


# What it costs to ask

ASKING = """
import pathlib, sys
from store.index import preload
from store.index_files import position_of
from store.index_reader import IndexReader
folder = pathlib.Path(sys.argv[1])
loaded = lambda: sorted({"lancedb", "pyarrow"} & set(sys.modules))
print(position_of(folder).rows, IndexReader(folder).position, loaded())
preload()
print(loaded())
"""


def test_only_searching_loads_the_database(folder: Path, library: object) -> None:
    """It takes more than a second; asking how far the index is must not."""
    out, _ = start_child(ASKING, folder).communicate(timeout=60)
    assert out.splitlines() == ["5 None []", "['lancedb', 'pyarrow']"]


def test_preloading_twice_is_no_harm() -> None:
    preload()
    preload()


# --- collections --------------------------------------------------------------------------------------


def put_into(archive: Archive, collection: str, path: str, text: str) -> Document:
    return archive.put(path, text, content_of([text]), SPACE, vectors_of([text]), collection)


def test_each_collection_has_an_index_of_its_own(archive: Archive, folder: Path, library: object) -> None:
    archive.connection.execute("INSERT INTO collections VALUES ('anders', 'Anders')")
    stored = put_into(archive, "anders", "/zeppelin", "Een zeppelin.")
    before = {path: path.read_bytes() for path in files_of(folder)}
    assert update(folder, archive) == "rebuilt"
    other = folder.parent / "anders"
    assert found_by(other, "zeppelin") == [6] and found_by(folder, "zeppelin") == []
    changed = [path.name for path in files_of(folder) if before.get(path) != path.read_bytes()]
    assert changed == ["position.json"]  # nothing happened there, and it is known
    archive.erase([stored.id])
    assert update(folder, archive) == "caught_up"
    assert not has_word(other, "zeppelin") and position_of(other).sequence == archive.sequence


def test_the_index_of_a_collection_that_is_gone_goes(archive: Archive, folder: Path, library: object) -> None:
    archive.connection.execute("INSERT INTO collections VALUES ('anders', 'Anders')")
    stored = put_into(archive, "anders", "/zeppelin", "Een zeppelin.")
    update(folder, archive)
    archive.erase([stored.id])
    archive.connection.execute("DELETE FROM collections WHERE id = 'anders'")
    (folder.parent / "position.json").write_text("of an older layout")
    update(folder, archive)
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]


# --- what the ranking asks of it ------------------------------------------------------------------------


def reader_of(folder: Path, runner: asyncio.Runner) -> IndexReader:
    reader = IndexReader(folder)
    runner.run(reader.open())
    return reader


def test_only_in_the_documents_that_are_named(folder: Path, library: dict[str, Document]) -> None:
    with asyncio.Runner() as runner:
        reader = reader_of(folder, runner)
        named = [library["/reis"].id]
        wanted = looked(reader, asked("huis trein fiets"))
        hits = runner.run(reader.search(vector_of("huis"), wanted, 8, named))
        none = runner.run(reader.search(vector_of("huis"), wanted, 8, []))
    assert {passage.document for passage in hits.passages.values()} == set(named)
    assert len(hits.by_vector) == 2 and len(hits.by_words) == 2
    assert (none.by_vector, none.by_words) == ((), ())


def test_passages_come_with_what_they_are_compared_by(folder: Path, library: object) -> None:
    with asyncio.Runner() as runner:
        reader = reader_of(folder, runner)
        hits = runner.run(reader.search(vector_of("x"), looked(reader, asked("vergoeding")), 8))
    assert set(hits.passages) == {hit.passage for hit in (*hits.by_vector, *hits.by_words)}
    assert hits.frequencies.passages == 5
    assert hits.frequencies.of_gram("goed") == 1
    assert hits.unrelated.shape == (5,)


def test_each_language_is_asked_in_its_own_words(archive: Archive, folder: Path) -> None:
    english = msgspec.structs.replace(content_of(["The employer decides."]), language="en")
    archive.put("/en", "en", english, SPACE, vectors_of(["The employer decides."]))
    dutch = msgspec.structs.replace(content_of(["De werkgever beslist."]), language="nl")
    archive.put("/nl", "nl", dutch, SPACE, vectors_of(["De werkgever beslist."]))
    update(folder, archive)
    assert index.languages(archive) == {"en": 1, "nl": 1}
    question = question_of("What does the employer do?", ["en", "nl"], Thesaurus(["employer = werkgever"]))
    with asyncio.Runner() as runner:
        reader = reader_of(folder, runner)
        hits = runner.run(reader.search(vector_of("x"), looked(reader, question), 1))
    assert {hits.passages[hit.passage].language for hit in hits.by_words} == {"en", "nl"}


def frequencies_in(folder: Path) -> Frequencies:
    with asyncio.Runner() as runner:
        return reader_of(folder, runner).frequencies


def test_frequencies_follow_the_archive(archive: Archive, folder: Path, library: object) -> None:
    put(archive, "/huis", "Het kasteel staat in de straat.")
    put(archive, "/nieuw", "De vergoeding is hoog.")
    assert update(folder, archive) == "caught_up"
    grown = frequencies_in(folder)
    discard(folder)
    assert update(folder, archive) == "rebuilt"
    made = frequencies_in(folder)
    assert (grown.passages, grown.stems, grown.letters) == (made.passages, made.stems, made.letters)
    for found in (grown, made):
        assert [found.of_gram(gram) for gram in ("kast", "huis", "goed")] == [1, 0, 2]


# --- large tables ---------------------------------------------------------------------------------------

MANY, FROM, WIDE = 3000, 1000, 256


def wide(text: str) -> np.ndarray:
    """As `vector_of`, near one of twenty subjects, as the vectors of real models are."""
    vector = vector_of(text, WIDE) + vector_of(f"Onderwerp {zlib.crc32(text.encode()) % 20}", WIDE)
    return vector / np.linalg.norm(vector)


def put_wide(archive: Archive, path: str, *texts: str) -> Document:
    """As `put`, with such vectors."""
    return archive.put(path, texts[0], content_of(texts), SPACE, np.array([wide(text) for text in texts]))


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """An archive of many passages, and the folder of its index, made fast."""
    root = tmp_path_factory.mktemp("grown")
    archive, folder = Archive(root / "archive.sqlite"), root / "index" / SPACE / FIRST_COLLECTION
    for n in range(30):
        put_wide(archive, f"/{n}", *[f"Huis {n} {m}." for m in range(MANY // 30)])
    update(folder, archive)
    improve(folder)
    archive.close()
    return root / "archive.sqlite", folder


@pytest.fixture
def large(grown: tuple[Path, Path], tmp_path: Path) -> Iterator[tuple[Archive, Path]]:
    """A copy of it, to be changed."""
    source, folder = grown
    shutil.copy(source, tmp_path / "archive.sqlite")
    copy = tmp_path / "index" / SPACE / FIRST_COLLECTION
    shutil.copytree(folder, copy)
    archive = Archive(tmp_path / "archive.sqlite")
    yield archive, copy
    archive.close()


def improve(folder: Path, rows: int | None = FROM) -> None:
    asyncio.run(index_speed.improve(folder.parent, rows))


def nearest(folder: Path, vectors: np.ndarray, approximate: bool, limit: int = 8) -> list[list[int]]:
    """The passages nearest to each of these vectors, best first."""

    async def run() -> list[list[int]]:
        reader = IndexReader(folder, approximate)
        await reader.open()
        hits = [await reader.search(vector, {}, limit) for vector in vectors]
        return [[hit.passage for hit in one.by_vector] for one in hits]

    return asyncio.run(run())


def found_wide(folder: Path, text: str) -> int:
    """As `found_near`."""
    (best, *_) = search(folder, near=wide(text)).by_vector
    return best.passage if best.score > 0.9999 else 0


def questions() -> np.ndarray:
    return np.array([wide(f"Vraag {n}") for n in range(40)])


def test_a_large_table_is_searched_approximately_and_nearly_as_well(large: tuple[Archive, Path]) -> None:
    archive, folder = large
    rows = archive.index_rows(SPACE, archive.indexed(FIRST_COLLECTION), FIRST_COLLECTION)
    vectors = np.array([np.frombuffer(row.vector, np.float32) for row in rows])
    numbers = np.array([row.passage for row in rows])
    flat = [numbers[np.argsort(-(vectors @ question))[:8]].tolist() for question in questions()]
    assert [set(some) for some in nearest(folder, questions(), approximate=False)] == [set(o) for o in flat]
    found = nearest(folder, questions(), approximate=True)
    shares = [len(set(some) & set(all_)) / 8 for some, all_ in zip(found, flat, strict=True)]
    assert sum(shares) / len(shares) >= 0.95


def test_vectors_of_any_length_get_an_approximate_index(archive: Archive, folder: Path) -> None:
    texts = [f"Huis {n}." for n in range(300)]
    archive.put("/a", "a", content_of(texts), SPACE, vectors_of(texts, 12))
    update(folder, archive)
    improve(folder, 100)
    assert position_of(folder).near == 300
    (best, *_) = search(folder, near=vector_of("Huis 7.", 12)).by_vector
    assert best.passage == all_of(archive)[7]


def test_switched_off_the_approximate_index_is_not_looked_into(large: tuple[Archive, Path]) -> None:
    _, folder = large
    expected = nearest(folder, questions(), approximate=False)
    change_files("passages.lance/_indices/*/*", fill_with_garbage)(folder)
    assert nearest(folder, questions(), approximate=False) == expected
    with pytest.raises(IndexDamaged):
        nearest(folder, questions(), approximate=True)


def test_who_wants_very_many_gets_all_there_are(large: tuple[Archive, Path]) -> None:
    _, folder = large
    assert len(nearest(folder, questions()[:1], approximate=True, limit=MANY)[0]) == MANY


def test_switched_off_the_approximate_index_goes(large: tuple[Archive, Path]) -> None:
    _, folder = large
    position = position_of(folder)
    assert position.near == position.trained == MANY
    assert index_speed.is_slow(position, None) and not index_speed.is_slow(position, FROM)
    improve(folder, None)
    assert with_table(folder, lambda table: table.list_indices()) == []
    assert position_of(folder).near == 0 and not index_speed.is_slow(position_of(folder), None)


def test_rows_that_come_later_are_found_at_once_and_are_brought_in_when_they_are_many(
    large: tuple[Archive, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    archive, folder = large
    stored = put_wide(archive, "/nieuw", "Een zeppelin.")
    assert update(folder, archive) == "caught_up"
    assert found_wide(folder, "Een zeppelin.") == numbers_of(archive, stored)[0]
    position = position_of(folder)
    assert position.near == MANY and not index_speed.is_slow(position, FROM)
    monkeypatch.setattr(index_speed, "UNINDEXED", 0)
    assert index_speed.is_slow(position, FROM)
    improve(folder)
    position = position_of(folder)
    assert (position.near, position.trained) == (MANY + 1, MANY)
    assert found_wide(folder, "Een zeppelin.") == numbers_of(archive, stored)[0]


def test_changed_documents_are_found_as_they_are_now(large: tuple[Archive, Path]) -> None:
    archive, folder = large
    put_wide(archive, "/0", "Een zeppelin.")
    update(folder, archive)
    assert found_wide(folder, "Huis 0 5.") == 0 != found_wide(folder, "Een zeppelin.")
    worded = search(folder, near=questions()[0], words="zeppelin").by_words
    assert [hit.passage for hit in worded] == [found_wide(folder, "Een zeppelin.")]


def test_what_was_erased_is_gone_from_the_approximate_index_too(large: tuple[Archive, Path]) -> None:
    archive, folder = large
    before = set(files_of(folder))
    archive.erase([archive.indexed(FIRST_COLLECTION)[0]])
    gone = nearest(folder, questions(), approximate=True, limit=100)
    update(folder, archive)
    assert before & set(files_of(folder)) == {folder / "position.json"} | {
        path for path in before if "_versions" in path.parts
    } & set(files_of(folder))
    improve(folder)
    left = set(all_of(archive))
    assert len(left) == MANY - MANY // 30 and any(set(some) - left for some in gone)
    assert all(set(some) <= left for some in nearest(folder, questions(), approximate=True, limit=100))


def test_a_reader_goes_on_while_a_table_is_made_fast(large: tuple[Archive, Path]) -> None:
    _, folder = large
    improve(folder, None)
    with asyncio.Runner() as runner:
        reader = reader_of(folder, runner)
        before = runner.run(reader.search(questions()[0], {}, 8)).by_vector
        runner.run(index_speed.improve(folder.parent, FROM))
        assert runner.run(reader.search(questions()[0], {}, 8)).by_vector == before
        assert reader.position != position_of(folder)


def test_a_large_table_becomes_compact_when_rows_came_often(
    large: tuple[Archive, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    archive, folder = large
    monkeypatch.setattr(index, "COMPACT_ROWS", 100)
    monkeypatch.setattr(index_speed, "STEPS", 3)
    for n in range(3):
        assert not index_speed.is_slow(position_of(folder), FROM)
        put_wide(archive, "/nieuw", f"Een zeppelin {n}.")
        update(folder, archive)
    assert index_speed.is_slow(position_of(folder), FROM)
    improve(folder)
    assert not index_speed.is_slow(position_of(folder), FROM)
    assert all_numbers(folder) == all_of(archive)
    assert with_table(folder, lambda table: table.stats())["fragment_stats"]["num_fragments"] <= 2


def test_a_damaged_table_is_left_to_the_next_search(large: tuple[Archive, Path]) -> None:
    _, folder = large
    improve(folder, None)
    lose_the_table(folder)
    improve(folder)
    with pytest.raises(IndexDamaged):
        search(folder, near=questions()[0])


def test_what_a_killed_update_left_is_taken_back(large: tuple[Archive, Path]) -> None:
    archive, folder = large
    add_rows(folder)
    put_wide(archive, "/nieuw", "Een zeppelin.")
    assert update(folder, archive) == "caught_up"
    assert all_numbers(folder) == all_of(archive)
    assert position_of(folder).near == MANY
