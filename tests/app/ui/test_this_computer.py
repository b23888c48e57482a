"""How fast the models are here: shown, measured again, stopped; and times in words."""

import pytest
from pytestqt.qtbot import QtBot

from app.messages import (
    Calibrate,
    Calibrated,
    Done,
    EngineRestarted,
    Failed,
    ModelReport,
    Progress,
    Stopped,
)
from app.speeds import Speeds, rounded, shown
from app.ui.durations import Durations
from app.ui.models import Models
from app.ui.services import Services
from app.ui.settings import SettingsDialog
from app.ui.status import StatusBar
from app.ui.this_computer import ThisComputer
from app.ui.worker import EngineJob
from store.schema import Fault
from tests.app.ui.fake_line import FakeLine

CHOSEN = {
    "threads": "2",
    "batch_threads": "4",
    "flash_attention": "off",
    "chunk": "256",
    "embedder_threads": "3",
    "number_format": "bfloat16",
    "batch": "8",
}
FOUND = Calibrated("a model", 523.0, 36.0, 0.86, 81.4, CHOSEN)


def jobs(services: Services) -> list[EngineJob]:
    assert isinstance(services.line, FakeLine)
    return services.line.jobs(Calibrate)


@pytest.fixture
def computer(qtbot: QtBot, services: Services) -> ThisComputer:
    made = ThisComputer(services)
    qtbot.addWidget(made)
    made.resize(600, 200)
    made.show()
    return made


def tell(services: Services, *events: object, closing: object = None) -> None:
    """Play the engine on the last job."""
    job = jobs(services)[-1]
    for event in events:
        job.happened.emit(event)
    job.closed.emit(closing or Done())


def test_what_is_known_is_asked_for_and_nothing_is_measured_by_looking(
    computer: ThisComputer, services: Services
) -> None:
    (job,) = jobs(services)
    assert job.job == Calibrate(when="never", language="en")
    tell(services)
    assert "when the program has been idle" in computer._says.text()
    assert not computer._figures.isVisible()
    assert computer._measure.text() == "&Measure"


def test_the_figures_are_words_a_second_and_say_what_was_chosen(
    computer: ThisComputer, services: Services
) -> None:
    tell(services, FOUND)
    assert computer._figures.text() == (
        "Reads about 450 words a second and writes about 31. Makes about 81 passages a second searchable."
    )
    for said in (
        "Writes with 2 threads",
        "reads with 4 and 256 tokens",
        "attention off",
        "3 threads in bfloat16",
    ):
        assert said in computer._chosen.text()
    assert computer._measure.text() == "&Measure again"


def test_without_an_embedder_nothing_is_said_of_passages(computer: ThisComputer, services: Services) -> None:
    writer = {name: CHOSEN[name] for name in ("threads", "batch_threads", "flash_attention", "chunk")}
    tell(services, Calibrated("a model", 523.0, 36.0, 0.86, 0.0, writer))
    assert "passages" not in computer._figures.text() + computer._chosen.text()


def test_measuring_again_shows_how_far_it_is_and_what_came_of_it(
    computer: ThisComputer, services: Services
) -> None:
    tell(services, FOUND)
    computer._measure.click()
    job = jobs(services)[-1]
    assert job.job == Calibrate(again=True, language="en")
    assert computer._bar.isVisible()
    assert computer._bar.maximum() == 0  # it is not known when it begins
    job.happened.emit(Progress("calibrating", 40, 100, 36.0))
    assert (computer._bar.value(), computer._bar.maximum()) == (40, 100)
    assert computer._says.text() == "Measuring, at most 35 s…"
    faster = Calibrated("a model", 1046.0, 36.0, 0.86, 81.4, CHOSEN)
    tell(services, faster)
    assert "Reads about 900 words" in computer._figures.text()
    assert not computer._bar.isVisible()
    assert computer._measure.isVisible()


def test_measuring_can_be_stopped_and_what_was_known_stays(
    computer: ThisComputer, services: Services
) -> None:
    tell(services, FOUND)
    computer._measure.click()
    computer._stop.click()
    assert isinstance(services.line, FakeLine)
    assert services.line.stopped == [jobs(services)[-1]]
    assert not computer._stop.isEnabled()
    tell(services, Progress("calibrating", 50, 100, 30.0), closing=Stopped())
    assert "450" in computer._figures.text()
    computer._measure.click()
    assert computer._stop.isEnabled()


