"""Text from documents, models and file names on its way to the screen: shown, never obeyed.

Qt takes text that looks like HTML for HTML, in labels, tooltips and message boxes, and loads what it
names. So labels of the window are `PlainLabel`s, tooltips go through `tooltip`, and longer text is in a
`ReadOnlyText`, which loads nothing and opens nothing.
"""

import html

from PySide6.QtCore import QMimeData, QSize, Qt, QUrl
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QTextDocument
from PySide6.QtWidgets import QLabel, QSizePolicy, QTextBrowser, QWidget

# Marks that turn the direction of text, with which a file name can show another ending than it has, and
# line ends: a name is one line.
_DECEIVING = {
    ord(mark): "\N{REPLACEMENT CHARACTER}"
    for mark in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
}
_BREAKS = {ord(mark): " " for mark in "\n\r\t\v\f\u2028\u2029\x85"}


def one_line(text: str) -> str:
    """The text as one line that shows what it is: a file name, a title, a heading."""
    return text.translate(_DECEIVING).translate(_BREAKS)


def tooltip(text: str) -> str:
    """The text for a tooltip, which Qt may take for HTML: escaped, and wrapped where it is long."""
    return f"<qt>{html.escape(text.translate(_DECEIVING))}</qt>".replace("\n", "<br>")


class PlainLabel(QLabel):
    """A label that shows its text as it is."""

    def __init__(self, text: str = "", parent: QWidget | None = None, name: str = "") -> None:
        """`name` is the object name, by which the style sheet knows it."""
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        if name:
            self.setObjectName(name)

    def setText(self, text: str) -> None:
        super().setText(text.translate(_DECEIVING))


class ElidedLabel(PlainLabel):
    """One line that ends in an ellipsis where it is too long; the whole is in the tooltip."""

    def __init__(
        self,
        text: str = "",
        parent: QWidget | None = None,
        name: str = "",
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
    ) -> None:
        super().__init__(text, parent, name)
        self._mode = mode
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def setText(self, text: str) -> None:
        super().setText(one_line(text))
        self.setToolTip(tooltip(text) if text else "")

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QColor(self.palette().windowText().color()))
        shown = self.fontMetrics().elidedText(self.text(), self._mode, self.contentsRect().width())
        painter.drawText(self.contentsRect(), int(self.alignment()), shown)


class ReadOnlyText(QTextBrowser):
    """Text to read and copy. Nothing in it loads, opens or runs anything."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setAcceptDrops(False)
        self.setUndoRedoEnabled(False)

    def loadResource(self, kind: int, _name: QUrl | str) -> object:
        """Whatever is asked for is one transparent dot: with None, Qt would open the path itself."""
        if kind == QTextDocument.ResourceType.ImageResource.value:
            nothing = QImage(1, 1, QImage.Format.Format_ARGB32)
            nothing.fill(0)
            return nothing
        return ""

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copied as plain text: what it is."""
        made = QMimeData()
        made.setText(self.textCursor().selection().toPlainText())
        return made
