"""Reading files on the command line: what came of each, and protected ones opened with their passwords.

A password comes from a file or from a terminal, never from an argument, which others can see.
"""

import getpass
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from app.console import Console
from app.errors import PasswordFileUnreadable
from app.messages import DocumentReport, Event, Index, Job, Unlock
from store.schema import Fault

MOST_TRIES = 3
"""How often a password is asked for on a terminal."""

UNLOCKABLE = ".pdf"

Run = Callable[[Job], Iterator[Event]]


class JobFailed(Exception):
    """The job's closing event was `Failed`."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault


class Passwords:
    """Where passwords come from: the lines of a file, or who sits at the terminal."""

    def __init__(self, file: str | None, console: Console) -> None:
        """Raises:
        PasswordFileUnreadable
        """
        self._console = console
        self._lines: Sequence[str] = ()
        self._asks = file is None and sys.stdin.isatty()
        if file is not None:
            try:
                self._lines = Path(file).read_text(encoding="utf-8-sig").splitlines()
            except (OSError, UnicodeDecodeError) as error:
                raise PasswordFileUnreadable(file) from error

    def for_file(self, path: str) -> Iterator[str]:
        """Passwords to try on this file, one after the other."""
        yield from filter(None, self._lines)
        for _ in range(MOST_TRIES if self._asks else 0):
            given = getpass.getpass(self._console.sentences.say("documents.password", path=path), sys.stderr)
            if not given:
                return
            yield given


class FileReading:
    """Reads files and counts what came of them."""

    def __init__(self, run: Run, passwords: Passwords, console: Console) -> None:
        self._run, self._passwords, self._console = run, passwords, console
        self._ready = self._known = self._failed = self._cut = 0

    def read(self, job: Index) -> bool:
        """Whether every file is read; the others are named. Raises JobFailed."""
        reports = [report for report in self._finished(job) if self._counts(report)]
        for report in reports:
            self._count(self._unlocked(report))
        say = self._console.sentences.say
        if self._cut:
            self._console.note(say("documents.cut", cut=self._cut))
        counts = {"ready": self._ready, "known": self._known, "failed": self._failed}
        self._console.result(say("documents.summary", **counts))
        return not self._failed

    def _finished(self, job: Job) -> Iterator[DocumentReport]:
        for event in self._run(job):
            if isinstance(event, DocumentReport) and event.state not in ("waiting", "reading"):
                yield event

    def _counts(self, report: DocumentReport) -> bool:
        """Counted now, unless it wants a password: that is asked for when all others are read."""
        wants = report.error is not None and report.error.kind == "PasswordProtected"
        if wants and report.path.lower().endswith(UNLOCKABLE):
            return True
        self._count(report)
        return False

    def _count(self, report: DocumentReport) -> None:
        if report.error is not None:
            self._failed += 1
            self._console.note(self._console.sentences.error(report.error))
        else:
            self._known, self._ready = self._known + report.known, self._ready + (not report.known)
        self._cut += report.cut

    def _unlocked(self, report: DocumentReport) -> DocumentReport:
        """What came of it with the first password that fits, or what was before."""
        for password in self._passwords.for_file(report.path):
            try:
                reports = list(self._finished(Unlock(report.path, password)))
            except JobFailed as failure:
                if failure.fault.kind != "WrongPassword":
                    raise
            else:
                return reports[-1] if reports else report
        return report
