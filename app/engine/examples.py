"""The person's examples of tasks: added, told, erased, exported. Which go into a prompt is
`example_choice`'s."""

from collections.abc import Callable
from pathlib import Path
from typing import IO

import msgspec

from app.engine import prompt
from app.engine.example_choice import example_of
from app.engine.scheduler import Steps
from app.errors import AnswerNotWhole, ExportFileExists
from app.export.files import write_file
from app.messages import (
    ExampleListed,
    ExamplesExported,
    ExportExamples,
    Language,
    Progress,
)
from app.tasks import Task, Tasks, form_so_far
from store.examples import Examples, KeptExample
from store.history import History
from store.language import language_of


class ExampleKeeping:
    """Each method makes the steps of one job."""

    def __init__(self, kept: Examples, history: History, tasks: Callable[[], Tasks]) -> None:
        """`tasks` reads the tasks as they are now."""
        self._kept = kept
        self._history = history
        self._tasks = tasks

    def add(self, answer: str) -> Steps:
        """An answer is an example from now on.

        Raises:
            UnknownAnswer, AnswerNotWhole
        """
        kept = self._history.answer(answer)
        if kept.state != "done" or not kept.text.strip():
            raise AnswerNotWhole(answer)
        language = kept.language or language_of(kept.text) or "nl"
        form = self._without_documents(kept.task, kept.form_json)
        yield _listed(self._kept.add(kept.id, kept.task, language, form, kept.text))

    def tell(self, task: str) -> Steps:
        """Those of a task, or all, the oldest first."""
        for example in self._kept.of(task):
            yield _listed(example)

    def remove(self, ids: tuple[str, ...]) -> Steps:
        """Gone from disk.

        Raises:
            UnknownExample: nothing was erased.
            DiskFull: what is not cleared from the disk now is at the next start.
        """
        yield Progress("erasing", 0, len(ids))
        self._kept.erase(ids)

    def export(self, job: ExportExamples) -> Steps:
        """A conversation a line, as `prompt` words it: instruction, filled form, answer.

        Raises:
            ExportFileExists, ExportUnwritable, DiskFull
        """
        path, tasks = Path(job.path), self._tasks()
        if not job.replace and path.exists():
            raise ExportFileExists(job.path)
        examples = self._kept.of(job.task)
        yield Progress("exporting", 0, len(examples))
        lines = [conversation(tasks.get(one.task), one) for one in examples]

        def put(file: IO[bytes]) -> None:
            file.writelines(msgspec.json.encode(line) + b"\n" for line in lines)

        write_file(path, put, job.replace)
        yield ExamplesExported(job.path, len(lines))

    def _without_documents(self, task: str, form_json: str) -> str:
        """The form without the documents that were chosen in it: they are no affair of another form's."""
        known = self._tasks().get(task)
        chosen = {field.id for field in known.fields if field.kind == "documents"} if known else set()
        fields = msgspec.json.decode(form_json, type=dict[str, str])
        kept = {identity: value for identity, value in fields.items() if identity not in chosen}
        return msgspec.json.encode(kept).decode()


def conversation(task: Task | None, example: KeptExample) -> dict[str, list[dict[str, str]]]:
    """An example as programs that fine-tune chat models read it ("messages" with roles, the format of OpenAI
    and of Hugging Face's TRL). Of a task that is gone only the values of the form are known."""
    one = example_of(example.language, example.form_json, example.answer)
    language: Language = one.language
    if task is None:
        turns = [("user", "\n".join(one.fields.values()))]
    else:
        form = form_so_far(task, one.fields, language)
        instruction = task.instruction.in_language(language)
        turns = [("system", instruction), ("user", prompt.filled(task, form, language))]
    turns.append(("assistant", one.answer.strip()))
    return {"messages": [{"role": role, "content": text.strip()} for role, text in turns]}


def _listed(example: KeptExample) -> ExampleListed:
    one = example_of(example.language, example.form_json, example.answer)
    return ExampleListed(example.id, example.task, one.language, one.fields, one.answer, example.created_at)
