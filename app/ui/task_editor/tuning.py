"""The tuning that a task brings: two values in sight, the others as they are in its file."""

import msgspec
from PySide6.QtCore import QLocale, Signal, Slot
from PySide6.QtWidgets import QDoubleSpinBox, QHBoxLayout, QSpinBox, QWidget

from app.messages import Language, Tuning
from app.tasks import TUNING_BOUNDS
from app.ui.plain_text import PlainLabel
from app.ui.request.fields import WheelWithFocusOnly
from app.ui.request.number_field import INDENT


class TaskTuning(QWidget):
    """Temperature and maximum length.

    Signals:
        edited: a `Tuning`, by the person.
    """

    edited = Signal(object)

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._tuning = Tuning()
        lowest, highest = TUNING_BOUNDS["temperature"]
        self.first = QDoubleSpinBox(decimals=2, minimum=lowest, maximum=highest, singleStep=0.05)
        fewest, most = TUNING_BOUNDS["max_tokens"]
        self._length = QSpinBox(minimum=int(fewest), maximum=int(most), singleStep=50)
        self._wheel = WheelWithFocusOnly(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for words, box in (
            (self.tr("Temperature"), self.first),
            (self.tr("Maximum length in tokens"), self._length),
        ):
            label = PlainLabel(words, name="caption")
            label.setBuddy(box)
            box.setLocale(QLocale(language))
            box.setAccessibleName(words)
            box.setMinimumWidth(90)
            box.lineEdit().setTextMargins(INDENT, 0, 0, 0)
            self._wheel.watch(box)
            box.valueChanged.connect(self._note)
            row.addWidget(label)
            row.addWidget(box)
        row.addStretch()

    def fill(self, tuning: Tuning) -> None:
        """Show a tuning, without `edited`."""
        self._tuning = tuning
        for box in (self.first, self._length):
            box.blockSignals(True)
        self.first.setValue(tuning.temperature)
        self._length.setValue(tuning.max_tokens)
        for box in (self.first, self._length):
            box.blockSignals(False)

    @Slot()
    def _note(self) -> None:
        """A value that was not touched stays exactly what it is."""
        if self.sender() is self.first:
            self._tuning = msgspec.structs.replace(self._tuning, temperature=round(self.first.value(), 2))
        else:
            self._tuning = msgspec.structs.replace(self._tuning, max_tokens=self._length.value())
        self.edited.emit(self._tuning)
