"""The passages on the map as data: which there are, which is where, which is next to which.

How they look is `app.ui.library_map.view`. Places are in the map's own measure, from 0 to 1 each way.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import hypot
from pathlib import PurePath

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPolygonF

from app.messages import MapDocument, MapDrawn, MapPoint, Source
from app.ui.plain_text import one_line

CELLS = 96
"""Into how many cells the map is divided each way, so that few points are looked at for each question."""

_LOOKED_AT = 500
_ASIDE = 2.0  # how much more a step to the side counts than one ahead


@dataclass(eq=False, slots=True)
class DocumentOnMap:
    """A document with the numbers of its points, in reading order, their places ready to be painted, and
    the one of them that is most in the midst of the others."""

    document: MapDocument
    name: str
    points: list[int] = field(default_factory=list)
    places: QPolygonF = field(default_factory=QPolygonF)
    middle: QPointF = field(default_factory=QPointF)

    def find_middle(self, points: Sequence[MapPoint]) -> None:
        """Of very many points some are looked at."""
        some = [points[number] for number in self.points[:: len(self.points) // _LOOKED_AT + 1]]
        xs, ys = sorted(point.x for point in some), sorted(point.y for point in some)
        x, y = xs[len(xs) // 2], ys[len(ys) // 2]
        found = min(some, key=lambda point: hypot(point.x - x, point.y - y))
        self.middle = QPointF(found.x, found.y)


class MapPoints:
    """Grows part by part, as the engine tells it.

    Attributes:
        documents: in the order in which they came.
        points: all passages; what is called a number below is a place in this list.
        owners: for each point the place of its document in `documents`.
    """

    def __init__(self) -> None:
        self.documents: list[DocumentOnMap] = []
        self.points: list[MapPoint] = []
        self.owners: list[int] = []
        self._by_id: dict[str, int] = {}
        self._cells: dict[tuple[int, int], list[int]] = {}

    def add(self, part: MapDrawn) -> None:
        """Take in what is told of some documents."""
        owners = [self._owner(document) for document in part.documents]
        for point in part.points:
            number, owner = len(self.points), owners[point.document]
            self.points.append(point)
            self.owners.append(owner)
            self.documents[owner].points.append(number)
            self.documents[owner].places.append(QPointF(point.x, point.y))
            self._cells.setdefault(_cell(point.x, point.y), []).append(number)
        for owner in {owners[point.document] for point in part.points}:
            self.documents[owner].find_middle(self.points)

    def document_of(self, number: int) -> DocumentOnMap:
        """The document of a point."""
        return self.documents[self.owners[number]]

    def place(self, number: int) -> QPointF:
        """Where a point is."""
        return QPointF(self.points[number].x, self.points[number].y)

    def nearest(self, x: float, y: float, within: float) -> int | None:
        """The point nearest to a place, no further off than this."""
        first, last = _cell(x - within, y - within), _cell(x + within, y + within)
        if (last[0] - first[0] + 1) * (last[1] - first[1] + 1) > len(self._cells):
            near: Iterable[int] = range(len(self.points))
        else:
            near = self._in_cells(first, last)
        found = min(((self._distance(number, x, y), number) for number in near), default=(within + 1, 0))
        return found[1] if found[0] <= within else None

    def towards(self, number: int, across: int, down: int) -> int | None:
        """The next point to the right (`across` 1), left (-1), below (`down` 1) or above (-1) of a point:
        one that is not far to the side of that way; None at the edge."""
        at = self.points[number]
        best: tuple[float, int] | None = None
        middle = _cell(at.x, at.y)
        for ring in range(CELLS):
            for other in self._ring(middle, ring):
                ahead = (self.points[other].x - at.x) * across + (self.points[other].y - at.y) * down
                aside = abs((self.points[other].x - at.x) * down) + abs(
                    (self.points[other].y - at.y) * across
                )
                if ahead <= 0 or aside > ahead:
                    continue
                far = hypot(ahead, aside * _ASIDE)
                if best is None or (far, other) < best:
                    best = (far, other)
            if best is not None and best[0] <= ring / CELLS:
                break  # whatever is in the rings to come is further off
        return best[1] if best else None

    def of_sources(self, sources: Iterable[Source]) -> list[int]:
        """The points of passages that these sources quote; a source may hold several, put together."""
        found: dict[int, None] = {}
        for source in sources:
            owner = self._by_id.get(source.document)
            for number in self.documents[owner].points if owner is not None else ():
                point = self.points[number]
                inside = source.start <= point.start < source.start + max(len(source.quote), 1)
                if point.page == source.page and inside:
                    found[number] = None
        return list(found)

    def _owner(self, document: MapDocument) -> int:
        if document.id not in self._by_id:
            self._by_id[document.id] = len(self.documents)
            name = one_line(document.title).strip() or one_line(PurePath(document.path).name)
            self.documents.append(DocumentOnMap(document, name))
        return self._by_id[document.id]

    def _distance(self, number: int, x: float, y: float) -> float:
        return hypot(self.points[number].x - x, self.points[number].y - y)

    def _in_cells(self, first: tuple[int, int], last: tuple[int, int]) -> Iterator[int]:
        for column in range(first[0], last[0] + 1):
            for row in range(first[1], last[1] + 1):
                yield from self._cells.get((column, row), ())

    def _ring(self, middle: tuple[int, int], size: int) -> Iterator[int]:
        """The points of the cells that are this far from the middle one."""
        column, row = middle
        for at in range(-size, size + 1):
            yield from self._cells.get((column + at, row - size), ())
            if size:
                yield from self._cells.get((column + at, row + size), ())
        for at in range(-size + 1, size):
            yield from self._cells.get((column - size, row + at), ())
            yield from self._cells.get((column + size, row + at), ())


def _cell(x: float, y: float) -> tuple[int, int]:
    return min(max(int(x * CELLS), 0), CELLS - 1), min(max(int(y * CELLS), 0), CELLS - 1)
