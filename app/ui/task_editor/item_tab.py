"""A part of the editor that has a list: the form's fields, the answer's sections, the examples."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.tasks.rules import Problem
from app.ui.plain_text import PlainLabel
from app.ui.task_editor.draft import Item, Kind, TaskDraft
from app.ui.task_editor.item_list import ItemList


class Detail(Protocol):
    """What shows and changes one item: a `FieldDetail`, a `SectionDetail` or an `ExampleDetail`."""

    def show_item(self, number: int) -> None:
        """Show the item of this number."""

    def tell(self, problems: list[Problem]) -> None:
        """What is wrong with it."""

    def focus_first(self) -> None:
        """Give the keyboard to what a person fills in first."""


class ItemTab(QWidget):
    """A list, what it is for, and below it the item that is chosen.

    Signals:
        chosen: there is another item to be seen, or none.
    """

    chosen = Signal()

    def __init__(
        self,
        draft: TaskDraft,
        kind: Kind,
        items: ItemList,
        detail: QWidget,
        controls: Detail,
        texts: Callable[[Item, int], str],
        make: Callable[[], Item],
        told: str,
    ) -> None:
        """`detail` is the widget of `controls`; `texts` are the words of a row, `make` an item to begin with;
        `told` is translated already."""
        super().__init__()
        self._draft, self._items, self._detail, self._controls = draft, items, detail, controls
        self._kind: Kind = kind
        self._text, self._make = texts, make
        hint = PlainLabel(told, name="hint")
        hint.setWordWrap(True)
        self._line = QFrame()
        self._line.setObjectName("line")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for widget in (hint, items, self._line, detail):
            column.addWidget(widget)
        column.addStretch(1)
        items.chosen.connect(self._show_detail)
        items.add_wanted.connect(self._add)
        items.remove_wanted.connect(self._remove)
        items.move_wanted.connect(self._move)
        items.undo_wanted.connect(draft.bring_back)
        draft.loaded.connect(self._load)
        draft.listed.connect(self._show_listed)
        draft.changed.connect(self._show_texts)
        self._load()

    def show_problems(self, problems: list[Problem]) -> None:
        """What is wrong with the items."""
        own = [one for one in problems if one.place[:1] == (self._kind,) and len(one.place) > 1]
        self._items.show_wrong({int(one.place[1]) for one in own})
        if self._items.current() >= 0:
            self._controls.tell([one for one in own if one.place[1] == self._items.current()])

    def showEvent(self, event: QShowEvent) -> None:
        """What a section may follow is made in the part of the fields."""
        super().showEvent(event)
        self._load()

    @Slot()
    def _load(self) -> None:
        self._show(min(max(self._items.current(), 0), len(self._draft.items(self._kind)) - 1))

    @Slot(str, int)
    def _show_listed(self, kind: str, number: int) -> None:
        if kind == self._kind:
            self._show(number)

    @Slot()
    def _show_texts(self) -> None:
        texts = self._texts()
        if len(texts) == self._items.count():  # else it is told what the list is now
            self._items.show_items(texts, self._items.current())

    @Slot(int)
    def _show_detail(self, number: int) -> None:
        there = 0 <= number < len(self._draft.items(self._kind))
        for widget in (self._line, self._detail):
            widget.setVisible(there)
        if there:
            self._controls.show_item(number)
        self.chosen.emit()

    @Slot()
    def _add(self) -> None:
        self._draft.add(self._kind, self._make(), self._items.current())
        self._controls.focus_first()

    @Slot(int)
    def _remove(self, number: int) -> None:
        self._draft.remove(self._kind, number)
        self._items.focus_list()

    @Slot(int, int)
    def _move(self, number: int, to: int) -> None:
        if 0 <= to < self._items.count():
            self._draft.move(self._kind, number, to)

    def _show(self, number: int) -> None:
        self._items.show_items(self._texts(), number)
        self._show_detail(number)

    def _texts(self) -> list[str]:
        return [self._text(item, number) for number, item in enumerate(self._draft.items(self._kind))]
