"""The process that reads one spreadsheet, and how it is asked from a thread that may wait.

A spreadsheet is as hostile as any document, and the window's process is the one that must not fall: a child
with bounded memory and time, without a network, reads it and ends. The parser of the engine reads for
passages and belongs to the engine, which this does without; the window asks its own child through `QProcess`.
"""

import threading
from pathlib import Path

import msgspec

from app import pipes
from app.errors import AppError, SpreadsheetNotRead, Told, fault_of
from app.paths import Paths
from app.rows.table import Table
from store.schema import Fault

ROLE = "--row-reader"
ARGUMENTS = (str(2048 * 1024 * 1024),)
"""What it is started with, after the number of the process that starts it: the address space, in bytes."""
SECONDS = 120


class ReadRequest(msgspec.Struct, frozen=True, tag=True):
    """Read this spreadsheet."""

    path: str


class Read(msgspec.Struct, frozen=True, tag=True):
    """It was read."""

    table: Table


class NotRead(msgspec.Struct, frozen=True, tag=True):
    """It could not be read."""

    fault: Fault


Reply = Read | NotRead


def run() -> None:
    """In the child: answer one request and end."""
    channel = pipes.take_over_standard_streams(ReadRequest)
    if (request := channel.receive()) is not None:
        channel.send(reply_to(request))


def reply_to(request: ReadRequest) -> Reply:
    """What comes of a request."""
    from app.rows.reading import read_spreadsheet

    try:
        return Read(read_spreadsheet(Path(request.path)))
    except AppError as error:
        return NotRead(fault_of(error))
    except MemoryError:
        return NotRead(fault_of(SpreadsheetNotRead(request.path)))


def read_in_child(path: Path, paths: Paths, seconds: float = SECONDS) -> Table:
    """Have a spreadsheet (absolute path) read, and wait for it.

    Raises:
        Told: with what the child says is wrong.
        SpreadsheetNotRead: it took too long, or too much memory.
    """
    process, channel = pipes.start(ROLE, ARGUMENTS, Reply, paths.engine_log, paths.temporary)
    timer = threading.Timer(seconds, process.kill)
    timer.start()
    try:
        channel.send(ReadRequest(str(path)))
        reply = channel.receive()
    except (OSError, msgspec.DecodeError):
        reply = None
    finally:
        timer.cancel()
        timer.join()
        channel.close()
        process.kill()
        process.wait()
    if isinstance(reply, Read):
        return reply.table
    raise Told(reply.fault) if isinstance(reply, NotRead) else SpreadsheetNotRead(str(path))
