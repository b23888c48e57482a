"""Which of the candidates are the best for a question, and how much of it they cover. Pure.

Finding candidates is `store.index_reader`, their BM25 `store.word_index`; what becomes of the best is
`app.engine.retrieve`.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from store.index_reader import Hit, Hits
from store.question import Question
from store.search_words import COMPOUNDING, DEFAULT_LANGUAGE
from store.word_index import FoundRow

Scores = NDArray[np.float64]

PIECES_AND_STEMS = (1.0, 0.5)
"""What pieces of words and whole stems weigh in a language with compounds. On 89 questions about Dutch
documents hit@8 was 0.57 by stems alone, 0.60 by pieces alone, 0.63 so; much the same from 0.3 to 1.0."""

PIECES_AND_STEMS_ELSEWHERE = (0.2, 1.3)
"""The same in other languages: on 32 questions about English documents 0.75 as above, 0.88 so."""

OTHER_LANGUAGE = 0.7
"""What the words of a passage count for that is in another language than the question: more of them were
looked for, so more are found by chance. With as much English beside the Dutch library hit@8 of 89 questions
goes from 0.67 to 0.74; without it nothing changes."""

FOREIGN_MODEL = 0.2
KNOWN_LANGUAGE = 0.8
"""What nearness of meaning weighs beside words, with an embedding model that never learnt the language, and
with one that did. Measured with the starter, which is English; foreign 0.1 to 0.3 and known 0.5 to 1.5 are
much the same."""

NEAREST = 50
"""How many of the passages nearest in meaning get anything for it."""

DOCUMENT = 0.5
DOCUMENT_PASSAGES = 3
"""What the three best passages of a document together weigh for each of its passages."""


@dataclass(frozen=True)
class Languages:
    """How many passages in scope are in each language, and which the embedding model knows: none named
    means all."""

    passages: Mapping[str, int]
    of_model: tuple[str, ...]

    def known_share(self, question: str) -> float:
        """The share of passages that the model understands; 0 when it does not understand the question."""
        if not self.of_model or "mul" in self.of_model:
            return 1.0
        if (question or DEFAULT_LANGUAGE) not in self.of_model:
            return 0.0
        known = sum(number for language, number in self.passages.items() if language in self.of_model)
        return known / max(sum(self.passages.values()), 1)


@dataclass(frozen=True, eq=False)
class Ranked:
    """A candidate with its score."""

    passage: int
    score: float


def rank(question: Question, tables: Sequence[Hits], languages: Languages) -> list[Ranked]:
    """The passages of these tables, best first.

    The sum of what pieces, stems and meaning give, each as a share of the best candidate's: unlike reciprocal
    rank fusion it tells a passage that is far ahead from one that is just before the next.
    """
    rows = list({number: row for hits in tables for number, row in hits.passages.items()}.values())
    if not rows:
        return []
    share = languages.known_share(question.language)
    meaning = FOREIGN_MODEL + (KNOWN_LANGUAGE - FOREIGN_MODEL) * share
    near = _nearness([hit for hits in tables for hit in hits.by_vector])
    scores = _by_words(question, rows)
    scores += meaning * np.array([near.get(row.passage, 0.0) for row in rows])
    scores += DOCUMENT * _of_documents(scores, [row.document for row in rows])
    found = (Ranked(row.passage, score) for row, score in zip(rows, scores.tolist(), strict=True))
    return sorted((one for one in found if one.score > 0), key=lambda one: (-one.score, one.passage))


def _by_words(question: Question, rows: Sequence[FoundRow]) -> Scores:
    languages = [row.language or DEFAULT_LANGUAGE for row in rows]
    own = np.array([not question.language or question.language == language for language in languages])
    compounds = np.array([language in COMPOUNDING for language in languages])
    scores = np.array([(row.by_pieces, row.by_stems) for row in rows])
    scores *= np.where(own, 1.0, OTHER_LANGUAGE)[:, None]
    weights = np.where(compounds[:, None], PIECES_AND_STEMS, PIECES_AND_STEMS_ELSEWHERE)
    result: Scores = weights[:, 0] * _shares(scores[:, 0]) + weights[:, 1] * _shares(scores[:, 1])
    return result


def _shares(scores: Scores) -> Scores:
    best = scores.max(initial=0.0)
    return scores / best if best > 0 else scores


def _nearness(hits: Sequence[Hit]) -> dict[int, float]:
    """From 1 for the nearest to 0 for the last: cosines of some models lie between 0.7 and 0.9, of others
    between 0 and 0.6."""
    if not hits:
        return {}
    nearest = sorted(hits, key=lambda hit: -hit.score)[:NEAREST]
    first, last = nearest[0].score, nearest[-1].score
    return {hit.passage: (hit.score - last) / (first - last) if first > last else 1.0 for hit in nearest}


def _of_documents(scores: Scores, documents: Sequence[str]) -> Scores:
    """For each candidate the mean score of the best passages of its document."""
    best: dict[str, list[float]] = defaultdict(list)
    for place in np.argsort(-scores, kind="stable"):
        of_document = best[documents[place]]
        if len(of_document) < DOCUMENT_PASSAGES:
            of_document.append(float(scores[place]))
    return np.array([sum(best[document]) / DOCUMENT_PASSAGES for document in documents])
