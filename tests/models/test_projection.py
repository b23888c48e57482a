"""Vectors on a plane: near stays near, nothing depends on chance, nothing odd breaks it."""

import numpy as np
import pytest

from models import projection
from models.projection import STAGES, Vectors, project


def clusters(count: int, each: int, seed: int = 0) -> tuple[Vectors, np.ndarray]:
    """Vectors around `count` centres, shuffled, and of which centre each is."""
    random = np.random.default_rng(seed)
    centres = random.normal(size=(count, 48))
    labels = random.permutation(np.repeat(np.arange(count), each))
    return (centres[labels] + random.normal(scale=0.4, size=(count * each, 48))).astype(np.float32), labels


def purity(places: Vectors, labels: np.ndarray) -> float:
    """The share of points whose nearest other point is of the same centre."""
    distances = np.linalg.norm(places[:, None] - places[None], axis=2)
    np.fill_diagonal(distances, np.inf)
    return float((labels[distances.argmin(axis=1)] == labels).mean())


def ignore(_stage: int) -> None:
    pass


def test_what_is_alike_lies_together() -> None:
    vectors, labels = clusters(5, 30)
    heard: list[int] = []
    places = project(vectors, heard.append)
    assert places.shape == (150, 2)
    assert places.min() >= 0
    assert places.max() <= 1
    assert purity(places, labels) > 0.95
    assert heard == list(range(1, STAGES + 1))


def test_the_same_vectors_give_the_same_map() -> None:
    vectors, _ = clusters(3, 20)
    np.testing.assert_array_equal(project(vectors, ignore), project(vectors.copy(), ignore))


def test_more_than_the_anchors_are_put_where_they_belong(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(projection, "ANCHORS", 60)
    monkeypatch.setattr(projection, "_ROWS_AT_ONCE", 50)
    vectors, labels = clusters(4, 60)
    places = project(vectors, ignore)
    assert np.isfinite(places).all()
    assert purity(places, labels) > 0.95
    np.testing.assert_array_equal(places, project(vectors, ignore))


@pytest.mark.parametrize("count", [0, 1, 2, 3, 4, 5, 9])
def test_a_few_vectors_have_places_too(count: int) -> None:
    vectors, _ = clusters(max(count, 1), 1)
    places = project(vectors[:count], ignore)
    assert places.shape == (count, 2)
    assert np.isfinite(places).all()
    assert len(np.unique(places.round(4), axis=0)) == count


@pytest.mark.parametrize(
    "vectors",
    [
        np.ones((40, 8), np.float32),
        np.zeros((40, 8), np.float32),
        np.full((40, 8), np.nan, np.float32),
        np.eye(40, 1, dtype=np.float32),
        np.vstack([np.full((2, 8), np.inf, np.float32), np.random.default_rng(0).normal(size=(30, 8))]),
    ],
    ids=["all the same", "all nothing", "no numbers", "one dimension", "some without end"],
)
def test_odd_vectors_have_places_within_bounds(vectors: Vectors) -> None:
    places = project(vectors, ignore)
    assert places.shape == (len(vectors), 2)
    assert ((places >= 0) & (places <= 1)).all()
