"""The status bar: is it offline, which model, what the engine does and how long that takes."""

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from app.messages import EngineReady, EngineRestarted, EngineWaiting, Failed, Progress
from app.sentences import Sentences
from app.ui.durations import Durations
from app.ui.plain_text import ElidedLabel, PlainLabel, one_line, tooltip
from app.ui.theme import ICON_SIZE, Theme, picture

ANNOUNCED_MS = 12_000
"""How long a passing message stays."""


class StatusBar(QFrame):
    """One line at the bottom of the window.

    Signals:
        models_wanted: the person pressed the model's name.
    """

    models_wanted = Signal()

    def __init__(self, theme: Theme, sentences: Sentences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status")
        self._theme, self._sentences = theme, sentences
        self._offline: bool | None = None
        self._state = self.tr("Starting…")
        self._activities: tuple[str, ...] = ()
        self._durations = Durations(self)
        self._lock = QLabel()
        self._network = PlainLabel()
        self._model = QPushButton(self.tr("No model"))
        self._model.setProperty("look", "quiet")
        self._model.setToolTip(tooltip(self.tr("The model that writes. Press to choose another.")))
        self._activity = ElidedLabel()
        self._passing = QTimer(self, singleShot=True, interval=ANNOUNCED_MS)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 3, 12, 3)
        layout.setSpacing(6)
        for widget in (self._lock, self._network, self._model):
            layout.addWidget(widget)
        layout.addSpacing(12)
        layout.addWidget(self._activity, 1)
        self._passing.timeout.connect(self._show_activity)
        self._model.clicked.connect(self.models_wanted)
        theme.changed.connect(self._show_icons)
        self._show_network()
        self._show_activity()

    def show_model(self, name: str | None, starter: bool) -> None:
        """The model that writes, or None when there is none."""
        shown = self.tr("No model") if name is None else one_line(name).replace("&", "&&")
        if starter:
            shown = self.tr("{name} (starter: small and English)").format(name=shown)
        self._model.setText(shown)

    def show_activities(self, activities: tuple[Progress | str, ...]) -> None:
        """What is being done now, with how far it is or in words; nothing when the engine is at rest."""
        self._activities = tuple(one if isinstance(one, str) else self._words(one) for one in activities)
        self._show_activity()

    def announce(self, text: str) -> None:
        """A message that passes."""
        self._activity.setText(text)
        self._passing.start()

    @Slot(object)
    def show_engine(self, event: object) -> None:
        """What the engine tells of itself."""
        match event:
            case EngineReady(offline):
                self._offline, self._state = offline, self.tr("Ready")
                self._show_network()
            case EngineWaiting():
                self._state = self.tr("Waiting for the data folder")
            case EngineRestarted():
                self._state = self.tr("Starting again…")
            case Failed():
                self._state = self.tr("Not started")
        self._show_activity()

    @Slot()
    def _show_activity(self) -> None:
        if not self._passing.isActive():
            self._activity.setText(" · ".join(self._activities) or self._state)

    def _words(self, progress: Progress) -> str:
        """What is done, how far it is, and how long it still takes; as far as that is known."""
        told = [self._what(progress)]
        if progress.total and progress.activity != "writing":
            percent = 100 * min(progress.done, progress.total) // progress.total
            told[0] = self.tr("{what}: {percent} %").format(what=told[0], percent=percent)
        if (left := progress.seconds_left) is not None and left > 0:
            is_bound = progress.activity in ("writing", "calibrating")
            told.append(self._durations.at_most(left) if is_bound else self._durations.about(left))
        return ", ".join(told)

    def _what(self, progress: Progress) -> str:
        match progress.activity:
            case "loading_model":
                return self.tr("Loading the model")
            case "reading_prompt":
                return self.tr("Reading for an answer")
            case "reading_whole":
                return self.tr("Reading everything for an answer")
            case "writing" | "searching":
                return self.tr("Writing an answer")
            case "calibrating":
                return self.tr("Measuring this computer")
            case "converting_model":
                return self.tr("Converting a model")
            case "updating_index" | "rebuilding_index":
                return self.tr("Bringing the search index up to date")
        return self.tr("Reading documents")

    def _show_network(self) -> None:
        if self._offline is None:
            self._network.setText(self.tr("Offline"))
            self._network.setToolTip("")
        elif self._offline:
            self._network.setText(self.tr("Offline"))
            self._network.setToolTip(tooltip(self._sentences.say("check.offline")))
        else:
            self._network.setText(self.tr("No connections"))
            self._network.setToolTip(tooltip(self._sentences.say("check.not_offline", system="")))
        self._lock.setToolTip(self._network.toolTip())
        self._show_icons()

    @Slot()
    def _show_icons(self) -> None:
        colours = self._theme.colours
        colour = colours.accent if self._offline else colours.muted
        self._lock.setPixmap(picture("offline", colour, ICON_SIZE, self.devicePixelRatioF()))
        self._model.setIcon(self._theme.icon("model", colours.muted))
