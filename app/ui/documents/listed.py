"""The list of documents with all that is done in it: find, select, open, read, pin, move, remove, erase.

What concerns the library it only asks for; `app.ui.documents.panel` does it.
"""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import QAction, QDesktopServices, QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.ui.documents.model import DocumentModel
from app.ui.documents.pin_menu import PinMenu, is_pinnable
from app.ui.documents.row import DocumentRow
from app.ui.documents.view import DocumentView
from app.ui.plain_text import PlainLabel, tooltip
from app.ui.search_field import SearchField
from app.ui.theme import Theme

FIND_FROM = 9
"""From how many documents on a line to find one in is worth its place."""

_TYPING_MS = 120
_NO_DOCUMENTS = ("UnknownKind", "Unreadable")  # faults of files of which nobody knows what they are


class ListedDocuments(QWidget):
    """The rows of a `DocumentModel`, and what a person can do with them.

    Signals:
        remove_wanted, erase_wanted: list of `DocumentRow`.
        move_wanted: ids of documents (tuple), and the id of a collection, "" for a new one.
        pin_wanted: ids of documents (tuple), whether they are to be always read, and the id of a task, "" for
            all.
        selection_changed: ids and names (tuples) of the selected documents that can be asked.
        again_wanted: tuple of paths to read again.
        not_opened: the name of a file that is not there, or that no program opens.
    """

    remove_wanted = Signal(object)
    erase_wanted = Signal(object)
    move_wanted = Signal(object, str)
    pin_wanted = Signal(object, bool, str)
    selection_changed = Signal(object, object)
    again_wanted = Signal(object)
    not_opened = Signal(str)

    def __init__(self, model: DocumentModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model, self._theme = model, theme
        self.view = DocumentView(model, theme)
        self._find = SearchField()
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._instead = PlainLabel(name="hint")  # where there is no row to show
        self._pages = QStackedWidget()
        self._chosen = PlainLabel(name="hint")
        self._again, self._remove = QPushButton(self.tr("Read again")), QPushButton(self.tr("Remove"))
        self._acts = QWidget()
        self._open_action = QAction(self.tr("Open"), self.view)
        self._folder_action = QAction(self.tr("Show in its folder"), self.view)
        self._again_action = QAction(self.tr("Read again"), self.view)
        self._remove_action = QAction(self.tr("Remove"), self.view)
        self._erase_action = QAction(self.tr("Erase for good…"), self.view)
        self._move_action = QAction(self.tr("Move to"), self.view)
        self._move_menu = QMenu(self)
        self._pin_action = QAction(self.tr("Always read"), self.view)
        self._pin_menu = PinMenu(self)
        self._more = QToolButton()
        self._collections: tuple[tuple[str, str], ...] = ()
        self._told: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
        self._lay_out()
        self._connect()
        self._show_icons()
        self._follow_selection()
        self.say(self.tr("Looking up your documents…"))

    def say(self, words: str) -> None:
        """What is said where there is no row to show."""
        self._words = words
        self._follow_count()

    def offer_collections(self, collections: Sequence[tuple[str, str]]) -> None:
        """What documents can be moved to: ids and names."""
        self._collections = tuple(collections)

    def offer_tasks(self, tasks: Sequence[tuple[str, str]]) -> None:
        """The tasks for which documents can be always read: ids and names."""
        self._pin_menu.offer_tasks(tasks)

    def select(self, paths: Sequence[str]) -> None:
        """Select these files and bring the first into sight."""
        self.view.select(paths)

    def _lay_out(self) -> None:
        self._find.setPlaceholderText(self.tr("Find a document"))
        self._find.setAccessibleName(self.tr("Find a document"))
        self._find.setAcceptDrops(False)  # files that are dropped here are to be read, not searched for
        self._instead.setWordWrap(True)
        self._instead.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._pages.addWidget(self.view)
        self._pages.addWidget(self._instead)
        buttons = QHBoxLayout()
        acts = QVBoxLayout(self._acts)
        acts.setContentsMargins(0, 0, 0, 0)
        for box in (buttons, acts):
            box.setSpacing(8)
        acts.addWidget(self._chosen)
        acts.addLayout(buttons)
        for button in (self._again, self._remove):
            buttons.addWidget(button, 1)
        self._lay_out_more()
        buttons.addWidget(self._more)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._find)
        layout.addWidget(self._pages, 1)
        layout.addWidget(self._acts)
        self._remove_action.setShortcut(QKeySequence(QKeySequence.StandardKey.Delete))
        self._remove_action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._erase_action.setShortcut(QKeySequence("Shift+Del"))
        self._erase_action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.view.addActions([self._open_action, self._folder_action, self._again_action, self._pin_action])
        self.view.addActions([self._move_action, self._remove_action, self._erase_action])
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def _lay_out_more(self) -> None:
        """What is done more rarely, for whoever does not find the menu of the list itself."""
        self._move_action.setMenu(self._move_menu)
        self._pin_action.setMenu(self._pin_menu)
        menu = QMenu(self._more)
        menu.addActions([self._pin_action, self._move_action, self._erase_action])
        self._more.setMenu(menu)
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._more.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Ignored)
        self._more.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._more.setAccessibleName(self.tr("More to do with the selected documents"))
        self._more.setToolTip(tooltip(self.tr("Always read, move, or erase for good")))

    def _connect(self) -> None:
        self._find.textChanged.connect(self._search_soon)
        self._typing.timeout.connect(self._search)
        self._model.counted.connect(self._follow_count)
        self._model.modelReset.connect(self._follow_selection)
        self.view.selection_changed.connect(self._follow_selection)
        self.view.opened.connect(self._open)
        self._open_action.triggered.connect(self._open)
        self._folder_action.triggered.connect(self._show_folder)
        for again in (self._again.clicked, self._again_action.triggered):
            again.connect(self._want_again)
        for remove in (self._remove.clicked, self._remove_action.triggered):
            remove.connect(self._want_removed)
        self._erase_action.triggered.connect(self._want_erased)
        self._move_menu.aboutToShow.connect(self._fill_move_menu)
        self._move_menu.triggered.connect(self._want_moved)
        self._pin_menu.wanted.connect(self._want_pinned)
        self._theme.changed.connect(self._show_icons)

    # Finding.

    @Slot()
    def _search_soon(self) -> None:
        self._typing.start()

    @Slot()
    def _search(self) -> None:
        self._model.search(self._find.text())

    @Slot()
    def _follow_count(self) -> None:
        """Rows have come, gone or changed."""
        searching = bool(self._find.text())
        self._find.setVisible(searching or self._model.total >= FIND_FROM)
        self._instead.setText(self.tr("No document is called that.") if searching else self._words)
        self._pages.setCurrentWidget(self.view if self._model.shown else self._instead)
        self._follow_selection()

    # What can be done with what is selected.

    @Slot()
    def _follow_selection(self) -> None:
        chosen = self.view.selected_count
        rows = self.view.selected()
        only = rows[0] if chosen == 1 else None
        removable = chosen > 1 or (only is not None and _is_removable(only))
        readable = chosen > 1 or (only is not None and not only.activity)
        for part in (self._again, self._again_action):
            part.setEnabled(readable)
        for part in (self._remove, self._remove_action):
            part.setEnabled(removable)
        for action in (self._erase_action, self._move_action):
            action.setEnabled(chosen > 1 or (only is not None and bool(only.id)))
        self._open_action.setEnabled(only is not None and _is_openable(only))
        self._folder_action.setEnabled(only is not None)
        self._chosen.setText(self.tr("%n selected", "", chosen))
        self._chosen.setVisible(chosen > 1)
        self._acts.setVisible(chosen > 0)
        self._tell_selection(rows)

    def _tell_selection(self, rows: Sequence[DocumentRow]) -> None:
        self._pin_menu.follow(rows)
        ready = [row for row in rows if row.ready]
        told = tuple(row.id for row in ready), tuple(row.name for row in ready)
        if told != self._told:
            self._told = told
            self.selection_changed.emit(*told)

    @Slot()
    def _want_again(self) -> None:
        paths = tuple(row.path for row in self.view.selected() if not row.activity)
        if paths:
            self.again_wanted.emit(paths)

    @Slot()
    def _want_removed(self) -> None:
        rows = [row for row in self.view.selected() if _is_removable(row)]
        if rows:
            self.remove_wanted.emit(rows)

    @Slot()
    def _want_erased(self) -> None:
        rows = [row for row in self.view.selected() if row.id]
        if rows:
            self.erase_wanted.emit(rows)

    @Slot()
    def _fill_move_menu(self) -> None:
        """The collections that not all of the selected documents are in already."""
        inside = {row.collection for row in self.view.selected()}
        self._move_menu.clear()
        for identity, name in self._collections:
            action = self._move_menu.addAction(name.replace("&", "&&"))
            action.setData(identity)
            action.setEnabled(inside != {identity})
        self._move_menu.addSeparator()
        self._move_menu.addAction(self.tr("New collection…")).setData("")

    @Slot(QAction)
    def _want_moved(self, action: QAction) -> None:
        ids = tuple(row.id for row in self.view.selected() if row.id)
        if ids:
            self.move_wanted.emit(ids, action.data())

    @Slot(bool, str)
    def _want_pinned(self, pinned: bool, task: str) -> None:
        self.pin_wanted.emit(tuple(row.id for row in self.view.selected() if is_pinnable(row)), pinned, task)

    @Slot()
    def _open(self) -> None:
        """The person's own program opens the document: only what Binnenshuis knows for a document."""
        row = self._only()
        if row is not None and _is_openable(row):
            self._hand_over(Path(row.path), row)

    @Slot()
    def _show_folder(self) -> None:
        row = self._only()
        if row is not None:
            self._hand_over(Path(row.path).parent, row)

    def _only(self) -> DocumentRow | None:
        rows = self.view.selected() if self.view.selected_count == 1 else []
        return rows[0] if rows else None

    def _hand_over(self, path: Path, row: DocumentRow) -> None:
        if not path.exists() or not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self.not_opened.emit(row.name)

    @Slot()
    def _show_icons(self) -> None:
        for name, action in (
            ("open", self._open_action),
            ("folder", self._folder_action),
            ("again", self._again_action),
            ("remove", self._remove_action),
            ("erase", self._erase_action),
            ("collection", self._move_action),
            ("pin", self._pin_action),
        ):
            action.setIcon(self._theme.icon(name))
        self._more.setIcon(self._theme.icon("more"))


def _is_removable(row: DocumentRow) -> bool:
    """A file that is waiting or being read for the first time is none of the library's yet."""
    return bool(row.id) or row.state == "failed"


def _is_openable(row: DocumentRow) -> bool:
    """Opening what is no document may run it."""
    if row.problem is not None:
        return row.problem.kind not in _NO_DOCUMENTS
    return row.ready
