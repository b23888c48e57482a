"""The map of the library in the window: its states, its colours, the ways of pointer and keyboard."""

import itertools
import random
import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QAccessible, QColor, QFontMetricsF, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QProgressBar, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from app.messages import (
    CollectionListed,
    Done,
    DrawMap,
    Failed,
    ListCollections,
    MapDocument,
    MapDrawn,
    MapPoint,
    PageRead,
    Progress,
    ReadPage,
    Source,
    Stopped,
)
from app.ui.library_map import labels
from app.ui.library_map.camera import CLOSEST
from app.ui.library_map.groups import DARK as DARK_GROUPS
from app.ui.library_map.groups import LIGHT as LIGHT_GROUPS
from app.ui.library_map.groups import grouped
from app.ui.library_map.legend import Legend
from app.ui.library_map.page import LEAST_PASSAGES, MapPage
from app.ui.library_map.points import MapPoints
from app.ui.library_map.view import MapView
from app.ui.services import Services
from app.ui.theme import DARK, LIGHT, Theme
from store.schema import Fault
from tests.app.ui.fake_line import FakeLine


def document(number: int, collection: str = "library", folder: str = "a", title: str = "") -> MapDocument:
    return MapDocument(f"d{number}", f"/docs/{folder}/{number}.pdf", title or f"Stuk {number}", collection)


def grid(side: int, documents: int = 2, collections: int = 1) -> MapDrawn:
    """Points in rows and columns, each document a stretch of rows."""
    made = tuple(document(n, f"c{n % collections}", folder="ab"[n % 2]) for n in range(documents))
    points = []
    for row, column in itertools.product(range(side), range(side)):
        owner = row * documents // side
        x, y = (column + 0.5) / side, (row + 0.5) / side
        number = row * side + column
        points.append(MapPoint(number, owner, 1, number * 10, x, y, end=number * 10 + 8, heading="Kop"))
    return MapDrawn(made, tuple(points))


@pytest.fixture
def line(services: Services) -> FakeLine:
    assert isinstance(services.line, FakeLine)
    return services.line


@pytest.fixture
def page(qtbot: QtBot, services: Services) -> Iterator[MapPage]:
    made = MapPage(services)
    qtbot.addWidget(made)
    made.resize(560, 600)
    made.show()
    made.load()
    yield made


def tell(line: FakeLine, *parts: MapDrawn) -> None:
    for collection in (CollectionListed("c0", "Personeel"), CollectionListed("c1", "Geld & <b>goed</b>")):
        line.jobs(ListCollections)[-1].happened.emit(collection)
    line.jobs(ListCollections)[-1].closed.emit(Done())
    job = line.jobs(DrawMap)[-1]
    for part in parts:
        job.happened.emit(part)
    job.closed.emit(Done())


def view(page: MapPage) -> MapView:
    return page.findChild(MapView)


def says(page: MapPage) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible() and label.text()]


def button(page: MapPage, text: str) -> QPushButton:
    return next(found for found in page.findChildren(QPushButton) if found.text() == text)


def legend(page: MapPage) -> list[QToolButton]:
    found = page.findChild(Legend).findChildren(QToolButton)
    return [each for each in found if not each.isHidden()]


