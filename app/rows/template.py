"""A spreadsheet to begin with: the fields of a task as columns, an example below."""

from pathlib import Path

from app.errors import SpreadsheetExists
from app.messages import Language
from app.rows.sheets import Sheet, write_workbook
from app.tasks import CHECKED, Field, Task


def write_template(path: Path, task: Task, language: Language, replace: bool = False) -> None:
    """Write it to a file (.xlsx), in place of one that is there only with `replace`.

    Raises:
        SpreadsheetExists
        OSError
    """
    if path.exists() and not replace:
        raise SpreadsheetExists(str(path))
    heads = tuple(field.label.in_language(language) or field.id for field in task.fields)
    sample = tuple(_sample(task, field, language) for field in task.fields)
    write_workbook(path, Sheet(task.name.in_language(language), heads, [sample]))


def _sample(task: Task, field: Field, language: Language) -> str:
    """What one may write in this column."""
    if (said := task.sample.get(field.id)) is not None:
        return said.in_language(language)
    if field.choices:
        default = next((choice for choice in field.choices if choice.id == field.default), field.choices[0])
        return default.label.in_language(language)
    if field.kind == "check":
        yes = {"nl": "ja", "en": "yes"}[language]
        return yes if field.default == CHECKED else {"nl": "nee", "en": "no"}[language]
    if field.kind == "documents":
        return ""
    fallback = {"number": str(field.minimum or 1), "date": "2026-12-31"}.get(field.kind, "")
    return field.default or field.placeholder.in_language(language) or fallback
