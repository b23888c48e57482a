"""An answer after it was written: sections again or locked, wishes, ratings, examples, what is amiss."""

from collections.abc import Iterator

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QMenu, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from app.messages import (
    AddExample,
    Answer,
    AnswerKept,
    AnswerListed,
    AnswerStarted,
    AnswerWritten,
    Coverage,
    Done,
    ExampleListed,
    Failed,
    RateAnswer,
    Rewrite,
    Section,
    TextTaken,
    TextWritten,
    Timing,
    Tuning,
    WrittenForm,
)
from app.ui.answer.example_line import ExampleLine
from app.ui.answer.form_line import FormLine
from app.ui.answer.panel import AnswerPanel
from app.ui.answer.section_strips import SectionStrip
from app.ui.answer.sections import section_starts
from app.ui.answer.text import AnswerText
from app.ui.answer.view import AnswerView
from app.ui.answer.wishes import WishMenu, WishQuestion
from app.ui.services import Services
from app.ui.worker import EngineJob
from store.schema import Fault
from tests.app.ui.fake_line import FakeLine
from tests.app.ui.test_answer import TASKS, button, name, settle, shown

SECTIONS = (Section("Kort", "Ja."), Section("Uitleg", "1. Een.\n2. Twee."), Section("Bron", "Ja."))
TEXT = "## Kort\n\nJa.\n\n## Uitleg\n\n1. Een.\n2. Twee.\n\n## Bron\n\nJa."
TIMING = Timing(1.0, 4.2, 900, 0, 30)


@pytest.fixture
def panel(qtbot: QtBot, services: Services) -> Iterator[AnswerPanel]:
    made = AnswerPanel(services)
    qtbot.addWidget(made)
    made.resize(720, 520)
    made.show()
    yield made


def line(services: Services) -> FakeLine:
    assert isinstance(services.line, FakeLine)
    return services.line


def kept(
    sections: tuple[Section, ...] = SECTIONS, text: str = TEXT, form: WrittenForm | None = None
) -> AnswerKept:
    return AnswerKept(
        id="k1",
        created_at="2026-03-03T13:05:00+00:00",
        state="done",
        task="brainstorm",
        model="G",
        fields={},
        tuning=Tuning(),
        sources=(),
        text=text,
        timing=TIMING,
        sections=sections,
        form=form or WrittenForm(),
    )


def open_kept(panel: AnswerPanel, answer: AnswerKept | None = None) -> list[SectionStrip]:
    panel.show_kept(answer or kept(), TASKS["brainstorm"])
    settle()
    return strips(panel)


def strips(panel: AnswerPanel) -> list[SectionStrip]:
    return [strip for strip in panel.findChildren(SectionStrip) if strip.isVisible()]


def wanted(panel: AnswerPanel) -> list[tuple[object, str]]:
    """What is asked to be written anew from now on."""
    asked: list[tuple[object, str]] = []
    panel.rewrite_wanted.connect(lambda sections, wish: asked.append((sections, wish)))
    return asked


def choose(menu: QMenu | None, words: str) -> None:
    assert menu is not None
    next(action for action in menu.actions() if action.text().replace("&", "") == words).trigger()


def tool(panel: QWidget, called: str) -> QToolButton:
    return next(one for one in panel.findChildren(QToolButton) if one.isVisible() and name(one) == called)


def rewrite(panel: AnswerPanel, services: Services, sections: tuple[int, ...] = (0,)) -> EngineJob:
    panel.rewrite(Tuning(temperature=0.5), sections, "korter")
    return line(services).submitted[-1]


def answer(job: EngineJob, text: str = TEXT, identity: str = "k2") -> None:
    job.happened.emit(AnswerStarted(identity, (), 0))
    job.happened.emit(TextWritten(text))
    job.happened.emit(
        AnswerWritten(identity, "brainstorm", "G", text, SECTIONS, (), Coverage(), TIMING, (), WrittenForm())
    )
    job.closed.emit(Done())
    settle()


def says(kind: type[QWidget], panel: AnswerPanel) -> str:
    found = panel.findChild(kind)
    if not found.isVisible():
        return ""
    return " ".join(label.text() for label in found.findChildren(QLabel) if label.text())