def press(page: MapPage, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(view(page), key)


# --- states -----------------------------------------------------------------------------------------


def test_while_it_is_made_one_sees_how_far_it_is_and_can_stop_it(page: MapPage, line: FakeLine) -> None:
    job = line.jobs(DrawMap)[-1]
    job.happened.emit(Progress("drawing_map", 1, 3))
    (bar,) = [bar for bar in page.findChildren(QProgressBar) if bar.isVisible()]
    assert (bar.value(), bar.maximum()) == (1, 3)
    button(page, "&Stop").click()
    assert line.stopped == [job]
    job.closed.emit(Stopped())
    assert "There is no map yet." in says(page)
    button(page, "Make the map").click()
    assert len(line.jobs(DrawMap)) == 2


def test_an_empty_library_and_a_tiny_one_say_so(page: MapPage, line: FakeLine) -> None:
    tell(line)
    assert any(text.startswith("The library is empty") for text in says(page))
    page.load()
    few = grid(2)
    tell(line, few)
    assert len(few.points) < LEAST_PASSAGES
    assert any(text.startswith("4 passages are too few") for text in says(page))
    assert not view(page).isVisible()


def test_a_failure_is_told_and_can_be_tried_again(page: MapPage, line: FakeLine) -> None:
    line.jobs(DrawMap)[-1].closed.emit(Failed(Fault("MapNotMade")))
    assert any("was not made" in text for text in says(page))
    button(page, "Try again").click()
    assert len(line.jobs(DrawMap)) == 2
    assert not any("was not made" in text for text in says(page))


def test_the_map_that_is_there_stays_while_another_is_made(page: MapPage, line: FakeLine) -> None:
    tell(line, grid(5))
    page.load()
    job = line.jobs(DrawMap)[-1]
    job.happened.emit(Progress("drawing_map", 0, 3))
    assert view(page).isVisible()
    assert any("made anew" in text for text in says(page))
    job.closed.emit(Stopped())
    assert view(page).isVisible()
    assert any(text.startswith("25 passages from 2 documents") for text in says(page))


def test_parts_make_one_map(page: MapPage, line: FakeLine) -> None:
    whole = grid(6)
    halves = [MapDrawn(whole.documents, whole.points[:18]), MapDrawn(whole.documents, whole.points[18:])]
    tell(line, *halves)
    assert any(text.startswith("36 passages from 2 documents") for text in says(page))


# --- colours and names ------------------------------------------------------------------------------


def test_collections_have_colours_and_where_there_is_one_its_folders() -> None:
    many = [document(0, "c0"), document(1, "c1"), document(2, "c1")]
    grouping = grouped(many, [5, 2, 4], {"c0": "Personeel", "c1": "Geld"}, "Other")
    assert [(group.name, group.passages) for group in grouping.groups] == [("Geld", 6), ("Personeel", 5)]
    assert grouping.of_document == (1, 0, 0)
    one = [document(0, folder="hr"), document(1, folder="hr/oud"), document(2, folder="geld")]
    grouping = grouped(one, [1, 1, 1], {}, "Other")
    assert [group.name for group in grouping.groups] == ["hr", "geld"]
    assert grouping.of_document == (0, 0, 1)
    one = [document(0, folder="x"), *(document(n, folder=f"docs/{'ab'[n % 2]}/y") for n in range(1, 9))]
    assert [group.name for group in grouped(one, [1] * 9, {}, "Other").groups] == ["a", "b", "x"]
    one = [document(n, folder=f"{'ab'[n % 2]}/2026") for n in range(4)] + [document(9, folder="a/2025")]
    assert [group.name for group in grouped(one, [5] * 5, {}, "Other").groups] == ["a", "b"]


def test_more_groups_than_colours_share_a_grey() -> None:
    documents = [document(n, f"c{n}") for n in range(9)]
    grouping = grouped(documents, [9 - n for n in range(9)], {}, "Other")
    *coloured, last = grouping.groups
    assert [group.colour for group in coloured] == list(range(len(LIGHT_GROUPS)))
    assert (last.name, last.colour, last.passages) == ("Other", None, 1 + 2 + 3)


def _luminance(colour: str) -> float:
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in _rgb(colour)]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def _rgb(colour: str) -> tuple[float, float, float]:
    made = QColor(colour)
    return made.redF(), made.greenF(), made.blueF()


def _seen(colour: str, matrix: tuple[tuple[float, ...], ...]) -> QColor:
    linear = [((part + 0.055) / 1.055) ** 2.4 if part > 0.04045 else part / 12.92 for part in _rgb(colour)]
    mixed = [min(max(sum(m * part for m, part in zip(row, linear, strict=True)), 0), 1) for row in matrix]
    return QColor.fromRgbF(
        *(1.055 * part ** (1 / 2.4) - 0.055 if part > 0.0031308 else part * 12.92 for part in mixed)
    )


