"""Presets and what was tuned last: kept by task and model, under own names, and not lost by a slip."""

import msgspec
import pytest
from PySide6.QtWidgets import QCheckBox, QDialog, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.messages import Tuning
from app.tasks import Task, check_tuning, load_all
from app.ui.preferences import PreferencesFile, Preset
from app.ui.request.tuning_memory import TuningMemory
from app.ui.request.tuning_place import TuningPlace
from app.ui.request.tuning_presets import BALANCED, CREATIVE, PRECISE, PresetBox, PresetMenu, PresetUndo
from app.ui.request.tuning_question import PresetQuestion
from app.ui.services import Services

A, B = "/models/a.gguf", "/models/b.gguf"
MINE = Tuning(temperature=0.65, max_tokens=321, top_k=7, seed=4)


@pytest.fixture
def tasks(services: Services) -> dict[str, Task]:
    return load_all(services.paths.tasks)


@pytest.fixture
def place(qtbot: QtBot, services: Services, tasks: dict[str, Task]) -> TuningPlace:
    made = TuningPlace(services)
    qtbot.addWidget(made)
    made.set_model(A)
    made.show_task(tasks["brainstorm"])
    made.show()
    return made


def box(place: TuningPlace) -> PresetBox:
    found = place.findChild(PresetBox)
    assert found is not None
    return found


def menu(place: TuningPlace) -> PresetMenu:
    found = place.findChild(PresetMenu)
    assert found is not None
    return found


def choose(place: TuningPlace, name: str) -> None:
    row = box(place).findText(name)
    assert row >= 0, name
    box(place).setCurrentIndex(row)
    box(place).activated.emit(row)


def answer(place: TuningPlace, name: str, **ticks: bool) -> None:
    """Fill in the question that is open, and save."""
    question = place.window().findChild(PresetQuestion)
    assert question is not None
    line = question.findChild(QLineEdit)
    assert line is not None
    line.setText(name)
    for start, on in ticks.items():
        found = (tick for tick in question.findChildren(QCheckBox) if start in tick.text())
        next(found).setChecked(on)
    save = next(button for button in question.findChildren(QPushButton) if button.text() == "Save")
    save.click()
    assert question.result() == QDialog.DialogCode.Accepted


def save(place: TuningPlace, name: str, **ticks: bool) -> None:
    menu(place).save.trigger()
    answer(place, name, **ticks)
    question = place.window().findChild(PresetQuestion)
    if question is not None:
        question.setParent(None)


# --- what was tuned last ----------------------------------------------------------------------------


def test_each_task_and_each_model_has_the_tuning_that_it_was_left_with(
    place: TuningPlace, tasks: dict[str, Task], services: Services
) -> None:
    place.take(MINE)
    place.show_task(tasks["ask"])
    assert place.value() == tasks["ask"].tuning
    place.set_model(B)
    place.show_task(tasks["brainstorm"])
    assert place.value() == tasks["brainstorm"].tuning
    place.take(BALANCED)
    place.set_model(A)
    assert place.value() == MINE
    place.set_model(B)
    assert place.value() == BALANCED
    services.preferences.save()
    again = TuningMemory(PreferencesFile(services.paths))
    assert again.last(tasks["brainstorm"], A) == MINE
    assert again.last(tasks["brainstorm"], B) == BALANCED


def test_what_an_older_version_kept_counts_until_something_is_tuned(
    services: Services, tasks: dict[str, Task]
) -> None:
    task = tasks["ask"]
    services.preferences.change(tunings={"ask": MINE})
    memory = TuningMemory(services.preferences)
    assert memory.last(task, "") == memory.last(task, A) == memory.last(task, B) == MINE
    memory.keep(task, A, BALANCED)
    assert memory.last(task, A) == memory.last(task, "") == BALANCED
    assert memory.last(task, B) == task.tuning


def test_the_tasks_own_is_not_kept_so_that_a_changed_task_brings_its_new_values(
    place: TuningPlace, services: Services, tasks: dict[str, Task]
) -> None:
    place.take(MINE)
    assert menu(place).own.isEnabled()
    menu(place).own.trigger()
    assert place.value() == tasks["brainstorm"].tuning
    assert not menu(place).own.isEnabled()
    assert services.preferences.now.tunings == {}
    assert services.preferences.now.model_tunings == {A: {}}


def test_an_earlier_answers_tuning_stays_when_the_model_changes_and_is_kept_only_once_touched(
    place: TuningPlace, tasks: dict[str, Task], services: Services
) -> None:
    place.take(MINE)
    place.show_tuning(CREATIVE, tasks["brainstorm"])
    place.set_model(B)
    assert place.value() == CREATIVE
    assert services.preferences.now.model_tunings == {A: {"brainstorm": MINE}}


# --- presets ----------------------------------------------------------------------------------------


