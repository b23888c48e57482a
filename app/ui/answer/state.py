"""One answer as the window knows it: where it stands, what it says, what it was made from.

`AnswerRecord` is any answer, `LiveAnswer` the one that is being written now. No widget lives here.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from PySide6.QtCore import QObject, Signal, Slot

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
    Sentence,
    Source,
    TextWritten,
    Timing,
)
from app.tasks import Task
from app.ui.answer.lines import count_words, plain, read_lines
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
}
_MEASURED_TOKENS = 40
_KNOWN_SECONDS = 1.0
_KNOWN_EVENTS = 3


class ReadingRate:
    """How long reading the prompt will take, by how fast it went so far."""

    def __init__(self) -> None:
        self._first: tuple[float, int] | None = None
        self._events = 0
        self.seconds_left: float | None = None
        """None while it is not known well enough."""

    def note(self, now: float, done: int, total: int) -> None:
        """So many tokens of so many are read at this moment."""
        self._events += 1
        if self._first is None:
            self._first = (now, done)
        started, cached = self._first
        read, took = done - cached, now - started
        if self._events >= _KNOWN_EVENTS and took >= _KNOWN_SECONDS and read > 0:
            self.seconds_left = max(total - done, 0) * took / read


@dataclass
class AnswerRecord:
    """An answer. `read` and `to_read` are tokens of its prompt, or work on everything that is read in parts;
    `coverage` is its receipt so far, `planned` what it will be. `sentences` are known once it is
    whole, unless comparing them was stopped."""

    task: Task | None
    phase: Phase = "asked"
    id: str = ""
    created_at: str = ""
    model: str = ""
    sources: tuple[Source, ...] = ()
    coverage: Coverage = field(default_factory=Coverage)
    planned: Coverage = field(default_factory=Coverage)
    sentences: tuple[Sentence, ...] = ()
    timing: Timing | None = None
    fault: Fault | None = None
    stopping: bool = False
    read: int = 0
    to_read: int = 0
    rate: ReadingRate = field(default_factory=ReadingRate)
    pieces: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        if len(self.pieces) > 1:
            self.pieces[:] = ["".join(self.pieces)]
        return self.pieces[0] if self.pieces else ""

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
            timing=answer.timing,
            pieces=[answer.text],
        )


class LiveAnswer(QObject):
    """The answer that is being written, from its submission to its closing.

    Signals:
        written: the next piece of text.
        moved: it stands otherwise now; `record` says how.
        rewritten: its text is another than the pieces that came.
        closed: it is over.
    """

    written = Signal(str)
    moved = Signal()
    rewritten = Signal()
    closed = Signal()

    def __init__(self, request: Answer, task: Task, line: EngineLine, clock: Clock = time.monotonic) -> None:
        super().__init__()
        self.request = request
        self.record = AnswerRecord(task)
        self._clock = clock
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
                self.moved.emit()
            case AnswerCovered():
                record.coverage = event.coverage
            case TextWritten():
                record.pieces.append(event.text)
                if record.phase != "writing":
                    record.phase = "writing"
                    self.moved.emit()
                self.written.emit(event.text)
            case AnswerWritten():
                record.model, record.timing, record.sources = event.model, event.timing, event.sources
                record.coverage, record.sentences = event.coverage, event.sentences
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
        self.closed.emit()

    def _note_progress(self, event: Progress) -> None:
        record = self.record
        record.phase = _PHASES.get(event.activity, record.phase)
        if record.phase == "reading":
            if event.total != record.to_read:  # another thing to read: everything first, then the notes of it
                record.rate = ReadingRate()
            record.read, record.to_read = event.done, event.total
            record.rate.note(self._clock(), event.done, event.total)
        self.moved.emit()
