"""Copies of models: made once, checked before use, gone when they are of no use; with the real child."""

import shutil
import time
from collections.abc import Callable, Iterator
from concurrent.futures import wait
from functools import partial
from pathlib import Path

import psutil
import pytest

from app.engine.calibrating import Quiet
from app.engine.child import Child
from app.engine.converted_models import ConvertedModels
from app.engine.converter import ConverterReply, ConvertProgress
from app.engine.converting import Converting, _check_space
from app.engine.model_list import ModelList
from app.engine.model_loader import ModelLoader
from app.engine.scheduler import Steps, StopRequested, Wait
from app.messages import ConvertModel, Job, ModelReport, ModelsListed, Progress
from app.paths import Paths
from app.settings import Settings, load, save
from models.catalogue import Catalogue
from models.comparison import Comparison
from models.conversion import Plan
from models.errors import AlreadyFast, ConversionFailed, NotEnoughSpace, NotFaster
from models.interrupt import Interrupt
from models.prefix_cache import NOWHERE
from tests.models.tiny_writer import make_tiny_writer

PATIENCE_S = 120.0


class House:
    """What the engine has of models, in this process; only the converter is another."""

    def __init__(self, folder: Path, least_gain: float = 0.0, **chosen: object) -> None:
        self.paths = Paths.under(folder / "data")
        self.paths.create()
        self.tiny = folder / "tiny.gguf"
        if not self.tiny.exists():
            make_tiny_writer(self.tiny, width=256)
        self.settings = Settings(**{"writer": str(self.tiny), "threads": 1, **chosen})  # type: ignore[arg-type]
        self.folder = self.paths.models / "converted"
        self.copies = ConvertedModels(self.folder)
        self.copies.drop_unfinished()
        self.loader = ModelLoader(Catalogue.load(), self.settings, Interrupt(), NOWHERE, copies=self.copies)
        self.child = Child("--converter", (), ConverterReply, ConvertProgress, self.paths, lambda: None)
        self.quiet = Quiet()
        self.converting = Converting(self.loader, self.copies, self.child, self.quiet, 0.1, least_gain)
        self.list = ModelList(self.loader, self.copies, self.paths.settings)

    def convert(self, model: str = "", remove: bool = False) -> list[object]:
        return run(self.converting.change(ConvertModel(model or str(self.tiny), remove)))

    def listed(self) -> ModelReport:
        """The writer that is chosen, as it is listed."""
        (listed,) = [event for event in run(self.list.tell()) if isinstance(event, ModelsListed)]
        (found,) = [model for model in listed.models if model.kind == "writer" and model.chosen]
        return found

    def files(self) -> list[str]:
        return sorted(file.suffix for file in self.folder.glob("*"))

    def copy(self) -> Path:
        (found,) = self.folder.glob("*.gguf")
        return found

    def close(self) -> None:
        self.child.kill()
        self.loader._pool.shutdown(wait=True)


