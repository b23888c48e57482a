"""The folders that are kept in step, as rows of a list: path, and below it how the folder stands."""

from collections.abc import Iterable

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.messages import FolderListed
from app.ui.collection_names import CollectionNames
from app.ui.folders.words import FolderWords
from app.ui.plain_text import one_line, tooltip
from app.ui.two_lines import TwoLines

_NOWHERE = QModelIndex()


class FolderModel(QAbstractListModel):
    """The folders by path."""

    def __init__(
        self, words: FolderWords, collections: CollectionNames, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._words, self._collections = words, collections
        self._folders: list[FolderListed] = []

    def show(self, folders: Iterable[FolderListed]) -> None:
        """Show these folders."""
        shown = sorted(folders, key=lambda folder: folder.path)
        if [folder.id for folder in shown] == [folder.id for folder in self._folders]:
            self._folders = shown
            if shown:
                self.dataChanged.emit(self.index(0), self.index(len(shown) - 1))
            return
        self.beginResetModel()
        self._folders = shown
        self.endResetModel()

    def folder(self, row: int) -> FolderListed | None:
        """The folder of a row."""
        return self._folders[row] if 0 <= row < len(self._folders) else None

    def row_of(self, identity: str) -> int:
        """The row of a folder; -1 when it is not there."""
        return next((row for row, folder in enumerate(self._folders) if folder.id == identity), -1)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._folders)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        folder = self._folders[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return one_line(folder.path)
            case Qt.ItemDataRole.ToolTipRole:
                return tooltip(folder.path)
            case TwoLines.SECOND_LINE:
                return self._line(folder)
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{one_line(folder.path)}, {self._line(folder)}"
        return None

    def _line(self, folder: FolderListed) -> str:
        parts = [self._words.line(folder)]
        if len(self._collections.all) > 1 and (name := self._collections.name(folder.collection)):
            parts.append(name)
        if folder.applies:
            parts.append(self.tr("by itself"))
        return " · ".join(parts)
