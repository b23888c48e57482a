"""The answers that are kept: told, read, named, rated, set aside, erased. Writing them is in
`app.engine.answer`."""

import msgspec

from app.engine.scheduler import Steps
from app.messages import (
    AnswerKept,
    AnswerListed,
    Coverage,
    ListAnswers,
    Progress,
    Rating,
    Section,
    Sentence,
    Source,
    Timing,
    Tuning,
    WrittenForm,
)
from store.answer_list import ListedAnswer
from store.history import History
from store.schema import Scope


class EarlierAnswers:
    """Each method makes the steps of one job."""

    def __init__(self, history: History) -> None:
        self._history = history

    def tell(self, job: ListAnswers) -> Steps:
        """Those that are asked for by name, the newest first."""
        for answer in self._history.listed(job.text, job.task, job.since, job.until):
            excerpt = self._history.excerpt(answer.id, job.text) if job.text.strip() else ""
            yield _listed(answer, excerpt)

    def read(self, identity: str) -> Steps:
        """One answer whole.

        Raises:
            UnknownAnswer
        """
        kept = self._history.answer(identity)
        yield AnswerKept(
            id=kept.id,
            created_at=kept.created_at,
            state=kept.state,
            task=kept.task,
            model=kept.model,
            fields=msgspec.json.decode(kept.form_json, type=dict[str, str]),
            tuning=msgspec.json.decode(kept.tuning_json, type=Tuning),
            sources=msgspec.json.decode(kept.sources_json, type=tuple[Source, ...]),
            text=kept.text,
            timing=msgspec.json.decode(kept.timing_json, type=Timing),
            scope=msgspec.json.decode(kept.scope_json, type=Scope),
            coverage=msgspec.json.decode(kept.coverage_json, type=Coverage),
            sentences=msgspec.json.decode(kept.sentences_json, type=tuple[Sentence, ...]),
            sections=msgspec.json.decode(kept.sections_json, type=tuple[Section, ...]),
            form=msgspec.json.decode(kept.written_json, type=WrittenForm),
            name=kept.name,
            rating=kept.rating,
            versions=self._history.versions(identity),
        )

    def set_aside(self, ids: tuple[str, ...]) -> Steps:
        """Out of the list, to be erased.

        Raises:
            UnknownAnswer: nothing was set aside.
        """
        self._history.set_aside(ids)
        yield None

    def restore(self, ids: tuple[str, ...]) -> Steps:
        """Back again.

        Raises:
            UnknownAnswer: nothing was brought back.
        """
        for answer in self._history.restore(ids):
            yield _listed(answer)

    def remove(self, ids: tuple[str, ...], set_aside_only: bool) -> Steps:
        """Gone from disk, or only those of them that are set aside at that moment. None of them is being
        written: writing is more urgent, so this waits for it.

        Raises:
            UnknownAnswer: nothing was erased; not with `set_aside_only`.
            DiskFull: what is not cleared from the disk now is at the next start.
        """
        yield Progress("erasing", 0, len(ids))
        self._history.erase(ids, set_aside_only)

    def rename(self, identity: str, name: str) -> Steps:
        """Another name.

        Raises:
            UnknownAnswer
        """
        self._history.rename(identity, name)
        yield _listed(self._history.listed_one(identity))

    def choose(self, identity: str) -> Steps:
        """This version stands in the list.

        Raises:
            UnknownAnswer
        """
        self._history.choose(identity)
        yield _listed(self._history.listed_one(identity))

    def rate(self, identity: str, rating: Rating) -> Steps:
        """How good it is.

        Raises:
            UnknownAnswer
        """
        self._history.rate(identity, rating)
        yield _listed(self._history.listed_one(identity))


def _listed(answer: ListedAnswer, excerpt: str = "") -> AnswerListed:
    return AnswerListed(
        id=answer.id,
        created_at=answer.created_at,
        state=answer.state,
        task=answer.task,
        subject=answer.subject,
        name=answer.name,
        rating=answer.rating,
        versions=answer.versions,
        excerpt=excerpt,
    )
