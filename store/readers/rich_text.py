"""Reads rich text (RTF), and unpacks the form in which Outlook keeps it."""

from store.errors import DamagedDocument
from store.readers.content import Content, File
from store.readers.extraction import extracted, stated_title

# What every compressed text may refer to from its first byte on (MS-OXRTFCP 2.1.3.1.1).
_DICTIONARY = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor MS Sans "
    rb"SerifSymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0"
    b"\r\n"
    rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)
_SIZE = 4096
_PACKED, _PLAIN = b"LZFu", b"MELA"


def read_rtf(file: File) -> Content:
    """One page. Raises DamagedDocument."""
    if not file.data.lstrip().startswith(b"{\\rtf"):
        raise DamagedDocument(file.path)
    result = extracted(file, "application/rtf")
    return Content([result.content], property_title=stated_title(result))


def uncompressed(data: bytes) -> bytes:
    """The rich text of a message (MS-OXRTFCP); as far as it goes when it is damaged."""
    kind, packed = data[8:12], data[16:]
    if kind == _PLAIN:
        return packed
    return _unpacked(packed) if kind == _PACKED else b""


def _unpacked(packed: bytes) -> bytes:
    """Of eight items each a byte says whether it is a letter, or two bytes that refer to letters before."""
    window, place = bytearray(_DICTIONARY.ljust(_SIZE, b"\0")), len(_DICTIONARY)
    out, at = bytearray(), 0
    while at < len(packed):
        flags, at = packed[at], at + 1
        for bit in range(8):
            width = 2 if flags >> bit & 1 else 1
            item, at = packed[at : at + width], at + width
            start, length = _reference(item, place)
            if len(item) < width or length == 0:
                return bytes(out)
            for step in range(length):
                letter = window[(start + step) % _SIZE] if width == 2 else item[0]
                window[place % _SIZE] = letter
                out.append(letter)
                place += 1
    return bytes(out)


def _reference(item: bytes, place: int) -> tuple[int, int]:
    """Where in the window the letters begin, and how many they are; none at the end of the text."""
    if len(item) == 1:
        return 0, 1
    value = int.from_bytes(item, "big")
    start = value >> 4
    return start, 0 if start == place % _SIZE else (value & 15) + 2
