"""The engine process: takes jobs from its pipe, steps them, sends events back.

It owns the archive, the models and the search index. It ends when its pipe does.
"""

import asyncio
import errno
import logging
import os
import shutil
import threading
from collections.abc import Callable
from typing import Any

import msgspec

from app import pipes, settings, tasks
from app.engine import lockdown
from app.engine.answer import Answering
from app.engine.checks import Checking
from app.engine.child import Child
from app.engine.earlier_answers import EarlierAnswers
from app.engine.index_keeper import IndexKeeper
from app.engine.index_writer import UpdateProgress, WriterReply
from app.engine.ingest import Ingest
from app.engine.library import Library
from app.engine.lock import FolderLock
from app.engine.model_loader import ModelLoader
from app.engine.parser import ParserReply
from app.engine.retrieve import Retrieval
from app.engine.scheduler import Scheduler, Steps, Wait
from app.errors import DataFolderUnwritable, fault_of
from app.messages import (
    ENGINE,
    Answer,
    Check,
    ChooseModel,
    EngineReady,
    EngineWaiting,
    Event,
    Failed,
    Index,
    Job,
    ListAnswers,
    ListDocuments,
    ListModels,
    LoadModels,
    ModelReport,
    ModelsListed,
    PassagesFound,
    Progress,
    ReadAnswer,
    ReadPage,
    Remove,
    RemoveAnswers,
    Report,
    Request,
    Restore,
    Search,
    SetAside,
    Stop,
)
from app.paths import Paths
from models.catalogue import Catalogue
from models.errors import ModelError
from models.interrupt import Interrupt
from store.archive import Archive
from store.history import History

INDEX_WRITER, PARSER = "--index-writer", "--parser"


class Engine:
    """Everything the engine owns, built once and handed to the jobs.

    Attributes:
        unfinished: what the last engine left to do: what was to be erased is erased. It is a job, because
            clearing a large archive takes seconds, for which nobody should wait at the start.
    """

    def __init__(self, paths: Paths, chosen: settings.Settings, wake: Callable[[], None]) -> None:
        self.paths = paths
        self.settings = chosen
        self.interrupt = Interrupt()
        self.archive = Archive(paths.archive)
        self.history = History(self.archive)
        self.history.mark_interrupted()
        self.loader = ModelLoader(Catalogue.load(), chosen, self.interrupt)
        writer = Child(
            INDEX_WRITER, (str(paths.archive), str(paths.index)), WriterReply, UpdateProgress, paths, wake
        )
        memory = str(chosen.reading_memory_mib << 20)
        self.parser = Child(PARSER, (memory,), ParserReply, type(None), paths, wake)
        self.keeper = IndexKeeper(paths.index, self.archive, writer, asyncio.Runner())
        self.keeper.drop_unerased()
        self.retrieval = Retrieval(self.archive, self.loader, self.keeper)
        self.library = Library(self.archive, self.loader, self.keeper)
        self.earlier = EarlierAnswers(self.history)
        self.unfinished = Remove(tuple(self.archive.set_aside_ids()), set_aside_only=True)

    def start(self, job: Job, accepted: float) -> Steps:
        """The steps of a job that was accepted at this moment of `time.perf_counter`."""
        match job:
            case Index(paths):
                seconds = self.settings.reading_seconds
                return Ingest(self.archive, self.parser, seconds, self.loader, self.keeper).read(paths)
            case Answer():
                known = tasks.load_all(self.paths.tasks)
                answering = Answering(self.archive, self.history, self.loader, self.retrieval, known)
                return answering.write(job, accepted)
            case Search(question, limit):
                return self._search(question, limit)
            case ListDocuments():
                return self.library.tell()
            case ReadPage(document, page):
                return self.library.read_page(document, page)
            case SetAside(ids):
                return self.library.set_aside(ids)
            case Restore(ids):
                return self.library.restore(ids)
            case Remove(ids, set_aside_only):
                return self.library.remove(ids, set_aside_only)
            case ListAnswers():
                return self.earlier.tell()
            case ReadAnswer(identity):
                return self.earlier.read(identity)
            case RemoveAnswers(ids):
                return self.earlier.remove(ids)
            case LoadModels():
                return self._load_models()
            case ListModels():
                return self._list_models()
            case ChooseModel(model):
                return self._choose_model(model)
            case Check():
                return Checking(self.paths, self.archive, self.loader, self.keeper).look()

    def _search(self, question: str, limit: int) -> Steps:
        found = yield from self.retrieval.find(question, limit)
        yield PassagesFound(question, found)

    def _load_models(self) -> Steps:
        """Everything that a question needs; what cannot be loaded is told when the rest is there."""
        loading = (self.loader.writer(), self.loader.embedder(), self.loader.search_engine())
        for future in loading:
            if not future.done():
                yield Progress("loading_model")
                yield Wait(future)
        for future in loading:
            future.result()

    def _choose_model(self, model: str) -> Steps:
        chosen = self.loader.catalogue.resolve(model)
        changed = (
            msgspec.structs.replace(self.settings, writer=chosen.id)
            if chosen.kind == "writer"
            else msgspec.structs.replace(self.settings, embedder=chosen.id)
        )
        settings.save(self.paths.settings, changed)
        self.settings = changed
        self.loader.use(changed)
        yield from self._list_models()

    def _list_models(self) -> Steps:
        chosen = {}
        for kind in ("writer", "embedder"):
            try:
                chosen[kind] = self.loader.chosen(kind)
            except ModelError:
                continue  # none is chosen: the list says so by marking none
        models = {model.id: model for model in (*self.loader.catalogue.installed(), *chosen.values())}
        reports = (
            ModelReport(model.id, model.kind, model.name, model.path, model.starter, model in chosen.values())
            for model in models.values()
        )
        yield ModelsListed(tuple(reports))


