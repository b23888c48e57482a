"""The page of folders that are kept in step, with its engine played by hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QFileDialog,
    QLabel,
    QListView,
    QProgressBar,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.messages import (
    AddFolder,
    ApplyChanges,
    ChangeFolder,
    CollectionListed,
    CompareFolders,
    DocumentReport,
    Done,
    EngineRestarted,
    Failed,
    FolderChange,
    FolderListed,
    Job,
    ListCollections,
    Progress,
    RemoveFolder,
    Stopped,
    WatchFolders,
)
from app.ui.folders.adding import Adding
from app.ui.folders.change_model import MOST_OPEN, ChangeModel
from app.ui.folders.change_view import ChangeView
from app.ui.folders.keeping import FolderKeeping
from app.ui.folders.page import FoldersPage
from app.ui.folders.removal import RemovalQuestion
from app.ui.services import Services
from app.ui.worker import EngineJob
from store.schema import Fault
from tests.app.ui.fake_line import FakeLine

ROOT = "/home/a/Beleid"


def folder(identity: str = "1", path: str = ROOT, state: str = "in_step", **more: object) -> FolderListed:
    values = {"collection": "library", "applies": False} | more
    return FolderListed(identity, path, state=state, **values)  # type: ignore[arg-type]


def changed(count: int = 3, **more: object) -> FolderListed:
    return folder(state="changed", **({"new": count} | more))


def changes(*kinds: str, identity: str = "1") -> list[FolderChange]:
    return [
        FolderChange(identity, f"{ROOT}/{number}.md", kind, f"{ROOT}/oud.md" if kind == "moved" else "")  # type: ignore[arg-type]
        for number, kind in enumerate(kinds)
    ]


@dataclass
class Place:
    """The page in sight, and what keeps it."""

    page: FoldersPage
    keeping: FolderKeeping
    line: FakeLine

    def job(self, kind: type[Job]) -> EngineJob:
        """The last job of a kind."""
        return self.line.jobs(kind)[-1]

    def play(self, kind: type[Job], *events: object, closing: object = None) -> None:
        """The engine answers the last job of this kind and closes it."""
        job = self.job(kind)
        for event in events:
            job.happened.emit(event)
        job.closed.emit(closing or Done())

    def open(self, *folders: FolderListed) -> None:
        """The window begins, and these are the folders."""
        self.keeping.begin()
        self.play(WatchFolders, *folders)

    def show(self, listed: FolderListed, found: Sequence[FolderChange]) -> None:
        """One folder with these changes."""
        self.open(listed)
        self.play(CompareFolders, *found, listed)

    def button(self, words: str) -> QAbstractButton:
        (found,) = [
            button
            for button in self.page.findChildren(QAbstractButton)
            if button.text() == words and button.isVisible()
        ]
        return found

    @property
    def words(self) -> str:
        """All that is written in sight."""
        labels = [label for label in self.page.findChildren(QLabel) if label.isVisible()]
        return "\n".join(label.text() for label in labels)

    @property
    def rows(self) -> list[str]:
        """What the list of folders says."""
        model = self.page._model
        return [
            str(model.data(model.index(row), Qt.ItemDataRole.AccessibleTextRole))
            for row in range(model.rowCount())
        ]

    @property
    def view(self) -> ChangeView:
        return self.page.findChild(ChangeView)

    @property
    def shown(self) -> list[str]:
        model = self.view.model()
        return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


@pytest.fixture
def place(qtbot: QtBot, services: Services) -> Place:
    assert isinstance(services.line, FakeLine)
    keeping = FolderKeeping(services.line)
    page = FoldersPage(services, keeping)
    qtbot.addWidget(page)
    page.resize(560, 620)
    with qtbot.waitExposed(page):
        page.show()
    return Place(page, keeping, services.line)


# What is there


def test_without_folders_the_page_says_what_it_is_for(place: Place) -> None:
    assert "keep a folder in step" in place.words
    assert place.button("Add a folder…").isVisible()
    assert not place.page.findChild(QListView).isVisible()


def test_folders_are_compared_and_watched_from_the_start_on(place: Place) -> None:
    place.open(changed(), folder("2", "/b", files=7, applies=True))
    assert place.rows == ["/b, in step · 7 files · by itself", f"{ROOT}, 3 new"]


@pytest.mark.parametrize(
    ("listed", "line", "sentence"),
    [
        (folder(state="missing"), "cannot be reached", "Nothing is removed"),
        (folder(state="too_large", files=200), "more than 200 files", "add the folders in it"),
        (folder(state="comparing"), "being compared…", "is being compared"),
        (folder(state="applying"), "being brought up to date…", "brought up to date"),
        (folder(state="not_compared"), "not compared yet", "was not compared"),
        (folder(files=2), "in step · 2 files", "has all that is in this folder"),
        (changed(), "3 new", "differ"),
        (changed(0, deleted=60, asks=True), "60 deleted", "Is a drive missing?"),
    ],
)
def test_each_state_is_said_in_words(place: Place, listed: FolderListed, line: str, sentence: str) -> None:
    place.open(listed)
    assert place.rows == [f"{ROOT}, {line}"]
    assert sentence in place.words


def test_the_collection_is_named_where_there_are_several(place: Place) -> None:
    place.open(folder(files=1, collection="x"))
    place.play(ListCollections, CollectionListed("library", ""), CollectionListed("x", "Project <b>X</b>"))
    assert place.rows == [f"{ROOT}, in step · 1 files · Project <b>X</b>"]


def test_a_folder_that_is_gone_from_the_library_is_gone_from_the_list(place: Place) -> None:
    place.open(folder(), folder("2", "/b"))
    place.open(folder("2", "/b"))
    assert place.rows == ["/b, in step · 0 files"]


# Changes


def test_changes_are_shown_before_they_are_made(place: Place) -> None:
    place.show(changed(), changes("new", "changed", "moved", "deleted", "new"))
    assert place.shown == [
        "▾ 1 deleted files",
        "3.md",
        "▾ 1 moved files",
        "2.md (was oud.md)",
        "▾ 1 changed files",
        "1.md",
        "▾ 2 new files",
        "0.md",
        "4.md",
    ]
    assert not place.line.jobs(ApplyChanges)


def test_all_changes_are_made_by_one_button(place: Place) -> None:
    place.show(changed(), changes("new", "new", "deleted"))
    place.button("Make 3 changes").click()
    assert place.job(ApplyChanges).job == ApplyChanges("1")


def test_only_what_is_ticked_is_made(place: Place, qtbot: QtBot) -> None:
    place.show(changed(), changes("new", "new", "deleted"))
    click_tick(place, qtbot, place.shown.index("1.md"))
    click_tick(place, qtbot, 0)
    place.button("Make 1 changes").click()
    assert place.job(ApplyChanges).job == ApplyChanges("1", (f"{ROOT}/0.md",))


def click_tick(place: Place, qtbot: QtBot, row: int) -> None:
    place_of = place.view.visualRect(place.view.model().index(row, 0))
    at = QPoint(place_of.left() + 12, place_of.center().y())
    qtbot.mouseClick(place.view.viewport(), Qt.MouseButton.LeftButton, pos=at)


def test_a_group_is_ticked_in_part_when_some_of_it_is(place: Place) -> None:
    place.show(changed(), changes("new", "new"))
    model = place.view.model()

    def tick(row: int, on: bool) -> None:
        state = Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
        model.setData(model.index(row, 0), state, Qt.ItemDataRole.CheckStateRole)

    def state() -> Qt.CheckState:
        return Qt.CheckState(model.index(0, 0).data(Qt.ItemDataRole.CheckStateRole))

    tick(1, False)
    assert state() == Qt.CheckState.PartiallyChecked
    tick(2, False)
    assert state() == Qt.CheckState.Unchecked
    assert not place.button("Make 0 changes").isEnabled()
    tick(0, True)
    assert state() == Qt.CheckState.Checked
    assert place.button("Make 2 changes").isEnabled()


def test_the_keyboard_ticks_and_closes(place: Place, qtbot: QtBot) -> None:
    place.show(changed(), changes("new", "new"))
    place.view.setFocus()
    place.view.setCurrentIndex(place.view.model().index(1, 0))
    qtbot.keyClick(place.view, Qt.Key.Key_Space)
    assert place.button("Make 1 changes")
    place.view.setCurrentIndex(place.view.model().index(0, 0))
    qtbot.keyClick(place.view, Qt.Key.Key_Return)
    assert place.shown == ["▸ 2 new files"]
    qtbot.keyClick(place.view, Qt.Key.Key_Return)
    assert len(place.shown) == 3


def test_a_click_on_the_name_of_a_group_closes_it_and_ticks_nothing(place: Place, qtbot: QtBot) -> None:
    place.show(changed(), changes("new", "new"))
    place_of = place.view.visualRect(place.view.model().index(0, 0))
    qtbot.mouseClick(place.view.viewport(), Qt.MouseButton.LeftButton, pos=place_of.center())
    assert place.shown == ["▸ 2 new files"]
    assert place.button("Make 2 changes")


def test_what_was_unticked_stays_so_when_more_is_seen(place: Place) -> None:
    place.show(changed(2), changes("new", "new"))
    model = place.view.model()
    model.setData(model.index(1, 0), Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    place.line.engine_told.emit(changed(3))
    place.play(CompareFolders, *changes("new", "new", "new"), changed(3))
    place.button("Make 2 changes").click()
    assert place.job(ApplyChanges).job == ApplyChanges("1", (f"{ROOT}/1.md", f"{ROOT}/2.md"))


def test_where_a_drive_may_be_missing_nothing_is_deleted_unless_it_is_ticked(place: Place) -> None:
    place.show(changed(1, deleted=2, asks=True), changes("new", "deleted", "deleted"))
    place.button("Make 1 changes").click()
    assert place.job(ApplyChanges).job == ApplyChanges("1", (f"{ROOT}/0.md",))


def test_names_from_files_are_shown_as_they_are(place: Place) -> None:
    evil = FolderChange("1", f"{ROOT}/<b>\u202eexe.\nmd", "new")
    place.show(changed(1), [evil])
    assert place.shown[1] == "<b>\N{REPLACEMENT CHARACTER}exe. md"
    tip = place.view.model().index(1, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert "<b>" not in tip


def test_what_the_engine_sees_by_itself_is_asked_for_while_somebody_looks(place: Place) -> None:
    place.show(changed(1), changes("new"))
    asked = len(place.line.jobs(CompareFolders))
    place.line.engine_told.emit(changed(1))
    assert len(place.line.jobs(CompareFolders)) == asked + 1
    assert place.job(CompareFolders).job == CompareFolders(("1",), found=True)
    place.play(CompareFolders, *changes("new"), changed(1))
    place.page.hide()
    place.line.engine_told.emit(changed(2))
    assert len(place.line.jobs(CompareFolders)) == asked + 1
    place.page.show()
    assert len(place.line.jobs(CompareFolders)) == asked + 2


def test_looking_again_looks_anew(place: Place) -> None:
    place.open(folder())
    place.button("Look again").click()
    assert place.job(CompareFolders).job == CompareFolders(("1",))


def test_a_hundred_thousand_changes_are_a_closed_group_and_can_be_opened(place: Place, qtbot: QtBot) -> None:
    many = [FolderChange("1", f"{ROOT}/{number // 100}/{number}.md", "new") for number in range(100_000)]
    place.show(changed(100_000), many)
    assert len(place.shown) == 1
    place.view.setCurrentIndex(place.view.model().index(0, 0))
    qtbot.keyClick(place.view, Qt.Key.Key_Return)
    assert place.view.model().rowCount() == 100_001
    place.button("Make 100000 changes").click()
    assert place.job(ApplyChanges).job == ApplyChanges("1")


def test_a_group_is_open_while_what_is_below_it_stays_in_reach(qtbot: QtBot) -> None:
    model = ChangeModel()
    model.show(ROOT, changes(*["new"] * MOST_OPEN))
    assert model.rowCount() == MOST_OPEN + 1
    model.show(ROOT, changes(*["new"] * (MOST_OPEN + 1)))
    assert model.rowCount() == 1


# Making changes


def test_making_changes_shows_how_far_it_is_and_can_be_stopped(place: Place) -> None:
    place.show(changed(), changes("new", "new", "new"))
    place.button("Make 3 changes").click()
    job = place.job(ApplyChanges)
    job.happened.emit(folder(state="applying", new=3))
    job.happened.emit(Progress("reading_documents", 1, 3))
    bar = place.page.findChild(QProgressBar)
    assert (bar.isVisible(), bar.value(), bar.maximum()) == (True, 1, 3)
    assert "1 of 3 files" in place.words
    assert not place.button("Make 3 changes").isEnabled()
    place.button("Stop").click()
    assert place.line.stopped == [job]
    job.closed.emit(Stopped())
    assert not bar.isVisible()
    place.play(CompareFolders, *changes("new", "new"), changed(2))
    assert place.button("Make 2 changes").isEnabled()


def test_what_was_made_is_told_to_the_rest_of_the_window(place: Place, qtbot: QtBot) -> None:
    place.show(changed(1), changes("new"))
    place.button("Make 1 changes").click()
    report = DocumentReport("d", f"{ROOT}/0.md", "ready")
    with qtbot.waitSignal(place.keeping.reported) as reported:
        place.job(ApplyChanges).happened.emit(report)
    assert reported.args == [report]
    with qtbot.waitSignal(place.keeping.library_changed):
        place.play(ApplyChanges, folder(files=1))
    place.play(CompareFolders, folder(files=1))
    assert place.shown == []
    assert "has all that is in this folder" in place.words


def test_what_the_engine_makes_by_itself_is_told_too(place: Place, qtbot: QtBot) -> None:
    place.open(folder(applies=True))
    report = DocumentReport("d", f"{ROOT}/0.md", "ready")
    with qtbot.waitSignal(place.keeping.reported) as reported:
        place.line.engine_told.emit(report)
    assert reported.args == [report]
    place.line.engine_told.emit(folder(state="applying", applies=True))
    with qtbot.waitSignal(place.keeping.library_changed):
        place.line.engine_told.emit(folder(applies=True))


def test_how_many_changes_wait_is_told_whether_anybody_looks_or_not(services: Services, qtbot: QtBot) -> None:
    keeping = FolderKeeping(services.line)
    told: list[int] = []
    keeping.changes_waiting.connect(told.append)
    services.line.engine_told.emit(changed(3, deleted=1))
    services.line.engine_told.emit(folder("2", "/b", "changed", new=5, applies=True))
    services.line.engine_told.emit(folder("2", "/b", "changed", deleted=50, applies=True, asks=True))
    services.line.engine_told.emit(folder())
    assert told == [4, 54, 50]


def test_not_now_goes_back_and_does_nothing(place: Place, qtbot: QtBot) -> None:
    place.show(changed(1), changes("new"))
    with qtbot.waitSignal(place.page.closed):
        place.button("Not now").click()
    assert not place.line.jobs(ApplyChanges)


def test_a_failure_is_said_and_the_changes_are_looked_for_anew(place: Place) -> None:
    place.show(changed(1), changes("new"))
    place.button("Make 1 changes").click()
    place.play(ApplyChanges, closing=Failed(Fault("FolderUnreachable", {"path": ROOT})))
    assert f"The folder {ROOT} cannot be reached" in place.words
    assert place.job(CompareFolders).job == CompareFolders(("1",))


def test_a_new_engine_is_told_to_watch_again(place: Place) -> None:
    place.open(folder())
    place.line.engine_told.emit(EngineRestarted(-9))
    assert len(place.line.jobs(WatchFolders)) == 2


# Folders


def choose(place: Place, path: Path) -> Adding:
    adding = place.page.findChild(Adding)
    adding.take(str(path))
    return adding


def test_a_folder_is_chosen_in_a_dialog(place: Place, tmp_path: Path) -> None:
    place.button("Add a folder…").click()
    dialog = place.page.findChild(QFileDialog)
    assert dialog.fileMode() == QFileDialog.FileMode.Directory
    dialog.fileSelected.emit(str(tmp_path))
    dialog.close()
    assert str(tmp_path) in place.words


def test_a_folder_is_added_with_what_is_chosen_for_it(place: Place, tmp_path: Path) -> None:
    adding = choose(place, tmp_path)
    assert not adding.findChild(QComboBox).isVisible()
    place.play(ListCollections, CollectionListed("library", ""), CollectionListed("x", "X"))
    adding.findChild(QComboBox).setCurrentIndex(1)
    adding.findChild(QCheckBox).setChecked(True)
    place.button("Keep in step").click()
    assert place.job(AddFolder).job == AddFolder(str(tmp_path), "x", True)
    assert not adding.isVisible()
    place.play(AddFolder, folder(state="comparing"), changed(2))
    place.play(CompareFolders, *changes("new", "new"), changed(2))
    assert place.button("Make 2 changes").isVisible()


def test_a_folder_that_is_added_is_chosen_by_the_path_that_the_engine_has_for_it(place: Place) -> None:
    place.open(folder("1", "/a"), folder("2", "/b"))
    choose(place, Path("/link"))
    place.button("Keep in step").click()
    place.play(AddFolder, folder("3", "/echt"))
    assert place.page._chosen == "3"


def test_adding_can_be_thought_better_of(place: Place, tmp_path: Path) -> None:
    adding = choose(place, tmp_path)
    place.button("Cancel").click()
    assert not adding.isVisible()
    assert not place.line.jobs(AddFolder)


def test_a_folder_that_is_refused_is_explained(place: Place, tmp_path: Path) -> None:
    place.open(folder())
    choose(place, tmp_path)
    place.button("Keep in step").click()
    fault = Fault("FolderOverlaps", {"path": str(tmp_path), "other": ROOT})
    place.play(AddFolder, closing=Failed(fault))
    assert f"overlaps with {ROOT}" in place.words


def test_changes_are_made_without_asking_only_where_that_is_switched_on(place: Place) -> None:
    place.open(folder())
    (switch,) = [box for box in place.page.findChildren(QCheckBox) if box.isVisible()]
    switch.click()
    assert place.job(ChangeFolder).job == ChangeFolder("1", True)
    place.play(ChangeFolder, folder(applies=True))
    assert switch.isChecked()
    switch.click()
    assert place.job(ChangeFolder).job == ChangeFolder("1", False)


@pytest.mark.parametrize(("answer", "documents"), [("They stay", False), ("Take them out", True)])
def test_before_a_folder_goes_it_is_asked_what_becomes_of_its_documents(
    place: Place, qtbot: QtBot, answer: str, documents: bool
) -> None:
    place.open(folder(), folder("2", "/b"))
    place.page._choose("1")
    place.button("Stop keeping in step…").click()
    assert not place.line.jobs(RemoveFolder)
    place.button(answer).click()
    assert place.job(RemoveFolder).job == RemoveFolder("1", documents)
    report = DocumentReport("d", f"{ROOT}/0.md", "ready")
    aside: list[list[DocumentReport]] = []
    place.keeping.set_aside.connect(aside.append)
    place.play(RemoveFolder, *([report] if documents else []))
    assert aside == ([[report]] if documents else [])
    assert place.rows == ["/b, in step · 0 files"]


def test_the_question_can_be_left_and_does_not_follow_to_another_folder(place: Place) -> None:
    place.open(folder(), folder("2", "/b"))
    question = place.page.findChild(RemovalQuestion)
    place.page._choose("1")
    place.button("Stop keeping in step…").click()
    place.button("Cancel").click()
    assert not question.isVisible()
    place.button("Stop keeping in step…").click()
    place.page._choose("2")
    assert not question.isVisible()


# For everybody


def test_everything_has_a_name_for_who_does_not_see_it(place: Place) -> None:
    place.show(changed(1), changes("new"))
    choose(place, Path("/b"))
    place.play(ListCollections, CollectionListed("library", ""), CollectionListed("x", "X"))
    for kind in (QListView, QPushButton, QCheckBox, QComboBox):
        for widget in place.page.findChildren(kind):
            if not widget.isVisible():
                continue
            interface = QAccessible.queryAccessibleInterface(widget)
            assert interface.text(QAccessible.Text.Name), widget


def test_the_keyboard_reaches_what_can_be_done(place: Place) -> None:
    place.show(changed(1), changes("new"))
    reached, widget = set[QWidget](), place.button("Back").nextInFocusChain()
    while widget not in reached:
        reached.add(widget)
        widget = widget.nextInFocusChain()
    for words in ("Make 1 changes", "Not now", "Look again", "Stop keeping in step…", "Add a folder…"):
        assert place.button(words) in reached
    assert place.view in reached


@pytest.mark.parametrize("look", ["light", "dark"])
def test_nothing_is_cut_off_in_the_narrowest_middle(place: Place, services: Services, look: str) -> None:
    services.theme.choose("dark" if look == "dark" else "light")
    place.show(changed(1), changes("new"))
    for button in place.page.findChildren(QPushButton):
        if button.isVisible():
            assert button.width() >= button.sizeHint().width(), button.text()
    assert place.page.minimumSizeHint().width() <= 560
