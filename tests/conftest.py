"""What holds for every test: a data folder of its own, no window on a screen, nothing left behind."""

import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["LC_ALL"] = "C.UTF-8"
# Several engines run side by side: threads that spin while they wait for each other take all the time.
os.environ.update(OMP_THREAD_LIMIT="1", GOMP_SPINCOUNT="0", OMP_WAIT_POLICY="passive")
os.environ["TOKENIZERS_PARALLELISM"] = "false"

GRACE_SECONDS = 5.0
# Threads that libraries keep for the life of a process, by the beginning of their names.
LIBRARY_THREADS = ("LanceDBBackgroundEventLoop", "ThreadPoolExecutor-tokenizers", "tqdm")


@pytest.fixture(autouse=True)
def own_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is read from or written to the folders of whoever runs the tests."""
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))


@pytest.fixture(autouse=True)
def nothing_left_behind() -> Iterator[None]:
    """A thread or process that a test started is gone when it ends."""
    threads, processes = set(threading.enumerate()), _children()
    yield
    left = _wait_until_empty(lambda: {*_new_threads(threads), *(_children() - processes)})
    assert not left, f"left behind: {left}"


def _new_threads(before: set[threading.Thread]) -> set[threading.Thread]:
    new = set(threading.enumerate()) - before
    alive = {thread.id for thread in psutil.Process().threads()}
    return {
        thread
        for thread in new
        if not thread.name.startswith(LIBRARY_THREADS)
        # What stands for a thread of Qt stays in Python's list when that thread is gone.
        and not (isinstance(thread, threading._DummyThread) and thread.native_id not in alive)
    }


def _children() -> set[psutil.Process]:
    return set(psutil.Process().children(recursive=True))


def _wait_until_empty(look: Callable[[], set[object]]) -> set[object]:
    end = time.monotonic() + GRACE_SECONDS
    while (found := look()) and time.monotonic() < end:
        time.sleep(0.05)
    return found
