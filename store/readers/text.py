"""Reads plain text, and finds the encoding of whatever should be text.

What the text means, as Markdown, HTML or a table, is the affair of the other readers.
"""

import codecs
import re

from store.errors import DamagedDocument
from store.readers.content import Content, File

_BINARY = (b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\xd0\xcf\x11\xe0", b"\x1f\x8b")
_SAMPLE = 65536  # bytes by which is seen what a file is
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")


def read_text(file: File) -> Content:
    """One page: the text as it stands."""
    return Content([decoded(file)])


def decoded(file: File, declared: str = "") -> str:
    """The text of a file: by its mark, as UTF-8, as it declares, as cp1252. Raises DamagedDocument."""
    if file.data.startswith(_UTF16):
        return file.data.decode("utf-16", errors="replace")
    if wide := _unmarked_utf16(file.data[:_SAMPLE]):
        return file.data.decode(wide, errors="replace")
    refuse_binary(file)
    return text_of(file.data, declared)


def _unmarked_utf16(sample: bytes) -> str:
    """The codec of text in UTF-16 without a mark, in which every other byte is 0; or nothing."""
    half = len(sample) // 2
    for codec, first in (("utf-16-le", 1), ("utf-16-be", 0)):
        zeros, letters = sample[first::2].count(0), sample[1 - first :: 2].count(0)
        if half > 1 and zeros > half * 0.7 and letters == 0:
            return codec
    return ""


def refuse_binary(file: File) -> None:
    """Raises DamagedDocument when a file that should be text is none."""
    sample = file.data[:_SAMPLE]
    controls = sum(byte < 32 and byte not in b"\t\n\r\f\x1b" for byte in sample)
    if sample.startswith(_BINARY) or controls > len(sample) // 50 + 2:
        raise DamagedDocument(file.path)


def text_of(data: bytes, declared: str) -> str:
    """The text of bytes without a mark; never fails, whatever is declared."""
    for encoding in ("utf-8-sig", declared):
        try:
            return data.decode(encoding)
        except (ValueError, LookupError):
            # Not these bytes, or no such encoding. Some codecs raise less exactly than UnicodeDecodeError.
            continue
    return data.decode("cp1252", errors="replace")


def with_plain_line_ends(text: str) -> str:
    """The text with a newline for whatever ends a line or page in it."""
    return _LINE_END.sub("\n", text)