def test_built_in_presets_say_how_words_are_chosen_and_leave_length_and_seed(place: TuningPlace) -> None:
    place.take(MINE)
    assert box(place).currentText() == ""
    assert box(place).placeholderText() == "Your own settings"
    for name, built_in in (("Precise", PRECISE), ("Balanced", BALANCED), ("Creative words", CREATIVE)):
        choose(place, name)
        assert place.value() == msgspec.structs.replace(built_in, max_tokens=321, seed=4)
        assert box(place).currentText() == name
        check_tuning(place.value())
    choose(place, "The task's own")
    assert box(place).currentText() == "The task's own"


def test_an_own_preset_is_saved_by_name_and_brings_everything_back(
    place: TuningPlace, services: Services
) -> None:
    place.take(MINE)
    save(place, "  kort  & <b>krachtig</b> ")
    assert box(place).currentText() == "kort & <b>krachtig</b>"
    choose(place, "Precise")
    choose(place, "kort & <b>krachtig</b>")
    assert place.value() == MINE
    services.preferences.save()
    kept = PreferencesFile(services.paths).now.presets
    assert kept == (Preset("kort & <b>krachtig</b>", MINE, "brainstorm", ""),)


def test_a_preset_is_offered_for_its_task_and_model_only(place: TuningPlace, tasks: dict[str, Task]) -> None:
    place.take(MINE)
    save(place, "ideas")
    save(place, "with a", model=True)
    save(place, "everywhere", task=False)
    own = ["everywhere", "ideas", "with a"]
    assert list(box(place).names[4:]) == own
    place.set_model(B)
    assert list(box(place).names[4:]) == own[:2]
    place.show_task(tasks["ask"])
    assert list(box(place).names[4:]) == own[:1]


def test_a_name_is_asked_for_until_it_is_one_and_no_other_has_it(place: TuningPlace, qtbot: QtBot) -> None:
    place.take(MINE)
    save(place, "Kort")
    menu(place).save.trigger()
    question = place.window().findChild(PresetQuestion)
    assert question is not None
    line = question.findChild(QLineEdit)
    button = next(one for one in question.findChildren(QPushButton) if one.text() == "Save")
    problem = next(one for one in question.findChildren(QLabel) if one.objectName() == "problem")
    assert line is not None
    for name, right in (("", False), ("  ", False), ("KORT", False), ("balanced", False), ("Lang", True)):
        line.setText(name)
        assert button.isEnabled() is right, name
        assert problem.isVisibleTo(question) is (name in ("KORT", "balanced"))
    line.setText("x" * 500)
    assert len(line.text()) == 60
    question.reject()


def test_a_preset_that_makes_the_same_tuning_as_another_can_still_be_chosen_and_renamed(
    place: TuningPlace, services: Services
) -> None:
    choose(place, "Balanced")
    save(place, "zelfde")
    assert box(place).currentText() == "zelfde"
    menu(place).rename.trigger()
    answer(place, "anders")
    assert box(place).currentText() == "anders"
    assert [preset.name for preset in services.preferences.now.presets] == ["anders"]
    choose(place, "Balanced")
    assert box(place).currentText() == "Balanced"
    assert not menu(place).rename.isEnabled()
    assert not menu(place).delete.isEnabled()


def test_a_deleted_preset_can_be_brought_back_and_the_tuning_stays(
    place: TuningPlace, services: Services, qtbot: QtBot
) -> None:
    place.take(MINE)
    save(place, "kort")
    before = services.preferences.now.presets
    undo = place.findChild(PresetUndo)
    assert undo is not None and not undo.isVisible()
    with qtbot.waitSignal(place.height_changed):
        menu(place).delete.trigger()
    assert services.preferences.now.presets == ()
    assert place.value() == MINE
    assert undo.isVisible()
    next(button for button in undo.findChildren(QPushButton) if button.text() == "Undo").click()
    assert services.preferences.now.presets == before
    assert box(place).currentText() == "kort"
    assert not undo.isVisible()


def test_bringing_back_does_not_take_the_place_of_a_new_one_of_that_name(
    place: TuningPlace, services: Services
) -> None:
    place.take(MINE)
    save(place, "kort")
    menu(place).delete.trigger()
    place.take(BALANCED)
    save(place, "Kort")
    undo = place.findChild(PresetUndo)
    assert undo is not None
    next(button for button in undo.findChildren(QPushButton) if button.text() == "Undo").click()
    assert [preset.tuning for preset in services.preferences.now.presets] == [BALANCED]


def test_the_moment_to_think_again_passes(qtbot: QtBot, services: Services) -> None:
    undo = PresetUndo(services.theme, hold_ms=20)
    qtbot.addWidget(undo)
    with qtbot.assertNotEmitted(undo.wanted):
        undo.say(Preset("kort", MINE))
        qtbot.waitUntil(lambda: not undo.isVisible())


def test_trying_side_by_side_is_asked_for_from_here(place: TuningPlace, qtbot: QtBot) -> None:
    place.set_more(True)
    button = next(one for one in place.findChildren(QPushButton) if "side by side" in one.text())
    assert button.isVisible()
    with qtbot.waitSignal(place.compare_wanted):
        button.click()
