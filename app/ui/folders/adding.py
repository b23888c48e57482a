"""Adding a folder: which one, what its documents go to, and whether changes are made by themselves."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.ui.collection_names import CollectionNames
from app.ui.plain_text import ElidedLabel, PlainLabel
from app.ui.preferences import PreferencesFile
from store.schema import FIRST_COLLECTION


class Adding(QFrame):
    """Hidden until a folder is chosen.

    Signals:
        wanted: path, id of a collection, and whether changes are made by themselves.
        opened: whether it is in sight now.
    """

    wanted = Signal(str, str, bool)
    opened = Signal(bool)

    def __init__(
        self, preferences: PreferencesFile, collections: CollectionNames, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self._preferences, self._collections = preferences, collections
        self._path = ""
        self._shown = ElidedLabel(name="strong", mode=Qt.TextElideMode.ElideMiddle)
        self._collection = QComboBox()
        self._into = PlainLabel(self.tr("Its documents go to"))
        self._into.setBuddy(self._collection)
        self._collection.setAccessibleName(self._into.text())
        self._applies = QCheckBox(self.tr("Make changes without asking"))
        self._add, self._cancel = QPushButton(self.tr("Keep in step")), QPushButton(self.tr("Cancel"))
        self._add.setProperty("look", "main")
        self._cancel.setProperty("look", "quiet")
        self._lay_out()
        self._add.clicked.connect(self._want)
        self._cancel.clicked.connect(self._close)
        collections.changed.connect(self._fill)
        self.hide()

    @Slot()
    def choose(self) -> None:
        """Open the dialog to choose a folder with."""
        dialog = QFileDialog(
            self.window(), self.tr("Keep a folder in step"), self._preferences.now.last_folder
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.take)
        dialog.open()

    @Slot(str)
    def take(self, path: str) -> None:
        """This folder is chosen; what is to be done with it is still to be said."""
        self._path = path
        self._preferences.change(last_folder=path)
        self._shown.setText(path)
        self._applies.setChecked(False)
        self._collections.load()
        self._fill()
        self.show()
        self.opened.emit(True)
        self._add.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        into = QHBoxLayout()
        into.addWidget(self._into)
        into.addWidget(self._collection, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self._add)
        buttons.addWidget(self._cancel)
        buttons.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 12)
        layout.setSpacing(8)
        layout.addWidget(self._shown)
        layout.addLayout(into)
        layout.addWidget(self._applies)
        layout.addLayout(buttons)

    @Slot()
    def _fill(self) -> None:
        """One collection needs no choice."""
        chosen = self._collection.currentData()
        self._collection.clear()
        for collection in self._collections.all:
            self._collection.addItem(self._collections.name_of(collection), collection.id)
        self._collection.setCurrentIndex(max(self._collection.findData(chosen), 0))
        for widget in (self._into, self._collection):
            widget.setVisible(self._collection.count() > 1)

    @Slot()
    def _close(self) -> None:
        self.hide()
        self.opened.emit(False)

    @Slot()
    def _want(self) -> None:
        self._close()
        collection = self._collection.currentData() or FIRST_COLLECTION
        self.wanted.emit(self._path, collection, self._applies.isChecked())
