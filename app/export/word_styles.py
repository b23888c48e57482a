"""The styles of a Word document, found by the names that Word gives them in every language; what a template
lacks is added, so that a heading is a heading and a table has lines."""

from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement

_HEADING_SIZES = (32, 26, 24, 22, 22, 22)
"""In half points."""

_NARROWEST = 4000  # twentieths of a point


class WordStyles:
    """Answers ids of styles, which differ between languages of Word.

    Attributes:
        normal: "", the document's own style of paragraphs.
        cell: that of the paragraphs in a table.
        table: that of tables.
        text_width: how wide the text of a page is, in twentieths of a point.
    """

    def __init__(self, word: WordDocument) -> None:
        self._styles: BaseOxmlElement = word.styles.element
        self._found: dict[tuple[str, str], BaseOxmlElement | None] = {}
        self.normal = ""
        self.cell = ""
        self.text_width = _text_width(word)

    @property
    def table(self) -> str:
        return self._known("table", "table grid") or self._add("table", "TableGrid", "Table Grid", _GRID)

    @property
    def note_text(self) -> str:
        name = "footnote text"
        return self._known("paragraph", name) or self._add("paragraph", "FootnoteText", name, _NOTE_TEXT)

    @property
    def note_mark(self) -> str:
        name = "footnote reference"
        return self._known("character", name) or self._add("character", "FootnoteReference", name, _NOTE_MARK)

    def heading(self, level: int) -> str:
        """The style of headings of this level."""
        name = f"heading {level}"
        size = _HEADING_SIZES[level - 1]
        content = _HEADING.format(size=size, outline=level - 1)
        return self._known("paragraph", name) or self._add("paragraph", f"Heading{level}", name, content)

    def listing(self, numbered: bool, level: int) -> BaseOxmlElement | None:
        """The style of items of lists at this level, from 0; None where there is none."""
        name = f"list {'number' if numbered else 'bullet'}{f' {level + 1}' if level else ''}"
        return self._find("paragraph", name)

    def list_paragraph(self) -> str:
        """The style of items that have no other."""
        return self._known("paragraph", "list paragraph") or self.normal

    def _known(self, kind: str, name: str) -> str:
        found = self._find(kind, name)
        return _identity(found) if found is not None else ""

    def _find(self, kind: str, name: str) -> BaseOxmlElement | None:
        if (kind, name) not in self._found:
            self._found[kind, name] = self._looked_up(kind, name)
        return self._found[kind, name]

    def _looked_up(self, kind: str, name: str) -> BaseOxmlElement | None:
        for style in self._styles.findall(qn("w:style")):
            named = style.find(qn("w:name"))
            own = (named.get(qn("w:val")) or "").lower() if named is not None else ""
            if own == name and style.get(qn("w:type")) == kind and _identity(style):
                found: BaseOxmlElement = style
                return found
        return None

    def _default(self) -> str:
        """The style of paragraphs that name none."""
        for style in self._styles.findall(qn("w:style")):
            if style.get(qn("w:type")) == "paragraph" and style.get(qn("w:default")) in ("1", "true", "on"):
                return _identity(style)
        return ""

    def _add(self, kind: str, identity: str, name: str, content: str) -> str:
        taken = {_identity(style) for style in self._styles.findall(qn("w:style"))}
        while identity in taken:
            identity += "X"
        if kind == "paragraph" and (base := self._default()):
            content = f'<w:basedOn w:val="{base}"/>{content}'
        self._styles.append(
            parse_xml(
                f'<w:style {nsdecls("w")} w:type="{kind}" w:styleId="{identity}">'
                f'<w:name w:val="{name}"/>{content}</w:style>'
            )
        )
        self._found.clear()
        return identity


def _identity(style: BaseOxmlElement) -> str:
    return style.get(qn("w:styleId")) or ""


def _text_width(word: WordDocument) -> int:
    section = word.sections[-1] if len(word.sections) else None
    page = section.page_width if section is not None else None
    if section is None or page is None:
        return 9000
    margins = (section.left_margin or 0) + (section.right_margin or 0)
    return max(_NARROWEST, (page - margins) // 635)


_HEADING = (
    "<w:pPr><w:keepNext/><w:keepLines/>"
    '<w:spacing w:before="240" w:after="80"/><w:outlineLvl w:val="{outline}"/></w:pPr>'
    '<w:rPr><w:b/><w:bCs/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
)
_NOTE_TEXT = (
    '<w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
    '<w:rPr><w:sz w:val="18"/><w:szCs w:val="18"/></w:rPr>'
)
_NOTE_MARK = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
_LINES = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_GRID = (
    f'<w:pPr><w:spacing w:after="0"/></w:pPr><w:tblPr><w:tblBorders>{_LINES}</w:tblBorders><w:tblCellMar>'
    '<w:left w:w="108" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr>'
)
