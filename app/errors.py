"""The errors of the program itself, and the one way any error becomes data.

AppError
├── UnknownTask
├── TaskReadsNoDocuments
├── TaskFileBroken
├── TaskFileExists
├── TaskFileUnwritable
├── TaskThere
├── TaskBuiltIn
├── TaskNotBuiltIn
├── AnswerNotWhole
├── AnswerOutdated
├── FieldMissing
├── FieldUnknown
├── FieldInvalid
├── FieldFileUnreadable
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
├── ExportKindUnknown
├── ExportFileExists
├── ExportUnwritable
├── TemplateUnreadable
├── RequestUnsendable
├── SpreadsheetError         what is to make one answer a row could not be read
│   ├── SpreadsheetUnreadable
│   ├── SpreadsheetForeign
│   ├── SpreadsheetProtected
│   ├── SpreadsheetTooLarge
│   ├── TooManyRows
│   ├── TooManyColumns
│   ├── SpreadsheetWithoutRows
│   └── SpreadsheetNotRead
├── NoColumnFits
├── SpreadsheetExists
├── RowsFolderTaken
├── RowsFolderUnwritable
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
    """A task file does not follow the format.

    `reason` is the name of a sentence of the group `task_file` in `sentences.toml`, which tells of `about`,
    or the words of a parser. `line` is 0 where no line is to blame.
    """

    path: str
    reason: str
    line: int = 0
    about: str = ""


@dataclass(eq=False)
class TaskFileExists(AppError):
    """A task was to be written where there is a file already."""

    path: str


@dataclass(eq=False)
class TaskFileUnwritable(AppError):
    """A task file cannot be written or removed; `reason` is an errno name."""

    path: str
    reason: str


@dataclass(eq=False)
class TaskThere(AppError):
    """A task of this id is there already."""

    task: str


@dataclass(eq=False)
class TaskBuiltIn(AppError):
    """The task came with the program, as it is: there is nothing to remove."""

    task: str


@dataclass(eq=False)
class TaskNotBuiltIn(AppError):
    """The task did not come with the program: there is nothing to go back to."""

    task: str


@dataclass(eq=False)
class AnswerNotWhole(AppError):
    """An answer that was not written to its end is no example of anything."""

    answer: str


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
class FieldFileUnreadable(AppError):
    """The file that holds the value of a field cannot be read."""

    path: str
    reason: str


@dataclass(eq=False)
class TuningInvalid(AppError):
    """A tuning value is out of its bounds."""

    name: str
    lowest: float
    highest: float


@dataclass(eq=False)
class AnswerOutdated(AppError):
    """An answer cannot be written again in parts: its task has other sections now, or it was cut off."""

    answer: str


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


@dataclass(eq=False)
class ExportKindUnknown(AppError):
    """An answer cannot be written as a file whose name ends like this; `endings` are those that can be."""

    path: str
    endings: str


@dataclass(eq=False)
class ExportFileExists(AppError):
    """An answer is not written over a file that is there already."""

    path: str


@dataclass(eq=False)
class ExportUnwritable(AppError):
    """The file of an answer cannot be written; `reason` is an errno name."""

    path: str
    reason: str


@dataclass(eq=False)
class TemplateUnreadable(AppError):
    """The Word template is not there, or is no document that can be used as one."""

    path: str


class RequestUnsendable(AppError):
    """A text is no Unicode, or a number is too large to be a number anybody means."""


@dataclass(eq=False)
class SpreadsheetError(AppError):
    """A spreadsheet that is to make one answer a row could not be read."""

    path: str


@dataclass(eq=False)
class SpreadsheetUnreadable(SpreadsheetError):
    """The operating system does not hand out the file; `reason` is its own."""

    reason: str


class SpreadsheetForeign(SpreadsheetError):
    """It is no workbook and no text with separators, or is damaged."""


class SpreadsheetProtected(SpreadsheetError):
    """The workbook opens with a password only."""


@dataclass(eq=False)
class SpreadsheetTooLarge(SpreadsheetError):
    """The file, or what is in it, is over the limit; both in MiB."""

    size: int
    limit: int


@dataclass(eq=False)
class TooManyRows(SpreadsheetError):
    """There are more rows than are taken on at once."""

    limit: int


@dataclass(eq=False)
class TooManyColumns(SpreadsheetError):
    """There are more columns than any form has fields."""

    limit: int


class SpreadsheetWithoutRows(SpreadsheetError):
    """There is no line with the names of columns, or no row below it."""


class SpreadsheetNotRead(SpreadsheetError):
    """Reading it took too long, or more memory than it may."""


@dataclass(eq=False)
class NoColumnFits(AppError):
    """No column of a spreadsheet is called as a field of the task is; `fields` are the names it has."""

    path: str
    fields: str


@dataclass(eq=False)
class SpreadsheetExists(AppError):
    """The spreadsheet that was to be written is there already."""

    path: str


@dataclass(eq=False)
class RowsFolderTaken(AppError):
    """The folder holds the answers to the rows of another spreadsheet or for another task."""

    path: str


@dataclass(eq=False)
class RowsFolderUnwritable(AppError):
    """The folder for the answers of a spreadsheet does not take what is written; `reason` is the system's."""

    path: str
    reason: str


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
