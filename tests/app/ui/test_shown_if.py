"""Fields that are there or not as others are filled in, and forms that are filled in or emptied at once."""

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QRadioButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from app.messages import Answer, Prepare, Tuning
from app.tasks import Task, load, load_all
from app.ui.request.cell import FieldCell
from app.ui.request.form import TaskForm
from app.ui.request.panel import RequestPanel
from app.ui.services import Services
from app.ui.theme import Theme
from store.schema import EVERYWHERE, Scope
from tests.app.ui.fake_line import FakeLine

TASKS = load_all(Path("none"))
WRITTEN = """
schema = 2
id = "own"
documents = "optional"
name = { nl = "Proef", en = "Trial" }
help = { nl = "", en = "" }
instruction = { nl = "Schrijf.", en = "Write." }

[[fields]]
id = "kind"
kind = "choice"
default = "email"
label = { nl = "Soort", en = "Kind" }
choices = [
    { id = "email", label = { nl = "e-mail", en = "e-mail" } },
    { id = "letter", label = { nl = "brief", en = "letter" } },
]

[[fields]]
id = "address"
kind = "text"
required = true
label = { nl = "Adres", en = "Address" }
shown_if = { field = "kind", values = ["letter"] }

[[fields]]
id = "city"
kind = "text"
label = { nl = "Plaats", en = "City" }
shown_if = { field = "address" }

[[fields]]
id = "topics"
kind = "choices"
label = { nl = "Onderwerpen", en = "Topics" }
choices = [
    { id = "cost", label = { nl = "kosten", en = "cost" } },
    { id = "other", label = { nl = "anders", en = "other" } },
]

[[fields]]
id = "namely"
kind = "text"
label = { nl = "Namelijk", en = "Namely" }
shown_if = { field = "topics", values = ["other"] }

[[fields]]
id = "sources"
kind = "documents"
label = { nl = "Stukken", en = "Documents" }

[[sections]]
kind = "prose"

[sample]
kind = { nl = "letter", en = "letter" }
address = { nl = "Kade 12", en = "12 Quay" }
topics = { nl = "cost", en = "cost" }
"""


@pytest.fixture
def task(tmp_path: Path) -> Task:
    path = tmp_path / "own.toml"
    path.write_text(WRITTEN, encoding="utf-8")
    return load(path)


@pytest.fixture
def shown(qtbot: QtBot, theme: Theme, task: Task) -> Callable[..., TaskForm]:
    def make(values: dict[str, str] | None = None) -> TaskForm:
        form = TaskForm(theme, "en")
        qtbot.addWidget(form)
        form.resize(560, 500)
        form.show_task(task, values or {})
        come_forward(form, qtbot)
        return form

    return make


@pytest.fixture
def panel(qtbot: QtBot, services: Services, task: Task) -> RequestPanel:
    made = RequestPanel(services)
    qtbot.addWidget(made)
    made.show_task(task)
    made.resize(560, 700)
    come_forward(made, qtbot)
    return made


def come_forward(window: QWidget, qtbot: QtBot) -> None:
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


def there(widget: QWidget) -> list[str]:
    return [cell.field.id for cell in widget.findChildren(FieldCell) if cell.isVisible()]


def cell(widget: QWidget, identity: str) -> FieldCell:
    cells = widget.findChildren(FieldCell)
    return next(one for one in cells if one.field.id == identity and one.isVisible())


def choose(widget: QWidget, identity: str, words: str) -> None:
    kinds = (
        *cell(widget, identity).findChildren(QRadioButton),
        *cell(widget, identity).findChildren(QCheckBox),
    )
    next(box for box in kinds if box.text() == words).click()


def type_in(widget: QWidget, identity: str, text: str) -> None:
    control = cell(widget, identity).input.control
    control.setFocus()
    QTest.keyClicks(control, text)


