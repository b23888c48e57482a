"""Draws one page of a PDF, in the parser process. Where the marks on it go is `store.marks`.

A file that is not the one that was read is not drawn: its marks could be wrong.
"""

import errno
import hashlib
import math
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from store.errors import DamagedDocument, DocumentChanged, ParserCrashed, Unreadable
from store.marks import Stretch, marks
from store.parsing import DEFAULT_LIMITS
from store.readers.content import File
from store.readers.pdf import opened
from store.schema import Rectangle

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

MOST_PIXELS = 16_000_000
LONGEST_SIDE = 16_384


class WantedPage(Struct, frozen=True):
    """The page `page` of a file, `width` pixels wide, with what stands from `start` to `end` in `text`
    marked. `content_hash` is that of the file when `text` was read from it."""

    path: str
    content_hash: str
    page: int
    width: int
    text: str = ""
    start: int = 0
    end: int = 0
    password: str = ""


class DrawnPage(Struct, frozen=True):
    """`height` rows of `width` RGB triples without padding; a mark for each line.

    The picture is smaller than was asked where it would have more than `MOST_PIXELS`.
    """

    width: int
    height: int
    pixels: bytes
    marks: tuple[Rectangle, ...]


class PageDrawer:
    """Draws pages. The document of the last one stays open, for its next page or another size."""

    def __init__(self) -> None:
        self._key: tuple[str, str, str, int, int] | None = None
        self._document: PdfDocument | None = None

    def draw(self, wanted: WantedPage) -> DrawnPage | None:
        """The page as it stands in the file; None when it is none of the file's own, but of what is in it.

        Raises:
            DocumentChanged: the file is not what was read.
            Unreadable, PasswordProtected, DamagedDocument, ParserCrashed
        """
        import pypdfium2

        try:
            document = self._opened(wanted)
            if not 0 < wanted.page <= len(document):
                return None
            page = document[wanted.page - 1]
            try:
                return _drawn(page, wanted)
            finally:
                page.close()
        except pypdfium2.PdfiumError as error:
            raise DamagedDocument(wanted.path) from error
        except (MemoryError, RecursionError):
            self.close()
            raise ParserCrashed(wanted.path) from None

    def close(self) -> None:
        """Let go of the document."""
        if self._document is not None:
            self._document.close()
        self._key = self._document = None

    def _opened(self, wanted: WantedPage) -> "PdfDocument":
        try:
            status = Path(wanted.path).stat()
            key = (wanted.path, wanted.content_hash, wanted.password, status.st_size, status.st_mtime_ns)
            if self._document is not None and key == self._key:
                return self._document
            self.close()
            data = _bytes(wanted.path, status.st_mode, status.st_size)
        except (OSError, ValueError) as error:  # ValueError: a path with a null character
            reason = errno.errorcode.get(getattr(error, "errno", None) or 0, "EIO")
            raise Unreadable(wanted.path, reason) from error
        if content_hash(data) != wanted.content_hash:
            raise DocumentChanged(wanted.path)
        document = opened(File(wanted.path, data, wanted.password))
        document.init_forms()  # what was filled in is drawn too
        self._key, self._document = key, document
        return document


def content_hash(data: bytes) -> str:
    """By which a file is known to be the one that was read: BLAKE2b, 32 bytes, in hexadecimal."""
    return hashlib.blake2b(data, digest_size=32).hexdigest()


def _bytes(path: str, mode: int, size: int) -> bytes:
    if not stat.S_ISREG(mode):
        # A pipe or a device would never end.
        raise OSError(errno.EISDIR if stat.S_ISDIR(mode) else errno.EINVAL, "not a regular file")
    if size > DEFAULT_LIMITS.file_bytes:
        raise DocumentChanged(path)  # so large a file is never read
    return Path(path).read_bytes()


# --- the picture ------------------------------------------------------------------------------------


def _drawn(page: "PdfPage", wanted: WantedPage) -> DrawnPage:
    from pypdfium2 import PdfBitmap
    from pypdfium2.raw import (
        FPDF_ANNOT,
        FPDF_REVERSE_BYTE_ORDER,
        FPDF_FFLDraw,
        FPDF_RenderPageBitmap,
        FPDFBitmap_BGR,
    )

    across, down = page.get_size()
    if not (0 < across < math.inf and 0 < down < math.inf):
        raise DamagedDocument(wanted.path)
    width, height = picture_size(across, down, wanted.width)
    bitmap = PdfBitmap.new_native(width, height, FPDFBitmap_BGR, rev_byteorder=True)
    bitmap.fill_rect((255, 255, 255, 255), 0, 0, width, height)
    how = (bitmap, page, 0, 0, width, height, 0, FPDF_ANNOT | FPDF_REVERSE_BYTE_ORDER)
    FPDF_RenderPageBitmap(*how)
    if page.formenv:
        FPDF_FFLDraw(page.formenv, *how)
    pixels = bytes(bitmap.buffer)
    bitmap.close()
    stretch = Stretch(wanted.page, wanted.text, wanted.start, wanted.end)
    return DrawnPage(width, height, pixels, marks(page, stretch))


def picture_size(across: float, down: float, width: int) -> tuple[int, int]:
    """In pixels: a page of this size `width` wide, or less where that would be too large."""
    wide = float(min(max(width, 1), LONGEST_SIDE))
    high = wide * down / across
    shrink = min(1.0, LONGEST_SIDE / high, math.sqrt(MOST_PIXELS / (wide * high)))
    return max(1, int(wide * shrink)), max(1, int(high * shrink))
