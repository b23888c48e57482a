"""The answer in sight to a file: a button with the formats, the dialog for the name, and what came of it.

Files are written on a thread of their own. Many answers at once are `app.ui.history`'s.
"""

from pathlib import Path
from typing import Literal

from PySide6.QtCore import QEvent, QObject, QSize, QStandardPaths, Qt, QThread, QUrl, Slot
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QMenu, QPushButton, QToolButton, QWidget

from app import settings
from app.errors import fault_of
from app.export import ENDINGS, ExportDocument, document_of, safe_name, write
from app.messages import Language
from app.paths import Paths
from app.tasks import Task
from app.ui.answer.state import AnswerRecord
from app.ui.plain_text import ElidedLabel, PlainLabel, tooltip
from app.ui.services import Services
from app.ui.theme import Theme
from store.schema import Fault


class ExportButton(QToolButton):
    """Shows itself where there is an answer to export; one file is written at a time.

    Attributes:
        note: the strip that tells what came of it, for whoever lays out the place of the answer.
    """

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._record: AnswerRecord | None = None
        self._ending = ENDINGS[0]
        self._document: ExportDocument | None = None
        self._writing: _Writing | None = None
        self._window: QWidget | None = None  # while a file is written
        self.note = ExportNote(services.theme)
        self.setProperty("look", "quiet")
        self.setObjectName("strip")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setAccessibleName(self.tr("Export"))
        self.setToolTip(tooltip(self.tr("Save the answer as a file")))
        self.setMenu(self._formats())
        services.theme.changed.connect(self._show_icon)
        self._show_icon()
        self.show_answer(None)

    def show_answer(self, record: AnswerRecord | None) -> None:
        """Offer this answer, where it is over and there is something of it."""
        if record is not self._record:
            self.note.hide()
        self._record = record
        self.setVisible(record is not None and record.closed and bool(record.text))

    @property
    def busy(self) -> bool:
        """Whether a file is being written."""
        return self._writing is not None

    def choose_file(self, ending: str) -> None:
        """Ask for the name of the file. The dialog asks before it replaces one."""
        if self._record is None or self.busy:
            return
        self._ending = ending
        self._document = self._made(self._record)
        dialog = QFileDialog(self.window(), self.tr("Save the answer"), self._folder())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setNameFilters([f"{self._names()[ending]} (*.{ending})"])
        dialog.setDefaultSuffix(ending)
        title = f"{self._document.title} {self._document.day.isoformat()}"
        dialog.selectFile(f"{safe_name(title)}.{ending}")
        dialog.fileSelected.connect(self._save)
        dialog.open()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A window that closes waits for the file that is being written."""
        if event.type() == QEvent.Type.Close and self._writing is not None:
            self._writing.wait()
        return super().eventFilter(watched, event)

    def _made(self, record: AnswerRecord) -> ExportDocument:
        language = _language(record.task, self._services.sentences.language)
        return document_of(record, record.task, language, record.name, record.created_at)

    def _names(self) -> dict[str, str]:
        return {
            "docx": self.tr("Word document"),
            "odt": self.tr("OpenDocument text"),
            "pdf": self.tr("PDF"),
            "md": self.tr("Markdown"),
            "eml": self.tr("Draft of an e-mail"),
        }

    def _formats(self) -> QMenu:
        menu = QMenu(self)
        names = self._names()
        for ending in ENDINGS:
            action = menu.addAction(
                self.tr("{format} (.{ending})…").format(format=names[ending], ending=ending)
            )
            action.setData(ending)
        menu.triggered.connect(self._choose)
        return menu

    def _folder(self) -> str:
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        return self._services.preferences.now.last_folder or documents

    @Slot(QAction)
    def _choose(self, action: QAction) -> None:
        self.choose_file(action.data())

    @Slot(str)
    def _save(self, chosen: str) -> None:
        if self._document is None or self.busy or not chosen:
            return
        path = Path(chosen)
        replace = path.suffix.lower() == f".{self._ending}"  # else the dialog asked about another name
        if not replace:
            path = path.with_name(f"{path.name}.{self._ending}")
        self._services.preferences.change(last_folder=str(path.parent))
        self._window = self.window()
        self._window.installEventFilter(self)
        self._writing = _Writing(self._document, path, replace, self._services.paths, self)
        self._writing.finished.connect(self._tell)
        self.setEnabled(False)
        self._writing.start()

    @Slot()
    def _tell(self) -> None:
        assert self._writing is not None
        writing, self._writing = self._writing, None
        if self._window is not None:
            self._window.removeEventFilter(self)
        self._window = None
        self.setEnabled(True)
        if writing.fault is not None:
            self.note.tell_failure(self._services.sentences.error(writing.fault))
        else:
            self.note.tell_saved(writing.path)
        writing.deleteLater()

    @Slot()
    def _show_icon(self) -> None:
        self.setIcon(self._services.theme.icon("export"))


class ExportNote(QFrame):
    """Hidden until a file is saved, or could not be. A saved one can be opened, and its folder."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._path = theme, Path()
        self._saved, self._failure = ElidedLabel(mode=Qt.TextElideMode.ElideMiddle), PlainLabel()
        self._failure.setWordWrap(True)
        self._open, self._folder = QPushButton(self.tr("Open")), QPushButton(self.tr("Show in folder"))
        self._close = QToolButton()
        self._close.setProperty("look", "quiet")
        self._close.setIconSize(QSize(14, 14))
        self._close.setAccessibleName(self.tr("Close this message"))
        self._close.setToolTip(tooltip(self.tr("Close this message")))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 6, 6)
        for label in (self._saved, self._failure):
            row.addWidget(label, 1)
        for button in (self._open, self._folder, self._close):
            row.addWidget(button)
        self._open.clicked.connect(self._open_file)
        self._folder.clicked.connect(self._show_folder)
        self._close.clicked.connect(self.hide)
        theme.changed.connect(self._show_icons)
        self.hide()

    def tell_saved(self, path: Path) -> None:
        """The answer is in this file."""
        self._path = path
        self._saved.setText(self.tr("Saved: {name}").format(name=path.name))
        self._saved.setToolTip(tooltip(str(path)))
        self._show("notice")

    def tell_failure(self, sentence: str) -> None:
        """It could not be saved; why, and what to do."""
        self._failure.setText(sentence)
        self._show("failure")

    def _show(self, look: Literal["notice", "failure"]) -> None:
        saved = look == "notice"
        self.setObjectName(look)
        for styled in (self, self._saved, self._failure):  # the style sheet goes by the name
            styled.style().unpolish(styled)
            styled.style().polish(styled)
        for shown in (self._saved, self._open, self._folder):
            shown.setVisible(saved)
        self._failure.setVisible(not saved)
        self._show_icons()
        self.show()

    @Slot()
    def _open_file(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path)))

    @Slot()
    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path.parent)))

    @Slot()
    def _show_icons(self) -> None:
        colours = self._theme.colours
        colour = colours.danger if self.objectName() == "failure" else colours.notice
        self._close.setIcon(self._theme.icon("close", colour))


class _Writing(QThread):
    """Writes one file. `fault` says afterwards why it did not."""

    def __init__(
        self, document: ExportDocument, path: Path, replace: bool, paths: Paths, parent: QObject
    ) -> None:
        super().__init__(parent)
        self.setObjectName("export")
        self.path = path
        self.fault: Fault | None = None
        self._document, self._replace, self._paths = document, replace, paths

    def run(self) -> None:
        try:
            chosen = settings.load(self._paths.settings).word_template
            write(self._document, self.path, self._replace, Path(chosen) if chosen is not None else None)
        except Exception as error:  # noqa: BLE001 - the seam: what went wrong there is told here
            self.fault = fault_of(error)


def _language(task: Task | None, interface: Language) -> Language:
    """That of the answer, where its task says it; else that of the window."""
    if task is not None and task.language == "nl":
        return "nl"
    return "en" if task is not None and task.language == "en" else interface