# --- sections ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "sections", "starts"),
    [
        (TEXT, SECTIONS, [0, 14, 43]),
        ("Beste Jan,\n\n## Slot\n\nGroet", (Section("", "Beste Jan,"), Section("Slot", "Groet")), [0, 12]),
        ("a\n\na", (Section("", "a"), Section("", "a")), [0, 3]),
        ("## Een\n\n## Een\n\nx", (Section("Een", ""), Section("Een", "x")), [0, 8]),
        ("iets anders", SECTIONS, []),
        ("", (Section("", ""),), []),
    ],
)
def test_sections_are_found_in_the_text(text: str, sections: tuple[Section, ...], starts: list[int]) -> None:
    assert section_starts(text, sections) == starts


def test_each_section_has_its_buttons_beside_its_heading(panel: AnswerPanel) -> None:
    found = open_kept(panel)
    text = panel.findChild(AnswerText)
    assert len(found) == 3
    for strip, title in zip(found, ("Kort", "Uitleg", "Bron"), strict=True):
        cursor = text.document().find(title)
        heading = text.cursorRect(cursor)
        assert abs(strip.geometry().center().y() - heading.center().y()) <= 8
        assert strip.geometry().right() <= text.width()
        assert name(strip.again) == f"Write “{title}” again"
        assert name(strip.lock) == f"Lock “{title}”"
    assert found[0].y() < found[1].y() < found[2].y()


def test_they_stay_beside_it_when_the_window_gets_narrower(panel: AnswerPanel) -> None:
    found = open_kept(panel)
    panel.resize(480, 400)
    settle()
    text = panel.findChild(AnswerText)
    for strip in found:
        assert strip.geometry().right() == text.rect().right()


def test_a_section_without_a_heading_gets_room_for_them_above(panel: AnswerPanel) -> None:
    sections = (Section("", "Beste Jan,"), Section("Slot", "Groet"))
    first = open_kept(panel, kept(sections, "Beste Jan,\n\n## Slot\n\nGroet"))[0]
    text = panel.findChild(AnswerText)
    words = text.cursorRect(text.document().find("Beste"))
    assert first.geometry().bottom() <= words.top() + 4
    open_kept(panel)
    assert text.cursorRect(text.document().find("Kort")).top() < 10
    assert name(first.lock) == "Lock “Part 1”"


def test_one_section_needs_no_buttons_of_its_own(panel: AnswerPanel) -> None:
    assert open_kept(panel, kept((Section("", "Ja."),), "Ja.")) == []
    assert tool(panel, "Write again in another way").isVisible()


@pytest.mark.parametrize("state", ["stopped", "failed", "interrupted"])
def test_what_is_not_whole_is_not_written_again_in_part(panel: AnswerPanel, state: str) -> None:
    assert open_kept(panel, msgspec.structs.replace(kept(), state=state)) == []


def test_a_section_is_written_again_as_was_wished(panel: AnswerPanel) -> None:
    found, asked = open_kept(panel), wanted(panel)
    choose(found[1].again.menu(), "Again")
    choose(found[1].again.menu(), "Shorter")
    assert asked == [((1,), ""), ((1,), "clearly shorter, about half as long")]


def test_a_wish_can_be_in_own_words(panel: AnswerPanel, qtbot: QtBot) -> None:
    found, asked = open_kept(panel), wanted(panel)
    choose(found[2].again.menu(), "Own words…")
    question = panel.findChild(WishQuestion)
    assert not button(question, "Write again").isEnabled()
    qtbot.keyClicks(question.findChild(QLineEdit), " noem de datum ")
    button(question, "Write again").click()
    assert asked == [((2,), "noem de datum")]


def test_a_locked_section_stays_when_the_rest_is_written_again(panel: AnswerPanel, qtbot: QtBot) -> None:
    found, asked = open_kept(panel), wanted(panel)
    with qtbot.waitSignal(panel.regenerate_wanted, timeout=1_000):
        button(panel, "Write again").click()
    found[1].lock.click()
    assert not found[1].again.isEnabled()
    assert found[1].bar.isVisible()
    assert name(found[1].lock) == "Unlock “Uitleg”"
    button(panel, "Write again").click()
    choose(tool(panel, "Write again in another way").menu(), "Longer")
    assert asked == [((0, 2), ""), ((0, 2), "longer, with more detail")]


def test_when_all_is_locked_nothing_can_be_written_again(panel: AnswerPanel) -> None:
    for strip in open_kept(panel):
        strip.lock.click()
    assert not button(panel, "Write again").isEnabled()
    strips(panel)[0].lock.click()
    assert button(panel, "Write again").isEnabled()


