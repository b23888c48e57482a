"""Earlier answers: listed, found, opened, removed."""

import zipfile
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QDeadlineTimer, QEventLoop, Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QApplication, QLineEdit, QListView, QWidget
from pytestqt.qtbot import QtBot

from app import tasks
from app.errors import EngineDied, fault_of
from app.messages import (
    AnswerKept,
    AnswerListed,
    Done,
    Failed,
    ListAnswers,
    RateAnswer,
    ReadAnswer,
    RemoveAnswers,
    RenameAnswer,
    RestoreAnswers,
    SetAsideAnswers,
    Stopped,
    Timing,
    Tuning,
)
from app.ui.history.export_dialog import ExportDialog
from app.ui.history.model import DAY
from app.ui.history.panel import HistoryPanel
from app.ui.history.row import from_the_words, marked_words
from app.ui.history.undo_bar import AnswersUndoBar
from app.ui.services import Services
from store.errors import DiskFull, UnknownAnswer
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
    made.activateWindow()
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


def press(qtbot: QtBot, panel: HistoryPanel, key: Qt.Key) -> None:
    """A key in the list."""
    view(panel).setFocus()
    qtbot.keyClick(view(panel), key)


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


def asked(services: Services) -> list[object]:
    """What lists were asked of the engine."""
    return [job.job for job in line(services).jobs(ListAnswers)]


def answered(services: Services, *answers: AnswerListed) -> None:
    """The engine answers the last list that was asked for."""
    job = line(services).jobs(ListAnswers)[-1]
    for answer in answers:
        job.happened.emit(answer)
    job.closed.emit(Done())


def test_what_is_typed_is_looked_for_after_a_pause(
    qtbot: QtBot, panel: HistoryPanel, services: Services
) -> None:
    fill(panel, services, *(listed(number) for number in range(10)))
    qtbot.keyClicks(panel._search, "kantine ")
    assert asked(services) == [ListAnswers()], "not for every letter"
    qtbot.waitUntil(lambda: len(asked(services)) == 2)
    assert asked(services)[-1] == ListAnswers("kantine")
    answered(services, msgspec.structs.replace(listed(11, "Over de kantine"), excerpt="de kantine sluit"))
    assert rows(panel) == ["Over de kantine"]


def test_enter_does_not_wait_for_the_pause(qtbot: QtBot, panel: HistoryPanel, services: Services) -> None:
    fill(panel, services, *(listed(number) for number in range(10)))
    qtbot.keyClicks(panel._search, "kantine")
    qtbot.keyClick(panel._search, Qt.Key.Key_Return)
    assert asked(services)[-1] == ListAnswers("kantine")
    answered(services, listed(3))
    qtbot.keyClick(panel._search, Qt.Key.Key_Return)
    assert view(panel).currentIndex().data() == "question 3"


def test_words_are_marked_where_they_begin_as_what_is_looked_for() -> None:
    text = "Het café in de kantine, vóór tienen."
    assert [text[a:b] for a, b in marked_words("CAFE kan voor", text)] == ["café", "kantine", "vóór"]
    assert marked_words('" *', text) == []


def test_what_is_shown_begins_a_little_before_the_words() -> None:
    text = "Een lang begin dat niemand zoekt, en dan pas de kantine."
    shown = from_the_words(text, marked_words("kantine", text))
    assert shown.startswith("… ")
    assert shown.endswith("de kantine.")
    assert len(shown) < 35
    assert from_the_words("de kantine", [(3, 10)]) == "de kantine"


def test_where_nothing_is_found_everything_is_one_click_away(
    qtbot: QtBot, panel: HistoryPanel, services: Services
) -> None:
    fill(panel, services, *(listed(number) for number in range(10)))
    panel._search.setText("niets")
    qtbot.keyClick(panel._search, Qt.Key.Key_Return)
    answered(services)
    assert not view(panel).isVisible()
    assert panel._none.text() == "No answer fits."
    qtbot.mouseClick(panel._clear, Qt.MouseButton.LeftButton)
    assert asked(services)[-1] == ListAnswers()
    answered(services, listed(1))
    assert rows(panel) == ["question 1"]


def action(group: QActionGroup, words: str) -> QAction:
    return next(one for one in group.actions() if one.text() == words)


def test_a_task_and_days_bound_the_list(qtbot: QtBot, panel: HistoryPanel, services: Services) -> None:
    fill(panel, services, *(listed(number) for number in range(10)))
    filters, today = panel._filters, date.today()
    action(filters._task_choice, "Brainstorm").trigger()
    assert asked(services)[-1] == ListAnswers(task="brainstorm")
    answered(services)
    action(filters._period_choice, "This month").trigger()
    assert asked(services)[-1] == ListAnswers(task="brainstorm", since=today.replace(day=1).isoformat())
    answered(services)
    action(filters._period_choice, "Chosen days…").trigger()
    answered(services)
    qtbot.keyClicks(filters._last.control, "14-03-2026")
    qtbot.keyClick(filters._last.control, Qt.Key.Key_Tab)
    assert asked(services)[-1] == ListAnswers(task="brainstorm", until="2026-03-14")
    answered(services)
    panel._clear.click()
    assert asked(services)[-1] == ListAnswers()


