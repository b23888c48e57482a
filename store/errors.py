"""The errors of documents at rest.

StoreError
├── DocumentError            one file could not be read; kept with that document
│   ├── NoText
│   ├── PasswordProtected
│   ├── DamagedDocument
│   ├── UnknownKind
│   ├── TooLarge
│   ├── Unreadable
│   ├── ParsingTimedOut
│   └── ParserCrashed
├── ArchiveDamaged
├── ArchiveTooNew
├── UnknownDocument
├── UnknownAnswer
├── DiskFull
└── IndexDamaged             mended by building the index anew

Each is a class with attributes and no sentence; `app.sentences` has the sentences.
"""

from dataclasses import dataclass


class StoreError(Exception):
    """Anything that goes wrong with documents at rest."""


@dataclass(eq=False)
class DocumentError(StoreError):
    """A file that could not be read."""

    path: str


class NoText(DocumentError):
    """The file was read and holds no text, as a scan does."""


class PasswordProtected(DocumentError):
    """The file opens with a password only."""


class DamagedDocument(DocumentError):
    """The file is not what its ending says, or is broken."""


@dataclass(eq=False)
class UnknownKind(DocumentError):
    """No reader for this kind of file."""

    suffix: str


@dataclass(eq=False)
class TooLarge(DocumentError):
    """The file, or the text in it, is over the limit; both in MiB."""

    size: int
    limit: int


@dataclass(eq=False)
class Unreadable(DocumentError):
    """The operating system does not hand out the file; `reason` is its error name, such as EACCES."""

    reason: str


@dataclass(eq=False)
class ParsingTimedOut(DocumentError):
    """Reading took longer than the limit and was ended."""

    seconds: int


class ParserCrashed(DocumentError):
    """The parser process died on this file, or ran out of the memory it may use."""


@dataclass(eq=False)
class ArchiveDamaged(StoreError):
    """The archive is not what was written; `path` is its file."""

    path: str


@dataclass(eq=False)
class ArchiveTooNew(StoreError):
    """A newer version of the program made the archive: its schema number, and the last one known."""

    number: int
    known: int


@dataclass(eq=False)
class UnknownDocument(StoreError):
    """There is no document of this id."""

    document: str


@dataclass(eq=False)
class UnknownAnswer(StoreError):
    """There is no answer of this id."""

    answer: str


class DiskFull(StoreError):
    """There is no room for what was to be written; nothing was."""


@dataclass(eq=False)
class IndexDamaged(StoreError):
    """The index does not open, or disagrees with the archive; it is to be built anew."""

    reason: str
