"""The place of the answer: its states in order, what is kept apart, copies, scrolling, the keyboard."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel, QListView, QProgressBar, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from app.messages import (
    Answer,
    AnswerCovered,
    AnswerKept,
    AnswerStarted,
    AnswerState,
    AnswerWritten,
    Coverage,
    Done,
    Failed,
    Progress,
    Source,
    Stopped,
    TextWritten,
    Timing,
    Tuning,
)
from app.tasks import Task, load_all
from app.ui.answer.panel import AnswerPanel
from app.ui.answer.preview import FormPreview
from app.ui.answer.source_list import SourceList
from app.ui.answer.text import AnswerText
from app.ui.answer.view import AnswerView
from app.ui.copy_button import CopyButton
from app.ui.services import Services
from app.ui.theme import Theme
from app.ui.two_lines import TwoLines
from app.ui.worker import EngineJob
from store.schema import Fault
from tests.app.ui.fake_line import FakeLine

TASKS = load_all(Path("none"))
SOURCES = (
    Source(1, "d1", "/stukken/handboek.pdf", "Handboek", 12, "Vier weken na\nde procedure.", "Verlof", 40),
    Source(2, "d1", "/stukken/handboek.pdf", "Handboek", 14, "Met toestemming een jaar."),
    Source(3, "d2", "/stukken/avg.docx", "", 1, "Bewaar niet langer dan nodig is."),
)
TEXT = "Sollicitatiebrieven worden na **vier weken** verwijderd.\n\n- Met toestemming een jaar."
SHOWN = "Sollicitatiebrieven worden na vier weken verwijderd.\n\n• Met toestemming een jaar."
COVERAGE = Coverage(documents=2, passages=3, of_documents=4)
TIMING = Timing(1.0, 4.2, 900, 0, 30)
LONG = "\n\n".join(f"Alinea {number} met genoeg woorden om een regel te vullen." for number in range(60))


class Clock:
    """Tells what it is told."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def panel(qtbot: QtBot, services: Services, clock: Clock) -> Iterator[AnswerPanel]:
    made = AnswerPanel(services, clock=clock)
    qtbot.addWidget(made)
    made.resize(620, 420)
    made.show()
    yield made


def ask(panel: AnswerPanel, services: Services, task: str = "ask") -> EngineJob:
    panel.ask(Answer(task, {"question": "Hoe lang?"}, "nl", Tuning()), TASKS[task])
    assert isinstance(services.line, FakeLine)
    return services.line.submitted[-1]


def written(
    text: str = TEXT, sources: tuple[Source, ...] = SOURCES, coverage: Coverage = COVERAGE
) -> AnswerWritten:
    return AnswerWritten("a1", "ask", "Geitje", text, (), sources, coverage, TIMING)


def answer(job: EngineJob, text: str = TEXT, left_out: int = 0) -> None:
    coverage = msgspec.structs.replace(COVERAGE, left_out=left_out)
    job.happened.emit(AnswerStarted("a1", SOURCES, left_out, coverage))
    for start in range(0, len(text), 7):
        job.happened.emit(TextWritten(text[start : start + 7]))
    job.happened.emit(written(text, coverage=coverage))
    job.closed.emit(Done())


def kept(state: AnswerState = "done", identity: str = "k1", text: str = TEXT) -> AnswerKept:
    fields = {"question": "Hoe lang?"}
    return AnswerKept(
        id=identity,
        created_at="2026-03-03T13:05:00+00:00",
        state=state,
        task="ask",
        model="Geitje",
        fields=fields,
        tuning=Tuning(),
        sources=SOURCES,
        text=text,
        timing=TIMING,
        coverage=COVERAGE,
    )


def shown(panel: AnswerPanel) -> str:
    text = panel.findChild(AnswerText)
    text.flush()
    return text.toPlainText() if text.isVisible() else ""


def says(panel: QWidget) -> list[str]:
    """Every label that can be seen."""
    return [label.text() for label in panel.findChildren(QLabel) if label.isVisible() and label.text()]


def button(panel: QWidget, text: str) -> QPushButton:
    return next(
        found for found in panel.findChildren(QPushButton) if found.text() == text and found.isVisible()
    )