def test_the_first_answer_of_a_day_has_the_day_above_it(panel: HistoryPanel, services: Services) -> None:
    def at(days: int) -> str:
        moment = datetime.combine(date.today(), time(12)) - timedelta(days=days)
        return moment.astimezone(UTC).isoformat(timespec="seconds")

    fill(panel, services, *(listed(n, created_at=at(days)) for n, days in enumerate((0, 0, 1, 400))))
    model = view(panel).model()
    days = [model.index(row, 0).data(DAY) for row in range(4)]
    assert days[:3] == ["Today", "", "Yesterday"]
    assert str((date.today() - timedelta(days=400)).year) in days[3]


def test_ten_thousand_answers_are_rows_of_one_height(panel: HistoryPanel, services: Services) -> None:
    fill(panel, services, *(listed(number) for number in range(10_000)))
    assert view(panel).uniformItemSizes()
    assert view(panel).model().index(0, 0).data(DAY) == ""
    fill(panel, services, listed(1))
    assert not view(panel).uniformItemSizes()


def test_a_name_is_typed_in_place(qtbot: QtBot, panel: HistoryPanel, services: Services) -> None:
    fill(panel, services, listed(1), listed(2))
    view(panel).setCurrentIndex(view(panel).model().index(1, 0))
    press(qtbot, panel, Qt.Key.Key_F2)
    editor = view(panel).findChild(QLineEdit)
    assert editor.text() == "question 2"
    editor.setText("  My\tname ")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(line(services).jobs(RenameAnswer)))
    (job,) = line(services).jobs(RenameAnswer)
    assert job.job == RenameAnswer("answer2", "My name")
    with qtbot.waitSignal(panel.changed):
        job.happened.emit(msgspec.structs.replace(listed(2), name="My name"))
    assert rows(panel) == ["question 1", "My name"]


def test_a_name_that_is_as_it_was_is_no_name(qtbot: QtBot, panel: HistoryPanel, services: Services) -> None:
    fill(panel, services, listed(1))
    view(panel).setCurrentIndex(view(panel).model().index(0, 0))
    press(qtbot, panel, Qt.Key.Key_F2)
    qtbot.keyClick(view(panel).findChild(QLineEdit), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view(panel).findChild(QLineEdit) is None)
    assert line(services).jobs(RenameAnswer) == []


def test_rating_and_versions_are_said(panel: HistoryPanel, services: Services) -> None:
    fill(panel, services, msgspec.structs.replace(listed(1), rating="good", versions=3))
    spoken = view(panel).model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "rated good" in spoken
    assert "3 versions" in spoken
    view(panel).selectAll()
    action(view(panel)._ratings, "&Bad").trigger()
    (job,) = line(services).jobs(RateAnswer)
    assert job.job == RateAnswer("answer1", "bad")


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


def undo_bar(panel: HistoryPanel) -> AnswersUndoBar:
    return panel.findChild(AnswersUndoBar)


