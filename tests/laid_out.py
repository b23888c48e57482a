"""Makes PDF files line by line, laid out in ways that make a quote hard to find on its page.

Documents of a given text are made by `tests.documents`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.documents import _pdf_file, _pdf_string, _stream

LETTER_SIZE = 10
UPRIGHT = (1, 0, 0, 1)
LEFTWARDS = (0, 1, -1, 0)
"""Text that runs from the bottom of the page to its top."""

Matrix = tuple[float, float, float, float]


@dataclass(frozen=True)
class Line:
    """Words in Helvetica at a place in points from the lower left corner."""

    x: float
    y: float
    text: str
    matrix: Matrix = UPRIGHT
    size: float = LETTER_SIZE


@dataclass(frozen=True)
class Sheet:
    """A page. `fields` go into its dictionary as they are; "\\x01" and "\\x02" are ligatures of its font."""

    lines: Sequence[Line]
    box: tuple[float, float, float, float] = (0, 0, 595, 842)
    fields: str = ""

    def without(self, quoted: Sequence[int]) -> "Sheet":
        """The same page without these lines."""
        left = [line for at, line in enumerate(self.lines) if at not in quoted]
        return Sheet(left, self.box, self.fields)


def write_sheets(path: Path, *sheets: Sheet, font: str = "") -> None:
    """`font` replaces what the font's dictionary holds."""
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(len(sheets)))
    told = font or (
        "/Subtype /Type1 /BaseFont /Helvetica "
        "/Encoding << /BaseEncoding /WinAnsiEncoding /Differences [1 /fi /fl] >>"
    )
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(sheets)} >>".encode(),
        f"<< /Type /Font {told} >>".encode(),
    ]
    for sheet in sheets:
        box = " ".join(map(str, sheet.box))
        page = f"/Type /Page /Parent 2 0 R /MediaBox [{box}] /Contents {len(objects) + 2} 0 R {sheet.fields}"
        objects.append(f"<< {page} /Resources << /Font << /F 3 0 R >> >> >>".encode())
        objects.append(_stream(b"\n".join(map(_shown, sheet.lines))))
    path.write_bytes(_pdf_file(objects))


def _shown(line: Line) -> bytes:
    matrix = " ".join(map(str, (*line.matrix, line.x, line.y)))
    return f"BT /F {line.size} Tf {matrix} Tm ".encode() + _pdf_string(line.text) + b" Tj ET"


def column(x: float, top: float, *texts: str, leading: float = 14) -> list[Line]:
    """Lines below each other."""
    return [Line(x, top - leading * at, text) for at, text in enumerate(texts)]