def buttons(panel: QWidget) -> list[str]:
    return [found.text() for found in panel.findChildren(QPushButton) if found.isVisible()]


def name(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def settle() -> None:
    for _ in range(5):
        QApplication.processEvents()


# --- the states -------------------------------------------------------------------------------------


def test_empty_it_shows_what_form_the_answer_will_have(panel: AnswerPanel) -> None:
    panel.clear(TASKS["brainstorm"])
    assert "The answer appears here, under these headings:" in says(panel)
    assert name(panel.findChild(FormPreview)) == "Introduction, Ideas, Next step"
    panel.clear(TASKS["ask"])
    assert "The answer appears here, with the passages that were read for it." in says(panel)
    panel.clear(TASKS["write"])
    assert "The text appears here." in says(panel)
    panel.clear(None)
    assert "The answer appears here." in says(panel)
    assert buttons(panel) == []


def test_the_states_come_in_order(panel: AnswerPanel, services: Services, clock: Clock) -> None:
    job = ask(panel, services)
    bar = panel.findChild(QProgressBar)
    heads = [says(panel)[0]]
    for event in (
        Progress("loading_model"),
        Progress("searching"),
        AnswerStarted("a1", SOURCES, 0),
    ):
        job.happened.emit(event)
        heads.append(says(panel)[0])
        assert bar.isVisible()
        assert bar.maximum() == 0
    for clock.now, done in ((0.0, 100), (1.0, 300), (2.0, 500)):
        job.happened.emit(Progress("reading_prompt", done, 2300))
        heads.append(says(panel)[0])
        assert (bar.value(), bar.maximum()) == (done, 2300)
    job.happened.emit(TextWritten("Een"))
    heads.append(says(panel)[0])
    assert not bar.isVisible()
    assert heads == [
        "One moment…",
        "Loading the model…",
        "Searching the documents…",
        "Reads 3 passages…",
        "Reads 3 passages…",
        "Reads 3 passages…",
        "Reads 3 passages, about 9 s left",
        "Writing…",
    ]


def test_without_passages_the_question_is_read(panel: AnswerPanel, services: Services, clock: Clock) -> None:
    job = ask(panel, services, "write")
    job.happened.emit(AnswerStarted("a1", (), 0))
    assert says(panel)[0] == "Reads the question…"
    for clock.now, done in ((0.0, 0), (1.0, 10), (2.0, 20)):
        job.happened.emit(Progress("reading_prompt", done, 2020))
    assert says(panel)[0] == "Reads the question, about 3 min left"


def test_reading_everything_tells_how_much_and_how_long(
    panel: AnswerPanel, services: Services, clock: Clock
) -> None:
    job = ask(panel, services)
    plan = Coverage(documents=4, passages=300, of_documents=4, whole=True)
    job.happened.emit(AnswerStarted("a1", (), 0, plan))
    job.happened.emit(AnswerCovered(Coverage(of_documents=4)))
    for clock.now, done in ((0.0, 0), (5.0, 100), (10.0, 200)):
        job.happened.emit(Progress("reading_whole", done, 20_200))
    assert says(panel)[0] == "Reads everything: 300 passages, about 17 min left"
    job.happened.emit(AnswerCovered(Coverage(documents=1, passages=90, of_documents=4)))
    job.happened.emit(Progress("reading_prompt", 0, 500))
    assert says(panel)[0] == "Reads everything: 300 passages…"
    panel.stop()
    job.closed.emit(Stopped())
    assert "90 passages from 1 of 4 documents" in says(panel)


def test_what_the_engine_expects_is_told_and_counts_down(
    panel: AnswerPanel, services: Services, clock: Clock, qtbot: QtBot
) -> None:
    job = ask(panel, services)
    job.happened.emit(AnswerStarted("a1", SOURCES, 0))
    job.happened.emit(Progress("reading_prompt", 0, 2300, 12.0))
    assert says(panel)[0] == "Reads 3 passages, about 12 s left"
    clock.now = 4.0
    qtbot.waitUntil(lambda: says(panel)[0] == "Reads 3 passages, about 8 s left", timeout=3000)
    job.happened.emit(TextWritten("Een"))
    assert says(panel)[0] == "Writing…"
    job.happened.emit(Progress("writing", 10, 500, 40.0))
    assert says(panel)[0] == "Writing, at most 40 s left"
    job.closed.emit(Done())
    assert says(panel)[0] == "Answer"


def test_sources_can_be_read_before_the_text_is_there(panel: AnswerPanel, services: Services) -> None:
    job = ask(panel, services)
    job.happened.emit(AnswerStarted("a1", SOURCES, 0))
    assert panel.findChild(SourceList).isVisible()
    assert panel.findChild(QListView).model().rowCount() == 3


def test_a_finished_answer_tells_what_it_was_made_from(panel: AnswerPanel, services: Services) -> None:
    answer(ask(panel, services), left_out=2)
    assert shown(panel) == SHOWN
    receipt = "3 passages from 2 of 4 documents; 2 passages found did not fit and were not read"
    assert f"{receipt}\nModel Geitje · 10 words · first word after 1.0 s, 4.2 s in all" in says(panel)
    assert "Read 900 tokens · wrote 30, 9.1 a second" in says(panel)
    assert buttons(panel) == ["Copy", "Write again"]


def test_a_stopped_answer_keeps_its_text(panel: AnswerPanel, services: Services) -> None:
    job = ask(panel, services)
    job.happened.emit(AnswerStarted("a1", SOURCES, 0))
    job.happened.emit(TextWritten("Half een zin **vet"))
    panel.stop()
    panel.stop()
    assert isinstance(services.line, FakeLine)
    assert services.line.stopped == [job]
    assert says(panel)[0] == "Stopping…"
    job.closed.emit(Stopped())
    assert shown(panel) == "Half een zin **vet"
    assert "Stopped. What was written is kept." in says(panel)
    assert says(panel)[0] == "Answer, not finished"
    assert buttons(panel) == ["Copy", "Write again"]


def test_an_answer_stopped_before_it_began_says_so(panel: AnswerPanel, services: Services) -> None:
    job = ask(panel, services)
    job.closed.emit(Stopped())
    assert "Stopped before anything was written." in says(panel)
    assert buttons(panel) == ["Write again"]


def test_a_failure_says_why_and_offers_to_try_again(
    panel: AnswerPanel, services: Services, qtbot: QtBot
) -> None:
    job = ask(panel, services)
    fault = Fault("PromptTooLong", {"tokens": 5000, "limit": 2000})
    job.closed.emit(Failed(fault))
    assert services.sentences.error(fault) in says(panel)
    assert buttons(panel) == ["Try again"]
    with qtbot.waitSignal(panel.regenerate_wanted, timeout=1_000):
        button(panel, "Try again").click()


def test_when_the_engine_dies_the_text_stays(panel: AnswerPanel, services: Services) -> None:
    job = ask(panel, services)
    job.happened.emit(AnswerStarted("a1", SOURCES, 0))
    job.happened.emit(TextWritten("Tot hier."))
    fault = Fault("EngineDied", {"exit_code": -9})
    job.closed.emit(Failed(fault))
    assert shown(panel) == "Tot hier."
    assert f"{services.sentences.error(fault)} What was written is kept." in says(panel)


def test_an_answer_of_the_program_alone_is_shown(panel: AnswerPanel, services: Services) -> None:
    job = ask(panel, services)
    job.happened.emit(AnswerStarted("a1", (), 0))
    job.happened.emit(TextWritten("Dit staat niet in de documenten."))
    job.happened.emit(written("Dit staat niet in de documenten.", ()))
    job.closed.emit(Done())
    assert shown(panel) == "Dit staat niet in de documenten."
    assert not panel.findChild(SourceList).isVisible()


def test_the_kept_text_counts_when_the_pieces_say_otherwise(panel: AnswerPanel, services: Services) -> None:
    job = ask(panel, services)
    job.happened.emit(AnswerStarted("a1", SOURCES, 0))
    job.happened.emit(TextWritten("iets anders"))
    job.happened.emit(written())
    job.closed.emit(Done())
    assert shown(panel) == SHOWN


def test_signals_tell_how_it_goes(panel: AnswerPanel, services: Services) -> None:
    told: list[object] = []
    panel.busy_changed.connect(told.append)
    panel.answered.connect(lambda: told.append("answered"))
    job = ask(panel, services)
    assert panel.busy
    answer(job)
    assert not panel.busy
    assert told == [True, False, "answered"]
    ask(panel, services).closed.emit(Failed(Fault("NoModel")))
    assert told == [True, False, "answered"] * 2


def test_an_answer_of_some_length_measures_the_words_a_token_is(
    panel: AnswerPanel, services: Services
) -> None:
    measured: list[float] = []
    panel.words_measured.connect(measured.append)
    answer(ask(panel, services))  # 30 tokens say too little
    job = ask(panel, services)
    job.happened.emit(AnswerStarted("a1", (), 0))
    long = msgspec.structs.replace(written("een twee drie " * 20), timing=Timing(1.0, 4.0, 10, 0, 80))
    job.happened.emit(long)
    job.closed.emit(Done())
    assert measured == [60 / 80]


def test_written_again_it_begins_anew(panel: AnswerPanel, services: Services, qtbot: QtBot) -> None:
    answer(ask(panel, services))
    with qtbot.waitSignal(panel.regenerate_wanted, timeout=1_000):
        button(panel, "Write again").click()
    job = ask(panel, services)
    assert shown(panel) == ""
    assert not panel.findChild(SourceList).isVisible()
    assert buttons(panel) == []
    answer(job, "Een ander antwoord.")
    assert shown(panel) == "Een ander antwoord."


def test_what_comes_late_for_an_answer_before_is_not_heard(panel: AnswerPanel, services: Services) -> None:
    first = ask(panel, services)
    second = ask(panel, services)
    assert isinstance(services.line, FakeLine)
    assert services.line.stopped == [first]
    answer(first, "Het eerste.")
    assert panel.busy
    assert shown(panel) == ""
    answer(second, "Het tweede.")
    assert shown(panel) == "Het tweede."


# --- earlier answers --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        ("stopped", "Stopped. What was written is kept."),
        ("interrupted", "The writing was cut off. What was written is kept."),
        ("failed", "The writing failed. What was written is kept."),
    ],
)
def test_an_earlier_answer_tells_how_it_ended(panel: AnswerPanel, state: AnswerState, sentence: str) -> None:
    panel.show_kept(kept(state), TASKS["ask"])
    assert shown(panel) == SHOWN
    assert sentence in says(panel)
    assert says(panel)[0].startswith("Answer of ")
    assert says(panel)[0].endswith(", not finished")


