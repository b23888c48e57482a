"""The lines below an answer: its receipt, which says how much was read for it, of how much; which model, how
many words and how long it took; and in small print the tokens."""

from pathlib import PurePath

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.answer_text.lines import count_words, plain, read_lines
from app.messages import Coverage, Timing
from app.ui.answer.state import AnswerRecord
from app.ui.answer.text import INSET
from app.ui.plain_text import PlainLabel, one_line, tooltip


class AnswerFacts(QWidget):
    """Hidden while there is nothing to tell."""

    def __init__(self, locale: QLocale, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._locale = locale
        self._facts, self._tokens = PlainLabel(name="caption"), PlainLabel(name="small")
        column = QVBoxLayout(self)
        column.setContentsMargins(INSET, 0, 0, 0)
        column.setSpacing(2)
        for label in (self._facts, self._tokens):
            label.setWordWrap(True)
            column.addWidget(label)

    def show_record(self, record: AnswerRecord) -> None:
        """Tell what is known of an answer that is over."""
        lines = (self._receipt(record), self._pinned(record), self._made(record)) if record.closed else ()
        timing = record.timing or Timing()
        self._facts.setText("\n".join(line for line in lines if line))
        self._tokens.setText(self._counted(timing) if record.closed and timing.generated_tokens else "")
        self._tokens.setToolTip(tooltip(self._explained(timing)))
        for label in (self._facts, self._tokens):
            label.setVisible(bool(label.text()))
        self.setVisible(bool(self._facts.text()))

    def _made(self, record: AnswerRecord) -> str:
        """By what it was made, how long it is, and how long that took."""
        facts = []
        if record.model and not record.coverage.refused:
            facts.append(self.tr("Model {name}").format(name=one_line(record.model)))
        if words := count_words(plain(read_lines(record.text))):
            facts.append(self.tr("%n words", "", words))
        if record.timing is not None and record.timing.total_s > 0:
            facts.append(self._times(record.timing))
        return " · ".join(facts)

    def _times(self, timing: Timing) -> str:
        total = self._seconds(timing.total_s)
        if not timing.generated_tokens:
            return self.tr("{seconds} s").format(seconds=total)
        first = self._seconds(timing.first_token_s)
        return self.tr("first word after {first} s, {total} s in all").format(first=first, total=total)

    def _seconds(self, seconds: float) -> str:
        """No more digits than a person looks at."""
        return self._locale.toString(seconds, "f", 2 if seconds < 0.1 else 1 if seconds < 100 else 0)

    def _counted(self, timing: Timing) -> str:
        read, written = self._number(timing.prompt_tokens), self._number(timing.generated_tokens)
        if timing.cached_tokens:
            text = self.tr("Read {count} tokens, {known} of them earlier")
            parts = [text.format(count=read, known=self._number(timing.cached_tokens))]
        else:
            parts = [self.tr("Read {count} tokens").format(count=read)]
        rate = _rate(timing)
        if rate is None:
            parts.append(self.tr("wrote {count}").format(count=written))
        else:
            speed = self._locale.toString(rate, "f", 0 if rate >= 10 else 1)
            parts.append(self.tr("wrote {count}, {speed} a second").format(count=written, speed=speed))
        return " · ".join(parts)

    def _explained(self, timing: Timing) -> str:
        """What a token is; what was known, and what was taken over."""
        told = [self.tr("A token is a word or a piece of one, as the model reads and writes.")]
        if timing.cached_tokens:
            told.append(self.tr("What was read earlier, while you typed or for another answer, was kept."))
        if timing.drafted_tokens:
            text = self.tr(
                "Of what was written, %n tokens were copied from the passages and only checked.",
                "",
                timing.drafted_tokens,
            )
            told.append(text)
        return "\n".join(told)

    def _number(self, count: int) -> str:
        return self._locale.toString(count)

    def _receipt(self, record: AnswerRecord) -> str:
        receipt = record.coverage
        parts = [self._read(record)]
        if receipt.unreadable:
            parts.append(self.tr("%n documents could not be read", "", receipt.unreadable))
        if receipt.left_out:
            parts.append(self.tr("%n passages found did not fit and were not read", "", receipt.left_out))
        return "; ".join(part for part in parts if part)

    def _pinned(self, record: AnswerRecord) -> str:
        """What was read whole because it always is, and what was not."""
        receipt, parts = record.coverage, list[str]()
        if receipt.pinned:
            parts.append(self.tr("%n documents read whole, as always", "", receipt.pinned))
        for one in receipt.not_read_whole:
            if one.reason == "too_long":
                text = self.tr("“{name}” is always read, but did not fit whole")
            elif one.reason == "unreadable":
                text = self.tr("“{name}” is always read, but could not be read")
            else:
                text = self.tr("“{name}” belongs to this task, but is not among your documents")
            parts.append(text.format(name=one_line(PurePath(one.path).name)))
        return "; ".join(parts)

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


def _rate(timing: Timing) -> float | None:
    """Tokens a second while it was written; None for too few to say."""
    took = timing.total_s - timing.first_token_s
    return (timing.generated_tokens - 1) / took if timing.generated_tokens > 1 and took > 0 else None
