"""What was read of prompts, kept as a model's state, so that it need not be read again.

Exact prefixes only (`models.prefix`): stitching states of different prompts gives wrong answers. States
lie in memory, the least lately used go when there are too many; those of pinned documents lie on disk as
well. A file is used only when it is whole and was written for the same model, the same way of computing
and the same archive: a state goes to native code, so nothing foreign may come near it. It holds what the
documents say: who erases a document calls `keep_only` and `forget`.
"""

import contextlib
import hashlib
import hmac
import os
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import msgspec

from models.prefix import Prefix

_MAGIC = b"BINNENSHUIS PREFIX 1\n"
_SEAL_BYTES = 32
_LENGTH_BYTES = 4
_MOST_HEADER = 16 << 20
_BLOCK = 1 << 20
MOST_FILES = 24
"""Of more, the least lately used go: each is a task, a language and a set of pinned documents."""


class _Header(msgspec.Struct, frozen=True):
    model: str
    tokens: list[int]
    ends: list[int]
    documents: list[str]
    size: int


@dataclass(frozen=True)
class PrefixStorage:
    """Where states are kept.

    Attributes:
        memory: bytes of states in memory, at most, for each model that is loaded.
        folder: for those of pinned documents; None: nothing is kept on disk.
        secret: seals the files; the archive's own, so that those of another are not used.
    """

    memory: int = 0
    folder: Path | None = None
    secret: bytes = b""

    def keep_only(self, documents: Collection[str]) -> None:
        """Lose the files that hold another document than these: it is not pinned any more, or changed."""
        for path in self.files():
            header = _header_in(path)
            if header is None or not set(header.documents) <= set(documents):
                path.unlink(missing_ok=True)

    def drop_unfinished(self) -> None:
        """Lose what a killed start left half written."""
        for unfinished in self.folder.glob("*.part") if self.folder is not None else ():
            unfinished.unlink(missing_ok=True)

    def files(self) -> list[Path]:
        """The files that there are, of every model."""
        return sorted(self.folder.glob("*.state")) if self.folder is not None else []


NOWHERE = PrefixStorage()


class _Stored:
    """A prefix whose state lies in memory, on disk, or both."""

    def __init__(self, prefix: Prefix, state: bytes | None, path: Path | None) -> None:
        self.prefix, self.state, self.path = prefix, state, path


