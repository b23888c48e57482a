"""A line above the list that says something waits, and leads to it."""

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from app.ui.plain_text import PlainLabel
from app.ui.theme import Theme, picture

_ICON = QSize(16, 16)


class QuietBar(QFrame):
    """Hidden while there is nothing to say.

    Signals:
        wanted: the person wants to see it.
    """

    wanted = Signal()

    def __init__(self, theme: Theme, icon: str, parent: QWidget | None = None) -> None:
        """`icon` is the name of one."""
        super().__init__(parent)
        self.setObjectName("side")
        self._theme, self._icon = theme, icon
        self._sign, self._words = QLabel(), PlainLabel(name="hint")
        self._show = QPushButton(self.tr("Show"))
        self._show.setProperty("look", "quiet")
        self._words.setWordWrap(True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(4, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self._words, 1)
        layout.addWidget(self._show)
        self._show.clicked.connect(self.wanted)
        theme.changed.connect(self._show_icon)
        self._show_icon()
        self.hide()

    def say(self, words: str) -> None:
        """Show these words; none hides the line."""
        self._words.setText(words)
        self._show.setAccessibleName(f"{self._show.text()}: {words}")
        self.setVisible(bool(words))

    @Slot()
    def _show_icon(self) -> None:
        self._sign.setPixmap(picture(self._icon, self._theme.colours.muted, _ICON, self.devicePixelRatioF()))
