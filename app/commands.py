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

from app import (
    collection_commands,
    folder_commands,
    history_commands,
    model_commands,
    pin_commands,
    rows_commands,
    settings,
    task_commands,
    tasks,
)
from app.arguments import language_of, parser
from app.client import EngineClient, JobHandle
from app.console import Console, Growing
from app.errors import AppError, DataFolderInUse, fault_of
from app.export import check_target, export_answer
from app.field_options import field_values
from app.file_reading import FileReading, JobFailed, Passwords
from app.messages import (
    Answer,
    AnswerStarted,
    AnswerWritten,
    Check,
    CheckResult,
    Closing,
    Coverage,
    DocumentReport,
    Done,
    EngineRestarted,
    EngineWaiting,
    Event,
    Failed,
    FoundPassage,
    Ignore,
    Index,
    Job,
    ListDocuments,
    PassagesFound,
    Progress,
    Remove,
    Search,
    Sentence,
    TextTaken,
    TextWritten,
)
from app.paths import Paths
from app.scope_options import scope_of
from app.sentences import Sentences
from store.errors import StoreError, UnknownDocument
from store.schema import Fault, Scope

DONE, FAILED, STOPPED = 0, 1, 130


class Stopped(Exception):
    """The person pressed Ctrl-C and the job has stopped."""


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
    try:
        if (at_once := _WITHOUT_ENGINE.get(options.command)) is not None:
            return at_once(options, console)
        command = _COMMANDS[options.command]
        with EngineClient(Paths.under(options.data_dir)) as client:
            return command(options, Session(client, console, options.wait), console)
    except JobFailed as failure:
        _explain(failure.fault, console)
    except (AppError, StoreError) as error:
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
    reading = FileReading(session.run, Passwords(options.password_file, console), console)
    collection = collection_commands.collection_of(options.collection, session, console)
    return DONE if reading.read(Index(paths, collection)) else FAILED


def documents(options: Any, session: Session, console: Console) -> int:
    """List documents."""
    found = _all_documents(session)
    for event in found:
        if options.json:
            console.data(_document_data(event, console.sentences))
            continue
        if event.error is not None:
            state = console.sentences.error(event.error)
        else:
            state = console.sentences.say("documents.ready", pages=event.pages, passages=event.passages)
        if event.pinned:
            state = console.sentences.say("documents.pinned", state=state)
        console.result(f"{event.id}  {event.path}  ({state})")
    if not found and not options.json:
        console.note(console.sentences.say("documents.none"))
    return DONE


def remove(options: Any, session: Session, console: Console) -> int:
    """Erase documents."""
    for _ in session.run(Remove(tuple(options.ids), quotes=options.quotes)):
        pass
    console.result(console.sentences.say("documents.removed", count=len(options.ids)))
    return DONE


def troubles(options: Any, session: Session, console: Console) -> int:
    """List documents that could not be read, and are not ignored."""
    found = [event for event in _all_documents(session) if event.error is not None]
    for event in found:
        if options.json:
            console.data({**_document_data(event, console.sentences), "ignored": event.ignored})
        elif event.error is not None and not event.ignored:
            console.result(f"{event.id}  {console.sentences.error(event.error)}")
    if not options.json:
        ignored = sum(event.ignored for event in found)
        said = ("troubles.none",) * (ignored == len(found)) + ("troubles.ignored",) * bool(ignored)
        for key in said:
            console.note(console.sentences.say(key, count=ignored))
    return DONE


def ignore(options: Any, session: Session, console: Console) -> int:
    """Count documents as troubles no more, or again."""
    for _ in session.run(Ignore(tuple(options.ids), not options.undo)):
        pass
    key = "troubles.shown" if options.undo else "troubles.hidden"
    console.result(console.sentences.say(key, count=len(options.ids)))
    return DONE


def retry(options: Any, session: Session, console: Console) -> int:
    """Try documents again that could not be read.

    Raises:
        UnknownDocument
    """
    known = {event.id: event for event in _all_documents(session)}
    for identity in options.ids:
        if identity not in known:
            raise UnknownDocument(identity)
    failed = [event for event in known.values() if event.error is not None and not event.ignored]
    chosen = failed if options.all else [known[identity] for identity in options.ids]
    reading = FileReading(session.run, Passwords(options.password_file, console), console)
    return DONE if reading.read(Index(tuple(event.path for event in chosen))) else FAILED


