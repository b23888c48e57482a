"""What an answer's sentences come from, as it is shown: marks, remarks, a line in words, lists of sources."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QApplication, QListView, QToolButton, QToolTip
from pytestqt.qtbot import QtBot

from app.messages import (
    Answer,
    AnswerKept,
    AnswerStarted,
    AnswerWritten,
    Coverage,
    Done,
    Sentence,
    Source,
    Stopped,
    Support,
    TextWritten,
    Timing,
    Tuning,
)
from app.ui.answer.marked_text import MarkedText
from app.ui.answer.marks import places, with_numbers
from app.ui.answer.panel import AnswerPanel
from app.ui.answer.source_list import SourceList
from app.ui.answer.support_line import SupportLine
from app.ui.answer.view import AnswerView
from app.ui.services import Services
from app.ui.worker import EngineJob
from tests.app.ui.fake_line import FakeLine
from tests.app.ui.test_answer import TASKS, button, settle

SOURCES = tuple(
    Source(number, f"d{number}", f"/x/{number}.pdf", f"Stuk {number}", 1, "Tekst.") for number in range(1, 6)
)
TEXT = (
    "Facturen bewaart u **zeven jaar**. Brieven tien jaar.\n\n"
    "1. De *archivaris* controleert.\n2. Iets anders 😀."
)
SHOWN = (
    "Facturen bewaart u zeven jaar. Brieven tien jaar.\n\n1. De archivaris controleert.\n2. Iets anders 😀."
)
MARKED = (
    "Facturen bewaart u zeven jaar. [1][3] Brieven tien jaar. (not found)\n\n"
    "1. De archivaris controleert. [2] (partly)\n2. Iets anders 😀. (not found)"
)
TIMING = Timing(1.0, 4.2, 900, 0, 30)


def sentence(text: str, said: str, support: Support, *sources: int) -> Sentence:
    start = text.index(said)
    return Sentence(said, start, start + len(said), support, sources)


def sentences() -> tuple[Sentence, ...]:
    return (
        sentence(TEXT, "Facturen bewaart u **zeven jaar**.", "supported", 1, 3),
        sentence(TEXT, "Brieven tien jaar.", "unsupported"),
        sentence(TEXT, "De *archivaris* controleert.", "weak", 2),
        sentence(TEXT, "Iets anders 😀.", "unsupported"),
    )


@pytest.fixture
def panel(qtbot: QtBot, services: Services) -> Iterator[AnswerPanel]:
    made = AnswerPanel(services)
    qtbot.addWidget(made)
    made.resize(620, 420)
    made.show()
    yield made


def ask(panel: AnswerPanel, services: Services, task: str = "ask") -> EngineJob:
    panel.ask(Answer(task, {}, "nl", Tuning()), TASKS[task])
    assert isinstance(services.line, FakeLine)
    job = services.line.submitted[-1]
    job.happened.emit(AnswerStarted("a1", SOURCES, 0))
    return job


def answer(job: EngineJob, text: str = TEXT, said: tuple[Sentence, ...] | None = None) -> None:
    job.happened.emit(TextWritten(text))
    close(job, text, sentences() if said is None else said)


def close(job: EngineJob, text: str, said: tuple[Sentence, ...]) -> None:
    job.happened.emit(AnswerWritten("a1", "ask", "G", text, (), SOURCES, Coverage(), TIMING, said))
    job.closed.emit(Done())
    settle()


def kept(said: tuple[Sentence, ...]) -> AnswerKept:
    created = "2026-03-03T13:05:00+00:00"
    return AnswerKept("k", created, "done", "ask", "G", {}, Tuning(), SOURCES, TEXT, TIMING, sentences=said)


def shown(panel: AnswerPanel) -> str:
    """What is read, with the joints of marks as plain spaces."""
    text = panel.findChild(MarkedText).toPlainText()
    return text.replace("\N{NARROW NO-BREAK SPACE}", " ").replace("\N{NO-BREAK SPACE}", " ")


def format_of(panel: AnswerPanel, said: str) -> QTextCharFormat:
    text = panel.findChild(MarkedText)
    cursor = QTextCursor(text.document().find(said))
    cursor.setPosition(cursor.selectionEnd())
    return cursor.charFormat()


def point_of(text: MarkedText, said: str) -> QPoint:
    cursor = QTextCursor(text.document().find(said))
    cursor.setPosition(cursor.selectionStart() + 1)
    return text.cursorRect(cursor).center() + QPoint(2, 0)


def says(panel: AnswerPanel) -> str:
    line = panel.findChild(SupportLine)
    return line.text() if line.isVisible() else ""


def lists(panel: AnswerPanel) -> dict[str, list[int]]:
    """The captions of the lists that can be seen, with how many rows can be."""
    found = {}
    for caption in panel.findChild(SourceList).findChildren(QToolButton):
        if caption.isVisible():
            rows = caption.parentWidget().findChild(QListView)
            found[caption.text()] = rows.model().rowCount() if rows.isVisible() else 0
    return found


# --- the text ---------------------------------------------------------------------------------------


def test_each_sentence_is_marked_once_the_answer_is_whole(panel: AnswerPanel, services: Services) -> None:
    job = ask(panel, services)
    job.happened.emit(TextWritten(TEXT))
    panel.findChild(MarkedText).flush()
    assert shown(panel) == SHOWN
    close(job, TEXT, sentences())
    assert shown(panel) == MARKED


def test_an_earlier_answer_shows_the_marks_it_was_given(panel: AnswerPanel) -> None:
    panel.show_kept(kept(sentences()), TASKS["ask"])
    assert shown(panel) == MARKED
    panel.show_kept(kept(()), TASKS["ask"])
    assert shown(panel) == SHOWN


def test_what_is_not_found_has_a_dotted_line_and_a_reason(panel: AnswerPanel) -> None:
    panel.show_kept(kept(sentences()), TASKS["ask"])
    dotted = QTextCharFormat.UnderlineStyle.DotLine
    assert format_of(panel, "Brieven tien").underlineStyle() == dotted
    assert "Not found in the documents" in format_of(panel, "Brieven tien").toolTip()
    assert "only in part" in format_of(panel, "partly").toolTip()
    for borne_out in ("Facturen", "archivaris", "jaar. "):
        assert format_of(panel, borne_out).underlineStyle() != dotted


def test_the_reason_is_told_where_the_pointer_is(panel: AnswerPanel, qtbot: QtBot) -> None:
    panel.show_kept(kept(sentences()), TASKS["ask"])
    settle()
    text = panel.findChild(MarkedText)
    place = point_of(text, "Brieven")
    event = QHelpEvent(QEvent.Type.ToolTip, place, text.viewport().mapToGlobal(place))
    QApplication.sendEvent(text.viewport(), event)
    qtbot.waitUntil(lambda: "Not found" in QToolTip.text(), timeout=2_000)
    QToolTip.hideText()


def test_a_mark_is_clicked_and_its_source_chosen(panel: AnswerPanel, qtbot: QtBot) -> None:
    panel.show_kept(kept(sentences()), TASKS["ask"])
    settle()
    chosen: list[tuple[object, int]] = []
    panel.source_chosen.connect(lambda sources, number: chosen.append((sources, number)))
    text = panel.findChild(MarkedText)
    for said in ("[3]", "[2]", "Facturen", "not found"):
        qtbot.mouseClick(text.viewport(), Qt.MouseButton.LeftButton, pos=point_of(text, said))
    assert chosen == [(SOURCES, 3), (SOURCES, 2)]
    qtbot.mouseMove(text.viewport(), point_of(text, "[3]"))
    qtbot.waitUntil(lambda: text.viewport().cursor().shape() == Qt.CursorShape.PointingHandCursor)


def test_the_keyboard_goes_from_mark_to_mark_and_on(panel: AnswerPanel, qtbot: QtBot) -> None:
    with qtbot.waitActive(panel):
        panel.activateWindow()
    panel.show_kept(kept(sentences()), TASKS["ask"])
    chosen: list[int] = []
    panel.source_chosen.connect(lambda _sources, number: chosen.append(number))
    text = panel.findChild(MarkedText)
    text.setFocus()
    for _ in range(3):
        qtbot.keyClick(text, Qt.Key.Key_Tab)
        qtbot.keyClick(text, Qt.Key.Key_Return)
    assert chosen == [1, 3, 2]
    qtbot.keyClick(text, Qt.Key.Key_Backtab)
    qtbot.keyClick(text, Qt.Key.Key_Return)
    assert chosen[-1] == 3
    for _ in range(2):
        qtbot.keyClick(text, Qt.Key.Key_Tab)
    assert not text.hasFocus()


def test_marks_move_neither_a_selection_nor_what_is_read(panel: AnswerPanel, services: Services) -> None:
    text = "\n\n".join(f"Alinea {number} met genoeg woorden om een regel te vullen." for number in range(60))
    job = ask(panel, services)
    job.happened.emit(TextWritten(text))
    widget, view = panel.findChild(MarkedText), panel.findChild(AnswerView)
    widget.flush()
    settle()
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    settle()
    cursor = QTextCursor(widget.document().find("Alinea 30 met"))
    widget.setTextCursor(cursor)
    settle()

    def height() -> int:
        place = QTextCursor(widget.document().find("Alinea 30 met"))
        return widget.mapTo(view.viewport(), widget.cursorRect(place).topLeft()).y()

    before = height()
    lines = text.split("\n\n")
    said = tuple(sentence(text, line, "unsupported", 1, 2, 3, 4, 5) for line in lines)
    close(job, text, said)
    assert "not found" in shown(panel)
    assert widget.textCursor().selectedText() == "Alinea 30 met"
    assert abs(height() - before) <= 2


def test_who_followed_the_writing_sees_how_far_it_is_borne_out(
    panel: AnswerPanel, services: Services
) -> None:
    text = "\n\n".join(f"Alinea {number} met genoeg woorden om een regel te vullen." for number in range(60))
    job = ask(panel, services)
    for start in range(0, len(text), 400):
        job.happened.emit(TextWritten(text[start : start + 400]))
        panel.findChild(MarkedText).flush()
        settle()
    said = tuple(sentence(text, line, "supported", 1, 2) for line in text.split("\n\n"))
    close(job, text, said)
    view, line = panel.findChild(AnswerView), panel.findChild(SupportLine)
    assert view.viewport().rect().contains(line.mapTo(view.viewport(), line.rect().center()))


def test_a_copied_selection_has_numbers_and_no_remarks(panel: AnswerPanel) -> None:
    panel.show_kept(kept(sentences()), TASKS["ask"])
    text = panel.findChild(MarkedText)
    text.selectAll()
    assert text.createMimeDataFromSelection().text() == (
        "Facturen bewaart u zeven jaar. [1][3] Brieven tien jaar.\n\n"
        "1. De archivaris controleert. [2]\n2. Iets anders 😀."
    )


def test_the_whole_copied_has_numbers_and_the_sources_they_name(
    panel: AnswerPanel, services: Services
) -> None:
    answer(ask(panel, services))
    button(panel, "Copy").click()
    mime = QApplication.clipboard().mimeData()
    assert mime.text() == (
        "Facturen bewaart u zeven jaar. [1][3] Brieven tien jaar.\n\n"
        "1. De archivaris controleert. [2]\n2. Iets anders 😀.\n\n"
        "Sources:\n[1] Stuk 1, page 1\n[2] Stuk 2, page 1\n[3] Stuk 3, page 1\n"
    )
    assert "<b>zeven jaar</b>. [1][3]" in mime.html()


def test_marks_follow_the_theme(panel: AnswerPanel, services: Services) -> None:
    panel.show_kept(kept(sentences()), TASKS["ask"])
    services.theme.choose("dark")
    assert format_of(panel, "[3]").foreground().color().name() == services.theme.colours.accent
    assert format_of(panel, "(not").foreground().color().name() == services.theme.colours.muted
    services.theme.choose("light")


def test_stopped_while_its_sentences_are_compared_an_answer_is_whole(
    panel: AnswerPanel, services: Services
) -> None:
    job = ask(panel, services)
    job.happened.emit(TextWritten(TEXT))
    job.happened.emit(AnswerWritten("a1", "ask", "G", TEXT, (), SOURCES, Coverage(), TIMING))
    job.closed.emit(Stopped())
    assert panel.live is not None
    assert panel.live.phase == "done"
    assert shown(panel) == SHOWN
    assert says(panel) == ""


# --- the line in words ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("support", "line"),
    [
        (("supported",), "The documents bear this out."),
        (("weak",), "The documents bear this out only in part."),
        (("unsupported",), "This was not found in the documents."),
        (("supported", "supported", "program"), "The documents bear out all 2 sentences."),
        (("unsupported", "unsupported"), "None of the 2 sentences was found in the documents."),
        (("supported", "weak"), "The documents bear out 1 of 2 sentences; 1 only in part."),
        (("supported", "unsupported"), "The documents bear out 1 of 2 sentences; 1 was not found."),
        (("inspired", "inspired"), ""),
        (("program",), ""),
        ((), ""),
    ],
)
def test_one_line_says_how_far_the_documents_bear_it_out(
    panel: AnswerPanel, support: tuple[Support, ...], line: str
) -> None:
    said = [Sentence("x", place, place + 1, one) for place, one in enumerate(support)]
    panel.show_kept(kept(tuple(said)), TASKS["ask"])
    assert says(panel) == line


# --- the sources ------------------------------------------------------------------------------------


def test_sources_that_are_used_come_before_those_only_read(panel: AnswerPanel, services: Services) -> None:
    job = ask(panel, services)
    assert lists(panel) == {"Sources read: 5": 5}
    answer(job)
    assert lists(panel) == {"Sources: 3": 3, "Also read: 2": 0}
    also = panel.findChild(SourceList).findChildren(QToolButton)[1]
    also.click()
    assert lists(panel) == {"Sources: 3": 3, "Also read: 2": 2}


def test_where_nothing_is_borne_out_all_sources_are_read_ones(panel: AnswerPanel) -> None:
    panel.show_kept(kept((sentence(TEXT, "Brieven tien jaar.", "unsupported"),)), TASKS["ask"])
    assert lists(panel) == {"Sources read: 5": 5}


def test_a_creative_answer_is_inspired_and_claims_nothing(panel: AnswerPanel, services: Services) -> None:
    said = (
        sentence(TEXT, "Facturen bewaart u **zeven jaar**.", "inspired", 4),
        sentence(TEXT, "Brieven tien jaar.", "inspired"),
    )
    answer(ask(panel, services, "brainstorm"), TEXT, said)
    assert shown(panel) == SHOWN
    assert says(panel) == ""
    assert lists(panel) == {"Inspired by: 1": 1, "Also read: 4": 0}
    button(panel, "Copy").click()
    assert QApplication.clipboard().text().endswith("Inspired by:\n[4] Stuk 4, page 1\n")


# --- places -----------------------------------------------------------------------------------------


def test_places_are_those_of_what_is_shown() -> None:
    found = [(place.line, SHOWN.split("\n")[place.line]) for place in places(TEXT, sentences())]
    assert [block for block, _ in found] == [0, 0, 2, 3]
    stretches = [(place.start, place.end) for place in places(TEXT, sentences())]
    assert stretches == [(0, 30), (31, 49), (3, 29), (3, 18)]  # 😀 counts two


def test_a_sentence_on_two_lines_has_a_place_on_each() -> None:
    text = "Een zin die\r\nverder gaat. Klaar."
    said = (sentence(text, "Een zin die\r\nverder gaat.", "unsupported"),)
    assert [(one.line, one.start, one.end, one.last) for one in places(text, said)] == [
        (0, 0, 11, False),
        (1, 0, 12, True),
    ]


@pytest.mark.parametrize("text", ["", "\n\n", "```", "| a | b |", "**", "\ud800 x.", "1. ", "x" * 10_000])
def test_strange_text_has_places_within_it(text: str) -> None:
    whole = Sentence(text, 0, len(text), "weak", (1,))
    for place in places(text, (whole,)):
        assert 0 <= place.start < place.end <= 20_000
    assert with_numbers(text, (whole,)).replace(" [1]", "") == text


def test_the_line_of_one_answer_does_not_stand_under_the_next(panel: AnswerPanel, services: Services) -> None:
    answer(ask(panel, services))
    line = panel.findChild(SupportLine)
    assert line.isVisibleTo(panel)
    ask(panel, services).happened.emit(AnswerStarted("a2", (), 0))
    assert not line.isVisibleTo(panel)
