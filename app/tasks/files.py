"""Task files: found, read, brought up to date; what is wrong with one is told with its line. They come with
the program (`resources/tasks`) or lie in the person's folder; one of the person's with the id of a built-in
one takes its place.

Writing them is in `writing`, the person's folder in `own`.
"""

import errno
import re
import tomllib
from collections.abc import Callable
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import msgspec

from app.errors import TaskFileBroken, UnknownTask
from app.tasks.key_lines import KeyLines, Place, too_deep
from app.tasks.rules import problems
from app.tasks.schema import SCHEMA, Task

LARGEST_FILE = 1024 * 1024
"""Bytes: instruction, form and dozens of long examples together."""

_AT_LINE = re.compile(r"\(at line (\d+)")
_TOML_REASONS = {
    "Invalid statement": "toml_statement",
    "Expected '=' after a key": "toml_equals",
    "Expected newline or end of document": "toml_after_value",
    "Invalid value": "toml_value",
    "Cannot overwrite a value": "toml_twice",
    "Cannot declare": "toml_twice",
    "Cannot mutate": "toml_twice",
    "Duplicate inline table key": "toml_twice",
    "Unterminated string": "toml_text_end",
    "Expected \"'": "toml_text_end",
    "Expected '\"": "toml_text_end",
    "Unclosed array": "toml_array_end",
    "Unclosed inline table": "toml_table_end",
    "Illegal character '\\n'": "toml_text_end",
    "Unescaped '\\' in a string": "toml_backslash",
}
"""Reasons by the beginning of what Python's parser says."""
_FORMAT_REASONS = (
    (r"Object missing required field `(.*)`", "missing_key"),
    (r"Object contains unknown field `(.*)`", "unknown_key"),
    (r"Invalid enum value '?(.*?)'?$", "not_one_of"),
    (r"Expected `str`", "not_text"),
    (r"Expected `int`", "not_whole_number"),
    (r"Expected `int \| str`", "not_count"),
    (r"Expected `float`", "not_number"),
    (r"Expected `bool`", "not_yes_or_no"),
    (r"Expected `array`", "not_array"),
    (r"Expected `object`", "not_table"),
)
"""Reasons by what msgspec says, with what they tell of where that is not the key."""


class Tasks(dict[str, Task]):
    """Tasks by id. `broken` are the files that do not follow the format; the others work without them."""

    def __init__(self) -> None:
        super().__init__()
        self.broken: list[TaskFileBroken] = []


def load_all(own_folder: Path) -> Tasks:
    """Every task by id, the built-in ones first."""
    tasks = Tasks()
    for file in (*built_in_files(), *own_files(own_folder)):
        try:
            task = load(file)
        except TaskFileBroken as error:
            tasks.broken.append(error)
        else:
            tasks[task.id] = task
    return tasks


def built_in_files() -> list[Traversable]:
    """The files that came with the program, by name."""
    folder = files("resources").joinpath("tasks")
    found = (file for file in folder.iterdir() if file.name.endswith(".toml"))
    return sorted(found, key=lambda file: file.name)


def own_files(folder: Path) -> list[Path]:
    """The files in the person's folder, by name."""
    return sorted(folder.glob("*.toml")) if folder.is_dir() else []


def load(file: Traversable | Path) -> Task:
    """The task in one file, whatever schema it was written in.

    Raises:
        TaskFileBroken: with the reason and the line. Of several things that are wrong it tells the first.
    """
    return parse(_read(file), str(file))


def parse(content: bytes, path: str) -> Task:
    """The task that a file of this content holds; `path` is what an error names.

    Raises:
        TaskFileBroken
    """
    text = _text(content, path)
    try:
        task = msgspec.convert(_up_to_date(_keys(text, path)), Task)
    except msgspec.ValidationError as error:
        raise _not_a_task(error, text, path) from error
    for problem in problems(task):
        raise TaskFileBroken(path, problem.kind, KeyLines(text).line(problem.place), problem.about)
    return task


def _read(file: Traversable | Path) -> bytes:
    try:
        with file.open("rb") as opened:
            content: bytes = opened.read(LARGEST_FILE + 1)
    except OSError as error:
        raise TaskFileBroken(str(file), "unreadable", 0, errno.errorcode.get(error.errno or 0, "")) from error
    return content


def _text(content: bytes, path: str) -> str:
    if len(content) > LARGEST_FILE:
        raise TaskFileBroken(path, "too_large", 0, str(LARGEST_FILE // 1024))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise TaskFileBroken(path, "no_text", content.count(b"\n", 0, error.start) + 1) from error


def _keys(text: str, path: str) -> dict[str, Any]:
    """What the TOML says, when it is of a schema that is known."""
    if line := too_deep(text):
        raise TaskFileBroken(path, "too_deep", line)
    try:
        content = tomllib.loads(text)
    except ValueError as error:  # also a number of thousands of digits, which is no TOMLDecodeError
        raise _not_toml(str(error), text, path) from error
    schema = content.get("schema")
    if isinstance(schema, int) and schema > SCHEMA:  # what it holds beside that nobody knows here
        raise TaskFileBroken(path, "newer_schema", KeyLines(text).line(("schema",)), str(schema))
    return content


def _not_toml(said: str, text: str, path: str) -> TaskFileBroken:
    """The parser tells the line in its words."""
    place = _AT_LINE.search(said)
    line = int(place[1]) if place else text.count("\n") + 1 if said.endswith("(at end of document)") else 0
    said = re.sub(r" \(at [^()]*\)$", "", said)
    for beginning, reason in _TOML_REASONS.items():
        if said.startswith(beginning):
            return TaskFileBroken(path, reason, line)
    return TaskFileBroken(path, said, line)


def _not_a_task(error: msgspec.ValidationError, text: str, path: str) -> TaskFileBroken:
    """msgspec tells the place in its words: "Expected `str`, got `int` - at `$.fields[2].kind`"."""
    said, _, at = str(error).partition(" - at ")
    steps = re.findall(r"\.(\w+)|\[(\d+)\]", at.partition("[...]")[0])
    place: Place = tuple(int(number) if number else name for name, number in steps)
    about = str(place[-1]) if place else ""
    for pattern, reason in _FORMAT_REASONS:
        if found := re.match(pattern, said):
            named = found[1] if found.groups() else about
            whole = (*place, named) if reason == "unknown_key" else place
            return TaskFileBroken(path, reason, KeyLines(text).line(whole), named)
    return TaskFileBroken(path, said, KeyLines(text).line(place))


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
