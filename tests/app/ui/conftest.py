"""The window's places by themselves: a theme, preferences in a temporary folder, a silent line."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtWidgets import QApplication

from app.paths import Paths
from app.sentences import Sentences
from app.ui.application import hand_over_clipboard
from app.ui.preferences import PreferencesFile
from app.ui.services import Services
from app.ui.theme import Theme
from tests.app.ui.fake_line import FakeLine


@pytest.fixture(scope="session", autouse=True)
def clipboard_in_order(qapp: QApplication) -> Iterator[None]:
    """As the program does when it ends."""
    yield
    hand_over_clipboard(qapp.clipboard())


@pytest.fixture(scope="module", autouse=True)
def words_as_written(qapp: QApplication) -> Iterator[None]:
    """A window in Dutch leaves no translator to the tests of the next file."""
    yield
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
        translator.deleteLater()


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme(qapp, "light")


@pytest.fixture
def services(tmp_path: Path, theme: Theme) -> Iterator[Services]:
    paths = Paths.under(tmp_path / "data")
    paths.create()
    preferences = PreferencesFile(paths)
    yield Services(paths, FakeLine(paths), theme, preferences, Sentences("en"))
    preferences.save()
    QCoreApplication.sendPostedEvents(None, 0)
