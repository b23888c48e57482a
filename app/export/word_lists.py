"""The numberings of a Word document. Each list of an answer has one of its own, so that it begins anew; it
looks as the template's list styles do, where they have a numbering."""

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.parts.numbering import NumberingPart

from app.answer_text.blocks import List
from app.export.word_styles import WordStyles
from app.export.word_text import ListNumber, element

_LEVELS = 9
_BULLETS = "•–▪"
_STEP = 360  # twentieths of a point a level is indented by


class WordLists:
    """Adds numberings to the part that holds them."""

    def __init__(self, word: WordDocument, styles: WordStyles) -> None:
        self._word, self._styles = word, styles
        self._own: dict[bool, str] = {}
        self._forms: dict[tuple[bool, int], tuple[str, int, str]] = {}
        self._last: BaseOxmlElement | None = None  # of the numberings

    def begin(self, block: List) -> ListNumber:
        """The numbering for a new list."""
        asked = block.numbered, block.level
        if asked not in self._forms:
            self._forms[asked] = self._form(*asked)
        abstract, level, style = self._forms[asked]
        return ListNumber(self._add_number(abstract, level, block.start), level, style)

    def _form(self, numbered: bool, level: int) -> tuple[str, int, str]:
        """How lists look at this level: a definition, its level, and the style of the items."""
        style = self._styles.listing(numbered, level)
        of_style = self._of_style(style) if style is not None else None
        if style is not None and of_style is not None:
            return *of_style, style.get(qn("w:styleId")) or ""
        return self._own_abstract(numbered), level, self._styles.list_paragraph()

    @property
    def _numbering(self) -> BaseOxmlElement:
        part = self._word.part
        try:
            found: Part = part.part_related_by(RT.NUMBERING)
        except KeyError:
            names = {str(one.partname) for one in part.package.iter_parts()}
            free = (f"/word/numbering{count or ''}.xml" for count in range(len(names) + 1))
            name = next(one for one in free if one not in names)
            blob = f"<w:numbering {nsdecls('w')}/>".encode()
            found = NumberingPart.load(PackURI(name), CT.WML_NUMBERING, blob, part.package)
            part.relate_to(found, RT.NUMBERING)
        assert isinstance(found, XmlPart)
        made: BaseOxmlElement = found.element
        return made

    def _of_style(self, style: BaseOxmlElement) -> tuple[str, int] | None:
        """The numbering and level that a style goes by, where these are there."""
        number = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}")
        if number is None:
            return None
        wanted = number.get(qn("w:val"))
        numbers = [one for one in self._numbering.findall(qn("w:num")) if one.get(qn("w:numId")) == wanted]
        abstract = numbers[0].find(qn("w:abstractNumId")) if numbers else None
        if abstract is None:
            return None
        identity = abstract.get(qn("w:val")) or ""
        level = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:ilvl')}")
        depth = int(level.get(qn("w:val")) or 0) if level is not None else self._level_of(identity, style)
        known = self._abstract(identity)
        if known is None or not any(_level(one) == depth for one in known.findall(qn("w:lvl"))):
            return None
        return identity, depth

    def _level_of(self, identity: str, style: BaseOxmlElement) -> int:
        """The level that names this style; the first where none does."""
        known = self._abstract(identity)
        for level in known.findall(qn("w:lvl")) if known is not None else ():
            named = level.find(qn("w:pStyle"))
            if named is not None and named.get(qn("w:val")) == style.get(qn("w:styleId")):
                return _level(level)
        return 0

    def _abstract(self, identity: str) -> BaseOxmlElement | None:
        for known in self._numbering.findall(qn("w:abstractNum")):
            if known.get(qn("w:abstractNumId")) == identity:
                found: BaseOxmlElement = known
                return found
        return None

    def _own_abstract(self, numbered: bool) -> str:
        if numbered not in self._own:
            numbering = self._numbering
            identity = str(_next(numbering, "w:abstractNum", "w:abstractNumId"))
            levels = "".join(map(_numbered_level if numbered else _bullet_level, range(_LEVELS)))
            made = parse_xml(
                f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{identity}">'
                f'<w:multiLevelType w:val="hybridMultilevel"/>{levels}</w:abstractNum>'
            )
            first = numbering.find(qn("w:num"))  # all of these come before
            numbering.append(made) if first is None else first.addprevious(made)
            self._own[numbered] = identity
        return self._own[numbered]

    def _add_number(self, abstract: str, level: int, start: int) -> int:
        if self._last is None:
            numbering = self._numbering
            number = max(1, _next(numbering, "w:num", "w:numId"))
            last = [*numbering.findall(qn("w:abstractNum")), *numbering.findall(qn("w:num"))][-1]
        else:
            last = self._last
            number = int(last.get(qn("w:numId")) or 0) + 1
        begins = element("w:startOverride", {"w:val": str(start)})
        made = element("w:num", {"w:numId": str(number)}, element("w:abstractNumId", {"w:val": abstract}))
        made.append(element("w:lvlOverride", {"w:ilvl": str(level)}, begins))
        last.addnext(made)
        self._last = made
        return number


def _next(numbering: BaseOxmlElement, tag: str, name: str) -> int:
    used = [int(one.get(qn(name)) or 0) for one in numbering.findall(qn(tag))]
    return max(used, default=-1) + 1


def _level(level: BaseOxmlElement) -> int:
    return int(level.get(qn("w:ilvl")) or 0)


def _numbered_level(level: int) -> str:
    return _level_xml(level, "decimal", f"%{level + 1}.")


def _bullet_level(level: int) -> str:
    return _level_xml(level, "bullet", _BULLETS[level % len(_BULLETS)])


def _level_xml(level: int, form: str, words: str) -> str:
    left = _STEP * (level + 1)
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{words}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{left}" w:hanging="{_STEP}"/></w:pPr></w:lvl>'
    )
