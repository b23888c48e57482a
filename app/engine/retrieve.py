"""A question into passages: every collection searched by vector and by words, side by side, the candidates
ranked together, neighbours joined.

The list made here is the list that `search` prints and the list that a prompt gets.
"""

from collections.abc import Callable, Generator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

import msgspec
import numpy as np

from app.engine.candidate_texts import CandidateTexts
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
from store.archive import Archive
from store.errors import ArchiveDamaged
from store.frequencies import Frequencies
from store.index_reader import Hit, Hits
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

NEAR = 3
"""What was read for a question much like this one is still good when it is among so many times the best."""

UNRELATED = 0.25
"""A cosine similarity under which a passage has nothing to do with a question (the starter gives made-up
words about 0.2; models that never go so low are not affected)."""


@dataclass(frozen=True)
class Found:
    """What a question found.

    Attributes:
        passages: those to be shown and read, best first.
        evidence: whether they have anything to say to it.
        members: the numbers of the stored passages that each of them is made of.
        near: the numbers of the best `NEAR` times as many stored passages.
    """

    passages: tuple[FoundPassage, ...]
    evidence: Evidence
    members: tuple[frozenset[int], ...] = ()
    near: frozenset[int] = frozenset()


NOTHING = Found((), Evidence(0.0, None, 0))


class Retrieval:
    """Finds passages; its generators make the steps of a job or of a part of one."""

    def __init__(self, archive: Archive, loader: ModelLoader, keeper: IndexKeeper) -> None:
        self._archive = archive
        self._loader = loader
        self._keeper = keeper
        self._languages = _Languages(archive)

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

    def search(self, question: str, limit: int, scope: Scope = EVERYWHERE) -> Generator[Step, None, Found]:
        """What `find` gives, and how well it fits. Raises what `find` does."""
        if not question.strip() or self._is_empty(scope):
            return NOTHING
        embedder = yield from self.load()
        yield Progress("searching")
        vector = embedder.embed_query(question)
        yield None
        languages = Languages(
            self._languages.of(scope.collections), self._loader.chosen("embedder").languages
        )
        asked = question_of(question, languages.passages, thesaurus())
        space = searched_space(embedder.space)
        tables = yield from self._candidates(space, vector, asked, languages.passages, scope)
        by_vector = [hit for hits in tables for hit in hits.by_vector]
        if not any(hits.by_words for hits in tables) and all(hit.score < UNRELATED for hit in by_vector):
            return NOTHING
        yield None
        ranked = rank(asked, tables, languages)
        yield None
        texts = CandidateTexts(self._archive, tables)
        ranked = yield from self._reranked(question, ranked, texts)
        groups = merge(texts.in_order(ranked), limit, texts.stems)
        surround(groups, limit, self._archive.passages)
        evidence = _evidence(asked, groups, tables, texts, languages)
        return Found(
            tuple(_found(group, self._archive.page_text) for group in groups),
            evidence,
            tuple(frozenset(member.id for member in group.members) for group in groups),
            frozenset(one.passage for one in ranked[: NEAR * limit]),
        )

    def _is_empty(self, scope: Scope) -> bool:
        """Whether there is nothing to ask. Counting looks at every document: where all of a collection is
        asked, what is known of its languages says as much."""
        if msgspec.structs.replace(scope, collections=()) == EVERYWHERE and not self._archive.set_aside_ids():
            return not self._languages.of(scope.collections)
        return self._archive.count_ready(scope) == 0

    def _candidates(
        self, space: str, vector: Vectors, question: Question, passages: Mapping[str, int], scope: Scope
    ) -> Generator[Step, None, list[Hits]]:
        """What the searches of each collection found that is in scope. The index still holds documents that
        are set aside, and is not told of wide scopes: while others crowd out hits, more is asked for."""
        documents = self._named_documents(scope)
        collections = len(scope.collections) or len(self._archive.collections())
        wanted = max(FEWEST_CANDIDATES, min(CANDIDATES, CANDIDATES_IN_ALL // collections))
        limit = wanted
        while True:
            tables = yield from self._keeper.search(
                space, vector, question, passages, limit, scope.collections, documents
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
        if self._archive.count_ready(scope) > NAMED_DOCUMENTS:
            return None
        return [document.id for document in self._archive.in_scope(scope)]

    def _reranked(
        self, question: str, ranked: list[Ranked], texts: "CandidateTexts"
    ) -> Generator[Step, None, list[Ranked]]:
        """In the order of the reranker, when there is one; while it loads nobody waits for it."""
        reranker = self._loader.reranker()
        if reranker is None or not reranker.done() or reranker.exception() is not None:
            return ranked
        there = [one for one in ranked if texts.passage(one.passage) is not None]
        best = [passage for one in there[:MOST] if (passage := texts.passage(one.passage))]
        said = [search_text(passage.title, passage.passage) for passage in best]
        return (yield from rerank(reranker.result(), question, there, said))

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


class _Languages:
    """How many passages are in each language; looked up again when the documents have changed."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._sequence = -1
        self._known: dict[tuple[str, ...], dict[str, int]] = {}

    def of(self, collections: tuple[str, ...]) -> dict[str, int]:
        """In these collections; none named: in all."""
        sequence = self._archive.sequence
        if sequence != self._sequence:
            self._sequence, self._known = sequence, {}
        if collections not in self._known:
            self._known[collections] = index.languages(self._archive, collections)
        return self._known[collections]


def _evidence(
    question: Question,
    groups: Sequence[Group],
    tables: Sequence[Hits],
    texts: CandidateTexts,
    languages: Languages,
) -> Evidence:
    said = [text for group in groups if (text := _searched(group, texts))]
    frequencies = Frequencies.joined(hits.frequencies for hits in tables)
    share, words = covered(question, said, frequencies, languages.passages)
    near = None
    if languages.known_share(question.language) > 0.5:
        similarities = [hit.score for hits in tables for hit in hits.by_vector]
        near = nearness(similarities, np.concatenate([hits.unrelated for hits in tables]))
    return Evidence(share, near, words)


def _searched(group: Group, texts: CandidateTexts) -> tuple[str, SearchWords] | None:
    """The language and searched words of a group; of what was not searched for, there is none."""
    known = [words for member in group.members if (words := texts.words(member))]
    if not known:
        return None
    language = known[0][0]
    said = [words for _, words in known]
    return language, SearchWords(" ".join(one.stems for one in said), "".join(one.words for one in said))


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
