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
from PySide6.QtCore import QDeadlineTimer, QEventLoop, QMimeData, QPoint, QSize, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListView, QPlainTextEdit, QWidget

from app import settings
from app.client import EngineClient
from app.messages import AnswerKept, Calibrated, Language, ListModels, Sentence, Support, Timing, Tuning
from app.paths import Paths
from app.ui.answer.state import AnswerRecord
from app.ui.application import Application
from app.ui.documents.collection_choice import CollectionChoice
from app.ui.documents.drop_zone import DropZone
from app.ui.documents.listed import ListedDocuments
from app.ui.documents.model import DocumentModel
from app.ui.documents.more_menu import MoreButton
from app.ui.documents.pin_menu import PinMenu
from app.ui.documents.questions import EraseQuestion, NameQuestion
from app.ui.documents.transfer_bar import TransferBar
from app.ui.documents.view import DocumentView
from app.ui.folders.change_view import ChangeView
from app.ui.folders.keeping import FolderKeeping
from app.ui.folders.page import FoldersPage
from app.ui.folders.removal import RemovalQuestion
from app.ui.library_map.page import MapPage
from app.ui.library_map.view import MapView
from app.ui.plain_text import ElidedLabel
from app.ui.preferences import Appearance, Preferences
from app.ui.request.preparing_sign import PreparingSign
from app.ui.search.page import SearchPage
from app.ui.search.results import FoundList
from app.ui.settings import SettingsDialog
from app.ui.source.enlarged import EnlargedSource
from app.ui.source.view import SourceView
from app.ui.troubles.page import TroublesPage
from app.ui.troubles.password import PasswordDialog
from app.ui.troubles.view import TroubleView
from store.schema import FIRST_COLLECTION
from tests.documents import write_protected_pdf, write_scanned_pdf
from tests.end2end.conftest import write_library

SIZES = {"": QSize(1280, 820), "-small": QSize(1100, 700)}
QUESTION = {
    "nl": "Hoe lang bewaren wij sollicitatiebrieven?",
    "en": "How long do we keep a sollicitatiebrief?",
}
SUBJECT = {"nl": "Minder papier op kantoor", "en": "Less paper in the office"}
SUBJECTS = {
    "personeel": ("verlof", "ziekte", "salaris", "opleiding", "sollicitatie"),
    "financien": ("factuur", "begroting", "declaratie", "belasting", "subsidie"),
    "gebouw": ("kantine", "parkeren", "sleutels", "verwarming", "schoonmaak"),
}
PATIENCE_MS = 60_000
MEASURED = {
    "threads": "2",
    "batch_threads": "2",
    "flash_attention": "off",
    "chunk": "128",
    "embedder_threads": "2",
    "number_format": "bfloat16",
    "batch": "8",
}
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


def pinned(stage: Stage) -> None:
    """Two documents are always read; what that costs is told. They are so no more afterwards."""
    view, menu = stage.window.documents.findChild(DocumentView), stage.window.documents.findChild(PinMenu)
    model = stage.window.documents.findChild(DocumentModel)
    last = model.rowCount()
    view.select([model.row(model.index(number)).path for number in (last - 2, last - 1)])
    menu.actions()[0].trigger()
    stage.wait(lambda: bool(model.pinned))
    stage.rest(1000)
    menu.popup(QPoint(0, 0))
    stage.take("pin-menu", menu)
    menu.close()
    stage.take("pinned")
    menu.actions()[0].trigger()
    stage.wait(lambda: not model.pinned)
    view.clearSelection()


def troubles(stage: Stage) -> None:
    """The page by itself, as wide as the middle of the small window."""
    write_protected_pdf(stage.library / "loonstroken.pdf", "De kluiscode is flinterbos.")
    write_scanned_pdf(stage.library / "ingescand.pdf")
    (stage.library / "leeg.txt").touch()
    page = TroublesPage(stage.application.services)
    page.resize(QSize(560, 640))
    page.show()
    page.load()
    stage.rest(400)
    stage.take("troubles-few", page)
    stage.window.documents.add([str(stage.library)])
    stage.wait(lambda: not stage.window.documents.reading)
    page.load()
    stage.rest(400)
    view = page.findChild(TroubleView)
    view.select([str(stage.library / "loonstroken.pdf")])
    stage.take("troubles", page)
    view.opened.emit()
    stage.rest(100)
    dialog = page.findChild(PasswordDialog)
    stage.take("password", dialog)
    dialog.reject()
    page.close()


