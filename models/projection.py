"""Vectors of many dimensions onto a plane, so that what is alike in meaning lies close together.

scikit-learn does the work and is imported here only, when it is needed. Nothing of it can be stepped or
stopped: whoever calls this is a process of its own (`app.engine.map_maker`).
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]

DIMENSIONS = 50
"""What vectors are reduced to first, as the authors of t-SNE do: van der Maaten and Hinton, JMLR 2008."""

ANCHORS = 5_000
"""How many vectors are laid out by t-SNE; the others are put among those they are nearest to. 5,000 take
about 20 s on one core, whatever comes on top of them a fraction of that."""

NEIGHBOURS = 4
"""Between how many anchors another vector lies."""

PERPLEXITY = 30.0
SEED = 0
STAGES = 3
_ROWS_AT_ONCE = 10_000
_SAME = 1e-6  # vectors that differ less than this are the same one


def project(vectors: Vectors, on_stage: Callable[[int], None]) -> Vectors:
    """A place for each vector, from 0 to 1 each way: (vectors, dimension) to (vectors, 2). The same vectors
    give the same places. `on_stage` hears how many of `STAGES` are done."""
    from threadpoolctl import threadpool_limits

    with threadpool_limits(1):  # sums in another order would give another map
        reduced = _reduced(_unit_length(vectors))
        on_stage(1)
        chosen = _anchors(len(reduced))
        laid_out = _laid_out(reduced[chosen])
        on_stage(2)
        places = laid_out if len(chosen) == len(reduced) else _placed(reduced, chosen, laid_out)
        on_stage(STAGES)
    return _within_one(places)


def _unit_length(vectors: Vectors) -> Vectors:
    """Only the direction counts; what is no number counts as nothing."""
    clean = np.nan_to_num(np.asarray(vectors, np.float32), posinf=0.0, neginf=0.0)
    lengths = np.linalg.norm(clean, axis=1, keepdims=True)
    unit: Vectors = (clean / np.where(lengths > 0, lengths, 1)).astype(np.float32)
    return unit


def _reduced(vectors: Vectors) -> Vectors:
    """At least two columns, at most `DIMENSIONS`, the first with the most in it."""
    from sklearn.decomposition import PCA

    rows, columns = vectors.shape
    count = min(rows, columns, DIMENSIONS)
    if rows < 2 or np.ptp(vectors, axis=0).max(initial=0) < _SAME:
        return np.zeros((rows, 2), np.float32)
    reduced = PCA(count, svd_solver="randomized", random_state=SEED).fit_transform(vectors)
    missing = max(2 - count, 0)
    return np.pad(reduced, ((0, 0), (0, missing))).astype(np.float32)


def _anchors(count: int) -> NDArray[np.intp]:
    """The numbers of those that are laid out, in order: all, or a sample."""
    if count <= ANCHORS:
        return np.arange(count)
    return np.sort(np.random.default_rng(SEED).choice(count, ANCHORS, replace=False))


def _laid_out(reduced: Vectors) -> Vectors:
    from sklearn.manifold import TSNE

    perplexity = min(PERPLEXITY, (len(reduced) - 1) / 3)
    if perplexity < 1 or np.ptp(reduced[:, 0]) < _SAME:
        return reduced[:, :2]
    tsne = TSNE(perplexity=perplexity, init="pca", learning_rate="auto", random_state=SEED)
    return np.asarray(tsne.fit_transform(reduced), np.float32)


def _placed(reduced: Vectors, chosen: NDArray[np.intp], laid_out: Vectors) -> Vectors:
    """Each vector between the anchors it is nearest to, the nearer the closer; an anchor at its own place."""
    from sklearn.neighbors import NearestNeighbors

    nearest = NearestNeighbors(n_neighbors=NEIGHBOURS, algorithm="brute").fit(reduced[chosen])
    places = np.empty((len(reduced), 2), np.float32)
    for start in range(0, len(reduced), _ROWS_AT_ONCE):
        distances, found = nearest.kneighbors(reduced[start : start + _ROWS_AT_ONCE])
        weights = 1 / np.maximum(distances, _SAME) ** 2
        weights /= weights.sum(axis=1, keepdims=True)
        places[start : start + _ROWS_AT_ONCE] = (laid_out[found] * weights[:, :, None]).sum(axis=1)
    places[chosen] = laid_out
    return places


def _within_one(places: Vectors) -> Vectors:
    """Moved and scaled, alike each way, so that all lie from 0 to 1, in the middle of it."""
    if not len(places):
        return places
    lowest, highest = places.min(axis=0), places.max(axis=0)
    size = float((highest - lowest).max())
    if size < _SAME:
        return np.full_like(places, 0.5)
    scaled: Vectors = np.clip(0.5 + (places - (lowest + highest) / 2) / size, 0.0, 1.0)
    return scaled
