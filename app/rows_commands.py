"""`ask --rows`: one answer for each row of a spreadsheet, without a window."""

import math
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from app import settings
from app.collection_commands import Runs
from app.console import Console
from app.file_reading import JobFailed
from app.messages import Answer, Done, Event, Failed, Job, ListModels, ModelsListed
from app.paths import Paths
from app.rows.checking import PlannedRow, checked_rows
from app.rows.journal import Outcome
from app.rows.mapping import check_columns, column_name, matched, not_used
from app.rows.plan import Plan, default_folder
from app.rows.reader import read_in_child
from app.rows.result_table import sentences_of
from app.rows.results import Results
from app.rows.run import Run, run_all
from app.rows.table import Table
from app.rows.template import write_template
from app.sentences import Sentences
from app.tasks import Task, check_tuning, find, load_all

MOST_NAMED = 50
"""Rows whose problems are told on the terminal; the table of results names all."""

_DONE, _FAILED = 0, 1


def ask(options: Any, request: Answer, session: Runs, console: Console) -> int:
    """One answer for each row, or a spreadsheet to begin with. The fields of the request hold for all rows,
    where a row's own cell is empty.

    Raises:
        UnknownTask, TaskFileBroken, TuningInvalid, SpreadsheetError, SpreadsheetExists, NoColumnFits
        RowsFolderTaken, RowsFolderUnwritable, DiskFull
        JobFailed: for a reason that is no row's own.
    """
    task = find(load_all(Paths.under(options.data_dir).tasks), request.task)
    if options.rows_template is not None:
        return _template(Path(options.rows_template).absolute(), task, console)
    return _make(options, request, task, session, console)


def _template(path: Path, task: Task, console: Console) -> int:
    path = path if path.suffix.lower() == ".xlsx" else path.with_name(path.name + ".xlsx")
    write_template(path, task, console.sentences.language)
    console.result(console.sentences.say("rows.template", path=path))
    return _DONE


def _make(options: Any, request: Answer, task: Task, session: Runs, console: Console) -> int:
    check_tuning(request.tuning)
    paths, sentences = Paths.under(options.data_dir), console.sentences
    paths.create()
    table = read_in_child(Path(options.rows).absolute(), paths)
    columns = matched(table.columns, task)
    check_columns(table, columns, task, sentences.language)
    rows = tuple(checked_rows(table, columns, task, sentences.language, request.tuning, request.fields))
    _show_problems(rows, table, not_used(table, columns), console)
    wrong = sum(bool(row.problems) for row in rows)
    if options.rows_check:
        console.result(sentences.say("rows.checked", right=len(rows) - wrong, wrong=wrong))
        return _FAILED if wrong else _DONE
    plan = Plan(
        spreadsheet=table.path,
        columns=table.columns,
        rows=rows,
        task=task,
        language=sentences.language,
        tuning=request.tuning,
        folder=str(_folder(options, table, sentences)),
        formats=tuple(dict.fromkeys(options.export_format)),
        model=_writer(session),
        scope=request.scope,
        limit=request.limit,
        template=settings.load(paths.settings).word_template,
    )
    return _Making(plan, session, console, options.json).make()


