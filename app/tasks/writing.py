"""A task as the text of its file, and that file on the disk."""

import errno
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec
import tomli_w

from app.errors import TaskFileUnwritable
from app.tasks.schema import Task


def as_toml(task: Task) -> str:
    """The file: keys in the order of the schema; texts of several lines are readable."""
    return tomli_w.dumps(content_of(task), multiline_strings=True)


def content_of(task: Task) -> dict[str, Any]:
    """The keys and values of the file, without those that say what is so anyway."""
    content: dict[str, Any] = _without_defaults(task)
    return content


def write(task: Task, path: Path) -> None:
    """Write the file so that a kill leaves the old one or the new one.

    Raises:
        TaskFileUnwritable
    """
    replace_file(path, as_toml(task).encode())


def replace_file(path: Path, content: bytes) -> None:
    """Write a file in the same way.

    Raises:
        TaskFileUnwritable
    """
    unfinished = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with unfinished.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    except OSError as error:
        with suppress(OSError):
            unfinished.unlink()
        raise unwritable(path, error) from error


def unwritable(path: Path, error: OSError) -> TaskFileUnwritable:
    """What the system said, as an error of ours."""
    return TaskFileUnwritable(str(path), errno.errorcode.get(error.errno or 0, "EIO"))


def _without_defaults(value: Any) -> Any:
    """The value as TOML takes it. msgspec would keep a default that was read, as it compares by identity."""
    if isinstance(value, msgspec.Struct):
        kept = {}
        for field in msgspec.structs.fields(value):
            one = getattr(value, field.name)
            default = field.default_factory() if callable(field.default_factory) else field.default
            if one != default and one is not None:
                kept[field.encode_name] = _without_defaults(one)
        return kept
    if isinstance(value, dict):
        return {key: _without_defaults(one) for key, one in value.items()}
    if isinstance(value, (tuple, list)):
        return [_without_defaults(one) for one in value]
    return value
