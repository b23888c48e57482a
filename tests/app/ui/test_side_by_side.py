"""Settings side by side: answers one after the other, the model as it was at the end, the best one kept."""

from collections.abc import Callable

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QLabel, QPushButton, QSpinBox, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from app.messages import (
    Answer,
    AnswerStarted,
    AnswerWritten,
    ChooseModel,
    Coverage,
    Done,
    Failed,
    ListModels,
    ModelReport,
    ModelsListed,
    RemoveAnswers,
    Stopped,
    TextTaken,
    TextWritten,
    Timing,
    Tuning,
)
from app.tasks import load_all
from app.ui.notice import Notice
from app.ui.preferences import PreferencesFile
from app.ui.request.tuning_place import TuningPlace
from app.ui.services import Services
from app.ui.side_by_side.column import TrialColumn
from app.ui.side_by_side.page import SideBySidePage
from app.ui.side_by_side.rows import SettingsRows
from app.ui.theme import Theme
from app.ui.window import Window
from store.schema import Fault
from tests.app.ui.fake_line import FakeLine

SMALL = ModelReport("small", "writer", "Small <b>model</b>", "/models/small.gguf", True, chosen=True)
LARGE = ModelReport("large", "writer", "Large model", "/models/large.gguf", False, chosen=False)
OTHER = ModelReport("vectors", "embedder", "Vectors", "/models/vectors", True, chosen=True)
FORM = Answer("brainstorm", {"subject": "Minder papier"}, "en", Tuning(temperature=0.2, max_tokens=128))
FIRST = "1. Print on both sides.\n2. Read on the screen."
SECOND = "1. Print on one side.\n2. Read on the screen."


class Played:
    """The page, and the engine played by hand."""

    def __init__(self, services: Services, page: SideBySidePage) -> None:
        assert isinstance(services.line, FakeLine)
        self.line, self.services, self.page = services.line, services, page

    def open(self, request: Answer = FORM) -> None:
        self.page.open_for(request, load_all(self.services.paths.tasks)[request.task])
        job = self.line.jobs(ListModels)[-1]
        job.happened.emit(ModelsListed((OTHER, SMALL, LARGE)))
        job.closed.emit(Done())
        self.page.show()

    @property
    def columns(self) -> list[TrialColumn]:
        return [column for column in self.page.findChildren(TrialColumn) if not column.isHidden()]

    def button(self, text: str, within: QWidget | None = None) -> QPushButton:
        found = (within or self.page).findChildren(QPushButton)
        return next(one for one in found if one.text().replace("&", "") == text and not one.isHidden())

    def controls(self, kind: type[QWidget]) -> list[QWidget]:
        rows = self.page.findChild(SettingsRows)
        assert rows is not None
        return [one for one in rows.findChildren(kind) if one.isVisible()]

    def run(self) -> None:
        self.button("Write the answers").click()

    def write(self, text: str, identity: str, tokens: int = 40) -> None:
        """The answer that was asked for last comes, whole."""
        job = self.line.jobs(Answer)[-1]
        job.happened.emit(AnswerStarted(identity, (), 0))
        job.happened.emit(TextWritten(text))
        timing = Timing(1.5, 9.0, 100, 0, tokens)
        job.happened.emit(AnswerWritten(identity, "brainstorm", "m", text, (), (), Coverage(), timing))
        job.closed.emit(Done())

    def close(self, closing: object, kind: type = ChooseModel) -> None:
        self.line.jobs(kind)[-1].closed.emit(closing)

    def said(self, within: QWidget | None = None) -> list[str]:
        labels = (within or self.page).findChildren(QLabel)
        return [label.text() for label in labels if label.isVisible()]

    def choose_model(self, row: int, model: str) -> None:
        boxes = [one for one in self.controls(QComboBox) if "Model" in one.accessibleName()]
        box = boxes[row]
        assert isinstance(box, QComboBox)
        box.setCurrentIndex(box.findData(model))
        box.activated.emit(box.currentIndex())


@pytest.fixture
def played(qtbot: QtBot, services: Services) -> Played:
    page = SideBySidePage(services)
    page.resize(700, 700)
    qtbot.addWidget(page)
    made = Played(services, page)
    made.open()
    return made


def jobs(played: Played) -> list[object]:
    return [made.job for made in played.line.submitted if not isinstance(made.job, ListModels)]


def asked(played: Played) -> list[Tuning]:
    return [job.tuning for job in jobs(played) if isinstance(job, Answer)]


