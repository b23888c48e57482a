"""The frozen types of documents and answers at rest. No behaviour and no heavy import lives here."""

from typing import Literal

from msgspec import Struct

DocumentState = Literal["ready", "failed"]
AnswerState = Literal["writing", "done", "stopped", "failed", "interrupted"]


class Fault(Struct, frozen=True):
    """An error as data: the name of its class and its attributes.

    It is what is kept with a document and what crosses a process; `app.sentences` turns it into a
    sentence.
    """

    kind: str
    details: dict[str, str | int | float] = {}


class Page(Struct, frozen=True):
    """One page, sheet or slide; formats without pages have one. `number` counts from 1."""

    number: int
    text: str


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
    """What the parser process makes of one file: pages in order, passages in reading order."""

    title: str
    pages: tuple[Page, ...]
    passages: tuple[Passage, ...]
