"""How near sentences are in meaning, by the embedder's vectors, in steps and within a time.

A cosine says little by itself: one embedder gives sentences that have nothing to do with each other 0.05,
another 0.8. So what is told is how far a cosine is above that, of what it can be at most.
"""

import time
from collections.abc import Generator, Sequence

import numpy as np

from app.engine.scheduler import Step
from app.engine.stretches import Array
from models.embedder import Embedder
from models.errors import ModelError

SECONDS = 1.5
"""How long embedding may take in all; what is not embedded by then has no meaning that is known."""

_BATCH = 4
_LONGEST = 600
"""Characters of a sentence that are embedded."""

_UNRELATED = (
    "De trein naar Groningen vertrekt van spoor vier.",
    "Een taart bestaat uit meel, eieren en suiker.",
    "The orchestra rehearses the second symphony tonight.",
    "Most volcanoes lie along the edges of plates.",
)

Pair = tuple[str, tuple[str, ...]]
"""A sentence, and the sentences that it is compared with as one."""


def nearness(pairs: Sequence[Pair], embedder: Embedder) -> Generator[Step, None, dict[Pair, float]]:
    """How near the two sides of each pair are, 0 to 1; without those that there was no time for, and empty
    where the embedder fails."""
    wanted = dict.fromkeys(text for said, others in pairs for text in (said, *others))
    try:
        vectors = yield from _vectors([*_UNRELATED, *wanted] if wanted else [], embedder)
    except ModelError:
        return {}
    floor = _floor([vectors[text] for text in _UNRELATED if text in vectors])
    found = {}
    for said, others in pairs:
        known = [vectors[text] for text in others if text in vectors]
        if said in vectors and len(known) == len(others):
            found[said, others] = _above(vectors[said], known, floor)
    return found


def _vectors(texts: Sequence[str], embedder: Embedder) -> Generator[Step, None, dict[str, Array]]:
    started = time.perf_counter()
    found: dict[str, Array] = {}
    for start in range(0, len(texts), _BATCH):
        if time.perf_counter() - started > SECONDS:
            break
        batch = texts[start : start + _BATCH]
        embedded = embedder.embed_passages([text[:_LONGEST] for text in batch])
        found.update(zip(batch, embedded.vectors, strict=True))
        yield None
    return found


def _floor(vectors: Sequence[Array]) -> float:
    """What the embedder gives sentences that have nothing to do with each other."""
    cosines = [float(one @ other) for place, one in enumerate(vectors) for other in vectors[place + 1 :]]
    return sum(cosines) / len(cosines) if cosines else 0.0


def _above(mine: Array, theirs: Sequence[Array], floor: float) -> float:
    """The nearest of some sentences, or all of them as one."""
    whole = np.sum(theirs, axis=0)
    all_of_it = whole / max(float(np.linalg.norm(whole)), 1e-6)
    highest = max(float(mine @ vector) for vector in (*theirs, all_of_it))
    return max(0.0, (highest - floor) / max(1.0 - floor, 1e-6))
