"""Where a spreadsheet is dropped or chosen, while there is none."""

from PySide6.QtCore import QMimeData, QSize, Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.ui.documents.drop_zone import accept_files, local_paths
from app.ui.plain_text import PlainLabel
from app.ui.theme import Theme, picture

_ICON = QSize(48, 48)


class SpreadsheetZone(QFrame):
    """Takes one file that is dropped on it.

    Signals:
        dropped: its absolute path.
        choice_wanted, template_wanted, stop_wanted: the person pressed the button for it.
    """

    dropped = Signal(str)
    choice_wanted = Signal()
    template_wanted = Signal()
    stop_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = QLabel()
        self._title = PlainLabel(name="title")
        self._hint = PlainLabel(
            self.tr("Each row becomes an answer; the columns are the fields of the task."), name="hint"
        )
        self._choose = QPushButton(self.tr("Choose a spreadsheet…"))
        self._choose.setProperty("look", "main")
        self._template = QPushButton(self.tr("Make one to fill in…"))
        self._template.setToolTip(self.tr("A spreadsheet with a column for each field, and an example"))
        self._stop = QPushButton(self.tr("Stop"))
        self._lay_out()
        self._choose.clicked.connect(self.choice_wanted)
        self._template.clicked.connect(self.template_wanted)
        self._stop.clicked.connect(self.stop_wanted)
        theme.changed.connect(self._show_icon)
        self._show_icon()
        self.set_reading(False)

    def set_reading(self, reading: bool) -> None:
        """Whether a spreadsheet is being read now."""
        self._title.setText(
            self.tr("Reading the spreadsheet…") if reading else self.tr("Drag a spreadsheet here")
        )
        self._choose.setVisible(not reading)
        self._template.setVisible(not reading)
        self._stop.setVisible(reading)
        self.setAcceptDrops(not reading)

    def focus_first(self) -> None:
        self._choose.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def take(self, mime: QMimeData) -> None:
        """What was dropped: the first file of this computer."""
        for path in local_paths(mime)[:1]:
            self.dropped.emit(path)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if accept_files(event):
            self._show_over(True)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self._show_over(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._show_over(False)
        if accept_files(event):
            self.take(event.mimeData())

    def _lay_out(self) -> None:
        self.setObjectName("drop_zone")
        self.setAccessibleName(self.tr("Drop a spreadsheet here"))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(8)
        column.addStretch(2)
        for label in (self._icon, self._title, self._hint):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
            column.addWidget(label)
        column.addSpacing(10)
        buttons = QVBoxLayout()
        buttons.setSpacing(8)
        for button in (self._choose, self._template, self._stop):
            buttons.addWidget(button)
        beside = QHBoxLayout()
        beside.addStretch(1)
        beside.addLayout(buttons)
        beside.addStretch(1)
        column.addLayout(beside)
        column.addStretch(3)

    def _show_over(self, over: bool) -> None:
        self.setProperty("over", over)
        self.style().unpolish(self)
        self.style().polish(self)

    @Slot()
    def _show_icon(self) -> None:
        colour = self._theme.colours.accent
        self._icon.setPixmap(picture("table", colour, _ICON, self.devicePixelRatioF()))
