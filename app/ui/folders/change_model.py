"""The changes of one folder as a list: below a row for each kind those of that kind, each with a tick. Made
for a hundred thousand rows, which a tree is not."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import ClassVar, Literal

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont

from app.messages import FolderChange
from app.ui.plain_text import one_line, tooltip

Index = QModelIndex | QPersistentModelIndex
Kind = Literal["deleted", "moved", "changed", "new"]

MOST_OPEN = 300
"""A group of more changes is closed at first: what is below it would be out of sight."""

_NOWHERE = QModelIndex()
_OPEN, _CLOSED = "\N{BLACK DOWN-POINTING SMALL TRIANGLE}", "\N{BLACK RIGHT-POINTING SMALL TRIANGLE}"


@dataclass
class Group:
    """The changes of one kind; `ticked` are the numbers of those that are to be made."""

    kind: Kind
    changes: list[FolderChange] = field(default_factory=list)
    ticked: set[int] = field(default_factory=set)
    is_open: bool = True

    @property
    def rows(self) -> int:
        """How many rows of the list are its own."""
        return 1 + (len(self.changes) if self.is_open else 0)

    @property
    def state(self) -> Qt.CheckState:
        if not self.ticked:
            return Qt.CheckState.Unchecked
        whole = len(self.ticked) == len(self.changes)
        return Qt.CheckState.Checked if whole else Qt.CheckState.PartiallyChecked

    def unticked_paths(self) -> Iterator[str]:
        if len(self.ticked) < len(self.changes):
            for number, change in enumerate(self.changes):
                if number not in self.ticked:
                    yield change.path


class ChangeModel(QAbstractListModel):
    """What was found in a folder, all of it ticked at first. What loses most comes first.

    Signals:
        ticks_changed: other changes are to be made than before.
    """

    ticks_changed = Signal()

    KINDS: ClassVar[tuple[Kind, ...]] = ("deleted", "moved", "changed", "new")

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._root = ""
        self._groups: list[Group] = []
        self._rows = 0
        self._bold = QFont()
        self._bold.setBold(True)

    def show(self, root: str, changes: Sequence[FolderChange], wary: bool = False) -> None:
        """Show these changes of the folder at `root`. What was unticked before stays so; `wary` ticks nothing
        that is to be deleted."""
        unticked = {path for group in self._groups for path in group.unticked_paths()}
        self.beginResetModel()
        groups = {kind: Group(kind) for kind in self.KINDS}
        for change in changes:
            group = groups[change.kind]
            if not (wary and change.kind == "deleted") and change.path not in unticked:
                group.ticked.add(len(group.changes))
            group.changes.append(change)
        self._root = root
        self._groups = [group for group in groups.values() if group.changes]
        for group in self._groups:
            group.is_open = len(group.changes) <= MOST_OPEN
        self._rows = sum(group.rows for group in self._groups)
        self.endResetModel()
        self.ticks_changed.emit()

    @property
    def total(self) -> int:
        return sum(len(group.changes) for group in self._groups)

    @property
    def ticked(self) -> int:
        """How many changes are to be made."""
        return sum(len(group.ticked) for group in self._groups)

    def ticked_paths(self) -> list[str]:
        """Those that are to be made."""
        return [group.changes[number].path for group in self._groups for number in sorted(group.ticked)]

    def turn(self, index: Index) -> None:
        """Open the group of this row, or close it; for the row of a change nothing."""
        group, number = self._at(index.row())
        if number >= 0:
            return
        first, last = index.row() + 1, index.row() + len(group.changes)
        if group.is_open:
            self.beginRemoveRows(QModelIndex(), first, last)
        else:
            self.beginInsertRows(QModelIndex(), first, last)
        group.is_open = not group.is_open
        self._rows = sum(each.rows for each in self._groups)
        if group.is_open:
            self.endInsertRows()
        else:
            self.endRemoveRows()
        self.dataChanged.emit(index, index, [Qt.ItemDataRole.DisplayRole])

    # What a view asks.

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else self._rows

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        group, number = self._at(index.row())
        if number < 0:
            return self._of_group(group, role)
        change = group.changes[number]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._words(change)
            case Qt.ItemDataRole.ToolTipRole:
                return tooltip("\n".join(filter(None, (change.path, change.before))))
            case Qt.ItemDataRole.CheckStateRole:
                return Qt.CheckState.Checked if number in group.ticked else Qt.CheckState.Unchecked
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        group, number = self._at(index.row())
        on = Qt.CheckState(value) != Qt.CheckState.Unchecked
        first = last = index.row()
        if number < 0:
            group.ticked = set(range(len(group.changes))) if on else set()
            last += group.rows - 1
        else:
            (group.ticked.add if on else group.ticked.discard)(number)
            first -= number + 1
        self.dataChanged.emit(self.index(first), self.index(last), [Qt.ItemDataRole.CheckStateRole])
        self.ticks_changed.emit()
        return True

    def _at(self, row: int) -> tuple[Group, int]:
        """The group of a row, and the number of the change there; -1 for the group's own row."""
        for group in self._groups:
            if row < group.rows:
                return group, row - 1
            row -= group.rows
        raise IndexError(row)

    def _of_group(self, group: Group, role: int) -> object:
        match role:
            case Qt.ItemDataRole.CheckStateRole:
                return group.state
            case Qt.ItemDataRole.FontRole:
                return self._bold
            case Qt.ItemDataRole.DisplayRole:
                return f"{_OPEN if group.is_open else _CLOSED} {self._title(group)}"
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._title(group)
        return None

    def _title(self, group: Group) -> str:
        count = len(group.changes)
        match group.kind:
            case "new":
                return self.tr("%n new files", "", count)
            case "changed":
                return self.tr("%n changed files", "", count)
            case "moved":
                return self.tr("%n moved files", "", count)
            case "deleted":
                return self.tr("%n deleted files", "", count)

    def _words(self, change: FolderChange) -> str:
        path = self._below(change.path)
        if change.kind != "moved":
            return path
        return self.tr("{path} (was {before})").format(path=path, before=self._below(change.before))

    def _below(self, path: str) -> str:
        below = PurePath(path)
        return one_line(str(below.relative_to(self._root) if below.is_relative_to(self._root) else below))
