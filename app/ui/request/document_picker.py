"""The window in which documents of the library are chosen for a field: a list to search in and to tick."""

from collections.abc import Sequence
from pathlib import PurePosixPath, PureWindowsPath

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QListView,
    QPushButton,
    QStackedWidget,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.messages import DocumentReport
from app.ui.library import Library, file_name
from app.ui.plain_text import ElidedLabel, PlainLabel, one_line
from app.ui.request.picker_model import Offered, PickerModel
from app.ui.search_field import SearchField

_SIZE = 520, 560  # pixels
_TYPING_MS = 120
_NEWS_MS = 500  # while documents are being read the list is not laid out anew for each


class DocumentPicker(QDialog):
    """A list of all documents that can be read.

    Signals:
        chosen: ids (tuple), when the person has chosen.
    """

    chosen = Signal(object)

    def __init__(
        self, library: Library, title: str, chosen: Sequence[str], single: bool, parent: QWidget
    ) -> None:
        """`title` is what the documents are for; `single`: no more than one."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setModal(True)
        self._library = library
        self._known: tuple[set[tuple[str, str]], dict[str, str]] = (set(), {})  # what is offered, and where
        self._model = PickerModel(chosen, single, self)
        self._find = SearchField()
        self._list = PickerView(self._model)
        self._instead = PlainLabel(name="hint")
        self._count = PlainLabel(name="hint")
        self._clear = QToolButton()
        self._pages = QStackedWidget()
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._news = QTimer(self, singleShot=True, interval=_NEWS_MS)
        self._lay_out(title)
        self._find.textChanged.connect(self._wait)
        self._find.installEventFilter(self)
        self._typing.timeout.connect(self._search)
        self._news.timeout.connect(self._offer)
        self._model.ticked.connect(self._say)
        library.changed.connect(self._hear)
        self.accepted.connect(self._tell)
        self._offer()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From what is searched to what is found, by the arrow."""
        down = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Down
        if watched is self._find and down and event.type() == QEvent.Type.KeyPress and self._model.shown:
            self._list.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return False

    def _lay_out(self, title: str) -> None:
        self._find.setPlaceholderText(self.tr("Find a document"))
        self._find.setAccessibleName(self.tr("Find a document"))
        self._instead.setWordWrap(True)
        self._instead.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._pages.addWidget(self._list)
        self._pages.addWidget(self._instead)
        self._clear.setText(self.tr("None"))
        self._clear.setToolTip(self.tr("Choose none of them"))
        self._clear.setProperty("look", "link")
        self._clear.clicked.connect(self._model.clear)
        cancel, done = QPushButton(self.tr("Cancel")), QPushButton(self.tr("Choose"))
        done.setProperty("look", "main")
        done.setDefault(True)
        done.clicked.connect(self.accept)
        cancel.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addWidget(self._count)
        foot.addWidget(self._clear)
        foot.addStretch(1)
        foot.addWidget(cancel)
        foot.addWidget(done)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 14)
        column.setSpacing(10)
        column.addWidget(ElidedLabel(title, name="title"))
        column.addWidget(self._find)
        column.addWidget(self._pages, 1)
        column.addLayout(foot)
        self.resize(*_SIZE)

    @Slot()
    def _hear(self) -> None:
        if not self._news.isActive():
            self._news.start()

    @Slot()
    def _offer(self) -> None:
        """What there is now; the list stays as it is where that is the same."""
        documents = self._library.documents()
        collections = {one.collection for one in documents}
        names = {identity: self._library.collection_name(identity) for identity in collections}
        known = {(one.id, one.collection) for one in documents}, names
        if known != self._known:
            self._known = known
            ordered = sorted(names.items(), key=lambda item: item[1].casefold())
            self._model.offer(map(_offered, documents), dict(ordered))
        self._say()

    @Slot()
    def _wait(self) -> None:
        self._typing.start()

    @Slot()
    def _search(self) -> None:
        self._model.search(self._find.text())
        self._say()

    @Slot()
    def _say(self) -> None:
        chosen = len(self._model.chosen)
        self._count.setText(self.tr("%n chosen", "", chosen) if chosen else self.tr("Nothing chosen yet"))
        self._clear.setVisible(chosen > 0)
        self._pages.setCurrentWidget(self._list if self._model.shown else self._instead)
        if self._model.total:
            self._instead.setText(self.tr("No document has this in its name."))
        elif self._library.told:
            self._instead.setText(self.tr("There are no documents yet. Add some on the right of the window."))
        else:
            self._instead.setText(self.tr("Looking up your documents…"))

    @Slot()
    def _tell(self) -> None:
        self.chosen.emit(self._model.chosen)


class PickerView(QListView):
    """The rows of a `PickerModel`. A click anywhere on one ticks it, and so does the space bar."""

    def __init__(self, model: PickerModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ticks")
        self.setAccessibleName(self.tr("Documents"))
        self.setUniformItemSizes(True)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(TickDelegate(self))
        self.setModel(model)

    def dataChanged(
        self,
        first: QModelIndex | QPersistentModelIndex,
        last: QModelIndex | QPersistentModelIndex,
        roles: Sequence[int] = (),
    ) -> None:
        """Qt's list would measure all its rows anew, which are all alike."""
        QAbstractItemView.dataChanged(self, first, last, roles)


class TickDelegate(QStyledItemDelegate):
    """The whole row is its box."""

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        _option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        clicked = event.type() == QEvent.Type.MouseButtonRelease
        spaced = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space
        if clicked or (spaced and event.type() == QEvent.Type.KeyPress):
            return model.setData(index, None, Qt.ItemDataRole.CheckStateRole)
        return False


def _offered(report: DocumentReport) -> Offered:
    kind = PurePosixPath if PurePosixPath(report.path).is_absolute() else PureWindowsPath
    folder = one_line(kind(report.path).parent.name)
    return Offered(report.id, file_name(report.path), folder, report.path, report.collection)
