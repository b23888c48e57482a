"""Every row checked before anything runs: what is wrong, and in which column."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from app.errors import AppError, FieldInvalid, FieldMissing, MaximumLengthTooSmall, fault_of
from app.messages import Language, Tuning
from app.outline import check_length, outline
from app.rows.mapping import Columns, fields_of
from app.rows.table import Table
from app.rows.values import allowed_values
from app.tasks import Form, Task, check_field, check_form
from store.schema import Fault


class Problem(Struct, frozen=True):
    """What is wrong with a row. `column` is the place of the column it is in, -1 where there is none; `fault`
    names the field as the form does."""

    fault: Fault
    column: int = -1


class PlannedRow(Struct, frozen=True):
    """A row with the fields that it fills in. One with problems is not made."""

    number: int
    cells: tuple[str, ...]
    fields: dict[str, str]
    problems: tuple[Problem, ...] = ()


def checked_rows(
    table: Table,
    columns: Columns,
    task: Task,
    language: Language,
    tuning: Tuning,
    given: Mapping[str, str],
) -> Iterator[PlannedRow]:
    """The rows one after the other, so that the one who asks may pause between them."""
    check = _Check(task, columns, language, tuning)
    for row in table.rows:
        fields = fields_of(row, columns, task, given)
        yield PlannedRow(row.number, row.cells, fields, tuple(check.problems(fields)))


class _Check:
    def __init__(self, task: Task, columns: Columns, language: Language, tuning: Tuning) -> None:
        self._task, self._columns, self._language, self._tuning = task, columns, language, tuning

    def problems(self, fields: Mapping[str, str]) -> Iterator[Problem]:
        try:
            form = check_form(self._task, fields, self._language)
            check_length(outline(self._task, form, self._language), self._tuning.max_tokens)
        except (FieldMissing, FieldInvalid):
            yield from self._field_problems(fields)
        except MaximumLengthTooSmall as error:
            yield Problem(fault_of(error))
        except AppError as error:  # a field that is given for all rows
            yield Problem(fault_of(error))

    def _field_problems(self, fields: Mapping[str, str]) -> Iterator[Problem]:
        """All of them; `check_form` tells the first."""
        form = Form(())
        for field in self._task.fields:
            if not form.holds(field.shown_if):
                continue
            column = self._columns.index(field.id) if field.id in self._columns else -1
            label = field.label.in_language(self._language) or field.id
            try:
                checked = check_field(field, fields.get(field.id, ""), self._language)
            except FieldMissing:
                yield Problem(fault_of(FieldMissing(label)), column)
            except FieldInvalid as error:
                allowed = allowed_values(field, self._language) or error.allowed
                yield Problem(fault_of(FieldInvalid(label, allowed)), column)
            else:
                form = Form((*form.filled, checked)) if checked is not None else form
