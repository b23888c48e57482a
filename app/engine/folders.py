"""Folders kept in step: added, compared with what the library has of them, their changes made.

Each comparison is kept until the next, so that its changes can be told and made without looking again. What
a comparison is, is `app.engine.folder_changes`; when there is to be one without being asked for,
`app.engine.folder_watch`.
"""

from collections import Counter
from collections.abc import Callable, Generator, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from app.engine.folder_changes import Change, Comparison, is_same_name
from app.engine.folder_scan import Hashed, Walked
from app.engine.folder_watch import FolderWatch
from app.engine.ingest import Ingest, report_of
from app.engine.scanner import ScanHangs, Scanner
from app.engine.scheduler import Step, Steps
from app.errors import FolderTooLarge, FolderUnreachable
from app.messages import (
    ApplyChanges,
    CompareFolders,
    DocumentReport,
    FolderChange,
    FolderListed,
    FolderState,
    Job,
    Progress,
)
from store.archive import Archive
from store.collections import Collections
from store.folders import Folder, Folders, KnownFile
from store.schema import FileStamp

MOST_GONE, MOST_GONE_SHARE = 20, 0.5
"""When more files than this are gone, and more than this share of all, nothing is removed without asking:
a drive inside the folder may be missing."""

_SET_ASIDE_AT_ONCE = 500


@dataclass
class Found:
    """What a comparison found: changes by path."""

    state: FolderState
    files: int = 0
    asks: bool = False
    changes: dict[str, Change] = field(default_factory=dict)