# Machado, Oliveira and Fernandes, IEEE TVCG 2009: how colours are seen without one kind of cone.
WITHOUT_RED = (
    (0.152286, 1.052583, -0.204868),
    (0.114503, 0.786281, 0.099216),
    (-0.003882, -0.048116, 1.051998),
)
WITHOUT_GREEN = (
    (0.367322, 0.860646, -0.227968),
    (0.280085, 0.672501, 0.047413),
    (-0.01182, 0.04294, 0.968881),
)


@pytest.mark.parametrize(
    ("groups", "theme"), [(LIGHT_GROUPS, LIGHT), (DARK_GROUPS, DARK)], ids=["light", "dark"]
)
def test_colours_of_groups_are_seen_and_told_apart(groups: tuple[str, ...], theme: object) -> None:
    ground = _luminance(theme.surface)  # type: ignore[attr-defined]
    for colour in groups:
        lighter, darker = sorted((_luminance(colour), ground), reverse=True)
        assert (lighter + 0.05) / (darker + 0.05) >= 3, colour  # WCAG 2, 1.4.11
    for matrix in (WITHOUT_RED, WITHOUT_GREEN):
        for one, other in itertools.combinations([_seen(colour, matrix) for colour in groups], 2):
            apart = sum(
                abs(a - b)
                for a, b in zip(one.getRgb()[:3], other.getRgb()[:3], strict=True)  # type: ignore[index]
            )
            assert apart >= 60, (one.name(), other.name())


def test_the_legend_names_groups_as_they_are_and_shows_one_alone(page: MapPage, line: FakeLine) -> None:
    tell(line, grid(8, documents=4, collections=2))
    assert [each.text() for each in legend(page)] == ["Personeel", "Geld && <b>goed</b>"]
    assert "<b>" not in legend(page)[1].toolTip()
    before = view(page).grab().toImage()
    legend(page)[0].click()
    alone = view(page).grab().toImage()
    assert alone != before
    legend(page)[1].click()
    assert [each.isChecked() for each in legend(page)] == [False, True]
    legend(page)[1].click()
    assert view(page).grab().toImage() == before


def test_one_group_needs_no_legend(page: MapPage, line: FakeLine) -> None:
    tell(line, grid(4, documents=1))
    assert not page.findChild(Legend).isVisible()


def test_names_do_not_overlap_and_stay_inside(qapp: QApplication) -> None:
    chance = random.Random(1)
    within = QRectF(0, 0, 500, 400)
    names = [
        (f"Document met een naam {n}", QPointF(chance.uniform(0, 500), chance.uniform(0, 400)))
        for n in range(90)
    ]
    lit = [QRectF(200, 200, 12, 12)]
    written = list(labels.placed(names, within, QFontMetricsF(qapp.font()), lit))
    assert 5 <= len(written) <= labels.MOST
    for one, other in itertools.combinations(written, 2):
        assert not one.place.intersects(other.place)
    assert all(within.contains(label.place) and not label.place.intersects(lit[0]) for label in written)


def test_the_map_is_painted_in_the_colours_of_both_looks(page: MapPage, line: FakeLine, theme: Theme) -> None:
    tell(line, grid(8, documents=4, collections=2))
    light = view(page).grab().toImage()
    theme.choose("dark")
    assert view(page).grab().toImage() != light
    number = next(n for n in range(64) if view(page).colour(0) == DARK_GROUPS[0])
    theme.choose("light")
    place = view(page).position(number).toPoint()
    assert view(page).grab().toImage().pixelColor(place).name() in (*LIGHT_GROUPS, LIGHT.surface)


# --- what is lit ------------------------------------------------------------------------------------


