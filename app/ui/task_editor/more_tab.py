"""What a task has beside its form and its answer: how the model writes, in which language, and the documents
that are always read for it."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QCheckBox, QFileDialog, QPushButton, QVBoxLayout, QWidget

from app.messages import Tuning
from app.sentences import Sentences
from app.tasks import Words
from app.tasks.rules import LANGUAGES, Problem
from app.ui.request.fields import words_of
from app.ui.services import Services
from app.ui.task_editor.controls import Choose, Lines, Row, TextOfWords
from app.ui.task_editor.draft import TaskDraft
from app.ui.task_editor.tuning import TaskTuning


class MoreTab(QWidget):
    """Tuning, language, checks, notes, documents."""

    def __init__(self, services: Services, draft: TaskDraft) -> None:
        super().__init__()
        self._draft, self._preferences = draft, services.preferences
        self._sentences: Sentences = services.sentences
        self._tuning = TaskTuning(draft.interface)
        self._language = Choose()
        self._claims = QCheckBox(self.tr("Compare each sentence with the documents"))
        self._quotes = QCheckBox(self.tr("Repeats words of the documents, so it may be written faster"))
        self._notes = TextOfWords(draft)
        self._pinned = Lines()
        self._add = QPushButton(self.tr("Add documents…"))
        self._rows = {
            "tuning": Row(self.tr("How the model writes"), self._tuning, named=self._tuning.first),
            "language": Row(self.tr("Language of the answer"), self._language),
            "notes": Row(
                self.tr("While reading everything"),
                self._notes,
                self.tr("What to write down of each part where the whole is too long to be read at once."),
            ),
            "pinned": Row(self.tr("Always read whole"), self._pinned, self.tr("A path on each line.")),
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for widget in (self._rows["tuning"], self._rows["language"], self._claims, self._quotes):
            column.addWidget(widget)
        for widget in (self._rows["notes"], self._rows["pinned"]):
            column.addWidget(widget)
        column.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch()
        self._connect()
        self._load()

    def show_problems(self, problems: list[Problem]) -> None:
        """What is wrong with these."""
        for key, row in self._rows.items():
            own = [problem for problem in problems if problem.place[:1] == (key,)]
            told = self._sentences.problem(own[0].kind, own[0].about) if own else ""
            row.tell(told[:1].upper() + told[1:])

    def _connect(self) -> None:
        self._tuning.edited.connect(self._note_tuning)
        self._language.chosen.connect(self._note_language)
        self._claims.toggled.connect(self._note_claims)
        self._quotes.toggled.connect(self._note_quotes)
        self._notes.edited.connect(self._note_notes)
        self._pinned.edited.connect(self._note_pinned)
        self._add.clicked.connect(self._choose_documents)
        self._draft.loaded.connect(self._load)
        self._draft.changed.connect(self._follow)

    @Slot()
    def _load(self) -> None:
        task = self._draft.task
        self._tuning.fill(task.tuning)
        for box, ticked in ((self._claims, task.claims), (self._quotes, task.quotes)):
            box.blockSignals(True)
            box.setChecked(ticked)
            box.blockSignals(False)
        self._notes.fill(task.notes)
        self._pinned.fill(task.pinned)
        self._follow()

    @Slot()
    def _follow(self) -> None:
        """What reads no documents has none of what belongs to them."""
        task = self._draft.task
        reads = task.documents != "none"
        for widget in (self._claims, self._quotes, self._rows["notes"], self._rows["pinned"], self._add):
            widget.setVisible(reads or (widget in (self._rows["pinned"], self._add) and bool(task.pinned)))
        offered = [("", self.tr("that of the window")), ("nl", self.tr("Dutch")), ("en", self.tr("English"))]
        for field in task.fields:
            if field.kind == "choice" and {choice.id for choice in field.choices} <= set(LANGUAGES):
                name = words_of(field.label, self._draft.interface, field.id)
                offered.append((field.id, self.tr("as “{field}” says").format(field=name)))
        self._language.offer(offered, task.language)

    @Slot(object)
    def _note_tuning(self, tuning: Tuning) -> None:
        self._draft.change(tuning=tuning)

    @Slot(str)
    def _note_language(self, language: str) -> None:
        self._draft.change(language=language)

    @Slot(bool)
    def _note_claims(self, claims: bool) -> None:
        self._draft.change(claims=claims)

    @Slot(bool)
    def _note_quotes(self, quotes: bool) -> None:
        self._draft.change(quotes=quotes)

    @Slot(object)
    def _note_notes(self, words: Words) -> None:
        self._draft.change(notes=words)

    @Slot(object)
    def _note_pinned(self, paths: list[str]) -> None:
        self._draft.change(pinned=tuple(paths))

    @Slot()
    def _choose_documents(self) -> None:
        dialog = QFileDialog(self, self.tr("Always read whole"), self._preferences.now.last_folder)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(self._add_documents)
        dialog.open()

    @Slot(list)
    def _add_documents(self, paths: list[str]) -> None:
        pinned = tuple(dict.fromkeys((*self._draft.task.pinned, *paths)))
        self._pinned.fill(pinned)
        self._draft.change(pinned=pinned)
