"""Opens the zip file that an office file is, once it is sure that it can be read and is not too large.

What its parts say is read by `store.readers.word` and `store.readers.office`.
"""

import io
import lzma
import zipfile
import zlib

from store.errors import DamagedDocument, PasswordProtected
from store.readers.content import MIB, File, too_large

# One unpacked part of an office file; beyond it is a zip bomb, or more than a parser's memory holds.
LARGEST_PART = 100 * MIB
# A broken archive, an unknown way of packing, a part with a password, a place or name that can't be, an
# early end, and broken data in each way of packing (bz2 has OSError).
ZIP_ERRORS = (
    zipfile.BadZipFile,
    NotImplementedError,
    RuntimeError,
    ValueError,
    EOFError,
    zlib.error,
    lzma.LZMAError,
    OSError,
)

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MANIFEST = "META-INF/manifest.xml"
_ENCRYPTED = 1  # the first flag of a part


def unpacked(file: File, mark: str) -> zipfile.ZipFile:
    """The parts of an office file. Raises PasswordProtected, DamagedDocument, TooLarge.

    `mark` is how the name of a part begins that this kind of file has and others have not.
    """
    if file.data.startswith(_OLD_OFFICE):
        encrypted = "EncryptedPackage".encode("utf-16-le") in file.data
        raise (PasswordProtected if encrypted else DamagedDocument)(file.path)
    try:
        packed = zipfile.ZipFile(io.BytesIO(file.data))
        sizes = {part.filename: part.file_size for part in packed.infolist()}
        encrypted = any(part.flag_bits & _ENCRYPTED for part in packed.infolist())
        manifest = packed.read(_MANIFEST) if _MANIFEST in sizes and not encrypted else b""
    except ZIP_ERRORS as error:
        raise DamagedDocument(file.path) from error
    if encrypted or b"encryption-data" in manifest:
        raise PasswordProtected(file.path)
    if not any(name.startswith(mark) for name in sizes):
        raise DamagedDocument(file.path)
    largest = max((size for name, size in sizes.items() if name.endswith(".xml")), default=0)
    if largest > LARGEST_PART:
        raise too_large(file.path, largest, LARGEST_PART)
    return packed
