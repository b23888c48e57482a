"""The field of documents: the chips of what is chosen, the list to choose from, what is dragged onto it."""

import time
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QMimeData, QModelIndex, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from app.messages import CollectionListed, DocumentReport, Done, ListCollections, ListDocuments
from app.tasks import Field, Words
from app.ui.documents.model import DOCUMENTS_FORMAT, DocumentModel
from app.ui.documents.panel import DocumentsPanel
from app.ui.documents.view import DocumentView
from app.ui.library import Library
from app.ui.request.cell import FieldCell
from app.ui.request.document_picker import DocumentPicker, PickerView
from app.ui.request.documents_field import MOST_CHIPS, DocumentChip, DocumentsField
from app.ui.request.picker_model import Offered, PickerModel
from app.ui.services import Services
from store.schema import FIRST_COLLECTION
from tests.app.ui.fake_line import FakeLine

STAFF = "c1"
NAMES = ("Verlofregeling.pdf", "Cao.pdf", "Offerte <b>A.pdf", "Offerte B.pdf", "Oud.pdf")


def report(place: int, name: str, collection: str = FIRST_COLLECTION) -> DocumentReport:
    return DocumentReport(f"d{place}", f"/home/anna/{place}/{name}", "ready", 3, 12, collection=collection)


REPORTS = [report(place, name, STAFF if place == 1 else FIRST_COLLECTION) for place, name in enumerate(NAMES)]


@pytest.fixture
def documents(qtbot: QtBot, services: Services) -> Iterator[DocumentsPanel]:
    """The list on the right, with these documents."""
    panel = DocumentsPanel(services)
    qtbot.addWidget(panel)
    yield panel


@pytest.fixture
def library(documents: DocumentsPanel, services: Services) -> Library:
    documents.load()
    assert isinstance(services.line, FakeLine)
    names = services.line.jobs(ListCollections)[-1]
    for collection in (CollectionListed(FIRST_COLLECTION, ""), CollectionListed(STAFF, "Personeel")):
        names.happened.emit(collection)
    names.closed.emit(Done())
    listing = services.line.jobs(ListDocuments)[-1]
    for one in REPORTS:
        listing.happened.emit(one)
    listing.closed.emit(Done())
    return services.library


def field(least: int | None = None, most: int | None = None) -> Field:
    return Field("sources", "documents", Words(en="Documents"), required=True, minimum=least, maximum=most)


@pytest.fixture
def shown(qtbot: QtBot, services: Services) -> Callable[..., FieldCell]:
    def make(value: str = "", asked: Field = field()) -> FieldCell:  # noqa: B008 - frozen
        made = FieldCell(asked, value, services.theme, "en", services.library)
        qtbot.addWidget(made)
        made.resize(520, 200)
        made.show()
        made.activateWindow()
        qtbot.waitUntil(made.isActiveWindow)
        return made

    return make


def chips(cell: FieldCell) -> list[list[str]]:
    found = [chip for chip in cell.findChildren(DocumentChip) if chip.isVisible()]
    return [[label.text() for label in chip.findChildren(QLabel) if label.text()] for chip in found]


def opened(cell: FieldCell) -> DocumentPicker:
    button = cell.input.control
    assert isinstance(button, QPushButton)
    button.click()
    picker = cell.window().findChildren(DocumentPicker)[-1]
    assert isinstance(picker, DocumentPicker)
    return picker


def rows(picker: DocumentPicker) -> list[str]:
    model = picker.findChild(PickerView).model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount(QModelIndex()))]


def tick(picker: DocumentPicker, name: str) -> None:
    view = picker.findChild(PickerView)
    index = view.model().index(rows(picker).index(name), 0)
    view.scrollTo(index)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center())


def drop(cell: FieldCell, mime: QMimeData) -> None:
    assert isinstance(cell.input, DocumentsField)
    action, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    cell.input.dropEvent(QDropEvent(QPointF(5, 5), action, mime, button, Qt.KeyboardModifier.NoModifier))


@pytest.mark.usefixtures("library")
def test_what_is_chosen_is_named_with_its_whole_path_to_be_seen(shown: Callable[..., FieldCell]) -> None:
    cell = shown("d0\nd2\n/home/anna/3/Offerte B.pdf")
    assert chips(cell) == [["Verlofregeling.pdf"], ["Offerte <b>A.pdf"], ["Offerte B.pdf"]]
    assert "/home/anna/0/Verlofregeling.pdf" in cell.findChildren(DocumentChip)[0].toolTip()
    assert all("<b>" not in chip.toolTip() for chip in cell.findChildren(DocumentChip))
    assert cell.check()


