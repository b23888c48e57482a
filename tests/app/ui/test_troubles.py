"""The promises of the page of problems: named by reason, tried again, ignored with undo, unlocked."""

import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.messages import (
    DocumentReport,
    Done,
    Failed,
    Ignore,
    Index,
    ListDocuments,
    Progress,
    Unlock,
)
from app.ui.services import Services
from app.ui.troubles.model import HEADING_ROLE, LINE_ROLE, TroubleModel
from app.ui.troubles.page import TroublesPage
from app.ui.troubles.password import PasswordDialog
from app.ui.troubles.reasons import ORDER, Reasons
from app.ui.troubles.view import TroubleView
from store.errors import DocumentError
from store.schema import Fault
from tests.app.test_sentences import leaves
from tests.app.ui.fake_line import FakeLine

FOLDER = "/home/anna/Archief"


def failed(name: str, kind: str, ignored: bool = False, **details: str | int) -> DocumentReport:
    path = f"{FOLDER}/{name}"
    fault = Fault(kind, {"path": path, **details})
    return DocumentReport(f"id-{name}", path, "failed", error=fault, ignored=ignored)


LOCKED = failed("slot.pdf", "PasswordProtected")
OFFICE = failed("slot.docx", "PasswordProtected")
DAMAGED = failed("stuk.pdf", "DamagedDocument")
IGNORED = failed("leeg.txt", "NoText", ignored=True)
READY = DocumentReport("id-goed", f"{FOLDER}/goed.md", "ready", 1, 3)


@pytest.fixture
def line(services: Services) -> FakeLine:
    assert isinstance(services.line, FakeLine)
    return services.line


@pytest.fixture
def page(qtbot: QtBot, services: Services, line: FakeLine) -> TroublesPage:
    made = TroublesPage(services)
    qtbot.addWidget(made)
    made.resize(560, 640)
    made.show()
    fill(made, line, DAMAGED, LOCKED, READY, OFFICE, IGNORED)
    return made


def fill(page: TroublesPage, line: FakeLine, *reports: DocumentReport) -> None:
    page.load()
    job = line.jobs(ListDocuments)[-1]
    for report in reports:
        job.happened.emit(report)
    job.closed.emit(Done())


def view(page: TroublesPage) -> TroubleView:
    return page.findChild(TroubleView)


def rows(page: TroublesPage) -> list[str]:
    model = view(page).model()
    return [str(model.index(number, 0).data()) for number in range(model.rowCount())]


def button(page: TroublesPage, words: str) -> QPushButton:
    return next(one for one in page.findChildren(QPushButton) if one.text() == words)


def choose(page: TroublesPage, *reports: DocumentReport) -> None:
    view(page).select([report.path for report in reports])


def said(page: TroublesPage) -> list[str]:
    return [label.text() for label in page.findChildren(type(page.title)) if label.isVisible()]


def test_files_stand_below_their_reasons_and_those_that_were_read_do_not(page: TroublesPage) -> None:
    assert rows(page) == [
        "Protected by a password · 2",
        "slot.docx",
        "slot.pdf",
        "Damaged, or not what the name says · 1",
        "stuk.pdf",
    ]
    assert view(page).model().index(2, 0).data(LINE_ROLE) == FOLDER
    assert view(page).model().index(0, 0).data(HEADING_ROLE)


def test_every_reason_has_a_title_and_advice_of_its_own(services: Services) -> None:
    reasons = Reasons(services.sentences)
    kinds = {error.__name__ for error in leaves(DocumentError)} - {"WrongPassword"}
    missing = {kind for kind in kinds if reasons.title(kind) == reasons.title("")}
    # What is told of a page that is drawn is never kept with a document.
    assert missing <= {"DocumentChanged"}
    assert set(ORDER) <= kinds
    assert all(reasons.advice(kind) for kind in kinds)


def test_without_problems_it_says_so_and_leads_back(page: TroublesPage, line: FakeLine, qtbot: QtBot) -> None:
    fill(page, line, READY)
    assert not view(page).isVisible()
    assert "No problems: every file that was added could be read." in said(page)
    assert not button(page, "Try all again").isVisible()
    with qtbot.waitSignal(page.closed):
        button(page, "Back").click()


