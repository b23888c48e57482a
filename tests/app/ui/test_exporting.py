"""The answer in sight to a file, and the choice of the Word template."""

from pathlib import Path

import docx
import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QAccessible, QCloseEvent, QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app import settings
from app.export import ENDINGS
from app.messages import Source
from app.settings import Settings
from app.ui.answer.exporting import ExportButton
from app.ui.answer.state import AnswerRecord
from app.ui.plain_text import PlainLabel
from app.ui.services import Services
from app.ui.word_template import WordTemplate

TEXT = "## Kop\n\nEen antwoord."


def record(text: str = TEXT, **given: object) -> AnswerRecord:
    source = Source(1, "d", "/x/Handboek.pdf", "", 2, "Een citaat.")
    made = AnswerRecord(None, "done", id="a1", created_at="2026-03-05T10:00:00+00:00", model="m")
    made.pieces, made.sources = [text], (source,)
    for name, value in given.items():
        setattr(made, name, value)
    return made


@pytest.fixture
def place(qtbot: QtBot, services: Services) -> QWidget:
    """A window with the button and its strip."""
    made = QWidget()
    qtbot.addWidget(made)
    layout = QVBoxLayout(made)
    button = ExportButton(services)
    layout.addWidget(button)
    layout.addWidget(button.note)
    made.show()
    return made


@pytest.fixture
def button(place: QWidget) -> ExportButton:
    found = place.findChild(ExportButton)
    assert isinstance(found, ExportButton)
    return found


def dialog_of(widget: QWidget) -> QFileDialog:
    (found,) = (one for one in widget.findChildren(QFileDialog) if one.isVisible())
    return found


def save(qtbot: QtBot, button: ExportButton, path: Path, ending: str) -> None:
    button.choose_file(ending)
    dialog = dialog_of(button.window())
    dialog.fileSelected.emit(str(path))
    dialog.close()
    qtbot.waitUntil(lambda: not button.busy)


def words(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(PlainLabel) if label.isVisible()]


def press(widget: QWidget, text: str) -> None:
    (button,) = (one for one in widget.findChildren(QPushButton) if one.text() == text)
    button.click()


def test_only_an_answer_that_is_over_can_be_exported(button: ExportButton) -> None:
    assert not button.isVisible()
    button.show_answer(record(phase="writing"))
    assert not button.isVisible()
    button.show_answer(record(""))
    assert not button.isVisible()
    button.show_answer(record(phase="stopped"))
    assert button.isVisible()
    button.show_answer(None)
    assert not button.isVisible()


def test_the_button_is_named_and_its_menu_has_every_format(button: ExportButton) -> None:
    assert QAccessible.queryAccessibleInterface(button).text(QAccessible.Text.Name) == "Export"
    assert [action.data() for action in button.menu().actions()] == list(ENDINGS)
    assert button.menu().actions()[0].text() == "Word document (.docx)…"


def test_a_format_of_the_menu_asks_for_a_name_and_proposes_one(button: ExportButton, tmp_path: Path) -> None:
    button.show_answer(record(name="Groen / kantoor"))
    button.menu().actions()[2].trigger()
    dialog = dialog_of(button.window())
    assert [Path(one).name for one in dialog.selectedFiles()] == ["Groen - kantoor 2026-03-05.pdf"]
    assert dialog.acceptMode() == QFileDialog.AcceptMode.AcceptSave
    dialog.close()
    assert not button.busy


@pytest.mark.parametrize("ending", ENDINGS)
def test_each_format_is_written_off_the_windows_thread(
    qtbot: QtBot, button: ExportButton, services: Services, tmp_path: Path, ending: str
) -> None:
    button.show_answer(record())
    path = tmp_path / f"antwoord.{ending}"
    save(qtbot, button, path, ending)
    assert path.stat().st_size > 100
    assert words(button.note) == [f"Saved: antwoord.{ending}"]
    assert services.preferences.now.last_folder == str(tmp_path)
    assert button.isEnabled()


def test_what_the_dialog_has_asked_about_is_replaced_and_nothing_else(
    qtbot: QtBot, button: ExportButton, tmp_path: Path
) -> None:
    button.show_answer(record())
    (tmp_path / "a.md").write_text("van iemand")
    save(qtbot, button, tmp_path / "a.md", "md")
    assert "Een antwoord." in (tmp_path / "a.md").read_text()
    (tmp_path / "b.txt.md").write_text("van iemand")
    save(qtbot, button, tmp_path / "b.txt", "md")
    assert (tmp_path / "b.txt.md").read_text() == "van iemand"
    assert "exists already" in words(button.note)[0]


def test_a_failure_is_told_in_words(qtbot: QtBot, button: ExportButton, tmp_path: Path) -> None:
    button.show_answer(record())
    save(qtbot, button, tmp_path / "weg" / "a.pdf", "pdf")
    (told,) = words(button.note)
    assert "a.pdf cannot be written." in told
    assert button.note.objectName() == "failure"
    save(qtbot, button, tmp_path / "a.pdf", "pdf")
    assert words(button.note) == ["Saved: a.pdf"]
    assert button.note.objectName() == "notice"


