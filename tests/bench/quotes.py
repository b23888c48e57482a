"""Are quotes found again? The share of passages of a folder's PDFs that are marked on the drawn page.

    python tests/bench/quotes.py LIBRARY [--width PIXELS]

Every PDF below LIBRARY is parsed, and every passage of it looked for on its page. "marked" has a mark at
all; "read back" is the share of its words that pdfium reads inside its marks, which is another way to
pdfium's text than the one by which the marks were found. Pages without letters (scans) are told apart.
"""

import argparse
import re
import time
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pypdfium2

from store.drawing import DrawnPage, PageDrawer, WantedPage, content_hash
from store.errors import DocumentError
from store.parsing import parse
from store.schema import Passage

EDGE = 0.5  # points around a mark in which letters are read


class Found(NamedTuple):
    passages: int
    marked: int
    scanned: int
    words: int
    read_back: int
    slowest: float

    def __add__(self, other: "Found") -> "Found":  # type: ignore[override]
        counted = (mine + theirs for mine, theirs in zip(self[:-1], other[:-1], strict=True))
        return Found(*counted, max(self.slowest, other.slowest))


def look(path: Path, width: int) -> Found:
    document, key = parse(path), content_hash(path.read_bytes())
    texts = {page.number: page.text for page in document.pages}
    drawer, pdf, found = PageDrawer(), pypdfium2.PdfDocument(path), Found(0, 0, 0, 0, 0, 0.0)
    for passage in document.passages:
        began = time.perf_counter()
        text = texts[passage.page]
        drawn = drawer.draw(WantedPage(str(path), key, passage.page, width, text, passage.start, passage.end))
        seconds = time.perf_counter() - began
        scanned = passage.page > len(pdf) or pdf[passage.page - 1].get_textpage().count_chars() == 0
        wanted = words(passage.text)
        seen = words(under_marks(pdf, passage, drawn)) if drawn and drawn.marks else Counter()
        found += Found(
            1, bool(drawn and drawn.marks), scanned, wanted.total(), (wanted & seen).total(), seconds
        )
    drawer.close()
    pdf.close()
    return found


def words(text: str) -> Counter[str]:
    """Runs of letters; a word over two lines counts as its pieces in neither."""
    return Counter(re.findall(r"\w+", text.casefold()))


def under_marks(pdf: pypdfium2.PdfDocument, passage: Passage, drawn: DrawnPage) -> str:
    """What pdfium reads inside the marks, on pages that are not turned."""
    page = pdf[passage.page - 1]
    across, down = page.get_size()
    left, bottom, _, _ = page.get_bbox()
    textpage = page.get_textpage()
    return " ".join(
        textpage.get_text_bounded(
            left + mark.left * across - EDGE,
            bottom + (1 - mark.bottom) * down - EDGE,
            left + mark.right * across + EDGE,
            bottom + (1 - mark.top) * down + EDGE,
        )
        for mark in drawn.marks
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("library", type=Path)
    parser.add_argument("--width", type=int, default=600)
    options = parser.parse_args()
    total = Found(0, 0, 0, 0, 0, 0.0)
    print(f"{'passages':>9}{'marked':>9}{'scanned':>9}{'read back':>11}{'slowest s':>11}")
    for path in sorted(options.library.rglob("*.pdf")):
        try:
            found = look(path, options.width)
        except DocumentError as error:
            print(f"{type(error).__name__:>40}  {path.name}")
            continue
        total += found
        print(row(found) + f"  {path.name}")
    print(row(total) + "  all")


def row(found: Found) -> str:
    back = found.read_back / max(found.words, 1)
    return f"{found.passages:9}{found.marked:9}{found.scanned:9}{back:11.3f}{found.slowest:11.2f}"


if __name__ == "__main__":
    main()
