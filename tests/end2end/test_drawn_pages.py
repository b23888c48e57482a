"""A found passage is marked on the picture of its page, through the whole engine."""

from pathlib import Path

import pytest

from app.client import EngineClient
from app.messages import (
    DocumentReport,
    Done,
    DrawPage,
    Failed,
    Index,
    ListDocuments,
    PageDrawn,
    PassagesFound,
    Search,
    SetAside,
)
from store.drawing import MOST_PIXELS
from tests import documents


@pytest.fixture(scope="module", autouse=True)
def drawing(engine: EngineClient) -> None:
    """The process that draws is started with the first page, and lasts as long as the engine."""
    list(engine.run(DrawPage(_document(engine, "declaraties.pdf"), 1, 100)))


def test_a_found_passage_is_marked_on_its_page(engine: EngineClient) -> None:
    found = next(
        event for event in engine.run(Search("kilometervergoeding")) if isinstance(event, PassagesFound)
    )
    passage = next(passage for passage in found.passages if passage.path.endswith("declaraties.pdf"))
    wanted = DrawPage(passage.document, passage.page, 500, passage.start, passage.end)
    drawn, closing = engine.run(wanted)
    assert closing == Done()
    assert isinstance(drawn, PageDrawn)
    assert (drawn.document, drawn.page, drawn.width) == (passage.document, passage.page, 500)
    assert len(drawn.pixels) == drawn.width * drawn.height * 3
    assert min(drawn.pixels) < 100 < max(drawn.pixels)
    assert drawn.marks
    assert all(0 <= mark.left < mark.right <= 1 and 0 <= mark.top < mark.bottom <= 1 for mark in drawn.marks)


def test_the_largest_picture_crosses_the_processes(engine: EngineClient) -> None:
    document = _document(engine, "declaraties.pdf")
    drawn, closing = engine.run(DrawPage(document, 2, 10**9))
    assert closing == Done()
    assert isinstance(drawn, PageDrawn)
    assert 0.99 * MOST_PIXELS < drawn.width * drawn.height <= MOST_PIXELS


def test_what_has_no_picture_gives_none(engine: EngineClient, tmp_path: Path) -> None:
    assert list(engine.run(DrawPage(_document(engine, "verlof.md"), 1, 500))) == [Done()]
    assert _failure(engine, DrawPage("onbekend", 1, 500)) == "UnknownDocument"
    assert _failure(engine, DrawPage(_document(engine, "declaraties.pdf"), 99, 500)) == "UnknownDocument"
    path = tmp_path / "tijdelijk.pdf"
    documents.write_pdf(path, "De koffie is gratis.")
    list(engine.run(Index((str(path),))))
    document = _document(engine, "tijdelijk.pdf")
    documents.write_pdf(path, "De koffie kost een euro.")
    assert _failure(engine, DrawPage(document, 1, 500)) == "DocumentChanged"
    path.unlink()
    assert _failure(engine, DrawPage(document, 1, 500)) == "Unreadable"
    list(engine.run(SetAside((document,))))
    assert _failure(engine, DrawPage(document, 1, 500)) == "UnknownDocument"


def _document(engine: EngineClient, name: str) -> str:
    reports = (event for event in engine.run(ListDocuments()) if isinstance(event, DocumentReport))
    return next(report.id for report in reports if Path(report.path).name == name)


def _failure(engine: EngineClient, job: DrawPage) -> str:
    *_, closing = engine.run(job)
    assert isinstance(closing, Failed)
    return closing.fault.kind
