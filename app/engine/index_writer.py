"""The index-writing process: the only one that writes LanceDB's tables, at the lowest priority.

Building an index burns cores in steps that nobody can cut short. In a niced process of its own it
costs a running answer next to nothing (measured: decoding at 50 of 52 tokens/s, against 14 beside a
process of equal priority).
"""

import asyncio
import os
from pathlib import Path

import filelock
from msgspec import Struct

from app import pipes
from app.engine.parser import NICENESS
from store import index, index_speed
from store.archive import Archive


class UpdateRequest(Struct, frozen=True, tag=True):
    """Bring the index of this embedding space up to the archive."""

    space: str


class ImproveRequest(Struct, frozen=True, tag=True):
    """Make the large tables of this space fast; from `approximate_rows` on with an approximate index of
    vectors, None: without any."""

    space: str
    approximate_rows: int | None


class UpdateProgress(Struct, frozen=True, tag=True):
    """Rows written of those to write."""

    done: int
    total: int


class Updated(Struct, frozen=True, tag=True):
    """What was asked is done."""


WriterRequest = UpdateRequest | ImproveRequest
WriterReply = UpdateProgress | Updated


def run(archive_path: Path, folder: Path) -> None:
    """Answer requests until the pipe ends. The lock keeps out a writer that outlived its engine."""
    channel = pipes.take_over_standard_streams(WriterRequest)
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    archive = Archive(archive_path)
    with filelock.FileLock(folder / "writer.lock"), asyncio.Runner() as runner:
        while (request := channel.receive()) is not None:
            runner.run(_answer(request, folder / request.space, archive, channel))
            channel.send(Updated())


async def _answer(
    request: WriterRequest, folder: Path, archive: Archive, channel: pipes.Channel[WriterRequest]
) -> None:
    def tell(done: int, total: int) -> None:
        channel.send(UpdateProgress(done, total))

    match request:
        case UpdateRequest(space):
            await index.update(folder, archive, space, tell)
        case ImproveRequest(_, approximate_rows):
            await index_speed.improve(folder, approximate_rows)
