"""The answers that are kept: told, read, erased. Writing them is in `app.engine.answer`."""

import msgspec

from app.engine.scheduler import Steps
from app.messages import (
    AnswerKept,
    AnswerListed,
    Coverage,
    Progress,
    Sentence,
    Source,
    Timing,
    Tuning,
)
from store.history import History
from store.schema import Scope


class EarlierAnswers:
    """Each method makes the steps of one job."""

    def __init__(self, history: History) -> None:
        self._history = history

    def tell(self) -> Steps:
        """Every answer by name, the newest first."""
        for answer in self._history.listed():
            yield AnswerListed(answer.id, answer.created_at, answer.state, answer.task, answer.subject)

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
        )

    def remove(self, ids: tuple[str, ...]) -> Steps:
        """Gone from disk. None of them is being written: writing is more urgent, so this waits for it.

        Raises:
            UnknownAnswer: nothing was erased.
            DiskFull: what is not cleared from the disk now is at the next start.
        """
        yield Progress("erasing", 0, len(ids))
        self._history.erase(ids)