class _Making:
    """One run on the command line."""

    def __init__(self, plan: Plan, session: Runs, console: Console, json: bool) -> None:
        self._plan, self._session, self._console, self._json = plan, session, console, json
        self._results = Results(plan)
        self._run = Run(plan, self._results.outcomes)
        self._say = console.sentences.say

    def make(self) -> int:
        run, results = self._run, self._results
        counts = {"left": run.left, "total": run.total, "wrong": run.wrong}
        self._console.note(self._say("rows.begins", **counts, folder=self._plan.folder))
        try:
            with closing(run_all(run, results, self._events, time.monotonic)) as outcomes:
                for outcome in outcomes:
                    self._show(outcome)
        finally:
            if run.left or run.current is not None:
                self._console.note(self._say("rows.go_on", done=run.done, total=run.total))
        if run.trouble is not None and run.left:
            raise JobFailed(run.trouble)
        self._show_wrong()
        return self._end()

    def _events(self, job: Job) -> Iterator[Event]:
        """All events of a job, with the closing one, which the session tells by its errors. A stop is not
        caught here: it ends the command."""
        try:
            yield from self._session.run(job)
        except JobFailed as failure:
            yield Failed(failure.fault)
        else:
            yield Done()

    def _show(self, outcome: Outcome) -> None:
        if self._json:
            self._console.data(_data(outcome, self._plan, self._console.sentences))
        if outcome.state == "failed":
            reason = sentences_of(outcome, self._console.sentences)
            self._console.note(self._say("rows.failed", row=outcome.row, reason=reason))
            return
        counts = {"row": outcome.row, "done": self._run.done, "total": self._run.total}
        left = self._run.seconds_left
        if left:
            minutes = math.ceil(left / 60)
            self._console.note(self._say("rows.made_with_time", **counts, minutes=minutes))
        else:
            self._console.note(self._say("rows.made", **counts))

    def _show_wrong(self) -> None:
        """A line for each row that was not made, after those that were."""
        for row in self._plan.rows if self._json else ():
            if row.problems:
                outcome = self._results.outcomes[row.number]
                self._console.data(_data(outcome, self._plan, self._console.sentences))

    def _end(self) -> int:
        run, results = self._run, self._results
        counts = {"done": run.done, "failed": run.failed, "wrong": run.wrong}
        tell = self._console.note if self._json else self._console.result
        tell(self._say("rows.summary", **counts, table=results.table))
        unmade = [row.number for row in self._plan.rows if results.outcomes[row.number].state != "done"]
        if unmade:
            self._console.note(self._say("rows.named", rows=", ".join(map(str, unmade))))
        return _FAILED if unmade else _DONE


def _show_problems(rows: Sequence[PlannedRow], table: Table, unused: Sequence[str], console: Console) -> None:
    """What is not right, before anything is made: by column, then by row."""
    say, sentences = console.sentences.say, console.sentences
    if unused:
        console.note(say("rows.columns_not_used", columns=", ".join(unused)))
    wrong = [row for row in rows if row.problems]
    for row in wrong[:MOST_NAMED]:
        for problem in row.problems:
            told = sentences.error(problem.fault)
            if problem.column < 0:
                console.note(say("rows.problem_of_row", row=row.number, problem=told))
            else:
                column = column_name(table, problem.column)
                console.note(say("rows.problem", row=row.number, column=column, problem=told))
    if len(wrong) > MOST_NAMED:
        console.note(say("rows.more_problems", count=len(wrong) - MOST_NAMED))


def _data(outcome: Outcome, plan: Plan, sentences: Sentences) -> dict[str, object]:
    """A row as an object; `sections` are those that its answer has, in order."""
    headings = [section.heading.in_language(plan.language) for section in plan.task.sections]
    error = (
        {"kind": outcome.faults[0].kind, "text": sentences_of(outcome, sentences)} if outcome.faults else None
    )
    return {
        "row": outcome.row,
        "state": outcome.state,
        "answer": outcome.answer,
        "sections": [
            {"title": headings[place], "text": text} for place, text in sorted(outcome.sections.items())
        ],
        "supported": outcome.supported,
        "claims": outcome.claims,
        "files": outcome.files,
        "error": error,
    }


def _folder(options: Any, table: Table, sentences: Sentences) -> Path:
    if options.out is not None:
        return Path(options.out).absolute()
    return default_folder(Path(table.path), sentences)


def _writer(session: Runs) -> str:
    """The path of the model that writes: answers of another one are made anew."""
    for event in session.run(ListModels()):
        for model in event.models if isinstance(event, ModelsListed) else ():
            if model.kind == "writer" and model.chosen:
                return model.path
    return ""
