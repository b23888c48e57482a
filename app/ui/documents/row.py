"""One row of the list of documents: a file, what the library keeps of it, what is going on with it, and
the words for that."""

import re
from dataclasses import dataclass
from pathlib import PurePath, PureWindowsPath
from typing import Literal

import msgspec
from PySide6.QtCore import QObject

from app.messages import DocumentReport
from app.sentences import Sentences
from app.ui.plain_text import one_line
from store.letters import folded
from store.schema import Fault

RowState = Literal["waiting", "reading", "ready", "failed"]
Place = tuple[bool, str, str]
"""Where a row is in the list: after those that failed, by the order of its name, by its path."""

_NUMBER = re.compile(r"\d+")
_WINDOWS = re.compile(r"[A-Za-z]:\\")


@dataclass(eq=False, slots=True)
class DocumentRow:
    """`kept` is what the library has of it, `problem` why it could not be read the last time.

    `place` does not follow the state by itself: rows stay where they are while documents are read.
    `listed`: it is in the list that is shown.
    """

    path: str
    name: str
    place: Place
    kept: DocumentReport | None = None
    problem: Fault | None = None
    activity: Literal["", "waiting", "reading"] = ""
    listed: bool = False

    @property
    def id(self) -> str:
        """The library's; empty when it has nothing of this file."""
        return self.kept.id if self.kept else ""

    @property
    def collection(self) -> str | None:
        """The id of the one that it is in; None while the library has nothing of this file."""
        return self.kept.collection if self.kept else None

    @property
    def is_trouble(self) -> bool:
        """Whether it could not be read, and nobody has said that this does not matter."""
        return self.problem is not None and not (self.kept is not None and self.kept.ignored)

    @property
    def ready(self) -> bool:
        """Whether it can be searched, as it can while it is read again."""
        return self.kept is not None and self.kept.state == "ready"

    @property
    def state(self) -> RowState:
        if self.activity == "reading" or (self.activity == "waiting" and not self.ready):
            return self.activity
        return "failed" if self.problem is not None else "ready"

    @property
    def nothing_known(self) -> bool:
        """Whether it was never read, so that there is nothing to show of it once it does not wait."""
        return self.kept is None and self.problem is None

    def take(self, report: DocumentReport) -> None:
        """What the engine says of this file now."""
        if report.state in ("waiting", "reading"):
            self.activity = report.state
            return
        self.activity, self.problem = "", report.error
        if report.id:  # else it could not be reached, and what the library has of it stays
            self.kept = msgspec.structs.replace(report, known=False, cut=0)

    def find_place(self) -> None:
        """The place that its state and name give it."""
        self.place = (self.state != "failed", _order(self.name), self.path)


def row_for(report: DocumentReport) -> DocumentRow:
    """A row for a file that the list does not have yet."""
    name = one_line(_path(report.path).name or report.path)
    row = DocumentRow(report.path, name, (True, "", ""))
    row.take(report)
    row.find_place()
    return row


def _path(path: str) -> PurePath:
    """One that was imported may be of another system."""
    return PureWindowsPath(path) if _WINDOWS.match(path) else PurePath(path)


def _order(name: str) -> str:
    """Names sort as a person would: without capitals and accents, numbers by their value."""
    return _NUMBER.sub(lambda number: number[0].zfill(12), folded(name))


class DocumentWords(QObject):
    """What a row says of its document."""

    def __init__(self, sentences: Sentences, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sentences = sentences

    def line(self, row: DocumentRow) -> str:
        """The line under the name: a few words, or why it could not be read."""
        state = row.state
        if state == "waiting":
            return self.tr("waiting")
        if state == "reading":
            return self.tr("being read…")
        if row.problem is not None:
            return self._sentence_without_path(row.problem)
        if row.kept is None:
            return ""
        passages = self.tr("%n passages", "", row.kept.passages)
        if row.kept.pages < 2:
            return passages
        return " · ".join((self.tr("%n pages", "", row.kept.pages), passages))

    def whole(self, row: DocumentRow) -> str:
        """Where it is and, where it could not be read, why; with line breaks."""
        if row.state != "failed" or row.problem is None:
            return row.path
        return "\n\n".join((row.path, self._sentences.error(row.problem)))

    def _sentence_without_path(self, problem: Fault) -> str:
        """The sentence speaks of "this file": the name stands above it."""
        if "path" in problem.details:
            problem = Fault(problem.kind, problem.details | {"path": self.tr("this file")})
        sentence = one_line(self._sentences.error(problem))
        return sentence[:1].upper() + sentence[1:]
