"""Reads PDF files with pypdfium2, and makes flowing text with headings of what stands on their pages.

Pages that are pictures are found here; their text is recognised by `store.readers.ocr`.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from store.errors import DamagedDocument, PasswordProtected, WrongPassword
from store.passages import unwrapped
from store.readers.content import Content, File, Scan
from store.readers.text import with_plain_line_ends

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

MOST_BOOKMARKS = 10_000

MOST_STAMPED = 50
"""Letters and digits that a scanner writes over a page; with more of them the page has a text of its own."""

_PICTURE_SHARE = 0.6  # of the page: a scan may have white edges
_MOST_OBJECTS = 200


def read_pdf(file: File) -> Content:
    """Each page as it is numbered in the file. Raises PasswordProtected, WrongPassword, DamagedDocument."""
    document = opened(file)
    try:
        texts = [_page_text(document, index) for index in range(len(document))]
        bookmarks, title = _bookmarks_and_title(document)
        scans = [
            Scan(index, file.data, index, file.password)
            for index, text in enumerate(texts)
            if text is not None and len(_letters(text)) < MOST_STAMPED and _is_picture(document, index)
        ]
    finally:
        document.close()
    if all(text is None for text in texts):
        raise DamagedDocument(file.path)
    pages = with_hyphens([text or "" for text in texts])
    return Content(
        [unwrapped(_with_headings(text, bookmarks.get(index, ()))) for index, text in enumerate(pages)],
        property_title=title,
        scans=scans,
    )


def opened(file: File) -> "PdfDocument":
    """The open document. Raises PasswordProtected, WrongPassword, DamagedDocument."""
    import pypdfium2
    from pypdfium2.raw import FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY

    if b"%PDF-" not in file.data[:1024]:
        raise DamagedDocument(file.path)
    try:
        return pypdfium2.PdfDocument(file.data, password=file.password or None)
    except pypdfium2.PdfiumError as error:
        if error.err_code in (FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY):
            raise (WrongPassword if file.password else PasswordProtected)(file.path) from error
        raise DamagedDocument(file.path) from error


def _page_text(document: "PdfDocument", index: int) -> str | None:
    """The tidied text of a page, None when the page is broken."""
    import pypdfium2

    try:
        page = document[index]
        text = str(page.get_textpage().get_text_range())
        page.close()
    except pypdfium2.PdfiumError:
        # One broken page does not take the others with it.
        return None
    return _tidied(text, index + 1)


def _is_picture(document: "PdfDocument", index: int) -> bool:
    """Whether pictures cover the page, as they do on a scan."""
    import pypdfium2

    try:
        page = document[index]
        share = _covered_by_pictures(page)
        page.close()
    except pypdfium2.PdfiumError:
        return False
    return share >= _PICTURE_SHARE


def _covered_by_pictures(page: "PdfPage") -> float:
    """The share of the page that its pictures are as large as; some scanners cut a page into strips."""
    from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

    left, bottom, right, top = page.get_bbox()
    area = 0.0
    for picture in islice(page.get_objects([FPDF_PAGEOBJ_IMAGE]), _MOST_OBJECTS):
        at_left, at_bottom, at_right, at_top = picture.get_bounds()
        width = min(right, at_right) - max(left, at_left)
        height = min(top, at_top) - max(bottom, at_bottom)
        area += max(width, 0.0) * max(height, 0.0)
    return float(area / max((right - left) * (top - bottom), 1.0))


def number_line(number: int) -> re.Pattern[str]:
    """What a line is, white space aside, that says nothing but the page's number."""
    return re.compile(rf"(?:pagina |page |blz\. |p\. )?{number}(?: ?(?:/|van|of) ?\d+)?", re.IGNORECASE)


def _tidied(text: str, number: int) -> str:
    """Without the page's number, with plain bullets and short rows of dots.

    All other letters and digits are pdfium's and in pdfium's order: that is how a quote is found on
    the page (`store.marks`).
    """
    says_number = number_line(number)
    lines = (line.strip() for line in with_plain_line_ends(text).split("\n"))
    text = "\n".join(line for line in lines if not says_number.fullmatch(line))
    text = re.sub(r"^[\uf020-\uf0ff](?=\s)", "•", text, flags=re.MULTILINE)
    return re.sub(r"(?:\.[ \u00a0]?){5,}", " … ", text)


def with_hyphens(pages: Sequence[str]) -> list[str]:
    """Decides for each word broken over two lines whether its hyphen belongs to it.

    pdfium writes U+FFFE (earlier U+0002) for a hyphen at the end of a line. The document itself tells,
    when the word stands elsewhere in it; or else capitals ("EU-", "AI-") say that it does.
    """
    known = Counter(word.casefold() for page in pages for word in re.findall(r"[\w-]+", page))

    def mended(match: re.Match[str]) -> str:
        left, right = match.groups()
        joined, hyphened = known[(left + right).casefold()], known[f"{left}-{right}".casefold()]
        keeps = hyphened > joined or (hyphened == joined and left[-1:].isupper())
        return left + "-" * keeps + right

    return [re.sub(r"([\w-]{0,60})[\ufffe\x02]\n?(\w{0,60})", mended, page) for page in pages]


def _bookmarks_and_title(document: "PdfDocument") -> tuple[dict[int, list[tuple[int, str]]], str]:
    """Level and title of the bookmarks on each page, counted from 0, and the document's title."""
    import pypdfium2

    found: dict[int, list[tuple[int, str]]] = {}
    try:
        for bookmark in islice(document.get_toc(), MOST_BOOKMARKS):
            target = bookmark.get_dest()
            index = target.get_index() if target else None
            if index is not None:
                found.setdefault(index, []).append((bookmark.level, bookmark.get_title()))
        return found, str(document.get_metadata_dict().get("Title", ""))
    except (pypdfium2.PdfiumError, ValueError):
        # Broken bookmarks, or letters that are none: the text is worth having without them.
        return found, ""


def _with_headings(text: str, bookmarks: Iterable[tuple[int, str]]) -> str:
    """Marks what is the title of a bookmark on the page, in up to three lines, as a heading.

    From level 2: level 1 would be taken for the title of the document.
    """
    lines = text.split("\n")
    letters = [_letters(line) for line in lines]
    at = 0
    for level, title in bookmarks:
        wanted = _letters(title)
        place = _found(wanted, letters, at) if wanted else None
        if place is not None:
            at, end = place
            heading = " ".join(line.strip() for line in lines[at:end])
            lines[at:end] = ["#" * min(level + 2, 6) + " " + heading]
            letters[at:end] = [wanted]
            at += 1
    return "\n".join(lines)


def _found(wanted: str, letters: Sequence[str], start: int) -> tuple[int, int] | None:
    for at in range(start, len(letters)):
        for end in range(at + 1, min(at + 4, len(letters) + 1)):
            if letters[at] and "".join(letters[at:end]) == wanted:
                return at, end
    return None


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()
