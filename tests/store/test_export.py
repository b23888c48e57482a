"""The promises of a collection as one file: it holds everything, and is taken in whole or not at all."""

import hashlib
import json
import os
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from store import importing
from store.archive import Archive
from store.collections import Collection, Collections
from store.errors import (
    ArchiveDamaged,
    CollectionFileDamaged,
    CollectionFileError,
    CollectionFileExists,
    CollectionFileForeign,
    CollectionFileTooNew,
    CollectionFileUnreadable,
    CollectionFileUnwritable,
)
from store.export import FORMAT, PARTS, SEAL, SEAL_BYTES, CollectionExport
from store.importing import CollectionFile, ImportedDocument, StagedCollection
from store.schema import Fault, FileStamp
from tests.store.conftest import DIMENSION, SPACE, content_of, put, vectors_of

TEXTS = {
    "/werk/huis.md": ("Het huis staat in de straat.", "De tuin ligt achter de woning."),
    "/werk/reis.pdf": ("Wie met de trein reist, krijgt een vergoeding.",),
    "C:\\Stukken\\eten.docx": ("In het café is de lunch gratis. 🍞",),
}


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Archive]:
    """The archive of another computer."""
    opened = Archive(tmp_path / "other.sqlite")
    yield opened
    opened.close()


def fill(archive: Archive, name: str = "Beleid") -> Collection:
    """A collection with three documents."""
    made = Collections(archive).add(name)
    for path, texts in TEXTS.items():
        content_hash = hashlib.blake2b(path.encode(), digest_size=32).hexdigest()
        content, vectors = content_of(texts, title=f"Titel van {path}"), vectors_of(texts)
        archive.put(path, content_hash, content, SPACE, vectors, made.id, FileStamp(12, 34))
    return Collections(archive).get(made.id)


def export(archive: Archive, collection: Collection, path: Path, **how: bool) -> CollectionExport:
    made = CollectionExport(archive, collection, SPACE)
    for _ in made.write(path, "0.1.0", "starter", **how):
        pass
    return made


def read(path: Path) -> list[ImportedDocument]:
    with CollectionFile(path) as file:
        for _ in file.check():
            pass
        return [document for document in file.documents() if document is not None]


def take_in(archive: Archive, path: Path, name: str = "Beleid") -> Collection | None:
    """As the engine does, without a model."""
    staged = StagedCollection(archive)
    for document in read(path):
        if not staged.is_known(document):
            assert document.vectors is not None
            staged.add(document, SPACE, document.vectors)
    made = staged.commit(name)
    return made[0] if made else None


def held(archive: Archive, collection: str) -> list[tuple[object, ...]]:
    """All that the archive has of a collection's documents, without ids."""
    return [
        (
            *(document.path, document.content_hash, document.title, document.stamp, document.passages),
            archive.content(document.id),
            [row.vector for row in archive.index_rows(SPACE, [document.id], collection)],
        )
        for document in archive.documents()
        if document.collection == collection
    ]


def test_what_is_exported_is_imported_to_the_last_bit(
    archive: Archive, other: Archive, tmp_path: Path
) -> None:
    collection, file = fill(archive), tmp_path / "beleid.binnenshuis"
    made = export(archive, collection, file)
    assert (made.documents, made.passages) == (3, 4)
    taken = take_in(other, file)
    assert taken is not None
    assert (taken.name, taken.documents, taken.passages) == ("Beleid", 3, 4)
    assert held(other, taken.id) == held(archive, collection.id) != []
    assert other.is_sound()


def test_anybody_can_look_into_the_file(archive: Archive, tmp_path: Path) -> None:
    file = tmp_path / "beleid.binnenshuis"
    export(archive, fill(archive), file)
    with zipfile.ZipFile(file) as opened:
        assert opened.testzip() is None
        manifest = json.loads(opened.read("manifest.json"))
        lines = [json.loads(line) for line in opened.read("documents.jsonl").splitlines()]
        vectors = np.frombuffer(opened.read("vectors.f32"), "<f4")
        for name, part in manifest["parts"].items():
            data = opened.read(name)
            assert part == {"size": len(data), "blake2b": hashlib.blake2b(data, digest_size=32).hexdigest()}
    assert (manifest["format"], manifest["name"], manifest["model"]) == (FORMAT, "Beleid", "starter")
    assert (manifest["space"], manifest["dimension"], manifest["documents"]) == (SPACE, DIMENSION, 3)
    assert sorted(line["path"] for line in lines) == sorted(TEXTS)
    assert len(vectors) == manifest["passages"] * DIMENSION


