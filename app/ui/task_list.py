"""The tasks to choose from."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.messages import Language
from app.tasks import Task
from app.ui.plain_text import PlainLabel, one_line, tooltip
from app.ui.theme import ICON_SIZE, Theme

_ICONS = {name: name for name in ("ask", "brainstorm", "compare", "summary", "write")}
_ROW_HEIGHT = 34
_MOST_ROWS = 10


class TaskList(QWidget):
    """One row a task.

    Signals:
        chosen: the id of the task that the person chose.
    """

    chosen = Signal(str)

    def __init__(self, theme: Theme, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._language = theme, language
        caption = PlainLabel(self.tr("Tasks"), name="place")
        self._list = QListWidget()
        self._list.setAccessibleName(self.tr("Tasks"))
        self._list.setIconSize(ICON_SIZE)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._list.setTextElideMode(Qt.TextElideMode.ElideRight)
        caption.setBuddy(self._list)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(caption)
        layout.addWidget(self._list)
        self._list.currentItemChanged.connect(self._choose)
        self._list.itemClicked.connect(self._choose)
        theme.changed.connect(self._show_icons)

    def show_tasks(self, tasks: Mapping[str, Task]) -> None:
        """Fill the list."""
        self._list.blockSignals(True)
        self._list.clear()
        for task in tasks.values():
            row = QListWidgetItem(one_line(task.name.in_language(self._language)))
            row.setData(Qt.ItemDataRole.UserRole, task.id)
            row.setToolTip(tooltip(task.help.in_language(self._language)))
            row.setSizeHint(QSize(0, _ROW_HEIGHT))
            self._list.addItem(row)
        self._list.blockSignals(False)
        self._show_icons()
        self._list.setFixedHeight(min(len(tasks), _MOST_ROWS) * _ROW_HEIGHT + 4)

    def mark(self, task: str | None) -> None:
        """Show which task is in use, or none, without choosing it."""
        self._list.blockSignals(True)
        row = self._row(task)
        self._list.setCurrentRow(-1 if row is None else self._list.row(row))
        self._list.blockSignals(False)

    @Slot()
    def focus_list(self) -> None:
        """Put the keyboard into the list."""
        self._list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _row(self, task: str | None) -> QListWidgetItem | None:
        rows = map(self._list.item, range(self._list.count()))
        return next((row for row in rows if row.data(Qt.ItemDataRole.UserRole) == task), None)

    @Slot(QListWidgetItem)
    def _choose(self, row: QListWidgetItem | None) -> None:
        if row is not None:
            self.chosen.emit(row.data(Qt.ItemDataRole.UserRole))

    @Slot()
    def _show_icons(self) -> None:
        for number in range(self._list.count()):
            row = self._list.item(number)
            name = _ICONS.get(row.data(Qt.ItemDataRole.UserRole), "task")
            row.setIcon(self._theme.icon(name, self._theme.colours.accent))
