"""Answers as they are kept: form, settings, model, sources, text, its support, timing. Part of the archive.

What is kept is JSON that only the program itself reads; the store looks into it for three things: the
subject of an answer in the list and the words of its form (`store.answer_list`), and what is quoted from
documents that are erased.

An answer may have versions. They are rows of their own with the same `root`, the id of the first; one of them
is the one that stands in the list. Names, setting aside and erasing are for all versions together.
"""

import uuid
from collections.abc import Collection, Sequence
from datetime import UTC, datetime

import msgspec

from store import answer_list
from store.answer_list import ListedAnswer
from store.archive import Archive, json_of
from store.errors import UnknownAnswer
from store.schema import AnswerRating, AnswerState

NAME_CHARACTERS = 200


class KeptAnswer(msgspec.Struct, frozen=True):
    """One answer of the history. `created_at` is UTC, ISO 8601; the fields of JSON are named as such.
    `root` is the id of its first version; `language` that in which it was asked, "" where nobody noted it."""

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
    written_json: str = "{}"
    root: str = ""
    name: str = ""
    rating: AnswerRating = ""
    language: str = ""


class History:
    """The answers in an archive."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        # Documents of which an answer that is being written may still quote.
        self._forgotten: set[str] = set()

    # --- writing ------------------------------------------------------------------------------------

    def begin(
        self,
        task: str,
        model: str,
        form_json: str,
        tuning_json: str,
        sources_json: str,
        scope_json: str = "{}",
        root: str | None = None,
        language: str = "",
    ) -> str:
        """Keep that an answer is being written; returns its id. It is a version of the answer `root` (any
        version's id) where one is given, and then not in the list before it is finished.

        Raises:
            UnknownAnswer: there is no such `root`.
        """
        identity = uuid.uuid4().hex
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with self._archive.transaction() as connection:
            first, name = (identity, "") if root is None else self._named(root)
            connection.execute(
                "INSERT INTO answers (id, created_at, state, task, model, form_json, tuning_json,"
                " sources_json, scope_json, root, current, name, language, text, sections_json, timing_json,"
                " coverage_json, sentences_json)"
                " VALUES (?,?,'writing',?,?,?,?,?,?,?,?,?,?,'','[]','{}','{}','[]')",
                (
                    *(identity, now, task, model, form_json, tuning_json, sources_json, scope_json),
                    *(first, first == identity, name, language),
                ),
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
        written_json: str = "{}",
    ) -> None:
        """Keep how it ended; None leaves the sources that it began with. A version that is done, or was
        stopped with something on paper, is the one that stands in the list from now on."""
        sources = _without_quotes(sources_json, self._forgotten) if sources_json else None
        with self._archive.transaction() as connection:
            connection.execute(
                "UPDATE answers SET state = ?, text = ?, sections_json = ?, timing_json = ?,"
                " coverage_json = ?, sentences_json = ?, written_json = ?,"
                " sources_json = coalesce(?, sources_json) WHERE id = ?",
                (
                    *(state, text, sections_json, timing_json, coverage_json, sentences_json, written_json),
                    *(sources, identity),
                ),
            )
            connection.execute(_FORGET_NOT_READ, {"documents": json_of(list(self._forgotten))})
            if state == "done" or (state == "stopped" and text.strip()):
                connection.execute(_CHOOSE, {"id": identity})

    def mark_interrupted(self) -> None:
        """Answers that are still being written at the start were cut off when the engine died."""
        with self._archive.transaction() as connection:
            connection.execute("UPDATE answers SET state = 'interrupted' WHERE state = 'writing'")

    # --- reading ------------------------------------------------------------------------------------

    def answers(self) -> list[KeptAnswer]:
        """Every answer, every version of it, the newest first."""
        rows = self._archive.connection.execute(f"{_KEPT} ORDER BY created_at DESC, number DESC")
        return [_kept(row) for row in rows]

    def answer(self, identity: str) -> KeptAnswer:
        """The answer of this id.

        Raises:
            UnknownAnswer: there is none, or it is set aside.
        """
        row = self._archive.connection.execute(
            f"{_KEPT} WHERE id = ? AND {answer_list.IN_SIGHT}", (identity,)
        ).fetchone()
        if row is None:
            raise UnknownAnswer(identity)
        return _kept(row)

    def versions(self, identity: str) -> tuple[str, ...]:
        """The ids of all versions of an answer that have a text, the oldest first; itself among them."""
        rows = self._archive.connection.execute(answer_list.VERSIONS, (identity,))
        return tuple(row[0] for row in rows)

    def listed(self, text: str = "", task: str = "", since: str = "", until: str = "") -> list[ListedAnswer]:
        """Answers by name, the newest first, but for those that are set aside: of each the version that
        stands in the list. Only those with all words of `text`, each a word or the beginning of one; of this
        task; from day `since` to day `until` (ISO 8601, days as they are here), both included."""
        return answer_list.listed(self._archive.connection, text, task, since, until)

    def listed_one(self, identity: str) -> ListedAnswer:
        """The line in the list of the answer of which this is a version.

        Raises:
            UnknownAnswer: there is none, or it is set aside.
        """
        line = answer_list.line_of(self._archive.connection, identity)
        if line is None:
            raise UnknownAnswer(identity)
        return line

    def excerpt(self, identity: str, text: str) -> str:
        """Where words of `text` are in an answer that was listed for them, on one line; "" where they are
        not. One by one, because it takes as long as all the rest of listing."""
        return answer_list.excerpt(self._archive.connection, identity, text)

    # --- changing -----------------------------------------------------------------------------------

    def rename(self, identity: str, name: str) -> None:
        """Give an answer, all its versions, a name of its own; "" for none.

        Raises:
            UnknownAnswer
        """
        line = " ".join(name.split())[:NAME_CHARACTERS]
        with self._archive.transaction() as connection:
            root, _ = self._named(identity)
            connection.execute("UPDATE answers SET name = ? WHERE root = ?", (line, root))

    def choose(self, identity: str) -> None:
        """Let this version stand in the list.

        Raises:
            UnknownAnswer
        """
        with self._archive.transaction() as connection:
            self._named(identity)
            connection.execute(_CHOOSE, {"id": identity})

    def rate(self, identity: str, rating: AnswerRating) -> None:
        """Say how good this version is.

        Raises:
            UnknownAnswer
        """
        with self._archive.transaction() as connection:
            self._named(identity)
            connection.execute("UPDATE answers SET rating = ? WHERE id = ?", (rating, identity))

    def set_aside(self, ids: Sequence[str]) -> None:
        """Take answers out of the list, until they are erased or restored.

        Raises:
            UnknownAnswer: one of the ids is none; nothing was set aside.
        """
        with self._archive.transaction() as connection:
            for identity in ids:
                root, _ = self._named(identity)
                connection.execute("INSERT OR IGNORE INTO answers_set_aside VALUES (?)", (root,))

    def restore(self, ids: Sequence[str]) -> list[ListedAnswer]:
        """Bring back answers that were set aside; they come in the order of the ids.

        Raises:
            UnknownAnswer: one of the ids is none; nothing was brought back.
        """
        with self._archive.transaction() as connection:
            for identity in ids:
                root, _ = self._named(identity)
                connection.execute("DELETE FROM answers_set_aside WHERE root = ?", (root,))
        return [self.listed_one(identity) for identity in dict.fromkeys(ids)]

    def set_aside_ids(self) -> list[str]:
        """The ids of the answers that are set aside, each the first version's."""
        rows = self._archive.connection.execute("SELECT root FROM answers_set_aside ORDER BY root")
        return [row[0] for row in rows]

    def erase(self, ids: Sequence[str], set_aside_only: bool = False) -> None:
        """Erase answers with all their versions, so that no byte of them is left in the file. With
        `set_aside_only` those that are not set aside, or unknown, are passed over.

        Raises:
            UnknownAnswer: one of the ids is none; nothing was erased.
            DiskFull: nothing was erased; or it was, and `Archive.purge` is still due.
        """
        if set_aside_only:
            aside = set(self.set_aside_ids())
            rows = self._archive.connection.execute(
                "SELECT id, root FROM answers WHERE id IN (SELECT value FROM json_each(?))",
                (json_of(list(ids)),),
            )
            ids = [identity for identity, root in rows if root in aside]
        if not ids:
            self._archive.purge()  # a kill may have come before it
            return
        with self._archive.erasure() as connection:
            for root in dict.fromkeys(self._named(identity)[0] for identity in ids):
                connection.execute("DELETE FROM answers WHERE root = ?", (root,))
            # Until it is merged, the index of words keeps those of what was deleted.
            connection.execute("INSERT INTO answer_words (answer_words) VALUES ('optimize')")

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

    def _named(self, identity: str) -> tuple[str, str]:
        """Root and name of an answer.

        Raises:
            UnknownAnswer
        """
        row = self._archive.connection.execute(
            "SELECT root, name FROM answers WHERE id = ?", (identity,)
        ).fetchone()
        if row is None:
            raise UnknownAnswer(identity)
        return str(row[0]), str(row[1])


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
_CHOOSE = """
UPDATE answers SET current = id = :id WHERE root = (SELECT root FROM answers WHERE id = :id)
"""
_KEPT = f"SELECT {', '.join(KeptAnswer.__struct_fields__)} FROM answers"  # noqa: S608 - names of ours


def _without_quotes(sources_json: str, documents: Collection[str]) -> str:
    """The sources with every text of these documents blank: number, page and place stay."""
    sources = msgspec.json.decode(sources_json, type=list[dict[str, object]])
    for source in sources:
        if source["document"] in documents:
            texts = [name for name, value in source.items() if isinstance(value, str) and name != "document"]
            source.update(dict.fromkeys(texts, ""))
    return json_of(sources)


def _kept(row: Sequence[object]) -> KeptAnswer:
    names = KeptAnswer.__struct_fields__
    return msgspec.convert(dict(zip(names, row, strict=True)), KeptAnswer)
