"""How the lines of an answer look: which stretches they are made of, and the formats of Qt for each."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontDatabase,
    QFontMetricsF,
    QTextBlockFormat,
    QTextCharFormat,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextTableCellFormat,
    QTextTableFormat,
)

from app.answer_text.lines import Line, Span
from app.answer_text.markers import MARKERS
from app.ui.theme import Theme

ROLE = int(QTextFormat.Property.UserProperty) + 1
"""What a stretch of text is, kept with its format: a change of colours finds it again."""

NUMBER = ROLE + 1
"""The number of the source that a mark leads to."""

COLOURED = ("marker", "code", "mark", "remark", "unfilled")
"""Roles whose colours are not those of the palette."""

_MARK_SIZE = 0.82
"""How large marks are against the text."""

_POINTS = 11.0
_HEADING_POINTS = {1: 13.0, 2: 12.5}
_LINE_HEIGHT = 140.0  # percent
_BLANK_HEIGHT = 8.0  # pixels
_ABOVE_HEADING = 8.0  # pixels
_ABOVE_ITEM = 3.0
_WIDEST_MARKER = "00. "
_TABLE_POINTS = 10.0
_CELL_HEIGHT = 125.0  # percent
_CELL_PADDING = 5.0
_UNFILLED = re.compile("|".join(map(re.escape, MARKERS.values())))


@dataclass(frozen=True)
class Style:
    """How a stretch looks; `role` is "text", "marker", "code", "heading" with its level, "unfilled" where a
    place stayed empty, or behind a sentence the "mark" that leads to its source or a "remark" in words.
    `small`: in a table."""

    role: str = "text"
    bold: bool = False
    italic: bool = False
    level: int = 0
    small: bool = False


@dataclass(frozen=True)
class Run:
    """A stretch of a line in one style."""

    text: str
    style: Style


def runs_of(line: Line) -> list[Run]:
    """What is shown of a line that is no row: its marker, then its words."""
    made = [Run(f"{line.marker} ", Style("marker"))] if line.marker else []
    for span in line.spans:
        if line.kind == "heading":
            made.append(Run(span.text, Style("heading", italic=span.italic, level=line.level)))
        else:
            made += _words(span, Style("code" if span.code else "text", span.bold, span.italic))
    return made


def runs_of_cell(cell: Sequence[Span], head: bool) -> list[Run]:
    """What is shown of a cell; `head`: of the first row."""
    made = []
    for span in cell:
        style = Style("code" if span.code else "text", span.bold or head, span.italic, small=True)
        made += _words(span, style)
    return made


def _words(span: Span, style: Style) -> list[Run]:
    """The words of a stretch, with the places that stayed empty apart."""
    made, place = [], 0
    for found in _UNFILLED.finditer(span.text):
        if piece := span.text[place : found.start()]:
            made.append(Run(piece, style))
        made.append(Run(found[0], Style("unfilled", style.bold, style.italic, small=style.small)))
        place = found.end()
    return [*made, Run(span.text[place:], style)] if span.text[place:] else made


class AnswerLook:
    """The formats in one font and the colours of a theme, each made once."""

    def __init__(self, theme: Theme, font: QFont) -> None:
        self._theme = theme
        self.font = QFont(font)
        self.font.setPointSizeF(_POINTS)
        self._made: dict[Style, QTextCharFormat] = {}
        self._marker = QFontMetricsF(self.format(Style("marker")).font())
        self._room = self._marker.horizontalAdvance(_WIDEST_MARKER)

    def block(self, line: Line, first: bool) -> QTextBlockFormat:
        """The format of a line; `first`: it is that of the whole text."""
        made = QTextBlockFormat()
        if line.kind == "blank":
            made.setLineHeight(_BLANK_HEIGHT, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
            return made
        made.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        if line.kind == "heading":
            made.setHeadingLevel(line.level)
            made.setTopMargin(0.0 if first else _ABOVE_HEADING)
        elif line.kind == "item":  # the texts of all items begin at one place, and their numbers end there
            made.setLeftMargin(self._room * (line.level + 1))
            made.setTopMargin(_ABOVE_ITEM if line.level == 0 and not first else 0.0)
            made.setTextIndent(-self._marker.horizontalAdvance(f"{line.marker} "))
        else:
            made.setLeftMargin(self._room * line.level)
        return made

    def beside_table(self) -> QTextBlockFormat:
        """The format of the empty lines that a text document wants before and after a table."""
        made = QTextBlockFormat()
        made.setLineHeight(1.0, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        return made

    def cell_block(self) -> QTextBlockFormat:
        """The format of the lines in a cell."""
        made = QTextBlockFormat()
        made.setLineHeight(_CELL_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        return made

    def cell(self, head: bool) -> QTextTableCellFormat:
        """The format of a cell; `head`: of the first row."""
        made = QTextTableCellFormat()
        made.merge(self.format(Style(small=True)))
        made.setPadding(_CELL_PADDING)
        if head:
            made.setBackground(QColor(self._theme.colours.hover))
        return made

    def table(self, widths: Sequence[float]) -> QTextTableFormat:
        """The format of a table whose columns have these widths, in percent."""
        made = QTextTableFormat()
        made.setBorder(1.0)
        made.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        made.setBorderBrush(QBrush(QColor(self._theme.colours.border)))
        made.setBorderCollapse(True)
        made.setCellSpacing(0.0)
        made.setTopMargin(2.0)
        made.setBottomMargin(4.0)
        made.setHeaderRowCount(1)
        made.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100.0))
        kind = QTextLength.Type.PercentageLength
        made.setColumnWidthConstraints([QTextLength(kind, width) for width in widths])
        return made

    def width(self, text: str) -> float:
        """Pixels of a text in a cell."""
        return QFontMetricsF(self.format(Style(small=True)).font()).horizontalAdvance(text)

    def format(self, style: Style) -> QTextCharFormat:
        """The format of a stretch."""
        if style not in self._made:
            self._made[style] = self._make(style)
        return self._made[style]

    def colours(self, role: str) -> QTextCharFormat:
        """The part of a format that depends on the theme."""
        made, colours = QTextCharFormat(), self._theme.colours
        if role == "marker":
            made.setForeground(QColor(colours.accent))
        if role == "code":
            made.setBackground(QColor(colours.hover))
        if role == "mark":
            made.setForeground(QColor(colours.accent))
        if role == "remark":
            made.setForeground(QColor(colours.muted))
        if role == "unfilled":
            made.setForeground(QColor(colours.notice))
            made.setBackground(QColor(colours.notice_soft))
        return made

    def mark(self, number: int) -> QTextCharFormat:
        """The format of a mark that leads to a source."""
        made = QTextCharFormat(self.format(Style("mark")))
        made.setProperty(NUMBER, number)
        return made

    def missing(self) -> QTextCharFormat:
        """What is added to the format of a sentence that the documents do not bear out. Its line has the
        colour of the text, so that it needs no other in another theme."""
        made = QTextCharFormat()
        made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
        return made

    def forget_colours(self) -> None:
        """The theme has others now."""
        self._made.clear()

    def _make(self, style: Style) -> QTextCharFormat:
        made = QTextCharFormat()
        made.setFont(self.font)
        made.setProperty(ROLE, style.role)
        if style.small:
            made.setFontPointSize(_TABLE_POINTS)
        if style.role == "heading":
            made.setFontPointSize(_HEADING_POINTS.get(style.level, _POINTS))
        if style.role == "code":
            made.setFontFamilies(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).families())
        if style.role in ("mark", "remark"):
            made.setFontPointSize(_POINTS * _MARK_SIZE)
        if style.bold or style.role in ("heading", "marker", "unfilled"):
            made.setFontWeight(QFont.Weight.DemiBold)
        made.setFontItalic(style.italic)
        made.merge(self.colours(style.role))
        return made
