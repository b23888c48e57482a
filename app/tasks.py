"""Tasks: forms with fields, an instruction, and an answer of fixed sections. One TOML file each.

They come with the program (`resources/tasks`) or lie in the person's folder; one of the person's with
the id of a built-in one takes its place.
"""

import tomllib
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Literal

import msgspec

from app.errors import FieldInvalid, FieldMissing, FieldUnknown, TaskFileBroken, TuningInvalid, UnknownTask
from app.messages import Language, Tuning

SCHEMA = 1
READS = ("passages", "whole")
CHECKED, UNCHECKED = "yes", "no"
"""The values of a check box."""
LONGEST_NUMBER = 18
"""Digits of a number; Python itself refuses to read one of some thousands."""


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The same words in the languages of the interface."""

    nl: str = ""
    en: str = ""

    def in_language(self, language: Language) -> str:
        return self.nl if language == "nl" else self.en


class Choice(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One value of a choice field."""

    id: str
    label: Words


class Field(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A field of a form.

    `searches`: its text is part of the question that is searched for. `default` is the value of a field
    that is left empty (for a choice an id, for a number digits). `minimum` and `maximum` bound a number.
    """

    id: str
    kind: Literal["text", "long_text", "choice", "number", "date", "check"]
    label: Words
    help: Words = Words()
    placeholder: Words = Words()
    required: bool = False
    searches: bool = False
    default: str = ""
    choices: tuple[Choice, ...] = ()
    minimum: int | None = None
    maximum: int | None = None


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A line of a list's item; `label` is put before what the model writes."""

    label: Words = Words()
    weight: float = 1.0


class SectionForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A section of the answer. The program puts heading, numbers and labels, the model fills.

    `prose` is free text, of one paragraph or of `many`; `list` is numbered, of exactly `count` items (a
    number, or the id of a number field), each of the lines in `parts`, where the second line and those
    after it have a label.
    `weight` is its share of the maximum length against the other sections.
    """

    kind: Literal["prose", "list"]
    heading: Words = Words()
    paragraphs: Literal["one", "many"] = "many"
    count: int | str = 0
    parts: tuple[Part, ...] = (Part(),)
    weight: float = 1.0


class Task(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A task. `documents`: whether passages are searched for it, and whether it does without any.

    `nothing_found` is the answer, without asking the model, when it needs documents and none has anything
    on the question.
    `reads` is how much of them is read: the best "passages", the "whole" of all, or the id of a choice
    field of which these two are the values: then the person says so. Where the whole does not fit the
    model's context it is read in parts, and `notes` says what to write down of each (nothing: what is said
    of any task).
    `pinned` are paths of documents that are always read whole for it, before what is found; the library may
    lack one, which the receipt of the answer tells.
    `claims`: its answers claim what the documents say, so each sentence is compared with them; a creative
    task only takes ideas from them.
    `quotes`: its answers repeat words of what is read, so drafts of them may be copied from there.
    """

    schema: int
    id: str
    name: Words
    help: Words
    documents: Literal["required", "optional", "none"]
    instruction: Words
    nothing_found: Words = Words()
    reads: str = "passages"
    notes: Words = Words()
    pinned: tuple[str, ...] = ()
    claims: bool = True
    quotes: bool = False
    fields: tuple[Field, ...] = ()
    sections: tuple[SectionForm, ...] = ()
    tuning: Tuning = Tuning()

    def field(self, identity: str) -> Field | None:
        return next((field for field in self.fields if field.id == identity), None)

    def reads_whole(self, form: "Form") -> bool:
        """Whether everything is to be read for this form."""
        return self.documents != "none" and "whole" in (self.reads, form.value(self.reads))


class FilledField(msgspec.Struct, frozen=True):
    """A field with its checked value; `shown` is the value as the prompt says it."""

    field: Field
    value: str
    shown: str


class Form(msgspec.Struct, frozen=True):
    """A checked form: the fields that have a value, in the task's order."""

    filled: tuple[FilledField, ...]

    def value(self, identity: str) -> str:
        """The value of a field, or nothing."""
        return next((filled.value for filled in self.filled if filled.field.id == identity), "")

    @property
    def search_text(self) -> str:
        """What is searched for: the searching fields, one a line."""
        return "\n".join(filled.value for filled in self.filled if filled.field.searches)


class Tasks(dict[str, Task]):
    """Tasks by id. `broken` are the files that do not follow the format; the others work without them."""

    def __init__(self) -> None:
        super().__init__()
        self.broken: list[TaskFileBroken] = []


def load_all(own_folder: Path) -> Tasks:
    """Every task by id, the built-in ones first."""
    tasks = Tasks()
    own = sorted(own_folder.glob("*.toml")) if own_folder.is_dir() else []
    built_in = sorted(files("resources").joinpath("tasks").iterdir(), key=lambda file: file.name)
    for file in (*built_in, *own):
        if file.name.endswith(".toml"):
            try:
                task = load(file)
            except TaskFileBroken as error:
                tasks.broken.append(error)
            else:
                tasks[task.id] = task
    return tasks


def load(file: Traversable | Path) -> Task:
    """The task in one file.

    Raises:
        TaskFileBroken: with the reason, and the line where the TOML parser tells it.
    """
    try:
        task = msgspec.convert(tomllib.loads(file.read_text(encoding="utf-8")), Task)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError, UnicodeDecodeError, OSError) as error:
        raise TaskFileBroken(str(file), str(error)) from error
    for problem in _problems(task):
        raise TaskFileBroken(str(file), problem)
    return task


