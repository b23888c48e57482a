"""Filling in the whole form at once: with the task's sample, or with nothing; and back again."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from app.messages import Language
from app.tasks import UNCHECKED, Task, lines_of


class FillButtons(QWidget):
    """Two quiet buttons. The one that was pressed becomes the way back, until it is pressed once more or
    another form is shown.

    Signals:
        wanted: values by field (dict), which the form is to have.
    """

    wanted = Signal(object)

    def __init__(
        self, language: Language, typed: Callable[[], Mapping[str, str]], parent: QWidget | None = None
    ) -> None:
        """`typed` tells what the form has now."""
        super().__init__(parent)
        self._language, self._typed = language, typed
        self._task: Task | None = None
        self._before: dict[str, str] | None = None
        self._example, self._clear, self._undo = QToolButton(), QToolButton(), QToolButton()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for button, words, told, slot in (
            (self._undo, self.tr("Undo"), self.tr("Back to what was filled in before"), self.undo),
            (
                self._example,
                self.tr("Example"),
                self.tr("Fill in an example, to see what this is for"),
                self.fill,
            ),
            (self._clear, self.tr("Clear"), self.tr("Empty the form"), self.clear),
        ):
            button.setText(words)
            button.setToolTip(told)
            button.setProperty("look", "link")
            button.clicked.connect(slot)
            row.addWidget(button)

    def show_task(self, task: Task) -> None:
        """Another form is shown: there is no way back to the one before."""
        self._task, self._before = task, None
        self.follow()

    @Slot()
    def follow(self) -> None:
        """The form has other values now."""
        if self._task is None:
            return
        typed = self._typed()
        blank = all(value == self._default(name) for name, value in typed.items())
        self._undo.setVisible(self._before is not None and self._before != typed)
        self._example.setVisible(bool(self._task.sample) and not self._has(self._sample(typed), typed))
        self._clear.setVisible(bool(self._task.fields))
        self._clear.setEnabled(not blank)

    @Slot()
    def fill(self) -> None:
        """The sample, with the documents that were chosen: nobody can know them beforehand."""
        self._change(self._sample(self._typed()))

    @Slot()
    def clear(self) -> None:
        """The form as it is before anything is filled in."""
        self._change({})

    @Slot()
    def undo(self) -> None:
        """What was there before; once more, and what was there now."""
        if self._before is not None:
            self._change(self._before)

    def _change(self, values: Mapping[str, str]) -> None:
        focused = self.window().focusWidget()
        self._before = dict(self._typed())
        self.wanted.emit(dict(values))
        self.follow()
        if focused is not None and not focused.isVisible():
            self._undo.setFocus()

    def _sample(self, typed: Mapping[str, str]) -> dict[str, str]:
        assert self._task is not None
        documents = [field.id for field in self._task.fields if field.kind == "documents"]
        filled = {name: typed[name] for name in documents if name in typed}
        for name, words in self._task.sample.items():
            filled[name] = words.in_language(self._language) or words.nl or words.en
        return filled

    def _has(self, filled: Mapping[str, str], typed: Mapping[str, str]) -> bool:
        """Whether the form says this already."""
        return all(lines_of(typed.get(name, "")) == lines_of(value) for name, value in filled.items())

    def _default(self, name: str) -> str:
        assert self._task is not None
        field = self._task.field(name)
        if field is None:
            return ""
        return field.default or (UNCHECKED if field.kind == "check" else "")
