"""The task as it will be: its form, which can be filled in, and the frame of its answer."""

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.tasks import Task
from app.ui.answer.preview import AnswerPreview
from app.ui.plain_text import PlainLabel
from app.ui.request.fields import words_of
from app.ui.request.form import TaskForm
from app.ui.services import Services
from app.ui.task_editor.draft import TaskDraft

FOLLOWS_MS = 120
"""How soon after a change the preview shows it: not between two letters of one word."""


class TaskPreview(QWidget):
    """It follows a draft while it is in sight. What is filled in to try the form stays filled in."""

    def __init__(self, services: Services, draft: TaskDraft) -> None:
        super().__init__()
        self._draft = draft
        self._shown: Task | None = None
        self._name, self._help = PlainLabel(name="title"), PlainLabel(name="subtitle")
        self._form = TaskForm(services.theme, draft.interface, services.library)
        self._answer = AnswerPreview(services.theme, draft.interface)
        self._answer.setMinimumHeight(150)
        self._timer = QTimer(self, singleShot=True, interval=FOLLOWS_MS)
        self._lay_out()
        self._timer.timeout.connect(self.show_now)
        draft.loaded.connect(self._timer.start)
        draft.changed.connect(self._timer.start)

    @Slot()
    def show_now(self) -> None:
        """Show the draft as it is."""
        self._timer.stop()
        task, language = self._draft.task, self._draft.interface
        if task == self._shown:
            return
        self._name.setText(words_of(task.name, language, self.tr("A new task")))
        self._help.setText(words_of(task.help, language))
        self._help.setVisible(bool(self._help.text()))
        if self._shown is None or task.fields != self._shown.fields:
            self._form.show_task(task, self._form.typed() if self._shown is not None else {})
        self._answer.show_task(task)
        self._shown = task

    def _lay_out(self) -> None:
        for label in (self._name, self._help):
            label.setWordWrap(True)
        content = QWidget()
        content.setObjectName("content")
        inner = QVBoxLayout(content)
        inner.setContentsMargins(12, 10, 12, 10)
        inner.setSpacing(8)
        for widget in (self._name, self._help, self._form):
            inner.addWidget(widget)
        inner.addStretch()
        scroll = QScrollArea(widgetResizable=True)
        scroll.setWidget(content)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(PlainLabel(self.tr("Preview"), name="place"))
        column.addWidget(_panel(scroll, 0), 3)
        column.addWidget(_panel(self._answer, 10), 2)


def _panel(widget: QWidget, margin: int) -> QFrame:
    panel = QFrame()
    panel.setObjectName("panel")
    inside = QVBoxLayout(panel)
    inside.setContentsMargins(margin, margin, margin, margin)
    inside.addWidget(widget)
    return panel