def test_what_cannot_be_listed_or_read_stays_behind(archive: Archive, tmp_path: Path) -> None:
    collection, file = fill(archive), tmp_path / "uit"
    archive.put_failed("/werk/scan.pdf", "x", Fault("NoText", {"path": "/werk/scan.pdf"}), collection.id)
    gone = archive.document_at("/werk/huis.md")
    assert gone is not None
    archive.set_aside([gone.id])
    put(archive, "/elders", "Een andere verzameling.")
    export(archive, collection, file)
    assert {document.path for document in read(file)} == set(TEXTS) - {"/werk/huis.md"}


def test_documents_of_another_model_go_without_vectors(archive: Archive, tmp_path: Path) -> None:
    collection, file = fill(archive), tmp_path / "uit"
    texts = ("Met een ander model gelezen.",)
    archive.put("/oud.md", "0" * 64, content_of(texts), "andere", vectors_of(texts), collection.id)
    export(archive, collection, file)
    assert {d.path for d in read(file) if d.vectors is None} == {"/oud.md"}


def test_without_a_model_the_vectors_that_most_have_go_along(archive: Archive, tmp_path: Path) -> None:
    collection, file = fill(archive), tmp_path / "uit"
    for _ in CollectionExport(archive, collection, None).write(file, "0.1.0", ""):
        pass
    assert all(document.vectors is not None for document in read(file))


def test_a_file_is_not_replaced_unless_that_is_said(archive: Archive, tmp_path: Path) -> None:
    collection, file = fill(archive), tmp_path / "uit"
    file.write_text("van een ander")
    with pytest.raises(CollectionFileExists):
        export(archive, collection, file)
    assert file.read_text() == "van een ander"
    export(archive, collection, file, replace=True)
    assert len(read(file)) == 3


def test_an_export_that_is_stopped_leaves_nothing(archive: Archive, tmp_path: Path) -> None:
    collection, folder = fill(archive), tmp_path / "uit"
    folder.mkdir()
    steps = CollectionExport(archive, collection, SPACE).write(folder / "file", "", "")
    next(steps)
    assert [file.name for file in folder.iterdir()] == ["file.part"]
    steps.close()
    assert list(folder.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="modes of files")
def test_the_file_is_the_persons_alone(archive: Archive, tmp_path: Path) -> None:
    export(archive, fill(archive), tmp_path / "uit")
    assert (tmp_path / "uit").stat().st_mode & 0o077 == 0


def test_a_folder_that_is_not_there_is_told(archive: Archive, tmp_path: Path) -> None:
    with pytest.raises(CollectionFileUnwritable) as told:
        export(archive, fill(archive), tmp_path / "weg" / "uit")
    assert told.value.reason == "ENOENT"


def test_what_is_damaged_in_the_archive_is_not_passed_on(archive: Archive, tmp_path: Path) -> None:
    collection = fill(archive)
    archive.connection.execute("UPDATE pages SET text = replace(text, 'trein', 'draak')")
    with pytest.raises(ArchiveDamaged):
        export(archive, collection, tmp_path / "uit")
    assert not list(tmp_path.glob("uit*"))


# Importing


def test_what_the_library_has_stays_where_it_is(archive: Archive, tmp_path: Path) -> None:
    file = tmp_path / "uit"
    collection = fill(archive)
    export(archive, collection, file)
    staged = StagedCollection(archive)
    assert all(staged.is_known(document) for document in read(file))
    assert {document.path for document in staged.known} == set(TEXTS)
    assert staged.commit("Beleid") is None
    assert len(Collections(archive).all()) == 2


def test_a_path_that_is_taken_gets_a_number(archive: Archive, other: Archive, tmp_path: Path) -> None:
    export(archive, fill(archive), tmp_path / "uit")
    mine = put(other, "/werk/reis.pdf", "Mijn eigen reis.")
    taken = take_in(other, tmp_path / "uit")
    assert taken is not None
    paths = {document.path for document in other.documents() if document.collection == taken.id}
    assert paths == {"/werk/huis.md", "/werk/reis (2).pdf", "C:\\Stukken\\eten.docx"}
    assert other.document(mine.id).path == "/werk/reis.pdf"


def test_a_name_that_is_taken_gets_one_too(archive: Archive, other: Archive, tmp_path: Path) -> None:
    export(archive, fill(archive), tmp_path / "uit")
    Collections(other).add("Beleid")
    taken = take_in(other, tmp_path / "uit")
    assert taken is not None and taken.name == "Beleid (2)"


