"""The fields of a form as they are given on the command line: `NAME=VALUE`, or `NAME=@FILE` for the text of a
file. A field that is given more than once has several values, one a line."""

from collections.abc import Iterable
from pathlib import Path

from app.errors import FieldFileUnreadable
from app.tasks import Task

MOST_BYTES = 1_000_000
"""More than any model reads."""


def field_values(task: Task, options: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The values by field. A value that begins with "@" is written "@@". Documents may be named by their
    paths.

    Raises:
        FieldFileUnreadable
    """
    values: dict[str, str] = {}
    for name, given in options:
        value = _value(given)
        field = task.field(name)
        if field is not None and field.kind == "documents":
            value = "\n".join(_absolute(line) for line in value.splitlines())
        several = field is not None and field.kind in ("choices", "documents", "lines")
        values[name] = f"{values[name]}\n{value}" if several and name in values else value
    return values


def _value(given: str) -> str:
    if not given.startswith("@") or given.startswith("@@"):
        return given[1:] if given.startswith("@@") else given
    path = Path(given[1:])
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise FieldFileUnreadable(str(path), error.strerror or "") from error
    if len(content) > MOST_BYTES:
        raise FieldFileUnreadable(str(path), f"> {MOST_BYTES:,} bytes")
    try:
        return content.decode("utf-8-sig").rstrip("\n")
    except UnicodeDecodeError as error:
        raise FieldFileUnreadable(str(path), "UTF-8") from error


def _absolute(value: str) -> str:
    """A path of a file that is there, from the root; anything else is an id, and stays."""
    path = Path(value.strip()).expanduser()
    return str(path.absolute()) if path.is_file() else value.strip()
