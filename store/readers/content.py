"""What goes into a reader and what comes out, and the error that parsing and readers share.

How any kind of file is read is not here.
"""

import math
from collections.abc import Sequence
from typing import NamedTuple

from store.errors import TooLarge

MIB = 2**20


class File(NamedTuple):
    """A file in memory; its path is for errors only."""

    path: str
    data: bytes


class Content(NamedTuple):
    """What a reader finds: the text of each page, the title the text states, and the title in the
    file's properties, which is often that of the file it was copied from."""

    pages: Sequence[str]
    title: str = ""
    property_title: str = ""


def too_large(path: str, size: int, limit: int) -> TooLarge:
    """The error for a size over its limit, both in bytes or in characters."""
    return TooLarge(path, math.ceil(size / MIB), limit // MIB)