def test_an_earlier_answer_looks_as_it_did_when_it_was_written(
    panel: AnswerPanel, services: Services
) -> None:
    answer(ask(panel, services))
    before = says(panel)[1:]
    panel.show_kept(kept(), TASKS["ask"])
    assert shown(panel) == SHOWN
    assert says(panel)[1:] == before


def test_an_answer_of_a_task_that_is_gone_cannot_be_written_again(panel: AnswerPanel) -> None:
    panel.show_kept(kept(), None)
    assert buttons(panel) == ["Copy"]


def test_writing_goes_on_while_an_earlier_answer_is_shown(panel: AnswerPanel, services: Services) -> None:
    job = ask(panel, services)
    job.happened.emit(AnswerStarted("a1", SOURCES, 0))
    job.happened.emit(TextWritten("Het nieuwe "))
    panel.show_kept(kept(text="Het oude."), TASKS["ask"])
    assert shown(panel) == "Het oude."
    assert "An answer is being written." in says(panel)
    job.happened.emit(TextWritten("antwoord"))
    assert shown(panel) == "Het oude."
    button(panel, "Show it").click()
    assert shown(panel) == "Het nieuwe antwoord"
    assert "An answer is being written." not in says(panel)
    job.happened.emit(TextWritten(" groeit."))
    assert shown(panel) == "Het nieuwe antwoord groeit."


