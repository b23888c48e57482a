"""The spreadsheet that is worked on: chosen, read by a process of its own, and templates for one."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from app.errors import InternalError, SpreadsheetNotRead, fault_of
from app.rows import reader, writer
from app.rows.reader import NotRead, Read, ReadRequest
from app.rows.writer import NotKept, TemplateRequest, TemplateWritten
from app.tasks import Task
from app.ui.rows.child import RowsChild
from app.ui.services import Services


class SpreadsheetSource(QObject):
    """Reads one spreadsheet at a time; dialogs belong to `window`.

    Signals:
        begun: a spreadsheet is being read.
        read: the `Table`.
        failed: the `Fault` why it could not be, or why no template could be written; None when it was
        stopped. template_written: the path of a spreadsheet to fill in.
    """

    begun = Signal()
    read = Signal(object)
    failed = Signal(object)
    template_written = Signal(str)

    def __init__(self, services: Services, task: Callable[[], Task], window: QWidget) -> None:
        """`task` says of which task a template is."""
        super().__init__(window)
        self._services, self._task, self._window = services, task, window
        self._path = ""
        self._reader: RowsChild | None = None
        self._writer: RowsChild | None = None
        self._stopped = False
        services.line.ended.connect(self.stop)

    @property
    def busy(self) -> bool:
        return self._reader is not None

    @Slot(str)
    def load(self, path: str) -> None:
        """Have a spreadsheet read."""
        if self._reader is not None:
            return
        self._path, self._stopped = path, False
        self._services.preferences.change(last_folder=str(Path(path).parent))
        made = RowsChild(
            reader.ROLE, reader.ARGUMENTS, reader.Reply, self._services.paths, reader.SECONDS, parent=self
        )
        self._reader = made
        made.answered.connect(self._take_read)
        made.failed.connect(self._note_broken)
        made.ask(ReadRequest(path))
        made.end()
        self.begun.emit()

    @Slot()
    def stop(self) -> None:
        """Read it no more."""
        if self._reader is not None:
            self._stopped = True
            self._reader.kill()

    @Slot()
    def choose(self) -> None:
        """Ask which spreadsheet."""
        dialog = self._dialog(self.tr("Choose a spreadsheet"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        patterns = "*.xlsx *.xlsm *.csv *.tsv *.txt"
        dialog.setNameFilter(self.tr("Spreadsheets ({patterns})").format(patterns=patterns))
        dialog.fileSelected.connect(self.load)
        dialog.open()

    @Slot()
    def make_template(self) -> None:
        """Ask where a spreadsheet to fill in is to be."""
        dialog = self._dialog(self.tr("Save a spreadsheet to fill in"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("xlsx")
        dialog.setNameFilter(self.tr("Spreadsheets ({patterns})").format(patterns="*.xlsx"))
        dialog.selectFile(self._task().name.in_language(self._services.sentences.language))
        dialog.fileSelected.connect(self.write_template)
        dialog.open()

    @Slot(str)
    def write_template(self, path: str) -> None:
        """Write it there."""
        if self._writer is None:
            self._writer = RowsChild(writer.ROLE, (), writer.Reply, self._services.paths, parent=self)
            self._writer.answered.connect(self._take_written)
            self._writer.failed.connect(self._note_unwritten)
            language = self._services.sentences.language
            self._writer.ask(TemplateRequest(path, self._task(), language))
            self._writer.end()

    def _dialog(self, title: str) -> QFileDialog:
        dialog = QFileDialog(self._window, title, self._services.preferences.now.last_folder)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return dialog

    @Slot(object)
    def _take_read(self, reply: object) -> None:
        self._reader = None
        if isinstance(reply, Read):
            self.read.emit(reply.table)
        elif isinstance(reply, NotRead):
            self.failed.emit(reply.fault)

    @Slot()
    def _note_broken(self) -> None:
        self._reader = None
        self.failed.emit(None if self._stopped else fault_of(SpreadsheetNotRead(self._path)))

    @Slot(object)
    def _take_written(self, reply: object) -> None:
        self._writer = None
        if isinstance(reply, TemplateWritten):
            self.template_written.emit(reply.path)
        elif isinstance(reply, NotKept):
            self.failed.emit(reply.fault)

    @Slot()
    def _note_unwritten(self) -> None:
        self._writer = None
        self.failed.emit(fault_of(InternalError(writer.ROLE.strip("-"))))
