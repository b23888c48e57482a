"""A window in a process of its own, until it is painted: for `window.py`.

    python tests/bench/first_paint.py (ours DATA | bare) STARTED

STARTED is `time.time()` of whoever starts it. Prints JSON: seconds from there to the first paint, CPU
seconds of this process until then, and its memory then, in MB. `bare` is a window of Qt with one label, as
large. What only measures is imported last.
"""

import json
import sys
import time
from collections.abc import Callable


def measure(window: object, started: float, then: Callable[[], None]) -> None:
    """Have the figures printed when this window is painted for the first time."""
    from PySide6.QtCore import QEvent, QObject, QTimer
    from PySide6.QtWidgets import QWidget

    class FirstPaint(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint:
                watched.removeEventFilter(self)
                QTimer.singleShot(0, tell)  # when the event is over
            return False

    def tell() -> None:
        seconds, cpu = time.time() - started, time.process_time()
        import psutil

        memory = psutil.Process().memory_info().rss / 1e6
        print(json.dumps({"seconds": seconds, "cpu": cpu, "memory": memory}), flush=True)
        then()

    assert isinstance(window, QWidget)
    window.installEventFilter(FirstPaint(window))


def ours(data: str, started: float) -> int:
    """As `binnenshuis --data-dir DATA` does it."""
    import app.__main__  # noqa: F401 - what the command imports first
    from app import arguments

    options = arguments.window_options(["--data-dir", data])
    assert options is not None
    from app.ui import application

    class Measured(application.Application):
        def start(self) -> None:
            measure(self.window, started, self.window.close)
            super().start()

    application.Application = Measured  # type: ignore[misc]
    from app.ui import screen

    return screen.open_window(options.data_dir, options.language)


def bare(started: float) -> int:
    """What Qt takes for itself."""
    from PySide6.QtWidgets import QApplication, QLabel

    qt = QApplication(sys.argv[:1])
    window = QLabel("Binnenshuis")
    window.resize(1280, 820)
    measure(window, started, qt.quit)
    window.show()
    return qt.exec()


if __name__ == "__main__":
    began = float(sys.argv[-1])
    sys.exit(ours(sys.argv[2], began) if sys.argv[1] == "ours" else bare(began))
