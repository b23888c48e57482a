"""Columns and fields, cells and values, and every row checked before anything runs."""

from pathlib import Path

import pytest

from app.errors import NoColumnFits, SpreadsheetExists
from app.messages import Tuning
from app.rows.checking import PlannedRow, checked_rows
from app.rows.mapping import check_columns, matched, not_used
from app.rows.reading import read_spreadsheet
from app.rows.table import Row, Table
from app.rows.template import write_template
from app.rows.values import value_of
from app.tasks import Choice, Condition, Field, SectionForm, Task, Words, load_all

NONE = Path("/nowhere")
CHOICES = (
    Choice("formal", Words("formeel", "formal")),
    Choice("plain", Words("gewoon", "everyday")),
    Choice("both", Words("beide, naar keuze", "both, as it fits")),
)


def field(kind: str, identity: str = "f", **more: object) -> Field:
    label = Words(f"Veld {identity}", f"Field {identity}")
    return Field(identity, kind, label, **more)  # type: ignore[arg-type]


TASK = Task(
    schema=2,
    id="trial",
    name=Words("Proef", "Trial"),
    help=Words(),
    documents="none",
    instruction=Words("x", "x"),
    fields=(
        field("text", "subject", required=True),
        field("choice", "tone", choices=CHOICES, default="plain"),
        field("date", "day", shown_if=Condition("tone", ("formal",)), required=True),
        field("number", "count", minimum=1, maximum=9),
    ),
    sections=(SectionForm("prose"), SectionForm("list", count=4)),
)


def checked(*cells: str, columns: tuple[str, ...] = ("subject", "tone", "day", "count")) -> PlannedRow:
    table = Table("/a.xlsx", columns, (Row(2, cells),))
    return next(checked_rows(table, matched(columns, TASK), TASK, "nl", Tuning(), {}))


class TestColumns:
    @pytest.mark.parametrize(
        "name", ["subject", "Veld Subject", " FIELD  subject ", "véld_subject", "Subject *"]
    )
    def test_a_column_is_known_by_id_or_label_whatever_case_and_accents(self, name: str) -> None:
        assert matched((name,), TASK) == ("subject",)

    def test_of_two_columns_of_one_name_the_first_counts(self) -> None:
        table = Table("/a.xlsx", ("Subject", "Noot", "Veld subject", ""), ())
        columns = matched(table.columns, TASK)
        assert columns == ("subject", "", "", "")
        assert not_used(table, columns) == ("Noot", "Veld subject", "D")

    def test_without_a_column_that_fits_it_is_told_which_would(self) -> None:
        table = Table("/a.xlsx", ("Naam", "Adres"), ())
        with pytest.raises(NoColumnFits) as told:
            check_columns(table, matched(table.columns, TASK), TASK, "nl")
        assert told.value.fields == "Veld subject, Veld tone, Veld day, Veld count"


class TestValues:
    @pytest.mark.parametrize(
        ("cell", "value"),
        [
            ("2026-12-31", "2026-12-31"),
            ("31-12-2026", "2026-12-31"),
            ("1/2/2026", "2026-02-01"),
            ("31.12.2026", "2026-12-31"),
            ("2026/1/2", "2026-01-02"),
            ("2026-03-01 09:30", "2026-03-01"),
            ("3 maart 2026", "2026-03-03"),
            ("3 March 2026", "2026-03-03"),
            ("31-02-2026", "31-02-2026"),
            ("12/31/2026", "12/31/2026"),
            ("morgen", "morgen"),
        ],
    )
    def test_dates(self, cell: str, value: str) -> None:
        assert value_of(field("date"), cell) == value

    @pytest.mark.parametrize(
        ("cell", "value"),
        [("5", "5"), ("5.0", "5"), ("5,00", "5"), (" 12 000 ", "12000"), ("1.000", "1.000"), ("x", "x")],
    )
    def test_numbers(self, cell: str, value: str) -> None:
        assert value_of(field("number"), cell) == value

    @pytest.mark.parametrize("cell", ["ja", "JA", "yes", "x", "X", "1", "true", "waar", "✓"])
    def test_yes(self, cell: str) -> None:
        assert value_of(field("check"), cell) == "yes"

    @pytest.mark.parametrize("cell", ["nee", "No", "0", "false", "onwaar"])
    def test_no(self, cell: str) -> None:
        assert value_of(field("check"), cell) == "no"

    @pytest.mark.parametrize(
        ("cell", "value"),
        [("formal", "formal"), ("Formeel", "formal"), (" EVERYDAY", "plain"), ("anders", "anders")],
    )
    def test_a_choice_is_its_id_or_its_label(self, cell: str, value: str) -> None:
        assert value_of(field("choice", choices=CHOICES), cell) == value

    @pytest.mark.parametrize(
        ("cell", "value"),
        [
            ("formeel; gewoon", "formal\nplain"),
            ("formal\neveryday", "formal\nplain"),
            ("formeel, gewoon", "formal\nplain"),
            ("beide, naar keuze", "both"),
            ("formeel; iets", "formal\niets"),
        ],
    )
    def test_several_choices(self, cell: str, value: str) -> None:
        assert value_of(field("choices", choices=CHOICES), cell) == value

    @pytest.mark.parametrize(
        ("cell", "value"), [("a; b ;;c", "a\nb\nc"), ("a; b\nc", "a; b\nc"), ("a, b", "a, b")]
    )
    def test_lines(self, cell: str, value: str) -> None:
        assert value_of(field("lines"), cell) == value

    def test_a_line_of_text_is_one_line_and_a_long_text_keeps_its_lines(self) -> None:
        assert value_of(field("text"), "a\r\nb") == "a b"
        assert value_of(field("long_text"), "a\r\nb") == "a\nb"


