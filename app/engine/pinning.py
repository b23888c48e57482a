"""Documents that are always read whole: which they are for a task, what is read of them, and what it costs.

A person pins a document (`store.pins`), or a task names it in its file. Each is read whole or not at all, in
the order in which they were pinned, those of the task's own first: what was pinned last finds no room first,
and what comes before a new one was read already. Putting them into a prompt is `app.engine.answer`'s.

They are read wherever it is asked: in a collection, in a folder, between two days. Only who names documents
asks those and no others.
"""

import time
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass

import msgspec

from app.engine import prompt
from app.engine.ingest import report_of
from app.engine.scheduler import Step, Steps, Wait
from app.engine.whole import COUNTING_SECONDS, MOST_PASSAGES, gather
from app.errors import TaskReadsNoDocuments
from app.messages import (
    Coverage,
    Language,
    NotReadWhole,
    Pin,
    PinnedDocument,
    PinsListed,
    Source,
)
from app.tasks import Task, Tasks, find
from models.generator import Generator as Model
from store.archive import Archive, Document
from store.pins import Pins
from store.schema import ALL_TASKS, EVERYWHERE, Scope

PASSAGE_TOKENS = 4
"""The least that a passage takes: its number alone is as much."""

PASSAGE_WORDS = 100
"""About so many, of twice as many tokens, where there are far more passages than any model reads."""

FORM_TOKENS = 256
"""Kept for a form that is not filled in yet, headings, and what a chat puts around it."""

CHARACTERS_PER_TOKEN = 2.6
"""Where no model is there to count: Dutch in the starter, which takes more tokens for it than most."""


@dataclass(frozen=True)
class Pinned:
    """What is read whole for one answer: `sources` numbered from 1 in reading order. Of the documents so many
    lie `outside` of where it was asked."""

    sources: tuple[Source, ...] = ()
    not_read: tuple[NotReadWhole, ...] = ()
    outside: int = 0

    @property
    def documents(self) -> tuple[str, ...]:
        """The ids of what is read whole, in order."""
        return tuple(dict.fromkeys(source.document for source in self.sources))

    def before(self, found: Sequence[Source]) -> tuple[Source, ...]:
        """These sources, then those that were found (numbered from 1), numbered on."""
        count = len(self.sources)
        return (*self.sources, *(_numbered_on(source, count) for source in found))

    def on(self, receipt: Coverage) -> Coverage:
        """The receipt with these on it; its documents and passages count them already."""
        return msgspec.structs.replace(
            receipt,
            of_documents=receipt.of_documents + self.outside,
            pinned=len(self.documents),
            not_read_whole=self.not_read,
        )


class PinnedDocuments:
    """Which documents are always read whole, and the reading of them for an answer."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._pins = Pins(archive)

    def of(self, task: Task, scope: Scope = EVERYWHERE) -> list[Document]:
        """What is to be read whole for a task, in order."""
        return [document for document in self._wanted(task, scope) if document.state == "ready"]

    def missing(self, task: Task, scope: Scope = EVERYWHERE) -> list[NotReadWhole]:
        """What would be read whole for a task if it could: a file that cannot be read, or that the task
        names and the library does not have. None where documents are named: the others are not asked."""
        found = [
            NotReadWhole(document.path, "unreadable", document.id)
            for document in self._wanted(task, scope)
            if document.state == "failed"
        ]
        if scope.documents or task.documents == "none":
            return found
        known = {document.path for document in self._own(task)}
        return found + [NotReadWhole(path, "not_in_library") for path in task.pinned if path not in known]

    def everything(self, task: Task, scope: Scope) -> list[Document]:
        """What is read for a task that reads all there is in a scope: what is pinned first."""
        documents = (*self.of(task, scope), *self._archive.in_scope(scope))
        return list({document.id: document for document in documents}.values())

    def read(
        self, task: Task, scope: Scope, language: Language, count: Callable[[str], int], room: int
    ) -> Generator[Step, None, Pinned]:
        """Every passage of the documents of a task, as far as whole documents have room: `count` tells the
        tokens of a text, `room` is how many all texts together may have.

        Raises:
            ArchiveDamaged
        """
        sources: list[Source] = []
        not_read = self.missing(task, scope)
        for document in self.of(task, scope):
            read = yield from self._whole(document, len(sources), language, count, room)
            if read is None:
                not_read.append(NotReadWhole(document.path, "too_long", document.id))
                continue
            whole, tokens = read
            sources += whole
            room -= tokens
        inside = {document.id for document in self._archive.in_scope(scope)} if sources else set()
        outside = {source.document for source in sources} - inside
        return Pinned(tuple(sources), tuple(not_read), len(outside))

    def _whole(
        self, document: Document, before: int, language: Language, count: Callable[[str], int], room: int
    ) -> Generator[Step, None, tuple[list[Source], int] | None]:
        """The passages of a document, numbered on from so many, and their tokens; None for one that has no
        room, which is known of a long one before it is read."""
        if document.passages > min(room // PASSAGE_TOKENS, MOST_PASSAGES):
            return None
        gathered = yield from gather(self._archive, [document])
        sources = [_numbered_on(source, before) for source in gathered]
        tokens = yield from _counted(prompt.passage_texts(sources, language), count, room)
        return (sources, tokens) if tokens <= room else None

    def _wanted(self, task: Task, scope: Scope) -> list[Document]:
        """What is pinned for a task, readable or not: its own first, then what a person pinned."""
        if task.documents == "none":
            return []
        ids = dict.fromkeys((*(document.id for document in self._own(task)), *self._pins.of(task.id)))
        named = set(scope.documents)
        return [self._archive.document(one) for one in ids if not named or one in named]

    def _own(self, task: Task) -> list[Document]:
        """What the task's file names, as far as the library has it."""
        found = (self._archive.document_at(path) for path in task.pinned)
        return [document for document in found if document is not None and not document.set_aside]


