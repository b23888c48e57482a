"""The line below an answer: which model, how much was read, how long it took, how many words it has."""

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QWidget

from app.ui.answer.lines import count_words, plain, read_lines
from app.ui.answer.state import AnswerRecord
from app.ui.answer.text import INSET
from app.ui.plain_text import PlainLabel, one_line


class AnswerFacts(PlainLabel):
    """Hidden while there is nothing to tell."""

    def __init__(self, locale: QLocale, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent, name="caption")
        self._locale = locale
        self.setWordWrap(True)
        self.setContentsMargins(INSET, 0, 0, 0)

    def show_record(self, record: AnswerRecord) -> None:
        """Tell what is known of an answer that is over."""
        facts = " · ".join(self._facts(record)) if record.closed else ""
        if facts and record.left_out:
            left_out = self.tr("%n passages did not fit and were not read.", "", record.left_out)
            facts = f"{facts}\n{left_out}"
        self.setText(facts)
        self.setVisible(bool(facts))

    def _facts(self, record: AnswerRecord) -> list[str]:
        facts = []
        if record.model:
            facts.append(self.tr("Model {name}").format(name=one_line(record.model)))
        if record.sources:
            facts.append(self._read(record))
        if record.timing is not None and record.timing.total_s > 0:
            seconds = self._locale.toString(record.timing.total_s, "f", 1)
            facts.append(self.tr("{seconds} s").format(seconds=seconds))
        if words := count_words(plain(read_lines(record.text))):
            facts.append(self.tr("%n words", "", words))
        return facts

    def _read(self, record: AnswerRecord) -> str:
        documents = len({source.document for source in record.sources})
        return self.tr("{passages} of {documents} read").format(
            passages=self.tr("%n passages", "", len(record.sources)),
            documents=self.tr("%n documents", "", documents),
        )
