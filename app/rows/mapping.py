"""Which column of a spreadsheet is which field of a task."""

from collections.abc import Mapping, Sequence

from app.errors import NoColumnFits
from app.messages import Language
from app.rows.table import Row, Table, column_letters
from app.rows.values import folded, value_of
from app.tasks import Task

Columns = tuple[str, ...]
"""For each column the id of its field, "" for one that is not used."""

UNUSED = ""


def matched(names: Sequence[str], task: Task) -> Columns:
    """The columns as they are called: by a field's id, or its label in Dutch or English, whatever their case,
    spaces and accents. Of two columns of one name the first counts."""
    fields: dict[str, str] = {}
    for field in task.fields:
        fields.setdefault(folded(field.id), field.id)
    for field in task.fields:
        for label in (field.label.nl, field.label.en):
            fields.setdefault(folded(label), field.id)
    fields.pop("", None)
    taken: set[str] = set()
    columns = []
    for name in names:
        field_id = fields.get(folded(name), UNUSED)
        columns.append(UNUSED if field_id in taken else field_id)
        taken.add(field_id)
    return tuple(columns)


def check_columns(table: Table, columns: Columns, task: Task, language: Language) -> None:
    """Whether there is a column that is used at all.

    Raises:
        NoColumnFits
    """
    if not any(columns):
        labels = ", ".join(field.label.in_language(language) for field in task.fields)
        raise NoColumnFits(table.path, labels)


def not_used(table: Table, columns: Columns) -> tuple[str, ...]:
    """The names of the columns that are no field."""
    return tuple(column_name(table, place) for place, field in enumerate(columns) if not field)


def column_name(table: Table, place: int) -> str:
    """The name of a column, or its letters where it has none."""
    return table.columns[place] or column_letters(place)


def fields_of(row: Row, columns: Columns, task: Task, given: Mapping[str, str]) -> dict[str, str]:
    """The fields of a row, as a form sends them. `given` holds for rows in which the cell is empty."""
    values = dict(given)
    for field_id, cell in zip(columns, row.cells, strict=True):
        field = task.field(field_id)
        if field is not None and (value := value_of(field, cell)):
            values[field_id] = value
    return values
