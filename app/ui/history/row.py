"""How an earlier answer is painted: its day above the first of a day, name and marks, what there is to say of
it, and where the words are that were looked for."""

import re

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QLineEdit, QStyleOptionViewItem, QWidget

from app.messages import AnswerListed
from app.ui.history.model import ANSWER, DAY, AnswersModel
from app.ui.plain_text import one_line
from app.ui.text_units import units
from app.ui.theme import Theme, picture
from app.ui.two_lines import TwoLines
from store.letters import folded

_Index = QModelIndex | QPersistentModelIndex

_MARGIN, _GAP = 8, 2
_EXCERPT_LINES = 2
_BEFORE = 20  # characters of an excerpt before the first word that is marked
_ICON = QSize(14, 14)
_WORD = re.compile(r"\w+")


def marked_words(looked_for: str, text: str) -> list[tuple[int, int]]:
    """Where words of the text begin as one of those that were looked for: as the archive finds them."""
    beginnings = tuple({folded(word) for word in _WORD.findall(looked_for)})
    return [
        word.span() for word in _WORD.finditer(text) if beginnings and folded(word[0]).startswith(beginnings)
    ]


def from_the_words(text: str, spans: list[tuple[int, int]]) -> str:
    """The text from a little before the first of these places on: the rest of the row has no room for it."""
    first = spans[0][0] if spans else 0
    if first <= _BEFORE:
        return text
    start = text.find(" ", first - _BEFORE, first) + 1
    return f"… {text[start or first :]}"


class AnswerRow(TwoLines):
    """Paints a row of an `AnswersModel`."""

    def __init__(self, theme: Theme, model: AnswersModel, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        height = 2 * option.fontMetrics.height() + _GAP + 2 * _MARGIN
        height += self._day_height(option, index)
        if self._model.words and self._model.is_grouped:
            height += _EXCERPT_LINES * option.fontMetrics.height() + _GAP
        return QSize(0, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        day = self._day_height(option, index)
        if day:
            self._paint_day(painter, option, str(index.data(DAY)), day)
        option.rect = option.rect.adjusted(0, day, 0, 0)
        answer = index.data(ANSWER)
        assert isinstance(answer, AnswerListed)
        painter.save()
        self._paint_ground(painter, option)
        inner = option.rect.adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        height = option.fontMetrics.height()
        marks = self._paint_marks(
            painter, option, answer, QRect(inner.left(), inner.top(), inner.width(), height)
        )
        self._paint_line(painter, option, str(index.data()), inner.top(), marks, self._theme.colours.text)
        second = inner.top() + height + _GAP
        self._paint_line(
            painter, option, str(index.data(self.SECOND_LINE)), second, 0, self._theme.colours.muted
        )
        if answer.excerpt and self._model.is_grouped:
            below = QRect(inner.left(), second + height + _GAP, inner.width(), _EXCERPT_LINES * height)
            self._paint_excerpt(painter, option, one_line(answer.excerpt), below)
        painter.restore()

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, _index: _Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setMaxLength(200)
        editor.setAccessibleName(self.tr("Name of the answer"))
        return editor

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Index) -> None:
        assert isinstance(editor, QLineEdit) and isinstance(index, QModelIndex)
        model.setData(index, editor.text())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: _Index) -> None:
        place = option.rect.adjusted(2, self._day_height(option, index) + 2, -2, 0)
        place.setHeight(2 * option.fontMetrics.height() + _GAP + 2 * _MARGIN - 4)
        editor.setGeometry(place)

    def _day_height(self, option: QStyleOptionViewItem, index: _Index) -> int:
        return option.fontMetrics.height() + 2 * _MARGIN if index.data(DAY) else 0

    def _paint_day(self, painter: QPainter, option: QStyleOptionViewItem, day: str, height: int) -> None:
        painter.save()
        strong = QFont(option.font)
        strong.setWeight(QFont.Weight.DemiBold)
        painter.setFont(strong)
        painter.setPen(QColor(self._theme.colours.muted))
        place = QRect(
            option.rect.left() + _MARGIN, option.rect.top(), option.rect.width() - 2 * _MARGIN, height
        )
        shown = QFontMetrics(strong).elidedText(day, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), shown)
        painter.restore()

    def _paint_line(
        self, painter: QPainter, option: QStyleOptionViewItem, text: str, top: int, taken: int, colour: str
    ) -> None:
        """One line; `taken` pixels at its end are something else's."""
        metrics = option.fontMetrics
        width = option.rect.width() - 2 * _MARGIN - taken
        painter.setPen(QColor(colour))
        painter.setFont(option.font)
        place = QRect(option.rect.left() + _MARGIN, top, width, metrics.height())
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
        painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), shown)

    def _paint_marks(
        self, painter: QPainter, option: QStyleOptionViewItem, answer: AnswerListed, line: QRect
    ) -> int:
        """Rating and number of versions at the end of the line; how much of it they take."""
        colours, right = self._theme.colours, line.right() + 1
        if answer.rating:
            colour = colours.accent if answer.rating == "good" else colours.danger
            sign = picture(answer.rating, colour, _ICON, painter.device().devicePixelRatioF())
            right -= _ICON.width()
            painter.drawPixmap(right, line.center().y() - _ICON.height() // 2, sign)
            right -= 5
        if answer.versions > 1:
            words = str(answer.versions)
            width = option.fontMetrics.horizontalAdvance(words) + 10
            right -= width
            badge = QRect(right, line.top(), width, line.height())
            painter.setPen(QColor(colours.muted))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(badge, 4, 4)
            painter.drawText(badge, int(Qt.AlignmentFlag.AlignCenter), words)
            right -= 5
        return line.right() + 1 - right

    def _paint_excerpt(
        self, painter: QPainter, option: QStyleOptionViewItem, text: str, place: QRect
    ) -> None:
        text = from_the_words(text, marked_words(self._model.words, text))
        layout = QTextLayout(text, option.font)
        wrapped = QTextOption()
        wrapped.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(wrapped)
        layout.setFormats([self._mark(text, *span) for span in marked_words(self._model.words, text)])
        layout.beginLayout()
        for number in range(_EXCERPT_LINES):
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(place.width())
            line.setPosition(QPointF(0, number * option.fontMetrics.height()))
        layout.endLayout()
        painter.setPen(QColor(self._theme.colours.muted))
        layout.draw(painter, QPointF(place.topLeft()))

    def _mark(self, text: str, start: int, end: int) -> QTextLayout.FormatRange:
        made, style = QTextLayout.FormatRange(), QTextCharFormat()
        made.start, made.length = units(text[:start]), units(text[start:end])
        style.setBackground(QColor(self._theme.colours.highlight))
        style.setForeground(QColor(self._theme.colours.on_highlight))
        made.format = style
        return made
