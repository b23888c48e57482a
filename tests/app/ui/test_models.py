"""The models in use, and choosing others."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from app.errors import fault_of
from app.messages import ChooseModel, Done, Failed, ListModels, ModelReport, ModelsListed
from app.ui.models import ModelChoice, Models, NoModelPage
from app.ui.services import Services
from models.errors import ModelDamaged
from tests.app.ui.fake_line import FakeLine

STARTER = ModelReport("smollm2", "writer", "SmolLM2 135M", "/m/smollm2.gguf", True, True)
OTHER = ModelReport("/m/<b>x</b>.gguf", "writer", "<b>x</b>\n& co", "/m/<b>x</b>.gguf", False, False)
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
    choice.findChildren(QPushButton)[0].click()
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
    assert [button.isEnabled() for button in page.findChildren(QPushButton)] == [True, True]
    assert not any(box.isEnabled() for box in page.findChildren(QComboBox))
