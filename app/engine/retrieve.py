"""A question into passages: every collection searched by vector and by words, side by side, the candidates
ranked together, neighbours joined.

The list made here is the list that `search` prints and the list that a prompt gets.
"""

from collections.abc import Callable, Generator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

import msgspec
import numpy as np

from app.engine.fit import Evidence, covered, nearness
from app.engine.index_keeper import IndexKeeper
from app.engine.model_loader import ModelLoader, searched_space
from app.engine.passage_groups import Group, merge, surround
from app.engine.ranking import Languages, Ranked, rank
from app.engine.rerank import MOST, rerank
from app.engine.scheduler import Step, Wait
from app.messages import FoundPassage, Progress
from models.embedder import Embedder, Vectors
from store import index
from store.archive import Archive, StoredPassage
from store.errors import ArchiveDamaged
from store.frequencies import Frequencies
from store.index_reader import Hit, Hits, SearchedPassage
from store.passages import search_text
from store.question import Question, question_of
from store.schema import EVERYWHERE, Scope
from store.search_words import SearchWords
from store.thesaurus import thesaurus

CANDIDATES = 150
"""Hits taken from each search of a collection, where few collections are searched."""

CANDIDATES_IN_ALL = 600
FEWEST_CANDIDATES = 25

NAMED_DOCUMENTS = 200
"""As many documents are named to the index; of more, what is not in scope is left out afterwards."""

UNRELATED = 0.25
"""A cosine similarity under which a passage has nothing to do with a question (the starter gives made-up
words about 0.2; models that never go so low are not affected)."""


@dataclass(frozen=True)
class Found:
    """What a question found: passages, best first, and whether they have anything to say to it."""

    passages: tuple[FoundPassage, ...]
    evidence: Evidence


NOTHING = Found((), Evidence(0.0, None, 0))


