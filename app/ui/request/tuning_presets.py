"""Presets: tunings with a name, to choose, to keep, to rename and to delete with a moment to think again.

The name is asked for in `tuning_question`, they are kept by `tuning_memory`, and joined to the sliders in
`tuning_place`.
"""

from dataclasses import dataclass

import msgspec
from PySide6.QtCore import QObject, QSignalBlocker, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from app.messages import Tuning
from app.tasks import Task
from app.ui.plain_text import PlainLabel, one_line, tooltip
from app.ui.preferences import Preset
from app.ui.request.fields import WheelWithFocusOnly
from app.ui.request.tuning_memory import TuningMemory
from app.ui.theme import Theme

HOLD_MS = 10_000
"""How long a deleted preset can be brought back."""

PRECISE = Tuning(temperature=0.0)
BALANCED = Tuning(temperature=0.5)
CREATIVE = Tuning(temperature=1.1, top_p=0.98, min_p=0.03, top_k=100)
"""The built-in ones say how words are chosen; length and seed stay as they are."""


def with_choice(tuning: Tuning, built_in: Tuning) -> Tuning:
    """A tuning in which words are chosen as in a built-in one."""
    return msgspec.structs.replace(built_in, max_tokens=tuning.max_tokens, seed=tuning.seed)


@dataclass(frozen=True)
class Offer:
    """A line of the list: what it is called, what it means, the tuning that it makes, and the person's own
    preset that it is, if it is one."""

    name: str
    meaning: str
    tuning: Tuning
    preset: Preset | None = None


class PresetNames(QObject):
    """The words for what is offered."""

    def offers(self, memory: TuningMemory, task: Task, model: str, now: Tuning) -> tuple[Offer, ...]:
        """What a task and a model have, the task's own first, while the tuning is `now`."""
        built_in = (
            (self.tr("Precise"), self.tr("Always the likeliest word: for facts and figures."), PRECISE),
            (self.tr("Balanced"), self.tr("Mostly likely words: for letters and summaries."), BALANCED),
            (self.tr("Creative words"), self.tr("Also unlikely words: for ideas and slogans."), CREATIVE),
        )
        return (
            Offer(self.tr("The task's own"), self.tr("As the maker of the task meant it."), task.tuning),
            *(Offer(name, meaning, with_choice(now, tuning)) for name, meaning, tuning in built_in),
            *(
                Offer(preset.name, self._meaning(preset), preset.tuning, preset)
                for preset in memory.presets(task.id, model)
            ),
        )

    def _meaning(self, preset: Preset) -> str:
        if preset.task:
            return self.tr("Your own preset, for this task.")
        return self.tr("Your own preset.")


class PresetBox(QComboBox):
    """The list of what is offered. It says which one the tuning is, or that it is none of them.

    Signals:
        chosen: the `Tuning` of the offer that was chosen by the person.
    """

    chosen = Signal(object)

    def __init__(self, memory: TuningMemory, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._memory = memory
        self._words = PresetNames(self)
        self._wheel = WheelWithFocusOnly(self)
        self._wheel.watch(self)
        self._offers: tuple[Offer, ...] = ()
        self._preferred = ""  # of those that make the same tuning, the one that was chosen or saved last
        self.setAccessibleName(self.tr("Preset"))
        self.setPlaceholderText(self.tr("Your own settings"))
        self.setMinimumContentsLength(12)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMaxVisibleItems(20)
        self.activated.connect(self._choose)

    @property
    def current(self) -> Offer | None:
        """The offer that the tuning is."""
        return self._offers[self.currentIndex()] if self.currentIndex() >= 0 else None

    @property
    def names(self) -> tuple[str, ...]:
        """Those of all that is offered."""
        return tuple(offer.name for offer in self._offers)

    def prefer(self, name: str) -> None:
        """Of several that make one tuning it is the one of this name."""
        self._preferred = name

    def show_tuning(self, task: Task, model: str, tuning: Tuning) -> None:
        """Offer what there is for a task and a model, and say which of it this tuning is."""
        offers = self._words.offers(self._memory, task, model, tuning)
        with QSignalBlocker(self):
            if [offer.name for offer in offers] != [offer.name for offer in self._offers]:
                self.clear()
                for offer in offers:
                    self.addItem(one_line(offer.name))
            for row, offer in enumerate(offers):
                self.setItemData(row, tooltip(f"{offer.name}\n{offer.meaning}"), Qt.ItemDataRole.ToolTipRole)
            self._offers = offers
            same = [row for row, offer in enumerate(offers) if offer.tuning == tuning]
            same.sort(key=lambda row: offers[row].name != self._preferred)
            self.setCurrentIndex(same[0] if same else -1)
        told = self.current
        self.setToolTip(tooltip(told.meaning if told else self.tr("These settings are no preset.")))

    @Slot(int)
    def _choose(self, row: int) -> None:
        self.prefer(self._offers[row].name)
        self.chosen.emit(self._offers[row].tuning)


class PresetMenu(QToolButton):
    """What can be done with the tuning that is shown, and with the preset that it is: `save`, `rename`,
    `delete` and `own` are its entries."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        menu = QMenu(self)
        self.save = menu.addAction(self.tr("Save as a preset…"))
        self.rename = menu.addAction(self.tr("Rename the preset…"))
        self.delete = menu.addAction(self.tr("Delete the preset"))
        menu.addSeparator()
        self.own = menu.addAction(self.tr("Back to the task's own"))
        self.setMenu(menu)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setProperty("look", "quiet")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("More about presets"))
        self.setToolTip(tooltip(self.tr("Save, rename or delete a preset")))
        theme.changed.connect(self._show_icon)
        self._show_icon()

    def offer(self, current: Offer | None, changed: bool) -> None:
        """What the tuning is, and whether it is another than the task's own."""
        own = current is not None and current.preset is not None
        for action in (self.rename, self.delete):
            action.setEnabled(own)
        self.own.setEnabled(changed)

    @Slot()
    def _show_icon(self) -> None:
        self.setIcon(self._theme.icon("more", self._theme.colours.muted))


class PresetUndo(QWidget):
    """Says for a while that a preset is gone, with a button that brings it back.

    Signals:
        wanted: the `Preset` is to come back.
        shown: it came or went: there is another height.
    """

    wanted = Signal(object)
    shown = Signal()

    def __init__(self, theme: Theme, hold_ms: int = HOLD_MS, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._gone: Preset | None = None
        self._hold = QTimer(self, singleShot=True, interval=hold_ms)
        self._hold.timeout.connect(self._close)
        self._says = PlainLabel(name="caption")
        self._says.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._undo = QPushButton(self.tr("Undo"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._says, 1)
        row.addWidget(self._undo)
        self._undo.clicked.connect(self._bring_back)
        theme.changed.connect(self._show_icon)
        self._show_icon()
        self.hide()

    def say(self, preset: Preset) -> None:
        """This one was deleted just now."""
        self._gone = preset
        self._says.setText(one_line(self.tr("Preset “{name}” is deleted.").format(name=preset.name)))
        self._says.setToolTip(tooltip(preset.name))
        self._hold.start()
        self.show()
        self.shown.emit()

    @Slot()
    def _bring_back(self) -> None:
        gone = self._gone
        self._close()
        if gone is not None:
            self.wanted.emit(gone)

    @Slot()
    def _close(self) -> None:
        self._hold.stop()
        self._gone = None
        self.hide()
        self.shown.emit()

    @Slot()
    def _show_icon(self) -> None:
        self._undo.setIcon(self._theme.icon("undo"))
