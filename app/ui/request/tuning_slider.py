"""A slider with words: stops at uneven distances, the value as a number and in words, meaning of the ends."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPointF, QRect, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractSlider,
    QHBoxLayout,
    QSlider,
    QStyle,
    QStyleOptionSlider,
    QVBoxLayout,
    QWidget,
)

from app.ui.plain_text import PlainLabel, tooltip

_STOP = 100  # positions from one stop to the next, so that a value between two has a place of its own
_PAGE = 3  # stops
_NOTCH = 120  # of a mouse wheel, in Qt's units


class StopSlider(QSlider):
    """A slider that rests on its stops. A value between two that is shown stays as it is until moved.

    Signals:
        moved: the stop that the person moved it to.
    """

    moved = Signal(float)

    def __init__(self, stops: Sequence[float], parent: QWidget | None = None) -> None:
        """`stops`: two or more, the lowest first."""
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._stops = tuple(stops)
        self._turned = 0
        self._jumps = False
        self.setRange(0, _STOP * (len(stops) - 1))
        self.setSingleStep(_STOP)
        self.setPageStep(_STOP * _PAGE)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.actionTriggered.connect(self._keep_to_stops)
        self.valueChanged.connect(self._note)

    def show_value(self, value: float) -> None:
        """Show any value; one past the ends is shown at the end."""
        with QSignalBlocker(self):
            self.setValue(self._position(value))
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not self.hasFocus():
            event.ignore()
            return
        self._turned += event.angleDelta().y()
        action = QAbstractSlider.SliderAction
        while abs(self._turned) >= _NOTCH:
            up = self._turned > 0
            self._turned -= _NOTCH if up else -_NOTCH
            self.triggerAction(action.SliderSingleStepAdd if up else action.SliderSingleStepSub)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        on_handle = self._part(QStyle.SubControl.SC_SliderHandle).contains(event.position().toPoint())
        self._jumps = event.button() == Qt.MouseButton.LeftButton and not on_handle
        if self._jumps:
            self.setSliderDown(True)
            self._jump(event.position())
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._jumps:
            self._jump(event.position())
        else:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._jumps:
            self._jumps = False
            self.setSliderDown(False)
        else:
            super().mouseReleaseEvent(event)

    def _jump(self, point: QPointF) -> None:
        """To where the pointer is: Qt's own way is a page towards it."""
        groove = self._part(QStyle.SubControl.SC_SliderGroove)
        handle = self._part(QStyle.SubControl.SC_SliderHandle)
        along = round(point.x()) - groove.x() - handle.width() // 2
        span = groove.width() - handle.width()
        self.setSliderPosition(QStyle.sliderValueFromPosition(0, self.maximum(), along, span))

    def _part(self, part: QStyle.SubControl) -> QRect:
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        return self.style().subControlRect(QStyle.ComplexControl.CC_Slider, option, part, self)

    def _position(self, value: float) -> int:
        for place, (lower, upper) in enumerate(pairwise(self._stops)):
            if value <= upper:
                return max(round(_STOP * (place + (value - lower) / (upper - lower))), 0)
        return self.maximum()

    @Slot(int)
    def _keep_to_stops(self, action: int) -> None:
        """Before the value follows: put the position where a stop is."""
        before, kind = self.value(), QAbstractSlider.SliderAction
        steps = {
            kind.SliderSingleStepAdd.value: 1,
            kind.SliderSingleStepSub.value: -1,
            kind.SliderPageStepAdd.value: _PAGE,
            kind.SliderPageStepSub.value: -_PAGE,
        }.get(action, 0)
        if steps > 0:
            self.setSliderPosition((before // _STOP + steps) * _STOP)
        elif steps < 0:
            self.setSliderPosition((-(-before // _STOP) + steps) * _STOP)
        else:
            self.setSliderPosition(round(self.sliderPosition() / _STOP) * _STOP)

    @Slot(int)
    def _note(self, position: int) -> None:
        place = round(position / _STOP)
        with QSignalBlocker(self):
            self.setValue(place * _STOP)  # a screen reader may have set any
        self.moved.emit(self._stops[place])


class ValueLabel(PlainLabel):
    """The value as a number.

    Signals:
        double_clicked: that.
    """

    double_clicked = Signal()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.double_clicked.emit()
        event.accept()


class TuningSlider(QWidget):
    """A slider under its name and number, over the words for its ends and its value.

    Signals:
        moved: the value that the person moved it to.
        reset_wanted: a double click on the number.
    """

    moved = Signal(float)
    reset_wanted = Signal()

    def __init__(
        self,
        name: str,
        stops: Sequence[float],
        ends: tuple[str, str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`ends` are words for the lowest and the highest value."""
        super().__init__(parent)
        self.slider = StopSlider(stops)
        self.slider.setAccessibleName(name)
        self.slider.moved.connect(self.moved)
        self._number = ValueLabel(name="caption")
        self._number.setToolTip(tooltip(self.tr("Double-click: back to the task's value")))
        self._number.double_clicked.connect(self.reset_wanted)
        self._words = PlainLabel()
        self._name = PlainLabel(name, name="field")
        self._name.setBuddy(self.slider)
        self._lay_out(ends)

    def say(self, value: float, number: str, words: str) -> None:
        """Show a value, its number, and what that means."""
        self.slider.show_value(value)
        self._number.setText(number)
        self._words.setText(words)
        self.slider.setAccessibleDescription(f"{number}, {words}")
        self.slider.setToolTip(tooltip(f"{number}, {words}"))

    def _lay_out(self, ends: tuple[str, str] | None) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        heading, meaning = QHBoxLayout(), QHBoxLayout()
        heading.addWidget(self._name)
        heading.addStretch()
        heading.addWidget(self._number)
        low, high = (PlainLabel(end, name="caption") for end in ends or ("", ""))
        meaning.addWidget(low, 1)
        meaning.addWidget(self._words)
        meaning.addWidget(high, 1, Qt.AlignmentFlag.AlignRight)
        column.addLayout(heading)
        column.addWidget(self.slider)
        column.addLayout(meaning)
