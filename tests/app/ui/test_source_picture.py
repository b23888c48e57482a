"""A source as the picture of its page: drawn when wanted, marked, zoomed; its text where there is none."""

import math
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QColor, QImage, QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from app.messages import Done, DrawPage, Failed, PageDrawn, PageRead, ReadPage, Source, Stopped
from app.ui.services import Services
from app.ui.source.controls import PageControls
from app.ui.source.enlarged import EnlargedSource
from app.ui.source.page import SourcePage
from app.ui.source.page_drawing import PageDrawing
from app.ui.source.page_picture import MOST_ZOOM, PagePicture
from app.ui.source.page_text import PageText
from app.ui.source.position import Position, position
from app.ui.theme import Theme
from app.ui.worker import EngineJob
from store.schema import Fault, Rectangle
from tests.app.ui.fake_line import FakeLine

QUOTE = "Het verlof is vijf weken."
TEXT = f"Vooraf.\n{QUOTE}\nAchteraf."
MARK = Rectangle(0.2, 0.6, 0.8, 0.62)


@pytest.fixture
def page(qtbot: QtBot, services: Services) -> Iterator[SourcePage]:
    made = SourcePage(services)
    qtbot.addWidget(made)
    made.resize(320, 640)
    with qtbot.waitExposed(made):
        made.show()
    yield made


@pytest.fixture
def picture(qtbot: QtBot, theme: Theme) -> Iterator[PagePicture]:
    made = PagePicture(theme)
    qtbot.addWidget(made)
    made.resize(310, 400)
    with qtbot.waitExposed(made):
        made.show()
    yield made


def source(number: int = 1, path: str = "/weg/handboek.pdf", page: int = 3) -> Source:
    return Source(number, f"d{number}", path, f"Handboek {number}", page, QUOTE, "Verlof", TEXT.index(QUOTE))


def line(services: Services) -> FakeLine:
    assert isinstance(services.line, FakeLine)
    return services.line


def read(services: Services, text: str = TEXT, pages: int = 12) -> None:
    """The engine tells the text of the page that was asked for last."""
    job = line(services).jobs(ReadPage)[-1]
    assert isinstance(job.job, ReadPage)
    job.happened.emit(PageRead(job.job.document, "/x", "x", job.job.page, pages, text))
    job.closed.emit(Done())


def drawings(services: Services) -> list[EngineJob]:
    return line(services).jobs(DrawPage)


def wish(job: EngineJob) -> DrawPage:
    assert isinstance(job.job, DrawPage)
    return job.job


def pixels(width: int = 300, ratio: float = 1.4, marks: tuple[Rectangle, ...] = (MARK,)) -> PageDrawn:
    height = round(width * ratio)
    return PageDrawn("d1", 3, width, height, b"\xff" * (width * height * 3), marks)


def draw(job: EngineJob, marks: tuple[Rectangle, ...] = (MARK,)) -> None:
    job.happened.emit(pixels(wish(job).width, marks=marks))
    job.closed.emit(Done())


def shown_texts(page: QWidget) -> list[PageText]:
    return [text for text in page.findChildren(PageText) if text.isVisible()]


def of_page(page: QWidget) -> PagePicture:
    return page.findChildren(PagePicture)[0]


def says(page: QWidget) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible() and label.text()]


def tool(page: QWidget, name: str) -> QToolButton:
    return next(found for found in page.findChildren(QToolButton) if found.accessibleName().startswith(name))


def button(page: QWidget, text: str) -> QPushButton:
    return next(found for found in page.findChildren(QPushButton) if text in found.text())


# --- when it is drawn -------------------------------------------------------------------------------


def test_a_page_is_drawn_as_wide_as_there_is_room_with_its_passage_marked(
    page: SourcePage, services: Services
) -> None:
    page.show_source((source(),), 1)
    assert drawings(services) == []  # its text says what is to be marked
    read(services)
    (job,) = drawings(services)
    start = TEXT.index(QUOTE)
    assert wish(job) == DrawPage("d1", 3, of_page(page).wanted_width, start, start + len(QUOTE))
    draw(job)
    assert of_page(page).isVisible()
    assert of_page(page).marks == (MARK,)
    assert "page 3 of 12 · Verlof" in says(page)


