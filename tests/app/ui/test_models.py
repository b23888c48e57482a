"""The models in use, and choosing others."""

from pathlib import Path

import msgspec
import pytest
from PySide6.QtWidgets import QComboBox, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from app.errors import fault_of
from app.messages import (
    ChooseModel,
    ConvertModel,
    Done,
    Failed,
    ListModels,
    ModelReport,
    ModelsListed,
    Progress,
    Stopped,
)
from app.ui.fast_copy import FastCopy
from app.ui.models import ModelChoice, Models, NoModelPage
from app.ui.services import Services
from models.errors import ModelDamaged, NotEnoughSpace
from tests.app.ui.fake_line import FakeLine

STARTER = ModelReport("smollm2", "writer", "SmolLM2 135M", "/m/smollm2.gguf", True, True)
OTHER = ModelReport("/m/<b>x</b>.gguf", "writer", "<b>x</b>\n& co", "/m/<b>x</b>.gguf", False, False)
SLOW = msgspec.structs.replace(STARTER, bytes=98_000_000, fast_bytes=98_400_000)
CONVERTED = msgspec.structs.replace(SLOW, converted=True, agreement=0.707, faster=1.99)
EMBEDDER = ModelReport("minilm", "embedder", "all-MiniLM-L6-v2", "/m/minilm", True, True)


def line(services: Services) -> FakeLine:
    assert isinstance(services.line, FakeLine)
    return services.line


@pytest.fixture
def models(services: Services) -> Models:
    made = Models(services)
    made.load()
    (job,) = line(services).jobs(ListModels)
    job.happened.emit(ModelsListed((STARTER, OTHER, EMBEDDER)))
    job.closed.emit(Done())
    return made


@pytest.fixture
def choice(qtbot: QtBot, services: Services, models: Models) -> ModelChoice:
    made = ModelChoice(services, models)
    qtbot.addWidget(made)
    made.show()
    return made


def boxes(choice: ModelChoice) -> tuple[QComboBox, QComboBox]:
    writers, embedders = choice.findChildren(QComboBox)
    return writers, embedders


def test_the_model_in_use_is_shown_and_the_starter_named_as_such(choice: ModelChoice) -> None:
    writers, embedders = boxes(choice)
    assert writers.currentText() == "SmolLM2 135M (starter: small and English)"
    assert embedders.currentText() == "all-MiniLM-L6-v2 (starter: small and English)"
    assert writers.itemText(1) == "<b>x</b> & co"


def test_a_model_that_is_chosen_from_the_list_is_used(choice: ModelChoice, services: Services) -> None:
    writers, _ = boxes(choice)
    writers.setCurrentIndex(1)
    writers.activated.emit(1)
    (job,) = line(services).jobs(ChooseModel)
    assert job.job == ChooseModel(OTHER.id)


def test_a_file_that_is_chosen_is_used(
    qtbot: QtBot, choice: ModelChoice, services: Services, tmp_path: Path
) -> None:
    file = tmp_path / "dutch.gguf"
    file.write_bytes(b"GGUF")
    choice._file.click()
    (dialog,) = choice.findChildren(QFileDialog)
    dialog.selectFile(str(file))
    with qtbot.waitSignal(dialog.fileSelected):
        dialog.accept()
    (job,) = line(services).jobs(ChooseModel)
    assert job.job == ChooseModel(str(file))
    assert services.preferences.now.last_folder == str(tmp_path)


def test_a_file_that_is_no_model_is_told_in_words_and_the_old_one_stays(
    choice: ModelChoice, services: Services, models: Models
) -> None:
    writers, _ = boxes(choice)
    writers.activated.emit(1)
    (job,) = line(services).jobs(ChooseModel)
    job.closed.emit(Failed(fault_of(ModelDamaged("/m/x.gguf"))))
    assert choice._problem.isVisible()
    assert "/m/x.gguf" in choice._problem.text()
    assert writers.currentText().startswith("SmolLM2")


