"""Folders kept in step, as the window sees them: asks the engine, keeps what it tells. Shows nothing: that
is `app.ui.folders.page`. It lives from the start of the window on: changes are seen before anybody looks.
"""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal, Slot

from app.messages import (
    AddFolder,
    ApplyChanges,
    ChangeFolder,
    CompareFolders,
    DocumentReport,
    Done,
    EngineRestarted,
    Failed,
    FolderChange,
    FolderListed,
    Job,
    Progress,
    RemoveFolder,
    WatchFolders,
)
from app.ui.worker import EngineJob, EngineLine


class FolderKeeping(QObject):
    """The folders, as the engine told them last.

    Attributes:
        folders: by id.
        progress: of what is done now, when there is any.
        news: how often the engine told something of its own accord.

    Signals:
        folders_changed: what is told of a folder is other now, or there is another folder.
        changes_found: id of a folder and the list of its `FolderChange`s.
        changes_waiting: how many changes wait for the person's word, in all folders together (int).
        added: the id of a folder that was just added.
        reported: a `DocumentReport` of a file that was read or moved, whoever asked for it.
        library_changed: documents may have come or gone: the list of documents is to be asked for anew.
        set_aside: list of `DocumentReport`s: documents of a folder that is kept no more; they are set aside
            now, and are to be erased when the person does not undo that.
        failed: the `Fault` for which something could not be done.
        progress_changed: `progress` is another now.
    """

    folders_changed = Signal()
    changes_found = Signal(str, object)
    changes_waiting = Signal(int)
    added = Signal(str)
    reported = Signal(object)
    library_changed = Signal()
    set_aside = Signal(object)
    failed = Signal(object)
    progress_changed = Signal()

    def __init__(self, line: EngineLine, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._line = line
        self._jobs: dict[EngineJob, list[object]] = {}  # what each told that is for its end
        self._waiting = 0
        self.news = 0
        self.folders: dict[str, FolderListed] = {}
        self.progress: Progress | None = None
        line.engine_told.connect(self._hear)

    @Slot()
    def begin(self) -> None:
        """Have all folders compared, and watched from now on."""
        self._ask(WatchFolders())

    def add(self, path: str, collection: str, applies: bool) -> None:
        """Keep another folder in step."""
        self._ask(AddFolder(path, collection, applies))

    def let_apply(self, folder: str, applies: bool) -> None:
        """Say whether changes are made by themselves."""
        self._ask(ChangeFolder(folder, applies))

    def remove(self, folder: str, documents: bool) -> None:
        """Keep a folder in step no more, and perhaps take its documents out."""
        self._ask(RemoveFolder(folder, documents))

    def compare(self, folder: str, anew: bool) -> None:
        """Ask for the changes of a folder; `anew` looks again."""
        self._ask(CompareFolders((folder,), found=not anew))

    def apply(self, folder: str, paths: Sequence[str]) -> None:
        """Make changes; those of these paths, or all."""
        self._ask(ApplyChanges(folder, tuple(paths)))

    @property
    def applying(self) -> str:
        """The folder whose changes are made because the person said so; "" when none is."""
        return next((job.job.id for job in self._jobs if isinstance(job.job, ApplyChanges)), "")

    @Slot()
    def stop(self) -> None:
        """Stop making changes; what is made stays made."""
        for job in self._jobs:
            if isinstance(job.job, ApplyChanges):
                job.stop()

    def _ask(self, job: Job) -> None:
        asked = self._line.submit(job)
        self._jobs[asked] = []
        asked.happened.connect(self._take)
        asked.closed.connect(self._close)
        self.folders_changed.emit()

    @Slot(object)
    def _hear(self, event: object) -> None:
        """What the engine says of itself."""
        match event:
            case FolderListed():
                before = self.folders.get(event.id)
                self.news += 1
                self._list(event)
                if before is not None and before.state == "applying" != event.state:
                    self.library_changed.emit()
            case DocumentReport():
                self.reported.emit(event)
            case EngineRestarted():
                self.begin()

    @Slot(object)
    def _take(self, event: object) -> None:
        job = self.sender()
        assert isinstance(job, EngineJob)
        match event:
            case FolderListed():
                self._list(event)
                if isinstance(job.job, AddFolder | WatchFolders):
                    self._jobs[job].append(event.id)
            case FolderChange():
                self._jobs[job].append(event)
            case DocumentReport() if isinstance(job.job, RemoveFolder):
                self._jobs[job].append(event)
            case DocumentReport():
                self.reported.emit(event)
            case Progress():
                self._show_progress(event)

    @Slot(object)
    def _close(self, closing: object) -> None:
        job = self.sender()
        assert isinstance(job, EngineJob)
        told = self._jobs.pop(job)
        self._show_progress(None)
        match job.job:
            case CompareFolders(ids=(folder,)) if not isinstance(closing, Failed):
                self.changes_found.emit(folder, told)
            case AddFolder() if told:
                self.added.emit(told[-1])
            case WatchFolders() if isinstance(closing, Done):
                self.folders = {one: folder for one, folder in self.folders.items() if one in told}
            case ApplyChanges(folder):
                self.library_changed.emit()
                self.compare(folder, anew=isinstance(closing, Failed))
            case RemoveFolder(folder) if not isinstance(closing, Failed):
                self.folders.pop(folder, None)
                if told:
                    self.set_aside.emit(told)
        if isinstance(closing, Failed):
            self.failed.emit(closing.fault)
        self._tell()

    def _list(self, folder: FolderListed) -> None:
        self.folders[folder.id] = folder
        self._tell()

    def _tell(self) -> None:
        waiting = sum(
            changes_of(folder)
            for folder in self.folders.values()
            if folder.state == "changed" and (folder.asks or not folder.applies)
        )
        if waiting != self._waiting:
            self._waiting = waiting
            self.changes_waiting.emit(waiting)
        self.folders_changed.emit()

    def _show_progress(self, progress: Progress | None) -> None:
        self.progress = progress
        self.progress_changed.emit()


def changes_of(folder: FolderListed) -> int:
    """How many changes were found in it."""
    return folder.new + folder.changed + folder.moved + folder.deleted