def marked(column: TrialColumn) -> tuple[str, str]:
    """What is underlined and what is struck out."""
    under, struck = [], []
    block = column.text.document().begin()
    while block.isValid():
        at = block.begin()
        while not at.atEnd():
            form = at.fragment().charFormat()
            if form.fontUnderline():
                under.append(at.fragment().text())
            if form.fontStrikeOut():
                struck.append(at.fragment().text())
            at += 1
        block = block.next()
    return "|".join(under), "|".join(struck)


def test_it_begins_with_the_forms_own_settings_and_some_that_are_quite_others(played: Played) -> None:
    temperatures = played.controls(QDoubleSpinBox)
    assert [one.value() for one in temperatures] == [0.2, 1.1]  # type: ignore[attr-defined]
    assert [one.value() for one in played.controls(QSpinBox)] == [128, 128]  # type: ignore[attr-defined]
    assert any("Choose two to four settings" in text for text in played.said())
    assert "Brainstorm: Minder papier" in [label.text() for label in played.page.findChildren(QLabel)]


def test_there_are_two_to_four_rows_each_with_names_for_its_controls(played: Played) -> None:
    assert not [one for one in played.controls(QToolButton) if "Remove" in one.accessibleName()]
    more = played.button("Another row")
    more.click()
    more.click()
    assert len(played.controls(QDoubleSpinBox)) == 4
    assert not more.isVisible()
    removing = [one for one in played.controls(QToolButton) if one.accessibleName() == "Remove row 2"]
    assert isinstance(removing[0], QToolButton)
    removing[0].click()
    assert [one.value() for one in played.controls(QDoubleSpinBox)] == [0.2, 1.1, 1.1]  # type: ignore[attr-defined]
    assert more.isVisible()
    for kind in (QComboBox, QDoubleSpinBox, QSpinBox, QToolButton):
        names = [one.accessibleName() for one in played.controls(kind)]
        assert all(names) and len(set(names)) == len(names)
        assert all(one.focusPolicy() != Qt.FocusPolicy.NoFocus for one in played.controls(kind))


def test_only_models_that_write_can_be_chosen_and_their_names_are_text(played: Played) -> None:
    boxes = [one for one in played.controls(QComboBox) if "Model" in one.accessibleName()]
    for box in boxes:
        assert isinstance(box, QComboBox)
        assert [box.itemData(row) for row in range(box.count())] == ["small", "large"]
        assert box.currentData() == "small"
    played.run()
    assert all(
        label.textFormat() == Qt.TextFormat.PlainText for label in played.columns[0].findChildren(QLabel)
    )


def test_answers_are_written_one_after_the_other_never_two_at_once(played: Played) -> None:
    played.run()
    assert played.page.running
    assert asked(played) == [FORM.tuning]
    assert "Waits for its turn." in played.said(played.columns[1])
    played.write(FIRST, "one")
    assert len(asked(played)) == 2
    assert asked(played)[1].temperature == 1.1
    assert "9.0 s, 1.5 s until the first word; 40 tokens" in played.said(played.columns[0])
    played.write(SECOND, "two")
    assert not played.page.running
    assert not [job for job in jobs(played) if isinstance(job, ChooseModel)]


def test_what_comes_and_is_taken_back_is_seen_as_it_streams(played: Played) -> None:
    played.run()
    job = played.line.jobs(Answer)[-1]
    job.happened.emit(AnswerStarted("one", (), 0))
    job.happened.emit(TextWritten("One two three"))
    job.happened.emit(TextTaken(6))
    job.happened.emit(TextWritten(" four"))
    played.columns[0].text.flush()
    assert played.columns[0].text.shown_words == "One two four"
    played.page.hide()


def test_another_model_is_chosen_before_and_the_persons_own_again_at_the_end(
    played: Played, services: Services
) -> None:
    played.choose_model(1, "large")
    played.run()
    played.write(FIRST, "one")
    assert jobs(played)[-1] == ChooseModel("large")
    assert "Changing the model…" in played.said(played.columns[1])
    assert PreferencesFile(services.paths).now.model_before == "small"  # on the disk already
    played.close(Done())
    assert isinstance(jobs(played)[-1], Answer)
    played.write(SECOND, "two")
    assert jobs(played)[-1] == ChooseModel("small")
    assert played.page.running
    played.close(Done())
    assert not played.page.running
    assert services.preferences.now.model_before == ""


def stop(played: Played) -> None:
    played.button("Stop").click()


def leave(played: Played) -> None:
    played.page.hide()


