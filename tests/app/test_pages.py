"""Pages drawn in a parser process: in time, within its memory, kept for a while, forgotten when erased."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from app.engine import pages
from app.engine.child import Child
from app.engine.pages import Pages
from app.engine.parser import DRAWING_NICENESS, ParserReply
from app.engine.process import PARSER
from app.engine.scheduler import StopRequested, Wait
from app.errors import Told
from app.messages import DrawPage, Event, PageDrawn
from app.paths import Paths
from store.archive import Archive, Document
from store.drawing import content_hash
from store.errors import ParserCrashed, ParsingTimedOut, UnknownDocument
from store.parsing import parse
from tests import documents

MEMORY = 1 << 30
QUOTE = "Het verlof is vijf weken."


def child(tmp_path: Path, memory: int = MEMORY) -> Child:
    paths = Paths.under(tmp_path / "data")
    paths.create()
    arguments = (str(memory), str(DRAWING_NICENESS))
    return Child(PARSER, arguments, ParserReply, type(None), paths, lambda: None)


@pytest.fixture
def drawer(tmp_path: Path) -> Iterator[Child]:
    made = child(tmp_path)
    yield made
    made.kill()


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    opened = Archive(tmp_path / "archive.sqlite")
    yield opened
    opened.close()


def put(archive: Archive, path: Path, text: str = QUOTE, password: str = "") -> Document:
    if password:
        documents.write_protected_pdf(path, text, password)
        plain = path.with_suffix(".plain.pdf")
        documents.write_pdf(plain, text)
        content = parse(plain)
    else:
        documents.write_pdf(path, text)
        content = parse(path)
    vectors = np.zeros((len(content.passages), 8), np.float32)
    return archive.put(str(path), content_hash(path.read_bytes()), content, "space", vectors)


def drawn(made: Pages, wanted: DrawPage) -> list[Event]:
    """The events of the job; waits as the scheduler does."""
    events: list[Event] = []
    for step in made.draw(wanted):
        if isinstance(step, Wait):
            step.future.exception()
        elif step is not None:
            events.append(step)  # type: ignore[arg-type]
    return events


def picture(made: Pages, wanted: DrawPage) -> PageDrawn:
    (event,) = drawn(made, wanted)
    assert isinstance(event, PageDrawn)
    return event


def test_a_page_comes_with_its_marks_and_is_kept(tmp_path: Path, archive: Archive, drawer: Child) -> None:
    made = Pages(archive, drawer, 10, {})
    document = put(archive, tmp_path / "a.pdf")
    wanted = DrawPage(document.id, 1, 300, 0, len(QUOTE))
    first = picture(made, wanted)
    assert (first.width, len(first.marks)) == (300, 1)
    assert len(first.pixels) == first.width * first.height * 3
    assert picture(made, wanted) is first
    assert picture(made, DrawPage(document.id, 1, 400)).width == 400


def test_another_kind_of_document_has_no_picture(tmp_path: Path, archive: Archive, drawer: Child) -> None:
    made = Pages(archive, drawer, 10, {})
    document = put(archive, tmp_path / "a.pdf")
    moved = archive.move(document.id, str(tmp_path / "a.txt"))
    assert drawn(made, DrawPage(moved.id, 1, 300)) == []


def test_what_is_kept_is_bounded(
    tmp_path: Path, archive: Archive, drawer: Child, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "MOST_KEPT_BYTES", 600_000)
    made = Pages(archive, drawer, 10, {})
    document = put(archive, tmp_path / "a.pdf")
    first = picture(made, DrawPage(document.id, 1, 300))  # some 380,000 bytes
    second = picture(made, DrawPage(document.id, 1, 301))
    assert picture(made, DrawPage(document.id, 1, 301)) is second
    assert picture(made, DrawPage(document.id, 1, 300)) is not first


def test_what_is_erased_is_forgotten(tmp_path: Path, archive: Archive, drawer: Child) -> None:
    made = Pages(archive, drawer, 10, {})
    gone, stays = put(archive, tmp_path / "a.pdf"), put(archive, tmp_path / "b.pdf", "Iets anders.")
    kept = picture(made, DrawPage(stays.id, 1, 300))
    picture(made, DrawPage(gone.id, 1, 300))
    process = drawer._process
    assert process is not None
    made.forget([gone.id])
    assert process.wait(5) != 0  # the process that held its bytes is gone
    archive.erase([gone.id])
    with pytest.raises(UnknownDocument):
        drawn(made, DrawPage(gone.id, 1, 300))
    assert picture(made, DrawPage(stays.id, 1, 300)) is kept


def test_a_changed_file_is_told(tmp_path: Path, archive: Archive, drawer: Child) -> None:
    made = Pages(archive, drawer, 10, {})
    document = put(archive, tmp_path / "a.pdf")
    documents.write_pdf(tmp_path / "a.pdf", "Heel iets anders.")
    with pytest.raises(Told) as raised:
        drawn(made, DrawPage(document.id, 1, 300))
    assert raised.value.fault.kind == "DocumentChanged"
    (tmp_path / "a.pdf").unlink()
    with pytest.raises(Told) as raised:
        drawn(made, DrawPage(document.id, 1, 300))
    assert raised.value.fault.details["reason"] == "ENOENT"


def test_a_password_that_is_known_opens(tmp_path: Path, archive: Archive, drawer: Child) -> None:
    path = tmp_path / "a.pdf"
    document = put(archive, path, password="geheim")
    with pytest.raises(Told) as raised:
        drawn(Pages(archive, drawer, 10, {}), DrawPage(document.id, 1, 300))
    assert raised.value.fault.kind == "PasswordProtected"
    assert picture(Pages(archive, drawer, 10, {str(path): "geheim"}), DrawPage(document.id, 1, 300))


def test_a_page_that_takes_too_long_is_given_up(tmp_path: Path, archive: Archive, drawer: Child) -> None:
    document = put(archive, tmp_path / "a.pdf")
    with pytest.raises(ParsingTimedOut):
        drawn(Pages(archive, drawer, 0, {}), DrawPage(document.id, 1, 300))
    assert picture(Pages(archive, drawer, 10, {}), DrawPage(document.id, 1, 300))


def test_a_drawing_that_dies_costs_only_its_page(tmp_path: Path, archive: Archive) -> None:
    poor = child(tmp_path, memory=1 << 20)
    document = put(archive, tmp_path / "a.pdf")
    with pytest.raises(ParserCrashed):
        drawn(Pages(archive, poor, 10, {}), DrawPage(document.id, 1, 300))


def test_a_drawing_that_is_stopped_is_ended(tmp_path: Path, archive: Archive, drawer: Child) -> None:
    document = put(archive, tmp_path / "a.pdf")
    steps = Pages(archive, drawer, 10, {}).draw(DrawPage(document.id, 1, 300))
    assert isinstance(next(steps), Wait)
    with pytest.raises(StopRequested):
        steps.throw(StopRequested())  # type: ignore[attr-defined]
    assert not drawer.busy
