"""Earlier answers: a list to search in, open from, and remove from."""

from PySide6.QtCore import (
    QAbstractListModel,
    QDate,
    QDateTime,
    QLocale,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QSortFilterProxyModel,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QMenu,
    QMessageBox,
    QVBoxLayout,
    QWidget,
)

from app.messages import (
    AnswerKept,
    AnswerListed,
    Failed,
    ListAnswers,
    ReadAnswer,
    RemoveAnswers,
)
from app.tasks import Task
from app.ui.plain_text import PlainLabel, one_line, tooltip
from app.ui.search_field import SearchField
from app.ui.services import Services
from app.ui.two_lines import TwoLines
from app.ui.worker import EngineJob

LIVE = "live"
"""In place of an id: the answer that is being written now."""

_Index = QModelIndex | QPersistentModelIndex
_SEARCHED_FROM = 6


class AnswersModel(QAbstractListModel):
    """One row an answer, the newest first; the subject above, time and task below."""

    def __init__(self, locale: QLocale, tasks: dict[str, str]) -> None:
        """`tasks` are their names by id."""
        super().__init__()
        self._locale, self._tasks = locale, tasks
        self._answers: list[AnswerListed] = []
        self._live: AnswerListed | None = None
        self._found_by: dict[str, str] = {}  # by id: who searches asks it of all answers for each key

    def show(self, answers: list[AnswerListed]) -> None:
        """Replace what is listed; the answer that is being written now stays on top."""
        self.beginResetModel()
        self._answers = [answer for answer in answers if answer.state != "writing"]
        kept = {answer.id for answer in self._answers}
        self._found_by = {one: text for one, text in self._found_by.items() if one in kept}
        self.endResetModel()

    def expect(self, answer: AnswerListed) -> None:
        """This one is going to be shown: what it is found by is worded now, not for all at once."""
        self._found_by[answer.id] = f"{one_line(answer.subject)}, {self._second(answer)}"

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
            self._found_by.pop(LIVE, None)
            self.endRemoveRows()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._answers) + (self._live is not None)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        answer = self._answer(index.row())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return one_line(answer.subject) or self._task(answer)
            case TwoLines.SECOND_LINE:
                return self._second(answer)
            case Qt.ItemDataRole.UserRole:
                return answer.id
            case Qt.ItemDataRole.ToolTipRole:
                return tooltip(f"{answer.subject}\n{self._second(answer)}")
            case Qt.ItemDataRole.AccessibleTextRole:
                if answer.id not in self._found_by:
                    self.expect(answer)
                return self._found_by[answer.id]
        return None

    def _answer(self, row: int) -> AnswerListed:
        if self._live is None:
            return self._answers[row]
        return self._answers[row - 1] if row else self._live

    def _task(self, answer: AnswerListed) -> str:
        return one_line(self._tasks.get(answer.task, answer.task))

    def _second(self, answer: AnswerListed) -> str:
        if answer.state == "writing":
            return self.tr("being written… · {task}").format(task=self._task(answer))
        when = self._when(answer.created_at)
        if answer.state in ("stopped", "failed", "interrupted"):
            return self.tr("{when} · not finished · {task}").format(task=self._task(answer), when=when)
        return self.tr("{when} · {task}").format(task=self._task(answer), when=when)

    def _when(self, created_at: str) -> str:
        """The time for today, the day for another."""
        made = QDateTime.fromString(created_at, Qt.DateFormat.ISODate).toLocalTime()
        if made.date() == QDate.currentDate():
            return self._locale.toString(made.time(), QLocale.FormatType.ShortFormat)
        return self._locale.toString(made.date(), QLocale.FormatType.ShortFormat)


