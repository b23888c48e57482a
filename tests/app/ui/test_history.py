"""Earlier answers: listed, found, opened, removed."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListView, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from app import tasks
from app.errors import EngineDied, fault_of
from app.messages import (
    AnswerKept,
    AnswerListed,
    Done,
    Failed,
    ListAnswers,
    ReadAnswer,
    RemoveAnswers,
    Timing,
    Tuning,
)
from app.ui.history import HistoryPanel
from app.ui.services import Services
from tests.app.ui.fake_line import FakeLine

NOW = datetime.now(UTC).isoformat(timespec="seconds")


def listed(number: int, subject: str = "", state: str = "done", created_at: str = NOW) -> AnswerListed:
    return AnswerListed(f"answer{number}", created_at, state, "ask", subject or f"question {number}")  # type: ignore[arg-type]


def kept(identity: str) -> AnswerKept:
    fields, timing = {"question": "why"}, Timing(1, 2, 3, 0, 4)
    return AnswerKept(identity, NOW, "done", "ask", "model", fields, Tuning(), (), "Because.", timing)


@pytest.fixture
def panel(qtbot: QtBot, services: Services) -> HistoryPanel:
    made = HistoryPanel(services, dict(tasks.load_all(services.paths.tasks)))
    qtbot.addWidget(made)
    made.resize(240, 500)
    made.show()
    return made


def line(services: Services) -> FakeLine:
    assert isinstance(services.line, FakeLine)
    return services.line


def fill(panel: HistoryPanel, services: Services, *answers: AnswerListed) -> None:
    panel.load()
    job = line(services).jobs(ListAnswers)[-1]
    for answer in answers:
        job.happened.emit(answer)
    job.closed.emit(Done())


def view(panel: HistoryPanel) -> QListView:
    return panel.findChild(QListView)


def rows(panel: HistoryPanel) -> list[str]:
    model = view(panel).model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_answers_are_listed_in_the_order_in_which_they_come(panel: HistoryPanel, services: Services) -> None:
    fill(panel, services, listed(1), listed(2))
    assert rows(panel) == ["question 1", "question 2"]
    assert view(panel).isVisible()


def test_without_answers_it_says_what_will_be_here(panel: HistoryPanel, services: Services) -> None:
    fill(panel, services)
    assert not view(panel).isVisible()


def test_a_hostile_subject_is_one_line_of_text(panel: HistoryPanel, services: Services) -> None:
    fill(panel, services, listed(1, "<img src='file:///etc/passwd'>\nand \u202egpj.exe"))
    assert rows(panel) == ["<img src='file:///etc/passwd'> and \ufffdgpj.exe"]
    tip = view(panel).model().index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert "<img" not in tip


def test_what_is_typed_finds_answers(qtbot: QtBot, panel: HistoryPanel, services: Services) -> None:
    fill(panel, services, *(listed(number) for number in range(10)), listed(11, "Kantine op vrijdag"))
    qtbot.keyClicks(panel._search, "KANTINE")
    assert rows(panel) == ["Kantine op vrijdag"]


def test_an_answer_that_is_chosen_is_read_and_opened(
    qtbot: QtBot, panel: HistoryPanel, services: Services
) -> None:
    fill(panel, services, listed(1), listed(2))
    view(panel).setCurrentIndex(view(panel).model().index(1, 0))
    qtbot.keyClick(view(panel), Qt.Key.Key_Return)
    (job,) = line(services).jobs(ReadAnswer)
    assert job.job == ReadAnswer("answer2")
    with qtbot.waitSignal(panel.opened) as opened:
        job.happened.emit(kept("answer2"))
    assert opened.args == [kept("answer2")]


def test_of_two_that_are_chosen_quickly_only_the_last_is_opened(
    qtbot: QtBot, panel: HistoryPanel, services: Services
) -> None:
    fill(panel, services, listed(1), listed(2))
    for row in (0, 1):
        view(panel).clicked.emit(view(panel).model().index(row, 0))
    first, _second = line(services).jobs(ReadAnswer)
    with qtbot.assertNotEmitted(panel.opened):
        first.happened.emit(kept("answer1"))


def test_the_answer_that_is_being_written_is_on_top_and_leads_back(
    qtbot: QtBot, panel: HistoryPanel, services: Services
) -> None:
    fill(panel, services, listed(1))
    panel.show_live("ask", "the new question")
    assert rows(panel) == ["the new question", "question 1"]
    with qtbot.waitSignal(panel.live_chosen):
        view(panel).clicked.emit(view(panel).model().index(0, 0))
    assert not line(services).jobs(ReadAnswer)
    panel.end_live()
    assert rows(panel) == ["question 1"]
    assert len(line(services).jobs(ListAnswers)) == 2


def test_removing_asks_first_and_then_erases(qtbot: QtBot, panel: HistoryPanel, services: Services) -> None:
    fill(panel, services, listed(1), listed(2))
    panel.activateWindow()
    view(panel).setFocus()
    view(panel).selectAll()
    for answer in ("Keep", "Erase"):
        qtbot.keyClick(view(panel), Qt.Key.Key_Delete)
        (question,) = [box for box in panel.findChildren(QMessageBox) if box.isVisible()]
        (button,) = [button for button in question.findChildren(QPushButton) if button.text() == answer]
        with qtbot.waitSignal(question.finished):
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        removed = line(services).jobs(RemoveAnswers)
        assert [job.job for job in removed] == (
            [RemoveAnswers(("answer1", "answer2"))] if answer == "Erase" else []
        )
    removed[0].closed.emit(Done())
    assert len(line(services).jobs(ListAnswers)) == 2


def test_what_could_not_be_done_is_told_in_words(
    qtbot: QtBot, panel: HistoryPanel, services: Services
) -> None:
    fill(panel, services, listed(1))
    view(panel).clicked.emit(view(panel).model().index(0, 0))
    (job,) = line(services).jobs(ReadAnswer)
    with qtbot.waitSignal(panel.failed) as failed:
        job.closed.emit(Failed(fault_of(EngineDied(-9))))
    assert "engine" in failed.args[0]


def test_a_list_that_is_wanted_while_it_is_read_is_read_again(
    panel: HistoryPanel, services: Services
) -> None:
    panel.load()
    panel.load()
    assert len(line(services).jobs(ListAnswers)) == 1
    line(services).jobs(ListAnswers)[0].closed.emit(Done())
    assert len(line(services).jobs(ListAnswers)) == 2


def test_what_was_not_finished_says_so(panel: HistoryPanel, services: Services) -> None:
    fill(panel, services, listed(1, state="stopped"), listed(2))
    model = view(panel).model()
    spoken = [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(2)]
    assert "not finished" in spoken[0]
    assert "not finished" not in spoken[1]
