"""The promises to mails: of any program, with what is attached to them, within bounds."""

from email.message import EmailMessage
from pathlib import Path

import pytest

from store.parsing import content_of, is_supported, parse
from store.readers.attached import DEEPEST, MOST_ATTACHMENTS
from store.readers.rich_text import uncompressed
from tests import documents, outlook
from tests.scans import write_scan
from tests.store import hostile


def pages(path: Path) -> list[str]:
    return [page.text for page in parse(path).pages]


def test_attachments_are_further_pages_under_their_names(tmp_path: Path) -> None:
    documents.write_pdf(tmp_path / "b.pdf", "Een bijlage.\fMet twee pagina's.")
    data = (tmp_path / "b.pdf").read_bytes()
    (tmp_path / "a.eml").write_bytes(hostile.mail(("tarieven 2025.pdf", data)).as_bytes())
    outlook.write_msg(tmp_path / "a.msg", "Vraag", "Zie de bijlage.", attached=[("tarieven 2025.pdf", data)])
    for kind in ("eml", "msg"):
        first, *attached = pages(tmp_path / f"a.{kind}")
        assert "Attachments: tarieven 2025.pdf\n\nZie de bijlage." in first
        assert attached == ["## tarieven 2025.pdf\n\nEen bijlage.", "Met twee pagina's."]
        document = parse(tmp_path / f"a.{kind}")
        assert document.title == "Vraag"
        assert [passage.heading for passage in document.passages][1:] == ["tarieven 2025.pdf"] * 2


def test_a_message_of_outlook_is_its_heading_and_its_body(tmp_path: Path) -> None:
    outlook.write_msg(tmp_path / "A.MSG", "Vergoeding één", "Beste Bram,\r\nhet kost € 5.")
    assert is_supported(tmp_path / "A.MSG")
    assert pages(tmp_path / "A.MSG") == [
        "Subject: Vergoeding één\nFrom: Anna de Vries <anna@voorbeeld.nl>\nTo: Bram <bram@voorbeeld.nl>\n"
        "Cc: Carla\nDate: Mon, 03 Mar 2025 09:00:00 +0000\n\nBeste Bram,\nhet kost € 5."
    ]


def test_a_body_in_html_or_rich_text_reads_too(tmp_path: Path) -> None:
    outlook.write_msg(tmp_path / "a.msg", "H", "", html="<p>Hallo <b>café</b></p>".encode())
    assert pages(tmp_path / "a.msg")[0].endswith("\n\nHallo **café**")
    rich = rb"{\rtf1\ansi\ansicpg1252 Hallo caf\'e9.\par}"
    packed = len(rich).to_bytes(4, "little") * 2 + b"MELA" + bytes(4) + rich
    outlook.write_msg(tmp_path / "b.msg", "R", "", rich=packed)
    assert pages(tmp_path / "b.msg")[0].endswith("\n\nHallo café.")


def test_compressed_rich_text_is_unpacked() -> None:
    """The example of MS-OXRTFCP 3.1.1."""
    packed = bytes.fromhex(
        "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0"
    )
    assert uncompressed(packed) == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"
    for end in range(len(packed)):
        uncompressed(packed[:end])


@pytest.mark.parametrize("kind", ["eml", "msg"])
def test_a_mail_in_a_mail_is_read_with_what_is_attached_to_it(kind: str, tmp_path: Path) -> None:
    if kind == "eml":
        outer = hostile.mail()
        outer.add_attachment(hostile.mail(("c.txt", b"Het diepste."), subject="Binnen", body="Erin."))
        (tmp_path / "a.eml").write_bytes(outer.as_bytes())
    else:
        inner = outlook.message("Binnen", "Erin.", attached=[("c.txt", b"Het diepste.")], head=24)
        outlook.write_msg(tmp_path / "a.msg", "Vraag", "Zie de bijlage.", attached=[("", inner)])
    first, second, third = pages(tmp_path / f"a.{kind}")
    assert "Attachments: Binnen" in first and "Erin." not in first
    assert second.startswith("## Binnen\n\nSubject: Binnen\n") and second.endswith("Erin.")
    assert third == "## c.txt\n\nHet diepste."


def test_what_cannot_be_read_is_named_and_takes_nothing_with_it(tmp_path: Path) -> None:
    files = (
        ("plaatje.png", documents.PNG),
        ("stuk.docx", b"PK\x03\x04"),
        ("goed.txt", b"Goed."),
        ("leeg.txt", b""),
    )
    (tmp_path / "a.eml").write_bytes(hostile.mail(*files).as_bytes())
    first, *attached = pages(tmp_path / "a.eml")
    assert "Attachments: plaatje.png, stuk.docx, goed.txt, leeg.txt" in first
    assert attached == ["## goed.txt\n\nGoed."]


def test_attachments_are_bounded_in_number_and_depth(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(hostile.ten_thousand_parts(tmp_path))
    assert len(pages(tmp_path / "a.eml")) == 1 + MOST_ATTACHMENTS
    (tmp_path / "b.eml").write_bytes(hostile.nested_mail(DEEPEST))
    assert pages(tmp_path / "b.eml")[-1].endswith("De kern is flinterbos.")
    (tmp_path / "b.eml").write_bytes(hostile.nested_mail(DEEPEST + 1))
    assert "flinterbos" not in " ".join(pages(tmp_path / "b.eml"))
    (tmp_path / "c.msg").write_bytes(hostile.message_in_message(tmp_path))
    assert len(pages(tmp_path / "c.msg")) == 1 + DEEPEST


def test_a_scan_that_is_attached_is_one_of_the_pages_to_recognise(tmp_path: Path) -> None:
    write_scan(tmp_path / "b.pdf", "Een\fTwee")
    attached = (("c.txt", b"Tekst."), ("b.pdf", (tmp_path / "b.pdf").read_bytes()))
    (tmp_path / "a.eml").write_bytes(hostile.mail(*attached).as_bytes())
    assert [(scan.page, scan.page_in_pdf) for scan in content_of(tmp_path / "a.eml").scans] == [
        (2, 0),
        (3, 1),
    ]


def test_an_attachment_with_a_written_name_and_text_beside_the_body_stays_apart(tmp_path: Path) -> None:
    made = EmailMessage()
    made["Subject"] = "Vraag"
    made.set_content("De vraag zelf.")
    made.add_attachment("Los.", filename="notitie één.txt", disposition="inline")
    (tmp_path / "a.eml").write_bytes(made.as_bytes())
    assert pages(tmp_path / "a.eml") == [
        "Subject: Vraag\nAttachments: notitie één.txt\n\nDe vraag zelf.",
        "## notitie één.txt\n\nLos.",
    ]


def test_rich_text_is_a_document_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "a.rtf").write_bytes(rb"{\rtf1\ansi\ansicpg1252 De kluiscode is caf\'e9.\par Tweede.\par}")
    assert pages(tmp_path / "a.rtf") == ["De kluiscode is café.\n\nTweede."]
