"""Where a new task begins: its name, and what it is to be like."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from app.tasks.own import STARTS
from app.ui.plain_text import PlainLabel


class TaskStart(QWidget):
    """A name and four starting points.

    Signals:
        begun: the name, and one of `STARTS`.
    """

    begun = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._name = QLineEdit()
        self._name.setMaxLength(80)
        self._name.setPlaceholderText(self.tr("Answer to a complaint"))
        self._group = QButtonGroup(self)
        self._begin = QPushButton(self.tr("&Begin"))
        self._begin.setProperty("look", "main")
        self._lay_out()
        self._name.textChanged.connect(self._follow)
        self._name.returnPressed.connect(self._begin.click)
        self._begin.clicked.connect(self._emit)
        self._follow()

    def clear(self) -> None:
        """As at first."""
        self._name.clear()
        self._group.buttons()[0].setChecked(True)

    def focus_first(self) -> None:
        """Give the keyboard to the name."""
        self._name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        panel = QFrame()
        panel.setObjectName("panel")
        column = QVBoxLayout(panel)
        column.setContentsMargins(18, 16, 18, 16)
        column.setSpacing(8)
        called = self.tr("What is the task called?")
        self._name.setAccessibleName(called)
        name = PlainLabel(called, name="field")
        name.setBuddy(self._name)
        column.addWidget(name)
        column.addWidget(self._name)
        column.addSpacing(8)
        column.addWidget(PlainLabel(self.tr("What does its answer look like?"), name="field"))
        words = (
            (self.tr("Running text"), self.tr("a message, an explanation, an advice")),
            (self.tr("A numbered list"), self.tr("always as many points as are asked for")),
            (self.tr("A table"), self.tr("always the same columns")),
            (self.tr("Empty"), self.tr("you make form and answer from the beginning")),
        )
        for number, (title, told) in enumerate(words):
            button = QRadioButton(self.tr("{what}: {told}").format(what=title, told=told))
            button.setObjectName("choice")
            button.setChecked(number == 0)
            self._group.addButton(button, number)
            column.addWidget(button)
        hint = PlainLabel(
            self.tr("All of it can be changed afterwards. A task can also begin as a copy: right-click it."),
            name="caption",
        )
        hint.setWordWrap(True)
        column.addWidget(hint)
        foot = QHBoxLayout()
        foot.addWidget(self._begin)
        foot.addStretch()
        column.addLayout(foot)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(panel)
        outer.addStretch()

    @Slot()
    def _follow(self) -> None:
        self._begin.setEnabled(bool(self._name.text().strip()))

    @Slot()
    def _emit(self) -> None:
        self.begun.emit(" ".join(self._name.text().split()), STARTS[self._group.checkedId()])