def test_what_ends_unseen_leaves_the_view_alone(panel: AnswerPanel, services: Services) -> None:
    job = ask(panel, services)
    panel.show_kept(kept(text="Het oude."), TASKS["ask"])
    answer(job)
    assert shown(panel) == "Het oude."
    assert "An answer is being written." not in says(panel)
    panel.show_live()
    assert shown(panel) == SHOWN
    assert buttons(panel) == ["Copy", "Write again"]


def test_the_answer_that_is_being_written_opened_as_an_earlier_one_is_the_live_one(
    panel: AnswerPanel, services: Services
) -> None:
    job = ask(panel, services)
    job.happened.emit(AnswerStarted("a1", SOURCES, 0))
    job.happened.emit(TextWritten("Live"))
    panel.clear(TASKS["ask"])
    panel.show_kept(kept("writing", "a1", "oud"), TASKS["ask"])
    job.happened.emit(TextWritten(" verder"))
    assert shown(panel) == "Live verder"


def test_choosing_a_task_clears_the_view_and_not_the_writing(panel: AnswerPanel, services: Services) -> None:
    job = ask(panel, services)
    panel.clear(TASKS["brainstorm"])
    assert "The answer appears here, under these headings:" in says(panel)
    answer(job)
    panel.show_live()
    assert shown(panel) == SHOWN


