"""Answers as they are kept: form, settings, model, sources, text, timing. Part of the archive.

What is kept is JSON that only the program itself reads; the store does not look into it.
"""

import uuid
from datetime import UTC, datetime
from typing import Literal

import msgspec

from store.archive import Archive

AnswerState = Literal["writing", "done", "stopped", "failed", "interrupted"]


class KeptAnswer(msgspec.Struct, frozen=True):
    """One answer of the history. `created_at` is UTC, ISO 8601; the fields of JSON are named as such."""

    id: str
    created_at: str
    state: AnswerState
    task: str
    model: str
    form_json: str
    tuning_json: str
    sources_json: str
    text: str
    sections_json: str
    timing_json: str


class History:
    """The answers in an archive."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def begin(self, task: str, model: str, form_json: str, tuning_json: str, sources_json: str) -> str:
        """Keep that an answer is being written; returns its id."""
        identity = uuid.uuid4().hex
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with self._archive.transaction() as connection:
            connection.execute(
                "INSERT INTO answers VALUES (?,?,'writing',?,?,?,?,?,'','[]','{}')",
                (identity, now, task, model, form_json, tuning_json, sources_json),
            )
        return identity

    def save_text(self, identity: str, text: str) -> None:
        """Keep what is written so far."""
        with self._archive.transaction() as connection:
            connection.execute("UPDATE answers SET text = ? WHERE id = ?", (text, identity))

    def finish(
        self, identity: str, state: AnswerState, text: str, sections_json: str, timing_json: str
    ) -> None:
        """Keep how it ended."""
        with self._archive.transaction() as connection:
            connection.execute(
                "UPDATE answers SET state = ?, text = ?, sections_json = ?, timing_json = ? WHERE id = ?",
                (state, text, sections_json, timing_json, identity),
            )

    def mark_interrupted(self) -> None:
        """Answers that are still being written at the start were cut off when the engine died."""
        with self._archive.transaction() as connection:
            connection.execute("UPDATE answers SET state = 'interrupted' WHERE state = 'writing'")

    def answers(self) -> list[KeptAnswer]:
        """Every answer, the newest first."""
        rows = self._archive.connection.execute("SELECT * FROM answers ORDER BY created_at DESC, rowid DESC")
        names = KeptAnswer.__struct_fields__
        return [msgspec.convert(dict(zip(names, row, strict=True)), KeptAnswer) for row in rows]
