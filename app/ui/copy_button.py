"""A button that copies, and says so for a moment."""

from PySide6.QtCore import QMimeData, QTimer, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QWidget

from app.ui.theme import Theme

SAID_MS = 2_000


class CopyButton(QPushButton):
    """It keeps its width while it says that it has copied."""

    def __init__(
        self, text: str, theme: Theme, parent: QWidget | None = None, said_ms: int = SAID_MS
    ) -> None:
        """`text` is what it says otherwise, `said_ms` how long it says "Copied"."""
        super().__init__(text, parent)
        self._text = self._shown = text
        self._theme = theme
        self.setProperty("look", "quiet")
        self._timer = QTimer(self, singleShot=True, interval=said_ms)
        self._timer.timeout.connect(self._show_text)
        theme.changed.connect(self._show_icon)
        self._show_icon()

    def set_narrow(self, narrow: bool) -> None:
        """Only its icon is shown."""
        self.setAccessibleName(self._text)
        self._shown = "" if narrow else self._text
        self._show_text()

    def copy(self, mime: QMimeData) -> None:
        """Put this on the clipboard."""
        QGuiApplication.clipboard().setMimeData(mime)
        self.setMinimumWidth(self.width())
        self.setText(self.tr("Copied") if self._shown else "")
        self._timer.start()
        self._show_icon()

    @Slot()
    def _show_text(self) -> None:
        self.setText(self._shown)
        self.setMinimumWidth(0)
        self._show_icon()

    @Slot()
    def _show_icon(self) -> None:
        name = "done" if self._timer.isActive() else "copy"
        self.setIcon(self._theme.icon(name))
