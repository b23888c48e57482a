"""A source in a window of its own, as large as the person likes: that is where a page can be read."""

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from app.messages import Source
from app.ui.services import Services
from app.ui.source.view import SourceView

LEAST_SIZE, FIRST_SIZE = QSize(420, 400), QSize(860, 900)


class EnlargedSource(QDialog):
    """Beside the window, not over it; its place and size are remembered. Escape closes it."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._preferences = services.preferences
        self.setWindowTitle(self.tr("Source"))
        self.setMinimumSize(LEAST_SIZE)
        self._view = SourceView(services, enlarged=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 10)
        layout.addWidget(self._view)
        known = self._preferences.now.source_geometry
        if not known or not self.restoreGeometry(QByteArray.fromBase64(known.encode("ascii", "replace"))):
            self.resize(FIRST_SIZE.boundedTo(self.screen().availableSize()))

    def show_source(self, sources: tuple[Source, ...], number: int) -> None:
        """Show the source of this number, and let the person go through the others."""
        self._view.show_source(sources, number)

    def hideEvent(self, event: QHideEvent) -> None:
        self._preferences.change(source_geometry=bytes(self.saveGeometry().toBase64().data()).decode("ascii"))
        super().hideEvent(event)
