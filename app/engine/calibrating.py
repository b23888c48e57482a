"""When it is measured how models run best on this computer, and going by what was found.

Once for each model, by itself, when the models were loaded and nothing was asked for some seconds; and when
the person asks. Anything else that is asked comes first: measuring waits until that is over. How is measured
is `models.calibration`, where it is kept `app.engine.calibration_file`.
"""

import threading
import time
from collections.abc import Callable, Generator
from concurrent.futures import Future
from functools import partial
from typing import TypeVar

import msgspec

from app.engine.calibration_file import CalibrationFile
from app.engine.model_loader import ModelLoader
from app.engine.scheduler import Step, Steps, Wait
from app.messages import Calibrate, Calibrated, Job, Language, Progress
from models.calibration import SECONDS, WRITER_SHARE, EmbedderCalibration, WriterCalibration, WriterCalibrator
from models.compute import EmbedderCompute, WriterCompute
from models.embedder import Embedder
from models.embedder_calibration import EmbedderCalibrator
from models.errors import ModelError
from models.generator import LlamaGenerator
from models.llama_timing import context_beside
from models.machine import computes_half_precision
from models.sample_texts import SampleTexts, words_per_token

IDLE_SECONDS = 10.0
"""How long nothing was asked before measuring begins by itself."""

SOON_SECONDS = 0.5
"""The same when the person asked for it: threads of what was done before have come to rest."""

_Result = TypeVar("_Result")
_Found = TypeVar("_Found", WriterCalibration, EmbedderCalibration)


