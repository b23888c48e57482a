"""Two versions of an answer side by side, with the words that differ marked: underlined where they came,
struck through where they went."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QFont,
    QKeySequence,
    QShortcut,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.answer_text.differences import Kind, Piece, differences
from app.answer_text.lines import clean, plain, read_lines
from app.messages import AnswerKept, Failed, ReadAnswer
from app.ui.plain_text import PlainLabel, ReadOnlyText
from app.ui.services import Services
from app.ui.theme import Theme
from app.ui.worker import EngineJob

_SIZE = QSize(940, 640)
_LEAST = QSize(560, 360)
_POINTS = 10.5
_LINE_HEIGHT = 130.0  # percent


@dataclass(frozen=True)
class _Version:
    """A version as it is compared: without marks of Markdown, cells with bars between. `headings` are the
    lines that are one."""

    text: str
    headings: frozenset[int]

    @classmethod
    def of(cls, text: str) -> "_Version":
        lines = [line for line in read_lines(text) if line.kind != "rule"]
        while lines and lines[0].kind == "blank":
            del lines[0]
        shown = [plain([line]).replace("\t", "  |  ") for line in lines]
        headings = (number for number, line in enumerate(lines) if line.kind == "heading")
        return cls("\n".join(shown).rstrip(), frozenset(headings))


class VersionText(ReadOnlyText):
    """One of the two: its own text, with what the other has not marked."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pieces: list[Piece] = []
        self._headings = frozenset[int]()
        font = self.font()
        font.setPointSizeF(_POINTS)
        self.setFont(font)
        self.setTabChangesFocus(True)
        theme.changed.connect(self._show)

    def show_pieces(self, pieces: list[Piece], headings: frozenset[int]) -> None:
        """Show a text in pieces, marked or not; these of its lines are headings."""
        self._pieces, self._headings = pieces, headings
        self._show()

    @Slot()
    def _show(self) -> None:
        place = self.verticalScrollBar().value()
        self.clear()
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        lines = QTextBlockFormat()
        lines.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor.setBlockFormat(lines)
        for piece in self._pieces:
            cursor.insertText(clean(piece.text), self._format(piece.kind))
        bold = QTextCharFormat()
        bold.setFontWeight(QFont.Weight.DemiBold)
        for number in self._headings:
            heading = QTextCursor(self.document().findBlockByNumber(number))
            heading.select(QTextCursor.SelectionType.BlockUnderCursor)
            heading.mergeCharFormat(bold)
        cursor.endEditBlock()
        self.verticalScrollBar().setValue(place)

    def _format(self, kind: Kind) -> QTextCharFormat:
        made, colours = QTextCharFormat(), self._theme.colours
        made.setForeground(QColor(colours.text))
        if kind == "added":
            made.setBackground(QColor(colours.accent_soft))
            made.setFontUnderline(True)
        if kind == "removed":
            made.setBackground(QColor(colours.danger_soft))
            made.setFontStrikeOut(True)
        return made


