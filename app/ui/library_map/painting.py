"""How the map is painted: the points in the colours of their groups, what is lit, some names."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetricsF, QPainter, QPen, QPixmap, QTransform

from app.ui.library_map import labels
from app.ui.library_map.groups import DARK, LIGHT, Grouping
from app.ui.library_map.points import MapPoints
from app.ui.theme import Theme

_MANY = 10_000  # from how many points on round dots take too long
_LIT_SIZE = 6.0
_FADED, _LIT_FADED = 46, 90  # of 255
_SMALLER = 0.9  # the names


class MapPainting:
    """Paints `MapPoints` in the colours of a `Grouping`.

    Attributes:
        lit: the numbers of the points that stand out.
        only: the place of the group that is not faded; None fades none.
    """

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self.lit: Sequence[int] = ()
        self.only: int | None = None
        self.show(MapPoints(), Grouping((), (), False))

    def show(self, points: MapPoints, grouping: Grouping) -> None:
        """Another map, or this one in other colours."""
        self._points, self._grouping, self.only = points, grouping, None
        places = range(len(points.documents))
        self._by_size = sorted(places, key=lambda place: -len(points.documents[place].points))
        self._by_group = sorted(places, key=self._order)

    def colour(self, group: int) -> str:
        """The colour of a group."""
        colour = self._grouping.groups[group].colour
        if colour is None:
            return self._theme.colours.muted
        return (DARK if self._theme.dark else LIGHT)[colour]

    def picture(self, size: QSize, ratio: float, transform: QTransform, zoom: float, font: QFont) -> QPixmap:
        """The map as a picture of this size, in pixels of which `ratio` dots make one."""
        made = QPixmap(size * ratio)
        made.setDevicePixelRatio(ratio)
        made.fill(QColor(self._theme.colours.surface))
        painter = QPainter(made)
        self._paint_points(painter, transform, zoom)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lit = self._paint_lit(painter, transform)
        smaller = QFont(font)
        smaller.setPointSizeF(QFontInfo(font).pointSizeF() * _SMALLER)
        painter.setFont(smaller)
        names = self._names(transform)
        within = QRectF(0, 0, size.width(), size.height())
        for label in labels.placed(names, within, QFontMetricsF(smaller), lit):
            self._paint_label(painter, label)
        painter.end()
        return made

    # --- points -------------------------------------------------------------------------------------

    def _paint_points(self, painter: QPainter, transform: QTransform, zoom: float) -> None:
        """The places are transformed and not the painter: it would draw dots as wide as the map is large."""
        few = len(self._points.points) <= _MANY
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, few)
        painted = -1
        for place in self._by_group:
            if (group := self._grouping.of_document[place]) != painted:
                painter.setPen(self._pen(group, few, zoom))
                painted = group
            painter.drawPoints(transform.map(self._points.documents[place].places))

    def _order(self, document: int) -> tuple[bool, int]:
        """The grey group first, then the largest, so that the small ones lie on top of them."""
        group = self._grouping.of_document[document]
        return self._grouping.groups[group].colour is not None, group

    def _pen(self, group: int, few: bool, zoom: float) -> QPen:
        colour = QColor(self.colour(group))
        if self.only is not None and self.only != group:
            colour.setAlpha(_FADED)
        elif self.lit and self.only is None:
            colour.setAlpha(_LIT_FADED)
        pen = QPen(colour, self._dot(few, zoom))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap if few else Qt.PenCapStyle.SquareCap)
        return pen

    def _dot(self, few: bool, zoom: float) -> float:
        """The size of a dot: the more there are the smaller, the closer one looks the larger."""
        size = (7.0 if len(self._points.points) < 2_000 else 5.0) if few else 2.0
        return min(size * float(zoom**0.3), 11.0)

    def _paint_lit(self, painter: QPainter, transform: QTransform) -> list[QRectF]:
        """Where they are: nothing else is to be painted there."""
        corner, taken = QPointF(_LIT_SIZE, _LIT_SIZE), []
        for number in self.lit:
            place = transform.map(self._points.place(number))
            group = self._grouping.of_document[self._points.owners[number]]
            painter.setPen(QPen(QColor(self._theme.colours.text), 2))
            painter.setBrush(QColor(self.colour(group)))
            painter.drawEllipse(place, _LIT_SIZE, _LIT_SIZE)
            taken.append(QRectF(place - corner, place + corner))
        return taken

    # --- names --------------------------------------------------------------------------------------

    def _names(self, transform: QTransform) -> Iterator[tuple[str, QPointF]]:
        """Names with the points they stand for: of the lit documents first, then of the larger ones."""
        for number in self.lit:
            yield self._points.document_of(number).name, transform.map(self._points.place(number))
        for place in self._by_size:
            if self.only is None or self._grouping.of_document[place] == self.only:
                document = self._points.documents[place]
                yield document.name, transform.map(document.middle)

    def _paint_label(self, painter: QPainter, label: labels.Label) -> None:
        ground = QColor(self._theme.colours.surface)
        ground.setAlpha(215)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(label.place, 4, 4)
        painter.setPen(QColor(self._theme.colours.text))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(label.place, int(flags), label.text)
