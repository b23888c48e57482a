"""The styles of an OpenDocument text: what `open_document` names is here. No text of an answer."""

from app.messages import Language

_SPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "meta": "urn:oasis:names:tc:opendocument:xmlns:meta:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
}
NAMESPACES = " ".join(f'xmlns:{name}="{space}"' for name, space in _SPACES.items())

_INK = "#1f2a44"
_HEADING_SIZES = (18, 14, 12, 11, 11, 11)
_LEVELS = 9
_BULLETS = "•–▪"
_SIDEWAYS = (
    ("Text_20_body", "Text body"),
    ("List_20_Item", "List Item"),
    ("Table_20_Contents", "Table Contents"),
    ("Table_20_Heading", "Table Heading"),
)
"""Styles of paragraphs that may run from right to left."""


def styles(language: Language) -> str:
    """The part of the file that holds them."""
    return (
        f'<office:document-styles {NAMESPACES} office:version="1.3">'
        '<office:font-face-decls><style:font-face style:name="Mono" svg:font-family="\'Liberation Mono\', '
        'Consolas, monospace" style:font-pitch="fixed"/></office:font-face-decls>'
        f"<office:styles>{_default(language)}{_paragraphs()}{_words()}{_lists()}{_NOTES}"
        f"</office:styles><office:automatic-styles>{_PAGE}</office:automatic-styles>"
        f"<office:master-styles>{_MASTER}</office:master-styles></office:document-styles>"
    )


def _default(language: Language) -> str:
    country = "NL" if language == "nl" else "GB"
    return (
        '<style:default-style style:family="paragraph"><style:text-properties fo:font-size="11pt" '
        "fo:font-family=\"'Liberation Sans', Calibri, Arial, sans-serif\" "
        f'fo:language="{language}" fo:country="{country}"/></style:default-style>'
    )


def _style(
    family: str, name: str, display: str, properties: str, parent: str = "Standard", more: str = ""
) -> str:
    above = f' style:parent-style-name="{parent}"' if parent else ""
    return (
        f'<style:style style:name="{name}" style:display-name="{display}" style:family="{family}"'
        f"{above}{more}>{properties}</style:style>"
    )


def _paragraphs() -> str:
    made = [
        _style("paragraph", "Standard", "Standard", "", parent=""),
        _style("paragraph", "Text_20_body", "Text body", _space(0, 6)),
        _style("paragraph", "Made", "Made", f"{_space(0, 10)}{_font('italic')}"),
        _style("paragraph", "List_20_Item", "List Item", _space(0, 3)),
        _style("paragraph", "Table_20_Contents", "Table Contents", _space(0, 0)),
        _style("paragraph", "Table_20_Heading", "Table Heading", _font("bold"), "Table_20_Contents"),
        _style("paragraph", "Footnote", "Footnote", f"{_INDENTED}{_font(size=9)}"),
        _style("paragraph", "Footer", "Footer", '<style:paragraph-properties fo:text-align="center"/>'),
    ]
    for level, size in enumerate(_HEADING_SIZES, 1):
        kept = _space(14, 4, 'fo:keep-with-next="always"')
        outline = f' style:default-outline-level="{level}" style:next-style-name="Text_20_body"'
        look = kept + _font("bold", size, _INK)
        made.append(_style("paragraph", f"Heading_20_{level}", f"Heading {level}", look, more=outline))
    right = '<style:paragraph-properties style:writing-mode="rl-tb" fo:text-align="end"/>'
    for name, display in _SIDEWAYS:
        made.append(_style("paragraph", f"{name}_20_right", f"{display} right", right, name))
    return "".join(made)


def _words() -> str:
    looks = {
        "Bold": 'fo:font-weight="bold"',
        "Italic": 'fo:font-style="italic"',
        "Code": 'style:font-name="Mono"',
    }
    made = []
    for chosen in range(1, 8):
        names = [name for place, name in enumerate(looks) if chosen >> place & 1]
        look = f"<style:text-properties {' '.join(looks[name] for name in names)}/>"
        made.append(_style("text", "".join(names), " ".join(names), look, parent=""))
    raised = '<style:text-properties style:text-position="super 58%"/>'
    made += [_style("text", name, name, raised, parent="") for name in ("Mark", "Footnote_20_anchor")]
    return "".join(made)


def _lists() -> str:
    numbers, bullets = [], []
    for level in range(1, _LEVELS + 1):
        place = (
            '<style:list-level-properties text:list-level-position-and-space-mode="label-alignment">'
            '<style:list-level-label-alignment text:label-followed-by="listtab" '
            f'text:list-tab-stop-position="{level * 0.64:.2f}cm" fo:text-indent="-0.64cm" '
            f'fo:margin-left="{level * 0.64:.2f}cm"/></style:list-level-properties>'
        )
        about = f'text:level="{level}"'
        number = f'{about} style:num-format="1" style:num-suffix="."'
        numbers.append(f"<text:list-level-style-number {number}>{place}</text:list-level-style-number>")
        bullet = f'{about} text:bullet-char="{_BULLETS[(level - 1) % len(_BULLETS)]}"'
        bullets.append(f"<text:list-level-style-bullet {bullet}>{place}</text:list-level-style-bullet>")
    return "".join(
        f'<text:list-style style:name="{name}">{"".join(levels)}</text:list-style>'
        for name, levels in (("Numbers", numbers), ("Bullets", bullets))
    )


def _space(above: int, below: int, more: str = "") -> str:
    """In points."""
    return f'<style:paragraph-properties fo:margin-top="{above}pt" fo:margin-bottom="{below}pt" {more}/>'


def _font(look: str = "", size: int = 0, colour: str = "") -> str:
    parts = [{"bold": 'fo:font-weight="bold"', "italic": 'fo:font-style="italic"'}.get(look, "")]
    parts += [f'fo:font-size="{size}pt"'] * bool(size) + [f'fo:color="{colour}"'] * bool(colour)
    return f"<style:text-properties {' '.join(filter(None, parts))}/>"


TABLES = (
    '<style:style style:name="Grid" style:family="table"><style:table-properties style:rel-width="100%" '
    'table:align="margins" table:border-model="collapsing"/></style:style>'
    '<style:style style:name="Grid.Cell" style:family="table-cell"><style:table-cell-properties '
    'fo:border="0.5pt solid #808080" fo:padding="0.12cm"/></style:style>'
)
"""The styles of tables, which stand beside the text itself."""

_INDENTED = '<style:paragraph-properties fo:margin-left="0.5cm" fo:text-indent="-0.5cm"/>'
_NOTES = (
    '<text:notes-configuration text:note-class="footnote" text:default-style-name="Footnote" '
    'text:citation-body-style-name="Footnote_20_anchor" style:num-format="1" text:start-value="0" '
    'text:footnotes-position="page" text:start-numbering-at="document"/>'
)
_PAGE = (
    '<style:page-layout style:name="A4"><style:page-layout-properties fo:page-width="21cm" '
    'fo:page-height="29.7cm" fo:margin-top="2.5cm" fo:margin-bottom="2cm" fo:margin-left="2.5cm" '
    'fo:margin-right="2.5cm"/><style:footer-style><style:header-footer-properties fo:min-height="0.6cm" '
    'fo:margin-top="0.4cm"/></style:footer-style></style:page-layout>'
)
_MASTER = (
    '<style:master-page style:name="Standard" style:page-layout-name="A4"><style:footer>'
    '<text:p text:style-name="Footer">'
    '<text:page-number text:select-page="current">1</text:page-number></text:p>'
    "</style:footer></style:master-page>"
)