def test_another_searching_model_is_told(qtbot: QtBot, models: Models, services: Services) -> None:
    models.choose("/m/e5")
    (job,) = line(services).jobs(ChooseModel)
    other = ModelReport("/m/e5", "embedder", "e5", "/m/e5", False, True)
    with qtbot.waitSignal(models.searching_changed):
        job.happened.emit(ModelsListed((STARTER, other)))
    with qtbot.assertNotEmitted(models.searching_changed):
        job.happened.emit(ModelsListed((STARTER, other)))


def test_without_a_model_the_page_says_how_to_get_one(qtbot: QtBot, services: Services) -> None:
    page = NoModelPage(services, Models(services))
    qtbot.addWidget(page)
    page.show()
    seen = [button for button in page.findChildren(QPushButton) if button.isVisible()]
    assert [button.isEnabled() for button in seen] == [True, True]
    assert not any(box.isEnabled() for box in page.findChildren(QComboBox))


def list_writer(models: Models, services: Services, writer: ModelReport) -> None:
    models.load()
    job = line(services).jobs(ListModels)[-1]
    job.happened.emit(ModelsListed((writer, EMBEDDER)))
    job.closed.emit(Done())


def fast_copy(choice: ModelChoice) -> FastCopy:
    (found,) = choice.findChildren(FastCopy)
    return found


def press(choice: ModelChoice, words: str) -> None:
    (button,) = [b for b in fast_copy(choice).findChildren(QPushButton) if b.text() == words]
    assert button.isVisible()
    button.setFocus()
    button.click()


def test_where_there_is_nothing_to_convert_nothing_is_said(choice: ModelChoice) -> None:
    assert not fast_copy(choice).isVisible()


def test_a_copy_is_offered_with_its_price_made_and_told(
    choice: ModelChoice, models: Models, services: Services
) -> None:
    list_writer(models, services, SLOW)
    said = fast_copy(choice)._words
    assert "98 MB" in said.text() and "the original stays" in said.text()
    press(choice, "Make a fast cop&y")
    (job,) = line(services).jobs(ConvertModel)
    assert job.job == ConvertModel("smollm2")
    assert said.text() == "Makes a fast copy… 0 %"
    models.convert("smollm2")
    assert len(line(services).jobs(ConvertModel)) == 1
    job.happened.emit(Progress("converting_model", 43, 100))
    assert said.text() == "Makes a fast copy… 43 %"
    assert fast_copy(choice)._stop.hasFocus()
    job.happened.emit(ModelsListed((CONVERTED, EMBEDDER)))
    job.closed.emit(Done())
    assert "98 MB" in said.text() and "2.0 times" in said.text() and "71 of 100" in said.text()
    assert fast_copy(choice)._remove.hasFocus()


def test_making_a_copy_can_be_stopped(choice: ModelChoice, models: Models, services: Services) -> None:
    list_writer(models, services, SLOW)
    press(choice, "Make a fast cop&y")
    press(choice, "Stop")
    (job,) = line(services).stopped
    assert job.job == ConvertModel("smollm2")
    job.closed.emit(Stopped())
    assert fast_copy(choice)._make.isVisible()
    assert not choice._problem.isVisible()


def test_a_copy_that_could_not_be_made_is_told_in_words(
    choice: ModelChoice, models: Models, services: Services
) -> None:
    list_writer(models, services, SLOW)
    press(choice, "Make a fast cop&y")
    (job,) = line(services).jobs(ConvertModel)
    job.closed.emit(Failed(fault_of(NotEnoughSpace(350, 120))))
    assert "350 MB" in choice._problem.text() and "120 MB" in choice._problem.text()
    assert fast_copy(choice)._make.isVisible()


def test_a_copy_can_be_removed(choice: ModelChoice, models: Models, services: Services) -> None:
    list_writer(models, services, CONVERTED)
    press(choice, "&Remove the copy")
    (job,) = line(services).jobs(ConvertModel)
    assert job.job == ConvertModel("smollm2", remove=True)


def test_what_the_engine_did_by_itself_is_seen_when_the_choice_is_shown_again(
    choice: ModelChoice, services: Services
) -> None:
    asked = len(line(services).jobs(ListModels))
    choice.hide()
    choice.show()
    assert len(line(services).jobs(ListModels)) == asked + 1