def test_documents_are_chosen_from_the_list_of_the_library(
    shown: Callable[..., FieldCell], library: Library, qtbot: QtBot
) -> None:
    cell = shown()
    picker = opened(cell)
    first = ["Offerte <b>A.pdf", "Offerte B.pdf", "Oud.pdf", "Verlofregeling.pdf"]
    assert rows(picker) == ["General", *first, "Personeel", "Cao.pdf"]
    tick(picker, "Cao.pdf")
    tick(picker, "Oud.pdf")
    tick(picker, "Offerte B.pdf")
    tick(picker, "Oud.pdf")
    with qtbot.waitSignal(cell.changed):
        picker.accept()
    assert cell.input.value() == "d1\nd3"  # in the order of choosing
    assert chips(cell) == [["Cao.pdf"], ["Offerte B.pdf"]]
    again = opened(cell)
    tick(again, "Oud.pdf")
    again.reject()
    assert cell.input.value() == "d1\nd3"


@pytest.mark.usefixtures("library")
def test_the_list_is_searched_and_ticked_by_the_keyboard(
    shown: Callable[..., FieldCell], qtbot: QtBot
) -> None:
    cell = shown()
    picker = opened(cell)
    find = picker.findChild(QLineEdit)
    QTest.keyClicks(find, "offerte")
    qtbot.waitUntil(lambda: rows(picker) == ["Offerte <b>A.pdf", "Offerte B.pdf"] or len(rows(picker)) == 3)
    QTest.keyClick(find, Qt.Key.Key_Down)
    view = picker.findChild(PickerView)
    view.setCurrentIndex(view.model().index(rows(picker).index("Offerte B.pdf"), 0))
    QTest.keyClick(view, Qt.Key.Key_Space)
    QTest.keyClicks(find, "xyz")
    words = "No document has this in its name."
    qtbot.waitUntil(
        lambda: words in [label.text() for label in picker.findChildren(QLabel) if label.isVisible()]
    )
    picker.accept()
    assert cell.input.value() == "d3"


@pytest.mark.usefixtures("library")
def test_a_collection_is_ticked_as_a_whole(shown: Callable[..., FieldCell]) -> None:
    cell = shown("d1")
    picker = opened(cell)
    tick(picker, "General")
    tick(picker, "Personeel")
    picker.accept()
    assert set(cell.input.value().splitlines()) == {"d0", "d2", "d3", "d4"}


@pytest.mark.usefixtures("library")
def test_where_one_is_asked_for_another_tick_takes_its_place(shown: Callable[..., FieldCell]) -> None:
    cell = shown("d1", field(most=1))
    picker = opened(cell)
    tick(picker, "Oud.pdf")
    tick(picker, "General")  # nothing to tick
    picker.accept()
    assert cell.input.value() == "d4"


def test_a_document_that_goes_is_shown_as_gone_and_not_sent(
    shown: Callable[..., FieldCell], documents: DocumentsPanel, library: Library
) -> None:
    cell = shown("d0\nd4\nnever-known")
    assert chips(cell)[2] == ["a document that is not there any more"]
    model = documents.findChild(DocumentModel)
    model.remove(model.rows_of(["d4"]))
    assert chips(cell)[1] == ["Oud.pdf", "not there any more"]
    assert not cell.check()
    assert "Not all of these are there any more. Take out what is gone." in [
        label.text() for label in cell.findChildren(QLabel) if label.isVisible()
    ]
    for name in ("d4", "never-known"):
        next(
            chip for chip in cell.findChildren(DocumentChip) if chip.name == name and chip.isVisible()
        ).button.click()
    assert cell.input.value() == "d0"
    assert not cell.wrong  # at once


def test_nothing_is_called_gone_before_the_library_is_told(
    shown: Callable[..., FieldCell], documents: DocumentsPanel
) -> None:
    cell = shown("d0")
    assert chips(cell) == [["…"]]
    assert cell.check()


@pytest.mark.usefixtures("library")
def test_chips_are_taken_out_by_mouse_and_keyboard(shown: Callable[..., FieldCell]) -> None:
    cell = shown("d0\nd1\nd3")
    buttons = [chip.button for chip in cell.findChildren(DocumentChip)]
    assert [button.accessibleName() for button in buttons][1] == "Do not choose Cao.pdf"
    cell.input.control.setFocus()
    QTest.keyClick(cell.input.control, Qt.Key.Key_Tab)
    assert cell.window().focusWidget() is buttons[0]
    QTest.keyClick(buttons[0], Qt.Key.Key_Delete)
    assert cell.input.value() == "d1\nd3"
    focused = cell.window().focusWidget()
    assert isinstance(focused, QToolButton)
    assert focused.accessibleName() == "Do not choose Cao.pdf"
    focused.click()
    assert cell.input.value() == "d3"


