"""The row of buttons over a page: the pages before and after it, zoom, picture or text."""

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from app.ui.plain_text import tooltip
from app.ui.source.page_picture import LEAST_ZOOM, MOST_ZOOM
from app.ui.theme import Theme

_ICON = QSize(18, 18)


class PageControls(QWidget):
    """Hidden when there is nothing to choose.

    Signals:
        turned: to the next page (1) or the one before (-1).
        zoomed: one step closer (1), farther away (-1), or as wide as there is room (0).
        as_text_chosen: the person wants the text (True) or the picture.
    """

    turned = Signal(int)
    zoomed = Signal(int)
    as_text_chosen = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._before = _button(self.tr("Previous page (Ctrl+Page Up)"))
        self._after = _button(self.tr("Next page (Ctrl+Page Down)"))
        self._out = _button(self.tr("Zoom out (Ctrl+−)"))
        self._in = _button(self.tr("Zoom in (Ctrl++)"))
        self._fit = _button(self.tr("Fit to width (Ctrl+0)"))
        self._as_text = _button(self.tr("Show as text"))
        self._as_text.setCheckable(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(self._before)
        row.addWidget(self._after)
        row.addStretch()
        for button in (self._out, self._in, self._fit, self._as_text):
            row.addWidget(button)
        self._before.clicked.connect(self._turn_back)
        self._after.clicked.connect(self._turn_on)
        self._out.clicked.connect(self._zoom_out)
        self._in.clicked.connect(self._zoom_in)
        self._fit.clicked.connect(self._fit_width)
        self._as_text.clicked.connect(self.as_text_chosen)
        theme.changed.connect(self._show_icons)
        self._show_icons()

    def show_pages(self, page: int, pages: int) -> None:
        """Page `page` of so many is in sight; 0: it is not known of how many."""
        for button in (self._before, self._after):
            button.setVisible(pages > 1)
        self._before.setEnabled(page > 1)
        self._after.setEnabled(page < pages)
        self._hide_if_empty()

    def show_picture(self, possible: bool, shown: bool, zoom: float) -> None:
        """Whether the page can be a picture, whether it is one now, and how large."""
        for button in (self._out, self._in, self._fit):
            button.setVisible(shown)
        self._out.setEnabled(zoom > LEAST_ZOOM)
        self._fit.setEnabled(zoom != 1)
        self._in.setEnabled(zoom < MOST_ZOOM)
        self._as_text.setVisible(possible)
        self._as_text.setChecked(possible and not shown)
        self._hide_if_empty()

    def _hide_if_empty(self) -> None:
        self.setVisible(not (self._before.isHidden() and self._as_text.isHidden()))

    @Slot()
    def _turn_back(self) -> None:
        self.turned.emit(-1)

    @Slot()
    def _turn_on(self) -> None:
        self.turned.emit(1)

    @Slot()
    def _zoom_out(self) -> None:
        self.zoomed.emit(-1)

    @Slot()
    def _zoom_in(self) -> None:
        self.zoomed.emit(1)

    @Slot()
    def _fit_width(self) -> None:
        self.zoomed.emit(0)

    @Slot()
    def _show_icons(self) -> None:
        for button, icon in (
            (self._before, "back"),
            (self._after, "next"),
            (self._out, "zoom_out"),
            (self._in, "zoom_in"),
            (self._fit, "fit_width"),
            (self._as_text, "as_text"),
        ):
            button.setIcon(self._theme.icon(icon))


def _button(name: str) -> QToolButton:
    made = QToolButton()
    made.setProperty("look", "quiet")
    made.setIconSize(_ICON)
    made.setAccessibleName(name)
    made.setToolTip(tooltip(name))
    return made
