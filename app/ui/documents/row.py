"""One row of the list of documents: a file, what the library keeps of it, what is going on with it, and
the words for that."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath, PureWindowsPath
from typing import Literal

import msgspec
from PySide6.QtCore import QLocale, QObject

from app.messages import DocumentReport, PinnedDocument, PinsListed
from app.sentences import Sentences
from app.ui.plain_text import one_line
from store.letters import folded
from store.schema import ALL_TASKS, Fault

RowState = Literal["waiting", "reading", "ready", "failed"]
Place = tuple[bool, bool, str, str]
"""Where a row is in the list: after those that failed, after those that are pinned, by the order of its name,
by its path."""

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
    def pinned(self) -> tuple[str, ...]:
        """The tasks for which it is always read whole, "" for all."""
        return self.kept.pinned if self.kept else ()

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
            # Of 100,000 documents only what the list tells is kept.
            self.kept = msgspec.structs.replace(report, known=False, cut=0, title="", language="")

    def find_place(self) -> None:
        """The place that its state and pins give it, among those of its name."""
        first = self.state != "failed", not self.pinned
        if self.place[:2] != first:
            self.place = (*first, *self.place[2:])

    def follow_pins(self) -> None:
        """The place that its pins give it, wherever its state has put it."""
        self.place = (self.place[0], not self.pinned, *self.place[2:])


def row_for(report: DocumentReport) -> DocumentRow:
    """A row for a file that the list does not have yet."""
    name = one_line(_path(report.path).name or report.path)
    row = DocumentRow(report.path, name, (True, True, _order(name), report.path))
    row.take(report)
    row.find_place()
    return row


def round_words(words: int) -> str:
    """As many words as a person remembers: two figures."""
    size = 10 ** max(len(str(words)) - 2, 0)
    return QLocale().toString(round(words / size) * size)


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
        self._costs: dict[str, PinnedDocument] = {}
        self._room = 0
        self._tasks: dict[str, str] = {}

    def take_costs(self, pins: PinsListed) -> None:
        """What is always read, and what it costs."""
        self._costs = {one.document: one for one in pins.documents}
        self._room = pins.room

    def offer_tasks(self, tasks: Sequence[tuple[str, str]]) -> None:
        """What tasks are called, by id."""
        self._tasks = dict(tasks)

    def is_too_long(self, row: DocumentRow) -> bool:
        """Whether it is pinned, and there is no room to read it whole."""
        cost = self._costs.get(row.id)
        return bool(row.pinned) and cost is not None and bool(cost.too_long_for)

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
        if row.pinned:
            return self._pinned_line(row)
        passages = self.tr("%n passages", "", row.kept.passages)
        if row.kept.pages < 2:
            return passages
        return " · ".join((self.tr("%n pages", "", row.kept.pages), passages))

    def whole(self, row: DocumentRow) -> str:
        """Where it is and, where it could not be read, why; with line breaks."""
        problem = row.problem if row.state == "failed" else None
        said = [row.path] + ([self._sentences.error(problem)] if problem is not None else [])
        if row.pinned:
            said.append(self._pinned_whole(row))
        return "\n\n".join(said)

    def _pinned_line(self, row: DocumentRow) -> str:
        if self.is_too_long(row):
            return self.tr("too long to be always read whole")
        always, cost = self.tr("always read"), self._costs.get(row.id)
        if cost is None:
            return always
        words = self.tr("{words} words").format(words=round_words(cost.words))
        return f"{always} · {words}"

    def _pinned_whole(self, row: DocumentRow) -> str:
        """For which tasks it is read, and what that costs."""
        if self.is_too_long(row):
            said = self.tr("To be always read whole, but there is no room: it is searched, like the others.")
        elif ALL_TASKS in row.pinned:
            said = self.tr("Always read whole, for every question.")
        else:
            names = ", ".join(self._tasks.get(task, task) for task in row.pinned)
            said = self.tr("Always read whole for: {tasks}.").format(tasks=names)
        cost = self._costs.get(row.id)
        return said if cost is None else f"{said}\n{self._cost(cost)}"

    def _cost(self, cost: PinnedDocument) -> str:
        percent = round(100 * cost.tokens / max(self._room, 1))
        if percent > 100:
            sentence = self.tr("About {words} words, more than the model reads at once.")
        else:
            sentence = self.tr("About {words} words, {percent} % of what the model reads at once.")
        return sentence.format(words=round_words(cost.words), percent=percent)

    def _sentence_without_path(self, problem: Fault) -> str:
        """The sentence speaks of "this file": the name stands above it."""
        if "path" in problem.details:
            problem = Fault(problem.kind, problem.details | {"path": self.tr("this file")})
        sentence = one_line(self._sentences.error(problem))
        return sentence[:1].upper() + sentence[1:]