class FolderSync:
    """Each method that gives `Steps` makes those of one job.

    Attributes:
        submit: takes a job of the engine's own. Without one, nothing is made without being asked.
    """

    submit: Callable[[Job], None] | None = None

    def __init__(
        self,
        archive: Archive,
        scanner: Scanner,
        erase: Callable[[tuple[str, ...]], Steps],
        ingest: Callable[[str], Ingest],
    ) -> None:
        """`erase` takes the ids of documents that are set aside, `ingest` makes one that reads into a
        collection."""
        self._archive = archive
        self._folders = Folders(archive)
        self._scanner = scanner
        self._erase = erase
        self._ingest = ingest
        self._found: dict[str, Found] = {}
        self._busy: dict[str, FolderState] = {}
        self._watch: FolderWatch | None = None

    def tell(self) -> Steps:
        """Every folder."""
        for folder in self._folders.all():
            yield self._listed(folder)

    def add(self, path: str, collection: str, applies: bool) -> Steps:
        """Keep a folder in step, and compare it.

        Raises:
            FolderUnreachable, FolderOverlaps, UnknownCollection
        """
        Collections(self._archive).get(collection)
        real = yield from self._scanner.real_path(path)
        folder = self._folders.add(real, collection, applies)
        self._follow()
        yield from self._compare(folder)
        yield self._listed(folder)

    def change(self, identity: str, applies: bool) -> Steps:
        """Say whether changes are made by themselves.

        Raises:
            UnknownFolder
        """
        folder = self._folders.change(identity, applies)
        self._apply_by_itself(folder)
        yield self._listed(folder)

    def remove(self, identity: str, documents: bool) -> Steps:
        """Keep a folder in step no more, and with `documents` set aside what the library has of it.

        Raises:
            UnknownFolder
        """
        folder = self._folders.get(identity)
        known = (yield from self._known(folder)) if documents else []
        self._folders.remove(identity)
        self._found.pop(identity, None)
        self._follow()
        for first in range(0, len(known), _SET_ASIDE_AT_ONCE):
            some = [
                self._archive.document_at(file.path) for file in known[first : first + _SET_ASIDE_AT_ONCE]
            ]
            there = [document for document in some if document is not None and not document.set_aside]
            self._archive.set_aside([document.id for document in there])
            yield from map(report_of, there)

    def forget_gone(self) -> None:
        """A collection was erased, and its folders with it."""
        there = {folder.id for folder in self._folders.all()}
        self._found = {one: found for one, found in self._found.items() if one in there}
        self._follow()

    def compare(self, ids: Sequence[str], found: bool, changes: bool) -> Steps:
        """Look what is otherwise; with `found` only where nobody has looked yet.

        Raises:
            UnknownFolder
        """
        for folder in [self._folders.get(identity) for identity in ids] or self._folders.all():
            if not found or folder.id not in self._found:
                yield from self._compare(folder)
            for change in list(self._changes_of(folder)) if changes else ():
                yield FolderChange(folder.id, change.path, change.kind, change.before)
            yield self._listed(folder)

    def watch(self) -> Steps:
        """Compare all, and from now on each in which something happens."""
        if self._watch is None:
            self._watch = FolderWatch(self._compare_by_itself)
        self._follow()
        yield from self.compare((), found=False, changes=False)

    def apply(self, identity: str, paths: Sequence[str]) -> Steps:
        """Make the changes that were found; only those of these paths when there are any.

        Raises:
            UnknownFolder, FolderUnreachable, FolderTooLarge
        """
        folder = self._folders.get(identity)
        if identity not in self._found or self._found[identity].state != "changed":
            yield from self._compare(folder)
        found = self._found[identity]
        if found.state == "missing":
            raise FolderUnreachable(folder.path)
        if found.state == "too_large":
            raise FolderTooLarge(folder.path, found.files)
        chosen = [found.changes[path] for path in paths or list(found.changes) if path in found.changes]
        try:
            yield from self._apply(folder, found, chosen)
        except Exception:  # a stop too: whoever asked, and whoever looks, is told how far it came
            yield self._listed(folder)
            raise
        yield self._listed(folder)

    # --- what a person takes out of the library while its file stays ---------------------------------

    def leave_out(self, documents: Sequence[str]) -> None:
        """These documents go although their files may stay: such files are not new from now on."""
        self._folders.leave_out(documents)

    def take_back(self, documents: Sequence[str]) -> None:
        """They stay after all."""
        self._folders.take_back(documents)

    # --- comparing ------------------------------------------------------------------------------------

    def _compare(self, folder: Folder) -> Steps:
        """Find out what is otherwise. That a folder is missing or too large is what is found then."""
        self._busy.setdefault(folder.id, "comparing")
        try:
            yield self._listed(folder)
            found = yield from self._look(folder)
        finally:
            if self._busy.get(folder.id) == "comparing":
                del self._busy[folder.id]
            if self._watch is not None:
                self._watch.compared(folder.id)
        self._found[folder.id] = found
        self._apply_by_itself(folder)

    def _look(self, folder: Folder) -> Generator[Step, None, Found]:
        left_out = self._folders.left_out(folder)
        comparison = Comparison(left_out)
        known = yield from self._known(folder)
        comparison.know(known)
        if given := [file.path for file in known if not file.set_aside and file.path in left_out]:
            self._folders.forget_left_out(given)  # by hand, after they were taken out

        def take(walked: Walked) -> Step:
            comparison.see(walked.files)
            comparison.see_unread(walked.unread)
            return Progress("comparing_folders", comparison.files)

        try:
            yield from self._scanner.real_path(folder.path)
            yield from self._scanner.walk((folder.path,), take)
        except FolderUnreachable:
            return Found("missing")
        except FolderTooLarge as error:
            return Found("too_large", error.limit)
        if known and not comparison.files:
            return Found("missing")  # a drive that is not there leaves an empty folder behind
        changes = yield from comparison.changes()
        gone = sum(change.kind == "deleted" for change in changes)
        asks = gone > MOST_GONE and gone > MOST_GONE_SHARE * len(known)
        by_path = {change.path: change for change in changes}
        return Found("changed" if changes else "in_step", comparison.files, asks, by_path)

    def _known(self, folder: Folder) -> Generator[Step, None, list[KnownFile]]:
        known: list[KnownFile] = []
        while some := self._folders.known(folder, known[-1].path if known else ""):
            known += some
            yield None
        return known

    def _changes_of(self, folder: Folder) -> Iterable[Change]:
        return self._found[folder.id].changes.values()

    def _listed(self, folder: Folder) -> FolderListed:
        found = self._found.get(folder.id, Found("not_compared"))
        counts = Counter[str](change.kind for change in found.changes.values())
        return FolderListed(
            folder.id,
            folder.path,
            folder.collection,
            folder.applies,
            self._busy.get(folder.id, found.state),
            found.files,
            asks=found.asks and bool(counts["deleted"]),
            **counts,
        )

    # --- by itself ------------------------------------------------------------------------------------

    def _follow(self) -> None:
        """Watch the folders that there are now."""
        if self._watch is not None:
            self._watch.keep({folder.id: folder.path for folder in self._folders.all()})

    def _compare_by_itself(self, folder: str) -> None:
        """On the watch's thread."""
        if self.submit is not None:
            self.submit(CompareFolders((folder,), changes=False))

    def _apply_by_itself(self, folder: Folder) -> None:
        """Have the changes made, where that was asked and somebody is there to see it."""
        found = self._found.get(folder.id)
        if self._watch is None or self.submit is None or found is None or folder.id in self._busy:
            return
        if not folder.applies or found.state != "changed":
            return
        paths = tuple(
            change.path for change in found.changes.values() if not (found.asks and change.kind == "deleted")
        )
        if paths:
            self.submit(ApplyChanges(folder.id, paths))

    # --- making changes -------------------------------------------------------------------------------

    def _apply(self, folder: Folder, found: Found, chosen: Sequence[Change]) -> Steps:
        self._busy[folder.id] = "applying"
        try:
            yield self._listed(folder)
            yield from self._make(folder, found, chosen)
        finally:
            self._busy.pop(folder.id, None)
            found.state = "changed" if found.changes else "in_step"

    def _make(self, folder: Folder, found: Found, chosen: Sequence[Change]) -> Steps:
        """What is gone is out of every search first; it is erased last, because that takes longest."""
        gone = yield from self._still_gone(folder, [change for change in chosen if change.kind == "deleted"])
        files = [change.path for change in chosen if change.kind in ("new", "changed")]
        moved = [change for change in chosen if change.kind == "moved"]
        for done, change in enumerate(moved):
            yield Progress("reading_documents", done, len(moved))
            if (yield from self._move(change)):
                found.changes.pop(change.path, None)
                continue
            files.append(change.path)
            if not is_same_name(change.before, change.path):
                gone.append(Change("deleted", change.before, change.document))
        ids = yield from self._set_aside(gone)
        for change in chosen:
            if change.kind == "deleted":
                found.changes.pop(change.path, None)
        for step in self._ingest(folder.collection).read_files([Path(path) for path in files]):
            if isinstance(step, DocumentReport) and step.state in ("ready", "failed"):
                found.changes.pop(step.path, None)
            yield step
        for path in files:
            found.changes.pop(path, None)  # also what was taken out meanwhile, of which nothing is told
        if ids:
            yield from self._erase(tuple(ids))

    def _still_gone(self, folder: Folder, changes: Sequence[Change]) -> Generator[Step, None, list[Change]]:
        """Those of these changes whose files are still not there, although the folder is.

        Raises:
            FolderUnreachable
        """
        if not changes:
            return []
        gone = set((yield from self._scanner.gone(folder.path, [change.path for change in changes])))
        return [change for change in changes if change.path in gone]

    def _set_aside(self, changes: Sequence[Change]) -> Generator[Step, None, list[str]]:
        """Out of every search, but for what lies elsewhere by now; the ids."""
        ids: list[str] = []
        for first in range(0, len(changes), _SET_ASIDE_AT_ONCE):
            some: list[str] = []
            for change in changes[first : first + _SET_ASIDE_AT_ONCE]:
                document = self._archive.document_at(change.path)
                if document is not None and document.id == change.document:
                    some.append(document.id)
            self._archive.set_aside(some)
            ids += some
            yield Progress("erasing", len(ids), len(changes))
        return ids

    def _move(self, change: Change) -> Generator[Step, None, bool]:
        """Whether the document is now where its file went; if not, the file is to be read."""
        try:
            hashed = yield from self._scanner.hash(Path(change.path))
        except ScanHangs:
            return False
        document = self._archive.document_at(change.before)
        if document is None or document.id != change.document or document.set_aside:
            return False
        is_same = isinstance(hashed, Hashed) and hashed.hash == document.content_hash
        if not is_same and not is_same_name(change.before, change.path):
            return False
        self._archive.move(document.id, change.path)
        if is_same:
            self._archive.stamp(document.id, FileStamp(hashed.size, hashed.modified))
            yield report_of(self._archive.document(document.id), known=True)
        return is_same
