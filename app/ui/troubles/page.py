"""The page of documents that could not be read: why, and what a person can do about each."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal, Slot
from PySide6.QtGui import QAction, QDesktopServices, QKeySequence
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.messages import DocumentReport, Failed, Ignore, Index, ListDocuments, Progress
from app.ui.notice import Notice
from app.ui.page import Page
from app.ui.plain_text import PlainLabel
from app.ui.services import Services
from app.ui.troubles.model import TroubleModel
from app.ui.troubles.password import PasswordDialog
from app.ui.troubles.reasons import Reasons, opens_with_password
from app.ui.troubles.view import TroubleView
from app.ui.worker import EngineJob


class TroublesPage(Page):
    """The list, and what can be done with what is selected in it.

    Signals:
        counted: how many troubles there are that are not ignored (int).
        reported: a `DocumentReport` of a file that was tried again, ignored, or opened with its password.
    """

    counted = Signal(int)
    reported = Signal(object)

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(services.theme, self.tr("Problems"), self.tr("Back"), parent)
        self._line, self._sentences = services.line, services.sentences
        self._reasons = Reasons(services.sentences, self)
        self._model = TroubleModel(self._reasons, self)
        self._listing: EngineJob | None = None
        self._arriving: list[DocumentReport] = []
        self._stale = False
        self._reading: EngineJob | None = None
        self._ignoring: EngineJob | None = None
        self._undoable: tuple[str, ...] = ()
        self._view = TroubleView(self._model, services.theme)
        self._dialog = PasswordDialog(services, self._reasons, self)
        self._failure = Notice(services.theme, failure=True)
        self._undo = Notice(services.theme, failure=False)
        self._build()
        self._connect()
        self._show_icons()
        self._show_amount()
        self._show_selection()

    # --- layout -------------------------------------------------------------------------------------

    def _build(self) -> None:
        self._summary = PlainLabel(name="hint")
        self._summary.setWordWrap(True)
        self._ignored_shown = QCheckBox()
        self._words = PlainLabel(self.tr("Trying again…"))
        self._stop = QPushButton(self.tr("Stop"))
        self._none = PlainLabel(self.tr("No problems: every file that was added could be read."), name="hint")
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._none.setWordWrap(True)
        self._busy, self._panel = QFrame(), QFrame()
        for frame in (self._busy, self._panel):
            frame.setObjectName("panel")
        busy = QHBoxLayout(self._busy)
        busy.setContentsMargins(12, 6, 6, 6)
        busy.addWidget(self._words, 1)
        busy.addWidget(self._stop)
        self._busy.hide()
        inner = QVBoxLayout(self._panel)
        inner.setContentsMargins(6, 2, 6, 6)
        inner.addWidget(self._view)
        told = QHBoxLayout()
        told.addWidget(self._summary, 1)
        told.addWidget(self._ignored_shown, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(told)
        for widget in (self._failure, self._undo, self._busy):
            self.column.addWidget(widget)
        self.column.addWidget(self._none, 1)
        self.column.addWidget(self._panel, 1)
        self.column.addLayout(self._actions())

    def _actions(self) -> QHBoxLayout:
        self._retry = QPushButton(self.tr("Try again"))
        self._ignore = QPushButton(self.tr("Ignore"))
        self._unlock = QPushButton(self.tr("Password…"))
        self._folder = QPushButton(self.tr("Open folder"))
        self._retry_all = QPushButton(self.tr("Try all again"))
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self._retry, self._ignore, self._unlock, self._folder):
            row.addWidget(button)
        row.addStretch()
        row.addWidget(self._retry_all)
        return row

    def _connect(self) -> None:
        self._retry.clicked.connect(self._try_selected)
        self._ignore.clicked.connect(self._ignore_selected)
        self._unlock.clicked.connect(self._ask_password)
        self._folder.clicked.connect(self._open_folder)
        self._retry_all.clicked.connect(self._try_all)
        self._stop.clicked.connect(self._stop_reading)
        self._ignored_shown.toggled.connect(self._model.show_ignored)
        self._undo.acted.connect(self._take_back)
        self._view.opened.connect(self._open)
        self._view.selection_changed.connect(self._show_selection)
        self._model.counted.connect(self._show_amount)
        self._dialog.accepted.connect(self._note_unlocked)
        self._theme.changed.connect(self._show_icons)
        undo = QAction(self)
        undo.setShortcut(QKeySequence(QKeySequence.StandardKey.Undo))
        undo.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        undo.triggered.connect(self._take_back)
        self.addAction(undo)

    # --- what is listed -----------------------------------------------------------------------------

    @Slot()
    def load(self) -> None:
        """Read the list anew; asked again while it is read, it is read once more after."""
        if self._listing is not None:
            self._stale = True
            return
        self._arriving = []
        self._listing = self._line.submit(ListDocuments())
        self._listing.happened.connect(self._take_listed)
        self._listing.closed.connect(self._end_listing)

    @Slot(object)
    def take(self, report: DocumentReport) -> None:
        """What the engine says of a file that others had read."""
        self._model.take(report)

    def focus_first(self) -> None:
        """The list, or the way back where there is none."""
        if self._panel.isVisible():
            self._view.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            super().focus_first()

    @Slot(object)
    def _take_listed(self, event: object) -> None:
        if isinstance(event, DocumentReport) and event.state == "failed":
            self._arriving.append(event)

    @Slot(object)
    def _end_listing(self, closing: object) -> None:
        self._listing = None
        if isinstance(closing, Failed):
            self._failure.say(self._sentences.error(closing.fault))
        else:
            self._model.show(self._arriving)
        if self._stale:
            self._stale = False
            self.load()

    # --- trying again -------------------------------------------------------------------------------

    @Slot()
    def _try_selected(self) -> None:
        self._try([trouble.report.path for trouble in self._view.selected()])

    @Slot()
    def _try_all(self) -> None:
        self._try([trouble.report.path for trouble in self._model.open_troubles()])

    def _try(self, paths: Sequence[str]) -> None:
        if self._reading is None and paths:
            self._failure.hide()
            self._words.setText(self.tr("Trying again…"))
            self._reading = self._line.submit(Index(tuple(paths)))
            self._reading.happened.connect(self._take_read)
            self._reading.closed.connect(self._end_reading)
            self._show_selection()

    @Slot()
    def _stop_reading(self) -> None:
        if self._reading is not None:
            self._reading.stop()
            self._stop.setEnabled(False)

    @Slot(object)
    def _take_read(self, event: object) -> None:
        match event:
            case DocumentReport():
                self._model.take(event)
                if event.state in ("ready", "failed"):
                    self.reported.emit(event)
            case Progress("reading_documents", done, total):
                self._words.setText(self.tr("Trying again: {done} of {total}").format(done=done, total=total))
            case Progress("recognising_text", done, total):
                words = self.tr("Recognising text: page {done} of {total}")
                self._words.setText(words.format(done=done, total=total))

    @Slot(object)
    def _end_reading(self, closing: object) -> None:
        self._reading = None
        self._model.end_reading()
        self._show_selection()
        if isinstance(closing, Failed):
            self._failure.say(self._sentences.error(closing.fault))

    # --- ignoring -----------------------------------------------------------------------------------

    @Slot()
    def _ignore_selected(self) -> None:
        """Ignore what is selected; or, when all of it is ignored, no longer."""
        selected = self._view.selected()
        ignored = not all(trouble.report.ignored for trouble in selected)
        self._set_ignored([one.report.id for one in selected if one.report.ignored != ignored], ignored)

    def _set_ignored(self, ids: Sequence[str], ignored: bool) -> None:
        if self._ignoring is None and ids:
            self._failure.hide()
            self._ignoring = self._line.submit(Ignore(tuple(ids), ignored))
            self._ignoring.happened.connect(self._take_ignored)
            self._ignoring.closed.connect(self._end_ignoring)

    @Slot(object)
    def _take_ignored(self, event: object) -> None:
        if isinstance(event, DocumentReport):
            self._model.take(event)
            self.reported.emit(event)

    @Slot(object)
    def _end_ignoring(self, closing: object) -> None:
        assert self._ignoring is not None
        job, self._ignoring = self._ignoring.job, None
        if isinstance(closing, Failed):
            self._failure.say(self._sentences.error(closing.fault))
            self.load()
        elif isinstance(job, Ignore) and job.ignored:
            self._undoable = job.ids
            self._undo.say(self.tr("%n files ignored", "", len(job.ids)), self.tr("Undo"))
        else:
            self._undo.hide()

    @Slot()
    def _take_back(self) -> None:
        if self._undo.isVisible():
            self._set_ignored(self._undoable, ignored=False)

    # --- the others ---------------------------------------------------------------------------------

    @Slot()
    def _open(self) -> None:
        """Enter: what helps."""
        if self._unlock.isEnabled():
            self._ask_password()
        else:
            self._try_selected()

    @Slot()
    def _ask_password(self) -> None:
        for trouble in self._view.selected()[:1]:
            self._dialog.ask(trouble)

    @Slot()
    def _note_unlocked(self) -> None:
        if self._dialog.report is not None:
            self._model.take(self._dialog.report)
            self.reported.emit(self._dialog.report)

    @Slot()
    def _open_folder(self) -> None:
        for trouble in self._view.selected()[:1]:
            folder = Path(trouble.report.path).parent
            if not folder.is_dir() or not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
                self._failure.say(self.tr("The folder could not be opened: {folder}").format(folder=folder))

    # --- what is seen -------------------------------------------------------------------------------

    @Slot()
    def _show_amount(self) -> None:
        number, ignored = self._model.open, self._model.ignored
        self._summary.setText(self.tr("%n files could not be read, so no answer uses them.", "", number))
        self._summary.setVisible(number > 0)
        self._ignored_shown.setText(self.tr("Show ignored ({count})").format(count=ignored))
        self._ignored_shown.setVisible(ignored > 0)
        rows = self._model.rowCount()
        self._panel.setVisible(rows > 0)
        self._none.setVisible(rows == 0)
        self._show_selection()
        self.counted.emit(number)

    @Slot()
    def _show_selection(self) -> None:
        """What can be done with what is selected."""
        selected = self._view.selected()
        free = self._reading is None
        first = selected[0] if len(selected) == 1 else None
        self._busy.setVisible(not free)
        self._stop.setEnabled(True)
        self._retry.setEnabled(free and bool(selected))
        self._retry_all.setEnabled(free and self._model.open > 0)
        self._ignore.setEnabled(bool(selected))
        taken_back = bool(selected) and all(trouble.report.ignored for trouble in selected)
        self._ignore.setText(self.tr("Count again") if taken_back else self.tr("Ignore"))
        self._unlock.setEnabled(first is not None and opens_with_password(first.fault, first.report.path))
        self._folder.setEnabled(first is not None)
        for button in (self._retry, self._ignore, self._unlock, self._folder, self._retry_all):
            button.setVisible(self._model.rowCount() > 0)

    @Slot()
    def _show_icons(self) -> None:
        colours = self._theme.colours
        for button, name in ((self._retry, "again"), (self._folder, "folder"), (self._stop, "stop")):
            button.setIcon(self._theme.icon(name, colours.muted))
