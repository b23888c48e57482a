"""The page on which the same form is answered with several settings, to choose the best."""

import msgspec
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.messages import (
    Answer,
    Done,
    Failed,
    ListModels,
    ModelReport,
    ModelsListed,
    RemoveAnswers,
    Tuning,
)
from app.tasks import Task
from app.ui.notice import Notice
from app.ui.page import Page
from app.ui.plain_text import ElidedLabel, PlainLabel, tooltip
from app.ui.preferences import Preset
from app.ui.request.tuning_memory import TuningMemory
from app.ui.request.tuning_question import PresetQuestion
from app.ui.services import Services
from app.ui.side_by_side.column import TrialColumn
from app.ui.side_by_side.rows import SettingsRows
from app.ui.side_by_side.trials import Setting, Trials
from store.schema import Fault


class SideBySidePage(Page):
    """Rows of settings, and a column for each answer. Leaving the page ends what is being written.

    Signals:
        settings_chosen: the `Tuning` and the `ModelReport` that are to be used from now on.
        answers_changed: there are other earlier answers now.
        running_changed: whether answers are being written here.
    """

    settings_chosen = Signal(object, object)
    answers_changed = Signal()
    running_changed = Signal(bool)

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        self._services = services
        super().__init__(services.theme, self.tr("Try settings side by side"), self.tr("Back"), parent)
        self._request: Answer | None = None
        self._task: Task | None = None
        self._models: tuple[ModelReport, ...] = ()
        self._columns: list[TrialColumn] = []
        self._chosen: TrialColumn | None = None
        self._asked_for: Setting | None = None  # of which a preset is to be made
        self._answering = self._asks_to_erase = False
        self._memory = TuningMemory(services.preferences)
        self._trials = Trials(services.line, services.preferences, self)
        self._subject = ElidedLabel(name="hint")
        self._rows = SettingsRows(services, self._memory)
        self._run, self._stop = QPushButton(self.tr("&Write the answers")), QPushButton(self.tr("&Stop"))
        self._open = QToolButton()
        self._settings = QFrame()
        self._marks = QCheckBox(self.tr("Underline what differs from the first"))
        self._missing = QCheckBox(self.tr("And show what is missing"))
        self._says = PlainLabel(name="hint")
        self._failure = Notice(services.theme, failure=True)
        self._told = Notice(services.theme, failure=False)
        self._instead = PlainLabel(name="hint")
        self._places = QStackedWidget()
        self._lay_out()
        self._connect()
        self._show_icons()
        self._show_state()

    @property
    def running(self) -> bool:
        """Whether answers are being written here."""
        return self._trials.running

    def open_for(self, request: Answer, task: Task) -> None:
        """Try settings for this form. What was written for the very same one stays."""
        same = self._request is not None and _form(self._request) == _form(request)
        if self.running or (same and self._columns):
            return
        self._request, self._task = request, task
        self._clear()
        self._failure.hide()
        language = self._services.sentences.language
        first = next((value for value in request.fields.values() if value.strip()), "")
        self._subject.setText(": ".join(filter(None, (task.name.in_language(language), first[:200]))))
        self._rows.show_task(task, request.tuning)
        self._load()
        self._show_state()

    def set_answering(self, answering: bool) -> None:
        """Whether an answer is being written elsewhere in the window: nothing can begin here until then."""
        self._answering = answering
        self._show_state()

    def focus_first(self) -> None:
        self._run.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:
        """Who leaves the page ends what is being written; what is done stays."""
        super().hideEvent(event)
        if not event.spontaneous():
            self._trials.stop()

    def _load(self) -> None:
        job = self._services.line.submit(ListModels())
        job.happened.connect(self._take_models)
        job.closed.connect(self._close_models)

    # --- layout -------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._run.setObjectName("run")
        self._run.setProperty("look", "main")
        self._marks.setChecked(True)
        for label in (self._says, self._instead):
            label.setWordWrap(True)
        self._open.setText(self.tr("Settings"))
        self._open.setToolTip(tooltip(self.tr("Show or hide the settings that are tried")))
        self._open.setCheckable(True)
        self._open.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._open.setProperty("look", "quiet")
        self._settings.setObjectName("panel")
        inner = QVBoxLayout(self._settings)
        inner.setContentsMargins(12, 8, 12, 8)
        inner.addWidget(self._rows)
        row = QHBoxLayout()
        for button in (self._run, self._stop):
            row.addWidget(button)
        row.addWidget(self._says, 1)
        row.addWidget(self._open)
        ticks = QHBoxLayout()
        for tick in (self._marks, self._missing):
            ticks.addWidget(tick)
        ticks.addStretch()
        self._ticks = QWidget()
        ticks.setContentsMargins(0, 0, 0, 0)
        self._ticks.setLayout(ticks)
        self.column.addWidget(self._subject)
        self.column.addWidget(self._settings)
        self.column.addLayout(row)
        for widget in (self._failure, self._told, self._ticks):
            self.column.addWidget(widget)
        self.column.addWidget(self._places, 1)
        self._lay_out_places()

    def _lay_out_places(self) -> None:
        """Where the columns stand, and what is there before."""
        content = QWidget()
        content.setObjectName("content")
        self._side_by_side = QHBoxLayout(content)
        self._side_by_side.setContentsMargins(0, 0, 0, 0)
        self._side_by_side.setSpacing(8)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(content)
        empty = QFrame()
        empty.setObjectName("panel")
        middle = QVBoxLayout(empty)
        middle.setContentsMargins(24, 24, 24, 24)
        middle.addStretch(2)
        middle.addWidget(self._instead)
        middle.addStretch(3)
        self._instead.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._instead.setText(
            self.tr(
                "Choose two to four settings above. Your form is answered with each of them, one after the "
                "other, and the answers stand here side by side."
            )
        )
        self._places.addWidget(scroll)
        self._places.addWidget(empty)

    def _connect(self) -> None:
        self._run.clicked.connect(self._begin)
        self._stop.clicked.connect(self._ask_to_stop)
        self._open.toggled.connect(self._show_settings)
        self._trials.ended.connect(self._end)
        self._trials.answered.connect(self.answers_changed)
        self._trials.failed.connect(self._tell_fault)
        self._rows.changed.connect(self._show_state)
        self._marks.toggled.connect(self._compare)
        self._missing.toggled.connect(self._compare)
        self._told.acted.connect(self._erase_others)
        self._failure.acted.connect(self._load_again)
        self._theme.changed.connect(self._show_icons)

    # --- writing ------------------------------------------------------------------------------------

    @Slot()
    def _begin(self) -> None:
        in_use = next((model.id for model in self._models if model.chosen), "")
        settings = self._rows.settings
        if self._request is None or self._task is None or not settings or self._answering:
            return
        self._clear()
        self._failure.hide()
        self._trials.start(self._request, self._task, settings, in_use)
        for number, trial in enumerate(self._trials.all, 1):
            column = TrialColumn(self._services, trial, number)
            column.closed.connect(self._compare)
            column.chosen.connect(self._choose)
            column.preset_wanted.connect(self._ask_name)
            self._side_by_side.addWidget(column, 1)
            self._columns.append(column)
        self._open.setChecked(False)  # each column says its own, and needs the room
        self.running_changed.emit(True)
        self._show_state()
        self._stop.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _ask_to_stop(self) -> None:
        self._trials.stop()
        self._show_state()

    @Slot()
    def _end(self) -> None:
        had_focus = self._stop.hasFocus()
        self.running_changed.emit(False)
        self._compare()
        self._show_state()
        if had_focus:
            self._run.setFocus(Qt.FocusReason.OtherFocusReason)

    def _clear(self) -> None:
        for column in self._columns:
            self._side_by_side.removeWidget(column)
            column.hide()
            column.deleteLater()
        self._columns, self._chosen = [], None
        self._trials.clear()
        self._told.hide()
        self._open.setChecked(True)

    @Slot()
    def _compare(self) -> None:
        """Mark what differs, in every answer that is whole, from the first."""
        first = self._columns[0] if self._columns else None
        if first is None or not first.trial.closed:
            return
        first.compare(None, False)
        marks = self._marks.isChecked() and bool(first.answer)
        for column in self._columns[1:]:
            if column.trial.closed:
                column.compare(first.text.shown_words if marks else None, self._missing.isChecked())
        self._missing.setEnabled(self._marks.isChecked())

    # --- choosing -----------------------------------------------------------------------------------

    @Slot(object)
    def _choose(self, column: object) -> None:
        assert isinstance(column, TrialColumn)
        self._chosen = column
        for other in self._columns:
            other.set_chosen(other is column)
        setting = column.trial.setting
        self.settings_chosen.emit(setting.tuning, setting.model)
        self._asks_to_erase = False
        others = self._others()
        number = self._columns.index(column) + 1
        told = self.tr("Settings {number} are in the form now.").format(number=number)
        self._told.say(told, self.tr("Erase the other answers…") if others else "")

    def _others(self) -> list[TrialColumn]:
        return [column for column in self._columns if column is not self._chosen and column.answer]

    @Slot()
    def _erase_others(self) -> None:
        """Asked once more before it is done."""
        others = self._others()
        if not self._asks_to_erase:
            self._asks_to_erase = True
            words = self.tr("Erase %n answers for good?", "", len(others))
            self._told.say(words, self.tr("Erase"))
            return
        self._told.hide()
        job = self._services.line.submit(RemoveAnswers(tuple(column.answer for column in others)))
        job.closed.connect(self._close_erasing)
        for column in others:
            column.erase()
        self._compare()

    @Slot(object)
    def _close_erasing(self, closing: object) -> None:
        if isinstance(closing, Failed):
            self._tell_fault(closing.fault)
        self.answers_changed.emit()

    @Slot(object)
    def _ask_name(self, column: object) -> None:
        assert isinstance(column, TrialColumn) and self._task is not None
        self._asked_for = column.trial.setting
        language = self._services.sentences.language
        scopes = (self._task.name.in_language(language), self._asked_for.model.name)
        question = PresetQuestion(
            self.tr("Keep as a preset"), self._memory.names(), scopes, parent=self.window()
        )
        question.named.connect(self._keep)
        question.open()

    @Slot(str, bool, bool)
    def _keep(self, name: str, for_task: bool, with_model: bool) -> None:
        assert self._asked_for is not None and self._task is not None
        setting = self._asked_for
        task, model = self._task.id if for_task else "", setting.model.path if with_model else ""
        self._memory.add(Preset(name, setting.tuning, task, model))
        self._told.say(self.tr("Kept as preset “{name}”.").format(name=name))

    # --- what is seen -------------------------------------------------------------------------------

    @Slot(object)
    def _take_models(self, event: object) -> None:
        if isinstance(event, ModelsListed):
            self._models = tuple(model for model in event.models if model.kind == "writer")
            self._rows.show_models(self._models)
            self._show_state()
            if self._back.hasFocus():  # as long as nothing else could have it
                self.focus_first()

    @Slot(object)
    def _close_models(self, closing: object) -> None:
        if not isinstance(closing, Done):
            words = self.tr("It is not known which models there are.")
            if isinstance(closing, Failed):
                words = self._services.sentences.error(closing.fault)
            self._failure.say(words, self.tr("Try again"))

    @Slot()
    def _load_again(self) -> None:
        self._failure.hide()
        self._load()

    @Slot(object)
    def _tell_fault(self, fault: Fault) -> None:
        self._failure.say(self._services.sentences.error(fault))

    @Slot()
    def _show_state(self) -> None:
        running = self.running
        self._run.setVisible(not running)
        self._run.setEnabled(len(self._rows.settings) > 1 and not self._answering)
        self._stop.setVisible(running)
        self._stop.setEnabled(not self._trials.stopping)
        self._rows.setEnabled(not running)
        self._open.setVisible(bool(self._columns))
        self._ticks.setVisible(bool(self._columns))
        self._places.setCurrentIndex(0 if self._columns else 1)
        self._says.setText(self._state())

    def _state(self) -> str:
        if self._trials.stopping:
            return self.tr("Stopping…")
        if self.running:
            return self.tr("One after the other. Leaving this page stops it; what is written stays.")
        if self._answering:
            return self.tr("An answer is being written. This can begin when that is done.")
        return self.tr("Every answer is kept among the earlier ones.")

    @Slot(bool)
    def _show_settings(self, shown: bool) -> None:
        self._settings.setVisible(shown)
        self._open.setArrowType(Qt.ArrowType.DownArrow if shown else Qt.ArrowType.RightArrow)

    @Slot()
    def _show_icons(self) -> None:
        colours = self._theme.colours
        self._run.setIcon(self._theme.icon("write", colours.on_accent))
        self._stop.setIcon(self._theme.icon("stop", colours.danger))


def _form(request: Answer) -> Answer:
    """A request without its settings."""
    return msgspec.structs.replace(request, tuning=Tuning())
