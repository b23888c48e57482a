"""The line to the engine: starts it, sends jobs, hands out events, starts it again when it dies.

Commands use it directly, the window's worker thread uses the same. It knows no Qt.
"""

import itertools
import queue
import subprocess
import threading
from collections.abc import Callable, Iterator

import msgspec

from app import pipes
from app.errors import DataFolderUnwritable, EngineDied, RequestUnsendable, fault_of
from app.messages import (
    ENGINE,
    ApplyChanges,
    Closing,
    EngineReady,
    EngineRestarted,
    EngineWaiting,
    Event,
    Failed,
    Index,
    Job,
    Report,
    Stop,
    Stopped,
    Submit,
    TextTaken,
    TextWritten,
)
from app.paths import Paths

ENGINE_ROLE = "--engine"
RESUMED_TIMES = 2
"""How often a job that can go on is sent again to a new engine."""

CLOSING_SECONDS = 2.0

Listener = Callable[[int, Event], None]
"""Takes events with the number of their job, `ENGINE` for the engine's own. It is called by the client's
thread or the one that submits or stops, with the client's lock held: it passes on and calls nothing here."""


class JobHandle:
    """A job under way, or over.

    Attributes:
        text: what the answer says so far; it stays when the engine dies.
        closing: the closing event, once there is one.
    """

    def __init__(
        self, number: int, job: Job, client: "EngineClient", listener: Listener | None = None
    ) -> None:
        self.number = number
        self.job = job
        self.text = ""
        self.closing: Closing | None = None
        self.resumed = 0
        self.stopping = False
        self._client = client
        self._listener = listener
        self._events: queue.SimpleQueue[Event] = queue.SimpleQueue()

    def events(self) -> Iterator[Event]:
        """The events as they come; the last one is the closing event. For one reader, of a client that
        has no listener."""
        while True:
            event = self._events.get()
            yield event
            if isinstance(event, Closing):
                return

    def stop(self) -> None:
        """Ask the engine to stop this job; its closing event says when it has."""
        self._client.stop(self)

    def take(self, event: Event) -> None:
        """Receive an event (the client's supervisor calls this)."""
        if isinstance(event, TextWritten):
            self.text += event.text
        if isinstance(event, TextTaken):
            self.text = self.text[: len(self.text) - event.characters]
        if isinstance(event, Closing):
            self.closing = event
        if self._listener is not None:
            self._listener(self.number, event)
        else:
            self._events.put(event)


