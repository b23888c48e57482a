"""How a removal looks that can still be undone: what was removed, the seconds left, and Undo.

What is removed, brought back and erased is for those who inherit from it to say, with their plurals.
"""

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.ui.plain_text import PlainLabel, tooltip
from app.ui.theme import Theme

HOLD_MS = 10_000
"""How long a removal can be undone."""

_TICK_MS = 250


class RemovalBar(QFrame):
    """Hidden until something is held or erased. `_hold` runs while it can be undone, `_undo` is the
    button."""

    def __init__(self, theme: Theme, hold_ms: int, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._hold = QTimer(self, singleShot=True, interval=hold_ms)
        self._hold.setTimerType(Qt.TimerType.PreciseTimer)
        self._tick = QTimer(self, interval=_TICK_MS)
        self._words, self._seconds = PlainLabel(), PlainLabel(name="hint")
        self._undo = QPushButton(self.tr("Undo"))
        self._lay_out()
        self._tick.timeout.connect(self._show_seconds)
        theme.changed.connect(self._show_icon)
        self._show_icon()

    def _tell(self, removed: str, erasing: bool) -> None:
        """Show what is held, in words; with none, whether something is being erased."""
        held = bool(removed)
        if held:
            self._words.setText(removed)
            self._tick.start()
            self._show_seconds()
        else:
            self._hold.stop()
            self._tick.stop()
            self._words.setText(self.tr("Erasing…"))
        self._seconds.setVisible(held)
        self._undo.setVisible(held)
        self.setVisible(held or erasing)

    def _lay_out(self) -> None:
        self.setObjectName("panel")
        self._words.setWordWrap(True)
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._undo.setToolTip(tooltip(self.tr("Bring them back (Ctrl+Z)")))
        told = QHBoxLayout()
        told.addWidget(self._words, 1)
        told.addWidget(self._seconds)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 10)
        for box in (told, layout):
            box.setSpacing(8)
        layout.addLayout(told)
        layout.addWidget(self._undo)

    @Slot()
    def _show_seconds(self) -> None:
        seconds = -(-self._hold.remainingTime() // 1000)
        self._seconds.setText(self.tr("{seconds} s").format(seconds=seconds))

    @Slot()
    def _show_icon(self) -> None:
        self._undo.setIcon(self._theme.icon("undo"))