def search(options: Any, session: Session, console: Console) -> int:
    """Show the passages for one question, or for each line of standard input."""
    scope = _scope(options, session, console)
    for question in _questions(options.question):
        for event in session.run(Search(question, options.limit, scope)):
            if isinstance(event, PassagesFound) and options.json:
                console.data({"question": question, "passages": [_passage_data(p) for p in event.passages]})
            elif isinstance(event, PassagesFound):
                _show_passages(event.passages, console)
    return DONE


def ask(options: Any, session: Session, console: Console) -> int:
    """Do a task."""
    request = _request(options, _scope(options, session, console), console)
    if options.rows is not None or options.rows_template is not None:
        return rows_commands.ask(options, request, session, console)
    for path in options.export:
        check_target(path, options.replace, _template(options))
    written = None
    with Growing(console) as growing:
        for event in session.run(request):
            if isinstance(event, TextWritten) and not options.json:
                growing.add(event.text)
            elif isinstance(event, TextTaken) and not options.json:
                growing.take_back(event.characters)
            elif isinstance(event, AnswerStarted) and event.coverage.whole:
                _show_plan(event.coverage, console)
            elif isinstance(event, AnswerWritten):
                written = event
    assert written is not None
    if options.json:
        console.data(_answer_data(written))
    else:
        _show_sources(written, console)
    _export(written, options, console)
    return DONE


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


def _export(answer: AnswerWritten, options: Any, console: Console) -> None:
    """The answer to the files that are asked for.

    Raises:
        ExportFileExists, ExportUnwritable, TemplateUnreadable, DiskFull
    """
    if not options.export:
        return
    task = tasks.find(tasks.load_all(Paths.under(options.data_dir).tasks), answer.task)
    language, template = console.sentences.language, _template(options)
    for path in options.export:
        export_answer(answer, task, language, path, options.replace, template)
        console.note(console.sentences.say("export.saved", path=path))


def _template(options: Any) -> Path | None:
    """The Word document that the person chose for answers."""
    chosen = settings.load(Paths.under(options.data_dir).settings).word_template
    return Path(chosen) if chosen is not None else None


# --- what they show ---------------------------------------------------------------------------------


def _explain(fault: Fault, console: Console) -> None:
    """What went wrong, and which command helps."""
    console.note(f"{console.sentences.error(fault)} {console.sentences.hint(fault)}".rstrip())


def _all_documents(session: Session) -> list[DocumentReport]:
    return [event for event in session.run(ListDocuments()) if isinstance(event, DocumentReport)]


def _document_data(event: DocumentReport, sentences: Sentences) -> dict[str, object]:
    return {
        "id": event.id,
        "path": event.path,
        "state": event.state,
        "pages": event.pages,
        "passages": event.passages,
        "error": {"kind": event.error.kind, "text": sentences.error(event.error)} if event.error else None,
        "pinned": event.pinned,
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
        "sentences": [
            {"text": sentence.text, "support": sentence.support, "sources": sentence.sources}
            for sentence in answer.sentences
        ],
        "sources": [
            {"number": source.number, "path": source.path, "page": source.page, "quote": source.quote}
            for source in answer.sources
        ],
        "coverage": answer.coverage,
        "timing": answer.timing,
    }


def _show_plan(coverage: Coverage, console: Console) -> None:
    """How much is going to be read, before it is."""
    console.note(
        console.sentences.say("answer.reads", passages=coverage.passages, documents=coverage.documents)
    )


def _show_support(sentences: Sequence[Sentence], console: Console) -> None:
    """How many sentences the documents bear out, and which they do not."""
    say = console.sentences.say
    claims = [one for one in sentences if one.support in ("supported", "weak", "unsupported")]
    if claims:
        supported = sum(one.support == "supported" for one in claims)
        console.note(say("answer.support", supported=supported, claims=len(claims)))
    for one in claims:
        if one.support != "supported":
            console.note(say(f"answer.{one.support}", text=" ".join(one.text.split())))


