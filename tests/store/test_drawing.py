"""The promises of drawn pages: every quote is marked where it stands, and nothing is marked wrongly."""

import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from store.drawing import (
    LONGEST_SIDE,
    MOST_PIXELS,
    DrawnPage,
    PageDrawer,
    WantedPage,
    content_hash,
    picture_size,
)
from store.errors import (
    DamagedDocument,
    DocumentChanged,
    DocumentError,
    PasswordProtected,
    Unreadable,
    WrongPassword,
)
from store.marks import Stretch, found_signs, lines_of
from store.parsing import parse
from tests import documents
from tests.laid_out import LEFTWARDS, Line, Sheet, column, write_sheets

WIDTH = 900
DARK = 128
EDGE = 3  # pixels by which a letter may stand out of its mark


@pytest.fixture
def drawer() -> Iterator[PageDrawer]:
    made = PageDrawer()
    yield made
    made.close()


def wanted(path: Path, text: str = "", quote: str = "", page: int = 1, width: int = WIDTH) -> WantedPage:
    start = text.index(quote)
    return WantedPage(
        str(path), content_hash(path.read_bytes()), page, width, text, start, start + len(quote)
    )


def dark(drawn: DrawnPage) -> NDArray[np.bool_]:
    """Where there is ink; (height, width)."""
    pixels = np.frombuffer(drawn.pixels, np.uint8).reshape(drawn.height, drawn.width, 3)
    return np.asarray(pixels.min(axis=2) < DARK)


def covered(drawn: DrawnPage, edge: int = 0) -> NDArray[np.bool_]:
    """What the marks cover, with an edge around each; (height, width)."""
    made = np.zeros((drawn.height, drawn.width), bool)
    for mark in drawn.marks:
        left, right = round(mark.left * drawn.width) - edge, round(mark.right * drawn.width) + edge
        top, bottom = round(mark.top * drawn.height) - edge, round(mark.bottom * drawn.height) + edge
        made[max(top, 0) : bottom, max(left, 0) : right] = True
    return made


# --- marks ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Case:
    """A page, the quote as the page's text has it, and the lines of the page that it is made of."""

    sheet: Sheet
    quote: str
    quoted: Sequence[int]
    marks: int


_LEFT = (
    "Wie op reis gaat voor het werk krijgt",
    "de kosten van de trein terug, tweede",
    "klas, en van de fiets op de bestemming.",
)
_RIGHT = (
    "Een hotel kost ten hoogste honderd",
    "euro per nacht. Wie duurder slaapt",
    "betaalt het verschil zelf.",
)
_TWO_COLUMNS = [*column(50, 790, *_LEFT), *column(320, 790, *_RIGHT)]
_ROWS = [
    Line(x, 790 - 20 * row, cell)
    for row, cells in enumerate((("Soort", "Termijn"), ("Sollicitatie", "4 weken"), ("Factuur", "7 jaar")))
    for x, cell in zip((50, 300), cells, strict=True)
]
_PLAIN = column(60, 700, "Een eerste zin staat hier.", "Het verlof is vijf weken lang.", "Een laatste zin.")
_QUOTE = "Het verlof is vijf weken lang."

