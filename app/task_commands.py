"""The commands of tasks: shown, handed out and taken in as files, duplicated, removed, set back, checked.

They only read and write files, so they start no engine.
"""

from pathlib import Path
from typing import Any

from app import tasks
from app.console import Console
from app.errors import TaskFileBroken, fault_of
from app.paths import Paths
from app.tasks import Field, Task, count_bounds, number_bounds
from app.tasks.own import OwnTasks, hand_out
from app.tasks.writing import content_of


def tell(options: Any, console: Console) -> int:
    """List tasks, and the files that are none."""
    own = _own(options)
    known = own.all()
    for task in known.values():
        if options.json:
            console.data(_data(task, own))
        else:
            state = console.sentences.say(f"tasks.{_state(task, own)}")
            console.result(f"{task.id}  {task.name.in_language(console.sentences.language)}  ({state})")
    for error in known.broken:
        console.note(console.sentences.error(fault_of(error)))
    return int(bool(known.broken))


def show(options: Any, console: Console) -> int:
    """Tell what a task is for, and what its form asks.

    Raises:
        UnknownTask, TaskFileBroken
    """
    own = _own(options)
    task = tasks.find(own.all(), options.task)
    if options.json:
        console.data({**_data(task, own), "content": content_of(task)})
        return 0
    language = console.sentences.language
    console.result(f"{task.name.in_language(language)}\n{task.help.in_language(language)}".rstrip())
    for field in task.fields:
        console.result(f"  --field {field.id}=…  {_field(field, console)}")
    for section in task.sections:
        heading = section.heading.in_language(language)
        console.result(f"  ## {heading}".rstrip() + f"  ({console.sentences.say(f'tasks.{section.kind}')})")
    return 0


def export(options: Any, console: Console) -> int:
    """Write a task to a file.

    Raises:
        UnknownTask, TaskFileBroken, TaskFileExists, TaskFileUnwritable
    """
    task = tasks.find(_own(options).all(), options.task)
    path = Path(options.file).absolute()
    hand_out(task, path, options.force)
    console.result(console.sentences.say("tasks.exported", task=task.id, path=path))
    return 0


def take_in(options: Any, console: Console) -> int:
    """Add the task of a file.

    Raises:
        TaskFileBroken, TaskThere, TaskFileUnwritable
    """
    own = _own(options)
    task = own.take_in(Path(options.file).absolute(), options.replace, options.anew)
    return _show_saved(task, own, options, console)


def duplicate(options: Any, console: Console) -> int:
    """Copy a task under another name.

    Raises:
        UnknownTask, TaskFileBroken, TaskFileUnwritable
    """
    own = _own(options)
    copy = own.duplicate(tasks.find(own.all(), options.task), options.name)
    return _show_saved(copy, own, options, console)


def remove(options: Any, console: Console) -> int:
    """Remove an own task; a built-in one is as it came again.

    Raises:
        UnknownTask, TaskBuiltIn, TaskFileUnwritable
    """
    _own(options).remove(options.task)
    console.result(console.sentences.say("tasks.removed", task=options.task))
    return 0


def reset(options: Any, console: Console) -> int:
    """Set a built-in task back to as it came.

    Raises:
        TaskNotBuiltIn, TaskBuiltIn, TaskFileUnwritable
    """
    _own(options).reset(options.task)
    console.result(console.sentences.say("tasks.set_back", task=options.task))
    return 0


def check(options: Any, console: Console) -> int:
    """Tell whether a file is a task, and if not, why and on which line."""
    path = Path(options.file).absolute()
    try:
        task = tasks.load(path)
    except TaskFileBroken as error:
        said = console.sentences.error(fault_of(error))
        if options.json:
            console.data({"path": str(path), "ok": False, "line": error.line, "error": said})
        else:
            console.note(said)
        return 1
    if options.json:
        console.data({"path": str(path), "ok": True, "task": task.id})
    else:
        console.result(console.sentences.say("tasks.right", task=task.id, path=path))
    return 0


def _own(options: Any) -> OwnTasks:
    return OwnTasks(Paths.under(options.data_dir).tasks)


def _state(task: Task, own: OwnTasks) -> str:
    if not own.is_own(task.id):
        return "built_in"
    return "changed" if task.id in own.built_in else "own"


def _data(task: Task, own: OwnTasks) -> dict[str, object]:
    return {"id": task.id, "state": _state(task, own), "name": task.name, "help": task.help}


def _show_saved(task: Task, own: OwnTasks, options: Any, console: Console) -> int:
    if options.json:
        console.data(_data(task, own))
    else:
        name = task.name.in_language(console.sentences.language)
        console.result(console.sentences.say("tasks.saved", task=task.id, name=name))
    return 0


def _field(field: Field, console: Console) -> str:
    """What may be filled in, and what is when nothing is."""
    say, language = console.sentences.say, console.sentences.language
    facts = [say(f"tasks.{field.kind}")]
    if field.choices:
        facts = [", ".join(choice.id for choice in field.choices)]
    elif field.kind == "number":
        facts = ["-".join(map(str, number_bounds(field)))]
    elif field.kind in ("documents", "lines"):
        facts += ["-".join(map(str, count_bounds(field)))]
    if field.default:
        facts.append(say("tasks.default", value=field.default))
    elif field.required:
        facts.append(say("tasks.required"))
    return f"{field.label.in_language(language) or field.id} ({'; '.join(facts)})"