def test_how_many_there_are_is_told(page: TroublesPage, line: FakeLine, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.counted, check_params_cb=lambda number: number == 1):
        fill(page, line, DAMAGED, IGNORED)


def test_what_is_selected_is_tried_again_and_goes_when_it_is_read(
    page: TroublesPage, line: FakeLine, qtbot: QtBot
) -> None:
    choose(page, DAMAGED)
    button(page, "Try again").click()
    (job,) = line.jobs(Index)
    assert job.job == Index((DAMAGED.path,))
    assert button(page, "Stop").isVisible() and not button(page, "Try all again").isEnabled()
    job.happened.emit(DocumentReport("", DAMAGED.path, "reading"))
    assert view(page).model().index(4, 0).data(LINE_ROLE) == "being read…"
    job.happened.emit(Progress("recognising_text", 3, 40))
    assert "Recognising text: page 3 of 40" in said(page)
    with qtbot.waitSignal(page.reported):
        job.happened.emit(DocumentReport(DAMAGED.id, DAMAGED.path, "ready", 1, 2))
    job.closed.emit(Done())
    assert "stuk.pdf" not in rows(page)
    assert not button(page, "Stop").isVisible()


def test_all_that_are_not_ignored_are_tried_again_and_that_can_be_stopped(
    page: TroublesPage, line: FakeLine
) -> None:
    button(page, "Try all again").click()
    (job,) = line.jobs(Index)
    assert isinstance(job.job, Index)
    assert set(job.job.paths) == {DAMAGED.path, LOCKED.path, OFFICE.path}
    button(page, "Stop").click()
    assert line.stopped == [job]


def test_a_reason_that_is_another_now_moves_the_file(page: TroublesPage, line: FakeLine) -> None:
    choose(page, DAMAGED)
    button(page, "Try again").click()
    job = line.jobs(Index)[-1]
    job.happened.emit(failed("stuk.pdf", "ParserCrashed"))
    job.closed.emit(Done())
    assert rows(page)[-2:] == ["Set aside: the reader broke down on them · 1", "stuk.pdf"]
    assert [one.report.path for one in view(page).selected()] == [DAMAGED.path]


def test_ignoring_can_be_undone(page: TroublesPage, line: FakeLine, qtbot: QtBot) -> None:
    choose(page, DAMAGED, OFFICE)
    button(page, "Ignore").click()
    (job,) = line.jobs(Ignore)
    assert job.job == Ignore((OFFICE.id, DAMAGED.id))
    for name, kind in (("stuk.pdf", "DamagedDocument"), ("slot.docx", "PasswordProtected")):
        job.happened.emit(failed(name, kind, ignored=True))
    job.closed.emit(Done())
    qtbot.waitUntil(lambda: rows(page) == ["Protected by a password · 1", "slot.pdf"])
    assert "2 files ignored" in said(page) or "%n files ignored" in said(page)
    button(page, "Undo").click()
    assert line.jobs(Ignore)[-1].job == Ignore((OFFICE.id, DAMAGED.id), ignored=False)
    line.jobs(Ignore)[-1].closed.emit(Done())
    assert not any(one.isVisible() for one in page.findChildren(QPushButton) if one.text() == "Undo")


def test_what_is_ignored_can_be_shown_and_counted_again(page: TroublesPage, line: FakeLine) -> None:
    shown = page.findChild(QCheckBox)
    assert shown.text() == "Show ignored (1)"
    shown.click()
    assert rows(page)[-2:] == ["Ignored · 1", "leeg.txt"]
    choose(page, IGNORED)
    button(page, "Count again").click()
    assert line.jobs(Ignore)[-1].job == Ignore((IGNORED.id,), ignored=False)


def test_a_password_is_asked_for_pdfs_only(page: TroublesPage) -> None:
    for chosen, possible in ((LOCKED, True), (OFFICE, False), (DAMAGED, False)):
        choose(page, chosen)
        assert button(page, "Password…").isEnabled() == possible


