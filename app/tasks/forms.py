"""What a person filled in, checked against the fields of a task.

Every value is a string, as a form is sent: an id for a choice, one id, path or line a line for what has
several.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date

import msgspec

from app.errors import FieldInvalid, FieldMissing, FieldUnknown, TuningInvalid
from app.messages import Language, Tuning
from app.tasks.schema import Choice, Condition, Field, SectionForm, Task, Words

CHECKED, UNCHECKED = "yes", "no"
"""The values of a check box."""
LONGEST_NUMBER = 18
"""Digits of a number; Python itself refuses to read one of some thousands."""
MOST_LINES = 50
"""Of a field of lines, where it says no less."""
MOST_DOCUMENTS = 1000


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

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents (ids or absolute paths) that are chosen in the form; none when it has no say in
        it."""
        chosen = (filled.value for filled in self.filled if filled.field.kind == "documents")
        return tuple(line for value in chosen for line in lines_of(value))

    def holds(self, condition: Condition | None) -> bool:
        """Whether a field or section with this condition is there."""
        if condition is None:
            return True
        values = lines_of(self.value(condition.field))
        return bool(set(values) & set(condition.values) if condition.values else values)


def lines_of(value: str) -> tuple[str, ...]:
    """The lines of a value that has several, each once, without those that are blank."""
    return tuple(dict.fromkeys(line.strip() for line in value.splitlines() if line.strip()))


def reads_whole(task: Task, form: Form) -> bool:
    """Whether everything is to be read for this form: so it is too with documents that are chosen in it when
    there is nothing to search them for."""
    whole = "whole" in (task.reads, form.value(task.reads)) or (form.documents and not form.search_text)
    return task.documents != "none" and bool(whole)


def answer_language(task: Task, form: Form, interface: Language) -> Language:
    """The language of the answer to this form."""
    wanted = (task.language, form.value(task.language))
    return "nl" if "nl" in wanted else "en" if "en" in wanted else interface


def sections_of(task: Task, form: Form) -> tuple[SectionForm, ...]:
    """The sections that the answer to this form has."""
    return tuple(section for section in task.sections if form.holds(section.shown_if))


def check_form(task: Task, values: Mapping[str, str], language: Language) -> Form:
    """The form with its defaults filled in and every value checked. What a hidden field holds is left out.

    Raises:
        FieldUnknown, FieldMissing, FieldInvalid
    """
    for identity in values:
        if task.field(identity) is None:
            raise FieldUnknown(identity)
    form = Form(())
    for field in task.fields:
        if form.holds(field.shown_if):
            checked = check_field(field, values.get(field.id, ""), language)
            form = Form((*form.filled, checked)) if checked is not None else form
    return form


def form_so_far(task: Task, values: Mapping[str, str], language: Language) -> Form:
    """The form as far as it is right: what is wrong counts as empty, what is missing is left out."""
    form = Form(())
    for field in task.fields:
        for value in (values.get(field.id, ""), "") if form.holds(field.shown_if) else ():
            with suppress(FieldMissing, FieldInvalid):
                checked = check_field(field, value, language)
                form = Form((*form.filled, checked)) if checked is not None else form
                break
    return form


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


def count_bounds(field: Field) -> tuple[int, int]:
    """How few and how many a field of several takes, once it takes any."""
    most = {"choices": len(field.choices), "documents": MOST_DOCUMENTS}.get(field.kind, MOST_LINES)
    return max(field.minimum or 1, 1), min(field.maximum if field.maximum is not None else most, most)


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
            return _said(_chosen(field, value), language)
        case "choices":
            return ", ".join(_said(_chosen(field, one), language) for one in _several(field, value))
        case "lines":
            return "\n".join(f"- {line}" for line in _several(field, value))
        case "documents":
            return ", ".join(path_name(one) for one in _several(field, value))
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


def path_name(path: str) -> str:
    """The last part of a path of any system; an id stays as it is."""
    return path.replace("\\", "/").rstrip("/").rpartition("/")[2]


def _several(field: Field, value: str) -> Sequence[str]:
    """The lines of a value, if it has as many as the field takes."""
    lines, (fewest, most) = lines_of(value), count_bounds(field)
    if not fewest <= len(lines) <= most:
        raise FieldInvalid(field.id, f"{fewest}-{most}")
    return lines


def _chosen(field: Field, value: str) -> Choice:
    for choice in field.choices:
        if choice.id == value:
            return choice
    raise FieldInvalid(field.id, ", ".join(choice.id for choice in field.choices))


def _said(choice: Choice, language: Language) -> str:
    return choice.says.in_language(language) or choice.label.in_language(language)


def _number(field: Field, value: str) -> int:
    lowest, highest = number_bounds(field)
    is_number = value.isascii() and value.isdigit() and len(value) <= LONGEST_NUMBER
    if not (is_number and lowest <= int(value) <= highest):
        raise FieldInvalid(field.id, f"{lowest}-{highest}")
    return int(value)
