"""The best of what was found, read again by a cross-encoder, when there is one and as far as time allows."""

import time
from collections.abc import Generator, Sequence

from app.engine.ranking import Ranked
from app.engine.scheduler import Step
from models.reranker import Reranker

MOST = 32
"""How many of the best are read again."""

FEWEST = 8
"""Where there is no time for as many, what was found stays as it is: half of an order is none."""

SECONDS = 1.5
"""What a person waits longer for it at most."""

AT_ONCE = 2


def rerank(
    reranker: Reranker, question: str, ranked: Sequence[Ranked], texts: Sequence[str]
) -> Generator[Step, None, list[Ranked]]:
    """The first of these in a new order, the others after them as they were; `texts` are those of the first.

    Our score (as a share of the best) and the reranker's count the same: neither is sure of itself.
    """
    scores: list[float] = []
    began = time.perf_counter()
    while len(scores) < len(texts):
        some = texts[len(scores) : len(scores) + AT_ONCE]
        scores += reranker.scores(question, some).tolist()
        each = (time.perf_counter() - began) / len(scores)
        if each * min(FEWEST, len(texts)) > SECONDS:
            return list(ranked)
        if (len(scores) + AT_ONCE) * each > SECONDS:
            break
        yield None
    first = ranked[: len(scores)]
    best = max((one.score for one in first), default=0.0) or 1.0
    both = [Ranked(one.passage, one.score / best + score) for one, score in zip(first, scores, strict=True)]
    both.sort(key=lambda one: (-one.score, one.passage))
    lowest = both[-1].score if both else 0.0
    rest = ranked[len(scores) :]
    scale = lowest / rest[0].score if rest else 1.0
    return [*both, *(Ranked(one.passage, one.score * min(scale, 1.0)) for one in rest)]
