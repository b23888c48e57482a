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
from contextlib import suppress
from functools import partial
from typing import Any

from app import pipes, settings, tasks
from app.engine import lockdown
from app.engine.answer import Answering
from app.engine.calibrating import Calibrating, Quiet
from app.engine.calibration_file import CalibrationFile
from app.engine.checks import Checking
from app.engine.child import Child
from app.engine.collections import CollectionKeeping
from app.engine.composition import Composition
from app.engine.converted_models import ConvertedModels
from app.engine.converter import ConverterReply, ConvertProgress
from app.engine.converting import Converting
from app.engine.earlier_answers import EarlierAnswers
from app.engine.example_choice import ExampleChoice
from app.engine.examples import ExampleKeeping
from app.engine.folder_scan import ScanReply
from app.engine.folders import FolderSync
from app.engine.index_keeper import IndexKeeper
from app.engine.index_writer import UpdateProgress, WriterReply
from app.engine.ingest import Ingest
from app.engine.library import Library
from app.engine.library_map import LibraryMap
from app.engine.lock import FolderLock
from app.engine.map_maker import MakerReply, MapProgress
from app.engine.model_list import ModelList
from app.engine.model_loader import ModelLoader
from app.engine.pages import DRAWING_SECONDS, Pages
from app.engine.parser import DRAWING_NICENESS, NICENESS, ParserReply
from app.engine.pinning import Pinning
from app.engine.prepare import Preparation
from app.engine.retrieve import Retrieval
from app.engine.rewrite import Rewriting
from app.engine.scanner import Scanner
from app.engine.scheduler import Scheduler, Steps, Wait
from app.engine.transfer import Transfer
from app.engine.troubles import TroubleShooting
from app.errors import DataFolderUnwritable, TaskFileBroken, fault_of
from app.messages import (
    ENGINE,
    AddCollection,
    AddExample,
    AddFolder,
    Answer,
    ApplyChanges,
    Calibrate,
    Calibrated,
    ChangeFolder,
    Check,
    ChooseModel,
    ChooseVersion,
    CompareFolders,
    ConvertModel,
    DocumentReport,
    DrawMap,
    DrawPage,
    EngineReady,
    EngineWaiting,
    Event,
    ExportCollection,
    ExportExamples,
    Failed,
    FolderListed,
    Ignore,
    ImportCollection,
    Index,
    Job,
    ListAnswers,
    ListCollections,
    ListDocuments,
    ListExamples,
    ListFolders,
    ListModels,
    ListPins,
    LoadModels,
    MoveDocuments,
    PassagesFound,
    Pin,
    Prepare,
    Progress,
    RateAnswer,
    ReadAnswer,
    ReadPage,
    Remove,
    RemoveAnswers,
    RemoveCollection,
    RemoveExamples,
    RemoveFolder,
    RenameAnswer,
    RenameCollection,
    Report,
    Request,
    Restore,
    RestoreAnswers,
    Rewrite,
    Search,
    SetAside,
    SetAsideAnswers,
    Stop,
    Unlock,
    WatchFolders,
)
from app.paths import Paths
from models.catalogue import Catalogue
from models.interrupt import Interrupt
from models.machine import Machine
from models.prefix_cache import PrefixStorage
from store.archive import Archive
from store.examples import Examples
from store.history import History
from store.index_speed import APPROXIMATE_ROWS
from store.schema import FIRST_COLLECTION, Scope

INDEX_WRITER, PARSER, MAP_MAKER = "--index-writer", "--parser", "--map-maker"
SCANNER, CONVERTER = "--scanner", "--converter"


