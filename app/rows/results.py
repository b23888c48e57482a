"""The folder of a run: its journal, the table of results, and a document for each row.

Nothing that a person has put there or changed is written over. The table is brought up to date while rows are
made, so seldom that it costs a small part of the time.
"""

import errno
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path

import msgspec

from app.errors import RowsFolderUnwritable
from app.export import export_answer, free_path
from app.messages import AnswerWritten
from app.rows.checking import PlannedRow
from app.rows.journal import Head, Journal, Outcome, Written
from app.rows.plan import Plan, table_stem
from app.rows.result_table import ResultTable
from app.rows.sheets import write_separated, write_workbook
from app.sentences import Sentences
from store.errors import DiskFull
from store.schema import FileStamp

ENDINGS = (".xlsx", ".csv")
TABLE_SECONDS = 5.0
"""How often the table is written at most; and never for more than a tenth of the time."""
_MOST_NAME = 60


class Results:
    """The results of one plan. All methods block: never call them in the window's thread.

    Attributes:
        outcomes: by row, those that still hold: made from the same fields in the same way.
        table: the path of the table of results (.xlsx).
    """

    def __init__(self, plan: Plan, clock: Callable[[], float] = time.monotonic) -> None:
        """Open the folder, and make it where there is none.

        Raises:
            RowsFolderTaken, RowsFolderUnwritable, DiskFull
        """
        self._plan, self._clock = plan, clock
        self._folder = Path(plan.folder)
        sentences = Sentences(plan.language)
        self._table = ResultTable(plan, sentences)
        stem = table_stem(Path(plan.spreadsheet), sentences)
        head = Head(Path(plan.spreadsheet).name, plan.task.id, stem)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._journal = Journal(self._folder, head)
        except OSError as error:
            raise self._told(error) from error
        self._stem = self._own_stem()
        self._written = self._clock()
        self._cost = 0.0
        digests = {row.number: plan.digest(row) for row in plan.rows}
        self.outcomes = {
            number: outcome
            for number, outcome in self._journal.outcomes.items()
            if digests.get(number) == outcome.digest
        }

    @property
    def table(self) -> Path:
        return self._folder / (self._stem + ENDINGS[0])

    def keep(self, outcome: Outcome, answer: AnswerWritten | None = None) -> Outcome:
        """Keep how a row ended, with the documents of its answer, whose names are in what is returned.

        Raises:
            RowsFolderUnwritable, DiskFull
            AppError: a document could not be written; the row is not kept.
        """
        if answer is not None:
            files = tuple(self._documents(outcome, answer))
            outcome = msgspec.structs.replace(outcome, files=files)
        self._keep(outcome)
        if self._clock() - self._written >= max(TABLE_SECONDS, 10 * self._cost):
            self.write_table()
        return outcome

    def keep_wrong(self) -> None:
        """Keep what is wrong with the rows that are not made.

        Raises:
            RowsFolderUnwritable, DiskFull
        """
        wrong = [outcome_of_wrong(row, self._plan) for row in self._plan.rows if row.problems]
        self._keep(*(outcome for outcome in wrong if self.outcomes.get(outcome.row) != outcome))

    def write_table(self) -> None:
        """Bring the table of results up to date.

        Raises:
            RowsFolderUnwritable, DiskFull
        """
        begun = self._clock()
        sheet = self._table.sheet(self.outcomes)
        self._stem = self._own_stem()
        try:
            write_workbook(self._folder / (self._stem + ENDINGS[0]), sheet)
            write_separated(self._folder / (self._stem + ENDINGS[1]), sheet)
            self._journal.keep(Written(self._stamps(self._stem), self._stem))
        except OSError as error:
            raise self._told(error) from error
        self._written = self._clock()
        self._cost = self._written - begun

    def _keep(self, *outcomes: Outcome) -> None:
        try:
            self._journal.keep(*outcomes)
        except OSError as error:
            raise self._told(error) from error
        self.outcomes.update({outcome.row: outcome for outcome in outcomes})

    def _documents(self, outcome: Outcome, answer: AnswerWritten) -> Iterable[str]:
        plan = self._plan
        template = Path(plan.template) if plan.template else None
        row = next(row for row in plan.rows if row.number == outcome.row)
        title = _title(row.fields, plan)
        for ending in plan.formats:
            path = free_path(self._folder, f"{row.number:04} {title}".strip(), ending)
            export_answer(answer, plan.task, plan.language, path, template=template, title=title)
            yield path.name

    def _own_stem(self) -> str:
        """What the table is called: the name that was written last, unless somebody has changed it since, or
        one that no file has."""
        written = self._journal.written
        if written is not None and written.stamps == self._stamps(written.table):
            return written.table
        stem, number = self._journal.head.table, 1
        while any((self._folder / (stem + ending)).exists() for ending in ENDINGS):
            number += 1
            stem = f"{self._journal.head.table} ({number})"
        return stem

    def _stamps(self, stem: str) -> dict[str, FileStamp]:
        stamps = {}
        for ending in ENDINGS:
            with suppress(OSError):
                status = (self._folder / (stem + ending)).stat()
                stamps[ending] = FileStamp(status.st_size, status.st_mtime_ns)
        return stamps

    def _told(self, error: OSError) -> RowsFolderUnwritable | DiskFull:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            return DiskFull()
        return RowsFolderUnwritable(str(self._folder), error.strerror or type(error).__name__)


def outcome_of_wrong(row: PlannedRow, plan: Plan) -> Outcome:
    """How a row ends that does not fit the form."""
    faults = tuple(problem.fault for problem in row.problems)
    return Outcome(row.number, plan.digest(row), "wrong", faults=faults)


def _title(fields: Mapping[str, str], plan: Plan) -> str:
    """What a row is about: the first field that says something."""
    values = (fields.get(field.id, "") for field in plan.task.fields)
    first = next((value for value in values if value.strip()), "")
    return " ".join(first.split())[:_MOST_NAME].strip()