class EngineClient:
    """One engine process for one data folder.

    A single thread of its own starts the process and reads from it: on Linux a child ends with the
    thread that started it. All methods may be called by any thread. Use it as a context manager.
    """

    def __init__(self, paths: Paths, listener: Listener | None = None) -> None:
        """Start the engine; jobs may be submitted at once. A `listener` gets the events of all jobs, and
        those of the engine itself: ready, waiting, started again, not to be started (`Failed`).

        Raises:
            DataFolderUnwritable
        """
        self._paths = paths
        self._listener = listener
        try:
            paths.create()
        except OSError as error:
            raise DataFolderUnwritable(str(paths.root), error.strerror or "") from error
        self._numbers = itertools.count(1)
        self._open: dict[int, JobHandle] = {}
        self._channel: pipes.Channel[Report] | None = None  # None while there is no engine to send to
        self._incoming: pipes.Channel[Report] | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._closed = False
        self._broken: Failed | None = None
        self._waiting: EngineWaiting | None = None
        self._lock = threading.Lock()
        self._supervisor = threading.Thread(target=self._supervise, name="engine", daemon=True)
        self._supervisor.start()

    def __enter__(self) -> "EngineClient":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def broken(self) -> bool:
        """Whether no engine can be had any more: every job fails. Another client may have more luck."""
        return self._broken is not None

    @property
    def process_id(self) -> int | None:
        """The engine's process id while there is one."""
        return self._process.pid if self._process else None

    def submit(self, job: Job) -> JobHandle:
        """Send a job. Its events come from the handle, always with one closing event at the end."""
        handle = JobHandle(next(self._numbers), job, self, self._listener)
        try:
            msgspec.msgpack.encode(job)
        except (UnicodeEncodeError, OverflowError):
            handle.take(Failed(fault_of(RequestUnsendable())))
            return handle
        with self._lock:
            if self._broken or self._closed:
                handle.take(self._broken or Failed(fault_of(EngineDied(0))))
                return handle
            self._open[handle.number] = handle
            if self._waiting and self._listener is None:
                handle.take(self._waiting)
            self._send(Submit(handle.number, job))
        return handle

    def run(self, job: Job) -> Iterator[Event]:
        """Submit a job and yield its events."""
        return self.submit(job).events()

    def stop(self, handle: JobHandle) -> None:
        """Ask for a job to be stopped; one that is over stays as it is."""
        with self._lock:
            handle.stopping = True
            if handle.number in self._open:
                self._send(Stop(handle.number))
                if self._waiting:  # an engine that waits for its folder steps no job and would not answer
                    self._close_job(handle, Stopped())

    def close(self) -> None:
        """End the engine; what is in the archive stays, a job under way ends as it would in a kill."""
        with self._lock:
            self._closed = True
            if self._channel:
                self._channel.hang_up()
        self._supervisor.join(CLOSING_SECONDS)
        if self._supervisor.is_alive() and self._process:
            self._process.kill()
            self._supervisor.join()

    def _send(self, request: msgspec.Struct) -> None:
        """To the engine, if there is one: to a new one all that is open is sent at its start."""
        if self._channel is None:
            return
        try:
            self._channel.send(request)
        except (OSError, ValueError):
            self._channel = None  # it died; the supervisor is about to find out

    def _supervise(self) -> None:
        try:
            self._serve()
        except OSError as error:  # no process is to be had, or no log to give it
            self._broken = Failed(fault_of(DataFolderUnwritable(str(self._paths.root), error.strerror or "")))
        with self._lock:
            self._channel = None
            self._broken = self._broken or Failed(fault_of(EngineDied(0)))
            for handle in list(self._open.values()):
                self._close_job(handle, self._broken)
            if self._listener is not None and not self._closed:
                self._listener(ENGINE, self._broken)

    def _serve(self) -> None:
        """Start processes and read from them, until there is to be none any more."""
        while self._start():
            ready = self._read()
            exit_code = self._end()
            with self._lock:
                if self._closed or self._broken:
                    break
                if not ready:
                    self._broken = Failed(fault_of(EngineDied(exit_code)))
                self._settle(exit_code)

    def _start(self) -> bool:
        """Start a process and send it all open jobs; False when there is to be none any more."""
        with self._lock:
            if self._closed or self._broken:
                return False
            arguments = (str(self._paths.root),)
            log, temporary = self._paths.engine_log, self._paths.temporary
            self._process, self._channel = pipes.start(ENGINE_ROLE, arguments, Report, log, temporary)
            self._incoming = self._channel
            for handle in self._open.values():
                self._send(Submit(handle.number, handle.job))
                if handle.stopping:
                    self._send(Stop(handle.number))
        return True

    def _read(self) -> bool:
        """Hand out reports until the process ends; whether it was ever ready."""
        assert self._incoming is not None
        ready = False
        while True:
            try:
                report = self._incoming.receive()
            except (msgspec.DecodeError, OSError):
                report = None
            if report is None:
                return ready
            ready = ready or isinstance(report.event, EngineReady)
            with self._lock:
                self._hand_out(report)

    def _hand_out(self, report: Report) -> None:
        if report.number == ENGINE and isinstance(report.event, Failed):
            self._broken = report.event
        elif report.number == ENGINE:
            self._waiting = report.event if isinstance(report.event, EngineWaiting) else None
            self._tell(report.event)
        elif addressed := self._open.get(report.number):
            if isinstance(report.event, Closing):
                self._close_job(addressed, report.event)
            else:
                addressed.take(report.event)

    def _end(self) -> int:
        """The exit code of the process whose pipe has ended."""
        assert self._process is not None and self._incoming is not None
        try:
            code = self._process.wait(CLOSING_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            code = self._process.wait()
        with self._lock:
            self._channel = None
        self._incoming.close()
        return code

    def _settle(self, exit_code: int) -> None:
        """After a death: reading documents goes on in the next engine, other jobs have failed."""
        if self._broken is None and self._listener is not None:
            self._listener(ENGINE, EngineRestarted(exit_code))
        for handle in list(self._open.values()):
            if handle.stopping:
                self._close_job(handle, Stopped())
            elif isinstance(handle.job, Index | ApplyChanges) and handle.resumed < RESUMED_TIMES:
                handle.resumed += 1
                if self._listener is None:
                    handle.take(EngineRestarted(exit_code))
            else:
                self._close_job(handle, Failed(fault_of(EngineDied(exit_code))))

    def _tell(self, event: Event) -> None:
        """Tell what the engine says of itself: to the listener, or to whoever waits for a job."""
        if self._listener is not None:
            self._listener(ENGINE, event)
            return
        for handle in self._open.values():
            handle.take(event)

    def _close_job(self, handle: JobHandle, event: Event) -> None:
        del self._open[handle.number]
        handle.take(event)
