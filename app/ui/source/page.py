"""One source on its page: the page's whole text with the passage marked, and the way to the other sources."""

from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.messages import Failed, PageRead, ReadPage, Source
from app.ui.answer.source_list import name_of
from app.ui.copy_button import CopyButton
from app.ui.notice import Notice
from app.ui.plain_text import ElidedLabel, PlainLabel, one_line, tooltip
from app.ui.services import Services
from app.ui.source.page_text import Excerpt, PageText, excerpt, find_passage
from app.ui.worker import EngineJob

LEAST_WIDTH = 280
_MARGIN = 12
_QUOTE_HEIGHT = 130


class SourcePage(QWidget):
    """Shows a source as soon as its page is read; the text that was read for the answer if it is gone.

    Signals:
        closed: the person wants back to where they came from.
    """

    closed = Signal()

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._sources: tuple[Source, ...] = ()
        self._place = 0
        self._job: EngineJob | None = None
        self._back = QPushButton(self.tr("Back"))
        self._previous, self._next = QToolButton(), QToolButton()
        self._count = PlainLabel(name="hint")
        self._title = ElidedLabel(name="strong")
        self._where = ElidedLabel(name="caption")
        self._notice = Notice(services.theme, failure=False)
        self._failure = Notice(services.theme, failure=True)
        self._quote = PageText(services.theme)
        self._text = PageText(services.theme)
        self._copy = CopyButton(self.tr("Copy quote"), services.theme)
        self._open = QPushButton(self.tr("Open document"))
        self._dress()
        self._lay_out()
        self._connect()
        self._show_icons()

    def show_source(self, sources: tuple[Source, ...], number: int) -> None:
        """Show the source of this number, and let the person go through the others."""
        self._sources = sources
        self._place = next(at for at, source in enumerate(sources) if source.number == number)
        self._show()
        if not any(part.hasFocus() for part in self._reachable):
            self._text.setFocus(Qt.FocusReason.OtherFocusReason)

    def event(self, event: QEvent) -> bool:
        """The keys that lead back are this place's own while the keyboard is in it."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and _leads_back(event)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _leads_back(event):
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        needed = self._copy.sizeHint().width() + self._open.sizeHint().width() + self._actions.spacing()
        beside = needed <= event.size().width() - 2 * _MARGIN - 2
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._actions.setDirection(direction)

    # How it looks.

    def _dress(self) -> None:
        self.setMinimumWidth(LEAST_WIDTH)
        self._reachable = (
            self._back,
            self._previous,
            self._next,
            self._quote,
            self._text,
            self._copy,
            self._open,
        )
        for button in (self._back, self._previous, self._next, self._open):
            button.setProperty("look", "quiet")
        for button, name in (
            (self._previous, self.tr("Previous source")),
            (self._next, self.tr("Next source")),
        ):
            button.setAccessibleName(name)
            button.setToolTip(tooltip(name))
        self._back.setToolTip(tooltip(self.tr("Back to the documents (Esc)")))
        self._quote.setAccessibleName(self.tr("The passage as it was read"))
        self._quote.limit_height(_QUOTE_HEIGHT)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(4)
        top.addWidget(self._back)
        top.addStretch()
        for part in (self._previous, self._count, self._next):
            top.addWidget(part)
        self._actions = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._actions.setSpacing(2)
        self._actions.addWidget(self._copy)
        self._actions.addWidget(self._open)
        panel = QFrame()
        panel.setObjectName("panel")
        column = QVBoxLayout(panel)
        column.setContentsMargins(_MARGIN, 8, _MARGIN, 8)
        column.setSpacing(6)
        column.addLayout(top)
        for widget in (self._title, self._where, self._notice, self._failure, self._quote):
            column.addWidget(widget)
        line = QFrame()
        line.setObjectName("line")
        column.addWidget(line)
        column.addWidget(self._text, 1)
        column.addLayout(self._actions)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(panel)

    def _connect(self) -> None:
        self._back.clicked.connect(self.closed)
        self._previous.clicked.connect(self._go_back)
        self._next.clicked.connect(self._go_on)
        self._copy.clicked.connect(self._copy_quote)
        self._open.clicked.connect(self._open_document)
        self._failure.acted.connect(self._show)
        self._services.theme.changed.connect(self._show_icons)

    @Slot()
    def _show_icons(self) -> None:
        theme = self._services.theme
        for button, icon in (
            (self._back, "back"),
            (self._previous, "up"),
            (self._next, "down"),
            (self._open, "open"),
        ):
            button.setIcon(theme.icon(icon))

    # What it shows.

    @property
    def _source(self) -> Source:
        return self._sources[self._place]

    @Slot()
    def _go_back(self) -> None:
        self._place -= 1
        self._show()

    @Slot()
    def _go_on(self) -> None:
        self._place += 1
        self._show()

    @Slot()
    def _show(self) -> None:
        """Show what is known of the source, and ask for its page."""
        source = self._source
        self._count.setText(
            self.tr("{number} of {count}").format(number=self._place + 1, count=len(self._sources))
        )
        self._previous.setEnabled(self._place > 0)
        self._next.setEnabled(self._place < len(self._sources) - 1)
        self._title.setText(name_of(source))
        self._tell_where(0)
        for part in (self._notice, self._failure, self._quote):
            part.hide()
        self._text.show_excerpt(Excerpt("", 0, 0))
        self._offer_document()
        self._read()

    def _tell_where(self, pages: int) -> None:
        """Page and heading; of a document with one page only the heading. `pages` 0: not known."""
        page = ""
        if pages > 1:
            page = self.tr("page {page} of {pages}").format(page=self._source.page, pages=pages)
        elif pages == 0 and self._source.page > 1:
            page = self.tr("page {page}").format(page=self._source.page)
        heading = one_line(self._source.heading).strip()
        self._where.setText(" · ".join(part for part in (page, heading) if part))
        self._where.setVisible(bool(page or heading))

    def _offer_document(self) -> None:
        there = _exists(self._source.path)
        self._open.setEnabled(there)
        self._open.setToolTip(
            tooltip(self._source.path if there else self.tr("The file is no longer where it was."))
        )

    def _read(self) -> None:
        """Ask for the page; what comes for one that was asked for before is not heard any more."""
        if self._job is not None:
            self._job.happened.disconnect(self._take)
            self._job.closed.disconnect(self._close)
        self._job = self._services.line.submit(ReadPage(self._source.document, self._source.page))
        self._job.happened.connect(self._take)
        self._job.closed.connect(self._close)

    @Slot(object)
    def _take(self, event: object) -> None:
        if not isinstance(event, PageRead):
            return
        self._tell_where(event.pages)
        found = find_passage(event.text, self._source.quote, self._source.start)
        self._text.show_excerpt(excerpt(event.text, *(found or (0, 0))))
        if found is None:
            self._notice.say(
                self.tr("The document has changed: this passage is no longer on the page. It read:"),
                closable=False,
            )
            self._show_quote(self._quote)
            self._quote.show()

    @Slot(object)
    def _close(self, closing: object) -> None:
        self._job = None
        if not isinstance(closing, Failed):
            return
        self._show_quote(self._text)
        if closing.fault.kind == "UnknownDocument":
            self._notice.say(
                self.tr("This document is no longer in the library. This is the passage that was read."),
                closable=False,
            )
        else:
            sentence = self._services.sentences.error(closing.fault)
            self._failure.say(sentence, self.tr("Try again"), closable=False)

    def _show_quote(self, text: PageText) -> None:
        quote = self._source.quote
        text.show_excerpt(Excerpt(quote, 0, len(quote)))

    # What can be done with it.

    @Slot()
    def _copy_quote(self) -> None:
        source = self._source
        mime = QMimeData()
        mime.setText(
            self.tr("“{quote}”\n{document}, page {page}").format(
                quote=source.quote.strip(), document=name_of(source), page=source.page
            )
        )
        self._copy.copy(mime)

    @Slot()
    def _open_document(self) -> None:
        path = self._source.path
        if not _exists(path) or not QDesktopServices.openUrl(QUrl.fromLocalFile(path)):
            self._failure.say(self.tr("The document cannot be opened on this computer."))
            self._offer_document()


def _exists(path: str) -> bool:
    with suppress(OSError):
        return Path(path).is_file()
    return False


def _leads_back(event: QKeyEvent) -> bool:
    alt_left = event.key() == Qt.Key.Key_Left and event.modifiers() == Qt.KeyboardModifier.AltModifier
    return event.key() == Qt.Key.Key_Escape or alt_left