class TestChecking:
    def test_a_row_that_is_right_has_its_fields(self) -> None:
        row = checked("Koffie", "Formeel", "1-2-2026", "3")
        assert row.fields == {"subject": "Koffie", "tone": "formal", "day": "2026-02-01", "count": "3"}
        assert row.problems == ()

    def test_all_that_is_wrong_is_told_with_its_column(self) -> None:
        row = checked("", "formeel", "ooit", "99")
        told = [
            (problem.column, problem.fault.kind, problem.fault.details["field"]) for problem in row.problems
        ]
        assert told == [
            (0, "FieldMissing", "Veld subject"),
            (2, "FieldInvalid", "Veld day"),
            (3, "FieldInvalid", "Veld count"),
        ]

    def test_a_choice_that_does_not_fit_is_told_by_the_labels(self) -> None:
        (problem,) = checked("Koffie", "raar", "", "").problems
        assert problem.fault.details["allowed"] == "formeel, gewoon, beide, naar keuze"

    def test_a_field_that_is_not_shown_is_not_checked(self) -> None:
        assert checked("Koffie", "gewoon", "ooit", "").problems == ()

    def test_a_field_without_a_column_is_missing_all_the_same(self) -> None:
        (problem,) = checked("gewoon", columns=("tone",)).problems
        assert (problem.column, problem.fault.kind) == (-1, "FieldMissing")

    def test_a_maximum_length_that_no_form_fits_is_told_before_anything_runs(self) -> None:
        table = Table("/a.xlsx", ("subject",), (Row(2, ("Koffie",)),))
        (row,) = checked_rows(table, ("subject",), TASK, "nl", Tuning(max_tokens=3), {})
        assert [problem.fault.kind for problem in row.problems] == ["MaximumLengthTooSmall"]

    def test_what_is_given_for_all_rows_gives_way_to_a_rows_own(self) -> None:
        table = Table("/a.xlsx", ("subject", "count"), (Row(2, ("Koffie", "")), Row(3, ("Thee", "4"))))
        rows = checked_rows(table, ("subject", "count"), TASK, "nl", Tuning(), {"count": "2"})
        assert [row.fields["count"] for row in rows] == ["2", "4"]

    def test_a_given_field_that_the_task_lacks_is_told_in_each_row(self) -> None:
        table = Table("/a.xlsx", ("subject",), (Row(2, ("Koffie",)),))
        (row,) = checked_rows(table, ("subject",), TASK, "nl", Tuning(), {"nothing": "2"})
        assert [problem.fault.kind for problem in row.problems] == ["FieldUnknown"]


class TestTemplate:
    @pytest.mark.parametrize("language", ["nl", "en"])
    @pytest.mark.parametrize("task", load_all(NONE).values(), ids=lambda task: task.id)
    def test_a_template_of_every_task_has_its_fields(self, tmp_path: Path, task: Task, language: str) -> None:
        write_template(tmp_path / "a.xlsx", task, language)  # type: ignore[arg-type]
        table = read_spreadsheet(tmp_path / "a.xlsx")
        assert matched(table.columns, task) == tuple(one.id for one in task.fields)

    def test_the_example_in_a_template_is_right(self, tmp_path: Path) -> None:
        task = load_all(NONE)["brainstorm"]
        write_template(tmp_path / "a.xlsx", task, "nl")
        table = read_spreadsheet(tmp_path / "a.xlsx")
        (row,) = checked_rows(table, matched(table.columns, task), task, "nl", Tuning(), {})
        assert row.problems == ()

    def test_nothing_is_written_over(self, tmp_path: Path) -> None:
        (tmp_path / "a.xlsx").write_text("mine")
        with pytest.raises(SpreadsheetExists):
            write_template(tmp_path / "a.xlsx", TASK, "nl")
        assert (tmp_path / "a.xlsx").read_text() == "mine"
