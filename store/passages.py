"""Splits pages into passages and makes the text that is searched. Pure.

Headings, their paths and the bounds of passages live here. How a file becomes pages is
`store.parsing`; nothing here knows a model, so passages stay valid whatever embeds them.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from store.schema import Page, Passage

if TYPE_CHECKING:
    from semantic_text_splitter import TextSplitter

# A section shorter than this says too little to be found, or to be read, by itself.
TINY = 250
LEAD_IN = 350
SHORT_LINE = 75
# A line shorter than this was ended by its writer, not by the edge of the page.
NARROWEST = 30
LONGEST = 10 / 7
PATH_SEPARATOR = " > "
# The splitter's time grows with the square of unbroken text, so it never sees more than this at once.
WINDOW = 20_000
# Below every Markdown level: a titled box ('??? note "Title"') stands inside any heading.
BOX_LEVEL = 7

_LINE = re.compile(r"[^\n]*\n?")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(\S.*)")
_BOX = re.compile(r'( *)(?:!!!|\?\?\?\+?)[ \t]+([\w-]+)[^"\n]*"([^"\n]+)"')
_IMAGE_OR_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+\"[^\"\n]*\")?\)")
_ATTRIBUTES = re.compile(r"\{[ :]*[.#]?[\w-]+(?:[ =][^{}\n]*)?\}")
_TAG = re.compile(r"</?[a-zA-Z][^<>\n]*>")
_TABLE_RULE = re.compile(r"^[ \t]*\|?(?:[ \t]*:?-+:?[ \t]*\|)+[ \t:-]*$\n?", re.MULTILINE)
_STARTS_BLOCK = re.compile(
    r"\s*(?:[-*+•‣◦▪–#>|]|\d{1,3}[.)]\s|\d+(?:\.\d+)+\.?\s|[a-zA-Z][.)]\s|`{3}|~{3}|\?{3}|!{3})"
)
_CLOSES = re.compile(r"(?:[.!?:;|]|… ?\d+)$")
# A full stop that ends no sentence: of a short word before a number, of a title, of an initial.
_ABBREVIATION = re.compile(
    r"(?<![\w&])(?:[a-z]{1,4}\.(?=\s\(?\d)|(?-i:[A-Z])\.(?=\s)"
    r"|(?:dr|drs|mr|ir|ing|prof|mw|dhr|bijv|resp|incl|excl)\.(?=\s))",
    re.IGNORECASE,
)


class Heading(NamedTuple):
    """A heading, or with an empty title the end of a box; `start` and `end` bound its line."""

    start: int
    end: int
    level: int
    title: str


class _Stretch(NamedTuple):
    """A piece of a page on its way to be a passage. `body` is False when it is headings only."""

    start: int
    end: int
    path: tuple[str, ...]
    body: bool


def split(pages: Sequence[Page], title: str, size: int = 700) -> tuple[Passage, ...]:
    """The passages of a document in reading order, each within one page.

    About `size` characters and at most ten sevenths of it. The path of headings begins below the
    document's title, and runs on from page to page.
    """
    passages: list[Passage] = []
    path: list[tuple[int, str]] = []
    for page in pages:
        pieces = [
            piece
            for section in _joined_headings(_sections(page.text, path), page.text)
            for piece in _pieces(page.text, section, size)
        ]
        passages += [_passage(page, stretch, title) for stretch in _merged(pieces, round(size * LONGEST))]
    # A column of bullets or a rule of dashes answers nothing.
    return tuple(passage for passage in passages if any(map(str.isalnum, passage.text)))


SEARCH_TEXT_FORMAT = 1
"""Counts up when `search_text` changes: vectors of the searched text are then made anew."""


def search_text(title: str, passage: Passage) -> str:
    """What is searched and embedded: title, heading path and text, each on lines of its own.

    The targets of links, tags and other marks that nobody searches for are left out, and so is a
    title or heading that the text itself begins with.
    """
    text = readable(passage.text)
    said = _opening_titles(text)
    path = [part for part in passage.heading.split(PATH_SEPARATOR) if part.casefold() not in said]
    lines = [title if title.casefold() not in said else "", PATH_SEPARATOR.join(path), text]
    return "\n".join(line for line in lines if line)


def readable(text: str) -> str:
    """Markdown without what only a machine reads: targets of links, tags, attributes, table rules."""
    text = _BOX.sub(r"\1\3", _TABLE_RULE.sub("", text))
    text = _IMAGE_OR_LINK.sub(r"\1", text)
    return _ATTRIBUTES.sub("", _TAG.sub("", text)).strip()


def headings(text: str) -> Iterator[Heading]:
    """Markdown headings and titled boxes in order; what stands in a fenced code block is none."""
    fence = ""
    box: int | None = None
    for match in _LINE.finditer(text):
        line = match.group()
        opening = _FENCE.match(line)
        if fence:
            if opening and opening[1].startswith(fence) and not line[opening.end() :].strip():
                fence = ""
            continue
        if box is not None and line.strip() and len(line) - len(line.lstrip(" ")) <= box:
            box = None
            yield Heading(match.start(), match.start(), BOX_LEVEL, "")
        if opening:
            fence = opening[1]
        elif heading := _HEADING.match(line):
            yield Heading(match.start(), match.end(), len(heading[1]), _heading_title(heading[2]))
        elif (titled := _BOX.match(line)) and titled[2].casefold() != titled[3].casefold():
            box = len(titled[1])
            yield Heading(match.start(), match.end(), BOX_LEVEL, titled[3].strip())


def unwrapped(text: str) -> str:
    """The text, to the character as long, with a space for each line end that only wraps a sentence."""
    lines = text.split("\n")
    width = max(0.7 * _usual_width(lines), NARROWEST)
    joints = [" " if _wraps(line, following, width) else "\n" for line, following in pairwise(lines)]
    return "".join(part for pair in zip(lines, [*joints, ""], strict=True) for part in pair)


def _usual_width(lines: Sequence[str]) -> int:
    """The length that long lines of wrapped text have: nine in ten are no longer."""
    lengths = sorted(len(line) for line in lines if line.strip())
    return lengths[len(lengths) * 9 // 10] if lengths else 0


def _wraps(line: str, following: str, width: float) -> bool:
    line, start = line.rstrip(), following.lstrip()
    if not line or not start or "\t" in line or "\t" in start or line.lstrip()[0] in "#|`~":
        return False
    if _STARTS_BLOCK.match(following):
        return False
    return (start[0].islower() and len(line) >= width) or (
        not _CLOSES.search(line) and (start[0].islower() or len(line) >= width)
    )


def _sections(text: str, path: list[tuple[int, str]]) -> Iterator[_Stretch]:
    """The page cut before each heading; `path` is what it begins under, and is brought up to date."""
    start, body_start = 0, 0
    for heading in headings(text):
        if heading.start > start:
            yield _section(text, start, body_start, heading.start, path)
        while path and path[-1][0] >= heading.level:
            path.pop()
        if heading.title:
            path.append((heading.level, heading.title))
        start, body_start = heading.start, heading.end
    yield _section(text, start, body_start, len(text), path)


def _section(text: str, start: int, body_start: int, end: int, path: list[tuple[int, str]]) -> _Stretch:
    return _Stretch(start, end, tuple(title for _, title in path), bool(text[body_start:end].strip()))


def _joined_headings(sections: Iterator[_Stretch], text: str) -> Iterator[_Stretch]:
    """Gives headings without a body to the section that follows."""
    start: int | None = None
    section: _Stretch | None = None
    for section in sections:
        if start is None:
            start = section.start
        if section.body:
            yield section._replace(start=start)
            start = None
    if start is not None and section is not None and text[start : section.end].strip():
        yield section._replace(start=start)


def _pieces(text: str, section: _Stretch, size: int) -> Iterator[_Stretch]:
    start, end = _stripped(text, section.start, section.end)
    if end - start <= size:
        yield section._replace(start=start, end=end)
        return
    for begin, close in _with_lead_ins(text, _cuts(text, start, end, size), round(size * LONGEST)):
        yield section._replace(start=begin, end=close)


def _cuts(text: str, start: int, end: int, size: int) -> Iterator[tuple[int, int]]:
    flowing = _ABBREVIATION.sub(lambda match: match[0][:-1] + ",", unwrapped(text[start:end]))
    for offset, window in _windows(flowing):
        for at, chunk in _splitter(_even_size(len(window), size)).chunk_indices(window):
            begin, close = _stripped(text, start + offset + at, start + offset + at + len(chunk))
            if begin < close:
                yield begin, close


def _with_lead_ins(text: str, cuts: Iterator[tuple[int, int]], longest: int) -> Iterator[tuple[int, int]]:
    """Moves a last line that announces what follows, a question or "such as:", to what follows."""
    left: tuple[int, int] | None = None
    for right in cuts:
        if left is not None:
            line = max(text.rfind("\n", left[0], left[1]) + 1, left[0])
            if right[1] - line > longest or not _announces(text[line : left[1]]):
                yield left
            else:
                begin, close = _stripped(text, left[0], line)
                if begin < close:
                    yield begin, close
                right = (_stripped(text, line, left[1])[0], right[1])
        left = right
    if left is not None:
        yield left


def _announces(line: str) -> bool:
    if "\t" in line or _STARTS_BLOCK.match(line):
        return False
    if line.endswith(":"):
        return len(line) <= LEAD_IN
    return len(line) <= SHORT_LINE and not line.endswith((".", "!", ";", ",", ")"))


def _even_size(length: int, size: int) -> int:
    """A little over an even share, so that no crumb is left at the end of a section."""
    return min(size, round(1.15 * length / -(-length // size)))


def _windows(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    while len(text) - start > WINDOW:
        latest = start + WINDOW
        bounds = (text.rfind(mark, start + WINDOW // 2, latest) for mark in ("\n\n", "\n", ". ", " "))
        end = next((bound + 1 for bound in bounds if bound > 0), latest)
        yield start, text[start:end]
        start = end
    yield start, text[start:]


@lru_cache(maxsize=1024)
def _splitter(size: int) -> "TextSplitter":
    # Not MarkdownSplitter: it would rather cut at a link or a bold word than at the end of a sentence.
    from semantic_text_splitter import TextSplitter

    return TextSplitter(size)


def _merged(pieces: Sequence[_Stretch], longest: int) -> Iterator[_Stretch]:
    """Joins a tiny piece, or one of headings only, with a neighbour under the same top heading."""
    current: _Stretch | None = None
    for piece in pieces:
        if current is not None and _belong_together(current, piece, longest):
            longer = max(current, piece, key=lambda stretch: (stretch.body, stretch.end - stretch.start))
            current = longer._replace(start=current.start, end=piece.end)
            continue
        if current is not None:
            yield current
        current = piece
    if current is not None:
        yield current


def _belong_together(left: _Stretch, right: _Stretch, longest: int) -> bool:
    if right.end - left.start > longest:
        return False
    if not (left.body and right.body):
        return True
    tiny = min(left.end - left.start, right.end - right.start) < TINY
    return tiny and (not left.path or left.path[:1] == right.path[:1])


def _passage(page: Page, stretch: _Stretch, title: str) -> Passage:
    path = stretch.path
    if path and path[0].casefold() == title.casefold():
        path = path[1:]
    return Passage(
        page=page.number,
        heading=PATH_SEPARATOR.join(path),
        start=stretch.start,
        end=stretch.end,
        text=page.text[stretch.start : stretch.end],
    )


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def _heading_title(raw: str) -> str:
    title = re.sub(r"[ \t]+#+[ \t]*$", "", raw.strip())
    title = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", readable(title))
    return re.sub(r"\s+", " ", re.sub(r"\*+|`|(?<!\w)_+|_+(?!\w)", "", title)).strip()


def _opening_titles(text: str) -> set[str]:
    """The headings that a text starts with, or else its first line; folded for comparison."""
    titles: set[str] = set()
    for line in text.split("\n"):
        heading = _HEADING.match(line)
        if heading:
            titles.add(_heading_title(heading[2]).casefold())
        elif line.strip():
            return titles or {line.strip().casefold()}
    return titles
