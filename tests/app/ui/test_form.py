"""The form of a task: every kind of field, what is said of a wrong value, and the ways of the keyboard."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QCalendarWidget,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.errors import AppError
from app.messages import Language
from app.tasks import Task, check_form, load, load_all
from app.ui.request.cell import FieldCell
from app.ui.request.fields import LONGEST_TEXT
from app.ui.request.form import TaskForm
from app.ui.theme import Theme

TASKS = load_all(Path("none"))
HEAD = """
schema = 2
id = "own"
documents = "optional"
name = { nl = "Proef", en = "Trial" }
help = { nl = "", en = "" }
instruction = { nl = "Schrijf.", en = "Write." }
"""
FIELD = """
[[fields]]
id = "{id}"
kind = "{kind}"
label = {{ nl = "{id} nl", en = "{id} en" }}
{rest}
"""
SECTION = """
[[sections]]
kind = "prose"
"""
TONES = """choices = [
    { id = "warm", label = { nl = "warm", en = "warm" } },
    { id = "dry", label = { nl = "zakelijk", en = "dry" } },
]"""
KINDS = (
    ("line", "text", ""),
    ("story", "long_text", ""),
    ("tone", "choice", TONES),
    ("amount", "number", "minimum = 1\nmaximum = 20"),
    ("day", "date", ""),
    ("formal", "check", ""),
    ("topics", "choices", TONES),
    ("points", "lines", "maximum = 3"),
    ("sources", "documents", "maximum = 3"),
)
EVERYTHING = {
    "line": "Thee & koffie",
    "story": "Eerst dit.\n\tDan dat.",
    "tone": "dry",
    "amount": "7",
    "day": "2026-12-31",
    "formal": "yes",
    "topics": "warm\ndry",
    "points": "Kosten\nTijd",
    "sources": "d1\n/home/anna/verlof.pdf",
}


@pytest.fixture
def own(tmp_path: Path) -> Callable[..., Task]:
    """A task of these fields: (id, kind, further lines)."""

    def make(*fields: tuple[str, str, str]) -> Task:
        path = tmp_path / "own.toml"
        written = "".join(FIELD.format(id=name, kind=kind, rest=rest) for name, kind, rest in fields)
        path.write_text(HEAD + written + SECTION, encoding="utf-8")
        return load(path)

    return make


@pytest.fixture
def shown(qtbot: QtBot, theme: Theme) -> Callable[..., TaskForm]:
    """A form on the screen, with the keyboard in its window."""

    def make(
        task: Task, values: dict[str, str] | None = None, language: Language = "en", width: int = 560
    ) -> TaskForm:
        form = TaskForm(theme, language)
        qtbot.addWidget(form)
        form.resize(width, 500)
        form.show_task(task, values or {})
        come_forward(form, qtbot)
        return form

    return make


def come_forward(window: QWidget, qtbot: QtBot) -> None:
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


def cell(form: TaskForm, identity: str) -> FieldCell:
    cells = form.findChildren(FieldCell)
    return next(cell for cell in cells if cell.field.id == identity and not cell.isHidden())


def control(form: TaskForm, identity: str) -> QWidget:
    return cell(form, identity).input.control


def focus(form: TaskForm, identity: str) -> QWidget:
    widget = control(form, identity)
    widget.setFocus()
    return widget


def problem(form: TaskForm, identity: str) -> str:
    """What is said under a field, in sight."""
    label = cell(form, identity).findChild(QLabel, "problem")
    assert isinstance(label, QLabel)
    return label.text() if label.isVisible() else ""


def texts(form: TaskForm) -> set[str]:
    return {label.text() for label in form.findChildren(QLabel) if label.isVisible()}


def turn_wheel(widget: QWidget) -> None:
    """One notch towards the person, as the system tells it."""
    window = widget.window()
    place = QPointF(widget.mapTo(window, widget.rect().center()))
    QTest.wheelEvent(window.windowHandle(), place, QPoint(0, -120))


# --- fields and their values -------------------------------------------------------------------------


@pytest.mark.parametrize(("language", "label"), [("nl", "Aantal ideeën"), ("en", "Number of ideas")])
def test_a_built_in_task_shows_its_fields_in_the_readers_language(
    shown: Callable[..., TaskForm], language: Language, label: str
) -> None:
    form = shown(TASKS["brainstorm"], language=language)
    assert label in texts(form)
    assert form.values() == {"count": "5", "tone": "practical", "level": "normal"}
    for task in TASKS.values():
        form.show_task(task, {})
        there = [field for field in task.fields if field.shown_if is None]
        assert {field.label.in_language(language) for field in there} <= texts(form)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_is_filled_in_comes_back_as_it_was(
    shown: Callable[..., TaskForm], own: Callable[..., Task], language: Language
) -> None:
    form = shown(own(*KINDS), EVERYTHING, language)
    assert form.values() == EVERYTHING
    checked = form.form()
    assert checked == check_form(own(*KINDS), EVERYTHING, language)


def test_what_is_typed_and_chosen_is_told(
    qtbot: QtBot, shown: Callable[..., TaskForm], own: Callable[..., Task]
) -> None:
    form = shown(own(*KINDS))
    assert form.values() == {"formal": "no"}
    QTest.keyClicks(focus(form, "line"), "Thee")
    QTest.keyClicks(focus(form, "story"), "Het begin")
    QTest.keyClicks(focus(form, "day"), "1/2/2027")
    tones = control(form, "tone")
    assert isinstance(tones, QComboBox)
    with qtbot.waitSignal(form.changed):
        tones.setCurrentIndex(1)
    amount = focus(form, "amount")
    for _ in range(3):
        QTest.keyClick(amount, Qt.Key.Key_Up)
    QTest.keyClick(focus(form, "formal"), Qt.Key.Key_Space)
    QTest.keyClick(focus(form, "topics"), Qt.Key.Key_Space)
    QTest.keyClicks(focus(form, "points"), "Kosten")
    assert form.values() == {
        "line": "Thee",
        "story": "Het begin",
        "tone": "warm",
        "amount": "3",
        "day": "2027-02-01",
        "formal": "yes",
        "topics": "warm",
        "points": "Kosten",
    }


def test_few_short_choices_are_buttons_that_arrows_go_through(shown: Callable[..., TaskForm]) -> None:
    form = shown(TASKS["brainstorm"])
    QTest.keyClick(focus(form, "tone"), Qt.Key.Key_Right)
    assert form.values()["tone"] == "playful"
    chosen = form.window().focusWidget()
    assert isinstance(chosen, QRadioButton)
    assert chosen.text() == "playful"


def test_a_choice_that_need_not_be_made_can_be_taken_back(
    shown: Callable[..., TaskForm], own: Callable[..., Task]
) -> None:
    form = shown(own(("tone", "choice", TONES)), {"tone": "dry"})
    tones = control(form, "tone")
    assert isinstance(tones, QComboBox)
    tones.setCurrentIndex(0)
    assert form.values() == {}
    assert form.form() is not None


def test_a_choice_that_must_be_made_is_not_made_for_one(
    shown: Callable[..., TaskForm], own: Callable[..., Task]
) -> None:
    form = shown(own(("tone", "choice", f"required = true\n{TONES}")))
    assert form.values() == {}
    assert form.form() is None
    assert problem(form, "tone") == "Choose one of these."
    form.findChildren(QRadioButton)[1].click()
    assert problem(form, "tone") == ""
    assert form.values() == {"tone": "dry"}


def test_numbers_stay_within_their_bounds_when_stepped_and_start_at_the_lowest(
    shown: Callable[..., TaskForm], own: Callable[..., Task]
) -> None:
    form = shown(own(("amount", "number", "minimum = 3\nmaximum = 5")))
    amount = focus(form, "amount")
    seen = []
    for _ in range(4):
        QTest.keyClick(amount, Qt.Key.Key_Up)
        seen.append(form.values()["amount"])
    assert seen == ["3", "4", "5", "5"]


def test_a_number_may_be_larger_than_any_box_of_qt_holds(
    shown: Callable[..., TaskForm], own: Callable[..., Task]
) -> None:
    form = shown(own(("amount", "number", "maximum = 9000000000000")), {"amount": "8000000000000"})
    assert form.values() == {"amount": "8000000000000"}
    QTest.keyClick(focus(form, "amount"), Qt.Key.Key_Up)
    assert form.values() == {"amount": "8000000000001"}


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("31-12-2026", "2026-12-31"),
        ("1/2/2027", "2027-02-01"),
        ("1.2.2027", "2027-02-01"),
        ("2026-12-31", "2026-12-31"),
        ("31-02-2026", "31-02-2026"),
        ("morgen", "morgen"),
    ],
)
def test_a_date_is_read_as_it_is_typed(
    shown: Callable[..., TaskForm], own: Callable[..., Task], typed: str, value: str
) -> None:
    form = shown(own(("day", "date", "")), language="nl")
    QTest.keyClicks(focus(form, "day"), typed)
    assert form.values() == {"day": value}
    assert (form.form() is None) == (value == typed and not value.startswith("2026"))


def test_a_date_is_chosen_from_the_calendar(
    qtbot: QtBot, shown: Callable[..., TaskForm], own: Callable[..., Task]
) -> None:
    form = shown(own(("day", "date", "")), {"day": "2026-12-30"})
    QTest.keyClick(focus(form, "day"), Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    calendar = form.findChild(QCalendarWidget)
    assert isinstance(calendar, QCalendarWidget)
    assert calendar.isVisible()
    assert calendar.selectedDate() == QDate(2026, 12, 30)
    calendar.clicked.emit(QDate(2027, 1, 4))
    assert not calendar.isVisible()
    assert form.values() == {"day": "2027-01-04"}
    assert problem(form, "day") == ""


def test_values_of_fields_that_the_task_does_not_have_are_let_be(shown: Callable[..., TaskForm]) -> None:
    form = shown(TASKS["ask"], {"question": "Hoe lang?", "colour": "red"})
    assert form.values() == {"question": "Hoe lang?", "read": "passages", "level": "normal"}
    assert form.form() is not None


def test_an_emptied_field_shows_what_it_then_stands_for(shown: Callable[..., TaskForm]) -> None:
    form = shown(TASKS["brainstorm"], {"subject": "thee"})
    number = control(form, "count")
    assert isinstance(number, QAbstractSpinBox)
    number.lineEdit().clear()
    checked = form.form()
    assert checked is not None
    assert number.lineEdit().placeholderText() == checked.value("count") == "5"


# --- what is wrong -----------------------------------------------------------------------------------


def test_a_field_is_not_found_fault_with_before_it_was_touched(
    qtbot: QtBot, shown: Callable[..., TaskForm]
) -> None:
    form = shown(TASKS["brainstorm"])
    focus(form, "subject")
    focus(form, "audience")
    assert problem(form, "subject") == ""
    subject = focus(form, "subject")
    QTest.keyClicks(subject, "a")
    QTest.keyClick(subject, Qt.Key.Key_Backspace)
    assert problem(form, "subject") == ""
    focus(form, "audience")
    assert problem(form, "subject") == "Fill this in."
    assert subject.property("wrong") == "true"
    QTest.keyClicks(focus(form, "subject"), "t")
    assert problem(form, "subject") == ""
    assert subject.property("wrong") == "false"


def test_a_field_is_not_left_when_another_window_comes_forward(
    shown: Callable[..., TaskForm], qtbot: QtBot
) -> None:
    form = shown(TASKS["brainstorm"])
    number = focus(form, "count")
    QTest.keyClicks(number, "x")
    other = QWidget()
    qtbot.addWidget(other)
    come_forward(other, qtbot)
    assert problem(form, "count") == ""


def test_every_problem_is_told_and_the_first_has_the_keyboard(
    qtbot: QtBot, shown: Callable[..., TaskForm], own: Callable[..., Task]
) -> None:
    fields = [(name, kind, f"required = true\n{rest}") for name, kind, rest in KINDS]
    form = shown(own(*fields), {"line": "Thee", "amount": "25", "day": "32-12-2026"})
    with qtbot.waitSignal(form.reached) as reached:
        assert form.form() is None
    assert reached.args == [cell(form, "story")]
    assert form.window().focusWidget() is control(form, "story")
    assert {name: problem(form, name) for name, _, _ in KINDS} == {
        "line": "",
        "story": "Fill this in.",
        "tone": "Choose one of these.",
        "amount": "A number from 1 to 20.",
        "day": "A date, such as 31-12-2026.",
        "formal": "",
        "topics": "Choose at least one of these.",
        "points": "Fill this in.",
        "sources": "Choose a document.",
    }
    heard = QAccessible.queryAccessibleInterface(control(form, "amount"))
    assert heard.text(QAccessible.Text.Description) == "A number from 1 to 20."


def test_numbers_in_messages_are_written_as_the_reader_writes_them(
    shown: Callable[..., TaskForm], own: Callable[..., Task]
) -> None:
    form = shown(own(("amount", "number", "")), {"amount": "drie"}, "nl")
    assert form.form() is None
    assert "1.000.000" in problem(form, "amount")


TRICKY = {
    "line": ["", " ", "thee", "<b>x</b>", "x" * 500],
    "story": ["", "\n \n", "a\nb", " a "],
    "tone": ["", "warm", "dry"],
    "amount": [
        "",
        "0",
        "1",
        "20",
        "21",
        "007",
        "-1",
        "+3",
        "3.0",
        "1e3",
        "drie",
        "٣",
        "9" * 50,
        "1" + "0" * 5000,
    ],
    "day": ["", "2026-12-31", "2026-02-30", "20261231", "2026-W01-1", "nu", "0001-01-01", "9999-12-31"],
    "formal": ["yes", "no"],
    "topics": ["", "warm", "warm\ndry"],
    "points": ["", "a", "a\n\nb", "a\nb\nc\nd", "a\na\na\na", " a \n\t\nb"],
    "sources": ["", "d1", "d1\nd2\nd3\nd4", "d1\nd1"],
}


@pytest.mark.parametrize("needed", ["", "required = true"])
@pytest.mark.parametrize("name", list(TRICKY))
def test_window_and_engine_agree_on_every_value(
    shown: Callable[..., TaskForm], own: Callable[..., Task], name: str, needed: str
) -> None:
    task = own(*((each, kind, f"{rest}\n{needed if each == name else ''}") for each, kind, rest in KINDS))
    form = shown(task)
    others = {"line": "thee", "formal": "no"}
    for value in TRICKY[name]:
        values = {**others, name: value}
        form.show_task(task, values)
        try:
            engine = check_form(task, values, "en")
        except AppError:
            assert form.form() is None, value
            assert problem(form, name), value
        else:
            window = form.form()
            assert window is not None, value
            assert [filled.shown for filled in window.filled] == [filled.shown for filled in engine.filled]


# --- text of any kind --------------------------------------------------------------------------------


def test_labels_of_a_task_are_shown_and_never_obeyed(shown: Callable[..., TaskForm], tmp_path: Path) -> None:
    hostile = "<b>R&D</b> <img src='file:///etc/passwd'>"
    path = tmp_path / "own.toml"
    fields = "".join(
        FIELD.format(id=name, kind=kind, rest=f'{rest}\nhelp = {{ nl = "{hostile}", en = "{hostile}" }}')
        for name, kind, rest in KINDS
    )
    written = HEAD + fields + SECTION
    for name, _, _ in KINDS:
        written = written.replace(f"{name} en", hostile).replace(f"{name} nl", hostile)
    path.write_text(written, encoding="utf-8")
    form = shown(load(path))
    labels = [label for label in form.findChildren(QLabel) if "img" in label.text()]
    assert len(labels) == 2 * len(KINDS) - 1
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in labels)
    box = control(form, "formal")
    assert isinstance(box, QCheckBox)
    assert "R&&D" in box.text()
    buddies = [label for label in labels if label.buddy() is not None]
    assert all("R&&D" in label.text() for label in buddies)
    assert all(control(form, name).accessibleName().startswith(hostile) for name, _, _ in KINDS)
    for widget in form.findChildren(QWidget):
        assert not _is_rich(widget.toolTip()) or "&lt;" in widget.toolTip() or "<img" not in widget.toolTip()


def _is_rich(text: str) -> bool:
    document = QTextDocument()
    document.setHtml(text)
    return document.toPlainText() != text


def test_a_task_of_one_language_speaks_it_in_both(shown: Callable[..., TaskForm], tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    field = '[[fields]]\nid = "x"\nkind = "text"\nlabel = { nl = "Onderwerp" }\n'
    path.write_text(HEAD + field + SECTION, encoding="utf-8")
    assert "Onderwerp" in texts(shown(load(path), language="en"))


@pytest.mark.parametrize("name", ["line", "story"])
def test_a_megabyte_is_refused_in_words_and_at_once(
    shown: Callable[..., TaskForm], own: Callable[..., Task], name: str
) -> None:
    form = shown(own(*KINDS), {name: "what there was"})
    field = focus(form, name)
    assert isinstance(field, (QLineEdit, QPlainTextEdit))
    QGuiApplication.clipboard().setText("x" * 1_000_000)
    began = time.monotonic()
    field.paste()
    assert time.monotonic() - began < 2
    assert problem(form, name) == "That text is too long: at most 100,000 characters."
    assert form.values()[name] == "what there was"
    QTest.keyClicks(field, "!")
    assert problem(form, name) == ""


@pytest.mark.parametrize("name", ["line", "story"])
def test_a_text_as_long_as_may_be_is_pasted_whole_and_at_once(
    shown: Callable[..., TaskForm], own: Callable[..., Task], name: str
) -> None:
    form = shown(own(*KINDS))
    field = focus(form, name)
    assert isinstance(field, (QLineEdit, QPlainTextEdit))
    QGuiApplication.clipboard().setText("x" * (LONGEST_TEXT - 10))
    began = time.monotonic()
    field.paste()
    form.grab()
    assert time.monotonic() - began < 2
    assert form.values()[name] == "x" * (LONGEST_TEXT - 10)


def test_a_draft_of_a_megabyte_is_shown_whole_without_hanging(
    shown: Callable[..., TaskForm], own: Callable[..., Task]
) -> None:
    form = shown(own(*KINDS))
    began = time.monotonic()
    form.show_task(own(*KINDS), {"line": "x" * 1_000_000, "story": "y" * 1_000_000})
    form.grab()
    assert time.monotonic() - began < 5
    assert form.values()["story"] == "y" * 1_000_000
    assert form.values()["line"] == "x" * 1_000_000


def test_what_no_message_can_carry_is_taken_out(
    shown: Callable[..., TaskForm], own: Callable[..., Task]
) -> None:
    form = shown(own(*KINDS), {"line": "a\0b\ud800", "story": "c\0d\ud800"})
    for name in ("line", "story"):
        field = focus(form, name)
        assert isinstance(field, (QLineEdit, QPlainTextEdit))
        QGuiApplication.clipboard().setText("\0e\nf")
        QTest.keyClick(field, Qt.Key.Key_End)
        field.paste()
    values = form.values()
    assert "".join(values.values()).encode()
    assert "\0" not in "".join(values.values())
    assert "\n" not in values["line"]
    assert values["line"].endswith("e f")
    assert values["story"].endswith("e\nf")


def test_long_text_grows_with_its_lines_and_then_scrolls(
    shown: Callable[..., TaskForm], qtbot: QtBot
) -> None:
    form = shown(TASKS["ask"])
    field = focus(form, "question")
    heights = []
    for _ in range(12):
        heights.append(field.height())
        QTest.keyClicks(field, "woord")
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert heights[0] == heights[1] < heights[2] < heights[6] < heights[7] == heights[11]
    field.selectAll()  # type: ignore[attr-defined]
    QTest.keyClick(field, Qt.Key.Key_Delete)
    assert field.height() == heights[0]


# --- keyboard, wheel, screen reader ------------------------------------------------------------------


def test_enter_leads_on_through_the_lines_and_control_enter_submits(
    qtbot: QtBot, shown: Callable[..., TaskForm]
) -> None:
    form = shown(TASKS["brainstorm"])
    form.setFocus()
    visited = []
    for _ in range(3):
        at = form.window().focusWidget()
        assert at is not None
        visited.append(at)
        QTest.keyClick(at, Qt.Key.Key_Return)
    assert visited == [control(form, name) for name in ("subject", "audience", "count")]
    assert form.window().focusWidget() is control(form, "tone")
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        for name in ("subject", "count", "tone"):
            with qtbot.waitSignal(form.submitted, timeout=500):
                QTest.keyClick(focus(form, name), key, Qt.KeyboardModifier.ControlModifier)


def test_in_long_text_enter_is_a_new_line_and_tab_leads_on(
    qtbot: QtBot, shown: Callable[..., TaskForm], own: Callable[..., Task]
) -> None:
    form = shown(own(*KINDS[1:]))
    field = focus(form, "story")
    QTest.keyClicks(field, "a")
    QTest.keyClick(field, Qt.Key.Key_Return)
    QTest.keyClicks(field, "b")
    with qtbot.waitSignal(form.submitted, timeout=500):
        QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert form.window().focusWidget() is control(form, "tone")
    assert form.values()["story"] == "a\nb"


def test_tab_goes_through_the_fields_in_order_also_after_another_task(
    qtbot: QtBot, theme: Theme, own: Callable[..., Task]
) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    before, form, after = QLineEdit(), TaskForm(theme, "en"), QPushButton("after")
    layout = QVBoxLayout(page)
    for widget in (before, form, after):
        layout.addWidget(widget)
    come_forward(page, qtbot)
    for task in (TASKS["brainstorm"], TASKS["ask"], own(*KINDS)):
        form.show_task(task, {"tone": "dry"})
        expected = [each for field in task.fields for each in cell(form, field.id).input.controls]
        before.setFocus()
        seen: list[QWidget] = []
        while (at := page.focusWidget()) is not after and len(seen) < 20:
            assert at is not None
            seen.append(at)
            QTest.keyClick(at, Qt.Key.Key_Tab)
        assert [each for each in expected if each in seen] == seen[1:]
        assert {control(form, field.id) for field in task.fields} <= set(seen)


def test_the_wheel_scrolls_the_page_where_the_keyboard_is_not(
    qtbot: QtBot, shown: Callable[..., TaskForm], own: Callable[..., Task], theme: Theme
) -> None:
    form = TaskForm(theme, "en")
    form.show_task(own(*KINDS), EVERYTHING)
    area = QScrollArea(widgetResizable=True)
    qtbot.addWidget(area)
    area.setWidget(form)
    area.resize(500, 150)
    come_forward(area, qtbot)
    focus(form, "line")
    for name in ("tone", "amount"):
        area.ensureWidgetVisible(control(form, name), 0, 0)
        before = area.verticalScrollBar().value()
        turn_wheel(control(form, name))
        assert area.verticalScrollBar().value() > before
        assert form.values() == EVERYTHING
    area.ensureWidgetVisible(control(form, "amount"), 0, 0)
    turn_wheel(focus(form, "amount"))
    assert form.values()["amount"] == "6"


def test_every_control_has_a_name_for_the_screen_reader(
    shown: Callable[..., TaskForm], own: Callable[..., Task]
) -> None:
    once = [each for each in KINDS if each[1] != "documents"]
    required = [(f"{name}2", kind, f"required = true\n{rest}") for name, kind, rest in once]
    form = shown(own(*KINDS, *required))
    reached = [
        widget
        for widget in form.findChildren(QWidget)
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.isEnabled() and widget.isVisible()
    ]
    assert len(reached) >= 2 * len(KINDS)
    for widget in reached:
        if isinstance(widget.parent(), QAbstractSpinBox):
            continue  # Qt's own line in a field with steps
        heard = QAccessible.queryAccessibleInterface(widget)
        assert heard.text(QAccessible.Text.Name), widget
    button = next(button for button in form.findChildren(QToolButton) if button.isVisible())
    assert button.toolTip()


def test_help_is_shown_and_heard(shown: Callable[..., TaskForm]) -> None:
    form = shown(TASKS["ask"], language="nl")
    assert "Eén vraag, in gewone woorden." in texts(form)
    assert control(form, "question").accessibleDescription() == "Eén vraag, in gewone woorden."


def test_what_may_be_empty_is_marked(shown: Callable[..., TaskForm]) -> None:
    form = shown(TASKS["brainstorm"])
    marked = [name for name in ("subject", "audience", "count", "tone") if _is_marked(cell(form, name))]
    assert marked == ["audience"]


def _is_marked(widget: QWidget) -> bool:
    return any(label.text() == "optional" for label in widget.findChildren(QLabel))


# --- layout and upkeep -------------------------------------------------------------------------------


@pytest.mark.parametrize("points", [9, 14])
def test_short_fields_stand_side_by_side_where_there_is_room(
    qtbot: QtBot, theme: Theme, own: Callable[..., Task], points: int
) -> None:
    tones = f'default = "dry"\n{TONES.replace("zakelijk", "zakelijk en vormelijk")}'
    kinds = (("text", ""), ("text", ""), ("choice", tones), ("choice", tones))
    task = own(
        *((name, *kind) for name, kind in zip(("first", "second", "third", "fourth"), kinds, strict=True))
    )
    area, form = QScrollArea(widgetResizable=True), TaskForm(theme, "nl")
    qtbot.addWidget(area)
    area.setStyleSheet(f"* {{ font-size: {points}pt; }}")
    area.setWidget(form)
    form.show_task(task, {})
    area.resize(1000, 500)
    come_forward(area, qtbot)
    assert cell(form, "first").y() == cell(form, "second").y()
    assert cell(form, "third").y() == cell(form, "fourth").y()
    area.resize(430, 500)
    qtbot.waitUntil(lambda: cell(form, "first").y() < cell(form, "second").y())
    qtbot.waitUntil(lambda: cell(form, "third").y() < cell(form, "fourth").y())
    assert form.width() <= area.width()


@pytest.mark.parametrize("appearance", ["light", "dark"])
def test_the_form_follows_the_theme(
    shown: Callable[..., TaskForm], own: Callable[..., Task], theme: Theme, appearance: str
) -> None:
    form = shown(own(*KINDS))
    button = cell(form, "day").findChild(QToolButton)
    before = button.icon().cacheKey()
    theme.choose("dark" if appearance == "dark" else "light")
    assert button.icon().cacheKey() != before


def test_a_hundred_changes_of_task_leave_nothing_behind(
    qtbot: QtBot, shown: Callable[..., TaskForm], own: Callable[..., Task], theme: Theme
) -> None:
    everything = own(*KINDS)
    form = shown(everything)
    form.show_task(TASKS["ask"], {})
    qtbot.wait(20)
    QApplication.sendPostedEvents(None, 0)
    before = len(form.findChildren(QWidget))
    for _ in range(50):
        form.show_task(everything, EVERYTHING)
        form.show_task(TASKS["ask"], {})
    qtbot.waitUntil(lambda: len(form.findChildren(QWidget)) == before)
    theme.choose("dark")  # icons of fields that are gone are not asked for


def test_showing_a_task_is_no_change_by_the_person(qtbot: QtBot, shown: Callable[..., TaskForm]) -> None:
    form = shown(TASKS["ask"])
    with qtbot.assertNotEmitted(form.changed):
        form.show_task(TASKS["brainstorm"], {"subject": "thee"})
    with qtbot.waitSignal(form.changed):
        QTest.keyClicks(focus(form, "subject"), "t")
