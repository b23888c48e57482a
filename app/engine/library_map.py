"""The map of the library: made by the map maker when it is not there or no longer right, kept, told."""

from collections.abc import Generator, Sequence
from concurrent.futures import Future

import numpy as np

from app.engine.child import Child, ChildDied
from app.engine.map_maker import MapMade, MapProgress, MapRequest
from app.engine.model_loader import ModelLoader
from app.engine.scheduler import Step, Steps, Wait
from app.errors import EmbeddingModelChanged, MapNotMade
from app.messages import Event, MapDocument, MapDrawn, MapPoint, Progress
from models.projection import STAGES
from store.archive import Archive
from store.places import PlacedPassage, Places


class LibraryMap:
    """Draws the map; `draw` makes the steps of one job."""

    def __init__(self, archive: Archive, loader: ModelLoader, maker: Child) -> None:
        self._archive = archive
        self._loader = loader
        self._maker = maker
        self._places = Places(archive)
        self._making: Future[None] | None = None

    def draw(self) -> Steps:
        """All passages with their places, in parts.

        Raises:
            NoModel: no embedding model is chosen.
            EmbeddingModelChanged: all documents were embedded with another one.
            MapNotMade: the map maker died.
            DiskFull
        """
        space = self._loader.space()
        while not self._places.complete(space):
            if self._making is None:
                yield from self._make(space)
                break
            yield Wait(self._making)  # for another job that is at it
        told = False
        for placed in self._places.told(space):
            yield _drawn(placed)
            told = True
        if not told and (documents := self._archive.count_ready()):
            raise EmbeddingModelChanged(documents)

    def _make(self, space: str) -> Generator[Step, None, None]:
        making = self._making = Future()
        try:
            yield Progress("drawing_map", 0, STAGES)
            request = MapRequest(space)
            made: MapMade = yield from self._maker.request(request, on_news=_progress, kill_on_stop=True)
            passages = np.frombuffer(made.passages, np.int64)
            places = np.frombuffer(made.places, np.float32).reshape(-1, 2)
            for _ in self._places.keep(space, passages, places):
                yield None
        except ChildDied as error:
            raise MapNotMade from error
        finally:
            self._maker.kill()  # its memory holds every vector, and is wanted seldom
            self._making = None
            making.set_result(None)


def _progress(news: MapProgress) -> Event:
    return Progress("drawing_map", news.done, STAGES)


def _drawn(placed: Sequence[PlacedPassage]) -> MapDrawn:
    """One part; a document is told in each part that has passages of it."""
    numbers: dict[str, int] = {}
    documents: list[MapDocument] = []
    points: list[MapPoint] = []
    for one in placed:
        if one.document not in numbers:
            numbers[one.document] = len(documents)
            documents.append(MapDocument(one.document, one.path, one.title, one.collection))
        number = numbers[one.document]
        points.append(
            MapPoint(one.id, number, one.page, one.start, one.x, one.y, end=one.end, heading=one.heading)
        )
    return MapDrawn(tuple(documents), tuple(points))
