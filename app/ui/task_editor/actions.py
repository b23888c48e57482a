"""What is done with tasks beside editing them: duplicated, handed out and taken in as files, set back,
removed, and all of it undone."""

from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from app.errors import AppError, TaskThere, fault_of
from app.tasks import Task, load
from app.tasks.own import OwnTasks, Removed, hand_out
from app.ui.notice import Notice
from app.ui.request.fields import words_of
from app.ui.services import Services
from app.ui.task_editor.questions import Question

_SUFFIX = ".toml"


class TaskActions(QObject):
    """Says in `notice` what was done, with Undo where there is a way back.

    Signals:
        changed: a task is there, another, or gone: its id, and whether its form is to be shown.
        edit_wanted: a `Task` to be edited.
        failed: a sentence.
        return_wanted: the person goes on editing.
    """

    changed = Signal(str, bool)
    edit_wanted = Signal(object)
    failed = Signal(str)
    return_wanted = Signal()

    def __init__(self, services: Services, own: OwnTasks, notice: Notice, window: QWidget) -> None:
        super().__init__(window)
        self._services, self._own, self._notice, self._window = services, own, notice, window
        self._removed: Removed | None = None
        self._made: Task | None = None  # by a duplicate or an import: its undo removes it
        self._file: Path | None = None  # that is being taken in
        self._handed: Task | None = None  # that is being written to a file
        self._reminds = False
        notice.acted.connect(self.undo)
        notice.closed.connect(self._forget)

    def changed_ones(self) -> frozenset[str]:
        """The ids of tasks that the person has files of."""
        return self._own.ids()

    @Slot(str)
    def edit(self, identity: str) -> None:
        """Open the editor on a task."""
        task = self._own.all().get(identity)
        if task is not None:
            self.edit_wanted.emit(task)

    @Slot(str)
    def duplicate(self, identity: str) -> None:
        """Copy a task, and open the editor on the copy."""
        task = self._own.all().get(identity)
        if task is None:
            return
        name = self.tr("{name} (copy)").format(name=self._name(task))
        try:
            copy = self._own.duplicate(task, name)
        except AppError as error:
            self._tell(error)
            return
        self.changed.emit(copy.id, False)
        self.edit_wanted.emit(copy)

    @Slot(str)
    def export(self, identity: str) -> None:
        """Ask where a task is to be written."""
        self._handed = self._own.all().get(identity)
        if self._handed is None:
            return
        dialog = self._dialog(self.tr("Export the task"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)  # Qt asks before a file is replaced
        dialog.setDefaultSuffix(_SUFFIX[1:])
        dialog.selectFile(self._handed.id + _SUFFIX)
        dialog.filesSelected.connect(self._export_to)
        dialog.open()

    @Slot()
    def choose_import(self) -> None:
        """Ask which file is to be taken in."""
        dialog = self._dialog(self.tr("Import a task"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.filesSelected.connect(self._import_chosen)
        dialog.open()

    def take_in(self, path: Path) -> None:
        """Add the task of a file; where there is one of its id, ask what is to become of it."""
        self._file = path
        self._import(replace=False, anew=False)

    @Slot(str)
    def reset(self, identity: str) -> None:
        """A built-in task is as it came again."""
        self._remove(identity, self.tr("“{task}” is as it came with the program again."))

    @Slot(str)
    def remove(self, identity: str) -> None:
        """An own task is gone."""
        self._remove(identity, self.tr("The task “{task}” is removed."))

    @Slot()
    def undo(self) -> None:
        """Go back on what was done last, or to what is not saved."""
        removed, made, reminds = self._removed, self._made, self._reminds
        self._forget()
        self._notice.hide()
        if reminds:
            self.return_wanted.emit()
        try:
            if made is not None:
                self._own.remove(made.id)
                self.changed.emit(made.id, False)
            if removed is not None:
                self._own.bring_back(removed)
                self.changed.emit(removed.task.id, True)
        except AppError as error:
            self._tell(error)

    @Slot()
    def _forget(self) -> None:
        self._removed = self._made = None
        self._reminds = False

    def remind(self, name: str) -> None:
        """The task of this name has changes that are not saved; "" for none any more."""
        if name:
            self._forget()
            self._reminds = True
            told = self.tr("The task “{task}” has changes that are not saved.")
            self._notice.say(told.format(task=name), self.tr("Go on editing"))
        elif self._reminds:
            self._forget()
            self._notice.hide()

    def _remove(self, identity: str, told: str) -> None:
        try:
            removed = self._own.remove(identity)
        except AppError as error:
            self._tell(error)
            return
        self._forget()
        self._removed = removed
        self._notice.say(told.format(task=self._name(removed.task)), self.tr("Undo"))
        self.changed.emit(identity, False)

    @Slot(list)
    def _export_to(self, paths: list[str]) -> None:
        task, self._handed = self._handed, None
        if task is None or not paths:
            return
        path = Path(paths[0])
        try:
            hand_out(task, path, replace=True)  # the dialog has asked
        except AppError as error:
            self._tell(error)
            return
        self._note_folder(path)
        self._forget()
        self._notice.say(self.tr("“{task}” is in {path}.").format(task=self._name(task), path=path))

    @Slot(list)
    def _import_chosen(self, paths: list[str]) -> None:
        if paths:
            self._note_folder(Path(paths[0]))
            self.take_in(Path(paths[0]))

    def _import(self, replace: bool, anew: bool) -> None:
        assert self._file is not None
        try:
            before = self._replaced() if replace else None
            task = self._own.take_in(self._file, replace, anew)
        except TaskThere:
            self._ask(load(self._file))
            return
        except AppError as error:
            self._tell(error)
            return
        self._forget()
        self._removed, self._made = before, task
        self._notice.say(
            self.tr("The task “{task}” is added.").format(task=self._name(task)), self.tr("Undo")
        )
        self.changed.emit(task.id, True)

    def _replaced(self) -> Removed | None:
        """What an import is about to replace, for its undo: nothing of the person's where that is a built-in
        task as it came."""
        assert self._file is not None
        identity = load(self._file).id  # before anything is removed: a broken file changes nothing
        return self._own.kept(identity)

    def _ask(self, task: Task) -> None:
        question = Question(
            self.tr("There is a task “{task}” already").format(task=self._name(task)),
            self.tr("You can put this one in its place, or beside it under the same name."),
            (("anew", self.tr("Put beside it")), ("replace", self.tr("Replace it"))),
            self.tr("Cancel"),
            self._window,
        )
        question.answered.connect(self._take_answer)
        question.open()

    @Slot(str)
    def _take_answer(self, answer: str) -> None:
        self._import(replace=answer == "replace", anew=answer == "anew")

    def _dialog(self, title: str) -> QFileDialog:
        dialog = QFileDialog(self._window, title, self._services.preferences.now.last_folder)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setNameFilters(
            [self.tr("Tasks ({patterns})").format(patterns="*.toml"), self.tr("All files (*)")]
        )
        return dialog

    def _note_folder(self, path: Path) -> None:
        self._services.preferences.change(last_folder=str(path.parent))

    def _name(self, task: Task) -> str:
        return words_of(task.name, self._services.sentences.language, task.id)

    def _tell(self, error: AppError) -> None:
        self.failed.emit(self._services.sentences.error(fault_of(error)))
