"""`binnenshuis models measure`, and the engine that goes by what was measured."""

import json
import time
from pathlib import Path

import pytest

from app import settings
from app.client import EngineClient
from app.engine.calibration_file import CalibrationFile
from app.messages import Calibrate, Calibrated, Done, Progress, Stopped
from app.paths import Paths
from models.calibration import EmbedderCalibration, WriterCalibration
from models.catalogue import Catalogue
from models.compute import EmbedderCompute, WriterCompute
from models.embedder import space_of
from models.fingerprint import fingerprint
from models.machine import Machine
from tests.end2end.test_commands import binnenshuis

WRITER = WriterCalibration(
    WriterCompute(1, 1, chunk=256), 500.0, 40.0, words_per_token={"nl": 0.5, "en": 0.8}
)
EMBEDDER = EmbedderCalibration(EmbedderCompute(1, batch=8), 81.4)


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder in which the starters are measured already."""
    paths = Paths.under(tmp_path_factory.mktemp("known"))
    paths.create()
    file = CalibrationFile(paths.calibration, Machine.this(settings.Settings().cpu_threads))
    catalogue = Catalogue.load()
    file.keep_writer(fingerprint(Path(catalogue.default("writer").path)), WRITER)
    file.keep_embedder(space_of(catalogue.default("embedder")), EMBEDDER)
    return paths.root


def test_what_is_known_is_told_at_once_in_words_a_second(known: Path) -> None:
    done = binnenshuis(known, "models", "measure", language="nl_NL.UTF-8")
    assert done.returncode == 0, done.stderr
    assert "leest ongeveer 250 woorden per seconde en schrijft er ongeveer 20" in done.stdout
    assert "ongeveer 81 passages" in done.stdout
    assert "256 tokens tegelijk" in done.stdout


def test_as_json_it_is_the_event(known: Path) -> None:
    done = binnenshuis(known, "models", "measure", "--json")
    told = json.loads(done.stdout)
    assert (told["read_tokens_per_second"], told["write_tokens_per_second"]) == (500.0, 40.0)
    assert (told["words_per_token"], told["passages_per_second"], told["steady"]) == (0.8, 81.4, True)
    assert told["settings"]["chunk"] == "256"


def test_switched_off_it_says_so(tmp_path: Path) -> None:
    paths = Paths.under(tmp_path / "data")
    paths.create()
    settings.save(paths.settings, settings.Settings(calibration=False))
    done = binnenshuis(paths.root, "models", "measure")
    assert (done.returncode, done.stdout) == (1, "")
    assert "switched off" in done.stderr


def test_measuring_in_an_engine_tells_how_far_it_is_and_stops_within_a_second(known: Path) -> None:
    with EngineClient(Paths.under(known)) as client:
        *_, closing = client.run(Calibrate(when="never"))
        assert closing == Done()
        handle = client.submit(Calibrate(again=True))
        for event in handle.events():
            if isinstance(event, Progress) and event.done >= 2 and not handle.stopping:
                began = time.monotonic()
                handle.stop()
        assert handle.closing == Stopped()
        assert time.monotonic() - began < 1.0 + 2.0  # and what a busy computer takes
        found, _ = client.run(Calibrate(when="never"))
        assert isinstance(found, Calibrated)
        assert found.read_tokens_per_second == 500.0
