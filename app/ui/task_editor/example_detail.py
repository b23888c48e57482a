"""One example of the task under the person's hands: a form, and a good answer to it."""

import msgspec
from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.tasks import Example, Field
from app.tasks.rules import Problem
from app.ui.request.form import TaskForm
from app.ui.services import Services
from app.ui.task_editor.controls import Answer, Choose, Row
from app.ui.task_editor.draft import TaskDraft


class ExampleDetail(QWidget):
    """The form is filled in as it will be, without documents."""

    def __init__(self, services: Services, draft: TaskDraft) -> None:
        super().__init__()
        self._draft = draft
        self._number = 0
        self._fields: tuple[Field, ...] = ()
        self._language, self._answer = Choose(), Answer()
        self._form = TaskForm(services.theme, draft.interface, services.library)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(Row(self.tr("Language"), self._language))
        column.addWidget(self._form)
        column.addWidget(
            Row(
                self.tr("A good answer"),
                self._answer,
                self.tr("With the headings of the answer, as it should be."),
            )
        )
        column.addStretch()
        self._language.chosen.connect(self._note_language)
        self._form.changed.connect(self._note_form)
        self._answer.edited.connect(self._note_answer)

    def show_item(self, number: int) -> None:
        """Show the example of this number."""
        self._number = number
        example = self._example()
        self._language.offer([("nl", self.tr("Dutch")), ("en", self.tr("English"))], example.language)
        fields = tuple(
            msgspec.structs.replace(field, required=False)
            for field in self._draft.task.fields
            if field.kind != "documents"
        )
        self._form.show_task(msgspec.structs.replace(self._draft.task, fields=fields), example.fields)
        self._answer.show_text(example.answer)

    def tell(self, _problems: list[Problem]) -> None:
        """An example is never wrong by itself."""

    def focus_first(self) -> None:
        """Give the keyboard to the form."""
        self._form.setFocus()

    def _example(self) -> Example:
        return self._draft.task.examples[self._number]

    def _set(self, **values: object) -> None:
        self._draft.set_item("examples", self._number, msgspec.structs.replace(self._example(), **values))

    @Slot(str)
    def _note_language(self, language: str) -> None:
        self._set(language=language)

    @Slot()
    def _note_form(self) -> None:
        self._set(fields=self._form.values())

    @Slot(str)
    def _note_answer(self, answer: str) -> None:
        self._set(answer=answer)
