"""The converting process: makes a copy of a model in another format and compares the two, at the lowest
priority. It ends when that is done: both models went through its memory.

The file it writes is the engine's to put in its place (`app.engine.converting`).
"""

import hashlib
import os
import threading
from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from app import pipes
from app.engine import lockdown
from app.engine.parser import NICENESS
from app.errors import fault_of
from models.comparison import Comparison, compare, measure
from models.conversion import Plan, convert
from models.llama_library import keeps_weights_safely
from models.sample_texts import SampleTexts
from store.schema import Fault

TEXTS = 4
"""Read to compare, half of them Dutch: some 500 tokens."""

_LOOK_SECONDS = 0.2
_WRITTEN, _COMPARED = 60, 80  # of 100: when the copy is written, and when the original has been read
_PIECE = 1 << 20


class ConvertRequest(Struct, frozen=True):
    """Write a copy of `source` to `destination`, with so many threads."""

    source: str
    destination: str
    plan: Plan
    threads: int


class ConvertProgress(Struct, frozen=True, tag=True):
    """How far it is, of 100."""

    done: int


class Converted(Struct, frozen=True, tag=True):
    """The copy is written and on the disk."""

    sha256: str
    comparison: Comparison


class NotConverted(Struct, frozen=True, tag=True):
    """It could not be made."""

    fault: Fault


ConverterReply = ConvertProgress | Converted | NotConverted


def run() -> None:
    """Answer requests until the pipe ends."""
    channel = pipes.take_over_standard_streams(ConvertRequest)
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    lockdown.without_tile_registers(keeps_weights_safely)
    while (request := channel.receive()) is not None:
        try:
            reply: ConverterReply = _convert(request, lambda done: channel.send(ConvertProgress(done)))
        except Exception as error:  # noqa: BLE001 - the seam: whatever it is, the engine has to hear of it
            reply = NotConverted(fault_of(error))
        channel.send(reply)


def _convert(request: ConvertRequest, tell: Callable[[int], None]) -> Converted:
    source, copy = Path(request.source), Path(request.destination)
    written = threading.Event()
    teller = threading.Thread(target=_tell, args=(copy, request.plan.bytes, written, tell), daemon=True)
    teller.start()
    try:
        convert(source, copy, request.plan, request.threads)
    finally:
        written.set()
        teller.join()
    digest = written_sha256(copy)
    tell(_WRITTEN)
    texts = SampleTexts.load().all[:TEXTS]
    original = measure(source, texts, request.threads)
    tell(_COMPARED)
    return Converted(digest, compare(original, measure(copy, texts, request.threads)))


def _tell(copy: Path, size: int, written: threading.Event, tell: Callable[[int], None]) -> None:
    """While llama.cpp writes, how far it is: it tells nobody."""
    told = 0
    while not written.wait(_LOOK_SECONDS):
        now = copy.stat().st_size if copy.exists() else 0
        done = min(_WRITTEN, _WRITTEN * now // max(size, 1))
        if done > told:
            tell(done)
            told = done


def written_sha256(path: Path) -> str:
    """The hash of a file that is on the disk when this returns.

    Raises:
        OSError
    """
    digest = hashlib.sha256()
    with path.open("rb+") as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
        os.fsync(file.fileno())
    return digest.hexdigest()
