"""How the documents that could not be read look: headings with what helps, and two lines for each file."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyleOptionViewItem, QWidget

from app.ui.theme import Theme
from app.ui.troubles.model import HEADING_ROLE, LINE_ROLE, Index, Trouble, TroubleModel
from app.ui.two_lines import TwoLines

_MARGIN = 8
_ABOVE = 10  # a heading
_INDENT = 8


class TroubleDelegate(TwoLines):
    """A file is its name and, muted, its folder; a heading is bold, with its advice in as many lines as it
    takes."""

    SECOND_LINE = LINE_ROLE

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(theme, view)
        self._view = view
        self._heights: dict[tuple[str, int], int] = {}

    def forget(self) -> None:
        """Font or width are others now."""
        self._heights.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        if not index.data(HEADING_ROLE):
            return super().sizeHint(option, index)
        advice, width = str(index.data(LINE_ROLE)), self._room()
        key = (advice, width)
        if key not in self._heights:
            lines = option.fontMetrics.boundingRect(0, 0, width, 10_000, int(_WRAPPED), advice).height()
            self._heights[key] = _ABOVE + _bold(option.font)[1].height() + 2 + lines + 6
        return QSize(0, self._heights[key])

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if not index.data(HEADING_ROLE):
            super().paint(painter, option, index)
            return
        painter.save()
        colours, (font, metrics) = self._theme.colours, _bold(option.font)
        top, left, width = option.rect.top() + _ABOVE, option.rect.left() + _INDENT, self._room()
        painter.setFont(font)
        painter.setPen(QColor(colours.text))
        title = metrics.elidedText(str(index.data()), Qt.TextElideMode.ElideRight, width)
        painter.drawText(QRect(left, top, width, metrics.height()), int(_SINGLE), title)
        painter.setFont(option.font)
        painter.setPen(QColor(colours.muted))
        below = top + metrics.height() + 2
        place = QRect(left, below, width, option.rect.bottom() - below)
        painter.drawText(place, int(_WRAPPED), str(index.data(LINE_ROLE)))
        painter.restore()

    def _room(self) -> int:
        return max(self._view.viewport().width() - 2 * _INDENT, 40)


_WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
_SINGLE = Qt.TextFlag.TextSingleLine | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def _bold(font: QFont) -> tuple[QFont, QFontMetrics]:
    made = QFont(font)
    made.setBold(True)
    return made, QFontMetrics(made)


class TroubleView(QListView):
    """The rows of a `TroubleModel`; many files can be selected, headings cannot.

    Signals:
        opened: the person pressed Enter on a file or clicked it twice.
        selection_changed
    """

    opened = Signal()
    selection_changed = Signal()

    def __init__(self, model: TroubleModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._held: list[str] = []
        self._delegate = TroubleDelegate(theme, self)
        self.setItemDelegate(self._delegate)
        self.setModel(model)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setAccessibleName(self.tr("Files that could not be read"))
        model.modelAboutToBeReset.connect(self._hold)
        model.modelReset.connect(self._select_held)
        theme.changed.connect(self.viewport().update)
        self.doubleClicked.connect(self.opened)

    def selected(self) -> list[Trouble]:
        """The selected files, in the order of the list."""
        rows = sorted(self.selectedIndexes(), key=lambda index: index.row())
        return [trouble for index in rows if (trouble := self._model.trouble(index)) is not None]

    def select(self, paths: Iterable[str]) -> None:
        """Select these files, as far as they are shown."""
        chosen = QItemSelection()
        for index in self._model.indexes_of(paths):
            chosen.select(index, index)
        flag = QItemSelectionModel.SelectionFlag
        if indexes := chosen.indexes():
            self.selectionModel().setCurrentIndex(indexes[0], flag.NoUpdate)
        self.selectionModel().select(chosen, flag.ClearAndSelect)

    def _hold(self) -> None:
        """The list is laid out anew: what is selected stays so."""
        self._held = [trouble.report.path for trouble in self.selected()]

    def _select_held(self) -> None:
        if self._held:
            self.select(self._held)
        self.selection_changed.emit()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.selection_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._delegate.forget()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._delegate.forget()
            self.scheduleDelayedItemsLayout()
