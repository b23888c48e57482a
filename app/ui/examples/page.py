"""The examples of the tasks: which there are, what is in them, removing them, and the file of them."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QLocale, QModelIndex, QSignalBlocker, Qt, QTimer, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QListView,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from app.messages import (
    ExampleListed,
    ExamplesExported,
    ExportExamples,
    Failed,
    ListExamples,
    RemoveExamples,
)
from app.tasks import Task
from app.ui.examples.model import EXAMPLE, ExamplesModel
from app.ui.notice import Notice
from app.ui.page import Page
from app.ui.plain_text import PlainLabel, ReadOnlyText, one_line
from app.ui.removal_bar import HOLD_MS
from app.ui.services import Services
from app.ui.two_lines import TwoLines
from app.ui.worker import EngineJob


class ExamplesPage(Page):
    """The list, and beside it the example that is chosen. What is removed leaves the list at once, and is
    erased when the time to think again is over or the page is left."""

    def __init__(
        self,
        services: Services,
        tasks: Mapping[str, Task],
        hold_ms: int = HOLD_MS,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(services.theme, self.tr("Examples"), self.tr("Back to the answer"), parent)
        self._services, self._line = services, services.line
        language = services.sentences.language
        self._tasks: dict[str, Task] = {}
        self._model = ExamplesModel(QLocale(language))
        self._arriving: list[ExampleListed] = []
        self._doomed: list[str] = []
        self._listing: EngineJob | None = None
        self._hold = QTimer(self, singleShot=True, interval=hold_ms)
        self._which = QComboBox()
        self._list = QListView()
        self._form, self._answer = PlainLabel(name="hint"), ReadOnlyText()
        self._none = PlainLabel(name="hint")
        self._export, self._remove = QPushButton(self.tr("Export…")), QPushButton(self.tr("Remove"))
        self._undo_words, self._undo = PlainLabel(), QPushButton(self.tr("Undo"))
        self._undo_bar = QFrame()
        self._places = QSplitter(Qt.Orientation.Horizontal)
        self._notice = Notice(services.theme, failure=False)
        self._failure = Notice(services.theme, failure=True)
        self._lay_out()
        self.set_tasks(tasks)
        self._connect()
        self._show_amount()

    def load(self) -> None:
        """The page is shown."""
        if self._listing is None:
            self._arriving = []
            self._listing = self._line.submit(ListExamples(self._which.currentData()))
            self._listing.happened.connect(self._take)
            self._listing.closed.connect(self._show_list)

    def set_tasks(self, tasks: Mapping[str, Task]) -> None:
        """The tasks as they are now."""
        self._tasks = dict(tasks)
        language = self._services.sentences.language
        names = {identity: task.name.in_language(language) for identity, task in tasks.items()}
        chosen = self._which.currentData()
        with QSignalBlocker(self._which):
            self._which.clear()
            self._which.addItem(self.tr("All tasks"), "")
            for identity, name in names.items():
                self._which.addItem(one_line(name), identity)
            self._which.setCurrentIndex(max(self._which.findData(chosen), 0))
        self._model.set_tasks(names)

    def focus_first(self) -> None:
        self._list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _lay_out(self) -> None:
        about = self.tr("Examples show the model what good answers to a task look like.")
        stays = self.tr("They stay when the answer they were made of is removed.")
        told = PlainLabel(f"{about} {stays}", name="subtitle")
        told.setWordWrap(True)
        self._which.setAccessibleName(self.tr("Of which task"))
        tools = QHBoxLayout()
        tools.addWidget(self._which)
        tools.addStretch()
        tools.addWidget(self._remove)
        tools.addWidget(self._export)
        undo = QHBoxLayout(self._undo_bar)
        self._undo_bar.setObjectName("panel")
        undo.addWidget(self._undo_words, 1)
        undo.addWidget(self._undo)
        self._lay_out_places()
        self.column.addWidget(told)
        self.column.addLayout(tools)
        for widget in (self._failure, self._notice, self._none):
            self.column.addWidget(widget)
        self.column.addWidget(self._places, 1)
        self.column.addStretch()
        self.column.addWidget(self._undo_bar)

    def _lay_out_places(self) -> None:
        self._none.setWordWrap(True)
        self._list.setAccessibleName(self.tr("Examples"))
        self._list.setModel(self._model)
        self._list.setItemDelegate(TwoLines(self._services.theme, self._list))
        self._list.setUniformItemSizes(True)
        self._list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._answer.setAccessibleName(self.tr("The example"))
        self._form.setWordWrap(True)
        for widgets in ((self._list,), (self._form, self._answer)):
            panel = QFrame()
            panel.setObjectName("panel")
            inner = QVBoxLayout(panel)
            inner.setContentsMargins(6, 6, 6, 6)
            for widget in widgets:
                inner.addWidget(widget)
            self._places.addWidget(panel)
        self._places.setHandleWidth(12)
        self._places.setChildrenCollapsible(False)
        self._places.setSizes((240, 320))

    def _connect(self) -> None:
        self._which.currentIndexChanged.connect(self._change_task)
        self._list.selectionModel().currentChanged.connect(self._show_example)
        self._list.selectionModel().selectionChanged.connect(self._show_amount)
        self._remove.clicked.connect(self._remove_selected)
        self._undo.clicked.connect(self._bring_back)
        self._export.clicked.connect(self._choose_file)
        self._hold.timeout.connect(self._erase)
        self.closed.connect(self._erase)
        for keys, slot in (
            (QKeySequence.StandardKey.Delete, self._remove_selected),
            (QKeySequence.StandardKey.Undo, self._bring_back),
        ):
            shortcut = QShortcut(QKeySequence(keys), self._list, slot)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)

    # --- the list -----------------------------------------------------------------------------------

    @Slot()
    def _change_task(self) -> None:
        self._erase()
        self.load()

    @Slot(object)
    def _take(self, event: object) -> None:
        if isinstance(event, ExampleListed):
            self._arriving.append(event)

    @Slot(object)
    def _show_list(self, closing: object) -> None:
        asked, self._listing = self._listing, None
        if isinstance(closing, Failed):
            self._failure.say(self._services.sentences.error(closing.fault))
            return
        self._show_examples(self._arriving)
        if asked is not None and asked.job != ListExamples(self._which.currentData()):
            self.load()  # another task was chosen meanwhile

    def _show_examples(self, examples: Sequence[ExampleListed]) -> None:
        self._model.show([one for one in examples if one.id not in self._doomed])
        if self._model.examples:
            self._list.setCurrentIndex(self._model.index(0, 0))
        self._show_amount()

    @Slot()
    def _show_amount(self) -> None:
        there = bool(self._model.examples)
        self._none.setText(self.tr("There are no examples yet. Any finished answer can be made one."))
        self._none.setVisible(not there)
        self._places.setVisible(there)
        self._export.setEnabled(there)
        self._remove.setEnabled(bool(self._list.selectedIndexes()))
        self._undo_bar.setVisible(bool(self._doomed))
        self._undo_words.setText(self.tr("%n examples removed", "", len(self._doomed)))

    @Slot(QModelIndex)
    def _show_example(self, index: QModelIndex) -> None:
        example = index.data(EXAMPLE)
        if isinstance(example, ExampleListed):
            self._form.setText(self._form_of(example))
            self._answer.setPlainText(example.answer)

    def _form_of(self, example: ExampleListed) -> str:
        """The form as it was filled in, a line a field."""
        task, language = self._tasks.get(example.task), self._services.sentences.language
        lines = []
        for identity, value in example.fields.items():
            field = task.field(identity) if task is not None else None
            label = field.label.in_language(language) if field is not None else identity
            lines.append(f"{label}: {one_line(value.strip())}")
        return "\n".join(lines)

    # --- removing -----------------------------------------------------------------------------------

    @Slot()
    def _remove_selected(self) -> None:
        gone = [index.data(EXAMPLE).id for index in self._list.selectedIndexes()]
        if gone:
            self._doomed += gone
            self._hold.start()
            self._show_examples(self._model.examples)

    @Slot()
    def _bring_back(self) -> None:
        if self._doomed:
            self._hold.stop()
            self._doomed = []
            self._show_amount()
            self.load()

    @Slot()
    def _erase(self) -> None:
        self._hold.stop()
        if self._doomed:
            job = self._line.submit(RemoveExamples(tuple(self._doomed)))
            job.closed.connect(self._tell_failure)
            self._doomed = []
            self._show_amount()

    @Slot(object)
    def _tell_failure(self, closing: object) -> None:
        if isinstance(closing, Failed):
            self._failure.say(self._services.sentences.error(closing.fault))
            self.load()

    # --- exporting ----------------------------------------------------------------------------------

    @Slot()
    def _choose_file(self) -> None:
        """The dialog asks before it replaces a file."""
        name = str(Path.home() / self.tr("Examples.jsonl"))
        dialog = QFileDialog(self, self.tr("Export examples"), name, "JSONL (*.jsonl)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("jsonl")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.export_to)
        dialog.open()

    @Slot(str)
    def export_to(self, path: str) -> None:
        """Write those of the task that is chosen to a file, in place of one that is there."""
        self._erase()
        language = self._services.sentences.language
        job = self._line.submit(ExportExamples(path, language, self._which.currentData(), replace=True))
        job.happened.connect(self._tell_exported)
        job.closed.connect(self._tell_failure)

    @Slot(object)
    def _tell_exported(self, event: object) -> None:
        if isinstance(event, ExamplesExported):
            words = self.tr("%n examples exported to {file}, as conversations", "", event.examples)
            self._notice.say(words.format(file=Path(event.path).name))
