"""Fonts for a PDF: those of the system with the letters that a text needs, and reportlab's own where there
are none. Nothing is laid out here.

A letter that the first family lacks is taken from another; one that none has is written without its accents,
or as a question mark.
"""

import os
import re
import sys
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

import reportlab
from reportlab.lib.fonts import addMapping
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import PDFDocument
from reportlab.pdfbase.ttfonts import TTFError, TTFont

_STYLES = ((False, False), (True, False), (False, True), (True, True))
_FAMILIES = (  # regular, bold, italic, both
    ("arial.ttf", "arialbd.ttf", "ariali.ttf", "arialbi.ttf"),
    ("Arial.ttf", "Arial Bold.ttf", "Arial Italic.ttf", "Arial Bold Italic.ttf"),
    (
        *("LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf"),
        *("LiberationSans-Italic.ttf", "LiberationSans-BoldItalic.ttf"),
    ),
    ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "DejaVuSans-Oblique.ttf", "DejaVuSans-BoldOblique.ttf"),
    ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf", "NotoSans-Italic.ttf", "NotoSans-BoldItalic.ttf"),
    ("Vera.ttf", "VeraBd.ttf", "VeraIt.ttf", "VeraBI.ttf"),
)
_OTHERS = ("DejaVuSans.ttf", "seguisym.ttf", "segoeui.ttf", "Arial Unicode.ttf", "Symbola.ttf")
"""Where letters are looked for that the chosen family lacks."""

_MONOSPACED = (
    "consola.ttf",
    "LiberationMono-Regular.ttf",
    "DejaVuSansMono.ttf",
    "Courier New.ttf",
    "Vera.ttf",
)
_BEYOND = re.compile("<([0-9A-F]{5,6})>")
_UNSEEN = ("\N{ZERO WIDTH JOINER}", "\N{VARIATION SELECTOR-16}", "\N{SOFT HYPHEN}", "\ufeff", "\u200b")


@dataclass(frozen=True)
class Fonts:
    """What a text is written with: names that reportlab knows. `family` has its bold and italic; `others`
    are tried in order for letters that it lacks."""

    family: str
    monospaced: str
    others: tuple[str, ...]

    def stretches(self, text: str, monospaced: bool = False) -> list[tuple[str, str]]:
        """The text as it can be written, in stretches: a font, "" for the family itself, and what is
        written with it."""
        first = self.monospaced if monospaced else self.family
        order = (first, self.family, *self.others)
        placed = [(letter, font) for letter in text for letter, font in _placed(letter, order)]
        made = []
        for font, letters in groupby(placed, key=lambda one: one[1]):
            made.append(("" if font == self.family else font, "".join(letter for letter, _ in letters)))
        return made


class _Font(TTFont):  # type: ignore[misc]  # reportlab has no types
    """A font whose letters beyond U+FFFF, such as emoji, can be copied out of the PDF too: reportlab 5.1
    names them in a form that readers misread."""

    def addObjects(self, doc: PDFDocument) -> None:
        super().addObjects(doc)
        for name, stream in doc.idToObject.items():
            if name.startswith("toUnicodeCMap:"):
                stream.content = _BEYOND.sub(_as_pair, stream.content)


def _as_pair(code: re.Match[str]) -> str:
    return f"<{chr(int(code[1], 16)).encode('utf-16-be').hex().upper()}>"


def fonts_for(text: str) -> Fonts:
    """The fonts for a text: the first family that has all of its letters, else the first there is."""
    letters = frozenset(text)
    files = _files()
    there = [family for family in _FAMILIES if all(name in files for name in family)]
    known = [name for family in there if (name := _family(family))]
    family = next((name for name in known if not letters - _covered(name)), known[0])
    others = [made for name in _OTHERS if name in files and (made := _font(name))]
    monospaced = next(made for name in _MONOSPACED if name in files and (made := _font(name)))
    return Fonts(family, monospaced, tuple(others))


def _placed(letter: str, order: Iterable[str]) -> list[tuple[str, str]]:
    """The letters that are written for one, each with its font."""
    if letter in _UNSEEN:
        return []
    for instead in (letter, *_plainer(letter), "?"):
        for font in order:
            if instead in _covered(font):
                return [(instead, font)]
    return []


def _plainer(letter: str) -> list[str]:
    """What a letter may be replaced by: a space, a hyphen, or itself without accents."""
    if letter.isspace():
        return [" "]
    if letter == "\N{NON-BREAKING HYPHEN}":
        return ["-"]
    return [unicodedata.normalize("NFKD", letter)[0]]


@cache
def _files() -> dict[str, Path]:
    """The files of the fonts that are named above, by name; those of the system before our own."""
    wanted = {name for family in _FAMILIES for name in family} | set(_OTHERS) | set(_MONOSPACED)
    found: dict[str, Path] = {}
    for folder in (*_folders(), Path(reportlab.__file__).parent / "fonts"):
        for place, _, names in os.walk(folder):
            for name in wanted.intersection(names):
                found.setdefault(name, Path(place, name))
    return found


def _folders() -> list[Path]:
    if sys.platform == "win32":
        return [Path(os.environ.get("WINDIR", "C:\\Windows"), "Fonts")]
    if sys.platform == "darwin":
        return [Path("/System/Library/Fonts/Supplemental"), Path("/Library/Fonts")]
    return [Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path("/app/share/fonts")]


@cache
def _family(names: tuple[str, ...]) -> str:
    """Tell reportlab of a family; "" where a file of it is of no use."""
    fonts = [_font(name) for name in names]
    if not all(fonts):
        return ""
    for font, (bold, italic) in zip(fonts, _STYLES, strict=True):
        addMapping(fonts[0], int(bold), int(italic), font)
    return fonts[0]


@cache
def _font(name: str) -> str:
    """Tell reportlab of one font; "" where it may not be embedded, or is damaged."""
    made = f"Binnenshuis-{Path(name).stem.replace(' ', '')}"
    try:
        pdfmetrics.registerFont(_Font(made, str(_files()[name])))
    except (TTFError, OSError):
        return ""
    for bold, italic in reversed(_STYLES):  # it has no bold or italic, until it is told of a family
        addMapping(made, int(bold), int(italic), made)
    return made


@cache
def _covered(font: str) -> frozenset[str]:
    glyphs = pdfmetrics.getFont(font).face.charToGlyph
    return frozenset(chr(code) for code, glyph in glyphs.items() if glyph)