def test_many_chosen_are_counted(shown: Callable[..., FieldCell], documents: DocumentsPanel) -> None:
    cell = shown("\n".join(f"x{place}" for place in range(30)))
    assert len(chips(cell)) == MOST_CHIPS
    words = [button.text() for button in cell.findChildren(QPushButton) if button.isVisible()]
    assert words == ["Change…", "and 22 more"]


def test_rows_of_the_list_are_dragged_onto_the_field(
    shown: Callable[..., FieldCell], documents: DocumentsPanel, library: Library
) -> None:
    view = documents.findChild(DocumentView)
    assert view.dragEnabled()
    model = view.model()
    indexes = [model.index(row, 0) for row in (0, 1)]
    assert all(model.flags(index) & Qt.ItemFlag.ItemIsDragEnabled for index in indexes)
    mime = model.mimeData(indexes)
    assert not mime.hasUrls()  # nothing would be read again
    cell = shown("d3")
    drop(cell, mime)
    assert cell.input.value().splitlines() == [
        "d3",
        *bytes(mime.data(DOCUMENTS_FORMAT).data()).decode().split("\n"),
    ]


@pytest.mark.usefixtures("library")
def test_files_that_the_library_has_are_dropped_on_the_field(shown: Callable[..., FieldCell]) -> None:
    cell = shown()
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(path) for path in ("/home/anna/1/Cao.pdf", "/home/anna/nieuw.pdf")])
    drop(cell, mime)
    assert cell.input.value() == "d1"
    assert "That is not in your library yet. Add it on the right of the window first." in [
        label.text() for label in cell.findChildren(QLabel) if label.isVisible()
    ]


def test_how_many_are_asked_for_is_said_in_words(shown: Callable[..., FieldCell], library: Library) -> None:
    cell = shown("", field(2, 5))
    words = [label.text() for label in cell.findChildren(QLabel) if label.isVisible()]
    assert "Choose 2 to 5 documents." in words
    assert not cell.check()
    assert isinstance(cell.input, DocumentsField)
    cell.input._take(("d0", "d1"))
    assert not cell.wrong
    assert "2 chosen (2 to 5)" in [label.text() for label in cell.findChildren(QLabel) if label.isVisible()]


def test_documents_that_come_while_the_list_is_open_are_offered(
    shown: Callable[..., FieldCell], documents: DocumentsPanel, library: Library, qtbot: QtBot
) -> None:
    cell = shown("d0")
    picker = opened(cell)
    documents.take(report(9, "Nieuw.pdf"))
    qtbot.waitUntil(lambda: "Nieuw.pdf" in rows(picker), timeout=3000)
    picker.reject()


def test_a_library_of_ten_thousand_is_searched_and_ticked_quickly() -> None:
    model = PickerModel((), single=False)
    offered = [Offered(f"d{n}", f"Stuk {n:05}.pdf", "map", f"/map/{n}", f"c{n % 3}") for n in range(10_000)]
    began = time.perf_counter()
    model.offer(offered, {"c0": "A", "c1": "B", "c2": "C"})
    for wanted in ("s", "st", "stuk 0999", ""):
        model.search(wanted)
    assert model.rowCount() == 10_003
    model.turn(model.index(0))
    assert len(model.chosen) == 3_334
    assert model.index(0).data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
    assert time.perf_counter() - began < 2


def test_two_of_one_name_are_told_apart() -> None:
    model = PickerModel(("b",), single=False)
    model.offer(
        [
            Offered("a", "Cao.pdf", "2024", "/2024/Cao.pdf", ""),
            Offered("b", "Cao.pdf", "2025", "/2025/Cao.pdf", ""),
        ],
        {"": "General"},
    )
    assert [model.index(row).data() for row in range(2)] == ["Cao.pdf · 2024", "Cao.pdf · 2025"]
    states = [model.index(row).data(Qt.ItemDataRole.CheckStateRole) for row in range(2)]
    assert states == [Qt.CheckState.Unchecked, Qt.CheckState.Checked]


def test_a_click_beside_the_rows_ticks_nothing(shown: Callable[..., FieldCell], library: Library) -> None:
    cell = shown("d0")
    picker = opened(cell)
    view = picker.findChild(PickerView)
    place = QPoint(view.viewport().width() // 2, view.viewport().height() - 2)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    picker.accept()
    assert view.model().chosen == ("d0",)
