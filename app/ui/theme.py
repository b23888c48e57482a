"""The look of the window: two palettes of its own, light and dark, a style sheet, icons in their colours.

Colours are named by what they are for. Every pair of text and ground has a contrast of at least 4.5
(WCAG 2, AA); `tests/app/ui/test_theme.py` computes it.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from app.ui.preferences import Appearance

ICON_SIZE = QSize(18, 18)


@dataclass(frozen=True)
class Colours:
    """One palette. `text` and `muted` stand on `window`, `surface`, `hover` and `accent_soft`."""

    window: str
    surface: str
    hover: str
    border: str
    text: str
    muted: str
    accent: str
    accent_hover: str
    on_accent: str
    accent_soft: str
    danger: str
    danger_soft: str
    notice: str
    notice_soft: str
    highlight: str
    on_highlight: str


LIGHT = Colours(
    window="#f5f4f1",
    surface="#ffffff",
    hover="#ecebe6",
    border="#d5d2ca",
    text="#1d2226",
    muted="#59616a",
    accent="#17695a",
    accent_hover="#0f5548",
    on_accent="#ffffff",
    accent_soft="#dfeee9",
    danger="#a8231c",
    danger_soft="#fbe9e7",
    notice="#6e4a00",
    notice_soft="#fdf1d3",
    highlight="#ffe9a3",
    on_highlight="#1d2226",
)
DARK = Colours(
    window="#1a1d20",
    surface="#23272b",
    hover="#2d3237",
    border="#3d444b",
    text="#e7eaed",
    muted="#a9b1b9",
    accent="#62c4a9",
    accent_hover="#7dd3bb",
    on_accent="#0c1f1a",
    accent_soft="#20392f",
    danger="#ff9288",
    danger_soft="#3c2523",
    notice="#f0cc81",
    notice_soft="#3a3220",
    highlight="#5f5118",
    on_highlight="#f5efd8",
)


class Theme(QObject):
    """The look in use, applied to the whole application.

    Signals:
        changed: the colours are others now; what paints by itself paints anew.
    """

    changed = Signal()

    def __init__(self, application: QApplication, appearance: Appearance) -> None:
        super().__init__()
        self._application = application
        self._appearance: Appearance = appearance
        self.colours = LIGHT
        self._icons: dict[tuple[str, str], QIcon] = {}  # by name and colour: most stand in several places
        self._style_sheet = files("resources").joinpath("style", "window.qss").read_text(encoding="utf-8")
        application.setStyle("Fusion")
        application.styleHints().colorSchemeChanged.connect(self._follow_system)
        self._apply()

    @property
    def dark(self) -> bool:
        return self.colours is DARK

    def choose(self, appearance: Appearance) -> None:
        """Light, dark, or as the system is."""
        self._appearance = appearance
        self._apply()

    def icon(self, name: str, colour: str | None = None) -> QIcon:
        """The icon `resources/icons/NAME.svg`, in the colour of text or another of this palette; disabled
        it is muted, and as sharp as the screen is."""
        normal = colour or self.colours.text
        if (icon := self._icons.get((name, normal))) is not None:
            return icon
        icon = self._icons[name, normal] = QIcon()
        for mode, shade in ((QIcon.Mode.Normal, normal), (QIcon.Mode.Disabled, self.colours.border)):
            for scale in (1, 2, 3):
                icon.addPixmap(picture(name, shade, ICON_SIZE, scale), mode)
        return icon

    @Slot()
    def _follow_system(self) -> None:
        if self._appearance == "system":
            self._apply()

    def _apply(self) -> None:
        self.colours = DARK if self._wants_dark() else LIGHT
        self._icons.clear()
        self._application.setPalette(palette(self.colours))
        self._application.setStyleSheet(filled(self._style_sheet, self.colours))
        self.changed.emit()

    def _wants_dark(self) -> bool:
        if self._appearance == "system":
            return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return self._appearance == "dark"


def picture(name: str, colour: str, size: QSize, scale: float = 1) -> QPixmap:
    """An icon as a picture of `size` times `scale` dots; its lines are drawn in `currentColor`."""
    renderer = QSvgRenderer(QByteArray(_svg(name).replace("currentColor", colour).encode()))
    made = QPixmap(size * scale)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    renderer.render(painter, QRectF(made.rect()))
    painter.end()
    made.setDevicePixelRatio(scale)
    return made


@cache
def _svg(name: str) -> str:
    return files("resources").joinpath("icons", f"{name}.svg").read_text(encoding="utf-8")


def filled(style_sheet: str, colours: Colours) -> str:
    """The style sheet with `@name` replaced by colours, longer names first, as one may begin another;
    `@icons` by the folder of the icons, `@shade` by "light" or "dark"."""
    for name, value in sorted(asdict(colours).items(), key=lambda item: -len(item[0])):
        style_sheet = style_sheet.replace(f"@{name}", value)
    icons = str(files("resources").joinpath("icons")).replace("\\", "/")
    return style_sheet.replace("@icons", icons).replace("@shade", "dark" if colours is DARK else "light")


def palette(colours: Colours) -> QPalette:
    """Qt's palette of these colours, for what no style sheet reaches."""
    made = QPalette()
    for role, colour in _roles(colours):
        made.setColor(role, QColor(colour))
    disabled = QPalette.ColorGroup.Disabled
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        made.setColor(disabled, role, QColor(colours.muted))
    return made


def _roles(colours: Colours) -> Iterator[tuple[QPalette.ColorRole, str]]:
    role = QPalette.ColorRole
    yield from (
        (role.Window, colours.window),
        (role.WindowText, colours.text),
        (role.Base, colours.surface),
        (role.AlternateBase, colours.window),
        (role.Text, colours.text),
        (role.PlaceholderText, colours.muted),
        (role.Button, colours.surface),
        (role.ButtonText, colours.text),
        (role.BrightText, colours.danger),
        (role.Highlight, colours.accent),
        (role.HighlightedText, colours.on_accent),
        (role.Link, colours.accent),
        (role.LinkVisited, colours.accent),
        (role.ToolTipBase, colours.surface),
        (role.ToolTipText, colours.text),
        (role.Accent, colours.accent),
        (role.Light, colours.hover),
        (role.Midlight, colours.hover),
        (role.Mid, colours.border),
        (role.Dark, colours.border),
    )
