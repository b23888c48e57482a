"""The page of the map: it asks for the map, says how far it is, and shows it with what its colours mean."""

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.messages import (
    Done,
    DrawMap,
    Failed,
    MapDrawn,
    MapPoint,
    PageRead,
    Progress,
    ReadPage,
    Source,
)
from app.ui.collection_names import CollectionNames
from app.ui.library_map.groups import grouped
from app.ui.library_map.legend import Legend
from app.ui.library_map.points import MapPoints
from app.ui.library_map.view import MapView
from app.ui.notice import Notice
from app.ui.page import Page
from app.ui.plain_text import ElidedLabel, PlainLabel, tooltip
from app.ui.services import Services
from app.ui.worker import EngineJob

LEAST_PASSAGES = 8
"""With fewer a map says nothing that the list of documents does not."""


class MapPage(Page):
    """All passages of the library, those alike in meaning near each other.

    Signals:
        source_chosen: a passage to be shown on its page: a tuple of one `Source`, and its number.
    """

    source_chosen = Signal(object, int)

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        self._services = services
        super().__init__(services.theme, self.tr("Map of the library"), self.tr("Back"), parent)
        self._drawing: EngineJob | None = None
        self._reading: EngineJob | None = None
        self._arriving = self._points = MapPoints()
        self._collections = CollectionNames(services.line, services.sentences, self)
        self._sources: tuple[Source, ...] = ()
        self._asked: MapPoint | None = None
        self._build()
        self._connect()
        self._show_icons()
        self._say(self.tr("Looking up the map…"))

    def load(self) -> None:
        """Ask for the map as the library is now; a map that is shown stays until that is there."""
        self._collections.load()
        if self._drawing is None:
            self._failure.hide()
            self._arriving = MapPoints()
            self._drawing = self._services.line.submit(DrawMap())
            self._drawing.happened.connect(self._take)
            self._drawing.closed.connect(self._close)

    def light(self, sources: tuple[Source, ...]) -> None:
        """Have the passages of an answer stand out; none for no sources."""
        self._sources = sources
        self._show_lit()

    def focus_first(self) -> None:
        if self._places.currentWidget() is self._map:
            self._view.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            super().focus_first()

    # --- layout -------------------------------------------------------------------------------------

    def _build(self) -> None:
        theme = self._services.theme
        self._failure = Notice(theme, failure=True)
        self._view = MapView(theme)
        self._legend = Legend(theme)
        self._count = PlainLabel(name="subtitle")
        self._count.setWordWrap(True)
        self._about = ElidedLabel(name="hint")
        self._lit = PlainLabel(name="hint")
        self._unlight = QPushButton(self.tr("Show all alike"))
        self._unlight.setProperty("look", "quiet")
        self._closer, self._further, self._whole = QToolButton(), QToolButton(), QToolButton()
        self._words = PlainLabel(name="hint")
        self._bar = QProgressBar(textVisible=False)
        self._stop = QPushButton(self.tr("&Stop"))
        self._again = QPushButton(self.tr("Make the map"))
        self._places = QStackedWidget()
        self._places.addWidget(self._message_page())
        self._map = self._map_page()
        self._places.addWidget(self._map)
        for widget in (self._count, self._failure, self._legend):
            self.column.addWidget(widget)
        self.column.addWidget(self._places, 1)
        self._legend.hide()

    def _message_page(self) -> QWidget:
        page = QFrame()
        page.setObjectName("panel")
        self._words.setWordWrap(True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._bar.setMaximumWidth(320)
        buttons = QHBoxLayout()
        buttons.addStretch()
        for button in (self._stop, self._again):
            buttons.addWidget(button)
        buttons.addStretch()
        bar = QHBoxLayout()
        bar.addStretch(1)
        bar.addWidget(self._bar, 2)
        bar.addStretch(1)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(12)
        layout.addStretch(2)
        layout.addWidget(self._words)
        layout.addLayout(bar)
        layout.addLayout(buttons)
        layout.addStretch(3)
        return page

    def _map_page(self) -> QWidget:
        panel = QFrame()
        panel.setObjectName("panel")
        foot = QHBoxLayout()
        foot.setContentsMargins(10, 0, 6, 4)
        foot.setSpacing(2)
        foot.addWidget(self._about, 1)
        for button, name in (
            (self._closer, self.tr("Zoom in (+)")),
            (self._further, self.tr("Zoom out (-)")),
            (self._whole, self.tr("Show the whole map (0)")),
        ):
            button.setProperty("look", "quiet")
            button.setIconSize(QSize(16, 16))
            button.setToolTip(tooltip(name))
            button.setAccessibleName(name)
            foot.addWidget(button)
        head = QHBoxLayout()
        head.setContentsMargins(10, 2, 6, 0)
        head.addWidget(self._lit, 1)
        head.addWidget(self._unlight)
        layout = QVBoxLayout(panel)
        layout.setContentsMargins(2, 2, 2, 2)
        layout.setSpacing(2)
        layout.addLayout(head)
        layout.addWidget(self._view, 1)
        layout.addLayout(foot)
        return panel

    def _connect(self) -> None:
        self._view.chosen.connect(self._open)
        self._view.pointed.connect(self._tell)
        self._legend.chosen.connect(self._view.show_only)
        self._unlight.clicked.connect(self._show_all_alike)
        self._closer.clicked.connect(self._view.zoom_in)
        self._further.clicked.connect(self._view.zoom_out)
        self._whole.clicked.connect(self._view.show_whole)
        self._stop.clicked.connect(self._stop_drawing)
        self._again.clicked.connect(self.load)
        self._failure.acted.connect(self.load)
        self._collections.changed.connect(self._show_groups)
        self._theme.changed.connect(self._show_icons)
        self._theme.changed.connect(self._show_groups)

    # --- the map arrives ----------------------------------------------------------------------------

    @Slot(object)
    def _take(self, event: object) -> None:
        match event:
            case MapDrawn():
                self._arriving.add(event)
            case Progress(_, done, total) if not self._points.points:
                self._say(self.tr("The map is being made. You can go on working."), busy=True)
                self._bar.setRange(0, total)
                self._bar.setValue(done)
            case Progress():
                self._count.setText(self.tr("The library has changed: the map is being made anew…"))

    @Slot(object)
    def _close(self, closing: object) -> None:
        self._drawing = None
        if isinstance(closing, Done):
            self._points = self._arriving
            self._show_map()
            return
        if isinstance(closing, Failed):
            action = self.tr("Try again")
            self._failure.say(self._services.sentences.error(closing.fault), action, closable=False)
        if self._points.points:
            self._tell_count()
        else:
            self._say(self.tr("There is no map yet."), again=not isinstance(closing, Failed))

    def _show_map(self) -> None:
        found = len(self._points.points)
        if found == 0:
            self._say(self.tr("The library is empty. Add documents, and they appear here."))
        elif found < LEAST_PASSAGES:
            self._say(self.tr("%n passages are too few for a map. Add more documents.", "", found))
        else:
            waited = self._places.currentWidget() is not self._map and self._back.hasFocus()
            self._places.setCurrentWidget(self._map)
            if waited:
                self.focus_first()
        enough = found >= LEAST_PASSAGES
        self._count.setVisible(enough)
        self._tell_count()
        self._show_groups()
        self._show_lit()

    def _tell_count(self) -> None:
        documents = self.tr("%n documents", "", len(self._points.documents))
        passages = self.tr("%n passages", "", len(self._points.points))
        words = self.tr("{passages} from {documents}. What lies close together is alike in meaning.")
        self._count.setText(words.format(passages=passages, documents=documents))

    @Slot()
    def _show_groups(self) -> None:
        documents = [document.document for document in self._points.documents]
        sizes = [len(document.points) for document in self._points.documents]
        names = {one.id: self._collections.name_of(one) for one in self._collections.all}
        grouping = grouped(documents, sizes, names, self.tr("Other"))
        self._view.show_points(self._points, grouping)
        colours = tuple(self._view.colour(place) for place in range(len(grouping.groups)))
        self._legend.show_groups(grouping.groups, colours)
        if len(self._points.points) < LEAST_PASSAGES:
            self._legend.hide()

    # --- what is seen of it -------------------------------------------------------------------------

    def _show_lit(self) -> None:
        numbers = self._points.of_sources(self._sources)
        self._view.light(numbers)
        self._lit.setText(self.tr("%n passages of the answer are lit.", "", len(numbers)))
        for widget in (self._lit, self._unlight):
            widget.setVisible(bool(numbers))

    @Slot()
    def _show_all_alike(self) -> None:
        self.light(())
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(int)
    def _tell(self, number: int) -> None:
        self._about.setText(self._view.words(number) if number >= 0 else "")

    @Slot(int)
    def _open(self, number: int) -> None:
        """Fetch the words of the passage; only the one that was chosen last is shown."""
        point, document = self._points.points[number], self._points.document_of(number).document
        self._asked = point
        self._reading = self._services.line.submit(ReadPage(document.id, point.page))
        self._reading.happened.connect(self._show_source)
        self._reading.closed.connect(self._tell_failure)

    @Slot(object)
    def _show_source(self, event: object) -> None:
        point, asked = self._asked, self._reading.job if self._reading else None
        if not isinstance(event, PageRead) or point is None:
            return
        if asked != ReadPage(event.document, event.page):
            return
        quote = event.text[point.start : point.end]
        source = Source(
            1, event.document, event.path, event.title, event.page, quote, point.heading, point.start
        )
        self.source_chosen.emit((source,), 1)

    @Slot(object)
    def _tell_failure(self, closing: object) -> None:
        if isinstance(closing, Failed):
            self._failure.say(self._services.sentences.error(closing.fault))

    @Slot()
    def _stop_drawing(self) -> None:
        if self._drawing is not None:
            self._stop.setEnabled(False)
            self._drawing.stop()

    def _say(self, words: str, busy: bool = False, again: bool = False) -> None:
        """Words where the map would be."""
        self._words.setText(words)
        self._count.hide()
        self._bar.setVisible(busy)
        self._stop.setVisible(busy)
        self._stop.setEnabled(True)
        self._again.setVisible(again)
        self._places.setCurrentIndex(0)

    @Slot()
    def _show_icons(self) -> None:
        colours = self._theme.colours
        for button, name in ((self._closer, "zoom_in"), (self._further, "zoom_out"), (self._whole, "whole")):
            button.setIcon(self._theme.icon(name, colours.text))
        self._stop.setIcon(self._theme.icon("stop", colours.danger))
