"""What a person is asked about a preset: its name, and where it is offered."""

from collections.abc import Collection

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.ui.plain_text import PlainLabel, one_line
from app.ui.request.fields import clean
from app.ui.request.tuning_memory import LONGEST_NAME, same_name

_LONGEST_SHOWN = 40


class PresetQuestion(QDialog):
    """Asks for the name of a preset, and for what it is offered.

    Signals:
        named: the name, and whether it is for this task and for this model only.
    """

    named = Signal(str, bool, bool)

    def __init__(
        self,
        title: str,
        taken: Collection[str],
        scopes: tuple[str, str] | None,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """`title` is translated already; `scopes` are the names of the task and of the model (or ""), None
        when only the name is asked for."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self._taken = tuple(taken)
        self._name = QLineEdit(name)
        self._name.setMaxLength(LONGEST_NAME)
        self._name.setAccessibleName(self.tr("Name of the preset"))
        self._name.setPlaceholderText(self.tr("For example: short and friendly"))
        self._problem = PlainLabel(self.tr("There is a preset of this name already."), name="problem")
        task, model = scopes or ("", "")
        self._task = QCheckBox(_one_letter(self.tr("Only for the task “{name}”"), task))
        self._model = QCheckBox(_one_letter(self.tr("Only with the model “{name}”"), model))
        self._task.setVisible(bool(task))
        self._model.setVisible(bool(model))
        self._task.setChecked(bool(task))
        self._save = QPushButton(self.tr("Save"))
        self._lay_out(title)
        self._name.textChanged.connect(self._check)
        self._save.clicked.connect(self._answer)
        self._name.selectAll()
        self._check()

    def _lay_out(self, title: str) -> None:
        self._save.setProperty("look", "main")
        self._save.setDefault(True)
        cancel = QPushButton(self.tr("Cancel"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(cancel)
        row.addWidget(self._save)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        for widget in (PlainLabel(title, name="title"), self._name, self._problem, self._task, self._model):
            column.addWidget(widget)
        column.addLayout(row)
        self.setMinimumWidth(400)

    @property
    def _typed(self) -> str:
        return " ".join(clean(self._name.text()).split())

    @Slot()
    def _check(self) -> None:
        taken = any(same_name(self._typed, one) for one in self._taken)
        self._problem.setVisible(taken)
        self._save.setEnabled(bool(self._typed) and not taken)

    @Slot()
    def _answer(self) -> None:
        self.named.emit(self._typed, self._task.isChecked(), self._model.isChecked())
        self.accept()


def _one_letter(words: str, name: str) -> str:
    """A name within the words of a check box, where `&` would mark a key, and no longer than a line."""
    shown = one_line(name)
    shown = shown if len(shown) <= _LONGEST_SHOWN else f"{shown[: _LONGEST_SHOWN - 1]}…"
    return words.format(name=shown).replace("&", "&&")
