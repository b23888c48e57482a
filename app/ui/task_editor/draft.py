"""The task that is being made: what it is now, what is kept of it, and what was removed from it."""

from typing import Literal

import msgspec
from PySide6.QtCore import QObject, Signal, Slot

from app.messages import Language
from app.tasks import Example, Field, SectionForm, Task
from app.ui.task_editor.changes import Mode, speaks_two_languages, with_field

Kind = Literal["fields", "sections", "examples"]
Item = Field | SectionForm | Example


class TaskDraft(QObject):
    """One task under the person's hands.

    Attributes:
        task: as it is now.
        mode: the language whose words are shown and edited.

    Signals:
        loaded: another task, or words of another language: everything is to be shown anew.
        changed: some value.
        listed: "fields", "sections" or "examples" has other items or another order, and the number of the
            one to be shown, -1 for none.
        taken_out: an item was removed, or brought back.
    """

    loaded = Signal()
    changed = Signal()
    listed = Signal(str, int)
    taken_out = Signal()

    def __init__(self, task: Task, interface: Language, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.interface = interface
        self.task, self.mode = task, self._mode_of(task)
        self._kept: Task | None = None
        self._removed: list[tuple[Kind, int, Item]] = []

    @property
    def dirty(self) -> bool:
        """Whether something is not saved."""
        return self.task != self._kept

    @property
    def removed(self) -> Item | None:
        """What was removed last and can be brought back."""
        return self._removed[-1][2] if self._removed else None

    def begin(self, task: Task, kept: Task | None) -> None:
        """Take another task; `kept` is what there is of it on the disk."""
        self.task, self._kept, self.mode = task, kept, self._mode_of(task)
        self._removed.clear()
        self.loaded.emit()
        self.taken_out.emit()

    def note_saved(self, task: Task) -> None:
        """This is on the disk now."""
        self._kept = self.task = task
        self.changed.emit()

    def note_kept(self, task: Task | None) -> None:
        """Something else is on the disk now, or nothing."""
        self._kept = task
        self.changed.emit()

    def is_new(self, field: Field) -> bool:
        """Whether no answer can know this field yet, so that its id may still follow its label."""
        return self._kept is None or self._kept.field(field.id) is None

    def known_choices(self, field: Field) -> frozenset[str]:
        """The ids of a field's choices that answers may know."""
        kept = self._kept.field(field.id) if self._kept is not None else None
        return frozenset(choice.id for choice in kept.choices) if kept is not None else frozenset()

    def set_mode(self, mode: Mode) -> None:
        """Show and edit the words of another language."""
        self.mode = mode
        self.loaded.emit()

    def change(self, **values: object) -> None:
        """Replace values of the task itself."""
        self._take(msgspec.structs.replace(self.task, **values))

    def items(self, kind: Kind) -> tuple[Item, ...]:
        """The fields, the sections or the examples."""
        found: tuple[Item, ...] = getattr(self.task, kind)
        return found

    def set_item(self, kind: Kind, number: int, item: Item) -> None:
        """Replace one."""
        if isinstance(item, Field):
            self._take(with_field(self.task, number, item))
        else:
            items = list(self.items(kind))
            items[number] = item
            self.change(**{kind: tuple(items)})

    def add(self, kind: Kind, item: Item, after: int) -> None:
        """Put one in, behind the one of this number."""
        self._put(kind, min(after + 1, len(self.items(kind))), item)

    def remove(self, kind: Kind, number: int) -> None:
        """Take one out; it can be brought back."""
        items = list(self.items(kind))
        self._removed.append((kind, number, items.pop(number)))
        self._list(kind, items, min(number, len(items) - 1))
        self.taken_out.emit()

    def move(self, kind: Kind, number: int, to: int) -> None:
        """Put one in another place."""
        items = list(self.items(kind))
        if 0 <= to < len(items) and to != number:
            items.insert(to, items.pop(number))
            self._list(kind, items, to)

    @Slot()
    def bring_back(self) -> None:
        """Put back what was removed last, where it was."""
        if self._removed:
            kind, number, item = self._removed.pop()
            self._put(kind, min(number, len(self.items(kind))), item)
            self.taken_out.emit()

    def _put(self, kind: Kind, number: int, item: Item) -> None:
        items = list(self.items(kind))
        items.insert(number, item)
        self._list(kind, items, number)

    def _list(self, kind: Kind, items: list[Item], number: int) -> None:
        """Other items; who shows one is told before who looks at the whole."""
        self.task = msgspec.structs.replace(self.task, **{kind: tuple(items)})
        self.listed.emit(kind, number)
        self.changed.emit()

    def _take(self, task: Task) -> None:
        if task != self.task:
            self.task = task
            self.changed.emit()

    def _mode_of(self, task: Task) -> Mode:
        """Words that are the same in both are edited as one."""
        return self.interface if speaks_two_languages(task) else "both"
