"""The place of earlier answers in the window's left column: search, filters, list, and what is done with
them."""

from collections.abc import Mapping

from PySide6.QtCore import QLocale, QModelIndex, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from app.messages import (
    AnswerKept,
    AnswerListed,
    Failed,
    ListAnswers,
    RateAnswer,
    Rating,
    ReadAnswer,
    RenameAnswer,
    Stopped,
)
from app.tasks import Task
from app.ui.history.export_dialog import ExportDialog
from app.ui.history.filters import HistoryFilters
from app.ui.history.model import ID, LIVE, AnswersModel
from app.ui.history.undo_bar import AnswersUndoBar
from app.ui.history.view import AnswerView
from app.ui.plain_text import PlainLabel, tooltip
from app.ui.search_field import SearchField
from app.ui.services import Services
from app.ui.worker import EngineJob
from store.schema import Fault

TYPING_MS = 250
"""The pause in the typing after which answers are looked for."""

SEARCHED_FROM = 6
"""Answers; fewer are seen at a glance."""


class HistoryPanel(QWidget):
    """The list of earlier answers, and the answer that is being written on top of it.

    Signals:
        opened: an earlier answer (`AnswerKept`) that the person chose.
        live_chosen: the person wants to see the answer that is being written.
        failed: a sentence about what could not be done.
        changed: an answer (`AnswerListed`) has another name or rating now.
        examples_wanted: the person wants to see the examples of the tasks.
    """

    opened = Signal(object)
    live_chosen = Signal()
    failed = Signal(str)
    changed = Signal(object)
    examples_wanted = Signal()

    def __init__(self, services: Services, tasks: Mapping[str, Task], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services, self._tasks = services, dict(tasks)
        self._line, self._sentences = services.line, services.sentences
        self._model = AnswersModel(QLocale(services.sentences.language), self._names)
        self._arriving: list[AnswerListed] = []
        self._wanted: EngineJob | None = None
        self._stale = False
        self._listing: EngineJob | None = None
        self._any = False  # whether there are answers at all, as far as was seen
        self._many = False
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._search, self._more = SearchField(), QToolButton()
        self._filters = HistoryFilters(services, self._names)
        self._list = AnswerView(self._model, services.theme)
        self._none, self._clear = PlainLabel(name="hint"), QPushButton(self.tr("Show all"))
        self._undo = AnswersUndoBar(services.theme, services.line, self)
        self._export: ExportDialog | None = None
        self._lay_out()
        self._connect()
        self._show_icons()
        self._show_amount()

    def _lay_out(self) -> None:
        caption = PlainLabel(self.tr("Earlier answers"), name="place")
        self._search.setPlaceholderText(self.tr("Find an answer"))
        self._search.setAccessibleName(self.tr("Find an answer"))
        self._search.setMaxLength(500)
        self._none.setWordWrap(True)
        self._clear.setProperty("look", "link")
        menu = QMenu(self)
        self._export_all = menu.addAction(self.tr("Export all…"))
        self._export_found = menu.addAction(self.tr("Export what is listed…"))
        menu.addSeparator()
        self._show_examples = menu.addAction(self.tr("Examples of tasks…"))
        self._more.setMenu(menu)
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._more.setProperty("look", "quiet")
        self._more.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._more.setAccessibleName(self.tr("More about the answers"))
        self._more.setToolTip(tooltip(self.tr("Export, examples")))
        head = QHBoxLayout()
        head.addWidget(caption, 1)
        head.addWidget(self._more)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(head)
        for widget in (self._search, self._filters, self._none):
            layout.addWidget(widget)
        layout.addWidget(self._clear, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._list, 1)
        layout.addStretch()  # takes the room while there is no list
        layout.addWidget(self._undo)

    def _connect(self) -> None:
        self._search.textChanged.connect(self._follow_typing)
        self._search.returnPressed.connect(self._enter)
        self._typing.timeout.connect(self.load)
        self._filters.changed.connect(self.load)
        self._clear.clicked.connect(self._show_all)
        self._list.activated.connect(self._open)
        self._list.clicked.connect(self._open)
        self._list.removal_wanted.connect(self._remove)
        self._list.export_wanted.connect(self._choose_export)
        self._list.rated.connect(self._rate)
        self._model.renamed.connect(self._rename)
        self._undo.changed.connect(self.load)
        self._undo.failed.connect(self._tell_fault)
        self._export_all.triggered.connect(self._export_everything)
        self._export_found.triggered.connect(self._export_listed)
        self._show_examples.triggered.connect(self.examples_wanted)
        self._services.theme.changed.connect(self._show_icons)

    # --- the list -----------------------------------------------------------------------------------

    @Slot()
    def load(self) -> None:
        """Read the list anew; asked again while it is read, it is read once more after."""
        self._typing.stop()
        if self._listing is not None:
            self._stale = True
            self._listing.stop()
            return
        self._arriving = []
        since, until = self._filters.days
        wanted = ListAnswers(self._search.text().strip(), self._filters.task, since, until)
        self._listing = self._line.submit(wanted)
        self._listing.happened.connect(self._take)
        self._listing.closed.connect(self._show_list)

    def set_tasks(self, tasks: Mapping[str, Task]) -> None:
        """Tasks were made, changed or removed."""
        self._tasks = dict(tasks)
        self._model.set_tasks(self._names)
        self._filters.set_tasks(self._names)

    @property
    def _names(self) -> dict[str, str]:
        language = self._sentences.language
        return {identity: task.name.in_language(language) for identity, task in self._tasks.items()}

    def show_live(self, task: str, subject: str) -> None:
        """An answer is being written: a row on top that leads back to it."""
        self._model.show_live(task, subject)
        self._show_amount()

    def end_live(self) -> None:
        """It is written, or stopped."""
        self._model.end_live()
        self.load()

    @Slot(object)
    def take(self, answer: AnswerListed) -> None:
        """An answer was named, rated or has another version elsewhere."""
        self._model.replace(answer)

    def forget_removals(self) -> None:
        """The engine was started again."""
        self._undo.forget()

    @Slot()
    def end(self) -> None:
        """The window is closed."""
        if self._export is not None:
            self._export.abandon()

    @Slot()
    def clear_selection(self) -> None:
        """None of the earlier answers is shown."""
        self._list.clearSelection()

    @Slot(object)
    def _take(self, event: object) -> None:
        if isinstance(event, AnswerListed):
            self._arriving.append(event)

    @Slot(object)
    def _show_list(self, closing: object) -> None:
        asked, self._listing = self._listing, None
        if not isinstance(closing, Failed | Stopped) and asked is not None:
            self._show_answers(asked.job)
        if self._stale:
            self._stale = False
            self.load()

    def _show_answers(self, asked: object) -> None:
        assert isinstance(asked, ListAnswers)
        current = self._list.currentIndex().data(ID) if self._list.selectedIndexes() else ""
        self._model.show(self._arriving, asked.text)
        if asked == ListAnswers():
            self._any, self._many = bool(self._arriving), len(self._arriving) >= SEARCHED_FROM
        if (place := self._model.place(current)).isValid():
            self._list.setCurrentIndex(place)
        self._show_amount()

    def _show_amount(self) -> None:
        """What there is to see, and where there is nothing, why."""
        bounded = bool(self._search.text() or self._filters.is_set)
        rows = self._model.rowCount()
        if bounded:
            self._none.setText(self.tr("No answer fits."))
        else:
            self._none.setText(self.tr("Your answers are kept here, on this computer."))
        self._none.setVisible(rows == 0)
        self._clear.setVisible(rows == 0 and bounded)
        self._list.setVisible(rows > 0)
        self._search.setVisible(self._many or bounded)
        self._filters.setVisible(self._many or bounded)
        self._export_all.setEnabled(self._any)
        self._export_found.setEnabled(bounded and bool(self._model.answers))

    # --- searching ----------------------------------------------------------------------------------

    @Slot()
    def _follow_typing(self) -> None:
        self._typing.start()

    @Slot()
    def _enter(self) -> None:
        """Enter does not wait for the pause in the typing; where all is found, it goes into the list."""
        if self._typing.isActive():
            self.load()
        elif self._model.rowCount():
            if not self._list.currentIndex().isValid():
                self._list.setCurrentIndex(self._model.index(0, 0))
            self._list.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def _show_all(self) -> None:
        self._search.clear()
        self._filters.clear()
        self.load()
        self._search.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- opening ------------------------------------------------------------------------------------

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        identity = index.data(ID)
        if identity is None:
            return
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
            self._tell_fault(closing.fault)
            self.load()

    @Slot(object)
    def _tell_fault(self, fault: Fault) -> None:
        self.failed.emit(self._sentences.error(fault))

    # --- naming, rating, removing -------------------------------------------------------------------

    @Slot(str, str)
    def _rename(self, identity: str, name: str) -> None:
        self._follow_change(self._line.submit(RenameAnswer(identity, name)))

    @Slot(str, str)
    def _rate(self, identity: str, rating: Rating) -> None:
        self._follow_change(self._line.submit(RateAnswer(identity, rating)))

    def _follow_change(self, job: EngineJob) -> None:
        job.happened.connect(self._take_change)
        job.closed.connect(self._tell_failure)

    @Slot(object)
    def _take_change(self, event: object) -> None:
        if isinstance(event, AnswerListed):
            self._model.replace(event)
            self.changed.emit(event)

    @Slot(object)
    def _remove(self, ids: tuple[str, ...]) -> None:
        row = self._list.currentIndex().row()
        self._model.take_out(ids)
        self._undo.remove(ids)
        if self._model.rowCount():
            self._list.setCurrentIndex(self._model.index(min(row, self._model.rowCount() - 1), 0))
        self._show_amount()

    # --- exporting ----------------------------------------------------------------------------------

    @Slot()
    def _export_everything(self) -> None:
        self._open_export(None)

    @Slot()
    def _export_listed(self) -> None:
        self._open_export(tuple(answer.id for answer in self._model.answers))

    @Slot(object)
    def _choose_export(self, ids: tuple[str, ...]) -> None:
        self._open_export(ids)

    def _open_export(self, ids: tuple[str, ...] | None) -> None:
        """One dialog at a time: the one that is at work stays."""
        if self._export is None or not self._export.isVisible():
            self._export = ExportDialog(self._services, self._tasks, ids, self.window())
        self._export.show()
        self._export.raise_()

    @Slot()
    def _show_icons(self) -> None:
        theme = self._services.theme
        self._more.setIcon(theme.icon("more", theme.colours.muted))
