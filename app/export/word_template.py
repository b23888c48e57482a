"""Word documents to put an answer in: the house's own template with its placeholders, or a plain one.

Placeholders are {{titel}} or {{title}}, {{datum}} or {{date}}, {{antwoord}} or {{answer}}, {{bronnen}} or
{{sources}}, and {{model}}; in text, tables, text boxes, headers and footers. A template is read as hostile:
there is a bound to what is unpacked, entities stay closed, and one with macros is not taken.
"""

import io
import re
import zipfile
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from app.export.word_text import Look, element, text
from app.messages import Language

LARGEST = 64_000_000
"""Bytes that a template may take, unpacked."""

_MOST_PARTS = 2_000
_TEMPLATE_TYPE = b"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
_DOCUMENT_TYPE = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_NAMES = {"titel": "title", "datum": "date", "antwoord": "answer", "bronnen": "sources"}
_PLACE = re.compile(r"(?i)\{\{\s*(titel|title|datum|date|antwoord|answer|bronnen|sources|model)\s*\}\}")
_INK = RGBColor(0x1F, 0x2A, 0x44)


@dataclass(frozen=True)
class Place:
    """A placeholder: in which paragraph, from where to where in its text. `flows`: blocks can stand there,
    not only lines, and footnotes."""

    name: str
    paragraph: BaseOxmlElement
    start: int
    end: int
    flows: bool

    @property
    def look(self) -> Look:
        """How its paragraph and the run that it begins in look."""
        node, _ = _node_at(self.paragraph, self.start)
        parent = node.getparent()
        run = parent.find(qn("w:rPr")) if parent is not None else None
        return Look(self.paragraph.find(qn("w:pPr")), run)


def open_template(path: Path) -> WordDocument:
    """The template as a document. Whatever the libraries raise at a strange file comes through.

    Raises:
        ValueError: it is too large, or no document, or has macros.
        OSError
    """
    packed = io.BytesIO()
    with zipfile.ZipFile(path) as kept, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as copy:
        if len(kept.infolist()) > _MOST_PARTS:
            raise ValueError("parts")
        left = LARGEST
        for part in kept.infolist():
            with kept.open(part) as file:
                content = file.read(left + 1)
            if (left := left - len(content)) < 0:
                raise ValueError("size")
            if part.filename == "[Content_Types].xml":
                content = content.replace(_TEMPLATE_TYPE, _DOCUMENT_TYPE)
            copy.writestr(part.filename, content)
    packed.seek(0)
    made = docx.Document(packed)
    if made.element.body is None:
        raise ValueError("body")
    return made


def own_template(language: Language) -> WordDocument:
    """A plain document on A4, with the number of the page below."""
    made = docx.Document()
    section = made.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2.5)
    made.core_properties.author = ""
    for name, size in (("Normal", 11), ("Heading 1", 18), ("Heading 2", 14), ("Heading 3", 12)):
        style = made.styles[name]
        assert isinstance(style, ParagraphStyle)
        _set_font(style.element, "Calibri")
        style.font.size = Pt(size)
        if name != "Normal":
            style.font.color.rgb = _INK
    spoken = made.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}/{qn('w:lang')}")
    if spoken is not None:
        spoken.set(qn("w:val"), "nl-NL" if language == "nl" else "en-GB")
    number = element("w:fldSimple", {"w:instr": " PAGE "}, element("w:r", {}, text("1")))
    foot = section.footer.paragraphs[0]
    foot.alignment = 1
    foot._p.append(number)
    return made


def find_places(word: WordDocument) -> list[Place]:
    """The placeholders in the order in which they stand, the text of the document first."""
    roots = [word.element.body]
    for relation in word.part.rels.values():
        if relation.reltype in (RT.HEADER, RT.FOOTER) and not relation.is_external:
            roots.append(relation.target_part.element)
    _set_apart(roots[0])
    found = []
    for root in roots:
        for paragraph in root.iter(qn("w:p")):
            words = "".join(node.text or "" for node in _nodes(paragraph))
            flows = root is roots[0] and _flows(paragraph)
            for place in _PLACE.finditer(words):
                name = place[1].lower()
                found.append(Place(_NAMES.get(name, name), paragraph, place.start(), place.end(), flows))
    return found


