"""Makes small real documents of every kind, each from a path and a text.

In the text "\\f" ends a page, sheet or slide, "# " to "###### " begin a heading, "- " begins a list item
and a tab separates the cells of a row, where the kind of file has such things. No test data is kept as
files; nothing of the program is used here.
"""

import hashlib
import html
import itertools
import textwrap
import zipfile
import zlib
from collections.abc import Callable, Iterable, Sequence
from email.message import EmailMessage
from pathlib import Path

import docx
import openpyxl
import pptx

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4
_PADDING = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")
_FILE_ID = b"0123456789abcdef"


def write_txt(path: Path, text: str, encoding: str = "utf-8") -> None:
    path.write_bytes(text.encode(encoding))


def write_md(path: Path, text: str, encoding: str = "utf-8") -> None:
    path.write_bytes(text.encode(encoding))


def write_csv(path: Path, text: str, delimiter: str = ";", encoding: str = "utf-8") -> None:
    rows = ([f'"{cell}"' if delimiter in cell else cell for cell in row] for row in _rows(text))
    path.write_bytes("\r\n".join(delimiter.join(row) for row in rows).encode(encoding))


def write_html(path: Path, text: str, title: str = "", encoding: str = "utf-8") -> None:
    body = "\n".join(_html_block(block) for block in _blocks(text))
    head = f'<meta charset="{encoding}"><title>{html.escape(title)}</title><style>p {{ color: red }}</style>'
    page = f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"
    path.write_bytes(page.encode(encoding))


def write_eml(path: Path, text: str, subject: str = "Onderwerp", html_only: bool = False) -> None:
    message = EmailMessage()
    message["Subject"] = subject
    message["From"] = "Anna de Vries <anna@voorbeeld.nl>"
    message["To"] = "Bram Smit <bram@voorbeeld.nl>"
    message["Date"] = "Mon, 3 Mar 2025 10:00:00 +0100"
    message.set_content(
        f"<html><body><p>{html.escape(text)}</p></body></html>" if html_only else text,
        subtype="html" if html_only else "plain",
    )
    path.write_bytes(message.as_bytes())


def write_docx(path: Path, text: str, title: str = "") -> None:
    document = docx.Document()
    document.core_properties.title = title
    for block in _blocks(text):
        if isinstance(block, list):
            table = document.add_table(len(block), max(map(len, block)))
            for row, column, cell in _cells(block):
                table.cell(row, column).text = cell
        elif level := _level(block):
            document.add_heading(block[level + 1 :], level)
        elif block.startswith("- "):
            document.add_paragraph(block[2:], style="List Bullet")
        else:
            document.add_paragraph(block)
    document.save(str(path))


