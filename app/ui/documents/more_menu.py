"""The menu at the head of the documents: other ways to look at them, and what is done with collections."""

from PySide6.QtCore import Qt, Signal, SignalInstance, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from app.ui.documents.collecting import Collecting
from app.ui.plain_text import tooltip
from app.ui.theme import Theme
from store.schema import FIRST_COLLECTION


class MoreButton(QToolButton):
    """A button with three dots.

    Signals:
        folders_wanted, troubles_wanted: the place for it is to be opened.
        new_wanted, rename_wanted, erase_wanted, export_wanted, import_wanted: of collections.
    """

    folders_wanted = Signal()
    troubles_wanted = Signal()
    new_wanted = Signal()
    rename_wanted = Signal()
    erase_wanted = Signal()
    export_wanted = Signal()
    import_wanted = Signal()

    def __init__(self, theme: Theme, collecting: Collecting, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._collecting = theme, collecting
        self._busy = False
        menu = QMenu(self)
        menu.addActions(
            [
                self._action(self.tr("Folders kept in step…"), "folder", self.folders_wanted),
                self._action(self.tr("Problem files…"), "failed", self.troubles_wanted),
            ]
        )
        menu.addSeparator()
        menu.addAction(self._action(self.tr("New collection…"), "collection", self.new_wanted))
        self._rename = self._action(self.tr("Rename the collection…"), "", self.rename_wanted)
        self._erase = self._action(self.tr("Erase the collection…"), "erase", self.erase_wanted)
        menu.addActions([self._rename, self._erase])
        menu.addSeparator()
        self._export = self._action(self.tr("Export the collection…"), "export", self.export_wanted)
        self._import = self._action(self.tr("Import a collection…"), "import", self.import_wanted)
        menu.addActions([self._export, self._import])
        self.setMenu(menu)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("More about the documents"))
        self.setToolTip(tooltip(self.tr("Folders, problems, collections")))
        collecting.changed.connect(self._follow)
        collecting.shown_changed.connect(self._follow)
        theme.changed.connect(self._show_icons)
        self._show_icons()
        self._follow()

    def set_busy(self, busy: bool) -> None:
        """Whether a collection is on its way to or from a file: one at a time."""
        self._busy = busy
        self._follow()

    def _action(self, words: str, icon: str, wanted: SignalInstance) -> QAction:
        action = QAction(words, self)
        action.setProperty("icon_name", icon)
        action.triggered.connect(wanted)
        return action

    @Slot()
    def _follow(self) -> None:
        """What is about a collection is about the one that is shown."""
        current = self._collecting.current
        self._rename.setEnabled(current is not None and current.id != FIRST_COLLECTION)
        self._erase.setEnabled(current is not None)
        self._export.setEnabled(current is not None and not self._busy)
        self._import.setEnabled(not self._busy)

    @Slot()
    def _show_icons(self) -> None:
        self.setIcon(self._theme.icon("more"))
        for action in self.menu().actions():
            if name := action.property("icon_name"):
                action.setIcon(self._theme.icon(name))
