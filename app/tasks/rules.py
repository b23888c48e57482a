"""What is wrong with a task that the format alone does not rule out: each with the place it is at."""

import math
import re
from collections.abc import Iterator
from pathlib import PurePosixPath, PureWindowsPath

import msgspec

from app.errors import AppError
from app.tasks.forms import TUNING_BOUNDS, check_field
from app.tasks.key_lines import Place
from app.tasks.schema import READS, SCHEMA, Choice, Condition, Field, SectionForm, Task, Words

LANGUAGES = ("nl", "en")
MOST_ITEMS = 50
"""Items of a list, rows of a table, columns of one: more is no form any more."""
MOST_FIELDS = MOST_SECTIONS = 100
MOST_CHOICES = 500
HEAVIEST = 1000.0
"""Shares of the length are compared with each other: what they add up to says nothing."""

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")


class Problem(msgspec.Struct, frozen=True):
    """What is wrong: the name of a sentence of the group `task_file` in `sentences.toml`, the place of it in
    the task, and what the sentence tells of."""

    kind: str
    place: Place = ()
    about: str = ""


def problems(task: Task) -> list[Problem]:
    """Each problem; none when the task can be used."""
    found = list(_task_problems(task))
    found += _pin_problems(task)
    found += _field_problems(task)
    for number, section in enumerate(task.sections):
        found += _section_problems(task, section, ("sections", number))
    return found


def _task_problems(task: Task) -> Iterator[Problem]:
    if task.schema != SCHEMA:
        yield Problem("newer_schema" if task.schema > SCHEMA else "no_schema", ("schema",), str(task.schema))
    if not _ID.fullmatch(task.id):
        yield Problem("bad_id", ("id",), task.id)
    if not task.sections:
        yield Problem("no_sections", ("sections",))
    if len(task.fields) > MOST_FIELDS or len(task.sections) > MOST_SECTIONS:
        yield Problem("too_many", (), str(MOST_FIELDS))
    if task.documents == "required" and not (task.nothing_found.nl and task.nothing_found.en):
        yield Problem("no_nothing_found", ("nothing_found",))
    if task.reads not in READS and not _is_choice_of(task, task.reads, READS):
        yield Problem("bad_reads", ("reads",), task.reads)
    if task.language not in ("", *LANGUAGES) and not _is_choice_of(task, task.language, LANGUAGES):
        yield Problem("bad_language", ("language",), task.language)
    for name, (lowest, highest) in TUNING_BOUNDS.items():
        if not lowest <= getattr(task.tuning, name) <= highest:
            yield Problem("bad_tuning", ("tuning", name), f"{lowest}-{highest}")


def _field_problems(task: Task) -> Iterator[Problem]:
    known: set[str] = set()
    documents = 0
    for number, field in enumerate(task.fields):
        place = ("fields", number)
        documents += field.kind == "documents"
        if not _ID.fullmatch(field.id):
            yield Problem("bad_id", (*place, "id"), field.id)
        if field.id in known:
            yield Problem("same_field", (*place, "id"), field.id)
        known.add(field.id)
        if documents > 1 and field.kind == "documents":
            yield Problem("two_documents", (*place, "kind"), field.id)
        if field.kind in ("choice", "choices") and not field.choices:
            yield Problem("no_choices", (*place, "choices"), field.id)
        yield from _choice_problems(field.choices, place)
        if field.kind == "documents" and task.documents == "none":
            yield Problem("reads_none", (*place, "kind"), field.id)
        if field.minimum is not None and field.maximum is not None and field.minimum > field.maximum:
            yield Problem("bounds", (*place, "minimum"), field.id)
        elif not _default_fits(field):
            yield Problem("bad_default", (*place, "default"), field.default)
        if not _holds_for(task.fields[:number], field.shown_if):
            yield Problem("bad_condition", (*place, "shown_if"), field.id)


def _choice_problems(choices: tuple[Choice, ...], place: Place) -> Iterator[Problem]:
    if len(choices) > MOST_CHOICES:
        yield Problem("too_many", (*place, "choices"), str(MOST_CHOICES))
    known: set[str] = set()
    for number, choice in enumerate(choices):
        if choice.id in known:
            yield Problem("same_choice", (*place, "choices", number, "id"), choice.id)
        known.add(choice.id)


