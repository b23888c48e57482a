"""Fields on the command line."""

from pathlib import Path

import pytest

from app.errors import FieldFileUnreadable
from app.field_options import MOST_BYTES, field_values
from app.tasks import load_all

MINUTES = load_all(Path("none"))["minutes"]
COMPARE = load_all(Path("none"))["compare"]


def test_a_value_may_be_the_text_of_a_file(tmp_path: Path) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_bytes(b"\xef\xbb\xbfBesloten: de kantine sluit.\n")
    assert field_values(MINUTES, [("notes", f"@{notes}")]) == {"notes": "Besloten: de kantine sluit."}


def test_a_value_may_begin_with_the_mark_of_a_file() -> None:
    assert field_values(MINUTES, [("notes", "@@jan sluit af"), ("notes", "jan@kantoor")]) == {
        "notes": "jan@kantoor"
    }
    assert field_values(MINUTES, [("notes", "@@jan")]) == {"notes": "@jan"}


def test_what_has_several_values_may_be_given_more_than_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "noord.pdf").touch()
    monkeypatch.chdir(tmp_path)
    given = [("documents", "noord.pdf"), ("documents", "an-id"), ("points", "Prijs"), ("points", "Termijn")]
    assert field_values(COMPARE, given) == {
        "documents": f"{tmp_path / 'noord.pdf'}\nan-id",
        "points": "Prijs\nTermijn",
    }


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00", b"x" * (MOST_BYTES + 1)])
def test_a_file_that_is_no_text_is_named(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "notes.txt"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(FieldFileUnreadable) as caught:
        field_values(MINUTES, [("notes", f"@{file}")])
    assert caught.value.path == str(file)


def test_a_field_that_the_task_lacks_is_left_to_the_form() -> None:
    assert field_values(MINUTES, [("nothing", "x")]) == {"nothing": "x"}
