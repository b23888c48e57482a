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
from openpyxl import Workbook
from PySide6.QtCore import QDeadlineTimer, QEventLoop, QMimeData, QPoint, QSize, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QListView,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QTableView,
    QWidget,
)

from app import settings
from app.answer_text.markers import MARKERS
from app.client import EngineClient
from app.errors import ExportUnwritable, fault_of
from app.messages import (
    AddExample,
    AnswerKept,
    Calibrated,
    Language,
    ListModels,
    Section,
    Sentence,
    Support,
    Timing,
    Tuning,
    WrittenForm,
)
from app.paths import Paths
from app.sentences import Sentences
from app.tasks import load_all
from app.ui.answer.exporting import ExportButton
from app.ui.answer.section_strips import SectionStrip
from app.ui.answer.state import AnswerRecord
from app.ui.answer.versions import VersionsDialog
from app.ui.answer.wishes import WishQuestion
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
from app.ui.history.export_dialog import ExportDialog
from app.ui.history.model import ID
from app.ui.history.undo_bar import AnswersUndoBar
from app.ui.history.view import AnswerView
from app.ui.library_map.page import MapPage
from app.ui.library_map.view import MapView
from app.ui.plain_text import ElidedLabel
from app.ui.preferences import Appearance, Preferences, Preset
from app.ui.request.document_picker import DocumentPicker
from app.ui.request.documents_field import DocumentsField
from app.ui.request.filling import FillButtons
from app.ui.request.picker_model import PickerModel
from app.ui.request.preparing_sign import PreparingSign
from app.ui.request.tuning_memory import TuningMemory
from app.ui.request.tuning_place import TuningPlace
from app.ui.request.tuning_presets import PresetMenu
from app.ui.rows.foot import RunFoot
from app.ui.rows.page import RowsPage
from app.ui.search.page import SearchPage
from app.ui.search.results import FoundList
from app.ui.search_field import SearchField
from app.ui.settings import SettingsDialog
from app.ui.side_by_side.column import TrialColumn
from app.ui.side_by_side.page import SideBySidePage
from app.ui.source.enlarged import EnlargedSource
from app.ui.source.view import SourceView
from app.ui.task_editor.item_list import ItemList
from app.ui.task_editor.page import TaskEditorPage
from app.ui.task_editor.questions import Question
from app.ui.task_editor.start import TaskStart
from app.ui.task_list import TaskRows
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


def documents_to_choose(stage: Stage) -> None:
    """The field of documents: nothing chosen yet, the list to choose from, chosen with one that is gone."""
    window, request = stage.window, stage.window.request
    window.choose_task("compare")
    stage.take("documents-to-choose")
    request.findChild(DocumentsField).open_picker()
    picker = window.findChild(DocumentPicker)
    model = picker.findChild(PickerModel)
    for row in (0, 2):
        model.turn(model.index(row))
    stage.rest(100)
    stage.take("document-picker", picker)
    picker.accept()
    chosen = "\n".join((*model.chosen, "gone"))
    points = {"nl": "Bewaartermijn\nWie het beheert", "en": "Retention\nWho keeps it"}[stage.language]
    assert request.task is not None
    request.show_request(request.task, {"documents": chosen, "points": points}, request.task.tuning)
    request.generate()
    stage.take("document-gone")


def example_filled_in(stage: Stage) -> None:
    """A long form with its example; fields that came with a choice; the tasks' menu."""
    stage.window.choose_task("letter")
    stage.window.request.findChild(FillButtons).fill()
    stage.rest(100)
    stage.take("form-example")
    stage.window.request.findChild(FillButtons).undo()
    menu = stage.window.tasks.findChild(QMenu)
    stage.window.tasks.findChild(TaskRows).menu_wanted.emit("letter", QPoint(60, 200))
    stage.rest(100)
    stage.take("task-menu", menu)
    menu.close()


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


def exported(stage: Stage) -> None:
    """The formats to choose from, a file that was saved, and one that could not be."""
    button = stage.window.answer.findChild(ExportButton)
    button.menu().popup(button.mapToGlobal(button.rect().bottomLeft()))
    stage.take("export-menu", button.menu())
    button.menu().close()
    name = {"nl": "Vraag de documenten 2026-03-03.docx", "en": "Ask the documents 2026-03-03.docx"}
    button.note.tell_saved(Path("/home/kim/Documents", name[stage.language]))
    stage.rest(100)
    stage.take("exported")
    fault = fault_of(ExportUnwritable("/home/kim/Documents/antwoord.docx", "EACCES"))
    button.note.tell_failure(Sentences(stage.language).error(fault))
    stage.rest(100)
    stage.take("not-exported")
    button.note.hide()


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


