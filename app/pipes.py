"""Processes of this program and the typed messages between them.

A child is started with `subprocess`; its standard input and output are the two pipes. On its first
lines the child takes them away from file descriptors 0 and 1 (`take_over_standard_streams`), so that
whatever native code prints goes to standard error, which is the log. A message is a length (four
bytes, big-endian) and that many bytes of MessagePack. Nothing is pickled.
"""

import contextlib
import os
import struct
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO, Any, Generic, TypeVar

import msgspec

Incoming = TypeVar("Incoming")

_LENGTH = struct.Struct(">I")
MAXIMUM_MESSAGE = 1 << 30


class Channel(Generic[Incoming]):
    """One end of a pair of pipes: sends any message, receives those of one type.

    `send` may be called by any thread, `receive` by one.
    """

    def __init__(self, reader: IO[bytes], writer: IO[bytes], incoming: Any) -> None:
        self._reader = reader
        self._writer = writer
        self._encoder = msgspec.msgpack.Encoder()
        self._decoder: msgspec.msgpack.Decoder[Incoming] = msgspec.msgpack.Decoder(incoming)
        self._sending = threading.Lock()

    def send(self, message: object) -> None:
        """Write one message.

        Raises:
            UnicodeEncodeError, OverflowError: it holds what cannot be sent; nothing was.
            OSError, ValueError: the other end is gone, or this one has hung up.
        """
        body = self._encoder.encode(message)
        with self._sending:
            self._writer.write(_LENGTH.pack(len(body)))
            self._writer.write(body)
            self._writer.flush()

    def receive(self) -> Incoming | None:
        """The next message, or None at the end of the pipe.

        Raises:
            msgspec.ValidationError, msgspec.DecodeError: the other end does not speak our language.
        """
        head = self._reader.read(_LENGTH.size)
        if len(head) < _LENGTH.size:
            return None
        (length,) = _LENGTH.unpack(head)
        if length > MAXIMUM_MESSAGE:
            raise msgspec.DecodeError("message over the maximum length")
        body = self._reader.read(length)
        return self._decoder.decode(body) if len(body) == length else None

    def hang_up(self) -> None:
        """Close the outgoing pipe: the other end sees the end of its own. Any thread may do it."""
        with self._sending, contextlib.suppress(OSError):  # what was to be flushed has nobody to read it
            self._writer.close()

    def close(self) -> None:
        """Close both pipes. Only the receiving thread may: nobody can close what another reads."""
        self.hang_up()
        self._reader.close()


def command_line(role: str, arguments: tuple[str, ...]) -> list[str]:
    """How this program starts itself in the role of a child: from source or from a bundle."""
    if getattr(sys, "frozen", False):
        return [sys.executable, role, *arguments]
    # -P: the folder in which the person stands is not a place to import from.
    return [sys.executable, "-P", "-m", "app", role, *arguments]


def start(
    role: str, arguments: tuple[str, ...], incoming: Any, log: Path, temporary: Path
) -> tuple["subprocess.Popen[bytes]", Channel[Any]]:
    """Start a child and return it with the channel to it.

    On Linux the child ends with the *thread* that calls this, so that must be a lasting one.
    """
    environment = {**os.environ, "TMPDIR": str(temporary)}
    with log.open("ab") as standard_error:
        child = subprocess.Popen(
            command_line(role, (str(os.getpid()), *arguments)),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=standard_error,
            env=environment,
        )
    assert child.stdin is not None and child.stdout is not None
    return child, Channel(child.stdout, child.stdin, incoming)


def take_over_standard_streams(incoming: Any) -> Channel[Any]:
    """In a child: the channel to the starter; file descriptors 0 and 1 are native code's again."""
    if sys.platform == "win32":
        import msvcrt

        msvcrt.setmode(0, os.O_BINARY)
        msvcrt.setmode(1, os.O_BINARY)
    reader, writer = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    return Channel(reader, writer, incoming)
