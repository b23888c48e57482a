"""What is to be done: rows, task, tuning, and where the results go."""

import hashlib
from pathlib import Path

import msgspec

from app.messages import Answer, Language, Tuning
from app.rows.checking import PlannedRow
from app.sentences import Sentences
from app.tasks import Task
from store.schema import EVERYWHERE, Scope


class Plan(msgspec.Struct, frozen=True):
    """A whole run. `folder` is where its results go (absolute), `formats` are the endings of the documents
    that each row gets; `model` is the one that writes, by its path. `template` is for documents in Word."""

    spreadsheet: str
    columns: tuple[str, ...]
    rows: tuple[PlannedRow, ...]
    task: Task
    language: Language
    tuning: Tuning
    folder: str
    formats: tuple[str, ...] = ()
    model: str = ""
    scope: Scope = EVERYWHERE
    limit: int = 8
    template: str | None = None

    def job(self, row: PlannedRow) -> Answer:
        """What is asked of the engine for a row."""
        return Answer(self.task.id, row.fields, self.language, self.tuning, self.limit, self.scope)

    def digest(self, row: PlannedRow) -> str:
        """By what is known that an answer was made from this very row, in this very way."""
        made_from = (sorted(row.fields.items()), self.task, self.tuning, self.model, self.language)
        where = (self.scope, self.limit)
        return hashlib.sha256(msgspec.json.encode((made_from, where))).hexdigest()[:32]


def default_folder(spreadsheet: Path, sentences: Sentences) -> Path:
    """Beside the spreadsheet, called after it."""
    return spreadsheet.with_name(table_stem(spreadsheet, sentences))


def table_stem(spreadsheet: Path, sentences: Sentences) -> str:
    """What the table of results is called, without its ending."""
    return sentences.say("rows.results", name=spreadsheet.stem)
