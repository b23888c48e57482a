"""A layout that puts things side by side and goes on in the next line where one is full.

After the flow layout among Qt's own examples of layouts.
"""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Lines of items, each as wide as it wants and no wider than the whole; of one height in a line."""

    def __init__(self, parent: QWidget | None = None, gap: int = 6) -> None:
        """`gap` is in pixels, between items and between lines."""
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)
        self.invalidate()

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        around = self._around()
        return self._lay(QRect(0, 0, width - around.width(), 0), move=False) + around.height()

    def setGeometry(self, place: QRect) -> None:
        super().setGeometry(place)
        self._lay(place.marginsRemoved(self.contentsMargins()), move=True)

    def sizeHint(self) -> QSize:
        """All in one line."""
        sizes = [item.sizeHint() for item in self._shown()]
        width = sum(size.width() for size in sizes) + self._gap * max(len(sizes) - 1, 0)
        return QSize(width, max((size.height() for size in sizes), default=0)) + self._around()

    def minimumSize(self) -> QSize:
        sizes = [item.minimumSize() for item in self._shown()]
        width = max((size.width() for size in sizes), default=0)
        return QSize(width, max((size.height() for size in sizes), default=0)) + self._around()

    def _around(self) -> QSize:
        margins = self.contentsMargins()
        return QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _lay(self, place: QRect, move: bool) -> int:
        """The height that it takes, in pixels."""
        top, height = place.top(), 0
        for line in self._lines(place.width()):
            top += self._gap if height or top > place.top() else 0
            height = max(item.sizeHint().height() for item in line)
            left = place.left()
            for item in line:
                size = item.sizeHint()
                width = min(size.width(), place.width())
                if move:
                    middle = (height - size.height()) // 2
                    item.setGeometry(QRect(QPoint(left, top + middle), QSize(width, size.height())))
                left += width + self._gap
            top += height
        return top - place.top()

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        left = 0
        for item in self._shown():
            wide = item.sizeHint().width()
            if lines and left + wide <= width:
                lines[-1].append(item)
            else:
                lines.append([item])
                left = 0
            left += wide + self._gap
        return lines