def press(panel: QWidget, words: str) -> None:
    buttons = panel.findChildren(QToolButton)
    next(button for button in buttons if button.text() == words and button.isVisible()).click()


def test_a_field_is_there_while_another_says_so(shown: Callable[..., TaskForm]) -> None:
    form = shown()
    assert there(form) == ["kind", "topics", "sources"]
    choose(form, "kind", "letter")
    assert there(form) == ["kind", "address", "topics", "sources"]
    type_in(form, "address", "K")
    assert there(form) == ["kind", "address", "city", "topics", "sources"]
    choose(form, "topics", "cost")
    choose(form, "topics", "other")
    assert "namely" in there(form)  # among those that are chosen
    places = [cell(form, name).y() for name in there(form)]
    assert places == sorted(places)


def test_what_is_hidden_is_not_sent_and_not_lost(shown: Callable[..., TaskForm]) -> None:
    form = shown()
    choose(form, "kind", "letter")
    type_in(form, "address", "Kade 12")
    type_in(form, "city", "Zwolle")
    choose(form, "kind", "e-mail")
    assert form.values() == {"kind": "email"}
    assert form.typed() == {"kind": "email", "address": "Kade 12", "city": "Zwolle"}
    checked = form.form()
    assert checked is not None
    assert checked.value("address") == ""
    choose(form, "kind", "letter")
    assert form.values() == {"kind": "letter", "address": "Kade 12", "city": "Zwolle"}


def test_a_hidden_field_is_not_asked_for(shown: Callable[..., TaskForm]) -> None:
    form = shown()
    assert form.form() is not None
    choose(form, "kind", "letter")
    assert form.form() is None
    assert form.window().focusWidget() is cell(form, "address").input.control


def test_the_keyboard_stays_and_goes_on_through_what_is_there(
    shown: Callable[..., TaskForm], qtbot: QtBot
) -> None:
    form = shown()
    choose(form, "kind", "letter")
    line = cell(form, "address").input.control
    assert isinstance(line, QLineEdit)
    line.setFocus()
    QTest.keyClicks(line, "Kade")
    assert form.window().focusWidget() is line
    assert line.cursorPosition() == 4
    QTest.keyClick(line, Qt.Key.Key_Tab)
    assert form.window().focusWidget() is cell(form, "city").input.control
    line.clear()
    assert "city" not in there(form)
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert form.window().focusWidget() is cell(form, "topics").input.control


def test_what_was_typed_in_hidden_fields_is_remembered(
    panel: RequestPanel, services: Services, task: Task
) -> None:
    choose(panel, "kind", "letter")
    type_in(panel, "address", "Kade 12")
    choose(panel, "kind", "e-mail")
    assert services.preferences.now.drafts["own"] == {"kind": "email", "address": "Kade 12"}
    panel.show_task(TASKS["ask"])
    panel.show_task(task)
    choose(panel, "kind", "letter")
    assert cell(panel, "address").input.value() == "Kade 12"


def test_what_is_hidden_is_neither_prepared_nor_asked(
    panel: RequestPanel, services: Services, qtbot: QtBot
) -> None:
    assert isinstance(services.line, FakeLine)
    panel.set_model("/models/one.gguf")
    choose(panel, "kind", "letter")
    type_in(panel, "address", "Kade 12")
    choose(panel, "kind", "e-mail")
    line = services.line
    qtbot.waitUntil(lambda: bool(line.jobs(Prepare)), timeout=3000)
    prepared = line.jobs(Prepare)[-1].job
    assert isinstance(prepared, Prepare)
    assert prepared.fields == {"kind": "email"}
    with qtbot.waitSignal(panel.asked) as asked:
        panel.generate()
    assert asked.args[0].fields == {"kind": "email"}


