"""Answers as files: read back with the libraries that others read them with."""

import email
import email.policy
import io
import os
import re
import shutil
import stat
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pypdfium2
import pytest
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph
from lxml import etree

from app import tasks
from app.answer_text.blocks import List, Table, read_blocks
from app.answer_text.html import as_html
from app.errors import ExportFileExists, ExportKindUnknown, ExportUnwritable, TemplateUnreadable
from app.export import ENDINGS, check_target, document_of, export_answer, free_path, safe_name, write
from app.export.answers import _made
from app.export.excerpt import excerpt
from app.messages import AnswerKept, AnswerWritten, Coverage, Sentence, Source, Support, Timing, Tuning

TEXT = """## Inleiding

Een *korte* **inleiding**. Wie ziek is, meldt dat voor 9 uur.

## Ideeën

1. Dubbelzijdig afdrukken.
   Waarom: dat halveert het papier.
2. Digitaal ondertekenen.
   Waarom: het scheelt een week.
   - met pen
   - met pas

Daarna nog dit.

1. Opnieuw beginnen.
2. En verder.

## Vergelijking

| Punt | Handboek |
| --- | --- |
| Verlof | 25 dagen |
| Łódź | =cmd() |
"""
BEARS_OUT = "Wie ziek is, belt voor 9 uur zijn leidinggevende."
QUOTE = f"# Hoofdstuk\n{'Dit doet er niet toe. ' * 30}{BEARS_OUT} Tot zover."
SOURCES = tuple(
    Source(number, f"d{number}", f"/documenten/Handboek {number}.pdf", "", number * 3, QUOTE)
    for number in (1, 2, 3)
)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TEXT_NS = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE_NS = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"


def sentence(words: str, *sources: int, support: Support = "supported", text: str = TEXT) -> Sentence:
    start = text.index(words)
    return Sentence(words, start, start + len(words), support, sources)


SENTENCES = (
    sentence("Wie ziek is, meldt dat voor 9 uur.", 3),
    sentence("dat halveert het papier.", 1, 3),
    sentence("het scheelt een week.", 1, support="weak"),
    sentence("Daarna nog dit.", 2, support="unsupported"),
    sentence("25 dagen", 3),
)


def answer(text: str = TEXT, sentences: tuple[Sentence, ...] = SENTENCES) -> AnswerWritten:
    return AnswerWritten(
        "a1", "brainstorm", "/modellen/SmolLM2.gguf", text, (), SOURCES, Coverage(), Timing(), sentences
    )


def made(text: str, ending: str) -> bytes:
    return _made(document_of(answer(text, ()), None, "nl", "Titel"), ending, None)


@pytest.fixture
def exported(tmp_path: Path) -> Callable[..., Path]:
    def export(ending: str, given: AnswerWritten | None = None, template: Path | None = None) -> Path:
        path = tmp_path / f"antwoord.{ending}"
        export_answer(given or answer(), None, "nl", path, template=template, title="Mijn antwoord")
        return path

    return export


# --- what is exported -------------------------------------------------------------------------------


def test_notes_are_numbered_as_they_are_met_and_each_source_has_one() -> None:
    document = document_of(answer(), None, "nl")
    assert [note.place for note in document.notes] == ["Handboek 3.pdf, pagina 9", "Handboek 1.pdf, pagina 3"]
    assert [note.number for note in document.notes] == [1, 2]
    assert document.listed == document.notes
    assert document.sources_title == "Bronnen"


def test_a_note_quotes_what_bears_the_sentence_out() -> None:
    document = document_of(answer(), None, "nl")
    assert document.notes[0].quote.startswith("… Wie ziek is, belt voor 9 uur")
    assert excerpt("kort", "iets") == "kort"
    assert len(excerpt("x" * 5000, "iets")) < 310
    assert excerpt("een twee " * 500, "niets gemeen").startswith("een twee")


def test_without_compared_sentences_the_sources_that_were_read_are_listed() -> None:
    document = document_of(answer(sentences=()), None, "nl")
    assert not document.notes
    assert len(document.listed) == 3
    assert document.sources_title == "Gelezen bronnen"