def test_disturbed_figures_are_said_to_be_low(computer: ThisComputer, services: Services) -> None:
    tell(services, Calibrated("a model", 523.0, 36.0, 0.86, 81.4, CHOSEN, steady=False))
    assert "Other programs were at work" in computer._says.text()


def test_what_went_wrong_is_said(computer: ThisComputer, services: Services) -> None:
    tell(services)
    computer._measure.click()
    tell(services, closing=Failed(Fault("NoModel", {"kind": "writer"})))
    assert computer._says.text() == services.sentences.error(Fault("NoModel", {"kind": "writer"}))
    computer._measure.click()
    tell(services)  # switched off: done, and nothing found
    assert computer._says.text() == services.sentences.say("models.not_measured")


def test_another_model_has_other_figures_and_what_the_engine_measures_by_itself_is_shown(
    qtbot: QtBot, services: Services
) -> None:
    models = Models(services)
    dialog = SettingsDialog(services, models)
    qtbot.addWidget(dialog)
    assert jobs(services) == []  # nobody looks yet
    dialog.show()
    computer = dialog.findChild(ThisComputer)
    tell(services, FOUND)
    models.listed.emit((ModelReport("other", "writer", "Other", "/o.gguf", False, True),))
    assert len(jobs(services)) == 2
    tell(services)
    assert not computer._figures.isVisible()
    services.line.engine_told.emit(EngineRestarted(1))
    services.line.engine_told.emit(FOUND)
    assert "450" in computer._figures.text()


def test_the_dialog_grows_with_what_it_says(qtbot: QtBot, services: Services) -> None:
    dialog = SettingsDialog(services, Models(services))
    qtbot.addWidget(dialog)
    dialog.show()
    before = dialog.height()
    tell(services, FOUND)
    qtbot.waitUntil(lambda: dialog.height() > before)
    room = dialog.screen().availableGeometry().height()

    def is_whole_or_as_high_as_it_can_be() -> bool:
        return dialog._scrolled.verticalScrollBar().maximum() == 0 or dialog.height() >= 0.8 * room

    qtbot.waitUntil(is_whole_or_as_high_as_it_can_be)


@pytest.mark.parametrize(
    ("rate", "said"),
    [(0.0, "0"), (3.14, "3.1"), (9.96, "10"), (31.4, "31"), (449.0, "450"), (12_345.0, "12000")],
)
def test_a_figure_has_two_digits(rate: float, said: str) -> None:
    assert shown(rounded(rate)) == said


def test_words_come_of_tokens() -> None:
    assert Speeds.of(FOUND) == Speeds(450.0, 31.0, 81.0)


@pytest.mark.parametrize(
    ("seconds", "number", "unit"),
    [(0.1, 1, "s"), (11.2, 12, "s"), (47.0, 45, "s"), (99.0, 100, "s"), (150.0, 2, "min"), (9000.0, 2, "h")],
)
def test_an_expected_time_is_no_more_exact_than_it_is(
    qtbot: QtBot, seconds: float, number: int, unit: str
) -> None:
    assert Durations()._rounded(seconds) == (number, unit)


def test_the_status_bar_says_how_far_it_is_and_how_long_it_takes(qtbot: QtBot, services: Services) -> None:
    bar = StatusBar(services.theme, services.sentences)
    qtbot.addWidget(bar)
    for progress, said in (
        (Progress("reading_prompt", 40, 100, 12.0), "Reading for an answer: 40 %, about 12 s"),
        (Progress("reading_prompt", 40, 100), "Reading for an answer: 40 %"),
        (Progress("writing", 10, 100, 20.0), "Writing an answer, at most 20 s"),
        (Progress("loading_model"), "Loading the model"),
    ):
        bar.show_activities((progress,))
        assert bar._activity.text().replace("%n", str(int(progress.seconds_left or 0))) == said
    bar.show_activities(("Reading documents", Progress("writing")))
    assert bar._activity.text() == "Reading documents · Writing an answer"
