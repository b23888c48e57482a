"""The dialog that exports many earlier answers: in which format, where to, how far it is, what came of it."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Slot
from PySide6.QtGui import QCloseEvent, QDesktopServices
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from app import settings
from app.answer_files import AnswerFiles, AnswerFolder, AnswerZip, FileForm
from app.errors import AppError, fault_of
from app.tasks import Task
from app.ui.history.exporting import ExportOutcome, ExportRun
from app.ui.plain_text import PlainLabel
from app.ui.services import Services
from store.errors import StoreError


class ExportDialog(QDialog):
    """Modeless: one can go on working. Closing it stops what goes on."""

    def __init__(
        self,
        services: Services,
        tasks: Mapping[str, Task],
        ids: tuple[str, ...] | None,
        parent: QWidget | None = None,
    ) -> None:
        """`ids` None stands for every answer."""
        super().__init__(parent)
        self._services, self._tasks, self._ids = services, tasks, ids
        self._run: ExportRun | None = None
        self._target = Path()
        self._format = QComboBox()
        self._folder = QRadioButton(self.tr("In a folder, one file an answer"))
        self._zip = QRadioButton(self.tr("Together in one ZIP file"))
        self._words, self._bar = PlainLabel(), QProgressBar(textVisible=False)
        self._export = QPushButton(self.tr("Choose where…"))
        self._stop, self._show = QPushButton(self.tr("Stop")), QPushButton(self.tr("Show the folder"))
        self._close = QPushButton(self.tr("Close"))
        self._lay_out()
        self._export.clicked.connect(self._choose)
        self._stop.clicked.connect(self._ask_to_stop)
        self._show.clicked.connect(self._open_folder)
        self._close.clicked.connect(self.close)
        self._show_state()

    def abandon(self) -> None:
        """The program ends."""
        if self._run is not None:
            self._run.abandon()
            self._run = None

    def export_to(self, target: Path, zipped: bool) -> None:
        """Export to a folder, or to a ZIP file in place of one that is there: the person was asked."""
        self._target = target if not zipped else target.parent
        try:
            files = self._files(target, zipped)
        except (AppError, StoreError, OSError) as error:
            self._say(self._services.sentences.error(fault_of(error)), problem=True)
            return
        self._run = ExportRun(self._services.line, files, self._ids, self)
        self._run.progressed.connect(self._show_progress)
        self._run.closed.connect(self._show_outcome)
        self._bar.setRange(0, 0)
        self._say(self.tr("Exporting…"))
        self._run.start()
        self._show_state()

    def _files(self, target: Path, zipped: bool) -> AnswerFiles:
        template = settings.load(self._services.paths.settings).word_template
        form = FileForm(
            self._format.currentData(),
            self._services.sentences.language,
            self._tasks,
            Path(template) if template else None,
        )
        return AnswerZip(target, form, replace=True) if zipped else AnswerFolder(target, form)

    def _lay_out(self) -> None:
        self.setWindowTitle(self.tr("Export answers"))
        self.setMinimumWidth(420)
        for ending, words in (
            ("docx", self.tr("Word (.docx)")),
            ("odt", self.tr("OpenDocument (.odt)")),
            ("pdf", self.tr("PDF (.pdf)")),
            ("md", self.tr("Markdown (.md)")),
            ("eml", self.tr("E-mail draft (.eml)")),
        ):
            self._format.addItem(words, ending)
        self._format.setAccessibleName(self.tr("Format"))
        self._folder.setChecked(True)
        for choice in (self._folder, self._zip):
            choice.setObjectName("choice")
        self._words.setWordWrap(True)
        many = self.tr("All answers") if self._ids is None else self.tr("%n answers", "", len(self._ids))
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        grid.setHorizontalSpacing(16)
        grid.addWidget(PlainLabel(self.tr("Format"), name="field"), 0, 0)
        grid.addWidget(self._format, 0, 1)
        grid.addWidget(PlainLabel(self.tr("Where"), name="field"), 1, 0, Qt.AlignmentFlag.AlignTop)
        where = QVBoxLayout()
        where.setSpacing(6)
        where.addWidget(self._folder)
        where.addWidget(self._zip)
        grid.addLayout(where, 1, 1)
        buttons = QHBoxLayout()
        buttons.addStretch()
        for button in (self._show, self._stop, self._close, self._export):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        self._export.setProperty("look", "main")
        self._export.setDefault(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(14)
        layout.addWidget(PlainLabel(many, name="title"))
        layout.addLayout(grid)
        layout.addWidget(self._words)
        layout.addWidget(self._bar)
        layout.addStretch()
        layout.addLayout(buttons)

    def _show_state(self) -> None:
        running = self._run is not None
        self._bar.setVisible(running)
        self._stop.setVisible(running)
        for widget in (self._format, self._folder, self._zip, self._export):
            widget.setEnabled(not running)
        self._words.setVisible(bool(self._words.text()))
        self._show.setVisible(not running and self._target != Path())

    def _say(self, words: str, problem: bool = False) -> None:
        self._words.setObjectName("problem" if problem else "")
        self._words.style().unpolish(self._words)
        self._words.style().polish(self._words)
        self._words.setText(words)
        self._words.setVisible(bool(words))

    @Slot()
    def _choose(self) -> None:
        if self._zip.isChecked():
            name = self.tr("Answers {date}.zip").format(date=date.today().isoformat())
            dialog = QFileDialog(self, self.tr("Export answers"), str(Path.home() / name), "ZIP (*.zip)")
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.setDefaultSuffix("zip")
        else:
            dialog = QFileDialog(self, self.tr("Export answers"), str(Path.home()))
            dialog.setFileMode(QFileDialog.FileMode.Directory)
            dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._take_target)
        dialog.open()

    @Slot(str)
    def _take_target(self, path: str) -> None:
        self.export_to(Path(path), self._zip.isChecked())

    @Slot()
    def _ask_to_stop(self) -> None:
        if self._run is not None:
            self._stop.setEnabled(False)
            self._run.stop()

    @Slot(int, int)
    def _show_progress(self, done: int, total: int) -> None:
        self._bar.setRange(0, max(total, 1))
        self._bar.setValue(done)
        self._say(self.tr("{done} of {total} exported").format(done=done, total=total))

    @Slot(object)
    def _show_outcome(self, outcome: ExportOutcome) -> None:
        self._run = None
        self._stop.setEnabled(True)
        words = [self.tr("%n answers exported.", "", outcome.written)]
        if outcome.stopped:
            words.append(self.tr("Stopped before the end."))
        if outcome.failed:
            words.append(self.tr("%n answers could not be exported:", "", outcome.failed))
        if outcome.fault is not None:
            words.append(self._services.sentences.error(outcome.fault))
        self._say(" ".join(words), problem=outcome.fault is not None)
        self._show_state()

    @Slot()
    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._target)))

    def closeEvent(self, event: QCloseEvent) -> None:
        self._ask_to_stop()
        super().closeEvent(event)
