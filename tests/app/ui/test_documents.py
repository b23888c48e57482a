"""The documents' place of the window: the list, reading, removing, and what a person can do with them."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QPoint, Qt, QUrl, Slot
from PySide6.QtGui import QAccessible, QDesktopServices
from PySide6.QtWidgets import (
    QAbstractButton,
    QFileDialog,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QProgressBar,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.messages import (
    DocumentReport,
    Done,
    Failed,
    Index,
    Job,
    ListDocuments,
    Progress,
    Remove,
    Restore,
    SetAside,
    Stopped,
)
from app.ui.documents.drop_zone import DropZone
from app.ui.documents.listed import FIND_FROM
from app.ui.documents.panel import DocumentsPanel
from app.ui.documents.reading import Reading
from app.ui.documents.reading_bar import ReadingBar
from app.ui.preferences import PreferencesFile
from app.ui.services import Services
from app.ui.theme import Theme
from app.ui.worker import EngineJob
from store.schema import Fault
from tests.app.ui.fake_line import FakeLine
from tests.app.ui.test_document_list import failed, going_on, ready
from tests.app.ui.test_drop_zone import drop, files

DISK_FULL = Failed(Fault("DiskFull"))
SHORT_MS = 60


@dataclass
class Place:
    """The panel with its engine played by hand."""

    panel: DocumentsPanel
    line: FakeLine
    preferences: PreferencesFile

    def job(self, kind: type[Job]) -> EngineJob:
        """The last job of a kind."""
        return self.line.jobs(kind)[-1]

    def play(self, kind: type[Job], *events: object, closing: object = None) -> None:
        """The engine answers the last job of this kind; `closing` None leaves it open."""
        job = self.job(kind)
        for event in events:
            job.happened.emit(event)
        if closing is not None:
            job.closed.emit(closing)
        self.panel._model.flush()

    def load(self, *reports: DocumentReport) -> None:
        self.panel.load()
        self.play(ListDocuments, *reports, closing=Done())

    def read(self, *paths: str) -> None:
        self.panel.add(paths)

    @property
    def view(self) -> QListView:
        return self.panel.findChild(QListView)

    @property
    def names(self) -> list[str]:
        model = self.view.model()
        return [str(model.index(number, 0).data()) for number in range(model.rowCount())]

    @property
    def selected(self) -> list[str]:
        return sorted(str(index.data()) for index in self.view.selectedIndexes())

    @property
    def words(self) -> str:
        """All that labels say."""
        labels = [label for label in self.panel.findChildren(QLabel) if label.isVisible()]
        return "\n".join(label.text() for label in labels)

    def select(self, *names: str) -> None:
        self.panel._list.select([f"/folder/{name}" for name in names])

    def button(self, text: str) -> QAbstractButton:
        """The one button of this text that is in sight."""
        buttons = self.panel.findChildren(QAbstractButton)
        [found] = [button for button in buttons if button.isVisible() and button.text() == text]
        return found

    def buttons(self) -> list[str]:
        return [one.text() for one in self.panel.findChildren(QAbstractButton) if one.isVisible()]


@pytest.fixture
def place(qtbot: QtBot, services: Services) -> Place:
    return show(qtbot, services)


def show(qtbot: QtBot, services: Services, **how: int) -> Place:
    panel = DocumentsPanel(services, **how)
    qtbot.addWidget(panel)
    panel.resize(320, 640)
    with qtbot.waitActive(panel):
        panel.show()
        panel.activateWindow()
    assert isinstance(services.line, FakeLine)
    return Place(panel, services.line, services.preferences)


# --- the list ---------------------------------------------------------------------------------------


def test_the_list_shows_what_the_engine_tells_and_counts_what_can_be_searched(
    qtbot: QtBot, place: Place
) -> None:
    with qtbot.waitSignal(place.panel.count_changed) as told:
        place.load(ready("b.pdf"), ready("a.pdf"), failed("c.pdf"))
    assert place.names == ["c.pdf", "a.pdf", "b.pdf"]
    assert told.args == [2]
    assert "2" in place.words.split("\n")


def test_an_empty_library_invites_and_a_full_one_does_not(place: Place) -> None:
    zone = place.panel.findChild(DropZone)
    place.panel.load()
    assert not zone.large  # nobody knows yet
    place.play(ListDocuments, closing=Done())
    assert zone.large and not place.view.isVisible()
    place.read("/folder/a.pdf")
    place.play(Index, going_on("a.pdf", "waiting"))
    assert not zone.large and place.view.isVisible()


def test_a_list_that_cannot_be_fetched_is_told_and_fetched_again(place: Place) -> None:
    place.panel.load()
    place.play(ListDocuments, closing=Failed(Fault("ArchiveDamaged", {"path": "/data/<b>archive"})))
    assert "/data/<b>archive is damaged" in place.words
    place.button("Try again").click()
    assert len(place.line.jobs(ListDocuments)) == 2
    place.play(ListDocuments, ready("a.pdf"), closing=Done())
    assert "damaged" not in place.words
    assert place.names == ["a.pdf"]


def test_a_new_list_drops_what_is_gone_and_keeps_what_was_just_read(place: Place) -> None:
    place.load(ready("a.pdf"), ready("b.pdf"))
    place.read("/folder/c.pdf")
    place.panel.load()
    place.play(ListDocuments, ready("b.pdf"))
    place.play(Index, ready("c.pdf"))
    place.play(ListDocuments, closing=Done())
    assert place.names == ["b.pdf", "c.pdf"]


def test_of_two_lists_the_last_one_counts(place: Place) -> None:
    place.panel.load()
    first = place.job(ListDocuments)
    place.load(ready("a.pdf"))
    first.happened.emit(ready("old.pdf"))
    first.closed.emit(Failed(Fault("EngineDied", {"exit_code": -9})))
    place.panel._model.flush()
    assert place.names == ["a.pdf"]
    assert "unexpectedly" not in place.words


def test_a_line_to_find_documents_comes_when_there_are_many(qtbot: QtBot, place: Place) -> None:
    place.load(*(ready(f"{number}.pdf") for number in range(FIND_FROM - 1)))
    find = place.panel.findChild(QLineEdit)
    assert not find.isVisible()
    place.read("/folder")
    place.play(Index, ready("Jaarverslag.pdf"))
    assert find.isVisible() and find.isClearButtonEnabled()
    qtbot.keyClicks(find, "verslag")
    qtbot.waitUntil(lambda: place.names == ["Jaarverslag.pdf"])
    qtbot.keyClicks(find, "xyz")
    qtbot.waitUntil(lambda: "No document is called that." in place.words)
    find.clear()
    qtbot.waitUntil(lambda: len(place.names) == FIND_FROM)


# --- adding -----------------------------------------------------------------------------------------


def test_what_is_dropped_is_read(place: Place, tmp_path: Path) -> None:
    place.load()
    drop(place.panel.findChild(DropZone), files(tmp_path))
    assert place.job(Index).job == Index((str(tmp_path),))


def test_a_drop_from_the_network_says_what_to_do(place: Place) -> None:
    place.load()
    drop(place.panel.findChild(DropZone), files("//server/share/a.pdf"))
    assert not place.line.jobs(Index)
    assert "not on this computer" in place.words


def test_a_drop_elsewhere_in_the_window_is_taken_as_one_on_the_zone(place: Place, tmp_path: Path) -> None:
    place.load()
    place.panel.add_dropped(files(tmp_path))
    assert place.job(Index).job == Index((str(tmp_path),))
    place.panel.add_dropped(files("//server/share/a.pdf"))
    assert "not on this computer" in place.words


@pytest.mark.parametrize(("keys", "mode"), [("Ctrl+O", "files"), ("Ctrl+Shift+O", "folder")])
def test_files_and_folders_can_be_chosen_with_the_keyboard(
    qtbot: QtBot, place: Place, tmp_path: Path, keys: str, mode: str
) -> None:
    place.load()
    shift = Qt.KeyboardModifier.ShiftModifier if "Shift" in keys else Qt.KeyboardModifier.NoModifier
    qtbot.keyClick(place.panel, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier | shift)
    dialog = place.panel.findChild(QFileDialog)
    many = dialog.fileMode() == QFileDialog.FileMode.ExistingFiles
    assert dialog.isVisible() and many == (mode == "files")
    chosen = [str(tmp_path / "in" / "a.pdf"), str(tmp_path / "in" / "b.pdf")]
    dialog.filesSelected.emit(chosen)
    dialog.close()
    assert place.job(Index).job == Index(tuple(chosen))
    assert place.preferences.now.last_folder == str(tmp_path / "in")


def test_the_next_dialog_opens_where_the_last_one_was(place: Place, tmp_path: Path) -> None:
    place.preferences.change(last_folder=str(tmp_path))
    place.panel._chooser.choose_files()
    dialog = place.panel.findChild(QFileDialog)
    assert Path(dialog.directory().path()) == tmp_path
    dialog.close()


def test_the_add_button_offers_files_and_a_folder(place: Place) -> None:
    menu = place.panel.findChild(QToolButton).menu()
    assert isinstance(menu, QMenu)
    assert [action.text() for action in menu.actions()] == ["Files…", "Folder…"]


# --- reading ----------------------------------------------------------------------------------------


def test_one_job_reads_at_a_time_and_what_comes_meanwhile_is_next(place: Place) -> None:
    place.load()
    place.read("/a")
    place.read("/b", "/c")
    place.read("/c", "/d")
    assert [job.job for job in place.line.jobs(Index)] == [Index(("/a",))]
    place.play(Index, closing=Done())
    assert place.job(Index).job == Index(("/b", "/c", "/d"))
    assert place.panel.reading
    place.play(Index, closing=Done())
    assert len(place.line.jobs(Index)) == 2
    assert not place.panel.reading


def test_whether_it_is_reading_is_told_once_each(place: Place) -> None:
    told: list[bool] = []
    place.panel.busy_changed.connect(told.append)
    place.load()
    place.read("/a")
    place.read("/b")
    place.play(Index, closing=Done())
    place.play(Index, closing=Done())
    assert told == [True, False]


def test_what_is_not_read_yet_is_remembered(place: Place) -> None:
    place.load()
    place.read("/a")
    place.read("/b")
    assert place.preferences.now.reading == ("/a", "/b")
    place.play(Index, closing=Done())
    assert place.preferences.now.reading == ("/b",)
    place.play(Index, closing=Done())
    assert place.preferences.now.reading == ()


def test_the_next_start_goes_on_with_what_was_not_read(place: Place) -> None:
    place.preferences.change(reading=("/a", "/b"))
    place.load()
    assert place.job(Index).job == Index(("/a", "/b"))
    place.load()
    assert len(place.line.jobs(Index)) == 1


def test_the_persons_stop_forgets_what_was_not_read(place: Place) -> None:
    place.load(ready("old.pdf"))
    place.read("/folder")
    place.read("/more")
    place.play(Index, going_on("a.pdf", "waiting"), going_on("b.pdf", "reading"), ready("c.pdf"))
    place.button("Stop").click()
    assert place.line.stopped == [place.job(Index)]
    assert "Stopping…" in place.words
    place.play(Index, closing=Stopped())
    assert place.preferences.now.reading == ()
    assert place.names == ["c.pdf", "old.pdf"]
    assert len(place.line.jobs(Index)) == 1
    assert "Stopped." in place.words


def test_a_program_that_ends_while_it_reads_goes_on_at_the_next_start(place: Place) -> None:
    place.load()
    place.read("/a")
    place.read("/b")
    place.play(Index, closing=Stopped())  # nobody pressed Stop: the window was closed
    assert place.preferences.now.reading == ("/a", "/b")
    assert len(place.line.jobs(Index)) == 1


def test_a_failure_is_told_and_what_was_not_read_can_be_tried_again(place: Place) -> None:
    place.load()
    place.read("/folder")
    place.read("/more")
    place.play(Index, going_on("a.pdf", "waiting"), closing=DISK_FULL)
    assert place.names == []
    assert "The disk is full" in place.words
    assert place.preferences.now.reading == ("/folder", "/more")
    place.button("Try again").click()
    assert place.job(Index).job == Index(("/folder", "/more"))
    assert "The disk is full" not in place.words


def test_what_is_added_after_a_failure_comes_with_what_is_left(place: Place) -> None:
    place.load()
    place.read("/a")
    place.play(Index, closing=DISK_FULL)
    place.read("/b")
    assert place.job(Index).job == Index(("/a", "/b"))


@pytest.mark.skipif(sys.platform == "win32", reason="a name on this system may be no Unicode")
def test_a_name_that_is_no_unicode_is_told_and_the_rest_is_read(place: Place) -> None:
    place.load()
    place.read("/folder/\udcff.pdf", "/folder/good.pdf")
    assert place.job(Index).job == Index(("/folder/good.pdf",))
    place.panel._model.flush()
    assert place.names == ["?.pdf"]
    place.preferences.save()


def test_progress_is_told_in_words_and_on_a_bar(qtbot: QtBot, place: Place) -> None:
    place.load()
    place.read("/folder")
    bar = place.panel.findChild(QProgressBar)
    assert bar.isVisible()
    for event, words in (
        (Progress("loading_model"), "Loading the search model…"),
        (Progress("finding_files", 1240), "1240"),
        (Progress("reading_documents", 12, 264), "12 of 264"),
        (Progress("updating_index", 3, 9), "Updating the index…"),
        (Progress("rebuilding_index"), "Building the index anew…"),
    ):
        place.play(Index, event)
        qtbot.waitUntil(lambda words=words: words in place.words)
    place.play(Index, Progress("reading_documents", 12, 264))
    qtbot.waitUntil(lambda: (bar.value(), bar.maximum()) == (12, 264))


def test_what_came_of_it_is_told_and_what_failed_can_be_read_again(place: Place) -> None:
    place.load()
    place.read("/folder")
    place.play(Index, ready("a.pdf"), ready("b.pdf"), failed("c.pdf"))
    known = DocumentReport("7", "/folder/k.pdf", "ready", known=True)
    place.play(Index, known, failed("gone.pdf", "", "Unreadable", reason="ENOENT"), closing=Done())
    assert "2 read · 1 already in the library · 2 not read" in place.words
    place.button("Read the failed ones again").click()
    assert place.job(Index).job == Index(("/folder/c.pdf", "/folder/gone.pdf"))
    place.play(Index, ready("c.pdf"), closing=Done())
    assert "not read" not in place.words


def test_a_folder_without_documents_is_told(place: Place) -> None:
    place.load()
    place.read("/empty")
    place.play(Index, closing=Done())
    assert "There was nothing to read." in place.words


def test_a_file_that_is_given_twice_is_shown_where_it_is(place: Place) -> None:
    place.load(*(ready(f"{number}.pdf") for number in range(60)))
    place.read("/folder/55.pdf")
    known = DocumentReport("id of 55.pdf", "/folder/55.pdf", "ready", known=True)
    place.play(Index, known, closing=Done())
    assert place.selected == ["55.pdf"]
    assert place.view.viewport().rect().intersects(place.view.visualRect(place.view.selectedIndexes()[0]))
    assert "already in the library" in place.words


def test_another_search_model_reads_everything_anew(place: Place) -> None:
    place.load(ready("a.pdf"), ready("b.pdf"), failed("c.pdf"))
    place.panel.read_all_again()
    assert place.job(Index).job == Index(("/folder/a.pdf", "/folder/b.pdf"))


# --- how long it takes ------------------------------------------------------------------------------


class Clock:
    """Seconds that a test sets."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def timed(qtbot: QtBot, services: Services) -> tuple[ReadingBar, EngineJob, Clock]:
    clock = Clock()
    reading = Reading(services.line, services.preferences, clock)
    bar = ReadingBar(services.theme, reading)
    qtbot.addWidget(bar)
    reading.add(("/folder",))
    bar._own_reading = reading  # lives as long as what shows it
    assert isinstance(services.line, FakeLine)
    return bar, services.line.jobs(Index)[0], clock