def revised(stage: Stage) -> None:
    """An answer in sections, one of which is a table and one locked, and two versions of it side by side."""
    dutch = stage.language == "nl"
    marker, heads = MARKERS[stage.language], ("Wat", "Wie") if dutch else ("What", "Who")
    table = f"| {heads[0]} | {heads[1]} |\n| --- | --- |\n| Zaal huren | Jan |\n| {marker} | Piet |"
    listed = "1. De kantine blijft open.\n2. Wij beginnen in maart."
    ending = "Tot de volgende keer, en dank voor ieders inbreng."
    titles = ("Besluiten", "Acties", "Slot") if dutch else ("Decisions", "Actions", "Ending")
    sections = tuple(map(Section, titles, (listed, table, ending)))
    before = "\n\n".join(f"## {section.title}\n\n{section.text}" for section in sections)
    text = before.replace("Wij beginnen in maart.", "De verhuizing begint in maart.")
    later = AnswerKept(
        id="two",
        created_at="2026-03-03T13:05:00+00:00",
        state="done",
        task="brainstorm",
        model=stage.live.model,
        fields={},
        tuning=Tuning(),
        sources=(),
        text=text,
        timing=Timing(1.0, 4.2, 900, 0, 60),
        sections=sections,
        form=WrittenForm(slots=8, unfilled=1, drifted=() if dutch else (2,)),
        rating="good",
        versions=("one", "two"),
    )
    stage.window.answer.show_kept(later, load_all(stage.paths.tasks)["brainstorm"])
    stage.rest(200)
    strips = [strip for strip in stage.window.findChildren(SectionStrip) if strip.isVisible()]
    strips[1].lock.click()
    stage.take("revised")
    strips[0].again.menu().popup(QPoint(0, 0))
    stage.take("wishes", strips[0].again.menu())
    strips[0].again.menu().close()
    question = WishQuestion(stage.window)
    question.show()
    stage.take("own-words", question)
    question.close()
    dialog = VersionsDialog(stage.application.services, ("one", "two"), "two", stage.window)
    for known in (msgspec.structs.replace(later, id="one", text=before), later):
        dialog.take(known)
    dialog.show()
    stage.rest(100)
    stage.take("versions", dialog)
    dialog.close()
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


def earlier_answers(stage: Stage) -> None:
    """Found, named in place, rated, removed, exported; and made examples of their tasks."""
    history = stage.window.history
    view = history.findChild(AnswerView)
    stage.wait(lambda: not stage.window.answer.busy)
    stage.rest(500)
    kept = [view.model().index(row, 0) for row in range(view.model().rowCount())]
    for rating, index in zip(("good", "bad"), kept, strict=False):
        view.rated.emit(index.data(ID), rating)
    for index in kept:
        stage.application.services.line.submit(AddExample(index.data(ID)))
    stage.rest(500)
    field = history.findChild(SearchField)
    field.show()
    field.setText({"nl": "papier", "en": "paper"}[stage.language])
    stage.rest(1200)
    stage.take("history-found")
    field.clear()
    stage.rest(1200)
    view.setCurrentIndex(view.model().index(0, 0))
    view.edit(view.currentIndex())
    stage.rest(100)
    stage.take("history-rename")
    QTest.keyClick(view.findChild(QLineEdit), Qt.Key.Key_Escape)
    stage.rest(100)
    view.removal_wanted.emit(view.chosen)
    stage.rest(300)
    stage.take("history-removed")
    history.findChild(AnswersUndoBar).undo()
    stage.rest(500)
    view.export_wanted.emit(tuple(index.data(ID) for index in kept[:2]))
    stage.rest(200)
    dialog = stage.window.findChild(ExportDialog)
    stage.take("history-export", dialog)
    dialog.close()
    history.examples_wanted.emit()
    stage.rest(500)
    stage.take("examples")
    stage.window.middle.show_work()


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