class Pinning:
    """The jobs of pins. Each method makes the steps of one."""

    def __init__(
        self,
        archive: Archive,
        tasks: Tasks,
        writer: "Callable[[], Future[Model] | None]",
        context: int,
    ) -> None:
        """`writer` tells the writing model where it is there or on its way, `context` how many tokens one
        may have at most."""
        self._archive = archive
        self._tasks = tasks
        self._writer = writer
        self._context = context
        self._pins = Pins(archive)
        self._pinned = PinnedDocuments(archive)

    def change(self, job: Pin) -> Steps:
        """Pin documents, or no longer.

        Raises:
            UnknownDocument, UnknownTask, TaskReadsNoDocuments: nothing was changed.
        """
        if not job.pinned:
            changed = self._pins.unpin(job.ids, job.task)
        else:
            if job.task != ALL_TASKS and find(self._tasks, job.task).documents == "none":
                raise TaskReadsNoDocuments(job.task)
            changed = self._pins.pin(job.ids, job.task)
        yield from map(report_of, changed)

    def tell(self) -> Steps:
        """What is pinned, and what that costs with the chosen model: counted where it is loaded, else by
        what a token usually is."""
        model = yield from self._model()
        count = model.count if model else _estimated
        context = model.context if model else self._context
        tasks = [task for task in self._tasks.values() if task.documents != "none"]
        pinned = self._pins.all()
        documents = [self._archive.document(one) for one in pinned]
        documents += [document for task in tasks for document in self._pinned.of(task)]
        weights: dict[str, tuple[int, int]] = {}
        for document in {document.id: document for document in documents}.values():
            weights[document.id] = yield from self._weigh(document, count)
        rooms = {task.id: _room(task, context, count) for task in tasks if task.reads != "whole"}
        too_long = [
            (one, task.id)
            for task in tasks
            if task.id in rooms
            for one in self._without_room(task, weights, rooms[task.id])
        ]
        yield PinsListed(
            tuple(
                PinnedDocument(
                    one, names, *weights[one], tuple(task for document, task in too_long if document == one)
                )
                for one, names in pinned.items()
            ),
            min(rooms.values(), default=context // 2),
            model is not None,
        )

    def _model(self) -> Generator[Step, None, Model | None]:
        loading = self._writer()
        if loading is None:
            return None
        if not loading.done():
            yield Wait(loading)
        return None if loading.exception() else loading.result()

    def _weigh(
        self, document: Document, count: Callable[[str], int]
    ) -> Generator[Step, None, tuple[int, int]]:
        """The words and tokens of a document; none of one that cannot be read."""
        if document.passages > MOST_PASSAGES:
            return document.passages * PASSAGE_WORDS, document.passages * 2 * PASSAGE_WORDS
        sources = yield from gather(self._archive, [document])
        words = sum(len(source.quote.split()) for source in sources)
        tokens = yield from _counted(prompt.passage_texts(sources, "nl"), count)
        return words, tokens

    def _without_room(self, task: Task, weights: dict[str, tuple[int, int]], room: int) -> list[str]:
        """The documents that would not be read whole for a task."""
        left_out = []
        for document in self._pinned.of(task):
            tokens = weights[document.id][1] if document.id in weights else 0  # it was pinned just now
            if tokens > room:
                left_out.append(document.id)
            else:
                room -= tokens
        return left_out


def _room(task: Task, context: int, count: Callable[[str], int]) -> int:
    """How many tokens of documents there is room for, beside a form of the usual length."""
    instruction = max(count(task.instruction.nl), count(task.instruction.en))
    return max(context - min(task.tuning.max_tokens, context // 2) - instruction - FORM_TOKENS, 0)


def _counted(
    texts: Sequence[str], count: Callable[[str], int], most: int | None = None
) -> Generator[Step, None, int]:
    """The tokens of all texts; counting ends when there are more than `most`."""
    tokens, since = 0, time.perf_counter()
    for text in texts:
        tokens += count(text)
        if most is not None and tokens > most:
            break
        if time.perf_counter() - since > COUNTING_SECONDS:
            yield None
            since = time.perf_counter()
    return tokens


def _estimated(text: str) -> int:
    return int(len(text) / CHARACTERS_PER_TOKEN) + 1


def _numbered_on(source: Source, count: int) -> Source:
    return msgspec.structs.replace(source, number=source.number + count)