def run(steps: Steps) -> list[object]:
    """Step a job to its end; its events."""
    events: list[object] = []
    for step in steps:
        if isinstance(step, Wait):
            wait([step.future], 0.2 if step.news is not None else PATIENCE_S)
        elif step is not None:
            events.append(step)
    return events


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    made = House(tmp_path)
    yield made
    made.close()


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a house whose model is converted; copied for each test."""
    folder = tmp_path_factory.mktemp("made")
    made = House(folder)
    made.convert()
    made.close()
    return folder


@pytest.fixture
def converted(made_once: Path, tmp_path: Path) -> Iterator[House]:
    shutil.copytree(made_once, tmp_path, dirs_exist_ok=True)
    made = House(tmp_path)
    yield made
    made.close()


def test_a_copy_is_offered_made_told_and_used(house: House) -> None:
    before = house.listed()
    assert (before.bytes, before.converted) == (house.tiny.stat().st_size, False)
    assert 0 < before.fast_bytes < before.bytes
    original = house.loader.writer().result()
    events = house.convert()
    assert isinstance(events[0], Progress) and events[0].activity == "converting_model"
    after = house.listed()
    assert after.converted and after.fast_bytes == house.copy().stat().st_size
    assert 0.4 < after.agreement < 1.0 and after.faster > 0
    assert house.files() == [".gguf", ".json"]
    assert house.loader._writer_path() == house.copy()
    assert house.loader.writer().result() is not original
    assert house.child._process is not None and house.child._process.poll() is not None


def test_a_copy_is_made_once_and_follows_a_file_that_is_moved(converted: House) -> None:
    written = converted.copy().stat().st_mtime_ns
    assert len(converted.convert()) == 1
    assert converted.copy().stat().st_mtime_ns == written
    moved = converted.tiny.rename(converted.tiny.with_name("moved.gguf"))
    assert ConvertedModels(converted.folder).path_for(moved) == converted.copy()


def test_a_removed_copy_is_gone_and_is_not_made_again_by_itself(converted: House) -> None:
    converted.convert(remove=True)
    assert converted.files() == [".json"]
    assert converted.loader._writer_path() == converted.tiny
    assert not converted.listed().converted
    assert not converted.converting._is_untried(converted.copies.known(converted.tiny))
    converted.convert()
    assert converted.listed().converted


def test_switched_off_the_original_is_used(converted: House, tmp_path: Path) -> None:
    other = House(tmp_path, conversion=False)
    try:
        assert other.loader._writer_path() == converted.tiny
        assert not other.listed().converted
        other.converting.submit = lambda job: pytest.fail("nothing is converted by itself")
        other.converting.begin()
        assert not other.converting._begun
    finally:
        other.close()


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


@pytest.mark.parametrize("damage", [flip, cut, Path.unlink], ids=["a flipped bit", "cut off", "gone"])
def test_a_copy_that_is_not_whole_is_discarded_and_the_original_is_used(
    converted: House, damage: Callable[[Path], None], caplog: pytest.LogCaptureFixture
) -> None:
    damage(converted.copy())
    assert converted.loader._writer_path() == converted.tiny
    assert converted.files() == []
    assert "the original is used" in caplog.text
    assert not converted.listed().converted


def test_a_copy_that_was_only_touched_is_looked_at_once_and_used(converted: House) -> None:
    copy = converted.copy()
    content = copy.read_bytes()
    copy.write_bytes(content)
    assert converted.loader._writer_path() == copy
    note = converted.copies._note(copy.stem)
    assert note is not None and note.modified == copy.stat().st_mtime_ns


def test_a_copy_that_does_not_load_is_discarded_and_the_original_is_loaded(converted: House) -> None:
    copy, note = converted.copy(), converted.copies._note(converted.copy().stem)
    assert note is not None and note.comparison is not None
    unfinished = converted.copies.unfinished(converted.tiny)
    unfinished.write_bytes(b"GGUF, and nothing more")
    converted.copies.keep(converted.tiny, unfinished, "", note.comparison)
    converted.loader.reload_writer()
    assert converted.loader.writer().result().name == "Tiny writer"
    assert not copy.exists()


def test_a_copy_that_is_no_faster_is_removed_and_remembered(tmp_path: Path) -> None:
    house = House(tmp_path, least_gain=1000.0)
    try:
        with pytest.raises(NotFaster):
            house.convert()
        assert house.files() == [".json"]
        assert house.listed().fast_bytes == 0
        assert house.loader._writer_path() == house.tiny
    finally:
        house.close()


def test_what_has_nothing_to_convert_says_so(house: House) -> None:
    embedder = Catalogue.load().default("embedder").id
    for remove in (False, True):
        with pytest.raises(AlreadyFast):
            house.convert(embedder, remove)
    copy = house.tiny.with_name("fast.gguf")
    house.convert()
    copy.write_bytes(house.copy().read_bytes())
    with pytest.raises(AlreadyFast):
        house.convert(str(copy))


def test_a_disk_that_has_no_room_for_it_is_told_before(tmp_path: Path) -> None:
    with pytest.raises(NotEnoughSpace) as told:
        _check_space(tmp_path, Plan("Q4_0", (), "", 1 << 60))
    assert told.value.needed_mb > told.value.free_mb > 0


def starter_under_way(house: House) -> tuple[Steps, psutil.Process]:
    """The starter's conversion, up to where the child is at work."""
    steps = house.converting.change(ConvertModel(Catalogue.load().default("writer").id))
    end = time.monotonic() + PATIENCE_S
    for step in steps:
        if isinstance(step, Wait):
            wait([step.future], 0.1)
        if list(house.folder.glob("*.part")):
            break
        assert time.monotonic() < end
    assert house.child._process is not None
    return steps, psutil.Process(house.child._process.pid)


