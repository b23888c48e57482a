"""Words as WordprocessingML: paragraphs, runs, breaks. No styles of its own, no parts of a file."""

import unicodedata
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from app.answer_text.blocks import Words
from app.answer_text.lines import Span
from app.export.document import Note, pieces

_MONOSPACED = "Consolas"


class Notes(Protocol):
    """Where the marks of notes come from."""

    def mark(self, number: int) -> list[BaseOxmlElement]:
        """The runs that refer to a note."""

    def between(self) -> BaseOxmlElement:
        """What parts two marks."""


@dataclass(frozen=True)
class ListNumber:
    """Which numbering a paragraph goes by, at which of its levels, in which style ("" for none)."""

    number: int
    level: int
    style: str


@dataclass(frozen=True)
class Look:
    """Properties of a paragraph and of its runs that others take over."""

    paragraph: BaseOxmlElement | None
    run: BaseOxmlElement | None


def element(name: str, attributes: Mapping[str, str], *children: BaseOxmlElement) -> BaseOxmlElement:
    """An element, such as "w:p"."""
    made: BaseOxmlElement = OxmlElement(name, attrs={qn(key): value for key, value in attributes.items()})
    for child in children:
        made.append(child)
    return made


def paragraph(
    lines: Sequence[Words],
    style: str,
    notes: Notes | None = None,
    number: ListNumber | None = None,
    like: Look | None = None,
) -> BaseOxmlElement:
    """A paragraph of these lines, in a style ("" for the document's own), or with the look of another."""
    made = element("w:p", {})
    made.append(_properties(style, number, like, _runs_from_right(lines)))
    look = like.run if like is not None else None
    for place, line in enumerate(lines):
        if place:
            made.append(element("w:r", {}, element("w:br", {})))
        parts = list(pieces(line))
        for before, part in pairwise((None, *parts)):
            if isinstance(part, Span):
                made.append(run(part, look))
            elif part is not None and notes is not None:
                if isinstance(before, Note):
                    made.append(notes.between())
                for one in notes.mark(part.number):
                    made.append(one)
    return made


def run(span: Span, look: BaseOxmlElement | None = None) -> BaseOxmlElement:
    """A stretch of text in one style."""
    about = deepcopy(look) if look is not None else element("w:rPr", {})
    for name, wanted in (("w:b", span.bold), ("w:i", span.italic)):
        if wanted and about.find(qn(name)) is None:
            _insert(about, element(name, {}))
    if span.code and about.find(qn("w:rFonts")) is None:
        fonts = {"w:ascii": _MONOSPACED, "w:hAnsi": _MONOSPACED, "w:cs": _MONOSPACED}
        _insert(about, element("w:rFonts", fonts))
    if any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in span.text):
        _insert(about, element("w:rtl", {}))
    made = element("w:r", {})
    if len(about):
        made.append(about)
    made.append(text(span.text))
    return made


def text(words: str) -> BaseOxmlElement:
    """Text that keeps its spaces."""
    made = element("w:t", {"xml:space": "preserve"})
    made.text = words.replace("\t", " ")
    return made


_RUN_ORDER = (
    *(
        "rStyle",
        "rFonts",
        "b",
        "bCs",
        "i",
        "iCs",
        "caps",
        "smallCaps",
        "strike",
        "dstrike",
        "outline",
        "shadow",
    ),
    *("emboss", "imprint", "noProof", "snapToGrid", "vanish", "webHidden", "color", "spacing", "w", "kern"),
    *(
        "position",
        "sz",
        "szCs",
        "highlight",
        "u",
        "effect",
        "bdr",
        "shd",
        "fitText",
        "vertAlign",
        "rtl",
        "cs",
    ),
    *("em", "lang", "eastAsianLayout", "specVanish", "oMath"),
)
"""The order of a run's properties, which Word insists on (ECMA-376, part 1, 17.3.2.28)."""


def _insert(about: BaseOxmlElement, child: BaseOxmlElement) -> None:
    """Put a property of a run where it belongs."""
    names = [qn(f"w:{name}") for name in _RUN_ORDER]
    own = names.index(child.tag)
    for place, other in enumerate(about):
        if other.tag in names and names.index(other.tag) > own:
            about.insert(place, child)
            return
    about.append(child)


def _properties(
    style: str, number: ListNumber | None, like: Look | None, from_right: bool
) -> BaseOxmlElement:
    if like is not None and like.paragraph is not None:
        made = deepcopy(like.paragraph)
        for old in made.findall(qn("w:sectPr")):
            made.remove(old)
        return made
    made = element("w:pPr", {})
    if style:
        made.append(element("w:pStyle", {"w:val": style}))
    if number is not None:
        level = element("w:ilvl", {"w:val": str(number.level)})
        made.append(element("w:numPr", {}, level, element("w:numId", {"w:val": str(number.number)})))
    if from_right:
        made.append(element("w:bidi", {}))
    return made


def _runs_from_right(lines: Sequence[Words]) -> bool:
    """Whether the first letter that has a direction runs from right to left."""
    for line in lines:
        for span in line:
            for letter in span.text:
                if (direction := unicodedata.bidirectional(letter)) in ("L", "R", "AL"):
                    return direction != "L"
    return False
