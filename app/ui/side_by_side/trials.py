"""Answers to one form with several settings, written one after the other. No widget lives here.

Two at once would fight for the same cores. Where settings have another model, that is chosen before, and the
one that was in use is chosen again at the end: also when it was stopped, when something failed, and, by the
next start of the program, when that was killed (`Preferences.model_before`).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import msgspec
from PySide6.QtCore import QObject, Signal, Slot

from app.messages import Answer, ChooseModel, Closing, Done, Failed, ModelReport, Tuning
from app.tasks import Task
from app.ui.answer.state import AnswerRecord, LiveAnswer
from app.ui.preferences import PreferencesFile
from app.ui.worker import EngineJob, EngineLine


@dataclass(frozen=True)
class Setting:
    """What one answer is written with. `name` is the preset's, "" where it is none."""

    name: str
    tuning: Tuning
    model: ModelReport


class Trial(QObject):
    """One of the answers. `record` is None until it is asked for; `skipped`: it never was.

    Signals:
        written: the next piece of text.
        taken: so many letters at the end of the text are taken back.
        rewritten: its text is another than the pieces that came.
        moved: it stands otherwise now.
    """

    written = Signal(str)
    taken = Signal(int)
    rewritten = Signal()
    moved = Signal()

    def __init__(self, setting: Setting, parent: QObject) -> None:
        super().__init__(parent)
        self.setting = setting
        self.choosing = self.skipped = False
        self.live: LiveAnswer | None = None
        self.failed: AnswerRecord | None = None  # when its model could not be chosen

    @property
    def record(self) -> AnswerRecord | None:
        return self.live.record if self.live is not None else self.failed

    @property
    def closed(self) -> bool:
        """Whether nothing more comes."""
        return self.skipped or (self.record is not None and self.record.closed)

    def follow(self, live: LiveAnswer) -> None:
        """It is asked for: tell what becomes of it."""
        self.live, self.choosing = live, False
        live.written.connect(self.written)
        live.taken.connect(self.taken)
        live.rewritten.connect(self.rewritten)
        live.moved.connect(self.moved)
        live.closed.connect(self.moved)
        self.moved.emit()


class Trials(QObject):
    """Has the answers written. One run at a time.

    Signals:
        ended: the run is over, and the model is the one that it was.
        answered: one of the answers is over: it is among the earlier ones.
        failed: the `Fault` for which the model could not be chosen again.
    """

    ended = Signal()
    answered = Signal()
    failed = Signal(object)

    def __init__(self, line: EngineLine, preferences: PreferencesFile, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._line, self._preferences = line, preferences
        self.all: tuple[Trial, ...] = ()
        self.running = self.stopping = False
        self._request: Answer | None = None
        self._task: Task | None = None
        self._place = 0
        self._before = self._in_use = ""
        self._job: EngineJob | None = None  # that chooses a model

    def start(self, request: Answer, task: Task, settings: Sequence[Setting], in_use: str) -> None:
        """Answer a form with each of the settings; `in_use` is the id of the chosen model."""
        assert not self.running
        for trial in self.all:
            trial.deleteLater()
        self.all = tuple(Trial(setting, self) for setting in settings)
        self._request, self._task = request, task
        self._before = self._in_use = in_use
        self.running, self.stopping, self._place = True, False, -1
        self._go_on()

    @Slot()
    def stop(self) -> None:
        """End it: the one that is being written is stopped, those after it are not begun."""
        if not self.running or self.stopping:
            return
        self.stopping = True
        if self._job is None and (live := self._current.live) is not None:
            live.stop()

    def clear(self) -> None:
        """Forget what was written. Not while it runs."""
        if not self.running:
            for trial in self.all:
                trial.deleteLater()
            self.all = ()

    @property
    def _current(self) -> Trial:
        return self.all[min(self._place, len(self.all) - 1)]

    def _go_on(self) -> None:
        """To the next one, or to the end."""
        self._place += 1
        if self.stopping or self._place >= len(self.all):
            for trial in self.all[self._place :]:
                trial.skipped = True
                trial.moved.emit()
            self._choose_again()
        elif (model := self._current.setting.model.id) != self._in_use:
            self._remember()
            self._current.choosing = True
            self._choose(model, self._ask_or_fail)
            self._current.moved.emit()
        else:
            self._ask()

    def _remember(self) -> None:
        """At once: who is killed in between finds the model as it was."""
        self._preferences.change(model_before=self._before)
        self._preferences.save()

    def _choose(self, model: str, then: Callable[[Closing], None]) -> None:
        self._job = self._line.submit(ChooseModel(model))
        self._job.closed.connect(then)

    @Slot(object)
    def _ask_or_fail(self, closing: Closing) -> None:
        self._job, trial = None, self._current
        trial.choosing = False
        if isinstance(closing, Done):
            self._in_use = trial.setting.model.id
            if not self.stopping:
                self._ask()
                return
            trial.skipped = True
        elif isinstance(closing, Failed):
            trial.failed = AnswerRecord(self._task, "failed", fault=closing.fault)
        else:
            trial.skipped = True
        trial.moved.emit()
        self._go_on()

    def _ask(self) -> None:
        assert self._request is not None and self._task is not None
        request = msgspec.structs.replace(self._request, tuning=self._current.setting.tuning)
        live = LiveAnswer(request, self._task, self._line)
        self._current.follow(live)
        live.closed.connect(self._note_answer)

    @Slot()
    def _note_answer(self) -> None:
        self.answered.emit()
        self._go_on()

    def _choose_again(self) -> None:
        if self._in_use == self._before or not self._before:
            self._end()
        else:
            self._choose(self._before, self._note_chosen_again)

    @Slot(object)
    def _note_chosen_again(self, closing: Closing) -> None:
        self._job = None
        if isinstance(closing, Done):
            self._in_use = self._before
        elif isinstance(closing, Failed):
            self.failed.emit(closing.fault)
        self._end()

    def _end(self) -> None:
        """Where the model could not be chosen again, the next start tries it."""
        if self._in_use == self._before:
            self._preferences.change(model_before="")
        self.running = self.stopping = False
        self.ended.emit()
