"""Pictures of the real window in all its states, with the starter models: `python tests/pictures.py OUT`.

Each picture is OUT/LANGUAGE-LOOK/NUMBER-STATE.png. A screen that is added to the window adds itself to
`STATES`: a function that brings the window into the state, given the `Stage`.
"""

import argparse
import os
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["HF_HUB_OFFLINE"] = "1"
sys.path.insert(0, str(Path(__file__).parents[1]))

import msgspec
from PySide6.QtCore import QDeadlineTimer, QEventLoop, QMimeData, QSize, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView, QWidget

from app import settings
from app.client import EngineClient
from app.messages import Language, ListModels
from app.paths import Paths
from app.ui.answer.state import AnswerRecord
from app.ui.application import Application
from app.ui.documents.drop_zone import DropZone
from app.ui.preferences import Appearance, Preferences
from app.ui.settings import SettingsDialog
from tests.end2end.conftest import write_library

SIZES = {"": QSize(1280, 820), "-small": QSize(1100, 700)}
QUESTION = {
    "nl": "Hoe lang bewaren wij sollicitatiebrieven?",
    "en": "How long do we keep a sollicitatiebrief?",
}
SUBJECT = {"nl": "Minder papier op kantoor", "en": "Less paper in the office"}
PATIENCE_MS = 60_000
SEED = 5


class Stage:
    """One window over a fresh data folder, and ways to play on it."""

    def __init__(
        self,
        qt: QApplication,
        folder: Path,
        language: Language,
        look: Appearance,
        out: Path,
        first: int = 0,
    ) -> None:
        self.folder, self.language, self._out = folder, language, out
        self.paths = Paths.under(folder / "data")
        self.paths.create()
        settings.save(self.paths.window, Preferences(language=language, appearance=look))
        self._qt, self._number = qt, first
        self.library = write_library(folder / "library")

    def open(self) -> None:
        self.application = Application(self._qt, self.paths)
        self.window = self.application.window
        self.application.start()
        self.window.resize(SIZES[""])

    def close(self) -> None:
        ended = []
        self.application.services.line.ended.connect(lambda: ended.append(True))
        self.window.close()
        self.wait(lambda: bool(ended))

    @property
    def live(self) -> AnswerRecord:
        """The answer that is being written, or was written last."""
        assert self.window.answer.live is not None
        return self.window.answer.live

    def ask(self, task: str, fields: dict[str, str]) -> None:
        """Fill in the form of a task and press Generate."""
        self.window.choose_task(task)
        known = self.window.request.task
        assert known is not None
        self.window.request.show_request(known, fields, msgspec.structs.replace(known.tuning, seed=SEED))
        self.window.request.generate()
        self.rest()

    def write(self, characters: int) -> None:
        """Wait for so much of the answer; small models may say less."""
        self.wait(lambda: len(self.live.text) > characters or self.live.closed)

    def wait(self, ready: Callable[[], bool]) -> None:
        """Let the window live until something is so."""
        deadline = QDeadlineTimer(PATIENCE_MS)
        loop = QEventLoop()
        poll = QTimer(interval=5)
        poll.timeout.connect(lambda: loop.quit() if ready() or deadline.hasExpired() else None)
        poll.start()
        loop.exec()
        if not ready():
            raise TimeoutError("the window did not come into this state")

    def rest(self, milliseconds: int = 60) -> None:
        """Let what was just asked for be laid out and painted."""
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def take(self, state: str, widget: QWidget | None = None) -> None:
        """Take the picture, of the window in each size, or of another widget."""
        self._number += 1
        for suffix, size in SIZES.items() if widget is None else [("", None)]:
            shown = widget or self.window
            if size is not None:
                shown.resize(size)
                self.rest()
            shown.grab().save(str(self._out / f"{self._number:02}-{state}{suffix}.png"))
        if widget is None:
            self.window.resize(SIZES[""])
            self.rest()


# --- states -----------------------------------------------------------------------------------------


def empty(stage: Stage) -> None:
    stage.wait(lambda: bool(stage.window.models.all))
    stage.rest(300)
    stage.take("empty")


def nothing_to_ask(stage: Stage) -> None:
    stage.ask("ask", {"question": QUESTION[stage.language]})
    stage.wait(lambda: not stage.window.answer.busy)
    stage.take("no-documents")


def dragging(stage: Stage) -> None:
    zone = stage.window.documents.findChild(DropZone)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in stage.library.iterdir()])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    zone.dragEnterEvent(QDragEnterEvent(zone.rect().center(), copy, mime, left, none))
    stage.take("dragging")
    zone.dragLeaveEvent(QDragLeaveEvent())


