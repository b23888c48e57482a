"""The picture of one page, with the passage marked and in sight: to be scrolled, moved and zoomed."""

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSizeF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from app.messages import PageDrawn
from app.ui.theme import LIGHT, Theme
from store.schema import Rectangle

LEAST_ZOOM, MOST_ZOOM, ZOOM_STEP = 1.0, 6.0, 1.25
REDRAW_AFTER_MS = 150
WIDEST = 8_000
"""Pixels across: a page of paper has fewer at any zoom."""

_A4 = 842 / 595
_SIDE, _ABOVE = 2, 2  # room around the page
_LINE = 48  # how far an arrow key scrolls
_MARK_EDGE = 2.0


class PagePicture(QAbstractScrollArea):
    """Shows a page as wide as there is room, times the zoom. Until a sharper picture comes the one that is
    there is stretched.

    Signals:
        wanted: a picture `wanted_width` wide is needed, the one that is there has another size.
        zoomed: the zoom is another now.
        turned: the person wants the next page (1) or the one before (-1).
        double_clicked: on the page.
    """

    wanted = Signal()
    zoomed = Signal(float)
    turned = Signal(int)
    double_clicked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._image = QImage()
        self._marks: tuple[Rectangle, ...] = ()
        self._ratio = _A4
        self._zoom = 1.0
        self._drawn_width = 0  # what the picture was asked for as
        self._settled = True
        self._held: QPoint | None = None
        self._words = ""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setAccessibleName(self.tr("Picture of the page"))
        self.viewport().setCursor(Qt.CursorShape.OpenHandCursor)
        self._late = QTimer(self, singleShot=True, interval=REDRAW_AFTER_MS)
        self._late.timeout.connect(self._want)
        for bar in (self.verticalScrollBar(), self.horizontalScrollBar()):
            bar.actionTriggered.connect(self._settle)
        theme.changed.connect(self.viewport().update)

    # What is shown.

    def clear(self) -> None:
        """An empty page, until another comes; `say` what it waits for."""
        self._image, self._marks, self._words = QImage(), (), ""
        self._drawn_width = 0
        self._settled = False
        self._lay_out()
        for bar in (self.verticalScrollBar(), self.horizontalScrollBar()):
            bar.setValue(0)
        self.viewport().update()

    def say(self, words: str) -> None:
        """Words in place of the picture."""
        self._words = words
        self.viewport().update()

    def show_page(self, drawn: PageDrawn, asked_width: int) -> None:
        """Show a picture that was asked for as wide as this. One of a new page has its first mark brought
        in sight, a sharper one of the same page stays where it is."""
        made = QImage(drawn.pixels, drawn.width, drawn.height, 3 * drawn.width, QImage.Format.Format_RGB888)
        self._image = made.convertToFormat(QImage.Format.Format_RGB32)  # with pixels of its own
        self._marks, self._words = drawn.marks, ""
        self._ratio = drawn.height / drawn.width
        self._drawn_width = asked_width
        self._lay_out()
        self._bring_in()
        self.viewport().update()
        if asked_width != self.wanted_width:
            self._late.start()

    @property
    def wanted_width(self) -> int:
        """How wide the picture should be, in pixels of the screen."""
        return min(max(round(self.paper_width * self.devicePixelRatioF()), 1), WIDEST)

    @property
    def paper_width(self) -> int:
        """How wide the page is on the screen."""
        return max(1, round((self.viewport().width() - 2 * _SIDE) * self._zoom))

    @property
    def marks(self) -> tuple[Rectangle, ...]:
        return self._marks

    @property
    def is_empty(self) -> bool:
        return self._image.isNull()

    # Zoom.

    @property
    def zoom(self) -> float:
        """1 is as wide as there is room."""
        return self._zoom

    def set_zoom(self, zoom: float, around: QPointF | None = None) -> None:
        """Bounded; what is `around` (in the viewport; or else its middle) stays there."""
        zoom = min(max(zoom, LEAST_ZOOM), MOST_ZOOM) if zoom == zoom else 1.0
        if abs(zoom - self._zoom) < 1e-6:
            return
        around = around or QPointF(self.viewport().rect().center())
        paper = self._paper()
        across = (around.x() - paper.left()) / paper.width()
        down = (around.y() - paper.top()) / paper.height()
        self._zoom = zoom
        self._lay_out()
        wide, high = self.paper_width, self._paper().height()
        self.horizontalScrollBar().setValue(round(_SIDE + across * wide - around.x()))
        self.verticalScrollBar().setValue(round(_ABOVE + down * high - around.y()))
        self.viewport().update()
        self._late.start()
        self.zoomed.emit(zoom)

    def zoom_by(self, steps: int, around: QPointF | None = None) -> None:
        """So many steps closer, or with a negative number farther away."""
        self.set_zoom(self._zoom * ZOOM_STEP**steps, around)

    # Qt's own.

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange:  # another screen
            self._late.start()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        colours, paper = self._theme.colours, self._paper()
        if self._image.isNull():
            painter.fillRect(paper, QColor(colours.window))
            painter.setPen(QColor(colours.muted))
            seen = paper.intersected(QRectF(self.viewport().rect()))
            how = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(seen.adjusted(12, 12, -12, -12), int(how), self._words)
        else:
            self._paint_picture(painter, paper, QRectF(event.rect()))
        painter.setPen(QPen(QColor(colours.border), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(paper.adjusted(-0.5, -0.5, 0.5, 0.5))

    def _paint_picture(self, painter: QPainter, paper: QRectF, part: QRectF) -> None:
        """Only what is to be painted: a whole page may have many millions of pixels."""
        seen = paper.intersected(part)
        scale = self._image.width() / paper.width(), self._image.height() / paper.height()
        source = QRectF(
            (seen.left() - paper.left()) * scale[0],
            (seen.top() - paper.top()) * scale[1],
            seen.width() * scale[0],
            seen.height() * scale[1],
        )
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(seen, self._image, source)
        # Paper is white in the dark too, and what is printed on it stays as black as it was.
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        for mark in self._marks:
            painter.fillRect(
                _on(paper, mark).adjusted(-_MARK_EDGE, 0, _MARK_EDGE, 0), QColor(LIGHT.highlight)
            )
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()
        self._bring_in()
        self._late.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        page = round(self.viewport().height() * 0.9)
        moves = {
            Qt.Key.Key_Up: (down, -_LINE),
            Qt.Key.Key_Down: (down, _LINE),
            Qt.Key.Key_Left: (across, -_LINE),
            Qt.Key.Key_Right: (across, _LINE),
            Qt.Key.Key_PageUp: (down, -page),
            Qt.Key.Key_PageDown: (down, page),
            Qt.Key.Key_Home: (down, -down.maximum()),
            Qt.Key.Key_End: (down, down.maximum()),
        }
        key = Qt.Key(event.key())
        if key not in moves or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            event.ignore()
            return
        bar, distance = moves[key]
        before = bar.value()
        bar.setValue(before + distance)
        self._settle()
        if bar.value() == before and key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.turned.emit(1 if distance > 0 else -1)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(self._zoom * ZOOM_STEP ** (event.angleDelta().y() / 120), event.position())
            event.accept()
        else:
            self._settle()
            super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._held = event.position().toPoint()
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held is not None:
            moved, self._held = event.position().toPoint() - self._held, event.position().toPoint()
            self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() - moved.x())
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() - moved.y())
            self._settle()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._held = None
        self.viewport().setCursor(Qt.CursorShape.OpenHandCursor)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.double_clicked.emit()

    # Where everything is.

    def _paper(self) -> QRectF:
        """The page, in the viewport."""
        size = QSizeF(self.paper_width, max(1.0, self.paper_width * self._ratio))
        left = _SIDE - self.horizontalScrollBar().value()
        return QRectF(QPointF(left, _ABOVE - self.verticalScrollBar().value()), size)

    def _lay_out(self) -> None:
        size, seen = self._paper().size(), self.viewport().size()
        self.horizontalScrollBar().setRange(0, max(0, round(size.width()) + 2 * _SIDE - seen.width()))
        self.verticalScrollBar().setRange(0, max(0, round(size.height()) + 2 * _ABOVE - seen.height()))
        for bar, room in (
            (self.horizontalScrollBar(), seen.width()),
            (self.verticalScrollBar(), seen.height()),
        ):
            bar.setPageStep(room)
            bar.setSingleStep(_LINE)

    def _bring_in(self) -> None:
        """Until the person scrolls: the first mark in the upper third, and its beginning in sight."""
        if self._settled or self._image.isNull():
            return
        mark, paper, seen = next(iter(self._marks), None), self._paper(), self.viewport().size()
        if mark is None:
            self.verticalScrollBar().setValue(0)
            self.horizontalScrollBar().setValue(0)
            return
        self.verticalScrollBar().setValue(round(_ABOVE + mark.top * paper.height() - seen.height() / 4))
        middle = (mark.left + mark.right) / 2 * paper.width() - seen.width() / 2
        begins = mark.left * paper.width() - seen.width() / 10
        self.horizontalScrollBar().setValue(round(_SIDE + min(middle, begins)))

    @Slot()
    def _settle(self) -> None:
        self._settled = True

    @Slot()
    def _want(self) -> None:
        if self.isVisible() and self.wanted_width != self._drawn_width:
            self.wanted.emit()


def _on(paper: QRectF, mark: Rectangle) -> QRectF:
    return QRectF(
        QPointF(paper.left() + mark.left * paper.width(), paper.top() + mark.top * paper.height()),
        QPointF(paper.left() + mark.right * paper.width(), paper.top() + mark.bottom * paper.height()),
    )