@pytest.mark.parametrize("end", [stop, leave])
def test_who_stops_or_leaves_keeps_what_is_done_and_gets_the_model_back(
    played: Played, end: Callable[[Played], None]
) -> None:
    played.button("Another row").click()
    played.choose_model(1, "large")
    played.run()
    played.write(FIRST, "one")
    played.close(Done())
    writing = played.line.jobs(Answer)[-1]
    writing.happened.emit(AnswerStarted("two", (), 0))
    writing.happened.emit(TextWritten("1. Half of it"))
    end(played)
    assert played.line.stopped == [writing]
    assert jobs(played)[-1] == writing.job  # nothing is chosen while it is still written
    writing.closed.emit(Stopped())
    assert jobs(played)[-1] == ChooseModel("small")
    played.close(Done())
    assert not played.page.running
    played.page.show()
    assert played.columns[0].text.shown_words.startswith("1. Print on both sides.")
    assert "Stopped; what was written stays." in played.said(played.columns[1])
    assert "Not written." in played.said(played.columns[2])


def test_who_stops_while_the_model_changes_gets_it_back_too(played: Played) -> None:
    played.choose_model(0, "large")
    played.run()
    stop(played)
    played.close(Done())
    assert jobs(played) == [ChooseModel("large"), ChooseModel("small")]
    played.close(Done())
    assert not played.page.running
    assert [column.trial.skipped for column in played.columns] == [True, True]


def test_what_fails_is_told_in_its_column_and_the_others_go_on(played: Played, services: Services) -> None:
    played.button("Another row").click()
    played.choose_model(1, "large")
    played.run()
    played.close(Failed(Fault("EngineDied", {"exit_code": 9})), Answer)
    played.close(Failed(Fault("ModelDamaged", {"path": "/models/large.gguf", "reason": "x"})))
    assert isinstance(jobs(played)[-1], Answer)
    played.write(SECOND, "three")
    assert not played.page.running
    for column in played.columns[:2]:
        problem = next(label for label in column.findChildren(QLabel) if label.objectName() == "problem")
        assert problem.isVisible() and problem.text()
    assert services.preferences.now.model_before == ""
    assert marked(played.columns[2]) == ("", "")  # there is no first one to differ from


def test_a_model_that_cannot_be_chosen_again_is_told_and_tried_by_the_next_start(
    played: Played, services: Services
) -> None:
    played.choose_model(1, "large")
    played.run()
    played.write(FIRST, "one")
    played.close(Done())
    played.write(SECOND, "two")
    played.close(Failed(Fault("EngineDied", {"exit_code": 9})))
    assert not played.page.running
    assert services.preferences.now.model_before == "small"
    failure = next(notice for notice in played.page.findChildren(Notice) if notice.isVisible())
    assert failure.objectName() == "failure"
    assert any(label.text() for label in failure.findChildren(QLabel))


def test_what_differs_from_the_first_is_underlined_and_what_is_missing_struck_out(
    played: Played, theme: Theme
) -> None:
    played.run()
    played.write(FIRST, "one")
    played.write(SECOND, "two")
    first, second = played.columns
    assert marked(first) == ("", "")
    assert marked(second) == ("one side", "")
    ticks = {tick.text(): tick for tick in played.page.findChildren(type(played.page._missing))}
    ticks["And show what is missing"].click()
    assert marked(second) == ("one side", "both sides ")
    theme.choose("dark")
    assert marked(second) == ("one side", "both sides ")
    ticks["Underline what differs from the first"].click()
    assert marked(second) == ("", "")
    assert not ticks["And show what is missing"].isEnabled()
    assert second.text.shown_words == first.text.shown_words.replace("both sides", "one side")


def test_the_best_goes_into_the_form_and_its_settings_become_a_preset(
    played: Played, services: Services, qtbot: QtBot
) -> None:
    played.choose_model(1, "large")
    played.run()
    played.write(FIRST, "one")
    played.close(Done())
    played.write(SECOND, "two")
    played.close(Done())
    second = played.columns[1]
    with qtbot.waitSignal(played.page.settings_chosen) as chosen:
        played.button("Use these settings", second).click()
    tuning, model = chosen.args
    assert (tuning.temperature, model) == (1.1, LARGE)
    assert not played.button("These are in use", second).isEnabled()
    played.button("Keep as a preset…", second).click()
    played.page._keep("de beste", True, True)
    preset = services.preferences.now.presets[0]
    assert (preset.name, preset.tuning, preset.task, preset.model) == (
        "de beste",
        tuning,
        "brainstorm",
        LARGE.path,
    )


