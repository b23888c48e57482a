"""A process of the program that answers the window's thread without making it wait: it reads or writes
spreadsheets. Messages are those of `app.pipes`; what they say is in `app.rows`."""

import os
import struct
from typing import Any

import msgspec
from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal, Slot

from app import pipes
from app.paths import Paths

_LENGTH = struct.Struct(">I")
_KILL_MS = 2000


class RowsChild(QObject):
    """Starts with the first request; one `answered` for each. It ends when it is told to, or with this.

    Signals:
        answered: the reply to a request, in their order.
        failed: the process is gone, or took too long, with a request open; there are no replies any more.
    """

    answered = Signal(object)
    failed = Signal()

    def __init__(
        self,
        role: str,
        arguments: tuple[str, ...],
        reply: Any,
        paths: Paths,
        seconds: int | None = None,
        parent: QObject | None = None,
    ) -> None:
        """`reply` is the type of its messages; `seconds` the most that one request may take."""
        super().__init__(parent)
        self._program, *self._arguments = pipes.command_line(role, (str(os.getpid()), *arguments))
        self._decoder = msgspec.msgpack.Decoder(reply)
        self._paths = paths
        self._received = bytearray()
        self._open = 0
        self._ends = False
        self._process = QProcess(self)
        self._process.readyReadStandardOutput.connect(self._receive)
        self._process.finished.connect(self._note_end)
        self._process.errorOccurred.connect(self._note_end)
        self._patience = QTimer(self, singleShot=True, interval=1000 * (seconds or 0))
        self._patience.timeout.connect(self.kill)
        self._limited = seconds is not None

    def ask(self, request: msgspec.Struct) -> None:
        """Send a request."""
        if self._process.state() == QProcess.ProcessState.NotRunning:
            self._start()
        self._open += 1
        if self._limited:
            self._patience.start()
        body = msgspec.msgpack.encode(request)
        self._process.write(_LENGTH.pack(len(body)) + body)

    def end(self) -> None:
        """Let it end when it has answered all; this goes with it."""
        self._ends = True
        self._process.closeWriteChannel()
        if self._process.state() == QProcess.ProcessState.NotRunning:
            self.deleteLater()

    @Slot()
    def kill(self) -> None:
        """End it at once."""
        if self._process.state() != QProcess.ProcessState.NotRunning:
            self._process.kill()
            self._process.waitForFinished(_KILL_MS)

    def _start(self) -> None:
        environment = QProcessEnvironment.systemEnvironment()
        environment.insert("TMPDIR", str(self._paths.temporary))
        self._process.setProcessEnvironment(environment)
        log = str(self._paths.engine_log)
        self._process.setStandardErrorFile(log, QProcess.OpenModeFlag.Append)
        self._process.start(self._program, self._arguments)

    @Slot()
    def _receive(self) -> None:
        self._received += self._process.readAllStandardOutput().data()
        while len(self._received) >= _LENGTH.size:
            (length,) = _LENGTH.unpack_from(self._received)
            if len(self._received) < _LENGTH.size + length:
                return
            body = bytes(self._received[_LENGTH.size : _LENGTH.size + length])
            del self._received[: _LENGTH.size + length]
            self._take(body)

    def _take(self, body: bytes) -> None:
        try:
            reply = self._decoder.decode(body)
        except msgspec.DecodeError:
            self.kill()
            return
        self._open -= 1
        if not self._open:
            self._patience.stop()
        self.answered.emit(reply)

    @Slot()
    def _note_end(self) -> None:
        """Told twice when it was killed."""
        if self._process.state() != QProcess.ProcessState.NotRunning:
            return
        self._patience.stop()
        if self._open:
            self._open = 0
            self.failed.emit()
        if self._ends:
            self.deleteLater()
