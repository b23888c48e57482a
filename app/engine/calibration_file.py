"""What was measured of models on this computer, kept in the data folder, and thrown away with the computer.

Measuring is `models.calibration`, when it is done `app.engine.calibrating`.
"""

import logging
from pathlib import Path

import msgspec

from app import settings
from models.calibration import CALIBRATION_FORMAT, EmbedderCalibration, WriterCalibration
from models.machine import Machine

MOST_MODELS = 16
"""Of each kind; the oldest go."""

_log = logging.getLogger(__name__)
_MOST_CHUNK = _MOST_BATCH = 512


class _Kept(msgspec.Struct, frozen=True):
    format: int
    machine: Machine
    writers: dict[str, WriterCalibration] = {}
    embedders: dict[str, EmbedderCalibration] = {}


class CalibrationFile:
    """The measurements that hold here, by the fingerprint of the model; of another computer, another version
    of a library, or in a damaged file, there are none."""

    def __init__(self, path: Path, machine: Machine) -> None:
        self._path = path
        self._kept = _load(path, machine)

    def writer(self, fingerprint: str) -> WriterCalibration | None:
        return self._kept.writers.get(fingerprint)

    def embedder(self, fingerprint: str) -> EmbedderCalibration | None:
        return self._kept.embedders.get(fingerprint)

    def keep_writer(self, fingerprint: str, found: WriterCalibration) -> None:
        """Holds from now on, and after the next start if it can be written."""
        others = [known for known in self._kept.writers.items() if known[0] != fingerprint]
        writers = dict([*others[1 - MOST_MODELS :], (fingerprint, found)])
        self._save(msgspec.structs.replace(self._kept, writers=writers))

    def keep_embedder(self, fingerprint: str, found: EmbedderCalibration) -> None:
        """The same."""
        others = [known for known in self._kept.embedders.items() if known[0] != fingerprint]
        embedders = dict([*others[1 - MOST_MODELS :], (fingerprint, found)])
        self._save(msgspec.structs.replace(self._kept, embedders=embedders))

    def _save(self, kept: _Kept) -> None:
        self._kept = kept
        try:
            settings.save(self._path, kept)
        except OSError as error:  # a full disk: it is measured again another time
            _log.warning("calibration not kept: errno %s", error.errno)


def _load(path: Path, machine: Machine) -> _Kept:
    none = _Kept(CALIBRATION_FORMAT, machine)
    try:
        kept = msgspec.json.decode(path.read_bytes(), type=_Kept)
    except (OSError, ValueError):  # bytes that are no UTF-8 are no DecodeError
        return none
    if (kept.format, kept.machine) != (CALIBRATION_FORMAT, machine) or not _is_possible(kept):
        return none
    return kept


def _is_possible(kept: _Kept) -> bool:
    """Whether a computer could be run so: the numbers go to native code."""
    threads = range(1, kept.machine.threads + 1)
    return all(
        writer.compute.threads in threads
        and writer.compute.batch_threads in threads
        and writer.compute.chunk in range(1, _MOST_CHUNK + 1)
        and min(writer.read_rate, writer.write_rate) > 0
        for writer in kept.writers.values()
    ) and all(
        embedder.compute.threads in threads and embedder.compute.batch in range(1, _MOST_BATCH + 1)
        for embedder in kept.embedders.values()
    )
