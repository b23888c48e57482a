"""The promises to passwords on the command line: from a file or a terminal, tried one after the other."""

import io
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.console import Console
from app.errors import PasswordFileUnreadable
from app.file_reading import FileReading, JobFailed, Passwords
from app.messages import DocumentReport, Event, Index, Job, Progress, Unlock
from app.sentences import Sentences
from store.schema import Fault

LOCKED = "/map/slot.pdf"
OFFICE = "/map/slot.docx"


class Engine:
    """Knows two protected files, of which one opens."""

    def __init__(self, password: str) -> None:
        self._password = password
        self.tried: list[str] = []

    def run(self, job: Job) -> Iterator[Event]:
        if isinstance(job, Unlock):
            self.tried.append(job.password)
            yield DocumentReport("1", job.path, "reading")
            if job.password != self._password:
                yield _protected(job.path)
                raise JobFailed(Fault("WrongPassword", {"path": job.path}))
            yield DocumentReport("1", job.path, "ready", 1, 1)
            return
        assert isinstance(job, Index)
        yield Progress("reading_documents", 0, len(job.paths))
        for path in job.paths:
            yield DocumentReport("", path, "waiting")
            yield _protected(path)


def _protected(path: str) -> DocumentReport:
    return DocumentReport("1", path, "failed", error=Fault("PasswordProtected", {"path": path}))


def console() -> Console:
    return Console(Sentences("en"), io.StringIO(), io.StringIO())


def read(engine: Engine, file: Path | None, *paths: str) -> bool:
    shown = console()
    return FileReading(engine.run, Passwords(str(file) if file else None, shown), shown).read(Index(paths))


def test_each_line_of_the_file_is_tried_until_one_fits(tmp_path: Path) -> None:
    (tmp_path / "passwords").write_bytes("\ufeffeen\r\n\r\ntwéé\r\ndrie".encode())
    engine = Engine("twéé")
    assert read(engine, tmp_path / "passwords", LOCKED)
    assert engine.tried == ["een", "twéé"]


def test_a_file_for_which_none_fits_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "passwords").write_text("een\ntwee")
    engine = Engine("drie")
    assert not read(engine, tmp_path / "passwords", LOCKED)
    assert engine.tried == ["een", "twee"]


def test_office_files_are_not_asked_for(tmp_path: Path) -> None:
    (tmp_path / "passwords").write_text("een")
    engine = Engine("een")
    assert not read(engine, tmp_path / "passwords", OFFICE)
    assert engine.tried == []


def test_without_a_terminal_nothing_is_asked() -> None:
    engine = Engine("een")
    assert not read(engine, None, LOCKED)
    assert engine.tried == []


def test_who_sits_at_a_terminal_is_asked_until_nothing_is_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    typed = iter(["een", "twee", ""])
    prompts = []

    def ask(prompt: str, _stream: object) -> str:
        prompts.append(prompt)
        return next(typed)

    monkeypatch.setattr("getpass.getpass", ask)
    monkeypatch.setattr(sys, "stdin", _Terminal())
    engine = Engine("drie")
    assert not read(engine, None, LOCKED)
    assert engine.tried == ["een", "twee"]
    assert LOCKED in prompts[0]


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_file_of_passwords_that_is_not_there_or_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "passwords").write_bytes(b"\xff\xfe\x00")
    for name in ("nergens", "passwords"):
        with pytest.raises(PasswordFileUnreadable) as caught:
            Passwords(str(tmp_path / name), console())
        assert caught.value.path.endswith(name)
