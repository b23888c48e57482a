"""What goes into the prompt of a form: pinned documents, then the passages that were found, then the form.

A form is composed for an answer and, while the person still types, to be read ahead. What was read last
decides the order: passages that are still good stay where they were, new ones come after them, so that as
much as possible of what was read serves again. The texts themselves are `app.engine.prompt`'s.
"""

import contextlib
import itertools
from collections.abc import Callable, Generator, Iterable, Sequence
from dataclasses import dataclass

import msgspec

from app.engine import prompt
from app.engine.passage_groups import CHARACTERS_EACH
from app.engine.pinning import Pinned, PinnedDocuments
from app.engine.retrieve import Found, Retrieval
from app.engine.scheduler import Step
from app.messages import Answer, Coverage, FoundPassage, Language, Prepare, Source, Tuning
from app.outline import Fill, OutlineSection, Put
from app.tasks import Example, Form, Task
from models.errors import PromptTooLong
from models.generator import Generator as Model
from models.prefix import PromptTokens
from store.archive import Archive, Document
from store.schema import Scope

Request = Answer | Prepare

EXAMPLES_SHARE = 6
"""Examples get this part of the prompt's room: they are read each time, and documents matter more."""

Choosing = Generator[Step, None, Sequence[Example]]
ExampleChooser = Callable[[Task, Form, Language, int, Callable[[str], int]], Choosing]
"""Chooses the examples for a form: of a task, in a language, in so many tokens, which are counted so."""

LEAST_PARAMETERS = 500_000_000
"""SmolLM2-135M puts the words of an example into its answer, whatever was asked (seen with all tasks)."""

OPTION_TOKENS = 24
"""For a slot that is one of some options."""


def _no_examples(*_: object) -> Choosing:
    yield from ()
    return ()


FRAME_TOKENS = 8
"""For the word above the documents."""


@dataclass(frozen=True)
class Composed:
    """A prompt, what it was made of, and how much of it there was.

    Attributes:
        tokens: of the whole prompt.
        sources: what is read of documents, in order: the pinned ones, then what was found.
        pinned: those that are always read whole.
        receipt: how much is read, of how much.
        examples: how many are shown before what is read.
    """

    tokens: PromptTokens
    sources: tuple[Source, ...]
    pinned: Pinned
    receipt: Coverage
    examples: int = 0

    @property
    def beginning(self) -> PromptTokens:
        """The prompt up to the end of what is pinned: instruction, examples, the word above the documents,
        and they."""
        return self.tokens.begun(2 + self.examples + len(self.pinned.sources))


@dataclass(frozen=True)
class _Chosen:
    """A passage that is read, and the numbers of the stored passages that it is made of."""

    passage: FoundPassage
    members: frozenset[int]


