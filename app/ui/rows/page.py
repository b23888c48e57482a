"""The page on which a spreadsheet makes one answer a row: choose it, see what is not right, make them."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QItemSelection, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app import settings
from app.messages import Failed, ListModels, ModelsListed, Tuning
from app.rows.checking import PlannedRow, checked_rows
from app.rows.journal import Outcome
from app.rows.mapping import not_used
from app.rows.plan import Plan, default_folder
from app.rows.table import Table
from app.tasks import Task
from app.ui.documents.drop_zone import accept_files
from app.ui.notice import Notice
from app.ui.page import Page
from app.ui.plain_text import ElidedLabel, PlainLabel, one_line
from app.ui.rows.checking import RowChecking
from app.ui.rows.columns import ColumnChoices
from app.ui.rows.foot import RunFoot
from app.ui.rows.model import RowsModel
from app.ui.rows.output import OutputChoice
from app.ui.rows.running import Running
from app.ui.rows.source import SpreadsheetSource
from app.ui.rows.zone import SpreadsheetZone
from app.ui.services import Services
from app.ui.worker import EngineJob
from store.schema import EVERYWHERE, Fault, Scope

_MOST_NAMED = 12


class RowsPage(Page):
    """One spreadsheet at a time. A run goes on when the page is left.

    Signals:
        busy_changed: whether answers are being made.
    """

    busy_changed = Signal(bool)

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(services.theme, self.tr("Many at once"), self.tr("Back"), parent)
        self._services = services
        self._tasks: Mapping[str, Task] = {}
        self._sentences, self._language = services.sentences, services.sentences.language
        self._table: Table | None = None
        self._listing: EngineJob | None = None
        self._writer = ""
        self._result = ""
        self._source = SpreadsheetSource(services, self._task, self)
        self._checking = RowChecking(self)
        self._running = Running(services.line, services.paths, self)
        self._model = RowsModel(services.sentences, services.theme, self)
        self.setAcceptDrops(True)
        self._build()
        self._connect()
        self._show_state()

    @property
    def busy(self) -> bool:
        """Whether answers are being made."""
        return self._running.busy or self._listing is not None

    def set_tasks(self, tasks: Mapping[str, Task]) -> None:
        """Which tasks there are; the chosen one stays so. While answers are made all stays as it is."""
        if self.busy:
            return
        chosen, self._tasks = self._choice.currentData(), dict(tasks)
        self._choice.blockSignals(True)
        self._choice.clear()
        for task in self._tasks.values():
            self._choice.addItem(one_line(task.name.in_language(self._language)), task.id)
        self._choice.setCurrentIndex(max(self._choice.findData(chosen), 0))
        self._choice.blockSignals(False)
        self._change_task()

    def choose_task(self, identity: str) -> None:
        """Make answers of this task, unless others are being made."""
        place = self._choice.findData(identity)
        if place >= 0 and not self.busy:
            self._choice.setCurrentIndex(place)

    @Slot(str)
    def load(self, path: str) -> None:
        """Have a spreadsheet (absolute path) read."""
        if not self.busy:
            self._source.load(path)

    def focus_first(self) -> None:
        if self._table is None:
            self._zone.focus_first()
        else:
            self._foot.focus_first()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Another spreadsheet may be dropped anywhere on the page."""
        if not self.busy:
            accept_files(event)

    def dropEvent(self, event: QDropEvent) -> None:
        if accept_files(event):
            self._zone.take(event.mimeData())

    # --- layout -------------------------------------------------------------------------------------

    def _build(self) -> None:
        self._choice = QComboBox()
        self._choice.setAccessibleName(self.tr("Task"))
        self._failure = Notice(self._theme, failure=True)
        self._notice = Notice(self._theme, failure=False)
        self._zone = SpreadsheetZone(self._theme)
        self._columns = ColumnChoices(self._language)
        self._output = OutputChoice()
        self._foot = RunFoot(self._theme)
        self._work = QWidget()
        task_row = QHBoxLayout()
        task_row.addWidget(PlainLabel(self.tr("Task:"), name="hint"))
        task_row.addWidget(self._choice, 1)
        self.column.addLayout(task_row)
        for widget in (self._failure, self._notice):
            self.column.addWidget(widget)
        self.column.addWidget(self._zone, 1)
        self.column.addWidget(self._work, 1)
        work = QVBoxLayout(self._work)
        work.setContentsMargins(0, 0, 0, 0)
        work.setSpacing(8)
        work.addLayout(self._file_row())
        work.addWidget(self._columns)
        work.addWidget(self._rows_panel(), 1)
        work.addWidget(self._output)
        work.addWidget(self._foot)

    def _file_row(self) -> QHBoxLayout:
        self._file = ElidedLabel(name="strong", mode=Qt.TextElideMode.ElideMiddle)
        self._count = PlainLabel(name="hint")
        self._open_columns = QToolButton()
        self._open_columns.setText(self.tr("Columns"))
        self._open_columns.setToolTip(self.tr("Which column is which field"))
        self._open_columns.setCheckable(True)
        self._open_columns.setProperty("look", "quiet")
        self._open_columns.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._other = QPushButton(self.tr("Another…"))
        self._other.setAccessibleName(self.tr("Choose another spreadsheet"))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._file, 1)
        row.addWidget(self._count)
        row.addWidget(self._open_columns)
        row.addWidget(self._other)
        return row

    def _rows_panel(self) -> QFrame:
        self._view = QTableView()
        self._view.setModel(self._model)
        self._view.setAccessibleName(self.tr("Rows of the spreadsheet"))
        self._view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self._view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._view.setTabKeyNavigation(False)
        self._view.setWordWrap(False)
        self._view.setShowGrid(False)
        self._view.verticalHeader().hide()
        header = self._view.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self._troubles = QCheckBox(self.tr("Only what is not right"))
        self._told = PlainLabel(name="problem")
        self._told.setWordWrap(True)
        panel = QFrame()
        panel.setObjectName("panel")
        inner = QVBoxLayout(panel)
        inner.setContentsMargins(6, 4, 6, 6)
        inner.setSpacing(4)
        inner.addWidget(self._view, 1)
        inner.addWidget(self._told)
        inner.addWidget(self._troubles)
        return panel

    def _connect(self) -> None:
        self._choice.currentIndexChanged.connect(self._change_task)
        for button in (self._zone.choice_wanted, self._other.clicked):
            button.connect(self._source.choose)
        self._zone.template_wanted.connect(self._source.make_template)
        self._zone.stop_wanted.connect(self._source.stop)
        self._zone.dropped.connect(self.load)
        self._open_columns.toggled.connect(self._show_state)
        self._source.begun.connect(self._begin_reading)
        self._source.read.connect(self._take_table)
        self._source.failed.connect(self._tell_fault)
        self._source.template_written.connect(self._tell_template)
        self._columns.changed.connect(self._check)
        self._checking.checked.connect(self._take_checked)
        self._output.changed.connect(self._forget_run)
        self._foot.start_wanted.connect(self._start)
        self._foot.stop_wanted.connect(self._stop)
        self._foot.table_wanted.connect(self._open_table)
        self._foot.folder_wanted.connect(self._open_folder)
        self._running.opened.connect(self._take_known)
        self._running.row_begun.connect(self._show_row_begun)
        self._running.row_ended.connect(self._show_row_ended)
        self._running.ended.connect(self._end)
        self._troubles.toggled.connect(self._model.show_troubles_only)
        self._view.selectionModel().selectionChanged.connect(self._show_told)
        self._model.modelReset.connect(self._show_told)

    # --- the spreadsheet ----------------------------------------------------------------------------

    def _task(self) -> Task:
        return self._tasks[str(self._choice.currentData())]

    @Slot()
    def _begin_reading(self) -> None:
        """What was there stays until the other one is read."""
        self._failure.hide()
        self._show_state()

    @Slot(object)
    def _take_table(self, table: Table) -> None:
        self._table = table
        path = Path(table.path)
        self._file.setText(path.name)
        self._count.setText(self.tr("%n rows", "", len(table.rows)))
        self._output.set_folder(default_folder(path, self._sentences))
        self._change_task()

    @Slot()
    def _change_task(self) -> None:
        """Other fields: each column as it is called."""
        if self._table is not None:
            self._columns.show_columns(self._table.columns, self._task())
            self._open_columns.setChecked(not all(self._columns.columns()))
            self._check()

    @Slot()
    def _check(self) -> None:
        """What is not right is told before anything is made."""
        if self._table is None:
            return
        task, columns = self._task(), self._columns.columns()
        self._failure.hide()
        rows = checked_rows(self._table, columns, task, self._language, self._tuning(), {})
        self._checking.begin(rows)
        self._foot.show_ready(0)
        self._show_state()

    @Slot(object)
    def _take_checked(self, rows: tuple[PlannedRow, ...]) -> None:
        assert self._table is not None
        self._model.show(self._table.columns, rows)
        self._view.resizeColumnsToContents()
        for column in range(self._model.columnCount()):
            self._view.setColumnWidth(column, min(max(self._view.columnWidth(column), 48), 200))
        self._view.setColumnWidth(1, max(self._view.columnWidth(1), 110))
        self._troubles.setChecked(False)
        self._forget_run()
        self._show_notice()

    @Slot()
    def _forget_run(self) -> None:
        """What was made before is another run's now."""
        self._result = ""
        self._show_state()
        if self._table is not None and not self.busy:
            self._model.set_outcomes(())
            self._foot.show_ready(len(self._model.rows) - self._model.wrong)

    def _show_notice(self) -> None:
        """Columns that nobody uses, and rows that are not made."""
        assert self._table is not None
        told = []
        columns = self._columns.columns()
        unused = not_used(self._table, columns)
        if not any(columns):
            told.append(self.tr("No column is called as a field is: choose a field for each below."))
        elif unused:
            names = ", ".join(map(one_line, unused[:_MOST_NAMED])) + (" …" * (len(unused) > _MOST_NAMED))
            told.append(self.tr("Not used: {columns}.").format(columns=names))
        if self._model.wrong:
            told.append(self.tr("%n rows are not right, and are not made.", "", self._model.wrong))
        if told:
            self._notice.say(" ".join(told), closable=False)
        else:
            self._notice.hide()

    @Slot(object)
    def _tell_fault(self, fault: Fault | None) -> None:
        if fault is not None:
            self._failure.say(self._sentences.error(fault))
        self._show_state()

    @Slot(str)
    def _tell_template(self, path: str) -> None:
        words = self.tr("{name} is ready: fill in a row for each answer, then drag it here.")
        self._notice.say(words.format(name=Path(path).name))

    # --- the run ------------------------------------------------------------------------------------

    @Slot()
    def _start(self) -> None:
        """Find out which model writes, then begin."""
        if self.busy or self._checking.busy or self._table is None:
            return
        self._failure.hide()
        self._writer = ""
        self._listing = self._services.line.submit(ListModels())
        self._listing.happened.connect(self._take_models)
        self._listing.closed.connect(self._begin)
        self._open_columns.setChecked(False)
        self._foot.show_run(None, stopping=False)
        self._show_state()
        self.busy_changed.emit(True)

    @Slot(object)
    def _take_models(self, event: object) -> None:
        for model in event.models if isinstance(event, ModelsListed) else ():
            if model.kind == "writer" and model.chosen:
                self._writer = model.path

    @Slot(object)
    def _begin(self, closing: object) -> None:
        self._listing = None
        if isinstance(closing, Failed):
            self._end(closing.fault, "")
            return
        self._running.start(self._plan())
        self._show_state()

    def _plan(self) -> Plan:
        assert self._table is not None
        task = self._task()
        return Plan(
            spreadsheet=self._table.path,
            columns=self._table.columns,
            rows=tuple(self._model.rows),
            task=task,
            language=self._language,
            tuning=self._tuning(),
            folder=self._output.folder,
            formats=self._output.formats,
            model=self._writer,
            scope=self._scope(task),
            template=settings.load(self._services.paths.settings).word_template,
        )

    def _tuning(self) -> Tuning:
        """As the form of the task is set."""
        task = self._task()
        return self._services.preferences.now.tunings.get(task.id, task.tuning)

    def _scope(self, task: Task) -> Scope:
        chosen = self._services.preferences.now.scopes.get(task.id, EVERYWHERE)
        return EVERYWHERE if task.documents == "none" else chosen

    @Slot()
    def _stop(self) -> None:
        self._running.stop()
        self._foot.show_run(self._running.run, stopping=True)

    @Slot(object)
    def _take_known(self, outcomes: tuple[Outcome, ...]) -> None:
        self._model.set_outcomes(outcomes)

    @Slot(int)
    def _show_row_begun(self, number: int) -> None:
        self._model.set_making(number)
        self._foot.show_run(self._running.run, self._running.stopping)

    @Slot(object)
    def _show_row_ended(self, outcome: Outcome) -> None:
        self._model.take(outcome)
        self._foot.show_run(self._running.run, self._running.stopping)

    @Slot(object, str)
    def _end(self, fault: Fault | None, table: str) -> None:
        self._model.set_making(0)
        self._result = table or self._result
        self._foot.show_end(self._running.run, bool(self._result))
        self._show_state()
        failed = self._model.failed()
        if fault is not None:
            self._failure.say(self._sentences.error(fault))
        elif failed:
            numbers = ", ".join(map(str, failed[:_MOST_NAMED])) + (" …" * (len(failed) > _MOST_NAMED))
            words = self.tr("These rows failed: {rows}. Choose one to see why.")
            self._failure.say(words.format(rows=numbers))
        self.busy_changed.emit(False)

    @Slot()
    def _open_table(self) -> None:
        self._show_file(self._result)

    @Slot()
    def _open_folder(self) -> None:
        self._show_file(self._output.folder)

    def _show_file(self, path: str) -> None:
        if not Path(path).exists() or not QDesktopServices.openUrl(QUrl.fromLocalFile(path)):
            self._failure.say(self.tr("It could not be opened: {path}").format(path=path))

    # --- what is seen -------------------------------------------------------------------------------

    @Slot()
    def _show_state(self) -> None:
        """Which of its parts are there, and which can be used."""
        free, reading = not self.busy, self._source.busy
        shown = self._table is not None and not reading
        self._zone.setVisible(not shown)
        self._zone.set_reading(reading)
        self._work.setVisible(shown)
        self._columns.setVisible(free and self._open_columns.isChecked())
        opened = self._open_columns.isChecked()
        self._open_columns.setArrowType(Qt.ArrowType.DownArrow if opened else Qt.ArrowType.RightArrow)
        for widget in (self._choice, self._other, self._output, self._open_columns):
            widget.setEnabled(free)

    @Slot()
    def _show_told(self, *_: QItemSelection) -> None:
        """What there is to say of the row that is selected."""
        index = self._view.currentIndex()
        selected = self._view.selectionModel().hasSelection()
        told = self._model.told(self._model.row(index)) if selected and index.isValid() else ""
        self._told.setText(told)
        self._told.setVisible(bool(told))
