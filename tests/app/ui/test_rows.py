"""The page on which a spreadsheet makes one answer a row. Reading and keeping are real processes, the engine
is played."""

import os
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from openpyxl import Workbook, load_workbook
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QProgressBar, QPushButton, QTableView, QToolButton
from pytestqt.qtbot import QtBot

from app.messages import (
    Answer,
    AnswerWritten,
    Closing,
    Coverage,
    Done,
    Failed,
    ListModels,
    ModelReport,
    ModelsListed,
    Section,
    Stopped,
    Timing,
    Tuning,
)
from app.tasks import load_all
from app.ui.notice import Notice
from app.ui.plain_text import PlainLabel
from app.ui.rows.foot import RunFoot
from app.ui.rows.model import RowsModel
from app.ui.rows.output import OutputChoice
from app.ui.rows.page import RowsPage
from app.ui.rows.running import Running
from app.ui.rows.source import SpreadsheetSource
from app.ui.rows.zone import SpreadsheetZone
from app.ui.services import Services
from store.schema import Fault
from tests.app.ui.fake_line import FakeLine

MS = 20_000
CRASH = Failed(Fault("EngineDied", {"exit_code": -9}))


class Stage:
    """The page, with a hand on the engine."""

    def __init__(self, services: Services, folder: Path, qtbot: QtBot) -> None:
        self.qtbot, self.folder = qtbot, folder
        self.services = services
        assert isinstance(services.line, FakeLine)
        self.line = services.line
        self.page = RowsPage(services)
        qtbot.addWidget(self.page)
        self.page.set_tasks(load_all(services.paths.tasks))
        self.page.choose_task("brainstorm")
        self.page.resize(560, 640)
        self.page.show()
        self.model = self.page.findChild(RowsModel)
        self.foot = self.page.findChild(RunFoot)

    def write(self, *lines: tuple[object, ...], name: str = "ideas.xlsx") -> Path:
        book = Workbook()
        for line in lines:
            book.active.append(line)
        book.save(self.folder / name)
        return self.folder / name

    def load(self, *lines: tuple[object, ...]) -> Path:
        path = self.write(("Subject", "Number of ideas", "Note"), *lines)
        self.page.load(str(path))
        self.wait(lambda: bool(self.model.rows) and not self.page.findChild(SpreadsheetSource).busy)
        return path

    def wait(self, ready: object) -> None:
        self.qtbot.waitUntil(ready, timeout=MS)

    def button(self, text: str) -> QPushButton:
        return next(one for one in self.page.findChildren(QPushButton) if one.text() == text)

    def start(self) -> None:
        """Press Start, tell which model writes, and wait for the first row."""
        before = len(self.line.jobs(Answer))
        self.foot.start_wanted.emit()
        listing = self.line.jobs(ListModels)[-1]
        listing.happened.emit(ModelsListed((ModelReport("a", "writer", "A", "/a.gguf", True, True),)))
        listing.closed.emit(Done())
        self.wait(lambda: len(self.line.jobs(Answer)) > before or not self.page.busy)

    def answer(self, closing: Closing = Done()) -> None:  # noqa: B008 - frozen
        """Play the engine for the row that is being made."""
        job = self.line.jobs(Answer)[-1]
        assert isinstance(job.job, Answer)
        if isinstance(closing, Done):
            sections = tuple(Section(title, f"about {job.job.fields['subject']}") for title in "abc")
            job.happened.emit(
                AnswerWritten("id", "brainstorm", "A", "text", sections, (), Coverage(), Timing())
            )
        job.closed.emit(closing)

    def states(self) -> list[str]:
        return [str(self.model.index(row, 1).data()) for row in range(self.model.rowCount())]

    def told(self, failure: bool) -> str:
        """What stands in the strip for failures, or in the other one; "" while it is not shown."""
        notice = self.page.findChildren(Notice)[0 if failure else 1]
        return notice.findChild(PlainLabel).text() if notice.isVisible() else ""


@pytest.fixture
def stage(services: Services, tmp_path: Path, qtbot: QtBot) -> Iterator[Stage]:
    made = Stage(services, tmp_path, qtbot)
    yield made
    made.wait(lambda: psutil.Process().children() == [])