# --- scrolling --------------------------------------------------------------------------------------


def stream(job: EngineJob, panel: AnswerPanel, text: str) -> None:
    for start in range(0, len(text), 200):
        job.happened.emit(TextWritten(text[start : start + 200]))
        panel.findChild(AnswerText).flush()
        settle()


def end_is_seen(panel: AnswerPanel) -> bool:
    view, text = panel.findChild(AnswerView), panel.findChild(AnswerText)
    bottom = text.mapTo(view.viewport(), QPoint(0, text.height())).y()
    return 0 < bottom <= view.viewport().height()


def test_the_end_of_the_text_stays_in_sight(panel: AnswerPanel, services: Services) -> None:
    job = ask(panel, services)
    job.happened.emit(AnswerStarted("a1", SOURCES, 0))
    for part in (LONG[:300], LONG[300:1500], LONG[1500:]):
        stream(job, panel, part)
        assert end_is_seen(panel)


def test_who_scrolled_up_stays_there(panel: AnswerPanel, services: Services) -> None:
    job = ask(panel, services)
    stream(job, panel, LONG)
    bar = panel.findChild(AnswerView).verticalScrollBar()
    bar.setValue(100)
    stream(job, panel, LONG)
    job.happened.emit(written(LONG + LONG))
    job.closed.emit(Stopped())
    settle()
    assert bar.value() == 100


def test_who_scrolls_back_down_follows_again(panel: AnswerPanel, services: Services) -> None:
    job = ask(panel, services)
    stream(job, panel, LONG)
    bar = panel.findChild(AnswerView).verticalScrollBar()
    bar.setValue(0)
    bar.setValue(bar.maximum())
    stream(job, panel, LONG)
    assert end_is_seen(panel)


def test_how_it_ended_is_in_sight_for_who_followed(panel: AnswerPanel, services: Services) -> None:
    job = ask(panel, services)
    stream(job, panel, LONG)
    job.closed.emit(Stopped())
    settle()
    view = panel.findChild(AnswerView)
    label = next(found for found in view.findChildren(QLabel) if found.text().startswith("Stopped."))
    assert view.viewport().rect().contains(label.mapTo(view.viewport(), label.rect().bottomLeft()))


def test_an_earlier_answer_is_shown_from_its_beginning(panel: AnswerPanel, services: Services) -> None:
    stream(ask(panel, services), panel, LONG)
    panel.show_kept(kept(text=LONG), TASKS["ask"])
    settle()
    assert panel.findChild(AnswerView).verticalScrollBar().value() == 0


