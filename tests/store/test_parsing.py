"""The promises of reading: every kind of file gives its words, every failure its own error."""

import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from store.errors import (
    DamagedDocument,
    DocumentError,
    NoText,
    ParserCrashed,
    PasswordProtected,
    TooLarge,
    UnknownKind,
    Unreadable,
)
from store.parsing import DEFAULT_LIMITS, ParsingLimits, is_supported, parse
from tests import documents

TEXT = """# Reglement thuiswerken
De vergoeding voor P&O is € 2,35 <per dag> – zegt "de coördinator".
## Bedragen
- eerste punt
Rol\tBedrag
Jurist\t10
Bode, tijdelijk\t20"""
OFFICE = ("docx", "xlsx", "pptx", "odt")
ENDINGS = (*OFFICE, "pdf", "html", "md", "txt", "csv", "eml")


@pytest.fixture(params=documents.WRITERS)
def written(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / f"thuis_werken{request.param}"
    documents.WRITERS[request.param](path, TEXT)
    return path


def test_every_kind_keeps_its_words(written: Path) -> None:
    text = " ".join(" ".join(page.text for page in parse(written).pages).split())
    for phrase in (
        'De vergoeding voor P&O is € 2,35 <per dag> – zegt "de coördinator".',
        "Reglement thuiswerken",
        "Bedragen",
        "eerste punt",
        "Jurist 10",
        "Bode, tijdelijk 20",
    ):
        assert phrase in text


def test_every_kind_has_passages_at_their_places(written: Path) -> None:
    document = parse(written)
    assert document.passages
    for passage in document.passages:
        assert document.pages[passage.page - 1].text[passage.start : passage.end] == passage.text


def test_the_ending_may_be_in_capitals(tmp_path: Path) -> None:
    assert is_supported(Path("A.PDF")) and is_supported(Path("a.Htm")) and not is_supported(Path("a.doc"))
    documents.write_txt(tmp_path / "A.TXT", "Tekst.")
    assert parse(tmp_path / "A.TXT").pages[0].text == "Tekst."


@pytest.mark.parametrize(
    ("ending", "usual"),
    [("docm", "docx"), ("dotx", "docx"), ("xlsm", "xlsx"), ("pptm", "pptx"), ("ppsx", "pptx")],
)
def test_files_with_macros_templates_and_shows_read_as_the_usual_ones(
    ending: str, usual: str, tmp_path: Path
) -> None:
    documents.WRITERS[f".{usual}"](tmp_path / f"a.{usual}", TEXT)
    (tmp_path / f"a.{ending}").write_bytes((tmp_path / f"a.{usual}").read_bytes())
    assert parse(tmp_path / f"a.{ending}") == parse(tmp_path / f"a.{usual}")


@pytest.mark.parametrize("ending", ["docx", "odt", "html", "md"])
def test_headings_lists_and_rows_keep_their_form(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"a.{ending}"
    documents.WRITERS[f".{ending}"](path, TEXT)
    lines = [line for line in parse(path).pages[0].text.split("\n") if line]
    assert lines[0] == "# Reglement thuiswerken"
    assert lines[2] == "## Bedragen"
    assert lines[-3:] == ["Rol\tBedrag", "Jurist\t10", "Bode, tijdelijk\t20"]


@pytest.mark.parametrize("ending", ["pdf", "xlsx", "pptx"])
def test_pages_sheets_and_slides_are_counted_from_1(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"a.{ending}"
    documents.WRITERS[f".{ending}"](path, "\f".join(f"Kop {n}\nTekst één {n}" for n in range(1, 13)))
    pages = parse(path).pages
    assert [page.number for page in pages] == list(range(1, 13))
    assert all(page.text.endswith(f"Tekst één {page.number}") for page in pages)


def test_an_empty_page_keeps_its_number(tmp_path: Path) -> None:
    documents.write_pdf(tmp_path / "a.pdf", "Een.\f\fDrie.")
    assert [page.text for page in parse(tmp_path / "a.pdf").pages] == ["Een.", "", "Drie."]


# PDF


def test_lines_of_a_pdf_flow_into_sentences(tmp_path: Path) -> None:
    sentence = (
        "De vergoeding voor thuiswerken wordt aan het einde van iedere maand uitbetaald door de dienst. "
    )
    documents.write_pdf(tmp_path / "a.pdf", f"{sentence * 6}\nKop zonder punt\nDaarna komt dit.")
    text = parse(tmp_path / "a.pdf").pages[0].text
    assert text.startswith((sentence * 3).strip())
    assert text.endswith("\nKop zonder punt\nDaarna komt dit.")


def test_words_broken_over_two_lines_are_mended(tmp_path: Path) -> None:
    text = "Vergadering over AI-\nsystemen, verga-\nderingen en eigen-\nregels: eigen-regels, vergaderingen."
    documents.write_pdf(tmp_path / "a.pdf", text)
    mended = "Vergadering over AI-systemen, vergaderingen en eigen-regels: eigen-regels, vergaderingen."
    assert " ".join(parse(tmp_path / "a.pdf").pages[0].text.split()) == mended


def test_the_number_of_the_page_is_no_text(tmp_path: Path) -> None:
    documents.write_pdf(tmp_path / "a.pdf", "Een.\n1\fTwee.\n1\n2 / 9")
    assert [page.text for page in parse(tmp_path / "a.pdf").pages] == ["Een.", "Twee.\n1"]


def test_bookmarks_of_a_pdf_are_headings(tmp_path: Path) -> None:
    text = "Inleiding\nWaarom dit reglement er is.\f1. De kosten\nWat het kost."
    documents.write_pdf(tmp_path / "a.pdf", text, bookmarks=[("Inleiding", 0), ("1. De kosten", 1)])
    document = parse(tmp_path / "a.pdf")
    assert [passage.heading for passage in document.passages] == ["Inleiding", "1. De kosten"]
    assert document.pages[1].text == "## 1. De kosten\nWat het kost."


def test_dots_of_a_table_of_contents_are_shortened(tmp_path: Path) -> None:
    documents.write_pdf(tmp_path / "a.pdf", "1. Inleiding ................... 5")
    assert parse(tmp_path / "a.pdf").pages[0].text == "1. Inleiding  … 5"


# Word, spreadsheets, tables


def test_a_word_file_keeps_tabs_and_hard_hyphens(tmp_path: Path) -> None:
    xml = (
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        "<w:body><w:p><w:r>"
        "<w:t>Artikel 1</w:t><w:tab/><w:t>R&amp;D&#233;&#x26;x</w:t><w:noBreakHyphen/><w:t>b &lt;c&gt;</w:t>"
        "</w:r></w:p></w:body></w:document>"
    )
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as packed:
        packed.writestr("word/document.xml", xml)
    assert parse(tmp_path / "a.docx").pages[0].text == "Artikel 1\tR&Dé&x-b <c>"


def test_a_merged_cell_is_said_once(tmp_path: Path) -> None:
    import docx

    document = docx.Document()
    table = document.add_table(1, 3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Samen"
    table.cell(0, 2).text = "Apart"
    document.save(str(tmp_path / "a.docx"))
    assert parse(tmp_path / "a.docx").pages[0].text == "Samen\tApart"


def test_a_sheet_is_its_name_and_a_line_for_each_row(tmp_path: Path) -> None:
    documents.write_xlsx(tmp_path / "a.xlsx", "Rol\tBedrag\nJurist\t10\f\fVer weg")
    assert [page.text for page in parse(tmp_path / "a.xlsx").pages] == [
        "## Blad1\n\nRol\tBedrag\nJurist\t10",
        "",
        "## Blad3\n\nVer weg",
    ]


def test_rows_of_zeros_and_days_at_midnight_are_tidied(tmp_path: Path) -> None:
    import datetime

    import openpyxl

    book = openpyxl.Workbook()
    for row in (["Dag", "Aantal"], [datetime.date(2025, 3, 1), 0], [0, 0], ["", 0]):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    assert parse(tmp_path / "a.xlsx").pages[0].text == "## Sheet\n\nDag\tAantal\n2025-03-01\t0"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_csv_reads_as_rows(delimiter: str, tmp_path: Path) -> None:
    documents.write_csv(tmp_path / "a.csv", "Rol\tBedrag\nBode, a;b|c\t20\nJurist\t10", delimiter)
    assert parse(tmp_path / "a.csv").pages[0].text == "Rol\tBedrag\nBode, a;b|c\t20\nJurist\t10"


def test_a_csv_with_a_field_without_end_still_reads(tmp_path: Path) -> None:
    documents.write_txt(tmp_path / "a.csv", 'Rol;Bedrag\n"Jurist;10\n' + "Bode;20\n" * 20_000)
    assert "Jurist;10\nBode;20" in parse(tmp_path / "a.csv").pages[0].text


# Markdown


def test_front_matter_gives_the_title_and_its_sentences(tmp_path: Path) -> None:
    documents.write_md(
        tmp_path / "a.md",
        "---\ntitle: 'Logs bewaren'\nid: urn:nl:ver-13\nsummary: Logs worden zes maanden bewaard.\n"
        "rollen:\n- projectleider\n---\n\n## Vereiste\n\nTekst.",
    )
    document = parse(tmp_path / "a.md")
    assert document.title == "Logs bewaren"
    assert (
        document.pages[0].text
        == "# Logs bewaren\n\nLogs worden zes maanden bewaard.\n\n## Vereiste\n\nTekst."
    )


def test_front_matter_says_nothing_twice(tmp_path: Path) -> None:
    documents.write_md(
        tmp_path / "a.md",
        "---\ntitle: Logs\nsummary: Bewaar ze zes maanden.\n---\n# Logs\n\nBewaar ze zes maanden.",
    )
    assert parse(tmp_path / "a.md").pages[0].text == "# Logs\n\nBewaar ze zes maanden."


def test_markdown_stands_as_it_was_written_without_its_comments(tmp_path: Path) -> None:
    text = "# Kop\n\n| a | b |\n|---|---|\n| *c* | [d](e.md) |\n\n* punt\n\n    code\n\n5 < 6 <!-- open"
    documents.write_md(tmp_path / "a.md", text.replace("* punt", "<!-- weg\nweg -->* punt"))
    assert parse(tmp_path / "a.md").pages[0].text == text


# Text and its encoding


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("ending", ["txt", "md", "csv", "html"])
def test_accents_survive_every_encoding(encoding: str, ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"a.{ending}"
    path.write_bytes("één café kost € 5 – “naïef”".encode(encoding))
    assert parse(path).pages[0].text == "één café kost € 5 – “naïef”"


def test_a_page_may_declare_its_encoding(tmp_path: Path) -> None:
    documents.write_html(tmp_path / "a.html", "Łódź is ver.", encoding="iso-8859-2")
    assert parse(tmp_path / "a.html").pages[0].text == "Łódź is ver."


def test_text_holds_no_control_characters(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(
        "een\r\ntwee\rdrie\x00\x1b\tvier\ufeff\u00ad\u200b vijf\x0czes e\u0301".encode()
    )
    assert parse(tmp_path / "a.txt").pages[0].text == "een\ntwee\ndrie\tvier vijf\nzes é"


# HTML and e-mail


def test_html_gives_what_a_reader_sees(tmp_path: Path) -> None:
    documents.write_txt(
        tmp_path / "a.html",
        "<html><head><title>T</title><style>p{}</style></head><body><script>x()</script><!-- weg -->"
        "<div>los <b>vet</b></div><form><p>in een formulier</p></form><p>5 &lt; 6 &amp; a_b</p>"
        "</body></html>",
    )
    text = parse(tmp_path / "a.html").pages[0].text
    assert text == "los **vet**\n\nin een formulier\n\n5 < 6 & a_b"


@pytest.mark.parametrize("html_only", [False, True])
def test_a_mail_is_its_heading_and_its_body(html_only: bool, tmp_path: Path) -> None:
    documents.write_eml(tmp_path / "a.eml", "Beste Bram, het kost € 5.", "Vergoeding één", html_only)
    document = parse(tmp_path / "a.eml")
    assert document.title == "Vergoeding één"
    assert document.pages[0].text == (
        "Subject: Vergoeding één\nFrom: Anna de Vries <anna@voorbeeld.nl>\n"
        "To: Bram Smit <bram@voorbeeld.nl>\n"
        "Date: Mon, 03 Mar 2025 10:00:00 +0100\n\nBeste Bram, het kost € 5."
    )


@pytest.mark.parametrize("charset", [b"nergens", b"idna", b"undefined", b"hex", b"a\0b"])
def test_a_mail_with_broken_fields_still_reads(charset: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(
        b"Subject: =?%b?q?x?= =?utf-8?b?!?=\nFrom: =?\xe9?q?x?=\n" % charset
        + b'Content-Type: text/plain; charset="%b"\n\nCaf\xe9 \x80 5' % charset
    )
    assert parse(tmp_path / "a.eml").pages[0].text.endswith("\n\nCafé € 5")


# Titles


@pytest.mark.parametrize(
    "writer", [documents.write_pdf, documents.write_docx, documents.write_odt, documents.write_html]
)
def test_the_title_of_the_properties_counts_when_the_text_bears_it_out(writer, tmp_path: Path) -> None:
    path = tmp_path / ("a." + writer.__name__.removeprefix("write_"))
    writer(path, "Over de kosten van thuiswerken.", title="Kosten thuiswerken")
    assert parse(path).title == "Kosten thuiswerken"
    writer(path, "Over de kosten van thuiswerken.", title="Sjabloon informatieblad A4")
    assert parse(path).title == "A"


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("AI-verordening_Blauw_druk.txt", "AI-verordening Blauw druk"),
        ("1-pba-03-onderbouwen-gebruik.txt", "1 pba 03 onderbouwen gebruik"),
        ("jaarverslag 2024-2025.txt", "Jaarverslag 2024-2025"),
    ],
)
def test_without_a_title_the_name_of_the_file_is_made_readable(name: str, title: str, tmp_path: Path) -> None:
    documents.write_txt(tmp_path / name, "Tekst.")
    assert parse(tmp_path / name).title == title


def test_the_first_level_1_heading_is_the_title(tmp_path: Path) -> None:
    documents.write_md(tmp_path / "a.md", "## Vooraf\n\n# De [kosten](a.md) {.x}\n\n# Niet deze")
    assert parse(tmp_path / "a.md").title == "De kosten"


# Failures


def failure(path: Path, limits: ParsingLimits = DEFAULT_LIMITS) -> DocumentError:
    with pytest.raises(DocumentError) as caught:
        parse(path, limits)
    assert caught.value.path == str(path)
    return caught.value


@pytest.mark.parametrize(
    ("write", "name", "error"),
    [
        (documents.write_scanned_pdf, "a.pdf", NoText),
        (documents.write_protected_pdf, "a.pdf", PasswordProtected),
        (documents.write_protected_docx, "a.docx", PasswordProtected),
        (documents.write_damaged_pdf, "a.pdf", DamagedDocument),
        (documents.write_damaged_docx, "a.docx", DamagedDocument),
    ],
)
def test_each_failure_has_its_error(write, name: str, error: type[DocumentError], tmp_path: Path) -> None:
    write(tmp_path / name, TEXT)
    assert type(failure(tmp_path / name)) is error


@pytest.mark.parametrize(
    ("content", "ending"),
    [
        (content, ending)
        for content in ("png", *OFFICE, "pdf", "old office")
        for ending in ENDINGS
        if content != ending
    ],
)
def test_content_that_does_not_fit_the_ending_is_damaged(content: str, ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"a.{ending}"
    if f".{content}" in documents.WRITERS:
        documents.WRITERS[f".{content}"](path, TEXT)
    else:
        path.write_bytes(
            documents.PNG if content == "png" else b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)
        )
    assert type(failure(path)) is DamagedDocument


@pytest.mark.parametrize("ending", ENDINGS)
def test_an_empty_file_has_no_text(ending: str, tmp_path: Path) -> None:
    (tmp_path / f"a.{ending}").touch()
    assert type(failure(tmp_path / f"a.{ending}")) is NoText


@pytest.mark.parametrize("ending", ["txt", "md", "csv", "html", "docx", "xlsx", "pptx", "odt", "pdf"])
def test_white_space_alone_is_no_text(ending: str, tmp_path: Path) -> None:
    documents.WRITERS[f".{ending}"](tmp_path / f"a.{ending}", " \n \f \n")
    assert type(failure(tmp_path / f"a.{ending}")) is NoText


@pytest.mark.parametrize(
    ("ending", "part"),
    [("docx", "word/document.xml"), ("xlsx", "xl/workbook.xml"), ("odt", "content.xml")],
)
def test_an_office_file_with_broken_xml_is_damaged(ending: str, part: str, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / f"a.{ending}", "w") as packed:
        packed.writestr(part, "geen xml <")
    assert type(failure(tmp_path / f"a.{ending}")) is DamagedDocument


@pytest.mark.parametrize("ending", OFFICE)
def test_an_office_file_with_broken_bytes_is_damaged(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"a.{ending}"
    documents.WRITERS[f".{ending}"](path, TEXT)
    data = bytearray(path.read_bytes())
    for at in range(60, len(data) - 2000, 7):
        data[at] ^= 0x55
    path.write_bytes(data)
    assert type(failure(path)) is DamagedDocument


@pytest.mark.parametrize("packing", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_part_that_does_not_unpack_is_damaged(packing: int, tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w", packing) as packed:
        packed.writestr("word/document.xml", bytes(range(256)) * 20)
    data = bytearray(path.read_bytes())
    for at in range(60, 160, 3):
        data[at] ^= 0x55
    path.write_bytes(data)
    assert type(failure(path)) is DamagedDocument


def test_an_encrypted_odt_wants_its_password(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.odt", "w") as packed:
        packed.writestr("content.xml", bytes(range(256)))
        packed.writestr("META-INF/manifest.xml", "<manifest:encryption-data/>")
    assert type(failure(tmp_path / "a.odt")) is PasswordProtected


def test_a_zip_bomb_is_too_large(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.docx", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", b"a" * (101 * 2**20))
    error = failure(tmp_path / "a.docx")
    assert isinstance(error, TooLarge) and (error.size, error.limit) == (101, 100)


def test_a_large_file_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "a.pdf").open("wb") as file:
        file.truncate(201 * 2**20)
    error = failure(tmp_path / "a.pdf")
    assert isinstance(error, TooLarge) and (error.size, error.limit) == (201, 200)


def test_too_much_text_is_too_large(tmp_path: Path) -> None:
    documents.write_txt(tmp_path / "a.txt", "x" * (2**20 + 1))
    error = failure(tmp_path / "a.txt", ParsingLimits(text_characters=2**20))
    assert isinstance(error, TooLarge) and (error.size, error.limit) == (2, 1)


def test_an_unknown_ending_is_named(tmp_path: Path) -> None:
    error = failure(tmp_path / "a.DOC")
    assert isinstance(error, UnknownKind) and error.suffix == ".DOC"


def test_what_the_system_does_not_hand_out_is_unreadable(tmp_path: Path) -> None:
    (tmp_path / "map.pdf").mkdir()
    os.mkfifo(tmp_path / "pijp.txt")
    expected = {
        "weg.pdf": "ENOENT",
        "map.pdf": "EISDIR",
        "pijp.txt": "EINVAL",
        "x" * 300 + ".md": "ENAMETOOLONG",
    }
    for name, reason in expected.items():
        error = failure(tmp_path / name)
        assert isinstance(error, Unreadable) and error.reason == reason


@contextmanager
def without_rights_of_root() -> Iterator[None]:
    """Root may read everything, so the test becomes somebody else for a while."""
    before = os.geteuid()
    os.seteuid(before or 65534)
    try:
        yield
    finally:
        os.seteuid(before)


def test_a_file_without_permission_is_unreadable(tmp_path: Path) -> None:
    documents.write_txt(tmp_path / "a.txt", TEXT)
    (tmp_path / "a.txt").chmod(0)
    with without_rights_of_root():
        error = failure(tmp_path / "a.txt")
    assert isinstance(error, Unreadable) and error.reason == "EACCES"


def in_a_process(code: str, path: Path) -> str:
    """What a new process prints that runs `code` with `path` as its argument."""
    run = [sys.executable, "-W", "error", "-c", code, str(path)]
    return subprocess.run(run, capture_output=True, text=True, check=True, timeout=60).stdout.strip()


def test_running_out_of_memory_is_a_crash_of_the_parser(tmp_path: Path) -> None:
    documents.write_txt(tmp_path / "a.txt", "woord " * 20_000_000)
    code = """
import resource, sys, pathlib, store.parsing
used = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (used + 150 * 2**20,) * 2)
try:
    store.parsing.parse(pathlib.Path(sys.argv[1]))
except Exception as error:
    print(type(error).__name__)
"""
    assert in_a_process(code, tmp_path / "a.txt") == "ParserCrashed"


def test_a_mail_in_a_mail_without_end_is_a_crash_of_the_parser(tmp_path: Path) -> None:
    parts = (b"Content-Type: multipart/mixed; boundary=%d\n\n--%d\n" % (n, n) for n in range(1500))
    (tmp_path / "a.eml").write_bytes(b"Subject: Diep\n" + b"".join(parts))
    assert type(failure(tmp_path / "a.eml")) is ParserCrashed


def test_importing_costs_no_engine(tmp_path: Path) -> None:
    heavy = {"kreuzberg", "pypdfium2", "semantic_text_splitter"}
    code = f"import sys, store.parsing; print({heavy} & set(sys.modules))"
    assert in_a_process(code, tmp_path) == "set()"
