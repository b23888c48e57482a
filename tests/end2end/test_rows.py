"""One answer for each row of a spreadsheet, by a command and a real model: stopped, and gone on with."""

import io
import json
import signal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from app import commands
from app.arguments import parser
from app.client import EngineClient
from app.console import Console
from app.messages import Progress
from app.sentences import Sentences

COMMAND = "=cmd|' /C calc'!A0"


class Terminal(Console):
    """Keeps what is said. Ctrl-C is pressed while the second row is being made, when that is wished."""

    def __init__(self, presses: bool = False) -> None:
        self.out, self.err = io.StringIO(), io.StringIO()
        super().__init__(Sentences("en"), self.out, self.err)
        self._presses = presses

    @property
    def rows(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.getvalue().splitlines()]

    def progress(self, event: Progress) -> None:
        if self._presses and self.rows:
            self._presses = False
            signal.raise_signal(signal.SIGINT)


def ask(engine: EngineClient, terminal: Terminal, data: Path, *arguments: str) -> int:
    given = ["ask", "--data-dir", str(data), "--task", "brainstorm", "--max-tokens", "64", "--seed", "1"]
    options = parser(terminal.sentences).parse_args([*given, "--json", *arguments])
    return commands.ask(options, commands.Session(engine, terminal, wait=True), terminal)


def test_ctrl_c_keeps_what_is_made_and_the_same_command_goes_on(
    engine: EngineClient, data_folder: Path, tmp_path: Path
) -> None:
    book = Workbook()
    for line in (["Onderwerp", "Aantal ideeën"], ["Koffie", 1], ["Thee", 99], [COMMAND, 1], ["Fris", 1]):
        book.active.append(line)
    book.save(tmp_path / "a.xlsx")
    rows = ("--rows", str(tmp_path / "a.xlsx"), "--export-format", "md")

    stopped = Terminal(presses=True)
    with pytest.raises(commands.Stopped):
        ask(engine, stopped, data_folder, *rows)
    assert [(row["row"], row["state"]) for row in stopped.rows] == [(2, "done")]
    assert "Row 3, column Aantal ideeën" in stopped.err.getvalue()
    assert "1 of 3 rows; they stay. Give the same command to go on." in stopped.err.getvalue()

    done = Terminal()
    assert ask(engine, done, data_folder, *rows) == 1
    assert [(row["row"], row["state"]) for row in done.rows] == [(4, "done"), (5, "done"), (3, "wrong")]
    assert "Rows without an answer: 3" in done.err.getvalue()
    for row in (*stopped.rows, *done.rows[:2]):
        assert all(section["text"].strip() for section in row["sections"])
        assert (tmp_path / "a - answers" / row["files"][0]).is_file()
    page = load_workbook(tmp_path / "a - answers" / "a - answers.xlsx").active
    assert [line[0] for line in page.values] == ["Onderwerp", "Koffie", "Thee", COMMAND, "Fris"]
    assert page["A4"].data_type == "s"

    again = Terminal()
    assert ask(engine, again, data_folder, *rows) == 1
    assert [row["row"] for row in again.rows] == [3]


def test_a_template_says_which_columns_there_are(
    engine: EngineClient, data_folder: Path, tmp_path: Path
) -> None:
    assert ask(engine, Terminal(), data_folder, "--rows-template", str(tmp_path / "new")) == 0
    checked = Terminal()
    assert ask(engine, checked, data_folder, "--rows", str(tmp_path / "new.xlsx"), "--rows-check") == 0
    assert checked.err.getvalue() == ""
