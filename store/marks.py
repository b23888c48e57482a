"""Finds where a stretch of a page's text stands on the page of its PDF: a box for each line.

The text of a page (`store.readers.pdf`) has the letters and digits of pdfium in pdfium's order, so the
n-th letter of the one is the n-th of the other; nothing else between them needs to agree. How a page becomes
a picture is `store.drawing`.
"""

import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from ctypes import byref, c_double, c_int
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from store.readers.pdf import number_line
from store.schema import Rectangle

if TYPE_CHECKING:
    from pypdfium2 import PdfPage, PdfTextPage

MOST_MARKED = 20_000
"""Letters of which the places are looked up: passages have some hundreds."""

_FINE = 1_000_000  # steps of a side in which pdfium tells places
_FARTHEST = 1.5  # of a letter's height: what lies farther on begins a mark of its own
_LOOSEST = 8.0  # times a letter's own area: a box that a font makes larger says nothing

Box = tuple[float, float, float, float]


class Stretch(NamedTuple):
    """What stands from `start` to `end` in the text of page `page`."""

    page: int
    text: str
    start: int
    end: int


def marks(page: "PdfPage", wanted: Stretch) -> tuple[Rectangle, ...]:
    """A place for each line of a stretch; none when it is nowhere on the page, as on a scan."""
    if wanted.end <= wanted.start:
        return ()
    across, down = page.get_size()
    textpage = page.get_textpage()
    try:
        signs = signs_of(textpage)
        boxes = _boxes(textpage, signs, found_signs(signs, wanted), _Placing.of(page, across, down))
        return tuple(_shares(line, across, down) for line in lines_of(boxes) if _is_seen(line, across, down))
    finally:
        textpage.close()


class _Letters(NamedTuple):
    """The letters and digits of a text, taken apart from their accents, and the place of each in it."""

    text: str
    letters: str
    places: Sequence[int]

    @classmethod
    def of(cls, text: str) -> "_Letters":
        found = [(letter, place) for place, sign in enumerate(text) for letter in _taken_apart(sign)]
        return cls(text, "".join(letter for letter, _ in found), [place for _, place in found])


@lru_cache(maxsize=4096)
def _taken_apart(sign: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFD", sign)))


def signs_of(textpage: "PdfTextPage") -> str:
    """The text of a page with one sign for each of pdfium's, by whose number its place can be asked."""
    from pypdfium2.raw import FPDFText_GetUnicode

    codes = (FPDFText_GetUnicode(textpage, number) for number in range(textpage.count_chars()))
    # What is beyond the basic plane is in no page's text.
    return "".join(chr(code) if 0 < code < 0xD800 or 0xE000 <= code < 0xFFFE else " " for code in codes)


def found_signs(signs: str, wanted: Stretch) -> list[int]:
    """The numbers of the signs that a stretch of the page's text is; none when that cannot be told."""
    read = _Letters.of(wanted.text)
    first, last = bisect_left(read.places, wanted.start), bisect_left(read.places, wanted.end)
    if first >= last:
        return []
    quoted = first, last
    drawn = _Letters.of(_without_number(signs, wanted.page))
    if drawn.letters != read.letters:
        # Another version of pdfium, or a page that was read in another way: exactly there, or not at all.
        drawn = _Letters.of(signs)
        share = len(drawn.letters) / len(read.letters)
        found = _nearest(drawn.letters, read.letters[first:last], round(first * share))
        if found is None:
            return []
        first, last = found, found + last - first
    opening = _signs_in(wanted.text[wanted.start : read.places[quoted[0]]])
    closing = _signs_in(wanted.text[read.places[quoted[1] - 1] + 1 : wanted.end])
    return _with_signs(drawn, first, last, opening, closing)


def _without_number(signs: str, number: int) -> str:
    """As long, and without the lines that say nothing but the page's number: the text is without them."""
    says_number = number_line(number)
    lines = signs.replace("\r", "\n").split("\n")
    return "\n".join(" " * len(line) if says_number.fullmatch(line.strip()) else line for line in lines)


def _nearest(text: str, wanted: str, place: int) -> int | None:
    """Where `wanted` stands in the text, nearest to a place."""
    before, after = text.rfind(wanted, 0, place + len(wanted)), text.find(wanted, place)
    found = [at for at in (before, after) if at >= 0]
    return min(found, key=lambda at: abs(at - place)) if found else None


def _with_signs(drawn: _Letters, first: int, last: int, opening: int, closing: int) -> list[int]:
    """The signs from a first to a last letter, and those next to them that open and close the stretch."""
    text = drawn.text
    start, end = drawn.places[first], drawn.places[last - 1] + 1
    while opening > 0 and start > 0 and _is_sign(text[start - 1]):
        start, opening = start - 1, opening - 1
    while closing > 0 and end < len(text) and _is_sign(text[end]):
        end, closing = end + 1, closing - 1
    return [at for at in range(start, end) if not text[at].isspace()][:MOST_MARKED]


def _signs_in(text: str) -> int:
    return sum(map(_is_sign, text))


def _is_sign(sign: str) -> bool:
    return not sign.isspace() and not sign.isalnum()


class _Placing(NamedTuple):
    """From the space of a page to what is seen of it: turned, cut to its crop box, y downwards, in points."""

    origin: tuple[float, float]
    along_x: tuple[float, float]
    along_y: tuple[float, float]

    @classmethod
    def of(cls, page: "PdfPage", across: float, down: float) -> "_Placing":
        """pdfium's own way to place a point is linear: it is asked for three points."""
        from pypdfium2.raw import FPDF_PageToDevice

        def placed(x: float, y: float) -> tuple[float, float]:
            left, top = c_int(), c_int()
            FPDF_PageToDevice(page, 0, 0, _FINE, _FINE, 0, x, y, byref(left), byref(top))
            return left.value / _FINE * across, top.value / _FINE * down

        origin, right, up = placed(0, 0), placed(across, 0), placed(0, down)
        return cls(
            origin,
            ((right[0] - origin[0]) / across, (right[1] - origin[1]) / across),
            ((up[0] - origin[0]) / down, (up[1] - origin[1]) / down),
        )

    def box(self, left: float, right: float, bottom: float, top: float) -> Box:
        """The same box as it is seen: left, top, right, bottom."""
        corners = [
            (
                self.origin[0] + x * self.along_x[0] + y * self.along_y[0],
                self.origin[1] + x * self.along_x[1] + y * self.along_y[1],
            )
            for x, y in ((left, bottom), (right, top))
        ]
        (x1, y1), (x2, y2) = corners
        return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)


