"""Reads one file into a title, pages and passages, in the parser process.

The reader is chosen here by the name's ending, its text is cleaned and a title chosen; any failure
leaves as a `DocumentError`. How a kind of file is read is `store.readers`, how pages are cut is
`store.passages`, and time and address space are the engine's affair.
"""

import errno
import re
import stat
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec import Struct

from store.errors import NoText, ParserCrashed, UnknownKind, Unreadable
from store.passages import headings, split
from store.readers.content import MIB, Content, File, too_large
from store.readers.html import read_html
from store.readers.mail import read_mail
from store.readers.markdown import read_markdown
from store.readers.office import read_pptx, read_xlsx
from store.readers.pdf import read_pdf
from store.readers.table import read_csv
from store.readers.text import read_text, with_plain_line_ends
from store.readers.word import read_docx, read_odt
from store.schema import Page, ParsedDocument

_READERS: dict[str, Callable[[File], Content]] = {
    ".pdf": read_pdf,
    ".docx": read_docx,
    ".xlsx": read_xlsx,
    ".pptx": read_pptx,
    ".odt": read_odt,
    ".html": read_html,
    ".htm": read_html,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".txt": read_text,
    ".csv": read_csv,
    ".eml": read_mail,
}

# Control characters, invisible ones, noncharacters and lone surrogates.
_UNWANTED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b\ufeff\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]"
)


class ParsingLimits(Struct, frozen=True):
    """How much of a file is taken in: bytes on disk and characters of text."""

    file_bytes: int = 200 * MIB
    text_characters: int = 20_000_000


DEFAULT_LIMITS = ParsingLimits()


def is_supported(path: Path) -> bool:
    """Whether there is a reader for the ending of this name."""
    return path.suffix.lower() in _READERS


def parse(path: Path, limits: ParsingLimits = DEFAULT_LIMITS) -> ParsedDocument:
    """The title, pages and passages of a file; any failure is a `DocumentError`."""
    try:
        return _parsed(path, limits)
    except (MemoryError, RecursionError):
        raise ParserCrashed(str(path)) from None


def _parsed(path: Path, limits: ParsingLimits) -> ParsedDocument:
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise UnknownKind(str(path), path.suffix)
    content = reader(File(str(path), _bytes(path, limits.file_bytes)))
    characters = sum(map(len, content.pages))
    if characters > limits.text_characters:
        raise too_large(str(path), characters, limits.text_characters)
    pages = tuple(Page(number, _clean(text)) for number, text in enumerate(content.pages, 1))
    if not any(_has_words(page.text) for page in pages):
        raise NoText(str(path))
    title = _title(content, pages, path)
    return ParsedDocument(title, pages, split(pages, title))


def _bytes(path: Path, limit: int) -> bytes:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            # A pipe or a device would never end.
            code = errno.EISDIR if stat.S_ISDIR(status.st_mode) else errno.EINVAL
            raise OSError(code, "not a regular file")
        if status.st_size > limit:
            raise too_large(str(path), status.st_size, limit)
        data = path.read_bytes()
    except OSError as error:
        raise Unreadable(str(path), errno.errorcode.get(error.errno or 0, "EIO")) from error
    if not data:
        raise NoText(str(path))
    return data


def _clean(text: str) -> str:
    text = _UNWANTED.sub("", with_plain_line_ends(text))
    return re.sub(r"\n{3,}", "\n\n", unicodedata.normalize("NFC", text)).strip("\n").rstrip()


def _has_words(text: str) -> bool:
    return any(map(str.isalnum, text))


def _title(content: Content, pages: Sequence[Page], path: Path) -> str:
    """The title the text states, that of the properties if it fits, its first heading, or its name."""
    beginning = pages[:3]
    in_text = " ".join(page.text for page in beginning)
    properties = content.property_title if _fits(content.property_title, in_text) else ""
    heading = next((h.title for page in beginning for h in headings(page.text) if h.level == 1), "")
    for candidate in (content.title, properties, heading):
        if _has_words(candidate):
            return " ".join(_UNWANTED.sub("", candidate).split())
    return _readable_stem(path.stem)


def _fits(title: str, text: str) -> bool:
    """Whether most words of a title stand in the text."""
    words = re.findall(r"\w{3,}", title.casefold())
    there = set(re.findall(r"\w{3,}", text.casefold()))
    return bool(words) and sum(word in there for word in words) * 3 >= len(words) * 2


def _readable_stem(stem: str) -> str:
    words = stem.replace("_", " ")
    if " " not in words.strip():
        words = words.replace("-", " ")
    words = _UNWANTED.sub("", " ".join(words.split())) or stem
    return words[:1].upper() + words[1:]
