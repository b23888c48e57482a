"""What goes into a reader and what comes out, and the error that parsing and readers share.

How any kind of file is read is not here.
"""

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

from store.errors import TooLarge

MIB = 2**20


class File(NamedTuple):
    """A file in memory; its path is for errors only. `password` opens it, where it has one."""

    path: str
    data: bytes
    password: str = ""


class Scan(NamedTuple):
    """A page that is a picture: number `page` of the content is page `page_in_pdf` of the PDF in `data`;
    both are counted from 0."""

    page: int
    data: bytes
    page_in_pdf: int
    password: str = ""


class Attachment(NamedTuple):
    """A file inside another one: its bytes, or where those are no file of their own how to read it."""

    name: str
    data: bytes = b""
    read: "Callable[[], Content] | None" = None


class Content(NamedTuple):
    """What a reader finds: the text of each page, the title the text states, and the title in the
    file's properties, which is often that of the file it was copied from; which pages are pictures, and
    the files inside it."""

    pages: Sequence[str]
    title: str = ""
    property_title: str = ""
    scans: Sequence[Scan] = ()
    attachments: Sequence[Attachment] = ()


def too_large(path: str, size: int, limit: int) -> TooLarge:
    """The error for a size over its limit, both in bytes or in characters."""
    return TooLarge(path, math.ceil(size / MIB), limit // MIB)
