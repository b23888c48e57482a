"""How many a field of several takes and has, in words."""

from PySide6.QtCore import QObject

from app.tasks import Field, count_bounds, lines_of


class AmountWords(QObject):
    """Says it of one field of choices, documents or lines."""

    def __init__(self, field: Field, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._field = field
        self._fewest, self._most = count_bounds(field)

    def too_few(self, value: str) -> bool:
        """Whether more are to come: nobody is found fault with who is not ready."""
        return len(lines_of(value)) < self._fewest

    def now(self, value: str) -> str:
        """What is there now and what is asked for; "" where that need not be said."""
        count, bounds = len(lines_of(value)), self._bounds()
        if count == 0:
            return self._wanted(bounds) if self._fewest > 1 else ""
        if not bounds:
            return ""
        filled_in = self._field.kind == "lines"
        words = self.tr("{count} filled in ({bounds})") if filled_in else self.tr("{count} chosen ({bounds})")
        return words.format(count=count, bounds=bounds)

    def problem(self) -> str:
        """What is to be done where there are too few or too many."""
        return self._wanted(self._bounds() or self.tr("at most {most}").format(most=self._most))

    def missing(self) -> str:
        """What is to be done where there is nothing."""
        if self._fewest > 1:
            return self.problem()
        return {
            "choices": self.tr("Choose at least one of these."),
            "documents": self.tr("Choose a document."),
        }.get(self._field.kind, self.tr("Fill this in."))

    def _wanted(self, bounds: str) -> str:
        if self._most == 1:
            sentence = {
                "choices": self.tr("Choose one of these."),
                "documents": self.tr("Choose one document."),
            }.get(self._field.kind, self.tr("Fill in one line."))
        else:
            sentence = {
                "choices": self.tr("Choose {bounds} of these."),
                "documents": self.tr("Choose {bounds} documents."),
            }.get(self._field.kind, self.tr("Fill in {bounds} lines."))
        return sentence.format(bounds=bounds)

    def _bounds(self) -> str:
        """ "" for a field that says neither."""
        at_least, at_most = self._fewest > 1, self._field.maximum is not None
        if at_least and self._fewest == self._most:
            words = self.tr("exactly {most}")
        elif at_least and at_most:
            words = self.tr("{fewest} to {most}")
        elif at_least:
            words = self.tr("at least {fewest}")
        else:
            words = self.tr("at most {most}") if at_most else ""
        return words.format(fewest=self._fewest, most=self._most)
