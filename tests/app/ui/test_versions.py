"""Versions of an answer: which one is in sight, back and on, undo, two of them side by side."""

from collections.abc import Iterator

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.messages import AnswerKept, ChooseVersion, Done, Failed, ReadAnswer, Tuning
from app.ui.answer.panel import AnswerPanel
from app.ui.answer.version_bar import VersionBar
from app.ui.answer.versions import VersionsDialog, VersionText
from app.ui.services import Services
from store.schema import Fault
from tests.app.ui.test_answer import TASKS, button, name, settle, shown
from tests.app.ui.test_answer_sections import answer, kept, line, rewrite, tool

IDS = ("k1", "k2", "k3")
TEXTS = {
    "k1": "## Kort\n\nDe zaal is klein.\n\n| a | b |\n| --- | --- |\n| c | d |",
    "k2": "## Kort\n\nDe grote zaal is vrij.\n\n| a | b |\n| --- | --- |\n| c | d |",
    "k3": "## Kort\n\nDe grote zaal is vrij.\n\n| a | b |\n| --- | --- |\n| c | d |",
}


@pytest.fixture
def panel(qtbot: QtBot, services: Services) -> Iterator[AnswerPanel]:
    made = AnswerPanel(services)
    qtbot.addWidget(made)
    made.resize(720, 520)
    made.show()
    with qtbot.waitActive(made):
        made.activateWindow()
    yield made


@pytest.fixture
def dialog(qtbot: QtBot, services: Services) -> Iterator[VersionsDialog]:
    made = VersionsDialog(services, IDS, "k2")
    qtbot.addWidget(made)
    made.show()
    yield made


def version(identity: str, versions: tuple[str, ...] = IDS) -> AnswerKept:
    return msgspec.structs.replace(kept(), id=identity, text=TEXTS[identity], sections=(), versions=versions)


def open_version(panel: AnswerPanel, identity: str) -> None:
    panel.show_kept(version(identity), TASKS["brainstorm"])
    settle()


def reply(services: Services) -> str:
    """The engine reads the version that was asked for last."""
    job = line(services).jobs(ReadAnswer)[-1]
    assert isinstance(job.job, ReadAnswer)
    job.happened.emit(version(job.job.id))
    job.closed.emit(Done())
    settle()
    return job.job.id


def says(panel: AnswerPanel) -> str:
    bar = panel.findChild(VersionBar)
    return bar.findChild(QLabel).text() if bar.isVisible() else ""


def offered(panel: QWidget) -> list[str]:
    bar = panel.findChild(VersionBar)
    return [one.text() for one in bar.findChildren(QPushButton) if one.isVisible()]


def chosen(services: Services) -> list[str]:
    return [made.job.id for made in line(services).jobs(ChooseVersion) if isinstance(made.job, ChooseVersion)]


# --- the bar ----------------------------------------------------------------------------------------


def test_one_version_says_nothing_of_versions(panel: AnswerPanel) -> None:
    panel.show_kept(version("k1", ("k1",)), TASKS["brainstorm"])
    assert says(panel) == ""


def test_it_tells_which_of_how_many_it_is(panel: AnswerPanel) -> None:
    open_version(panel, "k2")
    assert says(panel) == "Version 2 of 3"
    assert offered(panel) == ["Undo", "Compare…"]
    assert tool(panel, "Version before this one").isEnabled()
    assert tool(panel, "Version after this one").isEnabled()


def test_back_and_on_show_others_and_choose_none(panel: AnswerPanel, services: Services) -> None:
    open_version(panel, "k3")
    tool(panel, "Version before this one").click()
    assert reply(services) == "k2"
    assert says(panel) == "Version 2 of 3"
    assert "De grote zaal" in shown(panel)
    assert offered(panel) == ["Use this one", "Compare…"]
    tool(panel, "Version before this one").click()
    assert reply(services) == "k1"
    assert not tool(panel, "Version before this one").isEnabled()
    tool(panel, "Version after this one").click()
    assert reply(services) == "k2"
    assert chosen(services) == []


