"""The line under an answer that says in words how far the documents bear it out."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from app.messages import Sentence
from app.ui.answer.marks import Tally, tally
from app.ui.answer.text import INSET
from app.ui.plain_text import PlainLabel


class SupportLine(PlainLabel):
    """Hidden where no sentence claims anything."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setWordWrap(True)
        self.setContentsMargins(INSET, 0, 0, 0)
        self.hide()

    def show_sentences(self, sentences: Sequence[Sentence]) -> None:
        """Say how many of these the documents bear out."""
        counted = tally(sentences)
        self.setText(self._says(counted) if counted.claims else "")
        self.setVisible(counted.claims > 0)

    def _says(self, counted: Tally) -> str:
        if counted.claims == 1:
            return self._says_of_one(counted)
        if counted.supported == counted.claims:
            return self.tr("The documents bear out all %n sentences.", "", counted.claims)
        if counted.unsupported == counted.claims:
            return self.tr("None of the %n sentences was found in the documents.", "", counted.claims)
        parts = [
            self.tr("The documents bear out {count} of %n sentences", "", counted.claims).format(
                count=counted.supported
            )
        ]
        if counted.weak:
            parts.append(self.tr("%n only in part", "", counted.weak))
        if counted.unsupported:
            parts.append(self.tr("%n was not found", "", counted.unsupported))
        return f"{'; '.join(parts)}."

    def _says_of_one(self, counted: Tally) -> str:
        if counted.supported:
            return self.tr("The documents bear this out.")
        if counted.weak:
            return self.tr("The documents bear this out only in part.")
        return self.tr("This was not found in the documents.")