def folders(stage: Stage) -> None:
    """By itself, as wide as the middle of the window is; nothing is applied."""
    services = stage.application.services
    keeping = FolderKeeping(services.line)
    page = FoldersPage(services, keeping)
    page.resize(560, 620)
    page.show()
    stage.take("folders-empty", page)
    kept = write_library(stage.folder / "Beleid en regelingen")
    keeping.add(str(kept), FIRST_COLLECTION, False)
    stage.wait(lambda: page.findChild(ChangeView).model().rowCount() > 0)
    stage.rest(200)
    stage.take("folders-changes", page)
    page.findChild(RemovalQuestion).ask()
    stage.rest(100)
    stage.take("folders-question", page)
    keeping.remove(next(iter(keeping.folders)), documents=False)
    stage.wait(lambda: not keeping.folders)
    page.close()


def form_not_right(stage: Stage) -> None:
    stage.ask("brainstorm", {"count": "3"})
    stage.take("form-not-right")


def preparing(stage: Stage) -> None:
    """Typed, and read along while it was typed."""
    stage.window.choose_task("ask")
    field = next(found for found in stage.window.findChildren(QPlainTextEdit) if found.isVisible())
    field.setPlainText("")
    QTest.keyClicks(field, QUESTION[stage.language])
    sign = stage.window.findChild(PreparingSign)
    words = sign.findChild(ElidedLabel)
    stage.wait(words.isVisible)
    reading = words.text()
    stage.take("preparing")
    stage.wait(lambda: words.text() != reading)
    stage.take("prepared")


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


def marked(stage: Stage) -> None:
    """An answer of which some is borne out by the documents, and some is not."""
    sources = stage.live.sources
    line = next(part for part in sources[0].quote.splitlines() if part and not part.startswith("#"))
    first = line.split(". ")[0].rstrip(".") + "."
    texts: tuple[tuple[str, Support, tuple[int, ...]], ...] = (
        (first, "supported", (1, 2)),
        (
            {"nl": "Daarna beslist de directie.", "en": "The board decides."}[stage.language],
            "unsupported",
            (),
        ),
        ({"nl": "Dat geldt ook hier.", "en": "That is so here too."}[stage.language], "weak", (2,)),
    )
    text, sentences = "", []
    for said, support, numbers in texts:
        text += " " * bool(text)
        sentences.append(Sentence(said, len(text), len(text) + len(said), support, numbers))
        text += said
    created = "2026-03-03T13:05:00+00:00"
    timing = Timing(1.0, 4.2, 900, 0, 30)
    kept = AnswerKept("", created, "done", "ask", stage.live.model, {}, Tuning(), sources, text, timing)
    kept = msgspec.structs.replace(kept, coverage=stage.live.coverage, sentences=tuple(sentences))
    stage.window.answer.show_kept(kept, stage.live.task)
    stage.rest(200)
    stage.take("marked")
    stage.window.answer.show_live()


def source(stage: Stage) -> None:
    sources = stage.live.sources
    drawn = [source.number for source in sources if source.path.endswith(".pdf")]
    stage.window.answer.source_chosen.emit(sources, (drawn or [1])[0])
    stage.rest(2500)
    stage.take("source")
    stage.window.source.findChild(SourceView).enlarge_wanted.emit()
    stage.rest(2500)
    larger = stage.window.findChild(EnlargedSource)
    stage.take("source-enlarged", larger)
    larger.close()
    stage.window.source.closed.emit()


def reading_everything(stage: Stage) -> None:
    stage.ask("summary", {"points": "3"})
    stage.wait(lambda: stage.live.planned.whole or stage.live.closed)
    stage.take("reading-everything")
    stage.wait(lambda: not stage.window.answer.busy)
    stage.rest(300)
    stage.take("summary")


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


