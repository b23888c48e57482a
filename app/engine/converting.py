"""Making copies of models in a format that this computer reads fast: when, and what becomes of them.

When the person asks; and by itself for the starter, once the models were loaded and nothing was asked for
some seconds. The original answers until the copy is there. `app.engine.converted_models` keeps the copies.
"""

import logging
import shutil
import threading
from collections.abc import Callable, Generator
from concurrent.futures import Future
from pathlib import Path

from app.engine.calibrating import Quiet
from app.engine.child import Child, ChildDied
from app.engine.converted_models import ConvertedModels, Known
from app.engine.converter import Converted, ConverterReply, ConvertProgress, ConvertRequest, NotConverted
from app.engine.model_loader import ModelLoader
from app.engine.scheduler import Step, Steps, Wait
from app.errors import Told
from app.messages import ConvertModel, Event, Job, Progress
from models.catalogue import ChosenModel
from models.conversion import Plan
from models.errors import AlreadyFast, ConversionFailed, ModelDamaged, ModelError, NotEnoughSpace, NotFaster

QUIET_SECONDS = 5.0
"""How long nothing was asked before the starter is converted: before it is measured, which waits longer."""

LEAST_GAIN = 1.1
"""A copy that is not so many times as fast is not kept."""

_SPARE_BYTES = 256 << 20
"""What is left free on the disk beside the copy."""

_log = logging.getLogger(__name__)


class Converting:
    """Converts one model at a time. `change` makes the steps of one job.

    Attributes:
        submit: takes a job of the engine's own. Without one, nothing is converted without being asked.
    """

    submit: Callable[[Job], None] | None = None

    def __init__(
        self,
        loader: ModelLoader,
        copies: ConvertedModels,
        converter: Child,
        quiet: Quiet,
        quiet_seconds: float = QUIET_SECONDS,
        least_gain: float = LEAST_GAIN,
    ) -> None:
        self._loader, self._copies, self._converter = loader, copies, converter
        self._quiet, self._quiet_seconds, self._least_gain = quiet, quiet_seconds, least_gain
        self._making: Future[None] | None = None
        self._begun = False

    # --- by itself ----------------------------------------------------------------------------------

    def begin(self) -> None:
        """The models are loaded: convert the starter, if it is used and was not converted yet, when there is
        time. Tried once in the life of an engine."""
        if self._begun or self.submit is None or not self._loader.settings.conversion:
            return
        self._begun = True
        self._look_later()

    def _look_later(self) -> None:
        timer = threading.Timer(max(0.05, self._quiet_seconds - self._quiet.seconds), self._look)
        timer.daemon = True
        timer.start()

    def _look(self) -> None:
        """On the timer's thread, so that nobody waits for the reading of headers."""
        if self._quiet.seconds < self._quiet_seconds:
            self._look_later()
            return
        try:
            chosen = self._loader.chosen("writer")
            wanted = chosen.starter and self._is_untried(self._copies.known(Path(chosen.path)))
        except (ModelError, OSError):
            return
        if wanted and self.submit is not None:
            self.submit(ConvertModel(chosen.id))

    def _is_untried(self, known: Known) -> bool:
        return known.plan is not None and known.note is None

    # --- a job --------------------------------------------------------------------------------------

    def change(self, job: ConvertModel) -> Steps:
        """Make the copy of a model, or remove it.

        Raises:
            UnknownModel, ModelDamaged, UnsafeModel: there is no such model.
            AlreadyFast: there is nothing to convert.
            NotEnoughSpace, ConversionFailed, NotFaster
        """
        chosen = self._loader.catalogue.resolve(job.model)
        if chosen.kind != "writer":
            raise AlreadyFast(chosen.name)
        while self._making is not None:  # another job is at it
            yield Progress("converting_model", 0, 100)
            yield Wait(self._making)
        making = self._making = Future()
        try:
            if job.remove:
                self._copies.remove(Path(chosen.path))
                self._reload(chosen)
            else:
                yield from self._make(chosen)
        finally:
            self._making = None
            making.set_result(None)

    def _make(self, chosen: ChosenModel) -> Steps:
        original = Path(chosen.path)
        yield Progress("converting_model", 0, 100)
        try:
            asked = self._copies.ask(original)
            yield Wait(asked)
            known = asked.result()
            if known.kept:
                return
            if known.plan is None:
                raise AlreadyFast(chosen.name)
            unfinished = self._copies.unfinished(original)
        except OSError as error:
            raise ModelDamaged(chosen.path) from error
        _check_space(unfinished.parent, known.plan)
        try:
            made = yield from self._converted(chosen, unfinished, known.plan)
            if made.comparison.faster < self._least_gain:
                self._copies.remember_as_not_faster(original, made.comparison)
                raise NotFaster(chosen.name)
            self._copies.keep(original, unfinished, made.sha256, made.comparison)
        finally:
            unfinished.unlink(missing_ok=True)
        _log.info("converted to %s: %s", known.plan.format, made.comparison)
        self._reload(chosen)

    def _converted(
        self, chosen: ChosenModel, unfinished: Path, plan: Plan
    ) -> Generator[Step, None, Converted]:
        """What the child says of the copy it has written."""
        request = ConvertRequest(chosen.path, str(unfinished), plan, self._loader.settings.cpu_threads)
        try:
            reply: ConverterReply = yield from self._converter.request(
                request, on_news=_progress, kill_on_stop=True
            )
        except ChildDied as error:
            raise ConversionFailed(chosen.path) from error
        finally:
            self._converter.kill()  # both models went through its memory, and it is wanted seldom
        if isinstance(reply, NotConverted):
            raise Told(reply.fault)
        assert isinstance(reply, Converted)
        return reply

    def _reload(self, chosen: ChosenModel) -> None:
        """Have the next job use the other file; what is being written is written to its end with this one."""
        try:
            used = self._loader.chosen("writer")
        except ModelError:
            return
        if used == chosen:
            self._loader.reload_writer()


def _check_space(folder: Path, plan: Plan) -> None:
    """Raises:
    NotEnoughSpace
    """
    free, needed = shutil.disk_usage(folder).free, plan.bytes + _SPARE_BYTES
    if free < needed:
        raise NotEnoughSpace(needed // 10**6, free // 10**6)


def _progress(news: ConvertProgress) -> Event:
    return Progress("converting_model", news.done, 100)
