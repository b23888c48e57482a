"""An earlier answer written anew, whole or in some of its sections, from the sources that it has."""

import time
from collections.abc import Generator, Sequence
from dataclasses import dataclass

import msgspec

from app.engine import prompt
from app.engine.chosen_documents import chosen_documents, named, names_of
from app.engine.composition import Composition, bounded, room_for
from app.engine.draft import Clock
from app.engine.model_loader import ModelLoader
from app.engine.scheduler import Step, Steps, Wait
from app.engine.work import Work, sampling_of
from app.errors import AnswerOutdated
from app.messages import Answer, Progress, Rewrite, Section, Source
from app.outline import OutlineSection, Put, check_length, outline
from app.tasks import Form, Task, Tasks, check_form, check_tuning, find
from models.errors import PromptTooLong
from models.generator import Generator as Model
from models.prefix import PromptTokens
from store.archive import Archive
from store.errors import UnknownDocument
from store.history import History, KeptAnswer
from store.schema import Scope


@dataclass(frozen=True)
class _Again:
    """What is written again, and of what.

    Attributes:
        request: as if the answer was asked for anew.
        sections: those that stay are put, word for word.
        last: what the prompt says after all else.
    """

    task: Task
    form: Form
    request: Answer
    sections: tuple[OutlineSection, ...]
    sources: tuple[Source, ...]
    last: str


class Rewriting:
    """Writes answers anew. `write` makes the steps of one job."""

    def __init__(
        self,
        archive: Archive,
        history: History,
        loader: ModelLoader,
        composition: Composition,
        tasks: Tasks,
    ) -> None:
        self._archive = archive
        self._history = history
        self._loader = loader
        self._composition = composition
        self._tasks = tasks

    def write(self, request: Rewrite, accepted: float) -> Steps:
        """Write a new version of an answer. What can be drafted is what stands in its sources; as its words
        are to be others, nothing is.

        Raises:
            UnknownAnswer, UnknownTask
            AnswerOutdated: the task has other sections now than the answer has.
            AppError, ModelError, StoreError: nothing was written, or what was written is kept as failed.
        """
        kept = self._history.answer(request.answer)
        again = self._again(kept, request)
        name = self._loader.chosen("writer").name
        loading = self._loader.writer()
        waited = not loading.done()
        if waited:
            yield Progress("loading_model")
            yield Wait(loading)
        model = loading.result()
        clock = Clock(time.perf_counter() if waited else accepted)
        asked = msgspec.structs.replace(again.request, tuning=bounded(request.tuning, model.context))
        check_length(again.sections, asked.tuning.max_tokens)
        work = Work(self._history, clock, again.sections, asked, name, self._loader.pace)
        work.continue_from(kept.id)
        work.compare_by(again.task, again.form.search_text, self._loader.embedder_if_loaded)
        sources, tokens = yield from self._composed(model, again, asked)
        receipt = msgspec.structs.replace(
            self._composition.receipt(asked.scope, sources), left_out=len(again.sources) - len(sources)
        )
        with model.write(tokens, sampling_of(asked.tuning)) as writing:
            started = work.begin(sources, receipt)
            yield from work.keep(work.steps(writing, len(tokens), started))
        yield work.result()

    def _again(self, kept: KeptAnswer, request: Rewrite) -> _Again:
        task = find(self._tasks, kept.task)
        language = kept.language or request.language
        asked = Answer(
            task=kept.task,
            fields=msgspec.json.decode(kept.form_json, type=dict[str, str]),
            language="nl" if language == "nl" else "en",
            tuning=request.tuning,
            scope=msgspec.json.decode(kept.scope_json, type=Scope),
        )
        check_tuning(request.tuning)
        form, names = self._form(task, asked)
        before = msgspec.json.decode(kept.sections_json, type=tuple[Section, ...])
        planned = outline(task, form, asked.language, names)
        wanted = _wanted(before, planned, request.sections, kept.id)
        sections = tuple(
            section if place in wanted else _put(before[place], last=place == len(before) - 1)
            for place, section in enumerate(planned)
        )
        all_sources = msgspec.json.decode(kept.sources_json, type=tuple[Source, ...])
        sources = tuple(source for source in all_sources if source.quote)
        titles = [before[place].title for place in wanted]
        texts = "\n\n".join(before[place].text for place in wanted)
        last = prompt.wish_text(titles, request.wish, texts, asked.language) if request.wish.strip() else ""
        return _Again(task, form, asked, sections, sources, last)

    def _form(self, task: Task, asked: Answer) -> tuple[Form, Sequence[str]]:
        """The form as it was filled in, and the names of its documents as far as they are still there."""
        form = check_form(task, asked.fields, asked.language)
        try:
            documents = chosen_documents(self._archive, form)
        except UnknownDocument:
            return form, ()
        return named(form, documents), names_of(documents)

    def _composed(
        self, model: Model, again: _Again, asked: Answer
    ) -> Generator[Step, None, tuple[tuple[Source, ...], PromptTokens]]:
        """As many of the sources as fit, and the prompt with them.

        Raises:
            PromptTooLong: not even the form alone fits.
        """
        room = room_for(model, again.sections, asked.tuning)
        examples = yield from self._composition.examples(model, again.task, again.form, asked.language, room)
        sources = again.sources
        while True:
            built = prompt.build(again.task, again.form, sources, asked.language, examples, again.last)
            tokens = model.conversation(built.system, built.user)
            if len(tokens) <= room:
                return sources, tokens
            if not sources:
                raise PromptTooLong(len(tokens), max(room, 0))
            sources = sources[:-1]


def _wanted(
    before: Sequence[Section], planned: Sequence[OutlineSection], asked: Sequence[int], answer: str
) -> list[int]:
    """The places of the sections that are to be written.

    Raises:
        AnswerOutdated
    """
    same = [section.title for section in before] == [section.title for section in planned]
    if not same or any(not 0 <= place < len(before) for place in asked):
        raise AnswerOutdated(answer)
    return sorted(set(asked)) or list(range(len(before)))


def _put(section: Section, last: bool) -> OutlineSection:
    """A section that stays as it is."""
    heading = [Put(f"## {section.title}\n\n")] if section.title else []
    ending = [] if last else [Put("\n\n")]
    return OutlineSection(section.title, (*heading, Put(section.text), *ending))
