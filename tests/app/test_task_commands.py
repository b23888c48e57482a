"""Tasks on the command line. No engine is started for them."""

import json
from pathlib import Path

import pytest

from app import commands
from app.tasks import load


@pytest.fixture(autouse=True)
def no_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("these commands read and write files, and need no engine")

    monkeypatch.setattr(commands, "EngineClient", refuse)


class Tasks:
    """`binnenshuis tasks ...` over one data folder."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capsys = folder, capsys
        self.out = self.err = ""

    def __call__(self, *arguments: str, language: str = "en") -> int:
        options = ("--data-dir", str(self.folder), "--language", language)
        exit_code = commands.main(["tasks", *arguments[:1], *options, *arguments[1:]])
        self.out, self.err = self._capsys.readouterr()
        return exit_code

    def listed(self) -> dict[str, str]:
        assert self("list", "--json") == 0
        return {one["id"]: one["state"] for one in map(json.loads, self.out.splitlines())}


@pytest.fixture
def tasks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Tasks:
    return Tasks(tmp_path / "data", capsys)


def test_tasks_are_listed_with_what_they_are(tasks: Tasks) -> None:
    assert tasks("list") == 0
    assert "ask  Ask the documents  (built in)" in tasks.out
    assert tasks("list", language="nl") == 0
    assert "ask  Vraag het de documenten  (meegeleverd)" in tasks.out
    assert not tasks.folder.exists()


def test_a_task_is_shown_with_the_fields_that_ask_takes(tasks: Tasks) -> None:
    assert tasks("show", "brainstorm") == 0
    assert "--field count=…  Number of ideas (1-20; empty: 5)" in tasks.out
    assert "## Ideas  (numbered list)" in tasks.out
    assert tasks("show", "brainstorm", "--json") == 0
    assert json.loads(tasks.out)["content"]["sections"][1]["count"] == "count"
    assert tasks("show", "poem") == 1
    assert "no task “poem”" in tasks.err


def test_a_task_goes_from_one_data_folder_to_another_as_a_file(
    tasks: Tasks, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert tasks("duplicate", "brainstorm", "Korte ideeën") == 0
    file = tmp_path / "shared.toml"
    assert tasks("export", "korte-ideeen", str(file)) == 0
    other = Tasks(tmp_path / "other", capsys)
    assert other("import", str(file), "--json") == 0
    assert json.loads(other.out)["id"] == "korte-ideeen"
    assert other.listed()["korte-ideeen"] == "own"
    assert other("import", str(file)) == 1
    assert "--replace" in other.err
    assert other("import", "--new-id", str(file)) == 0
    assert other("import", "--replace", str(file)) == 0
    assert set(other.listed()) - {"korte-ideeen", "korte-ideeen-2"} == set(tasks.listed()) - {"korte-ideeen"}


def test_a_file_that_is_there_is_replaced_only_when_forced(tasks: Tasks, tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text("mine")
    assert tasks("export", "ask", str(file)) == 1
    assert file.read_text() == "mine"
    assert "--force" in tasks.err
    assert tasks("export", "--force", "ask", str(file)) == 0
    assert load(file).id == "ask"


def test_a_changed_built_in_task_is_set_back_and_an_own_one_removed(tasks: Tasks, tmp_path: Path) -> None:
    file = tmp_path / "ask.toml"
    tasks("export", "ask", str(file))
    file.write_text(file.read_text().replace("Ask the documents", "Ask us"))
    assert tasks("import", "--replace", str(file)) == 0
    assert tasks.listed()["ask"] == "changed"
    assert tasks("reset", "ask") == 0
    assert tasks.listed()["ask"] == "built_in"
    assert tasks("remove", "ask") == 1
    assert "nothing to remove" in tasks.err
    tasks("duplicate", "ask", "Mine")
    assert tasks("reset", "mine") == 1
    assert "did not come with" in tasks.err
    assert tasks("remove", "mine") == 0
    assert "mine" not in tasks.listed()


def test_a_broken_file_is_told_with_its_line_in_both_languages(tasks: Tasks, tmp_path: Path) -> None:
    file = tmp_path / "broken.toml"
    file.write_text('schema = 2\nid = "x"\ndocuments = "often"\n')
    assert tasks("check", str(file), language="nl") == 1
    assert "regel 3: “often” is hier niet mogelijk." in tasks.err
    assert tasks("check", "--json", str(file)) == 1
    assert json.loads(tasks.out)["line"] == 3
    assert tasks("import", str(file)) == 1
    assert "line 3" in tasks.err
    assert not tasks.folder.exists()
    tasks.folder.joinpath("tasks").mkdir(parents=True)
    file.rename(tasks.folder / "tasks" / "broken.toml")
    assert tasks("list") == 1
    assert "ask" in tasks.out
    assert "line 3" in tasks.err


def test_a_file_that_is_right_is_said_to_be(tasks: Tasks, tmp_path: Path) -> None:
    tasks("export", "ask", str(tmp_path / "ask.toml"))
    assert tasks("check", str(tmp_path / "ask.toml")) == 0
    assert "is right" in tasks.out
    assert tasks("check", str(tmp_path / "gone.toml")) == 1
    assert "ENOENT" in tasks.err