def _boxes(textpage: "PdfTextPage", signs: str, numbers: Iterable[int], placing: _Placing) -> Iterator[Box]:
    """The boxes of these signs as they are seen; letters are as high as their line, where the font tells."""
    from pypdfium2.raw import FS_RECTF, FPDFText_GetCharBox, FPDFText_GetLooseCharBox

    loose, sides = FS_RECTF(), [c_double() for _ in range(4)]
    for number in numbers:
        if not FPDFText_GetCharBox(textpage, number, *map(byref, sides)):
            continue
        left, right, bottom, top = (side.value for side in sides)
        area = (right - left) * (top - bottom)
        if signs[number].isalnum() and FPDFText_GetLooseCharBox(textpage, number, byref(loose)):
            loose_area = (loose.right - loose.left) * (loose.top - loose.bottom)
            if 0 < loose_area < _LOOSEST * area:
                left, right, bottom, top = loose.left, loose.right, loose.bottom, loose.top
        if area > 0:
            yield placing.box(left, right, bottom, top)


def lines_of(boxes: Iterable[Box]) -> Iterator[Box]:
    """Boxes that follow each other along a line, or down a column of turned text, as one."""
    line: Box | None = None
    last: Box = (0, 0, 0, 0)
    upright: bool | None = None  # not known while the line is one box
    for box in boxes:
        if line is not None:
            if upright is not False and _goes_on(line, last, box, 0):
                line, upright = _around(line, box), True
            elif upright is not True and _goes_on(line, last, box, 1):
                line, upright = _around(line, box), False
            else:
                yield line
                line, upright = box, None
        else:
            line = box
        last = box
    if line is not None:
        yield line


def _goes_on(line: Box, last: Box, box: Box, axis: int) -> bool:
    """Whether a box lies near the last one of a line, along an axis (0 across, 1 down), and at its height."""
    other = 1 - axis
    shared = min(line[other + 2], box[other + 2]) - max(line[other], box[other])
    heights = line[other + 2] - line[other], box[other + 2] - box[other]
    gap = max(box[axis] - last[axis + 2], last[axis] - box[axis + 2])
    return shared >= min(heights) / 2 and gap <= _FARTHEST * max(heights)


def _around(first: Box, second: Box) -> Box:
    return (
        min(first[0], second[0]),
        min(first[1], second[1]),
        max(first[2], second[2]),
        max(first[3], second[3]),
    )


def _is_seen(box: Box, across: float, down: float) -> bool:
    return box[0] < across and box[1] < down and box[2] > 0 and box[3] > 0


def _shares(box: Box, across: float, down: float) -> Rectangle:
    left, right = (min(max(side / across, 0.0), 1.0) for side in (box[0], box[2]))
    top, bottom = (min(max(side / down, 0.0), 1.0) for side in (box[1], box[3]))
    return Rectangle(left, top, right, bottom)