def temperature(stage: Stage) -> None:
    """What temperature does, drawn from the answer before; and a preset that was deleted."""
    place = stage.window.findChild(TuningPlace)
    stage.window.request.set_more(True)
    place.take(Tuning(temperature=1.2, max_tokens=400, top_p=0.8))
    TuningMemory(stage.application.services.preferences).add(Preset("Kort en bondig", place.value()))
    stage.rest(400)
    stage.take("temperature", place)
    place.findChild(PresetMenu).delete.trigger()
    stage.window.request.set_more(False)
    stage.rest(100)
    stage.take("preset-deleted", place)


def side_by_side(stage: Stage) -> None:
    """One form with three settings: before, meanwhile, and with the best one chosen."""
    window = stage.window
    window.choose_task("brainstorm")
    task = window.request.task
    assert task is not None
    window.request.show_request(task, {"subject": SUBJECT[stage.language]}, Tuning(0.2, 96, seed=SEED))
    window.findChild(TuningPlace).compare_wanted.emit()
    page = window.findChild(SideBySidePage)
    run = page.findChild(QPushButton, "run")
    stage.wait(run.isEnabled)
    stage.rest(100)
    stage.take("side-by-side-empty")
    run.click()
    stage.wait(lambda: page.findChildren(TrialColumn)[0].trial.closed)
    stage.rest(100)
    stage.take("side-by-side-busy")
    stage.wait(lambda: not page.running)
    page.findChildren(TrialColumn)[1].chosen.emit(page.findChildren(TrialColumn)[1])
    stage.rest(100)
    stage.take("side-by-side-done")
    page.closed.emit()


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


def many_at_once(stage: Stage) -> None:
    """A spreadsheet of which one row is not right: before, while it is answered, and after."""
    book, subject = Workbook(), SUBJECT[stage.language]
    for line in (("subject", "count", "Afdeling"), (subject, 1, "HRM"), ("", 1, "ICT"), (subject, 2, "Staf")):
        book.active.append(line)
    book.save(stage.folder / "personeelsdag.xlsx")
    stage.window.choose_task("brainstorm")
    stage.window.middle.open_rows(stage.window._tasks, "brainstorm")
    page = stage.window.findChild(RowsPage)
    stage.take("rows-empty")
    page.load(str(stage.folder / "personeelsdag.xlsx"))
    rows, foot = page.findChild(QTableView), page.findChild(RunFoot)
    stage.wait(lambda: rows.model().rowCount() == 3)
    rows.selectRow(1)
    stage.take("rows-checked")
    foot.start_wanted.emit()
    stage.wait(lambda: bool(rows.model().index(0, 1).data()))
    stage.take("rows-making")
    stage.wait(lambda: not page.busy)
    stage.take("rows-made")
    page.load(str(stage.folder / "gone.xlsx"))
    stage.rest(1500)
    stage.take("rows-refused")
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


def task_editor(stage: Stage) -> None:
    """A new task from its first word, and one that came with the program."""
    stage.window.tasks.new_wanted.emit()
    page = stage.window.findChild(TaskEditorPage)
    stage.rest(200)
    stage.take("task-start")
    name = {"nl": "Antwoord op een klacht", "en": "Answer to a complaint"}[stage.language]
    page.findChild(TaskStart).begun.emit(name, "table")
    stage.rest(300)
    for number, part in enumerate(("task", "form", "answer", "examples", "more")):
        page.show_part(number)
        stage.rest(200)
        stage.take(f"task-{part}")
    stage.window.tasks.edit_wanted.emit("brainstorm")
    stage.rest(200)
    question = stage.window.findChild(Question)
    stage.take("task-unsaved", question)
    question.answered.emit("discard")
    question.close()
    page.show_part(1)
    fields = next(one for one in page.findChildren(ItemList) if one.isVisible())
    fields.remove_wanted.emit(3)
    stage.rest(300)
    stage.take("task-field-removed")
    page.discard()
    page.closed.emit()


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
    documents_to_choose,
    example_filled_in,
    preparing,
    reading_prompt,
    streaming,
    done,
    exported,
    marked,
    revised,
    source,
    reading_everything,
    brainstorm,
    two_at_once,
    engine_restarted,
    removed,
    earlier_answers,
    collections,
    more_tuning,
    temperature,
    side_by_side,
    searching,
    library_map,
    many_at_once,
    settings_dialog,
    fast_copy,
    task_editor,
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
