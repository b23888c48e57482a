"""The look: readable in both palettes, whole, and as chosen."""

import re
from collections.abc import Iterator
from dataclasses import asdict, fields
from importlib.resources import files
from typing import Any

import pytest
from PySide6 import QtWidgets
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPalette
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.theme import DARK, ICON_SIZE, LIGHT, Colours, Theme, filled, palette, picture

LEAST_CONTRAST = 4.5
"""WCAG 2, level AA, for text of any size."""
PAIRS = (
    *(
        (text, ground)
        for text in ("text", "muted")
        for ground in ("window", "surface", "hover", "accent_soft")
    ),
    *(("on_accent", ground) for ground in ("accent", "accent_hover")),
    *(("accent", ground) for ground in ("window", "surface")),
    *(("danger", ground) for ground in ("window", "surface", "danger_soft")),
    ("notice", "notice_soft"),
    ("on_highlight", "highlight"),
)
ICON_FOLDER = files("resources").joinpath("icons")
ICONS = sorted(file.name.removesuffix(".svg") for file in ICON_FOLDER.iterdir() if file.name.endswith(".svg"))
STYLE_SHEET = files("resources").joinpath("style", "window.qss").read_text(encoding="utf-8")
PALETTES = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it, 0 for black to 1 for white."""
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in QColor(colour).getRgbF()[:3]
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def drawn(image: QImage) -> list[QColor]:
    """The dots that are more than half covered."""
    dots = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return [dot for dot in dots if dot.alpha() > 128]


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    theme = Theme(qapp, "light")
    yield theme
    theme.choose("light")


def test_contrast_is_computed_as_wcag_says() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@PALETTES
@pytest.mark.parametrize(("text", "ground"), PAIRS, ids="-on-".join)
def test_text_can_be_read_on_its_ground(colours: Colours, text: str, ground: str) -> None:
    assert contrast(getattr(colours, text), getattr(colours, ground)) >= LEAST_CONTRAST


@PALETTES
def test_every_colour_is_a_colour(colours: Colours) -> None:
    for name, value in asdict(colours).items():
        assert re.fullmatch("#[0-9a-f]{6}", value), name


@PALETTES
def test_the_style_sheet_names_no_colour_that_there_is_not(colours: Colours) -> None:
    assert "@" in STYLE_SHEET
    sheet = re.sub(r"/\*.*?\*/", "", filled(STYLE_SHEET, colours), flags=re.DOTALL)
    assert "@" not in sheet
    assert not re.search(r"#[0-9a-f]{6}[a-z_]", sheet), "a name was replaced by the beginning of it"


def test_the_style_sheet_has_no_colour_of_its_own() -> None:
    assert re.findall(r"#[0-9a-fA-F]{6}\b|\brgb", STYLE_SHEET) == []


def test_the_style_sheet_is_understood(theme: Theme, qtbot: QtBot, qtlog: Any) -> None:
    """Where Qt cannot parse a part of it, it says so on its log, and may leave out the whole."""
    kinds = re.findall(r"\bQ[A-Z]\w+", STYLE_SHEET)
    made = [
        getattr(QtWidgets, kind)()
        for kind in sorted({*kinds} - {"QToolTip", "QAbstractItemView", "QAbstractButton", "QHeaderView"})
    ]
    problem = QtWidgets.QLabel("?", objectName="problem")
    for appearance, colours in (("light", LIGHT), ("dark", DARK)):
        theme.choose(appearance)
        for widget in (*made, problem):
            qtbot.addWidget(widget)
            widget.ensurePolished()
            widget.grab()
        assert problem.palette().color(QPalette.ColorRole.WindowText).name() == colours.danger
    assert [record.message for record in qtlog.records] == []


@pytest.mark.parametrize("name", ICONS)
@pytest.mark.parametrize("scale", [1, 2])
def test_every_icon_is_drawn_in_its_colour(qapp: QApplication, name: str, scale: int) -> None:
    red, made = QColor(LIGHT.danger), picture(name, LIGHT.danger, ICON_SIZE, scale)
    assert made.size() == ICON_SIZE * scale
    assert made.deviceIndependentSize().toSize() == ICON_SIZE
    dots = drawn(made.toImage())
    assert dots
    if "currentColor" in ICON_FOLDER.joinpath(f"{name}.svg").read_text():
        for dot in dots:  # what is half covered is rounded
            assert all(abs(of - to) <= 8 for of, to in zip(dot.getRgb()[:3], red.getRgb()[:3], strict=True))


def test_an_icon_is_as_sharp_as_the_screen_and_muted_when_it_is_off(theme: Theme) -> None:
    icon = theme.icon("add")
    for scale in (1, 2, 3):
        assert icon.pixmap(ICON_SIZE, scale).size() == ICON_SIZE * scale
    off = icon.pixmap(ICON_SIZE, 1, mode=icon.Mode.Disabled)
    assert off.toImage() != icon.pixmap(ICON_SIZE, 1).toImage()


def test_choosing_applies_the_palette_and_tells_it_once(theme: Theme, qapp: QApplication) -> None:
    changed = QSignalSpy(theme.changed)
    theme.choose("dark")
    assert (theme.dark, theme.colours, changed.count()) == (True, DARK, 1)
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == DARK.window
    assert DARK.window in qapp.styleSheet()
    theme.choose("light")
    assert (theme.dark, theme.colours, changed.count()) == (False, LIGHT, 2)
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == LIGHT.window
    assert DARK.window not in qapp.styleSheet()


def test_the_look_follows_the_system_only_when_it_is_asked_to(theme: Theme, qapp: QApplication) -> None:
    hints = qapp.styleHints()
    changed = QSignalSpy(theme.changed)
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert changed.count() == 0
    theme.choose("system")
    assert changed.count() == 1
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert changed.count() == 2


@PALETTES
def test_every_role_of_qts_palette_is_of_these_colours(colours: Colours) -> None:
    known = {getattr(colours, field.name) for field in fields(colours)}
    made = palette(colours)
    for role in QPalette.ColorRole:
        if role not in (QPalette.ColorRole.NoRole, QPalette.ColorRole.NColorRoles, QPalette.ColorRole.Shadow):
            assert made.color(role).name() in known, role
