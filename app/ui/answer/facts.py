"""The lines below an answer: which model, how long it took, how many words it has; and its receipt, which
says how much was read for it, of how much."""

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QWidget

from app.messages import Coverage
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
        lines = (self._receipt(record), self._made(record)) if record.closed else ()
        self.setText("\n".join(line for line in lines if line))
        self.setVisible(bool(self.text()))

    def _made(self, record: AnswerRecord) -> str:
        """By what it was made, and in which time."""
        facts = []
        if record.model and not record.coverage.refused:
            facts.append(self.tr("Model {name}").format(name=one_line(record.model)))
        if record.timing is not None and record.timing.total_s > 0:
            seconds = self._locale.toString(record.timing.total_s, "f", 1)
            facts.append(self.tr("{seconds} s").format(seconds=seconds))
        if words := count_words(plain(read_lines(record.text))):
            facts.append(self.tr("%n words", "", words))
        return " · ".join(facts)

    def _receipt(self, record: AnswerRecord) -> str:
        receipt = record.coverage
        parts = [self._read(record)]
        if receipt.unreadable:
            parts.append(self.tr("%n documents could not be read", "", receipt.unreadable))
        if receipt.left_out:
            parts.append(self.tr("%n passages found did not fit and were not read", "", receipt.left_out))
        return "; ".join(part for part in parts if part)

    def _read(self, record: AnswerRecord) -> str:
        """How much of how much; an answer of before there were receipts tells it by its sources."""
        receipt = record.coverage
        if receipt == Coverage() and record.sources:
            count = len({source.document for source in record.sources})
            return self._some(self._passages(len(record.sources)), self._documents(count))
        if not receipt.of_documents:
            return ""
        if receipt.refused:
            return self.tr("Nothing that fits in %n documents", "", receipt.of_documents)
        if receipt.whole:
            text = self.tr("Everything read: {passages} from {documents}")
            documents = self._documents(receipt.documents)
            return text.format(passages=self._passages(receipt.passages), documents=documents)
        documents = self.tr("{count} of %n documents", "", receipt.of_documents)
        documents = documents.format(count=self._locale.toString(receipt.documents))
        return self._some(self._passages(receipt.passages), documents)

    def _some(self, passages: str, documents: str) -> str:
        return self.tr("{passages} from {documents}").format(passages=passages, documents=documents)

    def _documents(self, count: int) -> str:
        return self.tr("%n documents", "", count)

    def _passages(self, count: int) -> str:
        return self.tr("%n passages", "", count)
