"""What LibreOffice finds in a document of another program: its real headings, lists, tables and notes."""

import subprocess
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"


@dataclass(frozen=True)
class Structure:
    """The headings in words, of the rest how many there are."""

    headings: tuple[str, ...]
    lists: int
    tables: int
    notes: int


def structure(path: Path) -> Structure:
    """Open a document in LibreOffice, save it as ODT, and count.

    Raises:
        OSError, subprocess.SubprocessError: LibreOffice is not there, or does not open it.
    """
    with tempfile.TemporaryDirectory() as folder:
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", "odt", "--outdir", folder, str(path)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        with zipfile.ZipFile(Path(folder, f"{path.stem}.odt")) as archive:
            content = ElementTree.fromstring(archive.read("content.xml"))
    headings = tuple("".join(heading.itertext()) for heading in content.iter(f"{_TEXT}h"))
    names = (f"{_TEXT}list", f"{_TABLE}table", f"{_TEXT}note")
    lists, tables, notes = (sum(1 for _ in content.iter(name)) for name in names)
    return Structure(headings, lists, tables, notes)
