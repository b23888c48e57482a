"""The documents to choose from as a list model: those of a collection under its name, each with a tick."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont

from app.ui.plain_text import tooltip

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Offered:
    """A document to choose. `folder` is shown where two have the same name."""

    id: str
    name: str
    folder: str
    path: str
    collection: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A collection, over its documents."""

    collection: str
    name: str


class PickerModel(QAbstractListModel):
    """Rows in the order in which they are offered. A heading is ticked when all under it are, and ticking it
    ticks them.

    Signals:
        ticked: others are chosen now.
    """

    ticked = Signal()

    def __init__(self, chosen: Iterable[str], single: bool, parent: QObject | None = None) -> None:
        """`chosen` are ids, in the person's order; `single`: a tick takes the one before away."""
        super().__init__(parent)
        self._chosen = dict.fromkeys(chosen)
        self._single = single
        self._all: list[Offered] = []
        self._names: dict[str, str] = {}
        self._twice: frozenset[str] = frozenset()
        self._rows: list[Offered | Heading] = []
        self._under: dict[str, list[str]] = {}  # ids of those that are shown, by collection
        self._wanted = ""

    @property
    def chosen(self) -> tuple[str, ...]:
        """Ids, in the order in which they were chosen; those that are not offered stay."""
        return tuple(self._chosen)

    @property
    def shown(self) -> int:
        """How many documents the search leaves."""
        return sum(map(len, self._under.values()))

    @property
    def total(self) -> int:
        return len(self._all)

    def offer(self, documents: Iterable[Offered], collections: dict[str, str]) -> None:
        """What there is to choose from, and what collections are called, by id, in the order of the list; one
        collection alone has no heading."""
        order = {identity: place for place, identity in enumerate(collections)}
        self._all = sorted(
            documents, key=lambda one: (order.get(one.collection, len(order)), one.name.casefold(), one.path)
        )
        names = Counter(one.name for one in self._all)
        self._twice = frozenset(name for name, times in names.items() if times > 1)
        self._names = collections
        self._fill()

    def search(self, wanted: str) -> None:
        """Leave those with all of these words in their names or folders."""
        self._wanted = wanted.casefold().strip()
        self._fill()

    def clear(self) -> None:
        """Choose nothing."""
        self._chosen.clear()
        self._tell()

    def turn(self, index: Index) -> None:
        """Tick what is not ticked, and the other way round."""
        row = self._rows[index.row()]
        ids = self._under[row.collection] if isinstance(row, Heading) else [row.id]
        if all(identity in self._chosen for identity in ids):
            for identity in ids:
                del self._chosen[identity]
        else:
            if self._single:
                self._chosen.clear()
            self._chosen |= dict.fromkeys(ids)
        self._tell()

    # For the view.

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return (
            flags if not index.isValid() or self._is_bare(index) else flags | Qt.ItemFlag.ItemIsUserCheckable
        )

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole:
            return None if self._is_bare(index) else self._state(row)
        if isinstance(row, Heading):
            return self._heading(row, role)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{row.name} · {row.folder}" if row.name in self._twice else row.name
        return tooltip(row.path) if role == Qt.ItemDataRole.ToolTipRole else None

    def setData(self, index: Index, _value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or self._is_bare(index):
            return False
        self.turn(index)
        return True

    def _heading(self, row: Heading, role: int) -> object:
        if role == Qt.ItemDataRole.FontRole:
            font = QFont()
            font.setWeight(QFont.Weight.DemiBold)
            return font
        return row.name if role == Qt.ItemDataRole.DisplayRole else None

    def _is_bare(self, index: Index) -> bool:
        """Whether there is nothing to tick: a heading, where one document is all that can be chosen."""
        return self._single and isinstance(self._rows[index.row()], Heading)

    def _state(self, row: Offered | Heading) -> Qt.CheckState:
        if isinstance(row, Offered):
            return Qt.CheckState.Checked if row.id in self._chosen else Qt.CheckState.Unchecked
        ticked = [identity in self._chosen for identity in self._under[row.collection]]
        if all(ticked):
            return Qt.CheckState.Checked
        return Qt.CheckState.PartiallyChecked if any(ticked) else Qt.CheckState.Unchecked

    def _fill(self) -> None:
        self.beginResetModel()
        words = self._wanted.split()
        self._rows, self._under = [], {}
        for one in self._all:
            found = not words or _has(one, words)
            if found and one.collection not in self._under:
                self._under[one.collection] = []
                if len(self._names) > 1:
                    self._rows.append(Heading(one.collection, self._names.get(one.collection, "")))
            if found:
                self._under[one.collection].append(one.id)
                self._rows.append(one)
        self.endResetModel()

    def _tell(self) -> None:
        if self._rows:
            last = self.index(len(self._rows) - 1)
            self.dataChanged.emit(self.index(0), last, [Qt.ItemDataRole.CheckStateRole])
        self.ticked.emit()


def _has(one: Offered, words: list[str]) -> bool:
    text = f"{one.name} {one.folder}".casefold()
    return all(word in text for word in words)