def test_the_other_answers_are_erased_only_when_that_is_asked_for_twice(played: Played, qtbot: QtBot) -> None:
    played.button("Another row").click()
    played.run()
    for place, text in enumerate((FIRST, SECOND, FIRST)):
        played.write(text, f"answer {place}")
    played.button("Use these settings", played.columns[1]).click()
    played.button("Erase the other answers…").click()
    assert not played.line.jobs(RemoveAnswers)
    assert "Erase 2 answers for good?" in played.said()
    played.button("Erase").click()
    assert jobs(played)[-1] == RemoveAnswers(("answer 0", "answer 2"))
    assert "Erased." in played.said(played.columns[0])
    assert played.columns[0].text.shown_words == ""
    with qtbot.waitSignal(played.page.answers_changed):
        played.close(Done(), RemoveAnswers)


def test_nothing_begins_while_an_answer_is_written_elsewhere(played: Played) -> None:
    played.page.set_answering(True)
    assert not played.button("Write the answers").isEnabled()
    assert "An answer is being written. This can begin when that is done." in played.said()
    played.page.set_answering(False)
    assert played.button("Write the answers").isEnabled()


def test_without_a_list_of_models_it_says_so_and_asks_again(qtbot: QtBot, services: Services) -> None:
    page = SideBySidePage(services)
    qtbot.addWidget(page)
    played = Played(services, page)
    page.open_for(FORM, load_all(services.paths.tasks)["brainstorm"])
    page.show()
    assert not played.button("Write the answers").isEnabled()
    played.close(Failed(Fault("EngineDied", {"exit_code": 9})), ListModels)
    played.button("Try again").click()
    assert len(played.line.jobs(ListModels)) == 2


def test_the_same_form_finds_its_answers_again_and_another_form_begins_anew(played: Played) -> None:
    played.run()
    played.write(FIRST, "one")
    played.write(SECOND, "two")
    played.page.hide()
    played.open(FORM)
    assert len(played.columns) == 2
    played.open(Answer("brainstorm", {"subject": "Iets anders"}, "en", Tuning(temperature=0.9)))
    assert played.columns == []
    assert [one.value() for one in played.controls(QDoubleSpinBox)] == [0.9, 0.0]  # type: ignore[attr-defined]


# --- in the window ----------------------------------------------------------------------------------


@pytest.fixture
def window(qtbot: QtBot, services: Services) -> Window:
    made = Window(services, load_all(services.paths.tasks))
    qtbot.addWidget(made)
    made.models._take(ModelsListed((OTHER, SMALL, LARGE)))
    made.choose_task("brainstorm")
    return made


def chosen_models(services: Services) -> list[object]:
    assert isinstance(services.line, FakeLine)
    return [made.job for made in services.line.jobs(ChooseModel)]


def test_who_was_killed_while_trying_gets_the_model_back_at_the_next_start(
    window: Window, services: Services
) -> None:
    services.preferences.change(model_before="small")
    window.load()
    window.load()
    assert chosen_models(services) == [ChooseModel("small")]


def test_it_opens_from_the_tuning_with_the_form_and_brings_the_best_back_there(
    window: Window, services: Services, qtbot: QtBot
) -> None:
    window.request.show_request(window._tasks["brainstorm"], FORM.fields, FORM.tuning)
    place = window.findChild(TuningPlace)
    assert place is not None
    place.compare_wanted.emit()
    page = window.middle.page
    assert isinstance(page, SideBySidePage)
    page.settings_chosen.emit(Tuning(temperature=0.9), SMALL)
    assert place.value() == Tuning(temperature=0.9)
    page.settings_chosen.emit(Tuning(temperature=0.4), LARGE)
    assert place.value() == Tuning(temperature=0.9)  # that of the model in use, until the other is
    assert chosen_models(services) == [ChooseModel("large")]
    now = (msgspec.structs.replace(SMALL, chosen=False), msgspec.structs.replace(LARGE, chosen=True))
    window.models._take(ModelsListed(now))
    assert place.value() == Tuning(temperature=0.4)


def test_a_form_that_is_not_right_is_mended_first(window: Window) -> None:
    window.request.show_request(window._tasks["brainstorm"], {}, FORM.tuning)
    place = window.findChild(TuningPlace)
    assert place is not None
    place.compare_wanted.emit()
    assert window.middle.page is None


def test_while_settings_are_tried_nothing_else_is_asked_of_another_model(window: Window) -> None:
    window.middle.trying_changed.emit(True)
    assert not window.request.isEnabled()
    window.middle.trying_changed.emit(False)
    assert window.request.isEnabled()