def test_beside_a_page_too_small_to_be_read_stands_its_passage(page: SourcePage, services: Services) -> None:
    page.show_source((source(),), 1)
    read(services)
    draw(drawings(services)[0])
    (text,) = shown_texts(page)
    assert text.marked == QUOTE
    page.resize(700, 640)
    assert shown_texts(page) == []


def test_a_passage_that_was_moved_is_marked_where_it_is(page: SourcePage, services: Services) -> None:
    page.show_source((source(),), 1)
    moved = f"Een nieuwe eerste zin. {TEXT}"
    read(services, moved)
    assert wish(drawings(services)[0]).start == moved.index(QUOTE)


def test_a_passage_that_is_gone_marks_nothing_and_is_shown(page: SourcePage, services: Services) -> None:
    page.show_source((source(),), 1)
    read(services, "Heel iets anders.")
    assert (wish(drawings(services)[0]).start, wish(drawings(services)[0]).end) == (0, 0)
    draw(drawings(services)[0], ())
    (text,) = shown_texts(page)
    assert text.marked == QUOTE
    assert any("no longer on the page" in words for words in says(page))


def test_a_scan_says_that_nothing_can_be_marked(page: SourcePage, services: Services) -> None:
    page.show_source((source(),), 1)
    read(services)
    draw(drawings(services)[0], ())
    assert any("cannot be marked" in words for words in says(page))
    assert shown_texts(page)[0].marked == QUOTE
    page.resize(700, 640)
    assert shown_texts(page)[0].marked == QUOTE


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (Fault("DocumentChanged", {"path": "/weg/handboek.pdf"}), "was changed after it was read"),
        (Fault("Unreadable", {"path": "/weg/handboek.pdf", "reason": "ENOENT"}), "no longer where it was"),
        (Fault("ParserCrashed", {"path": "/weg/handboek.pdf"}), "There is no picture"),
        (Fault("ParsingTimedOut", {"path": "/weg/handboek.pdf", "seconds": 10}), "There is no picture"),
        (Fault("EngineDied", {"exit_code": -9}), "There is no picture"),
    ],
)
def test_what_cannot_be_drawn_is_text_with_a_quiet_word(
    page: SourcePage, services: Services, fault: Fault, words: str
) -> None:
    page.show_source((source(),), 1)
    read(services)
    drawings(services)[0].closed.emit(Failed(fault))
    (text,) = shown_texts(page)
    assert (text.toPlainText(), text.marked) == (TEXT, QUOTE)
    (said,) = [each for each in says(page) if words in each]
    assert "/weg" not in said
    button(page, "Try again").click()
    read(services)
    draw(drawings(services)[-1])
    assert of_page(page).isVisible()
    assert said not in says(page)


def test_a_page_without_a_picture_is_text_without_a_word(page: SourcePage, services: Services) -> None:
    page.show_source((source(),), 1)
    read(services)
    before = says(page)
    drawings(services)[0].closed.emit(Done())
    assert shown_texts(page)[0].toPlainText() == TEXT
    assert says(page) == before
    assert not tool(page, "Show as text").isVisible()


def test_other_kinds_of_documents_are_text(page: SourcePage, services: Services) -> None:
    page.show_source((source(path="/weg/a.docx"),), 1)
    read(services, pages=1)
    assert drawings(services) == []
    assert shown_texts(page)[0].marked == QUOTE
    assert not page.findChildren(PageControls)[0].isVisible()


def test_text_is_shown_in_place_of_the_picture_when_wanted_and_the_next_time(
    page: SourcePage, services: Services, qtbot: QtBot
) -> None:
    page.show_source((source(1), source(2)), 1)
    read(services)
    draw(drawings(services)[0])
    tool(page, "Show as text").click()
    assert shown_texts(page)[0].marked == QUOTE
    assert services.preferences.now.page_as_text
    page.show_source((source(1), source(2)), 2)
    read(services)
    assert len(drawings(services)) == 1
    tool(page, "Show as text").click()
    assert wish(drawings(services)[-1]).document == "d2"


# --- the pages of the document ----------------------------------------------------------------------


