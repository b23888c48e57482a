"""What is wrong with a task that the format alone does not rule out."""

from collections.abc import Iterator
from pathlib import PurePosixPath, PureWindowsPath

from app.tasks.schema import READS, SCHEMA, Condition, Field, SectionForm, Task, Words

LANGUAGES = ("nl", "en")
MOST_ITEMS = 50
"""Items of a list, rows of a table, columns of one: more is no form any more."""


def problems(task: Task) -> list[str]:
    """Each problem in words; none when the task can be used."""
    found = []
    if task.schema != SCHEMA:
        found.append(f"schema {task.schema} is not {SCHEMA}")
    if not task.sections:
        found.append("no sections")
    if task.documents == "required" and not (task.nothing_found.nl and task.nothing_found.en):
        found.append("nothing_found is missing")
    if task.reads not in READS and not _is_choice_of(task, task.reads, READS):
        found.append(f"reads: {task.reads} is no choice field that always is one of {', '.join(READS)}")
    if task.language not in ("", *LANGUAGES) and not _is_choice_of(task, task.language, LANGUAGES):
        found.append(f"language: {task.language} is no choice field that always is one of nl, en")
    found += _pin_problems(task)
    found += _field_problems(task)
    for section in task.sections:
        found += _section_problems(task, section)
    return found


def _field_problems(task: Task) -> Iterator[str]:
    if len({field.id for field in task.fields}) < len(task.fields):
        yield "two fields have the same id"
    if sum(field.kind == "documents" for field in task.fields) > 1:
        yield "there are two fields of documents"
    for place, field in enumerate(task.fields):
        if field.kind in ("choice", "choices") and not field.choices:
            yield f"{field.id}: there is nothing to choose from"
        if len({choice.id for choice in field.choices}) < len(field.choices):
            yield f"{field.id}: two choices have the same id"
        if field.kind == "documents" and task.documents == "none":
            yield f"{field.id}: the task reads no documents"
        if field.minimum is not None and field.maximum is not None and field.minimum > field.maximum:
            yield f"{field.id}: minimum is above maximum"
        if not _holds_for(task.fields[:place], field.shown_if):
            yield f"{field.id}: shown_if names no field before it, or a value that it never has"


def _section_problems(task: Task, section: SectionForm) -> Iterator[str]:
    if not _holds_for(task.fields, section.shown_if):
        yield "shown_if of a section names no field, or a value that it never has"
    if section.kind in ("list", "bullets", "table") and not _always_counts(task, section):
        yield f"count: {section.count} is no number of 1 to {MOST_ITEMS} that the section always has"
    if section.least and not (isinstance(section.count, int) and 1 <= section.least <= section.count):
        yield "least is no number from 1 to count"
    if section.kind == "table":
        yield from _column_problems(task, section)
    if section.kind == "choice" and len({choice.id for choice in section.choices}) < 2:
        yield "a choice in the answer needs two different choices or more"
    if any(part.label == Words() for part in section.parts[1:]):
        yield "the second part of a list and those after it need a label"


def _column_problems(task: Task, section: SectionForm) -> Iterator[str]:
    source = task.field(section.columns_from)
    if section.columns_from and (source is None or source.kind not in ("documents", "lines")):
        yield f"columns_from: {section.columns_from} is no field of documents or lines"
    elif source is not None and not source.required:
        yield f"columns_from: {source.id} has to be required"
    columns = len(section.columns) + bool(section.columns_from)
    if columns < 2 or len(section.columns) > MOST_ITEMS:
        yield "a table needs two columns or more"


def _pin_problems(task: Task) -> Iterator[str]:
    """A task may come from a computer of another system: its paths are absolute there."""
    if task.pinned and task.documents == "none":
        yield "pinned: the task reads no documents"
    if len(set(task.pinned)) < len(task.pinned):
        yield "pinned: a path is there twice"
    for path in task.pinned:
        if not (PurePosixPath(path).is_absolute() or PureWindowsPath(path).is_absolute()):
            yield f"pinned: {path} is no absolute path"


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