class VersionsDialog(QDialog):
    """Reads the two that are chosen, the later one to the right.

    Signals:
        chosen: the id of the version that is to be used.
    """

    chosen = Signal(str)

    def __init__(
        self, services: Services, versions: tuple[str, ...], shown: str, parent: QWidget | None = None
    ) -> None:
        """`shown` is compared with the one before it, the first one with the one after it."""
        super().__init__(parent)
        self._line, self._sentences, self._versions = services.line, services.sentences, versions
        self._texts: dict[str, _Version] = {}
        self._reading: list[EngineJob] = []
        self._scrolling = False
        self.setWindowTitle(self.tr("Versions side by side"))
        self.setMinimumSize(_LEAST)
        self.resize(_SIZE)
        names = [self.tr("Version {number}").format(number=one + 1) for one in range(len(versions))]
        self._choices = [QComboBox(), QComboBox()]
        self._views = [VersionText(services.theme), VersionText(services.theme)]
        self._uses = [QPushButton(self.tr("Use this one")), QPushButton(self.tr("Use this one"))]
        self._says = PlainLabel(name="caption")
        self._says.setWordWrap(True)
        later = max(versions.index(shown), 1)
        for choice, place, name in zip(
            self._choices,
            (later - 1, later),
            (self.tr("Version to the left"), self.tr("Version to the right")),
            strict=True,
        ):
            choice.addItems(names)
            choice.setCurrentIndex(place)
            choice.setAccessibleName(name)
        self._lay_out()
        self._connect()
        self._compare()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setSpacing(10)
        for place, (choice, use, view) in enumerate(zip(self._choices, self._uses, self._views, strict=True)):
            use.setProperty("look", "quiet")
            head = QHBoxLayout()
            head.addWidget(choice, 1)
            head.addWidget(use)
            grid.addLayout(head, 0, place)
            panel = QFrame()
            panel.setObjectName("panel")
            inner = QVBoxLayout(panel)
            inner.setContentsMargins(12, 10, 6, 10)
            inner.addWidget(view)
            grid.addWidget(panel, 1, place)
            grid.setColumnStretch(place, 1)
        grid.setRowStretch(1, 1)
        close = QPushButton(self.tr("Close"))
        close.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addWidget(self._says, 1)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(12)
        column.addLayout(grid, 1)
        column.addLayout(foot)

    def _connect(self) -> None:
        for choice in self._choices:
            choice.currentIndexChanged.connect(self._compare)
        for use in self._uses:
            use.clicked.connect(self._use)
            use.setAutoDefault(False)
        for view in self._views:
            view.verticalScrollBar().valueChanged.connect(self._scroll_along)
        QShortcut(QKeySequence("Alt+Left"), self, self._step_back)
        QShortcut(QKeySequence("Alt+Right"), self, self._step_on)

    @property
    def _both(self) -> tuple[str, str]:
        left, right = (self._versions[choice.currentIndex()] for choice in self._choices)
        return left, right

    @Slot()
    def _compare(self) -> None:
        """Show the two, as soon as both are read."""
        left, right = self._both
        for one, view, accessible in zip(
            (left, right), self._views, (choice.currentText() for choice in self._choices), strict=True
        ):
            view.setAccessibleName(accessible)
            if one not in self._texts:
                self._read(one)
        if left not in self._texts or right not in self._texts:
            self._says.setText(self.tr("One moment…"))
            return
        texts = self._texts[left], self._texts[right]
        pieces = differences(texts[0].text, texts[1].text)
        for view, text, gone in zip(self._views, texts, ("added", "removed"), strict=True):
            view.show_pieces([piece for piece in pieces if piece.kind != gone], text.headings)
        self._says.setText(self._told(pieces))

    def _told(self, pieces: list[Piece]) -> str:
        """What the marks mean, and how much they mark."""
        went, came = (sum(_words(pieces, kind)) for kind in ("removed", "added"))
        if not went and not came:
            return self.tr("The texts are the same.")
        parts = [
            self.tr("%n words struck through are only to the left", "", went) if went else "",
            self.tr("%n words underlined are only to the right", "", came) if came else "",
        ]
        return f"{'; '.join(part for part in parts if part)}."

    def _read(self, version: str) -> None:
        if any(isinstance(job.job, ReadAnswer) and job.job.id == version for job in self._reading):
            return
        job = self._line.submit(ReadAnswer(version))
        self._reading.append(job)
        job.happened.connect(self.take)
        job.closed.connect(self._close_reading)

    @Slot(object)
    def take(self, event: object) -> None:
        """A version (`AnswerKept`) was read."""
        if isinstance(event, AnswerKept):
            self._texts[event.id] = _Version.of(event.text)
            self._compare()

    @Slot(object)
    def _close_reading(self, closing: object) -> None:
        unread = any(version not in self._texts for version in self._both)
        if isinstance(closing, Failed) and unread:
            self._says.setText(self._sentences.error(closing.fault))

    @Slot()
    def _use(self) -> None:
        place = next(place for place, use in enumerate(self._uses) if use is self.sender())
        self.chosen.emit(self._both[place])
        self.accept()

    @Slot()
    def _step_back(self) -> None:
        self._step(-1)

    @Slot()
    def _step_on(self) -> None:
        self._step(1)

    def _step(self, by: int) -> None:
        """Both one version on or back, where there is one."""
        wanted = [choice.currentIndex() + by for choice in self._choices]
        if all(0 <= place < len(self._versions) for place in wanted):
            for choice, place in zip(self._choices, wanted, strict=True):
                choice.setCurrentIndex(place)

    @Slot(int)
    def _scroll_along(self, value: int) -> None:
        """Both show the same part, however long each is."""
        bars = [view.verticalScrollBar() for view in self._views]
        one, other = bars if self.sender() is bars[0] else bars[::-1]
        if one.maximum() and not self._scrolling:
            self._scrolling = True
            other.setValue(round(value / one.maximum() * other.maximum()))
            self._scrolling = False


def _words(pieces: list[Piece], kind: str) -> Iterator[int]:
    return (len(piece.text.split()) for piece in pieces if piece.kind == kind)
