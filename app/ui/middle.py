"""The middle of the window: form and answer, or a page that takes their place for a while.

Pages are imported when they are first opened: the window is painted sooner without them.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.messages import Source
from app.ui.folders.keeping import FolderKeeping
from app.ui.page import Page
from app.ui.services import Services

if TYPE_CHECKING:
    from app.ui.folders.page import FoldersPage
    from app.ui.library_map.page import MapPage
    from app.ui.search.page import SearchPage
    from app.ui.troubles.page import TroublesPage

_Page = TypeVar("_Page", bound=Page)


class Middle(QStackedWidget):
    """Pages are made when they are first opened: none of them is needed for the first screen.

    Signals:
        page_changed: the page in sight, or None while form and answer are.
        source_chosen: sources (a tuple of `Source`), and the number of the one to be shown.
        ask_wanted: a question and a `Scope` for the form.
        reported: a `DocumentReport` of a file that a page had read.
    """

    page_changed = Signal(object)
    source_chosen = Signal(object, int)
    ask_wanted = Signal(str, object)
    reported = Signal(object)

    def __init__(self, services: Services, keeping: FolderKeeping, work: QWidget, no_model: QWidget) -> None:
        super().__init__()
        self._services, self._keeping = services, keeping
        self._work, self._no_model = work, no_model
        self._has_model = True
        self._search: SearchPage | None = None
        self._map: MapPage | None = None
        self._folders: FoldersPage | None = None
        self._troubles: TroublesPage | None = None
        self._offered: tuple[Sequence[str], Sequence[str]] = ((), ())
        self._sources: tuple[Source, ...] = ()
        self.addWidget(work)
        self.addWidget(no_model)

    @property
    def page(self) -> Page | None:
        """The page in sight."""
        shown = self.currentWidget()
        return shown if isinstance(shown, Page) else None

    def set_has_model(self, has_model: bool) -> None:
        """Without a writing model there is a page that says how to get one, in place of form and answer."""
        self._has_model = has_model
        if self.page is None:
            self.setCurrentWidget(self._work if has_model else self._no_model)

    @Slot()
    def show_work(self) -> None:
        """Back to form and answer."""
        if self.page is not None:
            self.setCurrentWidget(self._work if self._has_model else self._no_model)
            self.page_changed.emit(None)

    @Slot()
    def open_search(self) -> None:
        """What does it find?"""
        self._search = self._open(self._search, self._search_page)
        self._search.load()

    @Slot()
    def open_map(self) -> None:
        """The library as a picture."""
        self._map = self._open(self._map, self._map_page)
        self._map.light(self._sources)
        self._map.load()

    @Slot()
    def open_folders(self) -> None:
        """The folders that are kept in step."""
        self._folders = self._open(self._folders, self._folders_page)

    @Slot()
    def open_troubles(self) -> None:
        """The files that could not be read."""
        self._troubles = self._open(self._troubles, self._troubles_page)
        self._troubles.load()

    @Slot(object, object)
    def offer_documents(self, ids: Sequence[str], names: Sequence[str]) -> None:
        """The documents that are selected in the list can be searched by themselves."""
        self._offered = (ids, names)
        if self._search is not None:
            self._search.filters.where.offer_documents(ids, names)

    def light(self, sources: tuple[Source, ...]) -> None:
        """The passages of the answer in sight stand out on the map."""
        self._sources = sources
        if self._map is not None:
            self._map.light(sources)

    def focus_page(self) -> bool:
        """Give the keyboard to the page in sight, if there is one."""
        if self.page is not None:
            self.page.focus_first()
        return self.page is not None

    def _open(self, page: _Page | None, make: Callable[[], _Page]) -> _Page:
        if page is None:
            page = make()
            page.closed.connect(self.show_work)
            self.addWidget(page)
        self.setCurrentWidget(page)
        page.focus_first()
        self.page_changed.emit(page)
        return page

    def _search_page(self) -> "SearchPage":
        from app.ui.search.page import SearchPage

        page = SearchPage(self._services)
        page.source_chosen.connect(self.source_chosen)
        page.ask_wanted.connect(self.ask_wanted)
        page.filters.where.offer_documents(*self._offered)
        return page

    def _map_page(self) -> "MapPage":
        from app.ui.library_map.page import MapPage

        page = MapPage(self._services)
        page.source_chosen.connect(self.source_chosen)
        return page

    def _folders_page(self) -> "FoldersPage":
        from app.ui.folders.page import FoldersPage

        return FoldersPage(self._services, self._keeping)

    def _troubles_page(self) -> "TroublesPage":
        from app.ui.troubles.page import TroublesPage

        page = TroublesPage(self._services)
        page.reported.connect(self.reported)
        return page
