"""One answer: passages found, prompt read, sections written, everything kept."""

import time
from collections.abc import Generator, Sequence
from dataclasses import dataclass, field

import msgspec

from app.engine import prompt
from app.engine.model_loader import ModelLoader
from app.engine.retrieve import Retrieval
from app.engine.scheduler import Step, Steps, StopRequested, Wait
from app.errors import NoDocuments
from app.messages import (
    Answer,
    AnswerStarted,
    AnswerWritten,
    Coverage,
    FoundPassage,
    Progress,
    Section,
    Source,
    TextWritten,
    Timing,
    Tuning,
)
from app.outline import Budget, Fill, OutlineSection, Put, check_length, outline
from app.tasks import Form, Task, Tasks, check_form, check_tuning, find
from models.errors import PromptTooLong
from models.generator import Generator as Model
from models.generator import Slot, Writing
from models.sampling import Sampling
from store.archive import Archive
from store.history import History
from store.schema import AnswerState

TEXT_SECONDS = 0.05
"""How long text is gathered before it is sent: often enough to stream, seldom enough to cost nothing."""

SAVE_SECONDS = 1.0
"""How much writing a kill may lose."""


@dataclass
class _Clock:
    """When things happened, in seconds of `time.perf_counter`."""

    accepted: float
    first_token: float | None = None
    last_token: float | None = None
    sent: float = 0.0
    saved: float = field(default_factory=time.perf_counter)

    def token(self) -> None:
        self.last_token = time.perf_counter()
        if self.first_token is None:
            self.first_token = self.last_token


@dataclass
class _Draft:
    """The answer so far, in sections, and the part of it that was not sent yet."""

    titles: list[str] = field(default_factory=list)
    bodies: list[str] = field(default_factory=list)
    text: str = ""
    unsent: str = ""
    _held: str = ""
    _fresh: bool = True

    def begin_section(self, title: str) -> None:
        self.titles.append(title)
        self.bodies.append("")

    def put(self, text: str, heading: bool) -> None:
        """Add text of the program; what the model writes next begins after a space or a newline."""
        self._held = ""
        self._append(text, heading)
        self._fresh = True

    def write(self, text: str) -> None:
        """Add text of the model. White space is held back: at the end of a slot it is the program's."""
        text = self._held + text
        if self._fresh:
            text = text.lstrip()
            if not text:
                return
            if self.text and not self.text[-1].isspace():
                text = f" {text}"
            self._fresh = False
        shown = text.rstrip()
        self._held = text[len(shown) :]
        self._append(shown, heading=False)

    def take_unsent(self) -> str:
        unsent, self.unsent = self.unsent, ""
        return unsent

    def sections(self) -> tuple[Section, ...]:
        return tuple(
            Section(title, body.strip()) for title, body in zip(self.titles, self.bodies, strict=True)
        )

    def _append(self, text: str, heading: bool) -> None:
        self.text += text
        self.unsent += text
        if not heading:
            self.bodies[-1] += text


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
        if task.documents == "required" and self._archive.count_ready() == 0:
            raise NoDocuments
        name = self._loader.chosen("writer").name
        model, waited = yield from self._load(task, form)
        clock = _Clock(time.perf_counter() if waited else accepted)
        request = _settled(request, task, model.context)
        check_length(sections, request.tuning.max_tokens)
        passages: tuple[FoundPassage, ...] = ()
        if task.documents != "none":
            passages = yield from self._retrieval.find(form.search_text, request.limit)
        sources, tokens = self._fit(model, task, form, request, passages, sections)
        if task.documents == "required" and not passages:
            sections = (OutlineSection("", (Put(task.nothing_found.in_language(request.language)),)),)
        with model.write(tokens, _sampling(request.tuning)) as writing:
            work = _Work(self._history, clock, sections, request.tuning)
            kept = work.begin(request, name, sources)
            yield from work.steps(
                writing, len(tokens), AnswerStarted(kept, sources, len(passages) - len(sources))
            )
            yield work.result(request.task, name, sources, writing, len(tokens))

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

        put = sum(
            model.count(step.text) for section in sections for step in section.steps if isinstance(step, Put)
        )
        room = model.context - request.tuning.max_tokens - put - 1
        kept = prompt.fit(passages, room, lambda some: len(tokens(some)))
        fitted = tokens(kept)
        if len(fitted) > room:
            raise PromptTooLong(len(fitted), max(room, 0))
        return prompt.sources(kept), fitted


