"""One of the columns: what its answer is written with, how far it is, what it says, and what can be done with
it."""

from PySide6.QtCore import QLocale, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QProgressBar, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.ui.answer.state import AnswerRecord
from app.ui.durations import Durations
from app.ui.plain_text import ElidedLabel, PlainLabel, one_line
from app.ui.services import Services
from app.ui.side_by_side.compared_text import ComparedText
from app.ui.side_by_side.trials import Trial

LEAST_WIDTH = 250


class TrialColumn(QFrame):
    """Follows one trial.

    Signals:
        closed: its answer is whole, or nothing more comes.
        chosen: itself: the person finds this one the best.
        preset_wanted: itself: its settings are to be kept under a name.
    """

    closed = Signal()
    chosen = Signal(object)
    preset_wanted = Signal(object)

    def __init__(self, services: Services, trial: Trial, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.trial, self._number = trial, number
        self._services = services
        self._locale, self._durations = QLocale(services.sentences.language), Durations(self)
        self._erased = self._told_closed = False
        self._title, self._says = ElidedLabel(name="strong"), PlainLabel(name="caption")
        self._setting = PlainLabel(name="caption")
        self._bar = QProgressBar(textVisible=False)
        self._bar.setAccessibleName(self.tr("How far answer {number} is").format(number=number))
        self.text = ComparedText(services.theme)
        self.text.setAccessibleName(self.tr("Answer {number}").format(number=number))
        self._use = QPushButton(self.tr("Use these settings"))
        self._keep = QPushButton(self.tr("Keep as a preset…"))
        self._lay_out()
        trial.written.connect(self.text.write)
        trial.taken.connect(self.text.take_back)
        trial.rewritten.connect(self._rewrite)
        trial.moved.connect(self._show)
        self._use.clicked.connect(self._choose)
        self._keep.clicked.connect(self._ask_for_preset)
        self._show_setting()
        self._show()

    @property
    def record(self) -> AnswerRecord | None:
        return self.trial.record

    @property
    def answer(self) -> str:
        """The id of its answer, "" where there is none (any more)."""
        return "" if self.record is None or self._erased else self.record.id

    def compare(self, other: str | None, missing: bool) -> None:
        """Show the whole answer, and where it differs from another text; None: from none."""
        if self.record is not None and self.record.text and not self._erased:
            self.text.show_whole(self.record.text, other, missing)

    def set_chosen(self, chosen: bool) -> None:
        """Whether its settings are those in the form now."""
        self._use.setText(self.tr("These are in use") if chosen else self.tr("Use these settings"))
        self._use.setEnabled(not chosen)

    def erase(self) -> None:
        """Its answer is gone."""
        self._erased = True
        self.text.show_whole("", None, False)
        self._show()

    def _lay_out(self) -> None:
        self.setObjectName("panel")
        self.setMinimumWidth(LEAST_WIDTH)
        for label in (self._setting, self._says):
            label.setWordWrap(True)
        policy = self._bar.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._bar.setSizePolicy(policy)
        content = QWidget()
        content.setObjectName("content")
        inner = QVBoxLayout(content)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.text)
        inner.addStretch()
        scroll = QScrollArea(widgetResizable=True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(content)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 8, 10)
        column.setSpacing(4)
        for widget in (self._title, self._setting, self._says, self._bar):
            column.addWidget(widget)
        column.addWidget(scroll, 1)
        for button in (self._use, self._keep):
            column.addWidget(button)

    def _show_setting(self) -> None:
        setting = self.trial.setting
        name = setting.name or self.tr("Own settings")
        self._title.setText(one_line(f"{self._number}. {name}"))
        temperature = self._locale.toString(setting.tuning.temperature, "f", 2)
        tokens = self.tr("%n tokens", "", setting.tuning.max_tokens)
        words = self.tr("temperature {temperature}, at most {tokens}")
        told = words.format(temperature=temperature, tokens=tokens)
        self._setting.setText(one_line(f"{told}, {setting.model.name}"))

    @Slot()
    def _choose(self) -> None:
        self.chosen.emit(self)

    @Slot()
    def _ask_for_preset(self) -> None:
        self.preset_wanted.emit(self)

    @Slot()
    def _rewrite(self) -> None:
        if self.record is not None:
            self.text.show_text(self.record.text)

    @Slot()
    def _show(self) -> None:
        record, closed = self.record, self.trial.closed
        failed = record is not None and record.phase == "failed"
        name = "problem" if failed else "caption"
        if self._says.objectName() != name:
            self._says.setObjectName(name)
            self._says.style().polish(self._says)
        self._says.setText(self._state())
        busy = not closed and (record is not None or self.trial.choosing)
        known = busy and record is not None and record.phase == "reading" and record.to_read > 0
        self._bar.setVisible(busy and (record is None or record.phase != "writing"))
        self._bar.setRange(0, record.to_read if known and record is not None else 0)
        self._bar.setValue(record.read if record is not None else 0)
        usable = closed and record is not None and bool(record.text)
        for button in (self._use, self._keep):
            button.setVisible(usable)
        if closed and not self._told_closed:
            self._told_closed = True
            self.closed.emit()

    def _state(self) -> str:
        record = self.record
        if self._erased:
            return self.tr("Erased.")
        if self.trial.skipped:
            return self.tr("Not written.")
        if record is None:
            return self.tr("Changing the model…") if self.trial.choosing else self.tr("Waits for its turn.")
        if record.fault is not None:
            return self._services.sentences.error(record.fault)
        if record.closed:
            return self._result(record)
        return self._progress(record)

    def _progress(self, record: AnswerRecord) -> str:
        if record.stopping:
            return self.tr("Stopping…")
        left = record.seconds_left
        match record.phase:
            case "loading":
                return self.tr("Loading the model…")
            case "writing" if left is not None:
                return self.tr("Writing, {time} left").format(time=self._durations.at_most(left))
            case "writing":
                return self.tr("Writing…")
            case "reading" if left is not None:
                return self.tr("Reading, {time} left").format(time=self._durations.about(left))
        return self.tr("Reading…")

    def _result(self, record: AnswerRecord) -> str:
        if record.phase != "done" or record.timing is None:
            return self.tr("Stopped; what was written stays.") if record.text else self.tr("Stopped.")
        timing = record.timing
        tokens = self.tr("%n tokens", "", timing.generated_tokens)
        words = self.tr("{total} s, {first} s until the first word; {tokens}")
        return words.format(
            total=self._seconds(timing.total_s), first=self._seconds(timing.first_token_s), tokens=tokens
        )

    def _seconds(self, seconds: float) -> str:
        return self._locale.toString(seconds, "f", 1 if seconds < 100 else 0)