def fill_lines(place: Place, lines: Sequence[str]) -> None:
    """Put lines in the place of a placeholder; those behind it in its paragraph were filled before."""
    node, offset = _node_at(place.paragraph, place.start)
    before = (node.text or "")[:offset]
    _cut(place.paragraph, place.start, place.end)
    behind = (node.text or "")[offset:]
    first, *others = lines or [""]
    node.text = before + first
    last = node
    for line in others:
        broken, more = element("w:br", {}), text(line)
        last.addnext(broken)
        broken.addnext(more)
        last = more
    last.text = (last.text or "") + behind
    for one in (node, last):
        one.set(qn("xml:space"), "preserve")


def put_blocks(place: Place, blocks: Sequence[BaseOxmlElement]) -> None:
    """Put paragraphs and tables in the place of the paragraph of a placeholder."""
    own = place.paragraph
    for block in blocks:
        own.addprevious(block)
    parent = own.getparent()
    if parent is not None and blocks and own.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is None:
        parent.remove(own)
    else:  # a cell has to hold a paragraph, and a section ends in one
        _cut(own, place.start, place.end)


def _set_apart(body: BaseOxmlElement) -> None:
    """Give each placeholder of blocks a paragraph of its own; what stands beside it gets another."""
    waiting = list(body.iter(qn("w:p")))
    while waiting:
        paragraph = waiting.pop()
        words = "".join(node.text or "" for node in _nodes(paragraph))
        found = [place for place in _PLACE.finditer(words) if _is_of_blocks(place[1])]
        if not found or not _flows(paragraph):
            continue
        place = found[0]
        if words[: place.start()].strip() or any(paragraph.iter(*_DRAWN)):
            before = deepcopy(paragraph)
            _cut(before, place.start(), len(words))
            _drop(before, _ENDS)
            paragraph.addprevious(before)
        if words[place.end() :].strip():
            after = deepcopy(paragraph)
            _cut(after, 0, place.end())
            _drop(after, (*_DRAWN, *_MARKED))
            paragraph.addnext(after)
            _drop(paragraph, _ENDS)
            waiting.append(after)
        _drop(paragraph, (*_DRAWN, *_MARKED))
        _cut(paragraph, place.end(), len(words))
        _cut(paragraph, 0, place.start())


_DRAWN = tuple(qn(name) for name in ("w:drawing", "w:pict", "w:object"))
_MARKED = tuple(qn(name) for name in ("w:bookmarkStart", "w:bookmarkEnd"))
_ENDS = (qn("w:sectPr"),)


def _flows(paragraph: BaseOxmlElement) -> bool:
    """Whether blocks can stand there: in no text box, and in no field that takes plain text only."""
    plain = (
        holder.find(f"{qn('w:sdtPr')}/{qn('w:text')}") for holder in paragraph.iterancestors(qn("w:sdt"))
    )
    return not any(paragraph.iterancestors(qn("w:txbxContent"))) and all(one is None for one in plain)


def _is_of_blocks(name: str) -> bool:
    return _NAMES.get(name.lower(), name.lower()) in ("answer", "sources")


def _drop(paragraph: BaseOxmlElement, tags: Sequence[str]) -> None:
    for one in list(paragraph.iter(*tags)):
        parent = one.getparent()
        if parent is not None:
            parent.remove(one)


def _nodes(paragraph: BaseOxmlElement) -> list[BaseOxmlElement]:
    """The pieces of text of a paragraph, without those of text boxes in it."""
    nodes = paragraph.iter(qn("w:t"))
    return [node for node in nodes if next(node.iterancestors(qn("w:p")), None) is paragraph]


def _node_at(paragraph: BaseOxmlElement, place: int) -> tuple[BaseOxmlElement, int]:
    """The piece of text that holds this letter, and where in it."""
    start = 0
    for node in _nodes(paragraph):
        end = start + len(node.text or "")
        if place < end:
            return node, place - start
        start = end
    raise IndexError(place)


def _cut(paragraph: BaseOxmlElement, start: int, end: int) -> None:
    """Take the letters from start to end out of a paragraph."""
    begin = 0
    for node in _nodes(paragraph):
        words = node.text or ""
        first, last = max(start - begin, 0), max(end - begin, 0)
        node.text = words[:first] + words[last:] if first < len(words) and last > first else words
        node.set(qn("xml:space"), "preserve")
        begin += len(words)


def _set_font(style: BaseOxmlElement, font: str) -> None:
    about = style.get_or_add_rPr()
    for old in about.findall(qn("w:rFonts")):
        about.remove(old)
    about.insert(0, element("w:rFonts", dict.fromkeys(("w:ascii", "w:hAnsi", "w:cs"), font)))
