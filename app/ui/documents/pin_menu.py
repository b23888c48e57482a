"""The menu by which a person has documents always read whole: for all tasks, or for some."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from app.ui.documents.row import DocumentRow
from app.ui.plain_text import tooltip
from store.schema import ALL_TASKS


class PinMenu(QMenu):
    """Marks for which tasks all of the selected documents are pinned.

    Signals:
        wanted: whether they are to be pinned (bool), and the id of a task, "" for all.
    """

    wanted = Signal(bool, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[DocumentRow, ...] = ()
        self._everywhere = self._action(self.tr("For all tasks"), ALL_TASKS)
        self._everywhere.setShortcut(QKeySequence("Ctrl+D"))
        self._everywhere.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._everywhere.setToolTip(
            tooltip(
                self.tr(
                    "Read whole for every question, wherever you ask. Only where you choose documents for a"
                    " question, those alone are read."
                )
            )
        )
        self.setToolTipsVisible(True)
        self.addAction(self._everywhere)
        self.addSeparator()
        self._tasks: tuple[QAction, ...] = ()
        self.triggered.connect(self._want)
        self.aboutToShow.connect(self._mark)

    def offer_tasks(self, tasks: Sequence[tuple[str, str]]) -> None:
        """The tasks that read documents: ids and names."""
        for action in self._tasks:
            self.removeAction(action)
            action.deleteLater()
        self._tasks = tuple(self._action(name.replace("&", "&&"), task) for task, name in tasks)
        self.addActions(self._tasks)
        self._mark()

    def follow(self, rows: Sequence[DocumentRow]) -> None:
        """These are selected now."""
        self._rows = tuple(row for row in rows if is_pinnable(row))
        self.menuAction().setEnabled(bool(self._rows))
        self._mark()

    def _action(self, words: str, task: str) -> QAction:
        action = QAction(words, self, checkable=True)
        action.setData(task)
        return action

    @Slot()
    def _mark(self) -> None:
        everywhere = self._all_pinned(ALL_TASKS)
        self._everywhere.setChecked(everywhere)
        for action in self._tasks:
            action.setChecked(everywhere or self._all_pinned(action.data()))
            action.setEnabled(not everywhere)  # for one task alone it cannot be taken away

    def _all_pinned(self, task: str) -> bool:
        return bool(self._rows) and all({task, ALL_TASKS} & set(row.pinned) for row in self._rows)

    @Slot(QAction)
    def _want(self, action: QAction) -> None:
        task = action.data()
        pinned = not self._all_pinned(task)
        self._mark()  # until it is so
        if self._rows:
            self.wanted.emit(pinned, task)


def is_pinnable(row: DocumentRow) -> bool:
    """Whether it can be read, or is pinned though it cannot."""
    return row.ready or bool(row.pinned)
