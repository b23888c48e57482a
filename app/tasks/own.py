"""The person's folder of tasks: saved, removed and brought back, set back to what came with the program,
taken in from a file and handed out as one. What came with the program is never written.
"""

import re
import unicodedata
from collections.abc import Collection
from functools import cached_property
from importlib.resources import files
from pathlib import Path

import msgspec

from app.errors import TaskBuiltIn, TaskFileBroken, TaskFileExists, TaskNotBuiltIn, TaskThere, UnknownTask
from app.tasks.files import Tasks, built_in_files, load, load_all, own_files, parse
from app.tasks.schema import Task, Words
from app.tasks.writing import as_toml, replace_file, unwritable, write

LONGEST_ID = 40
STARTS = ("text", "list", "table", "empty")
"""What a new task may begin from: files in `resources/task_starts`."""

# Names that Windows keeps for devices, with any ending.
_DEVICES = {
    "con",
    "prn",
    "aux",
    "nul",
    *(f"{port}{number}" for port in ("com", "lpt") for number in range(10)),
}


class Removed(msgspec.Struct, frozen=True):
    """What was removed, so that it can be brought back: the files' paths and what they held."""

    task: Task
    files: tuple[tuple[Path, bytes], ...]


class OwnTasks:
    """The person's tasks in one folder, which need not be there yet."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @cached_property
    def built_in(self) -> dict[str, Task]:
        """The tasks that came with the program, as they came."""
        return {task.id: task for task in map(load, built_in_files())}

    def all(self) -> Tasks:
        """Every task, the built-in ones among them."""
        return load_all(self._folder)

    def ids(self) -> frozenset[str]:
        """The tasks of which there are files of the person's, changed built-in ones among them."""
        return frozenset(filter(None, map(_id_in, own_files(self._folder))))

    def is_own(self, identity: str) -> bool:
        """Whether there is a file of the person's of this task, be it a changed built-in one."""
        return bool(self._files_of(identity))

    def save(self, task: Task) -> None:
        """Write a task, in place of what there is of its id.

        Raises:
            TaskFileBroken: something is wrong with it; nothing was changed.
            TaskFileUnwritable
        """
        parse(as_toml(task).encode(), task.id)
        known = self._files_of(task.id)
        write(task, known[-1] if known else self._free_file(task.id))

    def remove(self, identity: str) -> Removed:
        """Remove the person's files of a task: an own one is gone, a built-in one as it came.

        Raises:
            UnknownTask, TaskBuiltIn, TaskFileUnwritable
        """
        removed = self.kept(identity)
        if removed is None:
            raise TaskBuiltIn(identity) if identity in self.built_in else UnknownTask(identity)
        for path, _content in removed.files:
            try:
                path.unlink(missing_ok=True)
            except OSError as error:
                raise unwritable(path, error) from error
        return removed

    def kept(self, identity: str) -> Removed | None:
        """The person's files of a task as they are, so that they can be brought back."""
        found = self._files_of(identity)
        if not found:
            return None
        return Removed(load(found[-1]), tuple((path, path.read_bytes()) for path in found))

    def reset(self, identity: str) -> Removed:
        """Remove what the person changed of a built-in task.

        Raises:
            TaskNotBuiltIn, TaskBuiltIn, TaskFileUnwritable
        """
        if identity not in self.built_in:
            raise TaskNotBuiltIn(identity)
        return self.remove(identity)

    def bring_back(self, removed: Removed) -> None:
        """Undo a removal. What was made in the meantime under the same names stays.

        Raises:
            TaskThere, TaskFileUnwritable
        """
        if self.is_own(removed.task.id):
            raise TaskThere(removed.task.id)
        for path, content in removed.files:
            replace_file(self._free_file(path.stem) if path.exists() else path, content)

    def duplicate(self, task: Task, name: str) -> Task:
        """A copy under another name, saved.

        Raises:
            TaskFileUnwritable
        """
        copy = self.named(task, name)
        self.save(copy)
        return copy

    def named(self, task: Task, name: str) -> Task:
        """A copy with this name and a free id, not saved."""
        said = " ".join(name.split())
        return msgspec.structs.replace(task, id=new_id(said, self.all()), name=Words(nl=said, en=said))

    def take_in(self, path: Path, replace: bool = False, anew: bool = False) -> Task:
        """Save the task of a file. It is checked whole before anything changes. Where there is a task of its
        id, `replace` puts it in its place, and `anew` gives it another id.

        Raises:
            TaskFileBroken, TaskThere, TaskFileUnwritable
        """
        task = load(path)
        if task.id in self.all() and not replace:
            if not anew:
                raise TaskThere(task.id)
            task = msgspec.structs.replace(task, id=new_id(task.id, self.all()))
        self.save(task)
        return task

    def _files_of(self, identity: str) -> list[Path]:
        """The person's files that hold this task; the last is the one that counts."""
        return [path for path in own_files(self._folder) if _id_in(path) == identity]

    def _free_file(self, identity: str) -> Path:
        """A file that is not there yet: one that is broken may have the name."""
        return self._folder / f"{_free(identity, {path.stem for path in own_files(self._folder)})}.toml"


def hand_out(task: Task, path: Path, replace: bool = False) -> None:
    """Write a task to a file for somebody else.

    Raises:
        TaskFileExists: there is one already, and it is not to be replaced.
        TaskFileUnwritable
    """
    if path.exists() and not replace:
        raise TaskFileExists(str(path))
    write(task, path)


def starting_point(start: str) -> Task:
    """One of `STARTS`: a small task that works, without a name."""
    return load(files("resources").joinpath("task_starts", f"{start}.toml"))


def new_id(name: str, taken: Collection[str], kind: str = "task") -> str:
    """An id made from a name, in letters that every system has: "Klacht (2e)" -> "klacht-2e". `kind` is
    the id of what has no such letters."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = "-".join(re.findall(r"[a-z0-9]+", plain))[:LONGEST_ID].strip("-")
    return _free(words if words and words not in _DEVICES else f"{kind}-{words}".rstrip("-"), taken)


def _free(wanted: str, taken: Collection[str]) -> str:
    made, number = wanted, 1
    while made in taken:
        number += 1
        made = f"{wanted}-{number}"
    return made


def _id_in(path: Path) -> str:
    try:
        return load(path).id
    except TaskFileBroken:
        return ""