def test_pages_are_turned_and_lead_back_to_the_passage(page: SourcePage, services: Services) -> None:
    page.show_source((source(page=11),), 1)
    read(services)
    draw(drawings(services)[0])
    tool(page, "Next page").click()
    read(services, "Bladzijde twaalf.")
    assert (wish(drawings(services)[-1]).page, wish(drawings(services)[-1]).end) == (12, 0)
    draw(drawings(services)[-1], ())
    assert "page 12 of 12" in says(page)
    assert not tool(page, "Next page").isEnabled()
    assert not any("cannot be marked" in words for words in says(page))
    assert shown_texts(page) == []
    button(page, "Back to page 11").click()
    read(services)
    assert wish(drawings(services)[-1]).end > 0


def test_page_down_scrolls_and_then_turns(page: SourcePage, services: Services, qtbot: QtBot) -> None:
    page.show_source((source(),), 1)
    read(services)
    draw(drawings(services)[0])
    view = of_page(page)
    tool(page, "Zoom in").click()
    bar = view.verticalScrollBar()
    bar.setValue(0)
    qtbot.keyClick(view, Qt.Key.Key_PageDown)
    assert bar.value() > 0
    assert line(services).jobs(ReadPage)[-1].job == ReadPage("d1", 3)
    qtbot.keyClick(view, Qt.Key.Key_End)
    qtbot.keyClick(view, Qt.Key.Key_PageDown)
    assert line(services).jobs(ReadPage)[-1].job == ReadPage("d1", 4)
    read(services)
    qtbot.keyClick(view, Qt.Key.Key_PageUp)
    assert line(services).jobs(ReadPage)[-1].job == ReadPage("d1", 3)


def test_keys_go_through_sources_and_pages(page: SourcePage, services: Services, qtbot: QtBot) -> None:
    with qtbot.waitActive(page):
        page.activateWindow()
    page.show_source((source(1), source(2)), 1)
    read(services)
    view, alt, control = of_page(page), Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(view, Qt.Key.Key_Down, alt)
    assert line(services).jobs(ReadPage)[-1].job == ReadPage("d2", 3)
    read(services)
    qtbot.keyClick(view, Qt.Key.Key_PageDown, control)
    assert line(services).jobs(ReadPage)[-1].job == ReadPage("d2", 4)
    qtbot.keyClick(view, Qt.Key.Key_Up, alt)
    assert line(services).jobs(ReadPage)[-1].job == ReadPage("d1", 3)
    for key, zoom in ((Qt.Key.Key_Plus, 1.25), (Qt.Key.Key_Minus, 1.0), (Qt.Key.Key_Equal, 1.25)):
        qtbot.keyClick(view, key, control)
        assert view.zoom == pytest.approx(zoom)
    qtbot.keyClick(view, Qt.Key.Key_0, control)
    assert view.zoom == 1


# --- zoom -------------------------------------------------------------------------------------------


def test_a_zoomed_page_is_drawn_sharper_and_the_zoom_is_kept(
    page: SourcePage, services: Services, qtbot: QtBot
) -> None:
    page.show_source((source(1), source(2)), 1)
    read(services)
    draw(drawings(services)[0])
    first = wish(drawings(services)[0]).width
    for _ in range(3):
        tool(page, "Zoom in").click()
    assert not of_page(page).is_empty  # the one that is there is stretched meanwhile
    qtbot.waitUntil(lambda: len(drawings(services)) == 2)
    assert wish(drawings(services)[1]).width == pytest.approx(first * 1.25**3, abs=2)
    assert services.preferences.now.page_zoom == pytest.approx(1.25**3)
    draw(drawings(services)[1])
    page.show_source((source(1), source(2)), 2)
    read(services)
    assert wish(drawings(services)[-1]).width == pytest.approx(first * 1.25**3, abs=2)
    tool(page, "Fit to width").click()
    assert of_page(page).zoom == services.preferences.now.page_zoom == 1


def test_a_wider_place_is_drawn_anew_once(page: SourcePage, services: Services, qtbot: QtBot) -> None:
    page.show_source((source(),), 1)
    read(services)
    draw(drawings(services)[0])
    for width in range(330, 500, 10):
        page.resize(width, 640)
    qtbot.waitUntil(lambda: len(drawings(services)) == 2)
    assert wish(drawings(services)[1]).width == of_page(page).wanted_width
    draw(drawings(services)[1])
    qtbot.wait(250)
    assert len(drawings(services)) == 2


