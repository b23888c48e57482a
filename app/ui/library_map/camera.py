"""Which part of the map is in sight: how far it is zoomed in, and what is in the middle."""

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QTransform

CLOSEST = 60.0
"""How far one can zoom in, in times of the whole."""

MARGIN = 26
_MIDDLE = QPointF(0.5, 0.5)


class Camera:
    """Between places on the map, from 0 to 1 each way, and places in a widget of a size in pixels.

    Attributes:
        zoom: in times of the whole.
        centre: what of the map is in the middle of the widget.
    """

    def __init__(self) -> None:
        self._size = QSize(1, 1)
        self.show_whole()

    def show_whole(self) -> None:
        self.zoom, self.centre = 1.0, QPointF(_MIDDLE)

    def fit(self, size: QSize) -> None:
        """The widget has this size now."""
        self._size = QSize(size)

    @property
    def scale(self) -> float:
        """Pixels for the map's whole width."""
        return max(min(self._size.width(), self._size.height()) - 2 * MARGIN, 20) * self.zoom

    def transform(self) -> QTransform:
        """From the map to the widget."""
        made = QTransform.fromTranslate(self._size.width() / 2, self._size.height() / 2)
        made.scale(self.scale, self.scale)
        return made.translate(-self.centre.x(), -self.centre.y())

    def to_map(self, place: QPointF) -> QPointF:
        """From the widget to the map."""
        inverted, _ = self.transform().inverted()
        return inverted.map(place)

    def middle(self) -> QPointF:
        """Of the widget."""
        return QPointF(self._size.width() / 2, self._size.height() / 2)

    def zoom_by(self, factor: float, about: QPointF) -> None:
        """Closer or further; what lies at `about`, in the widget, stays there."""
        before, off = self.scale, about - self.middle()
        self.zoom = min(max(self.zoom * factor, 1.0), CLOSEST)
        self._look_at(self.centre + off / before - off / self.scale)

    def move_by(self, pixels: QPointF) -> None:
        """The map goes with a hand that drags it."""
        self._look_at(self.centre - pixels / self.scale)

    def bring_into_sight(self, place: QPointF) -> bool:
        """Have a place of the map in the middle when it is not in sight; whether that was so."""
        sight = QRectF(0, 0, self._size.width(), self._size.height())
        if sight.adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN).contains(self.transform().map(place)):
            return False
        self._look_at(place)
        return True

    def _look_at(self, centre: QPointF) -> None:
        """Never so far aside that nothing is seen."""
        room = 0.5 if self.zoom > 1 else 0.25
        self.centre = QPointF(
            min(max(centre.x(), 0.5 - room), 0.5 + room), min(max(centre.y(), 0.5 - room), 0.5 + room)
        )