def test_a_version_in_sight_can_be_the_one_that_counts(panel: AnswerPanel, services: Services) -> None:
    open_version(panel, "k3")
    tool(panel, "Version before this one").click()
    reply(services)
    button(panel, "Use this one").click()
    assert chosen(services) == ["k2"]
    assert offered(panel) == ["Undo", "Compare…"]


def test_undo_brings_the_version_before_back_for_good(panel: AnswerPanel, services: Services) -> None:
    open_version(panel, "k2")
    button(panel, "Undo").click()
    assert reply(services) == "k1"
    assert chosen(services) == ["k1"]
    assert "klein" in shown(panel)
    assert offered(panel) == ["Compare…"]


def test_all_of_it_is_there_for_the_keyboard(panel: AnswerPanel, services: Services, qtbot: QtBot) -> None:
    open_version(panel, "k2")
    panel.focus_text()
    alt, control = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(panel.focusWidget(), Qt.Key.Key_Right, alt)
    assert reply(services) == "k3"
    qtbot.keyClick(panel.focusWidget(), Qt.Key.Key_Left, alt)
    assert reply(services) == "k2"
    qtbot.keyClick(panel.focusWidget(), Qt.Key.Key_Z, control)
    assert reply(services) == "k1"
    qtbot.keyClick(panel.focusWidget(), Qt.Key.Key_D, control | Qt.KeyboardModifier.ShiftModifier)
    assert panel.findChild(VersionsDialog).isVisible()


def test_who_clicks_on_sees_the_last_one_asked_for(panel: AnswerPanel, services: Services) -> None:
    open_version(panel, "k2")
    tool(panel, "Version before this one").click()
    tool(panel, "Version after this one").click()
    first, second = line(services).jobs(ReadAnswer)
    second.happened.emit(version("k3"))
    first.happened.emit(version("k1"))
    assert says(panel) == "Version 3 of 3"


def test_a_version_that_comes_late_does_not_cover_another_answer(
    panel: AnswerPanel, services: Services
) -> None:
    open_version(panel, "k2")
    tool(panel, "Version before this one").click()
    panel.show_kept(msgspec.structs.replace(kept(), id="other", text="Iets anders."), TASKS["brainstorm"])
    reply(services)
    assert shown(panel) == "Iets anders."


def test_a_rewritten_answer_is_the_newest_version_and_counts(panel: AnswerPanel, services: Services) -> None:
    panel.show_kept(kept(), TASKS["brainstorm"])
    answer(rewrite(panel, services), "## Kort\n\nNee.", "k2")
    assert says(panel) == "Version 2 of 2"
    assert offered(panel) == ["Undo", "Compare…"]
    answer(rewrite(panel, services), "## Kort\n\nMisschien.", "k3")
    assert says(panel) == "Version 3 of 3"
    button(panel, "Undo").click()
    assert reply(services) == "k2"
    assert chosen(services) == ["k2"]


def test_a_version_that_is_gone_is_told(panel: AnswerPanel, services: Services) -> None:
    open_version(panel, "k2")
    tool(panel, "Version before this one").click()
    fault = Fault("UnknownAnswer", {"answer": "k1"})
    line(services).submitted[-1].closed.emit(Failed(fault))
    assert services.sentences.error(fault) in [label.text() for label in panel.findChildren(QLabel)]
    assert says(panel) == "Version 2 of 3"


# --- side by side -----------------------------------------------------------------------------------


def read_all(dialog: VersionsDialog, services: Services) -> None:
    for job in line(services).jobs(ReadAnswer):
        assert isinstance(job.job, ReadAnswer)
        job.happened.emit(version(job.job.id))
        job.closed.emit(Done())


def texts(dialog: VersionsDialog) -> list[str]:
    return [view.toPlainText() for view in dialog.findChildren(VersionText)]


def format_of(view: VersionText, said: str) -> QTextCharFormat:
    cursor = QTextCursor(view.document().find(said))
    cursor.setPosition(cursor.selectionEnd())
    return cursor.charFormat()


def labels(dialog: VersionsDialog) -> str:
    return " ".join(label.text() for label in dialog.findChildren(QLabel))


