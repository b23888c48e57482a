"""The documents as a list model: which rows there are, and in what order.

What a row is and says is `app.ui.documents.row`, how it looks `app.ui.documents.view`; what fills the model
and acts on its rows is `app.ui.documents.panel`.
"""

import time
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise
from operator import attrgetter

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
    Slot,
)

from app.messages import DocumentReport, PinsListed
from app.ui.documents.row import DocumentRow, DocumentWords, row_for
from app.ui.plain_text import one_line, tooltip

Index = QModelIndex | QPersistentModelIndex

STATE_ROLE = int(Qt.ItemDataRole.UserRole) + 1
"""The row's `RowState`."""
LINE_ROLE = STATE_ROLE + 1
"""What there is to say of the state: a few words, or for "failed" a sentence or two."""

PIN_ROLE = LINE_ROLE + 1
"""Whether it is always read whole: "", "pinned", or "too_long" for one that has no room."""

DOCUMENTS_FORMAT = "application/x-binnenshuis-documents"
"""What rows are when they are dragged: ids, one a line. No files: the drop-zone is not to read them again."""

FLUSH_MS = 60
"""New rows are put in together: one by one, each would move all that come after it."""

_MOST_OF_THE_TIME = 0.1  # that putting rows in may take: the longer the list, the more of them together

_MOST_STRETCHES = 30  # with more places to change it is quicker to lay the whole list out anew
_BY_PLACE = attrgetter("place")


