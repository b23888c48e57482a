"""Answers as they are kept: form, settings, model, sources, text, its support, timing. Part of the archive.

What is kept is JSON that only the program itself reads; the store looks into it for two things, the
subject of an answer in the list, and what is quoted from documents that are erased.
"""

import uuid
from collections.abc import Collection, Sequence
from datetime import UTC, datetime

import msgspec

from store.archive import Archive, json_of
from store.errors import UnknownAnswer
from store.schema import AnswerState

SUBJECT_CHARACTERS = 120


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
    scope_json: str
    coverage_json: str
    sentences_json: str


class ListedAnswer(msgspec.Struct, frozen=True):
    """One line of the history; `subject` is the beginning of the first field of the form that is filled."""

    id: str
    created_at: str
    state: AnswerState
    task: str
    subject: str


class History:
    """The answers in an archive."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        # Documents of which an answer that is being written may still quote.
        self._forgotten: set[str] = set()

    def begin(
        self,
        task: str,
        model: str,
        form_json: str,
        tuning_json: str,
        sources_json: str,
        scope_json: str = "{}",
    ) -> str:
        """Keep that an answer is being written; returns its id."""
        identity = uuid.uuid4().hex
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with self._archive.transaction() as connection:
            connection.execute(
                "INSERT INTO answers VALUES (?,?,'writing',?,?,?,?,?,'','[]','{}',?,'{}','[]')",
                (identity, now, task, model, form_json, tuning_json, sources_json, scope_json),
            )
        return identity

    def save_text(self, identity: str, text: str) -> None:
        """Keep what is written so far."""
        with self._archive.transaction() as connection:
            connection.execute("UPDATE answers SET text = ? WHERE id = ?", (text, identity))

    def finish(
        self,
        identity: str,
        state: AnswerState,
        text: str,
        sections_json: str,
        timing_json: str,
        coverage_json: str = "{}",
        sentences_json: str = "[]",
        sources_json: str | None = None,
    ) -> None:
        """Keep how it ended; None leaves the sources that it began with."""
        with self._archive.transaction() as connection:
            connection.execute(
                "UPDATE answers SET state = ?, text = ?, sections_json = ?, timing_json = ?,"
                " coverage_json = ?, sentences_json = ?,"
                " sources_json = coalesce(?, sources_json) WHERE id = ?",
                (
                    state,
                    text,
                    sections_json,
                    timing_json,
                    coverage_json,
                    sentences_json,
                    _without_quotes(sources_json, self._forgotten) if sources_json else None,
                    identity,
                ),
            )
            connection.execute(_FORGET_NOT_READ, {"documents": json_of(list(self._forgotten))})

    def mark_interrupted(self) -> None:
        """Answers that are still being written at the start were cut off when the engine died."""
        with self._archive.transaction() as connection:
            connection.execute("UPDATE answers SET state = 'interrupted' WHERE state = 'writing'")

    def answers(self) -> list[KeptAnswer]:
        """Every answer, the newest first."""
        rows = self._archive.connection.execute("SELECT * FROM answers ORDER BY created_at DESC, rowid DESC")
        return [_kept(row) for row in rows]

    def answer(self, identity: str) -> KeptAnswer:
        """The answer of this id.

        Raises:
            UnknownAnswer
        """
        row = self._archive.connection.execute("SELECT * FROM answers WHERE id = ?", (identity,)).fetchone()
        if row is None:
            raise UnknownAnswer(identity)
        return _kept(row)

    def listed(self) -> list[ListedAnswer]:
        """Every answer by name, the newest first; no text is read."""
        rows = self._archive.connection.execute(_LISTED, (SUBJECT_CHARACTERS,))
        return [
            ListedAnswer(identity, created_at, state, task, _first_line(beginning))
            for identity, created_at, state, task, beginning in rows
        ]

    def erase(self, ids: Sequence[str]) -> None:
        """Erase answers, so that no byte of them is left in the file.

        Raises:
            UnknownAnswer: one of the ids is none; nothing was erased.
            DiskFull: nothing was erased; or it was, and `Archive.purge` is still due.
        """
        with self._archive.erasure() as connection:
            for identity in dict.fromkeys(ids):
                if connection.execute("DELETE FROM answers WHERE id = ?", (identity,)).rowcount != 1:
                    raise UnknownAnswer(identity)

    def forget(self, documents: Collection[str]) -> None:
        """Blank what answers quote from these documents, their names and headings too; what was written from
        them stays. `Archive.purge` is due afterwards.

        Raises:
            DiskFull: nothing was blanked.
        """
        self._forgotten.update(documents)
        with self._archive.transaction() as connection:
            connection.execute("UPDATE archive SET purge_due = 1")
            quoting = connection.execute(_QUOTING, (json_of(list(documents)),)).fetchall()
            for identity, sources in quoting:
                connection.execute(
                    "UPDATE answers SET sources_json = ? WHERE id = ?",
                    (_without_quotes(sources, documents), identity),
                )
            connection.execute(_FORGET_NOT_READ, {"documents": json_of(list(documents))})


_QUOTING = """
SELECT id, sources_json FROM answers WHERE EXISTS
    (SELECT 1 FROM json_each(sources_json) AS source
     WHERE json_extract(source.value, '$.document') IN (SELECT value FROM json_each(?)))
"""
# A receipt names documents that were to be read whole, and were not.
_FORGET_NOT_READ = """
UPDATE answers SET coverage_json = json_set(coverage_json, '$.not_read_whole',
    (SELECT json_group_array(json(value)) FROM json_each(coverage_json, '$.not_read_whole')
     WHERE json_extract(value, '$.document') NOT IN (SELECT value FROM json_each(:documents))))
WHERE EXISTS
    (SELECT 1 FROM json_each(coverage_json, '$.not_read_whole')
     WHERE json_extract(value, '$.document') IN (SELECT value FROM json_each(:documents)))
"""
_LISTED = """
SELECT id, created_at, state, task, coalesce(
    (SELECT substr(trim(value, char(9, 10, 13, 32)), 1, ?) FROM json_each(form_json)
     WHERE trim(value, char(9, 10, 13, 32)) <> '' LIMIT 1), '')
FROM answers ORDER BY created_at DESC, rowid DESC
"""


def _without_quotes(sources_json: str, documents: Collection[str]) -> str:
    """The sources with every text of these documents blank: number, page and place stay."""
    sources = msgspec.json.decode(sources_json, type=list[dict[str, object]])
    for source in sources:
        if source["document"] in documents:
            texts = [name for name, value in source.items() if isinstance(value, str) and name != "document"]
            source.update(dict.fromkeys(texts, ""))
    return json_of(sources)


def _first_line(text: str) -> str:
    return next(iter(text.splitlines()), "").rstrip()


def _kept(row: Sequence[object]) -> KeptAnswer:
    names = KeptAnswer.__struct_fields__
    return msgspec.convert(dict(zip(names, row, strict=True)), KeptAnswer)