class PrefixCache:
    """States of one model's prefixes, found by what they have in common with a prompt. It belongs to one
    thread. A file that is gone is missed when it is asked for."""

    def __init__(self, model: str, storage: PrefixStorage = NOWHERE) -> None:
        """`model` names the model and how it computes: states of another are not found."""
        self._model, self._storage = model, storage
        headers = ((path, _header_in(path)) for path in storage.files())
        self._stored = [  # the latest used last
            _Stored(Prefix(header.tokens, header.ends), None, path)
            for path, header in headers
            if header is not None and header.model == model
        ]

    @property
    def held(self) -> int:
        """Bytes of states in memory."""
        return sum(len(one.state) for one in self._stored if one.state is not None)

    def longest(self, wanted: Prefix, most: int, whole: bool = False) -> int:
        """How many tokens `take` would give at best; at most `most`. `whole`: only where a state is the
        beginning of what is wanted, of a model that cannot go back."""
        return max((self._useful(one, wanted, most, whole) for one in self._stored), default=0)

    def take(self, wanted: Prefix, most: int, whole: bool = False) -> tuple[Prefix, bytes] | None:
        """The state that has most in common with what is wanted, and what it is the state of."""
        for one in sorted(self._stored, key=lambda one: -self._useful(one, wanted, most, whole)):
            if self._useful(one, wanted, most, whole) == 0:
                return None
            state = one.state if one.state is not None else self._load(one)
            if state is not None:
                self._stored.remove(one)
                one.state = state if len(state) <= self._storage.memory else None
                self._stored.append(one)
                self._make_room()
                return one.prefix, state
        return None

    def holds(self, prefix: Prefix, on_disk: bool = False) -> bool:
        """Whether a state begins with this prefix; `on_disk`: one that the next start will find."""
        size = len(prefix.tokens)
        return any(
            one.prefix.shared(prefix) == size
            and (not on_disk or (one.path is not None and one.path.exists()))
            for one in self._stored
        )

    def put(self, prefix: Prefix, state: bytes) -> None:
        """Keep a state in memory; what it goes on from is in it and needs no place of its own."""
        if len(state) > self._storage.memory:
            return
        self._stored = [
            one
            for one in self._stored
            if one.path is not None or one.prefix.shared(prefix) < len(one.prefix.tokens)
        ]
        self._stored.append(_Stored(prefix, state, None))
        self._make_room()

    def put_on_disk(self, prefix: Prefix, state: bytes, documents: Collection[str]) -> None:
        """Keep the state of these documents in a file, for the next start as well.

        Raises:
            OSError: it cannot be written; nothing is left of it.
        """
        if self._storage.folder is None:
            return
        header = msgspec.msgpack.encode(
            _Header(self._model, prefix.tokens, prefix.ends, sorted(documents), len(state))
        )
        path = self._storage.folder / f"{secrets.token_hex(16)}.state"
        unfinished = path.with_suffix(".part")
        try:
            with unfinished.open("wb") as file:
                file.write(_MAGIC + self._seal(header, state))
                file.write(len(header).to_bytes(_LENGTH_BYTES, "little") + header)
                file.write(state)
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(path)
        except BaseException:
            unfinished.unlink(missing_ok=True)
            raise
        self._stored.append(_Stored(prefix, None, path))
        self._drop_oldest_files()

    def forget(self) -> None:
        """Lose everything in memory."""
        self._stored = [_Stored(one.prefix, None, one.path) for one in self._stored if one.path is not None]

    # --- memory -------------------------------------------------------------------------------------

    def _useful(self, one: _Stored, wanted: Prefix, most: int, whole: bool) -> int:
        shared = one.prefix.shared(wanted)
        if whole:
            return shared if shared == len(one.prefix.tokens) <= most else 0
        return max((end for end in wanted.ends if end <= min(shared, most)), default=0)

    def _make_room(self) -> None:
        for one in list(self._stored[:-1]):
            if self.held <= self._storage.memory:
                return
            one.state = None
            if one.path is None:
                self._stored.remove(one)

    # --- files --------------------------------------------------------------------------------------

    def _load(self, one: _Stored) -> bytes | None:
        """The state in a file; one that is damaged is removed."""
        assert one.path is not None
        with contextlib.suppress(OSError), one.path.open("rb") as file:
            found = _header_of(file)
            if found is not None:
                header, raw, seal = found
                state = file.read(header.size + 1)
                if len(state) == header.size and hmac.compare_digest(seal, self._seal(raw, state)):
                    one.path.touch()
                    return state
        one.path.unlink(missing_ok=True)
        self._stored.remove(one)
        return None

    def _seal(self, header: bytes, state: bytes) -> bytes:
        digest = hashlib.blake2b(header, key=self._storage.secret[:64], digest_size=_SEAL_BYTES)
        digest.update(state)
        return digest.digest()

    def _drop_oldest_files(self) -> None:
        files = sorted(self._storage.files(), key=lambda path: path.stat().st_mtime_ns)
        for path in files[:-MOST_FILES]:
            path.unlink(missing_ok=True)


def _header_of(file: IO[bytes]) -> tuple[_Header, bytes, bytes] | None:
    """What a file says it holds, the same as bytes, and its seal; None when it is none of ours."""
    if file.read(len(_MAGIC)) != _MAGIC:
        return None
    seal = file.read(_SEAL_BYTES)
    length = int.from_bytes(file.read(_LENGTH_BYTES), "little")
    if length > _MOST_HEADER:
        return None
    raw = file.read(length)
    try:
        return msgspec.msgpack.decode(raw, type=_Header), raw, seal
    except msgspec.DecodeError:
        return None


def _header_in(path: Path) -> _Header | None:
    try:
        with path.open("rb") as file:
            found = _header_of(file)
    except OSError:
        return None
    return found[0] if found else None
