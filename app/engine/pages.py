"""Pages of documents as pictures: drawn in a parser process of their own, so that none waits for a long
file, and kept for a while.

How a page is drawn and its marks are found is `store.drawing`; the text of a page is `Library.read_page`.
"""

from collections import OrderedDict
from collections.abc import Generator, Iterable, Mapping
from pathlib import Path

from app.engine.child import Child, ChildDied, ChildTimedOut
from app.engine.parser import DrawRequest, NotParsed
from app.engine.scheduler import Step, Steps
from app.errors import Told
from app.messages import DrawPage, PageDrawn
from store.archive import Archive, Document
from store.drawing import LONGEST_SIDE, DrawnPage, WantedPage
from store.errors import ParserCrashed, ParsingTimedOut

DRAWING_SECONDS = 10
MOST_KEPT_BYTES = 64 << 20

_NARROWEST = 16
_DRAWN_KINDS = (".pdf",)


class Pages:
    """Draws pages. `draw` makes the steps of one job."""

    def __init__(self, archive: Archive, drawer: Child, seconds: int, passwords: Mapping[str, str]) -> None:
        """`drawer` is a parser that nobody else asks, `seconds` the most that a page may take, `passwords`
        are those that are known, by path."""
        self._archive = archive
        self._drawer = drawer
        self._seconds = seconds
        self._passwords = passwords
        self._kept: OrderedDict[tuple[str, DrawPage], PageDrawn] = OrderedDict()  # by hash; the newest last
        self._open = ""  # the document that the drawer holds in memory

    def draw(self, wanted: DrawPage) -> Steps:
        """The page as a picture; nothing for a kind of document that has none.

        Raises:
            UnknownDocument: no such document or page, or it is set aside.
            ParsingTimedOut, ParserCrashed
            Told: the file is not the one that was read, or cannot be read now.
        """
        document = self._archive.document(wanted.document)
        if Path(document.path).suffix.lower() not in _DRAWN_KINDS:
            return
        key = document.content_hash, wanted
        if key not in self._kept:
            text = self._archive.page_text(wanted.document, wanted.page)
            drawn = yield from self._drawn(document, wanted, text)
            if drawn is None:
                return
            self._keep(key, drawn)
        self._kept.move_to_end(key)
        yield self._kept[key]

    def forget(self, ids: Iterable[str]) -> None:
        """Let go of every picture of these documents: they are to be erased."""
        gone = set(ids)
        for key in [key for key in self._kept if key[1].document in gone]:
            del self._kept[key]
        if self._open in gone:
            self._drawer.kill()

    def _keep(self, key: tuple[str, DrawPage], drawn: PageDrawn) -> None:
        self._kept[key] = drawn
        while len(self._kept) > 1 and sum(len(kept.pixels) for kept in self._kept.values()) > MOST_KEPT_BYTES:
            self._kept.popitem(last=False)

    def _drawn(
        self, document: Document, wanted: DrawPage, text: str
    ) -> Generator[Step, None, PageDrawn | None]:
        request = DrawRequest(
            WantedPage(
                document.path,
                document.content_hash,
                wanted.page,
                min(max(wanted.width, _NARROWEST), LONGEST_SIDE),
                text,
                wanted.start,
                wanted.end,
                self._passwords.get(document.path, ""),
            )
        )
        page = yield from self._ask(request, document)
        if page is None:
            return None
        return PageDrawn(document.id, wanted.page, page.width, page.height, page.pixels, page.marks)

    def _ask(self, request: DrawRequest, document: Document) -> Generator[Step, None, DrawnPage | None]:
        while True:
            self._open = document.id
            try:
                reply = yield from self._drawer.request(request, seconds=self._seconds, kill_on_stop=True)
            except ChildTimedOut as error:
                raise ParsingTimedOut(document.path, self._seconds) from error
            except ChildDied as error:
                if error.served == 0:
                    raise ParserCrashed(document.path) from error
                continue  # it may have died of what earlier pages left behind: once more in a fresh one
            if isinstance(reply, NotParsed):
                raise Told(reply.fault)
            page: DrawnPage | None = reply.page
            return page
