"""The place of a source in the window: the right column, with a way back and a way to see it larger."""

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from app.messages import Source
from app.ui.plain_text import tooltip
from app.ui.services import Services
from app.ui.source.enlarged import EnlargedSource
from app.ui.source.view import SourceView

LEAST_WIDTH = 280
_MARGIN = 12


class SourcePage(QWidget):
    """A source in the column; a window of its own beside it, once the person has asked for that.

    Signals:
        closed: the person wants back to where they came from.
    """

    closed = Signal()

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._enlarged: EnlargedSource | None = None
        self.setMinimumWidth(LEAST_WIDTH)
        self._back = QPushButton(self.tr("Back"))
        self._back.setProperty("look", "quiet")
        self._back.setToolTip(tooltip(self.tr("Back to the documents (Esc)")))
        self._view = SourceView(services)
        self._view.head.insertWidget(0, self._back)
        panel = QFrame()
        panel.setObjectName("panel")
        column = QVBoxLayout(panel)
        column.setContentsMargins(_MARGIN, 8, _MARGIN, 8)
        column.addWidget(self._view)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(panel)
        self._back.clicked.connect(self.closed)
        self._view.enlarge_wanted.connect(self._enlarge)
        services.theme.changed.connect(self._show_icon)
        self._show_icon()

    def show_source(self, sources: tuple[Source, ...], number: int) -> None:
        """Show the source of this number, and let the person go through the others."""
        self._view.show_source(sources, number)
        if self._enlarged is not None and self._enlarged.isVisible():
            self._enlarged.show_source(sources, number)

    def event(self, event: QEvent) -> bool:
        """The keys that lead back are this place's own while the keyboard is in it."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and _leads_back(event)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _leads_back(event):
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """With the window of the program goes that of the source."""
        super().hideEvent(event)
        if self._enlarged is not None and not self.window().isVisible():
            self._enlarged.close()

    @Slot()
    def _enlarge(self) -> None:
        if self._enlarged is None:
            self._enlarged = EnlargedSource(self._services, self.window())
        self._enlarged.show_source(*self._view.shown)
        self._enlarged.show()
        self._enlarged.raise_()
        self._enlarged.activateWindow()

    @Slot()
    def _show_icon(self) -> None:
        self._back.setIcon(self._services.theme.icon("back"))


def _leads_back(event: QKeyEvent) -> bool:
    alt_left = event.key() == Qt.Key.Key_Left and event.modifiers() == Qt.KeyboardModifier.AltModifier
    return event.key() == Qt.Key.Key_Escape or alt_left