def read_files(timed: tuple[ReadingBar, EngineJob, Clock], count: int, seconds: float, total: int) -> str:
    """So many files at so many seconds each; what the bar says then."""
    bar, job, clock = timed
    for done in range(count + 1):
        job.happened.emit(Progress("reading_documents", done, total))
        clock.now += seconds
    bar._show_progress()
    return bar._words.text()


def test_the_time_left_is_told_in_round_words(timed: tuple[ReadingBar, EngineJob, Clock]) -> None:
    assert "about 3 min left" in read_files(timed, 20, 2.0, 100)
    assert "less than a minute left" in read_files(timed, 95, 2.0, 100)


def test_long_waits_are_told_in_hours(timed: tuple[ReadingBar, EngineJob, Clock]) -> None:
    assert "about 3 hours left" in read_files(timed, 50, 1.0, 10_000)


@pytest.mark.parametrize(("files", "seconds"), [(4, 5.0), (100, 0.01)])
def test_the_time_left_is_not_told_before_it_is_known(
    timed: tuple[ReadingBar, EngineJob, Clock], files: int, seconds: float
) -> None:
    assert read_files(timed, files, seconds, 500) == f"{files} of 500"


def test_the_time_left_follows_the_last_files(timed: tuple[ReadingBar, EngineJob, Clock]) -> None:
    read_files(timed, 100, 0.1, 1000)
    bar, job, clock = timed
    for done in range(101, 200):
        clock.now += 3.0
        job.happened.emit(Progress("reading_documents", done, 1000))
    bar._show_progress()
    assert "about 40 min left" in bar._words.text()


