"""The rows of a spreadsheet with what became of each, as a table model."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Slot
from PySide6.QtGui import QColor

from app.rows.checking import PlannedRow
from app.rows.journal import Outcome
from app.rows.result_table import sentences_of
from app.rows.table import column_letters
from app.sentences import Sentences
from app.ui.plain_text import one_line, tooltip
from app.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
State = Literal["waiting", "making", "done", "failed", "wrong"]

FIRST_CELL = 2
"""The column of the spreadsheet's first; before it are the number of the row and its state."""
_LONGEST = 200  # characters of a cell that are shown


class RowsModel(QAbstractTableModel):
    """One row for each of the spreadsheet's that is not empty."""

    def __init__(self, sentences: Sentences, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sentences, self._theme = sentences, theme
        self._names: tuple[str, ...] = ()
        self._rows: Sequence[PlannedRow] = ()
        self._shown: Sequence[PlannedRow] = ()
        self._outcomes: dict[int, Outcome] = {}
        self._making = 0
        self._troubles_only = False
        theme.changed.connect(self._repaint)

    @property
    def rows(self) -> Sequence[PlannedRow]:
        """All rows, those that are not shown too."""
        return self._rows

    @property
    def wrong(self) -> int:
        """How many rows do not fit the form."""
        return sum(bool(row.problems) for row in self._rows)

    def failed(self) -> list[int]:
        """The numbers of the rows that failed."""
        return [number for number, outcome in self._outcomes.items() if outcome.state == "failed"]

    def state(self, row: PlannedRow) -> State:
        if row.problems:
            return "wrong"
        if row.number == self._making:
            return "making"
        outcome = self._outcomes.get(row.number)
        return outcome.state if outcome is not None else "waiting"

    def row(self, index: Index) -> PlannedRow:
        return self._shown[index.row()]

    def told(self, row: PlannedRow) -> str:
        """What there is to say of a row, in sentences: what is wrong, or why it failed; "" for nothing."""
        if row.problems:
            return "\n".join(self._sentences.error(problem.fault) for problem in row.problems)
        outcome = self._outcomes.get(row.number)
        return sentences_of(outcome, self._sentences) if outcome is not None else ""

    # What changes it.

    def show(self, names: tuple[str, ...], rows: Sequence[PlannedRow]) -> None:
        """Other rows, of which nothing is made yet."""
        self.beginResetModel()
        self._names, self._rows, self._outcomes, self._making = names, rows, {}, 0
        self._choose_shown()
        self.endResetModel()

    def set_outcomes(self, outcomes: Iterable[Outcome]) -> None:
        """What was made before."""
        self.beginResetModel()
        self._outcomes = {outcome.row: outcome for outcome in outcomes}
        self._choose_shown()
        self.endResetModel()

    def set_making(self, number: int) -> None:
        """Which row is being made, 0 for none."""
        before, self._making = self._making, number
        for changed in (before, number):
            self._tell(changed)

    def take(self, outcome: Outcome) -> None:
        """How a row ended."""
        self._outcomes[outcome.row] = outcome
        if self._making == outcome.row:
            self._making = 0
        if self._troubles_only and outcome.state != "done":
            self.beginResetModel()
            self._choose_shown()
            self.endResetModel()
        self._tell(outcome.row)

    @Slot(bool)
    def show_troubles_only(self, only: bool) -> None:
        """Show the rows alone that do not fit the form, or failed."""
        self.beginResetModel()
        self._troubles_only = only
        self._choose_shown()
        self.endResetModel()

    def _choose_shown(self) -> None:
        if self._troubles_only:
            self._shown = [row for row in self._rows if self.state(row) in ("wrong", "failed")]
        else:
            self._shown = self._rows
        self._places: Mapping[int, int] = {row.number: place for place, row in enumerate(self._shown)}

    def _tell(self, number: int) -> None:
        if (place := self._places.get(number)) is not None:
            self.dataChanged.emit(self.index(place, 0), self.index(place, self.columnCount() - 1))

    @Slot()
    def _repaint(self) -> None:
        if self._shown:
            last = self.index(len(self._shown) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    # For the view.

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else FIRST_CELL + len(self._names)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        if section < FIRST_CELL:
            return (self.tr("Row"), self.tr("State"))[section]
        place = section - FIRST_CELL
        return one_line(self._names[place]) or column_letters(place)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row, place = self._shown[index.row()], index.column() - FIRST_CELL
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(row, index.column())
            case Qt.ItemDataRole.ForegroundRole:
                return self._colour(row, place)
            case Qt.ItemDataRole.ToolTipRole:
                told = row.cells[place] if place >= 0 else ""
                return tooltip("\n\n".join(filter(None, (told[:2000], self.told(row))))) or None
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                return self.told(row)
            case Qt.ItemDataRole.TextAlignmentRole if index.column() == 0:
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def _text(self, row: PlannedRow, column: int) -> str:
        if column == 0:
            return str(row.number)
        if column == 1:
            return self._words(self.state(row))
        return one_line(row.cells[column - FIRST_CELL][:_LONGEST])

    def _words(self, state: State) -> str:
        return {
            "waiting": "",
            "making": self.tr("Being made…"),
            "done": self.tr("Done"),
            "failed": self.tr("Failed"),
            "wrong": self.tr("Not right"),
        }[state]

    def _colour(self, row: PlannedRow, place: int) -> QColor | None:
        colours, state = self._theme.colours, self.state(row)
        if place < 0:
            shade = {"failed": colours.danger, "wrong": colours.danger, "making": colours.accent}.get(state)
            return QColor(shade) if shade and place == -1 else QColor(colours.muted) if place == -2 else None
        wrong = any(problem.column == place for problem in row.problems)
        return QColor(colours.danger) if wrong else None
