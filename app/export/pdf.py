"""An answer as a PDF: text that can be selected, pages with numbers, the marks of notes as links to the list
of sources at its end.

Hebrew and Arabic are written letter by letter from the left: reportlab turns them round only with a library
that we do not have.
"""

import io
from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, ListFlowable, ListItem, SimpleDocTemplate, Spacer
from reportlab.platypus import Paragraph as Laid
from reportlab.platypus import Table as LaidTable

from app.answer_text.blocks import Block, Heading, Item, List, Paragraph, Table, Words
from app.answer_text.lines import Span
from app.export.document import ExportDocument, Note, pieces, source_line
from app.export.pdf_fonts import Fonts, fonts_for
from app.sentences import Sentences

MOST_COLUMNS = 8
"""Of a table with more, each row is written as lines: a page has no room for them side by side."""

_INK, _LINE, _GROUND = HexColor("#1f2a44"), HexColor("#8a8f99"), HexColor("#eef0f4")
_HEADING_SIZES = (18, 14, 12, 11, 10.5, 10.5)
_MARGIN = 2.5 * cm
_LONGEST = 4_000
"""Letters of one paragraph: a longer one goes on in another."""

_BULLETS = "•–▪"


def made(document: ExportDocument) -> bytes:
    """The file."""
    return _Writer(document).file()


class _Writer:
    """Lays out one answer."""

    def __init__(self, document: ExportDocument) -> None:
        self._document = document
        self._say = Sentences(document.language)
        shown = (document.title, document.text, document.made, document.sources_title)
        sources = (source_line(source) for source in document.listed)
        self._fonts: Fonts = fonts_for("".join((*shown, *sources)))
        body = ParagraphStyle(
            "body", fontName=self._fonts.family, fontSize=10.5, leading=15, splitLongWords=1
        )
        self._body = ParagraphStyle("text", body, spaceAfter=7, allowWidows=0, allowOrphans=0)
        self._item = ParagraphStyle("item", body, spaceAfter=3)
        self._cell = ParagraphStyle("cell", body, fontSize=9.5, leading=12.5)
        self._small = ParagraphStyle("small", body, fontSize=9, leading=12.5, textColor=_LINE, spaceAfter=6)

    def file(self) -> bytes:
        document, file = self._document, io.BytesIO()
        story: list[Flowable] = [self._heading(1, (Span(document.title),))]
        story.append(Laid(self._plain(document.made), self._small))
        for block in document.blocks:
            story += self._block(block)
        story += self._sources()
        about = {"title": document.title, "subject": document.made, "creator": "Binnenshuis", "author": ""}
        margins = {f"{side}Margin": _MARGIN for side in ("left", "right", "top", "bottom")}
        pages = SimpleDocTemplate(file, pagesize=A4, lang=document.language, **about, **margins)
        pages.build(story, canvasmaker=partial(_Pages, number=self._number))
        return file.getvalue()

    def _number(self, canvas: Canvas, page: int, of: int) -> None:
        canvas.setFont(self._fonts.family, 8.5)
        canvas.setFillColor(_LINE)
        words = self._say.say("export.page", page=page, pages=of)
        canvas.drawCentredString(A4[0] / 2, 1.4 * cm, words)

    def _block(self, block: Block) -> list[Flowable]:
        match block:
            case Heading(level, words):
                return [self._heading(level, words)]
            case Paragraph(lines):
                return self._lines(lines, self._body)
            case List():
                return [self._list(block), Spacer(0, 6)]
        return self._table(block)

    def _heading(self, level: int, words: Words) -> Flowable:
        size = _HEADING_SIZES[level - 1]
        above = 0 if level == 1 else size * 0.9
        space = {"leading": size * 1.3, "spaceBefore": above, "spaceAfter": size * 0.35, "keepWithNext": 1}
        style = ParagraphStyle(f"heading{level}", self._body, fontSize=size, textColor=_INK, **space)
        return Laid(self._words(_bold(words)), style)

    def _lines(self, lines: Sequence[Words], style: ParagraphStyle) -> list[Flowable]:
        """Lines in one paragraph, as long as they are not too long for one."""
        made: list[Flowable] = []
        together: list[str] = []
        length = 0
        for line in lines:
            for part in _parts(line):
                if together and length + _length(part) > _LONGEST:
                    made.append(Laid("<br/>".join(together), style))
                    together, length = [], 0
                together.append(self._words(part))
                length += _length(part)
        return [*made, Laid("<br/>".join(together), style)]

    def _list(self, block: List) -> Flowable:
        kind = "1" if block.numbered else "bullet"
        items = [ListItem(self._list_item(item)) for item in block.items]
        start = block.start if block.numbered else _BULLETS[block.level % len(_BULLETS)]
        look = {"bulletFontName": self._fonts.family, "bulletFontSize": 10.5}
        look["bulletFormat"] = "%s." if block.numbered else None
        return ListFlowable(items, bulletType=kind, start=start, leftIndent=20, bulletDedent=18, **look)

    def _list_item(self, item: Item) -> list[Flowable]:
        return [*self._lines(item.lines, self._item), *map(self._list, item.inner)]

    def _table(self, table: Table) -> list[Flowable]:
        columns = len(table.rows[0])
        if columns > MOST_COLUMNS:
            return self._spelt(table)
        rows = []
        for place, row in enumerate(table.rows):
            head = table.headed and place == 0
            rows.append([self._lines([_bold(cell) if head else cell], self._cell) for cell in row])
        look = [("GRID", (0, 0), (-1, -1), 0.5, _LINE), ("VALIGN", (0, 0), (-1, -1), "TOP")]
        if table.headed:
            look.append(("BACKGROUND", (0, 0), (-1, 0), _GROUND))
        widths = [(A4[0] - 2 * _MARGIN - 12) / columns] * columns
        head_rows = int(table.headed and sum(map(_length, table.rows[0])) < 400)
        laid = LaidTable(rows, widths, repeatRows=head_rows, splitInRow=1, style=look, hAlign="LEFT")
        return [laid, Spacer(0, 10)]

    def _spelt(self, table: Table) -> list[Flowable]:
        """Its rows as lines, each cell behind what its column is called."""
        rows = list(table.rows)
        names = [_bold(name) for name in rows.pop(0)] if table.headed else [()] * len(rows[0])
        made: list[Flowable] = []
        for row in rows:
            cells = zip(names, row, strict=True)
            lines = [(*name, Span(": "), *cell) if name else cell for name, cell in cells if cell]
            made += self._lines(lines, self._body)
        return made

    def _sources(self) -> list[Flowable]:
        if not self._document.listed:
            return []
        made = [self._heading(2, (Span(self._document.sources_title),))]
        style = ParagraphStyle("source", self._item, fontSize=9, leading=12.5, leftIndent=20)
        for source in self._document.listed:
            words = self._plain(source_line(source))
            words = f'<a name="source{source.number}"/>{words}'
            made.append(Laid(words, style, bulletText=f"{source.number}."))
        return made

    def _words(self, words: Words) -> str:
        """As reportlab's markup, in which every letter of a text is escaped."""
        made = []
        for before, piece in pairwise((None, *pieces(words))):
            if isinstance(piece, Span):
                made.append(self._span(piece))
            elif piece is not None:
                comma = ", " if isinstance(before, Note) else ""
                link = f'<a href="#source{piece.number}">{piece.number}</a>'
                made.append(f'<super size="7" rise="4">{comma}{link}</super>')
        return "".join(made)

    def _plain(self, text: str) -> str:
        return self._span(Span(text))

    def _span(self, span: Span) -> str:
        made = []
        for font, text in self._fonts.stretches(span.text, span.code):
            words = escape(text)
            made.append(f'<font name="{font}">{words}</font>' if font else words)
        words = "".join(made)
        for name, wanted in (("i", span.italic), ("b", span.bold)):
            words = f"<{name}>{words}</{name}>" if wanted else words
        return words


