"""A strip across a place of the window: a notice, or a failure, with what can be done about it."""

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from app.ui.plain_text import PlainLabel, tooltip
from app.ui.theme import ICON_SIZE, Theme, picture


class Notice(QFrame):
    """Hidden until it has something to say.

    Signals:
        acted: the person pressed its button.
        closed: the person closed it.
    """

    acted = Signal()
    closed = Signal()

    def __init__(
        self, theme: Theme, failure: bool, narrow: bool = False, parent: QWidget | None = None
    ) -> None:
        """`narrow`: it is for a column, its button stands below the words."""
        super().__init__(parent)
        self._theme, self._failure = theme, failure
        self.setObjectName("failure" if failure else "notice")
        self._icon = QLabel()
        self._text = PlainLabel()
        self._text.setWordWrap(True)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._act = QPushButton()
        self._close = QToolButton()
        self._close.setProperty("look", "quiet")
        self._close.setIconSize(QSize(14, 14))
        self._close.setAccessibleName(self.tr("Close this message"))
        self._close.setToolTip(tooltip(self.tr("Close this message")))
        self._lay_out(narrow)
        self._act.clicked.connect(self.acted)
        self._close.clicked.connect(self._dismiss)
        theme.changed.connect(self._show_icons)
        self._show_icons()
        self.hide()

    def say(self, text: str, action: str = "", closable: bool = True) -> None:
        """Show a sentence, with a button for `action` when there is one."""
        self._text.setText(text)
        self._act.setText(action)
        self._act.setVisible(bool(action))
        self._close.setVisible(closable)
        self.show()

    def _lay_out(self, narrow: bool) -> None:
        layout = QGridLayout(self)
        layout.setContentsMargins(12, 6, 6, 8 if narrow else 6)
        layout.setHorizontalSpacing(10)
        layout.setVerticalSpacing(4)
        layout.setColumnStretch(1, 1)
        side = Qt.AlignmentFlag.AlignTop if narrow else Qt.AlignmentFlag.AlignVCenter
        layout.addWidget(self._icon, 0, 0, side)
        layout.addWidget(self._text, 0, 1)
        if narrow:
            layout.addWidget(self._act, 1, 1, Qt.AlignmentFlag.AlignLeft)
        else:
            layout.addWidget(self._act, 0, 2)
        layout.addWidget(self._close, 0, 3, side)

    @Slot()
    def _dismiss(self) -> None:
        self.hide()
        self.closed.emit()

    @Slot()
    def _show_icons(self) -> None:
        colours = self._theme.colours
        name, colour = ("failed", colours.danger) if self._failure else ("info", colours.notice)
        self._icon.setPixmap(picture(name, colour, ICON_SIZE, self.devicePixelRatioF()))
        self._close.setIcon(self._theme.icon("close", colour))