class Quiet:
    """Since when the engine does nothing but measure. Any thread may ask."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._open = 0
        self._since = clock()

    def around(self, start: Callable[[Job, float], Steps]) -> Callable[[Job, float], Steps]:
        """The same start of jobs, which are noticed from then on."""

        def noticed(job: Job, accepted: float) -> Steps:
            if isinstance(job, Calibrate):
                yield from start(job, accepted)
                return
            self._open += 1
            try:
                yield from start(job, accepted)
            finally:
                self._open -= 1
                self._since = self._clock()

        return noticed

    @property
    def seconds(self) -> float:
        """0 while a job is open, also one that waits for another process."""
        return 0.0 if self._open else self._clock() - self._since


class Calibrating:
    """Measures one model after the other. `measure` makes the steps of one job.

    Attributes:
        submit: takes a job of the engine's own. Without one, nothing is measured without being asked.
    """

    submit: Callable[[Job], None] | None = None

    def __init__(
        self,
        loader: ModelLoader,
        file: CalibrationFile,
        quiet: Quiet,
        seconds: float = SECONDS,
        idle: float = IDLE_SECONDS,
    ) -> None:
        """`seconds` is what measuring may take in all, `idle` how long nothing was asked before it begins by
        itself."""
        self._loader, self._file, self._quiet = loader, file, quiet
        self._seconds, self._idle = seconds, idle
        self._begun = False
        self._measuring: Future[bool] | None = None
        self._disturbed = False  # others were at work when it was measured last

    def begin(self) -> None:
        """The models are loaded: measure what is not known of them, when there is time."""
        self._begun = True
        if self.submit is not None and self._loader.settings.calibration and self._measuring is None:
            self.submit(Calibrate(when="idle"))

    def follow(self, steps: Steps) -> Steps:
        """These steps, after which another model may be chosen."""
        yield from steps
        if self._begun:
            self.begin()

    def measure(self, job: Calibrate) -> Steps:
        """Tell what is known, after measuring what is not.

        Raises:
            NoModel, ModelMissing, ModelDamaged, UnsafeModel: there is no writer to measure.
        """
        if job.when == "never" or not self._loader.settings.calibration:
            yield from self._told(job.language)
            return
        if not (yield from self._join()):
            measuring, self._disturbed = Future[bool](), False
            self._measuring, whole = measuring, False
            try:
                yield Progress("calibrating", 0, 100)
                yield from self._measure_writer(job)
                yield from self._measure_embedder(job)
                whole = True
            finally:
                self._measuring = None
                measuring.set_result(whole)
        yield from self._told(job.language)

    def _join(self) -> Generator[Step, None, bool]:
        """Let a measuring that is under way end first; whether one came to its end."""
        while self._measuring is not None:
            yield Progress("calibrating", 0, 100)
            if (yield from _result(self._measuring)):
                return True
        return False

    # --- one model ----------------------------------------------------------------------------------

    def _measure_writer(self, job: Calibrate) -> Steps:
        key = yield from _result(self._loader.writer_key())
        if _is_known(self._file.writer(key), job):
            return
        yield from self._until_quiet(job)
        key = yield from _result(self._loader.writer_key())  # by now it may be a copy in another format
        known = self._file.writer(key)
        if _is_known(known, job):
            return
        generator = yield from _result(self._loader.writer())
        if not isinstance(generator, LlamaGenerator):
            return
        texts = SampleTexts.load()
        make = partial(context_beside, generator, generator.conversation((), texts.all))
        steps = WriterCalibrator(
            make, self._loader.default_writer_compute, self._seconds * WRITER_SHARE
        ).measure()
        found = yield from self._run(job, steps, 0.0, WRITER_SHARE)
        words = {"nl": texts.dutch, "en": texts.english}
        rates = {language: words_per_token(generator.count, of) for language, of in words.items()}
        del generator, make, steps  # where it is loaded anew it should not lie in memory twice
        if found.steady or (known is None and min(found.read_rate, found.write_rate) > 0):
            self._file.keep_writer(key, msgspec.structs.replace(found, words_per_token=rates))
            if key == (yield from _result(self._loader.writer_key())):
                self._loader.go_by_writer(found.compute)
        self._disturbed |= not found.steady

    def _measure_embedder(self, job: Calibrate) -> Steps:
        try:
            key = yield from _result(self._loader.embedder_key())
        except ModelError:
            return  # answers without documents can be had without
        known = self._file.embedder(key)
        if _is_known(known, job):
            return
        yield from self._until_quiet(job)
        default = self._loader.default_embedder_compute
        full, half = yield from self._both_precisions(default)
        calibrator = EmbedderCalibrator(full, half, default, self._seconds * (1 - WRITER_SHARE))
        found = yield from self._run(job, calibrator.measure(), WRITER_SHARE, 1.0)
        if found.steady or known is None:
            self._file.keep_embedder(key, found)
            chosen = half if half is not None and found.compute.number_format == "bfloat16" else full
            if key == (yield from _result(self._loader.embedder_key())):
                self._loader.go_by_embedder(found.compute, chosen)
        self._disturbed |= not found.steady

    def _both_precisions(
        self, default: EmbedderCompute
    ) -> Generator[Step, None, tuple[Embedder, Embedder | None]]:
        """The embedder as it is by default, and in half precision where that is to be tried."""
        full = yield from _result(self._loader.embedder_with(default))
        if not (self._loader.settings.half_precision and computes_half_precision()):
            return full, None
        less = EmbedderCompute(default.threads, "bfloat16", default.batch)
        return full, (yield from _result(self._loader.embedder_with(less)))

    def _run(
        self, job: Calibrate, steps: Generator[float, None, _Found], start: float, end: float
    ) -> Generator[Step, None, _Found]:
        """Measure while nothing else is done; `start` and `end` are this part's shares of the whole."""
        told = -1
        while True:
            try:
                share = start + next(steps) * (end - start)
            except StopIteration as over:
                found: _Found = over.value
                return found
            percent = int(100 * share)
            yield (
                Progress("calibrating", percent, 100, self._seconds * (1 - share)) if percent > told else None
            )
            told = max(told, percent)
            if not self._quiet.seconds:
                yield from self._until_quiet(job)

    def _until_quiet(self, job: Calibrate) -> Steps:
        wanted = self._idle if job.when == "idle" else min(SOON_SECONDS, self._idle)
        while (quiet := self._quiet.seconds) < wanted:
            pause: Future[None] = Future()
            timer = threading.Timer(max(wanted - quiet, 0.05), pause.set_result, (None,))
            timer.daemon = True
            timer.start()
            try:
                yield Wait(pause)
            finally:
                timer.cancel()

    # --- what is known ------------------------------------------------------------------------------

    def _told(self, language: Language) -> Steps:
        """The measurements of the chosen models, if there are any."""
        key = yield from _result(self._loader.writer_key())
        writer = self._file.writer(key)
        if writer is None:
            return
        try:
            embedder = self._file.embedder((yield from _result(self._loader.embedder_key())))
        except ModelError:
            embedder = None
        yield Calibrated(
            model=self._loader.chosen("writer").name,
            read_tokens_per_second=round(writer.read_rate, 1),
            write_tokens_per_second=round(writer.write_rate, 1),
            words_per_token=round(writer.words_per_token.get(language, 0.0), 3),
            passages_per_second=round(embedder.rate, 1) if embedder else 0.0,
            settings=_settings(writer.compute, embedder.compute if embedder else None),
            steady=writer.steady and (embedder is None or embedder.steady) and not self._disturbed,
        )


def _is_known(known: WriterCalibration | EmbedderCalibration | None, job: Calibrate) -> bool:
    return known is not None and known.steady and not job.again


def _settings(writer: WriterCompute, embedder: EmbedderCompute | None) -> dict[str, str]:
    told = {
        "threads": str(writer.threads),
        "batch_threads": str(writer.batch_threads),
        "flash_attention": "on" if writer.flash_attention else "off",
        "chunk": str(writer.chunk),
    }
    if embedder is not None:
        told["embedder_threads"] = str(embedder.threads)
        told["number_format"] = embedder.number_format
        told["batch"] = str(embedder.batch)
    return told


def _result(future: "Future[_Result]") -> Generator[Step, None, _Result]:
    """What the future comes to."""
    if not future.done():
        yield Wait(future)
    return future.result()
