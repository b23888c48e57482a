"""What the person chose, kept as one file in the data folder.

`save` serves the window's own file too (`app.ui.preferences`).
"""

import os
from pathlib import Path

import msgspec

DEFAULT_CONTEXT = 8192


class Settings(msgspec.Struct, frozen=True):
    """One frozen value; a change makes a new one.

    `writer` and `embedder` are an id of the catalogue or an absolute path; None means the starter.
    `reranker` is an absolute path; None means none.
    `threads` 0 means every CPU this process may use. `context` is the most tokens a prompt and its
    answer may have together; a model trained on fewer gets fewer. Reading one file may take
    `reading_seconds` and `reading_memory_mib` of address space. Of a folder with more than `folder_files`
    files none is read. `prefix_memory_mib` is kept of what was read for answers, so that it need not be read
    again. `word_template` is the absolute path of the house's own Word document in which answers are
    exported. What makes the program faster on this computer can be switched off: measuring how models run
    best (`calibration`), a copy of a model in a format that is read faster (`conversion`), copying from the
    passages what the model is about to write (`drafting`), half-precision vectors (`half_precision`), and an
    approximate index of large libraries (`approximate_search`).
    """

    writer: str | None = None
    embedder: str | None = None
    reranker: str | None = None
    threads: int = 0
    context: int = DEFAULT_CONTEXT
    reading_seconds: int = 60
    reading_memory_mib: int = 2048
    folder_files: int = 200_000
    prefix_memory_mib: int = 256
    word_template: str | None = None
    calibration: bool = True
    conversion: bool = True
    drafting: bool = True
    half_precision: bool = True
    approximate_search: bool = True

    @property
    def cpu_threads(self) -> int:
        """The number of threads to use, at least 1."""
        if self.threads > 0:
            return self.threads
        if hasattr(os, "sched_getaffinity"):
            return len(os.sched_getaffinity(0))
        return os.cpu_count() or 1


def load(path: Path) -> Settings:
    """The settings of this data folder; a file that cannot be understood counts as none."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Settings)
    except (FileNotFoundError, ValueError):  # bytes that are no UTF-8 are no DecodeError
        return Settings()


def save(path: Path, kept: msgspec.Struct, at_once: bool = True) -> None:
    """Write the file so that a kill leaves the old one or the new one; with `at_once` it is on the disk
    when this returns, which on a busy disk takes a while.

    Raises:
        OSError
    """
    unfinished = path.with_suffix(".part")
    with unfinished.open("wb") as file:
        file.write(msgspec.json.format(msgspec.json.encode(kept)))
        file.flush()
        if at_once:
            os.fsync(file.fileno())
    unfinished.replace(path)
