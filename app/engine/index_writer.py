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
from store import index
from store.archive import Archive


class UpdateRequest(Struct, frozen=True):
    """Bring the index of this embedding space up to the archive."""

    space: str


class UpdateProgress(Struct, frozen=True, tag=True):
    """Rows written of those to write."""

    done: int
    total: int


class Updated(Struct, frozen=True, tag=True):
    """The index is up to the archive."""


WriterReply = UpdateProgress | Updated


def run(archive_path: Path, folder: Path) -> None:
    """Answer requests until the pipe ends. The lock keeps out a writer that outlived its engine."""
    channel = pipes.take_over_standard_streams(UpdateRequest)
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    archive = Archive(archive_path)
    with filelock.FileLock(folder / "writer.lock"), asyncio.Runner() as runner:
        while (request := channel.receive()) is not None:
            runner.run(
                index.update(
                    folder / request.space,
                    archive,
                    request.space,
                    lambda done, total: channel.send(UpdateProgress(done, total)),
                )
            )
            channel.send(Updated())
