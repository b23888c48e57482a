"""The map of the library on the real engine: made once, kept, made again when it has to be, stopped."""

import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from app.client import EngineClient
from app.messages import (
    Done,
    DrawMap,
    Event,
    Failed,
    Index,
    ListDocuments,
    MapDrawn,
    Progress,
    Remove,
    SetAside,
    Stopped,
)
from app.paths import Paths
from app.sentences import Sentences
from tests.end2end.conftest import write_library

PATIENCE_S = 60.0


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EngineClient]:
    library = write_library(tmp_path_factory.mktemp("library"))
    with EngineClient(Paths.under(tmp_path_factory.mktemp("data"))) as client:
        *_, closing = client.run(Index((str(library),)))
        assert closing == Done()
        yield client


def draw(engine: EngineClient) -> tuple[dict[str, list[tuple[float, float]]], list[Event]]:
    """The places by file name, and what else was told."""
    *events, closing = engine.run(DrawMap())
    assert closing == Done()
    places: dict[str, list[tuple[float, float]]] = {}
    for part in events:
        for point in part.points if isinstance(part, MapDrawn) else ():
            assert isinstance(part, MapDrawn)
            name = Path(part.documents[point.document].path).name
            places.setdefault(name, []).append((point.x, point.y))
    return places, [event for event in events if not isinstance(event, MapDrawn)]


def map_makers(engine: EngineClient) -> list[psutil.Process]:
    children = psutil.Process(engine.process_id).children(recursive=True)
    return [child for child in children if "--map-maker" in child.cmdline()]


def wait_for_maker(engine: EngineClient) -> psutil.Process:
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        if found := map_makers(engine):
            return found[0]
        time.sleep(0.01)
    raise AssertionError("no map maker was started")


def test_a_map_is_made_in_a_process_of_its_own_kept_and_kept_in_step(
    engine: EngineClient, tmp_path: Path
) -> None:
    places, told = draw(engine)
    assert set(places) == {"verlof.md", "declaraties.pdf", "bewaartermijnen.xlsx", "notulen.docx"}
    assert all(0 <= x <= 1 and 0 <= y <= 1 for some in places.values() for x, y in some)
    assert [event.done for event in told if isinstance(event, Progress)][:1] == [0]
    assert map_makers(engine) == []  # with the vectors in its memory it does not stay

    assert draw(engine) == (places, [])  # kept: nothing is made

    added = tmp_path / "parkeren.md"
    added.write_text("# Parkeren\n\nParkeren kan achter het gebouw, met een pas.")
    assert list(engine.run(Index((str(added),))))[-1] == Done()
    with_new, told = draw(engine)
    assert set(with_new) == {*places, "parkeren.md"}
    assert told

    ids = {event.path: event.id for event in list(engine.run(ListDocuments()))[:-1]}
    list(engine.run(SetAside((ids[str(added)],))))
    without, told = draw(engine)
    assert set(without) == set(places)
    assert not told
    list(engine.run(Remove((ids[str(added)],))))
    assert set(draw(engine)[0]) == set(places)


def test_stop_ends_the_map_maker_and_a_later_try_makes_the_map(engine: EngineClient, tmp_path: Path) -> None:
    added = tmp_path / "fietsen.md"
    added.write_text("# Fietsen\n\nEr is een stalling voor fietsen in de kelder.")
    list(engine.run(Index((str(added),))))
    job = engine.submit(DrawMap())
    maker = wait_for_maker(engine)
    maker.suspend()  # so that it cannot be done before it is stopped
    job.stop()
    assert list(job.events())[-1] == Stopped()
    assert not maker.is_running()
    assert "fietsen.md" in draw(engine)[0]


def test_a_map_maker_that_dies_is_told_in_a_sentence(engine: EngineClient, tmp_path: Path) -> None:
    added = tmp_path / "post.md"
    added.write_text("# Post\n\nDe post wordt om negen uur gebracht.")
    list(engine.run(Index((str(added),))))
    job = engine.submit(DrawMap())
    maker = wait_for_maker(engine)
    maker.suspend()
    maker.kill()
    closing = list(job.events())[-1]
    assert isinstance(closing, Failed)
    assert closing.fault.kind == "MapNotMade"
    assert "map" in Sentences("en").error(closing.fault)
    assert "post.md" in draw(engine)[0]