class TestSpreadsheet:
    def test_a_spreadsheet_is_dropped_and_its_rows_are_seen(self, stage: Stage) -> None:
        path = stage.write(("Subject",), ("Coffee",), (), ("Tea",))
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(path))])
        copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        stage.page.findChild(SpreadsheetZone).dropEvent(QDropEvent(QPointF(5, 5), copy, mime, left, none))
        stage.wait(lambda: stage.model.rowCount() == 2)
        assert [stage.model.index(row, 0).data() for row in (0, 1)] == ["2", "4"]
        assert stage.model.index(1, 2).data() == "Tea"
        assert not stage.page.findChild(SpreadsheetZone).isVisible()

    def test_what_is_not_right_is_told_before_anything_runs(self, stage: Stage) -> None:
        stage.load(("Coffee", 3, "x"), ("Tea", 99, None))
        assert stage.states() == ["", "Not right"]
        assert stage.told(failure=False) == "Not used: Note. 1 rows are not right, and are not made."
        stage.page.findChild(QTableView).selectRow(1)
        shown = [label.text() for label in stage.page.findChildren(PlainLabel) if label.isVisible()]
        assert any("Number of ideas" in text and "1-20" in text for text in shown)
        assert stage.line.submitted == []

    def test_only_what_is_not_right_can_be_seen(self, stage: Stage) -> None:
        stage.load(("Coffee", 3), ("Tea", 99))
        stage.page.findChild(QCheckBox).setChecked(True)
        assert stage.states() == ["Not right"]

    def test_a_column_may_be_given_another_field(self, stage: Stage) -> None:
        path = stage.write(("What", "Subject"), ("Coffee", "Tea"))
        stage.page.load(str(path))
        stage.wait(lambda: stage.model.rowCount() == 1)
        choices = [one for one in stage.page.findChildren(QComboBox) if one.findData("") >= 0]
        assert [one.currentData() for one in choices] == ["", "subject"]
        choices[0].setCurrentIndex(choices[0].findData("subject"))
        stage.wait(lambda: stage.model.rows[0].fields == {"subject": "Coffee"})
        assert choices[1].currentData() == ""

    def test_another_task_has_other_fields(self, stage: Stage) -> None:
        stage.load(("Coffee", 3))
        stage.page.choose_task("ask")
        stage.wait(lambda: "No column is called" in stage.told(failure=False))
        assert not stage.button("Start").isEnabled()

    def test_a_file_that_cannot_be_read_leaves_what_was_there(self, stage: Stage) -> None:
        stage.load(("Coffee", 3))
        (stage.folder / "broken.xlsx").write_bytes(b"PK\x03\x04")
        stage.page.load(str(stage.folder / "broken.xlsx"))
        stage.wait(lambda: bool(stage.told(failure=True)))
        assert "broken.xlsx is not a spreadsheet" in stage.told(failure=True)
        assert stage.model.rowCount() == 1 and stage.page.findChild(QTableView).isVisible()

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a pipe that nobody writes to")
    def test_reading_can_be_stopped(self, stage: Stage) -> None:
        os.mkfifo(stage.folder / "a.csv")
        stage.page.load(str(stage.folder / "a.csv"))
        source = stage.page.findChild(SpreadsheetSource)
        assert source.busy
        stage.page.findChild(SpreadsheetZone).stop_wanted.emit()
        stage.wait(lambda: not source.busy)
        assert stage.told(failure=True) == ""
        assert stage.button("Choose a spreadsheet…").isVisible()

    def test_a_spreadsheet_to_fill_in_has_the_fields(self, stage: Stage) -> None:
        path = stage.folder / "new.xlsx"
        stage.page.findChild(SpreadsheetSource).write_template(str(path))
        stage.wait(lambda: "new.xlsx is ready" in stage.told(failure=False))
        assert next(load_workbook(path).active.values)[0] == "Subject"