class Engine:
    """Everything the engine owns, built once and handed to the jobs.

    Attributes:
        unfinished: what the last engine left to do: what was to be erased is erased. They are jobs, because
            clearing a large archive takes seconds, for which nobody should wait at the start.
    """

    def __init__(self, paths: Paths, chosen: settings.Settings, wake: Callable[[], None]) -> None:
        self.paths = paths
        self.interrupt = Interrupt()
        self.archive = Archive(paths.archive)
        self.history = History(self.archive)
        self.history.mark_interrupted()
        self.states = PrefixStorage(chosen.prefix_memory_mib << 20, paths.prefixes, self.archive.id.encode())
        self.states.drop_unfinished()
        measured = CalibrationFile(paths.calibration, Machine.this(chosen.cpu_threads))
        copies = ConvertedModels(paths.models / "converted")
        copies.drop_unfinished()
        self.loader = ModelLoader(Catalogue.load(), chosen, self.interrupt, self.states, measured, copies)
        self.quiet = Quiet()
        self.models = ModelList(self.loader, copies, paths.settings)
        converter = Child(CONVERTER, (), ConverterReply, ConvertProgress, paths, wake)
        self.converting = Converting(self.loader, copies, converter, self.quiet)
        self.calibrating = Calibrating(self.loader, measured, self.quiet)
        writer = Child(
            INDEX_WRITER, (str(paths.archive), str(paths.index)), WriterReply, UpdateProgress, paths, wake
        )
        memory = str(chosen.reading_memory_mib << 20)
        self.parser = Child(PARSER, (memory, str(NICENESS)), ParserReply, type(None), paths, wake)
        drawer = Child(PARSER, (memory, str(DRAWING_NICENESS)), ParserReply, type(None), paths, wake)
        self.passwords: dict[str, str] = {}
        self.pages = Pages(self.archive, drawer, min(chosen.reading_seconds, DRAWING_SECONDS), self.passwords)
        approximate_rows = APPROXIMATE_ROWS if chosen.approximate_search else None
        self.keeper = IndexKeeper(paths.index, self.archive, writer, asyncio.Runner(), approximate_rows)
        self.keeper.drop_unerased()
        self.retrieval = Retrieval(self.archive, self.loader, self.keeper)
        examples = Examples(self.archive)
        self.examples = ExampleKeeping(examples, self.history, self._tasks)
        choice = ExampleChoice(examples, self.loader.embedder_if_loaded)
        self.composition = Composition(self.archive, self.retrieval, choice.chosen)
        self.library = Library(self.archive, self.history, self.loader, self.keeper)
        self.collections = CollectionKeeping(self.archive, self.history, self.loader, self.keeper, self.pages)
        self.transfer = Transfer(self.archive, self.loader, self.keeper)
        map_maker = Child(MAP_MAKER, (str(paths.archive),), MakerReply, MapProgress, paths, wake)
        self.map = LibraryMap(self.archive, self.loader, map_maker)
        self.earlier = EarlierAnswers(self.history)
        scanner = partial(Child, SCANNER, (str(paths.root),), ScanReply, type(None), paths, wake)
        self.scanner = Scanner(scanner, chosen.folder_files)
        self.folders = FolderSync(self.archive, self.scanner, self._erase, self._ingest)
        self.troubles = TroubleShooting(self.archive, self.passwords, self._ingest)
        self.unfinished = (
            Remove(tuple(self.archive.set_aside_ids()), set_aside_only=True),
            RemoveAnswers(tuple(self.history.set_aside_ids()), set_aside_only=True),
        )

    @property
    def settings(self) -> settings.Settings:
        """What the person chose."""
        return self.loader.settings

    def start(self, job: Job, accepted: float) -> Steps:
        """The steps of a job that was accepted at this moment of `time.perf_counter`."""
        steps = self._steps(job, accepted)
        match job:
            case Index() | Unlock() | ApplyChanges() | Pin():
                return self._keeping_pinned(steps)
            case Remove() | RemoveCollection() | RemoveFolder():
                self._forget_read()
                return self._keeping_pinned(steps)
            case RemoveExamples():
                self._forget_read()
                return self._keeping_nothing(steps)
        return steps

    def _steps(self, job: Job, accepted: float) -> Steps:
        match job:
            case Index(paths, collection):
                return self._ingest(collection).read(paths)
            case Ignore(ids, ignored):
                return self.troubles.ignore(ids, ignored)
            case Unlock(path, password):
                return self.troubles.unlock(path, password)
            case Answer():
                answering = Answering(
                    self.archive,
                    self.history,
                    self.loader,
                    self.retrieval,
                    self.composition,
                    self._tasks(),
                    self.settings.drafting,
                )
                return answering.write(job, accepted)
            case Rewrite():
                return Rewriting(
                    self.archive, self.history, self.loader, self.composition, self._tasks()
                ).write(job, accepted)
            case Prepare():
                ahead = Preparation(
                    self.archive, self.loader, self.retrieval, self.composition, self._tasks()
                )
                return ahead.read(job)
            case Search(question, limit, scope):
                return self._search(question, limit, scope)
            case ListDocuments():
                return self.library.tell()
            case ReadPage(document, page):
                return self.library.read_page(document, page)
            case SetAside(ids):
                self.folders.leave_out(ids)
                return self.library.set_aside(ids)
            case Restore(ids):
                self.folders.take_back(ids)
                return self.library.restore(ids)
            case Remove(ids, set_aside_only, quotes):
                if not set_aside_only:
                    self.folders.leave_out(ids)
                self.pages.forget(ids)
                return self.library.remove(ids, set_aside_only, quotes)
            case Pin():
                return self._pinning().change(job)
            case ListPins():
                return self._pinning().tell()
            case ListFolders():
                return self.folders.tell()
            case AddFolder(path, collection, applies):
                return self.folders.add(path, collection, applies)
            case ChangeFolder(identity, applies):
                return self.folders.change(identity, applies)
            case RemoveFolder(identity, documents):
                return self.folders.remove(identity, documents)
            case CompareFolders(ids, found, changes):
                return self.folders.compare(ids, found, changes)
            case WatchFolders():
                return self.folders.watch()
            case ApplyChanges(identity, only):
                return self.folders.apply(identity, only)
            case ListCollections():
                return self.collections.tell()
            case AddCollection(name):
                return self.collections.add(name)
            case RenameCollection(identity, name):
                return self.collections.rename(identity, name)
            case RemoveCollection(identity, quotes):
                return self._remove_collection(identity, quotes)
            case MoveDocuments(ids, collection):
                return self.collections.move(ids, collection)
            case ExportCollection():
                return self.transfer.export(job)
            case ImportCollection():
                return self.transfer.take_in(job)
            case DrawPage():
                return self.pages.draw(job)
            case DrawMap():
                return self.map.draw()
            case ListAnswers():
                return self.earlier.tell(job)
            case ReadAnswer(identity):
                return self.earlier.read(identity)
            case SetAsideAnswers(ids):
                return self.earlier.set_aside(ids)
            case RestoreAnswers(ids):
                return self.earlier.restore(ids)
            case RemoveAnswers(ids, set_aside_only):
                return self.earlier.remove(ids, set_aside_only)
            case RenameAnswer(identity, name):
                return self.earlier.rename(identity, name)
            case ChooseVersion(identity):
                return self.earlier.choose(identity)
            case RateAnswer(identity, rating):
                return self.earlier.rate(identity, rating)
            case AddExample(answer):
                return self.examples.add(answer)
            case ListExamples(task):
                return self.examples.tell(task)
            case RemoveExamples(ids):
                return self.examples.remove(ids)
            case ExportExamples():
                return self.examples.export(job)
            case LoadModels():
                return self._load_models()
            case Calibrate():
                return self.calibrating.measure(job)
            case ListModels():
                return self.models.tell()
            case ChooseModel(model):
                return self.calibrating.follow(self.models.choose(model))
            case ConvertModel():
                return self._convert(job)
            case Check():
                return Checking(self.paths, self.archive, self.loader, self.keeper).look()

    def _tasks(self) -> tasks.Tasks:
        """Read anew for each job: a person may have changed a file."""
        return tasks.load_all(self.paths.tasks)

    def _ingest(self, collection: str = FIRST_COLLECTION) -> Ingest:
        """What reads the files of one job."""
        return Ingest(
            self.archive,
            self.parser,
            self.scanner,
            self.settings.reading_seconds,
            self.loader,
            self.keeper,
            collection,
            self.passwords,
        )

    def _pinning(self) -> Pinning:
        context = self.settings.context
        return Pinning(self.archive, self._tasks(), self.loader.writer_if_wanted, context)

    def _erase(self, ids: tuple[str, ...]) -> Steps:
        """Of documents that are set aside."""
        self.pages.forget(ids)
        self._forget_read()
        return self.library.remove(ids, True, False)

    def _remove_collection(self, identity: str, quotes: bool) -> Steps:
        yield from self.collections.remove(identity, quotes)
        self.folders.forget_gone()

    def _forget_read(self) -> None:
        """What is to be erased is also in what was found and read last."""
        self.composition.forget()
        self.loader.forget_read()

    def _keeping_pinned(self, steps: Steps) -> Steps:
        """These steps; after them nothing is on disk of what a model read but of documents that are pinned,
        as they are then."""
        try:
            yield from steps
        finally:
            pinned: set[str] = set()
            with suppress(TaskFileBroken):  # the answer tells it; what was read can be read again
                pinned = self.composition.versions_pinned(self._tasks().values())
            self.states.keep_only(pinned)

    def _keeping_nothing(self, steps: Steps) -> Steps:
        """These steps; after them nothing is on disk of what a model read: examples are read before all."""
        try:
            yield from steps
        finally:
            self.states.keep_only(set())

    def _search(self, question: str, limit: int, scope: Scope) -> Steps:
        found = yield from self.retrieval.find(question, limit, scope)
        yield PassagesFound(question, found)

    def _convert(self, job: ConvertModel) -> Steps:
        yield from self.converting.change(job)
        yield from self.models.tell()

    def _load_models(self) -> Steps:
        """Everything that a question needs; what cannot be loaded is told when the rest is there."""
        loading = (self.loader.writer(), self.loader.embedder(), self.loader.search_engine())
        for future in loading:
            if not future.done():
                yield Progress("loading_model")
                yield Wait(future)
        for future in loading:
            future.result()
        self.converting.begin()
        self.calibrating.begin()


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
        # Nobody waits for what the engine does of itself; that a folder is otherwise is worth telling.
        if number != ENGINE or isinstance(event, FolderListed | DocumentReport | Calibrated):
            channel.send(Report(number, event))

    scheduler = Scheduler(engine.quiet.around(engine.start), report, engine.interrupt)
    channel.send(Report(ENGINE, EngineReady(lockdown.network_is_closed())))
    for job in engine.unfinished:
        scheduler.submit(ENGINE, job)
    engine.converting.submit = partial(scheduler.submit, ENGINE)
    engine.folders.submit = engine.calibrating.submit = partial(scheduler.submit, ENGINE)
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
