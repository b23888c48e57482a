"""Which column of the spreadsheet is which field: a choice for each column."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QGridLayout, QScrollArea, QWidget

from app.messages import Language
from app.rows.mapping import Columns, matched
from app.rows.table import column_letters
from app.tasks import Task
from app.ui.plain_text import ElidedLabel, PlainLabel, one_line

_MOST_HEIGHT = 148


class ColumnChoices(QScrollArea):
    """A line for each column: its name, and the field that it fills.

    Signals:
        changed: the person chose another field.
    """

    changed = Signal()

    def __init__(self, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._choices: list[QComboBox] = []
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMaximumHeight(_MOST_HEIGHT)

    def show_columns(self, names: Sequence[str], task: Task) -> None:
        """Other columns, or another task: each column as it is called."""
        content = QWidget()
        content.setObjectName("content")
        grid = QGridLayout(content)
        grid.setContentsMargins(2, 2, 8, 2)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(2, 1)
        self._choices = []
        for place, (name, field_id) in enumerate(zip(names, matched(names, task), strict=True)):
            shown = one_line(name) or column_letters(place)
            choice = self._choice(task, field_id)
            choice.setAccessibleName(self.tr("Field for column {column}").format(column=shown))
            grid.addWidget(ElidedLabel(shown), place, 0)
            grid.addWidget(PlainLabel("→", name="hint"), place, 1)
            grid.addWidget(choice, place, 2)
            self._choices.append(choice)
        self.setWidget(content)
        self.setFixedHeight(min(content.sizeHint().height() + 2, _MOST_HEIGHT))

    def columns(self) -> Columns:
        """The field of each column, "" for one that is not used."""
        return tuple(str(choice.currentData()) for choice in self._choices)

    def _choice(self, task: Task, field_id: str) -> QComboBox:
        choice = QComboBox()
        choice.setMinimumContentsLength(12)
        choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        choice.addItem(self.tr("Not used"), "")
        for field in task.fields:
            choice.addItem(one_line(field.label.in_language(self._language) or field.id), field.id)
        choice.setCurrentIndex(choice.findData(field_id))
        choice.currentIndexChanged.connect(self._note_choice)
        return choice

    @Slot()
    def _note_choice(self) -> None:
        """A field is filled by one column: another one that had it is not used any more."""
        chosen = self.sender()
        field = chosen.currentData() if isinstance(chosen, QComboBox) else ""
        for other in self._choices if field else ():
            if other is not chosen and other.currentData() == field:
                other.blockSignals(True)
                other.setCurrentIndex(0)
                other.blockSignals(False)
        self.changed.emit()
