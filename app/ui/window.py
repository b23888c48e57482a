"""The window: the places side by side, and what each tells the others. Layout and wiring, no logic."""

from collections.abc import Mapping, Sequence

import msgspec
from PySide6.QtCore import QByteArray, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QMainWindow,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.messages import (
    Activity,
    Answer,
    AnswerKept,
    EngineReady,
    EngineRestarted,
    EngineWaiting,
    Failed,
    LoadModels,
    ModelReport,
    Progress,
    Tuning,
)
from app.tasks import Task, load_all
from app.tasks.own import OwnTasks
from app.ui.answer.panel import AnswerPanel
from app.ui.answer.state import AnswerRecord
from app.ui.documents.drop_zone import accept_files
from app.ui.documents.panel import DocumentsPanel
from app.ui.folders.keeping import FolderKeeping
from app.ui.history.panel import HistoryPanel
from app.ui.middle import Middle
from app.ui.models import Models, NoModelPage
from app.ui.notice import Notice
from app.ui.page import Page
from app.ui.request.panel import RequestPanel
from app.ui.services import Services
from app.ui.settings import SettingsDialog
from app.ui.source.page import SourcePage
from app.ui.status import StatusBar
from app.ui.task_editor.actions import TaskActions
from app.ui.task_list import TaskList
from store.schema import Scope

LEAST_WIDTH, LEAST_HEIGHT = 1100, 700
_FIRST_WIDTH, _FIRST_HEIGHT = 1280, 820
_COLUMNS = (216, 716, 300)
_ROWS = (345, 405)
_MOST_FORM = 0.55
"""The share of the height that the form may take by itself."""


