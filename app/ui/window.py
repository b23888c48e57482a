"""The window: the places side by side, and what each tells the others. Layout and wiring, no logic."""

from collections.abc import Mapping

import msgspec
from PySide6.QtCore import QByteArray, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
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
    Progress,
)
from app.tasks import Task
from app.ui.answer.panel import AnswerPanel
from app.ui.answer.state import AnswerRecord
from app.ui.documents.drop_zone import accept_files
from app.ui.documents.panel import DocumentsPanel
from app.ui.folders.keeping import FolderKeeping
from app.ui.history import HistoryPanel
from app.ui.middle import Middle
from app.ui.models import Models, NoModelPage
from app.ui.notice import Notice
from app.ui.request.panel import RequestPanel
from app.ui.services import Services
from app.ui.settings import SettingsDialog
from app.ui.source.page import SourcePage
from app.ui.status import StatusBar
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
        self.tasks.show_tasks(self._tasks)
        self.history = HistoryPanel(services, self._tasks)
        self.request = RequestPanel(services)
        self.answer = AnswerPanel(services)
        self.documents = DocumentsPanel(services)
        reading = [task for task in self._tasks.values() if task.documents != "none"]
        self.documents.offer_tasks([(task.id, task.name.in_language(language)) for task in reading])
        self.source = SourcePage(services)
        self.status = StatusBar(services.theme, services.sentences)
        self.notice = Notice(services.theme, failure=False)
        self.failure = Notice(services.theme, failure=True)
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

    def _places(self, services: Services) -> QWidget:
        self._work = _splitter(Qt.Orientation.Vertical, (self.request, self.answer), _ROWS)
        self.middle = Middle(services, self.keeping, self._work, self._no_model)
        self._columns = _splitter(
            Qt.Orientation.Horizontal,
            (
                _column(self.tasks, self.history, *self._buttons, stretched=self.history),
                _column(self.failure, self.notice, self.middle, stretched=self.middle),
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
        self.request.asked.connect(self._ask)
        self.request.stop_wanted.connect(self.answer.stop)
        self.answer.busy_changed.connect(self._follow_answer)
        self.answer.regenerate_wanted.connect(self._ask_again)
        self.answer.source_chosen.connect(self._show_source)
        self.answer.words_measured.connect(self.request.set_words_per_token)
        self.source.closed.connect(self._show_documents)
        self.middle.source_chosen.connect(self._show_source)
        self.middle.ask_wanted.connect(self._take_question)
        self._connect_documents()
        self.models.listed.connect(self._show_models)
        self.models.failed.connect(self._show_failure)
        self.models.searching_changed.connect(self.documents.read_all_again)
        self.status.models_wanted.connect(self.show_settings)
        self.notice.acted.connect(self.show_settings)
        self.notice.closed.connect(self._note_starter)
        self.failure.acted.connect(self.load)
        slots = (self.middle.open_search, self._open_map, self.show_settings)
        for button, slot in zip(self._buttons, slots, strict=True):
            button.clicked.connect(slot)
        self._services.line.engine_told.connect(self.status.show_engine)
        self._services.line.engine_told.connect(self._hear_engine)
        self._services.theme.changed.connect(self._show_icons)
        self._show_icons()

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
        self.documents.load()
        self.history.load()
        self.request.load()
        self.keeping.begin()

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
        task = self._tasks[request.task]
        self._asked = self._shown = request
        own = (field for field in task.fields if request.fields.get(field.id, "") not in ("", field.default))
        first = next((request.fields[field.id] for field in own), "")
        self.history.show_live(request.task, first)
        self.answer.ask(request, task)

    @Slot()
    def _ask_again(self) -> None:
        """The same form once more, with other chances."""
        if self._shown is not None and not self.answer.busy:
            again = msgspec.structs.replace(self._shown.tuning, seed=None)
            self._ask(msgspec.structs.replace(self._shown, tuning=again))

    @Slot(bool)
    def _follow_answer(self, busy: bool) -> None:
        self.request.set_busy(busy)
        if not busy:
            self.history.end_live()
            self.middle.light(self.answer.sources)
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

    @Slot(str, object)
    def _take_question(self, question: str, scope: object) -> None:
        """From the search to the form."""
        assert isinstance(scope, Scope)
        self.middle.show_work()
        self.choose_task("ask")
        self.request.take_question(question, scope)

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
