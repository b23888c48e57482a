"""The parser process: reads one hostile file at a time, or draws a page of it, with bounded memory and no
network."""

import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from msgspec import Struct

from app import pipes
from app.engine import lockdown
from app.errors import fault_of
from store.drawing import DrawnPage, PageDrawer, WantedPage
from store.errors import DamagedDocument, DocumentError, NoText, OcrMissing, TooManyScans
from store.readers.content import Content
from store.schema import Fault, ParsedDocument

NICENESS, DRAWING_NICENESS = 19, 5
"""Nobody waits for reading; somebody looks at the empty place of a page, while an answer may be written."""


MOST_SCANS = 1000
"""Pages of one document of which the text is recognised: each takes some seconds."""


_SAMPLE = "De balie van het gemeentehuis is op werkdagen open van negen tot vijf uur."


class StartRequest(Struct, frozen=True, tag=True):
    """Say when the process is up: on a busy computer that takes a while, which is no file's fault."""


class ParseRequest(Struct, frozen=True, tag=True):
    """Read this file; `recognised` is the text of its scanned pages, None before that was asked for."""

    path: str
    password: str = ""
    recognised: dict[int, str] | None = None

    def __repr__(self) -> str:
        return "ParseRequest(...)"  # wherever it may be written, the password is not


class RecogniseRequest(Struct, frozen=True, tag=True):
    """Recognise the text of a scanned page, counted from 0, in at most `seconds`."""

    path: str
    page: int
    seconds: float
    password: str = ""

    def __repr__(self) -> str:
        return "RecogniseRequest(...)"


class DrawRequest(Struct, frozen=True, tag=True):
    """Draw a page of a file."""

    wanted: WantedPage


class Started(Struct, frozen=True, tag=True):
    """It is up."""


class Parsed(Struct, frozen=True, tag=True):
    """It was read."""

    document: ParsedDocument


class Scanned(Struct, frozen=True, tag=True):
    """These pages are pictures. They are to be recognised before it can be read."""

    pages: tuple[int, ...]


class Recognised(Struct, frozen=True, tag=True):
    """The text of a page; None when it could not be recognised."""

    text: str | None


class Drawn(Struct, frozen=True, tag=True):
    """It was drawn; or the page is none that can be."""

    page: DrawnPage | None


class NotParsed(Struct, frozen=True, tag=True):
    """It could not be read."""

    fault: Fault


ParserReply = Started | Parsed | Scanned | Recognised | Drawn | NotParsed


def run(memory: int, niceness: int) -> None:
    """Answer requests until the pipe ends; `memory` bounds the address space, in bytes."""
    channel = pipes.take_over_standard_streams(StartRequest | ParseRequest | RecogniseRequest | DrawRequest)
    drawer, reader = PageDrawer(), FileReader()
    if hasattr(os, "nice"):
        os.nice(niceness)
    lockdown.limit_memory(memory)
    while (request := channel.receive()) is not None:
        reply: ParserReply
        try:
            if isinstance(request, StartRequest):
                reader.prepare()
                reply = Started()
            elif isinstance(request, DrawRequest):
                reply = Drawn(drawer.draw(request.wanted))
            elif isinstance(request, RecogniseRequest):
                reply = reader.recognise(request)
            else:
                reply = reader.parse(request)
        except DocumentError as error:
            reply = NotParsed(fault_of(error))
        channel.send(reply)


class FileReader:
    """Reads files. What a scan holds is kept until its pages are recognised."""

    def __init__(self) -> None:
        from store.readers.ocr import Tesseract

        self._tesseract = Tesseract(prepare=_end_with_parser(os.getpid()))
        self._kept: tuple[object, Content] | None = None

    def prepare(self) -> None:
        """Load what every file needs: half a second, which is no file's fault."""
        from store.language import language_of

        language_of(_SAMPLE)

    def parse(self, request: ParseRequest) -> Parsed | Scanned:
        """Raises DocumentError."""
        from store import parsing

        path = Path(request.path)
        content = self._content(path, request.password)
        pages = tuple(scan.page for scan in content.scans)
        if request.recognised is not None or not pages:
            self._kept = None
            return Parsed(parsing.document_of(path, content, recognised=request.recognised))
        if self._tesseract.there and len(pages) <= MOST_SCANS:
            return Scanned(pages)
        self._kept = None
        try:
            return Parsed(parsing.document_of(path, content))
        except NoText:
            if self._tesseract.there:
                raise TooManyScans(request.path, len(pages), MOST_SCANS) from None
            raise OcrMissing(request.path) from None

    def recognise(self, request: RecogniseRequest) -> Recognised:
        """Raises DocumentError."""
        from store.readers.ocr import drawn

        content = self._content(Path(request.path), request.password)
        scans = (scan for scan in content.scans if scan.page == request.page)
        try:
            texts = (self._tesseract.read(drawn(scan), request.seconds) for scan in scans)
            return Recognised(next(texts, None))
        except (DamagedDocument, MemoryError):
            return Recognised(None)

    def _content(self, path: Path, password: str) -> Content:
        from store import parsing

        key = (str(path), password, _stamp(path))
        if self._kept is None or self._kept[0] != key:
            self._kept = None  # before the next one is read: both may be large
            self._kept = (key, parsing.content_of(path, password=password))
        return self._kept[1]


def _stamp(path: Path) -> tuple[int, int]:
    """By which a file is known to be unchanged; one that cannot be reached says so when it is read."""
    try:
        status = path.stat()
    except OSError:
        return (0, 0)
    return (status.st_size, status.st_mtime_ns)


def _end_with_parser(parser: int) -> Callable[[], None] | None:
    """What the programs that are started here do first: a killed parser takes them with it."""
    return partial(lockdown.end_with_parent, parser) if sys.platform == "linux" else None
