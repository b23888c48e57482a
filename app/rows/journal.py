"""What was done of a run, in one file beside its results: a line for each row that came to an end.

A kill loses the row that was being made. A line that is not whole counts as none.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import msgspec

from app.errors import RowsFolderTaken
from store.schema import Fault, FileStamp

JOURNAL = "binnenshuis-rows.jsonl"

RowState = Literal["done", "failed", "wrong"]


class Note(msgspec.Struct, frozen=True):
    """Something to know of an answer; the name of a sentence and how many."""

    key: Literal["refused", "left_out", "unreadable", "unfilled", "drifted"]
    count: int = 0


class Outcome(msgspec.Struct, frozen=True, tag="row", omit_defaults=True):
    """A row that came to an end. `digest` says from what: fields, task, tuning, model. `sections` are the
    texts by the place of their section in the task, `claims` the sentences of which `supported` are borne
    out, `files` the names of its documents. `wrong`: it does not fit the form and was not made; `faults` say
    why not, or what failed."""

    row: int
    digest: str
    state: RowState
    answer: str = ""
    sections: dict[int, str] = {}
    supported: int = 0
    claims: int = 0
    notes: tuple[Note, ...] = ()
    files: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()
    seconds: float = 0.0


class Head(msgspec.Struct, frozen=True, tag="run"):
    """The first line: whose results these are, and what the table of results is called, without ending."""

    spreadsheet: str
    task: str
    table: str
    format: int = 1


class Written(msgspec.Struct, frozen=True, tag="table"):
    """The tables of results as they were written last, by ending: who changed one since then keeps it."""

    stamps: dict[str, FileStamp]
    table: str


_Line = Head | Outcome | Written
_DECODER = msgspec.json.Decoder(_Line)


class Journal:
    """The file, open for one run.

    Attributes:
        outcomes: by row, the last one of each.
        written: the tables as they were written last, if they were.
    """

    def __init__(self, folder: Path, head: Head) -> None:
        """Read what there is, or begin.

        Raises:
            RowsFolderTaken: it is the journal of another spreadsheet or task.
            OSError
        """
        self._path = folder / JOURNAL
        self.outcomes: dict[int, Outcome] = {}
        self.written: Written | None = None
        self.head = head
        lines = list(_lines(self._path))
        if self._path.exists():
            known = lines[0] if lines else None
            if not isinstance(known, Head) or (known.spreadsheet, known.task) != (
                head.spreadsheet,
                head.task,
            ):
                raise RowsFolderTaken(str(folder))
            self.head = known
            for line in lines:
                self._take(line)
            with self._path.open("ab") as file:
                file.write(b"\n")  # ends a line that a kill left half; empty lines are passed over
        else:
            self._append(head)

    def keep(self, *lines: Outcome | Written) -> None:
        """Add lines; they are on the disk when this returns.

        Raises:
            OSError
        """
        self._append(*lines)
        for line in lines:
            self._take(line)

    def _append(self, *lines: _Line) -> None:
        with self._path.open("ab") as file:
            file.write(b"".join(msgspec.json.encode(line) + b"\n" for line in lines))
            file.flush()
            os.fsync(file.fileno())

    def _take(self, line: _Line) -> None:
        if isinstance(line, Outcome):
            self.outcomes[line.row] = line
        elif isinstance(line, Written):
            self.written = line


def _lines(path: Path) -> Iterator[_Line]:
    """The whole lines; anything may have been done to the file."""
    if not path.exists():
        return
    with path.open("rb") as file:
        for line in file:
            try:
                yield _DECODER.decode(line)
            except (msgspec.DecodeError, RecursionError):
                continue
