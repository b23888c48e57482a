"""Asks for the password of a file, and has the file read with it."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.messages import DocumentReport, Failed, Stopped, Unlock
from app.ui.plain_text import ElidedLabel, PlainLabel
from app.ui.services import Services
from app.ui.troubles.model import Trouble
from app.ui.troubles.reasons import Reasons
from app.ui.worker import EngineJob

_LEAST_WIDTH = 460
_LONGEST = 1000  # characters


class PasswordDialog(QDialog):
    """Open until the file is read, or the person gives up. The password goes to the engine only."""

    def __init__(self, services: Services, reasons: Reasons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line, self._reasons = services.line, reasons
        self._path = ""
        self._job: EngineJob | None = None
        self.report: DocumentReport | None = None
        self.setWindowTitle(self.tr("Password"))
        self.setMinimumWidth(_LEAST_WIDTH)
        self._name = ElidedLabel(name="strong")
        self._password = QLineEdit(echoMode=QLineEdit.EchoMode.Password, maxLength=_LONGEST)
        self._password.setAccessibleName(self.tr("Password"))
        self._shown = QCheckBox(self.tr("Show what I type"))
        self._problem = PlainLabel(name="problem")
        self._problem.setWordWrap(True)
        self._open = QPushButton(self.tr("Read the file"))
        self._open.setProperty("look", "main")
        self._cancel = QPushButton(self.tr("Cancel"))
        self._lay_out()
        self._open.setDefault(True)
        self._open.clicked.connect(self._try)
        self._cancel.clicked.connect(self.reject)
        self._shown.toggled.connect(self._show_letters)
        self._password.textEdited.connect(self._note_typed)

    def ask(self, trouble: Trouble) -> None:
        """Open for a file."""
        self._path, self.report = trouble.report.path, None
        self._name.setText(trouble.name)
        self._password.clear()
        self._shown.setChecked(False)
        self._say("")
        self._set_busy(False)
        self.open()
        self._password.setFocus()

    def done(self, result: int) -> None:
        """Nothing of what was typed stays."""
        if self._job is not None:
            self._job.stop()
            self._job = None
        self._password.clear()
        super().done(result)

    def _lay_out(self) -> None:
        hint = PlainLabel(
            self.tr("The password is kept until the program ends, in its memory only."), name="hint"
        )
        hint.setWordWrap(True)
        buttons = QDialogButtonBox()
        buttons.addButton(self._open, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(self._cancel, QDialogButtonBox.ButtonRole.RejectRole)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(10)
        label = PlainLabel(self.tr("The password of this file"), name="field")
        label.setBuddy(self._password)
        for widget in (self._name, label, self._password, self._shown, self._problem, hint):
            layout.addWidget(widget)
        layout.addStretch()
        layout.addWidget(buttons)

    @Slot()
    def _try(self) -> None:
        if self._job is not None or not self._password.text():
            return
        self._say("")
        self._set_busy(True)
        self._job = self._line.submit(Unlock(self._path, self._password.text()))
        self._job.happened.connect(self._take)
        self._job.closed.connect(self._close)

    @Slot(object)
    def _take(self, event: object) -> None:
        if isinstance(event, DocumentReport) and event.state in ("ready", "failed"):
            self.report = event

    @Slot(object)
    def _close(self, closing: object) -> None:
        if self._job is None:
            return  # the person gave up before
        self._job = None
        self._set_busy(False)
        if isinstance(closing, Failed):
            self._say(self._reasons.sentence(closing.fault))
            self._password.selectAll()
            self._password.setFocus()
        elif not isinstance(closing, Stopped):
            self.accept()

    @Slot(str)
    def _note_typed(self, text: str) -> None:
        self._open.setEnabled(bool(text))
        self._say("")

    @Slot(bool)
    def _show_letters(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self._password.setEchoMode(mode)

    def _set_busy(self, busy: bool) -> None:
        self._open.setText(self.tr("Reading…") if busy else self.tr("Read the file"))
        self._open.setEnabled(not busy and bool(self._password.text()))
        self._password.setReadOnly(busy)

    def _say(self, problem: str) -> None:
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        self._password.setProperty("wrong", bool(problem))
        self._password.setAccessibleDescription(problem)
        style = self._password.style()
        style.unpolish(self._password)
        style.polish(self._password)
        self._make_room()

    def _make_room(self) -> None:
        """A dialog does not grow by itself for a label that wraps."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(self.width(), max(self.height(), layout.heightForWidth(self.width())))
