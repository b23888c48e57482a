"""Work while the person types: when the form is sent, when not, and what is shown of it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton, QSlider
from pytestqt.qtbot import QtBot

from app.messages import Answer, Done, Failed, Prepare, Progress, Stopped, Tuning
from app.tasks import load_all
from app.ui.request import preparing
from app.ui.request.panel import RequestPanel
from app.ui.request.preparing import LAST_MS, LATEST_MS, LONGEST_PAUSE_MS, PAUSE_MS, Preparing
from app.ui.services import Services
from app.ui.worker import EngineJob
from store.schema import Fault, Scope
from tests.app.ui.fake_line import FakeLine

TASKS = load_all(Path("none"))
MODEL = "/models/geitje.gguf"
READ = {"read": "passages", "level": "normal"}
"""What the form says before anything is typed."""


class Typist:
    """Types into a form that is only a text, by a clock that is moved by hand; timers are let run out."""

    def __init__(self, line: FakeLine) -> None:
        self.line, self.now, self.text = line, 0.0, ""
        self.preparing = Preparing(line, self.form, lambda: self.now)
        self.preparing.set_model(MODEL)
        self.pass_time(1.0)
        self.sent_before = len(line.submitted)

    def form(self) -> Prepare:
        return Prepare("ask", {"question": self.text} if self.text else {}, "nl")

    def pass_time(self, seconds: float) -> None:
        """As if so much time went by: what was to happen by then has happened."""
        self.now += seconds
        for timer in (self.preparing._pause, self.preparing._calm):
            if timer.isActive() and timer.interval() <= 1000 * seconds:
                timer.stop()
                timer.timeout.emit()

    def type(self, text: str, seconds: float) -> None:
        """So many seconds for each key."""
        for letter in text:
            self.pass_time(seconds)
            self.text += letter
            self.preparing.note_typed({"question": self.text})

    @property
    def sent(self) -> list[str]:
        """What the form said each time it was sent."""
        jobs = [made.job for made in self.line.submitted[self.sent_before :]]
        assert all(isinstance(job, Prepare) for job in jobs)
        return [job.fields.get("question", "") for job in jobs if isinstance(job, Prepare)]


@pytest.fixture
def line(services: Services) -> FakeLine:
    assert isinstance(services.line, FakeLine)
    return services.line


@pytest.fixture
def typist(line: FakeLine) -> Typist:
    return Typist(line)


def close(job: EngineJob, closing: object) -> None:
    job.closed.emit(closing)


# --- the pace ---------------------------------------------------------------------------------------


def test_a_form_is_sent_after_a_short_pause(typist: Typist) -> None:
    typist.type("Hoe lang?", 0.1)
    assert typist.sent == []
    typist.pass_time(PAUSE_MS / 1000)
    assert typist.sent == ["Hoe lang?"]


def test_half_a_word_waits_longer_for_a_slow_typist_but_not_long(typist: Typist) -> None:
    typist.type("verlof", 0.3)
    typist.pass_time(PAUSE_MS / 1000)
    assert typist.sent == []
    typist.pass_time(LONGEST_PAUSE_MS / 1000)
    assert typist.sent == ["verlof"]


def test_who_types_40_words_a_minute_without_a_pause_is_prepared_for_at_each_word(typist: Typist) -> None:
    typist.type("hoe lang bewaren wij brieven?", 0.3)
    words = ["hoe ", "hoe lang ", "hoe lang bewaren ", "hoe lang bewaren wij "]
    assert typist.sent == [*words, "hoe lang bewaren wij brieven?"]


def test_who_types_fast_is_prepared_for_at_the_end_of_a_word_after_a_second(typist: Typist) -> None:
    typist.type("aan de hand van de oude brieven van het jaar", 0.05)
    assert typist.sent[0] == "aan de hand van de oude "
    assert all(text.endswith(" ") for text in typist.sent)


def test_one_endless_word_is_sent_all_the_same(typist: Typist) -> None:
    typist.type("a" * 60, 0.1)
    assert len(typist.sent) >= 2
    assert len(typist.sent[0]) <= LAST_MS / 100 + 2
    assert LATEST_MS < LAST_MS


def test_a_newer_form_stops_the_one_before(typist: Typist, line: FakeLine) -> None:
    for text in ("een ", "twee "):
        typist.type(text, 0.1)
        typist.pass_time(1.0)
    first, second = line.jobs(Prepare)[-2:]
    assert line.stopped[-1] is first
    first.happened.emit(Progress("reading_prompt", 5, 10))
    close(first, Stopped())
    assert typist.preparing.share == 0.0
    second.happened.emit(Progress("reading_prompt", 5, 10))
    assert typist.preparing.share == 0.5


def test_what_was_sent_is_not_sent_again(typist: Typist, line: FakeLine) -> None:
    typist.type("een ", 0.1)
    typist.pass_time(1.0)
    close(line.submitted[-1], Done())
    typist.type("x", 0.1)
    typist.text = "een "
    typist.preparing.note_typed({"question": typist.text})
    typist.pass_time(1.0)
    assert typist.sent == ["een "]
    typist.pass_time(1.0)
    assert typist.preparing.phase == "ready"


def test_other_documents_have_the_same_form_prepared_anew(typist: Typist) -> None:
    typist.type("een ", 0.1)
    typist.pass_time(1.0)
    typist.preparing.forget()
    typist.pass_time(1.0)
    assert typist.sent == ["een ", "een "]


def test_nothing_is_sent_without_a_model_or_while_an_answer_is_written(line: FakeLine) -> None:
    typist = Typist(line)
    typist.preparing.set_model(None)
    typist.type("een ", 0.1)
    typist.pass_time(2.0)
    assert typist.sent == []
    typist.preparing.set_model(MODEL)
    typist.preparing.set_busy(True)
    typist.type("twee ", 0.1)
    typist.pass_time(2.0)
    assert typist.sent == []
    typist.preparing.set_busy(False)
    typist.pass_time(1.0)
    assert typist.sent == ["een twee "]


def test_a_failure_is_silent_and_not_tried_again_by_itself(typist: Typist, line: FakeLine) -> None:
    typist.type("een ", 0.1)
    typist.pass_time(1.0)
    close(line.submitted[-1], Failed(Fault("EngineDied", {"exit_code": 1})))
    assert typist.preparing.phase == "none"
    typist.pass_time(5.0)
    assert typist.sent == ["een "]
    typist.type("twee ", 0.1)
    typist.pass_time(1.0)
    assert typist.sent == ["een ", "een twee "]


def test_ready_is_told_when_the_typing_rests(typist: Typist, line: FakeLine) -> None:
    phases: list[str] = []
    typist.preparing.moved.connect(lambda: phases.append(typist.preparing.phase))
    typist.type("hoe ", 0.3)
    typist.pass_time(0.25)
    close(line.submitted[-1], Done())
    typist.type("lang ", 0.3)
    typist.pass_time(0.25)
    close(line.submitted[-1], Done())
    assert "ready" not in phases
    typist.pass_time(1.0)
    assert phases[-1] == "ready"


# --- the panel --------------------------------------------------------------------------------------


@pytest.fixture
def panel(qtbot: QtBot, services: Services, monkeypatch: pytest.MonkeyPatch) -> Iterator[RequestPanel]:
    monkeypatch.setattr(preparing, "PAUSE_MS", 20)
    monkeypatch.setattr(preparing, "CALM_MS", 20)
    monkeypatch.setattr(preparing, "LONGEST_PAUSE_MS", 30)
    made = RequestPanel(services)
    qtbot.addWidget(made)
    made.resize(560, 420)
    made.show()
    made.show_task(TASKS["ask"])
    made.set_model(MODEL)
    yield made


def settled(qtbot: QtBot, line: FakeLine, count: int) -> Callable[[], Prepare]:
    qtbot.waitUntil(lambda: len(line.jobs(Prepare)) == count, timeout=2000)

    def last() -> Prepare:
        job = line.submitted[-1].job
        assert isinstance(job, Prepare)
        return job

    return last


def field(panel: RequestPanel) -> QPlainTextEdit:
    return next(found for found in panel.findChildren(QPlainTextEdit) if found.isVisible())


def sign(panel: RequestPanel) -> str:
    words = [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]
    return next((word for word in words if word in ("Reading along…", "Ready to write")), "")


def test_a_shown_task_is_prepared_and_then_what_is_typed(
    qtbot: QtBot, panel: RequestPanel, line: FakeLine
) -> None:
    assert settled(qtbot, line, 1)() == Prepare("ask", READ, "en", TASKS["ask"].tuning)
    assert sign(panel) == ""
    QTest.keyClicks(field(panel), "How long?")
    assert settled(qtbot, line, 2)().fields == {"question": "How long?", **READ}
    assert sign(panel) == "Reading along…"
    close(line.submitted[-1], Done())
    qtbot.waitUntil(lambda: sign(panel) == "Ready to write", timeout=2000)


def test_an_earlier_answer_that_is_shown_is_prepared(
    qtbot: QtBot, panel: RequestPanel, line: FakeLine
) -> None:
    settled(qtbot, line, 1)
    tuning, scope = Tuning(0.9, 64), Scope(folder="/stukken")
    fields = {"question": "Wie?", **READ}
    panel.show_request(TASKS["ask"], fields, tuning, scope)
    assert settled(qtbot, line, 2)() == Prepare("ask", fields, "en", tuning, scope=scope)


def test_another_tuning_is_prepared(qtbot: QtBot, panel: RequestPanel, line: FakeLine) -> None:
    settled(qtbot, line, 1)
    panel.findChildren(QSlider)[0].setValue(3)
    assert settled(qtbot, line, 2)().tuning != TASKS["ask"].tuning


def test_generate_stops_preparing_and_what_was_asked_is_not_prepared_again(
    qtbot: QtBot, panel: RequestPanel, line: FakeLine
) -> None:
    asked: list[Answer] = []
    panel.asked.connect(asked.append)
    QTest.keyClicks(field(panel), "How long?")
    settled(qtbot, line, 1)
    QTest.keyClick(field(panel), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert line.stopped == [line.submitted[-1]]
    prepared = line.submitted[-1].job
    assert isinstance(prepared, Prepare)
    assert asked == [Answer("ask", prepared.fields, "en", prepared.tuning)]
    panel.set_busy(True)
    assert sign(panel) == ""
    panel.set_busy(False)
    qtbot.wait(100)
    assert len(line.jobs(Prepare)) == 1


def test_the_sign_takes_no_room_from_the_buttons(qtbot: QtBot, panel: RequestPanel, line: FakeLine) -> None:
    generate = next(found for found in panel.findChildren(QPushButton) if found.isVisible())
    before = generate.geometry()
    QTest.keyClicks(field(panel), "How long?")
    settled(qtbot, line, 1)
    assert generate.geometry() == before
