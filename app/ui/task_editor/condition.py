"""When a field or a section is there: always, or while another field has some value."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from app.tasks import CHECKED, UNCHECKED, Condition, Field
from app.ui.request.fields import words_of
from app.ui.task_editor.controls import Choose
from app.ui.task_editor.draft import TaskDraft


class ConditionEdit(QWidget):
    """A field to depend on, and which of its values count; none chosen: any.

    Signals:
        edited: a `Condition`, or None, by the person.
    """

    edited = Signal(object)

    def __init__(self, draft: TaskDraft) -> None:
        super().__init__()
        self._draft = draft
        self._fields: Sequence[Field] = ()
        self._boxes: dict[str, QCheckBox] = {}
        self.choose = Choose()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addWidget(self.choose)
        self.choose.chosen.connect(self._choose)

    def fill(self, fields: Sequence[Field], condition: Condition | None) -> None:
        """Show a condition; `fields` are those that it may be of."""
        self._fields = fields
        language = self._draft.interface
        offered = [
            (
                field.id,
                self.tr("If filled in: {field}").format(field=words_of(field.label, language, field.id)),
            )
            for field in fields
        ]
        self.choose.offer([("", self.tr("Always")), *offered], condition.field if condition else "")
        self._show_values(condition)

    def _show_values(self, condition: Condition | None) -> None:
        for box in self._boxes.values():
            self._column.removeWidget(box)
            box.hide()
            box.deleteLater()
        self._boxes = {}
        for identity, words in self._values(condition):
            box = QCheckBox(words.replace("&", "&&"))
            box.setChecked(condition is not None and identity in condition.values)
            box.toggled.connect(self._note)
            self._boxes[identity] = box
            self._column.addWidget(box)

    def _values(self, condition: Condition | None) -> list[tuple[str, str]]:
        """The values that may be asked for, those that the field does not have any more too."""
        if condition is None:
            return []
        field = next((field for field in self._fields if field.id == condition.field), None)
        found: list[tuple[str, str]] = []
        if field is not None and field.kind == "check":
            found = [(CHECKED, self.tr("is ticked")), (UNCHECKED, self.tr("is not ticked"))]
        elif field is not None:
            language = self._draft.interface
            found = [(one.id, words_of(one.label, language, one.id)) for one in field.choices]
        known = {identity for identity, _ in found}
        return [*found, *((value, value) for value in condition.values if value not in known)]

    @Slot(str)
    def _choose(self, field: str) -> None:
        condition = Condition(field) if field else None
        self._show_values(condition)
        self.edited.emit(condition)

    @Slot()
    def _note(self) -> None:
        values = tuple(identity for identity, box in self._boxes.items() if box.isChecked())
        self.edited.emit(Condition(self.choose.value(), values))
