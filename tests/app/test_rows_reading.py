"""Spreadsheets as they come: well made, oddly made, and made to do harm."""

import os
import struct
import time
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from app.errors import (
    SpreadsheetError,
    SpreadsheetForeign,
    SpreadsheetNotRead,
    SpreadsheetProtected,
    SpreadsheetTooLarge,
    SpreadsheetUnreadable,
    SpreadsheetWithoutRows,
    Told,
    TooManyColumns,
    TooManyRows,
)
from app.paths import Paths
from app.rows.reader import read_in_child
from app.rows.reading import read_spreadsheet
from app.rows.sheets import Sheet, is_formula_like, write_separated, write_workbook
from app.rows.table import MOST_COLUMNS, MOST_ROWS, Table, column_letters

SHEET = "xl/worksheets/sheet1.xml"
COMMAND = "=cmd|' /C calc'!A0"


def write_book(path: Path, *lines: Sequence[object]) -> Path:
    book = Workbook()
    for line in lines:
        book.active.append(list(line))
    book.save(path)
    return path


def cells(table: Table) -> list[tuple[str, ...]]:
    return [row.cells for row in table.rows]


class TestWorkbooks:
    def test_cells_come_as_text_that_a_form_understands(self, tmp_path: Path) -> None:
        values = [date(2026, 3, 1), datetime(2026, 3, 1, 9, 30), 3, 3.0, 2.5, True, "é\nà", None]
        path = write_book(tmp_path / "a.xlsx", [f"k{place}" for place in range(8)], values)
        assert cells(read_spreadsheet(path)) == [
            ("2026-03-01", "2026-03-01 09:30", "3", "3", "2.5", "true", "é\nà", "")
        ]

    def test_rows_keep_the_numbers_that_a_person_sees(self, tmp_path: Path) -> None:
        path = write_book(tmp_path / "a.xlsx", [], ["Naam"], [], ["een"], [None], ["twee"])
        table = read_spreadsheet(path)
        assert [(row.number, row.cells) for row in table.rows] == [(4, ("een",)), (6, ("twee",))]

    def test_a_formula_is_what_it_came_to_last_or_its_own_text(self, tmp_path: Path) -> None:
        path = write_book(tmp_path / "a.xlsx", ["a", "b"], [COMMAND, "=1+1"])
        _alter(path, SHEET, b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>")
        assert cells(read_spreadsheet(path)) == [(COMMAND, "2")]

    def test_only_the_first_visible_sheet_is_read(self, tmp_path: Path) -> None:
        book = Workbook()
        book.active.append(["verborgen"])
        book.active.sheet_state = "hidden"
        shown = book.create_sheet("twee")
        shown.append(["Naam"])
        shown.append(["een"])
        book.active = shown
        book.save(tmp_path / "a.xlsx")
        assert read_spreadsheet(tmp_path / "a.xlsx").columns == ("Naam",)

    def test_what_the_file_says_of_its_size_is_not_believed(self, tmp_path: Path) -> None:
        for claim in (b"A1:XFD1048576", b"A1"):
            path = write_book(tmp_path / "a.xlsx", ["Naam"], ["een"])
            _alter(path, SHEET, b"A1:A2", claim)
            assert cells(read_spreadsheet(path)) == [("een",)]

    def test_a_row_at_the_very_end_of_the_sheet_is_reached_soon(self, tmp_path: Path) -> None:
        book = Workbook()
        book.active["A1"], book.active["A1048576"] = "Naam", "een"
        book.save(tmp_path / "a.xlsx")
        begun = time.monotonic()
        assert read_spreadsheet(tmp_path / "a.xlsx").rows[0].number == 1_048_576
        assert time.monotonic() - begun < 30


class TestTexts:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
    @pytest.mark.parametrize("separator", [";", ",", "\t"])
    def test_encoding_and_separator_are_found_out(
        self, tmp_path: Path, encoding: str, separator: str
    ) -> None:
        lines = [["Onderwerp", "Voor wie"], ["Café", "een; twee, drie"], ["Föhn", "“allen”\nen meer"]]
        text = "\r\n".join(separator.join(f'"{cell}"' for cell in line) for line in lines)
        (tmp_path / "a.csv").write_bytes(text.encode(encoding))
        table = read_spreadsheet(tmp_path / "a.csv")
        assert [table.columns, *cells(table)] == [tuple(line) for line in lines]

    def test_the_separator_may_be_named_as_excel_does(self, tmp_path: Path) -> None:
        (tmp_path / "a.csv").write_text("sep=|\na|b\n1,2;3|4\n", encoding="utf-8")
        table = read_spreadsheet(tmp_path / "a.csv")
        assert (table.rows[0].number, table.rows[0].cells) == (3, ("1,2;3", "4"))

    def test_a_single_column_may_hold_commas(self, tmp_path: Path) -> None:
        (tmp_path / "a.csv").write_text("Onderwerp\nKoffie, thee\nFietsen\n", encoding="utf-8")
        assert cells(read_spreadsheet(tmp_path / "a.csv")) == [("Koffie, thee",), ("Fietsen",)]

    def test_a_quotation_mark_too_many_breaks_nothing(self, tmp_path: Path) -> None:
        (tmp_path / "a.csv").write_text('a;b\n"' + "x;y\n" * 50_000, encoding="utf-8")
        assert len(read_spreadsheet(tmp_path / "a.csv").rows) == 1


class TestRefused:
    def refuse(self, path: Path, error: type[SpreadsheetError]) -> None:
        with pytest.raises(error) as told:
            read_spreadsheet(path)
        assert told.value.path == str(path)

    @pytest.mark.parametrize("content", [b"", b"\n;;;\n", b"Naam;Toon\n", b"Naam\n\n;\n"])
    def test_without_rows_there_is_nothing_to_do(self, tmp_path: Path, content: bytes) -> None:
        (tmp_path / "a.csv").write_bytes(content)
        self.refuse(tmp_path / "a.csv", SpreadsheetWithoutRows)

    @pytest.mark.parametrize(
        ("name", "content"),
        [
            ("a.xlsx", b"Naam;Toon\n1;2\n"),
            ("a.docx", b"Naam;Toon\n1;2\n"),
            ("a.csv", b"Naam\0\0\0\1\2Toon"),
            ("a.xlsx", b"PK\x03\x04 and no archive"),
            ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)),
        ],
    )
    def test_what_is_no_spreadsheet_is_told(self, tmp_path: Path, name: str, content: bytes) -> None:
        (tmp_path / name).write_bytes(content)
        self.refuse(tmp_path / name, SpreadsheetForeign)

    def test_an_archive_of_something_else_is_none(self, tmp_path: Path) -> None:
        with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
            archive.writestr("word/document.xml", "<x/>")
        self.refuse(tmp_path / "a.xlsx", SpreadsheetForeign)

    @pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "[Content_Types].xml"])
    def test_damage_is_told(self, tmp_path: Path, part: str) -> None:
        path = write_book(tmp_path / "a.xlsx", ["Naam"], ["een"])
        with zipfile.ZipFile(path) as archive:
            whole = archive.read(part)
        _alter(path, part, whole, whole[: len(whole) // 2])
        self.refuse(path, SpreadsheetForeign)

    def test_a_password_is_told(self, tmp_path: Path) -> None:
        (tmp_path / "a.xlsx").write_bytes(_compound("EncryptedPackage"))
        self.refuse(tmp_path / "a.xlsx", SpreadsheetProtected)

    def test_no_file_is_told(self, tmp_path: Path) -> None:
        self.refuse(tmp_path / "gone.xlsx", SpreadsheetUnreadable)

    def test_too_many_rows_are_told(self, tmp_path: Path) -> None:
        lines = "Naam\n" + "een\n" * MOST_ROWS
        (tmp_path / "a.csv").write_text(lines, encoding="utf-8")
        assert len(read_spreadsheet(tmp_path / "a.csv").rows) == MOST_ROWS
        (tmp_path / "a.csv").write_text(lines + "een\n", encoding="utf-8")
        self.refuse(tmp_path / "a.csv", TooManyRows)

    def test_too_many_columns_are_told(self, tmp_path: Path) -> None:
        (tmp_path / "a.csv").write_text("a" + ";a" * MOST_COLUMNS + "\n1\n", encoding="utf-8")
        self.refuse(tmp_path / "a.csv", TooManyColumns)

    def test_a_file_that_is_too_large_is_not_read(self, tmp_path: Path) -> None:
        with (tmp_path / "a.csv").open("wb") as file:
            file.truncate(51 * 1024 * 1024)
        self.refuse(tmp_path / "a.csv", SpreadsheetTooLarge)

    def test_a_small_file_that_unpacks_to_a_huge_one_is_not_unpacked(self, tmp_path: Path) -> None:
        path = write_book(tmp_path / "a.xlsx", ["Naam"], ["een"])
        with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            archive.writestr("xl/bomb.xml", bytes(201 * 1024 * 1024))
        assert path.stat().st_size < 4 * 1024 * 1024
        self.refuse(path, SpreadsheetTooLarge)

    @pytest.mark.parametrize(
        "entities",
        [
            '<!ENTITY e11 SYSTEM "file:///etc/hostname">',
            '<!ENTITY e0 "ha">' + "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12)),
        ],
        ids=["of another file", "that multiply"],
    )
    def test_entities_are_not_followed(self, tmp_path: Path, entities: str) -> None:
        path = write_book(tmp_path / "a.xlsx", ["Naam"], ["een"])
        _alter(path, SHEET, b"<worksheet", f"<!DOCTYPE x [{entities}]><worksheet".encode())
        _alter(path, SHEET, b">een<", b">&e11;<")
        self.refuse(path, SpreadsheetForeign)


class TestProcess:
    def test_a_process_of_its_own_reads_it(self, tmp_path: Path) -> None:
        path = write_book(tmp_path / "a.xlsx", ["Naam"], ["een"])
        assert read_in_child(path, _paths(tmp_path)) == read_spreadsheet(path)

    def test_what_is_wrong_comes_over(self, tmp_path: Path) -> None:
        with pytest.raises(Told) as told:
            read_in_child(tmp_path / "gone.xlsx", _paths(tmp_path))
        assert told.value.fault.kind == "SpreadsheetUnreadable"

    def test_one_that_takes_too_long_is_ended(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "a.csv")  # nobody ever writes to it
        with pytest.raises(SpreadsheetNotRead):
            read_in_child(tmp_path / "a.csv", _paths(tmp_path), seconds=1.5)


class TestWritten:
    HOSTILE = (COMMAND, "+1+cmd", "-2+3", "@SUM(A1)", "\t=1", "  =1", "\r=1")

    def test_what_looks_like_a_formula_stays_text_in_a_workbook(self, tmp_path: Path) -> None:
        write_workbook(tmp_path / "a.xlsx", Sheet("Taak: a/b", ["=kop"], [[text] for text in self.HOSTILE]))
        page = load_workbook(tmp_path / "a.xlsx").active
        assert [cell.data_type for row in page.iter_rows() for cell in row] == ["s"] * 8
        assert page["A2"].value == COMMAND
        assert page["A2"].quotePrefix

    def test_what_looks_like_a_formula_stays_text_in_a_csv(self, tmp_path: Path) -> None:
        write_separated(
            tmp_path / "a.csv", Sheet("", ["kop"], [[text] for text in (*self.HOSTILE, "-5", "a=b")])
        )
        lines = cells(read_spreadsheet(tmp_path / "a.csv"))
        assert [text.startswith("'") for (text,) in lines] == [True] * 7 + [False] * 2

    def test_control_characters_and_very_long_texts_break_no_workbook(self, tmp_path: Path) -> None:
        texts = ["\x00\x08\x1b a", "x" * 100_000, "\ud800", "\u202e<b>&amp;", "👩‍💻"]
        write_workbook(tmp_path / "a.xlsx", Sheet("", ["kop"], [[text] for text in texts]))
        assert len(read_spreadsheet(tmp_path / "a.xlsx").rows) == 5

    def test_nothing_half_written_is_left(self, tmp_path: Path) -> None:
        (tmp_path / "a.xlsx").mkdir()
        with pytest.raises(OSError):
            write_workbook(tmp_path / "a.xlsx", Sheet("", ["kop"], []))
        assert [path.name for path in tmp_path.iterdir() if path.is_file()] == []

    def test_numbers_are_no_formulas(self) -> None:
        assert not any(map(is_formula_like, ("-5", "+5", "-1.000,50", "3-4", "a@b", "")))
        assert is_formula_like("-5+cmd")


def test_columns_have_the_letters_of_a_spreadsheet() -> None:
    assert [column_letters(place) for place in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


def _paths(folder: Path) -> Paths:
    paths = Paths.under(folder / "data")
    paths.create()
    return paths


def _alter(path: Path, part: str, before: bytes, after: bytes) -> None:
    """Change one part of a workbook."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert before in parts[part]
    parts[part] = parts[part].replace(before, after)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def _compound(stream: str) -> bytes:
    """A compound file with one empty stream, as small as it gets ([MS-CFB])."""
    free, end, fat = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, end, 0, end, 0)
    head += struct.pack("<109I", 0, *[free] * 108)
    table = struct.pack("<128I", fat, end, *[free] * 126)
    entries = _entry("Root Entry", 5, child=1) + _entry(stream, 2) + _entry("", 0) * 2
    return head + table + entries


def _entry(name: str, kind: int, child: int = 0xFFFFFFFF) -> bytes:
    text = (name + "\0").encode("utf-16-le") if name else b""
    none = 0xFFFFFFFF
    head = text.ljust(64, b"\0") + struct.pack("<HBBIII", len(text), kind, 1, none, none, child)
    return head + bytes(36) + struct.pack("<IQ", 0xFFFFFFFE, 0)
