"""The map on the screen: zoomed, moved, pointed at, and walked through by keyboard.

The points are painted into a picture (`painting.py`) that is kept until something about them changes; what
follows the pointer and the keyboard is painted over it.
"""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.ui.library_map.camera import Camera
from app.ui.library_map.groups import Grouping
from app.ui.library_map.painting import MapPainting
from app.ui.library_map.points import MapPoints
from app.ui.plain_text import one_line, tooltip
from app.ui.theme import Theme

_STEP = 1.25
_WHEEL_NOTCH = 120
_NEAR = 9  # pixels from a point that still mean it
_CLICK = 4  # pixels that a click may move
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class MapView(QWidget):
    """Shows `MapPoints` in the colours of a `Grouping`.

    Signals:
        pointed: the number of the point under the pointer or the keyboard, -1 for none.
        chosen: the number of the point that was clicked, or on which Enter was pressed.
    """

    pointed = Signal(int)
    chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._points = MapPoints()
        self._painting = MapPainting(theme)
        self._camera = Camera()
        self._hovered = self._focused = -1
        self._pressed: QPointF | None = None
        self._dragged = False
        self._picture: QPixmap | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Map of the library"))
        self.setAccessibleDescription(
            self.tr("The arrow keys go from passage to passage, Enter opens one, + - and 0 zoom.")
        )
        theme.changed.connect(self._redraw)

    def sizeHint(self) -> QSize:
        return QSize(560, 420)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 160)

    # --- what is shown ------------------------------------------------------------------------------

    def show_points(self, points: MapPoints, grouping: Grouping) -> None:
        """Show another map, or this one in other colours."""
        if points is not self._points:
            self._hovered = self._focused = -1
            self._painting.lit = ()
        self._points = points
        self._painting.show(points, grouping)
        self._redraw()

    def light(self, numbers: Iterable[int]) -> None:
        """Have these points stand out."""
        self._painting.lit = tuple(numbers)
        self._redraw()

    @Slot(object)
    def show_only(self, group: object) -> None:
        """Fade all groups but this one; None fades none."""
        self._painting.only = group if isinstance(group, int) else None
        self._redraw()

    def colour(self, group: int) -> str:
        """The colour of a group."""
        return self._painting.colour(group)

    def words(self, number: int) -> str:
        """What there is to say of a point: document, page, heading."""
        point, document = self._points.points[number], self._points.document_of(number)
        parts = [document.name, self.tr("page {page}").format(page=point.page), one_line(point.heading)]
        return " · ".join(part for part in parts if part.strip())

    def position(self, number: int) -> QPointF:
        """Where a point is in the widget."""
        return self._camera.transform().map(self._points.place(number))

    @property
    def zoom(self) -> float:
        """In times of the whole."""
        return self._camera.zoom

    @Slot()
    def zoom_in(self) -> None:
        self._zoom_by(_STEP, self._kept_place())

    @Slot()
    def zoom_out(self) -> None:
        self._zoom_by(1 / _STEP, self._kept_place())

    @Slot()
    def show_whole(self) -> None:
        """Zoomed out, in the middle."""
        self._camera.show_whole()
        self._redraw()

    @Slot()
    def _redraw(self) -> None:
        self._picture = None
        self.update()

    def _kept_place(self) -> QPointF:
        """What stays where it is while one zooms by keyboard or button."""
        return self.position(self._focused) if self._focused >= 0 else self._camera.middle()

    def _zoom_by(self, factor: float, about: QPointF) -> None:
        self._camera.zoom_by(factor, about)
        self._redraw()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._picture is None:
            self._picture = self._painting.picture(
                self.size(), self.devicePixelRatioF(), self._camera.transform(), self.zoom, self.font()
            )
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = self._theme.colours
        for number, colour, size in (
            (self._hovered, colours.text, 5.0),
            (self._focused if self.hasFocus() else -1, colours.accent, 9.0),
        ):
            if number >= 0:
                painter.setPen(QPen(QColor(colour), 2))
                painter.drawEllipse(self.position(number), size, size)
        if self.hasFocus() and self._focused < 0:
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)

    # --- pointer ------------------------------------------------------------------------------------

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta().y() / _WHEEL_NOTCH
        if turned:
            self._zoom_by(_STEP**turned, event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed, self._dragged = event.position(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            self._hover(self._at(event.position()), event.globalPosition().toPoint())
            return
        moved = event.position() - self._pressed
        if self._dragged or moved.manhattanLength() > _CLICK:
            self._dragged = True
            self._pressed = event.position()
            self._camera.move_by(moved)
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self._redraw()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._pressed is None:
            return
        self._pressed = None
        self.unsetCursor()
        if not self._dragged and (number := self._at(event.position())) >= 0:
            self._focused = number
            self.update()
            self.chosen.emit(number)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1, QPoint())

    def _at(self, place: QPointF) -> int:
        """The point that a place in the widget means; -1 for none."""
        there = self._camera.to_map(place)
        found = self._points.nearest(there.x(), there.y(), _NEAR / self._camera.scale)
        return -1 if found is None else found

    def _hover(self, number: int, place: QPoint) -> None:
        if number == self._hovered:
            return
        self._hovered = number
        if number >= 0:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            QToolTip.showText(place, tooltip(self.words(number)), self)
        else:
            self.unsetCursor()
            QToolTip.hideText()
        self.pointed.emit(number if number >= 0 else self._focused)
        self.update()

    # --- keyboard -----------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _ARROWS:
            self._walk(*_ARROWS[key])
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_in()
        elif key == Qt.Key.Key_Minus:
            self.zoom_out()
        elif key == Qt.Key.Key_0:
            self.show_whole()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._focused >= 0:
            self.chosen.emit(self._focused)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard begins at what is lit."""
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.MouseFocusReason and self._focused < 0 and self._painting.lit:
            self._focus_point(self._painting.lit[0])

    def _walk(self, across: int, down: int) -> None:
        """The first arrow goes to the point in the middle of what is in sight."""
        if self._focused < 0:
            found = self._points.nearest(self._camera.centre.x(), self._camera.centre.y(), 2.0)
        else:
            found = self._points.towards(self._focused, across, down)
        if found is not None:
            self._focus_point(found)

    def _focus_point(self, number: int) -> None:
        self._focused = number
        if self._camera.bring_into_sight(self._points.place(number)):
            self._redraw()
        self.pointed.emit(number)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.words(number)))
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._camera.fit(self.size())
        self._redraw()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._redraw()
