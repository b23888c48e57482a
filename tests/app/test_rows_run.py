"""A run over the rows of a spreadsheet: what is made, what is kept, and what goes on after a stop."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from openpyxl import load_workbook

from app.errors import RowsFolderTaken, RowsFolderUnwritable
from app.messages import (
    Answer,
    AnswerWritten,
    Closing,
    Coverage,
    Done,
    Event,
    Failed,
    Job,
    Section,
    Sentence,
    Stopped,
    TextWritten,
    Timing,
    Tuning,
    WrittenForm,
)
from app.rows.checking import PlannedRow, checked_rows
from app.rows.journal import JOURNAL, Outcome
from app.rows.plan import Plan
from app.rows.reading import read_spreadsheet
from app.rows.results import Results
from app.rows.run import MOST_ALIKE, Run, run_all
from app.rows.table import Row, Table
from app.rows.writer import Finished, FinishRequest, KeepRequest, Kept, NotKept, Opened, OpenRequest, Writing
from app.tasks import Condition, Field, SectionForm, Task, Words
from store.errors import DiskFull
from store.schema import Fault

TASK = Task(
    schema=2,
    id="trial",
    name=Words("Proef", "Trial"),
    help=Words(),
    documents="none",
    instruction=Words("x", "x"),
    fields=(
        Field("subject", "text", Words("Onderwerp", "Subject"), required=True),
        Field("count", "number", Words("Aantal", "Number"), minimum=1),
    ),
    sections=(
        SectionForm("prose", Words("Inleiding", "Introduction")),
        SectionForm("line", Words("Slot", "End"), shown_if=Condition("count")),
    ),
)
COLUMNS = ("Onderwerp", "Aantal", "Noot")
CRASH = Fault("EngineDied", {"exit_code": -9})


def plan_of(folder: Path, *rows: tuple[str, str], **changes: object) -> Plan:
    """Rows from 2 on: a subject and a number each."""
    table = Table(
        "/somewhere/a.xlsx", COLUMNS, tuple(Row(n, (*row, "=1+1")) for n, row in enumerate(rows, 2))
    )
    planned = tuple(checked_rows(table, ("subject", "count", ""), TASK, "nl", Tuning(), {}))
    plan = Plan(table.path, COLUMNS, planned, TASK, "nl", Tuning(), str(folder))
    return msgspec.structs.replace(plan, **changes)


def written(job: Answer) -> AnswerWritten:
    subject = job.fields["subject"]
    sections = [Section("Inleiding", f"={subject} **vet**")]
    if "count" in job.fields:
        sections.append(Section("Slot", "- een"))
    sentences = (
        Sentence("a", 0, 1, "supported"),
        Sentence("b", 1, 2, "weak"),
        Sentence("c", 2, 3, "program"),
    )
    text = "\n\n".join(f"## {one.title}\n\n{one.text}" for one in sections)
    return AnswerWritten(
        id=f"id of {subject}",
        task=job.task,
        model="m",
        text=text,
        sections=tuple(sections),
        sources=(),
        coverage=Coverage(left_out=2),
        timing=Timing(),
        sentences=sentences,
        form=WrittenForm(4, 1),
    )


class Engine:
    """Answers every row, but those that it was told otherwise of; remembers what it was asked."""

    def __init__(self, **closings: Closing) -> None:
        self.closings, self.asked = closings, list[str]()

    def run(self, job: Job) -> Iterator[Event]:
        assert isinstance(job, Answer)
        subject = job.fields["subject"]
        self.asked.append(subject)
        yield TextWritten("a")
        closing = self.closings.get(subject, Done())
        if isinstance(closing, Done):
            yield written(job)
        yield closing


def make(plan: Plan, engine: Engine) -> tuple[Run, list[Outcome]]:
    results = Results(plan)
    run = Run(plan, results.outcomes)
    clock = iter(range(1000))
    return run, list(run_all(run, results, engine.run, lambda: float(next(clock))))


def table_of(folder: Path, name: str = "a - antwoorden") -> dict[str, tuple[str, ...]]:
    """The table of results: the columns after the spreadsheet's own, by subject."""
    lines = [[cell or "" for cell in row] for row in load_workbook(folder / f"{name}.xlsx").active.values]
    return {str(line[0]): tuple(map(str, line[3:])) for line in lines}


