"""Goes from row to row: which one is next, what came of it, how long it still takes.

It starts nothing: the command line and the window each have their own way to run a job, and tell it what
happens. Results are kept by `app.rows.results`.
"""

from collections.abc import Callable, Generator, Iterator, Mapping

import msgspec

from app.messages import Answer, AnswerWritten, Closing, Done, Event, Failed, Job
from app.rows.checking import PlannedRow
from app.rows.journal import Note, Outcome
from app.rows.plan import Plan
from app.rows.results import Results
from app.tasks import check_form
from store.schema import Fault

RunJob = Callable[[Job], Iterator[Event]]
"""Runs a job to its end and yields all of its events, the closing one last."""

MOST_ALIKE = 5
"""So many rows that fail for one reason, one after the other, are reason to ask a person."""

_OF_EVERY_ROW = frozenset(
    {
        "NoModel",
        "UnknownModel",
        "ModelMissing",
        "ModelDamaged",
        "UnsafeModel",
        "NoChatTemplate",
        "NoDocuments",
        "NothingInScope",
        "EmbeddingModelChanged",
        "UnknownTask",
        "TaskFileBroken",
        "TuningInvalid",
        "DataFolderUnwritable",
        "DataFolderInUse",
        "DiskFull",
        "ArchiveDamaged",
    }
)
"""Faults that are no row's own."""


class Run:
    """A run over the rows that are to be made: those that were not made before, and those that failed.

    Attributes:
        done, failed: how many rows of this plan ended so, in this run or before.
        wrong: how many rows are not made, because they do not fit the form.
        current: the row that is being made.
        trouble: why no row is made any more, though there are: it would befall every one of them.
    """

    def __init__(self, plan: Plan, known: Mapping[int, Outcome]) -> None:
        """`known` are outcomes that still hold."""
        self.plan = plan
        self.current: PlannedRow | None = None
        self.trouble: Fault | None = None
        self._alike: list[str] = []  # of what the last rows failed, one after the other
        self._written: AnswerWritten | None = None
        self.wrong = sum(bool(row.problems) for row in plan.rows)
        right = [row for row in plan.rows if not row.problems]
        finished = {number for number, outcome in known.items() if outcome.state == "done"}
        self._waiting = [row for row in reversed(right) if row.number not in finished]
        self.done = len(right) - len(self._waiting)
        self.failed = 0
        self._seconds = [known[row.number].seconds for row in right if row.number in finished]

    @property
    def total(self) -> int:
        """How many rows there are to make in all, those of before included."""
        return self.done + self.failed + len(self._waiting) + (self.current is not None)

    @property
    def left(self) -> int:
        """How many are not made yet, the current one included."""
        return len(self._waiting) + (self.current is not None)

    @property
    def seconds_left(self) -> float | None:
        """What is expected until the last row is made, by those that were; None before there are any."""
        return sum(self._seconds) / len(self._seconds) * self.left if self._seconds else None

    def next(self) -> Answer | None:
        """The job of the next row, which is the current one from now on; None when all are made."""
        self._written = None
        self.current = self._waiting.pop() if self._waiting and self.trouble is None else None
        return self.plan.job(self.current) if self.current is not None else None

    def take(self, event: Event) -> None:
        """What happens to the current row."""
        if isinstance(event, AnswerWritten):
            self._written = event

    def close(self, closing: Closing, seconds: float) -> tuple[Outcome, AnswerWritten | None] | None:
        """How the current row ended, after so many seconds, with its answer; None when it was stopped: then
        it waits again."""
        row = self.current
        assert row is not None
        self.current = None
        written, self._written = self._written, None
        if isinstance(closing, Failed):
            return self._fail(row, closing.fault, seconds)
        self._alike.clear()
        if not isinstance(closing, Done) or written is None:
            self._waiting.append(row)
            return None
        self.done += 1
        self._seconds = [*self._seconds[-49:], seconds]
        return self._done(row, written, seconds), written

    def _fail(self, row: PlannedRow, fault: Fault, seconds: float) -> tuple[Outcome, None] | None:
        self._alike = [*self._alike, fault.kind] if fault.kind in self._alike else [fault.kind]
        if fault.kind in _OF_EVERY_ROW or len(self._alike) == MOST_ALIKE:
            self.trouble = fault
        if fault.kind in _OF_EVERY_ROW:
            self._waiting.append(row)
            return None
        self.failed += 1
        digest = self.plan.digest(row)
        return Outcome(row.number, digest, "failed", faults=(fault,), seconds=round(seconds, 1)), None

    def _done(self, row: PlannedRow, written: AnswerWritten, seconds: float) -> Outcome:
        claims = [
            one.support for one in written.sentences if one.support in ("supported", "weak", "unsupported")
        ]
        return Outcome(
            row.number,
            self.plan.digest(row),
            "done",
            answer=written.id,
            sections=self._sections(row, written),
            supported=claims.count("supported"),
            claims=len(claims),
            notes=tuple(_notes(written)),
            seconds=round(seconds, 1),
        )

    def _sections(self, row: PlannedRow, written: AnswerWritten) -> dict[int, str]:
        """The texts by the place of their section in the task: a form need not have all of them. An answer of
        another form, such as a refusal, stands whole where the first would."""
        task = self.plan.task
        form = check_form(task, row.fields, self.plan.language)
        places = [place for place, section in enumerate(task.sections) if form.holds(section.shown_if)]
        if len(places) != len(written.sections):
            return {0: written.text}
        return {place: section.text for place, section in zip(places, written.sections, strict=True)}


def run_all(
    run: Run, results: Results, run_job: RunJob, clock: Callable[[], float]
) -> Generator[Outcome, None, None]:
    """Make all rows one after the other; each outcome when it is kept. The table of results is up to date at
    the end, also when this is closed before it.

    Raises:
        RowsFolderUnwritable, DiskFull, AppError: as `Results.keep`.
    """
    results.keep_wrong()
    try:
        while (job := run.next()) is not None:
            begun, closing = clock(), None
            for event in run_job(job):
                run.take(event)
                closing = event if isinstance(event, Closing) else closing
            assert closing is not None
            ended = run.close(closing, clock() - begun)
            if ended is None:
                return
            yield results.keep(*ended)
    finally:
        results.write_table()


def _notes(written: AnswerWritten) -> Iterator[Note]:
    coverage, form = written.coverage, written.form
    if coverage.refused:
        yield Note("refused", coverage.of_documents)
    for key, count in (
        ("left_out", coverage.left_out),
        ("unreadable", coverage.unreadable),
        ("unfilled", form.unfilled),
        ("drifted", len(form.drifted)),
    ):
        if count:
            yield msgspec.convert({"key": key, "count": count}, Note)
