"""Is everything in order? Each finding is a `CheckResult`; `app.sentences` words it."""

import platform
import re
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from app.engine import lockdown
from app.engine.index_keeper import IndexKeeper
from app.engine.model_loader import ModelLoader
from app.engine.scheduler import Steps, Wait
from app.messages import CheckResult
from app.paths import Paths
from models.errors import ModelError, ModelKind
from store.archive import Archive
from store.readers.ocr import Tesseract


class Checking:
    """Looks at models, archive, index, network and disk. `look` makes the steps of one job."""

    def __init__(self, paths: Paths, archive: Archive, loader: ModelLoader, keeper: IndexKeeper) -> None:
        self._paths = paths
        self._archive = archive
        self._loader = loader
        self._keeper = keeper

    def look(self) -> Steps:
        """One result after the other."""
        yield self._model("writer")
        yield self._model("embedder")
        pool = ThreadPoolExecutor(3, thread_name_prefix="check")
        try:
            sound = pool.submit(_archive_is_sound, self._paths.archive)
            encrypted = pool.submit(disk_is_encrypted, self._paths.root)
            recognises = pool.submit(_scans_can_be_read)
            yield Wait(sound)
            yield self._archive_result(sound.result())
            yield self._index_result()
            yield Wait(recognises)
            there = recognises.result()
            yield CheckResult("scans" if there else "no_scans", there or None, required=False)
            yield _offline_result()
            yield Wait(encrypted)
            yield _disk_result(encrypted.result())
        finally:
            pool.shutdown(wait=False, cancel_futures=True)

    def _model(self, kind: ModelKind) -> CheckResult:
        try:
            model = self._loader.chosen(kind)
        except ModelError as error:
            return CheckResult(f"no_{kind}", False, details={"error": type(error).__name__})
        return CheckResult(f"{kind}_starter" if model.starter else kind, True, details={"name": model.name})

    def _archive_result(self, sound: bool) -> CheckResult:
        documents = self._archive.documents()
        failed = sum(document.state == "failed" for document in documents)
        details: dict[str, str | int | float] = {"documents": len(documents), "failed": failed}
        return CheckResult("archive" if sound else "archive_damaged", sound, details=details)

    def _index_result(self) -> CheckResult:
        try:
            current = self._archive.count_ready() == 0 or self._keeper.is_current(self._loader.space())
        except ModelError:
            current = False
        return CheckResult("index", True) if current else CheckResult("index_behind", None)


def _offline_result() -> CheckResult:
    """The filter is a second wall, which only Linux has: without it nothing is out of order."""
    if lockdown.network_is_closed():
        return CheckResult("offline", True)
    required = sys.platform == "linux"
    return CheckResult("not_offline", False, required, {"system": platform.system()})


def _disk_result(encrypted: bool | None) -> CheckResult:
    name = {True: "disk_encrypted", False: "disk_not_encrypted", None: "disk_unknown"}[encrypted]
    return CheckResult(name, encrypted, required=False)


def _archive_is_sound(path: Path) -> bool:
    """On a connection of its own: reading everything takes as long as the archive is large."""
    archive = Archive(path)
    try:
        return archive.is_sound()
    finally:
        archive.close()


def _scans_can_be_read() -> bool:
    """Whether Tesseract is installed; to look takes a process."""
    return Tesseract().there


def disk_is_encrypted(folder: Path, run: Callable[[list[str]], str] | None = None) -> bool | None:
    """Whether the disk below a folder is encrypted; None when that cannot be told. `run` runs a command."""
    ask = run or _output
    if sys.platform == "linux":
        device = ask(["findmnt", "--noheadings", "--output", "SOURCE", "--target", str(folder)]).strip()
        layers = ask(["lsblk", "--inverse", "--noheadings", "--output", "TYPE", device.split("[")[0]])
        return None if not layers.strip() else "crypt" in layers.split()
    if sys.platform == "darwin":
        state = ask(["fdesetup", "status"])
        return None if not state else "FileVault is On" in state
    state = ask(["manage-bde", "-status", folder.drive])
    found = re.search(r"Protection Status:\s+Protection (On|Off)", state)
    return None if found is None else found[1] == "On"


def _output(command: list[str]) -> str:
    try:
        return subprocess.run(command, capture_output=True, text=True, timeout=5, check=False).stdout
    except (OSError, subprocess.TimeoutExpired):
        return ""
