"""One section of the answer under the person's hands."""

from typing import get_args

import msgspec
from PySide6.QtCore import QLocale, Qt, Slot
from PySide6.QtWidgets import QDoubleSpinBox, QGridLayout, QVBoxLayout, QWidget

from app.tasks import Column, Condition, Part, SectionForm, SectionKind, Words
from app.tasks.rules import MOST_ITEMS, Problem
from app.ui.request.fields import WheelWithFocusOnly, words_of
from app.ui.request.number_field import INDENT
from app.ui.services import Services
from app.ui.task_editor.changes import choices_from, from_lines, said, shown
from app.ui.task_editor.condition import ConditionEdit
from app.ui.task_editor.controls import Choose, LineOfWords, Lines, Number, Row, number_of
from app.ui.task_editor.draft import TaskDraft

_COUNTED = ("list", "bullets", "table")
_FIXED = ""
"""In the choice of what says the count: the number beside it."""


class SectionDetail(QWidget):
    """The controls of one section. What does not belong to its kind is not there."""

    def __init__(self, services: Services, draft: TaskDraft) -> None:
        super().__init__()
        self._draft, self._sentences = draft, services.sentences
        self._number = 0
        self._kind, self._paragraphs = Choose(), Choose()
        self._heading = LineOfWords(draft, self.tr("None: only the text"))
        self._counted_by, self._count, self._least = Choose(), Number(1, MOST_ITEMS), Number(1, MOST_ITEMS)
        self._parts, self._columns, self._choices = Lines(), Lines(), Lines()
        self._columns_from = Choose()
        self._weight = QDoubleSpinBox(decimals=1, minimum=0.1, maximum=1000.0, singleStep=0.5)
        self._weight.setLocale(QLocale(draft.interface))
        self._weight.lineEdit().setTextMargins(INDENT, 0, 0, 0)
        self._wheel = WheelWithFocusOnly(self)
        self._wheel.watch(self._weight)
        self._condition = ConditionEdit(draft)
        one_each = self.tr("One on each line.")
        self._rows = {
            "heading": Row(self.tr("Heading"), self._heading),
            "kind": Row(self.tr("Kind"), self._kind),
            "paragraphs": Row(self.tr("Length"), self._paragraphs),
            "counted_by": Row(self.tr("How many"), self._counted_by),
            "count": Row(self.tr("Number"), self._count),
            "least": Row(
                self.tr("May be fewer, from"), self._least, self.tr("Empty: always exactly as many.")
            ),
            "columns": Row(self.tr("Columns"), self._columns, one_each),
            "columns_from": Row(self.tr("And a column for each of"), self._columns_from),
            "choices": Row(self.tr("Choices"), self._choices, self.tr("The answer has one of these lines.")),
            "parts": Row(
                self.tr("Below each item"),
                self._parts,
                self.tr("One line for each label, such as “Why:”. Nothing: only the item itself."),
            ),
            "weight": Row(
                self.tr("Share of the length"), self._weight, self.tr("Compared with the other sections.")
            ),
            "shown_if": Row(self.tr("Is there"), self._condition, named=self._condition.choose),
        }
        self._lay_out()
        self._connect()

    def show_item(self, number: int) -> None:
        """Show the section of this number."""
        self._number = number
        section, draft = self._section(), self._draft
        self._heading.fill(section.heading)
        self._kind.offer(self._kinds(), section.kind)
        self._paragraphs.offer(
            [("one", self.tr("one paragraph")), ("many", self.tr("as many paragraphs as needed"))],
            section.paragraphs,
        )
        fixed = isinstance(section.count, int)
        self._counted_by.offer(self._counts(section), _FIXED if fixed else str(section.count))
        self._count.fill(section.count if isinstance(section.count, int) else None)
        self._least.fill(section.least or None)
        self._parts.fill([self._shown(part.label) for part in section.parts[1:]])
        self._columns.fill([self._shown(column.heading) for column in section.columns])
        self._columns_from.offer(self._column_sources(), section.columns_from)
        self._choices.fill([self._shown(choice.label) for choice in section.choices])
        self._weight.blockSignals(True)
        self._weight.setValue(section.weight)
        self._weight.blockSignals(False)
        self._condition.fill(draft.task.fields, section.shown_if)
        self._follow()

    def tell(self, problems: list[Problem]) -> None:
        """What is wrong with this section."""
        by_row: dict[str, str] = {}
        for problem in problems:
            key = str(problem.place[2]) if len(problem.place) > 2 else "heading"
            told = self._sentences.problem(problem.kind, problem.about)
            by_row.setdefault(key, told[:1].upper() + told[1:])
        if not isinstance(self._section().count, int) and "count" in by_row:
            by_row["counted_by"] = by_row.pop("count")
        for key, row in self._rows.items():
            row.tell(by_row.get(key, ""))

    def focus_first(self) -> None:
        """Give the keyboard to the heading, its words chosen."""
        self._heading.setFocus()
        self._heading.selectAll()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        places = {
            "heading": (0, 0, 1), "kind": (0, 1, 1), "counted_by": (1, 0, 1), "count": (1, 1, 1),
            "columns": (2, 0, 1), "columns_from": (2, 1, 1), "choices": (3, 0, 2), "parts": (4, 1, 1),
            "least": (4, 0, 1), "paragraphs": (5, 0, 1), "weight": (5, 1, 1), "shown_if": (6, 0, 2),
        }  # fmt: skip
        for key, (line, column, span) in places.items():
            grid.addWidget(self._rows[key], line, column, 1, span, Qt.AlignmentFlag.AlignTop)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(grid)
        outer.addStretch()

    def _connect(self) -> None:
        self._heading.edited.connect(self._note_heading)
        self._kind.chosen.connect(self._note_kind)
        self._paragraphs.chosen.connect(self._note_paragraphs)
        self._counted_by.chosen.connect(self._note_counted_by)
        self._count.edited.connect(self._note_count)
        self._least.edited.connect(self._note_least)
        self._parts.edited.connect(self._note_parts)
        self._columns.edited.connect(self._note_columns)
        self._columns_from.chosen.connect(self._note_columns_from)
        self._choices.edited.connect(self._note_choices)
        self._weight.valueChanged.connect(self._note_weight)
        self._condition.edited.connect(self._note_condition)

    def _section(self) -> SectionForm:
        return self._draft.task.sections[self._number]

    def _set(self, **values: object) -> None:
        self._draft.set_item("sections", self._number, msgspec.structs.replace(self._section(), **values))
        self._follow()

    def _shown(self, words: Words) -> str:
        return shown(words, self._draft.mode, self._draft.interface)

    def _follow(self) -> None:
        """Show what belongs to the kind."""
        section = self._section()
        kind, fixed = section.kind, isinstance(section.count, int)
        there = {
            "paragraphs": kind == "prose",
            "counted_by": kind in _COUNTED,
            "count": kind in _COUNTED and fixed,
            "least": kind in _COUNTED and fixed,
            "parts": kind in ("list", "bullets"),
            "columns": kind == "table",
            "columns_from": kind == "table"
            and (len(self._column_sources()) > 1 or bool(section.columns_from)),
            "choices": kind == "choice",
        }
        for key, is_there in there.items():
            self._rows[key].setVisible(is_there)

    def _kinds(self) -> list[tuple[str, str]]:
        words: dict[SectionKind, str] = {
            "prose": self.tr("running text"),
            "bullets": self.tr("bullets"),
            "list": self.tr("numbered list"),
            "table": self.tr("table"),
            "line": self.tr("a single line"),
            "date": self.tr("a date"),
            "choice": self.tr("one of some choices"),
        }
        return [(kind, words[kind]) for kind in get_args(SectionKind)]

    def _counts(self, section: SectionForm) -> list[tuple[str, str]]:
        """A fixed number, or what a field says."""
        kinds = ("number", "lines") if section.kind == "table" else ("number",)
        language = self._draft.interface
        offered = [(_FIXED, self.tr("always the same number"))]
        for field in self._draft.task.fields:
            if field.kind in kinds:
                name = words_of(field.label, language, field.id)
                told = (
                    self.tr("as “{field}” says")
                    if field.kind == "number"
                    else self.tr("a row for each of “{field}”")
                )
                offered.append((field.id, told.format(field=name)))
        return offered

    def _column_sources(self) -> list[tuple[str, str]]:
        language = self._draft.interface
        found = [
            (field.id, words_of(field.label, language, field.id))
            for field in self._draft.task.fields
            if field.kind in ("documents", "lines")
        ]
        return [("", self.tr("nothing")), *found]

    @Slot(object)
    def _note_heading(self, words: Words) -> None:
        self._set(heading=words)

    @Slot(str)
    def _note_kind(self, kind: str) -> None:
        section = self._section()
        values: dict[str, object] = {"kind": kind}
        counted = kind in _COUNTED
        if counted and not section.count:
            values["count"] = 5
        elif not counted:
            values |= {"count": 0, "least": 0}
        if kind not in ("list", "bullets"):
            values["parts"] = (Part(),)
        if kind != "table":
            values |= {"columns": (), "columns_from": ""}
        elif not section.columns:
            names = (self.tr("First column"), self.tr("Second column"))
            values["columns"] = tuple(Column(Words(nl=name, en=name)) for name in names)
        if kind != "choice":
            values["choices"] = ()
        elif not section.choices:
            lines = [self.tr("first choice"), self.tr("second choice")]
            values["choices"] = choices_from((), lines, self._draft.mode, self._draft.interface, ())
        self._set(**values)
        self.show_item(self._number)

    @Slot(str)
    def _note_paragraphs(self, paragraphs: str) -> None:
        self._set(paragraphs=paragraphs)

    @Slot(str)
    def _note_counted_by(self, field: str) -> None:
        self._set(count=field or 5, **({"least": 0} if field else {}))
        self.show_item(self._number)

    @Slot(str)
    def _note_count(self, text: str) -> None:
        self._set(count=number_of(text) or 0)

    @Slot(str)
    def _note_least(self, text: str) -> None:
        self._set(least=number_of(text) or 0)

    @Slot(object)
    def _note_parts(self, lines: list[str]) -> None:
        mode = self._draft.mode
        first, *others = self._section().parts or (Part(),)
        labelled = from_lines(
            others,
            lines,
            lambda part: self._shown(part.label),
            lambda part, text: msgspec.structs.replace(part, label=self._said(part.label, text)),
            lambda text: Part(said(Words(), text, mode)),
        )
        self._set(parts=(first, *labelled))

    @Slot(object)
    def _note_columns(self, lines: list[str]) -> None:
        columns = from_lines(
            self._section().columns,
            lines,
            lambda column: self._shown(column.heading),
            lambda column, text: msgspec.structs.replace(column, heading=self._said(column.heading, text)),
            lambda text: Column(said(Words(), text, self._draft.mode)),
        )
        self._set(columns=columns)

    def _said(self, words: Words, text: str) -> Words:
        """Words that are shown so already stay what they are in the other language."""
        return words if self._shown(words) == text else said(words, text, self._draft.mode)

    @Slot(str)
    def _note_columns_from(self, field: str) -> None:
        self._set(columns_from=field)

    @Slot(object)
    def _note_choices(self, lines: list[str]) -> None:
        choices = choices_from(self._section().choices, lines, self._draft.mode, self._draft.interface, ())
        self._set(choices=choices)

    @Slot(float)
    def _note_weight(self, weight: float) -> None:
        self._set(weight=weight)

    @Slot(object)
    def _note_condition(self, condition: Condition | None) -> None:
        self._set(shown_if=condition)