@pytest.mark.parametrize("zoom", [math.nan, math.inf, -1.0, 0.0, 1e9])
def test_no_zoom_is_beyond_its_bounds(picture: PagePicture, zoom: float) -> None:
    picture.set_zoom(zoom)
    assert 1 <= picture.zoom <= MOST_ZOOM


def test_the_wheel_zooms_around_the_pointer(picture: PagePicture) -> None:
    picture.clear()
    picture.show_page(pixels(), picture.wanted_width)
    at = QPointF(200, 150)
    before = (picture.verticalScrollBar().value() + at.y()) / picture.paper_width
    control = Qt.KeyboardModifier.ControlModifier
    wheel = QWheelEvent(
        at, at, QPoint(), QPoint(0, 240), Qt.MouseButton.NoButton, control,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(picture.viewport(), wheel)
    assert picture.zoom == pytest.approx(1.25**2)
    assert (picture.verticalScrollBar().value() + at.y()) / picture.paper_width == pytest.approx(before, 0.02)


def test_the_first_mark_is_in_the_upper_part_until_the_person_scrolls(
    picture: PagePicture, qtbot: QtBot
) -> None:
    picture.set_zoom(3)
    picture.clear()
    picture.show_page(pixels(), 300)
    high = picture.paper_width * 1.4
    top = MARK.top * high - picture.verticalScrollBar().value()
    assert 0 < top < picture.viewport().height() / 2
    left = MARK.left * picture.paper_width - picture.horizontalScrollBar().value()
    assert 0 <= left < picture.viewport().width() / 2
    qtbot.keyClick(picture, Qt.Key.Key_Down)
    moved = picture.verticalScrollBar().value()
    picture.show_page(pixels(600), 600)  # the sharper one
    assert picture.verticalScrollBar().value() == moved


def test_marks_tint_the_paper_and_leave_the_ink(picture: PagePicture) -> None:
    picture.clear()
    width, height = picture.wanted_width, round(picture.wanted_width * 1.4)
    black = QImage(width, height, QImage.Format.Format_RGB888)
    black.fill(QColor("white"))
    top, left = round(0.6 * height), round(0.3 * width)
    for across in range(20):
        for down in range(4):
            black.setPixelColor(left + across, top + down + 2, QColor("black"))
    bits = bytes(black.constBits())
    packed = b"".join(
        bits[row * black.bytesPerLine() : row * black.bytesPerLine() + 3 * width] for row in range(height)
    )
    picture.show_page(PageDrawn("d", 1, width, height, packed, (Rectangle(0.2, 0.6, 0.8, 0.63),)), width)
    seen = picture.grab().toImage()
    at = QPoint(2 + left + 10, 2 + top + 4 - picture.verticalScrollBar().value())
    assert seen.pixelColor(at).lightness() < 10
    paper = seen.pixelColor(at + QPoint(40, 0))
    assert paper.blue() < 200 < paper.red()
    assert seen.pixelColor(at + QPoint(40, 60)) == QColor("white")


@pytest.mark.parametrize(("width", "height"), [(1, 16384), (16384, 1), (1, 1)])
def test_pages_of_any_shape_can_be_painted(picture: PagePicture, width: int, height: int) -> None:
    picture.set_zoom(MOST_ZOOM)
    picture.clear()
    whole = Rectangle(0, 0, 1, 1)
    picture.show_page(PageDrawn("d", 1, width, height, b"\x80" * (width * height * 3), (whole,)), width)
    assert not picture.grab().isNull()


# --- one drawing at a time --------------------------------------------------------------------------


@pytest.fixture
def drawing(services: Services) -> PageDrawing:
    return PageDrawing(services.line, patience_ms=20)


def test_only_the_last_wish_is_drawn_next(drawing: PageDrawing, services: Services) -> None:
    came: list[PageDrawn] = []
    drawing.drawn.connect(came.append)
    for number in range(1, 6):
        drawing.wish(DrawPage("d", number, 100))
    (first,) = drawings(services)
    draw(first)
    assert came == []  # nobody wants it any more
    assert [wish(job).page for job in drawings(services)] == [1, 5]
    draw(drawings(services)[1])
    assert len(came) == 1


def test_a_drawing_that_holds_up_another_is_stopped(
    drawing: PageDrawing, services: Services, qtbot: QtBot
) -> None:
    drawing.wish(DrawPage("d", 1, 100))
    drawing.wish(DrawPage("d", 2, 100))
    qtbot.waitUntil(lambda: line(services).stopped == drawings(services))
    drawings(services)[0].closed.emit(Stopped())
    assert [wish(job).page for job in drawings(services)] == [1, 2]


def test_a_drawing_that_is_wanted_is_never_stopped(
    drawing: PageDrawing, services: Services, qtbot: QtBot
) -> None:
    drawing.wish(DrawPage("d", 1, 100))
    drawing.wish(DrawPage("d", 2, 100))
    drawing.wish(DrawPage("d", 1, 100))
    qtbot.wait(60)
    assert line(services).stopped == []


def test_what_nobody_looks_at_any_more_is_stopped(page: SourcePage, services: Services, qtbot: QtBot) -> None:
    page.show_source((source(),), 1)
    read(services)
    page.hide()
    qtbot.waitUntil(lambda: line(services).stopped == drawings(services), timeout=2_000)
    drawings(services)[0].closed.emit(Stopped())
    assert len(drawings(services)) == 1
    page.show()
    assert len(drawings(services)) == 2


# --- a window of its own ----------------------------------------------------------------------------


def enlarged(page: SourcePage) -> EnlargedSource:
    return page.findChildren(EnlargedSource)[0]


def test_a_source_is_seen_larger_in_a_window_of_its_own(
    page: SourcePage, services: Services, qtbot: QtBot
) -> None:
    page.show_source((source(1), source(2)), 2)
    read(services)
    draw(drawings(services)[0])
    tool(page, "Show larger").click()
    window = enlarged(page)
    assert window.isVisible()
    assert not window.isModal()
    read(services)
    assert wish(drawings(services)[-1]).width > 700
    draw(drawings(services)[-1])
    assert "2 of 2" in says(window)
    assert not any(button.isVisible() for button in window.findChildren(QToolButton)
                   if button.accessibleName().startswith("Show larger"))  # fmt: skip
    window.resize(640, 500)
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isVisible()
    again = EnlargedSource(services)
    qtbot.addWidget(again)
    assert (again.width(), again.height()) == (640, 500)


def test_it_goes_where_the_column_goes(page: SourcePage, services: Services) -> None:
    page.show_source((source(1), source(2)), 1)
    of_page(page).double_clicked.emit()
    page.show_source((source(1), source(2)), 2)
    assert "2 of 2" in says(enlarged(page))
    page.hide()
    assert not enlarged(page).isVisible()


def test_every_control_has_a_name_and_can_be_reached(page: SourcePage, services: Services) -> None:
    page.show_source((source(1), source(2)), 1)
    read(services)
    draw(drawings(services)[0])
    for kind in (QPushButton, QToolButton, PageText, PagePicture):
        for widget in page.findChildren(kind):
            if widget.isVisible():
                assert QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
                assert widget.focusPolicy() & Qt.FocusPolicy.TabFocus


# --- where it stands --------------------------------------------------------------------------------


def test_a_position_says_what_helps_to_find_it() -> None:
    assert position("/a.pdf", 3, 12, "x" * 9_000, 4_500) == Position("page", 3, 12)
    assert position("/a.PPTX", 3, 12, "kort", 2) == Position("slide", 3, 12)
    assert position("/a.md", 1, 1, "x" * 10_000, 4_120) == Position("page", 1, 1, percent=40)
    assert position("/a.md", 1, 1, "", 0) == Position("page", 1, 1)
    sheet = "## Blad\n\nsoort\ttermijn\nbrief\tvier weken\n\nfactuur\tzeven jaar"
    assert position("/a.xlsx", 2, 4, sheet, sheet.index("brief")) == Position("sheet", 2, 4, 2, 3)
    assert position("/a.csv", 1, 1, sheet, sheet.index("factuur")) == Position("page", 1, 1, 3, 3)
    assert position("/a.csv", 1, 1, sheet, 10**9).line == 3


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/a.xlsx", "sheet 3 of 12 · Verlof · row 2 of 3"),
        ("/a.pptx", "slide 3 of 12 · Verlof"),
        ("/a.csv", "page 3 of 12 · Verlof · row 2 of 3"),
    ],
)
def test_a_position_is_worded(page: SourcePage, services: Services, path: str, words: str) -> None:
    page.show_source((source(path=path),), 1)
    read(services)
    assert words in says(page)
