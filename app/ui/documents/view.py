"""The list of documents on the screen: the list widget, and how a row is painted.

What the rows are is `app.ui.documents.model`, what can be done with them `app.ui.documents.panel`.
"""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPoint,
    QRect,
    QSize,
    QSortFilterProxyModel,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontInfo,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPixmap,
    QResizeEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyleOptionViewItem, QWidget

from app.ui.documents.model import LINE_ROLE, PIN_ROLE, STATE_ROLE, DocumentModel, Index
from app.ui.documents.row import DocumentRow
from app.ui.theme import ICON_SIZE, Theme, picture
from app.ui.two_lines import TwoLines

_PADDING = 8
_WORDS_LEFT = _PADDING + ICON_SIZE.width() + 10
_PIN_SIZE = QSize(14, 14)
_PIN_LEFT = _PIN_SIZE.width() + 6
_SMALLER = 0.92  # the lines under the name
_MOST_LINES = 3  # of the sentence that says why a document could not be read
_MOST_MEASURED = 2_000
"""Rows. To lay out a list Qt asks each of its rows for its height; those of a longer list are all alike."""


class DocumentDelegate(TwoLines):
    """An icon by state, the name, a pin where it is always read, and below what there is to say of the state.

    The sentence of a row that failed takes up to three lines. There are few different ones, so they are
    broken into lines once for each width.
    """

    def __init__(self, model: DocumentModel, theme: Theme, view: QListView) -> None:
        super().__init__(theme, view)
        self._model, self._view = model, view
        self._lines: dict[str, tuple[str, ...]] = {}
        self._icons: dict[str, QPixmap] = {}
        self.measure()
        theme.changed.connect(self._forget_icons)

    def measure(self) -> None:
        """Take the view's width and font as they are now."""
        self._lines.clear()
        self._width = max(self._view.viewport().width() - _WORDS_LEFT - _PADDING, 40)
        self._font = QFont(self._view.font())
        self._font.setPointSizeF(QFontInfo(self._font).pointSizeF() * _SMALLER)
        self._name_height = QFontMetrics(self._view.font()).height()
        self._line_height = QFontMetrics(self._font).height()
        self._usual = QSize(0, self._height(1))

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        if self._view.uniformItemSizes():
            return self._usual
        if self._model.row(index).state != "failed":  # asked for every row: `data` would take twice as long
            return self._usual
        return QSize(0, self._height(len(self._broken(str(index.data(LINE_ROLE))))))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        self._paint_ground(painter, option)
        state, line = str(index.data(STATE_ROLE)), str(index.data(LINE_ROLE))
        corner = option.rect.topLeft() + QPoint(_PADDING, _PADDING)
        painter.drawPixmap(
            corner + QPoint(0, (self._name_height - ICON_SIZE.height()) // 2), self._icon(state)
        )
        colours = self._theme.colours
        name = QRect(option.rect.left() + _WORDS_LEFT, corner.y(), self._width, self._name_height)
        pin = str(index.data(PIN_ROLE))
        if pin:
            self._paint_pin(painter, name, pin)
        room = self._width - (_PIN_LEFT if pin else 0)
        shown = option.fontMetrics.elidedText(str(index.data()), Qt.TextElideMode.ElideMiddle, room)
        _write(painter, name, shown, colours.text)
        painter.setFont(self._font)
        colour = {"failed": colours.danger, "reading": colours.accent}.get(state, colours.muted)
        colour = colours.danger if pin == "too_long" else colour
        place = QRect(name.left(), name.bottom() + 1, self._width, self._line_height)
        broken = state == "failed" and not self._view.uniformItemSizes()
        for words in self._broken(line) if broken else (self._on_one_line(line),):
            _write(painter, place, words, colour)
            place.translate(0, self._line_height)
        painter.restore()

    def _height(self, lines: int) -> int:
        return self._name_height + lines * self._line_height + 2 * _PADDING

    def _paint_pin(self, painter: QPainter, name: QRect, pin: str) -> None:
        """At the end of the name's line."""
        left = name.right() - _PIN_SIZE.width()
        top = name.top() + (name.height() - _PIN_SIZE.height()) // 2
        painter.drawPixmap(QPoint(left, top), self._icon(pin))

    def _on_one_line(self, text: str) -> str:
        return QFontMetrics(self._font).elidedText(text, Qt.TextElideMode.ElideRight, self._width)

    def _broken(self, text: str) -> tuple[str, ...]:
        """The text in lines as wide as there is room; what is too long ends in an ellipsis."""
        if text not in self._lines:
            self._lines[text] = _in_lines(text, self._font, self._width)
        return self._lines[text]

    def _icon(self, state: str) -> QPixmap:
        if state not in self._icons:
            colours = self._theme.colours
            name, colour = {
                "failed": ("failed", colours.danger),
                "reading": ("document", colours.accent),
                "waiting": ("waiting", colours.muted),
                "pinned": ("pin", colours.accent),
                "too_long": ("pin", colours.danger),
            }.get(state, ("document", colours.muted))
            size = _PIN_SIZE if name == "pin" else ICON_SIZE
            self._icons[state] = picture(name, colour, size, self._view.devicePixelRatioF())
        return self._icons[state]

    @Slot()
    def _forget_icons(self) -> None:
        self._icons.clear()
        self._view.viewport().update()


class DocumentView(QListView):
    """The rows of a `DocumentModel`; many can be selected.

    Qt asks the model for its length twice for each row that it lays out. A model of Qt's own in between
    answers that itself: Python would take 100 ms for 100,000 rows.

    Signals:
        opened: the person pressed Enter on a row or clicked it twice.
        selection_changed
    """

    opened = Signal()
    selection_changed = Signal()

    def __init__(self, model: DocumentModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._delegate = DocumentDelegate(model, theme, self)
        self._counted = QSortFilterProxyModel(self)  # neither sorts nor filters: it knows its length
        self._counted.setSourceModel(model)
        self.setModel(self._counted)
        self.setItemDelegate(self._delegate)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setDragEnabled(True)
        self.setAccessibleName(self.tr("Documents"))
        self.doubleClicked.connect(self.opened)
        model.counted.connect(self._follow_length)

    @property
    def selected_count(self) -> int:
        return sum(stretch.height() for stretch in self._stretches())

    def selected(self) -> list[DocumentRow]:
        """The selected documents, in the order of the list."""
        stretches = sorted((stretch.top(), stretch.bottom()) for stretch in self._stretches())
        return [row for first, last in stretches for row in self._model.stretch(first, last)]

    def _stretches(self) -> list[QItemSelectionRange]:
        selection = self.selectionModel().selection()
        return [selection.at(number) for number in range(selection.count())]

    def index_of(self, path: str) -> QModelIndex:
        """Where this file is; an invalid index when it is not shown."""
        return self._counted.mapFromSource(self._model.index_of(path))

    def select(self, paths: Iterable[str]) -> None:
        """Select these files, as far as they are shown, and bring the first of them into sight."""
        chosen = QItemSelection()
        for index in map(self.index_of, paths):
            chosen.select(index, index)
        flag = QItemSelectionModel.SelectionFlag
        if indexes := chosen.indexes():
            self.selectionModel().setCurrentIndex(indexes[0], flag.NoUpdate)
            self.selectionModel().select(chosen, flag.ClearAndSelect)
            self.scrollTo(indexes[0])

    @Slot()
    def _follow_length(self) -> None:
        """All rows of one height in a long list, as high as they need in a short one."""
        if (many := self._model.shown > _MOST_MEASURED) != self.uniformItemSizes():
            self.setUniformItemSizes(many)
            self.scheduleDelayedItemsLayout()

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        """Qt's list would measure all its rows anew; only one with another height asks for that."""
        if not roles or Qt.ItemDataRole.SizeHintRole in roles:
            super().dataChanged(first, last, roles)
        else:
            QAbstractItemView.dataChanged(self, first, last, roles)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.selection_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._delegate.measure()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._delegate.measure()
            self.scheduleDelayedItemsLayout()


def _write(painter: QPainter, place: QRect, words: str, colour: str) -> None:
    painter.setPen(QColor(colour))
    flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
    painter.drawText(place, int(flags), words)


def _in_lines(text: str, font: QFont, width: int) -> tuple[str, ...]:
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    starts: list[int] = []
    while len(starts) <= _MOST_LINES and (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        starts.append(line.textStart())
    layout.endLayout()
    whole = starts[:_MOST_LINES]
    lines = [text[start:end].rstrip() for start, end in zip(whole, [*whole[1:], len(text)], strict=True)]
    if lines:
        lines[-1] = QFontMetrics(font).elidedText(lines[-1], Qt.TextElideMode.ElideRight, width)
    return tuple(lines)
