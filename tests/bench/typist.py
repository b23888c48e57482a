"""A person who types a question and presses Generate: the window's own preparing, without a window.

When what is typed goes to the engine is decided by `app.ui.request.preparing`, over the window's own line.
"""

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, QTimer, Slot
from session import WARM_UP, Answered, Stopwatch

from app.messages import Answer, Failed, Job, LoadModels, Prepare
from app.paths import Paths
from app.ui.request.preparing import Preparing
from app.ui.worker import EngineJob, EngineLine

KEYS_PER_SECOND = 200 / 60
"""40 words a minute, of five letters and a space each, or so typists count."""

LAST_LOOK_MS = 1_000
"""How long after the last key Generate is pressed."""


class Typist(QObject):
    """One session at a window: the engine is started, its models loaded, a question typed and asked."""

    def __init__(self, qt: QCoreApplication, paths: Paths, asked: Answer, keys_per_second: float) -> None:
        super().__init__()
        self._asked, self._field = asked, "question"
        self._typed = ""
        self._loop = QEventLoop()
        self._line = EngineLine(paths)
        self._preparing = Preparing(self._line, self._form, parent=self)
        self._key = QTimer(self, interval=round(1000 / keys_per_second))
        self._key.timeout.connect(self._press_key)
        self._look = QTimer(self, singleShot=True, interval=LAST_LOOK_MS)
        self._look.timeout.connect(self._generate)
        self._watch: Stopwatch | None = None
        self._job: EngineJob | None = None

    def work(self) -> Answered:
        """Type, press, and wait for the whole answer."""
        self._line.start()
        self._run(LoadModels())
        self._run(WARM_UP)
        self._preparing.set_model("any")
        self._key.start()
        self._loop.exec()
        self._line.ended.connect(self._loop.quit)
        self._line.end()
        self._loop.exec()
        assert self._watch is not None
        return self._watch.answered

    def _run(self, job: Job) -> None:
        running = self._line.submit(job)
        running.closed.connect(self._loop.quit)
        self._loop.exec()

    def _form(self) -> Prepare | None:
        asked = self._asked
        fields = {self._field: self._typed}
        return Prepare(asked.task, fields, asked.language, asked.tuning, asked.limit, asked.scope)

    @Slot()
    def _press_key(self) -> None:
        whole = self._asked.fields[self._field]
        self._typed = whole[: len(self._typed) + 1]
        self._preparing.note_typed({self._field: self._typed})
        if self._typed == whole:
            self._key.stop()
            self._look.start()

    @Slot()
    def _generate(self) -> None:
        self._watch = Stopwatch()
        self._preparing.hand_over()
        self._job = self._line.submit(self._asked)
        self._job.happened.connect(self._hear)
        self._job.closed.connect(self._close)

    @Slot(object)
    def _hear(self, event: object) -> None:
        assert self._watch is not None
        self._watch.hear(event)

    @Slot(object)
    def _close(self, closing: object) -> None:
        if isinstance(closing, Failed):
            raise SystemExit(f"no answer: {closing.fault}")
        self._loop.quit()
