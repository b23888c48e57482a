"""A question into passages: two searches side by side, fused, neighbours merged.

The list made here is the list that `search` prints and the list that a prompt gets.
"""

from collections import defaultdict
from collections.abc import Callable, Generator, Iterable, Sequence, Set
from dataclasses import dataclass, field

from app.engine.index_keeper import IndexKeeper
from app.engine.model_loader import ModelLoader, searched_space
from app.engine.scheduler import Step, Wait
from app.messages import FoundPassage, Progress
from models.embedder import Embedder, Vectors
from store.archive import Archive, StoredPassage
from store.errors import ArchiveDamaged
from store.index import Hit, Hits

CANDIDATES = 50
"""Hits taken from each of the two searches."""

UNRELATED = 0.25
"""A cosine similarity under which a passage has nothing to do with a question (the starter gives made-up
words about 0.2; models that never go so low are not affected)."""

CHARACTERS_EACH = 750
"""How long passages may be on average: what is read decides how long a person waits. On the 54 questions
hit@8 is the same from 600 up."""

MERGED_CHARACTERS = 1500
"""How long a passage may grow by taking in its neighbours."""

RANK_CONSTANT = 60
FOREIGN_MODEL_WEIGHT = 0.3
"""The weight of the vector search against the word search when the embedder never learnt Dutch.

Measured with the starter on 54 Dutch questions, hit@8: words alone 0.57, 0.3 0.59, 0.5 0.56, 1.0 0.48.
"""


@dataclass(eq=False)
class _Group:
    """Neighbouring passages of one page that become one; `score` is that of the best."""

    score: float
    members: list[StoredPassage] = field(default_factory=list)

    @property
    def characters(self) -> int:
        return self.members[-1].passage.end - self.members[0].passage.start

    def takes(self, other: StoredPassage) -> bool:
        """Whether `other` stands directly before or after, and the whole stays short enough.

        Passages of a document are stored in reading order, so neighbours have neighbouring numbers.
        """
        first, last = self.members[0], self.members[-1]
        same_page = (first.document, first.passage.page) == (other.document, other.passage.page)
        if not same_page or other.id not in (first.id - 1, last.id + 1):
            return False
        start = min(first.passage.start, other.passage.start)
        return max(last.passage.end, other.passage.end) - start <= MERGED_CHARACTERS

    def add(self, other: StoredPassage) -> None:
        self.members.append(other)
        self.members.sort(key=lambda member: member.id)


class Retrieval:
    """Finds passages; `find` makes the steps of a job or of a part of one."""

    def __init__(self, archive: Archive, loader: ModelLoader, keeper: IndexKeeper) -> None:
        self._archive = archive
        self._loader = loader
        self._keeper = keeper

    def find(self, question: str, limit: int) -> Generator[Step, None, tuple[FoundPassage, ...]]:
        """The best `limit` passages for a question, best first; none when the library is empty, or has no
        word of the question and nothing near it in meaning.

        Raises:
            ModelError, EmbeddingModelChanged, ArchiveDamaged, IndexDamaged
        """
        if not question.strip() or self._archive.count_ready() == 0:
            return ()
        embedder = yield from self.load()
        yield Progress("searching")
        vector = embedder.embed_query(question)
        yield None
        space = searched_space(embedder.space)
        hits = yield from self._candidates(space, vector, question)
        if not hits.by_words and all(hit.score < UNRELATED for hit in hits.by_vector[:1]):
            return ()
        ranked = fuse(((self._vector_weight(), hits.by_vector), (1.0, hits.by_words)))
        stored = self._archive.passages([number for number, _ in ranked])
        groups = merge(((stored[number], score) for number, score in ranked if number in stored), limit)
        return tuple(_found(group, self._archive.page_text) for group in groups)

    def _candidates(self, space: str, vector: Vectors, question: str) -> Generator[Step, None, Hits]:
        """The first `CANDIDATES` hits of each search whose passages are there. The index still holds those
        of documents that are set aside: while they crowd out others, more is asked for."""
        limit = CANDIDATES
        while True:
            found = yield from self._keeper.search(space, vector, question, limit)
            numbers = [hit.passage for hit in (*found.by_vector, *found.by_words)]
            there = self._archive.searchable(numbers)
            kept = Hits(_only(found.by_vector, there), _only(found.by_words, there))
            crowded = any(
                len(all_hits) == limit and len(some) < CANDIDATES
                for all_hits, some in ((found.by_vector, kept.by_vector), (found.by_words, kept.by_words))
            )
            if not crowded:
                return kept
            limit *= 4
            yield None

    def _vector_weight(self) -> float:
        languages = self._loader.chosen("embedder").languages
        return FOREIGN_MODEL_WEIGHT if languages and "nl" not in languages else 1.0

    def load(self) -> Generator[Step, None, Embedder]:
        """Wait until everything that searching needs is loaded; the embedding model."""
        embedder, library = self._loader.embedder(), self._loader.search_engine()
        for future in (library, embedder):
            if not future.done():
                yield Progress("loading_model")
                yield Wait(future)
        library.result()
        return embedder.result()


def _only(hits: Sequence[Hit], there: Set[int]) -> tuple[Hit, ...]:
    """The first `CANDIDATES` of those hits whose passages are there."""
    return tuple(hit for hit in hits if hit.passage in there)[:CANDIDATES]


def fuse(rankings: Iterable[tuple[float, Sequence[Hit]]]) -> list[tuple[int, float]]:
    """Passage numbers with their scores, best first: weighted reciprocal rank fusion.

    Cormack, Clarke and Buettcher, SIGIR 2009: the sum of weight / (60 + rank) over the rankings.
    """
    scores: dict[int, float] = defaultdict(float)
    for weight, hits in rankings:
        for rank, hit in enumerate(hits, 1):
            scores[hit.passage] += weight / (RANK_CONSTANT + rank)
    return sorted(scores.items(), key=lambda item: (-item[1], item[0]))


def merge(ranked: Iterable[tuple[StoredPassage, float]], limit: int) -> list[_Group]:
    """At most `limit` groups, best first, of `limit` times `CHARACTERS_EACH` characters in all. A passage
    goes to the group it is a neighbour of; one that says exactly what another said is left out."""
    groups: list[_Group] = []
    texts: set[str] = set()
    for passage, score in ranked:
        if passage.passage.text in texts:
            continue
        group = next((group for group in groups if group.takes(passage)), None)
        room = limit * CHARACTERS_EACH - sum(group.characters for group in groups)
        full = group is None and len(groups) == limit
        if full or (groups and passage.passage.end - passage.passage.start > room):
            break
        if group is None:
            group = _Group(score)
            groups.append(group)
        group.add(passage)
        texts.add(passage.passage.text)
    return groups


def _found(group: _Group, page_text: Callable[[str, int], str]) -> FoundPassage:
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