def indexing(stage: Stage) -> None:
    (stage.library / "scan.pdf").write_bytes(b"%PDF-1.4 nothing of a page")
    (stage.library / "tekening.dwg").write_bytes(b"AC1032")
    stage.window.documents.add([str(stage.library)])
    stage.wait(lambda: stage.window.documents.reading)
    stage.rest(400)
    stage.take("indexing")


def documents(stage: Stage) -> None:
    stage.wait(lambda: not stage.window.documents.reading)
    stage.rest(400)
    stage.take("documents")


def form_not_right(stage: Stage) -> None:
    stage.ask("brainstorm", {"count": "3"})
    stage.take("form-not-right")


def reading_prompt(stage: Stage) -> None:
    stage.ask("ask", {"question": QUESTION[stage.language]})
    stage.wait(lambda: bool(stage.live.sources) or stage.live.closed)
    stage.take("reading-prompt")


def streaming(stage: Stage) -> None:
    stage.write(0)
    stage.take("streaming")


def done(stage: Stage) -> None:
    stage.wait(lambda: not stage.window.answer.busy)
    stage.rest(300)
    stage.take("done")


def source(stage: Stage) -> None:
    stage.window.answer.source_chosen.emit(stage.live.sources, 1)
    stage.rest(400)
    stage.take("source")
    stage.window.source.closed.emit()


def brainstorm(stage: Stage) -> None:
    stage.ask("brainstorm", {"subject": SUBJECT[stage.language], "count": "3"})
    stage.write(120)
    stage.take("brainstorm-writing")
    stage.window.answer.stop()
    stage.wait(lambda: not stage.window.answer.busy)
    stage.rest(300)
    stage.take("stopped")


def two_at_once(stage: Stage) -> None:
    stage.ask("brainstorm", {"subject": SUBJECT[stage.language], "count": "9"})
    stage.write(20)
    view = stage.window.history.findChild(QListView)
    view.clicked.emit(view.model().index(2, 0))
    stage.rest(300)
    stage.take("earlier-while-writing")


def engine_restarted(stage: Stage) -> None:
    os.kill(stage.application.services.line.engine_process or 0, signal.SIGKILL)
    stage.window.history.live_chosen.emit()
    stage.wait(lambda: not stage.window.answer.busy)
    stage.rest(1500)
    stage.take("engine-restarted")
    stage.window.notice.hide()


def removed(stage: Stage) -> None:
    view = stage.window.documents.findChild(QListView)
    view.setCurrentIndex(view.model().index(2, 0))
    stage.rest(100)
    stage.take("document-selected")
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Delete)
    stage.rest(300)
    stage.take("document-removed")


def more_tuning(stage: Stage) -> None:
    stage.window.choose_task("write")
    stage.window.request.set_more(True)
    stage.rest(100)
    stage.take("more-tuning")
    stage.window.request.set_more(False)


def settings_dialog(stage: Stage) -> None:
    stage.window.show_settings()
    stage.rest(100)
    stage.take("settings", stage.window.findChild(SettingsDialog))
    stage.window.findChild(SettingsDialog).close()


STATES: tuple[Callable[[Stage], None], ...] = (
    empty,
    nothing_to_ask,
    dragging,
    indexing,
    documents,
    form_not_right,
    reading_prompt,
    streaming,
    done,
    source,
    brainstorm,
    two_at_once,
    engine_restarted,
    removed,
    more_tuning,
    settings_dialog,
)


def no_model(stage: Stage) -> None:
    stage.wait(lambda: bool(stage.window.models.all))
    stage.rest(300)
    stage.take("no-model")


def folder_in_use(stage: Stage) -> None:
    stage.wait(lambda: stage.window.failure.isVisible())
    stage.take("folder-in-use")


@contextmanager
def opened(stage: Stage) -> Iterator[Stage]:
    stage.open()
    try:
        yield stage
    finally:
        stage.close()


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("out", type=Path)
    options.add_argument("--language", choices=("nl", "en"), action="append")
    options.add_argument("--look", choices=("light", "dark"), action="append")
    chosen = options.parse_args()
    qt = QApplication([])
    qt.setQuitOnLastWindowClosed(False)
    for language in chosen.language or ("nl", "en"):
        for look in chosen.look or ("light", "dark"):
            out = chosen.out / f"{language}-{look}"
            out.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory() as folder:
                _all_states(qt, Path(folder), language, look, out)


def _all_states(qt: QApplication, folder: Path, language: Language, look: Appearance, out: Path) -> None:
    with opened(Stage(qt, folder, language, look, out)) as stage:
        for state in STATES:
            state(stage)
    stage = Stage(qt, folder / "two", language, look, out, first=50)
    settings.save(stage.paths.settings, settings.Settings(writer="/models/gone.gguf"))
    with opened(stage):
        no_model(stage)
    with EngineClient(stage.paths) as other:
        list(other.run(ListModels()))
        with opened(stage):
            folder_in_use(stage)


if __name__ == "__main__":
    main()