def _section_problems(task: Task, section: SectionForm, place: Place) -> Iterator[Problem]:
    if not _holds_for(task.fields, section.shown_if):
        yield Problem("bad_condition", (*place, "shown_if"), _name(section))
    if section.kind in ("list", "bullets", "table") and not _always_counts(task, section):
        yield Problem("bad_count", (*place, "count"), str(section.count))
    if section.least and not (isinstance(section.count, int) and 1 <= section.least <= section.count):
        yield Problem("bad_least", (*place, "least"), str(section.least))
    if section.kind == "table":
        yield from _column_problems(task, section, place)
    if section.kind == "choice" and len({choice.id for choice in section.choices}) < 2:
        yield Problem("one_choice", (*place, "choices"), _name(section))
    yield from _choice_problems(section.choices, place)
    if any(part.label == Words() for part in section.parts[1:]):
        yield Problem("no_label", (*place, "parts"), _name(section))
    if not section.parts:
        yield Problem("no_parts", (*place, "parts"), _name(section))
    for shares in ((section,), section.parts, section.columns):
        for one in shares:
            if not (math.isfinite(one.weight) and 0 < one.weight <= HEAVIEST):
                yield Problem("bad_weight", (*place, "weight"), str(one.weight))


def _column_problems(task: Task, section: SectionForm, place: Place) -> Iterator[Problem]:
    source = task.field(section.columns_from)
    if section.columns_from and (source is None or source.kind not in ("documents", "lines")):
        yield Problem("bad_columns_from", (*place, "columns_from"), section.columns_from)
    elif source is not None and not source.required:
        yield Problem("columns_optional", (*place, "columns_from"), source.id)
    columns = len(section.columns) + bool(section.columns_from)
    if columns < 2 or len(section.columns) > MOST_ITEMS:
        yield Problem("few_columns", (*place, "columns"), _name(section))


def _pin_problems(task: Task) -> Iterator[Problem]:
    """A task may come from a computer of another system: its paths are absolute there."""
    if task.pinned and task.documents == "none":
        yield Problem("pins_none", ("pinned",))
    for number, path in enumerate(task.pinned):
        if path in task.pinned[:number]:
            yield Problem("same_pin", ("pinned", number), path)
        if not (PurePosixPath(path).is_absolute() or PureWindowsPath(path).is_absolute()):
            yield Problem("bad_pin", ("pinned", number), path)


def _is_choice_of(task: Task, identity: str, values: tuple[str, ...]) -> bool:
    """The id of a choice field that always has one of these values."""
    field = task.field(identity)
    if field is None or field.kind != "choice" or not _is_always_filled(field):
        return False
    return {choice.id for choice in field.choices} <= set(values)


def _always_counts(task: Task, section: SectionForm) -> bool:
    """A number of 1 or more, the id of a number field that always has such a value, or for the rows of a
    table a field of lines that always has some."""
    count = section.count
    if isinstance(count, int):
        return 1 <= count <= MOST_ITEMS
    field = task.field(count)
    if field is None or not _is_always_filled(field):
        return False
    if field.kind == "lines":
        return section.kind == "table"
    return field.kind == "number" and (field.minimum or 0) >= 1


def _default_fits(field: Field) -> bool:
    """What is put in where nothing is filled in has to be right itself."""
    try:
        return not field.default or check_field(field, "", "en") is not None
    except AppError:
        return False


def _is_always_filled(field: Field) -> bool:
    return field.shown_if is None and (field.required or bool(field.default))


def _holds_for(fields: tuple[Field, ...], condition: Condition | None) -> bool:
    """Whether the condition can hold: of one of these fields, with values that it may have."""
    if condition is None:
        return True
    field = next((field for field in fields if field.id == condition.field), None)
    if field is None:
        return False
    if field.kind in ("choice", "choices"):
        return set(condition.values) <= {choice.id for choice in field.choices}
    return True


def _name(section: SectionForm) -> str:
    """What a section is called where something is wrong with it."""
    return section.heading.nl or section.heading.en or section.kind
