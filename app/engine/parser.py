"""The parser process: reads one hostile file at a time, with bounded memory and no network."""

import os
from pathlib import Path

from msgspec import Struct

from app import pipes
from app.engine import lockdown
from app.errors import fault_of
from store.errors import DocumentError
from store.schema import Fault, ParsedDocument

NICENESS = 19


class ParseRequest(Struct, frozen=True):
    """Read this file."""

    path: str


class Parsed(Struct, frozen=True, tag=True):
    """It was read."""

    document: ParsedDocument


class NotParsed(Struct, frozen=True, tag=True):
    """It could not be read."""

    fault: Fault


ParserReply = Parsed | NotParsed


def run(memory: int) -> None:
    """Answer requests until the pipe ends; `memory` bounds the address space, in bytes."""
    channel = pipes.take_over_standard_streams(ParseRequest)
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    from store import parsing

    lockdown.limit_memory(memory)
    while (request := channel.receive()) is not None:
        try:
            reply: ParserReply = Parsed(parsing.parse(Path(request.path)))
        except DocumentError as error:
            reply = NotParsed(fault_of(error))
        channel.send(reply)
