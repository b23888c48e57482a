"""The middle of the window: form and answer, or a page that takes their place for a while.

Pages are imported when they are first opened: the window is painted sooner without them.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.messages import Answer, Source
from app.tasks import Task
from app.ui.folders.keeping import FolderKeeping
from app.ui.page import Page
from app.ui.services import Services

if TYPE_CHECKING:
    from app.ui.examples.page import ExamplesPage
    from app.ui.folders.page import FoldersPage
    from app.ui.library_map.page import MapPage
    from app.ui.rows.page import RowsPage
    from app.ui.search.page import SearchPage
    from app.ui.side_by_side.page import SideBySidePage
    from app.ui.task_editor.page import TaskEditorPage
    from app.ui.troubles.page import TroublesPage

_Page = TypeVar("_Page", bound=Page)


class Middle(QStackedWidget):
    """Pages are made when they are first opened: none of them is needed for the first screen.

    Signals:
        page_changed: the page in sight, or None while form and answer are.
        source_chosen: sources (a tuple of `Source`), and the number of the one to be shown.
        ask_wanted: a question and a `Scope` for the form.
        reported: a `DocumentReport` of a file that a page had read.
        rows_busy_changed: whether answers to the rows of a spreadsheet are being made.
        settings_chosen: the `Tuning` and the `ModelReport` that were found the best.
        answers_changed: a page made earlier answers, or erased some.
        trying_changed: whether settings are being tried.
        task_saved: the id of a task that was made or changed.
        task_tried: the id of a task whose form is to be filled in now.
        tasks_settled: no task has changes that are not saved any more, as was asked for.
    """

    page_changed = Signal(object)
    source_chosen = Signal(object, int)
    ask_wanted = Signal(str, object)
    reported = Signal(object)
    rows_busy_changed = Signal(bool)
    settings_chosen = Signal(object, object)
    answers_changed = Signal()
    trying_changed = Signal(bool)
    task_saved = Signal(str)
    task_tried = Signal(str)
    tasks_settled = Signal()

    def __init__(self, services: Services, keeping: FolderKeeping, work: QWidget, no_model: QWidget) -> None:
        super().__init__()
        self._services, self._keeping = services, keeping
        self._work, self._no_model = work, no_model
        self._has_model = True
        self._search: SearchPage | None = None
        self._map: MapPage | None = None
        self._folders: FoldersPage | None = None
        self._troubles: TroublesPage | None = None
        self._examples: ExamplesPage | None = None
        self._rows: RowsPage | None = None
        self._side_by_side: SideBySidePage | None = None
        self._editor: TaskEditorPage | None = None
        self._answering = False
        self._offered: tuple[Sequence[str], Sequence[str]] = ((), ())
        self._sources: tuple[Source, ...] = ()
        self.addWidget(work)
        self.addWidget(no_model)

    @property
    def page(self) -> Page | None:
        """The page in sight."""
        shown = self.currentWidget()
        return shown if isinstance(shown, Page) else None

    @property
    def rows_busy(self) -> bool:
        """Whether answers to the rows of a spreadsheet are being made."""
        return self._rows is not None and self._rows.busy

    @property
    def trying(self) -> bool:
        """Whether settings are being tried: another model than the person's may be in use."""
        return self._side_by_side is not None and self._side_by_side.running

    @property
    def unsaved_task(self) -> str:
        """The name of the task that has changes that are not saved, "" for none."""
        return self._editor.name if self._editor is not None and self._editor.dirty else ""

    def set_has_model(self, has_model: bool) -> None:
        """Without a writing model there is a page that says how to get one, in place of form and answer."""
        self._has_model = has_model
        if self.page is None:
            self.setCurrentWidget(self._work if has_model else self._no_model)

    @Slot()
    def show_work(self) -> None:
        """Back to form and answer."""
        if self.page is not None:
            self.setCurrentWidget(self._work if self._has_model else self._no_model)
            self.page_changed.emit(None)

    @Slot()
    def open_search(self) -> None:
        """What does it find?"""
        self._search = self._open(self._search, self._search_page)
        self._search.load()

    @Slot()
    def open_map(self) -> None:
        """The library as a picture."""
        self._map = self._open(self._map, self._map_page)
        self._map.light(self._sources)
        self._map.load()

    @Slot()
    def open_folders(self) -> None:
        """The folders that are kept in step."""
        self._folders = self._open(self._folders, self._folders_page)

    def open_examples(self, tasks: Mapping[str, Task]) -> None:
        """The answers that are examples of their tasks."""

        def make() -> "ExamplesPage":
            from app.ui.examples.page import ExamplesPage

            return ExamplesPage(self._services, tasks)

        self._examples = self._open(self._examples, make)
        self._examples.set_tasks(tasks)
        self._examples.load()

    @Slot()
    def open_troubles(self) -> None:
        """The files that could not be read."""
        self._troubles = self._open(self._troubles, self._troubles_page)
        self._troubles.load()

    def open_rows(self, tasks: Mapping[str, Task], task: str) -> None:
        """One answer for each row of a spreadsheet, by these tasks; a task is chosen already."""
        self._rows = self._open(self._rows, self._rows_page)
        self._rows.set_tasks(tasks)
        self._rows.choose_task(task)

    def open_side_by_side(self, request: Answer, task: Task) -> None:
        """The same form with several settings."""
        self._side_by_side = self._open(self._side_by_side, self._side_by_side_page)
        self._side_by_side.set_answering(self._answering)
        self._side_by_side.open_for(request, task)

    @Slot()
    def open_new_task(self) -> None:
        """Make a task."""
        self._editor = self._open(self._editor, self._editor_page)
        self._editor.open_new()

    @Slot(object)
    def open_task(self, task: Task) -> None:
        """Change a task."""
        self._editor = self._open(self._editor, self._editor_page)
        self._editor.open_task(task)

    @Slot()
    def return_to_task(self) -> None:
        """To the task whose changes are not saved."""
        self._editor = self._open(self._editor, self._editor_page)

    def settle_tasks(self) -> None:
        """Ask what is to be done with changes that are not saved; `tasks_settled` when none are left."""
        self._editor = self._open(self._editor, self._editor_page)
        self._editor.settle()

    def follow_task(self, identity: str) -> None:
        """A task was changed or removed elsewhere."""
        if self._editor is not None:
            self._editor.follow_task(identity)

    def set_answering(self, answering: bool) -> None:
        """Whether answers are being written elsewhere: nothing is tried until they are done."""
        self._answering = answering
        if self._side_by_side is not None:
            self._side_by_side.set_answering(answering)

    @Slot(object, object)
    def offer_documents(self, ids: Sequence[str], names: Sequence[str]) -> None:
        """The documents that are selected in the list can be searched by themselves."""
        self._offered = (ids, names)
        if self._search is not None:
            self._search.filters.where.offer_documents(ids, names)

    def light(self, sources: tuple[Source, ...]) -> None:
        """The passages of the answer in sight stand out on the map."""
        self._sources = sources
        if self._map is not None:
            self._map.light(sources)

    def focus_page(self) -> bool:
        """Give the keyboard to the page in sight, if there is one."""
        if self.page is not None:
            self.page.focus_first()
        return self.page is not None

    def _open(self, page: _Page | None, make: Callable[[], _Page]) -> _Page:
        if page is None:
            page = make()
            page.closed.connect(self.show_work)
            self.addWidget(page)
        self.setCurrentWidget(page)
        page.focus_first()
        self.page_changed.emit(page)
        return page

    def _search_page(self) -> "SearchPage":
        from app.ui.search.page import SearchPage

        page = SearchPage(self._services)
        page.source_chosen.connect(self.source_chosen)
        page.ask_wanted.connect(self.ask_wanted)
        page.filters.where.offer_documents(*self._offered)
        return page

    def _map_page(self) -> "MapPage":
        from app.ui.library_map.page import MapPage

        page = MapPage(self._services)
        page.source_chosen.connect(self.source_chosen)
        return page

    def _folders_page(self) -> "FoldersPage":
        from app.ui.folders.page import FoldersPage

        return FoldersPage(self._services, self._keeping)

    def _rows_page(self) -> "RowsPage":
        from app.ui.rows.page import RowsPage

        page = RowsPage(self._services)
        page.busy_changed.connect(self.rows_busy_changed)
        return page

    def _side_by_side_page(self) -> "SideBySidePage":
        from app.ui.side_by_side.page import SideBySidePage

        page = SideBySidePage(self._services)
        page.settings_chosen.connect(self.settings_chosen)
        page.answers_changed.connect(self.answers_changed)
        page.running_changed.connect(self.trying_changed)
        return page

    def _editor_page(self) -> "TaskEditorPage":
        from app.tasks.own import OwnTasks
        from app.ui.task_editor.page import TaskEditorPage

        page = TaskEditorPage(self._services, OwnTasks(self._services.paths.tasks))
        page.saved.connect(self.task_saved)
        page.tried.connect(self.task_tried)
        page.settled.connect(self.tasks_settled)
        return page

    def _troubles_page(self) -> "TroublesPage":
        from app.ui.troubles.page import TroublesPage

        page = TroublesPage(self._services)
        page.reported.connect(self.reported)
        return page
