"""Reads one file into a title, pages and passages, in the parser process.

The reader is chosen here by the name's ending, its text is cleaned and a title chosen; any failure
leaves as a `DocumentError`. How a kind of file is read is `store.readers`, how pages are cut is
`store.passages`, and time and address space are the engine's affair.

`parse` does all of it. The engine takes the two halves apart, `content_of` and `document_of`, to have the
pages of a scan recognised one by one in between.
"""

import errno
import re
import stat
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path, PurePath

from msgspec import Struct

from store.errors import NoText, NothingRecognised, ParserCrashed, UnknownKind, Unreadable
from store.language import language_of
from store.passages import headings, split
from store.readers.attached import unfolded
from store.readers.content import MIB, Attachment, Content, File, too_large
from store.readers.html import read_html
from store.readers.mail import read_mail
from store.readers.markdown import read_markdown
from store.readers.office import read_pptx, read_xlsx
from store.readers.outlook import read_msg
from store.readers.pdf import read_pdf
from store.readers.rich_text import read_rtf
from store.readers.table import read_csv
from store.readers.text import read_text, with_plain_line_ends
from store.readers.word import read_docx, read_odt
from store.schema import Page, ParsedDocument

_READERS: dict[str, Callable[[File], Content]] = {
    ".pdf": read_pdf,
    ".docx": read_docx,
    ".docm": read_docx,
    ".dotx": read_docx,
    ".xlsx": read_xlsx,
    ".xlsm": read_xlsx,
    ".pptx": read_pptx,
    ".pptm": read_pptx,
    ".ppsx": read_pptx,
    ".odt": read_odt,
    ".html": read_html,
    ".htm": read_html,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".txt": read_text,
    ".csv": read_csv,
    ".eml": read_mail,
    ".msg": read_msg,
    ".rtf": read_rtf,
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

PAGES_FOR_LANGUAGE = 20
"""The language of a document is that of its first pages, of which the first few may be blank."""


def is_supported(path: Path) -> bool:
    """Whether there is a reader for the ending of this name."""
    return path.suffix.lower() in _READERS


def parse(path: Path, limits: ParsingLimits = DEFAULT_LIMITS, password: str = "") -> ParsedDocument:
    """The title, pages and passages of a file, without what only Tesseract could read.

    Any failure is a `DocumentError`.
    """
    return document_of(path, content_of(path, limits, password), limits)


def content_of(path: Path, limits: ParsingLimits = DEFAULT_LIMITS, password: str = "") -> Content:
    """What the reader of this kind of file finds in it and in what is attached to it.

    Any failure is a `DocumentError`.
    """
    try:
        reader = _reader(path.suffix, str(path))  # looked for before the file is
        content = reader(File(str(path), _bytes(path, limits.file_bytes), password))
        return unfolded(content, lambda attached: _read_attached(attached, str(path)))
    except (MemoryError, RecursionError):
        raise ParserCrashed(str(path)) from None


def document_of(
    path: Path,
    content: Content,
    limits: ParsingLimits = DEFAULT_LIMITS,
    recognised: Mapping[int, str] | None = None,
) -> ParsedDocument:
    """The document that this content is; `recognised` is the text of scanned pages, counted from 0.

    Any failure is a `DocumentError`.
    """
    try:
        return _document(path, content, limits, recognised)
    except (MemoryError, RecursionError):
        raise ParserCrashed(str(path)) from None


def _reader(suffix: str, path: str) -> Callable[[File], Content]:
    reader = _READERS.get(suffix.lower())
    if reader is None:
        raise UnknownKind(path, suffix)
    return reader


def _read_attached(attached: Attachment, path: str) -> Content:
    if not attached.data:
        raise NoText(path)
    return _reader(PurePath(attached.name).suffix, path)(File(path, attached.data))


def _document(
    path: Path, content: Content, limits: ParsingLimits, recognised: Mapping[int, str] | None
) -> ParsedDocument:
    texts = _with_recognised(content.pages, recognised or {})
    characters = sum(map(len, texts))
    if characters > limits.text_characters:
        raise too_large(str(path), characters, limits.text_characters)
    pages = tuple(Page(number, _clean(text)) for number, text in enumerate(texts, 1))
    if not any(_has_words(page.text) for page in pages):
        raise (NoText if recognised is None else NothingRecognised)(str(path))
    title = _title(content, pages, path)
    language = language_of("\n".join(page.text for page in pages[:PAGES_FOR_LANGUAGE]))
    return ParsedDocument(title, pages, split(pages, title), language)


def _with_recognised(pages: Sequence[str], recognised: Mapping[int, str]) -> list[str]:
    """Below what a scanner wrote over a page stands what is on it."""
    added = ((text, recognised.get(number, "")) for number, text in enumerate(pages))
    return [f"{text}\n\n{more}" if text and more else text or more for text, more in added]


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
    return _readable_stem(path.stem) or path.name.strip()


def _fits(title: str, text: str) -> bool:
    """Whether most words of a title stand in the text."""
    words = re.findall(r"\w{3,}", title.casefold())
    there = set(re.findall(r"\w{3,}", text.casefold()))
    return bool(words) and sum(word in there for word in words) * 3 >= len(words) * 2


def _readable_stem(stem: str) -> str:
    words = stem.replace("_", " ")
    if " " not in words.strip():
        words = words.replace("-", " ")
    words = _UNWANTED.sub("", " ".join(words.split())) or stem.strip()
    return words[:1].upper() + words[1:]
