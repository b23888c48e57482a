"""Collections to files and from files: the dialogs to choose with, how far it is, and what came of it."""

from collections import deque
from pathlib import Path

from PySide6.QtCore import QLocale, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.messages import (
    CollectionExported,
    CollectionListed,
    DocumentReport,
    ExportCollection,
    Failed,
    ImportCollection,
    Progress,
    Stopped,
)
from app.ui.plain_text import PlainLabel, one_line, tooltip
from app.ui.services import Services
from app.ui.worker import EngineJob

ENDING = ".binnenshuis"
"""How the names of such files end."""

_DECIMAL = QLocale.DataSizeFormat.DataSizeSIFormat
_NOT_IN_NAMES = '<>:"/\\|?*'


class TransferBar(QFrame):
    """Hidden until something goes to a file or comes from one; one at a time.

    Signals:
        reported: a `DocumentReport` of a document that came in.
        imported: the id of the collection that was made, or "" when the library had all of it.
        failed: the `Fault` for which it was not done.
        busy_changed
    """

    reported = Signal(object)
    imported = Signal(str)
    failed = Signal(object)
    busy_changed = Signal()

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("side")
        self._line, self._theme, self._preferences = services.line, services.theme, services.preferences
        self._locale = QLocale(services.sentences.language)
        self._job: EngineJob | None = None
        self._collection = ""  # what the dialog is open for
        self._name = ""
        self._waiting: deque[str] = deque()  # files that come in when what goes on is done
        self._new = self._known = 0
        self._told = self._made = ""
        self._words, self._bar = PlainLabel(), QProgressBar(textVisible=False)
        self._stop, self._close = QPushButton(self.tr("Stop")), QToolButton()
        self._lay_out()
        self._stop.clicked.connect(self._ask_to_stop)
        self._close.clicked.connect(self.hide)
        services.theme.changed.connect(self._show_icons)
        self._show_icons()
        self.hide()

    @property
    def busy(self) -> bool:
        return self._job is not None

    def choose_export(self, collection: str, name: str) -> None:
        """Ask for the file that a collection of this name goes to. The dialog asks before it replaces one."""
        self._collection, self._name = collection, name
        dialog = self._dialog(self.tr("Export the collection"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setDefaultSuffix(ENDING[1:])
        plain = "".join("-" if letter in _NOT_IN_NAMES else letter for letter in one_line(name))
        dialog.selectFile(plain.strip(". ") + ENDING)
        dialog.fileSelected.connect(self._export)
        dialog.open()

    @Slot()
    def choose_import(self) -> None:
        """Ask for the file that a collection comes from."""
        dialog = self._dialog(self.tr("Import a collection"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.take_in)
        dialog.open()

    def _dialog(self, title: str) -> QFileDialog:
        dialog = QFileDialog(self.window(), title, self._preferences.now.last_folder)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        collections = self.tr("Collections ({pattern})").format(pattern=f"*{ENDING}")
        dialog.setNameFilters([collections, self.tr("All files (*)")])
        return dialog

    @Slot(str)
    def _export(self, path: str) -> None:
        self._preferences.change(last_folder=str(Path(path).parent))
        self._begin(ExportCollection(self._collection, path, replace=True))

    @Slot(str)
    def take_in(self, path: str) -> None:
        """Import this file (an absolute path): now, or when what goes on is done."""
        self._preferences.change(last_folder=str(Path(path).parent))
        if self._job is not None:
            self._waiting.append(path)
            return
        self._name = Path(path).name
        self._begin(ImportCollection(path))

    def _begin(self, job: ExportCollection | ImportCollection) -> None:
        self._new = self._known = 0
        self._told = self._made = ""
        self._job = self._line.submit(job)
        self._job.happened.connect(self._take)
        self._job.closed.connect(self._end)
        self._words.setText(self._going_on())
        self._bar.setRange(0, 0)
        self._stop.setEnabled(True)
        self._show_progress(True)
        self.busy_changed.emit()

    @Slot(object)
    def _take(self, event: object) -> None:
        match event:
            case Progress(activity, done, total) if activity in ("exporting", "importing"):
                self._bar.setRange(0, total)
                self._bar.setValue(done)
            case CollectionExported():
                size = self._locale.formattedDataSize(event.size, 1, _DECIMAL)
                documents = self.tr("%n documents", "", event.documents)
                self._told = self.tr("Exported: {documents}, {size}.").format(documents=documents, size=size)
            case CollectionListed():
                self._made, self._name = event.id, one_line(event.name)
            case DocumentReport():
                self._known += event.known
                self._new += not event.known
                self.reported.emit(event)

    @Slot()
    def _ask_to_stop(self) -> None:
        if self._job is not None:
            self._waiting.clear()
            self._job.stop()
            self._stop.setEnabled(False)
            self._words.setText(self.tr("Stopping…"))

    @Slot(object)
    def _end(self, closing: object) -> None:
        assert self._job is not None
        was_import = isinstance(self._job.job, ImportCollection)
        self._job = None
        if isinstance(closing, Failed):
            self.hide()
            self.failed.emit(closing.fault)
        elif isinstance(closing, Stopped):
            self._say(self.tr("Stopped. Nothing was changed."))
        else:
            self._say(self._came_in() if was_import else self._told)
            if was_import:
                self.imported.emit(self._made)
        if self._waiting:
            self.take_in(self._waiting.popleft())
        else:
            self.busy_changed.emit()

    def _going_on(self) -> str:
        if self._job is not None and isinstance(self._job.job, ImportCollection):
            return self.tr("Importing “{name}”").format(name=self._name)
        return self.tr("Exporting “{name}”").format(name=self._name)

    def _came_in(self) -> str:
        known = self.tr("%n documents were in the library already.", "", self._known) if self._known else ""
        if not self._made:
            return known or self.tr("There are no documents in this file.")
        new = self.tr("“{name}” came in with %n documents.", "", self._new).format(name=self._name)
        return " ".join(filter(None, (new, known)))

    # What is seen.

    def _lay_out(self) -> None:
        self._words.setWordWrap(True)
        self._bar.setAccessibleName(self.tr("To or from a file"))
        self._close.setIconSize(QSize(14, 14))
        self._close.setProperty("look", "quiet")
        self._close.setAccessibleName(self.tr("Close this message"))
        self._close.setToolTip(tooltip(self.tr("Close this message")))
        told, going = QHBoxLayout(), QHBoxLayout()
        told.addWidget(self._words, 1)
        told.addWidget(self._close)
        going.addWidget(self._bar, 1)
        going.addWidget(self._stop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(told)
        layout.addLayout(going)

    def _say(self, words: str) -> None:
        self._words.setText(words)
        self._show_progress(False)

    def _show_progress(self, going_on: bool) -> None:
        self._bar.setVisible(going_on)
        self._stop.setVisible(going_on)
        self._close.setVisible(not going_on)
        self.show()

    @Slot()
    def _show_icons(self) -> None:
        colours = self._theme.colours
        self._stop.setIcon(self._theme.icon("stop", colours.text))
        self._close.setIcon(self._theme.icon("close", colours.muted))