CASES = {
    "plain": Case(Sheet(_PLAIN), _QUOTE, [1], 1),
    "two columns, the left": Case(Sheet(_TWO_COLUMNS), " ".join(_LEFT), [0, 1, 2], 3),
    "two columns, the right": Case(Sheet(_TWO_COLUMNS), " ".join(_RIGHT), [3, 4, 5], 3),
    "a row of a table": Case(Sheet(_ROWS), "Sollicitatie 4 weken", [2, 3], 2),
    **{
        f"turned by {turn}": Case(Sheet(_PLAIN, fields=f"/Rotate {turn}"), _QUOTE, [1], 1)
        for turn in (90, 180, 270, -90, 450)
    },
    "cropped": Case(Sheet(_PLAIN, fields="/CropBox [40 500 300 750]"), _QUOTE, [1], 1),
    "cropped and turned": Case(Sheet(_PLAIN, fields="/CropBox [40 500 300 750] /Rotate 90"), _QUOTE, [1], 1),
    "a box that begins below zero": Case(
        Sheet([Line(-260, -60 - 14 * at, line.text) for at, line in enumerate(_PLAIN)], (-300, -400, 0, 0)),
        _QUOTE,
        [1],
        1,
    ),
    "text that runs upwards": Case(
        Sheet([Line(100 + 20 * at, 100, line.text, LEFTWARDS) for at, line in enumerate(_PLAIN)]),
        _QUOTE,
        [1],
        1,
    ),
    "a word over two lines": Case(
        Sheet(
            column(60, 700, "Voor", "kosten is een declaratiefor-", "mulier nodig. Lever het in.", "Slot.")
        ),
        "kosten is een declaratieformulier nodig. Lever het in.",
        [1, 2],
        2,
    ),
    "ligatures": Case(
        Sheet(column(60, 700, "Begin.", "Een de\x01nitieve \x02es is o\x01cieel.", "Slot.")),
        "Een definitieve fles is oficieel.",
        [1],
        1,
    ),
    "accents and signs": Case(
        Sheet(column(60, 700, "Begin.", "“Crème brûlée” – € 4,50 (één), ‘s avonds.", "Slot.")),
        "“Crème brûlée” – € 4,50 (één), ‘s avonds.",
        [1],
        1,
    ),
    "the same words twice": Case(
        Sheet(column(60, 700, _QUOTE, "Daartussen staat iets anders.", _QUOTE, "Slot.")),
        "anders. " + _QUOTE,
        [2],
        2,
    ),
    "the page's number in between": Case(
        Sheet(column(60, 700, "Dit gaat over de vergoeding die", "1", "medewerkers krijgen bij verhuizen.")),
        "Dit gaat over de vergoeding die medewerkers krijgen bij verhuizen.",
        [0, 2],
        2,
    ),
    "a tiny page": Case(
        Sheet([Line(2, 12, "Een", size=3), Line(2, 6, "Twee", size=3)], (0, 0, 20, 18)), "Twee", [1], 1
    ),
    "a huge page": Case(
        Sheet([Line(900, 9000, "Een", size=900), Line(900, 6000, "Twee", size=900)], (0, 0, 14400, 14400)),
        "Twee",
        [1],
        1,
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_marks_cover_the_ink_of_the_quote_and_no_other(name: str, tmp_path: Path, drawer: PageDrawer) -> None:
    case, path, rest = CASES[name], tmp_path / "met.pdf", tmp_path / "zonder.pdf"
    write_sheets(path, case.sheet)
    write_sheets(rest, case.sheet.without(case.quoted))
    page = parse(path).pages[0].text
    start, end = _place(page, case.quote)
    asked = WantedPage(str(path), content_hash(path.read_bytes()), 1, WIDTH, page, start, end)
    drawn, others = drawer.draw(asked), drawer.draw(wanted(rest))
    assert drawn is not None and others is not None
    assert len(drawn.marks) == case.marks
    of_quote, of_others = dark(drawn) & ~dark(others), dark(others)
    assert of_quote.any()
    assert not (of_quote & ~covered(drawn, EDGE)).any()
    if name != "the same words twice":  # a word before it belongs to the quote there
        assert not (of_others & covered(drawn, -EDGE)).any()


def _place(page: str, quote: str) -> tuple[int, int]:
    """Where the quote stands in the text, whatever white space is between its words."""
    words = quote.split()
    for start in range(len(page)):
        at = start
        for word in words:
            at += len(page[at:]) - len(page[at:].lstrip()) if at > start else 0
            if not page.startswith(word, at):
                break
            at += len(word)
        else:
            return start, at
    raise AssertionError(quote)


def test_every_passage_of_a_document_is_found_on_its_page(tmp_path: Path, drawer: PageDrawer) -> None:
    path = tmp_path / "regels.pdf"
    paragraph = (
        "Artikel {0}. De medewerker die na zes uur werkt krijgt een maaltijd van ten hoogste {0} euro."
    )
    text = "\f".join("\n".join(paragraph.format(100 * page + at) for at in range(25)) for page in range(1, 4))
    documents.write_pdf(path, text, bookmarks=[("Artikel 100. De medewerker", 0)])
    read = parse(path)
    pages = {page.number: page.text for page in read.pages}
    for passage in read.passages:
        drawn = drawer.draw(
            WantedPage(
                str(path), content_hash(path.read_bytes()), passage.page, 200, pages[passage.page],
                passage.start, passage.end,
            )
        )  # fmt: skip
        assert drawn is not None
        assert drawn.marks


def test_another_page_text_is_marked_where_the_quote_is_or_not_at_all(
    tmp_path: Path, drawer: PageDrawer
) -> None:
    path = tmp_path / "a.pdf"
    write_sheets(path, Sheet(_PLAIN))
    there = drawer.draw(wanted(path, f"Voorop. {_QUOTE} Er achter.", _QUOTE))
    assert there is not None
    assert len(there.marks) == 1
    assert there.marks[0].top == pytest.approx((842 - 686 - 10) / 842, abs=0.01)
    nowhere = drawer.draw(wanted(path, "Iets heel anders.", "heel anders"))
    assert nowhere is not None
    assert nowhere.marks == ()


@pytest.mark.parametrize(("start", "end"), [(0, 0), (5, 2), (1_000, 2_000), (-10, -5), (3, 3)])
def test_a_stretch_that_is_none_marks_nothing(
    tmp_path: Path, drawer: PageDrawer, start: int, end: int
) -> None:
    path = tmp_path / "a.pdf"
    write_sheets(path, Sheet(_PLAIN))
    page = parse(path).pages[0].text
    drawn = drawer.draw(WantedPage(str(path), content_hash(path.read_bytes()), 1, 100, page, start, end))
    assert drawn is not None
    assert drawn.marks == ()


def test_letters_are_matched_whatever_they_are_composed_of() -> None:
    signs = "Cafe\u0301 \u212bngstrom, 2\u2075 o\ufb03ce"
    text = "Café Ångstrom, 2⁵ o\ufb03ce"
    found = found_signs(signs, Stretch(9, text, text.index("Å"), text.index(",")))
    assert "".join(signs[at] for at in found) == "\u212bngstrom"


def test_lines_are_joined_and_columns_are_not() -> None:
    word, near, far, below = (0, 0, 10, 10), (12, 2, 20, 9), (60, 0, 70, 10), (0, 12, 10, 22)
    assert list(lines_of([word, near])) == [(0, 0, 20, 10)]
    assert list(lines_of([word, far])) == [word, far]
    assert list(lines_of([word, near, below])) == [(0, 0, 20, 10), below]
    assert list(lines_of([])) == []


# --- scans, passwords, forms ------------------------------------------------------------------------


def test_a_scan_is_drawn_without_marks(tmp_path: Path, drawer: PageDrawer) -> None:
    path = tmp_path / "scan.pdf"
    documents.write_scanned_pdf(path)
    drawn = drawer.draw(wanted(path, "herkende tekst", "tekst"))
    assert drawn is not None
    assert drawn.marks == ()
    assert np.frombuffer(drawn.pixels, np.uint8).min() < 255


def test_a_password_opens_what_it_opens(tmp_path: Path, drawer: PageDrawer) -> None:
    path = tmp_path / "slot.pdf"
    documents.write_protected_pdf(path, "De kluis staat in de kelder.", "geheim")
    key = content_hash(path.read_bytes())
    with pytest.raises(PasswordProtected):
        drawer.draw(WantedPage(str(path), key, 1, 100))
    with pytest.raises(WrongPassword):
        drawer.draw(WantedPage(str(path), key, 1, 100, password="fout"))
    text = "De kluis staat in de kelder."
    drawn = drawer.draw(WantedPage(str(path), key, 1, 100, text, 3, 8, "geheim"))
    assert drawn is not None
    assert len(drawn.marks) == 1
    with pytest.raises(PasswordProtected):  # the one that is open was opened with it
        drawer.draw(WantedPage(str(path), key, 1, 100))


# --- the file ---------------------------------------------------------------------------------------


def test_a_file_that_was_changed_is_not_drawn(tmp_path: Path, drawer: PageDrawer) -> None:
    path = tmp_path / "a.pdf"
    write_sheets(path, Sheet(_PLAIN))
    asked = wanted(path)
    assert drawer.draw(asked) is not None
    write_sheets(path, Sheet(_PLAIN[:2]))
    with pytest.raises(DocumentChanged):
        drawer.draw(asked)
    assert drawer.draw(wanted(path)) is not None


def test_an_open_document_is_left_when_its_file_is_gone(tmp_path: Path, drawer: PageDrawer) -> None:
    path = tmp_path / "a.pdf"
    write_sheets(path, Sheet(_PLAIN))
    asked = wanted(path)
    assert drawer.draw(asked) is not None
    path.unlink()
    with pytest.raises(Unreadable) as raised:
        drawer.draw(asked)
    assert raised.value.reason == "ENOENT"


@pytest.mark.parametrize("page", [0, -1, 2, 10**9])
def test_a_page_that_the_file_has_not_is_not_drawn(tmp_path: Path, drawer: PageDrawer, page: int) -> None:
    path = tmp_path / "a.pdf"
    write_sheets(path, Sheet(_PLAIN))
    assert drawer.draw(wanted(path, page=page)) is None


def test_what_is_no_file_is_not_waited_for(tmp_path: Path, drawer: PageDrawer) -> None:
    pipe = tmp_path / "pijp.pdf"
    os.mkfifo(pipe)
    for path in (str(pipe), str(tmp_path), "/weg.pdf", "\0.pdf"):
        with pytest.raises(Unreadable):
            drawer.draw(WantedPage(path, "", 1, 100))


# --- hostile ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "box",
    [(0, 0, 1e6, 1e6), (0, 0, 1e6, 1), (0, 0, 1, 1e6), (0, 0, 0, 0), (5, 5, 5, 5), (0, 0, 1e-4, 1e-4),
     (1e6, 1e6, 1e6 + 500, 1e6 + 500), (500, 500, 0, 0), (0, 0, 1e30, 1e30)],
)  # fmt: skip
def test_a_page_of_any_size_is_a_picture_of_bounded_size(
    tmp_path: Path, drawer: PageDrawer, box: tuple[float, float, float, float]
) -> None:
    path = tmp_path / "a.pdf"
    write_sheets(path, Sheet(_PLAIN, box))
    for width in (1, 100_000_000):
        drawn = drawer.draw(WantedPage(str(path), content_hash(path.read_bytes()), 1, width, _QUOTE, 0, 9))
        assert drawn is not None
        assert 0 < drawn.width * drawn.height <= MOST_PIXELS
        assert max(drawn.width, drawn.height) <= LONGEST_SIDE
        assert len(drawn.pixels) == drawn.width * drawn.height * 3
        for mark in drawn.marks:
            assert 0 <= mark.left <= mark.right <= 1
            assert 0 <= mark.top <= mark.bottom <= 1


def test_the_width_that_is_asked_for_is_drawn_where_it_may_be() -> None:
    assert picture_size(595, 842, 600) == (600, 849)
    wide, high = picture_size(595, 842, 10_000)
    assert wide * high <= MOST_PIXELS
    assert wide / high == pytest.approx(595 / 842, rel=0.01)


@pytest.mark.parametrize(
    "font",
    [
        "/Subtype /Type1",
        "/Subtype /TrueType /BaseFont /Weg /FirstChar 0 /LastChar 255 /Widths [1e9 -1e9]",
        "/Subtype /Type3 /FontBBox [0 0 1e9 1e9] /FontMatrix [1e5 0 0 1e5 0 0] /CharProcs << >> "
        "/Encoding << /Differences [0 /a] >> /FirstChar 0 /LastChar 0 /Widths [1e9]",
        "/Subtype /Type0 /BaseFont /Weg /Encoding /Identity-H /DescendantFonts [3 0 R]",
    ],
)
def test_broken_fonts_cost_no_more_than_their_marks(tmp_path: Path, drawer: PageDrawer, font: str) -> None:
    path = tmp_path / "a.pdf"
    write_sheets(path, Sheet(_PLAIN), font=font)
    drawn = drawer.draw(wanted(path, _QUOTE, _QUOTE))
    assert drawn is not None
    assert all(mark.left <= mark.right and mark.top <= mark.bottom for mark in drawn.marks)


def test_broken_files_are_damaged_documents(tmp_path: Path, drawer: PageDrawer) -> None:
    whole = tmp_path / "a.pdf"
    write_sheets(whole, *[Sheet(_PLAIN)] * 3)
    data = whole.read_bytes()
    for at in range(0, len(data), 97):
        path = tmp_path / f"{at}.pdf"
        path.write_bytes(data[:at] + b"\xff" * 5 + data[at + 5 :] if at % 2 else data[:at])
        try:
            drawer.draw(WantedPage(str(path), content_hash(path.read_bytes()), 2, 60, _QUOTE, 0, 9))
        except DocumentError as error:
            assert isinstance(error, DamagedDocument)


def test_the_last_of_five_thousand_pages_is_soon_there(tmp_path: Path, drawer: PageDrawer) -> None:
    path = tmp_path / "a.pdf"
    write_sheets(path, *[Sheet(_PLAIN)] * 5000)
    asked = wanted(path, _QUOTE, _QUOTE, page=5000)
    began = time.perf_counter()
    drawn = drawer.draw(asked)
    assert time.perf_counter() - began < 5
    assert drawn is not None
    assert len(drawn.marks) == 1
