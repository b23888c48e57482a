"""Documents that a person has always read: how they are chosen, where they stand, what is told of them."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.messages import (
    DocumentReport,
    Done,
    Failed,
    ListDocuments,
    ListPins,
    Pin,
    PinnedDocument,
    PinsListed,
)
from app.ui.documents.listed import ListedDocuments
from app.ui.documents.model import LINE_ROLE, PIN_ROLE, DocumentModel
from app.ui.documents.panel import DocumentsPanel
from app.ui.documents.pin_menu import PinMenu
from app.ui.documents.row import round_words
from app.ui.notice import Notice
from app.ui.services import Services
from store.schema import Fault
from tests.app.ui.fake_line import FakeLine

TASKS = (("ask", "Ask the documents"), ("brainstorm", "Brainstorm & more"))
NAMES = ("a.pdf", "b.pdf", "c.pdf")
ROOM = 4000


def report(name: str, *pinned: str, modified: str = "2026-01-01") -> DocumentReport:
    return DocumentReport(
        f"id {name}", f"/folder/{name}", "ready", 3, 9, modified=modified, pinned=tuple(pinned)
    )


def cost(name: str, tasks: tuple[str, ...] = ("",), too_long_for: tuple[str, ...] = ()) -> PinnedDocument:
    return PinnedDocument(f"id {name}", tasks, 1234, 1600, too_long_for)


class Place:
    """The documents' place, and the engine behind it."""

    def __init__(self, services: Services, qtbot: QtBot) -> None:
        assert isinstance(services.line, FakeLine)
        self.line = services.line
        self.panel = DocumentsPanel(services)
        qtbot.addWidget(self.panel)
        self.panel.offer_tasks(TASKS)
        self.panel.resize(300, 600)
        self.panel.show()
        self.panel.load()
        (listing,) = self.line.jobs(ListDocuments)
        self._listing = listing
        self.list = self.panel.findChild(ListedDocuments)
        self.menu = self.panel.findChild(PinMenu)
        self.model = self.panel.findChild(DocumentModel)

    def fill(self, *reports: DocumentReport) -> None:
        for one in reports:
            self._listing.happened.emit(one)
        self._listing.closed.emit(Done())

    def names(self) -> list[str]:
        return [str(self.model.index(number).data()) for number in range(self.model.rowCount())]

    def select(self, *names: str) -> None:
        self.list.select([f"/folder/{name}" for name in names])

    def action(self, words: str) -> QAction:
        (found,) = [action for action in self.menu.actions() if action.text() == words]
        return found

    def pin(self, *reports: DocumentReport) -> None:
        """The engine has done what it was asked last."""
        job = self.line.jobs(Pin)[-1]
        for one in reports:
            job.happened.emit(one)
        job.closed.emit(Done())

    def weigh(self, *costs: PinnedDocument) -> None:
        """The engine tells what it costs."""
        job = self.line.jobs(ListPins)[-1]
        job.happened.emit(PinsListed(costs, ROOM, True))
        job.closed.emit(Done())

    def weigh_anew(self, *costs: PinnedDocument) -> None:
        """With another model."""
        self.panel.weigh_pins()
        self.weigh(*costs)

    def said(self, failure: bool = False) -> str:
        name = "failure" if failure else "notice"
        notices = [one for one in self.panel.findChildren(Notice) if one.objectName() == name]
        return " ".join(one._text.text() for one in notices if one.isVisible())

    def data(self, name: str, role: int) -> str:
        return str(self.model.index_of(f"/folder/{name}").data(role))


@pytest.fixture(autouse=True)
def english_figures() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("en"))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def place(services: Services, qtbot: QtBot) -> Iterator[Place]:
    made = Place(services, qtbot)
    yield made
    made.panel.hide()


# The menu


def test_documents_are_pinned_from_the_menu(place: Place) -> None:
    place.fill(*map(report, NAMES))
    place.select("a.pdf", "c.pdf")
    place.action("For all tasks").trigger()
    place.action("Ask the documents").trigger()
    assert [made.job for made in place.line.jobs(Pin)] == [
        Pin(("id a.pdf", "id c.pdf"), True, ""),
        Pin(("id a.pdf", "id c.pdf"), True, "ask"),
    ]


