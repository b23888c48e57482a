"""The promises to hostile files: each gives its text or the error that says what it is, in little time."""

import time
from pathlib import Path

import pytest

from store.errors import (
    DamagedDocument,
    DocumentError,
    NoText,
    ParserCrashed,
    PasswordProtected,
    TooLarge,
    Unreadable,
)
from store.parsing import parse
from tests.store import hostile

SECONDS = 20.0
"""For one file, on a slow machine that does other things too; most take milliseconds."""

OPEN = "De balie is open."

FILES: list[tuple[str, hostile.Writer, type[DocumentError] | str]] = [
    # bombs and loops
    ("docx", hostile.word_bomb, TooLarge),
    ("docx", hostile.word_bomb_that_lies, DamagedDocument),
    ("xlsx", hostile.sheet_bomb, TooLarge),
    ("pptx", hostile.slides_bomb, TooLarge),
    ("odt", hostile.text_bomb, TooLarge),
    ("docx", hostile.nested_archives, DamagedDocument),
    ("docx", hostile.overlapping_parts, DamagedDocument),
    ("docx", hostile.billion_laughs, NoText),
    ("docx", hostile.quadratic_entity, NoText),
    ("docx", hostile.deep_word, "diep"),
    ("html", hostile.deep_html, "diep"),
    ("html", hostile.deep_lists, "diep"),
    ("md", hostile.deep_markdown, "diep"),
    ("rtf", hostile.deep_rich_text, "diep"),
    ("pdf", hostile.pages_that_are_their_own_parents, DamagedDocument),
    ("pdf", hostile.bookmarks_in_a_circle, OPEN),
    ("pdf", hostile.form_that_draws_itself, NoText),
    ("pdf", hostile.packed_many_times, NoText),
    ("pdf", hostile.five_thousand_pages, OPEN),
    ("pdf", hostile.poster, OPEN),
    ("eml", hostile.ten_thousand_parts, "bijlage"),
    ("eml", hostile.mail_in_mail, "Zie de bijlage."),
    ("eml", hostile.multipart_without_end, ParserCrashed),
    ("msg", hostile.message_in_message, "Zie onder."),
    ("eml", hostile.bomb_in_a_mail, OPEN),
    # not what the name says
    ("pdf", hostile.picture, DamagedDocument),
    ("txt", hostile.program, DamagedDocument),
    ("docx", hostile.old_word, DamagedDocument),
    ("msg", hostile.old_word, DamagedDocument),
    ("pdf", hostile.page_instead_of_pdf, DamagedDocument),
    ("docx", hostile.sheet_instead_of_word, DamagedDocument),
    ("docx", hostile.zip_of_nothing, DamagedDocument),
    ("txt", hostile.zeros, DamagedDocument),
    ("csv", hostile.zeros, DamagedDocument),
    ("msg", hostile.random_message, DamagedDocument),
    ("msg", hostile.picture, DamagedDocument),
    ("rtf", hostile.picture, DamagedDocument),
    ("pdf", hostile.one_letter, DamagedDocument),
    ("xlsx", hostile.one_letter, DamagedDocument),
    ("txt", hostile.one_letter, "a"),
    ("txt", hostile.mark_only, NoText),
    *((kind, hostile.nothing, NoText) for kind in ("pdf", "docx", "msg", "eml", "rtf", "html")),
    *((kind, hostile.truncated(kind), DamagedDocument) for kind in ("docx", "xlsx", "pptx", "odt")),
    ("pdf", hostile.truncated("pdf"), DamagedDocument),
    *((kind, hostile.damaged(kind), DamagedDocument) for kind in ("docx", "xlsx", "odt")),
    ("pptx", hostile.damaged("pptx"), "De balie"),
    ("pdf", hostile.garbage_around, OPEN),
    # passwords
    ("pdf", hostile.protected_pdf, PasswordProtected),
    ("docx", hostile.protected_office, PasswordProtected),
    ("xlsx", hostile.protected_office, PasswordProtected),
    ("pptx", hostile.protected_office, PasswordProtected),
    ("odt", hostile.protected_text, PasswordProtected),
    ("docx", hostile.protected_part, PasswordProtected),
    ("eml", hostile.protected_attachment, "Attachments: slot.pdf"),
    # text that is none
    ("txt", hostile.null_bytes, OPEN),
    ("txt", hostile.wide_without_mark, OPEN),
    ("txt", hostile.surrogates, "De balie"),
    ("txt", hostile.wide_surrogates, OPEN),
    ("txt", hostile.half_a_letter, "De balie is open: "),
    ("txt", hostile.terminal_commands, "De balie"),
    ("txt", hostile.turned_text, "De balie"),
    ("txt", hostile.combining_marks, OPEN),
    ("txt", hostile.one_long_line, "xxxx"),
    ("md", hostile.only_brackets, OPEN),
    ("md", hostile.many_headings, OPEN),
    # tables
    ("csv", hostile.one_endless_line, TooLarge),
    ("csv", hostile.open_quotes, "Bode"),
    ("csv", hostile.ten_thousand_columns, "a\ta"),
    ("csv", hostile.huge_cell, "balie balie"),
    ("xlsx", hostile.million_empty_rows, "balie"),
    ("xlsx", hostile.cell_at_the_end, "balie"),
    ("xlsx", hostile.formula_that_calls, "balie"),
    ("pptx", hostile.slides_without_slides, NoText),
    # what wants to fetch or run something
    ("docx", hostile.outside_entity, "De balie"),
    ("docx", hostile.remote_template, OPEN),
    ("docx", hostile.part_outside, OPEN),
    ("html", hostile.pictures_of_the_computer, OPEN),
    ("pdf", hostile.script_in_a_pdf, OPEN),
    ("pdf", hostile.file_in_a_pdf, OPEN),
    ("eml", hostile.attachment_with_a_path, OPEN),
    ("eml", hostile.broken_attachment, "Attachments: stuk.pdf, plaatje.png"),
    ("eml", hostile.not_a_letter_of_a_header, OPEN),
]