def find(tasks: Tasks, identity: str) -> Task:
    """The task of this id.

    Raises:
        UnknownTask
        TaskFileBroken: there is none, and a file is broken that may be the one.
    """
    if identity in tasks:
        return tasks[identity]
    raise tasks.broken[0] if tasks.broken else UnknownTask(identity)


def check_form(task: Task, values: Mapping[str, str], language: Language) -> Form:
    """The form with its defaults filled in and every value checked.

    Raises:
        FieldUnknown, FieldMissing, FieldInvalid
    """
    for identity in values:
        if task.field(identity) is None:
            raise FieldUnknown(identity)
    checked = [check_field(field, values.get(field.id, ""), language) for field in task.fields]
    return Form(tuple(filled for filled in checked if filled is not None))


def form_so_far(task: Task, values: Mapping[str, str], language: Language) -> Form:
    """The form as far as it is right: what is wrong counts as empty, what is missing is left out."""
    filled = []
    for field in task.fields:
        for value in (values.get(field.id, ""), ""):
            with suppress(FieldMissing, FieldInvalid):
                filled.append(check_field(field, value, language))
                break
    return Form(tuple(one for one in filled if one is not None))


def check_field(field: Field, value: str, language: Language) -> FilledField | None:
    """One field with what was filled in, or its default; None when it may be empty and is.

    Raises:
        FieldMissing, FieldInvalid
    """
    value = value.strip() or field.default
    if value:
        return FilledField(field, value, _shown(field, value, language))
    if field.required:
        raise FieldMissing(field.id)
    return None


def number_bounds(field: Field) -> tuple[int, int]:
    """The lowest and the highest value of a number field."""
    lowest = max(field.minimum if field.minimum is not None else 0, 0)
    return lowest, field.maximum if field.maximum is not None else 1_000_000


def check_tuning(tuning: Tuning) -> None:
    """Whether the values are within what makes sense.

    Raises:
        TuningInvalid
    """
    for name, (lowest, highest) in TUNING_BOUNDS.items():
        if not lowest <= getattr(tuning, name) <= highest:
            raise TuningInvalid(name, lowest, highest)


TUNING_BOUNDS = {
    "temperature": (0.0, 2.0),
    "max_tokens": (1, 8192),
    "top_p": (0.0, 1.0),
    "min_p": (0.0, 1.0),
    "top_k": (0, 1000),
    "repeat_penalty": (0.5, 2.0),
}


def _shown(field: Field, value: str, language: Language) -> str:
    """The value as the prompt says it; checks it on the way."""
    match field.kind:
        case "choice":
            for choice in field.choices:
                if choice.id == value:
                    return choice.label.in_language(language)
            raise FieldInvalid(field.id, ", ".join(choice.id for choice in field.choices))
        case "number":
            return str(_number(field, value))
        case "date":
            try:
                return date.fromisoformat(value).isoformat()
            except ValueError as error:
                raise FieldInvalid(field.id, "2026-12-31") from error
        case "check":
            if value not in (CHECKED, UNCHECKED):
                raise FieldInvalid(field.id, f"{CHECKED}, {UNCHECKED}")
            return Words(nl={CHECKED: "ja", UNCHECKED: "nee"}[value], en=value).in_language(language)
        case _:
            return value


def _number(field: Field, value: str) -> int:
    lowest, highest = number_bounds(field)
    is_number = value.isascii() and value.isdigit() and len(value) <= LONGEST_NUMBER
    if not (is_number and lowest <= int(value) <= highest):
        raise FieldInvalid(field.id, f"{lowest}-{highest}")
    return int(value)


def _problems(task: Task) -> list[str]:
    """What the format alone does not rule out."""
    problems = []
    if task.schema != SCHEMA:
        problems.append(f"schema {task.schema} is not {SCHEMA}")
    if not task.sections:
        problems.append("no sections")
    if task.documents == "required" and not (task.nothing_found.nl and task.nothing_found.en):
        problems.append("nothing_found is missing")
    if task.reads not in READS and not _always_reads(task):
        problems.append(f"reads: {task.reads} is no choice field that always is one of {', '.join(READS)}")
    problems += _pin_problems(task)
    if len({field.id for field in task.fields}) < len(task.fields):
        problems.append("two fields have the same id")
    for section in task.sections:
        if section.kind == "list" and not _always_counts(task, section.count):
            problems.append(f"count: {section.count} is no number of 1 or more that the list always has")
        if any(part.label == Words() for part in section.parts[1:]):
            problems.append("the second part of a list and those after it need a label")
    return problems


def _pin_problems(task: Task) -> list[str]:
    """A task may come from a computer of another system: its paths are absolute there."""
    problems = []
    if task.pinned and task.documents == "none":
        problems.append("pinned: the task reads no documents")
    if len(set(task.pinned)) < len(task.pinned):
        problems.append("pinned: a path is there twice")
    for path in task.pinned:
        if not (PurePosixPath(path).is_absolute() or PureWindowsPath(path).is_absolute()):
            problems.append(f"pinned: {path} is no absolute path")
    return problems


def _always_reads(task: Task) -> bool:
    """The id of a choice field that always has one of the values of `READS`."""
    field = task.field(task.reads)
    if field is None or field.kind != "choice" or not (field.required or field.default):
        return False
    return {choice.id for choice in field.choices} <= set(READS)


def _always_counts(task: Task, count: int | str) -> bool:
    """A number of 1 or more, or the id of a number field that always has such a value."""
    if isinstance(count, int):
        return count >= 1
    field = task.field(count)
    if field is None or field.kind != "number" or (field.minimum or 0) < 1:
        return False
    return field.required or bool(field.default)
