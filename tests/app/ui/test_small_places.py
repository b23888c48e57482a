"""The task list, the status bar, the strips with messages, the settings."""

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QComboBox, QListWidget, QMenu, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from app import tasks
from app.errors import InternalError, fault_of
from app.messages import EngineReady, EngineRestarted, EngineWaiting, Failed
from app.ui.models import Models
from app.ui.notice import Notice
from app.ui.services import Services
from app.ui.settings import SettingsDialog
from app.ui.status import StatusBar
from app.ui.task_list import TaskList


def test_a_task_is_chosen_by_mouse_and_by_keyboard(qtbot: QtBot, services: Services) -> None:
    made = TaskList(services.theme, "nl")
    qtbot.addWidget(made)
    made.show_tasks(tasks.load_all(services.paths.tasks))
    made.resize(220, 200)
    made.show()
    view = made.findChild(QListWidget)
    assert [view.item(row).text() for row in range(2)] == ["Vraag het de documenten", "Brainstorm"]
    with qtbot.waitSignal(made.chosen) as chosen:
        place = view.visualItemRect(view.item(1)).center()
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen.args == ["brainstorm"]
    with qtbot.waitSignal(made.chosen) as chosen:
        qtbot.keyClick(view, Qt.Key.Key_Up)
    assert chosen.args == ["ask"]


def test_a_task_that_is_marked_is_not_chosen(qtbot: QtBot, services: Services) -> None:
    made = TaskList(services.theme, "en")
    qtbot.addWidget(made)
    made.show_tasks(tasks.load_all(services.paths.tasks))
    with qtbot.assertNotEmitted(made.chosen):
        made.mark("brainstorm")
    assert made.findChild(QListWidget).currentRow() == 1


@pytest.fixture
def task_list(qtbot: QtBot, services: Services) -> TaskList:
    """The built-in tasks, and two of the person's own."""
    known = tasks.load_all(services.paths.tasks)
    own = {
        name: msgspec.structs.replace(known["write"], id=name, name=tasks.Words(nl=name))
        for name in ("Zelf & <b>gemaakt</b>", "klacht")
    }
    made = TaskList(services.theme, "en")
    qtbot.addWidget(made)
    made.show_tasks({**own, **known}, changed=("letter",))
    made.resize(220, 500)
    made.show()
    return made


def rows_of(made: TaskList) -> list[str]:
    view = made.findChild(QListWidget)
    return [view.item(row).text() for row in range(view.count())]


def test_own_tasks_come_after_those_of_the_program_under_a_heading(task_list: TaskList) -> None:
    rows = rows_of(task_list)
    assert rows[:3] == ["Ask the documents", "Brainstorm", "Company message"]
    assert rows[-3:] == ["Your own tasks", "klacht", "Zelf & <b>gemaakt</b>"]
    view = task_list.findChild(QListWidget)
    assert not view.item(len(rows) - 3).flags() & Qt.ItemFlag.ItemIsSelectable
    assert all(view.item(row).icon().isNull() == (row == len(rows) - 3) for row in range(len(rows)))
    letter = view.item(rows.index("Letter or e-mail"))
    assert "Changed by you" in letter.toolTip()


def test_tasks_that_are_shown_anew_keep_the_mark(
    qtbot: QtBot, task_list: TaskList, services: Services
) -> None:
    task_list.mark("klacht")
    known = tasks.load_all(services.paths.tasks)
    with qtbot.assertNotEmitted(task_list.chosen):
        task_list.show_tasks({**known, "klacht": msgspec.structs.replace(known["write"], id="klacht")})
    view = task_list.findChild(QListWidget)
    assert view.currentItem().data(Qt.ItemDataRole.UserRole) == "klacht"