class DocumentModel(QAbstractListModel):
    """Rows sorted by name; those that could not be read come first, once reading is over, and then those that
    are pinned.

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
        self._all: list[DocumentRow] = []  # all but those of `_late`, as they were sorted last
        self._late: list[DocumentRow] = []
        self._new: dict[DocumentRow, None] = {}  # to be shown from the next flush on
        self._pinned: dict[DocumentRow, None] = {}
        self._moves: dict[DocumentRow, None] = {}  # pinned or no longer: elsewhere from the next flush on
        self._hides = False  # rows that are shown now do not fit any more
        self._wanted = self._collection = ""
        self._ready: Counter[str | None] = Counter()  # by collection
        self._troubles = 0
        self._timer = QTimer(self, singleShot=True, interval=FLUSH_MS)
        self._timer.timeout.connect(self.flush)

    @property
    def total(self) -> int:
        """How many documents there are, those that the filter hides included."""
        return len(self._by_path)

    @property
    def ready(self) -> int:
        """How many of them can be searched."""
        return self._ready.total()

    @property
    def here(self) -> int:
        """How many of the collection that is shown can be searched."""
        return self._ready[self._collection] if self._collection else self.ready

    @property
    def troubles(self) -> int:
        """How many could not be read, but for those that are ignored."""
        return self._troubles

    @property
    def shown(self) -> int:
        """How many of them the filter leaves."""
        return len(self._rows)

    @property
    def pinned(self) -> frozenset[tuple[str, str]]:
        """What is always read whole, in which version: ids and times."""
        return frozenset((row.id, row.kept.modified) for row in self._pinned if row.kept)

    def row(self, index: Index) -> DocumentRow:
        """The document at a place of the list."""
        return self._rows[index.row()]

    def stretch(self, first: int, last: int) -> list[DocumentRow]:
        """The documents from one place of the list to another."""
        return self._rows[first : last + 1]

    def index_of(self, path: str) -> QModelIndex:
        """Where this file is in the list; an invalid index when it is not shown."""
        row = self._by_path.get(path)
        return self._index(row) if row is not None and row.listed else QModelIndex()

    def rows_of(self, ids: Iterable[str]) -> list[DocumentRow]:
        """The rows of those of these documents that are there, hidden ones included."""
        return [self._by_id[one] for one in ids if one in self._by_id]

    def kept(self) -> list[DocumentReport]:
        """What the library has, what the filter hides included."""
        return [row.kept for row in self._by_path.values() if row.kept is not None]

    def find(self, name: str) -> DocumentReport | None:
        """What the library has of the document with this id or path."""
        row = self._by_id.get(name) or self._by_path.get(name)
        return row.kept if row is not None else None

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
            self._late.append(row)
            self._tally(row, 1)
        else:
            self._change(row, report)
        if report.id:
            self._note_id(row)
        if row.pinned:
            self._pinned[row] = None
        else:
            self._pinned.pop(row, None)
        if not self._timer.isActive():
            self._timer.start()

    def remove(self, rows: Iterable[DocumentRow]) -> None:
        """Take rows out."""
        self._forget(rows)
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
            if not row.activity:
                continue
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

    def take_costs(self, pins: PinsListed) -> None:
        """What reading the pinned documents costs."""
        self._words.take_costs(pins)
        for row in self._pinned:
            if row.listed:
                self._tell(row, row.state)

    def offer_tasks(self, tasks: Sequence[tuple[str, str]]) -> None:
        """What the tasks that read documents are called, by id."""
        self._words.offer_tasks(tasks)

    def _filter(self, wanted: str, collection: str) -> None:
        self.flush()
        if not self._wanted and not self._collection:
            self._all, self._late = self._rows[:], []
        narrows = wanted.startswith(self._wanted) and self._collection in ("", collection)
        self.beginResetModel()
        self._wanted, self._collection = wanted, collection
        among = self._rows if narrows else self._in_order()
        for row in self._rows:
            row.listed = False
        self._rows = self._fitting(among)
        for row in self._rows:
            row.listed = True
        self.endResetModel()
        self._count()

    def _in_order(self) -> list[DocumentRow]:
        """All rows, sorted: which takes little where most of them were sorted before."""
        known = filter(self._has, self._all) if len(self._all) + len(self._late) > self.total else self._all
        self._all = sorted((*known, *filter(self._has, self._late)), key=_BY_PLACE)
        self._late = []
        return self._all

    @Slot()
    def flush(self) -> None:
        """Show what is new, and count, now."""
        began = time.perf_counter()
        self._timer.stop()
        new, self._new = self._new, {}
        if self._hides:
            self._hides = False
            self._take_out()
        if self._moves:
            moves, self._moves = self._moves, {}
            for row in moves:
                row.follow_pins()
            self._sort()
        self._put_in(sorted(filter(self._fits, new), key=_BY_PLACE))
        self._count()
        took = 1000 * (time.perf_counter() - began)
        self._timer.setInterval(max(FLUSH_MS, round(took / _MOST_OF_THE_TIME)))

    # For the view.

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        draggable = index.isValid() and self._rows[index.row()].ready
        return flags | Qt.ItemFlag.ItemIsDragEnabled if draggable else flags

    def mimeTypes(self) -> list[str]:
        return [DOCUMENTS_FORMAT]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        rows = (self._rows[index.row()] for index in indexes)
        made = QMimeData()
        made.setData(DOCUMENTS_FORMAT, "\n".join(row.id for row in rows if row.ready).encode())
        return made

    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self._rows[index.row()]
        if role == STATE_ROLE:
            return row.state
        if role == LINE_ROLE:
            return self._words.line(row)
        if role == PIN_ROLE:
            return self._pin(row)
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

    def _pin(self, row: DocumentRow) -> str:
        if not row.pinned:
            return ""
        return "too_long" if self._words.is_too_long(row) else "pinned"

    def _index(self, row: DocumentRow) -> QModelIndex:
        return self.index(_number(self._rows, row))

    def _has(self, row: DocumentRow) -> bool:
        return self._by_path.get(row.path) is row

    def _fits(self, row: DocumentRow) -> bool:
        here = not self._collection or row.collection in (None, self._collection)
        return here and (not self._wanted or self._wanted in row.name.casefold())

    def _fitting(self, rows: list[DocumentRow]) -> list[DocumentRow]:
        """Those of many rows that `_fits`."""
        if self._collection:
            rows = [row for row in rows if row.collection in (None, self._collection)]
        return [row for row in rows if self._wanted in row.name.casefold()] if self._wanted else rows[:]

    def _change(self, row: DocumentRow, report: DocumentReport) -> None:
        before, kept, problem, pinned = row.state, row.kept, row.problem, bool(row.pinned)
        if report.id and self._by_id.get(row.id) is row:
            del self._by_id[row.id]  # a file that changed is another document
        self._tally(row, -1)
        row.take(report)
        self._tally(row, 1)
        if bool(row.pinned) != pinned:
            self._follow_pins(row)
        if row.collection != (kept.collection if kept else None):
            self._follow_collection(row)
        if row.listed and (row.state, row.kept, row.problem) != (before, kept, problem):
            self._tell(row, before)

    def _follow_pins(self, row: DocumentRow) -> None:
        """The rows that are shown are looked up by their places: theirs change together."""
        if row.listed:
            self._moves[row] = None
        else:
            row.follow_pins()

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
            self._forget([elsewhere])
            self._hides = True

    def _tell(self, row: DocumentRow, state_before: str) -> None:
        """Only a row that fails, or no longer does, has another height: all others keep their places."""
        roles = [STATE_ROLE, LINE_ROLE, PIN_ROLE]
        if "failed" in (row.state, state_before):
            roles.append(int(Qt.ItemDataRole.SizeHintRole))
        index = self._index(row)
        self.dataChanged.emit(index, index, roles)

    def _forget(self, rows: Iterable[DocumentRow]) -> None:
        """These are no documents any more, but are still shown."""
        for row in filter(self._has, rows):
            del self._by_path[row.path]
            self._tally(row, -1)
            self._new.pop(row, None)
            self._pinned.pop(row, None)
            if self._by_id.get(row.id) is row:
                del self._by_id[row.id]

    def _tally(self, row: DocumentRow, by: int) -> None:
        """Count a row in, or out."""
        self._ready[row.collection] += by * row.ready
        self._troubles += by * row.is_trouble

    def _count(self) -> None:
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
