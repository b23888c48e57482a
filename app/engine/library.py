"""The documents that are there: told, read by the page, set aside, brought back, erased.

Reading files into the library is in `app.engine.ingest`.
"""

from app.engine.index_keeper import IndexKeeper
from app.engine.ingest import report_of
from app.engine.model_loader import ModelLoader
from app.engine.scheduler import Steps
from app.messages import PageRead, Progress
from models.errors import ModelError
from store.archive import Archive
from store.history import History


class Library:
    """Each method makes the steps of one job."""

    def __init__(self, archive: Archive, history: History, loader: ModelLoader, keeper: IndexKeeper) -> None:
        self._archive = archive
        self._history = history
        self._loader = loader
        self._keeper = keeper

    def tell(self) -> Steps:
        """Every document."""
        for document in self._archive.documents():
            yield report_of(document)

    def read_page(self, document: str, page: int) -> Steps:
        """The text of one page.

        Raises:
            UnknownDocument: no such document or page, or it is set aside.
        """
        known = self._archive.document(document)
        text = self._archive.page_text(document, page)
        yield PageRead(known.id, known.path, known.title, page, known.pages, text)

    def set_aside(self, ids: tuple[str, ...]) -> Steps:
        """Out of the list and of every search, until they are restored, read again, or erased.

        Raises:
            UnknownDocument: nothing was set aside.
        """
        self._archive.set_aside(ids)
        yield None

    def restore(self, ids: tuple[str, ...]) -> Steps:
        """Back again.

        Raises:
            UnknownDocument: nothing was brought back.
        """
        for document in self._archive.restore(ids):
            yield report_of(document)

    def remove(self, ids: tuple[str, ...], set_aside_only: bool, quotes: bool) -> Steps:
        """Gone from disk, or only those of them that are set aside at that moment; with `quotes` also from
        earlier answers.

        Raises:
            UnknownDocument: nothing was erased; not with `set_aside_only`.
            DiskFull: what is not cleared from the disk now is at the next start.
        """
        yield Progress("erasing", 0, len(ids))
        if set_aside_only:
            set_aside = set(self._archive.set_aside_ids())
            ids = tuple(identity for identity in ids if identity in set_aside)
        if not ids:
            self._archive.purge()  # a kill may have come before it
            return
        if quotes:
            self._archive.set_aside(ids)  # knows them all; and after a kill the next start erases them
            self._history.forget(ids)
        self._archive.erase(ids)
        try:
            space = self._loader.space()
        except ModelError:
            space = None  # no model is needed to erase
        yield from self._keeper.erase(space)
