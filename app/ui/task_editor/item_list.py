"""The list of fields, sections or examples: chosen, added, removed, put in another order."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.ui.plain_text import one_line, tooltip
from app.ui.theme import ICON_SIZE, Theme

_ROW_HEIGHT = 32
_FEWEST_ROWS, _MOST_ROWS = 2, 6


class ItemList(QWidget):
    """Rows with buttons below. It changes nothing by itself: it tells what the person wants.

    Signals:
        chosen: the number of the row that is current now, -1 for none.
        add_wanted: another is wanted.
        remove_wanted: the number of the row to be removed.
        move_wanted: the number of a row, and the one it is to have.
        undo_wanted: what was removed last is to come back.
    """

    chosen = Signal(int)
    add_wanted = Signal()
    remove_wanted = Signal(int)
    move_wanted = Signal(int, int)
    undo_wanted = Signal()

    def __init__(self, theme: Theme, name: str, add: str) -> None:
        """`name` (for screen readers) and `add` (the words on the button) are translated already."""
        super().__init__()
        self._theme = theme
        self._wrong: set[int] = set()
        self._list = QListWidget()
        self._list.setAccessibleName(name)
        self._list.setIconSize(ICON_SIZE)
        self._list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._add = QPushButton(add)
        self._up, self._down, self._remove = QToolButton(), QToolButton(), QToolButton()
        self._buttons = {self._up: "up", self._down: "down", self._remove: "remove"}
        self._lay_out()
        self._connect()
        self._show_icons()

    def show_items(self, texts: Sequence[str], current: int) -> None:
        """Fill the list; `current` is the number of the row to be chosen."""
        self._list.blockSignals(True)
        while self._list.count() > len(texts):
            self._list.takeItem(self._list.count() - 1)
        for number, text in enumerate(texts):
            if number == self._list.count():
                row = QListWidgetItem()
                row.setSizeHint(QSize(0, _ROW_HEIGHT))
                self._list.addItem(row)
            self._list.item(number).setText(one_line(text))
        self._list.setCurrentRow(current)
        self._list.blockSignals(False)
        rows = min(max(len(texts), _FEWEST_ROWS), _MOST_ROWS)
        self._list.setFixedHeight(rows * _ROW_HEIGHT + 6)
        self._show_state()

    def show_wrong(self, numbers: set[int]) -> None:
        """Mark the rows where something is wrong."""
        if numbers != self._wrong:
            self._wrong = numbers
            self._show_marks()

    def count(self) -> int:
        """How many rows there are."""
        return self._list.count()

    def current(self) -> int:
        """The number of the chosen row, -1 for none."""
        return self._list.currentRow()

    def focus_list(self) -> None:
        """Give the keyboard to the rows, or to the button where there are none."""
        (self._list if self._list.count() else self._add).setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        for button, told in (
            (self._up, self.tr("Move up (Alt+Up)")),
            (self._down, self.tr("Move down (Alt+Down)")),
            (self._remove, self.tr("Remove (Delete)")),
        ):
            button.setProperty("look", "quiet")
            button.setAccessibleName(told)
            button.setToolTip(tooltip(told))
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self._add)
        row.addStretch()
        for button in self._buttons:
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._list)
        column.addLayout(row)

    def _connect(self) -> None:
        self._list.currentRowChanged.connect(self._choose)
        # Once the drop is over: the list is filled anew.
        self._list.model().rowsMoved.connect(self._note_dragged, Qt.ConnectionType.QueuedConnection)
        self._add.clicked.connect(self.add_wanted)
        self._up.clicked.connect(self._move_up)
        self._down.clicked.connect(self._move_down)
        self._remove.clicked.connect(self._remove_current)
        for keys, slot in (
            (QKeySequence("Alt+Up"), self._move_up),
            (QKeySequence("Alt+Down"), self._move_down),
            (QKeySequence(QKeySequence.StandardKey.Delete), self._remove_current),
            (QKeySequence(QKeySequence.StandardKey.Undo), self.undo_wanted.emit),
        ):
            shortcut = QShortcut(keys, self._list)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(slot)
        self._theme.changed.connect(self._show_icons)

    @Slot(int)
    def _choose(self, number: int) -> None:
        self._show_state()
        self.chosen.emit(number)

    @Slot()
    def _move_up(self) -> None:
        self.move_wanted.emit(self.current(), self.current() - 1)

    @Slot()
    def _move_down(self) -> None:
        self.move_wanted.emit(self.current(), self.current() + 1)

    @Slot()
    def _remove_current(self) -> None:
        if self.current() >= 0:
            self.remove_wanted.emit(self.current())

    @Slot(QModelIndex, int, int, QModelIndex, int)
    def _note_dragged(self, _from: QModelIndex, start: int, _end: int, _to: QModelIndex, row: int) -> None:
        self.move_wanted.emit(start, row - 1 if row > start else row)

    def _show_state(self) -> None:
        current = self.current()
        self._up.setEnabled(current > 0)
        self._down.setEnabled(0 <= current < self._list.count() - 1)
        self._remove.setEnabled(current >= 0)

    @Slot()
    def _show_icons(self) -> None:
        for button, icon in self._buttons.items():
            button.setIcon(self._theme.icon(icon))
        self._add.setIcon(self._theme.icon("add"))
        self._show_marks()

    def _show_marks(self) -> None:
        for number in range(self._list.count()):
            wrong, row = number in self._wrong, self._list.item(number)
            row.setIcon(self._theme.icon(*(("failed", self._theme.colours.danger) if wrong else ("task",))))
            row.setData(
                Qt.ItemDataRole.AccessibleDescriptionRole, self.tr("Something is wrong here") if wrong else ""
            )