def test_there_are_more_than_sixty() -> None:
    assert len(FILES) >= 60


@pytest.mark.parametrize(
    ("ending", "write", "expected"),
    FILES,
    ids=[f"{write.__qualname__.split('.')[0]}-{ending}" for ending, write, _ in FILES],
)
def test_a_hostile_file_gives_its_text_or_says_what_it_is(
    ending: str, write: hostile.Writer, expected: type[DocumentError] | str, tmp_path: Path
) -> None:
    path = tmp_path / f"a.{ending}"
    path.write_bytes(write(tmp_path))
    began = time.monotonic()
    if isinstance(expected, str):
        document = parse(path)
        text = "\n".join(page.text for page in document.pages)
        assert expected in text
        assert hostile.SECRET not in text
        assert "\x00" not in text
        text.encode()
        for passage in document.passages:
            assert document.pages[passage.page - 1].text[passage.start : passage.end] == passage.text
    else:
        with pytest.raises(DocumentError) as caught:
            parse(path)
        assert type(caught.value) is expected
        assert caught.value.path == str(path)
    assert time.monotonic() - began < SECONDS
    assert not Path("/tmp/ontsnapt.xml").exists() and not Path("/tmp/ontsnapt.txt").exists()


@pytest.mark.parametrize("name", hostile.names())
def test_a_name_is_only_a_name(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(OPEN)
    document = parse(tmp_path / name)
    assert document.pages[0].text == OPEN
    assert "\n" not in document.title
    assert document.title.strip()


def test_what_is_no_file_is_named(tmp_path: Path) -> None:
    for name, reason in hostile.unreadable_places(tmp_path).items():
        with pytest.raises(Unreadable) as caught:
            parse(tmp_path / name)
        assert caught.value.reason == reason, name
