"""The frozen types of documents and answers at rest. No behaviour and no heavy import lives here."""

from typing import Literal

from msgspec import Struct

DocumentState = Literal["ready", "failed"]
AnswerState = Literal["writing", "done", "stopped", "failed", "interrupted"]
AnswerRating = Literal["", "good", "bad"]

FIRST_COLLECTION = "library"
"""The id of the collection that is always there. It has no name of its own: the interface names it."""

ALL_TASKS = ""
"""In place of a task's id: a document is pinned for every task."""


class Fault(Struct, frozen=True):
    """An error as data: the name of its class and its attributes.

    It is what is kept with a document and what crosses a process; `app.sentences` turns it into a
    sentence.
    """

    kind: str
    details: dict[str, str | int | float] = {}


class Scope(Struct, frozen=True):
    """Where is searched; what is left empty bounds nothing.

    `collections` and `documents` are ids, `folder` an absolute path, `kinds` endings such as ".pdf";
    `changed_from` and `changed_to` are days (ISO 8601) between which a file was changed last, both included.
    """

    collections: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    folder: str = ""
    kinds: tuple[str, ...] = ()
    changed_from: str = ""
    changed_to: str = ""


EVERYWHERE = Scope()


class FileStamp(Struct, frozen=True):
    """A file as it was when it was read: bytes, and nanoseconds since 1970. While both are as before, it is
    taken as unchanged."""

    size: int = 0
    modified: int = 0


NO_STAMP = FileStamp()


class Page(Struct, frozen=True):
    """One page, sheet or slide; formats without pages have one. `number` counts from 1."""

    number: int
    text: str


class Rectangle(Struct, frozen=True):
    """A place on a drawn page, in shares (0 to 1) of its width and height, from the upper left corner."""

    left: float
    top: float
    right: float
    bottom: float


class Passage(Struct, frozen=True):
    """A stretch of one page that is searched and quoted as one.

    `text` is `page.text[start:end]`, to the character. `heading` is the path of headings above it,
    outermost first, joined by " > "; empty when there is none.
    """

    page: int
    heading: str
    start: int
    end: int
    text: str


class ParsedDocument(Struct, frozen=True):
    """What the parser process makes of one file: pages in order, passages in reading order. `language` is
    its ISO 639-1 code, "" where it is not known."""

    title: str
    pages: tuple[Page, ...]
    passages: tuple[Passage, ...]
    language: str = ""
