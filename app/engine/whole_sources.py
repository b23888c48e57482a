"""Where what was written from notes stands: the passages nearest to each sentence, of all that were read.

Everything in the scope was read, so whatever a search of the scope finds was. How far a passage bears a
sentence out is not decided here.
"""

from collections.abc import Generator, Sequence

import msgspec

from app.engine.retrieve import Retrieval
from app.engine.scheduler import Step
from app.engine.sentence_split import split
from app.errors import EmbeddingModelChanged
from app.messages import FoundPassage, Progress, Source
from models.errors import ModelError
from store.schema import Scope

MOST_SENTENCES = 60
EACH = 3
"""Passages looked up for a sentence."""

MOST_DOCUMENTS = 300
"""Of how many documents the first page is named, where no sentence comes near them."""


def find_sources(
    retrieval: Retrieval, scope: Scope, text: str, read: Sequence[Source]
) -> Generator[Step, None, tuple[Source, ...]]:
    """The passages nearest to the sentences of a text, in the order in which they were read; then the
    beginning of every other document, so that each that was read is named."""
    found: dict[tuple[str, int, int], FoundPassage] = {}
    try:
        for sentence in split(text)[:MOST_SENTENCES]:
            wanted = text[sentence.start : sentence.end]
            passages = yield from _silently(retrieval.find(wanted, EACH, scope))
            found.update({(hit.document, hit.page, hit.start): hit for hit in passages})
    except (EmbeddingModelChanged, ModelError):
        found = {}  # reading everything takes no search model: without one the documents alone are named
    return numbered(tuple(found.values()), read)


def numbered(found: Sequence[FoundPassage], read: Sequence[Source]) -> tuple[Source, ...]:
    """Sources from 1 on: what was found in reading order, then the beginnings of the other documents."""
    order: dict[str, int] = {}
    beginnings: dict[str, Source] = {}
    for source in read:
        order.setdefault(source.document, len(order))
        beginnings.setdefault(source.document, source)
    # One that was added while the answer was written was not read for it.
    nearest = [passage for passage in found if passage.document in order]
    nearest.sort(key=lambda passage: (order[passage.document], passage.page, passage.start))
    named = {passage.document for passage in nearest}
    others = [source for document, source in beginnings.items() if document not in named]
    sources = [
        Source(0, hit.document, hit.path, hit.title, hit.page, hit.text, hit.heading, hit.start)
        for hit in nearest
    ]
    each = enumerate((*sources, *others[:MOST_DOCUMENTS]), 1)
    return tuple(msgspec.structs.replace(source, number=number) for number, source in each)


def _silently(
    finding: Generator[Step, None, tuple[FoundPassage, ...]],
) -> Generator[Step, None, tuple[FoundPassage, ...]]:
    """The steps of a search without its news: for who waits the answer is still being written."""
    while True:
        try:
            step = next(finding)
        except StopIteration as end:
            found: tuple[FoundPassage, ...] = end.value
            return found
        yield None if isinstance(step, Progress) else step