def test_the_wheel_over_the_text_is_for_the_whole(panel: AnswerPanel) -> None:
    panel.show_kept(kept(text=LONG), TASKS["ask"])
    for viewport in (panel.findChild(AnswerText).viewport(), panel.findChild(QListView).viewport()):
        turn = QWheelEvent(
            QPointF(20, 20),
            viewport.mapToGlobal(QPointF(20, 20)),
            QPoint(0, 0),
            QPoint(0, -120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(viewport, turn)
        assert not turn.isAccepted()


def test_page_keys_in_the_text_turn_the_pages_of_the_whole(panel: AnswerPanel, qtbot: QtBot) -> None:
    panel.show_kept(kept(text=LONG), TASKS["ask"])
    settle()
    bar = panel.findChild(AnswerView).verticalScrollBar()
    qtbot.keyClick(panel.findChild(AnswerText), Qt.Key.Key_PageDown)
    assert bar.value() == bar.pageStep()
    qtbot.keyClick(panel.findChild(AnswerText), Qt.Key.Key_PageUp)
    assert bar.value() == 0


# --- copying ----------------------------------------------------------------------------------------


def test_a_copy_has_text_form_and_sources(panel: AnswerPanel, services: Services) -> None:
    answer(ask(panel, services))
    button(panel, "Copy").click()
    mime = QGuiApplication.clipboard().mimeData()
    assert mime.text() == (
        f"{SHOWN}\n\nSources read:\n[1] Handboek, page 12\n[2] Handboek, page 14\n[3] avg.docx, page 1\n"
    )
    assert "<b>vier weken</b>" in mime.html()
    assert "<ul><li>Met toestemming een jaar.</li></ul>" in mime.html()
    assert "[3] avg.docx, page 1" in mime.html()


def test_the_copy_of_an_earlier_answer_is_that_of_the_live_one(
    panel: AnswerPanel, services: Services
) -> None:
    answer(ask(panel, services))
    button(panel, "Copy").click()
    first = QGuiApplication.clipboard().text()
    panel.show_kept(kept(), TASKS["ask"])
    panel.findChild(QPushButton).click()
    assert QGuiApplication.clipboard().text() == first


def test_the_button_says_for_a_moment_that_it_has_copied(theme: Theme, qtbot: QtBot) -> None:
    pressed = CopyButton("Copy the whole of it", theme, said_ms=50)
    qtbot.addWidget(pressed)
    pressed.show()
    width = pressed.width()
    mime = QMimeData()
    mime.setText("een antwoord")
    pressed.copy(mime)
    pressed.adjustSize()
    assert (pressed.text(), pressed.width()) == ("Copied", width)
    assert QGuiApplication.clipboard().text() == "een antwoord"
    qtbot.waitUntil(lambda: pressed.text() == "Copy the whole of it", timeout=5_000)


# --- keyboard and names -----------------------------------------------------------------------------


def test_a_source_is_chosen_by_click_and_by_enter(
    panel: AnswerPanel, services: Services, qtbot: QtBot
) -> None:
    answer(ask(panel, services))
    settle()
    rows = panel.findChild(QListView)
    chosen: list[tuple[object, int]] = []
    panel.source_chosen.connect(lambda sources, number: chosen.append((sources, number)))
    place = rows.visualRect(rows.model().index(1, 0)).center()
    qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)
    panel.focus_sources()
    qtbot.keyClick(rows, Qt.Key.Key_Down)
    qtbot.keyClick(rows, Qt.Key.Key_Return)
    assert chosen == [(SOURCES, 2), (SOURCES, 3)]


def test_the_keyboard_brings_a_source_into_sight(
    panel: AnswerPanel, services: Services, qtbot: QtBot
) -> None:
    panel.show_kept(kept(text=LONG), TASKS["ask"])
    settle()
    rows, view = panel.findChild(QListView), panel.findChild(AnswerView)
    rows.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(rows, Qt.Key.Key_End)
    last = rows.visualRect(rows.model().index(2, 0))
    assert view.viewport().rect().contains(rows.viewport().mapTo(view.viewport(), last.center()))


def test_the_keyboard_gets_to_the_text_and_copies(
    panel: AnswerPanel, services: Services, qtbot: QtBot
) -> None:
    with qtbot.waitActive(panel):
        panel.activateWindow()
    job = ask(panel, services)
    job.happened.emit(AnswerStarted("a1", SOURCES, 0))
    panel.focus_text()
    assert panel.findChild(QListView).hasFocus()
    QGuiApplication.clipboard().setText("niets")
    job.happened.emit(TextWritten("Een"))
    panel.focus_text()
    text = panel.findChild(AnswerText)
    assert text.hasFocus()
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(text, Qt.Key.Key_C, both)
    assert QGuiApplication.clipboard().text() == "niets"
    job.closed.emit(Done())
    qtbot.keyClick(text, Qt.Key.Key_C, both)
    assert QGuiApplication.clipboard().text().startswith("Een\n\nSources read:")


def test_every_control_has_a_name(panel: AnswerPanel, services: Services) -> None:
    answer(ask(panel, services))
    reachable = [
        widget
        for kind in (QPushButton, QToolButton, QListView, AnswerText, QProgressBar)
        for widget in panel.findChildren(kind)
        if widget.isVisible()
    ]
    assert len(reachable) >= 5
    assert [widget for widget in reachable if not name(widget)] == []
    rows = panel.findChild(QListView)
    first = QAccessible.queryAccessibleInterface(rows).child(0)
    assert first.text(QAccessible.Text.Name) == "1. Handboek, page 12 · Verlof"


def test_sources_fold_away_and_come_back(panel: AnswerPanel, services: Services) -> None:
    answer(ask(panel, services))
    caption = panel.findChild(SourceList).findChild(QToolButton)
    assert caption.text() == "Sources read: 3"
    caption.click()
    assert not panel.findChild(QListView).isVisible()
    caption.click()
    assert panel.findChild(QListView).isVisible()


def test_it_fits_the_smallest_place(panel: AnswerPanel, services: Services) -> None:
    answer(ask(panel, services))
    panel.resize(480, 250)
    settle()
    assert panel.minimumSizeHint().width() <= 480
    assert panel.minimumSizeHint().height() <= 250
    view = panel.findChild(AnswerView)
    assert view.widget().width() <= view.viewport().width()


@pytest.mark.parametrize(
    ("quote", "beginning"),
    [
        ("# Verlof\n\nMedewerkers hebben\n  25 dagen.", "Medewerkers hebben 25 dagen."),
        ("## Blad1", "Blad1"),
        ("", ""),
    ],
)
def test_a_source_shows_the_first_words_under_its_headings(
    panel: AnswerPanel, services: Services, quote: str, beginning: str
) -> None:
    ask(panel, services).happened.emit(AnswerStarted("a1", (Source(1, "d", "/x", "X", 1, quote),), 0))
    index = panel.findChild(QListView).model().index(0, 0)
    assert index.data(TwoLines.SECOND_LINE) == beginning


def test_a_document_that_was_erased_with_its_quotes_is_called_so(
    panel: AnswerPanel, services: Services
) -> None:
    ask(panel, services).happened.emit(AnswerStarted("a1", (Source(1, "d", "", "", 2, ""),), 0))
    index = panel.findChild(QListView).model().index(0, 0)
    assert index.data(Qt.ItemDataRole.DisplayRole) == "Erased document"
    assert index.data(Qt.ItemDataRole.AccessibleTextRole).startswith("1. Erased document")


def test_hostile_names_of_documents_are_text(panel: AnswerPanel, services: Services) -> None:
    hostile = Source(1, "d", "/x/<img src=x>.pdf", "<b>vet</b>\n<img src=x>", 1, "<script>\n\n  x</script>")
    job = ask(panel, services)
    job.happened.emit(AnswerStarted("a1", (hostile,), 0))
    index = panel.findChild(QListView).model().index(0, 0)
    assert index.data(Qt.ItemDataRole.DisplayRole) == "<b>vet</b> <img src=x>"
    assert "<img" not in index.data(Qt.ItemDataRole.ToolTipRole)


def test_a_task_of_the_persons_own_shows_its_headings_as_text(panel: AnswerPanel, task: Task) -> None:
    panel.clear(task)
    assert name(panel.findChild(FormPreview)) == "<b>Kop</b>"


@pytest.fixture
def task(tmp_path: Path) -> Task:
    own = tmp_path / "tasks"
    own.mkdir()
    (own / "own.toml").write_text(
        'schema = 1\nid = "own"\ndocuments = "none"\nname = { nl = "x", en = "x" }\nhelp = { nl = "x" }\n'
        'instruction = { nl = "x", en = "x" }\n'
        '[[sections]]\nkind = "prose"\nheading = { en = "<b>Kop</b>" }\n',
        encoding="utf-8",
    )
    return load_all(own)["own"]
