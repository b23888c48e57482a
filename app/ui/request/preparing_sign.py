"""What is shown of work while the person types: a ring that fills, and two words beside it."""

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.ui.plain_text import ElidedLabel, tooltip
from app.ui.request.preparing import Phase
from app.ui.theme import Theme

_SIZE = QSize(12, 12)
_LINE = 2.0  # pixels
_LEAST = 0.06  # of the ring, so that it is seen that something goes on


class PreparingRing(QWidget):
    """A share of a circle; the whole of it is a dot."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._share, self._ready = 0.0, False
        self.setFixedSize(_SIZE)
        theme.changed.connect(self._paint_anew)

    def show_share(self, share: float, ready: bool) -> None:
        """Show how far it is, 0 to 1."""
        self._share, self._ready = share, ready
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inner = QRectF(self.rect()).adjusted(_LINE / 2, _LINE / 2, -_LINE / 2, -_LINE / 2)
        accent = QColor(self._theme.colours.accent)
        if self._ready:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(accent)
            painter.drawEllipse(inner)
            return
        painter.setPen(QPen(QColor(self._theme.colours.border), _LINE))
        painter.drawEllipse(inner)
        painter.setPen(QPen(accent, _LINE, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawArc(inner, 90 * 16, -round(360 * 16 * max(self._share, _LEAST)))

    @Slot()
    def _paint_anew(self) -> None:
        self.update()


class PreparingSign(QWidget):
    """Beside Generate. It keeps its place when it is hidden, and gives way to what needs the room."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ring = PreparingRing(theme)
        self._words = ElidedLabel(name="caption")
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 8, 0)
        row.setSpacing(7)
        row.addWidget(self._ring)
        row.addWidget(self._words, 1)
        self.show_phase("none", 0.0)

    def show_phase(self, phase: Phase, share: float) -> None:
        """Show how it stands; "none" is nothing."""
        for part in (self._ring, self._words):
            part.setVisible(phase != "none")
        self._ring.show_share(share, phase == "ready")
        if phase == "ready":
            self._words.setText(self.tr("Ready to write"))
            told = self.tr("What this form needs has been read: the answer begins soon after Generate.")
        else:
            self._words.setText(self.tr("Reading along…"))
            told = self.tr("While you type, what this form needs is already being looked up and read.")
        self.setToolTip(tooltip(told))
        self._words.setToolTip(tooltip(told))
