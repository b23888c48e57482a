"""A day in the life of the window, in a process of its own: for `window.py`.

    python tests/bench/window_work.py DATA LIBRARY ROWS

On the real window and the real engine, with the starter models. Prints JSON: for each phase the gaps between
the ticks of a 1 ms timer in the event loop (milliseconds: p50, p99, max) and this process's memory after it
(MB), and how many seconds it took until what was stopped had ended.
"""

import json
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, Slot
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from app.messages import Answer, DocumentReport, LoadModels, Tuning
from app.paths import Paths
from app.ui.application import Application
from app.ui.documents.view import DocumentView
from app.ui.worker import EVENTS_AT_ONCE

IDLE_S = 5.0
REST_S = 1.5
PATIENCE_S = 900.0
KEY_MS = 300
"""Forty words a minute: five letters and a space a word."""
TYPED = "Binnen hoeveel weken dient afdeling twaalf een verslag in bij de directie?"
LONG = Answer(
    "brainstorm", {"subject": "a house by the sea", "count": "20"}, "en", Tuning(max_tokens=600, seed=1)
)
READING = Answer("ask", {"question": TYPED}, "nl", Tuning(max_tokens=200, seed=1))
COLLECTION = "made-up"


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

    def for_seconds(self, seconds: float) -> list[float]:
        until = time.perf_counter() + seconds
        return self.until(lambda: time.perf_counter() > until)

    @Slot()
    def _tick(self) -> None:
        now = time.perf_counter()
        self._gaps.append(1000 * (now - self._last))
        self._last = now
        if self._over():
            self._loop.quit()
        elif now > self._give_up:
            raise SystemExit("it never ended")


class Typing(QObject):
    """Types a text, a key at a time."""

    def __init__(self, field: QPlainTextEdit, text: str) -> None:
        super().__init__()
        self._field, self._left = field, list(text)
        self._timer = QTimer(self, interval=KEY_MS)
        self._timer.timeout.connect(self._key)
        self._timer.start()

    @property
    def over(self) -> bool:
        return not self._left

    @Slot()
    def _key(self) -> None:
        if self._left:
            QTest.keyClicks(self._field, self._left.pop(0))


class Work:
    """One window from its opening to its end, a phase at a time."""

    def __init__(self, qt: QApplication, data: Path, library: Path, rows: int) -> None:
        self.application = Application(qt, Paths.under(data), "nl")
        self.window, self.line = self.application.window, self.application.services.line
        self.data, self.library, self.rows, self.gaps = data, library, rows, Gaps()
        self.stops: dict[str, float] = {}

    def phases(self) -> Iterator[tuple[str, list[float]]]:
        window, gaps = self.window, self.gaps
        self.application.start()
        gaps.until(lambda: not any(isinstance(job.job, LoadModels) for job in self.line.open_jobs))
        yield "idle", gaps.for_seconds(IDLE_S)
        window.documents.add([str(self.library)])
        yield "indexing", gaps.until(lambda: not window.documents.reading)
        window.choose_task("ask")
        field = next(found for found in window.findChildren(QPlainTextEdit) if found.isVisible())
        typing = Typing(field, TYPED)
        yield "typing", gaps.until(lambda: typing.over and not self.line.open_jobs)
        window.request.asked.emit(LONG)
        yield "answering", gaps.until(lambda: not window.answer.busy)
        if window.answer.live is None or window.answer.live.phase != "done":
            raise SystemExit("there was no answer")
        self._stop()
        yield from self._long_list()
        ended = QSignalSpy(self.line.ended)
        window.close()
        gaps.until(lambda: ended.count() > 0)

    def _stop(self) -> None:
        """How long Stop takes while the prompt is read, while it is written, while documents are read."""
        window, answer = self.window, self.window.answer
        window.request.asked.emit(READING)
        self.gaps.until(lambda: answer.live is not None and answer.live.started)
        self.stops["prompt"] = self._ended(answer.stop, lambda: not answer.busy)
        window.request.asked.emit(LONG)
        self.gaps.until(lambda: answer.live is not None and bool(answer.live.text))
        self.stops["writing"] = self._ended(answer.stop, lambda: not answer.busy)
        again = self.data.with_name("again")
        again.mkdir()
        for file in sorted(self.library.iterdir()):
            (again / file.name).write_bytes(file.read_bytes() + b"\n\nNog eens.\n")
        window.documents.add([str(again)])
        self.gaps.for_seconds(REST_S)
        self.stops["indexing"] = self._ended(window.documents.stop, lambda: not window.documents.reading)

    def _ended(self, stop: Callable[[], None], over: Callable[[], bool]) -> float:
        began = time.perf_counter()
        stop()
        self.gaps.until(over)
        return time.perf_counter() - began

    def _long_list(self) -> Iterator[tuple[str, list[float]]]:
        """Many documents, told of as the engine does; they are in no library."""
        documents, gaps = self.window.documents, self.gaps
        told = 0

        def tell() -> bool:
            nonlocal told
            for number in range(told, min(told + EVENTS_AT_ONCE, self.rows)):
                name = f"/made/{number % 97}/brief {number * 7919 % 1_000_003} aan {number}.pdf"
                documents.take(DocumentReport(f"{number:032x}", name, "ready", 3, 17, collection=COLLECTION))
            told = min(told + EVENTS_AT_ONCE, self.rows)
            return told == self.rows

        yield "list: loading", gaps.until(tell)
        yield "list: at rest", gaps.for_seconds(REST_S)
        view = documents.findChild(DocumentView)
        find = next(field for field in documents.findChildren(QLineEdit) if field.isVisible())
        found: list[float] = []
        for letter in "brief 99":
            QTest.keyClicks(find, letter)
            found += gaps.for_seconds(KEY_MS / 1000)
        yield "list: filtering", found
        find.clear()
        gaps.for_seconds(REST_S)
        began = time.perf_counter()

        def scroll() -> bool:
            bar = view.verticalScrollBar()
            bar.setValue((bar.value() + bar.maximum() // 50) % max(bar.maximum(), 1))
            return time.perf_counter() > began + REST_S

        yield "list: scrolling", gaps.until(scroll)
        QTimer.singleShot(50, view.selectAll)
        yield "list: selecting", gaps.for_seconds(REST_S)


def figures(found: list[float]) -> dict[str, float]:
    percentiles = statistics.quantiles(found, n=100)
    memory = psutil.Process().memory_info().rss / 1e6
    return {"p50": percentiles[49], "p99": percentiles[98], "max": max(found), "memory": memory}


def main() -> None:
    data, library, rows = Path(sys.argv[1]), Path(sys.argv[2]).resolve(), int(sys.argv[3])
    qt = QApplication(sys.argv[:1])
    qt.setQuitOnLastWindowClosed(False)
    work = Work(qt, data, library, rows)
    phases = {}
    for phase, found in work.phases():
        phases[phase] = figures(found)
        print(f"\n  {phase}", end="", file=sys.stderr, flush=True)
    print(json.dumps({"phases": phases, "stops": work.stops}))


if __name__ == "__main__":
    main()