def _show_receipt(coverage: Coverage, console: Console) -> None:
    say = console.sentences.say
    if coverage.refused:
        console.note(say("answer.refused", of_documents=coverage.of_documents))
    elif coverage.of_documents:
        counts = {name: getattr(coverage, name) for name in ("passages", "documents", "of_documents")}
        console.note(say("answer.whole", **counts) if coverage.whole else say("answer.receipt", **counts))
    if coverage.unreadable:
        console.note(say("answer.unreadable", count=coverage.unreadable))
    if coverage.left_out:
        console.note(say("answer.left_out", count=coverage.left_out))
    pin_commands.show_reading(coverage, console)


def _show_sources(answer: AnswerWritten, console: Console) -> None:
    console.result()
    say = console.sentences.say
    creative = any(sentence.support == "inspired" for sentence in answer.sentences)
    if answer.sources:
        console.result("\n" + say("answer.inspired" if creative else "answer.sources"))
    for source in answer.sources:
        page = say("search.page", page=source.page)
        console.result(f"[{source.number}] {source.path}, {page}")
    _show_support(answer.sentences, console)
    _show_receipt(answer.coverage, console)
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


# --- from arguments to jobs -------------------------------------------------------------------------


def _questions(argument: str) -> Iterator[str]:
    if argument != "-":
        yield argument
        return
    for line in sys.stdin:
        if line.strip():
            yield line.rstrip("\n")


def _scope(options: Any, session: Session, console: Console) -> Scope:
    """Where is searched.

    Raises:
        UnknownCollection, UnknownDocument
    """
    return scope_of(options, session.run, console.sentences.say("collections.first"))


def _request(options: Any, scope: Scope, console: Console) -> Answer:
    """The answer that is asked for.

    Raises:
        UnknownTask, TaskFileBroken, FieldFileUnreadable
    """
    language = console.sentences.language
    task = tasks.find(tasks.load_all(Paths.under(options.data_dir).tasks), options.task)
    fields = field_values(task, options.field)
    if options.question is not None and task.fields:
        fields.setdefault(task.fields[0].id, options.question)
    changes = {
        name: value
        for name in ("temperature", "max_tokens", "seed")
        if (value := getattr(options, name)) is not None
    }
    tuning = msgspec.structs.replace(task.tuning, **changes)
    return Answer(task.id, fields, language, tuning, options.limit, scope)


_WITHOUT_ENGINE: dict[str, Callable[[Any, Console], int]] = {
    "tasks list": task_commands.tell,
    "tasks show": task_commands.show,
    "tasks export": task_commands.export,
    "tasks import": task_commands.take_in,
    "tasks duplicate": task_commands.duplicate,
    "tasks remove": task_commands.remove,
    "tasks reset": task_commands.reset,
    "tasks check": task_commands.check,
}
_COMMANDS: dict[str, Callable[[Any, Session, Console], int]] = {
    "index": index,
    "documents": documents,
    "remove": remove,
    "pin": pin_commands.pin,
    "unpin": pin_commands.unpin,
    "collections list": collection_commands.tell,
    "collections add": collection_commands.add,
    "collections rename": collection_commands.rename,
    "collections remove": collection_commands.remove,
    "collections move": collection_commands.move,
    "export": collection_commands.export,
    "import": collection_commands.take_in,
    "troubles": troubles,
    "ignore": ignore,
    "retry": retry,
    "search": search,
    "ask": ask,
    "folders list": folder_commands.tell,
    "folders add": folder_commands.add,
    "folders compare": folder_commands.compare,
    "folders apply": folder_commands.apply,
    "folders remove": folder_commands.remove,
    "history list": history_commands.tell,
    "history show": history_commands.show,
    "history remove": history_commands.remove,
    "history rename": history_commands.rename,
    "history export": history_commands.export,
    "examples list": history_commands.tell_examples,
    "examples add": history_commands.add_example,
    "examples remove": history_commands.remove_examples,
    "examples export": history_commands.export_examples,
    "models list": model_commands.tell,
    "models use": model_commands.use,
    "models convert": model_commands.convert,
    "models measure": model_commands.measure,
    "check": check,
}
