"""Which names are written on the map, and where: as many as have room, the larger documents first."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF

MOST = 14
WIDEST = 170.0
_LOOKED_AT = 400  # documents in sight; the smaller ones find no room anyway
_PADDING = 4.0
_ABOVE = 7.0  # the name stands this far above its point
_ROOM = 6.0  # between two names


@dataclass(frozen=True)
class Label:
    """A name and the ground it is written on."""

    text: str
    place: QRectF


def placed(
    names: Iterable[tuple[str, QPointF]],
    within: QRectF,
    metrics: QFontMetricsF,
    free: Sequence[QRectF] = (),
) -> Iterator[Label]:
    """Those names that have room, at most `MOST`, each once; `names` come with the points they stand for, the
    most important first. Over what is in `free` nothing is written."""
    taken: list[QRectF] = []
    written: set[str] = set()
    looked_at = 0
    for name, point in names:
        if len(taken) == MOST or looked_at == _LOOKED_AT:
            return
        if not within.contains(point) or name in written:
            continue
        looked_at += 1
        text = metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, WIDEST)
        place = _beside(point, metrics.horizontalAdvance(text), metrics.height(), within)
        grown = place.adjusted(-_ROOM, -_ROOM, _ROOM, _ROOM)
        if any(map(grown.intersects, taken)) or any(map(place.intersects, free)):
            continue
        taken.append(place)
        written.add(name)
        yield Label(text, place)


def _beside(point: QPointF, width: float, height: float, within: QRectF) -> QRectF:
    """Above the point, or wherever the edge lets it be."""
    width, height = width + 2 * _PADDING, height + 2
    left = min(max(point.x() - width / 2, within.left() + 2), within.right() - width - 2)
    top = max(point.y() - height - _ABOVE, within.top() + 2)
    return QRectF(left, top, width, height)