def test_a_version_is_compared_with_the_one_before_it(dialog: VersionsDialog, services: Services) -> None:
    assert labels(dialog) == "One moment…"
    read_all(dialog, services)
    assert [choice.currentText() for choice in dialog.findChildren(QComboBox)] == ["Version 1", "Version 2"]
    assert texts(dialog) == [
        "Kort\n\nDe zaal is klein.\n\na  |  b\nc  |  d",
        "Kort\n\nDe grote zaal is vrij.\n\na  |  b\nc  |  d",
    ]


def test_differences_can_be_seen_without_colours(dialog: VersionsDialog, services: Services) -> None:
    read_all(dialog, services)
    left, right = dialog.findChildren(VersionText)
    assert format_of(left, "klein").fontStrikeOut()
    assert not format_of(left, "zaal").fontStrikeOut()
    for came in ("grote", "vrij"):
        assert format_of(right, came).fontUnderline()
    assert not format_of(right, "Kort").fontUnderline()
    assert format_of(right, "Kort").fontWeight() > format_of(right, "zaal").fontWeight()
    assert "struck through" in labels(dialog)
    assert "2 words underlined are only to the right" in labels(dialog)


def test_marks_have_the_colours_of_the_theme(dialog: VersionsDialog, services: Services) -> None:
    read_all(dialog, services)
    services.theme.choose("dark")
    left, right = dialog.findChildren(VersionText)
    assert format_of(left, "klein").background().color().name() == services.theme.colours.danger_soft
    assert format_of(right, "grote").background().color().name() == services.theme.colours.accent_soft
    services.theme.choose("light")


def test_any_two_can_be_compared_and_are_read_once(
    dialog: VersionsDialog, services: Services, qtbot: QtBot
) -> None:
    read_all(dialog, services)
    qtbot.keyClick(dialog, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert [choice.currentText() for choice in dialog.findChildren(QComboBox)] == ["Version 2", "Version 3"]
    reply(services)
    assert labels(dialog) == "The texts are the same."
    assert len(line(services).jobs(ReadAnswer)) == 3
    qtbot.keyClick(dialog, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert "struck through" in labels(dialog)


def test_the_better_one_can_be_used(panel: AnswerPanel, services: Services) -> None:
    open_version(panel, "k2")
    button(panel, "Compare…").click()
    comparison = panel.findChild(VersionsDialog)
    read_all(comparison, services)
    comparison.findChildren(QPushButton)[0].click()
    assert chosen(services) == ["k1"]
    assert reply(services) == "k1"
    assert "klein" in shown(panel)


def test_both_scroll_together(dialog: VersionsDialog, services: Services) -> None:
    long = "\n\n".join(f"Alinea {number}." for number in range(100))
    for job in line(services).jobs(ReadAnswer):
        assert isinstance(job.job, ReadAnswer)
        job.happened.emit(
            msgspec.structs.replace(version(job.job.id), text=long * (1 + (job.job.id == "k2")))
        )
    settle()
    bars = [view.verticalScrollBar() for view in dialog.findChildren(VersionText)]
    bars[0].setValue(bars[0].maximum())
    assert bars[1].value() == bars[1].maximum()
    bars[1].setValue(0)
    assert bars[0].value() == 0


def test_hostile_text_is_text_there_too(dialog: VersionsDialog, services: Services) -> None:
    hostile = "<img src='file:///etc/passwd'> <b>vet</b> [x](http://a/b)"
    for job in line(services).jobs(ReadAnswer):
        assert isinstance(job.job, ReadAnswer)
        job.happened.emit(msgspec.structs.replace(version(job.job.id), text=hostile))
    assert texts(dialog) == [hostile, hostile]


def test_every_control_of_it_has_a_name(dialog: VersionsDialog, services: Services) -> None:
    read_all(dialog, services)
    for kind in (QComboBox, QPushButton, VersionText):
        assert all(name(one) for one in dialog.findChildren(kind))


def test_tuning_of_the_form_is_kept_for_a_new_version(panel: AnswerPanel, services: Services) -> None:
    open_version(panel, "k2")
    panel.rewrite(Tuning(temperature=1.2), (), "")
    job = line(services).submitted[-1].job
    assert (job.answer, job.tuning.temperature) == ("k2", 1.2)  # type: ignore[union-attr]
