"""Many earlier answers as files: one each in a folder, or together in one ZIP. What a file holds is
`app.export`'s.

Each is called after its day and its name. Nothing is written over.
"""

import errno
import os
import tempfile
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from app.errors import ExportFileExists, ExportUnwritable
from app.export import export_answer, free_path, safe_name
from app.messages import AnswerKept, Language
from app.tasks import Task
from store.errors import DiskFull


@dataclass(frozen=True)
class FileForm:
    """How answers are written: `ending` is one of `app.export.ENDINGS`, `template` a Word document for
    .docx."""

    ending: str
    language: Language
    tasks: Mapping[str, Task]
    template: Path | None = None

    def write(self, answer: AnswerKept, path: Path) -> None:
        export_answer(answer, self.tasks.get(answer.task), self.language, path, template=self.template)

    def title(self, answer: AnswerKept) -> str:
        """What the file of an answer is called, without its ending: the day, and name or first field."""
        day = datetime.fromisoformat(answer.created_at).astimezone().date().isoformat()
        lines = (line.strip() for value in answer.fields.values() for line in value.splitlines())
        subject = answer.name or next((line for line in lines if line), "")
        if not subject and answer.task in self.tasks:
            subject = self.tasks[answer.task].name.in_language(self.language)
        return f"{day} {subject}".strip()


class AnswerFiles(Protocol):
    """Where answers go, one by one; then `finish`, or `discard` where it is broken off."""

    def put(self, answer: AnswerKept) -> None:
        """Write one; it takes up to some seconds.

        Raises:
            ExportUnwritable, TemplateUnreadable, DiskFull: this one was not written; the others stand.
        """
        ...

    def finish(self) -> None:
        """All are written.

        Raises:
            ExportFileExists, ExportUnwritable
        """
        ...

    def discard(self) -> None:
        """No more come."""
        ...


class AnswerFolder:
    """One file an answer; those that are written stay, however it ends."""

    def __init__(self, folder: Path, form: FileForm) -> None:
        """The folder is made where there is none.

        Raises:
            ExportUnwritable
        """
        self._folder, self._form = folder, form
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise _translated(error, folder) from error

    def put(self, answer: AnswerKept) -> None:
        self._form.write(answer, free_path(self._folder, self._form.title(answer), self._form.ending))

    def finish(self) -> None:
        pass

    def discard(self) -> None:
        pass


class AnswerZip:
    """All in one ZIP, which is there when it is whole and not before."""

    def __init__(self, path: Path, form: FileForm, replace: bool = False) -> None:
        """With `replace` in place of a file that is there.

        Raises:
            ExportFileExists, ExportUnwritable
        """
        if not replace and os.path.lexists(path):
            raise ExportFileExists(str(path))
        self._path, self._form, self._replace = path, form, replace
        self._unfinished = path.with_name(f"{path.name}.part")
        self._names: set[str] = set()
        try:
            # Beside the ZIP: there is room for both, and nothing of an answer lies elsewhere.
            self._workshop = tempfile.TemporaryDirectory(prefix=".binnenshuis-", dir=path.parent)
            self._zip = zipfile.ZipFile(self._unfinished, "w", zipfile.ZIP_DEFLATED)
        except OSError as error:
            raise _translated(error, path) from error

    def put(self, answer: AnswerKept) -> None:
        name = self._free_name(self._form.title(answer))
        made = Path(self._workshop.name, f"{len(self._names)}.{self._form.ending}")
        self._form.write(answer, made)
        try:
            self._zip.write(made, name)
            made.unlink()
        except OSError as error:
            raise _translated(error, self._path) from error
        self._names.add(name.casefold())

    def finish(self) -> None:
        try:
            self._zip.close()
            if not self._replace and os.path.lexists(self._path):
                raise ExportFileExists(str(self._path))
            self._unfinished.replace(self._path)
        except OSError as error:
            raise _translated(error, self._path) from error
        finally:
            self.discard()

    def discard(self) -> None:
        with suppress(OSError, ValueError):
            self._zip.close()
        with suppress(OSError):
            self._unfinished.unlink(missing_ok=True)
        self._workshop.cleanup()

    def _free_name(self, title: str) -> str:
        """A name that no file in the ZIP has, in no letters of another size either."""
        safe, number = safe_name(title), 1
        name = f"{safe}.{self._form.ending}"
        while name.casefold() in self._names:
            number += 1
            name = f"{safe} ({number}).{self._form.ending}"
        return name


def _translated(error: OSError, path: Path) -> Exception:
    if error.errno == errno.ENOSPC:
        return DiskFull()
    return ExportUnwritable(str(path), errno.errorcode.get(error.errno or 0, "OSError"))
