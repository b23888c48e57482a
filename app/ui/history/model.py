"""The earlier answers as rows, the newest first, by day. How a row is painted is `row`'s."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import msgspec
from PySide6.QtCore import (
    QAbstractListModel,
    QDate,
    QLocale,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    QTime,
    Signal,
)

from app.messages import AnswerListed
from app.ui.plain_text import one_line, tooltip

LIVE = "live"
"""In place of an id: the answer that is being written now."""

GROUPED_UP_TO = 2000
"""Rows; a longer list has rows of one height, each with its own day, else laying it out takes a while."""

ID = int(Qt.ItemDataRole.UserRole)
SECOND_LINE, ANSWER, DAY = ID + 1, ID + 2, ID + 3
"""What is muted below the name; the `AnswerListed`; the day's name above the first row of a day, or ""."""

_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class _Row:
    answer: AnswerListed
    made: datetime  # as it is here
    first_of_day: bool


class AnswersModel(QAbstractListModel):
    """One row an answer.

    Signals:
        renamed: the id of an answer, and the name that the person typed.
    """

    renamed = Signal(str, str)

    def __init__(self, locale: QLocale, tasks: dict[str, str]) -> None:
        """`tasks` are their names by id."""
        super().__init__()
        self._locale, self._tasks = locale, tasks
        self._rows: list[_Row] = []
        self._live: AnswerListed | None = None
        self.words = ""

    @property
    def is_grouped(self) -> bool:
        """Whether the first row of a day has the day above it."""
        return len(self._rows) <= GROUPED_UP_TO

    @property
    def answers(self) -> list[AnswerListed]:
        """Those that are listed, without the one that is being written."""
        return [row.answer for row in self._rows]

    def show(self, answers: Sequence[AnswerListed], words: str = "") -> None:
        """Replace what is listed; `words` are what was looked for. The answer that is being written now stays
        on top."""
        self.beginResetModel()
        self.words = words
        self._rows = _by_day([answer for answer in answers if answer.state != "writing"])
        self.endResetModel()

    def set_tasks(self, tasks: Mapping[str, str]) -> None:
        """Other tasks, or other names of them, by id. What is gone keeps the name it had."""
        self._tasks.update(tasks)
        if self.rowCount():
            self.dataChanged.emit(self.index(0), self.index(self.rowCount() - 1))

    def replace(self, answer: AnswerListed) -> None:
        """An answer is named, rated or has another version now."""
        for place, row in enumerate(self._rows):
            if row.answer.id == answer.id:
                kept = msgspec.structs.replace(answer, excerpt=row.answer.excerpt)
                self._rows[place] = _Row(kept, row.made, row.first_of_day)
                index = self.index(place + self._live_rows)
                self.dataChanged.emit(index, index)

    def take_out(self, ids: Sequence[str]) -> None:
        """These are removed."""
        gone = set(ids)
        self.show([answer for answer in self.answers if answer.id not in gone], self.words)

    def show_live(self, task: str, subject: str) -> None:
        """An answer is being written."""
        self.end_live()
        self.beginInsertRows(QModelIndex(), 0, 0)
        self._live = AnswerListed(LIVE, "", "writing", task, subject)
        self.endInsertRows()

    def end_live(self) -> None:
        """No answer is being written any more."""
        if self._live is not None:
            self.beginRemoveRows(QModelIndex(), 0, 0)
            self._live = None
            self.endRemoveRows()

    def place(self, identity: str) -> QModelIndex:
        """Where an answer is; nowhere when it is not listed."""
        for number, row in enumerate(self._rows):
            if row.answer.id == identity:
                return self.index(number + self._live_rows)
        return QModelIndex()

    # --- Qt's own -----------------------------------------------------------------------------------

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._rows) + self._live_rows

    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        is_kept = index.isValid() and self._row(index.row()) is not None
        return flags | Qt.ItemFlag.ItemIsEditable if is_kept else flags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self._row(index.row())
        answer = row.answer if row else self._live
        assert answer is not None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._name(answer)
            case Qt.ItemDataRole.EditRole:
                return answer.name or self._name(answer)
            case _ if role == ID:
                return answer.id
            case _ if role == ANSWER:
                return answer
            case _ if role == SECOND_LINE:
                return self._second(row)
            case _ if role == DAY:
                return self._day(row.made) if row and row.first_of_day and self.is_grouped else ""
            case Qt.ItemDataRole.ToolTipRole:
                return tooltip(self._told(answer, row, "\n"))
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._told(answer, row, ", ")
        return None

    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """A name was typed. The engine keeps it, and the row has it when it says so."""
        row = self._row(index.row())
        if role != Qt.ItemDataRole.EditRole or row is None:
            return False
        name = " ".join(str(value).split())
        if name not in (row.answer.name, self._name(row.answer)):
            self.renamed.emit(row.answer.id, name)
        return True

    # --- words --------------------------------------------------------------------------------------

    @property
    def _live_rows(self) -> int:
        return int(self._live is not None)

    def _row(self, number: int) -> _Row | None:
        number -= self._live_rows
        return self._rows[number] if number >= 0 else None

    def _name(self, answer: AnswerListed) -> str:
        return one_line(answer.name) or one_line(answer.subject) or self._task(answer)

    def _task(self, answer: AnswerListed) -> str:
        return one_line(self._tasks.get(answer.task, answer.task))

    def _second(self, row: _Row | None) -> str:
        if row is None:
            assert self._live is not None
            return self.tr("being written… · {task}").format(task=self._task(self._live))
        when = self._when(row.made)
        if row.answer.state in ("stopped", "failed", "interrupted"):
            return self.tr("{when} · not finished · {task}").format(task=self._task(row.answer), when=when)
        return self.tr("{when} · {task}").format(task=self._task(row.answer), when=when)

    def _told(self, answer: AnswerListed, row: _Row | None, between: str) -> str:
        """All there is to say of it."""
        parts = [one_line(answer.name), answer.subject]
        if row is not None:
            parts.append(self._day(row.made))
        parts.append(self._second(row))
        if answer.versions > 1:
            parts.append(self.tr("%n versions", "", answer.versions))
        parts.append({"good": self.tr("rated good"), "bad": self.tr("rated bad")}.get(answer.rating, ""))
        return between.join(part for part in parts if part)

    def _when(self, made: datetime) -> str:
        """The time, where the day is above it; else the time for today, the day for another."""
        if self.is_grouped or made.date() == date.today():
            return self._locale.toString(QTime(made.hour, made.minute), QLocale.FormatType.ShortFormat)
        return self._locale.toString(_qdate(made.date()), QLocale.FormatType.ShortFormat)

    def _day(self, made: datetime) -> str:
        day, today = made.date(), date.today()
        if (today - day).days in (0, 1):
            return self.tr("Today") if day == today else self.tr("Yesterday")
        form = "dddd d MMMM" if day.year == today.year else "d MMMM yyyy"
        words = self._locale.toString(_qdate(day), form)
        return words[:1].upper() + words[1:]


def _by_day(answers: Sequence[AnswerListed]) -> list[_Row]:
    rows: list[_Row] = []
    for answer in answers:
        made = datetime.fromisoformat(answer.created_at).astimezone()
        first = not rows or rows[-1].made.date() != made.date()
        rows.append(_Row(answer, made, first))
    return rows


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
