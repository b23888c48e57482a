"""The program without a window: the same engine, for scripts, servers and checks.

Progress and errors go to standard error, results to standard output. Exit codes: 0 done, 1 something
failed and is named, 2 wrong usage, 130 stopped by the person.
"""

import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from app import tasks
from app.arguments import language_of, parser
from app.client import EngineClient, JobHandle
from app.console import Console
from app.errors import AppError, DataFolderInUse, fault_of
from app.messages import (
    Answer,
    AnswerStarted,
    AnswerWritten,
    Check,
    CheckResult,
    ChooseModel,
    Closing,
    DocumentReport,
    Done,
    EngineRestarted,
    EngineWaiting,
    Event,
    Failed,
    FoundPassage,
    Index,
    Job,
    ListDocuments,
    ListModels,
    ModelsListed,
    PassagesFound,
    Progress,
    Remove,
    Search,
    TextWritten,
)
from app.paths import Paths
from app.sentences import Sentences
from store.schema import Fault

DONE, FAILED, STOPPED = 0, 1, 130


class Stopped(Exception):
    """The person pressed Ctrl-C and the job has stopped."""


class JobFailed(Exception):
    """The job's closing event was `Failed`."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault


class Session:
    """One command's line to the engine: runs jobs, shows what is common to all of them."""

    def __init__(self, client: EngineClient, console: Console, wait: bool) -> None:
        self._client = client
        self._console = console
        self._wait = wait

    def run(self, job: Job) -> Iterator[Event]:
        """The job's own events. Ctrl-C stops the job, whose last events still come; again, it ends at once.

        Raises:
            JobFailed, Stopped, DataFolderInUse
        """
        handle = self._client.submit(job)
        before = signal.signal(signal.SIGINT, lambda *_: _stop(handle))
        try:
            for event in handle.events():
                if not isinstance(event, Closing) and not self._is_common(event):
                    yield event
        finally:
            signal.signal(signal.SIGINT, before)
        _raise_unless_done(handle)

    def _is_common(self, event: Event) -> bool:
        say = self._console.sentences.say
        match event:
            case Progress():
                self._console.progress(event)
            case EngineWaiting(process, since):
                if not self._wait:
                    raise DataFolderInUse(process, since)
                self._console.note(say("engine.waiting", process=process, since=since))
            case EngineRestarted(exit_code):
                self._console.note(say("engine.restarted", exit_code=exit_code))
            case _:
                return False
        return True


