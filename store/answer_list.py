"""The list of earlier answers, and the search in it. Reads only; what is written is in `store.history`.

Words are found by SQLite's FTS5 in `answer_words`, which triggers of the schema keep in step.
"""

import sqlite3
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

import msgspec

from store.schema import AnswerRating, AnswerState

SUBJECT_CHARACTERS = 120
EXCERPT_WORDS = 16
MOST_WORDS = 32
"""Of a text that is looked for: more bound nothing further."""


class ListedAnswer(msgspec.Struct, frozen=True):
    """One line of the history; `subject` is the beginning of the first field of the form that is filled with
    words: neither a number nor ids of documents."""

    id: str
    created_at: str
    state: AnswerState
    task: str
    subject: str
    name: str = ""
    rating: AnswerRating = ""
    versions: int = 1


def listed(
    connection: sqlite3.Connection, text: str, task: str, since: str, until: str
) -> list[ListedAnswer]:
    """See `History.listed`."""
    bounds = {
        "task": task,
        "since": _midnight(date.fromisoformat(since)) if since else "",
        "until": _midnight(date.fromisoformat(until) + timedelta(days=1)) if until else _NEVER,
        "words": _query(text),
        "subject": SUBJECT_CHARACTERS,
    }
    return [_listed(row) for row in connection.execute(_FOUND if text.strip() else _ALL, bounds)]


def line_of(connection: sqlite3.Connection, identity: str) -> ListedAnswer | None:
    """The line of the answer of which this is a version; None when it has none, or is set aside."""
    bounds = {"id": identity, "subject": SUBJECT_CHARACTERS}
    row = connection.execute(_ONE, bounds).fetchone()
    return _listed(row) if row else None


def excerpt(connection: sqlite3.Connection, identity: str, text: str) -> str:
    """See `History.excerpt`."""
    row = connection.execute(_EXCERPT, {"id": identity, "words": _query(text)}).fetchone()
    return " ".join(str(row[0]).split()) if row else ""


IN_SIGHT = "root NOT IN (SELECT root FROM answers_set_aside)"
_NEVER = "~"  # later than any time
_IS_VERSION = "(v.id = a.id OR v.state <> 'writing' AND v.text <> '')"
VERSIONS = f"""
SELECT v.id FROM answers a JOIN answers v ON v.root = a.root
WHERE a.id = ? AND {_IS_VERSION} ORDER BY v.number
"""  # noqa: S608 - pieces of ours, here and below
_FIELDS = f"""
a.id, a.created_at, a.state, a.task, coalesce(
    (SELECT substr(trim(value, char(9, 10, 13, 32)), 1, :subject) FROM json_each(a.form_json)
     WHERE value GLOB '*[^0-9a-f' || char(10) || ']*' AND trim(value, char(9, 10, 13, 32)) <> ''
     LIMIT 1), ''),
a.name, a.rating, (SELECT count(*) FROM answers v WHERE v.root = a.root AND {_IS_VERSION})
"""  # noqa: S608
_WANTED = f"""
a.current AND a.{IN_SIGHT} AND (:task = '' OR a.task = :task)
AND a.created_at >= :since AND a.created_at < :until ORDER BY a.created_at DESC, a.number DESC
"""
_ALL = f"SELECT {_FIELDS} FROM answers a WHERE {_WANTED}"  # noqa: S608
_FOUND = f"""
SELECT {_FIELDS} FROM answer_words JOIN answers a ON a.number = answer_words.rowid
WHERE answer_words MATCH :words AND {_WANTED}
"""  # noqa: S608
_ONE = f"""
SELECT {_FIELDS} FROM answers a
WHERE a.current AND a.{IN_SIGHT} AND a.root = (SELECT root FROM answers WHERE id = :id)
"""  # noqa: S608
_EXCERPT = f"""
SELECT snippet(answer_words, -1, '', '', '…', {EXCERPT_WORDS}) FROM answer_words
WHERE answer_words MATCH :words AND rowid = (SELECT number FROM answers WHERE id = :id)
"""  # noqa: S608


def _query(text: str) -> str:
    """Each word as the beginning of a word, all of them wanted. In quotes nothing is an operator."""
    words = text.replace("\0", " ").split()[:MOST_WORDS]
    doubled = (word.replace('"', '""') for word in words)
    return " ".join(f'"{word}"*' for word in doubled) or '""'


def _midnight(day: date) -> str:
    """When a day begins here, as answers have their time."""
    return datetime.combine(day, time()).astimezone(UTC).isoformat(timespec="seconds")


def _listed(row: Sequence[object]) -> ListedAnswer:
    fields = dict(zip(ListedAnswer.__struct_fields__, row, strict=True))
    fields["subject"] = next(iter(str(fields["subject"]).splitlines()), "").rstrip()
    return msgspec.convert(fields, ListedAnswer)