def test_a_wrong_password_is_said_and_the_right_one_closes_the_dialog(
    page: TroublesPage, line: FakeLine, qtbot: QtBot
) -> None:
    choose(page, LOCKED)
    QTest.keyClick(view(page), Qt.Key.Key_Return)
    dialog = page.findChild(PasswordDialog)
    typed = dialog.findChild(QLineEdit)
    read = next(one for one in dialog.findChildren(QPushButton) if one.text() == "Read the file")
    assert dialog.isVisible() and typed.echoMode() == QLineEdit.EchoMode.Password and not read.isEnabled()
    QTest.keyClicks(typed, "fout")
    QTest.keyClick(typed, Qt.Key.Key_Return)
    job = line.jobs(Unlock)[-1]
    assert job.job == Unlock(LOCKED.path, "fout")
    job.happened.emit(LOCKED)
    job.closed.emit(Failed(Fault("WrongPassword", {"path": LOCKED.path})))
    problem = typed.accessibleDescription()
    assert problem.startswith("This file does not open with this password.")
    assert dialog.isVisible() and typed.selectedText() and FOLDER not in problem
    QTest.keyClicks(typed, "geheim")
    QTest.keyClick(typed, Qt.Key.Key_Return)
    job = line.jobs(Unlock)[-1]
    job.happened.emit(DocumentReport(LOCKED.id, LOCKED.path, "ready", 1, 1))
    with qtbot.waitSignal(page.reported):
        job.closed.emit(Done())
    assert not dialog.isVisible() and typed.text() == ""
    qtbot.waitUntil(lambda: "slot.pdf" not in rows(page))


def test_who_gives_up_on_a_password_stops_the_reading(page: TroublesPage, line: FakeLine) -> None:
    choose(page, LOCKED)
    button(page, "Password…").click()
    dialog = page.findChild(PasswordDialog)
    QTest.keyClicks(dialog.findChild(QLineEdit), "geheim")
    QTest.keyClick(dialog.findChild(QLineEdit), Qt.Key.Key_Return)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    job = line.jobs(Unlock)[-1]
    assert line.stopped == [job]
    job.closed.emit(Done())
    assert not dialog.isVisible() and dialog.findChild(QLineEdit).text() == ""


def test_what_goes_wrong_is_said(page: TroublesPage, line: FakeLine) -> None:
    button(page, "Try all again").click()
    line.jobs(Index)[-1].closed.emit(Failed(Fault("DiskFull")))
    assert any(words.startswith("The disk is full.") for words in said(page))


def test_names_are_shown_and_never_obeyed(page: TroublesPage, line: FakeLine) -> None:
    fill(page, line, failed("<b>vet<b>\u202e&amp;.pdf", "DamagedDocument"))
    index = view(page).model().index(1, 0)
    assert index.data() == "<b>vet<b>\ufffd&amp;.pdf"
    tip = str(index.data(Qt.ItemDataRole.ToolTipRole))
    assert "&lt;b&gt;" in tip and "\u202e" not in tip


def test_the_keyboard_passes_over_headings_and_readers_are_told_the_reason(page: TroublesPage) -> None:
    view(page).setFocus()
    QTest.keyClick(view(page), Qt.Key.Key_Home)
    for expected in ("slot.docx", "slot.pdf", "stuk.pdf"):
        assert view(page).currentIndex().data() == expected
        QTest.keyClick(view(page), Qt.Key.Key_Down)
    told = view(page).currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert told == "stuk.pdf, Damaged, or not what the name says"
    for one in page.findChildren(QPushButton):
        name = QAccessible.queryAccessibleInterface(one).text(QAccessible.Text.Name)
        assert name or not one.isVisible()


def test_ten_thousand_problems_are_shown_at_once_and_change_together(
    page: TroublesPage, line: FakeLine, qtbot: QtBot
) -> None:
    many = [failed(f"{number:05}.pdf", ORDER[number % len(ORDER)]) for number in range(10_000)]
    began = time.perf_counter()
    fill(page, line, *many)
    assert len(rows(page)) == 10_000 + len(ORDER)
    model = view(page).model()
    assert isinstance(model, TroubleModel)
    resets = []
    model.modelReset.connect(lambda: resets.append(1))
    for report in many[:2000]:
        model.take(DocumentReport(report.id, report.path, "reading"))
        model.take(DocumentReport(report.id, report.path, "ready", 1, 1))
    qtbot.waitUntil(lambda: model.open == 8000 and model.rowCount() == 8000 + len(ORDER))
    assert len(resets) < 10
    assert time.perf_counter() - began < 15