def test_a_creative_answer_claims_nothing_and_names_what_inspired_it() -> None:
    inspired = tuple(replace_support(one) for one in SENTENCES[:1])
    document = document_of(answer(sentences=inspired), None, "en")
    assert document.creative
    assert not document.notes
    assert [one.place for one in document.listed] == ["Handboek 3.pdf, page 9"]
    assert document.sources_title == "Inspired by"


def replace_support(one: Sentence) -> Sentence:
    return Sentence(one.text, one.start, one.end, "inspired", one.sources)


def test_the_title_is_the_answers_own_name_or_that_of_its_task(tmp_path: Path) -> None:
    task = tasks.find(tasks.load_all(tmp_path), "brainstorm")
    kept = AnswerKept(
        "a1", "2026-03-05T10:00:00+00:00", "done", "brainstorm", "m", {}, Tuning(), (), "Tekst", Timing()
    )
    export_answer(kept, task, "nl", tmp_path / "a.md")
    assert (tmp_path / "a.md").read_text().startswith("# Brainstorm\n\n*5 maart 2026 · geschreven door")
    named = AnswerKept(
        **{name: getattr(kept, name) for name in kept.__struct_fields__} | {"name": "Groen\nkantoor"}
    )
    export_answer(named, task, "en", tmp_path / "b.md")
    assert (tmp_path / "b.md").read_text().startswith("# Groen kantoor\n\n*5 March 2026 · written by")


def test_an_erased_source_is_named_as_that() -> None:
    erased = Source(1, "", "", "", 2, "")
    given = AnswerWritten("a", "t", "m", "Ja.", (), (erased,), Coverage(), Timing())
    assert document_of(given, None, "nl").listed[0].place == "Verwijderd document, pagina 2"


def test_blocks_are_headings_paragraphs_lists_in_lists_and_tables() -> None:
    blocks = read_blocks(TEXT)
    first, second = (block for block in blocks if isinstance(block, List))
    assert [len(item.lines) for item in first.items] == [2, 2]
    assert not first.items[1].inner[0].numbered
    assert len(first.items[1].inner[0].items) == 2
    assert (second.numbered, second.start) == (True, 1)
    (table,) = (block for block in blocks if isinstance(block, Table))
    assert table.headed
    assert len(table.rows) == 3


def test_rows_of_a_table_have_one_length_and_no_more_columns_than_word_takes() -> None:
    (ragged,) = read_blocks("| a | b |\n| --- | --- |\n| c |")
    assert isinstance(ragged, Table)
    assert [len(row) for row in ragged.rows] == [2, 2]
    (wide,) = read_blocks("|" + " x |" * 500)
    assert isinstance(wide, Table)
    assert len(wide.rows[0]) == 63
    assert wide.rows[0][-1][0].text.count("x") == 500 - 62


def test_a_table_is_a_table_on_the_clipboard() -> None:
    copied = as_html(TEXT, "Bronnen", [])
    assert re.search(r"<thead><tr><th [^>]*>Punt</th><th [^>]*>Handboek</th></tr></thead>", copied)
    assert copied.count("<tr>") == 3
    assert "<ul><li>met pen</li><li>met pas</li></ul></li></ol>" in copied


# --- Word -------------------------------------------------------------------------------------------


def part(path: Path, name: str) -> etree._Element:
    with zipfile.ZipFile(path) as archive:
        return etree.fromstring(archive.read(name))


def styles_of(word: WordDocument) -> list[tuple[str, str]]:
    return [(one.style.name, one.text) for one in word.paragraphs if one.style is not None and one.text]


def numbers_of(word: WordDocument) -> list[str]:
    return [one.get(qn("w:val")) for one in word.element.body.iter(qn("w:numId"))]


def test_word_has_real_headings_lists_and_a_table_with_a_head(exported: Callable[..., Path]) -> None:
    word = docx.Document(str(exported("docx")))
    styles = styles_of(word)
    assert ("Heading 1", "Mijn antwoord") in styles
    assert [text for name, text in styles if name == "Heading 2"] == ["Inleiding", "Ideeën", "Vergelijking"]
    assert ("List Number", "Digitaal ondertekenen.\nWaarom: het scheelt een week.2") in styles
    assert ("List Bullet 2", "met pen") in styles
    (table,) = word.tables
    assert table.style is not None
    assert table.style.name == "Table Grid"
    assert [[cell.text for cell in row.cells] for row in table.rows][2] == ["Łódź", "=cmd()"]
    assert table.rows[0]._tr.find(f"{W}trPr/{W}tblHeader") is not None


