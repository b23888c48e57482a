"""When models are measured, where that is kept, and that it is gone by: with the real starter, in seconds."""

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from app import settings
from app.engine.calibrating import Calibrating, Quiet
from app.engine.calibration_file import MOST_MODELS, CalibrationFile
from app.engine.model_loader import ModelLoader
from app.engine.scheduler import Scheduler, Steps, Wait
from app.messages import (
    ENGINE,
    Calibrate,
    Calibrated,
    Done,
    Event,
    Failed,
    Job,
    ListModels,
    Progress,
    Stopped,
)
from models.calibration import EmbedderCalibration, WriterCalibration
from models.catalogue import Catalogue
from models.compute import EmbedderCompute, WriterCompute
from models.fingerprint import fingerprint
from models.generator import LlamaGenerator
from models.interrupt import Interrupt
from models.machine import Machine, usable_threads
from models.prefix_cache import NOWHERE

MACHINE = Machine("a processor", 2, 16, "flags", "a system", {"torch": "2"})
WRITER = WriterCalibration(
    WriterCompute(1, 2, chunk=256), 400.0, 30.0, words_per_token={"nl": 0.5, "en": 0.8}
)
EMBEDDER = EmbedderCalibration(EmbedderCompute(2, "float32", 8), 80.0)
CHOSEN = settings.Settings(threads=2)


class Desk:
    """A scheduler with a `Calibrating` on it, in this process; other jobs are generators of the test."""

    def __init__(self, folder: Path, chosen: settings.Settings = CHOSEN, idle: float = 0.1) -> None:
        self.told: list[tuple[int, Event]] = []
        self.others: list[Callable[[], Steps]] = []
        self.path = folder / "calibration.json"
        self.file = CalibrationFile(self.path, MACHINE)
        self.interrupt = Interrupt()
        self.loader = ModelLoader(Catalogue.load(), chosen, self.interrupt, NOWHERE, self.file)
        self.quiet = Quiet()
        self.calibrating = Calibrating(self.loader, self.file, self.quiet, seconds=1.0, idle=idle)
        self.scheduler = Scheduler(
            self.quiet.around(self._start),
            lambda number, event: self.told.append((number, event)),
            self.interrupt,
        )
        self.calibrating.submit = lambda job: self.scheduler.submit(ENGINE, job)

    def _start(self, job: Job, _: float) -> Steps:
        if isinstance(job, Calibrate):
            yield from self.calibrating.measure(job)
        else:
            yield from self.others.pop(0)()

    def run(self, number: int, seconds: float = 60.0) -> list[Event]:
        """Step until this job is closed; its events."""
        end = time.monotonic() + seconds
        while not self.closed(number) and time.monotonic() < end:
            self.scheduler.step()
        assert self.closed(number)
        return self.events(number)

    def events(self, number: int) -> list[Event]:
        return [event for of, event in self.told if of == number]

    def closed(self, number: int) -> bool:
        return any(isinstance(event, Done | Failed | Stopped) for event in self.events(number))

    def close(self) -> None:
        self.loader._pool.shutdown(wait=True)


