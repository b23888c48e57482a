"""The tasks to choose from: those that came with the program, then the person's own; and what can be done
with them, which is done elsewhere."""

from collections.abc import Collection, Mapping

from PySide6.QtCore import QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QContextMenuEvent, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.messages import Language
from app.tasks import Task, Words
from app.ui.plain_text import PlainLabel, one_line, tooltip
from app.ui.theme import ICON_SIZE, Theme

BUILT_IN = ("ask", "brainstorm", "message", "letter", "summary", "faq", "compare", "minutes", "write")
"""The tasks of the program, in the order in which a person sees them; each has an icon of its name."""

_ROW_HEIGHT, _HEADING_HEIGHT = 32, 28
_FEWEST_ROWS, _MOST_ROWS = 4, 11
_TASK = Qt.ItemDataRole.UserRole


class TaskRows(QListWidget):
    """The list itself, as high as its rows, up to a height.

    Signals:
        menu_wanted: the id of a task, and where on the screen (`QPoint`).
    """

    menu_wanted = Signal(str, QPoint)

    def __init__(self) -> None:
        super().__init__()
        self.setIconSize(ICON_SIZE)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def sizeHint(self) -> QSize:
        heights = sum(self.item(row).sizeHint().height() for row in range(self.count()))
        return QSize(super().sizeHint().width(), min(heights, _MOST_ROWS * _ROW_HEIGHT) + 4)

    def minimumSizeHint(self) -> QSize:
        least = min(self.sizeHint().height(), _FEWEST_ROWS * _ROW_HEIGHT)
        return QSize(super().minimumSizeHint().width(), least)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """By the keyboard for the row that has it, by the mouse for the one that is pointed at."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        row = self.currentItem() if by_key else self.itemAt(event.pos())
        place = (
            self.viewport().mapToGlobal(self.visualItemRect(row).center())
            if by_key and row
            else event.globalPos()
        )
        self.menu_wanted.emit(row.data(_TASK) or "" if row else "", place)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The right button opens a menu and chooses nothing."""
        if event.button() != Qt.MouseButton.RightButton:
            super().mousePressEvent(event)


