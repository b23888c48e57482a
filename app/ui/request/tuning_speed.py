"""How fast the chosen model writes on this computer, as far as anybody knows: measured, or by the last
answers."""

from PySide6.QtCore import QObject, Signal, Slot

from app.messages import Calibrate, Calibrated, Language, Timing
from app.ui.worker import EngineJob, EngineLine

_MEASURED_TOKENS = 16
"""An answer of fewer says nothing."""
_FOLLOWED = 0.5
"""The share of a new answer's speed that is followed: one answer may have met other programs at work."""


class WritingSpeed(QObject):
    """Asks what was measured of a model when another is chosen, and learns from each answer. An answer's own
    speed counts more than what was measured: it knows how long the prompts are here.

    Signals:
        changed: a figure is another now.

    Attributes:
        tokens_per_second: 0 while it is not known.
        words_per_token: as it was measured, 0 while it was not.
    """

    changed = Signal()

    def __init__(self, line: EngineLine, language: Language, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._line, self._language = line, language
        self._model = ""
        self._answered = False
        self._asking: EngineJob | None = None
        self.tokens_per_second = self.words_per_token = 0.0
        line.engine_told.connect(self._take)

    def set_model(self, model: str) -> None:
        """Another model writes, by its path; "" for none."""
        if model == self._model:
            return
        self._model, self._answered = model, False
        self.tokens_per_second = self.words_per_token = 0.0
        if self._asking is not None:
            self._asking.happened.disconnect(self._take)  # what it tells is of the model before
        self._asking = None
        if model:
            self._asking = self._line.submit(Calibrate(when="never", language=self._language))
            self._asking.happened.connect(self._take)
            self._asking.closed.connect(self._close)
        self.changed.emit()

    def note_answer(self, timing: Timing) -> None:
        """An answer of this model is done."""
        seconds = timing.total_s - timing.first_token_s
        if timing.generated_tokens < _MEASURED_TOKENS or seconds <= 0:
            return
        speed = (timing.generated_tokens - 1) / seconds
        if self._answered:
            speed = self.tokens_per_second + _FOLLOWED * (speed - self.tokens_per_second)
        self._answered, self.tokens_per_second = True, speed
        self.changed.emit()

    @Slot(object)
    def _take(self, event: object) -> None:
        if not isinstance(event, Calibrated):
            return
        self.words_per_token = event.words_per_token
        if not self._answered:
            self.tokens_per_second = event.write_tokens_per_second
        self.changed.emit()

    @Slot()
    def _close(self) -> None:
        self._asking = None
