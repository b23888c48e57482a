"""What the colours of the map mean; each group can be chosen, to see it alone."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QScrollArea, QSizePolicy, QToolButton, QWidget

from app.ui.library_map.groups import Group
from app.ui.plain_text import tooltip
from app.ui.theme import Theme

_DOT = 12
_LETTERS = 24


class Legend(QScrollArea):
    """One button a group, in a row. None or one of them is down.

    Signals:
        chosen: the place of the group that is to be seen alone, or None.
    """

    chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._colours: tuple[str, ...] = ()
        self._buttons = QButtonGroup(self)
        self._buttons.setExclusive(False)
        self._buttons.idToggled.connect(self._choose)
        self._row = QWidget()
        self._row.setObjectName("content")
        self._layout = QHBoxLayout(self._row)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(4)
        self._layout.addStretch()
        self.setWidget(self._row)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_groups(self, groups: tuple[Group, ...], colours: tuple[str, ...]) -> None:
        """Replace what is listed, each group with its colour. One group alone says nothing."""
        for button in self._buttons.buttons():
            self._buttons.removeButton(button)
            self._layout.removeWidget(button)
            button.hide()
            button.deleteLater()
        for place, (group, colour) in enumerate(zip(groups, colours, strict=True)):
            button = QToolButton()
            button.setText(_short(group.name).replace("&", "&&"))
            button.setIcon(_dot(colour, self.devicePixelRatioF()))
            button.setToolTip(tooltip(self._words(group)))
            button.setAccessibleName(self._words(group))
            button.setCheckable(True)
            button.setProperty("look", "quiet")
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self._buttons.addButton(button, place)
            self._layout.insertWidget(place, button)
        self.setVisible(len(groups) > 1)
        self._fit_height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_height()

    def _fit_height(self) -> None:
        """Room for a scroll bar only where there is one."""
        needed = self._row.sizeHint()
        bar = self.horizontalScrollBar().sizeHint().height() if needed.width() > self.width() else 0
        self.setFixedHeight(needed.height() + bar)

    def _words(self, group: Group) -> str:
        passages = self.tr("%n passages", "", group.passages)
        return f"{group.name}, {passages}"

    @Slot(int, bool)
    def _choose(self, place: int, down: bool) -> None:
        if down:
            for button in self._buttons.buttons():
                if self._buttons.id(button) != place:
                    button.setChecked(False)
        only = self._buttons.buttons()
        chosen = [self._buttons.id(button) for button in only if button.isChecked()]
        self.chosen.emit(chosen[0] if chosen else None)


def _short(name: str) -> str:
    return name if len(name) <= _LETTERS else f"{name[: _LETTERS - 1]}…"


def _dot(colour: str, ratio: float) -> QIcon:
    picture = QPixmap(QSize(_DOT, _DOT) * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawEllipse(QRectF(1, 1, _DOT - 2, _DOT - 2))
    painter.end()
    return QIcon(picture)
