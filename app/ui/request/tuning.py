"""How the model is to write: two sliders, and more for those who look for it.

The slider itself is in `tuning_slider`, what opens below in `tuning_more` and `tuning_picture`. Presets, and
what was tuned last, are joined to it in `tuning_place`.
"""

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import QLocale, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.messages import Language, NextToken, Tuning
from app.ui.durations import Durations
from app.ui.plain_text import PlainLabel
from app.ui.request.tuning_more import MoreTuning
from app.ui.request.tuning_picture import TemperaturePicture
from app.ui.request.tuning_slider import TuningSlider

ROOM_FOR_TWO = 470
"""From this width on, in pixels, the sliders stand side by side."""
_GAP = 20
TEMPERATURES = tuple(step / 20 for step in range(31))
LENGTHS = (32, 48, 64, 96, 128, 192, 256, 384, 512, 768, 1024, 1536, 2048)
WORDS_PER_TOKEN: dict[Language, float] = {"nl": 0.5, "en": 0.75}
"""Until a model was measured."""


class TuningPanel(QWidget):
    """The tuning of the next answer. What the person does not touch stays exactly as it was shown.

    Signals:
        changed: a value, by the person.
        more_toggled: whether the rest is open.

    Attributes:
        foot: the row below the sliders; others may stand in it, from its second place on.
        more_foot: the row at the end of what opens.
    """

    changed = Signal()
    more_toggled = Signal(bool)

    def __init__(self, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._locale = QLocale(language)
        self._words_per_token = WORDS_PER_TOKEN[language]
        self._durations = Durations(self)
        self._tokens_per_second = 0.0
        self._tuning = self._default = Tuning()
        self._least = 0
        self._temperature = TuningSlider(
            self.tr("Temperature"), TEMPERATURES, (self.tr("factual"), self.tr("creative"))
        )
        self._length = TuningSlider(self.tr("Maximum length"), LENGTHS)
        self._problem = PlainLabel(name="caption")
        self._use_least = QPushButton()
        self._picture = TemperaturePicture(language)
        self._more = MoreTuning(language)
        self._open = QToolButton()
        self._reset = QPushButton(self.tr("Reset to the task's values"))
        self._lay_out()
        self._connect()
        self.set_more(False)
        self.show_tuning(self._tuning, self._default)

    def show_tuning(self, tuning: Tuning, default: Tuning) -> None:
        """Show a tuning; `default` is the task's."""
        self._tuning, self._default = tuning, default
        self._more.show_tuning(tuning)
        self._show()

    def value(self) -> Tuning:
        """The tuning as it stands."""
        return self._more.applied(self._tuning)

    def set_least(self, tokens: int) -> None:
        """How many tokens the form needs for whole sentences; of a smaller maximum length it is told that it
        cuts them short."""
        self._least = tokens
        self._show_problem()

    def set_words_per_token(self, words: float) -> None:
        """How many words a token of this model is, on the average."""
        self._words_per_token = words
        self._show()

    def set_speed(self, tokens_per_second: float) -> None:
        """How fast this model writes here; 0 when it is not known."""
        self._tokens_per_second = tokens_per_second
        self._show()

    def set_likely(self, likely: Sequence[NextToken]) -> None:
        """The tokens that were likeliest to begin the last answer, the likeliest first."""
        self._picture.show_likely(likely)

    def set_more(self, shown: bool) -> None:
        """Open or close the rest."""
        self._open.setChecked(shown)
        self._open.setArrowType(Qt.ArrowType.DownArrow if shown else Qt.ArrowType.RightArrow)
        self._rest.setVisible(shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _lay_out(self) -> None:
        self._problem.setWordWrap(True)
        self._problem_row = QWidget()
        told = QHBoxLayout(self._problem_row)
        told.setContentsMargins(0, 0, 0, 0)
        told.addWidget(self._problem, 1)
        told.addWidget(self._use_least)
        self._open.setText(self.tr("More"))
        self._open.setCheckable(True)
        self._open.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        for button in (self._open, self._reset):
            button.setProperty("look", "quiet")
        self.foot = QHBoxLayout()
        self.foot.addWidget(self._open)
        self.foot.addStretch()
        self._sliders = QGridLayout()
        self._sliders.setHorizontalSpacing(_GAP)
        self._sliders.setVerticalSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(self._sliders)
        column.addWidget(self._problem_row)
        column.addLayout(self.foot)
        column.addWidget(self._lay_out_rest())
        self._beside: bool | None = None
        self._arrange()

    def _lay_out_rest(self) -> QWidget:
        """What opens: the picture, the other values, and what is done with all of them."""
        self._rest = QWidget()
        self.more_foot = QHBoxLayout()
        self.more_foot.addWidget(self._reset)
        self.more_foot.addStretch()
        column = QVBoxLayout(self._rest)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._picture)
        column.addWidget(self._more)
        column.addLayout(self.more_foot)
        return self._rest

    def _connect(self) -> None:
        self._temperature.moved.connect(self._take_temperature)
        self._temperature.reset_wanted.connect(self._reset_temperature)
        self._length.moved.connect(self._take_length)
        self._length.reset_wanted.connect(self._reset_length)
        self._use_least.clicked.connect(self._take_least)
        self._more.changed.connect(self._note)
        self._open.clicked.connect(self._toggle_more)
        self._reset.clicked.connect(self._reset_all)

    def _arrange(self) -> None:
        """The sliders side by side where there is room."""
        widest = max(slider.minimumSizeHint().width() for slider in (self._temperature, self._length))
        beside = self.width() >= ROOM_FOR_TWO and self.width() > 2 * widest + _GAP
        if beside == self._beside:
            return
        self._beside = beside
        for slider in (self._temperature, self._length):
            self._sliders.removeWidget(slider)
        self._sliders.addWidget(self._temperature, 0, 0)
        self._sliders.addWidget(self._length, *((0, 1) if beside else (1, 0)))
        self._sliders.setColumnStretch(0, 1)
        self._sliders.setColumnStretch(1, int(beside))

    def _change(self, **changes: float) -> None:
        self._tuning = msgspec.structs.replace(self._tuning, **changes)
        self._note()

    @Slot(float)
    def _take_temperature(self, temperature: float) -> None:
        self._change(temperature=temperature)

    @Slot(float)
    def _take_length(self, tokens: float) -> None:
        self._change(max_tokens=int(tokens))

    @Slot()
    def _take_least(self) -> None:
        self._length.slider.setFocus(Qt.FocusReason.OtherFocusReason)
        self._change(max_tokens=self._least)

    @Slot()
    def _reset_temperature(self) -> None:
        self._change(temperature=self._default.temperature)

    @Slot()
    def _reset_length(self) -> None:
        self._change(max_tokens=self._default.max_tokens)

    @Slot()
    def _reset_all(self) -> None:
        self._temperature.slider.setFocus(Qt.FocusReason.OtherFocusReason)
        self.show_tuning(self._default, self._default)
        self.changed.emit()

    @Slot(bool)
    def _toggle_more(self, shown: bool) -> None:
        self.set_more(shown)
        self.more_toggled.emit(shown)

    @Slot()
    def _note(self) -> None:
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        temperature, tokens = self._tuning.temperature, self._tuning.max_tokens
        number = self._locale.toString(temperature, "f", 2)
        self._temperature.say(temperature, number, self._temperature_in_words(temperature))
        number = self.tr("%n tokens", "", tokens)
        self._length.say(tokens, number, self._length_in_words(tokens))
        self._picture.show_tuning(self.value())
        self._reset.setEnabled(self.value() != self._default)
        self._show_problem()

    def _length_in_words(self, tokens: int) -> str:
        """How much that is, and what it takes here: an answer may end sooner."""
        words = self.tr("about %n words", "", self._words(tokens))
        if not self._tokens_per_second:
            return words
        time = self._durations.at_most(tokens / self._tokens_per_second)
        return self.tr("{words}, {time}").format(words=words, time=time)

    def _show_problem(self) -> None:
        needed = self._locale.toString(self._least)
        self._problem.setText(
            self.tr("This form needs {needed} tokens for whole sentences.").format(needed=needed)
        )
        self._use_least.setText(self.tr("Use {needed}").format(needed=needed))
        self._problem_row.setVisible(self._tuning.max_tokens < self._least)

    def _words(self, tokens: int) -> int:
        """A number of words as one says it."""
        words = tokens * self._words_per_token
        step = 5 if words < 100 else 10 if words < 500 else 50
        return max(round(words / step) * step, 5)

    def _temperature_in_words(self, temperature: float) -> str:
        if temperature <= 0.3:
            return self.tr("factual")
        if temperature <= 0.7:
            return self.tr("balanced")
        return self.tr("free") if temperature <= 1.0 else self.tr("creative")
