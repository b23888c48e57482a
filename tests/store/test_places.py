"""Places on the map: kept, told in pieces, gone with their passages, known to be out of date."""

import numpy as np
import pytest

from store import places as module
from store.archive import Archive, Document
from store.places import PlacedPassage, Places
from tests.store.conftest import SPACE, numbers_of, put, vectors_of


def place_all(archive: Archive, space: str = SPACE) -> None:
    """Each passage at its number."""
    places = Places(archive)
    numbers, _ = places.vectors(space)
    xy = np.repeat(numbers[:, None], 2, axis=1).astype(np.float32)
    assert list(places.keep(space, numbers, xy))[-1] == len(numbers)


def told(archive: Archive, space: str = SPACE) -> list[PlacedPassage]:
    return [one for piece in Places(archive).told(space) for one in piece]


@pytest.fixture
def two(archive: Archive) -> tuple[Document, Document]:
    return put(archive, "/een.md", "Eerste", "Tweede"), put(archive, "/twee.md", "Derde", title="Twee")


def test_what_can_be_placed_comes_with_its_vector(archive: Archive, two: tuple[Document, Document]) -> None:
    numbers, vectors = Places(archive).vectors(SPACE)
    assert numbers.tolist() == numbers_of(archive, *two)
    np.testing.assert_array_equal(vectors, vectors_of(["Eerste", "Tweede", "Derde"]))


def test_an_empty_library_has_no_vectors_and_is_complete(archive: Archive) -> None:
    numbers, vectors = Places(archive).vectors(SPACE)
    assert len(numbers) == len(vectors) == 0
    assert Places(archive).complete(SPACE)
    assert told(archive) == []


def test_a_place_is_told_with_what_the_passage_is(archive: Archive, two: tuple[Document, Document]) -> None:
    place_all(archive)
    (third,) = [one for one in told(archive) if one.document == two[1].id]
    number = float(third.id)
    assert third == PlacedPassage(
        third.id, two[1].id, "/twee.md", "Twee", "library", 1, "Kop", 0, 5, number, number
    )


def test_pieces_hold_every_passage_once_and_documents_together(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "AT_ONCE", 3)
    documents = [put(archive, f"/{name}.md", *(f"{name} {n}" for n in range(4))) for name in "abcd"]
    place_all(archive)
    pieces = list(Places(archive).told(SPACE))
    assert [len(piece) for piece in pieces] == [3, 3, 3, 3, 3, 1]
    flat = [one for piece in pieces for one in piece]
    assert sorted(one.id for one in flat) == numbers_of(archive, *documents)
    runs = [one.document for at, one in enumerate(flat) if at == 0 or flat[at - 1].document != one.document]
    assert len(runs) == len(documents)


def test_a_new_passage_or_another_space_makes_the_map_incomplete(
    archive: Archive, two: tuple[Document, Document]
) -> None:
    places = Places(archive)
    assert not places.complete(SPACE)
    place_all(archive)
    assert places.complete(SPACE)
    added = put(archive, "/drie.md", "Vierde")
    assert not places.complete(SPACE)
    place_all(archive)
    assert places.complete(SPACE)
    archive.add_vectors(added.id, "other", vectors_of(["Vierde"], 4))
    assert not places.complete("other")


def test_a_map_that_was_half_kept_is_not_complete(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    put(archive, "/een.md", "Eerste", "Tweede", "Derde")
    place_all(archive)
    monkeypatch.setattr(module, "AT_ONCE", 1)
    places = Places(archive)
    numbers, vectors = places.vectors(SPACE)
    next(places.keep(SPACE, numbers, vectors[:, :2]))
    assert not places.complete(SPACE)
    assert len(told(archive)) == 1


def test_erased_passages_have_no_place_also_when_the_map_was_being_made(
    archive: Archive, two: tuple[Document, Document]
) -> None:
    place_all(archive)
    places = Places(archive)
    numbers, vectors = places.vectors(SPACE)
    archive.erase([two[0].id])
    assert {one.document for one in told(archive)} <= {two[1].id}
    list(places.keep(SPACE, numbers, vectors[:, :2]))
    assert {one.document for one in told(archive)} == {two[1].id}
    assert places.complete(SPACE)


def test_what_is_set_aside_is_not_told_and_comes_back_in_its_place(
    archive: Archive, two: tuple[Document, Document]
) -> None:
    place_all(archive)
    before = told(archive)
    archive.set_aside([two[0].id])
    assert {one.document for one in told(archive)} == {two[1].id}
    assert Places(archive).complete(SPACE)
    archive.restore([two[0].id])
    assert told(archive) == before


def test_a_vector_of_another_length_spoils_nothing(archive: Archive, two: tuple[Document, Document]) -> None:
    with archive.transaction() as connection:
        last = numbers_of(archive, two[1])[0]
        connection.execute("UPDATE vectors SET vector = x'0000' WHERE passage = ?", (last,))
    numbers, vectors = Places(archive).vectors(SPACE)
    assert numbers.tolist() == numbers_of(archive, two[0])
    assert vectors.shape == (2, 8)