class TestRun:
    def test_each_row_makes_one_answer_and_a_line_in_the_table(self, tmp_path: Path) -> None:
        run, outcomes = make(plan_of(tmp_path, ("Koffie", "3"), ("Thee", "")), Engine())
        assert [(one.row, one.state, one.supported, one.claims) for one in outcomes] == [
            (2, "done", 1, 2),
            (3, "done", 1, 2),
        ]
        assert (run.done, run.left, run.total) == (2, 0, 2)
        notes = "Passages die niet pasten: 2. Niet ingevuld: 1."
        assert table_of(tmp_path) == {
            "Onderwerp": ("Inleiding", "Slot", "Rij", "Stand", "Bevestigd", "Opmerkingen", "Documenten"),
            "Koffie": ("=Koffie vet", "• een", "2", "klaar", "1 van 2 zinnen", notes, ""),
            "Thee": ("=Thee vet", "", "3", "klaar", "1 van 2 zinnen", notes, ""),
        }

    def test_what_looks_like_a_formula_stays_text_in_both_tables(self, tmp_path: Path) -> None:
        make(plan_of(tmp_path, ("Koffie", "3")), Engine())
        page = load_workbook(tmp_path / "a - antwoorden.xlsx").active
        assert {cell.data_type for row in page.iter_rows() for cell in row if cell.value} == {"s"}
        (row,) = read_spreadsheet(tmp_path / "a - antwoorden.csv").rows
        assert row.cells[2:4] == ("'=1+1", "'=Koffie vet")

    def test_rows_that_fail_are_named_and_the_others_go_on(self, tmp_path: Path) -> None:
        run, outcomes = make(
            plan_of(tmp_path, ("Koffie", ""), ("Thee", "0"), ("Fris", "")), Engine(Koffie=Failed(CRASH))
        )
        assert [(one.row, one.state) for one in outcomes] == [(2, "failed"), (4, "done")]
        assert (run.done, run.failed, run.wrong) == (1, 1, 1)
        table = table_of(tmp_path)
        assert table["Koffie"][3] == "mislukt" and "(code -9)" in table["Koffie"][5]
        assert table["Thee"][3] == "klopt niet" and "“Aantal”" in table["Thee"][5]

    def test_a_document_for_each_row_is_called_after_it(self, tmp_path: Path) -> None:
        plan = plan_of(tmp_path, ("Koffie: ../met/\nmelk", ""), ("Thee", ""), formats=("md",))
        _, outcomes = make(plan, Engine())
        assert [one.files for one in outcomes] == [("0002 Koffie- ..-met- melk.md",), ("0003 Thee.md",)]
        assert "Inleiding" in (tmp_path / "0003 Thee.md").read_text(encoding="utf-8")
        assert table_of(tmp_path)["Thee"][6] == "0003 Thee.md"

    def test_how_long_it_still_takes_is_told_by_the_rows_that_were_made(self, tmp_path: Path) -> None:
        plan = plan_of(tmp_path, ("a", ""), ("b", ""), ("c", ""))
        run = Run(plan, {})
        assert run.seconds_left is None
        job = run.next()
        assert job is not None
        run.take(written(job))
        run.close(Done(), 4.0)
        assert run.seconds_left == 8.0


