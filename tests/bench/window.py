"""How long the window does not answer: gaps between the ticks of a 1 ms timer in its event loop.

    python tests/bench/window.py [LIBRARY] [--repeats 1] [--json FILE]

idle       the window is open, the models are loaded, nothing happens
indexing   LIBRARY, or 60 generated documents, is read into the library
answering  an answer is asked for, read for and streams in

On the real window and the real engine, with the starter models. `ratio` is to the idle phase of the same
run: gaps that the machine makes are in both. Each figure is the median of the repeats, each with a data
folder of its own. Without a screen Qt paints offscreen.
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, Slot
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication
from speed import write_library

from app.messages import Answer, LoadModels, Tuning
from app.paths import Paths
from app.ui.application import Application

DOCUMENTS = 60
IDLE_S = 5.0
PATIENCE_S = 600.0
REQUEST = Answer(
    "brainstorm", {"subject": "a house by the sea", "count": "20"}, "en", Tuning(max_tokens=600, seed=1)
)


class Gaps(QObject):
    """Runs the event loop and writes down how long it was between two ticks, in milliseconds."""

    def __init__(self) -> None:
        super().__init__()
        self._loop = QEventLoop()
        self._timer = QTimer(self, interval=1, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._over: Callable[[], bool] = bool
        self._gaps: list[float] = []
        self._last = self._give_up = 0.0

    def until(self, over: Callable[[], bool]) -> list[float]:
        self._over, self._gaps = over, []
        self._last = time.perf_counter()
        self._give_up = self._last + PATIENCE_S
        self._timer.start()
        self._loop.exec()
        self._timer.stop()
        return self._gaps

    @Slot()
    def _tick(self) -> None:
        now = time.perf_counter()
        self._gaps.append(1000 * (now - self._last))
        self._last = now
        if self._over():
            self._loop.quit()
        elif now > self._give_up:
            raise SystemExit("it never ended")


def phases(qt: QApplication, gaps: Gaps, folder: Path, library: Path) -> dict[str, list[float]]:
    """One window from its opening to its end."""
    application = Application(qt, Paths.under(folder))
    window, line = application.window, application.services.line
    application.start()
    gaps.until(lambda: not any(isinstance(job.job, LoadModels) for job in line.open_jobs))
    idle_until = time.perf_counter() + IDLE_S
    found = {"idle": gaps.until(lambda: time.perf_counter() > idle_until)}
    window.documents.add([str(library)])
    found["indexing"] = gaps.until(lambda: not window.documents.reading)
    window.request.asked.emit(REQUEST)
    found["answering"] = gaps.until(lambda: not window.answer.busy)
    ended = QSignalSpy(line.ended)
    window.close()
    gaps.until(lambda: ended.count() > 0)
    return found


def figures(found: list[float]) -> dict[str, float]:
    percentiles = statistics.quantiles(found, n=100)
    return {"s": sum(found) / 1000, "p50": percentiles[49], "p99": percentiles[98], "max": max(found)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("library", nargs="?", type=Path, metavar="LIBRARY")
    parser.add_argument("--repeats", type=int, default=1)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    if not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    qt = QApplication(sys.argv[:1])
    qt.setQuitOnLastWindowClosed(False)
    gaps, runs = Gaps(), []
    for _ in range(options.repeats):
        with tempfile.TemporaryDirectory() as folder:
            library = options.library or write_library(Path(folder, "library"), DOCUMENTS)
            found = phases(qt, gaps, Path(folder, "data"), library.resolve())
        runs.append({phase: figures(each) for phase, each in found.items()})
    heads = ("seconds", "p50", "p99", "max")
    print(f"{'gap in ms':10}", *(f"{head:>8}" for head in heads), f"{'p99 ratio':>10} {'max ratio':>10}")
    for phase, first in runs[0].items():
        middle = [statistics.median(run[phase][name] for run in runs) for name in first]
        ratio = [statistics.median(run[phase][of] / run["idle"][of] for run in runs) for of in ("p99", "max")]
        columns = [f"{each:8.2f}" for each in middle] + [f"{each:10.2f}" for each in ratio]
        print(f"{phase:10}", *columns)
    if options.json:
        options.json.write_text(json.dumps(runs, indent=1))


if __name__ == "__main__":
    main()
