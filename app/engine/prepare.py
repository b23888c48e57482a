"""Work while the person types: what a form will need is found and read before it is asked for.

Nothing is written and nothing is told but how far it is. What was read stays in the model's context and in
the composition's memory, where the answer finds it; a newer form goes on from there.
"""

import contextlib
from collections.abc import Sequence

import msgspec

from app.engine.chosen_documents import settled
from app.engine.composition import Composed, Composition, bounded, room_for
from app.engine.model_loader import ModelLoader
from app.engine.retrieve import Retrieval
from app.engine.scheduler import Steps, Wait
from app.engine.whole import WholeReading, gather
from app.errors import AppError
from app.messages import Answer, Prepare, Progress
from app.outline import OutlineSection, outline
from app.tasks import Form, Task, Tasks, find, form_so_far, reads_whole
from models.errors import PromptTooLong
from models.generator import Generator as Model
from models.sampling import Sampling
from store.archive import Archive

_NOTHING_IS_WRITTEN = Sampling(temperature=0.0)

MOST_PASSAGES = 400
"""A task that reads everything is read ahead when it is as little as that: more seldom fits at once."""


class Preparation:
    """Reads ahead. `read` makes the steps of one job."""

    def __init__(
        self,
        archive: Archive,
        loader: ModelLoader,
        retrieval: Retrieval,
        composition: Composition,
        tasks: Tasks,
    ) -> None:
        self._archive = archive
        self._loader = loader
        self._retrieval = retrieval
        self._composition = composition
        self._tasks = tasks

    def read(self, request: Prepare) -> Steps:
        """Find and read for a form that is still being filled in, as far as it goes.

        Raises:
            AppError, ModelError, StoreError: what the answer would raise; nobody need be told yet.
        """
        task = find(self._tasks, request.task)
        request, form, _ = settled(self._archive, task, request, form_so_far)
        loading = self._loader.writer()
        if task.documents != "none" and form.search_text and self._archive.count_ready(request.scope):
            yield from self._retrieval.load()
        if not loading.done():
            yield Wait(loading)
        model = loading.result()
        request = msgspec.structs.replace(request, tuning=bounded(request.tuning, model.context))
        room = room_for(model, _sections(task, form, request), request.tuning)
        if reads_whole(task, form):
            yield from self._read_everything(model, task, form, request, room)
            return
        composed = yield from self._composition.compose(model, task, form, request, room, typing=True)
        if not composed.receipt.refused:
            yield from self._read_composed(model, composed)

    def _read_composed(self, model: Model, composed: Composed) -> Steps:
        if composed.pinned.sources:
            yield from _read(model, composed.beginning, len(composed.tokens))
            self._composition.keep_pinned(model, composed)
        yield from _read(model, composed.tokens, len(composed.tokens))

    def _read_everything(self, model: Model, task: Task, form: Form, request: Prepare, room: int) -> Steps:
        """Everything in scope, where it fits at once; notes are only taken when they are asked for."""
        documents = self._composition.everything(task, request.scope)
        if sum(document.passages for document in documents) > MOST_PASSAGES:
            return
        sources = yield from gather(self._archive, documents)
        asked = Answer(request.task, request.fields, request.language, request.tuning, scope=request.scope)
        examples = yield from self._composition.examples(model, task, form, request.language, room)
        reading = WholeReading(model, task, form, asked, room, sources, examples)
        with contextlib.suppress(PromptTooLong):
            yield from reading.prepare()
            if reading.fits:
                tokens = reading.at_once()
                yield from _read(model, tokens, len(tokens))


def _read(model: Model, tokens: Sequence[int], total: int) -> Steps:
    with model.write(tokens, _NOTHING_IS_WRITTEN) as writing:
        yield Progress("preparing", writing.cached, total)
        for read in writing.read():
            yield Progress("preparing", read, total)


def _sections(task: Task, form: Form, request: Prepare) -> tuple[OutlineSection, ...]:
    """The outline of the answer, as far as the form says it: what is missing changes little."""
    with contextlib.suppress(AppError):
        return outline(task, form, request.language)
    return ()