def test_nobody_sees_a_document_before_all_are_in(archive: Archive, other: Archive, tmp_path: Path) -> None:
    export(archive, fill(archive), tmp_path / "uit")
    staged = StagedCollection(other)
    sequence = other.sequence
    for document in read(tmp_path / "uit"):
        assert document.vectors is not None
        staged.add(document, SPACE, document.vectors)
        assert other.documents() == [] and other.count_ready() == 0
        assert other.document_at(document.path) is None
        assert [one.documents for one in Collections(other).all()] == [0]
        assert other.sequence == sequence, "no index has anything to do"
    assert len(other.set_aside_ids()) == 3, "the next start erases them"
    assert staged.commit("Beleid") is not None
    assert other.set_aside_ids() == [] and len(other.documents()) == 3


def test_what_is_given_up_is_erased(archive: Archive, other: Archive, tmp_path: Path) -> None:
    export(archive, fill(archive), tmp_path / "uit")
    staged = StagedCollection(other)
    for document in read(tmp_path / "uit"):
        assert document.vectors is not None
        staged.add(document, SPACE, document.vectors)
    staged.discard()
    assert other.set_aside_ids() == []
    assert b"vergoeding" not in (tmp_path / "other.sqlite").read_bytes()
    assert len(Collections(other).all()) == 1


# Files that are not as they should be


@pytest.fixture
def file(archive: Archive, tmp_path: Path) -> Path:
    export(archive, fill(archive), tmp_path / "uit")
    return tmp_path / "uit"


def test_every_changed_byte_is_noticed(file: Path) -> None:
    good = file.read_bytes()
    for place in range(0, len(good), 7):
        bad = bytearray(good)
        bad[place] ^= 1 << (place % 8)
        file.write_bytes(bad)
        with pytest.raises(CollectionFileError):
            read(file)


