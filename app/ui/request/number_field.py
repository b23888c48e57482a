"""The field of a whole number: what is typed is kept as it is, also when it is none."""

from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QAbstractSpinBox, QWidget

from app.ui.request.fields import FieldWidget, clean

WIDTH = 120
INDENT = 6
"""Pixels. Qt 6.12 puts the padding of the style sheet nowhere before the text of a field with steps."""


class NumberEdit(QAbstractSpinBox):
    """A number with steps, which may be empty. Unlike Qt's it takes what does not fit, so that it can be
    told why not, and knows no largest number of its own."""

    def __init__(self, text: str, bounds: tuple[int, int], start: str, parent: QWidget | None = None) -> None:
        """`start` is the number that an empty field begins to count from."""
        super().__init__(parent)
        self._lowest, self._highest = bounds
        self._start = _number(start)
        self.lineEdit().setText(text)
        self.lineEdit().setTextMargins(INDENT, 0, 0, 0)
        self.setFixedWidth(WIDTH)

    def stepBy(self, steps: int) -> None:
        number = _number(self.lineEdit().text())
        if number is None:
            stepped = self._lowest if self._start is None else self._start + steps
        else:
            stepped = number + steps
        self.lineEdit().setText(str(min(max(stepped, self._lowest), self._highest)))
        self.selectAll()

    def stepEnabled(self) -> QAbstractSpinBox.StepEnabledFlag:
        number = _number(self.lineEdit().text())
        flags = QAbstractSpinBox.StepEnabledFlag.StepNone
        if number is None or number < self._highest:
            flags |= QAbstractSpinBox.StepEnabledFlag.StepUpEnabled
        if number is None or number > self._lowest:
            flags |= QAbstractSpinBox.StepEnabledFlag.StepDownEnabled
        return flags

    def validate(self, text: str, place: int) -> tuple[QValidator.State, str, int]:
        return QValidator.State.Acceptable, text, place


class NumberField(FieldWidget):
    """A whole number. `default` is what an empty field stands for."""

    def __init__(
        self, value: str, bounds: tuple[int, int], default: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._number = NumberEdit(clean(value), bounds, default)
        self._line = self._number.lineEdit()
        self._line.setPlaceholderText(default)
        self._line.textChanged.connect(self.changed)
        self._watch(self._number)
        self._row.addWidget(self._number)
        self._row.addStretch()

    def value(self) -> str:
        return clean(self._line.text())


def _number(text: str) -> int | None:
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 20 else None
