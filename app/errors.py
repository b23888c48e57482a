"""The errors of the program itself, and the one way any error becomes data.

AppError
├── UnknownTask
├── TaskReadsNoDocuments
├── TaskFileBroken
├── FieldMissing
├── FieldUnknown
├── FieldInvalid
├── TuningInvalid
├── MaximumLengthTooSmall
├── NoDocuments
├── NothingInScope
├── TooMuchToRead
├── EmbeddingModelChanged
├── MapNotMade
├── FolderUnreachable
├── FolderTooLarge
├── DataFolderInUse
├── DataFolderUnwritable
├── PasswordFileUnreadable
├── RequestUnsendable
├── EngineDied
└── InternalError

`store.errors` and `models.errors` have the other two trees. `app.sentences` has the sentences.
"""

import errno
from dataclasses import dataclass

from models.errors import ModelError
from store.errors import DiskFull, StoreError
from store.schema import Fault


class AppError(Exception):
    """Anything that goes wrong in the program rather than in a store or a model."""


@dataclass(eq=False)
class UnknownTask(AppError):
    """There is no task of this id."""

    task: str


@dataclass(eq=False)
class TaskReadsNoDocuments(AppError):
    """Documents cannot be pinned for this task: it does without any."""

    task: str


@dataclass(eq=False)
class TaskFileBroken(AppError):
    """A task file does not follow the format; `reason` is for whoever wrote it."""

    path: str
    reason: str


@dataclass(eq=False)
class FieldMissing(AppError):
    """A required field of the form is empty."""

    field: str


@dataclass(eq=False)
class FieldUnknown(AppError):
    """The task has no such field."""

    field: str


@dataclass(eq=False)
class FieldInvalid(AppError):
    """The value does not fit the field; `allowed` says what does."""

    field: str
    allowed: str


@dataclass(eq=False)
class TuningInvalid(AppError):
    """A tuning value is out of its bounds."""

    name: str
    lowest: float
    highest: float


@dataclass(eq=False)
class MaximumLengthTooSmall(AppError):
    """The fixed form has more places to fill than the maximum length can share out; in tokens."""

    needed: int
    given: int


class NoDocuments(AppError):
    """The task answers from documents and the library is empty."""


class NothingInScope(AppError):
    """The task answers from documents, and none that can be read is in the scope that was asked."""


@dataclass(eq=False)
class TooMuchToRead(AppError):
    """Everything was to be read, and that is more passages than anybody would wait for."""

    passages: int
    limit: int


@dataclass(eq=False)
class EmbeddingModelChanged(AppError):
    """Documents were embedded with another model; vectors of two models are never mixed."""

    documents: int


class MapNotMade(AppError):
    """The process that makes the map of the library ended before it was done."""


@dataclass(eq=False)
class FolderUnreachable(AppError):
    """A folder is not there, or its drive does not answer."""

    path: str


@dataclass(eq=False)
class FolderTooLarge(AppError):
    """There are more files in a folder than are taken on."""

    path: str
    limit: int


@dataclass(eq=False)
class DataFolderInUse(AppError):
    """Another process works in the data folder."""

    process: int
    since: str


@dataclass(eq=False)
class DataFolderUnwritable(AppError):
    """The data folder, or the disk it is on, does not take what is written; `reason` is an errno name."""

    path: str
    reason: str


@dataclass(eq=False)
class PasswordFileUnreadable(AppError):
    """The file that passwords were to be taken from cannot be read, or is no text."""

    path: str


class RequestUnsendable(AppError):
    """A text is no Unicode, or a number is too large to be a number anybody means."""


@dataclass(eq=False)
class EngineDied(AppError):
    """The engine process ended by itself; `exit_code` is negative for a signal."""

    exit_code: int


@dataclass(eq=False)
class InternalError(AppError):
    """A bug of ours; the log names the place."""

    name: str


@dataclass(eq=False)
class Told(Exception):
    """A failure that a child process told of, on its way to be the failure of a job."""

    fault: Fault


def fault_of(error: BaseException) -> Fault:
    """The error as data.

    The attributes of an error of ours are its details. Of a foreign one only the class is told: its
    text may hold a piece of a document.
    """
    if isinstance(error, Told):
        return error.fault
    if isinstance(error, (AppError, ModelError, StoreError)):
        return Fault(type(error).__name__, dict(vars(error)))
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        return fault_of(DiskFull())
    return Fault("InternalError", {"name": type(error).__name__})
