"""The page of examples: listed, looked into, removed with time to think again, exported."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app import tasks
from app.errors import ExportUnwritable, fault_of
from app.messages import (
    Done,
    ExampleListed,
    ExamplesExported,
    ExportExamples,
    Failed,
    ListExamples,
    RemoveExamples,
)
from app.ui.examples.page import ExamplesPage
from app.ui.services import Services
from tests.app.ui.fake_line import FakeLine


def example(number: int, task: str = "ask") -> ExampleListed:
    made = "2026-03-14T10:00:00+00:00"
    fields = {"question": f"question {number}\n<b>bold</b>"}
    return ExampleListed(f"example{number}", task, "nl", fields, f"**Answer** {number}", made)


def line(services: Services) -> FakeLine:
    assert isinstance(services.line, FakeLine)
    return services.line


def answered(services: Services, *examples: ExampleListed) -> None:
    """The engine answers the last list that was asked for."""
    job = line(services).jobs(ListExamples)[-1]
    for one in examples:
        job.happened.emit(one)
    job.closed.emit(Done())


@pytest.fixture
def page(qtbot: QtBot, services: Services) -> ExamplesPage:
    made = ExamplesPage(services, tasks.load_all(services.paths.tasks), hold_ms=200)
    qtbot.addWidget(made)
    made.resize(560, 600)
    made.show()
    made.activateWindow()
    made.load()
    return made


def names(page: ExamplesPage) -> list[str]:
    return [page._model.index(row, 0).data() for row in range(page._model.rowCount())]


def test_examples_are_listed_and_the_first_is_in_sight(page: ExamplesPage, services: Services) -> None:
    answered(services, example(1), example(2, "brainstorm"))
    assert names(page) == ["question 1 <b>bold</b>", "question 2 <b>bold</b>"]
    assert "**Answer** 1" in page._answer.toPlainText()
    assert "question 1 <b>bold</b>" in page._form.text()
    assert "Brainstorm" in page._model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)


def test_without_examples_it_says_how_to_make_one(page: ExamplesPage, services: Services) -> None:
    answered(services)
    assert page._none.isVisible()
    assert not page._places.isVisible()
    assert not page._export.isEnabled()


def test_a_task_can_be_chosen(page: ExamplesPage, services: Services) -> None:
    answered(services, example(1))
    page._which.setCurrentIndex(page._which.findData("brainstorm"))
    assert line(services).jobs(ListExamples)[-1].job == ListExamples("brainstorm")


def test_what_is_removed_can_come_back(qtbot: QtBot, page: ExamplesPage, services: Services) -> None:
    answered(services, example(1), example(2))
    page._list.setFocus()
    qtbot.keyClick(page._list, Qt.Key.Key_Delete)
    assert names(page) == ["question 2 <b>bold</b>"]
    assert page._undo_bar.isVisible()
    qtbot.mouseClick(page._undo, Qt.MouseButton.LeftButton)
    answered(services, example(1), example(2))
    assert len(names(page)) == 2
    assert line(services).jobs(RemoveExamples) == []
    assert not page._undo_bar.isVisible()


def test_what_is_not_brought_back_is_erased(qtbot: QtBot, page: ExamplesPage, services: Services) -> None:
    answered(services, example(1), example(2))
    page._remove.click()
    qtbot.waitUntil(lambda: bool(line(services).jobs(RemoveExamples)))
    (job,) = line(services).jobs(RemoveExamples)
    assert job.job == RemoveExamples(("example1",))


def test_who_leaves_the_page_has_thought(page: ExamplesPage, services: Services) -> None:
    answered(services, example(1))
    page._remove.click()
    page.closed.emit()
    assert len(line(services).jobs(RemoveExamples)) == 1


def test_what_is_exported_is_told(page: ExamplesPage, services: Services) -> None:
    answered(services, example(1))
    page.export_to("/a/examples.jsonl")
    (job,) = line(services).jobs(ExportExamples)
    assert job.job == ExportExamples("/a/examples.jsonl", "en", "", replace=True)
    job.happened.emit(ExamplesExported("/a/examples.jsonl", 1))
    job.closed.emit(Done())
    assert page._notice.isVisible()
    page.export_to("/a/examples.jsonl")
    line(services).jobs(ExportExamples)[-1].closed.emit(Failed(fault_of(ExportUnwritable("/a", "EACCES"))))
    assert page._failure.isVisible()
