"""The field of one choice out of several: a list that opens, or buttons where they are few and short."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QButtonGroup, QComboBox, QRadioButton, QWidget

from app.ui.request.fields import FieldWidget

WIDEST_LIST = 320  # pixels
LEAST_LIST, AROUND_WORDS = 240, 52
"""Pixels: so wide a list is at least where its words need it, and what of it is beside the words."""
MOST_BUTTONS, MOST_LETTERS = 4, 28


def fit_as_buttons(choices: tuple[tuple[str, str], ...]) -> bool:
    """Whether all can be in sight, side by side in half a form."""
    return 2 <= len(choices) <= MOST_BUTTONS and sum(len(words) for _, words in choices) <= MOST_LETTERS


class ChoiceList(FieldWidget):
    """One of many values, from a list that opens."""

    def __init__(
        self, choices: tuple[tuple[str, str], ...], value: str, nothing: str, parent: QWidget | None = None
    ) -> None:
        """`choices` are (id, words); `nothing` are the words for no value, "" where there must be one."""
        super().__init__(parent)
        self._list = QComboBox()
        self._list.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._list.setMinimumContentsLength(10)
        self._list.setMaximumWidth(WIDEST_LIST)
        widest = max((self.fontMetrics().horizontalAdvance(words) for _, words in choices), default=0)
        self._list.setMinimumWidth(min(widest + AROUND_WORDS, LEAST_LIST))
        if nothing:
            self._list.addItem(nothing, "")
        for identity, words in choices:
            self._list.addItem(words, identity)
        ids = [identity for identity, _ in choices]
        place = ids.index(value) + bool(nothing) if value in ids else 0 if nothing else -1
        self._list.setCurrentIndex(place)
        self._list.currentIndexChanged.connect(self.changed)
        self._watch(self._list)
        self._row.addWidget(self._list, 1)
        self._row.addStretch()

    def value(self) -> str:
        chosen = self._list.currentData()
        return chosen if isinstance(chosen, str) else ""


class ChoiceButtons(FieldWidget):
    """One of a few values, all in sight."""

    def __init__(
        self, choices: tuple[tuple[str, str], ...], value: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._ids = [identity for identity, _ in choices]
        for place, (identity, words) in enumerate(choices):
            button = QRadioButton(words.replace("&", "&&"))
            button.setObjectName("choice")
            button.setChecked(identity == value)
            self._group.addButton(button, place)
            self._watch(button)
            self._row.addWidget(button)
        self._row.addStretch()
        self._group.idToggled.connect(self._note)

    @property
    def control(self) -> QWidget:
        return self._group.checkedButton() or self._group.buttons()[0]

    def value(self) -> str:
        place = self._group.checkedId()
        return self._ids[place] if place >= 0 else ""

    def describe(self, name: str, description: str) -> None:
        for button in self._group.buttons():
            button.setAccessibleName(f"{name}: {button.text().replace('&&', '&')}")
            button.setAccessibleDescription(description)

    @Slot(int, bool)
    def _note(self, _place: int, chosen: bool) -> None:
        if chosen:
            self.changed.emit()
