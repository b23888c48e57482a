"""One answer: passages found, prompt read, sections written, everything kept."""

import time
from collections.abc import Generator, Sequence

import msgspec

from app.engine import prompt
from app.engine.draft import Clock
from app.engine.model_loader import ModelLoader
from app.engine.retrieve import Retrieval
from app.engine.scheduler import Step, Steps, StopRequested, Urgency, Wait, priority
from app.engine.whole import WholeReading, gather
from app.engine.whole_sources import find_sources
from app.engine.work import Work
from app.errors import NoDocuments, NothingInScope
from app.messages import (
    Answer,
    AnswerCovered,
    AnswerStarted,
    Coverage,
    FoundPassage,
    Progress,
    Source,
    Tuning,
)
from app.outline import OutlineSection, Put, check_length, outline
from app.tasks import Form, Task, Tasks, check_form, check_tuning, find
from models.errors import PromptTooLong
from models.generator import Generator as Model
from models.sampling import Sampling
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
        tasks: Tasks,
    ) -> None:
        self._archive = archive
        self._history = history
        self._loader = loader
        self._retrieval = retrieval
        self._tasks = tasks

    def write(self, request: Answer, accepted: float) -> Steps:
        """Answer a form that was accepted at this moment of `time.perf_counter`.

        Raises:
            AppError, ModelError, StoreError: nothing was written, or what was written is kept as failed.
        """
        task = find(self._tasks, request.task)
        form = check_form(task, request.fields, request.language)
        check_tuning(request.tuning)
        sections = outline(task, form, request.language)
        check_length(sections, request.tuning.max_tokens)
        self._check_documents(task, request.scope)
        name = self._loader.chosen("writer").name
        model, waited = yield from self._load(task, form)
        clock = Clock(time.perf_counter() if waited else accepted)
        request = _settled(request, task, model.context)
        check_length(sections, request.tuning.max_tokens)
        work = Work(self._history, clock, sections, request, name)
        work.compare_by(task, form.search_text, self._loader.embedder_if_loaded)
        if task.reads_whole(form):
            yield from self._from_everything(work, model, task, form, request)
        else:
            yield from self._from_passages(work, model, task, form, request)
        yield work.result()

    def _check_documents(self, task: Task, scope: Scope) -> None:
        """Whether there is anything to answer from.

        Raises:
            NoDocuments, NothingInScope
        """
        if task.documents == "required" and not self._archive.count_ready(scope):
            raise NothingInScope if self._archive.count_ready() else NoDocuments

    def _from_passages(self, work: Work, model: Model, task: Task, form: Form, request: Answer) -> Steps:
        """Write from the passages that are found."""
        passages: tuple[FoundPassage, ...] = ()
        if task.documents != "none":
            needed = task.documents == "required"
            find_passages = self._retrieval.find_fitting if needed else self._retrieval.find
            passages = yield from find_passages(form.search_text, request.limit, request.scope)
        sources, tokens = self._fit(model, task, form, request, passages, work.sections)
        refused = task.documents == "required" and not passages
        if refused:
            work.say(task.nothing_found.in_language(request.language))
        receipt = Coverage() if task.documents == "none" else self._receipt(request.scope, sources)
        left_out = len(passages) - len(sources)
        receipt = msgspec.structs.replace(receipt, left_out=left_out, refused=refused)
        with model.write(tokens, _sampling(request.tuning)) as writing:
            started = work.begin(sources, receipt)
            yield from work.keep(work.steps(writing, len(tokens), started))

    def _from_everything(self, work: Work, model: Model, task: Task, form: Form, request: Answer) -> Steps:
        """Write from every passage in the scope: all at once, or from notes of them."""
        sources = yield from gather(self._archive, self._archive.in_scope(request.scope))
        room = _room(model, work.sections, request.tuning)
        reading = WholeReading(model, task, form, request, room, sources)
        yield from reading.prepare()
        receipt = self._receipt(request.scope, sources)
        receipt = msgspec.structs.replace(receipt, whole=bool(sources))
        if not reading.fits:
            started = work.begin((), receipt)
            yield from work.keep(self._in_parts(work, reading, model, request, started))
            return
        tokens = reading.at_once()
        if len(tokens) > room:
            raise PromptTooLong(len(tokens), max(room, 0))
        with model.write(tokens, _sampling(request.tuning)) as writing:
            started = work.begin(sources, receipt)
            yield from work.keep(work.steps(writing, len(tokens), started))

    def _in_parts(
        self, work: Work, reading: WholeReading, model: Model, request: Answer, started: AnswerStarted
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
        with model.write(tokens, _sampling(request.tuning)) as writing:
            yield from work.steps(writing, len(tokens))
        work.sources = yield from find_sources(self._retrieval, request.scope, work.text, reading.sources)

    def _receipt(self, scope: Scope, sources: Sequence[Source]) -> Coverage:
        return Coverage(
            documents=len({source.document for source in sources}),
            passages=len(sources),
            of_documents=self._archive.count_ready(scope),
            unreadable=self._archive.count_unreadable(scope),
        )

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

    def _fit(
        self,
        model: Model,
        task: Task,
        form: Form,
        request: Answer,
        passages: Sequence[FoundPassage],
        sections: tuple[OutlineSection, ...],
    ) -> tuple[tuple[Source, ...], list[int]]:
        """As many passages as the context has room for beside the answer, and the prompt's tokens.

        Raises:
            PromptTooLong: not even the form alone fits.
        """

        def tokens(some: Sequence[FoundPassage]) -> list[int]:
            built = prompt.build(task, form, prompt.sources(some), request.language)
            return model.conversation(built.system, built.user)

        room = _room(model, sections, request.tuning)
        kept = prompt.fit(passages, room, lambda some: len(tokens(some)))
        fitted = tokens(kept)
        if len(fitted) > room:
            raise PromptTooLong(len(fitted), max(room, 0))
        return prompt.sources(kept), fitted


def _room(model: Model, sections: tuple[OutlineSection, ...], tuning: Tuning) -> int:
    """How many tokens of the context are the prompt's."""
    steps = (step for section in sections for step in section.steps)
    put = sum(model.count(step.text) for step in steps if isinstance(step, Put))
    return model.context - tuning.max_tokens - put - 1


def _settled(request: Answer, task: Task, context: int) -> Answer:
    """The request with a maximum length that leaves half of the context to the prompt, and its fields in
    the order of the form, but for defaults: the first one names the answer in the history."""
    most = min(request.tuning.max_tokens, context // 2)
    tuning = msgspec.structs.replace(request.tuning, max_tokens=most)
    values = {field.id: request.fields.get(field.id, "") for field in task.fields}
    fields = {
        field.id: values[field.id] for field in task.fields if values[field.id] not in ("", field.default)
    }
    return msgspec.structs.replace(request, tuning=tuning, fields=fields)


def _sampling(tuning: Tuning) -> Sampling:
    return Sampling(
        temperature=tuning.temperature,
        top_p=tuning.top_p,
        min_p=tuning.min_p,
        top_k=tuning.top_k,
        repeat_penalty=tuning.repeat_penalty,
        seed=tuning.seed,
    )
