"""In the settings: how fast the chosen models are on this computer, and the way to measure that again."""

from PySide6.QtCore import QLocale, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from app.messages import Calibrate, Calibrated, Done, Failed, Progress
from app.speeds import Speeds
from app.ui.durations import Durations
from app.ui.plain_text import PlainLabel
from app.ui.services import Services
from app.ui.worker import EngineJob


class ThisComputer(QWidget):
    """Three figures, what was chosen to reach them, and a button that measures; while it does, how far that
    is."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line, self._sentences = services.line, services.sentences
        self._locale, self._durations = QLocale(services.sentences.language), Durations(self)
        self._asking: EngineJob | None = None
        self._measuring: EngineJob | None = None
        self._found: Calibrated | None = None
        self._answered = False
        self._figures = PlainLabel()
        self._says, self._chosen = PlainLabel(name="hint"), PlainLabel(name="hint")
        self._bar = QProgressBar(textVisible=False)
        self._bar.setAccessibleName(self.tr("How far measuring is"))
        self._measure, self._stop = QPushButton(), QPushButton(self.tr("S&top"))
        self._measure.setToolTip(self.tr("Takes about a minute. Whatever you ask meanwhile comes first."))
        self._lay_out()
        self._measure.clicked.connect(self._begin)
        self._stop.clicked.connect(self._ask_to_stop)
        services.line.engine_told.connect(self._take)
        self._show()

    @Slot(object)
    def load(self, _models: object = None) -> None:
        """Ask what is known of the models that are chosen now."""
        if self._measuring is None and self._asking is None and self.isVisible():
            self._asking = self._line.submit(Calibrate(when="never", language=self._sentences.language))
            self._answered = False
            self._asking.happened.connect(self._take)
            self._asking.closed.connect(self._close)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.load()

    def _lay_out(self) -> None:
        for label in (self._figures, self._says, self._chosen):
            label.setWordWrap(True)
        row = QHBoxLayout()
        row.addWidget(self._says, 1)
        row.addWidget(self._measure)
        row.addWidget(self._stop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._figures)
        layout.addWidget(self._chosen)
        layout.addWidget(self._bar)
        layout.addLayout(row)

    def _show(self, words: str = "") -> None:
        """What is known, and `words` about it; without them what there is to say."""
        measuring, found = self._measuring is not None, self._found
        self._bar.setVisible(measuring)
        self._stop.setVisible(measuring)
        self._measure.setVisible(not measuring)
        self._measure.setText(self.tr("&Measure again") if found else self.tr("&Measure"))
        self._figures.setVisible(found is not None)
        self._chosen.setVisible(found is not None)
        if found is not None:
            self._figures.setText(self._speeds(Speeds.of(found)))
            self._chosen.setText(self._settings(found.settings))
        self._says.setText(words or self._state())

    def _state(self) -> str:
        if self._found is None:
            return self.tr(
                "How fast the models are here is measured when the program has been idle for a while."
            )
        if not self._found.steady:
            return self.tr(
                "Other programs were at work when this was measured, so the figures are on the low side."
            )
        return self.tr("With these settings the models run fastest on this computer.")

    def _speeds(self, speeds: Speeds) -> str:
        words = self.tr("Reads about {read} words a second and writes about {written}.")
        told = words.format(read=self._number(speeds.words_read), written=self._number(speeds.words_written))
        if speeds.passages:
            words = self.tr("Makes about {passages} passages a second searchable.")
            told += " " + words.format(passages=self._number(speeds.passages))
        return told

    def _number(self, rate: float) -> str:
        return self._locale.toString(rate, "f", 0 if rate.is_integer() else 1)

    def _settings(self, chosen: dict[str, str]) -> str:
        flash = self.tr("on") if chosen.get("flash_attention") == "on" else self.tr("off")
        words = self.tr(
            "Writes with {threads} threads, reads with {batch_threads} and {chunk} tokens at once; "
            "flash attention {flash}."
        )
        values = {name: chosen.get(name, "") for name in ("threads", "batch_threads", "chunk")}
        told = words.format(flash=flash, **values)
        if "batch" in chosen:
            words = self.tr("Searches with {threads} threads in {numbers}, {batch} passages at once.")
            names = {"threads": "embedder_threads", "numbers": "number_format", "batch": "batch"}
            told += " " + words.format(**{name: chosen[key] for name, key in names.items()})
        return told

    @Slot()
    def _begin(self) -> None:
        job = Calibrate(again=True, language=self._sentences.language)
        self._measuring = self._line.submit(job)
        self._measuring.happened.connect(self._take)
        self._measuring.closed.connect(self._close_measuring)
        self._bar.setRange(0, 0)
        self._stop.setEnabled(True)
        self._show(self.tr("Measuring begins when nothing else is being done…"))
        self._stop.setFocus()

    @Slot()
    def _ask_to_stop(self) -> None:
        if self._measuring is not None:
            self._measuring.stop()
            self._stop.setEnabled(False)
            self._show(self.tr("Stopping…"))

    @Slot(object)
    def _take(self, event: object) -> None:
        match event:
            case Calibrated():
                self._found, self._answered = event, True
                if self._measuring is None:
                    self._show()
            case Progress("calibrating", done, total, left) if self._measuring is not None and done:
                self._bar.setRange(0, total)
                self._bar.setValue(done)
                if self._stop.isEnabled():
                    self._show(self._progress(left))

    def _progress(self, left: float | None) -> str:
        if left is None:
            return self.tr("Measuring…")
        return self.tr("Measuring, {left}…").format(left=self._durations.at_most(left))

    @Slot(object)
    def _close(self, _closing: object) -> None:
        self._asking = None
        if not self._answered:
            self._found = None
        if self._measuring is None:
            self._show()

    @Slot(object)
    def _close_measuring(self, closing: object) -> None:
        had_focus = self._stop.hasFocus()
        self._measuring = None
        if isinstance(closing, Failed):
            self._show(self._sentences.error(closing.fault))
        elif isinstance(closing, Done) and self._found is None:
            self._show(self._sentences.say("models.not_measured"))
        else:
            self._show()
        if had_focus:
            self._measure.setFocus()