def test_stopped_and_killed_it_leaves_nothing_and_can_be_begun_again(house: House) -> None:
    steps, child = starter_under_way(house)
    assert child.nice() == 19
    began = time.monotonic()
    with pytest.raises(StopRequested):
        steps.throw(StopRequested())  # type: ignore[attr-defined]
    assert time.monotonic() - began < 1.0
    assert not child.is_running()
    assert house.files() == []
    steps, child = starter_under_way(house)
    child.kill()
    with pytest.raises(ConversionFailed):
        run(steps)
    assert house.files() == []


def test_two_at_once_are_one_after_the_other(house: House) -> None:
    first, second = (house.converting.change(ConvertModel(str(house.tiny))) for _ in range(2))
    next(first)
    assert isinstance(next(second), Progress)
    step = next(second)
    assert isinstance(step, Wait) and not step.future.done()
    run(first)
    assert step.future.done()
    written = house.copy().stat().st_mtime_ns
    run(second)
    assert house.copy().stat().st_mtime_ns == written


def test_what_a_kill_left_is_gone_at_the_next_start(converted: House) -> None:
    for name in ("a.gguf.part", "b.gguf", "c.part"):
        (converted.folder / name).write_bytes(b"left")
    ConvertedModels(converted.folder).drop_unfinished()
    assert converted.files() == [".gguf", ".json"]


@pytest.mark.slow
def test_the_starter_is_converted_by_itself_once_all_is_quiet(tmp_path: Path) -> None:
    house = House(tmp_path, writer=None)
    submitted: list[Job] = []
    house.converting.submit = submitted.append
    try:
        other = house.quiet.around(lambda job, accepted: iter((None,)))(ConvertModel(""), 0.0)
        next(other)  # somebody asks something
        house.converting.begin()
        time.sleep(0.3)
        assert submitted == []
        run(other)
        assert wait_until(partial(bool, submitted))
        assert submitted == [ConvertModel(Catalogue.load().default("writer").id)]
        run(house.converting.change(ConvertModel(Catalogue.load().default("writer").id)))
        found = house.listed()
        assert found.starter and found.converted
        assert found.faster > 1.1
        assert found.agreement > 0.6
    finally:
        house.close()


def test_a_model_of_the_persons_own_is_never_converted_by_itself(house: House) -> None:
    house.converting.submit = lambda job: pytest.fail("it is only offered")
    house.converting.begin()
    time.sleep(0.5)


def wait_until(ready: Callable[[], bool]) -> bool:
    end = time.monotonic() + PATIENCE_S
    while not ready() and time.monotonic() < end:
        time.sleep(0.05)
    return ready()


def test_a_comparison_is_kept_beside_the_copy(converted: House) -> None:
    note = ConvertedModels(converted.folder)._note(converted.copy().stem)
    assert note is not None and isinstance(note.comparison, Comparison)
    assert len(note.sha256) == 64


def test_choosing_a_model_leaves_what_the_window_wrote_meanwhile(tmp_path: Path) -> None:
    house = House(tmp_path)
    save(house.paths.settings, Settings(word_template="/huis/brief.docx"))
    run(house.list.choose(str(house.tiny)))
    kept = load(house.paths.settings)
    assert (kept.word_template, kept.writer) == ("/huis/brief.docx", str(house.tiny))
    house.close()
