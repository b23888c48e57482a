"""The folder that is chosen: how it stands, its changes, and what can be done with it."""

from PySide6.QtCore import QLocale, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.messages import FolderChange, FolderListed, Progress
from app.ui.folders.change_model import ChangeModel
from app.ui.folders.change_view import ChangeView
from app.ui.folders.keeping import changes_of
from app.ui.folders.removal import RemovalQuestion
from app.ui.folders.words import FolderWords
from app.ui.plain_text import ElidedLabel, PlainLabel
from app.ui.theme import Theme

_WORKING = ("comparing", "applying")


class FolderDetails(QFrame):
    """One folder at a time.

    Signals:
        apply_wanted: the paths whose changes are to be made; an empty tuple means all.
        compare_wanted: the folder is to be looked at again.
        applies_wanted: whether changes are made by themselves from now on.
        removal_wanted: whether its documents are to be taken out too.
        stop_wanted: making changes is to stop.
        put_off: nothing is to be done now.
    """

    apply_wanted = Signal(object)
    compare_wanted = Signal()
    applies_wanted = Signal(bool)
    removal_wanted = Signal(bool)
    stop_wanted = Signal()
    put_off = Signal()

    def __init__(
        self, theme: Theme, words: FolderWords, locale: QLocale, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self._theme, self._words, self._locale = theme, words, locale
        self._folder: FolderListed | None = None
        self._path = ElidedLabel(name="strong", mode=Qt.TextElideMode.ElideMiddle)
        self._sentence = PlainLabel()
        self._sentence.setWordWrap(True)
        self._applies = QCheckBox(self.tr("Make changes without asking"))
        self._again = QPushButton(self.tr("Look again"))
        self._remove = QPushButton(self.tr("Stop keeping in step…"))
        self._question = RemovalQuestion()
        self._model = ChangeModel(self)
        self._view = ChangeView(self._model)
        self._busy = QWidget()
        self._bar, self._busy_words = QProgressBar(textVisible=False), PlainLabel(name="hint")
        self._stop = QPushButton(self.tr("Stop"))
        self._apply, self._later = QPushButton(), QPushButton(self.tr("Not now"))
        self._apply.setProperty("look", "main")
        for button in (self._again, self._remove, self._later):
            button.setProperty("look", "quiet")
        self._lay_out()
        self._connect()
        self._show_icons()

    def show_folder(self, folder: FolderListed) -> None:
        """How it stands now."""
        if self._folder is None or self._folder.id != folder.id:
            self._question.hide()
            self._model.show(folder.path, ())
        self._folder = folder
        self._path.setText(folder.path)
        self._sentence.setText(self._words.sentence(folder))
        self._sentence.setObjectName("problem" if folder.asks or folder.state == "missing" else "")
        self._sentence.style().polish(self._sentence)
        self._applies.setChecked(folder.applies)
        self._again.setEnabled(folder.state not in _WORKING)
        if not changes_of(folder):
            self._model.show(folder.path, ())
        self._show_buttons()

    def show_changes(self, changes: list[FolderChange]) -> None:
        """What is otherwise in it."""
        if self._folder is not None:
            self._model.show(self._folder.path, changes, wary=self._folder.asks)

    def show_progress(self, progress: Progress | None, applying: bool) -> None:
        """How far making changes is."""
        self._busy.setVisible(applying)
        if progress is not None and progress.total and progress.activity == "reading_documents":
            self._bar.setRange(0, progress.total)
            self._bar.setValue(progress.done)
            done, total = self._locale.toString(progress.done), self._locale.toString(progress.total)
            self._busy_words.setText(self.tr("{done} of {total} files").format(done=done, total=total))
        else:
            self._bar.setRange(0, 0)
            self._busy_words.setText("")
        self._show_buttons()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._path, 1)
        head.addWidget(self._again)
        told = QHBoxLayout(self._busy)
        told.setContentsMargins(0, 0, 0, 0)
        told.setSpacing(10)
        told.addWidget(self._bar, 1)
        told.addWidget(self._busy_words)
        told.addWidget(self._stop)
        self._busy.hide()
        foot = QHBoxLayout()
        foot.addWidget(self._apply)
        foot.addWidget(self._later)
        foot.addStretch()
        foot.addWidget(self._remove)
        self._view_room = QWidget()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 8, 10)
        layout.setSpacing(8)
        layout.addLayout(head)
        for widget in (self._sentence, self._applies, self._question):
            layout.addWidget(widget)
        layout.addWidget(self._view, 1)
        layout.addWidget(self._view_room, 1)
        layout.addWidget(self._busy)
        layout.addLayout(foot)

    def _connect(self) -> None:
        self._applies.clicked.connect(self.applies_wanted)
        self._again.clicked.connect(self.compare_wanted)
        self._remove.clicked.connect(self._ask_removal)
        self._question.answered.connect(self.removal_wanted)
        self._stop.clicked.connect(self.stop_wanted)
        self._apply.clicked.connect(self._want_apply)
        self._later.clicked.connect(self.put_off)
        self._model.ticks_changed.connect(self._show_buttons)
        self._theme.changed.connect(self._show_icons)

    @Slot()
    def _show_buttons(self) -> None:
        ticked, there = self._model.ticked, self._model.total > 0
        idle = self._folder is not None and self._folder.state not in _WORKING
        self._view.setVisible(there)
        self._view_room.setVisible(not there)
        self._apply.setText(self.tr("Make %n changes", "", ticked))
        self._apply.setEnabled(idle and ticked > 0)
        self._apply.setVisible(there)
        self._later.setVisible(there)

    @Slot()
    def _want_apply(self) -> None:
        whole = self._model.ticked == self._model.total
        self.apply_wanted.emit(() if whole else tuple(self._model.ticked_paths()))

    @Slot()
    def _ask_removal(self) -> None:
        if self._folder is not None:
            self._question.ask()

    @Slot()
    def _show_icons(self) -> None:
        self._again.setIcon(self._theme.icon("again", self._theme.colours.muted))
        self._remove.setIcon(self._theme.icon("remove", self._theme.colours.muted))
