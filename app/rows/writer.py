"""The process that keeps the results of a run for the window, whose own process has no time for it.

The command line, which may wait, calls `app.rows.results` itself.
"""

import os
from pathlib import Path

import msgspec

from app import pipes
from app.errors import AppError, RowsFolderUnwritable, fault_of
from app.messages import AnswerWritten, Language
from app.rows.journal import Outcome
from app.rows.plan import Plan
from app.rows.results import Results
from app.rows.template import write_template
from app.tasks import Task
from store.errors import StoreError
from store.schema import Fault

ROLE = "--row-writer"
_NICENESS = 10
"""Answers are written meanwhile, and nobody waits for this."""


class OpenRequest(msgspec.Struct, frozen=True, tag=True):
    """Open the folder of this plan."""

    plan: Plan


class KeepRequest(msgspec.Struct, frozen=True, tag=True):
    """Keep how a row ended."""

    outcome: Outcome
    answer: AnswerWritten | None = None


class FinishRequest(msgspec.Struct, frozen=True, tag=True):
    """Bring the table of results up to date."""


class TemplateRequest(msgspec.Struct, frozen=True, tag=True):
    """Write a spreadsheet to begin with, in place of one that is there: a person was asked."""

    path: str
    task: Task
    language: Language


class Opened(msgspec.Struct, frozen=True, tag=True):
    """It is open. Outcomes that still hold come without the texts of their sections."""

    outcomes: tuple[Outcome, ...]


class Kept(msgspec.Struct, frozen=True, tag=True):
    """It is kept; the outcome names its documents."""

    outcome: Outcome


class Finished(msgspec.Struct, frozen=True, tag=True):
    """The table of results is here."""

    table: str


class TemplateWritten(msgspec.Struct, frozen=True, tag=True):
    """It is here."""

    path: str


class NotKept(msgspec.Struct, frozen=True, tag=True):
    """It could not be done."""

    fault: Fault


Request = OpenRequest | KeepRequest | FinishRequest | TemplateRequest
Reply = Opened | Kept | Finished | TemplateWritten | NotKept


def run() -> None:
    """In the child: answer requests until the pipe ends. What is kept belongs to the plan that was opened."""
    channel = pipes.take_over_standard_streams(Request)
    if hasattr(os, "nice"):
        os.nice(_NICENESS)
    writing = Writing()
    while (request := channel.receive()) is not None:
        channel.send(writing.reply_to(request))


class Writing:
    """Answers requests about one run."""

    def __init__(self) -> None:
        self._results: Results | None = None

    def reply_to(self, request: Request) -> Reply:
        """What comes of a request."""
        try:
            if isinstance(request, OpenRequest):
                return self._open(request.plan)
            if isinstance(request, TemplateRequest):
                return _write_template(request)
            assert self._results is not None
            if isinstance(request, KeepRequest):
                return Kept(_without_texts(self._results.keep(request.outcome, request.answer)))
            self._results.write_table()
            return Finished(str(self._results.table))
        except (AppError, StoreError) as error:
            return NotKept(fault_of(error))

    def _open(self, plan: Plan) -> Opened:
        self._results = Results(plan)
        self._results.keep_wrong()
        return Opened(tuple(map(_without_texts, self._results.outcomes.values())))


def _write_template(request: TemplateRequest) -> Reply:
    try:
        write_template(Path(request.path), request.task, request.language, replace=True)
    except OSError as error:
        folder = str(Path(request.path).parent)
        return NotKept(fault_of(RowsFolderUnwritable(folder, error.strerror or type(error).__name__)))
    return TemplateWritten(request.path)


def _without_texts(outcome: Outcome) -> Outcome:
    return msgspec.structs.replace(outcome, sections={})
