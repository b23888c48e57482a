"""The drop-zone: where documents are dropped, large and inviting while there are none.

It takes paths and looks at no file; reading them is `app.ui.documents.reading`.
"""

from PySide6.QtCore import QMimeData, QSize, Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.ui.plain_text import PlainLabel
from app.ui.theme import ICON_SIZE, Theme, picture

_LARGE_ICON = QSize(48, 48)


def local_paths(mime: QMimeData) -> tuple[str, ...]:
    """The files and folders of this computer among what is dragged or pasted, each once.

    A network address is none, in whichever spelling: to open it would be to connect.
    """
    if not mime.hasUrls():
        return ()
    paths = (url.toLocalFile() for url in mime.urls() if url.isLocalFile() and not url.host())
    return tuple(dict.fromkeys(path for path in paths if _is_absolute_here(path)))


def accept_files(event: QDropEvent) -> bool:
    """Whether this is a drag of files, and if so accept it. Text and web addresses are not taken; what is
    taken is read and never moved away."""
    if any(url.isLocalFile() for url in event.mimeData().urls()):
        return _accept(event)
    event.ignore()
    return False


def _accept(event: QDropEvent) -> bool:
    for action in (Qt.DropAction.CopyAction, Qt.DropAction.LinkAction):
        if event.possibleActions() & action:
            event.setDropAction(action)
            event.accept()
            return True
    event.ignore()
    return False


def _is_absolute_here(path: str) -> bool:
    plain = path.replace("\\", "/")
    return not plain.startswith("//") and (plain.startswith("/") or plain[1:3] == ":/")


class DropZone(QFrame):
    """Takes files and folders that are dropped on it.

    Signals:
        dropped: tuple of absolute paths.
        refused: what was dropped are files, but none of this computer.
        files_wanted, folder_wanted: the person pressed the button for it.
    """

    dropped = Signal(object)
    refused = Signal()
    files_wanted = Signal()
    folder_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon, self._small_icon = QLabel(), QLabel()
        self._title, self._small_title = PlainLabel(name="title"), PlainLabel(name="hint")
        self._hints = (
            PlainLabel(self.tr("PDF, Word, Excel, PowerPoint, e-mail, web pages and text"), name="hint"),
            PlainLabel(self.tr("They stay on this computer."), name="hint"),
        )
        self._files = QPushButton(self.tr("Choose files…"))
        self._folder = QPushButton(self.tr("Choose a folder…"))
        self._large, self._small = QWidget(), QWidget()
        self._lay_out()
        self._files.clicked.connect(self.files_wanted)
        self._folder.clicked.connect(self.folder_wanted)
        theme.changed.connect(self._show_icons)
        self._show_icons()
        self._invite()
        self.set_large(True)

    @property
    def large(self) -> bool:
        return not self._large.isHidden()

    def take(self, mime: QMimeData) -> None:
        """What was dropped, here or elsewhere in the window."""
        if paths := local_paths(mime):
            self.dropped.emit(paths)
        else:
            self.refused.emit()

    def set_large(self, large: bool) -> None:
        """With words of welcome and buttons, or as one line."""
        self._large.setVisible(large)
        self._small.setVisible(not large)

    # Dragging. Qt delivers a drop only where the entering and moving drag was accepted.

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if not accept_files(event):
            return
        paths = local_paths(event.mimeData())
        if len(paths) > 1:
            self._show_over(self.tr("Let go to add these %n", "", len(paths)))
        elif paths:
            self._show_over(self.tr("Let go to add it"))
        else:
            self._show_over(self.tr("This is not on this computer"))

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        _accept(event)  # what is dragged was looked at when it entered

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self._invite()

    def dropEvent(self, event: QDropEvent) -> None:
        self._invite()
        if accept_files(event):
            self.take(event.mimeData())

    # What is seen.

    def _lay_out(self) -> None:
        self.setObjectName("drop_zone")
        self.setAcceptDrops(True)
        self.setAccessibleName(self.tr("Drop documents here"))
        centre = Qt.AlignmentFlag.AlignCenter
        large = QVBoxLayout(self._large)
        large.setContentsMargins(16, 20, 16, 20)
        large.setSpacing(8)
        large.addStretch(1)
        large.addWidget(self._icon)
        self._icon.setAlignment(centre)
        for label in (self._title, *self._hints):
            label.setWordWrap(True)
            label.setAlignment(centre)
            large.addWidget(label)
        large.addSpacing(10)
        self._files.setProperty("look", "main")
        buttons = QVBoxLayout()
        buttons.setSpacing(8)
        for button in (self._files, self._folder):
            buttons.addWidget(button)
        beside = QHBoxLayout()
        for part in (None, buttons, None):
            beside.addStretch(1) if part is None else beside.addLayout(part)
        large.addLayout(beside)
        large.addStretch(1)
        small = QHBoxLayout(self._small)
        small.setContentsMargins(12, 8, 12, 8)
        small.setSpacing(8)
        small.addWidget(self._small_icon)
        small.addWidget(self._small_title, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._large)
        layout.addWidget(self._small)

    def _invite(self) -> None:
        self._show(self.tr("Drag documents here"), over=False)

    def _show_over(self, words: str) -> None:
        self._show(words, over=True)

    def _show(self, words: str, over: bool) -> None:
        self._title.setText(words)
        self._small_title.setText(words)
        self.setProperty("over", over)
        self.style().unpolish(self)
        self.style().polish(self)

    @Slot()
    def _show_icons(self) -> None:
        colour, ratio = self._theme.colours.accent, self.devicePixelRatioF()
        self._icon.setPixmap(picture("drop", colour, _LARGE_ICON, ratio))
        self._small_icon.setPixmap(picture("drop", colour, ICON_SIZE, ratio))