def test_the_passages_of_an_answer_are_lit(page: MapPage, line: FakeLine) -> None:
    tell(line, grid(6))
    plain = view(page).grab().toImage()
    whole = Source(1, "d0", "/x", "x", 1, "x" * 25, start=10)  # three passages, put together
    other_page = Source(2, "d0", "/x", "x", 2, "x" * 25, start=10)
    page.light((whole, other_page, Source(3, "gone", "/x", "x", 1, "x")))
    assert "3 passages of the answer are lit." in says(page)
    assert view(page).grab().toImage() != plain
    button(page, "Show all alike").click()
    assert view(page).grab().toImage() == plain or view(page).hasFocus()
    assert not any("lit" in text for text in says(page))


def test_an_answer_that_came_before_the_map_is_lit_in_it(page: MapPage, line: FakeLine) -> None:
    page.light((Source(1, "d0", "/x", "x", 1, "x" * 8, start=0),))
    tell(line, grid(6))
    assert "1 passages of the answer are lit." in says(page) or "1 passage of the answer is lit." in says(
        page
    )


# --- pointer and keyboard ---------------------------------------------------------------------------


def open_page(line: FakeLine, text: str = "tekst " * 100) -> None:
    job = line.jobs(ReadPage)[-1]
    assert isinstance(job.job, ReadPage)
    job.happened.emit(PageRead(job.job.document, "/docs/a/0.pdf", "Stuk", job.job.page, 3, text))
    job.closed.emit(Done())


def test_a_click_opens_the_passage_on_its_page(page: MapPage, line: FakeLine, qtbot: QtBot) -> None:
    tell(line, grid(6))
    place = view(page).position(7).toPoint()
    with qtbot.waitSignal(page.source_chosen) as chosen:
        qtbot.mouseClick(view(page), Qt.MouseButton.LeftButton, pos=place)
        assert line.jobs(ReadPage)[-1].job == ReadPage("d0", 1)
        open_page(line)
    text = "tekst " * 100
    assert chosen.args == [(Source(1, "d0", "/docs/a/0.pdf", "Stuk", 1, text[70:78], "Kop", 70),), 1]


def test_only_the_passage_chosen_last_is_shown(page: MapPage, line: FakeLine, qtbot: QtBot) -> None:
    tell(line, grid(6))
    shown: list[object] = []
    page.source_chosen.connect(lambda sources, _: shown.append(sources[0].document))
    for number in (0, 35):
        qtbot.mouseClick(view(page), Qt.MouseButton.LeftButton, pos=view(page).position(number).toPoint())
    first, second = line.jobs(ReadPage)
    first.happened.emit(PageRead("d0", "/x", "x", 1, 1, "a" * 999))
    second.happened.emit(PageRead("d1", "/x", "x", 1, 1, "a" * 999))
    assert shown == ["d1"]


def test_a_passage_that_is_gone_is_told(page: MapPage, line: FakeLine, qtbot: QtBot) -> None:
    tell(line, grid(6))
    qtbot.mouseClick(view(page), Qt.MouseButton.LeftButton, pos=view(page).position(7).toPoint())
    line.jobs(ReadPage)[-1].closed.emit(Failed(Fault("UnknownDocument", {"document": "d0"})))
    assert any("not there" in text for text in says(page))


def test_the_pointer_tells_what_lies_under_it(page: MapPage, line: FakeLine, qtbot: QtBot) -> None:
    tell(line, grid(6))
    qtbot.mouseMove(view(page), view(page).position(7).toPoint())
    assert "Stuk 0 · page 1 · Kop" in says(page)
    qtbot.mouseMove(view(page), view(page).rect().topLeft())
    assert "Stuk 0 · page 1 · Kop" not in says(page)