class Retrieval:
    """Finds passages; its generators make the steps of a job or of a part of one."""

    def __init__(self, archive: Archive, loader: ModelLoader, keeper: IndexKeeper) -> None:
        self._archive = archive
        self._loader = loader
        self._keeper = keeper

    def find(
        self, question: str, limit: int, scope: Scope = EVERYWHERE
    ) -> Generator[Step, None, tuple[FoundPassage, ...]]:
        """The best `limit` passages for a question, best first; none when nothing in scope has a word of
        the question or is near it in meaning.

        Raises:
            ModelError, EmbeddingModelChanged, ArchiveDamaged, IndexDamaged
        """
        found = yield from self.search(question, limit, scope)
        return found.passages

    def find_fitting(
        self, question: str, limit: int, scope: Scope = EVERYWHERE
    ) -> Generator[Step, None, tuple[FoundPassage, ...]]:
        """What `find` gives, or nothing when that does not answer the question, as far as words and vectors
        can tell: then it is better to say so than to have a model write."""
        found = yield from self.search(question, limit, scope)
        return found.passages if found.evidence.fits else ()

    def search(self, question: str, limit: int, scope: Scope = EVERYWHERE) -> Generator[Step, None, Found]:
        """What `find` gives, and how well it fits. Raises what `find` does."""
        if not question.strip() or self._archive.count_ready(scope) == 0:
            return NOTHING
        embedder = yield from self.load()
        yield Progress("searching")
        vector = embedder.embed_query(question)
        yield None
        languages = Languages(
            index.languages(self._archive, scope.collections), self._loader.chosen("embedder").languages
        )
        asked = question_of(question, languages.passages, thesaurus())
        tables = yield from self._candidates(searched_space(embedder.space), vector, asked, scope)
        by_vector = [hit for hits in tables for hit in hits.by_vector]
        if not any(hits.by_words for hits in tables) and all(hit.score < UNRELATED for hit in by_vector):
            return NOTHING
        yield None
        frequencies = Frequencies.joined(hits.frequencies for hits in tables)
        ranked = rank(asked, tables, frequencies, languages)
        yield None
        stored = self._archive.passages([one.passage for one in ranked])
        ranked = yield from self._reranked(question, [one for one in ranked if one.passage in stored], stored)
        groups = self._groups(ranked, stored, tables, limit)
        evidence = _evidence(asked, groups, tables, frequencies, languages)
        return Found(tuple(_found(group, self._archive.page_text) for group in groups), evidence)

    def _candidates(
        self, space: str, vector: Vectors, question: Question, scope: Scope
    ) -> Generator[Step, None, list[Hits]]:
        """What the searches of each collection found that is in scope. The index still holds documents that
        are set aside, and is not told of wide scopes: while others crowd out hits, more is asked for."""
        documents = self._named_documents(scope)
        collections = len(scope.collections) or len(self._archive.collections())
        wanted = max(FEWEST_CANDIDATES, min(CANDIDATES, CANDIDATES_IN_ALL // collections))
        limit = wanted
        while True:
            tables = yield from self._keeper.search(
                space, vector, question, limit, scope.collections, documents
            )
            there = self._archive.searchable([number for hits in tables for number in hits.passages], scope)
            kept = [_only(hits, there, wanted) for hits in tables]
            crowded = any(
                len(before) >= limit and len(after) < wanted
                for hits, some in zip(tables, kept, strict=True)
                for before, after in ((hits.by_vector, some.by_vector), (hits.by_words, some.by_words))
            )
            if not crowded:
                return kept
            limit *= 4
            yield None

    def _named_documents(self, scope: Scope) -> list[str] | None:
        """The documents in scope, when they are few enough to name."""
        if msgspec.structs.replace(scope, collections=()) == EVERYWHERE:
            return None
        documents = [document.id for document in self._archive.in_scope(scope)]
        return documents if len(documents) <= NAMED_DOCUMENTS else None

    def _reranked(
        self, question: str, ranked: list[Ranked], stored: Mapping[int, StoredPassage]
    ) -> Generator[Step, None, list[Ranked]]:
        """In the order of the reranker, when there is one; while it loads nobody waits for it."""
        reranker = self._loader.reranker()
        if reranker is None or not reranker.done() or reranker.exception() is not None:
            return ranked
        best = [stored[one.passage] for one in ranked[:MOST]]
        texts = [search_text(passage.title, passage.passage) for passage in best]
        return (yield from rerank(reranker.result(), question, ranked, texts))

    def _groups(
        self,
        ranked: Sequence[Ranked],
        stored: Mapping[int, StoredPassage],
        tables: Sequence[Hits],
        limit: int,
    ) -> list[Group]:
        stems = {
            number: frozenset(passage.text.stems.split())
            for hits in tables
            for number, passage in hits.passages.items()
        }
        groups = merge(((stored[one.passage], one.score) for one in ranked), limit, stems)
        surround(groups, limit, self._archive.passages)
        return groups

    def load(self) -> Generator[Step, None, Embedder]:
        """Wait until everything that searching needs is loaded; the embedding model."""
        embedder, library = self._loader.embedder(), self._loader.search_engine()
        for future in (library, embedder):
            if not future.done():
                yield Progress("loading_model")
                yield Wait(future)
        library.result()
        return embedder.result()


def _only(hits: Hits, there: Set[int], most: int) -> Hits:
    """The first of those hits whose passages are there."""

    def some(found: Sequence[Hit]) -> tuple[Hit, ...]:
        return tuple(hit for hit in found if hit.passage in there)[:most]

    by_vector, by_words = some(hits.by_vector), some(hits.by_words)
    kept = {hit.passage for hit in (*by_vector, *by_words)}
    passages = {number: passage for number, passage in hits.passages.items() if number in kept}
    return replace(hits, by_vector=by_vector, by_words=by_words, passages=passages)


def _evidence(
    question: Question,
    groups: Sequence[Group],
    tables: Sequence[Hits],
    frequencies: Frequencies,
    languages: Languages,
) -> Evidence:
    passages = {number: passage for hits in tables for number, passage in hits.passages.items()}
    texts = [text for group in groups if (text := _searched(group, passages))]
    share, words = covered(question, texts, frequencies, languages.passages)
    near = None
    if languages.known_share(question.language) > 0.5:
        similarities = [hit.score for hits in tables for hit in hits.by_vector]
        near = nearness(similarities, np.concatenate([hits.unrelated for hits in tables]))
    return Evidence(share, near, words)


def _searched(group: Group, passages: Mapping[int, SearchedPassage]) -> tuple[str, SearchWords] | None:
    """The language and searched words of a group; of what was not searched for, there is none."""
    known = [passages[member.id] for member in group.members if member.id in passages]
    if not known:
        return None
    words = SearchWords(" ".join(one.text.stems for one in known), "".join(one.text.words for one in known))
    return known[0].language, words


def _found(group: Group, page_text: Callable[[str, int], str]) -> FoundPassage:
    first, last = group.members[0], group.members[-1]
    start, end = first.passage.start, last.passage.end
    text = first.passage.text
    if first is not last:
        page = page_text(first.document, first.passage.page)
        if any(page[m.passage.start : m.passage.end] != m.passage.text for m in group.members):
            raise ArchiveDamaged(first.path)  # only passages carry a checksum
        text = page[start:end]
    return FoundPassage(
        document=first.document,
        path=first.path,
        title=first.title,
        page=first.passage.page,
        heading=first.passage.heading,
        start=start,
        end=end,
        text=text,
        score=group.score,
    )
