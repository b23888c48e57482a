"""Copies of models in a format that this computer reads fast: where they lie, what is known of them, and
whether they are still as they were written. Making one is `app.engine.converting`.

A copy is named after its original's content, so an original that was moved keeps its copy, and another model
at the same path has none. Any thread may ask.
"""

import hashlib
import logging
import threading
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import msgspec

from app import settings
from models.comparison import Comparison
from models.conversion import Plan, plan_for
from models.fingerprint import fingerprint
from models.gguf_file import read_header

_log = logging.getLogger(__name__)
_PIECE = 1 << 20


class Note(msgspec.Struct, frozen=True):
    """What is known of a conversion, kept beside the copy. `outcome`: the copy is there; it was no faster; or
    the person removed it. `size` and `modified` (ns) are those of the copy when its hash was last right."""

    outcome: Literal["kept", "not_faster", "removed"]
    comparison: Comparison | None = None
    sha256: str = ""
    size: int = 0
    modified: int = 0


@dataclass(frozen=True)
class Known:
    """What there is to say of a model: how it could be converted, if at all, and what became of that."""

    plan: Plan | None
    note: Note | None

    @property
    def kept(self) -> bool:
        return self.note is not None and self.note.outcome == "kept"


class ConvertedModels:
    """The copies in one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._names: dict[tuple[str, int, int], str] = {}
        self._plans: dict[str, Plan | None] = {}
        self._lock = threading.RLock()

    def drop_unfinished(self) -> None:
        """Remove what a kill left behind. Only when nothing is being converted."""
        for file in self._folder.glob("*"):
            finished = file.suffix == ".json" or file.with_suffix(".json").exists()
            if file.suffix == ".part" or not finished:
                file.unlink(missing_ok=True)

    def known(self, original: Path) -> Known:
        """Of the model at this path. Reads its header: some tenths of a second when it is first asked.

        Raises:
            ModelDamaged
            OSError
        """
        with self._lock:
            name = self._name(original)
            if name not in self._plans:
                self._plans[name] = plan_for(read_header(original))
            note = self._note(name)
            gone = note is not None and note.outcome == "kept" and not self._copy(name).exists()
            return Known(self._plans[name], None if gone else note)

    def ask(self, original: Path) -> "Future[Known]":
        """The same, to come: for who must not wait."""
        future: Future[Known] = Future()

        def look() -> None:
            try:
                future.set_result(self.known(original))
            except Exception as error:  # noqa: BLE001 - it is raised where it is waited for
                future.set_exception(error)

        threading.Thread(target=look, name="model-header", daemon=True).start()
        return future

    def path_for(self, original: Path) -> Path:
        """The file to load for a model: its copy where there is one that is whole. One that is not is removed
        and the original is used."""
        with self._lock:
            try:
                name = self._name(original)
                note = self._note(name)
                if note is None or note.outcome != "kept":
                    return original
                if self._is_whole(name, note):
                    return self._copy(name)
            except OSError:
                return original  # loading it says what is wrong
            _log.warning("a converted copy is damaged or gone: the original is used")
            self._remove(name)
            return original

    def unfinished(self, original: Path) -> Path:
        """Where to write the copy of a model, until `keep` or `forget`."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return self._copy(self._name(original)).with_suffix(".gguf.part")

    def keep(self, original: Path, unfinished: Path, sha256: str, comparison: Comparison) -> None:
        """Put a copy in its place: from here on it is used.

        Raises:
            OSError
        """
        with self._lock:
            name = self._name(original)
            now = unfinished.stat()
            unfinished.replace(self._copy(name))
            self._write(name, Note("kept", comparison, sha256, now.st_size, now.st_mtime_ns))

    def remember_as_not_faster(self, original: Path, comparison: Comparison) -> None:
        """So that it is not tried again by itself."""
        with self._lock:
            self._write(self._name(original), Note("not_faster", comparison))

    def remove(self, original: Path) -> None:
        """Remove the copy, and remember that it was not wanted."""
        with self._lock:
            name = self._name(original)
            self._remove(name)
            self._write(name, Note("removed"))

    def discard(self, path: Path) -> bool:
        """Remove a copy that turned out to be of no use, as if it had never been made. False: the file is
        none of ours."""
        if path.parent != self._folder:
            return False
        with self._lock:
            self._remove(path.stem)
        return True

    # --- files --------------------------------------------------------------------------------------

    def _copy(self, name: str) -> Path:
        return self._folder / f"{name}.gguf"

    def _name(self, original: Path) -> str:
        now = original.stat()
        key = (str(original), now.st_size, now.st_mtime_ns)
        if key not in self._names:
            self._names[key] = fingerprint(original)
        return self._names[key]

    def _note(self, name: str) -> Note | None:
        try:
            return msgspec.json.decode((self._folder / f"{name}.json").read_bytes(), type=Note)
        except (OSError, ValueError):
            return None

    def _write(self, name: str, note: Note) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        settings.save(self._folder / f"{name}.json", note)

    def _remove(self, name: str) -> None:
        # The note goes first: a copy without one is removed by the next start.
        (self._folder / f"{name}.json").unlink(missing_ok=True)
        self._copy(name).unlink(missing_ok=True)

    def _is_whole(self, name: str, note: Note) -> bool:
        """A copy that was touched since is read again whole: a flipped bit loads and writes nonsense."""
        try:
            now = self._copy(name).stat()
            if (now.st_size, now.st_mtime_ns) == (note.size, note.modified):
                return True
            if now.st_size != note.size or _sha256(self._copy(name)) != note.sha256:
                return False
        except OSError:
            return False
        self._write(name, msgspec.structs.replace(note, modified=now.st_mtime_ns))
        return True


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()