def _settled(request: Answer, task: Task, context: int) -> Answer:
    """The request with a maximum length that leaves half of the context to the prompt, and its fields in
    the order of the form: the first one names the answer in the history."""
    most = min(request.tuning.max_tokens, context // 2)
    tuning = msgspec.structs.replace(request.tuning, max_tokens=most)
    fields = {field.id: request.fields[field.id] for field in task.fields if field.id in request.fields}
    return msgspec.structs.replace(request, tuning=tuning, fields=fields)


class _Work:
    """The writing of one answer."""

    def __init__(
        self,
        history: History,
        clock: _Clock,
        sections: tuple[OutlineSection, ...],
        tuning: Tuning,
    ) -> None:
        self._history = history
        self._kept = ""
        self._clock = clock
        self._sections = sections
        self._budget = Budget(sections, tuning.max_tokens)
        self._draft = _Draft()

    def begin(self, request: Answer, model: str, sources: tuple[Source, ...]) -> str:
        """Keep that an answer is being written; its id."""
        form, tuning = _json(request.fields), _json(request.tuning)
        self._kept = self._history.begin(request.task, model, form, tuning, _json(sources))
        return self._kept

    def steps(self, writing: Writing, prompt_tokens: int, started: AnswerStarted) -> Steps:
        """Read the prompt, write the sections; however it ends, what was written is kept."""
        state: AnswerState = "failed"
        try:
            yield started
            if any(isinstance(step, Fill) for section in self._sections for step in section.steps):
                yield Progress("reading_prompt", writing.cached, prompt_tokens)
                for read in writing.read():
                    yield Progress("reading_prompt", read, prompt_tokens)
            for section in self._sections:
                yield from self._section(section, writing)
            state = "done"
        except StopRequested:
            state = "stopped"
            if unsent := self._draft.take_unsent():
                yield TextWritten(unsent)
            raise
        finally:
            timing = _json(self._timing(writing, prompt_tokens))
            sections = _json(self._draft.sections())
            self._history.finish(self._kept, state, self._draft.text, sections, timing)
        if unsent := self._draft.take_unsent():
            yield TextWritten(unsent)

    def result(
        self, task: str, model: str, sources: tuple[Source, ...], writing: Writing, prompt_tokens: int
    ) -> AnswerWritten:
        """The finished answer."""
        return AnswerWritten(
            id=self._kept,
            task=task,
            model=model,
            text=self._draft.text,
            sections=self._draft.sections(),
            sources=sources,
            coverage=Coverage(len({source.document for source in sources}), len(sources)),
            timing=self._timing(writing, prompt_tokens),
        )

    def _section(self, section: OutlineSection, writing: Writing) -> Steps:
        self._draft.begin_section(section.title)
        for place, step in enumerate(section.steps):
            if isinstance(step, Put):
                writing.force(step.text)
                self._draft.put(step.text, heading=place == 0 and bool(section.title))
            else:
                yield from self._fill(step, writing)

    def _fill(self, step: Fill, writing: Writing) -> Steps:
        before = writing.generated
        slot = Slot(self._budget.next(), step.one_line, numbered=step.one_line)
        for text in writing.fill(slot):
            if writing.generated > before:
                self._clock.token()
            self._draft.write(text)
            yield self._news()
        self._budget.spend(writing.generated - before)

    def _news(self) -> Step:
        """Now and then an event with the text since the last; now and then the text is kept."""
        now = time.perf_counter()
        if now - self._clock.saved > SAVE_SECONDS:
            self._history.save_text(self._kept, self._draft.text)
            self._clock.saved = now
        if now - self._clock.sent < TEXT_SECONDS or not self._draft.unsent:
            return None
        self._clock.sent = now
        return TextWritten(self._draft.take_unsent())

    def _timing(self, writing: Writing, prompt_tokens: int) -> Timing:
        clock = self._clock
        first, last = clock.first_token or clock.accepted, clock.last_token or clock.accepted
        return Timing(
            first_token_s=round(first - clock.accepted, 4),
            total_s=round(last - clock.accepted, 4),
            prompt_tokens=prompt_tokens,
            cached_tokens=writing.cached,
            generated_tokens=writing.generated,
        )


def _sampling(tuning: Tuning) -> Sampling:
    return Sampling(
        temperature=tuning.temperature,
        top_p=tuning.top_p,
        min_p=tuning.min_p,
        top_k=tuning.top_k,
        repeat_penalty=tuning.repeat_penalty,
        seed=tuning.seed,
    )


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()