def collections(stage: Stage) -> None:
    """Made, moved to, shown, and the questions that come before."""
    name = {"nl": "Personeel en organisatie", "en": "Staff and organisation"}[stage.language]
    panel = stage.window.documents
    more = panel.findChild(MoreButton)
    more.menu().popup(more.mapToGlobal(QPoint(0, more.height())))
    stage.rest(100)
    stage.take("more-menu", more.menu())
    more.menu().close()
    model = panel.findChild(DocumentModel)
    moving = tuple(row.id for row in map(model.row, map(model.index, range(4))) if row.ready)
    panel.findChild(ListedDocuments).move_wanted.emit(moving, "")
    stage.rest(100)
    question = stage.window.findChild(NameQuestion)
    question.findChild(QLineEdit).setText(name)
    stage.take("new-collection", question)
    question.named.emit(name)
    question.close()
    choice = panel.findChild(CollectionChoice)
    stage.wait(lambda: choice.isVisible())
    choice.menu().actions()[-3].trigger()  # the last one, above the line and "New collection"
    stage.rest(400)
    stage.take("collection")
    more.erase_wanted.emit()
    stage.rest(100)
    stage.take("erase-question", stage.window.findChild(EraseQuestion))
    stage.window.findChild(EraseQuestion).close()
    bar = panel.findChild(TransferBar)
    bar.take_in(str(stage.folder / "gone.binnenshuis"))
    stage.wait(lambda: not bar.busy)
    stage.rest(200)
    stage.take("import-refused")
    choice.menu().actions()[0].trigger()


def more_tuning(stage: Stage) -> None:
    stage.window.choose_task("write")
    stage.window.request.set_more(True)
    stage.rest(100)
    stage.take("more-tuning")
    stage.window.request.set_more(False)


def searching(stage: Stage) -> None:
    stage.window.middle.open_search()
    page = stage.window.findChild(SearchPage)
    stage.rest(300)
    stage.take("search-empty")
    field, found = page.findChild(QLineEdit), page.findChild(FoundList)
    field.setText(QUESTION[stage.language])
    stage.wait(lambda: found.model().rowCount() > 0)
    stage.rest(300)
    stage.take("search-found")
    page.closed.emit()


def library_map(stage: Stage) -> None:
    more = stage.folder / "more"
    for subject, words in SUBJECTS.items():
        (more / subject).mkdir(parents=True)
        for number, first in enumerate(words):
            text = "\n\n".join(f"## {first} {second}\n\n{first} {second} {subject}." for second in words)
            (more / subject / f"{first}-{number}.md").write_text(text, encoding="utf-8")
    stage.window.documents.add([str(more)])
    stage.wait(lambda: stage.window.documents.reading)
    stage.wait(lambda: not stage.window.documents.reading)
    stage.window.middle.open_map()
    page = stage.window.findChild(MapPage)
    stage.wait(lambda: page.findChild(MapView).isVisible())
    stage.take("map")
    page.light(stage.live.sources)
    stage.rest(100)
    stage.take("map-lit")
    page.closed.emit()


def settings_dialog(stage: Stage) -> None:
    stage.window.show_settings()
    stage.rest(100)
    stage.take("settings", stage.window.findChild(SettingsDialog))
    found = Calibrated("SmolLM2 135M Instruct", 523.0, 36.0, 0.86, 81.4, MEASURED)
    stage.application.services.line.engine_told.emit(found)
    stage.take("settings-measured", stage.window.findChild(SettingsDialog))
    stage.window.findChild(SettingsDialog).close()


def fast_copy(stage: Stage) -> None:
    """Being made, and in use."""
    stage.window.show_settings()
    stage.rest(100)
    models, dialog = stage.window.models, stage.window.findChild(SettingsDialog)
    writer = models.chosen("writer")
    if writer is not None and not writer.converted:
        models.convert(writer.id)
        stage.wait(lambda: models.progress is None or models.progress.done > 0)
        stage.take("fast-copy-being-made", dialog)
    stage.wait(lambda: models.progress is None)
    stage.rest(100)
    stage.take("fast-copy", dialog)
    dialog.close()


STATES: tuple[Callable[[Stage], None], ...] = (
    empty,
    nothing_to_ask,
    dragging,
    indexing,
    documents,
    pinned,
    folders,
    troubles,
    form_not_right,
    preparing,
    reading_prompt,
    streaming,
    done,
    marked,
    source,
    reading_everything,
    brainstorm,
    two_at_once,
    engine_restarted,
    removed,
    collections,
    more_tuning,
    searching,
    library_map,
    settings_dialog,
    fast_copy,
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
