"""One answer: passages found, prompt read, sections written, everything kept."""

import time
from collections.abc import Generator

import msgspec

from app.engine.chosen_documents import names_of, settled
from app.engine.composition import Composition, bounded, room_for
from app.engine.draft import Clock
from app.engine.model_loader import ModelLoader
from app.engine.retrieve import Retrieval
from app.engine.scheduler import Step, Steps, StopRequested, Urgency, Wait, priority
from app.engine.whole import WholeReading, gather
from app.engine.whole_sources import find_sources
from app.engine.work import Work, sampling_of
from app.errors import NoDocuments, NothingInScope
from app.messages import (
    Answer,
    AnswerCovered,
    AnswerStarted,
    Progress,
)
from app.outline import check_length, outline
from app.tasks import Form, Task, Tasks, check_form, check_tuning, find, reads_whole
from models.errors import PromptTooLong
from models.generator import Generator as Model
from store.archive import Archive
from store.history import History
from store.schema import Scope

EVERYTHING = 1.5
"""How urgent taking notes of everything is, which may last an hour: answers and searches go before it, what
changes the library comes after it, as with every answer."""


class Answering:
    """Writes answers. `write` makes the steps of one job."""

    def __init__(
        self,
        archive: Archive,
        history: History,
        loader: ModelLoader,
        retrieval: Retrieval,
        composition: Composition,
        tasks: Tasks,
        drafting: bool,
    ) -> None:
        """`drafting`: what an answer repeats may be copied, where its task quotes."""
        self._archive = archive
        self._history = history
        self._loader = loader
        self._retrieval = retrieval
        self._composition = composition
        self._tasks = tasks
        self._drafting = drafting

    def write(self, request: Answer, accepted: float) -> Steps:
        """Answer a form that was accepted at this moment of `time.perf_counter`.

        Raises:
            AppError, ModelError, StoreError: nothing was written, or what was written is kept as failed.
        """
        task = find(self._tasks, request.task)
        request, form, documents = settled(self._archive, task, request, check_form)
        check_tuning(request.tuning)
        sections = outline(task, form, request.language, names_of(documents))
        check_length(sections, request.tuning.max_tokens)
        self._check_documents(task, request.scope)
        name = self._loader.chosen("writer").name
        model, waited = yield from self._load(task, form)
        clock = Clock(time.perf_counter() if waited else accepted)
        request = _settled(request, task, model.context)
        check_length(sections, request.tuning.max_tokens)
        work = Work(self._history, clock, sections, request, name, self._loader.pace)
        work.compare_by(task, form.search_text, self._loader.embedder_if_loaded)
        if reads_whole(task, form):
            yield from self._from_everything(work, model, task, form, request)
            yield work.result()
        else:
            yield from self._from_passages(work, model, task, form, request)

    def _check_documents(self, task: Task, scope: Scope) -> None:
        """Whether there is anything to answer from.

        Raises:
            NoDocuments, NothingInScope
        """
        if task.documents == "required" and not self._composition.can_read(task, scope):
            raise NothingInScope if self._archive.count_ready() else NoDocuments

    def _from_passages(self, work: Work, model: Model, task: Task, form: Form, request: Answer) -> Steps:
        """Write from the passages that are found, and from what is pinned."""
        room = room_for(model, work.sections, request.tuning)
        composed = yield from self._composition.compose(model, task, form, request, room)
        if composed.receipt.refused:
            work.say(task.nothing_found.in_language(request.language))
        with model.write(composed.tokens, sampling_of(request.tuning), self._drafts(task)) as writing:
            started = work.begin(composed.sources, composed.receipt)
            yield from work.keep(work.steps(writing, len(composed.tokens), started))
        yield work.result()
        self._composition.keep_pinned(model, composed)

    def _from_everything(self, work: Work, model: Model, task: Task, form: Form, request: Answer) -> Steps:
        """Write from every passage in the scope: all at once, or from notes of them."""
        sources = yield from gather(self._archive, self._composition.everything(task, request.scope))
        room = room_for(model, work.sections, request.tuning)
        examples = yield from self._composition.examples(model, task, form, request.language, room)
        reading = WholeReading(model, task, form, request, room, sources, examples)
        yield from reading.prepare()
        receipt = self._composition.receipt_of_everything(task, request.scope, sources)
        if not reading.fits:
            started = work.begin((), receipt)
            steps = self._in_parts(work, reading, model, request, started, self._drafts(task))
            yield from work.keep(steps)
            return
        tokens = reading.at_once()
        if len(tokens) > room:
            raise PromptTooLong(len(tokens), max(room, 0))
        with model.write(tokens, sampling_of(request.tuning), self._drafts(task)) as writing:
            started = work.begin(sources, receipt)
            yield from work.keep(work.steps(writing, len(tokens), started))

    def _in_parts(
        self,
        work: Work,
        reading: WholeReading,
        model: Model,
        request: Answer,
        started: AnswerStarted,
        drafts: bool,
    ) -> Steps:
        """Take notes of everything, write from them, then find where what was written stands."""
        yield started
        yield Urgency(EVERYTHING)
        try:
            for step in reading.read(started.coverage):
                if isinstance(step, AnswerCovered):
                    work.receipt = step.coverage
                yield step
        except StopRequested:
            work.show_notes(reading.notes, request.language)
            raise
        yield Urgency(priority(request))
        tokens = reading.from_notes()
        work.read_before(reading.prompt_tokens, reading.cached_tokens)
        with model.write(tokens, sampling_of(request.tuning), drafts) as writing:
            yield from work.steps(writing, len(tokens))
        work.sources = yield from find_sources(self._retrieval, request.scope, work.text, reading.sources)

    def _drafts(self, task: Task) -> bool:
        return self._drafting and task.quotes

    def _load(self, task: Task, form: Form) -> Generator[Step, None, tuple[Model, bool]]:
        """The writing model, and what searching needs, loading side by side; whether that took a wait."""
        loading = self._loader.writer()
        waited = not loading.done()
        if task.documents != "none" and form.search_text and self._archive.count_ready():
            waited = waited or not self._loader.embedder().done()
            yield from self._retrieval.load()
        if not loading.done():
            yield Progress("loading_model")
            yield Wait(loading)
        return loading.result(), waited


_NAMING = {"text": 0, "long_text": 0, "lines": 0, "number": 2, "check": 2, "documents": 3}


def _settled(request: Answer, task: Task, context: int) -> Answer:
    """The request with a maximum length that leaves half of the context to the prompt, and its fields in
    the order of the form, but for defaults: the first one names the answer in the history, so what is written
    in words comes before what is chosen, and ids of documents come last."""
    values = {field.id: request.fields.get(field.id, "") for field in task.fields}
    ordered = sorted(task.fields, key=lambda field: _NAMING.get(field.kind, 1))
    fields = {field.id: values[field.id] for field in ordered if values[field.id] not in ("", field.default)}
    return msgspec.structs.replace(request, tuning=bounded(request.tuning, context), fields=fields)
