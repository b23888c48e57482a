"""Stages of one job that go on side by side: while one waits for another process, the next one works.

A stage is a generator of steps, like a job; see `app.engine.scheduler`.
"""

import threading
from collections.abc import Generator
from concurrent.futures import Future, InvalidStateError
from enum import Enum
from typing import Any

from app.engine.scheduler import Step, Wait


class Blocked(Enum):
    """What a stage yields when it can do nothing until another stage has gone on."""

    BLOCKED = 1


BLOCKED = Blocked.BLOCKED

StageSteps = Generator[Step | Blocked, None, None]


class Stage:
    """One of the generators.

    Attributes:
        is_over: whether it is at its end.
    """

    def __init__(self, steps: StageSteps) -> None:
        self._steps = steps
        self._waiting: Wait | None = None
        self.is_over = False

    def advance(self) -> Generator[Step, None, None]:
        """Go on until it has to wait, for others or for another stage."""
        while not self.is_over and self.waiting is None:
            try:
                step = next(self._steps)
            except StopIteration:
                self.is_over = True
                return
            if step is BLOCKED:
                return
            if isinstance(step, Wait):
                self._waiting = step
            else:
                yield step

    @property
    def waiting(self) -> Wait | None:
        """What it waits for."""
        if self._waiting is not None and self._waiting.over:
            self._waiting = None
        return self._waiting

    def close(self) -> None:
        """End it where it is."""
        self._steps.close()


def at_most(wait: Wait, seconds: float) -> Wait:
    """The same, but over after so many seconds at the latest."""
    either = Future[None]()
    timer = threading.Timer(seconds, _settle, [either])
    timer.daemon = True
    timer.start()

    def settle(_: "Future[Any]") -> None:
        timer.cancel()
        _settle(either)

    wait.future.add_done_callback(settle)
    return Wait(either)


def _settle(future: "Future[None]") -> None:
    try:
        future.set_result(None)
    except InvalidStateError:
        pass  # it was settled a moment before