def test_every_numbered_list_in_word_begins_at_one(exported: Callable[..., Path]) -> None:
    path = exported("docx")
    numbers = list(dict.fromkeys(numbers_of(docx.Document(str(path)))))
    numbering = part(path, "word/numbering.xml")
    for number in numbers:
        (own,) = (one for one in numbering.iter(f"{W}num") if one.get(f"{W}numId") == number)
        begins = own.find(f"{W}lvlOverride/{W}startOverride")
        assert begins is not None
        assert begins.get(f"{W}val") == "1"
    assert len(numbers) == 3  # two numbered lists and one of bullets


def test_word_has_real_footnotes_one_a_source(exported: Callable[..., Path]) -> None:
    path = exported("docx")
    notes = [one for one in part(path, "word/footnotes.xml") if not one.get(f"{W}type")]
    texts = ["".join(one.itertext()) for one in notes]
    assert [text.split(":")[0].strip() for text in texts] == [
        "Handboek 3.pdf, pagina 9",
        "Handboek 1.pdf, pagina 3",
    ]
    body = part(path, "word/document.xml")
    marks = [one.get(f"{W}id") for one in body.iter(f"{W}footnoteReference")]
    assert marks == [one.get(f"{W}id") for one in notes]
    again = [one.text for one in body.iter(f"{W}instrText") if one.text]
    bookmarks = {one.get(f"{W}name") for one in body.iter(f"{W}bookmarkStart")}
    assert len(again) == 3
    assert {one.split()[1] for one in again if "NOTEREF" in one} <= bookmarks
    with zipfile.ZipFile(path) as archive:
        assert b"footnotes+xml" in archive.read("[Content_Types].xml")
        assert b"relationships/footnotes" in archive.read("word/_rels/document.xml.rels")


def house(path: Path, *paragraphs: str, header: str = "") -> Path:
    """A template with a style of its own for headings."""
    word = docx.Document()
    word.styles["Heading 2"].font.name = "Huisletter"  # type: ignore[attr-defined]
    for words in paragraphs:
        word.add_paragraph(words)
    if header:
        word.sections[0].header.paragraphs[0].text = header
    word.save(str(path))
    return path


def test_a_template_is_filled_where_it_says(tmp_path: Path, exported: Callable[..., Path]) -> None:
    given = (
        "Aan allen,",
        "Over: {{Titel}} van {{ datum }}",
        "Vooraf. {{antwoord}} Groet.",
        "{{bronnen}}",
        "Slot",
    )
    template = house(tmp_path / "huis.docx", *given, header="{{title}} - {{model}}")
    word = docx.Document(str(exported("docx", template=template)))
    texts = [one.text for one in word.paragraphs]
    day = document_of(answer(), None, "nl").written_day
    assert texts[:4] == ["Aan allen,", f"Over: Mijn antwoord van {day}", "Vooraf. ", "Inleiding"]
    place = texts.index(" Groet.") + 1
    assert texts[place : place + 2] == ["Handboek 3.pdf, pagina 9", "Handboek 1.pdf, pagina 3"]
    assert texts[-1] == "Slot"
    assert word.sections[0].header.paragraphs[0].text == "Mijn antwoord - SmolLM2"
    (heading,) = (one for one in word.paragraphs if one.text == "Inleiding")
    assert heading.style is not None
    assert heading.style.font.name == "Huisletter"  # type: ignore[attr-defined]
    assert not any("{{" in text for text in texts)


def test_a_placeholder_that_word_has_cut_up_is_found(tmp_path: Path, exported: Callable[..., Path]) -> None:
    word = docx.Document()
    cut = word.add_paragraph()
    for piece in ("Betreft {", "{ti", "tel}} en {{da", "tum", "}}."):
        cut.add_run(piece)
    cell = word.add_table(1, 1).cell(0, 0)
    cell.text = "{{antwoord}}"
    word.save(str(tmp_path / "t.docx"))
    filled = docx.Document(str(exported("docx", template=tmp_path / "t.docx")))
    day = document_of(answer(), None, "nl").written_day
    assert filled.paragraphs[0].text == f"Betreft Mijn antwoord en {day}."
    cell = filled.tables[0].cell(0, 0)
    assert cell.paragraphs[0].text == "Inleiding"
    assert isinstance(list(cell.iter_inner_content())[-1], WordParagraph)
    assert any(isinstance(one, WordTable) for one in cell.iter_inner_content())