def test_a_file_that_is_not_whole_is_damaged(file: Path) -> None:
    good = file.read_bytes()
    for length in (len(good) - 1, len(good) // 2, 200):
        file.write_bytes(good[:length])
        with pytest.raises(CollectionFileDamaged):
            read(file)
    file.write_bytes(good + b"\0")
    with pytest.raises(CollectionFileDamaged):
        read(file)


@pytest.mark.parametrize("content", [b"", b"PK", b"%PDF-1.7 " * 100, b"\0" * 5000])
def test_another_file_is_foreign(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.pdf").write_bytes(content)
    with pytest.raises(CollectionFileForeign):
        read(tmp_path / "a.pdf")


def test_a_word_file_is_foreign(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as word:
        word.writestr("[Content_Types].xml", "<Types/>")
    with pytest.raises(CollectionFileForeign):
        read(tmp_path / "a.docx")


def test_a_file_that_cannot_be_opened_says_why(tmp_path: Path) -> None:
    for path, reason in ((tmp_path / "weg", "ENOENT"), (tmp_path, "EISDIR")):
        with pytest.raises(CollectionFileUnreadable) as told:
            read(path)
        assert told.value.reason == reason


@dataclass
class Forged:
    """The parts of a file, to be put together anew by somebody who knows how."""

    lines: list[dict[str, object]]
    vectors: bytes
    manifest: dict[str, object]

    def write(self, path: Path, names: tuple[str, ...] = PARTS, honest: bool = True) -> None:
        documents = b"".join(json.dumps(line).encode() + b"\n" for line in self.lines)
        if honest:
            for name, data in zip(PARTS[1:3], (documents, self.vectors), strict=True):
                digest = hashlib.blake2b(data, digest_size=32).hexdigest()
                self.manifest["parts"][name] = {"size": len(data), "blake2b": digest}  # type: ignore[index]
        parts = (b"application/x-binnenshuis-collection", documents, self.vectors)
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
            for name, data in zip(names, (*parts, json.dumps(self.manifest).encode()), strict=False):
                made.writestr(name, data, zipfile.ZIP_STORED if name == "mimetype" else None)
            made.comment = SEAL + b"0" * SEAL_BYTES
        data = path.read_bytes()[:-SEAL_BYTES]
        path.write_bytes(data + hashlib.blake2b(data, digest_size=SEAL_BYTES // 2).hexdigest().encode())


def forge(file: Path) -> Forged:
    with zipfile.ZipFile(file) as opened:
        lines = [json.loads(line) for line in opened.read(PARTS[1]).splitlines()]
        return Forged(lines, opened.read(PARTS[2]), json.loads(opened.read(PARTS[3])))


def test_what_is_put_together_rightly_is_read(file: Path) -> None:
    good = read(file)
    forge(file).write(file)
    again = read(file)
    assert [document.path for document in again] == [document.path for document in good]


def outside(line: dict[str, object]) -> None:
    line["passages"] = [[1, "", 0, 10_000]]


def backwards(line: dict[str, object]) -> None:
    line["passages"] = [[1, "", 9, 3]]


def nowhere(line: dict[str, object]) -> None:
    line["passages"] = [[7, "", 0, 1]]


def change(name: str, value: object) -> Callable[[dict[str, object]], None]:
    return lambda line: line.update({name: value})


@pytest.mark.parametrize(
    "spoil",
    [
        outside,
        backwards,
        nowhere,
        change("path", "readme.md"),
        change("path", "../../etc/passwd.md"),
        change("path", "/bin/run.exe"),
        change("path", "/" + "a" * 10_000 + ".md"),
        change("path", "/\ud800.md"),
        change("path", None),
        change("content_hash", "x' OR 1=1"),
        change("language", "n" * 500),
        change("size", -1),
        change("modified", 1 << 70),
        change("pages", [[1, "Een."], [1, "Twee."]]),
        change("pages", [[2**40, "Een."]]),
        change("pages", [["1", "Een."]]),
    ],
)
def test_what_nobody_exports_is_refused(file: Path, spoil: Callable[[dict[str, object]], None]) -> None:
    forged = forge(file)
    spoil(forged.lines[1])
    forged.write(file)
    with pytest.raises(CollectionFileForeign):
        read(file)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("documents", 2),
        ("passages", 5),
        ("dimension", 4),
        ("dimension", 10**9),
        ("dimension", -1),
        ("space", "s" * 5000),
        ("parts", {}),
        ("format", 0),
        ("format", "1"),
    ],
)
def test_a_manifest_that_does_not_fit_is_refused(file: Path, name: str, value: object) -> None:
    forged = forge(file)
    forged.write(file)
    forged.manifest[name] = value
    forged.write(file, honest=False)
    with pytest.raises(CollectionFileForeign):
        read(file)


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_numbers_that_are_none_are_refused(file: Path, value: float) -> None:
    forged = forge(file)
    numbers = np.frombuffer(forged.vectors, "<f4").copy()
    numbers[3] = value
    forged.vectors = numbers.tobytes()
    forged.write(file)
    with pytest.raises(CollectionFileForeign):
        read(file)


def test_a_newer_file_is_told_from_a_broken_one(file: Path) -> None:
    forged = forge(file)
    forged.manifest = {"format": FORMAT + 1, "something": "new"}
    forged.write(file, honest=False)
    with pytest.raises(CollectionFileTooNew) as told:
        read(file)
    assert (told.value.number, told.value.known) == (FORMAT + 1, FORMAT)


@pytest.mark.parametrize(
    "names",
    [
        ("mimetype", "../../evil", "vectors.f32", "manifest.json"),
        ("mimetype", "documents.jsonl", "manifest.json"),
        ("mimetype", "vectors.f32", "documents.jsonl", "manifest.json"),
    ],
)
def test_parts_of_other_names_are_refused(file: Path, names: tuple[str, ...]) -> None:
    forge(file).write(file, names)
    with pytest.raises(CollectionFileForeign):
        read(file)


def test_a_bomb_is_refused_before_it_is_opened(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "BOMB_BYTES", 1 << 16)
    forged = forge(file)
    forged.lines[0]["pages"] = [[1, "a" * 3_000_000]]
    forged.write(file)
    assert file.stat().st_size < 20_000
    monkeypatch.setattr(importing, "_Part", None)
    with pytest.raises(CollectionFileForeign):
        read(file)


def test_a_line_that_never_ends_is_refused(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "LINE_BYTES", 1 << 20)
    forged = forge(file)
    forged.lines[0]["pages"] = [[1, "a" * 4_000_000]]
    forged.write(file)
    with pytest.raises(CollectionFileForeign):
        read(file)


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("//server/share/a.md", "/server/share/a.md"),
        ("\\\\server\\share\\a.md", "/server\\share\\a.md"),
        ("//?/UNC/server/a.md", "/?/UNC/server/a.md"),
        ("/a\x00b\n.md", "/a\ufffdb\ufffd.md"),
        ("D:\\a.PDF", "D:\\a.PDF"),
    ],
)
def test_a_path_from_elsewhere_cannot_connect(file: Path, path: str, kept: str) -> None:
    forged = forge(file)
    forged.lines[0]["path"] = path
    forged.write(file)
    assert kept in {document.path for document in read(file)}