def test_arrows_walk_from_passage_to_passage_and_enter_opens_one(
    page: MapPage, line: FakeLine, qtbot: QtBot
) -> None:
    tell(line, grid(7))
    page.activateWindow()
    page.focus_first()
    told: list[int] = []
    view(page).pointed.connect(told.append)
    press(page, Qt.Key.Key_Right)  # into the middle of what is in sight
    middle = told[-1]
    assert middle == 24
    press(page, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Up)
    assert told[1:] == [25, 32, 31, 24]
    press(page, *[Qt.Key.Key_Left] * 9)
    assert told[-1] == 21  # the edge
    press(page, Qt.Key.Key_Return)
    assert line.jobs(ReadPage)[-1].job == ReadPage("d0", 1)


def test_zooming_keeps_what_is_under_the_pointer_and_has_bounds(page: MapPage, line: FakeLine) -> None:
    tell(line, grid(6))
    map_view = view(page)
    before = map_view.position(8)
    wheel = QWheelEvent(
        before,
        map_view.mapToGlobal(before),
        QPointF(0, 0).toPoint(),
        QPointF(0, 240).toPoint(),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(map_view, wheel)
    assert map_view.zoom > 1.5
    assert (map_view.position(8) - before).manhattanLength() < 2
    press(page, *[Qt.Key.Key_Plus] * 40)
    assert map_view.zoom == CLOSEST
    press(page, Qt.Key.Key_0)
    assert map_view.zoom == 1
    press(page, Qt.Key.Key_Minus)
    assert map_view.zoom == 1


def test_dragging_moves_the_map_and_opens_nothing(page: MapPage, line: FakeLine, qtbot: QtBot) -> None:
    tell(line, grid(6))
    press(page, *[Qt.Key.Key_Plus] * 3)
    map_view, start = view(page), view(page).position(14)
    qtbot.mousePress(map_view, Qt.MouseButton.LeftButton, pos=start.toPoint())
    for step in (10, 25, 40):
        qtbot.mouseMove(map_view, start.toPoint() + QPointF(step, step).toPoint())
    qtbot.mouseRelease(map_view, Qt.MouseButton.LeftButton, pos=start.toPoint() + QPointF(40, 40).toPoint())
    moved = map_view.position(14) - start
    assert moved.x() == pytest.approx(40, abs=3)
    assert line.jobs(ReadPage) == []


def test_everything_has_a_name_for_who_does_not_see_it(page: MapPage, line: FakeLine) -> None:
    tell(line, grid(8, documents=4, collections=2))
    for made in (view(page), *page.findChildren(QToolButton)):
        if made.isVisible():
            assert QAccessible.queryAccessibleInterface(made).text(QAccessible.Text.Name)


# --- many -------------------------------------------------------------------------------------------


def test_a_hundred_thousand_points_are_taken_painted_and_found_without_a_pause(
    page: MapPage, line: FakeLine
) -> None:
    chance = random.Random(2)
    slowest = 0.0
    for part in range(20):
        documents = tuple(document(part * 50 + n, f"c{n % 2}") for n in range(50))
        points = tuple(
            MapPoint(part * 5000 + n, n // 100, 1, n, chance.random(), chance.random()) for n in range(5000)
        )
        began = time.perf_counter()
        line.jobs(DrawMap)[-1].happened.emit(MapDrawn(documents, points))
        slowest = max(slowest, time.perf_counter() - began)
    began = time.perf_counter()
    tell(line)
    view(page).grab()
    press(page, *[Qt.Key.Key_Right] * 20)
    assert time.perf_counter() - began < 5  # 0.1 s here; a wide margin for busy machines
    assert slowest < 1


def test_the_nearest_point_is_found_by_its_cell_as_by_looking_at_all() -> None:
    points = MapPoints()
    chance = random.Random(3)
    made = tuple(MapPoint(n, 0, 1, n, chance.random(), chance.random()) for n in range(2000))
    points.add(MapDrawn((document(0),), made))
    for _ in range(50):
        x, y = chance.random(), chance.random()
        expected = min(range(2000), key=lambda n: (made[n].x - x) ** 2 + (made[n].y - y) ** 2)
        assert points.nearest(x, y, 0.2) == expected
    assert points.nearest(0.5, 3.0, 0.2) is None
