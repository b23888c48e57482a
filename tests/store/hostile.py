"""Files that were made to hurt, or that came out badly: each written by a function of its own.

Nothing of the program is used here.
"""

import io
import os
import zipfile
import zlib
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

from tests import documents, outlook

MIB = 2**20
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
SECRET = "ditstaatindegeheimemap"
"""What a file of the computer holds that a document tries to fetch."""


def zipped(parts: dict[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", packing) as packed:
        for name, data in parts.items():
            packed.writestr(name, data)
    return made.getvalue()


def word(body: str, before: str = "", **parts: bytes) -> bytes:
    """A Word file around this body; `before` is what stands before its root."""
    names = f'xmlns:w="{WORD}" xmlns:r="{RELATIONS}"'
    xml = f'<?xml version="1.0"?>{before}<w:document {names}><w:body>{body}</w:body></w:document>'
    return zipped({"word/document.xml": xml.encode(), **parts})


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def sheet(rows: str) -> bytes:
    only = '<sheets><sheet name="Blad1" sheetId="1" r:id="r1"/></sheets>'
    book = f'<workbook xmlns="{SHEET}" xmlns:r="{RELATIONS}">{only}</workbook>'
    relation = f'<Relationship Id="r1" Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>'
    relations = f'<Relationships xmlns="{PACKAGE_RELATIONS}">{relation}</Relationships>'
    office = f'<Relationship Id="r1" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/>'
    root = f'<Relationships xmlns="{PACKAGE_RELATIONS}">{office}</Relationships>'
    data = f'<worksheet xmlns="{SHEET}"><sheetData>{rows}</sheetData></worksheet>'
    return zipped(
        {
            "_rels/.rels": root.encode(),
            "xl/workbook.xml": book.encode(),
            "xl/_rels/workbook.xml.rels": relations.encode(),
            "xl/worksheets/sheet1.xml": data.encode(),
        }
    )


def cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def pdf(pages: int, content: bytes = b"", catalog: str = "", more: tuple[bytes, ...] = ()) -> bytes:
    """Pages that all have the same content, and what else there is: the first of `more` is object 5."""
    first = 5 + len(more)
    kids = " ".join(f"{first + number} 0 R" for number in range(pages))
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>".encode(),
        f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        documents._stream(content or b"BT /F 12 Tf 50 700 Td (De balie is open.) Tj ET"),
        *more,
    ]
    box = b"/MediaBox [0 0 595 842] /Contents 4 0 R"
    page = b"<< /Type /Page /Parent 2 0 R " + box + b" /Resources << /Font << /F 3 0 R >> >> >>"
    return documents._pdf_file(objects + [page] * pages)


def mail(*attached: tuple[str, bytes], subject: str = "Vraag", body: str = "Zie de bijlage.") -> EmailMessage:
    made = EmailMessage()
    made["Subject"] = subject
    made["From"] = "anna@voorbeeld.nl"
    made.set_content(body)
    for name, data in attached:
        made.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return made


def nested_mail(depth: int) -> bytes:
    made = mail(body="De kern is flinterbos.")
    for _ in range(depth):
        outer = mail()
        outer.add_attachment(made)
        made = outer
    return made.as_bytes()


def written(path: Path, text: str = "De balie is open.") -> bytes:
    documents.WRITERS[path.suffix](path, text)
    return path.read_bytes()


def a(kind: str, folder: Path, text: str = "De balie is open.") -> bytes:
    """A good file of this kind, as bytes."""
    path = folder / f"goed.{kind}"
    try:
        return written(path, text)
    finally:
        path.unlink()


# --- bombs and loops --------------------------------------------------------------------------------


def word_bomb(_: Path) -> bytes:
    return zipped({"word/document.xml": b"a" * (101 * MIB)})


def word_bomb_that_lies(_: Path) -> bytes:
    """The directory says that the part is small."""
    data = bytearray(zipped({"word/document.xml": b"<w:p/>" * (20 * MIB // 6)}))
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = (1000).to_bytes(4, "little")
    return bytes(data)


def sheet_bomb(_: Path) -> bytes:
    return zipped({"xl/workbook.xml": b"<workbook/>", "xl/worksheets/sheet1.xml": b" " * (101 * MIB)})


def slides_bomb(_: Path) -> bytes:
    return zipped({"ppt/presentation.xml": b" " * (101 * MIB)})


def text_bomb(_: Path) -> bytes:
    return zipped({"content.xml": b" " * (101 * MIB)})


def nested_archives(_: Path) -> bytes:
    inner = b"kern"
    for _ in range(50):
        inner = zipped({"word/document.xml": inner}, zipfile.ZIP_STORED)
    return inner


def overlapping_parts(_: Path) -> bytes:
    """Two names for the same bytes, as in the bombs that unpack to petabytes."""
    data = zipped({"word/document.xml": b"<w:p/>" * 1000, "word/footnote1.xml": b"x" * 10})
    at = data.rindex(b"PK\x01\x02")
    return data[: at + 42] + (0).to_bytes(4, "little") + data[at + 46 :]


def billion_laughs(_: Path) -> bytes:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    return word(paragraph("&a9;"), f'<!DOCTYPE w [<!ENTITY a0 "lach">{entities}]>')


def quadratic_entity(_: Path) -> bytes:
    return word(paragraph("&a;" * 20_000), f'<!DOCTYPE w [<!ENTITY a "{"x" * 20_000}">]>')


def deep_word(_: Path) -> bytes:
    return word("<w:p>" * 20_000 + "<w:r><w:t>diep</w:t></w:r>" + "</w:p>" * 20_000)


def deep_html(_: Path) -> bytes:
    return b"<html><body>" + b"<div>" * 2000 + b"diep" + b"</div>" * 2000


def deep_lists(_: Path) -> bytes:
    return b"<ul><li>" * 500 + b"diep" + b"</li></ul>" * 500


def deep_markdown(_: Path) -> bytes:
    return b">" * 20_000 + b" diep\n" + b"- " * 5000 + b"lijst"


def deep_rich_text(_: Path) -> bytes:
    return b"{\\rtf1 " + b"{" * 20_000 + b"diep" + b"}" * 20_000 + b"}"


def pages_that_are_their_own_parents(_: Path) -> bytes:
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"]
    return documents._pdf_file(objects)


def bookmarks_in_a_circle(_: Path) -> bytes:
    outlines = (b"<< /First 6 0 R /Last 6 0 R >>", b"<< /Title (a) /Parent 5 0 R /Next 6 0 R /First 6 0 R >>")
    return pdf(1, catalog="/Outlines 5 0 R", more=outlines)


def form_that_draws_itself(_: Path) -> bytes:
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources 5 0 R >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        page,
        documents._stream(b"/X Do"),
        b"<< /XObject << /X 6 0 R >> >>",
        documents._stream(b"/X Do", "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources 5 0 R"),
    ]
    return documents._pdf_file(objects)


def packed_many_times(_: Path) -> bytes:
    data = b"BT (x) Tj ET" * 1000
    for _ in range(30):
        data = zlib.compress(data)
    filters = "/Filter [" + "/FlateDecode " * 30 + "]"
    return pdf(1).replace(
        documents._stream(b"BT /F 12 Tf 50 700 Td (De balie is open.) Tj ET"),
        documents._stream(data, filters),
    )


def five_thousand_pages(_: Path) -> bytes:
    return pdf(5000)


def poster(_: Path) -> bytes:
    return pdf(1).replace(b"[0 0 595 842]", b"[0 0 9e9 9e9]")


def ten_thousand_parts(_: Path) -> bytes:
    kind = "Content-Type: application/octet-stream\nContent-Disposition: attachment; filename=a.txt"
    part = f"--x\n{kind}\n\nbijlage\n"
    return b"Subject: Veel\nContent-Type: multipart/mixed; boundary=x\n\n" + part.encode() * 10_000 + b"--x--"


def mail_in_mail(_: Path) -> bytes:
    return nested_mail(12)


def multipart_without_end(_: Path) -> bytes:
    parts = (b"Content-Type: multipart/mixed; boundary=%d\n\n--%d\n" % (n, n) for n in range(1500))
    return b"Subject: Diep\n" + b"".join(parts)


def message_in_message(_: Path) -> bytes:
    inner = outlook.message("Kern", "De kern is flinterbos.", head=24)
    for number in range(12):
        inner = outlook.message(f"Laag {number}", "Zie onder.", attached=[("", inner)], head=24)
    return outlook.compound_file(outlook.message("Buiten", "Zie onder.", attached=[("", inner)]))


def bomb_in_a_mail(folder: Path) -> bytes:
    return mail(("bom.docx", word_bomb(folder)), ("goed.txt", b"De balie is open.")).as_bytes()


# --- not what the name says -------------------------------------------------------------------------


def picture(_: Path) -> bytes:
    return documents.PNG


def program(_: Path) -> bytes:
    return b"MZ\x90\x00" + bytes(range(256)) * 40


def old_word(_: Path) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4000)


def page_instead_of_pdf(_: Path) -> bytes:
    return b"<!DOCTYPE html><html><body>Meld u aan</body></html>"


def sheet_instead_of_word(folder: Path) -> bytes:
    return a("xlsx", folder)


def zip_of_nothing(_: Path) -> bytes:
    return zipped({})


def zeros(_: Path) -> bytes:
    return bytes(100_000)


def random_message(_: Path) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes((n * 7919) % 256 for n in range(8000))


def one_letter(_: Path) -> bytes:
    return b"a"


def nothing(_: Path) -> bytes:
    return b""


def mark_only(_: Path) -> bytes:
    return b"\xef\xbb\xbf"


def truncated(kind: str) -> Callable[[Path], bytes]:
    def write(folder: Path) -> bytes:
        data = a(kind, folder, "De balie is open. " * 200)
        return data[: len(data) * 2 // 3]

    return write


def damaged(kind: str) -> Callable[[Path], bytes]:
    """In the middle: every seventh byte is another."""

    def write(folder: Path) -> bytes:
        data = bytearray(a(kind, folder, "De balie is open. " * 200))
        for at in range(len(data) // 5, len(data) * 4 // 5, 7):
            data[at] ^= 0x55
        return bytes(data)

    return write


def garbage_around(folder: Path) -> bytes:
    return b"rommel\n" * 20 + a("pdf", folder) + b"rommel\n" * 1000


# --- passwords --------------------------------------------------------------------------------------


def protected_pdf(folder: Path) -> bytes:
    documents.write_protected_pdf(folder / "p.pdf", "x")
    return (folder / "p.pdf").read_bytes()


def protected_office(folder: Path) -> bytes:
    documents.write_protected_docx(folder / "p.docx", "x")
    return (folder / "p.docx").read_bytes()


def protected_text(_: Path) -> bytes:
    return zipped({"content.xml": bytes(range(256)), "META-INF/manifest.xml": b"<manifest:encryption-data/>"})


def protected_part(folder: Path) -> bytes:
    """A zip file whose parts ask for a password."""
    data = bytearray(a("docx", folder))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + place] |= 1
            at = data.find(mark, at + 4)
    return bytes(data)


def protected_attachment(folder: Path) -> bytes:
    return mail(("slot.pdf", protected_pdf(folder))).as_bytes()


# --- text that is none ------------------------------------------------------------------------------


def null_bytes(_: Path) -> bytes:
    return b"De balie\x00 is open." + b"\x00"


def wide_without_mark(_: Path) -> bytes:
    return "De balie is open. ".encode("utf-16-le") * 50


def surrogates(_: Path) -> bytes:
    return b"De balie \xed\xa0\x80 is \xed\xbf\xbf open."


def wide_surrogates(_: Path) -> bytes:
    return b"\xff\xfe" + "De balie is open.".encode("utf-16-le") + b"\x00\xd8\x00\xd8"


def half_a_letter(_: Path) -> bytes:
    return "De balie is open: één".encode()[:-1]


def terminal_commands(_: Path) -> bytes:
    return b"De balie \x1b]0;titel\x07\x1b[2J is \x08\x08 open." + b"\nDe balie is open." * 20


def turned_text(_: Path) -> bytes:
    return "De balie \u202eneffo\u202c is open.".encode()


def combining_marks(_: Path) -> bytes:
    return ("De balie is open. z" + "\u0301" * 20_000).encode()


def one_long_line(_: Path) -> bytes:
    return b"x" * (3 * MIB)


def only_brackets(_: Path) -> bytes:
    return b"De balie is open. " + b"[" * 20_000 + b"](" * 20_000


def many_headings(_: Path) -> bytes:
    return b"# Kop\n" * 50_000 + b"De balie is open."


# --- tables -----------------------------------------------------------------------------------------


def one_endless_line(_: Path) -> bytes:
    return b"a;" * (12 * MIB)


def open_quotes(_: Path) -> bytes:
    return b'naam;"bedrag\n' + b'Bode;"20\n' * 20_000


def ten_thousand_columns(_: Path) -> bytes:
    return (b"a;" * 10_000 + b"\n") * 20


def huge_cell(_: Path) -> bytes:
    return b'naam;tekst\nBode;"' + b"balie " * 300_000 + b'"'


def million_empty_rows(_: Path) -> bytes:
    return sheet(f'<row r="1">{cell("A1", "balie")}</row>' + '<row r="9"/>' * 1_000_000)


def cell_at_the_end(_: Path) -> bytes:
    last = f'<row r="1048576">{cell("XFD1048576", "laatste")}</row>'
    return sheet(f'<row r="1">{cell("A1", "balie")}</row>{last}')


def formula_that_calls(_: Path) -> bytes:
    return sheet(f'<row r="1">{cell("A1", "balie")}<c r="B1"><f>cmd|\' /C calc\'!A0</f><v>1</v></c></row>')


def slides_without_slides(folder: Path) -> bytes:
    import pptx

    pptx.Presentation().save(str(folder / "leeg"))
    return (folder / "leeg").read_bytes()


# --- documents that want to fetch or run something --------------------------------------------------


def outside_entity(folder: Path) -> bytes:
    (folder / "geheim").write_text(SECRET)
    outside = f'<!DOCTYPE w [<!ENTITY buiten SYSTEM "file://{folder}/geheim">]>'
    return word(paragraph("De balie &buiten; is open."), outside)


def remote_template(_: Path) -> bytes:
    place = 'Target="http://127.0.0.1:9/x.dotm" TargetMode="External"'
    target = f'<Relationship Id="r1" Type="http://x/attachedTemplate" {place}/>'
    relations = f'<Relationships xmlns="{PACKAGE_RELATIONS}">{target}</Relationships>'
    return word(paragraph("De balie is open."), **{"word/_rels/settings.xml.rels": relations.encode()})


def part_outside(_: Path) -> bytes:
    return word(paragraph("De balie is open."), **{"../../../../tmp/ontsnapt.xml": b"<x/>"})


def pictures_of_the_computer(folder: Path) -> bytes:
    (folder / "geheim").write_text(SECRET)
    address = f"file://{folder}/geheim"
    fetched = f'<img src="{address}"><iframe src="{address}"></iframe><script src="{address}"></script>'
    return f"<p>De balie is open.</p>{fetched}".encode()


def script_in_a_pdf(_: Path) -> bytes:
    return pdf(1, catalog="/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>")


def file_in_a_pdf(_: Path) -> bytes:
    names = "/Names << /EmbeddedFiles << /Names [(x.exe) 5 0 R] >> >> /OpenAction << /S /Launch /F (x.exe) >>"
    return pdf(
        1,
        catalog=names,
        more=(b"<< /Type /Filespec /F (x.exe) /EF << /F 6 0 R >> >>", documents._stream(b"MZ")),
    )


def attachment_with_a_path(_: Path) -> bytes:
    return mail(("../../../tmp/<b>ontsnapt</b>.txt", b"De balie is open.")).as_bytes()


def broken_attachment(folder: Path) -> bytes:
    return mail(("stuk.pdf", truncated("pdf")(folder)[:30]), ("plaatje.png", documents.PNG)).as_bytes()


def not_a_letter_of_a_header(_: Path) -> bytes:
    return b"Subject: =?utf-8?b?////?=\nFrom: \xff\xfe\nDate: nooit\nContent-Type: ;;;=\n\nDe balie is open."


Writer = Callable[[Path], bytes]


def names() -> list[str]:
    """Names that a file may have, all of them of a text file."""
    long = "x" * (250 - 4) + ".txt"
    return [
        "<b>vet</b>&amp;<img src=x>.txt".replace("/", "\u2215"),
        "regel\nover\ttwee.txt",
        "\u202etxt.exe\u202c.txt",
        "\u200f\u200b.txt",
        long,
        "%s{0}{path}$(id)`id`;rm -rf.txt",
        "-rf --help.txt",
        " .txt",
        "e\u0301e\u0301n.TXT",
        "😀.txt",
    ]


def unreadable_places(folder: Path) -> dict[str, str]:
    """Things that are no file to read, by path; with the name of the error that says so."""
    (folder / "map.pdf").mkdir()
    os.mkfifo(folder / "pijp.txt")
    (folder / "lus-a.txt").symlink_to(folder / "lus-b.txt")
    (folder / "lus-b.txt").symlink_to(folder / "lus-a.txt")
    (folder / "nergens.txt").symlink_to(folder / "weg")
    (folder / "apparaat.txt").symlink_to("/dev/zero")
    return {
        "map.pdf": "EISDIR",
        "pijp.txt": "EINVAL",
        "lus-a.txt": "ELOOP",
        "nergens.txt": "ENOENT",
        "apparaat.txt": "EINVAL",
        "weg.txt": "ENOENT",
        "y" * 300 + ".txt": "ENAMETOOLONG",
    }