class HistoryPanel(QWidget):
    """The list of earlier answers, and the answer that is being written on top of it.

    Signals:
        opened: an earlier answer (`AnswerKept`) that the person chose.
        live_chosen: the person wants to see the answer that is being written.
        failed: a sentence about what could not be done.
    """

    opened = Signal(object)
    live_chosen = Signal()
    failed = Signal(str)

    def __init__(self, services: Services, tasks: dict[str, Task], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line, self._sentences = services.line, services.sentences
        language = services.sentences.language
        names = {identity: task.name.in_language(language) for identity, task in tasks.items()}
        self._model = AnswersModel(QLocale(language), names)
        self._found = QSortFilterProxyModel(self)
        self._found.setSourceModel(self._model)
        self._found.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._found.setFilterRole(Qt.ItemDataRole.AccessibleTextRole)
        self._arriving: list[AnswerListed] = []
        self._wanted: EngineJob | None = None
        self._doomed: tuple[str, ...] = ()
        self._stale = False
        self._listing: EngineJob | None = None
        self._build(services)

    def _build(self, services: Services) -> None:
        caption = PlainLabel(self.tr("Earlier answers"), name="place")
        self._search = SearchField()
        self._search.setPlaceholderText(self.tr("Find an answer"))
        self._search.setAccessibleName(self.tr("Find an answer"))
        self._list = QListView()
        self._list.setAccessibleName(self.tr("Earlier answers"))
        self._list.setModel(self._found)
        self._list.setItemDelegate(TwoLines(services.theme, self._list))
        self._list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setUniformItemSizes(True)
        self._list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._none = PlainLabel(self.tr("Your answers are kept here, on this computer."), name="hint")
        self._none.setWordWrap(True)
        self._remove = QAction(self.tr("&Remove for good"), self._list)
        self._remove.setShortcut(QKeySequence(QKeySequence.StandardKey.Delete))
        self._remove.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._list.addAction(self._remove)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for widget in (caption, self._search, self._none):
            layout.addWidget(widget)
        layout.addWidget(self._list, 1)
        layout.addStretch()  # takes the room while there is no list
        self._search.textChanged.connect(self._found.setFilterFixedString)
        self._list.activated.connect(self._open)
        self._list.clicked.connect(self._open)
        self._list.customContextMenuRequested.connect(self._show_menu)
        self._remove.triggered.connect(self._remove_selected)
        self._show_amount()

    @Slot()
    def load(self) -> None:
        """Read the list anew; asked again while it is read, it is read once more after."""
        if self._listing is not None:
            self._stale = True
            return
        self._arriving = []
        self._listing = self._line.submit(ListAnswers())
        self._listing.happened.connect(self._take)
        self._listing.closed.connect(self._show_list)

    def show_live(self, task: str, subject: str) -> None:
        """An answer is being written: a row on top that leads back to it."""
        self._model.show_live(task, subject)
        self._show_amount()

    def end_live(self) -> None:
        """It is written, or stopped."""
        self._model.end_live()
        self.load()

    @Slot()
    def clear_selection(self) -> None:
        """None of the earlier answers is shown."""
        self._list.clearSelection()

    @Slot(object)
    def _take(self, event: object) -> None:
        if isinstance(event, AnswerListed):
            self._arriving.append(event)
            self._model.expect(event)

    @Slot(object)
    def _show_list(self, closing: object) -> None:
        self._listing = None
        if not isinstance(closing, Failed):
            self._model.show(self._arriving)
            self._show_amount()
        if self._stale:
            self._stale = False
            self.load()

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        identity = index.data(Qt.ItemDataRole.UserRole)
        if identity == LIVE:
            self._wanted = None
            self.live_chosen.emit()
            return
        self._wanted = self._line.submit(ReadAnswer(identity))
        self._wanted.happened.connect(self._show_answer)
        self._wanted.closed.connect(self._tell_failure)

    @Slot(object)
    def _show_answer(self, event: object) -> None:
        """Only the one that was asked for last: who clicks on wants the second."""
        if isinstance(event, AnswerKept) and self._wanted is not None:
            asked = self._wanted.job
            if isinstance(asked, ReadAnswer) and asked.id == event.id:
                self.opened.emit(event)

    @Slot(object)
    def _tell_failure(self, closing: object) -> None:
        if isinstance(closing, Failed):
            self.failed.emit(self._sentences.error(closing.fault))
            self.load()

    @Slot()
    def _remove_selected(self) -> None:
        """Erased is erased, so the person is asked first."""
        ids = tuple(index.data(Qt.ItemDataRole.UserRole) for index in self._list.selectedIndexes())
        self._doomed = tuple(identity for identity in ids if identity != LIVE)
        if self._doomed:
            number = len(self._doomed)
            question = QMessageBox(self)
            question.setTextFormat(Qt.TextFormat.PlainText)
            question.setIcon(QMessageBox.Icon.Question)
            question.setWindowTitle(self.tr("Remove answers"))
            question.setText(self.tr("Erase %n answers for good?", "", number))
            question.setInformativeText(self.tr("They are gone from this computer then."))
            question.addButton(self.tr("Keep"), QMessageBox.ButtonRole.RejectRole)
            question.addButton(self.tr("Erase"), QMessageBox.ButtonRole.AcceptRole)
            question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            question.accepted.connect(self._erase)
            question.open()

    @Slot()
    def _erase(self) -> None:
        removing = self._line.submit(RemoveAnswers(self._doomed))
        removing.closed.connect(self._show_removed)

    @Slot(object)
    def _show_removed(self, closing: object) -> None:
        self._tell_failure(closing)
        self.load()

    @Slot(QPoint)
    def _show_menu(self, place: QPoint) -> None:
        if self._list.selectedIndexes():
            menu = QMenu(self)
            menu.addAction(self._remove)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self._list.viewport().mapToGlobal(place))

    def _show_amount(self) -> None:
        rows = self._model.rowCount()
        self._none.setVisible(rows == 0)
        self._list.setVisible(rows > 0)
        self._search.setVisible(rows >= _SEARCHED_FROM or bool(self._search.text()))
