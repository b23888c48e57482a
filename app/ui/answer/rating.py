"""How good an answer is: two thumbs, or where there is no room for them the same in a menu."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from app.messages import Rating
from app.ui.plain_text import tooltip
from app.ui.theme import Theme


class RatingButtons(QWidget):
    """Pressed again, a rating is taken back.

    Signals:
        rated: how good it is now (a `Rating`).
    """

    rated = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._good, self._bad = QToolButton(), QToolButton()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for button, name in ((self._good, self.tr("Good answer")), (self._bad, self.tr("Not a good answer"))):
            button.setCheckable(True)
            button.setObjectName("strip")
            button.setProperty("look", "quiet")
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.setAccessibleName(name)
            button.setToolTip(tooltip(name))
            row.addWidget(button)
        self._good.clicked.connect(self._rate_good)
        self._bad.clicked.connect(self._rate_bad)
        theme.changed.connect(self._show_icons)
        self._show_icons()

    def show_rating(self, rating: Rating) -> None:
        """Show how good it was found."""
        self._good.setChecked(rating == "good")
        self._bad.setChecked(rating == "bad")
        self._show_icons()

    @Slot()
    def _rate_good(self) -> None:
        self.rated.emit("good" if self._good.isChecked() else "")

    @Slot()
    def _rate_bad(self) -> None:
        self.rated.emit("bad" if self._bad.isChecked() else "")

    @Slot()
    def _show_icons(self) -> None:
        colours = self._theme.colours
        for button, icon in ((self._good, "good"), (self._bad, "bad")):
            colour = colours.accent if button.isChecked() else colours.muted
            button.setIcon(self._theme.icon(icon, colour))


class RatingMenu(QToolButton):
    """Three dots.

    Signals:
        rated: how good it is now (a `Rating`).
    """

    rated = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        menu = QMenu(self)
        self._good = QAction(self.tr("&Good answer"), self, checkable=True)
        self._bad = QAction(self.tr("&Not a good answer"), self, checkable=True)
        menu.addActions([self._good, self._bad])
        self.setMenu(menu)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setObjectName("strip")
        self.setProperty("look", "quiet")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("More about this answer"))
        self.setToolTip(tooltip(self.tr("Say how good this answer is")))
        self._good.triggered.connect(self._rate_good)
        self._bad.triggered.connect(self._rate_bad)
        theme.changed.connect(self._show_icon)
        self._show_icon()

    def show_rating(self, rating: Rating) -> None:
        """Show how good it was found."""
        self._good.setChecked(rating == "good")
        self._bad.setChecked(rating == "bad")

    @Slot()
    def _rate_good(self) -> None:
        self.rated.emit("good" if self._good.isChecked() else "")

    @Slot()
    def _rate_bad(self) -> None:
        self.rated.emit("bad" if self._bad.isChecked() else "")

    @Slot()
    def _show_icon(self) -> None:
        self.setIcon(self._theme.icon("more", self._theme.colours.muted))
