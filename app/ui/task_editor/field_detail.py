"""One field of the form under the person's hands."""

from typing import get_args

import msgspec
from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QCheckBox, QGridLayout, QVBoxLayout, QWidget

from app.tasks import Choice, Condition, Field, FieldKind, Words
from app.tasks.own import new_id
from app.tasks.rules import Problem
from app.ui.plain_text import PlainLabel
from app.ui.request.form import TaskForm
from app.ui.services import Services
from app.ui.task_editor.changes import choices_from, shown
from app.ui.task_editor.condition import ConditionEdit
from app.ui.task_editor.controls import Choose, LineOfWords, Lines, Number, Row, number_of
from app.ui.task_editor.draft import TaskDraft

MOST = 1_000_000
_OF_SEVERAL = ("choices", "documents", "lines")


class FieldDetail(QWidget):
    """The controls of one field. What does not belong to its kind is not there."""

    def __init__(self, services: Services, draft: TaskDraft) -> None:
        super().__init__()
        self._draft, self._sentences = draft, services.sentences
        self._number = 0
        self._asked: tuple[int, Field] | None = None  # what the default is asked with
        self._label = LineOfWords(draft, self.tr("What the person reads above the field"))
        self._kind = Choose()
        self._help, self._placeholder = LineOfWords(draft), LineOfWords(draft)
        self._required = QCheckBox(self.tr("Has to be filled in"))
        self._searches = QCheckBox(self.tr("Documents are searched for it"))
        self._choices = Lines()
        self._least, self._most = Number(0, MOST), Number(0, MOST)
        self._condition = ConditionEdit(draft)
        self._default = TaskForm(services.theme, draft.interface, services.library)
        self._identity = PlainLabel(name="caption")
        self._identity.setWordWrap(True)
        self._rows = {
            "label": Row(self.tr("Label"), self._label),
            "kind": Row(self.tr("Kind"), self._kind),
            "choices": Row(self.tr("Choices"), self._choices, self.tr("One on each line.")),
            "minimum": Row(self.tr("At least"), self._least),
            "maximum": Row(self.tr("At most"), self._most),
            "help": Row(self.tr("Explanation"), self._help, self.tr("Stands below the field.")),
            "placeholder": Row(
                self.tr("Example"),
                self._placeholder,
                self.tr("Stands greyed in the field while it is empty."),
            ),
            "default": Row("", self._default, named=self._identity),
            "shown_if": Row(self.tr("Is there"), self._condition, named=self._condition.choose),
        }
        self._lay_out()
        self._connect()

    def show_item(self, number: int) -> None:
        """Show the field of this number."""
        self._number = number
        field = self._field()
        self._label.fill(field.label)
        self._help.fill(field.help)
        self._placeholder.fill(field.placeholder)
        self._kind.offer(self._kinds(), field.kind)
        for box, ticked in ((self._required, field.required), (self._searches, field.searches)):
            box.blockSignals(True)
            box.setChecked(ticked)
            box.blockSignals(False)
        self._least.fill(field.minimum)
        self._most.fill(field.maximum)
        self._choices.fill(
            [shown(one.label, self._draft.mode, self._draft.interface) for one in field.choices]
        )
        self._condition.fill(self._draft.task.fields[:number], field.shown_if)
        self._follow()

    def tell(self, problems: list[Problem]) -> None:
        """What is wrong with this field."""
        by_row: dict[str, str] = {}
        for problem in problems:
            key = str(problem.place[2]) if len(problem.place) > 2 else "label"
            said = self._sentences.problem(problem.kind, problem.about)
            by_row.setdefault("label" if key == "id" else key, said[:1].upper() + said[1:])
        for key, row in self._rows.items():
            row.tell(by_row.get(key, ""))

    def focus_first(self) -> None:
        """Give the keyboard to the label, its words chosen."""
        self._label.setFocus()
        self._label.selectAll()

    def _lay_out(self) -> None:
        for one in (self._least, self._most):
            one.setMinimumWidth(110)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        places = {
            "label": (0, 0, 1), "kind": (0, 1, 1), "choices": (1, 0, 2), "minimum": (2, 0, 1),
            "maximum": (2, 1, 1), "help": (4, 0, 1), "placeholder": (4, 1, 1), "shown_if": (6, 0, 2),
        }  # fmt: skip
        for key, (line, column, span) in places.items():
            grid.addWidget(self._rows[key], line, column, 1, span, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._required, 3, 0)
        grid.addWidget(self._searches, 3, 1)
        grid.addWidget(self._rows["default"], 5, 0, 1, 2)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(grid)
        outer.addWidget(self._identity)
        outer.addStretch()

    def _connect(self) -> None:
        self._label.edited.connect(self._note_label)
        self._kind.chosen.connect(self._note_kind)
        self._help.edited.connect(self._note_help)
        self._placeholder.edited.connect(self._note_placeholder)
        self._required.toggled.connect(self._note_required)
        self._searches.toggled.connect(self._note_searches)
        self._choices.edited.connect(self._note_choices)
        self._least.edited.connect(self._note_bounds)
        self._most.edited.connect(self._note_bounds)
        self._condition.edited.connect(self._note_condition)
        self._default.changed.connect(self._note_default)

    def _field(self) -> Field:
        return self._draft.task.fields[self._number]

    def _set(self, **values: object) -> None:
        self._draft.set_item("fields", self._number, msgspec.structs.replace(self._field(), **values))
        self._follow()

    def _follow(self) -> None:
        """Show what belongs to the kind, and what the default may be."""
        field = self._field()
        kind = field.kind
        self._rows["choices"].setVisible(kind in ("choice", "choices"))
        for key in ("minimum", "maximum"):
            self._rows[key].setVisible(kind in ("number", *_OF_SEVERAL))
        self._rows["placeholder"].setVisible(kind in ("text", "long_text", "lines"))
        self._required.setVisible(kind != "check")
        self._searches.setVisible(kind in ("text", "long_text", "lines"))
        self._rows["default"].setVisible(
            kind != "documents" and bool(field.choices or kind not in ("choice", "choices"))
        )
        said = self.tr("On the command line: --field {id}=…").format(id=field.id)
        self._identity.setText(said)
        self._ask_default(field)

    def _ask_default(self, field: Field) -> None:
        """The default is filled in as the field itself will be."""
        words = self.tr("Filled in beforehand")
        asked = Field(
            "default",
            field.kind,
            Words(nl=words, en=words),
            choices=field.choices,
            minimum=field.minimum if field.kind == "number" else None,
            maximum=field.maximum,
        )
        if self._asked != (self._number, asked):
            self._asked = (self._number, asked)
            made = msgspec.structs.replace(self._draft.task, fields=(asked,), sections=())
            self._default.show_task(made, {"default": field.default})

    def _kinds(self) -> list[tuple[str, str]]:
        words: dict[FieldKind, str] = {
            "text": self.tr("one line of text"),
            "long_text": self.tr("longer text"),
            "choice": self.tr("one choice"),
            "choices": self.tr("several choices"),
            "number": self.tr("number"),
            "date": self.tr("date"),
            "check": self.tr("check box"),
            "documents": self.tr("documents"),
            "lines": self.tr("list of lines"),
        }
        return [(kind, words[kind]) for kind in get_args(FieldKind)]

    @Slot(object)
    def _note_label(self, words: Words) -> None:
        field = self._field()
        identity = field.id
        if self._draft.is_new(field):
            others = {one.id for one in self._draft.task.fields if one is not field}
            name = words.in_language(self._draft.interface) or words.nl or words.en
            identity = new_id(name, others, "field")
        self._set(label=words, id=identity)

    @Slot(str)
    def _note_kind(self, kind: str) -> None:
        field = self._field()
        values: dict[str, object] = {"kind": kind, "default": ""}
        if kind not in ("number", *_OF_SEVERAL):
            values |= {"minimum": None, "maximum": None}
        if kind in ("choice", "choices") and not field.choices:
            values["choices"] = self._first_choices()
        elif kind not in ("choice", "choices"):
            values["choices"] = ()
        values["searches"] = field.searches and kind in ("text", "long_text", "lines")
        self._set(**values)
        self.show_item(self._number)

    def _first_choices(self) -> tuple[Choice, ...]:
        lines = [self.tr("first choice"), self.tr("second choice")]
        return choices_from((), lines, self._draft.mode, self._draft.interface, ())

    @Slot(object)
    def _note_help(self, words: Words) -> None:
        self._set(help=words)

    @Slot(object)
    def _note_placeholder(self, words: Words) -> None:
        self._set(placeholder=words)

    @Slot(bool)
    def _note_required(self, required: bool) -> None:
        self._set(required=required)

    @Slot(bool)
    def _note_searches(self, searches: bool) -> None:
        self._set(searches=searches)

    @Slot(object)
    def _note_choices(self, lines: list[str]) -> None:
        field = self._field()
        known = self._draft.known_choices(field)
        choices = choices_from(field.choices, lines, self._draft.mode, self._draft.interface, known)
        default = field.default
        if len(choices) < len(field.choices):  # what is not there any more is not filled in beforehand
            there = {choice.id for choice in choices}
            default = "\n".join(one for one in default.splitlines() if one in there)
        self._set(choices=choices, default=default)

    @Slot()
    def _note_bounds(self) -> None:
        least, most = (number_of(one.lineEdit().text().strip()) for one in (self._least, self._most))
        self._set(minimum=least, maximum=most)

    @Slot(object)
    def _note_condition(self, condition: Condition | None) -> None:
        self._set(shown_if=condition)

    @Slot()
    def _note_default(self) -> None:
        self._set(default=self._default.values().get("default", ""))
