"""A process of the engine's own that answers one request at a time: the parser, the index writer."""

import queue
import subprocess
import threading
from collections.abc import Callable, Generator
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any

import msgspec

from app import pipes
from app.engine.scheduler import Step, StopRequested, Wait
from app.messages import Event
from app.paths import Paths

KILL_SECONDS = 2.0
"""How long the loop waits for a killed child: one that hangs in the kernel, on a dead network drive for
instance, goes when the kernel lets it."""


@dataclass(eq=False)
class ChildDied(Exception):
    """The process ended before it answered; `served` is how many requests it had answered before."""

    served: int


class ChildTimedOut(Exception):
    """The process did not answer in time and was killed."""


@dataclass(frozen=True)
class Asked:
    """A request under way: the answer to come, and what the child says in the meantime."""

    answer: "Future[Any]"
    news: "queue.SimpleQueue[Any]" = field(default_factory=queue.SimpleQueue)


class Child:
    """Starts the process when it is first asked something, and again when it has died.

    `request` and `kill` run on the engine's loop, a thread that lasts as long as the engine.
    """

    def __init__(
        self,
        role: str,
        arguments: tuple[str, ...],
        reply: Any,
        news: type,
        paths: Paths,
        wake: Callable[[], None],
    ) -> None:
        """`reply` is the type of all messages from the child, `news` those of them that are no answer."""
        self._role, self._arguments, self._paths = role, arguments, paths
        self._reply, self._news, self._wake = reply, news, wake
        self._process: subprocess.Popen[bytes] | None = None
        self._channel: pipes.Channel[Any] | None = None
        self._listener: threading.Thread | None = None
        self._asked: Asked | None = None
        self._timer: threading.Timer | None = None
        self._served = 0
        self._timed_out = False
        self._lock = threading.Lock()

    def request(
        self,
        request: msgspec.Struct,
        seconds: float | None = None,
        on_news: Callable[[Any], Event] | None = None,
        kill_on_stop: bool = False,
    ) -> Generator[Step, None, Any]:
        """As steps of a job: wait until the child is free, ask, and return the answer.

        Raises:
            ChildDied, ChildTimedOut: the latter after `seconds`.
        """
        yield from self.wait_until_free()
        asked = self.begin(request, seconds)
        try:
            while not asked.answer.done():
                yield Wait(asked.answer, asked.news)
                while on_news and not asked.news.empty():
                    yield on_news(asked.news.get())
        except (StopRequested, GeneratorExit):
            if kill_on_stop and not asked.answer.done():  # else it may be busy for another job by now
                self.kill()
            raise
        return asked.answer.result()

    def wait_until_free(self) -> Generator[Step, None, None]:
        """Until no request is under way."""
        while (asked := self._asked) is not None:  # the listener's thread sets it to None
            yield Wait(asked.answer)

    def kill(self) -> None:
        """End the process at once; the next request starts a new one."""
        if self._process is not None and self._listener is not None:
            self._process.kill()
            self._listener.join(KILL_SECONDS)

    @property
    def busy(self) -> bool:
        """Whether a request is under way."""
        return self._asked is not None

    @property
    def is_up(self) -> bool:
        """Whether the process is there and has answered before."""
        return self._process is not None and self._process.poll() is None and self._served > 0

    def begin(self, request: msgspec.Struct, seconds: float | None = None) -> Asked:
        """Ask without waiting for the answer; only when the child is not `busy`."""
        if self._process is None or self._process.poll() is not None:
            if self._listener is not None:
                self._listener.join()  # so that a dead child's last word cannot reach a new request
            self._start()
        assert self._channel is not None
        asked = self._asked = Asked(Future())
        if seconds is not None:
            self._timer = threading.Timer(seconds, self._time_out, [asked])
            self._timer.daemon = True
            self._timer.start()
        try:
            self._channel.send(request)
        except (OSError, ValueError):  # it has died since we looked
            self.kill()
            self._settle(None, ChildDied(self._served))
        return asked

    def _start(self) -> None:
        self._process, self._channel = pipes.start(
            self._role, self._arguments, self._reply, self._paths.engine_log, self._paths.temporary
        )
        self._served = 0
        self._timed_out = False
        self._listener = threading.Thread(
            target=self._listen, args=(self._process, self._channel), name=self._role, daemon=True
        )
        self._listener.start()

    def _listen(self, process: "subprocess.Popen[bytes]", channel: pipes.Channel[Any]) -> None:
        while True:
            try:
                message = channel.receive()
            except (msgspec.DecodeError, OSError, ValueError):
                process.kill()  # it does not speak our language: nothing of it can be trusted
                message = None
            if message is None:
                break
            asked = self._asked
            if isinstance(message, self._news) and asked is not None:
                asked.news.put(message)
                self._wake()
            else:
                self._served += 1
                self._settle(message, None)
        process.wait()
        channel.close()
        self._settle(None, ChildTimedOut() if self._timed_out else ChildDied(self._served))

    def _settle(self, message: Any, error: Exception | None) -> None:
        with self._lock:
            asked, self._asked = self._asked, None
            if self._timer is not None:
                self._timer.cancel()
                self._timer = None
        if asked is not None and error is not None:
            asked.answer.set_exception(error)
        elif asked is not None:
            asked.answer.set_result(message)

    def _time_out(self, asked: Asked) -> None:
        with self._lock:
            if self._asked is not asked:
                return  # the answer came at the same moment
            self._timed_out = True
        if self._process is not None:
            self._process.kill()
