"""The map-making process: places all passages on a plane, at the lowest priority, and ends when that is done.

It reads the vectors from the archive by itself, so that they need not cross a pipe, and writes nothing:
the engine, to which it tells the places, keeps them (`app.engine.library_map`).
"""

import os
from pathlib import Path

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from app import pipes
from app.engine.parser import NICENESS
from models import projection
from store.archive import Archive
from store.places import Places


class MapRequest(Struct, frozen=True):
    """Place the passages that have a vector of this embedding space."""

    space: str


class MapProgress(Struct, frozen=True, tag=True):
    """How far it is, of `projection.STAGES`."""

    done: int


class MapMade(Struct, frozen=True, tag=True):
    """The numbers of the passages (int64), and where they lie (float32, x and y of each)."""

    passages: bytes
    places: bytes


MakerReply = MapProgress | MapMade


def run(archive_path: Path) -> None:
    """Answer requests until the pipe ends."""
    channel = pipes.take_over_standard_streams(MapRequest)
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    while (request := channel.receive()) is not None:
        passages, vectors = _read(archive_path, request.space)
        places = projection.project(vectors, lambda done: channel.send(MapProgress(done)))
        channel.send(MapMade(passages.tobytes(), places.tobytes()))


def _read(archive_path: Path, space: str) -> tuple[NDArray[np.int64], projection.Vectors]:
    """While the archive is open here, what was erased cannot be cleared from its file."""
    archive = Archive(archive_path)
    try:
        return Places(archive).vectors(space)
    finally:
        archive.close()