class TestGoingOn:
    ROWS = (("Koffie", ""), ("Thee", ""), ("Fris", ""))

    def test_a_run_that_was_stopped_goes_on_where_it_was(self, tmp_path: Path) -> None:
        plan = plan_of(tmp_path, *self.ROWS)
        run, outcomes = make(plan, Engine(Thee=Stopped()))
        assert ([one.row for one in outcomes], run.left) == ([2], 2)
        assert table_of(tmp_path)["Thee"][3] == "wacht"
        again = Engine()
        run, _ = make(plan, again)
        assert (again.asked, run.done) == (["Thee", "Fris"], 3)
        assert [line[3] for line in table_of(tmp_path).values()][1:] == ["klaar"] * 3
        assert table_of(tmp_path)["Koffie"][0] == "=Koffie vet"

    def test_failed_rows_are_made_again(self, tmp_path: Path) -> None:
        plan = plan_of(tmp_path, *self.ROWS)
        make(plan, Engine(Thee=Failed(CRASH)))
        again = Engine()
        make(plan, again)
        assert again.asked == ["Thee"]

    def test_a_row_that_was_changed_is_made_again_and_its_document_stays(self, tmp_path: Path) -> None:
        make(plan_of(tmp_path, *self.ROWS, formats=("md",)), Engine())
        again = Engine()
        rows = (self.ROWS[0], ("Thee", "2"), self.ROWS[2])
        _, outcomes = make(plan_of(tmp_path, *rows, formats=("md",)), again)
        assert again.asked == ["Thee"]
        assert outcomes[0].files == ("0003 Thee (2).md",)

    @pytest.mark.parametrize("change", [{"tuning": Tuning(seed=7)}, {"model": "/b.gguf"}, {"language": "en"}])
    def test_made_in_another_way_is_not_made_yet(self, tmp_path: Path, change: dict[str, object]) -> None:
        make(plan_of(tmp_path, *self.ROWS), Engine())
        again = Engine()
        make(plan_of(tmp_path, *self.ROWS, **change), again)
        assert again.asked == ["Koffie", "Thee", "Fris"]

    def test_a_kill_in_the_middle_of_a_line_loses_that_row_alone(self, tmp_path: Path) -> None:
        plan = plan_of(tmp_path, *self.ROWS)
        make(plan, Engine())
        journal = tmp_path / JOURNAL
        lines = journal.read_bytes().splitlines(keepends=True)
        journal.write_bytes(b"".join(lines[:3]) + lines[3][:40])
        again = Engine()
        make(plan, again)
        assert again.asked == ["Fris"]
        last = Engine()
        make(plan, last)
        assert last.asked == []

    def test_a_journal_with_anything_in_it_breaks_nothing(self, tmp_path: Path) -> None:
        plan = plan_of(tmp_path, *self.ROWS)
        make(plan, Engine())
        with (tmp_path / JOURNAL).open("ab") as file:
            file.write(b'{"type":"row"}\n\xff\xfe\n[[[[\n' + b"[" * 100_000 + b"\n")
        again = Engine()
        make(plan, again)
        assert again.asked == []

    def test_a_table_that_a_person_has_changed_is_not_written_over(self, tmp_path: Path) -> None:
        plan = plan_of(tmp_path, *self.ROWS)
        make(plan, Engine(Thee=Stopped()))
        (tmp_path / "a - antwoorden.csv").write_text("mine")
        make(plan, Engine())
        assert (tmp_path / "a - antwoorden.csv").read_text() == "mine"
        assert table_of(tmp_path, "a - antwoorden (2)")["Thee"][3] == "klaar"

    def test_files_that_were_there_are_not_written_over(self, tmp_path: Path) -> None:
        (tmp_path / "a - antwoorden.xlsx").write_text("mine")
        make(plan_of(tmp_path, *self.ROWS), Engine())
        assert (tmp_path / "a - antwoorden.xlsx").read_text() == "mine"
        assert (tmp_path / "a - antwoorden (2).xlsx").is_file()

    def test_the_table_is_up_to_date_while_rows_are_made(self, tmp_path: Path) -> None:
        plan = plan_of(tmp_path, *self.ROWS)
        now = [0.0]
        results = Results(plan, clock=lambda: now[0])
        run = Run(plan, results.outcomes)
        for _ in run_all(run, results, Engine().run, lambda: 0.0):
            now[0] += 30
            if run.done == 2:
                break
        assert table_of(tmp_path)["Thee"][3] == "klaar"