def write_xlsx(path: Path, text: str) -> None:
    """Sheets are called Blad1, Blad2 and so on."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, sheet in enumerate(text.split("\f"), 1):
        page = book.create_sheet(f"Blad{number}")
        for row in _rows(sheet):
            page.append([int(cell) if cell.isdigit() else cell for cell in row])
    book.save(path)


def write_pptx(path: Path, text: str) -> None:
    """The first line of a slide is its title."""
    show = pptx.Presentation()
    for slide_text in text.split("\f"):
        slide = show.slides.add_slide(show.slide_layouts[1])
        slide.shapes.title.text, _, slide.placeholders[1].text = slide_text.strip().partition("\n")
    show.save(str(path))


def write_odt(path: Path, text: str, title: str = "") -> None:
    names = "".join(
        f' xmlns:{short}="{name}"'
        for short, name in {
            "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
            "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
            "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
            "meta": "urn:oasis:names:tc:opendocument:xmlns:meta:1.0",
            "dc": "http://purl.org/dc/elements/1.1/",
        }.items()
    )
    body = "".join(_odt_block(block) for block in _blocks(text))
    kind = "application/vnd.oasis.opendocument.text"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("mimetype", kind)
        packed.writestr("META-INF/manifest.xml", _odt_manifest(kind))
        packed.writestr(
            "content.xml",
            f'<?xml version="1.0" encoding="UTF-8"?><office:document-content{names}><office:body>'
            f"<office:text>{body}</office:text></office:body></office:document-content>",
        )
        packed.writestr(
            "meta.xml",
            f'<?xml version="1.0" encoding="UTF-8"?><office:document-meta{names}><office:meta>'
            f"<dc:title>{html.escape(title)}</dc:title></office:meta></office:document-meta>",
        )


def write_pdf(path: Path, text: str, title: str = "", bookmarks: Sequence[tuple[str, int]] = ()) -> None:
    """Helvetica in the letters of cp1252; `bookmarks` are titles and pages, counted from 0."""
    path.write_bytes(_pdf(text, title, bookmarks))


def write_protected_pdf(path: Path, text: str, password: str = "geheim") -> None:
    """Opens with `password` only: the standard security handler, 40 bits (PDF 1.7, 7.6.3)."""
    path.write_bytes(_pdf(text, password=password))


def write_scanned_pdf(path: Path, text: str = "") -> None:
    """One page that is a picture; the text only decides its grey pixels."""
    pixels = (text.encode() or b"\x80") * 1024
    picture = _stream(
        pixels[:1024],
        "/Type /XObject /Subtype /Image /Width 32 /Height 32 /ColorSpace /DeviceGray /BitsPerComponent 8",
    )
    content = _stream(b"q 500 0 0 700 40 40 cm /I Do Q")
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
    path.write_bytes(
        _pdf_file(
            [
                b"<< /Type /Catalog /Pages 2 0 R >>",
                b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                page + b" /Resources << /XObject << /I 5 0 R >> >> >>",
                content,
                picture,
            ]
        )
    )


def write_damaged_pdf(path: Path, text: str) -> None:
    """Begins as a PDF does and holds no page."""
    path.write_bytes(_pdf(text)[:40])


def write_damaged_docx(path: Path, text: str) -> None:
    """The first half of a Word file, as after a broken download."""
    write_docx(path, text)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def write_protected_docx(path: Path, text: str) -> None:
    """The outside of a Word file with a password: an old-style container with an encrypted package."""
    name = "EncryptedPackage".encode("utf-16-le")
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1016) + name + zlib.compress(text.encode()))


WRITERS: dict[str, Callable[[Path, str], None]] = {
    ".pdf": write_pdf,
    ".docx": write_docx,
    ".xlsx": write_xlsx,
    ".pptx": write_pptx,
    ".odt": write_odt,
    ".html": write_html,
    ".md": write_md,
    ".txt": write_txt,
    ".csv": write_csv,
    ".eml": write_eml,
}


def _blocks(text: str) -> Iterable[str | list[list[str]]]:
    """Lines as blocks, and lines with tabs that follow each other as one table."""
    lines = [line for line in text.replace("\f", "\n").split("\n") if line.strip()]
    for is_table, group in itertools.groupby(lines, key=lambda line: "\t" in line):
        if is_table:
            yield [line.split("\t") for line in group]
        else:
            yield from group


def _rows(text: str) -> list[list[str]]:
    return [line.split("\t") for line in text.split("\n") if line.strip()]


def _cells(rows: list[list[str]]) -> Iterable[tuple[int, int, str]]:
    return ((at, column, cell) for at, row in enumerate(rows) for column, cell in enumerate(row))


def _level(block: str) -> int:
    marks = len(block) - len(block.lstrip("#"))
    return marks if block[marks : marks + 1] == " " else 0


def _html_block(block: str | list[list[str]]) -> str:
    if isinstance(block, list):
        rows = ("".join(f"<td>{html.escape(cell)}</td>" for cell in row) for row in block)
        return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"
    if level := _level(block):
        return f"<h{level}>{html.escape(block[level + 1 :])}</h{level}>"
    if block.startswith("- "):
        return f"<ul><li>{html.escape(block[2:])}</li></ul>"
    return f"<p>{html.escape(block)}</p>"


def _odt_manifest(kind: str) -> str:
    name = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{media}"/>'
        for path, media in (("/", kind), ("content.xml", "text/xml"), ("meta.xml", "text/xml"))
    )
    return f'<?xml version="1.0"?><manifest:manifest xmlns:manifest="{name}">{entries}</manifest:manifest>'


def _odt_block(block: str | list[list[str]]) -> str:
    if isinstance(block, list):
        cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
        rows = ("".join(cell.format(html.escape(text)) for text in row) for row in block)
        rows = (f"<table:table-row>{row}</table:table-row>" for row in rows)
        return f"<table:table>{''.join(rows)}</table:table>"
    if level := _level(block):
        return f'<text:h text:outline-level="{level}">{html.escape(block[level + 1 :])}</text:h>'
    if block.startswith("- "):
        item = f"<text:p>{html.escape(block[2:])}</text:p>"
        return f"<text:list><text:list-item>{item}</text:list-item></text:list>"
    return f"<text:p>{html.escape(block)}</text:p>"


def _pdf(text: str, title: str = "", bookmarks: Sequence[tuple[str, int]] = (), password: str = "") -> bytes:
    key, encryption = _pdf_key(password) if password else (b"", b"")
    pages = text.split("\f")
    first = 5 + len(bookmarks)
    kids = " ".join(f"{first + 2 * at} 0 R" for at in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Outlines 4 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        f"<< /Type /Outlines /First 5 0 R /Last {first - 1} 0 R >>".encode() if bookmarks else b"<< >>",
    ]
    for at, (name, page) in enumerate(bookmarks):
        following = f"/Next {6 + at} 0 R " if at + 1 < len(bookmarks) else ""
        place = f"/Parent 4 0 R {following}/Dest [{first + 2 * page} 0 R /Fit]"
        objects.append(b"<< /Title " + _pdf_string(name) + f" {place} >>".encode())
    for page_text in pages:
        content = len(objects) + 2
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            b"/Resources << /Font << /F 3 0 R >> >> " + f"/Contents {content} 0 R >>".encode()
        )
        objects.append(_stream(_encrypted(_pdf_content(page_text), key, content)))
    objects.append(b"<< /Title " + _pdf_string(title) + b" >>")
    return _pdf_file(objects, f"/Info {len(objects)} 0 R".encode() * bool(title) + encryption)


def _pdf_content(text: str) -> bytes:
    lines = [part for line in text.split("\n") for part in textwrap.wrap(line, 90) or [""]]
    shown = b"".join(_pdf_string(line) + b" Tj T*\n" for line in lines)
    return b"BT /F 10 Tf 13 TL 50 790 Td\n" + shown + b"ET"


def _pdf_string(text: str) -> bytes:
    escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return b"(" + escaped.encode("cp1252") + b")"


def _stream(data: bytes, fields: str = "") -> bytes:
    return f"<< {fields} /Length {len(data)} >>\nstream\n".encode() + data + b"\nendstream"


def _pdf_file(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    data, places = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R ".encode()
    return data + end + trailer + f" >>\nstartxref\n{len(data)}\n%%EOF\n".encode()


def _pdf_key(password: str) -> tuple[bytes, bytes]:
    padded = (password.encode("cp1252") + _PADDING)[:32]
    owner = _rc4(hashlib.md5(padded).digest()[:5], padded)
    rights = (-4).to_bytes(4, "little", signed=True)
    key = hashlib.md5(padded + owner + rights + _FILE_ID).digest()[:5]
    user, file_id = _rc4(key, _PADDING).hex(), _FILE_ID.hex()
    fields = f"/Filter /Standard /V 1 /R 2 /P -4 /O <{owner.hex()}> /U <{user}>"
    return key, f"/Encrypt << {fields} >> /ID [<{file_id}> <{file_id}>]".encode()


def _encrypted(data: bytes, key: bytes, number: int) -> bytes:
    if not key:
        return data
    return _rc4(hashlib.md5(key + number.to_bytes(3, "little") + bytes(2)).digest()[:10], data)


def _rc4(key: bytes, data: bytes) -> bytes:
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    i = j = 0
    out = bytearray()
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)
