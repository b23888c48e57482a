"""An answer as an OpenDocument text (.odt; OASIS OpenDocument 1.3), for LibreOffice and others.

Headings, lists, tables and footnotes are those of the format; the styles are our own and few.
"""

import io
import re
import unicodedata
import zipfile
from collections.abc import Sequence
from itertools import pairwise
from xml.sax.saxutils import escape, quoteattr

from app.answer_text.blocks import Block, Heading, List, Paragraph, Table, Words
from app.answer_text.lines import Span
from app.export.document import ExportDocument, ExportedSource, Note, pieces, source_line
from app.export.open_document_styles import NAMESPACES, TABLES, styles

_MIMETYPE = "application/vnd.oasis.opendocument.text"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACES = re.compile(" {2,}|^ | $")


def made(document: ExportDocument) -> bytes:
    """The file."""
    parts = {
        "META-INF/manifest.xml": _manifest(),
        "content.xml": _Writer(document).content(),
        "styles.xml": styles(document.language),
        "meta.xml": _meta(document),
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "mimetype", _MIMETYPE, zipfile.ZIP_STORED
        )  # first, and as it is: it says what this is
        for name, text in parts.items():
            archive.writestr(name, _HEAD + text)
    return file.getvalue()


class _Writer:
    """Makes the text of one answer. The first mark of a note is the note itself, later ones refer to it."""

    def __init__(self, document: ExportDocument) -> None:
        self._document = document
        self._noted: set[int] = set()
        self._tables = 0

    def content(self) -> str:
        document = self._document
        parts = [self._heading(1, (Span(document.title),)), _paragraph("Made", escape(document.made))]
        parts += map(self._block, document.blocks)
        if document.listed and not document.notes:
            parts.append(self._heading(2, (Span(document.sources_title),)))
            parts.append(self._sources(document.listed))
        return (
            f'<office:document-content {NAMESPACES} office:version="1.3"><office:automatic-styles>'
            f"{TABLES}</office:automatic-styles><office:body><office:text>"
            f"{''.join(parts)}</office:text></office:body></office:document-content>"
        )

    def _block(self, block: Block) -> str:
        match block:
            case Heading(level, words):
                return self._heading(level, words)
            case Paragraph(lines):
                return self._lines("Text_20_body", lines)
            case List():
                return self._list(block)
        return self._table(block)

    def _heading(self, level: int, words: Words) -> str:
        style = f"Heading_20_{level}"
        return f'<text:h text:style-name="{style}" text:outline-level="{level}">{self._words(words)}</text:h>'

    def _lines(self, style: str, lines: Sequence[Words]) -> str:
        from_right = next((one for line in lines for one in map(_from_right, line) if one is not None), False)
        words = "<text:line-break/>".join(map(self._words, lines))
        return _paragraph(f"{style}_20_right" if from_right else style, words)

    def _list(self, made: List) -> str:
        items = []
        for place, item in enumerate(made.items):
            first = f' text:start-value="{made.start}"' if made.numbered and place == 0 else ""
            inner = "".join(map(self._list, item.inner))
            items.append(
                f"<text:list-item{first}>{self._lines('List_20_Item', item.lines)}{inner}</text:list-item>"
            )
        style = "Numbers" if made.numbered else "Bullets"
        return f'<text:list text:style-name="{style}">{"".join(items)}</text:list>'

    def _sources(self, sources: Sequence[ExportedSource]) -> str:
        lines = (escape(source_line(source)) for source in sources)
        items = "".join(
            f"<text:list-item>{_paragraph('List_20_Item', line)}</text:list-item>" for line in lines
        )
        return f'<text:list text:style-name="Numbers">{items}</text:list>'

    def _table(self, table: Table) -> str:
        self._tables += 1
        rows = [self._row(row, table.headed and place == 0) for place, row in enumerate(table.rows)]
        head = f"<table:table-header-rows>{rows.pop(0)}</table:table-header-rows>" if table.headed else ""
        columns = f'<table:table-column table:number-columns-repeated="{len(table.rows[0])}"/>'
        name = f'table:name="{self._tables}" table:style-name="Grid"'
        below = _paragraph("Text_20_body", "")
        return f"<table:table {name}>{columns}{head}{''.join(rows)}</table:table>{below}"

    def _row(self, cells: tuple[Words, ...], head: bool) -> str:
        style = "Table_20_Heading" if head else "Table_20_Contents"
        about = 'table:style-name="Grid.Cell" office:value-type="string"'
        made = (
            f"<table:table-cell {about}>{self._lines(style, [cell])}</table:table-cell>" for cell in cells
        )
        return f"<table:table-row>{''.join(made)}</table:table-row>"

    def _words(self, words: Words) -> str:
        made = []
        for before, piece in pairwise((None, *pieces(words))):
            if isinstance(piece, Span):
                made.append(_span(piece))
            elif piece is not None:
                between = _styled("Mark", ", ") if isinstance(before, Note) else ""
                made.append(between + self._mark(piece.number))
        return "".join(made)

    def _mark(self, number: int) -> str:
        if number in self._noted:
            about = 'text:note-class="footnote" text:reference-format="text"'
            return _styled(
                "Mark", f'<text:note-ref {about} text:ref-name="note{number}">{number}</text:note-ref>'
            )
        self._noted.add(number)
        words = _paragraph("Footnote", _text(source_line(self._document.notes[number - 1])))
        return (
            f'<text:note text:id="note{number}" text:note-class="footnote"><text:note-citation>{number}'
            f"</text:note-citation><text:note-body>{words}</text:note-body></text:note>"
        )


def _paragraph(style: str, words: str) -> str:
    return f'<text:p text:style-name="{style}">{words}</text:p>'


def _styled(style: str, words: str) -> str:
    return f'<text:span text:style-name="{style}">{words}</text:span>'


def _span(span: Span) -> str:
    names = (("Bold", span.bold), ("Italic", span.italic), ("Code", span.code))
    style = "".join(name for name, wanted in names if wanted)
    return _styled(style, _text(span.text)) if style else _text(span.text)


def _text(words: str) -> str:
    """Text of which the spaces are kept."""
    spaced = _SPACES.sub(lambda found: f'<text:s text:c="{len(found[0])}"/>', escape(words))
    return spaced.replace("\t", "<text:tab/>")


def _from_right(span: Span) -> bool | None:
    """Whether its first letter that has a direction runs from right to left; None where none has."""
    directions = map(unicodedata.bidirectional, span.text)
    return next((one != "L" for one in directions if one in ("L", "R", "AL")), None)


def _manifest() -> str:
    types = {"/": _MIMETYPE, **dict.fromkeys(("content.xml", "styles.xml", "meta.xml"), "text/xml")}
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type={quoteattr(kind)}/>'
        for path, kind in types.items()
    )
    space = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    return f'<manifest:manifest xmlns:manifest="{space}" manifest:version="1.3">{entries}</manifest:manifest>'


def _meta(document: ExportDocument) -> str:
    return (
        f'<office:document-meta {NAMESPACES} office:version="1.3"><office:meta>'
        f"<meta:generator>Binnenshuis</meta:generator><dc:title>{escape(document.title)}</dc:title>"
        f"<dc:description>{escape(document.made)}</dc:description>"
        f"<meta:creation-date>{document.day.isoformat()}T00:00:00</meta:creation-date>"
        f"<dc:language>{document.language}</dc:language></office:meta></office:document-meta>"
    )
