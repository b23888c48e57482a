"""The dialogs to choose documents with, for whoever does not drag."""

from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from app.ui.preferences import PreferencesFile

_PATTERNS = (
    "*.pdf *.docx *.docm *.dotx *.xlsx *.xlsm *.pptx *.pptm *.ppsx *.odt *.rtf *.html *.htm *.md *.markdown "
    "*.txt *.csv *.eml *.msg"
)


class FileChooser(QObject):
    """Opens a dialog in the folder where the last one was.

    Signals:
        chosen: tuple of absolute paths.
    """

    chosen = Signal(object)

    def __init__(self, preferences: PreferencesFile, window: QWidget) -> None:
        super().__init__(window)
        self._preferences, self._window = preferences, window

    @Slot()
    def choose_files(self) -> None:
        """One or many files."""
        dialog = self._dialog(self.tr("Add documents"), QFileDialog.FileMode.ExistingFiles)
        documents = self.tr("Documents ({patterns})").format(patterns=_PATTERNS)
        dialog.setNameFilters([documents, self.tr("All files (*)")])
        dialog.open()

    @Slot()
    def choose_folder(self) -> None:
        """A folder, with all that is in it."""
        dialog = self._dialog(self.tr("Add a folder"), QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.open()

    def _dialog(self, title: str, mode: QFileDialog.FileMode) -> QFileDialog:
        dialog = QFileDialog(self._window, title, self._preferences.now.last_folder)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(mode)
        dialog.filesSelected.connect(self._take)
        return dialog

    @Slot(list)
    def _take(self, paths: list[str]) -> None:
        if paths:
            self._preferences.change(last_folder=str(Path(paths[0]).parent))
            self.chosen.emit(tuple(paths))