@pytest.mark.parametrize(
    ("task", "offered"),
    [
        ("ask", ["Change…", "Duplicate…", "Export…"]),
        ("letter", ["Change…", "Duplicate…", "Export…", "Back to how it came"]),
        ("klacht", ["Change…", "Duplicate…", "Export…", "Remove"]),
    ],
)
def test_what_is_done_with_a_task_is_in_its_menu(
    qtbot: QtBot, task_list: TaskList, task: str, offered: list[str]
) -> None:
    view = task_list.findChild(QListWidget)
    with qtbot.assertNotEmitted(task_list.chosen):
        view.menu_wanted.emit(task, QPoint(0, 0))
    menu = task_list.findChild(QMenu)
    words = {action.text(): action for action in menu.actions() if action.isEnabled() and action.text()}
    assert list(words) == ["New task…", "Import a task…", *offered]
    with qtbot.waitSignal(task_list.edit_wanted) as wanted:
        words["Change…"].trigger()
    assert wanted.args == [task]
    last = {"Export…": "export_wanted", "Remove": "remove_wanted", "Back to how it came": "reset_wanted"}
    with qtbot.waitSignal(getattr(task_list, last[offered[-1]])) as wanted:
        words[offered[-1]].trigger()
    assert wanted.args == [task]
    menu.close()


def test_the_right_button_opens_the_menu_and_chooses_nothing(qtbot: QtBot, task_list: TaskList) -> None:
    task_list.mark("ask")
    view = task_list.findChild(QListWidget)
    place = view.visualItemRect(view.item(1)).center()
    with qtbot.assertNotEmitted(task_list.chosen):
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.RightButton, pos=place)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, view.mapToGlobal(place))
    QApplication.sendEvent(view.viewport(), event)
    menu = task_list.findChild(QMenu)
    assert "Brainstorm" in [action.text() for action in menu.actions()]
    menu.close()


def test_the_status_bar_says_what_the_engine_does(qtbot: QtBot, services: Services) -> None:
    bar = StatusBar(services.theme, services.sentences)
    qtbot.addWidget(bar)
    said = []
    for event in (
        EngineReady(offline=True),
        EngineWaiting(12, "10:00"),
        EngineRestarted(-9),
        Failed(fault_of(InternalError("x"))),
    ):
        bar.show_engine(event)
        said.append(bar._activity.text())
    assert said == ["Ready", "Waiting for the data folder", "Starting again…", "Not started"]
    bar.show_activities(("Writing an answer", "Reading documents"))
    assert bar._activity.text() == "Writing an answer · Reading documents"


def test_offline_is_said_with_what_backs_it(qtbot: QtBot, services: Services) -> None:
    bar = StatusBar(services.theme, services.sentences)
    qtbot.addWidget(bar)
    bar.show_engine(EngineReady(offline=True))
    assert bar._network.text() == "Offline"
    assert "refuses" in bar._network.toolTip()
    bar.show_engine(EngineReady(offline=False))
    assert bar._network.text() == "No connections"


def test_a_model_named_with_html_is_shown_as_text(qtbot: QtBot, services: Services) -> None:
    bar = StatusBar(services.theme, services.sentences)
    qtbot.addWidget(bar)
    bar.show_model("<b>a</b>\n& b", starter=False)
    assert bar._model.text() == "<b>a</b> && b"
    bar.show_model(None, starter=False)
    assert bar._model.text() == "No model"
    with qtbot.waitSignal(bar.models_wanted):
        bar._model.click()


def test_a_notice_has_a_button_when_there_is_something_to_do(qtbot: QtBot, services: Services) -> None:
    strip = Notice(services.theme, failure=True)
    qtbot.addWidget(strip)
    assert not strip.isVisible()
    strip.say("It is so.", "Do it")
    button = strip.findChild(QPushButton)
    assert button.isVisible()
    with qtbot.waitSignal(strip.acted):
        button.click()
    strip.say("It is so.")
    assert not button.isVisible()
    with qtbot.waitSignal(strip.closed):
        strip.findChild(QToolButton).click()
    assert not strip.isVisible()


def test_settings_hold_at_once_and_the_language_at_the_next_start(qtbot: QtBot, services: Services) -> None:
    dialog = SettingsDialog(services, Models(services))
    qtbot.addWidget(dialog)
    dialog.show()
    language, appearance = dialog.findChildren(QComboBox)[:2]
    appearance.setCurrentIndex(2)
    appearance.activated.emit(2)
    assert services.theme.dark
    assert services.preferences.now.appearance == "dark"
    assert not dialog._later.isVisible()
    language.setCurrentIndex(1)
    language.activated.emit(1)
    assert services.preferences.now.language == "nl"
    assert dialog._later.isVisible()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