class TestRun:
    def test_rows_are_made_one_after_the_other_and_kept(self, stage: Stage) -> None:
        path = stage.load(("Coffee", 2), ("Tea", 99), ("Juice", 2))
        busy: list[bool] = []
        stage.page.busy_changed.connect(busy.append)
        stage.start()
        assert stage.states() == ["Being made…", "Not right", ""]
        assert not stage.button("Another…").isEnabled()
        stage.answer()
        stage.wait(lambda: stage.states()[0] == "Done")
        assert stage.states()[2] == "Being made…"
        stage.answer()
        stage.wait(lambda: not stage.page.busy)
        assert stage.states() == ["Done", "Not right", "Done"]
        assert stage.page.findChild(QProgressBar).value() == 2
        assert busy == [True, False]
        assert [job.job.fields for job in stage.line.jobs(Answer)] == [
            {"subject": "Coffee", "count": "2"},
            {"subject": "Juice", "count": "2"},
        ]
        table = path.with_name("ideas - answers") / "ideas - answers.xlsx"
        assert [row[0] for row in load_workbook(table).active.values] == ["Subject", "Coffee", "Tea", "Juice"]
        assert stage.button("Open the table").isVisible()

    def test_the_form_s_own_settings_hold(self, stage: Stage) -> None:
        stage.services.preferences.change(tunings={"brainstorm": Tuning(max_tokens=99)})
        stage.load(("Coffee", 2))
        stage.start()
        assert stage.line.jobs(Answer)[-1].job.tuning == Tuning(max_tokens=99)
        stage.answer()
        stage.wait(lambda: not stage.page.busy)

    def test_it_stops_and_goes_on_where_it_was(self, stage: Stage) -> None:
        stage.load(("Coffee", 2), ("Tea", 2))
        stage.start()
        stage.answer()
        stage.wait(lambda: len(stage.line.jobs(Answer)) == 2)
        stage.foot.stop_wanted.emit()
        assert stage.line.stopped == [stage.line.jobs(Answer)[-1]]
        stage.answer(Stopped())
        stage.wait(lambda: not stage.page.busy)
        assert stage.states() == ["Done", ""]
        assert stage.button("Go on").isVisible()
        stage.start()
        assert stage.states() == ["Done", "Being made…"]
        stage.answer()
        stage.wait(lambda: not stage.page.busy)
        assert stage.states() == ["Done", "Done"]

    def test_rows_that_fail_are_named_and_can_be_made_again(self, stage: Stage) -> None:
        stage.load(("Coffee", 2), ("Tea", 2))
        stage.start()
        stage.answer(CRASH)
        stage.wait(lambda: len(stage.line.jobs(Answer)) == 2)
        stage.answer()
        stage.wait(lambda: not stage.page.busy)
        assert stage.states() == ["Failed", "Done"]
        assert stage.told(failure=True) == "These rows failed: 2. Choose one to see why."
        assert "(code -9)" in stage.model.told(stage.model.rows[0])
        assert stage.button("Failed ones again").isVisible()
        stage.start()
        assert stage.states() == ["Being made…", "Done"]
        stage.answer()
        stage.wait(lambda: not stage.page.busy)
        assert stage.states() == ["Done", "Done"]

    def test_what_ends_the_run_is_told(self, stage: Stage) -> None:
        stage.load(("Coffee", 2), ("Tea", 2))
        stage.start()
        stage.answer(Failed(Fault("NoModel")))
        stage.wait(lambda: not stage.page.busy)
        assert stage.told(failure=True) == "There is no model. Choose a model first."
        assert stage.states() == ["", ""]

    def test_a_folder_that_cannot_be_written_is_told(self, stage: Stage) -> None:
        stage.load(("Coffee", 2))
        (stage.folder / "file").write_text("")
        stage.page.findChild(OutputChoice).set_folder(stage.folder / "file" / "below")
        stage.start()
        assert "cannot be written to" in stage.told(failure=True)
        assert stage.line.jobs(Answer) == []

    def test_each_row_gets_documents_in_the_chosen_formats(self, stage: Stage) -> None:
        path = stage.load(("Coffee", 2))
        output = stage.page.findChild(OutputChoice)
        menu = output.findChild(QToolButton).menu()
        next(action for action in menu.actions() if action.text() == "Markdown").setChecked(True)
        assert output.findChild(QToolButton).text() == "Table and Markdown"
        stage.start()
        stage.answer()
        stage.wait(lambda: not stage.page.busy)
        assert path.with_name("ideas - answers").joinpath("0002 Coffee.md").is_file()

    def test_a_writing_process_that_dies_ends_the_run_in_words(self, stage: Stage) -> None:
        stage.load(("Coffee", 2))
        stage.start()
        running = stage.page.findChild(Running)
        assert running.busy
        stage.answer()
        running.kill()
        stage.wait(lambda: not stage.page.busy)
        assert "Something went wrong" in stage.told(failure=True)

    def test_the_end_of_the_program_leaves_no_process(self, stage: Stage) -> None:
        stage.load(("Coffee", 2))
        stage.start()
        assert psutil.Process().children() != []
        stage.line.ended.emit()
        assert psutil.Process().children() == []
