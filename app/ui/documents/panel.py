"""The documents' place of the window: drop-zone, list, removing, reading, and what each tells the others."""

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from app.messages import DocumentReport, Done, Failed, ListDocuments
from app.ui.documents.collecting import Collecting
from app.ui.documents.collection_choice import CollectionChoice
from app.ui.documents.drop_zone import DropZone
from app.ui.documents.file_chooser import FileChooser
from app.ui.documents.listed import ListedDocuments
from app.ui.documents.model import DocumentModel
from app.ui.documents.more_menu import MoreButton
from app.ui.documents.pinning import Pinning
from app.ui.documents.questions import EraseQuestion
from app.ui.documents.quiet_bar import QuietBar
from app.ui.documents.reading import Reading
from app.ui.documents.reading_bar import ReadingBar
from app.ui.documents.row import DocumentRow, DocumentWords
from app.ui.documents.transfer_bar import ENDING, TransferBar
from app.ui.documents.undo_bar import UndoBar
from app.ui.notice import Notice
from app.ui.plain_text import PlainLabel
from app.ui.removal_bar import HOLD_MS
from app.ui.services import Services
from app.ui.worker import EngineJob
from store.schema import Fault

_MOST_SHOWN = 300  # known files that are selected when they are given again


class DocumentsPanel(QWidget):
    """The library as a person sees it.

    Signals:
        count_changed: how many documents can be searched.
        busy_changed: whether documents are being read.
        selection_changed: ids and names (tuples) of the selected documents that can be asked.
        collections_changed: there are other collections now, or other names.
        collection_removed: one was erased, and the folders that were kept in step with it are not any more.
        folders_wanted, troubles_wanted: the place for it is to be opened.
    """

    count_changed = Signal(int)
    busy_changed = Signal(bool)
    selection_changed = Signal(object, object)
    collections_changed = Signal()
    collection_removed = Signal()
    folders_wanted = Signal()
    troubles_wanted = Signal()

    def __init__(self, services: Services, parent: QWidget | None = None, hold_ms: int = HOLD_MS) -> None:
        """`hold_ms` is how long a removal can be undone."""
        super().__init__(parent)
        theme, self._line, self._sentences = services.theme, services.line, services.sentences
        self._theme = theme
        self._listing: EngineJob | None = None
        self._seen: set[str] = set()  # ids that were told of since the listing began
        self._listed = self._gone_on = False
        self._ready = 0
        self._words = DocumentWords(services.sentences, self)
        self._model = DocumentModel(self._words, self)
        self._chooser = FileChooser(services.preferences, self)
        self._reading = Reading(services.line, services.preferences)
        self._collecting = Collecting(services, self)
        self._library = services.library
        self._library.follow(self._model, self._collecting.names)
        self._pinning = Pinning(services.line, self._model, self)
        self._choice = CollectionChoice(theme, self._collecting)
        self._more = MoreButton(theme, self._collecting)
        self._troubles, self._changes = QuietBar(theme, "failed"), QuietBar(theme, "folder")
        self._transfer = TransferBar(services)
        self._doomed: tuple[DocumentRow, ...] = ()  # what the person is asked about
        self._count = PlainLabel(name="caption")
        self._add = QToolButton()
        self._failure = Notice(theme, failure=True, narrow=True)
        self._notice = Notice(theme, failure=False, narrow=True)
        self._zone = DropZone(theme)
        self._list = ListedDocuments(self._model, theme)
        self._undo = UndoBar(theme, services.line, hold_ms)
        self._foot = ReadingBar(theme, self._reading)
        self._lay_out()
        self._connect()
        self._show_icons()
        self._follow_count()

    @property
    def reading(self) -> bool:
        return self._reading.active

    @Slot(object)
    def add(self, paths: Sequence[str]) -> None:
        """Read files and folders (absolute paths) into the collection that is shown. An exported collection
        is imported."""
        self._notice.hide()
        collections = [path for path in paths if path.endswith(ENDING)]
        for path in collections:
            self._transfer.take_in(path)
        if rest := [path for path in paths if path not in collections]:
            self._reading.add(rest, self._collecting.target)

    def add_dropped(self, mime: QMimeData) -> None:
        """Read what was dropped somewhere else in the window, as if it had been on the drop-zone."""
        self._zone.take(mime)

    @Slot()
    def stop(self) -> None:
        """Stop reading; what is not read yet is forgotten."""
        self._reading.stop()

    @Slot()
    def load(self) -> None:
        """Ask the engine for the list; the first time also go on reading what the last start did not
        finish."""
        self._collecting.load()
        self._forget_listing()
        self._seen = set()
        self._listing = self._line.submit(ListDocuments())
        self._listing.happened.connect(self._take_listed)
        self._listing.closed.connect(self._end_listing)
        if not self._gone_on:
            self._gone_on = True
            self._reading.go_on()

    @Slot(object)
    def take(self, report: DocumentReport) -> None:
        """What another place was told of a document."""
        self._model.take(report)

    @Slot(object)
    def take_aside(self, reports: Sequence[DocumentReport]) -> None:
        """Another place took these out of the library: they can be brought back for a while."""
        self._model.remove(self._model.rows_of(report.id for report in reports))
        self._undo.remove(reports)

    def set_changes(self, number: int) -> None:
        """So many changes in folders that are kept in step wait for the person."""
        self._changes.say(self.tr("%n changes in your folders", "", number) if number else "")

    @Slot()
    def forget_removals(self) -> None:
        """The engine was started again, and has erased what waited for its ten seconds."""
        self._undo.forget()

    @Slot()
    def read_all_again(self) -> None:
        """Another model searches: all documents need its vectors."""
        self._reading.add(self._model.ready_paths())

    def offer_tasks(self, tasks: Sequence[tuple[str, str]]) -> None:
        """The tasks that read documents: ids and names."""
        self._list.offer_tasks(tasks)
        self._model.offer_tasks(tasks)

    @Slot()
    def weigh_pins(self) -> None:
        """Another model writes, or one is loaded: what is always read costs something else."""
        if self._model.pinned:
            self._pinning.weigh()

    @Slot()
    def focus_list(self) -> None:
        """Give the keyboard to the list, or while there is none to the button that adds to it."""
        (self._list.view if self._model.shown else self._add).setFocus(Qt.FocusReason.ShortcutFocusReason)

    # Layout.

    def _lay_out(self) -> None:
        menu = QMenu(self._add)
        for name, keys, slot in (
            (self.tr("Files…"), "Ctrl+O", self._chooser.choose_files),
            (self.tr("Folder…"), "Ctrl+Shift+O", self._chooser.choose_folder),
        ):
            action = QAction(name, self, shortcut=QKeySequence(keys))
            action.triggered.connect(slot)
            menu.addAction(action)
            self.addAction(action)
        self._add.setText(self.tr("Add"))
        self._add.setMenu(menu)
        self._add.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._add.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._add.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        head = QHBoxLayout()
        head.addWidget(PlainLabel(self.tr("Documents"), name="place"))
        head.addWidget(self._count, 1)
        head.addWidget(self._add)
        head.addWidget(self._more)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(10)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(head)
        above = (self._failure, self._notice, self._choice, self._zone, self._troubles, self._changes)
        for widget in (*above, self._list, self._undo, self._foot, self._transfer):
            self._column.addWidget(widget)

    def _connect(self) -> None:
        self._zone.dropped.connect(self.add)
        self._zone.refused.connect(self._tell_refused)
        self._zone.files_wanted.connect(self._chooser.choose_files)
        self._zone.folder_wanted.connect(self._chooser.choose_folder)
        self._chooser.chosen.connect(self.add)
        self._list.remove_wanted.connect(self._remove)
        self._list.again_wanted.connect(self.add)
        self._list.not_opened.connect(self._tell_not_opened)
        self._foot.again_wanted.connect(self.add)
        self._undo.returned.connect(self._model.take)
        self._undo.failed.connect(self._tell_failure)
        self._undo.undone.connect(self.focus_list)
        self._reading.reported.connect(self._take_read)
        self._reading.begun.connect(self._begin_reading)
        self._reading.ended.connect(self._end_reading)
        self._failure.acted.connect(self._try_again)
        self._model.counted.connect(self._follow_count)
        self._theme.changed.connect(self._show_icons)
        self._list.erase_wanted.connect(self._ask_erase)
        self._list.selection_changed.connect(self.selection_changed)
        self._troubles.wanted.connect(self.troubles_wanted)
        self._changes.wanted.connect(self.folders_wanted)
        self._connect_collections()
        self._connect_pins()

    def _connect_pins(self) -> None:
        pinning = self._pinning
        self._list.pin_wanted.connect(self._pin)
        self._model.counted.connect(pinning.follow)
        pinning.reported.connect(self._take_read)
        pinning.told.connect(self._tell)
        pinning.refused.connect(self._tell_no_room)
        pinning.failed.connect(self._tell_failure)

    def _connect_collections(self) -> None:
        more, collecting = self._more, self._collecting
        more.folders_wanted.connect(self.folders_wanted)
        more.troubles_wanted.connect(self.troubles_wanted)
        for new in (more.new_wanted, self._choice.new_wanted):
            new.connect(collecting.ask_new)
        more.rename_wanted.connect(collecting.ask_rename)
        more.erase_wanted.connect(self._ask_erase_collection)
        more.export_wanted.connect(self._export)
        more.import_wanted.connect(self._transfer.choose_import)
        collecting.shown_changed.connect(self._show_collection)
        collecting.changed.connect(self._follow_collections)
        collecting.reported.connect(self._model.take)
        collecting.removed.connect(self.load)
        collecting.removed.connect(self.collection_removed)
        collecting.failed.connect(self._tell_failure)
        self._list.move_wanted.connect(self._move)
        self._transfer.reported.connect(self._take_read)
        self._transfer.imported.connect(self._show_imported)
        self._transfer.failed.connect(self._tell_failure)
        self._transfer.busy_changed.connect(self._follow_transfer)
        self._show_collection()

    # Collections.

    @Slot()
    def _show_collection(self) -> None:
        self._model.show_collection(self._collecting.shown)

    @Slot()
    def _follow_collections(self) -> None:
        names = self._collecting.names
        self._list.offer_collections([(one.id, names.name_of(one)) for one in names.all])
        self.collections_changed.emit()

    @Slot(object, str)
    def _move(self, ids: tuple[str, ...], identity: str) -> None:
        if identity:
            self._collecting.move(ids, identity)
        else:
            self._collecting.ask_new_for(ids)

    @Slot()
    def _ask_erase_collection(self) -> None:
        if (current := self._collecting.current) is not None:
            self._collecting.ask_erase(self._model.count_in(current.id))

    @Slot()
    def _export(self) -> None:
        if (current := self._collecting.current) is not None:
            self._transfer.choose_export(current.id, self._collecting.names.name_of(current))

    @Slot(str)
    def _show_imported(self, identity: str) -> None:
        self._collecting.load()
        if identity:
            self._collecting.show(identity)

    @Slot()
    def _follow_transfer(self) -> None:
        self._more.set_busy(self._transfer.busy)

    @Slot(object, bool, str)
    def _pin(self, ids: tuple[str, ...], pinned: bool, task: str) -> None:
        self._failure.hide()
        self._notice.hide()
        self._pinning.change(ids, pinned, task)

    # The list.

    @Slot(object)
    def _take_listed(self, event: object) -> None:
        if isinstance(event, DocumentReport) and not self._undo.holds(event.id):
            self._seen.add(event.id)
            self._model.take(event)

    @Slot(object)
    def _end_listing(self, closing: object) -> None:
        self._listing = None
        if isinstance(closing, Done):
            self._listed = True
            self._list.say(self.tr("There are no documents in this collection yet. Drop some above."))
            self._model.keep_only(self._seen)
            self._model.flush()
            self._library.note_listed()
        elif isinstance(closing, Failed):
            self._list.say(self.tr("The list could not be fetched."))
            self._failure.say(self._sentences.error(closing.fault), self.tr("Try again"))

    def _forget_listing(self) -> None:
        """A new one begins: nothing of the one before is to be heard any more."""
        if self._listing is not None:
            self._listing.happened.disconnect(self._take_listed)
            self._listing.closed.disconnect(self._end_listing)

    @Slot()
    def _follow_count(self) -> None:
        ready, empty = self._model.ready, self._listed and self._model.total == 0
        self._count.setText(str(self._model.here) if self._model.here else "")
        troubles = 0 if self._reading.active else self._model.troubles
        self._troubles.say(self.tr("%n files could not be read", "", troubles) if troubles else "")
        self._zone.set_large(empty)
        self._list.setVisible(not empty)
        self._column.setStretchFactor(self._zone, 1 if empty else 0)
        self._column.setStretchFactor(self._list, 0 if empty else 1)
        if ready != self._ready:
            self._ready = ready
            self.count_changed.emit(ready)

    @Slot(object)
    def _remove(self, rows: list[DocumentRow]) -> None:
        """What the library has of them is set aside; of a file that it never had, the row goes."""
        self._model.remove(rows)
        kept = [row.kept for row in rows if row.kept is not None]
        if kept:
            self._undo.remove(kept)

    @Slot(object)
    def _ask_erase(self, rows: list[DocumentRow]) -> None:
        self._doomed = tuple(rows)
        words = self.tr("Erase %n documents for good?", "", len(rows))
        question = EraseQuestion(words, len(rows), self.window())
        question.erased.connect(self._erase)
        question.open()

    @Slot(bool)
    def _erase(self, quotes: bool) -> None:
        rows = [row for row in self._doomed if row.id]  # one may have gone while the person thought
        self._model.remove(rows)
        if rows:
            self._undo.erase([row.id for row in rows], quotes)

    # Reading.

    @Slot(object)
    def _take_read(self, report: DocumentReport) -> None:
        if self._undo.let_go(report.id):
            self._seen.add(report.id)
            self._model.take(report)

    @Slot()
    def _begin_reading(self) -> None:
        self._failure.hide()
        self._notice.hide()
        self.busy_changed.emit(True)

    @Slot(object)
    def _end_reading(self, closing: object) -> None:
        self._model.end_reading()
        self._follow_count()
        self._collecting.load()
        self.busy_changed.emit(False)
        outcome = self._reading.outcome
        if isinstance(closing, Failed):
            self._tell_failure(closing.fault, self.tr("Try again"))
        elif not outcome.read and not outcome.failed and len(outcome.known) <= _MOST_SHOWN:
            self._list.select(outcome.known)

    # What is told.

    @Slot(object)
    def _tell_failure(self, fault: Fault, action: str = "") -> None:
        self._failure.say(self._sentences.error(fault), action)

    @Slot(str)
    def _tell(self, sentence: str) -> None:
        self._notice.say(sentence)

    @Slot(str)
    def _tell_no_room(self, sentence: str) -> None:
        self._failure.say(sentence)

    @Slot()
    def _try_again(self) -> None:
        self._failure.hide()
        if not self._listed:
            self.load()
        self._reading.again()

    @Slot()
    def _tell_refused(self) -> None:
        self._notice.say(
            self.tr("These files are not on this computer. Copy them to it, and add the copies.")
        )

    @Slot(str)
    def _tell_not_opened(self, name: str) -> None:
        self._notice.say(self.tr("“{name}” could not be opened. Is it still there?").format(name=name))

    @Slot()
    def _show_icons(self) -> None:
        self._add.setIcon(self._theme.icon("add"))
