"""Many answers as files: each with a name of its own, nothing written over, no half a ZIP. And commands."""

import io
import zipfile
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import history_commands, tasks
from app.answer_files import AnswerFolder, AnswerZip, FileForm
from app.arguments import parser
from app.console import Console
from app.engine.earlier_answers import EarlierAnswers
from app.engine.examples import ExampleKeeping
from app.engine.scheduler import Steps
from app.errors import ExportFileExists, ExportUnwritable
from app.messages import (
    AddExample,
    AnswerKept,
    Event,
    ExportExamples,
    Job,
    ListAnswers,
    ListExamples,
    ReadAnswer,
    RemoveAnswers,
    RemoveExamples,
    RenameAnswer,
    Timing,
    Tuning,
)
from app.paths import Paths
from app.sentences import Sentences
from store.archive import Archive
from store.errors import UnknownAnswer
from store.examples import Examples
from store.history import History


def answer(identity: str, subject: str, name: str = "") -> AnswerKept:
    made, fields = "2026-03-14T12:00:00+00:00", {"question": f"\n{subject}\nmeer"}
    return AnswerKept(
        identity, made, "done", "ask", "m", fields, Tuning(), (), "## Kop\n\nTekst.", Timing(), name=name
    )


@pytest.fixture
def form(tmp_path: Path) -> FileForm:
    return FileForm("md", "nl", tasks.load_all(tmp_path / "tasks"))


def test_each_answer_is_a_file_called_after_its_day_and_its_name(tmp_path: Path, form: FileForm) -> None:
    folder = AnswerFolder(tmp_path / "new" / "out", form)
    for one in (answer("a", "Hoe laat?"), answer("b", "Hoe laat?"), answer("c", "x", "Mijn / naam")):
        folder.put(one)
    folder.finish()
    names = sorted(file.name for file in (tmp_path / "new" / "out").iterdir())
    assert names == ["2026-03-14 Hoe laat- (2).md", "2026-03-14 Hoe laat-.md", "2026-03-14 Mijn - naam.md"]


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path, form: FileForm) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(ExportUnwritable):
        AnswerFolder(tmp_path / "file" / "out", form)
    with pytest.raises(ExportUnwritable):
        AnswerZip(tmp_path / "none" / "all.zip", form)


def test_a_zip_has_every_answer_once_under_a_name_of_its_own(tmp_path: Path, form: FileForm) -> None:
    made = AnswerZip(tmp_path / "all.zip", form)
    made.put(answer("a", "Hoe laat"))
    made.put(answer("b", "HOE LAAT"))
    assert not (tmp_path / "all.zip").exists()
    made.finish()
    with zipfile.ZipFile(tmp_path / "all.zip") as read:
        assert read.namelist() == ["2026-03-14 Hoe laat.md", "2026-03-14 HOE LAAT (2).md"]
        assert b"Tekst." in read.read("2026-03-14 Hoe laat.md")
    assert [file.name for file in tmp_path.iterdir()] == ["all.zip"]


def test_a_zip_is_not_written_over_unless_that_is_said(tmp_path: Path, form: FileForm) -> None:
    (tmp_path / "all.zip").write_text("mine")
    with pytest.raises(ExportFileExists):
        AnswerZip(tmp_path / "all.zip", form)
    broken_off = AnswerZip(tmp_path / "all.zip", form, replace=True)
    broken_off.put(answer("a", "x"))
    broken_off.discard()
    assert (tmp_path / "all.zip").read_text() == "mine"
    assert [file.name for file in tmp_path.iterdir()] == ["all.zip"]
    whole = AnswerZip(tmp_path / "all.zip", form, replace=True)
    whole.put(answer("a", "x"))
    whole.finish()
    assert zipfile.is_zipfile(tmp_path / "all.zip")


# The commands, over a real archive.


