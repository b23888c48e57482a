"""The footnotes of a Word document (ECMA-376, part 1, 17.11), which python-docx does not make itself.

The first mark of a source is a footnote; each later one is a reference to it, with the same number.
"""

import re
from collections.abc import Sequence

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from lxml.etree import tostring

from app.answer_text.lines import Span
from app.export.word_styles import WordStyles
from app.export.word_text import element, paragraph, run, text

_EMPTY = (
    f"<w:footnotes {nsdecls('w')}>"
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/>'
    "</w:r></w:p></w:footnote></w:footnotes>"
)
_AFTER_NOTES = re.compile(
    "endnotePr|compat|docVars|rsids|mathPr|attachedSchema|themeFontLang|clrSchemeMapping"
    "|doNotIncludeSubdocsInStats|doNotAutoCompressPictures|forceUpgrade|captions|readModeInkLockDown"
    "|smartTagType|schemaLibrary|shapeDefaults|doNotEmbedSmartTags|decimalSymbol|listSeparator|docId"
)
"""What comes after `footnotePr` in the settings of a document."""


class WordNotes:
    """Makes marks, and writes the notes that have one into the part that holds them."""

    def __init__(self, word: WordDocument, styles: WordStyles, texts: Sequence[str]) -> None:
        """`texts` are what the notes say, the first of number 1."""
        self._word, self._styles, self._texts = word, styles, texts
        self._notes: BaseOxmlElement | None = None
        self._part: Part | None = None
        self._made: dict[int, str] = {}  # bookmarks

    def mark(self, number: int) -> list[BaseOxmlElement]:
        """The runs that refer to a note."""
        if bookmark := self._made.get(number):
            return self._again(number, bookmark)
        notes = self._open()
        identity = max((int(one.get(qn("w:id")) or 0) for one in notes), default=0) + 1
        notes.append(self._footnote(identity, self._texts[number - 1]))
        self._made[number] = bookmark = f"_Ref9{identity:08}"
        mark = {"w:id": str(90_000_000 + identity)}
        reference = element("w:footnoteReference", {"w:id": str(identity)})
        return [
            element("w:bookmarkStart", {**mark, "w:name": bookmark}),
            self._superscript(reference),
            element("w:bookmarkEnd", mark),
        ]

    def between(self) -> BaseOxmlElement:
        """What parts two marks."""
        return self._superscript(text(", "))

    def finish(self) -> None:
        """Put the notes into the file."""
        if self._part is not None and self._notes is not None and not isinstance(self._part, XmlPart):
            self._part._blob = tostring(self._notes, xml_declaration=True, encoding="UTF-8", standalone=True)

    def _again(self, number: int, bookmark: str) -> list[BaseOxmlElement]:
        ask = element("w:instrText", {"xml:space": "preserve"})
        ask.text = f" NOTEREF {bookmark} \\f \\h "
        kinds = [element("w:fldChar", {"w:fldCharType": kind}) for kind in ("begin", "separate", "end")]
        parts = (kinds[0], ask, kinds[1], text(str(number)), kinds[2])
        return [self._superscript(part) for part in parts]

    def _superscript(self, content: BaseOxmlElement) -> BaseOxmlElement:
        style = element("w:rStyle", {"w:val": self._styles.note_mark})
        return element("w:r", {}, element("w:rPr", {}, style), content)

    def _footnote(self, identity: int, words: str) -> BaseOxmlElement:
        made = paragraph([], self._styles.note_text)
        made.append(self._superscript(element("w:footnoteRef", {})))
        made.append(run(Span(f" {words}")))
        return element("w:footnote", {"w:id": str(identity)}, made)

    def _open(self) -> BaseOxmlElement:
        """The notes of the document; where it has none, its part is made."""
        if self._notes is None:
            part = self._word.part
            try:
                self._part = part.part_related_by(RT.FOOTNOTES)
                own = self._part.element if isinstance(self._part, XmlPart) else parse_xml(self._part.blob)
            except KeyError:
                own = parse_xml(_EMPTY)
                names = {str(one.partname) for one in part.package.iter_parts()}
                free = (f"/word/footnotes{count or ''}.xml" for count in range(len(names) + 1))
                name = next(one for one in free if one not in names)
                self._part = Part(PackURI(name), CT.WML_FOOTNOTES, b"", part.package)
                part.relate_to(self._part, RT.FOOTNOTES)
                self._name_separators()
            self._notes = own
        return self._notes

    def _name_separators(self) -> None:
        """Tell the document's settings of the two that are no notes, as Word does."""
        settings = self._word.settings.element
        if settings.find(qn("w:footnotePr")) is not None:
            return
        made = element("w:footnotePr", {}, *(element("w:footnote", {"w:id": one}) for one in ("-1", "0")))
        after = [child for child in settings if _AFTER_NOTES.fullmatch(str(child.tag).rpartition("}")[2])]
        after[0].addprevious(made) if after else settings.append(made)
