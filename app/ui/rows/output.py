"""Where the answers go, and whether each row gets documents of its own."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMenu, QPushButton, QToolButton, QWidget

from app.export import ENDINGS
from app.ui.plain_text import ElidedLabel, PlainLabel


class OutputChoice(QWidget):
    """A line: the folder, and the formats of the documents.

    Signals:
        changed: the person chose another folder or other formats.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = ""
        self._shown = ElidedLabel(mode=Qt.TextElideMode.ElideMiddle)
        self._change = QPushButton(self.tr("Change…"))
        self._change.setAccessibleName(self.tr("Change the folder for the answers"))
        self._formats = QToolButton()
        self._formats.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._formats.setToolTip(self.tr("Beside the table, each row can have documents of its own"))
        self._menu = QMenu(self._formats)
        self._formats.setMenu(self._menu)
        self._actions = {ending: self._action(ending) for ending in ENDINGS}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(PlainLabel(self.tr("Folder:"), name="hint"))
        row.addWidget(self._shown, 1)
        row.addWidget(self._change)
        row.addWidget(self._formats)
        self._change.clicked.connect(self._choose)
        self._show_formats()

    @property
    def folder(self) -> str:
        """The absolute path of the folder."""
        return self._folder

    def set_folder(self, folder: Path) -> None:
        self._folder = str(folder)
        self._shown.setText(self._folder)

    @property
    def formats(self) -> tuple[str, ...]:
        """The endings of the documents that each row gets."""
        return tuple(ending for ending, action in self._actions.items() if action.isChecked())

    def _action(self, ending: str) -> QAction:
        names = {
            "docx": self.tr("Word"),
            "odt": self.tr("OpenDocument"),
            "pdf": self.tr("PDF"),
            "md": self.tr("Markdown"),
            "eml": self.tr("E-mail draft"),
        }
        action = self._menu.addAction(names[ending])
        action.setCheckable(True)
        action.toggled.connect(self._note_format)
        return action

    @Slot()
    def _choose(self) -> None:
        dialog = QFileDialog(self, self.tr("Folder for the answers"), str(Path(self._folder).parent))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self._take_folder)
        dialog.open()

    @Slot(str)
    def _take_folder(self, folder: str) -> None:
        self.set_folder(Path(folder))
        self.changed.emit()

    @Slot()
    def _note_format(self) -> None:
        self._show_formats()
        self.changed.emit()

    def _show_formats(self) -> None:
        names = [action.text() for action in self._actions.values() if action.isChecked()]
        if not names:
            self._formats.setText(self.tr("Table only"))
        elif len(names) == 1:
            self._formats.setText(self.tr("Table and {format}").format(format=names[0]))
        else:
            self._formats.setText(self.tr("Table and %n formats", "", len(names)))