def test_the_keyboard_pins_and_takes_the_pin_away(place: Place, qtbot: QtBot) -> None:
    place.fill(*map(report, NAMES))
    place.select("b.pdf")
    place.panel.activateWindow()
    place.list.view.setFocus()
    qtbot.waitUntil(place.list.view.hasFocus)
    QTest.keyClick(place.list.view, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    place.pin(report("b.pdf", ""))
    QTest.keyClick(place.list.view, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert [made.job for made in place.line.jobs(Pin)] == [
        Pin(("id b.pdf",), True, ""),
        Pin(("id b.pdf",), False, ""),
    ]


def test_the_menu_marks_what_all_selected_documents_are_pinned_for(place: Place) -> None:
    place.fill(report("a.pdf", ""), report("b.pdf", "ask"), report("c.pdf"))
    everywhere, ask, brainstorm = map(
        place.action, ("For all tasks", "Ask the documents", "Brainstorm && more")
    )
    place.select("a.pdf")
    assert [action.isChecked() for action in (everywhere, ask, brainstorm)] == [True, True, True]
    assert not ask.isEnabled()
    place.select("b.pdf")
    assert [action.isChecked() for action in (everywhere, ask, brainstorm)] == [False, True, False]
    place.select("a.pdf", "b.pdf")
    assert [action.isChecked() for action in (everywhere, ask, brainstorm)] == [False, True, False]
    place.select("b.pdf", "c.pdf")
    assert [action.isChecked() for action in (everywhere, ask, brainstorm)] == [False, False, False]
    ask.trigger()
    assert place.line.jobs(Pin)[-1].job == Pin(("id b.pdf", "id c.pdf"), True, "ask")
    assert not ask.isChecked()  # until it is so


def test_only_what_can_be_read_is_pinned(place: Place) -> None:
    fault = Fault("NoText", {"path": "/folder/x.pdf"})
    broken = DocumentReport("id x.pdf", "/folder/x.pdf", "failed", error=fault)
    place.fill(report("a.pdf"), broken)
    place.select("x.pdf")
    assert not place.list._pin_action.isEnabled()
    place.select("a.pdf", "x.pdf")
    place.action("For all tasks").trigger()
    assert place.line.jobs(Pin)[-1].job == Pin(("id a.pdf",), True, "")


def test_a_pin_that_fails_is_told(place: Place) -> None:
    place.fill(report("a.pdf"))
    place.select("a.pdf")
    place.action("Ask the documents").trigger()
    place.line.jobs(Pin)[-1].closed.emit(Failed(Fault("TaskReadsNoDocuments", {"task": "ask"})))
    assert "reads no documents" in place.said(failure=True)


# The list


def test_what_is_pinned_comes_first_and_stays_selected(place: Place) -> None:
    place.fill(*map(report, NAMES))
    place.select("c.pdf", "b.pdf")
    place.action("For all tasks").trigger()
    place.pin(report("b.pdf", ""), report("c.pdf", ""))
    assert place.names() == ["b.pdf", "c.pdf", "a.pdf"]
    assert [row.name for row in place.list.view.selected()] == ["b.pdf", "c.pdf"]
    place.action("For all tasks").trigger()
    assert place.line.jobs(Pin)[-1].job == Pin(("id b.pdf", "id c.pdf"), False, "")
    place.pin(report("b.pdf"), report("c.pdf"))
    assert place.names() == list(NAMES)
    assert place.data("b.pdf", PIN_ROLE) == ""


def test_what_was_pinned_before_is_first_from_the_start(place: Place) -> None:
    place.fill(report("a.pdf"), report("c.pdf", "ask"), report("b.pdf"))
    assert place.names() == ["c.pdf", "a.pdf", "b.pdf"]
    assert place.data("c.pdf", PIN_ROLE) == "pinned"


def test_a_row_that_the_search_hides_is_in_its_place_when_it_comes_back(place: Place) -> None:
    place.fill(*map(report, NAMES))
    place.model.search("a.pdf")
    place.panel.take(report("c.pdf", ""))
    place.model.search("")
    assert place.names() == ["c.pdf", "a.pdf", "b.pdf"]


def test_a_row_says_how_much_is_always_read(place: Place) -> None:
    place.fill(report("a.pdf", ""), report("b.pdf"))
    assert place.data("a.pdf", LINE_ROLE) == "always read"
    place.weigh(cost("a.pdf"))
    assert place.data("a.pdf", LINE_ROLE) == "always read · 1,200 words"
    tip = place.data("a.pdf", Qt.ItemDataRole.ToolTipRole)
    assert "Always read whole, for every question." in tip
    assert "About 1,200 words, 40 % of what the model reads at once." in tip
    assert "always read" in place.data("a.pdf", Qt.ItemDataRole.AccessibleTextRole)
    assert "always" not in place.data("b.pdf", LINE_ROLE)


def test_a_row_names_the_tasks_for_which_it_is_read(place: Place) -> None:
    place.fill(report("a.pdf", "ask", "gone"))
    assert "Always read whole for: Ask the documents, gone." in place.data(
        "a.pdf", Qt.ItemDataRole.ToolTipRole
    )


def test_a_row_that_has_no_room_says_so(place: Place) -> None:
    place.fill(report("a.pdf", ""))
    place.weigh(cost("a.pdf", too_long_for=("ask",)))
    assert place.data("a.pdf", PIN_ROLE) == "too_long"
    assert place.data("a.pdf", LINE_ROLE) == "too long to be always read whole"
    tip = place.data("a.pdf", Qt.ItemDataRole.ToolTipRole)
    assert "there is no room" in tip
    assert "Always read whole" not in tip
    place.weigh_anew(PinnedDocument("id a.pdf", ("",), 98_000, 200_000, ("ask",)))
    tip = place.data("a.pdf", Qt.ItemDataRole.ToolTipRole)
    assert "About 98,000 words, more than the model reads at once." in tip


@pytest.mark.parametrize(
    ("words", "said"), [(0, "0"), (7, "7"), (84, "84"), (1944, "1,900"), (99_600, "100,000")]
)
def test_words_are_as_many_as_one_remembers(words: int, said: str) -> None:
    assert round_words(words) == said


# What it costs


def test_the_cost_is_told_at_pinning(place: Place) -> None:
    place.fill(report("a.pdf", ""), report("b.pdf", "brainstorm"), report("c.pdf"))
    place.weigh(cost("a.pdf"), cost("b.pdf", ("brainstorm",)))
    assert place.said() == ""  # nobody asked
    place.select("c.pdf")
    place.action("Ask the documents").trigger()
    place.pin(report("c.pdf", "ask"))
    place.weigh(cost("a.pdf"), cost("b.pdf", ("brainstorm",)), cost("c.pdf", ("ask",)))
    assert "2 document" in place.said()  # what this task reads
    assert "about 2,500 words, 80 %" in place.said()


def test_a_document_without_room_is_told_at_pinning(place: Place) -> None:
    place.fill(report("a.pdf"))
    place.select("a.pdf")
    place.action("For all tasks").trigger()
    place.pin(report("a.pdf", ""))
    place.weigh(cost("a.pdf", too_long_for=("ask",)))
    assert "no room to read “a.pdf” whole" in place.said(failure=True)
    assert place.said() == ""
    place.action("For all tasks").trigger()  # and with the pin the warning goes
    assert place.said(failure=True) == ""


def test_several_without_room_are_told_at_once(place: Place) -> None:
    place.fill(report("a.pdf"), report("b.pdf"))
    place.select("a.pdf", "b.pdf")
    place.action("For all tasks").trigger()
    place.pin(report("a.pdf", ""), report("b.pdf", ""))
    place.weigh(cost("a.pdf", too_long_for=("ask",)), cost("b.pdf", too_long_for=("ask",)))
    assert "these 2 document" in place.said(failure=True)


def test_a_document_that_fits_this_task_is_not_called_too_long(place: Place) -> None:
    place.fill(report("a.pdf", "brainstorm"))
    place.weigh(cost("a.pdf", ("brainstorm",), ("brainstorm",)))
    place.select("a.pdf")
    place.action("Ask the documents").trigger()
    place.pin(report("a.pdf", "ask", "brainstorm"))
    place.weigh(cost("a.pdf", ("ask", "brainstorm"), ("brainstorm",)))
    assert place.said(failure=True) == ""
    assert "always read whole now" in place.said()


def test_it_is_weighed_when_what_is_pinned_changes_and_only_then(place: Place) -> None:
    place.fill(report("a.pdf"), report("b.pdf"))
    assert place.line.jobs(ListPins) == []
    place.panel.weigh_pins()
    assert place.line.jobs(ListPins) == []  # there is nothing to weigh
    place.select("a.pdf")
    place.action("For all tasks").trigger()
    place.pin(report("a.pdf", ""))
    assert len(place.line.jobs(ListPins)) == 1
    place.weigh(cost("a.pdf"))
    place.panel.take(report("b.pdf", modified="2026-02-02"))
    place.model.flush()
    assert len(place.line.jobs(ListPins)) == 1
    place.panel.take(report("a.pdf", "", modified="2026-02-02"))  # a new version
    place.model.flush()
    assert len(place.line.jobs(ListPins)) == 2
    place.weigh(cost("a.pdf"))
    place.panel.weigh_pins()  # another model
    assert len(place.line.jobs(ListPins)) == 3


def test_what_changes_while_it_is_weighed_is_weighed_again(place: Place) -> None:
    place.fill(report("a.pdf", ""), report("b.pdf"))
    place.select("b.pdf")
    place.action("For all tasks").trigger()
    place.pin(report("b.pdf", ""))
    assert len(place.line.jobs(ListPins)) == 1
    place.weigh(cost("a.pdf"))  # of before
    assert place.said() == ""
    assert len(place.line.jobs(ListPins)) == 2
    place.weigh(cost("a.pdf"), cost("b.pdf"))
    assert "2 document" in place.said()


def test_a_removed_document_is_weighed_no_more(place: Place) -> None:
    place.fill(report("a.pdf", ""), report("b.pdf", ""))
    place.weigh(cost("a.pdf"), cost("b.pdf"))
    place.select("a.pdf")
    place.list._remove_action.trigger()
    assert len(place.line.jobs(ListPins)) == 2
    assert place.model.pinned == {("id b.pdf", "2026-01-01")}
