"""What the task is: its name, what it is for, what it reads, and what the model is told."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.sentences import Sentences
from app.tasks import READS, Words
from app.tasks.rules import Problem
from app.ui.request.fields import words_of
from app.ui.task_editor.controls import Choose, LineOfWords, Row, TextOfWords
from app.ui.task_editor.draft import TaskDraft


class TaskTab(QWidget):
    """Name, help, documents, instruction."""

    def __init__(self, sentences: Sentences, draft: TaskDraft) -> None:
        super().__init__()
        self._draft, self._sentences = draft, sentences
        self._name = LineOfWords(draft, self.tr("Answer to a complaint"))
        self._help = LineOfWords(draft, self.tr("A friendly answer to a complaint, with what we will do."))
        self._documents, self._reads = Choose(), Choose()
        self._instruction = TextOfWords(
            draft, self.tr("You answer complaints for a municipality. Write in plain, friendly sentences.")
        )
        self._nothing = LineOfWords(draft, self.tr("This is not in the documents."))
        self._rows = {
            "name": Row(self.tr("Name"), self._name),
            "help": Row(self.tr("What it is for"), self._help, self.tr("Stands above the form.")),
            "documents": Row(self.tr("Documents"), self._documents),
            "reads": Row(self.tr("How much is read"), self._reads),
            "instruction": Row(
                self.tr("Instruction"),
                self._instruction,
                self.tr(
                    "What the model is told, before the documents and the form: who it writes for, and how."
                ),
            ),
            "nothing_found": Row(
                self.tr("Where nothing is found"), self._nothing, self.tr("The whole answer then.")
            ),
        }
        self._lay_out()
        self._connect()
        self._load()

    def show_problems(self, problems: list[Problem]) -> None:
        """What is wrong with the task itself."""
        by_row = {
            str(problem.place[0]): self._sentences.problem(problem.kind, problem.about)
            for problem in problems
            if problem.place
        }
        if not self._draft.task.name.nl and not self._draft.task.name.en:
            by_row["name"] = self.tr("Give the task a name.")
        if not self._draft.task.instruction.nl and not self._draft.task.instruction.en:
            by_row["instruction"] = self.tr("Say what the model is to do.")
        for key, row in self._rows.items():
            told = by_row.get(key, "")
            row.tell(told[:1].upper() + told[1:])

    def focus_first(self) -> None:
        """Give the keyboard to the name."""
        self._name.setFocus()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        places = {"name": (0, 0, 2), "help": (1, 0, 2), "instruction": (2, 0, 2), "documents": (3, 0, 1)}
        for key, (line, column, span) in {**places, "reads": (3, 1, 1), "nothing_found": (4, 0, 2)}.items():
            grid.addWidget(self._rows[key], line, column, 1, span, Qt.AlignmentFlag.AlignTop)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(grid)
        outer.addStretch()

    def _connect(self) -> None:
        self._name.edited.connect(self._note_name)
        self._help.edited.connect(self._note_help)
        self._instruction.edited.connect(self._note_instruction)
        self._nothing.edited.connect(self._note_nothing)
        self._documents.chosen.connect(self._note_documents)
        self._reads.chosen.connect(self._note_reads)
        self._draft.loaded.connect(self._load)
        self._draft.changed.connect(self._follow)

    @Slot()
    def _load(self) -> None:
        task = self._draft.task
        self._name.fill(task.name)
        self._help.fill(task.help)
        self._instruction.fill(task.instruction)
        self._nothing.fill(task.nothing_found)
        self._documents.offer(
            [
                ("optional", self.tr("Uses them where there are any")),
                ("required", self.tr("Answers only from documents")),
                ("none", self.tr("Reads none")),
            ],
            task.documents,
        )
        self._follow()

    @Slot()
    def _follow(self) -> None:
        """Show what belongs to what is read."""
        task = self._draft.task
        offered = [
            ("passages", self.tr("the best passages")),
            ("whole", self.tr("everything, from the first page")),
        ]
        for field in task.fields:
            if field.kind == "choice" and {choice.id for choice in field.choices} <= set(READS):
                name = words_of(field.label, self._draft.interface, field.id)
                offered.append((field.id, self.tr("as “{field}” says").format(field=name)))
        self._reads.offer(offered, task.reads)
        self._rows["reads"].setVisible(task.documents != "none")
        self._rows["nothing_found"].setVisible(task.documents == "required")

    @Slot(object)
    def _note_name(self, words: Words) -> None:
        self._draft.change(name=words)

    @Slot(object)
    def _note_help(self, words: Words) -> None:
        self._draft.change(help=words)

    @Slot(object)
    def _note_instruction(self, words: Words) -> None:
        self._draft.change(instruction=words)

    @Slot(object)
    def _note_nothing(self, words: Words) -> None:
        self._draft.change(nothing_found=words)

    @Slot(str)
    def _note_documents(self, documents: str) -> None:
        values: dict[str, object] = {"documents": documents}
        if documents == "required" and self._draft.task.nothing_found == Words():
            values["nothing_found"] = Words(
                nl="Dit staat niet in de documenten.", en="This is not in the documents."
            )
        self._draft.change(**values)
        self._nothing.fill(self._draft.task.nothing_found)

    @Slot(str)
    def _note_reads(self, reads: str) -> None:
        self._draft.change(reads=reads)
