"""Makes scans: PDF files whose pages are pictures of a text. Nothing of the program is used here."""

import zlib
from pathlib import Path

import pypdfium2

from tests import documents

_DPI = 150
_WIDTH, _HEIGHT = 595, 842


def write_scan(path: Path, text: str, turned: int = 0, stamp: str = "") -> None:
    """A picture of each page of the text, `turned` by so many degrees; over it the letters of a scanner."""
    plain = path.with_suffix(".plain")
    documents.write_pdf(plain, text)
    drawn = pypdfium2.PdfDocument(plain.read_bytes())
    plain.unlink()
    width, height = (_WIDTH, _HEIGHT) if turned % 180 == 0 else (_HEIGHT, _WIDTH)
    shown = f"q {width} 0 0 {height} 0 0 cm /I Do Q BT /F 8 Tf 20 20 Td ({stamp}) Tj ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        documents._stream(shown),
    ]
    kids = []
    for page in drawn:
        bitmap = page.render(scale=_DPI / 72, grayscale=True, rotation=turned)
        pixels = bytes(bitmap.buffer)
        rows = (pixels[row * bitmap.stride :][: bitmap.width] for row in range(bitmap.height))
        size = f"/Width {bitmap.width} /Height {bitmap.height}"
        form = (
            "/Type /XObject /Subtype /Image /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode"
        )
        objects.append(documents._stream(zlib.compress(b"".join(rows)), f"{form} {size}"))
        resources = f"<< /Font << /F 3 0 R >> /XObject << /I {len(objects)} 0 R >> >>"
        box = f"/MediaBox [0 0 {width} {height}] /Contents 4 0 R"
        objects.append(f"<< /Type /Page /Parent 2 0 R {box} /Resources {resources} >>".encode())
        kids.append(f"{len(objects)} 0 R")
    drawn.close()
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    path.write_bytes(documents._pdf_file(objects))
