"""The commands of earlier answers and of examples: listed, shown, named, erased, exported."""

from pathlib import Path
from typing import Any

import msgspec

from app import settings, tasks
from app.answer_files import AnswerFolder, FileForm
from app.collection_commands import Runs
from app.console import Console
from app.messages import (
    AddExample,
    AnswerKept,
    AnswerListed,
    ExampleListed,
    ExamplesExported,
    ExportExamples,
    ListAnswers,
    ListExamples,
    Progress,
    ReadAnswer,
    RemoveAnswers,
    RemoveExamples,
    RenameAnswer,
)
from app.paths import Paths


def tell(options: Any, session: Runs, console: Console) -> int:
    """List earlier answers."""
    since, until = options.since or "", options.until or ""
    found = _listed(ListAnswers(options.search, options.task, since, until), session)
    for answer in found:
        if options.json:
            console.data(msgspec.to_builtins(answer))
        else:
            console.result(_line(answer))
            if answer.excerpt:
                console.result(f"    {answer.excerpt}")
    if not found and not options.json:
        console.note(console.sentences.say("history.none"))
    return 0


def show(options: Any, session: Runs, console: Console) -> int:
    """Tell one answer whole.

    Raises:
        JobFailed: UnknownAnswer
    """
    kept = _read(options.id, session)
    if options.json:
        console.data(msgspec.to_builtins(kept))
        return 0
    for field, value in kept.fields.items():
        console.note(f"{field}: {value}")
    console.result(kept.text)
    if kept.sources:
        console.result("\n" + console.sentences.say("answer.sources"))
    for source in kept.sources:
        page = console.sentences.say("search.page", page=source.page)
        console.result(f"[{source.number}] {source.path}, {page}")
    return 0


def remove(options: Any, session: Runs, console: Console) -> int:
    """Erase answers.

    Raises:
        JobFailed: UnknownAnswer; nothing was erased.
    """
    for _ in session.run(RemoveAnswers(tuple(options.ids))):
        pass
    console.result(console.sentences.say("history.removed", count=len(options.ids)))
    return 0


def rename(options: Any, session: Runs, console: Console) -> int:
    """Give an answer a name.

    Raises:
        JobFailed: UnknownAnswer
    """
    for event in session.run(RenameAnswer(options.id, options.name)):
        if isinstance(event, AnswerListed):
            console.result(_line(event))
    return 0


def export(options: Any, session: Runs, console: Console) -> int:
    """Write answers to a folder, a file each.

    Raises:
        ExportUnwritable, TemplateUnreadable, DiskFull
        JobFailed: UnknownAnswer
    """
    paths = Paths.under(options.data_dir)
    chosen = settings.load(paths.settings).word_template
    form = FileForm(
        options.format,
        console.sentences.language,
        tasks.load_all(paths.tasks),
        Path(chosen) if chosen is not None else None,
    )
    ids = options.ids
    if options.all:
        ids = [answer.id for answer in _listed(ListAnswers(), session) if answer.state != "writing"]
    folder = AnswerFolder(Path(options.folder).absolute(), form)
    for number, identity in enumerate(ids):
        console.progress(Progress("exporting", number, len(ids)))
        folder.put(_read(identity, session))
    console.result(console.sentences.say("history.exported", count=len(ids), path=options.folder))
    return 0


def tell_examples(options: Any, session: Runs, console: Console) -> int:
    """List examples."""
    found = [event for event in session.run(ListExamples(options.task)) if isinstance(event, ExampleListed)]
    for example in found:
        if options.json:
            console.data(msgspec.to_builtins(example))
        else:
            first = next((value for value in example.fields.values() if value.strip()), "")
            console.result(f"{example.id}  {example.task}  {example.language}  {_first_line(first)}")
    if not found and not options.json:
        console.note(console.sentences.say("examples.none"))
    return 0


def add_example(options: Any, session: Runs, console: Console) -> int:
    """Make an answer an example of its task.

    Raises:
        JobFailed: UnknownAnswer, AnswerNotWhole
    """
    for event in session.run(AddExample(options.answer)):
        if isinstance(event, ExampleListed):
            console.result(console.sentences.say("examples.added", task=event.task))
    return 0


def remove_examples(options: Any, session: Runs, console: Console) -> int:
    """Erase examples.

    Raises:
        JobFailed: UnknownExample; nothing was erased.
    """
    for _ in session.run(RemoveExamples(tuple(options.ids))):
        pass
    console.result(console.sentences.say("examples.removed", count=len(options.ids)))
    return 0


def export_examples(options: Any, session: Runs, console: Console) -> int:
    """Write examples to a file of conversations.

    Raises:
        JobFailed: ExportFileExists, ExportUnwritable, DiskFull
    """
    path = str(Path(options.file).absolute())
    job = ExportExamples(path, console.sentences.language, options.task, options.replace)
    for event in session.run(job):
        if isinstance(event, ExamplesExported):
            words = console.sentences.say("examples.exported", count=event.examples, path=event.path)
            console.result(words)
    return 0


def _listed(job: ListAnswers, session: Runs) -> list[AnswerListed]:
    return [event for event in session.run(job) if isinstance(event, AnswerListed)]


def _read(identity: str, session: Runs) -> AnswerKept:
    (kept,) = [event for event in session.run(ReadAnswer(identity)) if isinstance(event, AnswerKept)]
    return kept


def _line(answer: AnswerListed) -> str:
    rating = {"good": " +", "bad": " -"}.get(answer.rating, "")
    versions = f" ({answer.versions})" if answer.versions > 1 else ""
    name = answer.name or answer.subject
    return f"{answer.id}  {answer.created_at}  {answer.task}  {name}{versions}{rating}"


def _first_line(text: str) -> str:
    return next(iter(text.strip().splitlines()), "")
