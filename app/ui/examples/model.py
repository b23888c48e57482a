"""The examples as rows."""

from datetime import datetime

from PySide6.QtCore import QAbstractListModel, QDate, QLocale, QModelIndex, QPersistentModelIndex, Qt

from app.messages import ExampleListed
from app.ui.plain_text import one_line, tooltip
from app.ui.two_lines import TwoLines

EXAMPLE = TwoLines.SECOND_LINE + 1
"""The `ExampleListed`."""

_Index = QModelIndex | QPersistentModelIndex


class ExamplesModel(QAbstractListModel):
    """One row an example: the first field of its form above, task and day below."""

    def __init__(self, locale: QLocale) -> None:
        super().__init__()
        self._locale = locale
        self._tasks: dict[str, str] = {}
        self.examples: list[ExampleListed] = []

    def set_tasks(self, tasks: dict[str, str]) -> None:
        """The names of the tasks, by id."""
        self._tasks = tasks

    def show(self, examples: list[ExampleListed]) -> None:
        """Replace what is listed."""
        self.beginResetModel()
        self.examples = examples
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.examples)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        example = self.examples[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                first = next((value for value in example.fields.values() if value.strip()), "")
                return one_line(first.strip()) or self._task(example)
            case TwoLines.SECOND_LINE:
                return self._second(example)
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{self.data(index)}, {self._second(example)}"
            case Qt.ItemDataRole.ToolTipRole:
                return tooltip(f"{self.data(index)}\n{self._second(example)}")
            case _ if role == EXAMPLE:
                return example
        return None

    def _task(self, example: ExampleListed) -> str:
        return one_line(self._tasks.get(example.task, example.task))

    def _second(self, example: ExampleListed) -> str:
        language = {"nl": self.tr("Dutch"), "en": self.tr("English")}[example.language]
        parts = [self._task(example), language]
        if example.created_at:
            day = datetime.fromisoformat(example.created_at).astimezone().date()
            made = QDate(day.year, day.month, day.day)
            parts.append(self._locale.toString(made, QLocale.FormatType.ShortFormat))
        return " · ".join(parts)
