"""The errors of documents at rest.

StoreError
├── DocumentError            one file could not be read; kept with that document
│   ├── NoText
│   ├── PasswordProtected
│   ├── WrongPassword
│   ├── OcrMissing
│   ├── NothingRecognised
│   ├── TooManyScans
│   ├── DamagedDocument
│   ├── UnknownKind
│   ├── TooLarge
│   ├── Unreadable
│   ├── DocumentChanged      it is not shown as it stood in its file
│   ├── ParsingTimedOut
│   └── ParserCrashed
├── ArchiveDamaged
├── ArchiveTooNew
├── UnknownDocument
├── UnknownAnswer
├── UnknownExample
├── UnknownFolder
├── FolderOverlaps
├── UnknownCollection
├── CollectionNameInvalid
├── CollectionNameTaken
├── FirstCollectionFixed
├── CollectionFileError      a collection could not be written to a file, or read from one
│   ├── CollectionFileExists
│   ├── CollectionFileUnwritable
│   ├── CollectionFileUnreadable
│   ├── CollectionFileForeign
│   ├── CollectionFileDamaged
│   └── CollectionFileTooNew
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
    """The file was read and holds no text."""


class PasswordProtected(DocumentError):
    """The file opens with a password only."""


class WrongPassword(DocumentError):
    """The file does not open with the password that was given."""


class OcrMissing(DocumentError):
    """The file is a scan, and there is no Tesseract with Dutch or English to recognise its text."""


class NothingRecognised(DocumentError):
    """The file is a scan, and Tesseract found no words on its pages."""


@dataclass(eq=False)
class TooManyScans(DocumentError):
    """The file is a scan of more pages than are recognised."""

    pages: int
    limit: int


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


class DocumentChanged(DocumentError):
    """The file is no longer the one that was read."""


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


@dataclass(eq=False)
class UnknownExample(StoreError):
    """There is no example of this id."""

    example: str


@dataclass(eq=False)
class UnknownCollection(StoreError):
    """There is no collection of this id or name."""

    collection: str


@dataclass(eq=False)
class CollectionNameInvalid(StoreError):
    """A collection's name is empty, or longer than the limit in characters."""

    limit: int


@dataclass(eq=False)
class CollectionNameTaken(StoreError):
    """There is a collection of this name already."""

    name: str


class FirstCollectionFixed(StoreError):
    """The first collection is named by the interface."""


@dataclass(eq=False)
class CollectionFileError(StoreError):
    """A collection could not be written to this file, or read from it."""

    path: str


class CollectionFileExists(CollectionFileError):
    """There is a file of this name, and nobody said that it may be replaced."""


@dataclass(eq=False)
class CollectionFileUnwritable(CollectionFileError):
    """The operating system does not take the file; `reason` is its error name, such as EACCES."""

    reason: str


@dataclass(eq=False)
class CollectionFileUnreadable(CollectionFileError):
    """The operating system does not hand out the file; `reason` is its error name, such as ENOENT."""

    reason: str


class CollectionFileForeign(CollectionFileError):
    """The file is not what `store.export` writes."""


class CollectionFileDamaged(CollectionFileError):
    """The file was written by `store.export`, and is another now or not whole."""


@dataclass(eq=False)
class CollectionFileTooNew(CollectionFileError):
    """A newer version of the program wrote the file: its format, and the last one known."""

    number: int
    known: int


@dataclass(eq=False)
class UnknownFolder(StoreError):
    """No folder of this id is kept in step."""

    folder: str


@dataclass(eq=False)
class FolderOverlaps(StoreError):
    """A folder lies in one that is kept in step already, or such a one in it; `other` is that one."""

    path: str
    other: str


class DiskFull(StoreError):
    """There is no room for what was to be written; nothing was."""


@dataclass(eq=False)
class IndexDamaged(StoreError):
    """The index does not open, or disagrees with the archive; it is to be built anew."""

    reason: str