class Window(QMainWindow):
    """The one window of the program.

    Signals:
        closing: the person closed it. It is hidden already; what is under way is to be ended.
    """

    closing = Signal()

    def __init__(self, services: Services, tasks: Mapping[str, Task]) -> None:
        super().__init__()
        self._services, self._tasks = services, dict(tasks)
        self._asked: Answer | None = None  # what is being written, or was written last
        self._shown: Answer | None = None  # whose answer is in sight
        self._settings: SettingsDialog | None = None
        self._best: tuple[str, Task, Tuning] | None = None  # settings that wait for their model, by its id
        self._waits = False  # for a data folder that another process has
        self._build()
        self._connect()
        self._add_shortcuts()
        self._restore()
        known = services.preferences.now.task
        self.choose_task(known if known in self._tasks else next(iter(self._tasks)))

    # --- layout -------------------------------------------------------------------------------------

    def _build(self) -> None:
        services, language = self._services, self._services.sentences.language
        self.setWindowTitle("Binnenshuis")
        self.setMinimumSize(LEAST_WIDTH, LEAST_HEIGHT)
        self.setAcceptDrops(True)
        self.models = Models(services)
        self.tasks = TaskList(services.theme, language)
        self.history = HistoryPanel(services, self._tasks)
        self.request = RequestPanel(services)
        self.answer = AnswerPanel(services)
        self.documents = DocumentsPanel(services)
        self.source = SourcePage(services)
        self.status = StatusBar(services.theme, services.sentences)
        self.notice = Notice(services.theme, failure=False)
        self.failure = Notice(services.theme, failure=True)
        self._task_notice = Notice(services.theme, failure=False)
        self.own_tasks = TaskActions(services, OwnTasks(services.paths.tasks), self._task_notice, self)
        self._offer_tasks()
        self._buttons = self._make_buttons()
        self.keeping = FolderKeeping(services.line, self)
        self._right = QStackedWidget()
        self._right.addWidget(self.documents)
        self._right.addWidget(self.source)
        self._no_model = NoModelPage(services, self.models)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._places(services), 1)
        column.addWidget(self.status)
        self.setCentralWidget(page)

    def _offer_tasks(self) -> None:
        """To the places where one is chosen."""
        language = self._services.sentences.language
        self.tasks.show_tasks(self._tasks, self.own_tasks.changed_ones())
        reading = [task for task in self._tasks.values() if task.documents != "none"]
        self.documents.offer_tasks([(task.id, task.name.in_language(language)) for task in reading])

    def _places(self, services: Services) -> QWidget:
        self._work = _splitter(Qt.Orientation.Vertical, (self.request, self.answer), _ROWS)
        self.middle = Middle(services, self.keeping, self._work, self._no_model)
        self._columns = _splitter(
            Qt.Orientation.Horizontal,
            (
                _column(self.tasks, self.history, _in_pairs(self._buttons), stretched=self.history),
                _column(self.failure, self.notice, self._task_notice, self.middle, stretched=self.middle),
                self._right,
            ),
            _COLUMNS,
        )
        self._columns.setStretchFactor(1, 1)
        frame = QWidget()
        layout = QHBoxLayout(frame)
        layout.setContentsMargins(12, 12, 12, 10)
        layout.addWidget(self._columns)
        return frame

    def _make_buttons(self) -> tuple[QPushButton, ...]:
        """What lies below the history, with the icon and what each opens."""
        self._icons: dict[QPushButton, str] = {}
        for icon, name, told in (
            ("search", self.tr("Search"), self.tr("See which passages a question finds (Ctrl+F)")),
            ("map", self.tr("Map"), self.tr("The library as a picture (Ctrl+M)")),
            ("table", self.tr("Many at once"), self.tr("One answer for each row of a spreadsheet")),
            ("settings", self.tr("Settings"), self.tr("Language, appearance, models (Ctrl+,)")),
        ):
            button = QPushButton(name)
            button.setProperty("look", "quiet")
            button.setObjectName("row")
            button.setToolTip(told)
            self._icons[button] = icon
        return tuple(self._icons)

    def _add_shortcuts(self) -> None:
        for keys, slot in (
            ("Esc", self._leave),
            ("Ctrl+,", self.show_settings),
            ("Ctrl+F", self.middle.open_search),
            ("Ctrl+M", self._open_map),
            ("Alt+1", self.tasks.focus_list),
            ("Alt+2", self.request.focus_form),
            ("Alt+3", self.answer.focus_text),
            ("Alt+4", self._focus_documents),
        ):
            QShortcut(QKeySequence(keys), self, slot)

    def _restore(self) -> None:
        """Size and place as they were; a place that is on no screen any more Qt mends itself."""
        now = self._services.preferences.now
        if not now.geometry or not self.restoreGeometry(_bytes(now.geometry)):
            self.resize(_FIRST_WIDTH, _FIRST_HEIGHT)
        for name, splitter in (("columns", self._columns), ("work", self._work)):
            if name in now.splitters:
                splitter.restoreState(_bytes(now.splitters[name]))
        self._rows_moved = "work" in now.splitters

    # --- wiring -------------------------------------------------------------------------------------

    def _connect(self) -> None:
        self._work.splitterMoved.connect(self._note_moved)
        for changed in (self.request.height_changed, self._work.resized):
            changed.connect(self._fit_rows, Qt.ConnectionType.QueuedConnection)
        self.tasks.chosen.connect(self.choose_task)
        self.history.opened.connect(self._show_kept)
        self.history.live_chosen.connect(self._show_live)
        self.history.failed.connect(self._show_failure)
        self.closing.connect(self.history.end)
        self.history.examples_wanted.connect(self._open_examples)
        self.request.asked.connect(self._ask)
        self.request.stop_wanted.connect(self.answer.stop)
        self.answer.busy_changed.connect(self._follow_answer)
        self.answer.regenerate_wanted.connect(self._ask_again)
        self.answer.rewrite_wanted.connect(self._write_version)
        self.answer.listed.connect(self.history.take)
        self.history.changed.connect(self.answer.take)
        self.answer.source_chosen.connect(self._show_source)
        self.answer.words_measured.connect(self.request.set_words_per_token)
        self.source.closed.connect(self._show_documents)
        self.middle.source_chosen.connect(self._show_source)
        self.middle.ask_wanted.connect(self._take_question)
        self.middle.rows_busy_changed.connect(self._follow_rows)
        self._connect_tuning()
        self._connect_tasks()
        self._connect_documents()
        self.models.listed.connect(self._show_models)
        self.models.failed.connect(self._show_failure)
        self.models.searching_changed.connect(self.documents.read_all_again)
        self.status.models_wanted.connect(self.show_settings)
        self.notice.acted.connect(self.show_settings)
        self.notice.closed.connect(self._note_starter)
        self.failure.acted.connect(self.load)
        slots = (self.middle.open_search, self._open_map, self._open_rows, self.show_settings)
        for button, slot in zip(self._buttons, slots, strict=True):
            button.clicked.connect(slot)
        self._services.line.engine_told.connect(self.status.show_engine)
        self._services.line.engine_told.connect(self._hear_engine)
        self._services.theme.changed.connect(self._show_icons)
        self._show_icons()

    def _connect_tasks(self) -> None:
        tasks, own, middle = self.tasks, self.own_tasks, self.middle
        tasks.new_wanted.connect(middle.open_new_task)
        tasks.import_wanted.connect(own.choose_import)
        tasks.edit_wanted.connect(own.edit)
        tasks.duplicate_wanted.connect(own.duplicate)
        tasks.export_wanted.connect(own.export)
        tasks.reset_wanted.connect(own.reset)
        tasks.remove_wanted.connect(own.remove)
        own.changed.connect(self._take_task)
        own.edit_wanted.connect(middle.open_task)
        own.return_wanted.connect(middle.return_to_task)
        own.failed.connect(self._show_failure)
        middle.task_saved.connect(self.reload_tasks)
        middle.task_tried.connect(self.choose_task)
        middle.tasks_settled.connect(self.close)
        middle.page_changed.connect(self._show_beside)

    def _connect_tuning(self) -> None:
        self.answer.answered.connect(self._note_answered)
        self.request.compare_wanted.connect(self._open_side_by_side)
        self.middle.settings_chosen.connect(self._take_settings)
        self.middle.answers_changed.connect(self.history.load)
        self.middle.trying_changed.connect(self._follow_trying)

    def _connect_documents(self) -> None:
        documents, middle, keeping = self.documents, self.middle, self.keeping
        documents.busy_changed.connect(self._show_activities)
        documents.busy_changed.connect(self._prepare_anew)
        self.answer.live_changed.connect(self._show_activities)
        documents.selection_changed.connect(self.request.offer_documents)
        documents.selection_changed.connect(middle.offer_documents)
        documents.collections_changed.connect(self.request.load)
        documents.folders_wanted.connect(middle.open_folders)
        documents.troubles_wanted.connect(middle.open_troubles)
        middle.reported.connect(documents.take)
        keeping.reported.connect(documents.take)
        keeping.library_changed.connect(documents.load)
        keeping.changes_waiting.connect(documents.set_changes)
        keeping.set_aside.connect(documents.take_aside)
        documents.collection_removed.connect(keeping.begin)

    @Slot()
    def load(self) -> None:
        """Ask the engine what there is; it answers when it is up."""
        self.failure.hide()
        self.models.load()
        self._choose_model_again()
        self.documents.load()
        self.history.load()
        self.request.load()
        self.keeping.begin()

    def _choose_model_again(self) -> None:
        """The program was ended while settings were tried with another model."""
        before = self._services.preferences.now.model_before
        if before and not self.middle.trying:
            self._services.preferences.change(model_before="")
            self.models.choose(before)

    def load_models(self) -> None:
        """Have the models loaded while the person types. Not after a crash: they may be why."""
        loading = self._services.line.submit(LoadModels())
        loading.closed.connect(self._note_loaded)

    def announce(self, text: str) -> None:
        """Say something that went wrong, without a button."""
        self.failure.say(text)

    @Slot(str)
    def choose_task(self, identity: str) -> None:
        """Show the form of a task, and the answer that is being written for it, if there is one."""
        task = self._tasks[identity]
        self.middle.show_work()
        self.tasks.mark(identity)
        self.history.clear_selection()
        self._services.preferences.change(task=identity)
        if self._asked is not None and self.answer.busy and self._asked.task == identity:
            self._show_live()
            return
        self.request.show_task(task)
        self._shown = None
        self.answer.clear(task)

    @Slot()
    def reload_tasks(self) -> None:
        """The files of tasks are others now. What is filled in stays; a task that is gone makes room for
        the first."""
        known = load_all(self._services.paths.tasks)
        writing = self._asked.task if self._asked is not None and self.answer.busy else ""
        kept = {writing: self._tasks[writing]} if writing in self._tasks else {}
        self._tasks.clear()  # in place: others hold it too
        self._tasks.update({**kept, **known})
        self._offer_tasks()
        self.history.set_tasks(self._tasks)
        if self._shown is not None and self._shown.task not in self._tasks:
            self._shown = None
        shown = self.request.task
        if shown is not None and shown.id in known:
            self.request.renew(known[shown.id])
        elif shown is not None:
            self.choose_task(next(iter(known)))

    @Slot()
    def show_settings(self) -> None:
        """Open the settings, or bring them forward."""
        if self._settings is None:
            self._settings = SettingsDialog(self._services, self.models, self)
        self._settings.show()
        self._settings.raise_()
        self._settings.activateWindow()

    @Slot()
    def come_forward(self) -> None:
        """The program was started again: here it is."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    @Slot()
    def _note_moved(self) -> None:
        """From now on the border between form and answer is the person's."""
        self._rows_moved = True

    @Slot()
    def _fit_rows(self) -> None:
        """The form as high as it needs, within bounds; until the person moves the border."""
        if not self._rows_moved and self.isVisible():
            whole = sum(self._work.sizes())
            form = min(self.request.wanted_height(), int(whole * _MOST_FORM))
            self._work.setSizes((form, whole - form))

    @Slot(object)
    def _ask(self, request: Answer) -> None:
        self._asked = self._shown = request
        self._show_in_history(request)
        self.answer.ask(request, self._tasks[request.task])

    def _show_in_history(self, request: Answer) -> None:
        task = self._tasks[request.task]
        named = (field for field in task.fields if field.kind != "documents")  # ids are no words
        own = (field for field in named if request.fields.get(field.id, "") not in ("", field.default))
        self.history.show_live(request.task, next((request.fields[field.id] for field in own), ""))

    @Slot()
    def _ask_again(self) -> None:
        """The same form once more, with other chances."""
        if self._shown is not None and not self.answer.busy:
            again = msgspec.structs.replace(self._shown.tuning, seed=None)
            self._ask(msgspec.structs.replace(self._shown, tuning=again))

    @Slot(object, str)
    def _write_version(self, sections: object, wish: str) -> None:
        """The answer in sight anew: these of its sections, or all, as was wished."""
        shown = self._shown
        if shown is not None and not self.answer.busy:
            assert isinstance(sections, tuple)
            self._asked = shown
            self._show_in_history(shown)
            self.answer.rewrite(msgspec.structs.replace(shown.tuning, seed=None), sections, wish)

    @Slot(bool)
    def _follow_answer(self, busy: bool) -> None:
        self.request.set_busy(busy)
        if not busy:
            self.history.end_live()
            self.middle.light(self.answer.sources)
        self.middle.set_answering(busy or self.middle.rows_busy)
        self._show_activities()

    @Slot(object)
    def _show_kept(self, kept: AnswerKept) -> None:
        task = self._tasks.get(kept.task)
        self.middle.show_work()
        self._shown = None
        if task is not None:
            language = self._services.sentences.language
            self._shown = Answer(kept.task, kept.fields, language, kept.tuning, scope=kept.scope)
            self.request.show_request(task, kept.fields, kept.tuning, kept.scope)
            self.request.note_answer(None, kept.form.likely)
            self.tasks.mark(kept.task)
        self.answer.show_kept(kept, task)

    @Slot()
    def _show_live(self) -> None:
        if self._asked is not None:
            self.middle.show_work()
            asked = self._shown = self._asked
            self.request.show_request(self._tasks[asked.task], asked.fields, asked.tuning, asked.scope)
            self.tasks.mark(asked.task)
            self.answer.show_live()

    @Slot(object, int)
    def _show_source(self, sources: object, number: int) -> None:
        assert isinstance(sources, tuple)
        self._right.setCurrentWidget(self.source)
        self.source.show_source(sources, number)

    @Slot()
    def _open_map(self) -> None:
        self.middle.light(self.answer.sources)
        self.middle.open_map()

    @Slot()
    def _open_examples(self) -> None:
        self.middle.open_examples(self._tasks)

    @Slot()
    def _open_rows(self) -> None:
        """One answer for each row of a spreadsheet, by the task whose form is in sight."""
        task = self.request.task
        self.middle.open_rows(self._tasks, task.id if task is not None else "")

    @Slot(bool)
    def _follow_rows(self, busy: bool) -> None:
        if not busy:
            self.history.load()
        self.middle.set_answering(busy or self.answer.busy)
        self._show_activities()

    @Slot()
    def _note_answered(self) -> None:
        """What the tuning tells of: how fast it went, and which words could have begun it."""
        if (live := self.answer.live) is not None:
            self.request.note_answer(live.timing, live.form.likely)

    @Slot(object)
    def _open_side_by_side(self, request: Answer) -> None:
        """The form that is in sight, with several settings."""
        self.middle.open_side_by_side(request, self._tasks[request.task])

    @Slot(object, object)
    def _take_settings(self, tuning: Tuning, model: ModelReport) -> None:
        """Found the best: they are the form's from now on."""
        chosen = self.models.chosen("writer")
        if chosen is not None and chosen.id == model.id:
            self.request.take_tuning(tuning)
        elif self.request.task is not None:  # each model has its own: taken over when that one is in use
            self._best = (model.id, self.request.task, tuning)
            self.models.choose(model.id)

    @Slot(bool)
    def _follow_trying(self, trying: bool) -> None:
        """Meanwhile another model may be in use: nothing else is asked of it."""
        self.request.setEnabled(not trying)
        if not trying:
            self.models.load()
        self._show_activities()

    @Slot(str, object)
    def _take_question(self, question: str, scope: object) -> None:
        """From the search to the form."""
        assert isinstance(scope, Scope)
        self.middle.show_work()
        self.choose_task("ask")
        self.request.take_question(question, scope)

    @Slot(str, bool)
    def _take_task(self, identity: str, shown: bool) -> None:
        """A task was made, changed or removed outside the editor."""
        self.reload_tasks()
        self.middle.follow_task(identity)
        if shown and identity in self._tasks:
            self.choose_task(identity)

    @Slot(object)
    def _show_beside(self, page: object) -> None:
        """What a page wants in the right column; the documents come back after it."""
        beside = page.beside if isinstance(page, Page) else None
        if beside is not None:
            if self._right.indexOf(beside) < 0:
                self._right.addWidget(beside)
            self._right.setCurrentWidget(beside)
            self.own_tasks.remind("")
            return
        if self._right.currentWidget() not in (self.documents, self.source):
            self._right.setCurrentWidget(self.documents)
        self.own_tasks.remind(self.middle.unsaved_task)

    @Slot()
    def _show_documents(self) -> None:
        """And who came from an answer's sources is back there."""
        focused = self.focusWidget()
        came_from_source = focused is not None and self.source.isAncestorOf(focused)
        self._right.setCurrentWidget(self.documents)
        if came_from_source and not self.middle.focus_page():
            self.answer.focus_sources()

    @Slot()
    def _focus_documents(self) -> None:
        self._show_documents()
        self.documents.focus_list()

    @Slot()
    def _leave(self) -> None:
        """Escape: out of the source, else out of the page, else stop writing."""
        if self._right.currentWidget() is self.source:
            self._show_documents()
        elif self.middle.page is not None:
            self.middle.show_work()
            self.request.focus_form()
        elif self.answer.busy:
            self.answer.stop()

    @Slot()
    def _show_activities(self) -> None:
        activities: list[Progress | str] = []
        if self.answer.busy:
            live = self.answer.live
            activities.append(self.tr("Writing an answer") if live is None else _doing(live))
        if self.middle.rows_busy:
            activities.append(self.tr("Answering the rows of a spreadsheet"))
        if self.middle.trying:
            activities.append(self.tr("Trying settings side by side"))
        if self.documents.reading:
            activities.append(self.tr("Reading documents"))
        self.status.show_activities(tuple(activities))

    @Slot(bool)
    def _prepare_anew(self, reading: bool) -> None:
        """What was read ahead may be wrong when documents have come."""
        if not reading:
            self.request.prepare_anew()

    @Slot(object)
    def _show_models(self, _models: object) -> None:
        writer = self.models.chosen("writer")
        self.status.show_model(writer.name if writer else None, bool(writer and writer.starter))
        self.middle.set_has_model(writer is not None)
        self.documents.weigh_pins()
        if writer and writer.starter and not self._services.preferences.now.starter_noted:
            words = self.tr("Starter model: small and English, weak in Dutch.")
            self.notice.say(words, self.tr("Choose a model…"))
        elif self.notice.isVisible():
            self.notice.hide()
        self.request.set_model(writer.path if writer else None)
        if self._best is not None and writer is not None and writer.id == self._best[0]:
            (_, task, tuning), self._best = self._best, None
            if self.request.task is task:
                self.request.take_tuning(tuning)

    @Slot()
    def _note_starter(self) -> None:
        self._services.preferences.change(starter_noted=True)

    @Slot(object)
    def _note_loaded(self, closing: object) -> None:
        """Without a model there is a page for that; another reason is told."""
        if isinstance(closing, Failed) and closing.fault.kind not in ("NoModel", "EngineDied"):
            self._show_failure(self._services.sentences.error(closing.fault))
        self.documents.weigh_pins()  # the writer counts them more exactly

    @Slot(object)
    def _hear_engine(self, event: object) -> None:
        match event:
            case EngineReady():
                if self._waits:
                    self.failure.hide()
                self._waits = False
            case EngineWaiting():
                self._waits = True
                words = self.tr(
                    "Another Binnenshuis uses this data folder. This one goes on when it is closed."
                )
                self.failure.say(words, closable=False)
            case EngineRestarted():
                self._restarted()
            case Failed(fault):
                self.failure.say(self._services.sentences.error(fault), self.tr("Try again"))

    def _restarted(self) -> None:
        self.documents.forget_removals()
        self.history.forget_removals()
        self.load()
        words = self.tr("The engine ended unexpectedly and is started again. Your form and text are kept.")
        if self.answer.busy and self.answer.shows_live:
            self.status.announce(words)  # the answer says it too, where the person looks
        else:
            self.failure.say(words)

    @Slot(str)
    def _show_failure(self, sentence: str) -> None:
        self.failure.say(sentence)

    @Slot()
    def _show_icons(self) -> None:
        theme = self._services.theme
        for button, icon in self._icons.items():
            button.setIcon(theme.icon(icon, theme.colours.muted))

    # --- Qt's own -----------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped anywhere, not only on their zone."""
        if accept_files(event):
            self._show_documents()

    def dropEvent(self, event: QDropEvent) -> None:
        if accept_files(event):
            self.documents.add_dropped(event.mimeData())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Hidden at once; the program ends when the engine has."""
        event.ignore()
        if self.middle.unsaved_task:
            self.middle.settle_tasks()
            return
        splitters = {"columns": _text(self._columns.saveState())}
        if self._rows_moved:
            splitters["work"] = _text(self._work.saveState())
        self._services.preferences.change(geometry=_text(self.saveGeometry()), splitters=splitters)
        self._services.preferences.save()
        self.hide()
        self.closing.emit()


_ACTIVITIES: dict[str, Activity] = {
    "loading": "loading_model",
    "indexing": "updating_index",
    "reading": "reading_prompt",
    "writing": "writing",
}


def _doing(live: AnswerRecord) -> Progress:
    """What is being done for an answer, and how long it takes."""
    if live.phase != "reading":
        return Progress(_ACTIVITIES.get(live.phase, "searching"), seconds_left=live.seconds_left)
    whole = live.planned.whole and not live.planned.refused
    doing: Activity = "reading_whole" if whole else "reading_prompt"
    return Progress(doing, live.read, live.to_read, live.seconds_left)


def _column(*widgets: QWidget, stretched: QWidget) -> QWidget:
    column = QWidget()
    layout = QVBoxLayout(column)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(10)
    for widget in widgets:
        layout.addWidget(widget, 1 if widget is stretched else 0)
    return column


def _in_pairs(buttons: Sequence[QPushButton]) -> QWidget:
    """Two beside each other: the history above needs the room."""
    pairs = QWidget()
    grid = QGridLayout(pairs)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setSpacing(4)
    for place, button in enumerate(buttons):
        grid.addWidget(button, *divmod(place, 2))
    return pairs


class _Splitter(QSplitter):
    """Tells of its own size.

    Signals:
        resized: it is another now.
    """

    resized = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()


def _splitter(direction: Qt.Orientation, widgets: tuple[QWidget, ...], sizes: tuple[int, ...]) -> _Splitter:
    splitter = _Splitter(direction)
    splitter.setHandleWidth(12)
    splitter.setChildrenCollapsible(False)
    for widget in widgets:
        splitter.addWidget(widget)
    splitter.setSizes(sizes)
    return splitter


def _text(state: QByteArray) -> str:
    return bytes(state.toBase64().data()).decode("ascii")


def _bytes(text: str) -> QByteArray:
    return QByteArray.fromBase64(text.encode("ascii", "replace"))
