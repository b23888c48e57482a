"""The documents as a list model: which rows there are, and in what order.

What a row is and says is `app.ui.documents.row`, how it looks `app.ui.documents.view`; what fills the model
and acts on its rows is `app.ui.documents.panel`.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise
from operator import attrgetter

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
    Slot,
)

from app.messages import DocumentReport
from app.ui.documents.row import DocumentRow, DocumentWords, row_for
from app.ui.plain_text import one_line, tooltip

Index = QModelIndex | QPersistentModelIndex

STATE_ROLE = int(Qt.ItemDataRole.UserRole) + 1
"""The row's `RowState`."""
LINE_ROLE = STATE_ROLE + 1
"""What there is to say of the state: a few words, or for "failed" a sentence or two."""

FLUSH_MS = 60
"""New rows are put in together: one by one, each would move all that come after it."""

_MOST_STRETCHES = 30  # with more places to change it is quicker to lay the whole list out anew
_BY_PLACE = attrgetter("place")


class DocumentModel(QAbstractListModel):
    """Rows sorted by name; those that could not be read come first, once reading is over.

    Signals:
        counted: rows or their states are others now, and so may `total`, `ready` and `shown` be.
    """

    counted = Signal()

    def __init__(self, words: DocumentWords, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._by_path: dict[str, DocumentRow] = {}
        self._by_id: dict[str, DocumentRow] = {}
        self._rows: list[DocumentRow] = []  # what is shown, sorted by place
        self._new: dict[DocumentRow, None] = {}  # to be shown from the next flush on
        self._hides = False  # rows that are shown now do not fit any more
        self._wanted = self._collection = ""
        self._ready = self._here = self._troubles = 0
        self._timer = QTimer(self, singleShot=True, interval=FLUSH_MS)
        self._timer.timeout.connect(self.flush)

    @property
    def total(self) -> int:
        """How many documents there are, those that the filter hides included."""
        return len(self._by_path)

    @property
    def ready(self) -> int:
        """How many of them can be searched."""
        return self._ready

    @property
    def here(self) -> int:
        """How many of the collection that is shown can be searched."""
        return self._here

    @property
    def troubles(self) -> int:
        """How many could not be read, but for those that are ignored."""
        return self._troubles

    @property
    def shown(self) -> int:
        """How many of them the filter leaves."""
        return len(self._rows)

    def row(self, index: Index) -> DocumentRow:
        """The document at a place of the list."""
        return self._rows[index.row()]

    def index_of(self, path: str) -> QModelIndex:
        """Where this file is in the list; an invalid index when it is not shown."""
        row = self._by_path.get(path)
        return self._index(row) if row is not None and row.listed else QModelIndex()

    def rows_of(self, ids: Iterable[str]) -> list[DocumentRow]:
        """The rows of those of these documents that are there, hidden ones included."""
        return [self._by_id[one] for one in ids if one in self._by_id]

    def ready_paths(self) -> list[str]:
        """The files of all documents that can be searched."""
        return [row.path for row in self._by_path.values() if row.ready]

    def count_in(self, collection: str) -> int:
        """How many documents the library has in this collection, by id."""
        return sum(row.collection == collection for row in self._by_path.values())

    # What changes it.

    @Slot(object)
    def take(self, report: DocumentReport) -> None:
        """What the engine says of a file. A row that is new is shown at the next flush."""
        row = self._by_path.get(report.path)
        if row is None:
            row = self._by_path[report.path] = row_for(report)
            self._new[row] = None
        else:
            self._change(row, report)
        if report.id:
            self._note_id(row)
        if not self._timer.isActive():
            self._timer.start()

    def remove(self, rows: Iterable[DocumentRow]) -> None:
        """Take rows out."""
        for row in filter(self._has, rows):
            del self._by_path[row.path]
            if self._by_id.get(row.id) is row:
                del self._by_id[row.id]
        self._new = {row: None for row in self._new if self._has(row)}
        self._take_out()
        self._count()

    def keep_only(self, ids: Collection[str]) -> None:
        """Drop what the library no longer has. A file that it never had stays."""
        self.remove([row for identity, row in self._by_id.items() if identity not in ids])

    def end_reading(self) -> None:
        """Nothing is being read any more: what waited is what it was before, or goes; the rows that failed
        come first."""
        never_read = []
        for row in self._by_path.values():
            before, row.activity = row.state, ""
            if row.nothing_known:
                never_read.append(row)
            elif row.listed and row.state != before:
                self._tell(row, before)
        self.remove(never_read)
        self.flush()
        for row in self._by_path.values():
            row.find_place()
        if any(row.place > following.place for row, following in pairwise(self._rows)):
            self._sort()

    def search(self, wanted: str) -> None:
        """Show only the documents with this in their names; all of them for nothing."""
        self._filter(wanted.casefold().strip(), self._collection)

    def show_collection(self, collection: str) -> None:
        """Show only the documents of this one, by id, and those that are in none yet; all for ""."""
        self._filter(self._wanted, collection)

    def _filter(self, wanted: str, collection: str) -> None:
        self.flush()
        self.beginResetModel()
        self._wanted, self._collection = wanted, collection
        for row in self._by_path.values():
            row.listed = self._fits(row)
        self._rows = sorted((row for row in self._by_path.values() if row.listed), key=_BY_PLACE)
        self.endResetModel()
        self._count()

    @Slot()
    def flush(self) -> None:
        """Show what is new, and count, now."""
        self._timer.stop()
        new, self._new = self._new, {}
        if self._hides:
            self._hides = False
            self._take_out()
        self._put_in(sorted(filter(self._fits, new), key=_BY_PLACE))
        self._count()

    # For the view.

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self._rows[index.row()]
        if role == STATE_ROLE:
            return row.state
        if role == LINE_ROLE:
            return self._words.line(row)
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(self._words.whole(row))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.name}, {self._words.line(row)}"
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return one_line(self._words.whole(row))
        return None

    # One row.

    def _index(self, row: DocumentRow) -> QModelIndex:
        return self.index(_number(self._rows, row))

    def _has(self, row: DocumentRow) -> bool:
        return self._by_path.get(row.path) is row

    def _fits(self, row: DocumentRow) -> bool:
        here = not self._collection or row.collection in (None, self._collection)
        return here and self._wanted in row.name.casefold()

    def _change(self, row: DocumentRow, report: DocumentReport) -> None:
        before, kept, problem = row.state, row.kept, row.problem
        if report.id and self._by_id.get(row.id) is row:
            del self._by_id[row.id]  # a file that changed is another document
        row.take(report)
        if row.collection != (kept.collection if kept else None):
            self._follow_collection(row)
        if row.listed and (row.state, row.kept, row.problem) != (before, kept, problem):
            self._tell(row, before)

    def _follow_collection(self, row: DocumentRow) -> None:
        """It is in another now: it goes from the list, or comes into it, at the next flush."""
        if not self._fits(row):
            self._hides = self._hides or row.listed
        elif not row.listed:
            self._new[row] = None

    def _note_id(self, row: DocumentRow) -> None:
        """A document has one row: when its file was moved, the new one."""
        elsewhere = self._by_id.get(row.id)
        self._by_id[row.id] = row
        if elsewhere is not None:
            self.remove([elsewhere])

    def _tell(self, row: DocumentRow, state_before: str) -> None:
        """Only a row that fails, or no longer does, has another height: all others keep their places."""
        roles = [STATE_ROLE, LINE_ROLE]
        if "failed" in (row.state, state_before):
            roles.append(int(Qt.ItemDataRole.SizeHintRole))
        index = self._index(row)
        self.dataChanged.emit(index, index, roles)

    def _count(self) -> None:
        rows = self._by_path.values()
        self._ready = sum(row.ready for row in rows)
        self._here = sum(row.ready and row.collection == self._collection for row in rows)
        self._here = self._here if self._collection else self._ready
        self._troubles = sum(row.is_trouble for row in rows)
        self.counted.emit()

    # Many rows.

    def _put_in(self, new: Sequence[DocumentRow]) -> None:
        """Rows that are sorted, among those that are shown."""
        for row in new:
            row.listed = True
        numbers = [_number(self._rows, row) for row in new]
        starts = [at for at, number in enumerate(numbers) if at == 0 or number != numbers[at - 1]]
        if len(starts) > _MOST_STRETCHES:
            self._insert(len(self._rows), new)
            self._sort()
            return
        for start, end in reversed(list(pairwise([*starts, len(new)]))):
            self._insert(numbers[start], new[start:end])

    def _insert(self, number: int, rows: Sequence[DocumentRow]) -> None:
        self.beginInsertRows(QModelIndex(), number, number + len(rows) - 1)
        self._rows[number:number] = rows
        self.endInsertRows()

    def _take_out(self) -> None:
        """The rows that are shown and gone, or not to be shown."""
        for row in self._rows:
            row.listed = self._has(row) and self._fits(row)
        stretches = list(_stretches(at for at, row in enumerate(self._rows) if not row.listed))
        if len(stretches) > _MOST_STRETCHES:
            self.beginResetModel()
            self._rows = [row for row in self._rows if row.listed]
            self.endResetModel()
            return
        for first, last in reversed(stretches):
            self.beginRemoveRows(QModelIndex(), first, last)
            del self._rows[first : last + 1]
            self.endRemoveRows()

    def _sort(self) -> None:
        """Put all rows in their places; what is selected stays selected."""
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        held = [self._rows[index.row()] for index in before]
        self._rows.sort(key=_BY_PLACE)
        self.changePersistentIndexList(before, [self._index(row) for row in held])
        self.layoutChanged.emit()


def _number(rows: Sequence[DocumentRow], row: DocumentRow) -> int:
    """Where a row is among sorted ones, or belongs."""
    return bisect_left(rows, row.place, key=_BY_PLACE)


def _stretches(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """First and last of each stretch of consecutive numbers."""
    first = last = None
    for number in numbers:
        if last is None or number != last + 1:
            if first is not None and last is not None:
                yield first, last
            first = number
        last = number
    if first is not None and last is not None:
        yield first, last