def run(root: str, starter: int) -> None:
    """Serve the data folder `root` until the pipe ends; `starter` is the process that asked for it."""
    channel = pipes.take_over_standard_streams(Request)
    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s %(message)s", level=logging.INFO)
    paths = Paths.under(root)
    backlog = _Inbox(channel)
    threading.Thread(target=backlog.listen, name="jobs", daemon=True).start()
    lock = FolderLock(paths)  # let go of when this object goes, so it has to stay
    try:
        _take_folder(lock, starter, channel)
        shutil.rmtree(paths.temporary, ignore_errors=True)
        paths.create()
        engine = Engine(paths, settings.load(paths.settings), backlog.wake)
    except Exception as error:  # the seam: what keeps the engine from starting is told, then it ends
        if isinstance(error, OSError) and error.errno != errno.ENOSPC:
            error = DataFolderUnwritable(root, error.strerror or "")
        channel.send(Report(ENGINE, Failed(fault_of(error))))
        raise

    def report(number: int, event: Event) -> None:
        if number != ENGINE:  # nobody waits for what the engine does of itself
            channel.send(Report(number, event))

    scheduler = Scheduler(engine.start, report, engine.interrupt)
    channel.send(Report(ENGINE, EngineReady(lockdown.network_is_closed())))
    scheduler.submit(ENGINE, engine.unfinished)
    backlog.attach(scheduler)
    scheduler.run()


def _take_folder(lock: FolderLock, starter: int, channel: pipes.Channel[Any]) -> None:
    if lock.take(starter):
        return
    holder = lock.holder()
    channel.send(Report(ENGINE, EngineWaiting(holder.process, holder.since)))
    while not lock.take(starter, seconds=60.0):
        continue


class _Inbox:
    """Requests from the pipe, from the first moment on: the end of the pipe is the end of the process,
    also while the engine is still waiting for its data folder."""

    def __init__(self, channel: pipes.Channel[Request]) -> None:
        self._channel = channel
        self._scheduler: Scheduler | None = None
        self._early: list[Request] = []
        self._lock = threading.Lock()

    def listen(self) -> None:
        try:
            while (request := self._channel.receive()) is not None:
                with self._lock:
                    if self._scheduler is None:
                        self._early.append(request)
                    else:
                        _pass_on(request, self._scheduler)
        finally:
            os._exit(0)

    def attach(self, scheduler: Scheduler) -> None:
        with self._lock:
            self._scheduler = scheduler
            for request in self._early:
                _pass_on(request, scheduler)

    def wake(self) -> None:
        if self._scheduler is not None:
            self._scheduler.wake()


def _pass_on(request: Request, scheduler: Scheduler) -> None:
    if isinstance(request, Stop):
        scheduler.stop(request.number)
    else:
        scheduler.submit(request.number, request.job)
