"""The documents that could not be read as a list model: a heading for each reason, below it the files.

What the reasons are called is `app.ui.troubles.reasons`, how a row looks `app.ui.troubles.view`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePath

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
from app.ui.plain_text import one_line, tooltip
from app.ui.troubles.reasons import Reasons, order
from store.schema import Fault

Index = QModelIndex | QPersistentModelIndex

LINE_ROLE = int(Qt.ItemDataRole.UserRole) + 1
"""What stands below: of a heading what helps, of a file its folder, or what is going on with it."""
HEADING_ROLE = LINE_ROLE + 1
"""Whether a row is a heading."""

FLUSH_MS = 80
"""Files that are read again come one by one; the list is laid out anew for many at once."""


@dataclass(frozen=True)
class Heading:
    """A reason, of so many files; `kind` is empty for those that are ignored."""

    kind: str
    files: int


@dataclass(eq=False, slots=True)
class Trouble:
    """A file that could not be read. `activity` is what is going on with it now."""

    report: DocumentReport
    name: str
    folder: str
    activity: str = ""

    @property
    def fault(self) -> Fault:
        return self.report.error or Fault("")

    @property
    def kind(self) -> str:
        return "" if self.report.ignored else self.fault.kind


class TroubleModel(QAbstractListModel):
    """Rows are headings and files.

    Signals:
        counted: there are others now, or `ignored_shown` is another.
    """

    counted = Signal()

    def __init__(self, reasons: Reasons, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reasons = reasons
        self._troubles: dict[str, Trouble] = {}  # by path
        self._rows: list[Heading | Trouble] = []
        self._ignored_shown = False
        self._later = QTimer(self, singleShot=True, interval=FLUSH_MS)
        self._later.timeout.connect(self._lay_out)

    @property
    def open(self) -> int:
        """How many troubles there are that are not ignored."""
        return sum(not trouble.report.ignored for trouble in self._troubles.values())

    @property
    def ignored(self) -> int:
        """How many are ignored."""
        return len(self._troubles) - self.open

    def open_troubles(self) -> list[Trouble]:
        """Those that are not ignored."""
        return [trouble for trouble in self._troubles.values() if not trouble.report.ignored]

    def trouble(self, index: Index) -> Trouble | None:
        """The file in a row; None for a heading."""
        row = self._rows[index.row()] if index.isValid() else None
        return row if isinstance(row, Trouble) else None

    def indexes_of(self, paths: Iterable[str]) -> Iterator[QModelIndex]:
        """Where these files are, as far as they are shown."""
        wanted = set(paths)
        for number, row in enumerate(self._rows):
            if isinstance(row, Trouble) and row.report.path in wanted:
                yield self.index(number)

    # What changes it.

    def show(self, reports: Iterable[DocumentReport]) -> None:
        """Replace all that is listed; documents that were read are passed over."""
        self._troubles = {report.path: _trouble(report) for report in reports if report.error is not None}
        self._lay_out()

    def take(self, report: DocumentReport) -> None:
        """What the engine says of a file now. One that can be read is a trouble no more."""
        known = self._troubles.get(report.path)
        if report.state in ("waiting", "reading"):
            if known is not None:
                known.activity = report.state
                self._tell(known)
            return
        if report.error is None:
            if known is not None:
                del self._troubles[report.path]
        elif report.id:
            self._troubles[report.path] = _trouble(report)
        elif known is not None:  # it cannot be reached now, and what was known of it stays
            known.activity = ""
        self._later.start()

    def end_reading(self) -> None:
        """Nothing is tried any more."""
        for trouble in self._troubles.values():
            trouble.activity = ""
        self._lay_out()

    @Slot(bool)
    def show_ignored(self, shown: bool) -> None:
        """List those that are ignored too, below the others."""
        self._ignored_shown = shown
        self._lay_out()

    @Slot()
    def _lay_out(self) -> None:
        self._later.stop()
        shown = sorted(
            (one for one in self._troubles.values() if self._ignored_shown or not one.report.ignored),
            key=_place,
        )
        counts: dict[str, int] = {}
        for trouble in shown:
            counts[trouble.kind] = counts.get(trouble.kind, 0) + 1
        self.beginResetModel()
        self._rows = []
        for trouble in shown:
            if trouble.kind in counts:
                self._rows.append(Heading(trouble.kind, counts.pop(trouble.kind)))
            self._rows.append(trouble)
        self.endResetModel()
        self.counted.emit()

    def _tell(self, trouble: Trouble) -> None:
        if not self._later.isActive() and trouble in self._rows:
            index = self.index(self._rows.index(trouble))
            self.dataChanged.emit(index, index, [LINE_ROLE])

    # For the view.

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A heading is passed over by the keyboard."""
        if self.trouble(index) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self._rows[index.row()]
        if role == HEADING_ROLE:
            return isinstance(row, Heading)
        return self._of_heading(row, role) if isinstance(row, Heading) else self._of_file(row, role)

    def _of_heading(self, heading: Heading, role: int) -> str | None:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            title = self._reasons.title(heading.kind) if heading.kind else self._reasons.ignored()
            return f"{title} · {heading.files}"
        if role == LINE_ROLE:
            return self._reasons.advice(heading.kind) if heading.kind else self._reasons.ignored_advice()
        return None

    def _of_file(self, trouble: Trouble, role: int) -> str | None:
        if role == LINE_ROLE:
            return self._reasons.activity(trouble.activity) if trouble.activity else trouble.folder
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return trouble.name
            case Qt.ItemDataRole.ToolTipRole:
                return tooltip(f"{trouble.report.path}\n\n{self._reasons.sentence(trouble.fault)}")
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{trouble.name}, {self._reasons.title(trouble.fault.kind)}"
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                return self._reasons.sentence(trouble.fault)
        return None


def _trouble(report: DocumentReport) -> Trouble:
    path = PurePath(report.path)
    return Trouble(report, one_line(path.name or report.path), one_line(str(path.parent)))


def _place(trouble: Trouble) -> tuple[bool, tuple[int, str], str, str]:
    """Those that are ignored last, then by reason, by name."""
    ignored = trouble.report.ignored
    return ignored, (0, "") if ignored else order(trouble.kind), trouble.name.casefold(), trouble.report.path
