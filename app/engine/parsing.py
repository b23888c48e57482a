"""Asks the parser process for one file: with its password, in time, and page by page where it is a scan.

What it does there is `app.engine.parser`; what becomes of the document is `app.engine.ingest`.
"""

from collections.abc import Generator, MutableMapping, Sequence

from app.engine.child import Child, ChildDied, ChildTimedOut
from app.engine.parser import (
    NotParsed,
    Parsed,
    ParseRequest,
    Recognised,
    RecogniseRequest,
    Scanned,
    StartRequest,
)
from app.engine.scheduler import Step
from app.messages import Progress
from store.errors import ParserCrashed, ParsingTimedOut
from store.schema import Fault, ParsedDocument

DRAWING_SECONDS = 15
"""What a page of a scan may take on top, to be opened and drawn before Tesseract begins."""

START_SECONDS = 120
"""What the process may take to start; the time of a file begins after it."""

MOST_FAILED_PAGES = 3
"""In a row: a scan that breaks Tesseract so often is given up."""


class Parsing:
    """Reads one file after the other in the parser process.

    A scan is asked for page by page, so that it may take as long as it has pages, and no page longer than a
    file may.
    """

    def __init__(self, parser: Child, seconds: int, passwords: MutableMapping[str, str]) -> None:
        """`seconds` is the most that a file may take, or a page of a scan; `passwords` those that are known,
        by path. One that does not fit is forgotten."""
        self._parser = parser
        self._seconds = seconds
        self._passwords = passwords

    def read(self, path: str) -> Generator[Step, None, ParsedDocument | Fault]:
        """As steps of a job: the document, or what the parser says is wrong with the file.

        Raises:
            ParsingTimedOut, ParserCrashed
        """
        password = self._passwords.get(path, "")
        reply = yield from self._ask(ParseRequest(path, password), self._seconds)
        if isinstance(reply, Scanned):
            recognised = yield from self._recognise(path, password, reply.pages)
            reply = yield from self._ask(ParseRequest(path, password, recognised), self._seconds)
        if isinstance(reply, Parsed):
            return reply.document
        if not isinstance(reply, NotParsed):  # the file became a scan meanwhile
            return Fault("DamagedDocument", {"path": path})
        fault = reply.fault
        if fault.kind != "WrongPassword":
            return fault
        self._passwords.pop(path, None)
        return Fault("PasswordProtected", fault.details)

    def _recognise(
        self, path: str, password: str, pages: Sequence[int]
    ) -> Generator[Step, None, dict[int, str]]:
        """The text of scanned pages, as far as they can be recognised.

        Raises:
            ParsingTimedOut: too many could not.
        """
        found: dict[int, str] = {}
        failed = 0
        for done, page in enumerate(pages):
            yield Progress("recognising_text", done, len(pages))
            request = RecogniseRequest(path, page, self._seconds, password)
            try:
                reply = yield from self._ask(request, self._seconds + DRAWING_SECONDS)
            except (ParsingTimedOut, ParserCrashed):
                reply = Recognised(None)
            if isinstance(reply, Recognised) and reply.text is not None:
                found[page], failed = reply.text, 0
                continue
            failed += 1
            if failed == MOST_FAILED_PAGES:
                raise ParsingTimedOut(path, self._seconds)
        return found

    def _ask(
        self, request: ParseRequest | RecogniseRequest, seconds: float
    ) -> Generator[Step, None, Parsed | Scanned | Recognised | NotParsed]:
        while True:
            try:
                if not self._parser.is_up:
                    yield from self._parser.request(StartRequest(), seconds=START_SECONDS, kill_on_stop=True)
                reply: Parsed | Scanned | Recognised | NotParsed = yield from self._parser.request(
                    request, seconds=seconds, kill_on_stop=True
                )
            except ChildTimedOut as error:
                raise ParsingTimedOut(request.path, int(seconds)) from error
            except ChildDied as error:
                if error.served <= 1:  # only that it had started
                    raise ParserCrashed(request.path) from error
                continue  # it may have died of what earlier files left behind: once more in a fresh one
            return reply
