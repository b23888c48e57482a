"""A page that takes the middle of the window for a while: a title, a way back, and what it is for."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.ui.plain_text import PlainLabel
from app.ui.theme import Theme


class Page(QWidget):
    """What others inherit from: `column` is the layout below the title, `beside` what stands in the right
    column while the page is in sight, where there is something.

    Signals:
        closed: the person goes back to the form and the answer.
    """

    closed = Signal()
    beside: QWidget | None = None

    def __init__(self, theme: Theme, title: str, back: str, parent: QWidget | None = None) -> None:
        """`title` and `back` (the words on the button) are translated already."""
        super().__init__(parent)
        self._theme = theme
        self.title = PlainLabel(title, name="title")
        self._back = QPushButton(back)
        self._back.setProperty("look", "quiet")
        self.head = QHBoxLayout()
        self.head.addWidget(self.title, 1)
        self.head.addWidget(self._back, 0, Qt.AlignmentFlag.AlignTop)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(10)
        self.column.addLayout(self.head)
        self._back.clicked.connect(self.closed)
        theme.changed.connect(self._show_back_icon)
        self._show_back_icon()

    def focus_first(self) -> None:
        """Give the keyboard to what a person wants first here."""
        self._back.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def _show_back_icon(self) -> None:
        self._back.setIcon(self._theme.icon("back", self._theme.colours.muted))