class Composition:
    """Composes prompts, and remembers what it found and chose last. One for the engine."""

    def __init__(
        self, archive: Archive, retrieval: Retrieval, chooser: ExampleChooser = _no_examples
    ) -> None:
        self._archive = archive
        self._retrieval = retrieval
        self._chooser = chooser
        self._pinned = PinnedDocuments(archive)
        self._purpose: object = None
        self._chosen: list[_Chosen] = []
        self._asked: object = None
        self._found: Found | None = None

    def compose(
        self,
        model: Model,
        task: Task,
        form: Form,
        request: Request,
        room: int,
        typing: bool = False,
    ) -> Generator[Step, None, Composed]:
        """The prompt for a form, of at most `room` tokens. `typing`: passages that were chosen for it a
        moment ago may stay while they are near the best; without that only their order does.

        Raises:
            PromptTooLong: not even the form alone fits.
            ModelError, EmbeddingModelChanged, ArchiveDamaged, IndexDamaged
        """
        examples = yield from self.examples(model, task, form, request.language, room)
        alone = _tokens(model, task, form, (), request, examples)
        if len(alone) > room:
            raise PromptTooLong(len(alone), max(room, 0))
        if task.documents == "none":
            return Composed(alone, (), Pinned(), Coverage(), len(examples))
        free = room - len(alone) - FRAME_TOKENS
        pinned = yield from self._pinned.read(task, request.scope, request.language, model.count, free)
        ordered, best = yield from self._passages(task, form, request, pinned, typing)

        def built(some: Sequence[FoundPassage]) -> tuple[tuple[Source, ...], PromptTokens]:
            sources = pinned.before(prompt.sources([one for one in ordered if one in some]))
            return sources, _tokens(model, task, form, sources, request, examples)

        kept = prompt.fit(best, room, lambda some: len(built(some)[1]))
        sources, tokens = built(kept)
        receipt = msgspec.structs.replace(
            self.receipt(request.scope, sources),
            left_out=len(ordered) - len(kept),
            refused=task.documents == "required" and bool(form.search_text) and not sources,
        )
        return Composed(tokens, sources, pinned, pinned.on(receipt), len(examples))

    def examples(self, model: Model, task: Task, form: Form, language: Language, room: int) -> Choosing:
        """The examples that are shown for a form, in a share of the room: those of the task's own file only
        to a model that is large enough not to copy them."""
        room //= EXAMPLES_SHARE
        if model.parameters < LEAST_PARAMETERS:
            task = msgspec.structs.replace(task, examples=())
        return (yield from self._chooser(task, form, language, room, model.count))

    def can_read(self, task: Task, scope: Scope) -> bool:
        """Whether there is anything to read for a task where it is asked."""
        return bool(self._archive.count_ready(scope) or self._pinned.of(task, scope))

    def everything(self, task: Task, scope: Scope) -> list[Document]:
        """What is read for a task that reads all there is in a scope: what is pinned first."""
        return self._pinned.everything(task, scope)

    def receipt_of_everything(self, task: Task, scope: Scope, sources: Sequence[Source]) -> Coverage:
        """The receipt when every one of `everything` is read."""
        read = len({source.document for source in sources})
        receipt = self.receipt(scope, sources)
        return msgspec.structs.replace(
            receipt,
            of_documents=max(receipt.of_documents, read),
            whole=bool(sources),
            not_read_whole=tuple(self._pinned.missing(task, scope)),
        )

    def receipt(self, scope: Scope, sources: Sequence[Source]) -> Coverage:
        """How much these sources are, of how much."""
        return Coverage(
            documents=len({source.document for source in sources}),
            passages=len(sources),
            of_documents=self._archive.count_ready(scope),
            unreadable=self._archive.count_unreadable(scope),
        )

    def keep_pinned(self, model: Model, composed: Composed) -> None:
        """Keep on disk what the model has read of pinned documents, for the next start; a disk that is full
        keeps nothing, and they are read again."""
        if composed.pinned.sources:
            documents = [_version(self._archive.document(one)) for one in composed.pinned.documents]
            with contextlib.suppress(OSError):
                model.keep_on_disk(composed.beginning, documents)

    def versions_pinned(self, tasks: Iterable[Task]) -> set[str]:
        """What may be on disk of what a model read: the documents that are pinned for any of these tasks, in
        the version that they have now."""
        return {_version(document) for task in tasks for document in self._pinned.of(task)}

    def forget(self) -> None:
        """Lose what was found last."""
        self._purpose = self._asked = self._found = None
        self._chosen = []

    def _passages(
        self, task: Task, form: Form, request: Request, pinned: Pinned, typing: bool
    ) -> Generator[Step, None, tuple[list[FoundPassage], list[FoundPassage]]]:
        """What is found for a form beside what is pinned: in the order in which it is read, and best first.
        Nothing where the task needs documents and what there is does not answer the form."""
        if not form.search_text:
            return [], []
        found = yield from self._search(form.search_text, request)
        purpose = (task.id, request.scope, request.language, request.limit)
        before = self._chosen if purpose == self._purpose else []
        fits = found.evidence.fits or task.documents != "required"
        there = [
            _Chosen(passage, members)
            for passage, members in zip(found.passages, found.members, strict=True)
            if fits and passage.document not in pinned.documents
        ]
        stays = _near(found) if typing and fits else _same(there)
        self._purpose, self._chosen = purpose, arranged(before, there, request.limit, stays)
        ranks = {one.members: rank for rank, one in enumerate(there)}
        best = sorted(self._chosen, key=lambda one: ranks.get(one.members, len(ranks)))
        return [one.passage for one in self._chosen], [one.passage for one in best]

    def _search(self, question: str, request: Request) -> Generator[Step, None, Found]:
        """What a question finds; the same question of the same library is not searched for again."""
        library = (self._archive.sequence, self._archive.set_aside_ids())
        asked = (question, request.limit, request.scope, library)
        if self._found is None or asked != self._asked:
            self._found = yield from self._retrieval.search(question, request.limit, request.scope)
            self._asked = asked
        return self._found


