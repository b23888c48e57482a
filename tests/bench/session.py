"""An engine on a data folder with a library, asked as the window asks it, by the clock of who asks.

What is measured and compared is in `answers.py` and `decode.py`.
"""

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import handbook

from app import settings
from app.client import EngineClient
from app.messages import (
    Answer,
    AnswerStarted,
    AnswerWritten,
    Closing,
    Done,
    Event,
    Failed,
    Index,
    Job,
    Language,
    LoadModels,
    Source,
    TextWritten,
    Timing,
    Tuning,
)
from app.paths import Paths
from app.settings import Settings

LANGUAGE: Language = "nl"
WARM_UP = Answer("write", {"request": "Hallo."}, LANGUAGE, Tuning(temperature=0.0, max_tokens=12))
"""Weights are read from disk by the first token that is computed, not by loading them."""


@dataclass(frozen=True)
class Answered:
    """An answer as it came: seconds from the press to the first and to the last of its text."""

    first_s: float
    last_s: float
    timing: Timing
    sources: tuple[Source, ...]

    @property
    def speed(self) -> float:
        """Tokens a second from the first token to the last, by the engine's own clock."""
        timing = self.timing
        return (timing.generated_tokens - 1) / (timing.total_s - timing.first_token_s)

    @property
    def figures(self) -> dict[str, float]:
        timing = self.timing
        return {
            "first_s": self.first_s,
            "last_s": self.last_s,
            "tokens": timing.generated_tokens,
            "prompt": timing.prompt_tokens,
            "cached": timing.cached_tokens,
            "drafted": timing.drafted_tokens,
        }


class Stopwatch:
    """Hears the events of one answer; it begins when it is made, which is the press."""

    def __init__(self) -> None:
        self._began = time.perf_counter()
        self._first = self._last = 0.0
        self._sources: tuple[Source, ...] = ()
        self._written: AnswerWritten | None = None

    def hear(self, event: object) -> None:
        """Raises SystemExit when it fails."""
        match event:
            case TextWritten():
                self._last = time.perf_counter() - self._began
                self._first = self._first or self._last
            case AnswerStarted():
                self._sources = event.sources
            case AnswerWritten():
                self._written = event
            case Failed():
                raise SystemExit(f"no answer: {event.fault}")

    @property
    def answered(self) -> Answered:
        assert self._written is not None
        return Answered(self._first, self._last, self._written.timing, self._sources)


def question(text: str, tokens: int, task: str = "long", limit: int = 8) -> Answer:
    """The job of an answer of so many tokens, always the same one."""
    tuning = Tuning(temperature=0.0, max_tokens=tokens)
    return Answer(task, {"question": text}, LANGUAGE, tuning, limit)


def ask(client: EngineClient, asked: Answer) -> Answered:
    """Press, and wait for the whole answer."""
    watch = Stopwatch()
    for event in client.run(asked):
        watch.hear(event)
    return watch.answered


def run(client: EngineClient, job: Job) -> list[Event]:
    """Everything that a job tells. Raises SystemExit when it could not be done."""
    events = list(client.run(job))
    if not isinstance(events[-1], Done):
        raise SystemExit(f"{type(job).__name__}: {events[-1]}")
    return events


def stop_seconds(client: EngineClient, job: Job, moment: Callable[[Event], bool]) -> float:
    """How long stopping a job takes, at the first event that is the moment."""
    handle = client.submit(job)
    began = 0.0
    for event in handle.events():
        if isinstance(event, Closing):
            break
        if not began and moment(event):
            began = time.perf_counter()
            handle.stop()
    if not began:
        raise SystemExit(f"{type(job).__name__} was over before it could be stopped")
    return time.perf_counter() - began


@contextmanager
def opened(paths: Paths, warm: bool = True) -> Iterator[EngineClient]:
    """An engine on this data folder with its models loaded, as the window has it after its start; `warm`:
    they have computed something too."""
    with EngineClient(paths) as client:
        run(client, LoadModels())
        if warm:
            run(client, WARM_UP)
        yield client


def made_data(folder: Path, library: Path | None, chosen: Settings) -> Paths:
    """A data folder in which the library, or the made handbook, is indexed."""
    paths = Paths.under(folder / "data")
    paths.create()
    handbook.write_tasks(paths.tasks)
    settings.save(paths.settings, chosen)
    read = library.absolute() if library else handbook.write_handbook(folder / "handbook")
    with EngineClient(paths) as client:
        run(client, Index((str(read),)))
    return paths


def copied(data: Paths, folder: Path, chosen: Settings | None = None) -> Paths:
    """A data folder like this one, with its settings or others."""
    shutil.copytree(data.root, folder, ignore=shutil.ignore_patterns("lock*", "*.socket"))
    paths = Paths.under(folder)
    if chosen is not None:
        settings.save(paths.settings, chosen)
    return paths