class Session:
    """Runs jobs of earlier answers and examples at once."""

    def __init__(self, paths: Paths, archive: Archive) -> None:
        self.history = History(archive)
        self._earlier = EarlierAnswers(self.history)
        self._examples = ExampleKeeping(Examples(archive), self.history, lambda: tasks.load_all(paths.tasks))

    def run(self, job: Job) -> Iterator[Event]:
        for step in self._steps(job):
            if step is not None:
                yield step  # type: ignore[misc]

    def _steps(self, job: Job) -> Steps:
        match job:
            case ListAnswers():
                return self._earlier.tell(job)
            case ReadAnswer(identity):
                return self._earlier.read(identity)
            case RemoveAnswers(ids, set_aside_only):
                return self._earlier.remove(ids, set_aside_only)
            case RenameAnswer(identity, name):
                return self._earlier.rename(identity, name)
            case AddExample(identity):
                return self._examples.add(identity)
            case ListExamples(task):
                return self._examples.tell(task)
            case RemoveExamples(ids):
                return self._examples.remove(ids)
            case ExportExamples():
                return self._examples.export(job)
        raise AssertionError(job)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    paths = Paths.under(tmp_path / "data")
    paths.create()
    archive = Archive(paths.archive)
    yield Session(paths, archive)
    archive.close()


def put(session: Session, subject: str, text: str) -> str:
    identity = session.history.begin(
        "ask", "m", f'{{"question":"{subject}"}}', '{"max_tokens":16}', "[]", language="nl"
    )
    session.history.finish(identity, "done", text, "[]", "{}")
    return identity


COMMANDS = {
    ("history", "list"): history_commands.tell,
    ("history", "show"): history_commands.show,
    ("history", "remove"): history_commands.remove,
    ("history", "rename"): history_commands.rename,
    ("history", "export"): history_commands.export,
    ("examples", "list"): history_commands.tell_examples,
    ("examples", "add"): history_commands.add_example,
    ("examples", "remove"): history_commands.remove_examples,
    ("examples", "export"): history_commands.export_examples,
}


def run(session: Session, tmp_path: Path, *arguments: object) -> str:
    """What a command tells."""
    sentences, out = Sentences("nl"), io.StringIO()
    words = [str(argument) for argument in arguments]
    options: Namespace = parser(sentences).parse_args([*words, "--data-dir", str(tmp_path / "data")])
    command = COMMANDS[words[0], words[1]]
    assert command(options, session, Console(sentences, out, out)) == 0
    return out.getvalue()


def test_answers_are_listed_shown_named_and_erased(session: Session, tmp_path: Path) -> None:
    first, second = put(session, "Hoe laat", "De kantine."), put(session, "Hoeveel", "De fietsen.")
    assert first in run(session, tmp_path, "history", "list")
    found = run(session, tmp_path, "history", "list", "--search", "kantine", "--since", "2020-01-01")
    assert first in found and second not in found
    assert "De fietsen." in run(session, tmp_path, "history", "show", second)
    assert "Mijn naam" in run(session, tmp_path, "history", "rename", second, "Mijn naam")
    assert '"name":"Mijn naam"' in run(session, tmp_path, "history", "list", "--json").replace(": ", ":")
    run(session, tmp_path, "history", "remove", first)
    with pytest.raises(UnknownAnswer):
        run(session, tmp_path, "history", "show", first)
    assert "geen antwoorden" in run(session, tmp_path, "history", "list", "--search", "kantine")


def test_answers_are_exported_to_a_folder(session: Session, tmp_path: Path) -> None:
    one, _ = put(session, "Hoe laat", "De kantine."), put(session, "Hoeveel", "De fietsen.")
    run(session, tmp_path, "history", "export", one, tmp_path / "one", "--format", "md")
    run(session, tmp_path, "history", "export", "--all", tmp_path / "all", "--format", "md")
    assert len(list((tmp_path / "one").iterdir())) == 1
    assert len(list((tmp_path / "all").iterdir())) == 2


def test_examples_are_added_listed_exported_and_erased(session: Session, tmp_path: Path) -> None:
    one = put(session, "Hoe laat", "De kantine.")
    run(session, tmp_path, "examples", "add", one)
    assert "Hoe laat" in run(session, tmp_path, "examples", "list", "--task", "ask")
    path = tmp_path / "examples.jsonl"
    run(session, tmp_path, "examples", "export", path)
    assert path.read_text().count("\n") == 1
    with pytest.raises(ExportFileExists):
        run(session, tmp_path, "examples", "export", path)
    run(session, tmp_path, "examples", "export", path, "--replace")
    run(session, tmp_path, "examples", "remove", one)
    assert "geen voorbeelden" in run(session, tmp_path, "examples", "list")
