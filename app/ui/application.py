"""Builds everything once, passes it on by constructor, and ends it in order."""

import sys
from contextlib import suppress
from importlib.resources import as_file, files
from types import TracebackType

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTimer, QTranslator, Slot
from PySide6.QtGui import QClipboard, QIcon, QPixmap
from PySide6.QtWidgets import QApplication
from shiboken6.Shiboken import createdByPython

from app import tasks
from app.errors import fault_of
from app.messages import Answer, Language
from app.paths import Paths
from app.sentences import Sentences
from app.ui.interruption import Interruption
from app.ui.preferences import PreferencesFile
from app.ui.services import Services
from app.ui.single import SingleWindow
from app.ui.theme import Theme
from app.ui.window import Window
from app.ui.worker import EngineLine

CLOSING_MS = 2_500
"""How long what is under way has to stop when the window closes."""


class Application(QObject):
    """The window with all behind it, over one data folder."""

    def __init__(self, qt: QApplication, paths: Paths, language: Language | None = None) -> None:
        """`language` None: as chosen in the settings, else as the system is."""
        super().__init__()
        self._qt = qt
        self._ending = False
        preferences = PreferencesFile(paths)
        self.language = language or preferences.now.language or language_of_desktop()
        QLocale.setDefault(QLocale(self.language))
        self._translators = install_translators(qt, self.language)
        theme = Theme(qt, preferences.now.appearance)
        self.services = Services(paths, EngineLine(paths), theme, preferences, Sentences(self.language))
        known = tasks.load_all(paths.tasks)
        self.window = Window(self.services, known)
        self._broken = known.broken
        self._patience = QTimer(self, singleShot=True, interval=CLOSING_MS)
        self._patience.timeout.connect(self.services.line.end)
        self.window.closing.connect(self.end)
        self.services.line.idle.connect(self._end_when_idle)
        self.services.line.ended.connect(self._quit)

    def start(self) -> None:
        """Show the window, then start the engine behind it."""
        self.window.show()
        self.window.request.focus_form()
        self.services.line.start()
        self.window.load()
        self.window.load_models()
        for error in self._broken:
            self.window.announce(self.services.sentences.error(fault_of(error)))

    @Slot()
    def end(self) -> None:
        """Stop what is under way, so that all of it is kept, then end the engine and the program."""
        if self._ending:
            return
        self._ending = True
        self._patience.start()
        for job in self.services.line.open_jobs:
            job.stop()
        self._end_when_idle()

    @Slot()
    def _end_when_idle(self) -> None:
        if self._ending and not any(isinstance(job.job, Answer) for job in self.services.line.open_jobs):
            self._patience.stop()
            self.services.line.end()

    @Slot()
    def _quit(self) -> None:
        self._patience.stop()
        self._qt.quit()  # takes hold when this is over
        self.services.preferences.save()
        hand_over_clipboard(self._qt.clipboard())

    def tell_bug(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """`sys.excepthook`: an error that nobody expected is told in words; where, on standard error."""
        sys.__excepthook__(kind, error, trace)
        self.window.announce(self.services.sentences.error(fault_of(error)))


def run(data_dir: str | None, language: Language | None) -> int:
    """Open the window and stay until it is closed; the exit code."""
    paths = Paths.under(data_dir)
    with suppress(OSError):  # the engine says what is wrong with the folder, in the window
        paths.create()
    qt = QApplication(["binnenshuis"])
    qt.setApplicationName("Binnenshuis")
    qt.setDesktopFileName("binnenshuis")
    qt.setQuitOnLastWindowClosed(False)
    qt.setWindowIcon(_icon())
    single = SingleWindow(paths)
    if not single.claim():
        return 0
    application = Application(qt, paths, language)
    single.raise_wanted.connect(application.window.come_forward)
    sys.excepthook = application.tell_bug
    interruption = Interruption()
    interruption.asked.connect(application.window.close)
    application.start()
    exit_code = qt.exec()
    interruption.close()
    single.close()
    return exit_code


def language_of_desktop() -> Language:
    """Dutch where the desktop's first language is, else English."""
    return (
        "nl"
        if QLocale.system().uiLanguages()[:1] and QLocale.system().uiLanguages()[0].startswith("nl")
        else "en"
    )


def hand_over_clipboard(clipboard: QClipboard) -> None:
    """Leave what was copied to Qt as plain text: a `QMimeData` made by Python is freed when Python is gone,
    which ends the process by a crash."""
    copied = clipboard.mimeData()
    if copied is not None and createdByPython(copied):
        clipboard.setText(clipboard.text())


def install_translators(qt: QApplication, language: Language) -> list[QTranslator]:
    """The window's own words, and those of Qt's dialogs. They work as long as they are kept."""
    own, dialogs = QTranslator(qt), QTranslator(qt)
    with as_file(files("resources").joinpath("i18n", f"binnenshuis_{language}.qm")) as path:
        own.load(str(path))
    dialogs.load(f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    for translator in (dialogs, own):
        qt.installTranslator(translator)
    return [own, dialogs]


def _icon() -> QIcon:
    picture = QPixmap()
    picture.loadFromData(files("resources").joinpath("icons", "binnenshuis.svg").read_bytes(), "svg")
    return QIcon(picture)