class TaskList(QWidget):
    """One row a task. A menu, of a row or beside the caption, has what is done with tasks.

    Signals:
        chosen: the id of the task that the person chose.
        new_wanted, import_wanted: another task is to be made, or read from a file.
        edit_wanted, duplicate_wanted, export_wanted: the id of a task.
        remove_wanted: the id of a task of the person's own.
        reset_wanted: the id of a built-in task that the person has changed.
    """

    chosen = Signal(str)
    new_wanted = Signal()
    import_wanted = Signal()
    edit_wanted = Signal(str)
    duplicate_wanted = Signal(str)
    export_wanted = Signal(str)
    remove_wanted = Signal(str)
    reset_wanted = Signal(str)

    def __init__(self, theme: Theme, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._language = theme, language
        self._changed: frozenset[str] = frozenset()
        self._marked: str | None = None
        self._subject = ""  # the task that the open menu is about
        self._list = TaskRows()
        self._list.setAccessibleName(self.tr("Tasks"))
        self._menu = QMenu(self)
        self._new, self._more = QToolButton(), QToolButton()
        self._lay_out()
        self._list.currentItemChanged.connect(self._choose)
        self._list.itemClicked.connect(self._choose)
        self._list.menu_wanted.connect(self._open_menu)
        self._new.clicked.connect(self.new_wanted)
        self._more.clicked.connect(self._open_own_menu)
        theme.changed.connect(self._show_icons)
        self._show_icons()

    def show_tasks(self, tasks: Mapping[str, Task], changed: Collection[str] = ()) -> None:
        """Fill the list; what is marked stays so. `changed` are ids of built-in tasks that the person has
        changed."""
        self._changed = frozenset(changed)
        self._list.blockSignals(True)
        self._list.clear()
        for identity in BUILT_IN:
            if identity in tasks:
                self._add(tasks[identity])
        own = [task for task in tasks.values() if task.id not in BUILT_IN]
        if own:
            self._add_heading(self.tr("Your own tasks"))
        for task in sorted(own, key=self._name):
            self._add(task)
        self._list.blockSignals(False)
        self._show_icons()
        self._list.updateGeometry()
        self.mark(self._marked)

    def mark(self, task: str | None) -> None:
        """Show which task is in use, or none, without choosing it."""
        self._marked = task
        self._list.blockSignals(True)
        row = self._row(task)
        self._list.setCurrentRow(-1 if row is None else self._list.row(row))
        self._list.blockSignals(False)

    @Slot()
    def focus_list(self) -> None:
        """Put the keyboard into the list."""
        self._list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _lay_out(self) -> None:
        caption = PlainLabel(self.tr("Tasks"), name="place")
        caption.setBuddy(self._list)
        head = QHBoxLayout()
        head.setSpacing(0)
        head.addWidget(caption, 1)
        for button, told in (
            (self._new, self.tr("New task")),
            (self._more, self.tr("Change, share and import tasks")),
        ):
            button.setProperty("look", "quiet")
            button.setToolTip(told)
            button.setAccessibleName(told)
            head.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(head)
        layout.addWidget(self._list)

    def _name(self, task: Task) -> str:
        return _said(task.name, self._language, task.id).casefold()

    def _add(self, task: Task) -> None:
        row = QListWidgetItem(_said(task.name, self._language, task.id))
        row.setData(_TASK, task.id)
        told = _said(task.help, self._language)
        if task.id in self._changed:
            told = "\n".join((told, self.tr("Changed by you"))).strip()
        row.setToolTip(tooltip(told) if told else "")
        row.setSizeHint(QSize(0, _ROW_HEIGHT))
        self._list.addItem(row)

    def _add_heading(self, words: str) -> None:
        row = QListWidgetItem(words)
        row.setFlags(Qt.ItemFlag.NoItemFlags)
        row.setSizeHint(QSize(0, _HEADING_HEIGHT))
        font = row.font()
        font.setPointSizeF(self.font().pointSizeF() * 0.9)
        row.setFont(font)
        self._list.addItem(row)

    def _row(self, task: str | None) -> QListWidgetItem | None:
        rows = map(self._list.item, range(self._list.count()))
        return next((row for row in rows if task is not None and row.data(_TASK) == task), None)

    @Slot(QListWidgetItem)
    def _choose(self, row: QListWidgetItem | None) -> None:
        if row is not None and row.data(_TASK):
            self._marked = row.data(_TASK)
            self.chosen.emit(row.data(_TASK))

    # --- the menu -----------------------------------------------------------------------------------

    @Slot()
    def _open_own_menu(self) -> None:
        """For the task that is marked, below the button."""
        self._open_menu(self._marked or "", self._more.mapToGlobal(QPoint(0, self._more.height())))

    @Slot(str, QPoint)
    def _open_menu(self, task: str, place: QPoint) -> None:
        self._subject = task
        self._menu.clear()
        self._menu.addAction(self.tr("New task…")).triggered.connect(self.new_wanted)
        self._menu.addAction(self.tr("Import a task…")).triggered.connect(self.import_wanted)
        if (row := self._row(task)) is not None:
            self._menu.addSeparator()
            self._menu.addAction(row.text().replace("&", "&&")).setEnabled(False)
            self._add_actions(task)
        self._menu.popup(place)

    def _add_actions(self, task: str) -> None:
        add = self._menu.addAction
        add(self.tr("Change…")).triggered.connect(self._edit)
        add(self.tr("Duplicate…")).triggered.connect(self._duplicate)
        add(self.tr("Export…")).triggered.connect(self._export)
        if task not in BUILT_IN:
            add(self.tr("Remove")).triggered.connect(self._remove)
        elif task in self._changed:
            add(self.tr("Back to how it came")).triggered.connect(self._reset)

    @Slot()
    def _edit(self) -> None:
        self.edit_wanted.emit(self._subject)

    @Slot()
    def _duplicate(self) -> None:
        self.duplicate_wanted.emit(self._subject)

    @Slot()
    def _export(self) -> None:
        self.export_wanted.emit(self._subject)

    @Slot()
    def _remove(self) -> None:
        self.remove_wanted.emit(self._subject)

    @Slot()
    def _reset(self) -> None:
        self.reset_wanted.emit(self._subject)

    @Slot()
    def _show_icons(self) -> None:
        colours = self._theme.colours
        self._new.setIcon(self._theme.icon("add", colours.muted))
        self._more.setIcon(self._theme.icon("more", colours.muted))
        for number in range(self._list.count()):
            row = self._list.item(number)
            task = row.data(_TASK)
            if task:
                row.setIcon(self._theme.icon(task if task in BUILT_IN else "own", colours.accent))
            else:
                row.setForeground(QColor(colours.muted))


def _said(words: Words, language: Language, otherwise: str = "") -> str:
    """A task of one language speaks that one in both."""
    return one_line(words.in_language(language) or words.nl or words.en or otherwise)