def test_the_template_of_the_settings_is_used_and_a_broken_one_told(
    qtbot: QtBot, button: ExportButton, services: Services, tmp_path: Path
) -> None:
    template = docx.Document()
    template.add_paragraph("Briefhoofd van het huis")
    template.save(str(tmp_path / "huis.docx"))
    settings.save(services.paths.settings, Settings(word_template=str(tmp_path / "huis.docx")))
    button.show_answer(record())
    save(qtbot, button, tmp_path / "a.docx", "docx")
    assert docx.Document(str(tmp_path / "a.docx")).paragraphs[0].text == "Briefhoofd van het huis"
    (tmp_path / "huis.docx").write_text("kapot")
    save(qtbot, button, tmp_path / "b.docx", "docx")
    assert "template" in words(button.note)[0]
    assert not (tmp_path / "b.docx").exists()


def test_another_answer_takes_the_strip_away(qtbot: QtBot, button: ExportButton, tmp_path: Path) -> None:
    shown = record()
    button.show_answer(shown)
    save(qtbot, button, tmp_path / "a.md", "md")
    button.show_answer(shown)
    assert button.note.isVisible()
    button.show_answer(record())
    assert not button.note.isVisible()


def test_what_was_saved_is_opened_or_its_folder(
    qtbot: QtBot, button: ExportButton, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    button.show_answer(record())
    save(qtbot, button, tmp_path / "a.md", "md")
    press(button.note, "Open")
    press(button.note, "Show in folder")
    assert [one.toLocalFile() for one in opened] == [str(tmp_path / "a.md"), str(tmp_path)]


def test_a_window_that_closes_waits_for_the_file(button: ExportButton, tmp_path: Path) -> None:
    button.show_answer(record("woord " * 20_000))
    button.choose_file("pdf")
    dialog = dialog_of(button.window())
    dialog.fileSelected.emit(str(tmp_path / "a.pdf"))
    dialog.close()
    assert button.busy
    QApplication.sendEvent(button.window(), QCloseEvent())
    assert (tmp_path / "a.pdf").exists()
    QApplication.processEvents()
    assert not button.busy


# --- the Word template ------------------------------------------------------------------------------


@pytest.fixture
def chooser(qtbot: QtBot, services: Services) -> WordTemplate:
    made = WordTemplate(services)
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_template_is_kept_in_the_settings_and_let_go_again(
    qtbot: QtBot, chooser: WordTemplate, services: Services, tmp_path: Path
) -> None:
    settings.save(services.paths.settings, Settings(writer="een-model"))
    docx.Document().save(str(tmp_path / "huis.docx"))
    assert words(chooser)[0] == "None: a plain document"
    chooser.take(str(tmp_path / "huis.docx"))
    qtbot.waitUntil(lambda: words(chooser)[0] == "huis.docx")
    kept = settings.load(services.paths.settings)
    assert (kept.word_template, kept.writer) == (str(tmp_path / "huis.docx"), "een-model")
    clear = chooser._clear
    assert QAccessible.queryAccessibleInterface(clear).text(QAccessible.Text.Name) == "Use no template"
    clear.click()
    assert words(chooser)[0] == "None: a plain document"
    assert settings.load(services.paths.settings).word_template is None
    assert not clear.isVisible()


def test_a_template_that_cannot_be_used_is_not_kept(
    qtbot: QtBot, chooser: WordTemplate, services: Services, tmp_path: Path
) -> None:
    (tmp_path / "huis.docx").write_text("geen document")
    chooser.take(str(tmp_path / "huis.docx"))
    qtbot.waitUntil(lambda: any("cannot be used" in one for one in words(chooser)))
    assert settings.load(services.paths.settings).word_template is None


def test_settings_that_cannot_be_written_are_told(
    qtbot: QtBot, chooser: WordTemplate, services: Services, tmp_path: Path
) -> None:
    docx.Document().save(str(tmp_path / "huis.docx"))
    services.paths.settings.with_suffix(".part").mkdir()
    chooser.take(str(tmp_path / "huis.docx"))
    qtbot.waitUntil(lambda: any("cannot be written" in one for one in words(chooser)))


def test_closing_waits_until_a_template_is_looked_into(
    chooser: WordTemplate, services: Services, tmp_path: Path
) -> None:
    docx.Document().save(str(tmp_path / "huis.docx"))
    chooser.take(str(tmp_path / "huis.docx"))
    chooser.hide()
    QApplication.processEvents()
    assert settings.load(services.paths.settings).word_template == str(tmp_path / "huis.docx")


def test_the_dialog_takes_word_documents(chooser: WordTemplate) -> None:
    press(chooser, "Choose…")
    dialog = dialog_of(chooser)
    assert dialog.nameFilters() == ["Word documents (*.docx *.dotx)"]
    dialog.close()
