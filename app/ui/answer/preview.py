"""Where no answer is yet: what will appear here, with the headings of the task's answer, greyed."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Slot
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.messages import Language
from app.tasks import SectionForm, SectionKind, Task
from app.ui.answer.text import INSET
from app.ui.plain_text import PlainLabel, one_line
from app.ui.theme import Theme

_BAR = 8
_BAR_GAP = 9
_SECTION_GAP = 14
_WIDEST = 620
_PROSE_BARS, _ITEM_BARS = (96, 88, 58), (82, 64, 74)  # percent of the width
_LINE_BARS = {"line": (52,), "date": (18,), "choice": (24,)}
_COLUMNS, _ROWS, _ROW = 3, 3, 18


class FormPreview(QWidget):
    """Headings with bars for the text under them; as many as there is room for."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._sections: tuple[tuple[str, SectionKind], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self._paint_anew)

    def show_sections(self, sections: tuple[tuple[str, SectionKind], ...]) -> None:
        """Show these sections: heading and kind."""
        self._sections = sections
        self.setAccessibleName(", ".join(heading for heading, _ in sections if heading))
        self.update()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() + 1.5)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        top = 0
        for heading, kind in self._sections:
            if top + self._height(painter, heading, kind) > self.height() and top > 0:
                return
            top = self._paint_section(painter, heading, kind, top) + _SECTION_GAP

    def _height(self, painter: QPainter, heading: str, kind: SectionKind) -> int:
        title = painter.fontMetrics().height() + 8 if heading else 0
        if kind == "table":
            return title + _ROWS * _ROW + _BAR_GAP
        return title + len(_LINE_BARS.get(kind, _PROSE_BARS)) * (_BAR + _BAR_GAP)

    def _paint_section(self, painter: QPainter, heading: str, kind: SectionKind, top: int) -> int:
        width = min(self.width(), _WIDEST)
        if heading:
            metrics = painter.fontMetrics()
            painter.setPen(QColor(self._theme.colours.muted))
            place = QRect(0, top, width, metrics.height())
            shown = metrics.elidedText(heading, Qt.TextElideMode.ElideRight, width)
            painter.drawText(place, int(Qt.TextFlag.TextSingleLine), shown)
            top = place.bottom() + 8
        if kind == "table":
            return self._paint_table(painter, top, width)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.colours.hover))
        listed = kind in ("list", "bullets")
        for share in _ITEM_BARS if listed else _LINE_BARS.get(kind, _PROSE_BARS):
            if listed:
                painter.drawEllipse(QPoint(_BAR, top + _BAR // 2), _BAR // 2, _BAR // 2)
            left = 2 * _BAR + 4 if listed else 0
            painter.drawRoundedRect(left, top, (width - left) * share // 100, _BAR, _BAR / 2, _BAR / 2)
            top += _BAR + _BAR_GAP
        return top

    def _paint_table(self, painter: QPainter, top: int, width: int) -> int:
        """A grid whose first row stands out."""
        colours, bottom = self._theme.colours, top + _ROWS * _ROW
        painter.setPen(QColor(colours.hover))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.fillRect(QRect(0, top, width - 1, _ROW), QColor(colours.hover))
        for row in range(1, _ROWS + 1):
            painter.drawLine(0, top + row * _ROW, width - 1, top + row * _ROW)
        for column in range(_COLUMNS + 1):
            left = column * (width - 1) // _COLUMNS
            painter.drawLine(left, top, left, bottom)
        return bottom + _BAR_GAP

    @Slot()
    def _paint_anew(self) -> None:
        self.update()


class AnswerPreview(QWidget):
    """The empty place: a sentence, and the form that the answer will have."""

    def __init__(self, theme: Theme, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language: Language = language
        self._sentence = PlainLabel(name="hint")
        self._sentence.setWordWrap(True)
        self._form = FormPreview(theme)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(INSET, 6, 0, 0)
        layout.setSpacing(16)
        layout.addWidget(self._sentence)
        layout.addWidget(self._form, 1)
        self.show_task(None)

    def show_task(self, task: Task | None) -> None:
        """Show what will appear here for a task."""
        sections = task.sections if task else ()
        headed = any(self._heading(section) for section in sections)
        self._sentence.setText(self._says(task, headed))
        self._form.show_sections(tuple((self._heading(part), part.kind) for part in sections))

    def _heading(self, section: SectionForm) -> str:
        return one_line(section.heading.in_language(self._language))

    def _says(self, task: Task | None, headed: bool) -> str:
        if task is None:
            return self.tr("The answer appears here.")
        if headed:
            return self.tr("The answer appears here, under these headings:")
        if task.documents == "none":
            return self.tr("The text appears here.")
        return self.tr("The answer appears here, with the passages that were read for it.")
