"""The field of a list of lines, and that of several choices."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from app.tasks import Choice, Field, Words, lines_of
from app.ui.library import Library
from app.ui.request.cell import FieldCell
from app.ui.request.fields import LONGEST_TEXT
from app.ui.request.lines_field import LinesEdit
from app.ui.theme import Theme


@pytest.fixture
def shown(qtbot: QtBot, theme: Theme) -> Callable[..., FieldCell]:
    def make(field: Field, value: str = "") -> FieldCell:
        made = FieldCell(field, value, theme, "en", Library())
        qtbot.addWidget(made)
        made.resize(500, 200)
        made.show()
        made.activateWindow()
        qtbot.waitUntil(made.isActiveWindow)
        return made

    return make


def lines(least: int | None = None, most: int | None = None) -> Field:
    return Field("points", "lines", Words(en="Points"), required=True, minimum=least, maximum=most)


def choices(number: int, least: int | None = None, most: int | None = None, default: str = "") -> Field:
    some = tuple(Choice(f"c{place}", Words(en=f"Choice {place}")) for place in range(number))
    return Field(
        "topics", "choices", Words(en="Topics"), choices=some, minimum=least, maximum=most, default=default
    )


def editor(cell: FieldCell) -> LinesEdit:
    edit = cell.input.control
    assert isinstance(edit, LinesEdit)
    edit.setFocus()
    return edit


def said(cell: FieldCell) -> list[str]:
    return [label.text() for label in cell.findChildren(QLabel) if label.isVisible()]


def paste(edit: LinesEdit, text: str) -> None:
    mime = QMimeData()
    mime.setText(text)
    edit.insertFromMimeData(mime)


# --- lines -------------------------------------------------------------------------------------------


def test_enter_adds_a_line_and_backspace_takes_an_empty_one_away(
    shown: Callable[..., FieldCell], qtbot: QtBot
) -> None:
    cell = shown(lines())
    edit = editor(cell)
    QTest.keyClicks(edit, "Kosten")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    QTest.keyClicks(edit, "Tijd")
    assert cell.input.value() == "Kosten\nTijd"
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert edit.blockCount() == 3
    with qtbot.waitSignal(cell.passed):  # two empty lines help nobody
        QTest.keyClick(edit, Qt.Key.Key_Return)
    QTest.keyClick(edit, Qt.Key.Key_Backspace)
    assert edit.blockCount() == 2
    QTest.keyClick(edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(edit, "Geld")
    assert cell.input.value() == "Kosten\nTijd\nGeld"
    assert edit.blockCount() == 3


@pytest.mark.parametrize(
    ("pasted", "value"),
    [
        ("Kosten\r\n\r\nTijd\r\n", "Kosten\nTijd"),
        ("• Kosten\n• Tijd", "Kosten\nTijd"),
        ("1. Kosten\n2. Tijd", "Kosten\nTijd"),
        ("- 5 graden", "- 5 graden"),
        ("Kosten\x0bTijd\u2028Geld", "Kosten\nTijd\nGeld"),
        ("a\tb", "a b"),
    ],
)
def test_lines_that_are_pasted_are_lines(shown: Callable[..., FieldCell], pasted: str, value: str) -> None:
    cell = shown(lines())
    paste(editor(cell), pasted)
    assert cell.input.value() == value
    assert editor(cell).blockCount() == len(lines_of(value))


def test_a_text_that_is_no_list_is_refused_in_words(shown: Callable[..., FieldCell]) -> None:
    cell = shown(lines(), "Kosten")
    for text in ("x" * (LONGEST_TEXT + 1), "x\n" * 3_000):
        paste(editor(cell), text)
        assert "That text is too long: at most 100,000 characters." in said(cell)
        assert cell.input.value() == "Kosten"


def test_a_line_is_moved_by_keys_and_by_its_number(shown: Callable[..., FieldCell]) -> None:
    cell = shown(lines(), "een\ntwee\ndrie")
    edit = editor(cell)
    edit.moveCursor(edit.textCursor().MoveOperation.Start)
    QTest.keyClick(edit, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert cell.input.value() == "een\ntwee\ndrie"  # it is the first already
    QTest.keyClick(edit, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert cell.input.value() == "twee\neen\ndrie"
    assert edit.textCursor().block().text() == "een"
    edit.undo()
    assert cell.input.value() == "een\ntwee\ndrie"
    heights = [edit.place_of(edit.document().findBlockByNumber(place)).center().y() for place in range(3)]
    QTest.mousePress(edit.numbers, Qt.MouseButton.LeftButton, pos=QPoint(5, heights[0]))
    QTest.mouseMove(edit.numbers, QPoint(5, heights[2]))
    QTest.mouseRelease(edit.numbers, Qt.MouseButton.LeftButton, pos=QPoint(5, heights[2]))
    assert cell.input.value() == "twee\ndrie\neen"


def test_how_many_lines_there_may_be_is_said_in_words(shown: Callable[..., FieldCell]) -> None:
    cell = shown(lines(2, 3))
    assert "Fill in 2 to 3 lines." in said(cell)
    paste(editor(cell), "een")
    assert "1 filled in (2 to 3)" in said(cell)
    cell._pause.timeout.emit()
    assert not cell.wrong  # more may come
    assert not cell.check()
    assert "Fill in 2 to 3 lines." in said(cell)
    QTest.keyClick(editor(cell), Qt.Key.Key_Return)
    paste(editor(cell), "twee\ndrie\nvier")
    assert cell.wrong
    editor(cell).setPlainText("een\ntwee")
    assert not cell.wrong
    assert "2 filled in (2 to 3)" in said(cell)


# --- several choices ---------------------------------------------------------------------------------


def boxes(cell: FieldCell) -> list[QCheckBox]:
    return cell.findChildren(QCheckBox)


def test_some_choices_are_boxes_that_wrap(shown: Callable[..., FieldCell], qtbot: QtBot) -> None:
    cell = shown(choices(8), "c2\nc5\ngone")
    assert [box.text() for box in boxes(cell) if box.isChecked()] == ["Choice 2", "Choice 5"]
    assert cell.input.value() == "c2\nc5"
    rows = {box.y() for box in boxes(cell)}
    assert len(rows) > 1
    assert all(box.geometry().right() <= cell.width() for box in boxes(cell))
    with qtbot.waitSignal(cell.changed):
        boxes(cell)[0].click()
    assert cell.input.value() == "c0\nc2\nc5"


@pytest.mark.parametrize(("number", "most", "offered"), [(5, None, False), (6, None, True), (8, 3, False)])
def test_all_or_none_of_many_are_chosen_at_once(
    shown: Callable[..., FieldCell], qtbot: QtBot, number: int, most: int | None, offered: bool
) -> None:
    cell = shown(choices(number, None, most))
    buttons = [button for button in cell.findChildren(QToolButton) if button.isVisible()]
    assert bool(buttons) == offered
    if offered:
        with qtbot.waitSignals([cell.changed]):
            buttons[0].click()
        assert len(lines_of(cell.input.value())) == number
        assert buttons[0].text() == "None"
        buttons[0].click()
        assert cell.input.value() == ""


def test_very_many_choices_are_a_menu_with_ticks(shown: Callable[..., FieldCell], qtbot: QtBot) -> None:
    cell = shown(choices(30), "c3")
    button = cell.input.control
    assert isinstance(button, QToolButton)
    assert button.accessibleName() == "Topics: Choice 3"
    menu = button.menu()
    with qtbot.waitSignal(cell.changed):
        next(action for action in menu.actions() if action.data() == "c7").trigger()
    assert cell.input.value() == "c3\nc7"
    assert button.text().startswith("Choice 3, Choice 7")
    next(action for action in menu.actions() if action.text() == "All").trigger()
    assert len(lines_of(cell.input.value())) == 30


@pytest.mark.parametrize(
    ("least", "most", "words"),
    [
        (2, 4, "Choose 2 to 4 of these."),
        (2, None, "Choose at least 2 of these."),
        (3, 3, "Choose exactly 3 of these."),
        (None, 1, "Choose one of these."),
    ],
)
def test_how_many_may_be_chosen_is_said_in_words(
    shown: Callable[..., FieldCell], least: int | None, most: int | None, words: str
) -> None:
    cell = shown(choices(5, least, most), "c0" if least else "c0\nc1")
    assert not cell.check()
    assert words in said(cell)
    assert cell.input.control.accessibleDescription() == words
    for box in boxes(cell)[: least or 0]:
        box.setChecked(True)
    if least is None:
        boxes(cell)[1].setChecked(False)
    assert not cell.wrong


def test_that_nothing_is_chosen_stands_for_the_default(shown: Callable[..., FieldCell]) -> None:
    cell = shown(choices(4, default="c1\nc2"), "c1\nc2")
    for box in boxes(cell):
        box.setChecked(False)
    assert "Nothing chosen, which stands for: Choice 1, Choice 2" in said(cell)


def test_every_box_is_reached_by_the_keyboard(shown: Callable[..., FieldCell]) -> None:
    cell = shown(choices(7))
    controls: tuple[QWidget, ...] = cell.input.controls
    assert len(controls) == 8
    assert all(control.focusPolicy() & Qt.FocusPolicy.TabFocus for control in controls)
    assert all(control.accessibleName().startswith("Topics: ") for control in controls)