def test_what_an_answer_says_is_no_placeholder(tmp_path: Path) -> None:
    template = house(tmp_path / "t.docx", "{{titel}}", "{{antwoord}}", "{{datum}}")
    path = tmp_path / "uit.docx"
    given = answer("Schrijf {{datum}} en {{bronnen}}.", ())
    export_answer(given, None, "nl", path, template=template, title="{{antwoord}}")
    texts = [one.text for one in docx.Document(str(path)).paragraphs]
    assert texts[:2] == ["{{antwoord}}", "Schrijf {{datum}} en {{bronnen}}."]


def test_a_template_without_places_gets_the_answer_behind_its_text(
    tmp_path: Path, exported: Callable[..., Path]
) -> None:
    word = docx.Document(str(exported("docx", template=house(tmp_path / "t.docx", "Briefhoofd"))))
    assert [one.text for one in word.paragraphs][:2] == ["Briefhoofd", "Mijn antwoord"]
    assert word.element.body[-1].tag == qn("w:sectPr")


def test_a_template_without_styles_and_numbering_gets_them(
    tmp_path: Path, exported: Callable[..., Path]
) -> None:
    path = bare(tmp_path / "kaal.docx")
    result = exported("docx", template=path)
    word = docx.Document(str(result))
    assert ("Heading 2", "Ideeën") in styles_of(word)
    assert word.tables[0].style is not None
    numbering = part(result, "word/numbering.xml")
    known = {one.get(f"{W}numId") for one in numbering.iter(f"{W}num")}
    assert set(numbers_of(word)) <= known
    levels = [one.get(f"{W}val") for one in numbering.iter(f"{W}numFmt")]
    assert {"decimal", "bullet"} <= set(levels)
    assert len(part(result, "word/footnotes.xml")) == 4


