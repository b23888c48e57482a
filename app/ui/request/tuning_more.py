"""The rest of a tuning, for those who look for it: how the next token is drawn, with what it means."""

import msgspec
from PySide6.QtCore import QLocale, QRegularExpression, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QDoubleSpinBox,
    QGridLayout,
    QLineEdit,
    QSpinBox,
    QWidget,
)

from app.messages import Language, Tuning
from app.tasks import TUNING_BOUNDS
from app.ui.plain_text import PlainLabel, tooltip
from app.ui.request.fields import WheelWithFocusOnly
from app.ui.request.number_field import INDENT, WIDTH


class MoreTuning(QWidget):
    """Boxes for what has no slider. What is not touched stays exactly as it was shown.

    Signals:
        changed: a value, by the person.
    """

    changed = Signal()

    def __init__(self, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._locale = QLocale(language)
        self._wheel = WheelWithFocusOnly(self)
        self._boxes: dict[str, QSpinBox | QDoubleSpinBox] = {
            "top_p": self._share("top_p"),
            "min_p": self._share("min_p"),
            "top_k": self._count("top_k"),
            "repeat_penalty": self._share("repeat_penalty"),
        }
        self._seed = self._seed_line()
        self._shown: dict[str, float] = {}
        self._shown_seed = ""
        self._lay_out()

    def show_tuning(self, tuning: Tuning) -> None:
        """Show what a tuning says, as far as it is here."""
        for name, box in self._boxes.items():
            with QSignalBlocker(box):
                box.setValue(getattr(tuning, name))
            self._shown[name] = box.value()
        with QSignalBlocker(self._seed):
            self._seed.setText("" if tuning.seed is None else str(tuning.seed))
        self._shown_seed = self._seed.text()

    def applied(self, tuning: Tuning) -> Tuning:
        """The tuning that was shown, with what the person changed since."""
        changed: dict[str, float | int | None] = {
            name: box.value() for name, box in self._boxes.items() if box.value() != self._shown[name]
        }
        if self._seed.text() != self._shown_seed:
            changed["seed"] = int(self._seed.text()) if self._seed.text() else None
        return msgspec.structs.replace(tuning, **changed)

    def _share(self, name: str) -> QDoubleSpinBox:
        box = QDoubleSpinBox()
        box.setDecimals(2)
        box.setSingleStep(0.05)
        box.setRange(*TUNING_BOUNDS[name])
        box.valueChanged.connect(self.changed)
        self._prepare(box)
        return box

    def _count(self, name: str) -> QSpinBox:
        box = QSpinBox()
        lowest, highest = TUNING_BOUNDS[name]
        box.setRange(int(lowest), int(highest))
        box.valueChanged.connect(self.changed)
        self._prepare(box)
        return box

    def _prepare(self, box: QAbstractSpinBox) -> None:
        box.setLocale(self._locale)
        box.setFixedWidth(WIDTH)
        box.lineEdit().setTextMargins(INDENT, 0, 0, 0)
        self._wheel.watch(box)

    def _seed_line(self) -> QLineEdit:
        line = QLineEdit()
        line.setFixedWidth(WIDTH)
        line.setPlaceholderText(self.tr("new each time"))
        line.setValidator(QRegularExpressionValidator(QRegularExpression("[0-9]{0,18}"), line))
        line.textChanged.connect(self.changed)
        return line

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(2, 1)
        for line, (box, name, meaning) in enumerate(self._rows()):
            label = PlainLabel(name, name="field")
            label.setBuddy(box)
            explained = PlainLabel(meaning, name="caption")
            explained.setWordWrap(True)
            for widget in (box, label):
                widget.setToolTip(tooltip(meaning))
            box.setAccessibleName(name)
            box.setAccessibleDescription(meaning)
            grid.addWidget(label, line, 0)
            grid.addWidget(box, line, 1)
            grid.addWidget(explained, line, 2, Qt.AlignmentFlag.AlignVCenter)

    def _rows(self) -> tuple[tuple[QWidget, str, str], ...]:
        boxes = self._boxes
        return (
            (
                boxes["top_p"],
                self.tr("Top-p"),
                self.tr("Only the likeliest words that make up this share together. 1 leaves all in."),
            ),
            (
                boxes["min_p"],
                self.tr("Min-p"),
                self.tr("Leaves out words that are less likely than this share of the likeliest one."),
            ),
            (
                boxes["top_k"],
                self.tr("Top-k"),
                self.tr("Only so many of the likeliest words. 0 leaves all in."),
            ),
            (
                boxes["repeat_penalty"],
                self.tr("Repeat penalty"),
                self.tr("Above 1 words that were just used become less likely."),
            ),
            (
                self._seed,
                self.tr("Seed"),
                self.tr("The same number gives the same answer to the same form. Empty: new each time."),
            ),
        )