# --- removing ---------------------------------------------------------------------------------------


def test_delete_takes_documents_out_at_once_and_erases_them_later(qtbot: QtBot, services: Services) -> None:
    place = show(qtbot, services, hold_ms=SHORT_MS)
    place.load(ready("a.pdf"), ready("b.pdf"), ready("c.pdf"))
    place.select("a.pdf", "b.pdf")
    place.view.setFocus()
    qtbot.keyClick(place.view, Qt.Key.Key_Delete)
    ids = ("id of a.pdf", "id of b.pdf")
    assert place.names == ["c.pdf"]
    assert place.job(SetAside).job == SetAside(ids)
    assert not place.line.jobs(Remove)
    place.play(SetAside, closing=Done())
    qtbot.waitUntil(lambda: bool(place.line.jobs(Remove)))
    assert place.job(Remove).job == Remove(ids, set_aside_only=True)
    assert "Erasing…" in place.words
    place.play(Remove, closing=Done())
    assert "Erasing…" not in place.words and "Undo" not in place.buttons()


def test_ctrl_z_brings_them_back(qtbot: QtBot, place: Place) -> None:
    place.load(ready("a.pdf"), ready("b.pdf"))
    place.select("a.pdf")
    place.view.setFocus()
    qtbot.keyClick(place.view, Qt.Key.Key_Delete)
    place.play(SetAside, closing=Done())
    qtbot.keyClick(place.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert place.job(Restore).job == Restore(("id of a.pdf",))
    place.play(Restore, ready("a.pdf"), closing=Done())
    assert place.names == ["a.pdf", "b.pdf"]
    assert "Undo" not in place.buttons()
    assert not place.line.jobs(Remove)


def test_ten_seconds_can_be_seen_going_by(qtbot: QtBot, services: Services) -> None:
    place = show(qtbot, services, hold_ms=1400)
    place.load(ready("a.pdf"))
    place.select("a.pdf")
    place.button("Remove").click()
    assert "2 s" in place.words.split("\n")
    qtbot.waitUntil(lambda: "1 s" in place.words.split("\n"), timeout=3000)


def test_a_second_removal_joins_the_first_and_begins_the_time_anew(qtbot: QtBot, services: Services) -> None:
    place = show(qtbot, services, hold_ms=400)
    place.load(ready("a.pdf"), ready("b.pdf"), ready("c.pdf"))
    place.select("a.pdf")
    place.button("Remove").click()
    place.play(SetAside, closing=Done())
    qtbot.wait(250)
    place.select("b.pdf")
    place.button("Remove").click()
    place.play(SetAside, closing=Done())
    assert "2 documents removed" in place.words
    qtbot.wait(250)
    assert not place.line.jobs(Remove)
    qtbot.waitUntil(lambda: bool(place.line.jobs(Remove)))
    assert place.job(Remove).job == Remove(("id of a.pdf", "id of b.pdf"), set_aside_only=True)


def test_documents_that_cannot_be_set_aside_come_back_and_it_is_told(
    qtbot: QtBot, services: Services
) -> None:
    place = show(qtbot, services, hold_ms=SHORT_MS)
    place.load(ready("a.pdf"), ready("b.pdf"))
    place.select("a.pdf")
    place.button("Remove").click()
    qtbot.wait(3 * SHORT_MS)
    assert not place.line.jobs(Remove), "nothing is erased that is not set aside yet"
    place.play(SetAside, closing=DISK_FULL)
    assert place.names == ["a.pdf", "b.pdf"]
    assert "The disk is full" in place.words
    assert "Undo" not in place.buttons()
    assert not place.line.jobs(Remove)


def test_an_undo_that_fails_can_be_tried_again(place: Place) -> None:
    place.load(ready("a.pdf"))
    place.select("a.pdf")
    place.button("Remove").click()
    place.play(SetAside, closing=Done())
    place.button("Undo").click()
    place.play(Restore, closing=DISK_FULL)
    assert "The disk is full" in place.words
    place.button("Undo").click()
    place.play(Restore, ready("a.pdf"), closing=Done())
    assert place.names == ["a.pdf"]


def test_an_undo_waits_for_what_it_undoes(place: Place) -> None:
    place.load(ready("a.pdf"))
    place.select("a.pdf")
    place.button("Remove").click()
    place.button("Undo").click()
    assert not place.line.jobs(Restore)
    place.play(SetAside, closing=Done())
    assert place.job(Restore).job == Restore(("id of a.pdf",))


def test_an_undo_of_what_was_never_set_aside_asks_for_nothing(place: Place) -> None:
    place.load(ready("a.pdf"))
    place.select("a.pdf")
    place.button("Remove").click()
    place.button("Undo").click()
    place.play(SetAside, closing=DISK_FULL)
    assert not place.line.jobs(Restore)
    assert place.names == ["a.pdf"]


def test_after_a_restart_of_the_engine_there_is_nothing_to_undo(qtbot: QtBot, services: Services) -> None:
    place = show(qtbot, services, hold_ms=SHORT_MS)
    place.load(ready("a.pdf"), ready("b.pdf"))
    place.select("a.pdf")
    place.button("Remove").click()
    asked = place.job(SetAside)
    place.panel.forget_removals()
    place.load(ready("b.pdf"))
    asked.closed.emit(Failed(Fault("EngineDied", {"exit_code": -9})))
    qtbot.wait(3 * SHORT_MS)
    assert "Undo" not in place.buttons()
    assert not place.line.jobs(Remove)
    assert place.names == ["b.pdf"]


def test_a_removed_document_that_is_given_again_is_no_longer_removed(
    qtbot: QtBot, services: Services
) -> None:
    place = show(qtbot, services, hold_ms=SHORT_MS)
    place.load(ready("a.pdf"), ready("b.pdf"))
    place.select("a.pdf", "b.pdf")
    place.button("Remove").click()
    place.read("/folder/a.pdf")
    place.play(Index, ready("a.pdf"))
    assert place.names == [], "it was read before it was set aside"
    place.play(SetAside, closing=Done())
    place.play(Index, ready("a.pdf"), closing=Done())
    assert place.names == ["a.pdf"]
    qtbot.waitUntil(lambda: bool(place.line.jobs(Remove)))
    assert place.job(Remove).job == Remove(("id of b.pdf",), set_aside_only=True)


def test_a_list_that_was_asked_for_before_does_not_bring_removed_documents_back(place: Place) -> None:
    place.load(ready("a.pdf"), ready("b.pdf"))
    place.panel.load()
    place.select("a.pdf")
    place.button("Remove").click()
    place.play(SetAside, closing=Done())
    place.play(ListDocuments, ready("a.pdf"), ready("b.pdf"), closing=Done())
    assert place.names == ["b.pdf"]


def test_a_file_that_the_library_never_had_is_only_taken_out_of_the_list(place: Place) -> None:
    place.load()
    place.read("/folder/gone.pdf")
    place.play(Index, failed("gone.pdf", "", "Unreadable", reason="ENOENT"), closing=Done())
    place.select("gone.pdf")
    place.button("Remove").click()
    assert place.names == []
    assert not place.line.jobs(SetAside)


def test_a_file_that_waits_cannot_be_removed(place: Place) -> None:
    place.load()
    place.read("/folder")
    place.play(Index, going_on("a.pdf", "waiting"), going_on("b.pdf", "waiting"))
    place.select("a.pdf")
    assert not place.button("Remove").isEnabled()
    place.view.selectAll()
    place.button("Remove").click()
    assert place.names == ["a.pdf", "b.pdf"]


def test_erasing_that_fails_is_told(qtbot: QtBot, services: Services) -> None:
    place = show(qtbot, services, hold_ms=SHORT_MS)
    place.load(ready("a.pdf"))
    place.select("a.pdf")
    place.button("Remove").click()
    place.play(SetAside, closing=Done())
    qtbot.waitUntil(lambda: bool(place.line.jobs(Remove)))
    place.play(Remove, closing=DISK_FULL)
    assert "The disk is full" in place.words


# --- the keyboard, and what opens documents -----------------------------------------------------------


def test_all_can_be_selected_and_read_again_with_the_keyboard(qtbot: QtBot, place: Place) -> None:
    place.load(ready("a.pdf"), failed("b.pdf"), ready("c.pdf"))
    place.panel.focus_list()
    qtbot.keyClick(place.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert place.selected == ["a.pdf", "b.pdf", "c.pdf"]
    assert "3 selected" in place.words
    button = place.button("Read again")
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert place.job(Index).job == Index(("/folder/b.pdf", "/folder/a.pdf", "/folder/c.pdf"))


class Opener(QObject):
    """Takes the place of the person's own programs."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(url.toLocalFile())


@pytest.fixture
def opener() -> Iterator[Opener]:
    made = Opener()
    QDesktopServices.setUrlHandler("file", made, "open")
    yield made
    QDesktopServices.unsetUrlHandler("file")


def in_library(path: Path, state: str = "ready", kind: str = "") -> DocumentReport:
    fault = Fault(kind, {"path": str(path), "suffix": path.suffix, "reason": "EACCES"}) if kind else None
    return DocumentReport(str(path), str(path), "failed" if kind else "ready", error=fault)


def test_enter_opens_a_document_in_the_persons_own_program(
    qtbot: QtBot, place: Place, tmp_path: Path, opener: Opener
) -> None:
    document = tmp_path / "a #1%.pdf"
    document.write_bytes(b"%PDF")
    place.load(in_library(document))
    place.panel._list.select([str(document)])
    qtbot.keyClick(place.view, Qt.Key.Key_Return)
    assert opener.opened == [str(document)]
    at = place.view.visualRect(place.view.currentIndex()).center()
    qtbot.mouseClick(place.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseDClick(place.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert opener.opened == [str(document)] * 2
    place.panel._list._folder_action.trigger()
    assert opener.opened[2:] == [str(tmp_path)]


@pytest.mark.parametrize("kind", ["UnknownKind", "Unreadable"])
def test_what_is_no_document_is_not_opened(
    qtbot: QtBot, place: Place, tmp_path: Path, opener: Opener, kind: str
) -> None:
    program = tmp_path / "invoice.exe"
    program.write_bytes(b"MZ")
    place.load(in_library(program, kind=kind))
    place.panel._list.select([str(program)])
    qtbot.keyClick(place.view, Qt.Key.Key_Return)
    place.panel._list._open_action.trigger()
    assert opener.opened == []
    assert not place.panel._list._open_action.isEnabled()


def test_a_document_that_is_gone_is_told_and_not_opened(
    qtbot: QtBot, place: Place, tmp_path: Path, opener: Opener
) -> None:
    place.load(in_library(tmp_path / "<b>gone.pdf"))
    place.panel._list.select([str(tmp_path / "<b>gone.pdf")])
    qtbot.keyClick(place.view, Qt.Key.Key_Return)
    assert opener.opened == []
    assert "<b>gone.pdf” could not be opened" in place.words


def reached(panel: QWidget) -> list[QWidget]:
    widgets = panel.findChildren(QWidget)
    return [one for one in widgets if one.isVisible() and one.focusPolicy() & Qt.FocusPolicy.TabFocus]


@pytest.mark.parametrize("state", ["empty", "full", "reading", "read", "removed", "failed"])
def test_whatever_the_keyboard_reaches_has_a_name(place: Place, state: str) -> None:
    if state == "empty":
        place.load()
    else:
        place.load(*(ready(f"{number}.pdf") for number in range(20)))
        place.select("1.pdf")
    if state in ("reading", "read", "failed"):
        place.read("/folder")
    if state == "read":
        place.play(Index, failed("x.pdf"), closing=Done())
    if state == "failed":
        place.play(Index, closing=DISK_FULL)
    if state == "removed":
        place.button("Remove").click()
    found = reached(place.panel)
    assert len(found) >= 3
    for widget in found:
        interface = QAccessible.queryAccessibleInterface(widget)
        assert interface.text(QAccessible.Text.Name), widget
    for bar in place.panel.findChildren(QProgressBar):
        assert QAccessible.queryAccessibleInterface(bar).text(QAccessible.Text.Name)


def test_the_tab_key_goes_from_top_to_bottom(qtbot: QtBot, place: Place) -> None:
    place.load(*(ready(f"{number}.pdf") for number in range(20)))
    place.select("1.pdf")
    place.button("Remove").click()
    place.select("2.pdf")
    place.read("/folder")
    place.button("Add").setFocus()
    tops = []
    for _ in reached(place.panel):
        tops.append(place.panel.focusWidget().mapTo(place.panel, QPoint(0, 0)).y())
        qtbot.keyClick(place.panel.focusWidget(), Qt.Key.Key_Tab)
    assert len(tops) >= 7
    assert tops == sorted(tops)


def test_rows_have_names_for_a_screen_reader(place: Place) -> None:
    place.load(ready("a.pdf", pages=3, passages=8))
    row = QAccessible.queryAccessibleInterface(place.view).child(0)
    assert row.text(QAccessible.Text.Name).startswith("a.pdf, 3 pages")


@pytest.mark.parametrize("width", [260, 420])
def test_nothing_is_wider_than_the_place(place: Place, theme: Theme, width: int) -> None:
    place.load(*(ready(f"{number}.pdf") for number in range(20)))
    place.select("1.pdf", "2.pdf")
    place.read("/folder")
    place.panel.resize(width, 640)
    assert place.panel.minimumSizeHint().width() <= 260
    for button in place.panel.findChildren(QAbstractButton):
        if button.isVisible():
            assert button.width() >= button.sizeHint().width(), button.text()
    theme.choose("dark")
    assert not place.panel.grab().isNull()
    theme.choose("light")
