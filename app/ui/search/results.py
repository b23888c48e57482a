"""The passages that were found as a list: the model, how a row is painted, and the list itself."""

from dataclasses import replace
from pathlib import PurePath

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QResizeEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyleOptionViewItem, QWidget

from app.answer_text.lines import STRANGE
from app.messages import FoundPassage, Source
from app.ui.plain_text import one_line, tooltip
from app.ui.search.marked import Excerpt, excerpt
from app.ui.text_units import units
from app.ui.theme import Theme
from app.ui.two_lines import TwoLines

_Index = QModelIndex | QPersistentModelIndex

RANK = int(Qt.ItemDataRole.UserRole) + 2
PLACE, SHARE, EXCERPT = RANK + 1, RANK + 2, RANK + 3
"""Page and heading; the score as a share of the best; the words to show (`Excerpt`)."""

_LINES = 3
_PADDING, _GAP = 10, 4
_BAR, _BAR_HEIGHT = 46, 6
_TOOLTIP = 600  # characters of the passage in a tooltip


def source_of(number: int, passage: FoundPassage) -> Source:
    """A passage as the source page takes it."""
    return Source(
        number,
        passage.document,
        passage.path,
        passage.title,
        passage.page,
        passage.text,
        passage.heading,
        passage.start,
    )


