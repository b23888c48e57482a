"""An answer as a Word document (.docx), in the house's own template where there is one.

`word_template` opens the template and finds its placeholders, `word_styles`, `word_lists` and `word_notes`
have its styles, numberings and footnotes. Here blocks become paragraphs and tables.
"""

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from docx.document import Document as WordDocument
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from lxml.etree import LxmlError

from app.answer_text.blocks import Block, Heading, List, Paragraph, Table, Words
from app.answer_text.lines import Span, plain, read_lines
from app.errors import TemplateUnreadable
from app.export.document import ExportDocument, pieces, source_line
from app.export.word_lists import WordLists
from app.export.word_notes import WordNotes
from app.export.word_styles import WordStyles
from app.export.word_template import Place, fill_lines, find_places, open_template, own_template, put_blocks
from app.export.word_text import element, paragraph

_STRANGE_TEMPLATE = (AttributeError, LookupError, OpcError, LxmlError, OSError, TypeError, ValueError)
_STRANGE_ZIP = (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError)
"""What a file that is no Word document, or a strange one, makes the libraries raise."""


def made(document: ExportDocument, template: Path | None) -> bytes:
    """The file.

    Raises:
        TemplateUnreadable
    """
    if template is None:
        return _put(document, own_template(document.language))
    with _translated(template):
        return _put(document, open_template(template))


def check_template(template: Path) -> None:
    """Whether it is a Word document that can be used as one.

    Raises:
        TemplateUnreadable
    """
    with _translated(template):
        find_places(open_template(template))


@contextmanager
def _translated(template: Path) -> Iterator[None]:
    try:
        yield
    except (*_STRANGE_TEMPLATE, *_STRANGE_ZIP) as error:
        raise TemplateUnreadable(str(template)) from error


def _put(document: ExportDocument, word: WordDocument) -> bytes:
    writer = _Writer(document, word)
    places = find_places(word)
    names = {place.name for place in places}
    for place in places:
        if place.name in ("answer", "sources") and place.flows:
            put_blocks(place, writer.elements(place.name, names, place))
    for place in reversed(places):  # from the end of a paragraph, so that places before stay where they are
        if not (place.name in ("answer", "sources") and place.flows):
            fill_lines(place, writer.lines(place.name))
    if "answer" not in names:
        writer.append(names)
    writer.finish()
    file = io.BytesIO()
    word.save(file)
    return file.getvalue()


class _Writer:
    """Makes the elements of one answer for one Word document."""

    def __init__(self, document: ExportDocument, word: WordDocument) -> None:
        self._document, self._word = document, word
        self._styles = WordStyles(word)
        self._lists = WordLists(word, self._styles)
        texts = [source_line(source) for source in document.notes]
        self._notes = WordNotes(word, self._styles, texts)

    def elements(self, name: str, names: set[str], place: Place | None) -> list[BaseOxmlElement]:
        """What stands in the place of "answer" or "sources". Where the template has no place for the sources,
        those that no note names come behind the answer."""
        if name == "sources":
            return self._sources()
        made = self._blocks(self._document.blocks, place)
        if "sources" not in names and self._document.listed and not self._document.notes:
            made.append(self._heading(2, (Span(self._document.sources_title),)))
            made += self._sources()
        return made

    def lines(self, name: str) -> list[str]:
        """The same where only lines can stand, and what the other placeholders stand for."""
        document = self._document
        match name:
            case "title":
                return [document.title]
            case "date":
                return [document.written_day]
            case "model":
                return [document.model]
            case "sources":
                return [f"{number}. {line}" for number, line in enumerate(self._source_lines(), 1)]
        bare = "".join(piece.text for piece in pieces((Span(document.text),)) if isinstance(piece, Span))
        return plain(read_lines(bare)).split("\n")

    def append(self, names: set[str]) -> None:
        """Put the answer behind all that the template holds."""
        body = self._word.element.body
        made = self.elements("answer", names, None)
        if "title" not in names:
            words = (Span(self._document.title),)
            below = paragraph([(Span(self._document.made, italic=True),)], self._styles.normal)
            made = [self._heading(1, words), below, *made]
        end = body.find(qn("w:sectPr"))
        for one in made:
            body.append(one) if end is None else end.addprevious(one)

    def finish(self) -> None:
        """Write down what the document is."""
        self._notes.finish()
        about = self._word.core_properties
        about.title = self._document.title[:255]
        about.comments = self._document.made[:255]
        about.modified = datetime.now().astimezone()

    def _sources(self) -> list[BaseOxmlElement]:
        listed = List(numbered=True)
        lines = [(Span(line),) for line in self._source_lines()]
        if not lines:
            return []
        numbered = self._lists.begin(listed)
        return [paragraph([line], numbered.style, number=numbered) for line in lines]

    def _source_lines(self) -> list[str]:
        """What a list of the sources says; what footnotes quote is not quoted again."""
        noted = bool(self._document.notes)
        return [one.place if noted else source_line(one) for one in self._document.listed]

    def _blocks(self, blocks: tuple[Block, ...], place: Place | None) -> list[BaseOxmlElement]:
        made: list[BaseOxmlElement] = []
        for block in blocks:
            match block:
                case Heading(level, words):
                    made.append(self._heading(level, words))
                case Paragraph(lines):
                    made.append(self._paragraph(lines, place))
                case List():
                    self._add_list(block, made)
                case Table():
                    made += [self._table(block), paragraph([], self._styles.normal)]
        return made

    def _heading(self, level: int, words: Words) -> BaseOxmlElement:
        return paragraph([words], self._styles.heading(level), self._notes)

    def _paragraph(self, lines: tuple[Words, ...], place: Place | None) -> BaseOxmlElement:
        """It looks as the paragraph of the placeholder does."""
        like = place.look if place is not None else None
        return paragraph(lines, self._styles.normal, self._notes, like=like)

    def _add_list(self, block: List, made: list[BaseOxmlElement]) -> None:
        number = self._lists.begin(block)
        for item in block.items:
            made.append(paragraph(item.lines, number.style, self._notes, number))
            for inner in item.inner:
                self._add_list(inner, made)

    def _table(self, table: Table) -> BaseOxmlElement:
        columns = len(table.rows[0])
        look = {"w:val": "04A0", "w:firstRow": str(int(table.headed)), "w:noVBand": "1"}
        about = element("w:tblPr", {}, element("w:tblStyle", {"w:val": self._styles.table}))
        about.append(element("w:tblW", {"w:w": "5000", "w:type": "pct"}))
        about.append(element("w:tblLook", look))
        width = {"w:w": str(self._styles.text_width // columns)}
        grid = element("w:tblGrid", {}, *(element("w:gridCol", width) for _ in range(columns)))
        made = element("w:tbl", {}, about, grid)
        for place, row in enumerate(table.rows):
            head = table.headed and place == 0
            line = element("w:tr", {})
            if head:  # on each page again
                line.append(element("w:trPr", {}, element("w:cantSplit", {}), element("w:tblHeader", {})))
            for cell in row:
                size = element("w:tcPr", {}, element("w:tcW", {**width, "w:type": "dxa"}))
                words = tuple(Span(one.text, True, one.italic, one.code) for one in cell) if head else cell
                line.append(element("w:tc", {}, size, paragraph([words], self._styles.cell, self._notes)))
            made.append(line)
        return made
