"""One page of a document, as a picture or as text, with a passage marked on it."""

from pathlib import PurePath

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from app.messages import DrawPage, Failed, PageDrawn, PageRead, ReadPage, Source
from app.ui.notice import Notice
from app.ui.services import Services
from app.ui.source.controls import PageControls
from app.ui.source.page_drawing import PageDrawing
from app.ui.source.page_picture import PagePicture
from app.ui.source.page_text import Excerpt, PageText, excerpt, find_passage
from app.ui.source.position import position
from app.ui.source.where import Where
from app.ui.worker import EngineJob
from store.schema import Fault

LEGIBLE = 480
"""How wide a page must be on the screen to be read: below it its passage stands beside it as text."""

_QUOTE_HEIGHT = 130
_DRAWN_KINDS = (".pdf",)
_SLOW_MS = 400


class PageView(QWidget):
    """Shows a page as soon as it is read; the text that was read for the answer if it is gone.

    Signals:
        enlarge_wanted: the person wants to see it larger.
    """

    enlarge_wanted = Signal()

    def __init__(self, services: Services, narrow: bool, parent: QWidget | None = None) -> None:
        """`narrow`: it is in a column."""
        super().__init__(parent)
        self._services = services
        self._source: Source | None = None
        self._page = self._pages = self._width = 0
        self._found: tuple[int, int] | None = None
        self._has_picture = False  # as far as is known
        self._job: EngineJob | None = None
        theme = services.theme
        self._where = Where()
        self._controls = PageControls(theme)
        self._notice = Notice(theme, failure=False, narrow=narrow)
        self._failure = Notice(theme, failure=True, narrow=narrow)
        self._quote = PageText(theme)
        self._return = QPushButton()
        self._line = QFrame()
        self._text = PageText(theme)
        self._picture = PagePicture(theme)
        self._passage = PageText(theme)
        self._drawing = PageDrawing(services.line, self)
        self._slow = QTimer(self, singleShot=True, interval=_SLOW_MS)
        self._lay_out()
        self._connect()

    def show_source(self, source: Source) -> None:
        """Show the page of a source, with its passage."""
        self._source, self._pages = source, 0
        self._picture.set_zoom(self._services.preferences.now.page_zoom)
        self._open_page(source.page)

    def focus_page(self) -> None:
        """Give the keyboard to the page."""
        shown = self._picture if self._shows_picture else self._text
        shown.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def say_not_opened(self) -> None:
        """The system's program did not take the document."""
        self._failure.say(self.tr("The document cannot be opened on this computer."))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_passage()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._picture.is_empty:
            self._draw()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks any more: nothing more is to be drawn."""
        self._drawing.forget()
        super().hideEvent(event)

    # How it looks.

    def _lay_out(self) -> None:
        self._return.setProperty("look", "quiet")
        self._return.hide()
        self._line.setObjectName("line")
        self._quote.setAccessibleName(self.tr("The passage as it was read"))
        self._passage.setAccessibleName(self.tr("The passage"))
        for text in (self._quote, self._passage):
            text.limit_height(_QUOTE_HEIGHT)
            text.hide()
        self._stack = QStackedWidget()
        self._stack.addWidget(self._text)
        self._stack.addWidget(self._picture)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for widget in (self._where, self._controls, self._notice, self._failure, self._quote):
            column.addWidget(widget)
        column.addWidget(self._return, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._line)
        column.addWidget(self._stack, 1)
        column.addWidget(self._passage)

    def _connect(self) -> None:
        self._return.clicked.connect(self._go_to_passage)
        self._controls.turned.connect(self._turn)
        self._controls.zoomed.connect(self._zoom)
        self._controls.as_text_chosen.connect(self._choose_text)
        self._notice.acted.connect(self._try_again)
        self._failure.acted.connect(self._try_again)
        self._picture.wanted.connect(self._draw)
        self._picture.zoomed.connect(self._note_zoom)
        self._picture.turned.connect(self._turn)
        self._picture.double_clicked.connect(self.enlarge_wanted)
        self._drawing.drawn.connect(self._show_drawn)
        self._drawing.failed.connect(self._show_undrawn)
        self._drawing.missing.connect(self._show_undrawable)
        self._slow.timeout.connect(self._say_slow)
        self._services.theme.changed.connect(self._show_icon)
        self._show_icon()

    # The pages of the document.

    @property
    def _known(self) -> Source:
        assert self._source is not None  # nothing is shown before there is a source
        return self._source

    @Slot()
    def turn_back(self) -> None:
        """To the page before."""
        self._turn(-1)

    @Slot()
    def turn_on(self) -> None:
        """To the next page."""
        self._turn(1)

    @Slot(int)
    def _turn(self, by: int) -> None:
        if 1 <= self._page + by <= self._pages:
            self._open_page(self._page + by)

    @Slot()
    def _go_to_passage(self) -> None:
        self._open_page(self._known.page)

    def _open_page(self, page: int) -> None:
        """Ask for a page; what comes for one that was asked for before is not heard any more."""
        source = self._known
        self._page, self._found = page, None
        self._has_picture = PurePath(source.path).suffix.lower() in _DRAWN_KINDS
        for part in (self._notice, self._failure, self._quote):
            part.hide()
        self._text.show_excerpt(Excerpt("", 0, 0))
        self._picture.clear()
        self._drawing.forget()
        self._return.setText(self.tr("Back to page {page}, with the passage").format(page=source.page))
        self._return.setVisible(page != source.page)
        self._tell_where("")
        self._choose_view()
        self._slow.start()
        if self._job is not None:
            self._job.happened.disconnect(self._take)
            self._job.closed.disconnect(self._close)
        self._job = self._services.line.submit(ReadPage(source.document, page))
        self._job.happened.connect(self._take)
        self._job.closed.connect(self._close)

    def _tell_where(self, text: str) -> None:
        source = self._known
        own = self._page == source.page
        place = position(source.path, self._page, self._pages, text if own else "", source.start)
        self._where.tell(place, source.heading if own else "")
        self._controls.show_pages(self._page, self._pages)

    @Slot(object)
    def _take(self, event: object) -> None:
        if not isinstance(event, PageRead):
            return
        self._pages = event.pages
        self._tell_where(event.text)
        source = self._known
        if self._page == source.page:
            self._found = find_passage(event.text, source.quote, source.start)
        self._text.show_excerpt(excerpt(event.text, *(self._found or (0, 0))))
        if self._page == source.page and self._found is None:
            self._notice.say(
                self.tr("The document has changed: this passage is no longer on the page. It read:"),
                closable=False,
            )
            self._show_quote(self._quote)
            self._quote.show()
        self._draw()

    @Slot(object)
    def _close(self, closing: object) -> None:
        self._job = None
        if not isinstance(closing, Failed):
            return
        self._has_picture = False
        self._choose_view()
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
        quote = self._known.quote
        text.show_excerpt(Excerpt(quote, 0, len(quote)))

    # The picture of a page.

    @property
    def _shows_picture(self) -> bool:
        return self._has_picture and not self._services.preferences.now.page_as_text

    def _choose_view(self) -> None:
        """The picture, where there is one and the person does not want the text."""
        self._stack.setCurrentWidget(self._picture if self._shows_picture else self._text)
        self._line.setVisible(not self._shows_picture)
        self._controls.show_picture(self._has_picture, self._shows_picture, self._picture.zoom)
        self._show_passage()

    def _show_passage(self) -> None:
        """Below a picture that is too small to be read, or has no mark, stands what it shows."""
        small = self._picture.paper_width < LEGIBLE
        unmarked = not self._picture.is_empty and not self._picture.marks
        wanted = self._shows_picture and self._found is not None and (small or unmarked)
        if wanted and self._passage.isHidden():
            self._show_quote(self._passage)
        self._passage.setVisible(wanted)

    @Slot()
    def _show_icon(self) -> None:
        self._return.setIcon(self._services.theme.icon("undo"))

    @Slot()
    def _say_slow(self) -> None:
        if self._picture.is_empty:
            self._picture.say(self.tr("The page is being drawn…"))

    @Slot()
    def _draw(self) -> None:
        """Have the page drawn as wide as it is now; not before its text is there, which says what to mark."""
        if self._shows_picture and self._pages > 0 and self.isVisible():
            self._width = self._picture.wanted_width
            start, end = self._found or (0, 0)
            document = self._known.document
            self._drawing.wish(DrawPage(document, self._page, self._width, start, end))
            self._show_passage()

    @Slot(object)
    def _show_drawn(self, drawn: PageDrawn) -> None:
        self._picture.show_page(drawn, self._width)
        self._show_passage()
        if self._found is not None and not drawn.marks:
            words = self.tr("The passage cannot be marked on this picture of the page; it stands below it.")
            self._notice.say(words)

    @Slot(object)
    def _show_undrawn(self, fault: Fault) -> None:
        """Quietly: the text that was read is there."""
        self._show_undrawable()
        if not self._quote.isVisible():
            self._notice.say(self._why_undrawn(fault), self.tr("Try again"))

    def _why_undrawn(self, fault: Fault) -> str:
        if fault.kind == "DocumentChanged":
            return self.tr("The file was changed after it was read. This is the text that was read.")
        if fault.details.get("reason") == "ENOENT":
            return self.tr("The file is no longer where it was. This is the text that was read.")
        return self.tr("There is no picture of this page. This is the text that was read.")

    @Slot()
    def _show_undrawable(self) -> None:
        self._has_picture = False
        self._choose_view()

    @Slot()
    def _try_again(self) -> None:
        self._open_page(self._page)

    @Slot(bool)
    def _choose_text(self, as_text: bool) -> None:
        self._services.preferences.change(page_as_text=as_text)
        self._choose_view()
        self._draw()

    @Slot(int)
    def _zoom(self, steps: int) -> None:
        if not self._shows_picture:
            return
        if steps:
            self._picture.zoom_by(steps)
        else:
            self._picture.set_zoom(1.0)

    @Slot()
    def zoom_in(self) -> None:
        """One step closer."""
        self._zoom(1)

    @Slot()
    def zoom_out(self) -> None:
        """One step farther away."""
        self._zoom(-1)

    @Slot()
    def fit_width(self) -> None:
        """As wide as there is room."""
        self._zoom(0)

    @Slot(float)
    def _note_zoom(self, zoom: float) -> None:
        self._services.preferences.change(page_zoom=zoom)
        self._choose_view()
