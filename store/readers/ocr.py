"""The text of scanned pages: drawn by pdfium, recognised by the Tesseract that the computer has.

Tesseract gets the picture on its standard input and gives the text on its standard output: nothing of a
document is written to a disk or stands in a command. Which pages are scans is found by `store.readers.pdf`.
"""

import math
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from store.errors import DamagedDocument
from store.passages import unwrapped
from store.readers.content import File, Scan
from store.readers.pdf import opened, with_hyphens
from store.readers.text import with_plain_line_ends

LANGUAGES = ("nld", "eng")
DPI = 300
MOST_PIXELS = 16_000_000
"""A page of paper has 9 million at 300 dots per inch; a poster is drawn smaller."""

_POINTS_PER_INCH = 72
_ASKING_SECONDS = 10
_USUAL_PLACES = (
    "/opt/homebrew/bin/tesseract",
    "/usr/local/bin/tesseract",
    r"C:\Program Files\Tesseract-OCR\tesseract.exe",
)


class Picture(NamedTuple):
    """A page in shades of grey, as a file in the PGM form, and its dots per inch."""

    pgm: bytes
    dpi: int


def drawn(scan: Scan) -> Picture:
    """The page as a picture. Raises DamagedDocument."""
    import pypdfium2

    document = opened(File("", scan.data, scan.password))
    try:
        page = document[scan.page_in_pdf]
        width, height = page.get_size()
        largest = math.sqrt(MOST_PIXELS / max(width * height, 1.0))
        scale = min(DPI / _POINTS_PER_INCH, largest)
        bitmap = page.render(scale=scale, grayscale=True, may_draw_forms=False)
        pixels, stride = bytes(bitmap.buffer), bitmap.stride
        rows = (pixels[row * stride : row * stride + bitmap.width] for row in range(bitmap.height))
        pgm = b"P5\n%d %d\n255\n" % (bitmap.width, bitmap.height) + b"".join(rows)
    except pypdfium2.PdfiumError as error:
        raise DamagedDocument("") from error
    finally:
        document.close()
    return Picture(pgm, max(round(scale * _POINTS_PER_INCH), 70))


def flowing(text: str) -> str:
    """What Tesseract wrote as flowing text: words mended, lines of a sentence joined."""
    broken = re.sub(r"(?<=\w)[-\u00ad]\n(?=\w)", "\ufffe\n", with_plain_line_ends(text))
    (mended,) = with_hyphens([broken])
    # A line that is set wider apart is a paragraph to Tesseract, also in the middle of a sentence.
    joined = re.sub(r"(?<=[\w,])\n\n(?=[a-zà-ÿ])", "\n", re.sub(r"\n{3,}", "\n\n", mended).strip())
    return unwrapped(joined)


class Tesseract:
    """The Tesseract that is installed, if one is."""

    def __init__(self, command: str | None = None, prepare: Callable[[], None] | None = None) -> None:
        """`command` is the program (None: the one that is installed); `prepare` runs in its process before it
        (where the system can)."""
        self._given = command
        self._command = ""
        self._installed: frozenset[str] = frozenset()
        self._prepare = prepare if os.name == "posix" else None

    @property
    def there(self) -> bool:
        """Whether it is installed and knows one of `LANGUAGES`; looked for each time until it is."""
        if not self.languages:
            self._command = self._given or found() or ""
            listed = self._output(["--list-langs"], b"", _ASKING_SECONDS) if self._command else None
            self._installed = frozenset((listed or "").split())
        return bool(self.languages)

    @property
    def languages(self) -> tuple[str, ...]:
        """Those of `LANGUAGES` that it knows, once it was asked whether it is `there`."""
        return tuple(language for language in LANGUAGES if language in self._installed)

    def read(self, picture: Picture, seconds: float) -> str | None:
        """The text of a page as flowing text; None when it could not be recognised, or took too long."""
        if not self.there:
            return None
        # With "osd" it finds out which way up a page lies.
        layout = "1" if "osd" in self._installed else "3"
        options = ["-l", "+".join(self.languages), "--dpi", str(picture.dpi), "--psm", layout]
        text = self._output(["stdin", "stdout", *options], picture.pgm, seconds)
        return None if text is None else flowing(text)

    def _output(self, arguments: Iterable[str], given: bytes, seconds: float) -> str | None:
        """What it writes; None when it fails. What it says of its troubles is not kept: it may quote."""
        try:
            done = subprocess.run(
                [self._command, *arguments],
                input=given,
                capture_output=True,
                timeout=seconds,
                env={**os.environ, "OMP_THREAD_LIMIT": "1"},  # its threads wait for each other by spinning
                # Only a system call or two is made between fork and exec: no lock is waited for.
                preexec_fn=self._prepare,
                check=True,
            )
        except (OSError, subprocess.SubprocessError):
            return None
        return done.stdout.decode("utf-8", "replace")


def found() -> str | None:
    """Where Tesseract is installed."""
    usual = (place for place in _USUAL_PLACES if Path(place).is_file())
    return shutil.which("tesseract") or next(usual, None)
