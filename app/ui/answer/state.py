"""One answer as the window knows it: where it stands, what it says, what it was made from.

`AnswerRecord` is any answer, `LiveAnswer` the one that is being written now. No widget lives here.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.answer_text.lines import count_words, plain, read_lines
from app.messages import (
    Answer,
    AnswerCovered,
    AnswerKept,
    AnswerStarted,
    AnswerWritten,
    Closing,
    Coverage,
    Done,
    Failed,
    Progress,
    Rating,
    Rewrite,
    Section,
    Sentence,
    Source,
    TextTaken,
    TextWritten,
    Timing,
    WrittenForm,
)
from app.tasks import Task
from app.ui.answer.time_left import TimeLeft
from app.ui.worker import EngineJob, EngineLine
from store.schema import Fault

Clock = Callable[[], float]

Phase = Literal[
    "asked",
    "loading",
    "indexing",
    "searching",
    "reading",
    "writing",
    "done",
    "stopped",
    "failed",
    "interrupted",
]
CLOSED = ("done", "stopped", "failed", "interrupted")

_PHASES: dict[str, Phase] = {
    "loading_model": "loading",
    "updating_index": "indexing",
    "rebuilding_index": "indexing",
    "searching": "searching",
    "reading_whole": "reading",
    "reading_prompt": "reading",
    "writing": "writing",
}
_MEASURED_TOKENS = 40
_TICK_MS = 500  # how often the time left is told anew


@dataclass
class AnswerRecord:
    """An answer. `read` and `to_read` are tokens of its prompt, or work on everything that is read in parts;
    `seconds_left` is what reading, or at most writing, still takes, None while nobody can tell. `coverage` is
    its receipt so far, `planned` what it will be. `sentences` are known once it is
    whole, unless comparing them was stopped, as are `sections` and how far it has its `form`. `versions` are
    the ids of all versions of it, the oldest first, once there are several; `example`: it was made an example
    of its task since it is shown."""

    task: Task | None
    phase: Phase = "asked"
    id: str = ""
    created_at: str = ""
    model: str = ""
    sources: tuple[Source, ...] = ()
    coverage: Coverage = field(default_factory=Coverage)
    planned: Coverage = field(default_factory=Coverage)
    sentences: tuple[Sentence, ...] = ()
    sections: tuple[Section, ...] = ()
    form: WrittenForm = field(default_factory=WrittenForm)
    name: str = ""
    rating: Rating = ""
    example: bool = False
    versions: tuple[str, ...] = ()
    timing: Timing | None = None
    fault: Fault | None = None
    stopping: bool = False
    read: int = 0
    to_read: int = 0
    seconds_left: float | None = None
    pieces: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        if len(self.pieces) > 1:
            self.pieces[:] = ["".join(self.pieces)]
        return self.pieces[0] if self.pieces else ""

    @property
    def first_version(self) -> str:
        """The id that all versions of this answer have in common; "" before it has one."""
        return self.versions[0] if self.versions else self.id

    @property
    def rewritable(self) -> bool:
        """Whether it can be written anew in part, or otherwise."""
        return self.phase == "done" and self.task is not None and bool(self.id) and not self.coverage.refused

    @property
    def started(self) -> bool:
        """Its prompt is made: what is read for it is known."""
        return bool(self.id)

    @property
    def closed(self) -> bool:
        return self.phase in CLOSED

    @property
    def words_per_token(self) -> float | None:
        """Measured by this answer; None where it is too short, or not done."""
        if self.phase != "done" or self.timing is None or self.timing.generated_tokens < _MEASURED_TOKENS:
            return None
        return count_words(plain(read_lines(self.text))) / self.timing.generated_tokens

    @classmethod
    def kept(cls, answer: AnswerKept, task: Task | None) -> "AnswerRecord":
        """An earlier answer; one that another process still writes stands as it is."""
        return cls(
            task=task,
            phase=answer.state,
            id=answer.id,
            created_at=answer.created_at,
            model=answer.model,
            sources=answer.sources,
            coverage=answer.coverage,
            sentences=answer.sentences,
            sections=answer.sections,
            form=answer.form,
            name=answer.name,
            rating=answer.rating,
            versions=answer.versions if len(answer.versions) > 1 else (),
            timing=answer.timing,
            pieces=[answer.text],
        )


class LiveAnswer(QObject):
    """The answer that is being written, from its submission to its closing.

    Signals:
        written: the next piece of text.
        taken: so many letters at the end of the text are taken back.
        moved: it stands otherwise now; `record` says how.
        rewritten: its text is another than the pieces that came.
        closed: it is over.
    """

    written = Signal(str)
    taken = Signal(int)
    moved = Signal()
    rewritten = Signal()
    closed = Signal()

    def __init__(
        self,
        request: Answer | Rewrite,
        task: Task,
        line: EngineLine,
        clock: Clock = time.monotonic,
        before: AnswerRecord | None = None,
    ) -> None:
        """`before` is the version of which a `Rewrite` makes another."""
        super().__init__()
        self.request, self.before = request, before
        self.record = AnswerRecord(task)
        if before is not None:
            self.record.name, self.record.versions = before.name, before.versions or (before.id,)
        self._clock = clock
        self._left = TimeLeft()
        self._tick = QTimer(self, interval=_TICK_MS)
        self._tick.timeout.connect(self._count_down)
        self._job: EngineJob = line.submit(request)
        self._job.happened.connect(self._take)
        self._job.closed.connect(self._close)

    def stop(self) -> None:
        """Ask for it to be stopped."""
        if not self.record.closed and not self.record.stopping:
            self._job.stop()
            self.record.stopping = True
            self.moved.emit()

    @Slot(object)
    def _take(self, event: object) -> None:
        record = self.record
        match event:
            case Progress():
                self._note_progress(event)
            case AnswerStarted():
                record.id, record.sources = event.answer, event.sources
                record.coverage = record.planned = event.coverage
                record.phase = "reading"
                if record.versions:
                    record.versions += (event.answer,)
                self.moved.emit()
            case AnswerCovered():
                record.coverage = event.coverage
            case TextWritten():
                record.pieces.append(event.text)
                if record.phase != "writing":
                    self._begin("writing")
                    self.moved.emit()
                self.written.emit(event.text)
            case TextTaken():
                record.pieces = [record.text[: max(len(record.text) - event.characters, 0)]]
                self.taken.emit(event.characters)
            case AnswerWritten():
                record.model, record.timing, record.sources = event.model, event.timing, event.sources
                record.coverage, record.sentences = event.coverage, event.sentences
                record.sections, record.form = event.sections, event.form
                if event.text != record.text:
                    record.pieces = [event.text]
                    self.rewritten.emit()

    @Slot(object)
    def _close(self, closing: Closing) -> None:
        record = self.record
        if isinstance(closing, Failed):
            record.phase, record.fault = "failed", closing.fault
        else:
            whole = record.timing is not None  # and was stopped while its sentences were compared
            record.phase = "done" if isinstance(closing, Done) or whole else "stopped"
        self._tick.stop()
        self.closed.emit()

    def _note_progress(self, event: Progress) -> None:
        record = self.record
        phase = _PHASES.get(event.activity, record.phase)
        if phase == "reading" and event.total != record.to_read:  # everything first, then the notes of it
            self._begin(phase)
            record.to_read = event.total
        elif phase != record.phase:
            self._begin(phase)
        if phase == "reading":
            record.read = event.done
        if phase == "reading" or event.activity == "writing":
            self._left.note(self._clock(), event.done, event.total, event.seconds_left)
            self._count_down()
        else:
            self.moved.emit()

    def _begin(self, phase: Phase) -> None:
        """Something else takes time now."""
        self.record.phase, self.record.seconds_left = phase, None
        self._left = TimeLeft()

    @Slot()
    def _count_down(self) -> None:
        self.record.seconds_left = self._left.seconds(self._clock())
        if self.record.seconds_left is not None and not self._tick.isActive():
            self._tick.start()
        self.moved.emit()