def test_what_is_removed_is_gone_at_once_and_can_come_back(
    qtbot: QtBot, panel: HistoryPanel, services: Services
) -> None:
    fill(panel, services, listed(1), listed(2), listed(3))
    view(panel).setCurrentIndex(view(panel).model().index(1, 0))
    press(qtbot, panel, Qt.Key.Key_Delete)
    assert rows(panel) == ["question 1", "question 3"]
    (aside,) = line(services).jobs(SetAsideAnswers)
    assert aside.job == SetAsideAnswers(("answer2",))
    aside.closed.emit(Done())
    assert undo_bar(panel).isVisible()
    assert "1 answer" in undo_bar(panel)._words.text()
    qtbot.keyClick(view(panel), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    (back,) = line(services).jobs(RestoreAnswers)
    assert back.job == RestoreAnswers(("answer2",))
    back.closed.emit(Done())
    answered(services, listed(1), listed(2), listed(3))
    assert rows(panel) == ["question 1", "question 2", "question 3"]
    assert not undo_bar(panel).isVisible()
    assert not line(services).jobs(RemoveAnswers)


def test_what_is_not_brought_back_is_erased(qtbot: QtBot, services: Services) -> None:
    place = QWidget()
    bar = AnswersUndoBar(services.theme, services.line, place, hold_ms=50)
    for widget in (place, bar):
        qtbot.addWidget(widget)
    bar.remove(["a"])
    bar.remove(["b", "c"])
    qtbot.waitUntil(lambda: bool(line(services).jobs(RemoveAnswers)))
    (erasing,) = line(services).jobs(RemoveAnswers)
    assert erasing.job == RemoveAnswers(("a", "b", "c"), set_aside_only=True)
    assert bar.isVisible()
    assert not bar._undo.isVisible()
    erasing.closed.emit(Done())
    assert not bar.isVisible()


def test_what_cannot_be_removed_is_told_and_listed_again(
    qtbot: QtBot, panel: HistoryPanel, services: Services
) -> None:
    fill(panel, services, listed(1))
    view(panel).selectAll()
    press(qtbot, panel, Qt.Key.Key_Delete)
    (aside,) = line(services).jobs(SetAsideAnswers)
    with qtbot.waitSignal(panel.failed):
        aside.closed.emit(Failed(fault_of(DiskFull())))
    answered(services, listed(1))
    assert rows(panel) == ["question 1"]
    assert not undo_bar(panel).isVisible()


# Exporting


def export(qtbot: QtBot, services: Services, ids: tuple[str, ...] | None, target: Path) -> ExportDialog:
    dialog = ExportDialog(services, tasks.load_all(services.paths.tasks), ids)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog._format.setCurrentIndex(dialog._format.findData("md"))
    dialog.export_to(target, target.suffix == ".zip")
    return dialog


def give(services: Services, *answers: AnswerKept | Failed) -> None:
    """The engine gives the answers, one when it is asked for it."""
    for number, answer in enumerate(answers, len(line(services).jobs(ReadAnswer))):
        job = line(services).jobs(ReadAnswer)[number - 1]
        if isinstance(answer, Failed):
            job.closed.emit(answer)
        else:
            job.happened.emit(answer)
            job.closed.emit(Done())
        wait_for_next(services, number)


def wait_for_next(services: Services, number: int) -> None:
    """Until the next answer is asked for, or all is done."""
    loop = QEventLoop()
    deadline = QDeadlineTimer(5000)
    while len(line(services).jobs(ReadAnswer)) == number and not deadline.hasExpired():
        loop.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        if any(
            dialog._run is None
            for dialog in QApplication.topLevelWidgets()
            if isinstance(dialog, ExportDialog)
        ):
            return


def test_answers_are_exported_to_a_folder_one_file_each(
    qtbot: QtBot, services: Services, tmp_path: Path
) -> None:
    dialog = export(qtbot, services, ("answer1", "answer2", "answer3"), tmp_path / "out")
    give(services, kept("answer1"), Failed(fault_of(UnknownAnswer("answer2"))), kept("answer3"))
    qtbot.waitUntil(lambda: dialog._run is None)
    day = date.today().isoformat()
    assert sorted(file.name for file in (tmp_path / "out").iterdir()) == [
        f"{day} why (2).md",
        f"{day} why.md",
    ]
    assert "Because." in (tmp_path / "out" / f"{day} why.md").read_text()
    assert "2 answers exported" in dialog._words.text()
    assert "could not be exported" in dialog._words.text()
    assert dialog._export.isEnabled()


def test_all_answers_go_into_one_zip_that_is_there_when_it_is_whole(
    qtbot: QtBot, services: Services, tmp_path: Path
) -> None:
    target = tmp_path / "all.zip"
    dialog = export(qtbot, services, None, target)
    (job,) = line(services).jobs(ListAnswers)
    for number in (1, 2):
        job.happened.emit(listed(number))
    job.happened.emit(listed(3, state="writing"))
    job.closed.emit(Done())
    assert not target.exists()
    give(services, kept("answer1"), kept("answer2"))
    qtbot.waitUntil(lambda: dialog._run is None)
    with zipfile.ZipFile(target) as made:
        assert len(made.namelist()) == 2
        assert b"Because." in made.read(made.namelist()[0])
    assert [file.name for file in tmp_path.iterdir() if file.name != "data"] == ["all.zip"]


def test_an_export_that_is_stopped_leaves_no_half_a_zip(
    qtbot: QtBot, services: Services, tmp_path: Path
) -> None:
    dialog = export(qtbot, services, ("answer1", "answer2"), tmp_path / "all.zip")
    give(services, kept("answer1"))
    dialog.close()
    line(services).jobs(ReadAnswer)[-1].closed.emit(Stopped())
    qtbot.waitUntil(lambda: dialog._run is None)
    assert "Stopped before the end." in dialog._words.text()
    assert [file.name for file in tmp_path.iterdir() if file.name != "data"] == []


def test_the_end_of_the_program_does_not_wait_for_an_export(
    qtbot: QtBot, panel: HistoryPanel, services: Services, tmp_path: Path
) -> None:
    fill(panel, services, listed(1))
    panel._export_all.trigger()
    dialog = panel._export
    assert dialog is not None
    dialog.export_to(tmp_path / "all.zip", True)
    panel.end()
    dialog.close()
    assert [file.name for file in tmp_path.iterdir() if file.name != "data"] == []


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
