"""Task files: found, read, written, brought up to date. They come with the program (`resources/tasks`) or lie
in the person's folder; one of the person's with the id of a built-in one takes its place.
"""

import tomllib
from collections.abc import Callable
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import msgspec

from app.errors import TaskFileBroken, UnknownTask
from app.tasks.rules import problems
from app.tasks.schema import SCHEMA, Task


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
    """The task in one file, whatever schema it was written in.

    Raises:
        TaskFileBroken: with the reason, and the line where the TOML parser tells it.
    """
    try:
        task = msgspec.convert(_up_to_date(tomllib.loads(file.read_text(encoding="utf-8"))), Task)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError, UnicodeDecodeError, OSError) as error:
        raise TaskFileBroken(str(file), str(error)) from error
    for problem in problems(task):
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


def _up_to_date(content: dict[str, Any]) -> dict[str, Any]:
    """The content of a file in today's schema; of a schema that is not known it is left as it is."""
    schema = content.get("schema")
    while isinstance(schema, int) and schema in _MIGRATIONS:
        content = _MIGRATIONS[schema](content)
        schema += 1
        content["schema"] = schema
    return content


def _from_first(content: dict[str, Any]) -> dict[str, Any]:
    """Schema 2 has more kinds of fields and sections; what schema 1 had is as it was."""
    return dict(content)


_MIGRATIONS: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {1: _from_first}
assert max(_MIGRATIONS) + 1 == SCHEMA