def arranged(
    before: Sequence[_Chosen], found: Sequence[_Chosen], limit: int, stays: Callable[[_Chosen], bool]
) -> list[_Chosen]:
    """What is read for a question that found these (best first), after what was read before it.

    The first of what was read before stay, up to one that is not good any more, as far as they leave room
    for the better half of what was found; what else was found comes after them in reading order.
    """
    kept = list(itertools.takewhile(stays, before))
    better = found[: (limit + 1) // 2]
    while kept and not _fit([*kept, *_missing(better, kept)], limit):
        kept.pop()
    chosen = list(kept)
    for one in (*better, *found[len(better) :]):
        if _missing([one], chosen) and (not kept or _fit([*chosen, one], limit)):
            chosen.append(one)
    new = {one.passage: one for one in chosen[len(kept) :]}
    return [*kept, *(new[passage] for passage in prompt.reading_order(list(new)))]


def _missing(some: Sequence[_Chosen], chosen: Sequence[_Chosen]) -> list[_Chosen]:
    """Those of which no part is among what was chosen."""
    members = {member for one in chosen for member in one.members}
    return [one for one in some if members.isdisjoint(one.members)]


def _fit(chosen: Sequence[_Chosen], limit: int) -> bool:
    characters = sum(len(one.passage.text) for one in chosen)
    return len(chosen) <= limit and characters <= limit * CHARACTERS_EACH


def _near(found: Found) -> Callable[[_Chosen], bool]:
    return lambda one: not found.near.isdisjoint(one.members)


def _same(found: Sequence[_Chosen]) -> Callable[[_Chosen], bool]:
    passages = {one.members: one for one in found}
    return lambda one: one.members in passages


def _version(document: Document) -> str:
    return f"{document.id} {document.content_hash}"


def bounded(tuning: Tuning, context: int) -> Tuning:
    """With a maximum length that leaves half of the context to the prompt."""
    return msgspec.structs.replace(tuning, max_tokens=min(tuning.max_tokens, context // 2))


def room_for(model: Model, sections: Sequence[OutlineSection], tuning: Tuning) -> int:
    """How many tokens of the context are the prompt's."""
    steps = [step for section in sections for step in section.steps]
    put = sum(model.count(step.text) for step in steps if isinstance(step, Put))
    # What is chosen from options is written whole, whatever is left of the maximum.
    put += sum(OPTION_TOKENS for step in steps if isinstance(step, Fill) and step.shape in ("choice", "date"))
    return model.context - tuning.max_tokens - put - 1


def _tokens(
    model: Model,
    task: Task,
    form: Form,
    sources: Sequence[Source],
    request: Request,
    examples: Sequence[Example],
) -> PromptTokens:
    built = prompt.build(task, form, sources, request.language, examples)
    return model.conversation(built.system, built.user)