class TestTroubles:
    def test_a_folder_of_another_spreadsheet_is_left_alone(self, tmp_path: Path) -> None:
        make(plan_of(tmp_path, ("Koffie", "")), Engine())
        with pytest.raises(RowsFolderTaken):
            Results(plan_of(tmp_path, ("Koffie", ""), spreadsheet="/somewhere/b.xlsx"))

    def test_a_folder_that_cannot_be_written_is_told(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("")
        with pytest.raises(RowsFolderUnwritable):
            Results(plan_of(tmp_path / "file" / "below", ("Koffie", "")))

    def test_a_full_disk_ends_the_run_and_loses_nothing(self, tmp_path: Path) -> None:
        plan = plan_of(tmp_path, ("Koffie", ""), ("Thee", ""))
        results = Results(plan)
        (tmp_path / JOURNAL).rename(tmp_path / "kept")
        (tmp_path / JOURNAL).symlink_to("/dev/full")
        with pytest.raises(DiskFull):
            results.keep(Outcome(2, plan.digest(plan.rows[0]), "done"))
        (tmp_path / JOURNAL).unlink()
        (tmp_path / "kept").rename(tmp_path / JOURNAL)
        again = Engine()
        make(plan, again)
        assert again.asked == ["Koffie", "Thee"]

    @pytest.mark.parametrize("kind", ["NoModel", "NoDocuments", "DiskFull"])
    def test_what_would_befall_every_row_ends_the_run_at_once(self, tmp_path: Path, kind: str) -> None:
        plan = plan_of(tmp_path, ("Koffie", ""), ("Thee", ""))
        engine = Engine(Koffie=Failed(Fault(kind)))
        run, outcomes = make(plan, engine)
        assert (outcomes, engine.asked, run.left) == ([], ["Koffie"], 2)
        assert run.trouble == Fault(kind)

    def test_many_rows_that_fail_for_one_reason_are_reason_to_ask(self, tmp_path: Path) -> None:
        subjects = [f"s{number}" for number in range(MOST_ALIKE + 3)]
        plan = plan_of(tmp_path, *((subject, "") for subject in subjects))
        run, outcomes = make(plan, Engine(**{subject: Failed(CRASH) for subject in subjects}))
        assert (len(outcomes), run.trouble, run.left) == (MOST_ALIKE, CRASH, 3)

    def test_a_refusal_stands_in_the_first_section(self, tmp_path: Path) -> None:
        plan = plan_of(tmp_path, ("Koffie", "3"))
        run = Run(plan, {})
        job = run.next()
        assert job is not None
        refusal = msgspec.structs.replace(
            written(job), text="Niets gevonden.", sections=(), coverage=Coverage(refused=True)
        )
        run.take(refusal)
        ended = run.close(Done(), 1.0)
        assert ended is not None and ended[0].sections == {0: "Niets gevonden."}
        assert ended[0].notes[0].key == "refused"


class TestWritingProcess:
    """What the window's process for results answers; the process itself is in `tests/app/ui/test_rows.py`."""

    def test_results_are_kept_and_known_again(self, tmp_path: Path) -> None:
        plan = plan_of(tmp_path, ("Koffie", ""), ("Thee", "0"), formats=("md",))
        first = Writing()
        opened = first.reply_to(OpenRequest(plan))
        assert isinstance(opened, Opened)
        assert [(one.row, one.state) for one in opened.outcomes] == [(3, "wrong")]
        run = Run(plan, {})
        job = run.next()
        assert job is not None
        run.take(written(job))
        ended = run.close(Done(), 1.0)
        assert ended is not None
        kept = first.reply_to(KeepRequest(*ended))
        assert isinstance(kept, Kept) and kept.outcome.files == ("0002 Koffie.md",)
        assert first.reply_to(FinishRequest()) == Finished(str(tmp_path / "a - antwoorden.xlsx"))
        known = Writing().reply_to(OpenRequest(plan))
        assert isinstance(known, Opened)
        assert {one.row: one.state for one in known.outcomes} == {2: "done", 3: "wrong"}
        assert all(one.sections == {} for one in known.outcomes)

    def test_what_cannot_be_kept_is_told(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("")
        reply = Writing().reply_to(OpenRequest(plan_of(tmp_path / "file" / "below", ("Koffie", ""))))
        assert isinstance(reply, NotKept) and reply.fault.kind == "RowsFolderUnwritable"


def test_a_plan_of_ten_thousand_rows_begins_at_once(tmp_path: Path) -> None:
    rows = tuple(PlannedRow(number, ("a", "", ""), {"subject": "a"}) for number in range(2, 10_002))
    plan = plan_of(tmp_path, rows=rows)
    run = Run(plan, {})
    assert (run.next(), run.left) == (plan.job(rows[0]), 10_000)