def test_the_whole_can_be_written_in_another_way(panel: AnswerPanel) -> None:
    open_kept(panel)
    asked = wanted(panel)
    choose(tool(panel, "Write again in another way").menu(), "Simpler (B1)")
    assert [sections for sections, _ in asked] == [()]


def test_an_answer_by_the_program_alone_is_not_written_in_another_way(panel: AnswerPanel) -> None:
    open_kept(panel, msgspec.structs.replace(kept(), coverage=Coverage(refused=True)))
    assert strips(panel) == []
    assert [one for one in panel.findChildren(WishMenu) if one.parent().isVisible()] == []


def test_locks_stay_through_versions_and_go_with_the_answer(panel: AnswerPanel, services: Services) -> None:
    open_kept(panel)[1].lock.click()
    answer(rewrite(panel, services))
    assert [strip.locked for strip in strips(panel)] == [False, True, False]
    other = msgspec.structs.replace(kept(), id="another")
    assert [strip.locked for strip in open_kept(panel, other)] == [False, False, False]


def test_the_keyboard_comes_to_the_buttons_after_the_text(panel: AnswerPanel, qtbot: QtBot) -> None:
    with qtbot.waitActive(panel):
        panel.activateWindow()
    found = open_kept(panel)
    panel.focus_text()
    for strip in found:
        for wanted_next in (strip.again, strip.lock):
            qtbot.keyClick(panel.focusWidget(), Qt.Key.Key_Tab)
            assert wanted_next.hasFocus()
    qtbot.keyClick(found[2].lock, Qt.Key.Key_Space)
    assert found[2].locked


def test_switching_answers_leaves_no_buttons_behind(panel: AnswerPanel, qtbot: QtBot) -> None:
    for number in range(30):
        open_kept(panel, msgspec.structs.replace(kept(), id=f"k{number}"))
    qtbot.waitUntil(lambda: len(panel.findChildren(SectionStrip)) == 3, timeout=2_000)


# --- writing anew -----------------------------------------------------------------------------------


def test_a_rewrite_asks_for_its_sections_and_streams(panel: AnswerPanel, services: Services) -> None:
    open_kept(panel)
    job = rewrite(panel, services, (0, 2))
    assert job.job == Rewrite("k1", Tuning(temperature=0.5), "en", (0, 2), "korter")
    assert panel.busy
    assert strips(panel) == []
    job.happened.emit(AnswerStarted("k2", (), 0))
    job.happened.emit(TextWritten("## Kort\n\nZeke"))
    assert shown(panel) == "Kort\n\nZeke"
    answer(job, TEXT.replace("Een", "Eén"))
    assert "Eén" in shown(panel)
    assert len(strips(panel)) == 3


def test_what_is_taken_back_goes_from_text_and_record(panel: AnswerPanel, services: Services) -> None:
    panel.ask(Answer("brainstorm", {}, "nl", Tuning()), TASKS["brainstorm"])
    job = line(services).submitted[-1]
    job.happened.emit(AnswerStarted("a1", (), 0))
    for event in (TextWritten("## Kort\n\nJa, mis"), TextTaken(7), TextWritten("Nee"), TextTaken(1)):
        job.happened.emit(event)
    assert shown(panel) == "Kort\n\nNe"
    assert panel.live is not None
    assert panel.live.text == "## Kort\n\nNe"
    panel.show_kept(kept(), TASKS["brainstorm"])
    job.happened.emit(TextTaken(2))
    panel.show_live()
    assert shown(panel) == "Kort\n\n"


def test_when_nothing_comes_of_it_the_version_before_is_there_again(
    panel: AnswerPanel, services: Services
) -> None:
    open_kept(panel)
    before = shown(panel)
    fault = Fault("NoModel")
    rewrite(panel, services).closed.emit(Failed(fault))
    assert shown(panel) == before
    assert services.sentences.error(fault) in [label.text() for label in panel.findChildren(QLabel)]
    assert len(strips(panel)) == 3


def test_no_two_answers_are_written_at_once(panel: AnswerPanel, services: Services) -> None:
    open_kept(panel)
    rewrite(panel, services)
    panel.show_kept(kept(), TASKS["brainstorm"])
    count = len(line(services).submitted)
    panel.rewrite(Tuning(), (), "")
    assert len(line(services).submitted) == count


