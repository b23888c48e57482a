"""The page of folders that are kept in step."""

from PySide6.QtCore import QItemSelectionModel, QLocale, QSize, Qt, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QListView, QPushButton, QVBoxLayout, QWidget

from app.messages import FolderChange
from app.ui.collection_names import CollectionNames
from app.ui.folders.adding import Adding
from app.ui.folders.details import FolderDetails
from app.ui.folders.folder_model import FolderModel
from app.ui.folders.keeping import FolderKeeping, changes_of
from app.ui.folders.words import FolderWords
from app.ui.notice import Notice
from app.ui.page import Page
from app.ui.plain_text import PlainLabel
from app.ui.services import Services
from app.ui.two_lines import TwoLines
from store.schema import Fault

_MOST_ROWS = 4  # of the list of folders, before it scrolls


class FoldersPage(Page):
    """The folders, and the one that is chosen. What it needs from the engine goes through a `FolderKeeping`,
    which is there before the page is."""

    def __init__(self, services: Services, keeping: FolderKeeping, parent: QWidget | None = None) -> None:
        super().__init__(services.theme, self.tr("Folders"), self.tr("Back"), parent)
        self._keeping, self._sentences = keeping, services.sentences
        locale = QLocale(services.sentences.language)
        self._collections = CollectionNames(services.line, services.sentences, self)
        self._words = FolderWords(locale, self)
        self._model = FolderModel(self._words, self._collections, self)
        self._asked: tuple[str, int, int] | None = (
            None  # of which folder, with how many changes, at which news
        )
        self._failure = Notice(services.theme, failure=True)
        self._adding = Adding(services.preferences, self._collections)
        self._list = QListView()
        self._details = FolderDetails(services.theme, self._words, locale)
        self._lay_out(services)
        self._connect()
        self._show_icons()
        self._show_folders()

    def focus_first(self) -> None:
        (self._list if self._model.rowCount() else self._first).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._collections.load()
        self._show_folders()

    # --- layout -------------------------------------------------------------------------------------

    def _lay_out(self, services: Services) -> None:
        self._list.setItemDelegate(TwoLines(services.theme, self._list))
        self._list.setModel(self._model)
        self._list.setAccessibleName(self.tr("Folders that are kept in step"))
        self._list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setMouseTracking(True)
        self._add = QPushButton(self.tr("Add a folder…"))
        hint = PlainLabel(
            self.tr("What is new, changed, moved or deleted in these folders is shown here."),
            name="hint",
        )
        hint.setWordWrap(True)
        self._top = QWidget()
        top = QHBoxLayout(self._top)
        top.setContentsMargins(0, 0, 0, 0)
        top.addWidget(hint, 1)
        top.addWidget(self._add, 0, Qt.AlignmentFlag.AlignTop)
        self._empty = self._empty_place()
        for widget in (self._top, self._failure, self._adding, self._list):
            self.column.addWidget(widget)
        self.column.addWidget(self._details, 1)
        self.column.addWidget(self._empty, 1)

    def _empty_place(self) -> QWidget:
        words = PlainLabel(
            self.tr(
                "Binnenshuis can keep a folder in step: add it once, and what changes in it from then on is "
                "shown to you, and made so in the library when you say so."
            )
        )
        words.setWordWrap(True)
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._first = QPushButton(self.tr("Add a folder…"))
        self._first.setProperty("look", "main")
        place = QWidget()
        layout = QVBoxLayout(place)
        layout.setContentsMargins(40, 0, 40, 0)
        layout.setSpacing(16)
        layout.addStretch(2)
        layout.addWidget(words)
        layout.addWidget(self._first, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)
        return place

    def _connect(self) -> None:
        self._add.clicked.connect(self._adding.choose)
        self._first.clicked.connect(self._adding.choose)
        self._adding.opened.connect(self._show_folders)
        self._adding.wanted.connect(self._add_folder)
        self._list.selectionModel().currentRowChanged.connect(self._show_chosen)
        self._details.apply_wanted.connect(self._apply)
        self._details.compare_wanted.connect(self._compare)
        self._details.applies_wanted.connect(self._let_apply)
        self._details.removal_wanted.connect(self._remove)
        self._details.stop_wanted.connect(self._keeping.stop)
        self._details.put_off.connect(self.closed)
        self._keeping.folders_changed.connect(self._show_folders)
        self._keeping.changes_found.connect(self._take_changes)
        self._keeping.progress_changed.connect(self._show_progress)
        self._keeping.added.connect(self._choose)
        self._keeping.failed.connect(self._tell_failure)
        self._collections.changed.connect(self._show_folders)
        self._theme.changed.connect(self._show_icons)

    # --- what is shown ------------------------------------------------------------------------------

    @property
    def _chosen(self) -> str:
        """The id of the folder that is chosen; "" for none."""
        folder = self._model.folder(self._list.currentIndex().row())
        return folder.id if folder else ""

    @Slot()
    def _show_folders(self) -> None:
        chosen = self._chosen
        self._model.show(self._keeping.folders.values())
        rows = self._model.rowCount()
        for widget in (self._top, self._list, self._details):
            widget.setVisible(rows > 0)
        self._empty.setVisible(rows == 0)
        self._first.setVisible(self._adding.isHidden())
        if rows:
            height = self._list.sizeHintForRow(0)
            self._list.setFixedHeight(min(rows, _MOST_ROWS) * height + 2)
            self._choose(chosen if self._model.row_of(chosen) >= 0 else "")
        self._show_chosen()

    @Slot(str)
    def _choose(self, identity: str) -> None:
        row = max(self._model.row_of(identity), 0)
        if self._list.currentIndex().row() != row:
            flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self._list.selectionModel().setCurrentIndex(self._model.index(row), flag)

    @Slot()
    def _show_chosen(self) -> None:
        """How the chosen folder stands. Its changes are asked for while somebody looks."""
        folder = self._keeping.folders.get(self._chosen)
        if folder is None:
            return
        self._details.show_folder(folder)
        self._show_progress()
        now = (folder.id, changes_of(folder), self._keeping.news)
        if folder.state == "changed" and self.isVisible() and self._asked != now:
            self._asked = now
            self._keeping.compare(folder.id, anew=False)

    @Slot(str, object)
    def _take_changes(self, folder: str, changes: list[FolderChange]) -> None:
        if folder == self._chosen:
            self._asked = (folder, len(changes), self._keeping.news)
            self._details.show_changes(changes)

    @Slot()
    def _show_progress(self) -> None:
        applying = bool(self._chosen) and self._keeping.applying == self._chosen
        self._details.show_progress(self._keeping.progress, applying)

    @Slot(object)
    def _tell_failure(self, fault: Fault) -> None:
        self._failure.say(self._sentences.error(fault))

    @Slot()
    def _show_icons(self) -> None:
        self._add.setIcon(self._theme.icon("add"))
        self._first.setIcon(self._theme.icon("folder", self._theme.colours.on_accent))
        self._first.setIconSize(QSize(18, 18))

    # --- what is wanted -----------------------------------------------------------------------------

    @Slot(str, str, bool)
    def _add_folder(self, path: str, collection: str, applies: bool) -> None:
        self._failure.hide()
        self._keeping.add(path, collection, applies)

    @Slot(object)
    def _apply(self, paths: tuple[str, ...]) -> None:
        self._failure.hide()
        self._keeping.apply(self._chosen, paths)

    @Slot()
    def _compare(self) -> None:
        self._failure.hide()
        self._keeping.compare(self._chosen, anew=True)

    @Slot(bool)
    def _let_apply(self, applies: bool) -> None:
        self._keeping.let_apply(self._chosen, applies)

    @Slot(bool)
    def _remove(self, documents: bool) -> None:
        self._failure.hide()
        self._keeping.remove(self._chosen, documents)
