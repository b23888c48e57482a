"""Where a request is made: the form of the chosen task, the sliders, where it is asked, Generate, Stop."""

from collections.abc import Mapping, Sequence
from contextlib import suppress

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.errors import AppError
from app.messages import Answer, NextToken, Prepare, Timing, Tuning
from app.outline import outline, wanted_tokens
from app.tasks import Task, check_form, lines_of
from app.ui.plain_text import PlainLabel
from app.ui.request.fields import words_of
from app.ui.request.filling import FillButtons
from app.ui.request.form import TaskForm
from app.ui.request.preparing import Preparing
from app.ui.request.preparing_sign import PreparingSign
from app.ui.request.tuning_place import TuningPlace
from app.ui.scope import ScopeChooser
from app.ui.services import Services
from store.schema import EVERYWHERE, Scope


class RequestPanel(QWidget):
    """The form and what goes with it. It remembers what was typed and tuned for each task.

    Signals:
        asked: a checked `Answer` that is to be written.
        compare_wanted: one whose settings are to be tried side by side.
        stop_wanted: the person pressed Stop.
        height_changed: the form may need another height to be seen whole.
    """

    asked = Signal(object)
    compare_wanted = Signal(object)
    stop_wanted = Signal()
    height_changed = Signal()

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._preferences = services.theme, services.preferences
        self._language = services.sentences.language
        self._task: Task | None = None
        self._fills = False
        self._right = False  # what the form says fits the task
        self._title = PlainLabel(name="title")
        self._title.setWordWrap(True)
        self._help = PlainLabel(name="subtitle")
        self._help.setWordWrap(True)
        self._form = TaskForm(services.theme, self._language, services.library)
        self._filling = FillButtons(self._language, self._form.typed)
        self._tuning = TuningPlace(services)
        self._scope = ScopeChooser(services)
        self._generate = QPushButton(self.tr("&Generate"))
        self._generate.setProperty("look", "main")
        self._generate.setToolTip(self.tr("Write the answer (Ctrl+Enter)"))
        self._preparing = Preparing(services.line, self._to_prepare, parent=self)
        self._sign = PreparingSign(services.theme)
        self._stop = QPushButton(self.tr("&Stop"))
        self._stop.setToolTip(self.tr("Stop writing (Esc); what was written stays"))
        self._stop.hide()
        self._lay_out()
        self._connect()
        self._show_icons()

    @property
    def task(self) -> Task | None:
        """The task whose form is shown."""
        return self._task

    def wanted_height(self) -> int:
        """The height, in pixels, in which the whole form is seen."""
        inner = self._content.layout()
        assert inner is not None
        form = max(inner.totalHeightForWidth(self._scroll.viewport().width()), inner.totalSizeHint().height())
        return form + self.height() - self._scroll.viewport().height()

    def show_task(self, task: Task) -> None:
        """Show a task's form with what was typed and tuned before."""
        now = self._preferences.now
        self._show(task, now.drafts.get(task.id, {}), None, now.scopes.get(task.id, EVERYWHERE))

    def show_request(
        self, task: Task, fields: Mapping[str, str], tuning: Tuning, scope: Scope = EVERYWHERE
    ) -> None:
        """Show the form of an earlier answer. What was typed for the task is kept until this is changed."""
        known = {name: value for name, value in fields.items() if task.field(name) is not None}
        self._show(task, known, tuning, scope)

    def renew(self, task: Task) -> None:
        """The task that is shown was changed: its form as it is now, with what was filled in and tuned."""
        before = self._task
        if before is None or before == task:
            return
        defaults = {field.id: field.default for field in before.fields}
        typed = {name: value for name, value in self._form.typed().items() if value != defaults.get(name)}
        tuning = self._tuning.value()
        scope = self._scope.scope
        self._show(task, typed, None if tuning == before.tuning else tuning, scope)

    def take_question(self, question: str, scope: Scope) -> None:
        """Put a question into the first field of the form that is shown, and where to ask it, as if it was
        typed and chosen here."""
        task = self._task
        texts = [field.id for field in task.fields if field.kind in ("text", "long_text")] if task else []
        if task is None or not texts:
            return
        fields = {**self._form.typed(), texts[0]: question}
        self._show(task, fields, self._tuning.value(), scope)
        self._note_form()
        self._note_scope()
        self.focus_form()

    def offer_documents(self, ids: Sequence[str], names: Sequence[str]) -> None:
        """Which documents are chosen in the list now: they can be chosen to be asked."""
        self._scope.offer_documents(ids, names)

    @Slot()
    def load(self) -> None:
        """Ask which collections there are."""
        self._scope.load()

    def set_busy(self, busy: bool) -> None:
        """Whether an answer is being written: then it can be stopped, and no other can be asked for."""
        had_focus = self.window().focusWidget() in (self._generate, self._stop)
        self._generate.setVisible(not busy)
        self._stop.setVisible(busy)
        self._preparing.set_busy(busy)
        if had_focus:
            (self._stop if busy else self._generate).setFocus()

    def set_model(self, model: str | None) -> None:
        """Which model writes, by its path; without one nothing is prepared."""
        self._preparing.set_model(model)
        self._tuning.set_model(model)

    @Slot()
    def prepare_anew(self) -> None:
        """There are other documents now: what was read for the form may be wrong."""
        self._preparing.forget()

    def set_more(self, shown: bool) -> None:
        """Show the other sampling values, or hide them."""
        self._tuning.set_more(shown)

    def set_words_per_token(self, words: float) -> None:
        """How many words a token is, by the last answer of this model."""
        self._tuning.set_words_per_token(words)

    def note_answer(self, timing: Timing | None, likely: Sequence[NextToken]) -> None:
        """An answer of this model: how fast it was written, and what could have begun it."""
        self._tuning.note_answer(timing, likely)

    def take_tuning(self, tuning: Tuning) -> None:
        """Take a tuning over, as if the person had set it here."""
        self._tuning.take(tuning)

    @Slot()
    def generate(self) -> None:
        """Ask for an answer, when the form is right; else show what is not."""
        if not self._generate.isHidden() and (request := self._request()) is not None:
            self._preparing.hand_over()
            self.asked.emit(request)

    @Slot()
    def focus_form(self) -> None:
        """Put the keyboard into the first field."""
        self._form.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _lay_out(self) -> None:
        self._content = QWidget()
        self._content.setObjectName("content")
        inner = QVBoxLayout(self._content)
        inner.setContentsMargins(18, 14, 18, 8)
        inner.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._filling, 0, Qt.AlignmentFlag.AlignTop)
        inner.addLayout(head)
        inner.addWidget(self._help)
        inner.addWidget(self._form)
        inner.addWidget(self._tuning)
        inner.addStretch()
        self._scroll = QScrollArea(widgetResizable=True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._content)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(18, 6, 18, 12)
        buttons.addWidget(self._generate)
        buttons.addWidget(self._stop)
        buttons.addWidget(self._sign, 1)
        buttons.addWidget(self._scope)
        panel = QFrame()
        panel.setObjectName("panel")
        column = QVBoxLayout(panel)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._scroll, 1)
        column.addLayout(buttons)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(panel)

    def _connect(self) -> None:
        self._generate.clicked.connect(self.generate)
        self._stop.clicked.connect(self.stop_wanted)
        self._form.submitted.connect(self.generate)
        self._form.changed.connect(self._note_form)
        self._form.reached.connect(self._bring_into_sight)
        self._filling.wanted.connect(self._form.fill)
        self._tuning.changed.connect(self._note_tuning)
        self._tuning.height_changed.connect(self.height_changed)
        self._tuning.compare_wanted.connect(self._ask_to_compare)
        self._scope.changed.connect(self._note_scope)
        self._preparing.moved.connect(self._show_preparing)
        self._theme.changed.connect(self._show_icons)

    def _show(self, task: Task, fields: Mapping[str, str], tuning: Tuning | None, scope: Scope) -> None:
        """Without a tuning it is what was tuned last."""
        focused = self.window().focusWidget()
        typed = focused is not None and self._form.isAncestorOf(focused)
        self._fills = True
        self._task = task
        self._title.setText(words_of(task.name, self._language, task.id))
        self._help.setText(words_of(task.help, self._language))
        self._help.setVisible(bool(self._help.text()))
        self._form.show_task(task, fields)
        self._filling.show_task(task)
        if tuning is None:
            self._tuning.show_task(task)
        else:
            self._tuning.show_tuning(tuning, task)
        self._scope.set_scope(scope)
        self._scope.setVisible(task.documents != "none")
        self._show_bounds()
        self._fills = False
        if typed:
            self.focus_form()
        self._show_least()
        self._preparing.show(self._form.values())
        self._scroll.verticalScrollBar().setValue(0)
        self.height_changed.emit()

    @Slot()
    def _note_form(self) -> None:
        if self._task is None or self._fills:
            return
        drafts = {**self._preferences.now.drafts, self._task.id: self._form.typed()}
        self._preferences.change(drafts=drafts)
        self._show_bounds()
        self._filling.follow()
        self._show_least()
        self._preparing.note_typed(self._form.values())
        self.height_changed.emit()

    @Slot()
    def _note_tuning(self) -> None:
        if self._task is not None and not self._fills:
            self._preparing.note_choice()

    @Slot()
    def _note_scope(self) -> None:
        if self._task is None:
            return
        scopes = {**self._preferences.now.scopes, self._task.id: self._scope.scope}
        if self._scope.scope == EVERYWHERE:
            del scopes[self._task.id]
        self._preferences.change(scopes=scopes)
        self._preparing.note_choice()

    @Slot()
    def _ask_to_compare(self) -> None:
        if (request := self._request()) is not None:
            self.compare_wanted.emit(request)

    def _request(self) -> Answer | None:
        """The form as it is to be answered, or None: what is wrong is told at its fields."""
        if self._task is None or self._form.form() is None:
            return None
        fields, tuning = self._form.values(), self._tuning.value()
        return Answer(self._task.id, fields, self._language, tuning, scope=self._asked_scope())

    def _asked_scope(self) -> Scope:
        """Where is asked: a task that reads no documents asks nowhere in particular, and documents that are
        chosen in the form say it themselves."""
        assert self._task is not None
        return EVERYWHERE if self._task.documents == "none" or self._chosen() else self._scope.scope

    def _chosen(self) -> int:
        """How many documents are chosen in the form."""
        assert self._task is not None
        values = self._form.values()
        fields = (field.id for field in self._task.fields if field.kind == "documents")
        return sum(len(lines_of(values.get(identity, ""))) for identity in fields)

    def _show_bounds(self) -> None:
        self._scope.bound_to(self._chosen())

    def _to_prepare(self) -> Prepare | None:
        """The form as it stands, right or not."""
        if self._task is None:
            return None
        fields, tuning = self._form.values(), self._tuning.value()
        return Prepare(self._task.id, fields, self._language, tuning, scope=self._asked_scope())

    @Slot()
    def _show_preparing(self) -> None:
        """Nothing is told of a form that could not be sent yet."""
        self._sign.show_phase(self._preparing.phase if self._right else "none", self._preparing.share)

    def _show_least(self) -> None:
        """Tell the sliders how much the form needs; one that is not right yet needs what it needed."""
        assert self._task is not None
        self._right = False
        with suppress(AppError):
            form = check_form(self._task, self._form.values(), self._language)
            self._tuning.set_least(wanted_tokens(outline(self._task, form, self._language)))
            self._right = True
        self._show_preparing()

    @Slot(QWidget)
    def _bring_into_sight(self, field: QWidget) -> None:
        self._scroll.ensureWidgetVisible(field)

    @Slot()
    def _show_icons(self) -> None:
        colours = self._theme.colours
        self._generate.setIcon(self._theme.icon("write", colours.on_accent))
        self._stop.setIcon(self._theme.icon("stop", colours.danger))