def _stop(handle: JobHandle) -> None:
    """On a thread of its own: the signal may have come while this one holds the client's lock."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    threading.Thread(target=handle.stop, name="stop").start()


def _raise_unless_done(handle: JobHandle) -> None:
    if isinstance(handle.closing, Failed):
        raise JobFailed(handle.closing.fault)
    if not isinstance(handle.closing, Done):
        raise Stopped


def main(arguments: Sequence[str]) -> int:
    """Run one command; returns the exit code."""
    sentences = Sentences(language_of(arguments))
    options = parser(sentences).parse_args(arguments)
    console = Console(sentences, sys.stdout, sys.stderr)
    command = _COMMANDS[options.command]
    try:
        with EngineClient(Paths.under(options.data_dir)) as client:
            return command(options, Session(client, console, options.wait), console)
    except JobFailed as failure:
        _explain(failure.fault, console)
    except AppError as error:
        _explain(fault_of(error), console)
    except (Stopped, KeyboardInterrupt):
        console.note(sentences.say("engine.stopped"))
        return STOPPED
    except BrokenPipeError:
        sys.stderr.close()  # whoever read the results has gone, `head` for one: nobody is left to tell
    return FAILED


# --- the commands -----------------------------------------------------------------------------------


def index(options: Any, session: Session, console: Console) -> int:
    """Add files and folders."""
    paths = tuple(str(Path(path).absolute()) for path in options.paths)
    ready = known = failed = cut = 0
    for event in session.run(Index(paths)):
        if not isinstance(event, DocumentReport) or event.state in ("waiting", "reading"):
            continue
        if event.error is not None:
            failed += 1
            console.note(console.sentences.error(event.error))
        else:
            known, ready = known + event.known, ready + (not event.known)
        cut += event.cut
    if cut:
        console.note(console.sentences.say("documents.cut", cut=cut))
    console.result(console.sentences.say("documents.summary", ready=ready, known=known, failed=failed))
    return FAILED if failed else DONE


def documents(options: Any, session: Session, console: Console) -> int:
    """List documents."""
    found = [event for event in session.run(ListDocuments()) if isinstance(event, DocumentReport)]
    for event in found:
        if options.json:
            console.data(_document_data(event, console.sentences))
            continue
        if event.error is not None:
            state = console.sentences.error(event.error)
        else:
            state = console.sentences.say("documents.ready", pages=event.pages, passages=event.passages)
        console.result(f"{event.id}  {event.path}  ({state})")
    if not found and not options.json:
        console.note(console.sentences.say("documents.none"))
    return DONE


def remove(options: Any, session: Session, console: Console) -> int:
    """Erase documents."""
    for _ in session.run(Remove(tuple(options.ids))):
        pass
    console.result(console.sentences.say("documents.removed", count=len(options.ids)))
    return DONE


def search(options: Any, session: Session, console: Console) -> int:
    """Show the passages for one question, or for each line of standard input."""
    for question in _questions(options.question):
        for event in session.run(Search(question, options.limit)):
            if isinstance(event, PassagesFound) and options.json:
                console.data({"question": question, "passages": [_passage_data(p) for p in event.passages]})
            elif isinstance(event, PassagesFound):
                _show_passages(event.passages, console)
    return DONE


def ask(options: Any, session: Session, console: Console) -> int:
    """Do a task."""
    request = _request(options, console)
    started, written = None, None
    for event in session.run(request):
        if isinstance(event, TextWritten) and not options.json:
            console.result(event.text, end="")
        elif isinstance(event, AnswerStarted):
            started = event
        elif isinstance(event, AnswerWritten):
            written = event
    assert started is not None and written is not None
    if options.json:
        console.data(_answer_data(written))
    else:
        _show_sources(started, written, console)
    return DONE


def models_list(options: Any, session: Session, console: Console) -> int:
    """List models."""
    return _show_models(session.run(ListModels()), options, console)


def models_use(options: Any, session: Session, console: Console) -> int:
    """Choose a model."""
    path = Path(options.model)
    model = str(path.absolute()) if path.exists() else options.model
    return _show_models(session.run(ChooseModel(model)), options, console)


def check(options: Any, session: Session, console: Console) -> int:
    """Tell whether everything is in order."""
    exit_code = DONE
    for event in session.run(Check()):
        if not isinstance(event, CheckResult):
            continue
        exit_code = FAILED if event.ok is False and event.required else exit_code
        if options.json:
            console.data({"check": event.name, "ok": event.ok, **event.details})
        else:
            mark = {True: "✓", False: "✗", None: "?"}[event.ok]
            console.result(f"{mark} {console.sentences.say(f'check.{event.name}', **event.details)}")
    return exit_code


# --- what they show ---------------------------------------------------------------------------------


def _explain(fault: Fault, console: Console) -> None:
    """What went wrong, and which command helps."""
    console.note(f"{console.sentences.error(fault)} {console.sentences.hint(fault)}".rstrip())


def _document_data(event: DocumentReport, sentences: Sentences) -> dict[str, object]:
    return {
        "id": event.id,
        "path": event.path,
        "state": event.state,
        "pages": event.pages,
        "passages": event.passages,
        "error": {"kind": event.error.kind, "text": sentences.error(event.error)} if event.error else None,
    }


def _passage_data(passage: FoundPassage) -> dict[str, object]:
    names = ("path", "page", "heading", "text", "score")
    return {name: getattr(passage, name) for name in names}


def _show_passages(passages: Iterable[FoundPassage], console: Console) -> None:
    number = 0
    for number, passage in enumerate(passages, 1):
        page = console.sentences.say("search.page", page=passage.page)
        heading = f" · {passage.heading}" if passage.heading else ""
        console.result(f"[{number}] {passage.path}, {page}{heading}\n{passage.text}\n")
    if not number:
        console.note(console.sentences.say("search.none"))


def _answer_data(answer: AnswerWritten) -> dict[str, object]:
    return {
        "task": answer.task,
        "model": answer.model,
        "answer": answer.text,
        "sections": answer.sections,
        "sentences": [],
        "sources": [
            {"number": source.number, "path": source.path, "page": source.page, "quote": source.quote}
            for source in answer.sources
        ],
        "coverage": answer.coverage,
        "timing": answer.timing,
    }


def _show_sources(started: AnswerStarted, answer: AnswerWritten, console: Console) -> None:
    console.result()
    if answer.sources:
        console.result("\n" + console.sentences.say("answer.sources"))
    for source in answer.sources:
        page = console.sentences.say("search.page", page=source.page)
        console.result(f"[{source.number}] {source.path}, {page}")
    if started.left_out:
        console.note(console.sentences.say("answer.left_out", count=started.left_out))
    timing = answer.timing
    console.note(
        console.sentences.say(
            "answer.timing",
            first=timing.first_token_s,
            total=timing.total_s,
            prompt=timing.prompt_tokens,
            generated=timing.generated_tokens,
        )
    )


def _show_models(events: Iterable[Event], options: Any, console: Console) -> int:
    for event in events:
        for model in event.models if isinstance(event, ModelsListed) else ():
            if options.json:
                console.data(model)
                continue
            starter = f", {console.sentences.say('models.starter')}" if model.starter else ""
            kind = console.sentences.say(f"models.{model.kind}")
            console.result(f"{'*' if model.chosen else ' '} {model.id}  ({kind}{starter})  {model.path}")
    return DONE


# --- from arguments to jobs -------------------------------------------------------------------------


def _questions(argument: str) -> Iterator[str]:
    if argument != "-":
        yield argument
        return
    for line in sys.stdin:
        if line.strip():
            yield line.rstrip("\n")


def _request(options: Any, console: Console) -> Answer:
    """The answer that is asked for.

    Raises:
        UnknownTask, TaskFileBroken
    """
    language = console.sentences.language
    task = tasks.find(tasks.load_all(Paths.under(options.data_dir).tasks), options.task)
    fields = dict(options.field)
    if options.question is not None and task.fields:
        fields.setdefault(task.fields[0].id, options.question)
    changes = {
        name: value
        for name in ("temperature", "max_tokens", "seed")
        if (value := getattr(options, name)) is not None
    }
    tuning = msgspec.structs.replace(task.tuning, **changes)
    return Answer(task.id, fields, language, tuning, options.limit)


_COMMANDS: dict[str, Callable[[Any, Session, Console], int]] = {
    "index": index,
    "documents": documents,
    "remove": remove,
    "search": search,
    "ask": ask,
    "models list": models_list,
    "models use": models_use,
    "check": check,
}
