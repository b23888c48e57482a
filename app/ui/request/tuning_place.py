"""The tuning of a task as it stands in the form: the sliders, the presets, and what was tuned last.

The sliders themselves are in `tuning`, presets in `tuning_presets`; what is remembered is in `tuning_memory`.
"""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.messages import NextToken, Timing, Tuning
from app.tasks import Task
from app.ui.plain_text import PlainLabel, tooltip
from app.ui.preferences import Preset
from app.ui.request.tuning import TuningPanel
from app.ui.request.tuning_memory import TuningMemory, same_name
from app.ui.request.tuning_presets import PresetBox, PresetMenu, PresetUndo
from app.ui.request.tuning_question import PresetQuestion
from app.ui.request.tuning_speed import WritingSpeed
from app.ui.services import Services


class TuningPlace(QWidget):
    """Shows what was tuned last for a task with the chosen model, and remembers what the person changes.

    Signals:
        changed: a value, by the person.
        height_changed: it may need another height to be seen whole.
        compare_wanted: the person wants to try settings side by side.
    """

    changed = Signal()
    height_changed = Signal()
    compare_wanted = Signal()

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preferences = services.preferences
        self._language = services.sentences.language
        self._task: Task | None = None
        self._model = ""
        self._remembered = False  # what is shown is what was tuned last, not what an earlier answer had
        self._memory = TuningMemory(services.preferences)
        self._speed = WritingSpeed(services.line, self._language, self)
        self._panel = TuningPanel(self._language)
        self._presets = PresetBox(self._memory)
        self._menu = PresetMenu(services.theme)
        self._undo = PresetUndo(services.theme)
        self._compare = QPushButton(self.tr("Try settings side by side…"))
        self._compare.setToolTip(
            tooltip(self.tr("The same form with other settings or models, as columns that you can compare"))
        )
        self._lay_out()
        self._connect()
        self._panel.set_more(self._preferences.now.more_tuning)

    def show_task(self, task: Task) -> None:
        """Show a task's tuning as it was left."""
        self._task, self._remembered = task, True
        self._panel.show_tuning(self._memory.last(task, self._model), task.tuning)
        self._show_presets()

    def show_tuning(self, tuning: Tuning, task: Task) -> None:
        """Show that of an earlier answer. What was tuned last is kept until this is changed."""
        self._task, self._remembered = task, False
        self._panel.show_tuning(tuning, task.tuning)
        self._show_presets()

    def take(self, tuning: Tuning) -> None:
        """Take this tuning over, as if the person had set it here."""
        if self._task is not None:
            self._panel.show_tuning(tuning, self._task.tuning)
            self._note()

    def value(self) -> Tuning:
        """The tuning as it stands."""
        return self._panel.value()

    def set_least(self, tokens: int) -> None:
        """How many tokens the form needs for whole sentences."""
        self._panel.set_least(tokens)

    def set_more(self, shown: bool) -> None:
        """Open or close what is for those who look for it."""
        self._panel.set_more(shown)

    def set_words_per_token(self, words: float) -> None:
        """How many words a token of this model is, by the last answer."""
        self._panel.set_words_per_token(words)

    def set_model(self, model: str | None) -> None:
        """Which model writes, by its path: the tuning is its own. What an earlier answer had stays."""
        before, self._model = self._model, model or ""
        if before == self._model:
            return
        self._speed.set_model(self._model)
        if before:
            self._panel.set_likely(())  # they were the other model's
        if self._task is not None and self._remembered:
            self.show_task(self._task)
        else:
            self._show_presets()

    def note_answer(self, timing: Timing | None, likely: Sequence[NextToken]) -> None:
        """An answer of the chosen model: how fast it was written, and what could have begun it."""
        if likely:
            self._panel.set_likely(likely)
            self.height_changed.emit()
        if timing is not None:
            self._speed.note_answer(timing)

    def _lay_out(self) -> None:
        self._panel.foot.addWidget(PlainLabel(self.tr("Preset"), name="caption"))
        self._panel.foot.addWidget(self._presets)
        self._panel.foot.addWidget(self._menu)
        self._panel.more_foot.addWidget(self._compare)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._panel)
        column.addWidget(self._undo)

    def _connect(self) -> None:
        self._panel.changed.connect(self._note)
        self._panel.more_toggled.connect(self._note_more)
        self._presets.chosen.connect(self._take_offer)
        self._menu.save.triggered.connect(self._ask_name)
        self._menu.rename.triggered.connect(self._ask_other_name)
        self._menu.delete.triggered.connect(self._delete)
        self._menu.own.triggered.connect(self._take_own)
        self._undo.wanted.connect(self._bring_back)
        self._undo.shown.connect(self.height_changed)
        self._compare.clicked.connect(self.compare_wanted)
        self._speed.changed.connect(self._show_speed)
        self._preferences.changed.connect(self._show_presets)

    @Slot()
    def _note(self) -> None:
        if self._task is None:
            return
        self._remembered = True
        self._memory.keep(self._task, self._model, self._panel.value())
        self._show_presets()
        self.changed.emit()

    @Slot(bool)
    def _note_more(self, shown: bool) -> None:
        self._preferences.change(more_tuning=shown)
        self.height_changed.emit()

    @Slot()
    def _show_presets(self) -> None:
        if self._task is not None:
            tuning = self._panel.value()
            self._presets.show_tuning(self._task, self._model, tuning)
            self._menu.offer(self._presets.current, tuning != self._task.tuning)

    @Slot()
    def _show_speed(self) -> None:
        self._panel.set_speed(self._speed.tokens_per_second)
        if self._speed.words_per_token:
            self._panel.set_words_per_token(self._speed.words_per_token)

    # --- presets ------------------------------------------------------------------------------------

    @Slot(object)
    def _take_offer(self, tuning: object) -> None:
        assert isinstance(tuning, Tuning)
        self.take(tuning)

    @Slot()
    def _take_own(self) -> None:
        if self._task is not None:
            self.take(self._task.tuning)

    @Slot()
    def _ask_name(self) -> None:
        if self._task is None:
            return
        scopes = (self._task.name.in_language(self._language), Path(self._model).stem)
        taken = (*self._memory.names(), *self._presets.names)
        question = PresetQuestion(self.tr("Save as a preset"), taken, scopes, parent=self.window())
        question.named.connect(self._save)
        question.open()

    @Slot(str, bool, bool)
    def _save(self, name: str, for_task: bool, with_model: bool) -> None:
        assert self._task is not None
        task, model = self._task.id if for_task else "", self._model if with_model else ""
        self._presets.prefer(name)
        self._memory.add(Preset(name, self._panel.value(), task, model))

    @Slot()
    def _ask_other_name(self) -> None:
        if (preset := self._own_preset) is None:
            return
        taken = (*self._memory.names(), *self._presets.names)
        others = [name for name in taken if name != preset.name]
        question = PresetQuestion(
            self.tr("Rename the preset"), others, None, preset.name, parent=self.window()
        )
        question.named.connect(self._rename)
        question.open()

    @Slot(str)
    def _rename(self, name: str) -> None:
        if (preset := self._own_preset) is not None:
            self._presets.prefer(name)
            self._memory.rename(preset, name)

    @Slot()
    def _delete(self) -> None:
        if (preset := self._own_preset) is not None:
            self._memory.remove(preset)
            self._undo.say(preset)

    @Slot(object)
    def _bring_back(self, preset: object) -> None:
        assert isinstance(preset, Preset)
        if not any(same_name(preset.name, name) for name in self._memory.names()):  # one made since stays
            self._presets.prefer(preset.name)
            self._memory.add(preset)

    @property
    def _own_preset(self) -> Preset | None:
        current = self._presets.current
        return current.preset if current is not None else None
