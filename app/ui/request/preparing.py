"""Work while the person types: when the form as it stands is sent to be prepared, and when not.

Only the pace is here. What preparing is the engine knows; what is shown of it is in `preparing_sign`.
"""

import time
from collections.abc import Callable, Mapping
from typing import Literal

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.messages import Done, Prepare, Progress
from app.ui.worker import EngineJob, EngineLine

PAUSE_MS = 250
"""How long nothing is typed before the form is sent, where a word has ended."""
LONGEST_PAUSE_MS = 500
"""The same within a word, at most: half a word finds other passages than a whole one."""
LATEST_MS = 1_000
"""Who types on and on is prepared for at the first end of a word after this time."""
LAST_MS = 2_500
"""Or, without one, at this time."""
CALM_MS = 400
"""How long all is read before it is told: who types on is not shown that it is ready for each word."""

_RHYTHM_S = 0.2  # seconds between two keys, until it is known
_LEARNT = 0.3  # the share of the newest key in it
_BREAK_S = 1.0  # a longer time between two keys is no rhythm
_BEYOND_RHYTHM = 1.6
_READING = ("preparing", "reading_prompt")

Phase = Literal["none", "reading", "ready"]


class Preparing(QObject):
    """Has the form prepared: the newest one only, and never while an answer is being written.

    Signals:
        moved: `phase` or `share` is another.
    """

    moved = Signal()

    def __init__(
        self,
        line: EngineLine,
        form: Callable[[], Prepare | None],
        clock: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        """`form` tells what is to be prepared, when it is time; None: nothing. `clock` tells the time, in
        seconds, by which keys are measured."""
        super().__init__(parent)
        self._line, self._form, self._clock = line, form, clock
        self._model: str | None = None
        self._busy = False
        self._fields: dict[str, str] = {}
        self._sent: Prepare | None = None
        self._job: EngineJob | None = None
        self._since: float | None = None  # when the first change came that is not sent yet
        self._last = 0.0
        self._rhythm = _RHYTHM_S
        self.phase: Phase = "none"
        self.share = 0.0  # of the reading that is done, 0 to 1
        self._pause = QTimer(self, singleShot=True)
        self._pause.timeout.connect(self._send)
        self._calm = QTimer(self, singleShot=True, interval=CALM_MS)
        self._calm.timeout.connect(self._tell_ready)

    def show(self, fields: Mapping[str, str]) -> None:
        """Another form is shown, or the same with other values; none of it was typed."""
        self._fields = dict(fields)
        self.note_choice()

    def note_typed(self, fields: Mapping[str, str]) -> None:
        """The person has changed these values, by a key most of the time."""
        before, self._fields = self._fields, dict(fields)
        now = self._clock()
        if now - self._last < _BREAK_S:
            self._rhythm += _LEARNT * (now - self._last - self._rhythm)
        self._last = now
        self._wait(_ends_word(before, self._fields))

    @Slot()
    def note_choice(self) -> None:
        """Something else of the request is another now: where it is asked, how the model is to write."""
        self._wait(True)

    @Slot()
    def forget(self) -> None:
        """What was prepared may be wrong now: the library is another."""
        self._sent = None
        self.note_choice()

    def set_model(self, model: str | None) -> None:
        """Which model writes, by its path; None: none does."""
        if model != self._model:
            self._model = model
            self._stop()
            self.forget()

    def set_busy(self, busy: bool) -> None:
        """Whether an answer is being written."""
        if busy != self._busy:
            self._busy = busy
            self._stop()
            self.note_choice()

    def hand_over(self) -> None:
        """The form as it stands is going to be answered: it needs no preparing any more."""
        self._stop()
        self._sent = self._form()

    @property
    def _allowed(self) -> bool:
        return self._model is not None and not self._busy

    def _wait(self, word_ends: bool) -> None:
        if not self._allowed:
            return
        now = self._clock()
        self._since = now if self._since is None else self._since
        waited = 1000 * (now - self._since)
        if word_ends and waited >= LATEST_MS:
            self._send()
            return
        pause = PAUSE_MS if word_ends else self._pause_in_word()
        self._pause.start(max(min(pause, round(LAST_MS - waited)), 0))
        self._calm.stop()
        if self.phase == "ready":
            self._move("reading", 0.0)

    def _pause_in_word(self) -> int:
        """Longer than this person takes for a key."""
        return round(min(max(1000 * _BEYOND_RHYTHM * self._rhythm, PAUSE_MS), LONGEST_PAUSE_MS))

    @Slot()
    def _send(self) -> None:
        self._pause.stop()
        self._since = None
        wanted = self._form()
        if wanted is None or wanted == self._sent:
            self._settle()
            return
        self._drop()
        self._sent = wanted
        self._job = self._line.submit(wanted)
        self._job.happened.connect(self._follow)
        self._job.closed.connect(self._close)
        self._move("reading", 0.0)

    def _settle(self) -> None:
        """What was sent last is what the form says again."""
        if self._job is None and self.phase == "reading":
            self._calm.start()

    def _stop(self) -> None:
        self._drop()
        self._move("none", 0.0)

    def _drop(self) -> None:
        """Have what is under way stopped; the engine keeps what it has read."""
        self._pause.stop()
        self._calm.stop()
        self._since = None
        if self._job is not None:
            self._job.stop()
            self._job, self._sent = None, None

    @Slot(object)
    def _follow(self, event: object) -> None:
        if self.sender() is self._job and isinstance(event, Progress) and event.activity in _READING:
            self._move("reading", min(event.done / event.total, 1.0) if event.total else 0.0)

    @Slot(object)
    def _close(self, closing: object) -> None:
        """That it could not be prepared is told by nobody: the answer will tell it."""
        if self.sender() is not self._job:
            return
        self._job = None
        if isinstance(closing, Done):
            self._move("reading", 1.0)
            if not self._pause.isActive():
                self._calm.start()
        else:
            self._move("none", 0.0)

    @Slot()
    def _tell_ready(self) -> None:
        self._move("ready", 1.0)

    def _move(self, phase: Phase, share: float) -> None:
        if (phase, share) != (self.phase, self.share):
            self.phase, self.share = phase, share
            self.moved.emit()


def _ends_word(before: Mapping[str, str], now: Mapping[str, str]) -> bool:
    """Whether what changed ends where a word does."""
    changed = [value for name, value in now.items() if before.get(name) != value]
    return not any(value[-1:].isalnum() for value in changed)
