"""The promises to scans: found, drawn, recognised when Tesseract is there, and said when it is not."""

import os
import shutil
import stat
from pathlib import Path

import pytest

from store.errors import NoText, NothingRecognised, PasswordProtected, WrongPassword
from store.parsing import content_of, document_of, parse
from store.readers.ocr import MOST_PIXELS, Tesseract, drawn, flowing
from tests import documents
from tests.scans import write_scan

TEXT = "Reglement thuiswerken\nDe coördinator vergoedt 40 euro per maand."

needs_tesseract = pytest.mark.skipif(not Tesseract().there, reason="Tesseract is not installed")


def tool(path: Path, script: str) -> str:
    """A program that stands in for Tesseract."""
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


def test_pages_that_are_pictures_are_scans_and_others_are_not(tmp_path: Path) -> None:
    write_scan(tmp_path / "a.pdf", "Een\fTwee", stamp="SCANNER 12")
    documents.write_pdf(tmp_path / "b.pdf", "Een.\f\fDrie.")
    assert [scan.page for scan in content_of(tmp_path / "a.pdf").scans] == [0, 1]
    assert content_of(tmp_path / "b.pdf").scans == []


@needs_tesseract
@pytest.mark.parametrize("turned", [0, 90])
def test_a_scan_is_recognised_also_when_it_lies_on_its_side(turned: int, tmp_path: Path) -> None:
    sentence = " De vergoeding wordt aan het einde van iedere maand uitbetaald door de afdeling." * 6
    write_scan(tmp_path / "a.pdf", TEXT + sentence, turned)
    (scan,) = content_of(tmp_path / "a.pdf").scans
    text = Tesseract().read(drawn(scan), 60)
    assert text is not None
    assert text.startswith("Reglement thuiswerken\n")
    assert "De coördinator vergoedt 40 euro per maand." in " ".join(text.split())


def test_recognised_text_stands_on_its_page_below_what_the_scanner_wrote(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    write_scan(path, "Een\fTwee", stamp="SCANNER 12")
    document = document_of(path, content_of(path), recognised={1: "De balie is open."})
    assert [page.text for page in document.pages] == ["SCANNER 12", "SCANNER 12\n\nDe balie is open."]
    assert document.passages[-1].page == 2


def test_a_scan_without_recognition_has_no_text_and_one_without_words_says_so(tmp_path: Path) -> None:
    documents.write_scanned_pdf(tmp_path / "a.pdf")
    with pytest.raises(NoText):
        parse(tmp_path / "a.pdf")
    with pytest.raises(NothingRecognised):
        document_of(tmp_path / "a.pdf", content_of(tmp_path / "a.pdf"), recognised={0: " "})


def test_lines_of_a_scan_flow_into_sentences() -> None:
    wrapped = (
        "De vergoeding voor thuiswerken wordt aan het einde van iedere\n"
        "maand uitbetaald door de dienst, na goed-\nkeuring door de leiding\n\ngevende van de afdeling."
        "\n\nTot ziens.\n\f"
    )
    text = flowing(wrapped)
    assert "iedere maand uitbetaald" in text and "goedkeuring" in text
    assert text.endswith("afdeling.\n\nTot ziens.")


def test_a_poster_is_drawn_smaller(tmp_path: Path) -> None:
    write_scan(tmp_path / "a.pdf", "Groot")
    data = (tmp_path / "a.pdf").read_bytes().replace(b"[0 0 595 842]", b"[0 0 14400 14400]")
    (tmp_path / "a.pdf").write_bytes(data.replace(b"q 595 0 0 842", b"q 14400 0 0 14400"))
    (scan,) = content_of(tmp_path / "a.pdf").scans
    picture = drawn(scan)
    width, height = map(int, picture.pgm.split(b"\n", 2)[1].split())
    assert width * height <= MOST_PIXELS * 1.01
    assert picture.dpi >= 70


def test_a_tesseract_that_is_missing_broken_or_slow_recognises_nothing(tmp_path: Path) -> None:
    write_scan(tmp_path / "a.pdf", "Een")
    (scan,) = content_of(tmp_path / "a.pdf").scans
    assert not Tesseract(str(tmp_path / "nergens")).there
    other = Tesseract(tool(tmp_path / "other", "printf 'List of languages\\nfra\\ndeu\\n'"))
    assert not other.there
    broken = Tesseract(tool(tmp_path / "broken", '[ "$1" = --list-langs ] && echo nld || exit 3'))
    assert broken.there and broken.languages == ("nld",)
    assert broken.read(drawn(scan), 10) is None
    slow = Tesseract(tool(tmp_path / "slow", '[ "$1" = --list-langs ] && echo eng || exec sleep 60'))
    assert slow.read(drawn(scan), 0.3) is None


def test_tesseract_gets_the_picture_by_its_input_and_nothing_of_the_document_in_its_command(
    tmp_path: Path,
) -> None:
    write_scan(tmp_path / "geheim.pdf", "Een")
    (scan,) = content_of(tmp_path / "geheim.pdf").scans
    script = f'[ "$1" = --list-langs ] && echo nld && exit\necho "$@" > {tmp_path}/command\nhead -c 2'
    assert Tesseract(tool(tmp_path / "tool", script)).read(drawn(scan), 10) == "P5"
    command = (tmp_path / "command").read_text()
    assert command.startswith("stdin stdout -l nld --dpi 300") and "geheim" not in command


def test_tesseract_is_found_on_the_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tool(tmp_path / "tesseract", "echo eng")
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    assert shutil.which("tesseract") == str(tmp_path / "tesseract")
    found = Tesseract()
    assert found.there and found.languages == ("eng",)


def test_a_tesseract_that_is_installed_later_is_found_then(tmp_path: Path) -> None:
    later = Tesseract(str(tmp_path / "tool"))
    assert not later.there
    tool(tmp_path / "tool", "echo nld")
    assert later.there


def test_a_protected_pdf_opens_with_its_password_only(tmp_path: Path) -> None:
    documents.write_protected_pdf(tmp_path / "a.pdf", "De kluiscode is flinterbos.", "gehéim")
    with pytest.raises(PasswordProtected):
        parse(tmp_path / "a.pdf")
    with pytest.raises(WrongPassword):
        parse(tmp_path / "a.pdf", password="fout")
    assert parse(tmp_path / "a.pdf", password="gehéim").pages[0].text == "De kluiscode is flinterbos."
