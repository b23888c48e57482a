"""The field of several choices: boxes to check that are all in sight, or a menu of them where they are
many."""

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QAction, QFontMetrics
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QToolButton, QWidget

from app.tasks import lines_of
from app.ui.plain_text import tooltip
from app.ui.request.fields import FieldWidget
from app.ui.request.flow import FlowLayout
from app.ui.scope import DOWN, ManyMenu

MOST_BOXES, MOST_LETTERS, LONGEST_LABEL = 12, 240, 50
SEVERAL = 5
"""From more choices than this on, all or none can be chosen at once."""
_WIDEST = 380  # pixels of the words of a menu's button


def fit_as_boxes(choices: tuple[tuple[str, str], ...]) -> bool:
    """Whether all can be in sight, in a few lines."""
    lengths = [len(words) for _, words in choices]
    return len(choices) <= MOST_BOXES and sum(lengths) <= MOST_LETTERS and max(lengths) <= LONGEST_LABEL


class ChoiceBoxes(FieldWidget):
    """Some of a few values, all in sight."""

    def __init__(
        self, choices: tuple[tuple[str, str], ...], value: str, most: int, parent: QWidget | None = None
    ) -> None:
        """`choices` are (id, words); `value` has the chosen ids, one a line, of which `most` may be
        chosen."""
        super().__init__(parent)
        chosen = lines_of(value)
        self._boxes: dict[str, QCheckBox] = {}
        self._fills = False
        lines = QWidget()
        flow = FlowLayout(lines, gap=8)
        for identity, words in choices:
            box = QCheckBox(words.replace("&", "&&"))
            box.setObjectName("choice")
            box.setChecked(identity in chosen)
            box.toggled.connect(self._note)
            self._boxes[identity] = box
            self._watch(box)
            flow.addWidget(box)
        self._all = QToolButton()
        self._all.setProperty("look", "link")
        self._all.clicked.connect(self._choose_all)
        if len(choices) > SEVERAL and most >= len(choices):
            self._watch(self._all)
            flow.addWidget(self._all)
        self._row.addWidget(lines, 1)
        self._name_all()

    def value(self) -> str:
        return "\n".join(identity for identity, box in self._boxes.items() if box.isChecked())

    def describe(self, name: str, description: str) -> None:
        for box in self._boxes.values():
            box.setAccessibleName(f"{name}: {box.text().replace('&&', '&')}")
            box.setAccessibleDescription(description)
        self._all.setAccessibleName(f"{name}: {self._all.text()}")

    @property
    def _everything(self) -> bool:
        return all(box.isChecked() for box in self._boxes.values())

    @Slot()
    def _choose_all(self) -> None:
        """All of them, or none where all are chosen."""
        self._fills, chosen = True, not self._everything
        for box in self._boxes.values():
            box.setChecked(chosen)
        self._fills = False
        self._note()

    @Slot()
    def _note(self) -> None:
        if not self._fills:
            self._name_all()
            self.changed.emit()

    def _name_all(self) -> None:
        self._all.setText(self.tr("None") if self._everything else self.tr("All"))


class ChoiceMenu(FieldWidget):
    """Some of many values, from a menu that stays open while they are checked."""

    def __init__(
        self, choices: tuple[tuple[str, str], ...], value: str, most: int, parent: QWidget | None = None
    ) -> None:
        """As `ChoiceBoxes`."""
        super().__init__(parent)
        chosen = lines_of(value)
        self._fills = False
        self._button = QToolButton()
        self._button.setObjectName("menu")
        self._button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self._button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._menu = ManyMenu(self)
        self._menu.setStyleSheet("QMenu { menu-scrollable: 1; }")
        if most >= len(choices):
            for words, slot in ((self.tr("All"), self._choose_all), (self.tr("None"), self._choose_none)):
                self._menu.addAction(words).triggered.connect(slot)
            self._menu.addSeparator()
        self._actions: dict[str, QAction] = {}
        for identity, words in choices:
            action = self._actions[identity] = self._menu.addAction(words.replace("&", "&&"))
            action.setCheckable(True)
            action.setData(identity)
            action.setChecked(identity in chosen)
            action.toggled.connect(self._note)
        self._button.setMenu(self._menu)
        self._watch(self._button)
        self._row.addWidget(self._button)
        self._row.addStretch()
        self._say()

    def value(self) -> str:
        return "\n".join(identity for identity, action in self._actions.items() if action.isChecked())

    def describe(self, name: str, description: str) -> None:
        self._button.setAccessibleName(f"{name}: {self._words()}")
        self._button.setAccessibleDescription(description)

    def minimumSizeHint(self) -> QSize:
        return QSize(140, super().minimumSizeHint().height())

    @Slot()
    def _choose_all(self) -> None:
        self._choose(True)

    @Slot()
    def _choose_none(self) -> None:
        self._choose(False)

    def _choose(self, chosen: bool) -> None:
        self._fills = True
        for action in self._actions.values():
            action.setChecked(chosen)
        self._fills = False
        self._note()

    @Slot()
    def _note(self) -> None:
        if not self._fills:
            self._say()
            self.changed.emit()

    def _words(self) -> str:
        chosen = [action.text().replace("&&", "&") for action in self._actions.values() if action.isChecked()]
        return ", ".join(chosen) or self.tr("no choice")

    def _say(self) -> None:
        words = self._words()
        shown = QFontMetrics(self.font()).elidedText(words, Qt.TextElideMode.ElideRight, _WIDEST)
        self._button.setText(f"{shown.replace('&', '&&')} {DOWN}")
        self._button.setToolTip(tooltip(words))
