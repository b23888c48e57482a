"""What the window remembers: kept as it was, and never in the way of the work."""

import subprocess
import sys
import time
from pathlib import Path

import msgspec
import pytest
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication

from app.messages import Tuning
from app.paths import Paths
from app.ui.preferences import SAVE_AFTER_MS, Preferences, PreferencesFile, Preset
from store.schema import Scope

CHOSEN = Preferences(
    model_tunings={"/models/a.gguf": {"ask": Tuning(temperature=0.6)}},
    presets=(Preset("kort & krachtig", Tuning(temperature=0.4), "ask", "/models/a.gguf"),),
    model_before="small",
    language="nl",
    appearance="dark",
    geometry="AdnQywADAAA=",
    splitters={"main": "AAAA/w=="},
    task="brainstorm",
    drafts={"ask": {"question": "Hoe “laat” sluit de kantine?\nEn <b>wanneer</b>?"}},
    tunings={"ask": Tuning(temperature=0.7, max_tokens=300, seed=4)},
    scopes={"ask": Scope(collections=("personeel",), kinds=(".pdf",), changed_from="2026-01-31")},
    more_tuning=True,
    starter_noted=True,
    last_folder="/home/a/Documenten",
    reading=("/home/a/één.pdf", "/home/a/twee"),
    reading_into={"/home/a/twee": "personeel"},
    collection="personeel",
    page_zoom=1.5,
    page_as_text=True,
    source_geometry="AdnQywADAAA=",
)

SAVING_FOR_EVER = """
import sys
from app.paths import Paths
from app.ui.preferences import PreferencesFile
file = PreferencesFile(Paths.under(sys.argv[1]))
for number in range(10**9):
    letter = "ab"[number % 2]
    file.change(drafts={"ask": {"question": letter * 2_000_000}})
    file.save()
    if number == 1:
        print("saving", flush=True)
"""


@pytest.fixture
def paths(tmp_path: Path, qapp: QApplication) -> Paths:
    paths = Paths.under(tmp_path / "data")
    paths.create()
    return paths


def as_changes(preferences: Preferences) -> dict[str, object]:
    return {name: getattr(preferences, name) for name in preferences.__struct_fields__}


def test_the_example_differs_from_the_defaults_in_everything() -> None:
    """So that no field is forgotten in what follows."""
    assert all(getattr(CHOSEN, name) != getattr(Preferences(), name) for name in CHOSEN.__struct_fields__)


def test_what_was_chosen_is_there_at_the_next_start(paths: Paths) -> None:
    file = PreferencesFile(paths)
    assert file.now == Preferences()
    file.change(**as_changes(CHOSEN))
    file.save()
    assert PreferencesFile(paths).now == CHOSEN


def test_a_change_tells_the_new_preferences_and_no_change_tells_nothing(paths: Paths) -> None:
    file = PreferencesFile(paths)
    changed = QSignalSpy(file.changed)
    file.change(task="write")
    assert [changed.at(0)[0], changed.count()] == [Preferences(task="write"), 1]
    file.change(task="write")
    assert changed.count() == 1


def test_a_change_is_written_after_a_moment_and_not_at_once(paths: Paths) -> None:
    file = PreferencesFile(paths)
    file.change(task="write")
    assert not paths.window.exists()
    QTest.qWait(SAVE_AFTER_MS + 200)
    assert PreferencesFile(paths).now.task == "write"


def test_who_types_on_and_on_is_saved_all_the_same(paths: Paths) -> None:
    file = PreferencesFile(paths)
    end = time.monotonic() + 2 * SAVE_AFTER_MS / 1000
    while time.monotonic() < end and not paths.window.exists():
        file.change(last_folder=str(time.monotonic()))
        QTest.qWait(20)
    assert paths.window.exists()


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"null", b"\xff\xfe", b'{"task": ', b"no json", b'{"drafts": ' + b"[" * 100_000],
    ids=["empty", "cut", "list", "null", "bytes", "half", "words", "deep"],
)
def test_a_broken_file_counts_as_none_and_is_written_anew(paths: Paths, content: bytes) -> None:
    paths.window.write_bytes(content)
    file = PreferencesFile(paths)
    assert file.now == Preferences()
    file.change(task="write")
    file.save()
    assert PreferencesFile(paths).now == Preferences(task="write")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("appearance", "purple"),
        ("language", "fy"),
        ("drafts", {"ask": "no form"}),
        ("tunings", {"ask": {"temperature": "warm"}}),
        ("reading", "one"),
        ("more_tuning", 1),
        ("of_another_version", [1, 2]),
    ],
)
def test_a_value_that_is_not_understood_counts_as_none_and_the_others_stay(
    paths: Paths, name: str, value: object
) -> None:
    kept = msgspec.to_builtins(CHOSEN)
    paths.window.write_bytes(msgspec.json.encode({**kept, name: value}))
    if name in kept:
        default = getattr(Preferences(), name)
        assert PreferencesFile(paths).now == msgspec.structs.replace(CHOSEN, **{name: default})
    else:
        assert PreferencesFile(paths).now == CHOSEN


@pytest.mark.parametrize("obstacle", ["no folder", "file in its place", "folder of its name"])
def test_a_folder_that_cannot_be_written_costs_the_preferences_only(
    tmp_path: Path, qapp: QApplication, obstacle: str
) -> None:
    paths = Paths.under(tmp_path / "data")
    if obstacle == "file in its place":
        paths.root.write_text("no folder")
    elif obstacle == "folder of its name":
        paths.window.mkdir(parents=True)
    file = PreferencesFile(paths)
    file.change(task="write")
    file.save()
    assert file.now == Preferences(task="write")


def test_a_text_that_is_no_unicode_costs_the_preferences_only(paths: Paths) -> None:
    file = PreferencesFile(paths)
    file.change(task="write")
    file.save()
    file.change(drafts={"ask": {"question": "\ud800"}})
    file.save()
    assert file.now.drafts == {"ask": {"question": "\ud800"}}
    assert PreferencesFile(paths).now == Preferences(task="write")


def test_a_kill_while_it_is_written_leaves_the_old_or_the_new(paths: Paths) -> None:
    command = [sys.executable, "-c", SAVING_FOR_EVER, str(paths.root)]
    for kill_after in (0.01, 0.013, 0.017, 0.023, 0.029, 0.031):
        with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path(__file__).parents[3]) as saving:
            assert saving.stdout is not None
            saving.stdout.readline()
            time.sleep(kill_after)
            saving.kill()
        question = PreferencesFile(paths).now.drafts["ask"]["question"]
        assert question in ("a" * 2_000_000, "b" * 2_000_000)
