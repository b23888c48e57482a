"""The list of changes on the screen."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from app.ui.folders.change_model import ChangeModel, Index


class ChangeView(QListView):
    """Space ticks what has the keyboard; Enter, or a click on a group's name, opens and closes the group."""

    def __init__(self, model: ChangeModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._changes = model
        self.setObjectName("changes")
        self.setAccessibleName(self.tr("Changes in this folder"))
        self.setUniformItemSizes(True)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setModel(model)
        self._ticked_by_click = False
        self.clicked.connect(self._turn)

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        """Qt's list would measure all its rows anew, which are all alike. A tick is what was clicked on."""
        self._ticked_by_click = Qt.ItemDataRole.CheckStateRole in roles
        QAbstractItemView.dataChanged(self, first, last, roles)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._ticked_by_click = False
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._changes.turn(self.currentIndex())
            return
        super().keyPressEvent(event)

    @Slot("QModelIndex")
    def _turn(self, index: Index) -> None:
        if not self._ticked_by_click:
            self._changes.turn(index)