def bare(path: Path, kind: str = "document") -> Path:
    """The smallest Word document there is."""
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{word}.{kind}.main+xml"/></Types>'
    )
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        'Target="word/document.xml"/></Relationships>'
    )
    body = (
        f'<w:document xmlns:w="{W[1:-1]}"><w:body><w:p><w:r><w:t>{{{{antwoord}}}}</w:t></w:r></w:p></w:body>'
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr("_rels/.rels", rels)
        archive.writestr("word/document.xml", f"{body}</w:document>")
    return path


def test_a_template_of_words_own_kind_for_templates_is_taken(
    tmp_path: Path, exported: Callable[..., Path]
) -> None:
    word = docx.Document(str(exported("docx", template=bare(tmp_path / "t.dotx", "template"))))
    assert ("Heading 2", "Inleiding") in styles_of(word)


def test_the_notes_of_a_template_stay(tmp_path: Path, exported: Callable[..., Path]) -> None:
    first = exported("docx").rename(tmp_path / "met noten.docx")
    result = exported("docx", template=first)
    notes = [one for one in part(result, "word/footnotes.xml") if not one.get(f"{W}type")]
    assert len(notes) == 4
    assert len({one.get(f"{W}id") for one in notes}) == 4


@pytest.mark.parametrize("kind", ["missing", "text", "zip", "cut", "macros", "bomb", "folder"])
def test_a_template_that_cannot_be_used_is_told_and_nothing_is_written(tmp_path: Path, kind: str) -> None:
    template = tmp_path / "sjabloon.docx"
    good = house(tmp_path / "goed.docx").read_bytes()
    match kind:
        case "text":
            template.write_text("geen document")
        case "zip":
            with zipfile.ZipFile(template, "w") as archive:
                archive.writestr("iets.txt", "iets")
        case "cut":
            template.write_bytes(good[: len(good) // 2])
        case "macros":
            bare(template, "macro")
        case "bomb":
            with zipfile.ZipFile(template, "w", zipfile.ZIP_DEFLATED) as archive:
                archive.writestr("word/document.xml", bytes(70_000_000))
        case "folder":
            template.mkdir()
    with pytest.raises(TemplateUnreadable):
        export_answer(answer(), None, "nl", tmp_path / "uit.docx", template=template)
    with pytest.raises(TemplateUnreadable):
        check_target(tmp_path / "uit.docx", template=template)
    assert not [one for one in tmp_path.iterdir() if one.name.startswith("uit")]


# --- what LibreOffice makes of it -------------------------------------------------------------------

OFFICE = shutil.which("soffice")


@pytest.mark.slow
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("ending", ["docx", "odt"])
def test_libreoffice_finds_headings_lists_tables_and_footnotes(
    tmp_path: Path, exported: Callable[..., Path], ending: str
) -> None:
    given = exported(ending)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    for kind in ("fodt", "pdf"):
        command = [
            str(OFFICE),
            profile,
            "--headless",
            "--convert-to",
            kind,
            "--outdir",
            str(tmp_path / "uit"),
        ]
        subprocess.run([*command, str(given)], check=True, capture_output=True, timeout=120)
    seen = etree.parse(tmp_path / "uit" / "antwoord.fodt").getroot()
    headings = ["".join(one.itertext()).strip() for one in seen.iter(f"{TEXT_NS}h")]
    assert headings == ["Mijn antwoord", "Inleiding", "Ideeën", "Vergelijking"]
    assert len(list(seen.iter(f"{TEXT_NS}list-item"))) == 6
    assert len(list(seen.iter(f"{TABLE_NS}table-header-rows"))) == 1
    assert len(list(seen.iter(f"{TABLE_NS}table-row"))) == 3
    assert [one.get(f"{TEXT_NS}note-class") for one in seen.iter(f"{TEXT_NS}note")] == ["footnote"] * 2
    pages = pypdfium2.PdfDocument(tmp_path / "uit" / "antwoord.pdf")
    lines = pages[0].get_textpage().get_text_range().split("\r\n")
    pages.close()
    numbers = [line[:2] for line in lines if re.match(r"\d\. ", line)]
    assert numbers == ["1.", "2.", "1.", "2."]
    assert "Waarom: dat halveert het papier.2, 1" in lines


# --- the other formats ------------------------------------------------------------------------------


def test_open_document_has_real_headings_lists_tables_and_footnotes(exported: Callable[..., Path]) -> None:
    path = exported("odt")
    with zipfile.ZipFile(path) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    content = part(path, "content.xml")
    levels = [
        (one.get(f"{TEXT_NS}outline-level"), "".join(one.itertext())) for one in content.iter(f"{TEXT_NS}h")
    ]
    assert levels == [("1", "Mijn antwoord"), ("2", "Inleiding"), ("2", "Ideeën"), ("2", "Vergelijking")]
    assert len(list(content.iter(f"{TEXT_NS}list"))) == 3
    assert len(list(content.iter(f"{TABLE_NS}table-header-rows"))) == 1
    assert len(list(content.iter(f"{TABLE_NS}table-row"))) == 3
    notes = list(content.iter(f"{TEXT_NS}note"))
    assert len(notes) == 2
    names = {one.get(f"{TEXT_NS}id") for one in notes}
    assert [one.get(f"{TEXT_NS}ref-name") in names for one in content.iter(f"{TEXT_NS}note-ref")] == [
        True
    ] * 3


def test_a_pdf_has_text_that_can_be_selected_in_every_european_letter(exported: Callable[..., Path]) -> None:
    text = f"{TEXT}\nŐři Ştefan Łukasz ĲĸŊ ß ç ñ ø å € „citaat” – γράμμα кириллица"
    pages = pypdfium2.PdfDocument(exported("pdf", answer(text, SENTENCES)))
    shown = pages[0].get_textpage().get_text_range()
    assert "Wie ziek is, meldt dat voor 9 uur.1" in shown
    assert "Dubbelzijdig afdrukken." in shown
    assert "=cmd()" in shown
    assert "Ştefan Łukasz" in shown.replace("\r\n", " ")
    assert "1. Handboek 3.pdf, pagina 9" in shown
    assert "1 van 1" in shown
    assert pages.get_metadata_value("Title") == "Mijn antwoord"
    pages.close()


def test_a_long_pdf_numbers_its_pages() -> None:
    pages = pypdfium2.PdfDocument(made("woord " * 3000, "pdf"))
    count = len(pages)
    assert count > 3
    assert f"2 van {count}" in pages[1].get_textpage().get_text_range()
    pages.close()


def test_markdown_holds_notes_lists_and_tables_and_escapes_the_rest(exported: Callable[..., Path]) -> None:
    text = exported("md").read_text(encoding="utf-8")
    assert "Een *korte* **inleiding**. Wie ziek is, meldt dat voor 9 uur.[^1]" in text
    assert "1. Dubbelzijdig afdrukken.  \n   Waarom: dat halveert het papier.[^2][^1]" in text
    assert "   - met pen\n" in text
    assert "| Punt | Handboek |\n| --- | --- |\n| Verlof | 25 dagen[^1] |" in text
    assert "[^1]: Handboek 3.pdf, pagina 9: “… Wie ziek is" in text
    hostile = made("<script> [a](http://x) ![b](c) _d_ & `e`\n\n\\# geen kop", "md").decode()
    assert r"\<script\> \[a\](http://x) !\[b\](c) \_d\_ &amp; `e`" in hostile


def test_a_draft_of_mail_is_not_sent_yet_and_addresses_nobody(exported: Callable[..., Path]) -> None:
    message = email.message_from_bytes(exported("eml").read_bytes(), policy=email.policy.default)
    assert message["X-Unsent"] == "1"
    assert message["Subject"] == "Mijn antwoord"
    assert message["To"] is None
    assert message["From"] is None
    plain, rich = (message.get_body((kind,)) for kind in ("plain", "html"))
    assert plain is not None
    assert rich is not None
    assert "Wie ziek is, meldt dat voor 9 uur. [1]" in plain.get_content()
    assert "[1] Handboek 3.pdf, pagina 9" in plain.get_content()
    assert "9 uur.<sup>[1]</sup>" in rich.get_content()
    assert "<table" in rich.get_content()


def test_a_subject_cannot_add_a_line_to_the_head(tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    export_answer(answer(), None, "nl", path, title="Hallo\r\nBcc: iemand@elders.nl")
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    assert message["Bcc"] is None
    assert message["Subject"] == "Hallo Bcc: iemand@elders.nl"


# --- hostile text -----------------------------------------------------------------------------------

HOSTILE = {
    "controls": "".join(map(chr, range(0x2100))) + "\ud800\ufffe\uffff\U000f0005\U0010ffff\x00",
    "tokens": "<|im_end|><|endoftext|></s>[INST] {{titel}} {{antwoord}} {0} %s ${x}",
    "markup": "<para><b>x</i></para> &nbsp; <img src='file:///etc/passwd'/> ]]> <!-- <?php ?> &#0;",
    "right to left": "שלום עולם \u202egnp.exe\u202c\n\n- مرحبا\n\n| א | ב |\n| --- | --- |\n| ג | 1 |",
    "emoji": "😀 👩\u200d👩\u200d👧 🇳🇱 \ufe0f 𝔸",
    "formulas": "=cmd|'/C calc'!A0\n+1\n-2\n@x",
    "one word": "x" * 100_000,
    "many words": "woord " * 17_000,
    "wide table": "|" + "a|" * 2000 + "\n|" + " --- |" * 2000 + "\n|" + "b|" * 2000,
    "long cell": f"| a | b |\n| --- | --- |\n| {'lang ' * 5000} | y |",
    "long head": f"| {'kop ' * 2000} | b |\n| --- | --- |\n| {'q' * 5000} | y |",
    "deep lists": "\n".join("  " * (n % 7) + ("- a" if n % 3 else "1. b") for n in range(1000)),
    "nothing": "",
    "a rule": "| --- |",
}


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_becomes_a_whole_file(name: str, ending: str) -> None:
    content = made(HOSTILE[name], ending)
    match ending:
        case "docx":
            docx.Document(io.BytesIO(content))
        case "odt":
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                etree.fromstring(archive.read("content.xml"), etree.XMLParser(huge_tree=True))
        case "pdf":
            pages = pypdfium2.PdfDocument(content)
            assert len(pages)
            pages.close()
        case "md":
            content.decode()
        case "eml":
            assert (
                email.message_from_bytes(content, policy=email.policy.default).get_body(("html",)) is not None
            )


def test_text_stays_what_it_is_in_word() -> None:
    word = docx.Document(io.BytesIO(made(f"{HOSTILE['markup']}\n\n=cmd|' /C calc'!A0", "docx")))
    texts = [one.text for one in word.paragraphs]
    assert HOSTILE["markup"] in texts
    assert "=cmd|' /C calc'!A0" in texts
    fields = [one.get(qn("w:instr")) for one in word.element.iter(qn("w:fldSimple"), qn("w:instrText"))]
    assert not fields


def test_text_from_right_to_left_runs_so_in_word_and_open_document() -> None:
    word = docx.Document(io.BytesIO(made("שלום עולם\n\nGewoon.", "docx")))
    (hebrew,) = (one for one in word.paragraphs if one.text == "שלום עולם")
    (dutch,) = (one for one in word.paragraphs if one.text == "Gewoon.")
    assert hebrew._p.find(f"{W}pPr/{W}bidi") is not None
    assert dutch._p.find(f"{W}pPr/{W}bidi") is None
    with zipfile.ZipFile(io.BytesIO(made("שלום עולם", "odt"))) as archive:
        assert b'text:style-name="Text_20_body_20_right"' in archive.read("content.xml")


def test_sentences_that_end_anywhere_keep_the_form() -> None:
    row = "| Verlof | 25 dagen |"
    whole = sentence(row, 1)
    last = Sentence("einde", len(TEXT) - 3, len(TEXT) + 500, "supported", (2, 99))
    document = document_of(answer(sentences=(whole, last)), None, "nl")
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    assert len(table.rows) == 3
    assert len(document.notes) == 2
    for ending in ENDINGS:
        assert _made(document, ending, None)


# --- on the disk ------------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_file_that_is_there_is_replaced_only_when_that_is_said(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"a.{ending}"
    path.write_text("van iemand")
    with pytest.raises(ExportFileExists):
        export_answer(answer(), None, "nl", path)
    assert path.read_text() == "van iemand"
    export_answer(answer(), None, "nl", path, replace=True)
    assert b"van iemand" not in path.read_bytes()
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def test_a_link_to_nowhere_counts_as_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.md").symlink_to(tmp_path / "elders.md")
    with pytest.raises(ExportFileExists):
        export_answer(answer(), None, "nl", tmp_path / "a.md")


def test_a_file_made_meanwhile_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.md"
    synced = os.fsync

    def another_comes_first(handle: int) -> None:
        path.write_text("van iemand")
        synced(handle)

    monkeypatch.setattr("os.fsync", another_comes_first)
    with pytest.raises(ExportFileExists):
        export_answer(answer(), None, "nl", path)
    assert path.read_text() == "van iemand"
    assert [one.name for one in tmp_path.iterdir()] == ["a.md"]


def test_a_folder_that_takes_no_files_is_told(tmp_path: Path) -> None:
    with pytest.raises(ExportUnwritable) as told:
        export_answer(answer(), None, "nl", tmp_path / "weg" / "a.md")
    assert told.value.reason == "ENOENT"
    closed = tmp_path / "dicht"
    closed.mkdir()
    closed.chmod(stat.S_IRUSR | stat.S_IXUSR)
    if not os.access(closed, os.W_OK):  # the superuser may write everywhere
        with pytest.raises(ExportUnwritable):
            export_answer(answer(), None, "nl", closed / "a.pdf")
    closed.chmod(0o700)


@pytest.mark.parametrize("name", ["a.doc", "a", "a.txt", ".docx"])
def test_an_ending_that_is_no_format_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(ExportKindUnknown) as told:
        write(document_of(answer(), None, "nl"), tmp_path / name)
    assert told.value.endings == ".docx, .odt, .pdf, .md, .eml"


def test_a_proposed_name_is_free_and_fit_for_every_system(tmp_path: Path) -> None:
    assert safe_name('Wat: "nu"? <a/b>\n\u202egnp') == "Wat- -nu-- -a-b- gnp"
    assert safe_name("CON") == "_CON"
    assert safe_name("...") == "_"
    assert len(safe_name("lang " * 100).encode()) < 255
    first = free_path(tmp_path, "Titel", "md")
    first.touch()
    assert (first.name, free_path(tmp_path, "Titel", "md").name) == ("Titel.md", "Titel (2).md")
