"""The line above the list that says which collection is shown. There is none while there is one only."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from app.ui.documents.collecting import EVERY, Collecting
from app.ui.plain_text import tooltip
from app.ui.theme import Theme

_AROUND = 64  # pixels of the button beside its words


class CollectionChoice(QPushButton):
    """All of them, or one; and a new one.

    Signals:
        new_wanted: a new one is to be made.
    """

    new_wanted = Signal()

    def __init__(self, theme: Theme, collecting: Collecting, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._collecting = theme, collecting
        self._words = ""
        self._group = QActionGroup(self)
        self._menu = QMenu(self)
        self._new = QAction(self.tr("New collection…"), self)
        self.setMenu(self._menu)
        self.setObjectName("row")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._group.triggered.connect(self._choose)
        self._new.triggered.connect(self.new_wanted)
        collecting.changed.connect(self._fill)
        collecting.shown_changed.connect(self._mark)
        theme.changed.connect(self._show_icon)
        self._show_icon()
        self._fill()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_words()

    @Slot()
    def _fill(self) -> None:
        names = self._collecting.names
        self._menu.clear()
        for action in self._group.actions():
            self._group.removeAction(action)
        for identity, name in (
            (EVERY, self.tr("All collections")),
            *((collection.id, names.name_of(collection)) for collection in names.all),
        ):
            action = QAction(name.replace("&", "&&"), self._menu, checkable=True)
            action.setData(identity)
            self._group.addAction(action)
            self._menu.addAction(action)
        self._menu.addSeparator()
        self._menu.addAction(self._new)
        self.setVisible(self._collecting.many)
        self._mark()

    @Slot()
    def _mark(self) -> None:
        for action in self._group.actions():
            if action.data() == self._collecting.shown:
                action.setChecked(True)
                self._words = action.text()
        self._show_words()

    @Slot(QAction)
    def _choose(self, action: QAction) -> None:
        self._collecting.show(action.data())

    def _show_words(self) -> None:
        plain = self._words.replace("&&", "&")
        metrics = QFontMetrics(self.font())
        shown = metrics.elidedText(plain, Qt.TextElideMode.ElideRight, max(self.width() - _AROUND, 40))
        self.setText(shown.replace("&", "&&"))
        self.setToolTip(tooltip(plain))
        self.setAccessibleName(self.tr("Collection: {name}").format(name=plain))

    @Slot()
    def _show_icon(self) -> None:
        self.setIcon(self._theme.icon("collection", self._theme.colours.muted))
