"""The text of one page, with the passage that was read marked and in sight."""

import math
from dataclasses import dataclass

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QColor, QKeyEvent, QResizeEvent, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from app.answer_text.lines import STRANGE
from app.ui.plain_text import ReadOnlyText
from app.ui.text_units import units
from app.ui.theme import Theme

AROUND = 20_000
"""Letters before and after the passage that are shown of a page: a sheet may have a million."""

_LINE_HEIGHT = 130.0  # percent
_CUT = "[…]"

_ONE_FOR_ONE = {**STRANGE, **dict.fromkeys(map(ord, "\v\f\x85\u2029"), "\n")}


@dataclass(frozen=True)
class Excerpt:
    """What is shown of a page: `text`, in which the passage is from `start` to `end`; nothing is marked
    when they are equal."""

    text: str
    start: int
    end: int


def find_passage(page: str, quote: str, start: int) -> tuple[int, int] | None:
    """Where the quote stands on its page: where it was, or else where it is first found."""
    if not quote:
        return None
    if page[start : start + len(quote)] == quote:
        return start, start + len(quote)
    found = page.find(quote)
    return (found, found + len(quote)) if found >= 0 else None


def excerpt(page: str, start: int, end: int) -> Excerpt:
    """So much of the page around a passage as is shown, cut at the ends of lines where there are any."""
    first, last = max(0, start - AROUND), min(len(page), end + AROUND)
    if first > 0:
        first = page.find("\n", first, start) + 1 or first
    if last < len(page):
        last = max(page.rfind("\n", end, last), end) if "\n" in page[end:last] else last
    before = f"{_CUT}\n" if first > 0 else ""
    after = f"\n{_CUT}" if last < len(page) else ""
    shift = len(before) - first
    return Excerpt(f"{before}{page[first:last]}{after}", start + shift, end + shift)


class PageText(ReadOnlyText):
    """Shows an excerpt; the passage is in the upper third until the person scrolls."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._passage: QTextCursor | None = None
        self._settled = True
        self._highest: int | None = None
        self.setAccessibleName(self.tr("Page"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(0)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().actionTriggered.connect(self._settle)
        theme.changed.connect(self._mark)

    def show_excerpt(self, shown: Excerpt) -> None:
        """Replace what is shown."""
        self.clear()
        text = shown.text.replace("\r\n", " \n").replace("\r", "\n").translate(_ONE_FOR_ONE)
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        cursor.setBlockFormat(_lines())
        cursor.insertText(text)
        cursor.endEditBlock()
        caret = self.textCursor()
        caret.setPosition(units(text[: shown.start]))
        self.setTextCursor(caret)
        self._passage = None
        if shown.end > shown.start:
            self._passage = QTextCursor(caret)
            self._passage.setPosition(units(text[: shown.end]), QTextCursor.MoveMode.KeepAnchor)
        self._mark()
        self._settled = False
        self._bring_in()

    def limit_height(self, highest: int) -> None:
        """Be as high as the text from now on, and no higher than this."""
        self._highest = highest
        self.document().documentLayout().documentSizeChanged.connect(self._fit_height)
        self._fit_height()

    @property
    def marked(self) -> str:
        """The text that is marked."""
        return self._passage.selection().toPlainText() if self._passage else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt with an arrow, and Escape, are for what this lies in."""
        if event.modifiers() & Qt.KeyboardModifier.AltModifier or event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            self._settle()
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._bring_in()

    @Slot()
    def _settle(self) -> None:
        self._settled = True

    @Slot()
    def _fit_height(self) -> None:
        if self._highest is not None:
            height = min(math.ceil(self.document().size().height()), self._highest)
            if height != self.height():
                self.setFixedHeight(height)

    @Slot()
    def _mark(self) -> None:
        if self._passage is None:
            self.setExtraSelections([])
            return
        colours, marked = self._theme.colours, QTextEdit.ExtraSelection()
        marked.cursor = self._passage
        marked.format = QTextCharFormat()
        marked.format.setBackground(QColor(colours.highlight))
        marked.format.setForeground(QColor(colours.on_highlight))
        self.setExtraSelections([marked])

    def _bring_in(self) -> None:
        """Scroll so that the passage begins in the upper third."""
        if self._settled:
            return
        start = QTextCursor(self.document())
        start.setPosition(self._passage.selectionStart() if self._passage else 0)
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self.cursorRect(start).top() - self.viewport().height() // 4)


def _lines() -> QTextBlockFormat:
    made = QTextBlockFormat()
    made.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    return made