@pytest.fixture
def desk(tmp_path: Path) -> "Desk":
    return Desk(tmp_path)


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk on which the starters have been measured, by themselves."""
    desk = Desk(tmp_path_factory.mktemp("measured"))
    both = threading.Barrier(2)
    for _ in range(2):  # the threads of the loader are there from the beginning
        desk.loader._pool.submit(both.wait)
    desk.calibrating.begin()
    desk.run(ENGINE)
    yield desk
    desk.close()


def key() -> str:
    return fingerprint(Path(Catalogue.load().default("writer").path))


def test_by_itself_the_starters_are_measured_and_it_is_kept_and_read_back(measured: Desk) -> None:
    *_, last, closing = measured.events(ENGINE)
    assert closing == Done()
    assert isinstance(last, Calibrated)
    assert last.read_tokens_per_second > last.write_tokens_per_second > 0
    assert last.passages_per_second > 0
    assert 0.3 < last.words_per_token < 0.7
    assert set(last.settings) >= {
        "threads",
        "batch_threads",
        "flash_attention",
        "chunk",
        "number_format",
        "batch",
    }
    again = CalibrationFile(measured.path, MACHINE)
    assert again.writer(key()) == measured.file.writer(key())
    assert again.writer(key()) is not None
    assert measured.path.stat().st_size < 10_000


def test_the_writer_that_is_loaded_computes_as_was_found(measured: Desk) -> None:
    writer, found = measured.loader.writer().result(), measured.file.writer(key())
    assert isinstance(writer, LlamaGenerator)
    assert found is not None
    assert writer._compute == found.compute


def test_how_far_it_is_is_told_with_the_seconds_that_it_takes_at_most(measured: Desk) -> None:
    told = [event for event in measured.events(ENGINE) if isinstance(event, Progress)]
    assert {event.activity for event in told} == {"calibrating"}
    shares = [event.done for event in told]
    assert shares == sorted(shares)
    assert shares[-1] > 50
    assert all(event.seconds_left is None or 0 <= event.seconds_left <= 1.0 for event in told)


def test_what_is_known_is_told_without_loading_anything(measured: Desk, tmp_path: Path) -> None:
    (tmp_path / "calibration.json").write_bytes(measured.path.read_bytes())
    desk = Desk(tmp_path)
    desk.scheduler.submit(1, Calibrate(when="never", language="en"))
    found, closing = desk.run(1)
    assert isinstance(found, Calibrated)
    assert closing == Done()
    assert found.words_per_token > 0.6
    assert desk.loader.writer_if_wanted() is None
    desk.close()


def test_what_is_not_known_is_not_told_when_nothing_is_to_be_measured(desk: Desk) -> None:
    desk.scheduler.submit(1, Calibrate(when="never"))
    assert desk.run(1) == [Done()]
    desk.close()


def test_switched_off_nothing_is_measured_and_the_defaults_hold(tmp_path: Path) -> None:
    desk = Desk(tmp_path, settings.Settings(threads=2, calibration=False))
    desk.file.keep_writer(key(), WRITER)
    desk.calibrating.begin()
    desk.scheduler.submit(1, Calibrate(again=True))
    desk.run(1)
    assert desk.events(ENGINE) == []
    writer = desk.loader.writer().result()
    assert isinstance(writer, LlamaGenerator)
    assert writer._compute == desk.loader.default_writer_compute != WRITER.compute
    desk.close()


def test_another_model_is_measured_by_itself_only_where_the_models_were_wanted_loaded(desk: Desk) -> None:
    submitted: list[Job] = []
    desk.calibrating.submit = submitted.append
    assert list(desk.calibrating.follow(iter((None,)))) == [None]
    assert submitted == []
    desk.calibrating.begin()
    list(desk.calibrating.follow(iter((None,))))
    assert submitted == [Calibrate(when="idle"), Calibrate(when="idle")]
    desk.close()


def test_what_was_measured_before_is_gone_by_from_the_start(desk: Desk) -> None:
    desk.file.keep_writer(key(), WRITER)
    writer = desk.loader.writer().result()
    assert isinstance(writer, LlamaGenerator)
    assert writer._compute == WRITER.compute
    assert desk.loader.pace.writing == WRITER.write_rate
    assert desk.loader.pace.reading is not None
    assert desk.loader.pace.reading.between(512, 513) == pytest.approx(1 / WRITER.read_rate, rel=0.01)
    desk.close()


def test_measuring_waits_while_something_else_is_done(desk: Desk) -> None:
    seen: list[int] = []

    def other() -> Steps:
        for _ in range(20):
            seen.append(sum(isinstance(event, Progress) and event.done > 0 for event in desk.events(1)))
            time.sleep(0.02)
            yield None

    desk.others.append(other)
    desk.scheduler.submit(2, ListModels())
    desk.scheduler.submit(1, Calibrate())
    desk.run(2)
    assert seen == [0] * 20
    desk.scheduler.stop(1)
    assert desk.run(1)[-1] == Stopped()
    desk.close()


def test_it_can_be_stopped_at_any_step_and_leaves_no_half_measurement(measured: Desk) -> None:
    """The models are loaded: it is the measuring that is stopped."""
    before = measured.path.read_bytes()
    for number, steps in ((101, 2), (102, 4), (103, 6)):
        measured.scheduler.submit(number, Calibrate(again=True))
        for _ in range(steps):
            measured.scheduler.step()
        measured.scheduler.stop(number)
        began = time.monotonic()
        assert measured.run(number)[-1] == Stopped()
        assert time.monotonic() - began < 5.0
    assert measured.path.read_bytes() == before
    measured.scheduler.submit(104, Calibrate())
    assert isinstance(measured.run(104)[-2], Calibrated)


def test_two_who_ask_at_once_get_one_measuring(measured: Desk) -> None:
    for number in (201, 202):
        measured.scheduler.submit(number, Calibrate(again=True))
    first, second = measured.run(201), measured.run(202)
    assert isinstance(first[-2], Calibrated)
    assert isinstance(second[-2], Calibrated)
    assert max(event.done for event in second if isinstance(event, Progress)) == 0


# --- the file ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "other",
    [
        msgspec.structs.replace(MACHINE, processor="another"),
        msgspec.structs.replace(MACHINE, threads=8),
        msgspec.structs.replace(MACHINE, memory_gib=8),
        msgspec.structs.replace(MACHINE, flags="others"),
        msgspec.structs.replace(MACHINE, libraries={"torch": "3"}),
    ],
)
def test_on_another_computer_or_version_nothing_is_known(tmp_path: Path, other: Machine) -> None:
    path = tmp_path / "calibration.json"
    CalibrationFile(path, MACHINE).keep_writer("a", WRITER)
    assert CalibrationFile(path, MACHINE).writer("a") == WRITER
    assert CalibrationFile(path, MACHINE).writer("b") is None
    assert CalibrationFile(path, other).writer("a") is None


@pytest.mark.parametrize(
    ("kept", "instead"),
    [
        (b'"format": 1', b'"format": 0'),
        (b'"threads": 1', b'"threads": 100000'),
        (b'"threads": 1', b'"threads": 0'),
        (b'"chunk": 256', b'"chunk": 1000000'),
        (b'"read_rate": 400.0', b'"read_rate": 0.0'),
        (b'"chunk": 256', b'"chunk": "many"'),
        (b'"batch": 8', b'"batch": -1'),
        (b'"float32"', b'"float8"'),
        (b"{", b""),
        (b"a system", b"\xff\xfe"),
    ],
)
def test_a_damaged_or_impossible_file_counts_as_none(tmp_path: Path, kept: bytes, instead: bytes) -> None:
    path = tmp_path / "calibration.json"
    file = CalibrationFile(path, MACHINE)
    file.keep_writer("a", WRITER)
    file.keep_embedder("b", EMBEDDER)
    content = path.read_bytes()
    assert kept in content
    path.write_bytes(content.replace(kept, instead, 1))
    damaged = CalibrationFile(path, MACHINE)
    assert (damaged.writer("a"), damaged.embedder("b")) == (None, None)


def test_only_the_newest_models_are_kept(tmp_path: Path) -> None:
    file = CalibrationFile(tmp_path / "calibration.json", MACHINE)
    for number in range(MOST_MODELS + 3):
        file.keep_writer(str(number), WRITER)
    assert [file.writer(str(number)) is None for number in range(4)] == [True, True, True, False]
    assert file.writer(str(MOST_MODELS + 2)) == WRITER


def test_a_disk_that_takes_nothing_costs_no_measurement(tmp_path: Path) -> None:
    file = CalibrationFile(tmp_path / "gone" / "calibration.json", MACHINE)
    file.keep_writer("a", WRITER)
    assert file.writer("a") == WRITER


def test_this_computer_is_the_same_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OMP_THREAD_LIMIT", raising=False)
    assert Machine.this(2) == Machine.this(2)
    assert Machine.this(2) != Machine.this(1)
    assert Machine.this(2).processor


@pytest.mark.parametrize(
    ("limit", "threads"), [("1", 1), ("3", 3), ("64", 8), ("", 8), ("many", 8), ("0", 1)]
)
def test_no_more_threads_are_used_than_openmp_gives(
    monkeypatch: pytest.MonkeyPatch, limit: str, threads: int
) -> None:
    monkeypatch.setenv("OMP_THREAD_LIMIT", limit)
    assert usable_threads(8) == Machine.this(8).threads == threads


def test_an_engine_is_quiet_only_while_no_job_is_open() -> None:
    now = [0.0]
    quiet = Quiet(lambda: now[0])

    def steps(_: Job, __: float) -> Steps:
        yield Progress("searching")

    start = quiet.around(steps)
    now[0] = 3.0
    assert quiet.seconds == 3.0
    running = start(ListModels(), 0.0)
    assert next(iter(running)) == Progress("searching")
    assert quiet.seconds == 0.0
    list(running)
    now[0] = 5.0
    assert quiet.seconds == 2.0
    calibrating = start(Calibrate(), 0.0)
    assert not isinstance(next(iter(calibrating)), Wait)
    assert quiet.seconds == 2.0
