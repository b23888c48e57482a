"""The page of searching: a question is typed, and the passages appear that a task would get for it."""

from time import perf_counter

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.messages import Failed, PassagesFound, Progress, Search
from app.ui.notice import Notice
from app.ui.page import Page
from app.ui.plain_text import PlainLabel
from app.ui.request.fields import clean
from app.ui.search.filters import SearchFilters
from app.ui.search.results import FoundList, FoundModel, source_of
from app.ui.search_field import SearchField
from app.ui.services import Services
from app.ui.worker import EngineJob
from store.schema import EVERYWHERE

TYPING_MS = 250
MOST = 20
"""Passages that are asked for: more than a task reads, so that one sees what just missed."""


class SearchPage(Page):
    """Searches while one types. The question and the filters stay as they are while the program runs.

    Signals:
        source_chosen: all passages that were found, as a tuple of `Source`, and the number of the chosen one.
        ask_wanted: the question and the `Scope` that are to be taken to the form.
    """

    source_chosen = Signal(object, int)
    ask_wanted = Signal(str, object)

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        self._services = services
        super().__init__(services.theme, self.tr("What does it find?"), self.tr("Back"), parent)
        self._job: EngineJob | None = None
        self._started = self._seconds = 0.0
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._field = SearchField()
        self._ask = QPushButton(self.tr("Ask this"))
        self._filters = SearchFilters(services)
        self._failure = Notice(services.theme, failure=True)
        self._count = PlainLabel(name="hint")
        self._instead = PlainLabel(name="hint")
        self._model = FoundModel()
        self._list = FoundList(self._model, services.theme)
        self._places = QStackedWidget()
        self._lay_out()
        self._connect()
        self._show_icons()
        self._show_state()

    @Slot()
    def load(self) -> None:
        """The page is shown: look what collections there are, and search anew in what has changed."""
        self._filters.where.load()
        self._search()

    def focus_first(self) -> None:
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()

    @property
    def filters(self) -> SearchFilters:
        """What the search is limited to; it is told which documents are chosen in the list."""
        return self._filters

    def _lay_out(self) -> None:
        self._field.setPlaceholderText(self.tr("Type a question or a few words"))
        self._field.setAccessibleName(self.tr("Question"))
        self._field.setMaxLength(1000)
        self._ask.setToolTip(self.tr("Take this question to the form, and where to ask it"))
        line = QHBoxLayout()
        line.addWidget(self._field, 1)
        line.addWidget(self._ask)
        panel = QFrame()
        panel.setObjectName("panel")
        inner = QVBoxLayout(panel)
        inner.setContentsMargins(6, 6, 6, 6)
        inner.addWidget(self._list)
        empty = QFrame()
        empty.setObjectName("panel")
        middle = QVBoxLayout(empty)
        middle.setContentsMargins(24, 24, 24, 24)
        middle.addStretch(2)
        middle.addWidget(self._instead)
        middle.addStretch(3)
        self._instead.setWordWrap(True)
        self._instead.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._places.addWidget(panel)
        self._places.addWidget(empty)
        self.column.addLayout(line)
        for widget in (self._filters, self._failure, self._count):
            self.column.addWidget(widget)
        self.column.addWidget(self._places, 1)
        self.setTabOrder(self._field, self._ask)

    def _connect(self) -> None:
        self._field.installEventFilter(self)
        self._field.textChanged.connect(self._follow_typing)
        self._field.returnPressed.connect(self._enter)
        self._typing.timeout.connect(self._search)
        self._filters.changed.connect(self._search)
        self._filters.where.collections.changed.connect(self._show_state)
        self._ask.clicked.connect(self._take_to_form)
        self._list.chosen.connect(self._choose)
        self._list.left_upwards.connect(self._return_to_field)
        self._failure.acted.connect(self._search)
        self._theme.changed.connect(self._show_icons)

    # --- searching ----------------------------------------------------------------------------------

    @Slot()
    def _follow_typing(self) -> None:
        self._typing.start()

    @Slot()
    def _enter(self) -> None:
        """Enter does not wait for the pause in the typing; where all is found, it goes into the list."""
        if self._typing.isActive():
            self._search()
        elif self._model.passages:
            self._list.enter()

    @Slot()
    def _search(self) -> None:
        """Search for what is typed now, instead of what was searched for before."""
        self._typing.stop()
        self._forget()
        self._failure.hide()
        question = clean(self._field.text()).strip()
        if not question:
            self._model.show("", ())
            self._show_state()
            return
        self._started = perf_counter()
        self._job = self._services.line.submit(Search(question, MOST, self._filters.scope))
        self._job.happened.connect(self._take)
        self._job.closed.connect(self._close)
        self._show_state()

    def _forget(self) -> None:
        if self._job is not None:
            self._job.happened.disconnect(self._take)
            self._job.closed.disconnect(self._close)
            self._job.stop()
            self._job = None

    @Slot(object)
    def _take(self, event: object) -> None:
        if isinstance(event, PassagesFound):
            self._model.show(event.question, event.passages)
            self._seconds = perf_counter() - self._started
            self._list.scrollToTop()
        elif isinstance(event, Progress):
            self._count.setText(self._doing(event))

    @Slot(object)
    def _close(self, closing: object) -> None:
        self._job = None
        if isinstance(closing, Failed):
            self._model.show("", ())
            self._failure.say(self._services.sentences.error(closing.fault), self.tr("Try again"))
        self._show_state()

    # --- what is seen -------------------------------------------------------------------------------

    @Slot()
    def _show_state(self) -> None:
        searching, found = self._job is not None, self._model.passages
        typed = bool(self._field.text().strip())
        self._ask.setEnabled(typed)
        self._places.setCurrentIndex(0 if found else 1)
        collections = self._filters.where.collections
        if collections.told and collections.documents == 0:
            self._instead.setText(self.tr("No documents yet. Add some, and search them here."))
        elif not typed:
            self._instead.setText(
                self.tr("Type a question to see which passages it finds, before any model writes.")
            )
        elif searching:
            self._instead.setText(self.tr("Searching…"))
        elif self._failure.isVisibleTo(self):
            self._instead.setText("")
        elif self._filters.scope == EVERYWHERE:
            self._instead.setText(self.tr("Nothing found. Try other words."))
        else:
            self._instead.setText(self.tr("Nothing found. Try other words or fewer filters."))
        if searching:
            self._count.setText(self.tr("Searching…"))
        else:
            self._count.setText(self._found_words() if found else "")
        self._count.setVisible(bool(self._count.text()))

    def _found_words(self) -> str:
        found = self._model.passages
        passages = self.tr("%n passages", "", len(found))
        documents = self.tr("%n documents", "", len({passage.document for passage in found}))
        return self.tr("{passages} from {documents}, in {seconds} s").format(
            passages=passages, documents=documents, seconds=self.locale().toString(self._seconds, "f", 1)
        )

    def _doing(self, progress: Progress) -> str:
        if progress.activity == "loading_model":
            return self.tr("Searching… The search model is being loaded first.")
        if progress.activity in ("updating_index", "rebuilding_index"):
            return self.tr("Searching… The index is brought up to date first.")
        return self.tr("Searching…")

    @Slot()
    def _show_icons(self) -> None:
        self._ask.setIcon(self._theme.icon("ask", self._theme.colours.accent))

    # --- what can be done ---------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The down key goes from the field into the list."""
        if (
            watched is self._field
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Down
            and self._model.passages
        ):
            self._list.enter()
            return True
        return super().eventFilter(watched, event)

    @Slot()
    def _return_to_field(self) -> None:
        self._field.setFocus(Qt.FocusReason.BacktabFocusReason)

    @Slot(int)
    def _choose(self, row: int) -> None:
        sources = tuple(source_of(number, one) for number, one in enumerate(self._model.passages, 1))
        self.source_chosen.emit(sources, row + 1)

    @Slot()
    def _take_to_form(self) -> None:
        question = clean(self._field.text()).strip()
        if question:
            self.ask_wanted.emit(question, self._filters.scope)