# --- what is amiss ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("form", "told"),
    [
        (WrittenForm(4), ""),
        (WrittenForm(4, 2), "2 places could not be filled."),
        (WrittenForm(4, drifted=(0, 2)), "Not in the language that was asked for: “Kort”, “Bron”."),
        (
            WrittenForm(4, 2, (1,)),
            "2 places could not be filled. Not in the language that was asked for: “Uitleg”.",
        ),
    ],
)
def test_what_is_not_as_it_should_be_is_said(panel: AnswerPanel, form: WrittenForm, told: str) -> None:
    open_kept(panel, kept(form=form))
    assert says(FormLine, panel) == told


def test_a_text_without_headings_in_another_language_is_said_so(panel: AnswerPanel) -> None:
    open_kept(panel, kept((Section("", "Yes."),), "Yes.", WrittenForm(1, 0, (0,))))
    assert says(FormLine, panel) == "This is not in the language that was asked for."


# --- ratings and examples ---------------------------------------------------------------------------


def listed(rating: str) -> AnswerListed:
    return msgspec.convert(
        {"type": "AnswerListed", "id": "k1", "created_at": "", "state": "done", "task": "brainstorm"}
        | {"subject": "", "rating": rating},
        AnswerListed,
    )


def test_a_rating_is_given_and_taken_back(panel: AnswerPanel, services: Services) -> None:
    open_kept(panel)
    told: list[object] = []
    panel.listed.connect(told.append)
    for rating in ("good", ""):
        tool(panel, "Good answer").click()
        job = line(services).submitted[-1]
        assert job.job == RateAnswer("k1", rating)
        job.happened.emit(listed(rating))
        job.closed.emit(Done())
    assert told == [listed("good"), listed("")]
    assert not tool(panel, "Good answer").isChecked()


def test_good_and_bad_exclude_each_other(panel: AnswerPanel, services: Services) -> None:
    open_kept(panel, msgspec.structs.replace(kept(), rating="good"))
    tool(panel, "Not a good answer").click()
    job = line(services).submitted[-1]
    assert job.job == RateAnswer("k1", "bad")
    job.happened.emit(listed("bad"))
    assert not tool(panel, "Good answer").isChecked()
    assert tool(panel, "Not a good answer").isChecked()


def test_a_rating_that_failed_is_not_shown(panel: AnswerPanel, services: Services) -> None:
    open_kept(panel)
    tool(panel, "Good answer").click()
    line(services).submitted[-1].closed.emit(Failed(Fault("EngineDied", {"exit_code": 1})))
    assert not tool(panel, "Good answer").isChecked()


def test_where_it_is_narrow_rating_is_in_a_menu(panel: AnswerPanel, services: Services) -> None:
    open_kept(panel)
    panel.resize(430, 400)
    settle()
    assert [
        one for one in panel.findChildren(QToolButton) if one.isVisible() and name(one) == "Good answer"
    ] == []
    choose(tool(panel, "More about this answer").menu(), "Good answer")
    assert line(services).submitted[-1].job == RateAnswer("k1", "good")
    copy = next(one for one in panel.findChildren(QPushButton) if name(one) == "Copy" and one.isVisible())
    assert copy.text() == ""


def test_a_good_answer_becomes_an_example(panel: AnswerPanel, services: Services) -> None:
    open_kept(panel)
    assert says(ExampleLine, panel) == ""
    panel.take(listed("good"))
    button(panel, "Use as example").click()
    job = line(services).submitted[-1]
    assert job.job == AddExample("k1")
    job.happened.emit(ExampleListed("e1", "brainstorm", "nl", {}, TEXT))
    job.closed.emit(Done())
    assert says(ExampleLine, panel) == "An example for “Brainstorm” from now on."
    assert [one.text() for one in panel.findChildren(QPushButton) if one.isVisible()].count(
        "Use as example"
    ) == 0


def test_it_fits_the_smallest_place_with_all_of_it(panel: AnswerPanel) -> None:
    answer_kept = msgspec.structs.replace(
        kept(form=WrittenForm(9, 1, (1,))), rating="good", versions=("k0", "k1", "k2")
    )
    open_kept(panel, answer_kept)
    panel.resize(480, 300)
    settle()
    assert panel.minimumSizeHint().width() <= 480
    view = panel.findChild(AnswerView)
    assert view.widget().width() <= view.viewport().width()
