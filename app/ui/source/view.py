"""One source: its page with the passage marked, and the way to the other sources."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from app.messages import Source
from app.ui.answer.source_list import name_of
from app.ui.plain_text import ElidedLabel, PlainLabel, tooltip
from app.ui.services import Services
from app.ui.source.actions import SourceActions
from app.ui.source.page_view import PageView


class SourceView(QWidget):
    """Shows one of the sources of an answer, in the right column or in a window of its own.

    Attributes:
        head: the row over everything, whose first place is free for a way back.
        page: what is below the title.

    Signals:
        enlarge_wanted: the person wants to see it larger.
    """

    enlarge_wanted = Signal()

    def __init__(self, services: Services, enlarged: bool = False, parent: QWidget | None = None) -> None:
        """`enlarged`: it is as large as the person makes it, and cannot be enlarged further."""
        super().__init__(parent)
        self._theme = services.theme
        self._sources: tuple[Source, ...] = ()
        self._place = 0
        self._previous, self._next, self._enlarge = QToolButton(), QToolButton(), QToolButton()
        self._count = PlainLabel(name="hint")
        self._title = ElidedLabel(name="strong")
        self.page = PageView(services, narrow=not enlarged)
        self._actions = SourceActions(services.theme)
        self._dress(enlarged)
        self._lay_out(enlarged)
        self._connect()
        self._show_icons()

    @property
    def shown(self) -> tuple[tuple[Source, ...], int]:
        """The sources, and the number of the one in sight."""
        return self._sources, self._sources[self._place].number

    def show_source(self, sources: tuple[Source, ...], number: int) -> None:
        """Show the source of this number, and let the person go through the others."""
        self._sources = sources
        self._place = next(at for at, source in enumerate(sources) if source.number == number)
        self._show()
        focused, around = self.window().focusWidget(), self.parentWidget() or self
        if focused is None or not around.isAncestorOf(focused):
            self.page.focus_page()

    def _dress(self, enlarged: bool) -> None:
        for button, name, keys in (
            (self._previous, self.tr("Previous source"), "Alt+\N{UPWARDS ARROW}"),
            (self._next, self.tr("Next source"), "Alt+\N{DOWNWARDS ARROW}"),
            (self._enlarge, self.tr("Show larger, in a window of its own"), ""),
        ):
            button.setProperty("look", "quiet")
            button.setAccessibleName(name)
            button.setToolTip(tooltip(f"{name} ({keys})" if keys else name))
        if enlarged:
            self._enlarge.hide()

    def _lay_out(self, enlarged: bool) -> None:
        self.head = QHBoxLayout()
        self.head.setSpacing(4)
        if enlarged:
            self.head.addWidget(self._title, 1)
        else:
            self.head.addStretch()
        for part in (self._previous, self._count, self._next, self._enlarge):
            self.head.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(self.head)
        if not enlarged:
            column.addWidget(self._title)
        column.addWidget(self.page, 1)
        column.addWidget(self._actions)

    def _connect(self) -> None:
        self._previous.clicked.connect(self._go_back)
        self._next.clicked.connect(self._go_on)
        self._enlarge.clicked.connect(self.enlarge_wanted)
        self.page.enlarge_wanted.connect(self.enlarge_wanted)
        self._actions.failed.connect(self.page.say_not_opened)
        self._theme.changed.connect(self._show_icons)
        for keys, slot in (
            ("Alt+Up", self._previous.click),
            ("Alt+Down", self._next.click),
            ("Ctrl+PgUp", self.page.turn_back),
            ("Ctrl+PgDown", self.page.turn_on),
            ("Ctrl++", self.page.zoom_in),
            ("Ctrl+=", self.page.zoom_in),
            ("Ctrl+-", self.page.zoom_out),
            ("Ctrl+0", self.page.fit_width),
        ):
            shortcut = QShortcut(QKeySequence(keys), self, slot)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    @Slot()
    def _go_back(self) -> None:
        self._place -= 1
        self._show()

    @Slot()
    def _go_on(self) -> None:
        self._place += 1
        self._show()

    def _show(self) -> None:
        source = self._sources[self._place]
        self._count.setText(
            self.tr("{number} of {count}").format(number=self._place + 1, count=len(self._sources))
        )
        self._previous.setEnabled(self._place > 0)
        self._next.setEnabled(self._place < len(self._sources) - 1)
        self._title.setText(name_of(source) or self.tr("Erased document"))
        self._actions.show_source(source)
        self.page.show_source(source)

    @Slot()
    def _show_icons(self) -> None:
        for button, icon in ((self._previous, "up"), (self._next, "down"), (self._enlarge, "enlarge")):
            button.setIcon(self._theme.icon(icon))