class _Pages(Canvas):  # type: ignore[misc]  # reportlab has no types
    """Holds the pages back until it is known how many there are, and numbers them."""

    def __init__(self, *args: object, number: Callable[[Canvas, int, int], None], **options: object) -> None:
        super().__init__(*args, **options)
        self._write_number = number
        self._held: list[dict[str, object]] = []

    def showPage(self) -> None:
        self._held.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        for number, page in enumerate(self._held, 1):
            self.__dict__.update(page)
            self._write_number(self, number, len(self._held))
            super().showPage()
        super().save()


def _bold(words: Words) -> Words:
    return tuple(Span(span.text, True, span.italic, span.code) for span in words)


def _length(words: Words) -> int:
    return sum(len(span.text) for span in words)


def _parts(line: Words) -> list[Words]:
    """A line cut into parts that a paragraph may hold, where possible between words."""
    made: list[Words] = []
    part: list[Span] = []
    room = _LONGEST
    for span in line:
        text = span.text
        while len(text) > room:
            cut = text.rfind(" ", 0, room) + 1 or room
            made.append((*part, Span(text[:cut], span.bold, span.italic, span.code)))
            text, part, room = text[cut:], [], _LONGEST
        part.append(Span(text, span.bold, span.italic, span.code))
        room -= len(text)
    return [*made, tuple(part)]
