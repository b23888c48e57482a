"""Collections in the documents' place: shown, made, named, moved to, erased, and to and from files."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.messages import (
    AddCollection,
    CollectionExported,
    CollectionListed,
    DocumentReport,
    Done,
    ExportCollection,
    Failed,
    ImportCollection,
    Index,
    ListCollections,
    ListDocuments,
    MoveDocuments,
    Progress,
    Remove,
    RemoveCollection,
    RenameCollection,
    Stopped,
)
from app.ui.documents.collection_choice import CollectionChoice
from app.ui.documents.more_menu import MoreButton
from app.ui.documents.questions import EraseQuestion, NameQuestion
from app.ui.documents.transfer_bar import TransferBar
from app.ui.services import Services
from app.ui.theme import Theme
from store.schema import FIRST_COLLECTION, Fault
from tests.app.ui.test_document_list import failed, ready, within
from tests.app.ui.test_documents import DISK_FULL, Place, show

FIRST = CollectionListed(FIRST_COLLECTION, "", 2, 9)
STAFF = CollectionListed("staff", "Personeel & <b>zaken", 1, 3)
OLD = CollectionListed("old", "Archief", 0, 0)


@pytest.fixture
def place(qtbot: QtBot, services: Services) -> Iterator[Place]:
    """A library with three collections, of which two hold documents."""
    made = show(qtbot, services)
    made.load(ready("a.pdf"), ready("b.pdf"), within("s.pdf", "staff"))
    tell(made, FIRST, STAFF, OLD)
    yield made
    for dialog in made.panel.findChildren(QDialog):
        dialog.close()


def tell(place: Place, *collections: CollectionListed) -> None:
    place.play(ListCollections, *collections, closing=Done())


def choose(place: Place, identity: str) -> None:
    """Choose a collection in the line above the list."""
    for action in choice(place).menu().actions():
        if action.data() == identity and action.isCheckable():
            action.trigger()


def choice(place: Place) -> CollectionChoice:
    return place.panel.findChild(CollectionChoice)


def more(place: Place, words: str) -> QAction:
    """An action of the menu with the three dots."""
    actions = place.panel.findChild(MoreButton).menu().actions()
    (found,) = [action for action in actions if action.text() == words]
    return found


def dialog(place: Place, kind: type[QDialog]) -> QDialog:
    (found,) = [one for one in place.panel.window().findChildren(kind) if one.isVisible()]
    return found


def press(place: QWidget, words: str) -> None:
    (button,) = [button for button in place.findChildren(QPushButton) if button.text() == words]
    button.click()


def said(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


# --- which is shown ---------------------------------------------------------------------------------


def test_there_is_no_choice_while_there_is_one_collection(qtbot: QtBot, services: Services) -> None:
    place = show(qtbot, services)
    place.load(ready("a.pdf"))
    tell(place, FIRST)
    assert not choice(place).isVisible()
    tell(place, FIRST, STAFF)
    assert choice(place).isVisible() and choice(place).text() == "All collections"


def test_the_list_shows_one_collection_or_all(place: Place) -> None:
    assert place.names == ["a.pdf", "b.pdf", "s.pdf"]
    choose(place, "staff")
    assert place.names == ["s.pdf"]
    assert choice(place).text() == "Personeel && <b>zaken"
    assert "1" in place.words.split("\n")
    choose(place, "old")
    assert place.names == [] and "no documents in this collection yet" in place.words
    choose(place, "")
    assert place.names == ["a.pdf", "b.pdf", "s.pdf"]


def test_what_is_added_goes_to_the_collection_that_is_shown(place: Place) -> None:
    choose(place, "staff")
    place.read("/x")
    assert place.job(Index).job == Index(("/x",), "staff")
    choose(place, "")
    place.read("/y", "/x")
    assert place.preferences.now.reading_into == {"/x": "staff"}
    place.play(Index, closing=Done())
    assert place.job(Index).job == Index(("/y",), FIRST_COLLECTION)


def test_the_next_start_goes_on_reading_into_the_same_collection(qtbot: QtBot, services: Services) -> None:
    services.preferences.change(reading=("/a", "/b"), reading_into={"/b": "staff"}, collection="staff")
    place = show(qtbot, services)
    place.load(within("s.pdf", "staff"), ready("a.pdf"))
    tell(place, FIRST, STAFF)
    assert place.names == ["s.pdf"], "and the collection that was shown is shown"
    place.play(Index, closing=Done())
    assert [job.job for job in place.line.jobs(Index)] == [Index(("/a",)), Index(("/b",), "staff")]


def test_files_for_a_collection_that_is_gone_are_forgotten(place: Place) -> None:
    choose(place, "staff")
    place.read("/x")
    place.play(Index, closing=Failed(Fault("UnknownCollection", {"collection": "staff"})))
    assert place.preferences.now.reading == ()
    assert "is not there, or no longer" in place.words


def test_a_collection_that_is_gone_is_not_shown_any_more(place: Place) -> None:
    choose(place, "staff")
    place.panel.load()
    tell(place, FIRST, OLD)
    assert choice(place).text() == "All collections"
    assert "a.pdf" in place.names


# --- making and naming ------------------------------------------------------------------------------


def test_a_new_collection_is_shown_when_it_is_made(qtbot: QtBot, place: Place) -> None:
    more(place, "New collection…").trigger()
    question = dialog(place, NameQuestion)
    field = question.findChild(QLineEdit)
    qtbot.keyClicks(field, "Verkoop")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert place.job(AddCollection).job == AddCollection("Verkoop")
    made = CollectionListed("new", "Verkoop")
    place.play(AddCollection, made, closing=Done())
    tell(place, FIRST, STAFF, OLD, made)
    assert choice(place).text() == "Verkoop"


@pytest.mark.parametrize("name", ["", "   ", "ARCHIEF", " archief ", "general"])
def test_a_name_that_is_none_or_taken_cannot_be_given(place: Place, name: str) -> None:
    more(place, "New collection…").trigger()
    question = dialog(place, NameQuestion)
    question.findChild(QLineEdit).setText(name)
    (make,) = [one for one in question.findChildren(QPushButton) if one.text() == "Make"]
    assert not make.isEnabled()
    assert ("of this name already" in said(question)) == bool(name.strip())


def test_only_a_collection_with_a_name_of_its_own_can_be_renamed(place: Place) -> None:
    for identity, can in (("", False), (FIRST_COLLECTION, False), ("staff", True)):
        choose(place, identity)
        assert more(place, "Rename the collection…").isEnabled() == can
    more(place, "Rename the collection…").trigger()
    question = dialog(place, NameQuestion)
    assert question.findChild(QLineEdit).text() == STAFF.name
    question.findChild(QLineEdit).setText("Mensen")
    press(question, "Rename")
    assert place.job(RenameCollection).job == RenameCollection("staff", "Mensen")
    place.play(RenameCollection, closing=Failed(Fault("CollectionNameTaken", {"name": "Mensen"})))
    assert "There is a collection “Mensen” already" in place.words


# --- moving -----------------------------------------------------------------------------------------


def move_menu(place: Place) -> dict[str, QAction]:
    menu = place.panel._list._move_action.menu()
    menu.aboutToShow.emit()
    return {action.text(): action for action in menu.actions() if action.text()}


def test_documents_move_by_the_menu(place: Place) -> None:
    place.select("a.pdf", "b.pdf")
    offered = move_menu(place)
    assert list(offered) == ["General", "Personeel && <b>zaken", "Archief", "New collection…"]
    assert not offered["General"].isEnabled() and offered["Archief"].isEnabled()
    choose(place, FIRST_COLLECTION)
    place.select("a.pdf", "b.pdf")
    move_menu(place)["Archief"].trigger()
    assert place.job(MoveDocuments).job == MoveDocuments(("id of a.pdf", "id of b.pdf"), "old")
    place.play(MoveDocuments, within("a.pdf", "old"), within("b.pdf", "old"), closing=Done())
    assert place.names == []
    choose(place, "old")
    assert place.names == ["a.pdf", "b.pdf"]


def test_documents_move_to_a_collection_that_is_made_for_them(place: Place) -> None:
    place.select("a.pdf")
    move_menu(place)["New collection…"].trigger()
    question = dialog(place, NameQuestion)
    question.findChild(QLineEdit).setText("Verkoop")
    press(question, "Make")
    place.play(AddCollection, CollectionListed("new", "Verkoop"), closing=Done())
    assert place.job(MoveDocuments).job == MoveDocuments(("id of a.pdf",), "new")
    assert choice(place).text() == "All collections"


# --- erasing ----------------------------------------------------------------------------------------


def test_documents_can_be_erased_at_once_with_what_answers_quote(qtbot: QtBot, place: Place) -> None:
    place.select("a.pdf", "b.pdf")
    place.view.setFocus()
    qtbot.keyClick(place.view, Qt.Key.Key_Delete, Qt.KeyboardModifier.ShiftModifier)
    question = dialog(place, EraseQuestion)
    assert "Erase 2 documents for good?" in said(question)
    assert not place.line.jobs(Remove)
    question.findChild(QCheckBox).setChecked(True)
    press(question, "Erase")
    assert place.job(Remove).job == Remove(("id of a.pdf", "id of b.pdf"), quotes=True)
    assert place.names == ["s.pdf"] and "Erasing…" in place.words
    assert "Undo" not in place.buttons()
    place.play(Remove, closing=DISK_FULL)
    assert "The disk is full" in place.words and "Erasing…" not in place.words


def test_nothing_is_erased_when_the_person_thinks_again(qtbot: QtBot, place: Place) -> None:
    place.select("a.pdf")
    place.panel._list._erase_action.trigger()
    question = dialog(place, EraseQuestion)
    qtbot.keyClick(question, Qt.Key.Key_Return)
    assert not place.line.jobs(Remove) and "a.pdf" in place.names


def test_a_collection_is_erased_after_a_question_that_says_how_much(place: Place) -> None:
    choose(place, "staff")
    more(place, "Erase the collection…").trigger()
    question = dialog(place, EraseQuestion)
    assert "Erase “Personeel & <b>zaken” and its 1 document" in said(question)
    press(question, "Erase")
    assert place.job(RemoveCollection).job == RemoveCollection("staff")
    place.play(RemoveCollection, closing=Done())
    assert choice(place).text() == "All collections"
    assert place.line.submitted[-1].job in (ListCollections(), ListDocuments())


def test_the_first_collection_is_emptied(place: Place) -> None:
    choose(place, FIRST_COLLECTION)
    more(place, "Erase the collection…").trigger()
    assert "Erase the 2 documents in “General” for good?" in said(dialog(place, EraseQuestion))


def test_an_empty_collection_goes_without_talk_of_documents(place: Place) -> None:
    choose(place, "old")
    more(place, "Erase the collection…").trigger()
    question = dialog(place, EraseQuestion)
    assert "Remove the empty collection “Archief”?" in said(question)
    assert not [box for box in question.findChildren(QCheckBox) if box.isVisible()]


# --- to and from files ------------------------------------------------------------------------------


def export(place: Place, path: Path) -> None:
    more(place, "Export the collection…").trigger()
    chooser = place.panel.findChild(QFileDialog)
    assert chooser.acceptMode() == QFileDialog.AcceptMode.AcceptSave
    chooser.fileSelected.emit(str(path))
    chooser.close()


def test_a_collection_goes_to_a_file_with_progress(place: Place, tmp_path: Path) -> None:
    choose(place, "staff")
    export(place, tmp_path / "uit.binnenshuis")
    path = str(tmp_path / "uit.binnenshuis")
    assert place.job(ExportCollection).job == ExportCollection("staff", path, replace=True)
    assert place.preferences.now.last_folder == str(tmp_path)
    assert "Exporting “Personeel & <b>zaken”" in place.words
    assert not more(place, "Import a collection…").isEnabled(), "one at a time"
    place.play(ExportCollection, Progress("exporting", 1, 3))
    bar = place.panel.findChild(TransferBar)._bar
    assert (bar.value(), bar.maximum()) == (1, 3)
    place.play(ExportCollection, CollectionExported(path, 3, 40, 2_500_000), closing=Done())
    assert "Exported: 3 documents, 2.5 MB" in place.words
    assert more(place, "Import a collection…").isEnabled()


def test_an_export_can_be_stopped(place: Place, tmp_path: Path) -> None:
    choose(place, "staff")
    export(place, tmp_path / "uit")
    place.button("Stop").click()
    assert place.line.stopped == [place.job(ExportCollection)]
    place.play(ExportCollection, closing=Stopped())
    assert "Nothing was changed" in place.words


def test_which_collection_is_meant_has_to_be_clear(place: Place) -> None:
    assert not more(place, "Export the collection…").isEnabled()
    place.panel.load()
    tell(place, FIRST)
    assert more(place, "Export the collection…").isEnabled(), "there is only one"


def take_in(place: Place) -> None:
    more(place, "Import a collection…").trigger()
    chooser = place.panel.findChild(QFileDialog)
    chooser.fileSelected.emit("/usb/zaken.binnenshuis")
    chooser.close()


def test_what_comes_in_is_shown_and_told(place: Place) -> None:
    take_in(place)
    assert place.job(ImportCollection).job == ImportCollection("/usb/zaken.binnenshuis")
    assert "Importing “zaken.binnenshuis”" in place.words
    made = CollectionListed("new", "Zaken", 2, 9)
    known = DocumentReport("id of a.pdf", "/folder/a.pdf", "ready", known=True)
    place.play(ImportCollection, made, within("n.pdf", "new"), within("m.pdf", "new"), known, closing=Done())
    tell(place, FIRST, STAFF, OLD, made)
    assert place.names == ["m.pdf", "n.pdf"]
    assert "“Zaken” came in with 2 documents. 1 document" in place.words


def test_exported_collections_that_are_dropped_come_in_one_by_one(place: Place) -> None:
    place.read("/usb/a.binnenshuis", "/usb/b.binnenshuis", "/usb/c.pdf")
    assert place.job(Index).job == Index(("/usb/c.pdf",))
    assert [job.job for job in place.line.jobs(ImportCollection)] == [ImportCollection("/usb/a.binnenshuis")]
    place.play(ImportCollection, closing=DISK_FULL)
    assert place.job(ImportCollection).job == ImportCollection("/usb/b.binnenshuis")
    place.play(ImportCollection, closing=Done())
    assert more(place, "Import a collection…").isEnabled()


def test_a_file_that_holds_nothing_new_is_told(place: Place) -> None:
    take_in(place)
    known = DocumentReport("id of a.pdf", "/folder/a.pdf", "ready", known=True)
    place.play(ImportCollection, known, closing=Done())
    assert "in the library already." in place.words
    assert choice(place).text() == "All collections"


def test_a_file_that_is_refused_says_why(place: Place) -> None:
    take_in(place)
    fault = Fault("CollectionFileDamaged", {"path": "/usb/<b>zaken"})
    place.play(ImportCollection, closing=Failed(fault))
    assert "/usb/<b>zaken is damaged or not whole" in place.words
    assert not place.panel.findChild(TransferBar).isVisible()


# --- what else there is -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "signal"),
    [
        ("Folders kept in step…", "folders_wanted"),
        ("Problem files…", "troubles_wanted"),
    ],
)
def test_other_places_are_asked_for(qtbot: QtBot, place: Place, words: str, signal: str) -> None:
    with qtbot.waitSignal(getattr(place.panel, signal), timeout=1000):
        more(place, words).trigger()


def test_files_that_could_not_be_read_are_told_quietly(qtbot: QtBot, place: Place) -> None:
    assert "could not be read" not in place.words
    place.load(failed("x.pdf"), failed("y.pdf"), ready("a.pdf"))
    assert "2 files could not be read" in place.words
    with qtbot.waitSignal(place.panel.troubles_wanted, timeout=1000):
        place.button("Show").click()


def test_changes_in_folders_are_told_quietly(qtbot: QtBot, place: Place) -> None:
    place.panel.set_changes(12)
    assert "12 changes in your folders" in place.words
    with qtbot.waitSignal(place.panel.folders_wanted, timeout=1000):
        place.button("Show").click()
    place.panel.set_changes(0)
    assert "changes in your folders" not in place.words


def test_what_is_selected_and_can_be_asked_is_told(place: Place) -> None:
    told: list[tuple[object, object]] = []
    place.panel.selection_changed.connect(lambda ids, names: told.append((ids, names)))
    place.load(ready("a.pdf"), failed("b.pdf"), ready("c.pdf"))
    place.select("a.pdf", "b.pdf", "c.pdf")
    assert told[-1] == (("id of a.pdf", "id of c.pdf"), ("a.pdf", "c.pdf"))
    place.view.clearSelection()
    assert told[-1] == ((), ())


@pytest.mark.parametrize("width", [260, 420])
def test_nothing_is_cut_off(place: Place, theme: Theme, width: int) -> None:
    place.load(failed("x.pdf"), ready("a.pdf"))
    choose(place, FIRST_COLLECTION)
    place.panel.set_changes(3)
    place.select("a.pdf")
    take_in(place)
    place.panel.resize(width, 640)
    assert place.panel.minimumSizeHint().width() <= 260
    theme.choose("dark")
    assert not place.panel.grab().isNull()
    theme.choose("light")


def test_what_the_keyboard_reaches_has_a_name(place: Place) -> None:
    place.panel.set_changes(3)
    place.select("a.pdf")
    for button in place.panel.findChildren(QWidget):
        if button.isVisible() and button.focusPolicy() & Qt.FocusPolicy.TabFocus:
            interface = QAccessible.queryAccessibleInterface(button)
            assert interface.text(QAccessible.Text.Name), button
