"""The passages that were read for an answer, by number: one can be chosen, to see it on its page.

Those that its sentences come from stand first; those that were only read are folded away below them."""

from collections.abc import Sequence
from pathlib import PurePath

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QFocusEvent, QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QSizePolicy,
    QStyle,
    QStyleOptionViewItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.answer_text.lines import read_lines
from app.messages import Source
from app.ui.plain_text import one_line, tooltip
from app.ui.theme import Theme
from app.ui.two_lines import TwoLines

_EXCERPT = 300
"""Letters of a passage that are looked at for its one line."""

_NUMBER = int(Qt.ItemDataRole.UserRole) + 2
_PLACE = _NUMBER + 1

_Index = QModelIndex | QPersistentModelIndex


def name_of(source: Source) -> str:
    """The title of a source's document, or the name of its file, as one line; "" when it was erased, and with
    it what answers quote."""
    return one_line(source.title).strip() or one_line(PurePath(source.path).name)


def _beginning(quote: str) -> str:
    """The first words of a passage, without the headings above them where there is more."""
    lines = read_lines(quote[:_EXCERPT])
    below = [line.text for line in lines if line.kind != "heading" and line.text]
    return one_line(" ".join(below or [line.text for line in lines]))


class SourcesModel(QAbstractListModel):
    """One row a source: its number, its document and page, the beginning of the passage."""

    def __init__(self) -> None:
        super().__init__()
        self._sources: tuple[Source, ...] = ()

    def show(self, sources: tuple[Source, ...]) -> None:
        """Replace them all."""
        self.beginResetModel()
        self._sources = sources
        self.endResetModel()

    @property
    def sources(self) -> tuple[Source, ...]:
        return self._sources

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._sources)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        source = self._sources[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._name(source)
            case TwoLines.SECOND_LINE:
                return _beginning(source.quote)
            case Qt.ItemDataRole.ToolTipRole:
                return tooltip(f"{source.path}\n{self._place(source)}")
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{source.number}. {self._name(source)}, {self._place(source)}"
        if role == _NUMBER:
            return str(source.number)
        return self._place(source) if role == _PLACE else None

    def _name(self, source: Source) -> str:
        return name_of(source) or self.tr("Erased document")

    def _place(self, source: Source) -> str:
        page = self.tr("page {page}").format(page=source.page)
        return f"{page} · {one_line(source.heading)}" if source.heading.strip() else page


class SourceRow(TwoLines):
    """A row with the number in front, and the place muted behind the document's name."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        painter.save()
        self._paint_ground(painter, option)
        height = option.fontMetrics.height()
        inner = option.rect.adjusted(8, 8, -8, -8)
        self._paint_number(painter, option, index, QRect(inner.left(), inner.top(), height + 8, height + 2))
        inner.setLeft(inner.left() + height + 18)
        self._paint_name(painter, option, index, QRect(inner.left(), inner.top(), inner.width(), height))
        second = QRect(inner.left(), inner.bottom() - height + 1, inner.width(), height)
        self._paint_text(
            painter, option.font, str(index.data(self.SECOND_LINE)), self._theme.colours.muted, second
        )
        painter.restore()

    def _paint_number(
        self, painter: QPainter, option: QStyleOptionViewItem, index: _Index, place: QRect
    ) -> None:
        colours = self._theme.colours
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.surface if chosen else colours.accent_soft))
        painter.drawRoundedRect(place, 5, 5)
        painter.setPen(QColor(colours.accent))
        painter.setFont(option.font)
        painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), str(index.data(_NUMBER)))

    def _paint_name(
        self, painter: QPainter, option: QStyleOptionViewItem, index: _Index, place: QRect
    ) -> None:
        """The name may have all that the place does not need, and at least 60 % of the width."""
        colours = self._theme.colours
        strong = QFont(option.font)
        strong.setWeight(QFont.Weight.DemiBold)
        name, where = str(index.data(Qt.ItemDataRole.DisplayRole)), f" · {index.data(_PLACE)}"
        needed = option.fontMetrics.horizontalAdvance(where)
        room = max(place.width() - needed, place.width() * 6 // 10)
        used = min(QFontMetrics(strong).horizontalAdvance(name) + 1, room)
        self._paint_text(
            painter, strong, name, colours.text, QRect(place.topLeft(), QSize(used, place.height()))
        )
        rest = place.adjusted(used, 0, 0, 0)
        self._paint_text(painter, option.font, where, colours.muted, rest)

    def _paint_text(self, painter: QPainter, font: QFont, text: str, colour: str, place: QRect) -> None:
        painter.setFont(font)
        painter.setPen(QColor(colour))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), shown)


class SourceRows(QListView):
    """As high as its rows: what it lies in scrolls.

    Signals:
        chosen: the row that was clicked, or on which Enter was pressed.
        row_reached: where the row is that the keyboard reached, in the widget's own coordinates.
    """

    chosen = Signal(int)
    row_reached = Signal(QRect)

    def __init__(self, model: SourcesModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(SourceRow(theme, self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._choose)
        model.modelReset.connect(self._fit_height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._choose(self.currentIndex())
        elif event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.MouseFocusReason and not self.currentIndex().isValid():
            self.setCurrentIndex(self.model().index(0, 0))

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        super().currentChanged(current, previous)
        if self.hasFocus() and current.isValid():
            self.row_reached.emit(self.visualRect(current))

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        self.chosen.emit(index.row())

    @Slot()
    def _fit_height(self) -> None:
        rows = self.model().rowCount()
        self.setFixedHeight(rows * self.sizeHintForRow(0) if rows else 0)


class SourceGroup(QWidget):
    """A list of sources with its caption, which folds it away. Hidden while there is none.

    Signals:
        chosen: the number of the source that was chosen.
        row_reached: where the row is that the keyboard reached, in the widget's own coordinates.
    """

    chosen = Signal(int)
    row_reached = Signal(QRect)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = SourcesModel()
        self.rows = SourceRows(self._model, theme)
        self._caption = QToolButton()
        self._caption.setCheckable(True)
        self._caption.setChecked(True)
        self._caption.setProperty("look", "quiet")
        self._caption.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self._caption)
        layout.addWidget(self.rows)
        self._caption.toggled.connect(self._fold)
        self.rows.chosen.connect(self._choose)
        self.rows.row_reached.connect(self._tell_row)
        theme.changed.connect(self._show_icon)
        self._show_icon()
        self.hide()

    def show_sources(self, sources: tuple[Source, ...], name: str, caption: str) -> None:
        """Replace what is listed; `name` is for who hears the window."""
        if sources != self._model.sources:
            self._model.show(sources)
        self.rows.setAccessibleName(name)
        self._caption.setText(caption)
        self.setVisible(bool(sources))

    def open(self, opened: bool) -> None:
        """Fold it away, or out."""
        self._caption.setChecked(opened)

    @Slot(bool)
    def _fold(self, opened: bool) -> None:
        self.rows.setVisible(opened)
        self._show_icon()

    @Slot(int)
    def _choose(self, row: int) -> None:
        self.chosen.emit(self._model.sources[row].number)

    @Slot(QRect)
    def _tell_row(self, place: QRect) -> None:
        self.row_reached.emit(place.translated(self.rows.pos()))

    @Slot()
    def _show_icon(self) -> None:
        self._caption.setIcon(self._theme.icon("up" if self._caption.isChecked() else "down"))


class SourceList(QWidget):
    """The sources that an answer comes from, and below them, folded away, those that were only read.

    Signals:
        chosen: all sources (a tuple of `Source`) and the number of the one that was chosen.
        row_reached: where the row is that the keyboard reached, in the widget's own coordinates.
    """

    chosen = Signal(object, int)
    row_reached = Signal(QRect)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sources: tuple[Source, ...] = ()
        self._first, self._rest = SourceGroup(theme), SourceGroup(theme)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        for group in (self._first, self._rest):
            layout.addWidget(group)
            group.chosen.connect(self._choose)
        self._first.row_reached.connect(self._tell_first)
        self._rest.row_reached.connect(self._tell_rest)
        self.show_sources(())

    def show_sources(
        self, sources: tuple[Source, ...], used: Sequence[int] = (), creative: bool = False
    ) -> None:
        """Replace what is listed. `used` are the numbers of those that sentences come from; none: that is not
        known, or there are none. `creative`: the sentences took no more than ideas from them."""
        self._sources = sources
        first = tuple(source for source in sources if source.number in used) or sources
        rest = tuple(source for source in sources if source.number not in used) if first != sources else ()
        name, caption = self._words(bool(used), creative)
        self._first.show_sources(first, name, caption.format(count=len(first)))
        also = self.tr("Also read: {count}")
        self._rest.show_sources(rest, self.tr("Also read"), also.format(count=len(rest)))
        self._rest.open(False)
        self.setVisible(bool(sources))

    def focus_rows(self) -> None:
        """Put the keyboard on the list."""
        self._first.rows.setFocus(Qt.FocusReason.OtherFocusReason)

    def _words(self, used: bool, creative: bool) -> tuple[str, str]:
        if used and creative:
            return self.tr("Inspired by"), self.tr("Inspired by: {count}")
        if used:
            return self.tr("Sources"), self.tr("Sources: {count}")
        return self.tr("Sources read"), self.tr("Sources read: {count}")

    @Slot(int)
    def _choose(self, number: int) -> None:
        self.chosen.emit(self._sources, number)

    @Slot(QRect)
    def _tell_first(self, place: QRect) -> None:
        self.row_reached.emit(place.translated(self._first.pos()))

    @Slot(QRect)
    def _tell_rest(self, place: QRect) -> None:
        self.row_reached.emit(place.translated(self._rest.pos()))