class FoundModel(QAbstractListModel):
    """One row a passage, the best first."""

    def __init__(self) -> None:
        super().__init__()
        self._question = ""
        self._passages: tuple[FoundPassage, ...] = ()
        self._excerpts: dict[int, Excerpt] = {}
        self._length = 300

    def show(self, question: str, passages: tuple[FoundPassage, ...]) -> None:
        """Replace them all."""
        self.beginResetModel()
        self._question, self._passages, self._excerpts = question, passages, {}
        self.endResetModel()

    def fit(self, length: int) -> None:
        """About how many characters of a passage are shown."""
        if length != self._length:
            self._length, self._excerpts = length, {}

    @property
    def passages(self) -> tuple[FoundPassage, ...]:
        return self._passages

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._passages)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row, passage = index.row(), self._passages[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return one_line(passage.title).strip() or one_line(PurePath(passage.path).name)
        if role == RANK:
            return str(row + 1)
        if role == PLACE:
            return self._place(passage)
        if role == SHARE:
            return self._share(passage)
        if role == EXCERPT:
            return self._excerpt(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(self._whole(row, passage))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            name = self.data(index)
            return f"{row + 1}. {name}, {self._place(passage)}. {self._excerpt(row).text}"
        return None

    def _place(self, passage: FoundPassage) -> str:
        page = self.tr("page {page}").format(page=passage.page)
        heading = one_line(passage.heading).strip()
        return f"{page} · {heading}" if heading else page

    def _share(self, passage: FoundPassage) -> float:
        best = self._passages[0].score
        return min(max(passage.score / best, 0.0), 1.0) if best > 0 else 0.0

    def _excerpt(self, row: int) -> Excerpt:
        if row not in self._excerpts:
            text = self._passages[row].text.translate(STRANGE)
            found = excerpt(self._question, text, self._length)
            self._excerpts[row] = replace(found, text=one_line(found.text))
        return self._excerpts[row]

    def _whole(self, row: int, passage: FoundPassage) -> str:
        score = self.tr("Number {rank} of {count}, score {score} ({share}% of the best)").format(
            rank=row + 1,
            count=len(self._passages),
            score=f"{passage.score:.4f}",
            share=round(100 * self._share(passage)),
        )
        more = " …" if len(passage.text) > _TOOLTIP else ""
        return f"{passage.path}\n{self._place(passage)}\n{score}\n\n{passage.text[:_TOOLTIP]}{more}"


class FoundRow(TwoLines):
    """The rank, the document and the place in it, a bar for the score, and below some lines of the passage
    with the words of the question marked."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(0, (1 + _LINES) * option.fontMetrics.height() + _GAP + 2 * _PADDING)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        painter.save()
        self._paint_ground(painter, option)
        height = option.fontMetrics.height()
        inner = option.rect.adjusted(_PADDING, _PADDING, -_PADDING, -_PADDING)
        rank = option.fontMetrics.horizontalAdvance("00") + 6
        self._paint_rank(painter, option, index, QRect(inner.left(), inner.top(), rank, height))
        self._paint_bar(painter, index, QRect(inner.right() - _BAR, inner.top(), _BAR, height))
        inner.setLeft(inner.left() + rank + 8)
        head = QRect(inner.left(), inner.top(), inner.width() - _BAR - 10, height)
        self._paint_head(painter, option, index, head)
        below = QRect(inner.left(), inner.top() + height + _GAP, inner.width(), _LINES * height)
        self._paint_text(painter, option, index, below)
        painter.restore()

    def _paint_rank(
        self, painter: QPainter, option: QStyleOptionViewItem, index: _Index, place: QRect
    ) -> None:
        painter.setFont(option.font)
        painter.setPen(QColor(self._theme.colours.accent))
        painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), str(index.data(RANK)))

    def _paint_bar(self, painter: QPainter, index: _Index, place: QRect) -> None:
        colours = self._theme.colours
        whole = QRectF(place.left(), place.center().y() - _BAR_HEIGHT / 2 + 1, place.width(), _BAR_HEIGHT)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.border))
        painter.drawRoundedRect(whole, 3, 3)
        filled = QRectF(whole)
        filled.setWidth(max(whole.width() * float(index.data(SHARE)), _BAR_HEIGHT))
        painter.setBrush(QColor(colours.accent))
        painter.drawRoundedRect(filled, 3, 3)

    def _paint_head(
        self, painter: QPainter, option: QStyleOptionViewItem, index: _Index, place: QRect
    ) -> None:
        """The name may have all that the place does not need, and at least 60 % of the width."""
        colours = self._theme.colours
        strong = QFont(option.font)
        strong.setWeight(QFont.Weight.DemiBold)
        name, where = str(index.data()), f" · {index.data(PLACE)}"
        room = max(place.width() - option.fontMetrics.horizontalAdvance(where), place.width() * 6 // 10)
        used = min(QFontMetrics(strong).horizontalAdvance(name) + 1, room)
        for font, text, colour, part in (
            (strong, name, colours.text, QRect(place.left(), place.top(), used, place.height())),
            (option.font, where, colours.muted, place.adjusted(used, 0, 0, 0)),
        ):
            painter.setFont(font)
            painter.setPen(QColor(colour))
            shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, part.width())
            painter.drawText(part, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), shown)

    def _paint_text(
        self, painter: QPainter, option: QStyleOptionViewItem, index: _Index, place: QRect
    ) -> None:
        piece = index.data(EXCERPT)
        assert isinstance(piece, Excerpt)
        layout = QTextLayout(piece.text, option.font)
        wrapped = QTextOption()
        wrapped.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(wrapped)
        layout.setFormats(self._formats(piece))
        layout.beginLayout()
        for number in range(_LINES):
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(place.width())
            line.setPosition(QPointF(0, number * option.fontMetrics.height()))
        layout.endLayout()
        painter.setPen(QColor(self._theme.colours.text))
        layout.draw(painter, QPointF(place.topLeft()))

    def _formats(self, piece: Excerpt) -> list[QTextLayout.FormatRange]:
        colours = self._theme.colours
        made = []
        for start, end in piece.marks:
            form = QTextLayout.FormatRange()
            form.start, form.length = units(piece.text[:start]), units(piece.text[start:end])
            style = QTextCharFormat()
            style.setBackground(QColor(colours.highlight))
            style.setForeground(QColor(colours.on_highlight))
            form.format = style
            made.append(form)
        return made


class FoundList(QListView):
    """The list.

    Signals:
        chosen: the row that was clicked, or on which Enter was pressed.
        left_upwards: the up key on the first row.
    """

    chosen = Signal(int)
    left_upwards = Signal()

    def __init__(self, model: FoundModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.setModel(model)
        self.setItemDelegate(FoundRow(theme, self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setAccessibleName(self.tr("Passages that were found"))
        self.clicked.connect(self._choose)

    def enter(self) -> None:
        """Take the keyboard, with a row to begin at."""
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self._model.index(0, 0))
        self.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._choose(self.currentIndex())
        elif event.key() == Qt.Key.Key_Up and self.currentIndex().row() <= 0:
            self.left_upwards.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        letters = self.viewport().width() / max(self.fontMetrics().averageCharWidth(), 1)
        self._model.fit(max(int(letters * _LINES * 0.85), 80))
        super().resizeEvent(event)

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        self.chosen.emit(index.row())
