"""An answer's text in which is marked what differs from another: underlined what that one lacks, struck out
what it has and this one lacks. What differs is found in `app.answer_text.differences`."""

from PySide6.QtCore import Slot
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QWidget

from app.answer_text.differences import differences
from app.ui.answer.look import Style
from app.ui.answer.text import AnswerText
from app.ui.text_units import units
from app.ui.theme import Theme


class ComparedText(AnswerText):
    """Shows a whole text with its marks, or one that streams in without."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._theme = theme
        self._whole: tuple[str, str | None, bool] | None = None
        theme.changed.connect(self._show_again)

    @property
    def shown_words(self) -> str:
        """The text as it stands on the screen."""
        return self.document().toPlainText()

    def show_whole(self, text: str, other: str | None, missing: bool) -> None:
        """Show a finished text; `other` is that of another, as it stands on the screen, with which it is
        compared. With `missing` what that one has and this one lacks stands there too."""
        self._whole = (text, other, missing)
        self.show_text(text)
        self.finish()
        if other is not None:
            self._mark(other, missing)

    def _mark(self, other: str, missing: bool) -> None:
        place, found = 0, []
        for piece in differences(other, self.shown_words):
            if piece.kind == "removed":
                found.append((place, place, " ".join(piece.text.split())))
                continue
            end = place + units(piece.text)
            if piece.kind == "added":
                found.append((place, place + units(piece.text.rstrip()), ""))
            place = end
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        for start, end, gone in reversed(found):
            cursor.setPosition(start)
            if end > start:
                cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
                cursor.mergeCharFormat(self._added())
            elif missing and gone:
                joined = self.document().characterAt(start - 1).isspace() or start == 0
                cursor.insertText(f"{gone} " if joined else f" {gone} ", self._removed())
        cursor.endEditBlock()
        self._fit_height()

    def _added(self) -> QTextCharFormat:
        made = QTextCharFormat()
        made.setFontUnderline(True)
        made.setBackground(QColor(self._theme.colours.accent_soft))
        return made

    def _removed(self) -> QTextCharFormat:
        made = QTextCharFormat(self._look.format(Style("remark")))
        made.setFontStrikeOut(True)
        return made

    @Slot()
    def _show_again(self) -> None:
        """In the new colours."""
        if self._whole is not None:
            self.show_whole(*self._whole)
