"""The task editor: the page where a person makes a task, or changes one, with the preview beside it."""

from typing import Literal

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.errors import AppError, fault_of
from app.tasks import Example, Field, SectionForm, Task
from app.tasks.own import OwnTasks, starting_point
from app.tasks.rules import problems
from app.ui.page import Page
from app.ui.plain_text import ElidedLabel, PlainLabel
from app.ui.request.fields import words_of
from app.ui.services import Services
from app.ui.task_editor.changes import (
    Mode,
    completed,
    in_one_language,
    new_example,
    new_field,
    new_section,
    shown,
)
from app.ui.task_editor.controls import Choose
from app.ui.task_editor.draft import Item, TaskDraft
from app.ui.task_editor.example_detail import ExampleDetail
from app.ui.task_editor.field_detail import FieldDetail
from app.ui.task_editor.item_list import ItemList
from app.ui.task_editor.item_tab import ItemTab
from app.ui.task_editor.more_tab import MoreTab
from app.ui.task_editor.preview import TaskPreview
from app.ui.task_editor.questions import Question
from app.ui.task_editor.section_detail import SectionDetail
from app.ui.task_editor.start import TaskStart
from app.ui.task_editor.task_tab import TaskTab

Wanted = Literal["new", "task", "settle"]


class TaskEditorPage(Page):
    """One task at a time. What is changed and not saved stays here while other places are looked at; before
    another task takes its place, or the program ends, the person is asked.

    Attributes:
        beside: the preview, for the place beside the page.

    Signals:
        saved: the id of a task that was written.
        tried: the id of a task that was written to be tried now.
        settled: the person was asked about unsaved changes, and none are left.
    """

    saved = Signal(str)
    tried = Signal(str)
    settled = Signal()

    def __init__(self, services: Services, own: OwnTasks) -> None:
        super().__init__(services.theme, self.tr("New task"), self.tr("Back"))
        self._services, self._own = services, own
        self._wanted: tuple[Wanted, Task | None] = ("new", None)  # once nothing is unsaved
        self._draft = TaskDraft(starting_point("empty"), services.sentences.language, self)
        self._start = TaskStart()
        self._make_tabs()
        self._preview = TaskPreview(services, self._draft)
        self.beside = self._preview
        self._mode = Choose()
        self._undo, self._save = QPushButton(self.tr("Undo")), QPushButton(self.tr("&Save"))
        self._try = QPushButton(self.tr("Save and &try"))
        self._discard = QPushButton(self.tr("Discard changes"))
        self._removed, self._state = ElidedLabel(), PlainLabel(name="hint")
        self._lay_out()
        self._connect()
        self._show_icons()

    @property
    def dirty(self) -> bool:
        """Whether there are changes that are not saved."""
        return self._stack.currentWidget() is self._editor and self._draft.dirty

    @property
    def name(self) -> str:
        """What the task is called."""
        return words_of(self._draft.task.name, self._draft.interface, self.tr("New task"))

    def focus_first(self) -> None:
        """The name, of a new task or of this one."""
        if self._stack.currentWidget() is self._start:
            self._start.focus_first()
        else:
            self._task_tab.focus_first()

    def open_new(self) -> None:
        """Begin another task, once nothing is unsaved."""
        self._ask_first("new", None)

    def open_task(self, task: Task) -> None:
        """Change this task, once nothing is unsaved of another; what is unsaved of this one stays."""
        if not (self.dirty and self._draft.task.id == task.id):
            self._ask_first("task", task)

    def settle(self) -> None:
        """Ask what is to be done with what is not saved; `settled` when that was answered."""
        self._ask_first("settle", None)

    def show_part(self, number: int) -> None:
        """Task, form, answer, examples or more, by number."""
        self._tabs.button(number).setChecked(True)

    def follow_task(self, identity: str) -> None:
        """A task was changed or removed elsewhere: what is shown here of it is not what is on the disk."""
        if self._draft.task.id == identity and self._stack.currentWidget() is self._editor:
            kept = self._own.all().get(identity)
            if self._draft.dirty:
                self._draft.note_kept(kept)
            elif kept is None:
                self._show_start()
            else:
                self._draft.begin(kept, kept)

    def _ask_first(self, wanted: Wanted, task: Task | None) -> None:
        self._wanted = (wanted, task)
        if not self.dirty:
            self._go_on()
            return
        question = Question(
            self.tr("Save the changes of “{task}”?").format(task=self.name),
            self.tr("They are not saved yet."),
            (("save", self.tr("Save")), ("discard", self.tr("Discard"))),
            self.tr("Go on editing"),
            self.window(),
        )
        question.answered.connect(self._take_answer)
        question.open()

    # --- layout -------------------------------------------------------------------------------------

    def _make_tabs(self) -> None:
        services, draft, theme = self._services, self._draft, self._theme
        fields, sections = FieldDetail(services, draft), SectionDetail(services, draft)
        examples = ExampleDetail(services, draft)
        self._task_tab, self._more_tab = TaskTab(services.sentences, draft), MoreTab(services, draft)
        self._item_tabs = (
            ItemTab(
                draft, "fields", ItemList(theme, self.tr("Fields"), self.tr("Add a field")), fields, fields,
                self._row_text, self._make_field, self.tr("What the person fills in, from top to bottom."),
            ),
            ItemTab(
                draft, "sections", ItemList(theme, self.tr("Sections"), self.tr("Add a section")), sections,
                sections, self._row_text, self._make_section,
                self.tr("What the answer always consists of. The program puts headings, numbers and tables; "
                        "the model fills them in."),
            ),
            ItemTab(
                draft, "examples", ItemList(theme, self.tr("Examples"), self.tr("Add an example")), examples,
                examples, self._row_text, self._make_example,
                self.tr("Filled-in forms with a good answer: the model writes like these. None is needed."),
            ),
        )  # fmt: skip

    def _lay_out(self) -> None:
        self._tabs, bar = QButtonGroup(self), QHBoxLayout()
        bar.setSpacing(4)
        self._parts = QStackedWidget()
        named = (self.tr("Task"), self.tr("Form"), self.tr("Answer"), self.tr("Examples"), self.tr("More"))
        widgets = (self._task_tab, *self._item_tabs, self._more_tab)
        for number, (name, widget) in enumerate(zip(named, widgets, strict=True)):
            button = QRadioButton(name)
            button.setObjectName("choice")
            button.setChecked(number == 0)
            self._tabs.addButton(button, number)
            bar.addWidget(button)
            self._parts.addWidget(_scrolled(widget))
        self._mode.setAccessibleName(self.tr("Language of the words"))
        self._mode.setMinimumContentsLength(8)
        bar.addStretch()
        bar.addWidget(self._mode)
        self._editor = QWidget()
        column = QVBoxLayout(self._editor)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(bar)
        panel = QFrame()
        panel.setObjectName("panel")
        inside = QVBoxLayout(panel)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self._parts)
        inside.addWidget(self._undo_row())
        inside.addLayout(self._foot())
        column.addWidget(panel, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._start)
        self._stack.addWidget(self._editor)
        self.column.addWidget(self._stack, 1)

    def _undo_row(self) -> QWidget:
        self._undo_bar = QWidget()
        row = QHBoxLayout(self._undo_bar)
        row.setContentsMargins(18, 0, 18, 0)
        row.addWidget(self._removed, 1)
        row.addWidget(self._undo)
        self._undo_bar.hide()
        return self._undo_bar

    def _foot(self) -> QVBoxLayout:
        self._try.setProperty("look", "main")
        self._try.setToolTip(self.tr("Save the task and fill in its form (Ctrl+Enter)"))
        self._save.setToolTip(self.tr("Save the task (Ctrl+S)"))
        self._discard.setProperty("look", "quiet")
        self._state.setWordWrap(True)
        buttons = QHBoxLayout()
        for widget in (self._try, self._save, self._discard):
            buttons.addWidget(widget)
        buttons.addStretch()
        column = QVBoxLayout()
        column.setContentsMargins(18, 6, 18, 12)
        column.setSpacing(6)
        column.addWidget(self._state)
        column.addLayout(buttons)
        return column

    # --- wiring -------------------------------------------------------------------------------------

    def _connect(self) -> None:
        self._tabs.idToggled.connect(self._show_toggled)
        self._mode.chosen.connect(self._choose_mode)
        self._start.begun.connect(self._begin)
        self._undo.clicked.connect(self._draft.bring_back)
        self._save.clicked.connect(self.save)
        self._try.clicked.connect(self._save_and_try)
        self._discard.clicked.connect(self.discard)
        for keys, slot in (("Ctrl+S", self.save), ("Ctrl+Return", self._save_and_try)):
            shortcut = QShortcut(QKeySequence(keys), self._editor)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)
        self._draft.loaded.connect(self._show_all)
        self._draft.changed.connect(self._follow)
        self._draft.taken_out.connect(self._show_removed)
        for tab in self._item_tabs:
            tab.chosen.connect(self._show_problems)
        self._theme.changed.connect(self._show_icons)

    @Slot(str, str)
    def _begin(self, name: str, start: str) -> None:
        """A new task is not on the disk before it is saved."""
        made = in_one_language(starting_point(start), self._draft.interface)
        self._show_editor(self._own.named(made, name), None)

    def _show_editor(self, task: Task, kept: Task | None) -> None:
        self._stack.setCurrentWidget(self._editor)
        self._draft.begin(task, kept)
        self.show_part(0)
        self._preview.show_now()
        self.focus_first()

    def _show_start(self) -> None:
        self._start.clear()
        self._stack.setCurrentWidget(self._start)
        self.title.setText(self.tr("New task"))
        self._start.focus_first()

    @Slot()
    def _go_on(self) -> None:
        """Nothing is unsaved any more."""
        wanted, task = self._wanted
        if wanted == "settle":
            self.settled.emit()
        elif task is not None:
            self._show_editor(task, task)
        else:
            self._show_start()

    @Slot(str)
    def _take_answer(self, answer: str) -> None:
        if answer == "discard":
            self.discard()
            self._go_on()
        elif self.save():
            self._go_on()

    @Slot()
    def save(self) -> bool:
        """Write the task; whether that could be done. What is wrong is told where it is."""
        task = completed(self._draft.task)
        if self._wrong():
            self._go_to_problem()
            return False
        try:
            self._own.save(task)
        except AppError as error:
            self._state.setText(self._services.sentences.error(fault_of(error)))
            return False
        self._draft.note_saved(task)
        self.saved.emit(task.id)
        return True

    @Slot()
    def _save_and_try(self) -> None:
        if (not self.dirty and not self._wrong()) or self.save():
            self.tried.emit(self._draft.task.id)

    @Slot()
    def discard(self) -> None:
        """The task as it is on the disk; one that is not there is begun anew."""
        kept = self._own.all().get(self._draft.task.id)
        if kept is not None:
            self._draft.begin(kept, kept)
        else:
            self._show_start()

    # --- what is seen -------------------------------------------------------------------------------

    @Slot()
    def _show_all(self) -> None:
        self._mode.offer(
            [("both", self.tr("One language")), ("nl", self.tr("Dutch")), ("en", self.tr("English"))],
            self._draft.mode,
        )
        self._follow()

    @Slot(str)
    def _choose_mode(self, mode: str) -> None:
        chosen: dict[str, Mode] = {"both": "both", "nl": "nl", "en": "en"}
        self._draft.set_mode(chosen[mode])

    @Slot()
    def _follow(self) -> None:
        self.title.setText(self.name)
        dirty = self._draft.dirty
        self._save.setEnabled(dirty)
        self._discard.setEnabled(dirty)
        self._show_problems()

    @Slot()
    def _show_problems(self) -> None:
        found = problems(completed(self._draft.task))
        for tab in (self._task_tab, *self._item_tabs, self._more_tab):
            tab.show_problems(found)
        wrong = self._wrong()
        told = self.tr("Saved") if not self._draft.dirty else self.tr("Not saved yet")
        self._state.setText(self.tr("Something is still wrong") if wrong else told)

    def _wrong(self) -> list[int]:
        """The numbers of the parts in which something is wrong."""
        task = self._draft.task
        nameless = not (task.name.nl or task.name.en) or not (task.instruction.nl or task.instruction.en)
        parts = {"fields": 1, "sections": 2, "examples": 3, "tuning": 4, "language": 4, "pinned": 4}
        found = {parts.get(str(one.place[0]) if one.place else "", 0) for one in problems(completed(task))}
        return sorted(found | ({0} if nameless else set()))

    def _go_to_problem(self) -> None:
        self.show_part(self._wrong()[0])
        self._show_problems()

    @Slot(int, bool)
    def _show_toggled(self, number: int, chosen: bool) -> None:
        if chosen:
            self._parts.setCurrentIndex(number)

    @Slot()
    def _show_removed(self) -> None:
        removed = self._draft.removed
        self._undo_bar.setVisible(removed is not None)
        if removed is not None:
            self._removed.setText(self.tr("“{what}” is removed.").format(what=self._row_text(removed, 0)))

    def _row_text(self, item: Item, number: int) -> str:
        """What stands in the list for an item."""
        mode, language = self._draft.mode, self._draft.interface
        match item:
            case Field(id=identity, label=label):
                return shown(label, mode, language) or identity
            case SectionForm(heading=heading):
                return shown(heading, mode, language) or self.tr("Text without a heading")
            case Example(fields=fields):
                first = next((value for value in fields.values() if value.strip()), "")
                return (
                    first.splitlines()[0] if first else self.tr("Example {number}").format(number=number + 1)
                )

    def _make_field(self) -> Item:
        return new_field(self._draft.task, self.tr("New field"))

    def _make_section(self) -> Item:
        return new_section(self.tr("New section"))

    def _make_example(self) -> Item:
        return new_example(self._draft.task, self._draft.interface)

    @Slot()
    def _show_icons(self) -> None:
        colours = self._theme.colours
        self._try.setIcon(self._theme.icon("write", colours.on_accent))
        self._save.setIcon(self._theme.icon("done"))
        self._undo.setIcon(self._theme.icon("undo"))


def _scrolled(widget: QWidget) -> QScrollArea:
    content = QWidget()
    content.setObjectName("content")
    inside = QVBoxLayout(content)
    inside.setContentsMargins(18, 14, 18, 10)
    inside.addWidget(widget)
    scroll = QScrollArea(widgetResizable=True)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setWidget(content)
    return scroll
