"""The form of a task: its fields in rows, what is filled in, and the way of the keyboard through them.

A field with its words is a `cell`. Which fields are there follows what is filled in (`shown_if`).
"""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from app.messages import Language
from app.tasks import Form, Task, check_form, form_so_far
from app.ui.library import Library
from app.ui.request.cell import FieldCell
from app.ui.theme import Theme

ROOM_FOR_TWO = 640
"""From this width on, in pixels, two fields of one line stand side by side."""
ROOM_FOR_TWO_SMALL = 460
"""The same for numbers, choices, dates and check boxes."""
_GAP, _LINE_GAP = 20, 10
_WIDE = ("long_text", "choices", "documents", "lines")
"""Kinds that have a row for themselves."""


class TaskForm(QWidget):
    """The fields of one task at a time. The keyboard that is given to it goes to the first.

    Signals:
        changed: a value, by the person.
        submitted: Ctrl and Enter.
        reached: the field that the form brought the keyboard to, a widget to be brought into sight.
    """

    changed = Signal()
    submitted = Signal()
    reached = Signal(QWidget)

    def __init__(
        self,
        theme: Theme,
        language: Language,
        library: Library | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`library` is what fields of documents choose from."""
        super().__init__(parent)
        self._theme, self._language = theme, language
        self._library = library if library is not None else Library(self)
        self._task: Task | None = None
        self._all: list[FieldCell] = []
        self._cells: list[FieldCell] = []  # those that are there, as the form is filled in now
        self._rows: list[list[FieldCell]] = []
        self._before = QWidget(self)  # takes no keyboard, but has the form's place in the tab order
        self._before.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._before.setEnabled(False)
        self._before.setFixedSize(0, 0)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(_GAP)
        self._grid.setVerticalSpacing(_LINE_GAP)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)

    def show_task(self, task: Task, values: Mapping[str, str]) -> None:
        """Show another form, with these values and the defaults of what is empty."""
        self._clear()
        self._task = task
        for field in task.fields:
            value = values.get(field.id, "")
            filled = value if value.strip() else field.default
            cell = FieldCell(field, filled, self._theme, self._language, self._library, self)
            cell.hide()
            cell.changed.connect(self._follow)
            cell.submitted.connect(self.submitted)
            cell.passed.connect(self._pass_on)
            self._all.append(cell)
        self._order()
        self._show_cells()

    def fill(self, values: Mapping[str, str]) -> None:
        """Fill in the form anew, as if the person did; the keyboard stays in the form where it was there."""
        if self._task is None:
            return
        focused = self.window().focusWidget()
        typed = focused is not None and self.isAncestorOf(focused)
        self.show_task(self._task, values)
        if typed:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def values(self) -> dict[str, str]:
        """What is filled in, by field, as `check_form` takes it; what is empty or hidden is left out."""
        return _filled(self._cells)

    def typed(self) -> dict[str, str]:
        """What is filled in, that of hidden fields too: they may come back."""
        return _filled(self._all)

    def form(self) -> Form | None:
        """The checked form, or None: each problem is told at its field, and the first has the keyboard."""
        if self._task is None:
            return None
        wrong = [cell for cell in self._cells if not cell.check()]
        if wrong:
            self._go_to(wrong[0], Qt.FocusReason.OtherFocusReason)
            return None
        return check_form(self._task, self.values(), self._language)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def focusInEvent(self, event: QFocusEvent) -> None:
        if self._cells:
            self._go_to(self._cells[0], event.reason())

    @Slot()
    def _follow(self) -> None:
        if any(cell.field.shown_if is not None for cell in self._all):
            self._show_cells()
        self.changed.emit()

    def _show_cells(self) -> None:
        """Those that are there, as the engine will see it. What was typed in the others stays in them."""
        assert self._task is not None
        form = form_so_far(self._task, self.typed(), self._language)
        there = [cell for cell in self._all if form.holds(cell.field.shown_if)]
        if there == self._cells:
            return
        for cell in self._cells:
            if cell not in there:
                cell.hide()
        self._cells = there
        self._arrange()
        for cell in there:
            cell.show()  # at once: the layout alone shows it later, and what is not shown takes no keyboard

    @Slot()
    def _pass_on(self) -> None:
        places = [place for place, cell in enumerate(self._cells) if cell is self.sender()]
        after = self._cells[places[0] + 1 :] if places else []
        if after:
            self._go_to(after[0], Qt.FocusReason.TabFocusReason)
        else:
            self.focusNextChild()

    def _go_to(self, cell: FieldCell, reason: Qt.FocusReason) -> None:
        cell.input.control.setFocus(reason)
        self.reached.emit(cell)

    def _clear(self) -> None:
        for cell in self._all:
            self._grid.removeWidget(cell)
            cell.hide()
            cell.deleteLater()
        self._all, self._cells, self._rows = [], [], []

    def _order(self) -> None:
        """Tab goes through the fields here: what is made later would come after all else in the window."""
        before = self._before
        for cell in self._all:
            for control in cell.input.controls:
                QWidget.setTabOrder(before, control)
                before = control

    def _arrange(self) -> None:
        """Put the fields into rows of one or two, as the width has room."""
        rows = in_rows(self._cells, self.width())
        if rows == self._rows:
            return
        self._rows = rows
        for cell in self._all:
            self._grid.removeWidget(cell)
        for line, row in enumerate(rows):
            for column, cell in enumerate(row):
                span = 2 if len(row) == 1 else 1
                self._grid.addWidget(cell, line, column, 1, span, Qt.AlignmentFlag.AlignTop)


def _filled(cells: Sequence[FieldCell]) -> dict[str, str]:
    values = {cell.field.id: cell.input.value() for cell in cells}
    return {identity: value for identity, value in values.items() if value.strip()}


def in_rows(cells: Sequence[FieldCell], width: int) -> list[list[FieldCell]]:
    """The cells in rows: two neighbours share one where both are of one line and there is room."""
    rows: list[list[FieldCell]] = []
    for cell in cells:
        if rows and len(rows[-1]) == 1 and _share(rows[-1][0], cell, width):
            rows[-1].append(cell)
        else:
            rows.append([cell])
    return rows


def _share(first: FieldCell, second: FieldCell, width: int) -> bool:
    if first.field.kind in _WIDE or second.field.kind in _WIDE:
        return False
    if first.input.names_itself != second.input.names_itself:
        return False  # their controls would not be on one line
    room = ROOM_FOR_TWO_SMALL if first.is_small and second.is_small else ROOM_FOR_TWO
    widest = max(first.minimumSizeHint().width(), second.minimumSizeHint().width())
    # Not at their very least width: two in a row would not let the form become narrower again.
    return width >= room and width > 2 * widest + _GAP
