"""The task editor: a task made by hand, shared, used; nothing lost on the way."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QToolButton,
    QWidget,
)

from app.paths import Paths
from app.sentences import Sentences
from app.tasks import Choice, Condition, Field, SectionForm, Words, check_form, load
from app.tasks.own import OwnTasks, starting_point
from app.ui.notice import Notice
from app.ui.request.number_field import NumberEdit
from app.ui.services import Services
from app.ui.task_editor.actions import TaskActions
from app.ui.task_editor.changes import choices_from, completed, from_lines, in_one_language, with_field
from app.ui.task_editor.item_list import ItemList
from app.ui.task_editor.page import TaskEditorPage
from app.ui.task_editor.preview import TaskPreview
from app.ui.task_editor.questions import Question
from app.ui.window import Window

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def own(services: Services) -> OwnTasks:
    return OwnTasks(services.paths.tasks)


def destroy(*widgets: QWidget | None) -> None:
    """Now: what is left is styled anew with every theme of a later test."""
    for widget in widgets:
        assert widget is not None
        widget.hide()
        widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def page(services: Services, own: OwnTasks) -> Iterator[TaskEditorPage]:
    made = TaskEditorPage(services, own)
    assert made.beside is not None
    for widget in (made.beside, made):
        widget.resize(560, 640)
        widget.show()
    yield made
    destroy(made.beside, made)


def seen(place: QWidget, kind: type[QWidget], name: str) -> QWidget:
    """The control of this name that is in sight: what it shows, or what a screen reader says."""
    for found in place.findChildren(kind):
        words = {found.accessibleName(), found.text().replace("&", "") if hasattr(found, "text") else ""}
        if name in words and found.isVisibleTo(place):
            return found
    raise AssertionError(f"no {name} in sight")


def click(place: QWidget, name: str, kind: type[QWidget] = QPushButton) -> None:
    QTest.mouseClick(seen(place, kind, name), LEFT)


def part(page: TaskEditorPage, name: str) -> None:
    seen(page, QRadioButton, name).setChecked(True)


def retype(place: QWidget, name: str, text: str, kind: type[QWidget] = QLineEdit) -> None:
    """Put another text into a control by the keyboard."""
    control = seen(place, kind, name)
    control.setFocus()
    control.selectAll()
    QTest.keyClick(control, Qt.Key.Key_Delete)
    for number, line in enumerate(text.split("\n")):
        if number:
            QTest.keyClick(control, Qt.Key.Key_Return)
        QTest.keyClicks(control, line)


def choose(place: QWidget, name: str, words: str) -> None:
    box = seen(place, QComboBox, name)
    number = box.findText(words)
    assert number >= 0, [box.itemText(one) for one in range(box.count())]
    box.setCurrentIndex(number)
    box.activated.emit(number)


def items(page: TaskEditorPage) -> QListWidget:
    return next(found for found in page.findChildren(ItemList) if found.isVisibleTo(page)).findChild(
        QListWidget
    )


def said(place: QWidget) -> str:
    return "\n".join(label.text() for label in place.findChildren(QWidget) if hasattr(label, "text"))


def make(page: TaskEditorPage, name: str = "Answer to a complaint", start: str = "A numbered list") -> None:
    """Begin a task as a person does."""
    page.open_new()
    field = seen(page, QLineEdit, "What is the task called?")
    QTest.keyClicks(field, name)
    chosen = next(one for one in page.findChildren(QRadioButton) if one.text().startswith(start))
    chosen.setChecked(True)
    click(page, "Begin")


# A task from nothing to use


def test_a_task_is_made_by_hand_shared_and_used_in_an_empty_profile(
    page: TaskEditorPage, own: OwnTasks, services: Services, tmp_path: Path, qapp: QApplication
) -> None:
    make(page)
    retype(page, "Instruction", "You answer complaints.", QPlainTextEdit)
    part(page, "Form")
    retype(page, "Label", "Complaint")
    click(page, "Add a field")
    QTest.keyClicks(page.focusWidget(), "Tone")  # the keyboard is in its label, the words chosen
    choose(page, "Kind", "one choice")
    retype(page, "Choices", "friendly\nformal", QPlainTextEdit)
    part(page, "Answer")
    retype(page, "Heading", "Reply")
    tried = QSignalSpy(page.tried)
    click(page, "Save and try")
    assert tried.count() == 1
    task = own.all()["answer-to-a-complaint"]
    assert [field.id for field in task.fields] == ["complaint", "tone", "count"]
    assert [choice.id for choice in task.fields[1].choices] == ["friendly", "formal"]
    assert task.sections[0].heading == Words(nl="Reply", en="Reply")
    assert task.language == "en"

    actions = TaskActions(services, own, Notice(services.theme, failure=False), page)
    shared = tmp_path / "shared.toml"
    actions.export(task.id)
    actions._export_to([str(shared)])
    other = Services(
        Paths.under(tmp_path / "other"), services.line, services.theme, services.preferences, Sentences("nl")
    )
    fresh = OwnTasks(other.paths.tasks)
    TaskActions(other, fresh, Notice(services.theme, failure=False), page).take_in(shared)
    used = fresh.all()[task.id]
    assert used == task == load(shared)
    assert check_form(used, {"complaint": "x", "tone": "formal"}, "nl").value("count") == "5"


def test_what_is_typed_is_seen_in_the_preview_at_once_and_what_was_filled_in_stays(
    page: TaskEditorPage,
) -> None:
    make(page)
    preview = page.findChild(TaskPreview) or page.beside
    assert isinstance(preview, TaskPreview)
    field = preview.findChild(QPlainTextEdit)
    field.setPlainText("filled in")
    part(page, "Form")
    click(page, "Add a field")
    retype(page, "Label", "Deadline")
    choose(page, "Kind", "date")
    preview.show_now()
    assert "Deadline" in said(preview)
    assert preview.findChild(QPlainTextEdit).toPlainText() == "filled in"


# Words in two languages


def test_words_are_changed_in_one_language_and_stay_in_the_other(page: TaskEditorPage, own: OwnTasks) -> None:
    page.open_task(own.all()["brainstorm"])
    assert seen(page, QLineEdit, "Name").text() == "Brainstorm"
    part(page, "Form")
    retype(page, "Label", "Topic")
    choose(page, "Language of the words", "Dutch")
    assert seen(page, QLineEdit, "Label").text() == "Onderwerp"
    retype(page, "Label", "Thema")
    items(page).setCurrentRow(3)
    seen(page, QPlainTextEdit, "Choices").setPlainText("praktisch\nspeels\nkort\ngedurfd")
    assert page.save()
    task = own.all()["brainstorm"]
    assert task.fields[0].label == Words(nl="Thema", en="Topic")
    assert task.fields[0].id == "subject"  # answers know it by this
    assert [(one.id, one.label.en) for one in task.fields[3].choices] == [
        ("practical", "practical"),
        ("playful", "playful"),
        ("kort", "kort"),
        ("bold", "bold"),
    ]
    assert own.is_own("brainstorm")


def test_a_task_of_one_language_says_the_same_in_both() -> None:
    task = in_one_language(starting_point("list"), "nl")
    assert task.fields[0].label == Words(nl="Onderwerp", en="Onderwerp")
    assert task.language == "nl"
    half = msgspec.structs.replace(task, name=Words(nl="Lijst"))
    assert completed(half).name == Words(nl="Lijst", en="Lijst")


# Items


def test_what_was_removed_comes_back_where_it_was(page: TaskEditorPage, own: OwnTasks) -> None:
    before = own.all()["brainstorm"]
    page.open_task(before)
    part(page, "Answer")
    items(page).setCurrentRow(1)
    items(page).setFocus()
    QTest.keyClick(items(page), Qt.Key.Key_Delete)
    QTest.keyClick(items(page), Qt.Key.Key_Delete)
    assert items(page).count() == 1
    assert "“Next step” is removed." in said(page)
    click(page, "Undo")
    items(page).setFocus()
    QTest.keyClick(items(page), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not page.dirty
    part(page, "Form")
    assert page._draft.task == before


def test_the_order_is_changed_by_keyboard_and_buttons(page: TaskEditorPage, own: OwnTasks) -> None:
    page.open_task(own.all()["brainstorm"])
    part(page, "Form")
    items(page).setFocus()
    QTest.keyClick(items(page), Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert items(page).item(1).text() == "Subject"
    assert items(page).currentRow() == 1
    click(page, "Move up (Alt+Up)", QToolButton)
    assert not page.dirty
    QTest.keyClick(items(page), Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert not page.dirty


def test_a_field_that_gets_another_name_is_followed_wherever_it_is_named() -> None:
    fields = (
        Field("a", "number", Words(nl="A"), default="3", minimum=1),
        Field("b", "text", Words(nl="B"), shown_if=Condition("a", ("1",))),
    )
    sections = (SectionForm("list", count="a"), SectionForm("prose", shown_if=Condition("a")))
    task = msgspec.structs.replace(starting_point("empty"), fields=fields, sections=sections)
    renamed = with_field(task, 0, msgspec.structs.replace(fields[0], id="amount"))
    assert renamed.fields[1].shown_if == Condition("amount", ("1",))
    assert renamed.sections[0].count == "amount"
    assert renamed.sections[1].shown_if == Condition("amount")


def test_lines_stay_what_they_stand_for_when_lines_come_between() -> None:
    choices = (Choice("a", Words(nl="een", en="one"), Words(nl="1")), Choice("b", Words(nl="twee", en="two")))
    found = choices_from(choices, ["geen", "een", "tweede"], "nl", "en", {"a", "b"})
    assert [one.id for one in found] == ["geen", "a", "b"]
    assert found[1] == choices[0]
    assert found[2].label == Words(nl="tweede", en="two")
    assert choices_from(choices, ["twee", "een"], "nl", "en", {"a", "b"})[-1].label.nl == "een"
    kept = from_lines(("x", "y"), ["y"], str, lambda _one, text: text, str)
    assert kept == ("y",)


# What is wrong


def test_what_is_wrong_is_told_at_its_place_and_keeps_it_from_being_saved(
    page: TaskEditorPage, own: OwnTasks
) -> None:
    make(page, start="Empty")
    assert "Say what the model is to do." in said(page)
    part(page, "Answer")
    choose(page, "Kind", "one of some choices")
    retype(page, "Choices", "yes", QPlainTextEdit)
    assert "needs two choices or more" in said(page)
    assert not page.save()
    assert seen(page, QRadioButton, "Task").isChecked()  # where the first thing is that is wrong
    assert "answer-to-a-complaint" not in own.all()
    retype(page, "Instruction", "Write.", QPlainTextEdit)
    part(page, "Answer")
    retype(page, "Choices", "yes\nno", QPlainTextEdit)
    assert page.save()


def test_a_number_says_what_is_wrong_with_its_bounds(page: TaskEditorPage) -> None:
    make(page)
    part(page, "Form")
    items(page).setCurrentRow(1)
    least = seen(page, NumberEdit, "At least")
    least.lineEdit().setText("30")
    assert "least of “count” is more than the most" in said(page)
    least.lineEdit().setText("1")
    assert "is more than" not in said(page)


# Nothing is lost


def test_unsaved_changes_are_asked_about_before_another_task_takes_their_place(
    page: TaskEditorPage, own: OwnTasks
) -> None:
    make(page)
    page.open_task(own.all()["ask"])
    question = page.findChild(Question)
    question.reject()
    assert page.name == "Answer to a complaint"
    page.open_task(own.all()["ask"])
    click(page.findChildren(Question)[-1], "Save")
    assert page.name == "Ask the documents"
    assert own.all()["answer-to-a-complaint"].sections[1].kind == "list"


def test_discarded_changes_leave_the_task_as_it_was(page: TaskEditorPage, own: OwnTasks) -> None:
    page.open_task(own.all()["ask"])
    retype(page, "Name", "Something else")
    assert page.dirty
    click(page, "Discard changes")
    assert seen(page, QLineEdit, "Name").text() == "Ask the documents"
    assert not own.is_own("ask")


def test_a_folder_that_takes_nothing_costs_no_word_of_it(page: TaskEditorPage, services: Services) -> None:
    make(page)
    services.paths.tasks.rmdir()
    services.paths.tasks.write_text("")
    assert not page.save()
    assert page.dirty
    assert "cannot be written" in said(page)


# What is done with tasks


@pytest.fixture
def actions(services: Services, own: OwnTasks, page: TaskEditorPage) -> TaskActions:
    made = Notice(services.theme, failure=False, parent=page)
    return TaskActions(services, own, made, page)


def test_an_own_task_is_removed_and_brought_back(actions: TaskActions, own: OwnTasks) -> None:
    own.duplicate(own.all()["ask"], "Mine")
    actions.remove("mine")
    assert "mine" not in own.all()
    actions.undo()
    assert own.all()["mine"].name.en == "Mine"


def test_a_changed_built_in_task_is_set_back_and_that_too_is_undone(
    actions: TaskActions, own: OwnTasks
) -> None:
    changed = msgspec.structs.replace(own.all()["ask"], name=Words(nl="Vraag", en="Question"))
    own.save(changed)
    actions.reset("ask")
    assert own.all()["ask"].name.en == "Ask the documents"
    actions.undo()
    assert own.all()["ask"] == changed


def test_a_duplicate_is_opened_to_be_changed(actions: TaskActions, own: OwnTasks) -> None:
    opened = QSignalSpy(actions.edit_wanted)
    actions.duplicate("ask")
    assert opened.at(0)[0].id in own.all()
    assert opened.at(0)[0].name.en == "Ask the documents (copy)"


def test_an_import_asks_before_it_replaces_and_can_be_undone(
    actions: TaskActions, own: OwnTasks, page: TaskEditorPage, tmp_path: Path
) -> None:
    mine = own.duplicate(own.all()["ask"], "Mine")
    theirs = msgspec.structs.replace(mine, help=Words(nl="Van hen", en="Theirs"))
    OwnTasks(tmp_path / "theirs").save(theirs)
    actions.take_in(tmp_path / "theirs" / "mine.toml")
    assert own.all()["mine"] == mine
    click(page.findChild(Question), "Replace it")
    assert own.all()["mine"] == theirs
    actions.undo()
    assert own.all()["mine"] == mine


def test_a_broken_file_is_refused_with_its_line(actions: TaskActions, own: OwnTasks, tmp_path: Path) -> None:
    told = QSignalSpy(actions.failed)
    (tmp_path / "broken.toml").write_text('schema = 2\nid = "x"\ndocuments = "often"\n')
    before = set(own.all())
    actions.take_in(tmp_path / "broken.toml")
    assert "line 3" in told.at(0)[0]
    assert set(own.all()) == before


# In the window


@pytest.fixture
def window(services: Services, own: OwnTasks) -> Iterator[Window]:
    made = Window(services, own.all())
    made.resize(1280, 820)
    made.show()
    yield made
    destroy(made)


def editor(window: Window) -> TaskEditorPage:
    found = window.findChild(TaskEditorPage)
    assert found is not None
    return found


def test_a_new_task_stands_in_the_list_and_its_form_is_there_to_be_tried(window: Window) -> None:
    window.tasks.new_wanted.emit()
    page = editor(window)
    assert window.isAncestorOf(page.beside)
    assert page.beside.isVisibleTo(window)
    make(page)
    click(page, "Save and try")
    assert window.middle.page is None
    assert not page.beside.isVisibleTo(window)
    assert window.request.task is not None
    assert window.request.task.id == "answer-to-a-complaint"
    rows = window.tasks.findChild(QListWidget)
    assert "Answer to a complaint" in [rows.item(row).text() for row in range(rows.count())]


def test_what_is_filled_in_stays_when_the_task_is_changed(window: Window) -> None:
    window.choose_task("ask")
    window.request.show_request(window.request.task, {"question": "How long?"}, window.request.task.tuning)
    window.tasks.edit_wanted.emit("ask")
    page = editor(window)
    retype(page, "Name", "Ask us")
    assert page.save()
    assert window.request.task.name.en == "Ask us"
    page.closed.emit()
    assert window.request._form.values()["question"] == "How long?"


def test_a_task_that_is_removed_while_its_form_is_shown_makes_room_for_the_first(
    window: Window, own: OwnTasks
) -> None:
    own.duplicate(own.all()["ask"], "Mine")
    window.reload_tasks()
    window.choose_task("mine")
    window.tasks.remove_wanted.emit("mine")
    assert window.request.task.id != "mine"
    window.own_tasks.undo()
    assert window.request.task.id == "mine"


def test_changes_that_are_not_saved_keep_the_window_open_until_that_is_answered(window: Window) -> None:
    closing = QSignalSpy(window.closing)
    window.tasks.new_wanted.emit()
    make(editor(window))
    window.close()
    assert not closing.count()
    click(window.findChild(Question), "Discard")
    assert closing.count() == 1


def test_who_leaves_with_changes_is_told_the_way_back(window: Window) -> None:
    window.tasks.new_wanted.emit()
    page = editor(window)
    make(page)
    page.closed.emit()
    assert "has changes that are not saved" in said(window)
    window.own_tasks.undo()
    assert window.middle.page is page
    assert page.dirty
