"""The settings that are to be tried: two to four rows of preset, temperature, length and model."""

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import QLocale, QSignalBlocker, QSize, Qt, Signal, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QDoubleSpinBox,
    QGridLayout,
    QPushButton,
    QSpinBox,
    QToolButton,
    QWidget,
)

from app.messages import Language, ModelReport, Tuning
from app.tasks import TUNING_BOUNDS, Task
from app.ui.plain_text import PlainLabel, one_line, tooltip
from app.ui.request.fields import WheelWithFocusOnly
from app.ui.request.number_field import INDENT
from app.ui.request.tuning_memory import TuningMemory
from app.ui.request.tuning_presets import CREATIVE, PRECISE, PresetBox, with_choice
from app.ui.services import Services
from app.ui.side_by_side.trials import Setting

FEWEST, MOST = 2, 4
_WARM = 0.7
"""From this temperature on the second row begins as a precise one, below it as a creative one."""
_STEP = 32  # tokens


class SettingsRows(QWidget):
    """A line for each setting, under headings; what is not shown of a tuning stays as its preset has it.

    Signals:
        changed: a row, or how many there are, by the person.
    """

    changed = Signal()

    def __init__(self, services: Services, memory: TuningMemory, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._memory = services.theme, memory
        self._language: Language = services.sentences.language
        self._models: tuple[ModelReport, ...] = ()
        self._task: Task | None = None
        self._rows: list[SettingRow] = []
        self._add = QPushButton(self.tr("Another row"))
        self._add.setProperty("look", "quiet")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(6)
        self._grid.setVerticalSpacing(4)
        for column, stretch in ((1, 3), (4, 4)):
            self._grid.setColumnStretch(column, stretch)
        titles = (self.tr("Preset"), self.tr("Temperature"), self.tr("Tokens"), self.tr("Model"))
        for place, title in enumerate(titles, 1):
            self._grid.addWidget(PlainLabel(title, name="caption"), 0, place)
        self._add.clicked.connect(self._add_row)
        services.theme.changed.connect(self._show_icon)
        self._show_icon()

    @property
    def settings(self) -> tuple[Setting, ...]:
        """What the rows say; none while no model is known."""
        found = (row.setting for row in self._rows)
        return tuple(setting for setting in found if setting is not None)

    def show_task(self, task: Task, tuning: Tuning) -> None:
        """Begin with this tuning, and one that is quite another."""
        self._task = task
        for row in self._rows:
            row.remove()
        self._rows = []
        other = with_choice(tuning, PRECISE if tuning.temperature >= _WARM else CREATIVE)
        for one in (tuning, other):
            self._append(one, "")
        self._renumber()

    def show_models(self, models: Sequence[ModelReport]) -> None:
        """Which models write. Rows keep theirs; one that has none yet gets that in use."""
        self._models = tuple(models)
        for row in self._rows:
            row.show_models(self._models)

    def _append(self, tuning: Tuning, model: str) -> None:
        assert self._task is not None
        row = SettingRow(self._language, self._memory, self._task, self)
        row.show_models(self._models, model)
        row.show_tuning(tuning)
        row.changed.connect(self.changed)
        row.remove_wanted.connect(self._remove_row)
        self._rows.append(row)

    @Slot()
    def _add_row(self) -> None:
        """As the last one, to be changed."""
        last = self._rows[-1]
        self._append(last.tuning, last.model)
        self._renumber()
        self._rows[-1].preset.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    @Slot(object)
    def _remove_row(self, row: object) -> None:
        assert isinstance(row, SettingRow)
        self._rows.remove(row)
        row.remove()
        self._renumber()
        self._rows[-1].preset.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _renumber(self) -> None:
        self._grid.removeWidget(self._add)
        for place, row in enumerate(self._rows, 1):
            row.place(self._grid, place, removable=len(self._rows) > FEWEST)
            row.show_icon(self._theme.icon("close", self._theme.colours.muted))
        self._grid.addWidget(self._add, len(self._rows) + 1, 1, 1, 2, Qt.AlignmentFlag.AlignLeft)
        self._add.setVisible(len(self._rows) < MOST)
        before: QWidget | None = None
        for row in self._rows:
            for widget in row.controls:
                if before is not None:
                    QWidget.setTabOrder(before, widget)
                before = widget
        if before is not None:
            QWidget.setTabOrder(before, self._add)

    @Slot()
    def _show_icon(self) -> None:
        self._add.setIcon(self._theme.icon("add", self._theme.colours.muted))
        for row in self._rows:
            row.show_icon(self._theme.icon("close", self._theme.colours.muted))


class SettingRow(QWidget):
    """The controls of one row, which lie in the grid of all. It is not shown itself.

    Signals:
        changed: a value, by the person.
        remove_wanted: itself: the row is to go.
    """

    changed = Signal()
    remove_wanted = Signal(object)

    def __init__(self, language: Language, memory: TuningMemory, task: Task, parent: QWidget) -> None:
        super().__init__(parent)
        self.hide()
        self._task, self.tuning = task, Tuning()
        self._models: tuple[ModelReport, ...] = ()
        self._wheel = WheelWithFocusOnly(self)
        self._number = PlainLabel(name="caption")
        self.preset = PresetBox(memory)
        self._temperature, self._length = QDoubleSpinBox(), QSpinBox()
        self._model, self._remove = QComboBox(), QToolButton()
        self._prepare(language)
        self.preset.chosen.connect(self._take_preset)
        self._temperature.valueChanged.connect(self._take_temperature)
        self._length.valueChanged.connect(self._take_length)
        self._model.activated.connect(self._take_model)
        self._remove.clicked.connect(self._ask_to_go)

    @property
    def controls(self) -> tuple[QWidget, ...]:
        """In the order in which they stand."""
        return (self.preset, self._temperature, self._length, self._model, self._remove)

    @property
    def model(self) -> str:
        """The id of the chosen one, "" while none is known."""
        return self._model.currentData() or ""

    @property
    def setting(self) -> Setting | None:
        report = next((model for model in self._models if model.id == self.model), None)
        offer = self.preset.current
        return None if report is None else Setting(offer.name if offer else "", self.tuning, report)

    def show_tuning(self, tuning: Tuning) -> None:
        """Show this one; what has no control here is kept."""
        self.tuning = tuning
        with QSignalBlocker(self._temperature):
            self._temperature.setValue(tuning.temperature)
        with QSignalBlocker(self._length):
            self._length.setValue(tuning.max_tokens)
        self._show_preset()

    def show_models(self, models: tuple[ModelReport, ...], model: str = "") -> None:
        """Which can be chosen, and which is; by itself that in use."""
        wanted = model or self.model
        self._models = models
        with QSignalBlocker(self._model):
            self._model.clear()
            for report in models:
                self._model.addItem(one_line(report.name), report.id)
                place = self._model.count() - 1
                self._model.setItemData(place, tooltip(report.path), Qt.ItemDataRole.ToolTipRole)
                if report.id == wanted or (report.chosen and self._model.findData(wanted) < 0):
                    self._model.setCurrentIndex(place)
        self._model.setEnabled(len(models) > 1)
        self._show_preset()

    def place(self, grid: QGridLayout, line: int, removable: bool) -> None:
        """Stand in this line of the grid."""
        self._number.setText(str(line))
        for column, widget in enumerate((self._number, *self.controls)):
            grid.addWidget(widget, line, column)
            widget.show()
        self._remove.setVisible(removable)
        names = (
            self.tr("Preset of row {number}"),
            self.tr("Temperature of row {number}"),
            self.tr("Maximum length of row {number}"),
            self.tr("Model of row {number}"),
            self.tr("Remove row {number}"),
        )
        for widget, name in zip(self.controls, names, strict=True):
            widget.setAccessibleName(name.format(number=line))
        self._remove.setToolTip(tooltip(self._remove.accessibleName()))

    def remove(self) -> None:
        """Go, with all controls."""
        for widget in (self._number, *self.controls, self):
            widget.hide()
            widget.deleteLater()

    def show_icon(self, icon: QIcon) -> None:
        """For the button that removes it."""
        self._remove.setIcon(icon)

    def _prepare(self, language: Language) -> None:
        lowest, highest = TUNING_BOUNDS["max_tokens"]
        self._length.setRange(int(lowest), int(highest))
        self._length.setSingleStep(_STEP)
        self._temperature.setRange(*TUNING_BOUNDS["temperature"])
        self._temperature.setSingleStep(0.05)
        self._temperature.setDecimals(2)
        boxes: tuple[QAbstractSpinBox, ...] = (self._temperature, self._length)
        for box in boxes:
            box.setLocale(QLocale(language))
            box.lineEdit().setTextMargins(INDENT, 0, 0, 0)
            box.setMinimumWidth(84)
            self._wheel.watch(box)
        self._wheel.watch(self._model)
        self._model.setMinimumContentsLength(8)
        self._model.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._remove.setProperty("look", "quiet")
        self._remove.setIconSize(QSize(12, 12))

    def _show_preset(self) -> None:
        path = next((model.path for model in self._models if model.id == self.model), "")
        self._model.setToolTip(tooltip(self._model.currentText()))
        self.preset.show_tuning(self._task, path, self.tuning)

    def _change(self, **changes: float) -> None:
        self.tuning = msgspec.structs.replace(self.tuning, **changes)
        self._show_preset()
        self.changed.emit()

    @Slot(object)
    def _take_preset(self, tuning: object) -> None:
        assert isinstance(tuning, Tuning)
        self.show_tuning(tuning)
        self.changed.emit()

    @Slot(float)
    def _take_temperature(self, temperature: float) -> None:
        self._change(temperature=temperature)

    @Slot(int)
    def _take_length(self, tokens: int) -> None:
        self._change(max_tokens=tokens)

    @Slot()
    def _take_model(self) -> None:
        self._show_preset()
        self.changed.emit()

    @Slot()
    def _ask_to_go(self) -> None:
        self.remove_wanted.emit(self)