def test_documents_of_the_form_are_where_is_asked(panel: RequestPanel, task: Task, qtbot: QtBot) -> None:
    folder = Scope(folder="/stukken")
    panel.show_request(task, {"sources": "d1\nd2"}, Tuning(), folder)
    said = [button for button in panel.findChildren(QToolButton) if "documents of the form" in button.text()]
    assert [button.text() for button in said] == ["Reads the 2 documents of the form"]
    assert not said[0].isEnabled()
    with qtbot.waitSignal(panel.asked) as asked:
        panel.generate()
    request = asked.args[0]
    assert isinstance(request, Answer)
    assert (request.fields["sources"], request.scope) == ("d1\nd2", EVERYWHERE)
    press(panel, "Clear")
    assert said[0].isEnabled()
    assert said[0].text().startswith("Where: stukken")


# --- filled in and emptied at once -------------------------------------------------------------------


def test_an_example_is_filled_in_and_taken_back(panel: RequestPanel, services: Services) -> None:
    choose(panel, "topics", "other")
    type_in(panel, "namely", "Parkeren")
    before = services.preferences.now.drafts["own"]
    press(panel, "Example")
    drafts = services.preferences.now.drafts
    assert drafts["own"] == {"kind": "letter", "address": "12 Quay", "topics": "cost"}
    type_in(panel, "address", "!")
    press(panel, "Undo")
    assert services.preferences.now.drafts["own"] == before
    press(panel, "Undo")  # and what was typed in between is not lost either
    assert services.preferences.now.drafts["own"]["address"] == "!12 Quay"


def test_a_form_is_emptied_and_taken_back(panel: RequestPanel, services: Services) -> None:
    clear = next(button for button in panel.findChildren(QToolButton) if button.text() == "Clear")
    assert not clear.isEnabled()  # nothing but defaults
    choose(panel, "topics", "other")
    type_in(panel, "namely", "Parkeren")
    assert clear.isEnabled()
    clear.click()
    assert services.preferences.now.drafts["own"] == {"kind": "email"}
    assert not clear.isEnabled()
    press(panel, "Undo")
    assert services.preferences.now.drafts["own"]["namely"] == "Parkeren"


def test_an_example_leaves_the_documents_that_were_chosen(
    panel: RequestPanel, services: Services, task: Task
) -> None:
    panel.show_request(task, {"sources": "d1"}, Tuning())
    press(panel, "Example")
    assert services.preferences.now.drafts["own"]["sources"] == "d1"


def test_a_task_without_a_sample_offers_none_and_another_task_no_way_back(
    panel: RequestPanel, task: Task
) -> None:
    press(panel, "Example")
    panel.show_task(TASKS["ask"])
    words = {button.text() for button in panel.findChildren(QToolButton) if button.isVisible()}
    assert "Undo" not in words
    assert "Example" in words
    panel.show_task(msgspec.structs.replace(task, sample={}))
    words = {button.text() for button in panel.findChildren(QToolButton) if button.isVisible()}
    assert "Example" not in words


def test_every_sample_of_the_program_fits_its_form(panel: RequestPanel) -> None:
    for each in TASKS.values():
        panel.show_task(each)
        press(panel, "Example")
        form = panel.findChild(TaskForm)
        assert form is not None
        form.form()
        wrong = [one.field for one in form.findChildren(FieldCell) if one.isVisible() and one.wrong]
        assert [field.id for field in wrong if field.kind != "documents"] == []


def test_problems_are_told_after_a_pause_and_taken_back_at_once(shown: Callable[..., TaskForm]) -> None:
    form = shown({"kind": "letter"})
    choose(form, "kind", "letter")
    type_in(form, "address", "a")
    QTest.keyClick(cell(form, "address").input.control, Qt.Key.Key_Backspace)
    cell(form, "address")._pause.timeout.emit()
    label = cell(form, "address").findChild(QLabel, "problem")
    assert not label.isVisible()  # who has emptied it may be about to type
    cell(form, "topics").input.control.setFocus()
    assert label.text() == "Fill this in."
    type_in(form, "address", "K")
    assert not label.isVisible()
