"""Task files and forms."""

from pathlib import Path

import pytest

from app.errors import FieldInvalid, FieldMissing, FieldUnknown, TaskFileBroken, UnknownTask
from app.tasks import check_form, find, load, load_all

TASK = """
schema = 1
id = "{id}"
documents = "none"
name = {{ nl = "Proef", en = "Trial" }}
help = {{ nl = "", en = "" }}
instruction = {{ nl = "Schrijf.", en = "Write." }}
{rest}
[[sections]]
kind = "prose"
"""

FIELDS = """
[[fields]]
id = "amount"
kind = "number"
label = { nl = "Aantal", en = "Amount" }
minimum = 1
maximum = 9

[[fields]]
id = "day"
kind = "date"
label = { nl = "Dag", en = "Day" }

[[fields]]
id = "formal"
kind = "check"
label = { nl = "Formeel", en = "Formal" }

[[fields]]
id = "tone"
kind = "choice"
label = { nl = "Toon", en = "Tone" }

[[fields.choices]]
id = "warm"
label = { nl = "warm", en = "warm" }

[[fields.choices]]
id = "dry"
label = { nl = "zakelijk", en = "dry" }
"""


def write_task(folder: Path, identity: str = "trial", rest: str = "", name: str = "trial.toml") -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(TASK.format(id=identity, rest=rest), encoding="utf-8")
    return path


def test_three_tasks_are_built_in_and_speak_both_languages() -> None:
    tasks = load_all(Path("none"))
    assert set(tasks) == {"ask", "brainstorm", "write"}
    for task in tasks.values():
        words = [task.name, task.help, task.instruction, *(field.label for field in task.fields)]
        words += [section.heading for section in task.sections if section.heading.nl or section.heading.en]
        assert all(word.nl and word.en for word in words)


def test_a_task_of_ones_own_takes_the_place_of_the_built_in_one(tmp_path: Path) -> None:
    write_task(tmp_path / "tasks", "write")
    assert load_all(tmp_path / "tasks")["write"].name.en == "Trial"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("schema = nonsense\n", "line 1"),
        ("schema = 1", "missing required field"),
        (TASK.format(id="x", rest="colour = 'red'"), "colour"),
        (TASK.format(id="x", rest="").replace("schema = 1", "schema = 9"), "schema 9"),
        (TASK.format(id="x", rest=FIELDS + FIELDS), "same id"),
        (
            TASK.format(id="x", rest="").replace('kind = "prose"', 'kind = "list"\ncount = "nothing"'),
            "nothing",
        ),
        (TASK.format(id="x", rest="").replace('kind = "prose"', 'kind = "list"\ncount = 0'), "0"),
        (
            TASK.format(id="x", rest="").replace('[[sections]]\nkind = "prose"', "sections = []"),
            "no sections",
        ),
        (
            TASK.format(id="x", rest="").replace('"prose"', '"list"\ncount = 2\nparts = [{}, {}]'),
            "need a label",
        ),
    ],
)
def test_a_broken_task_file_is_named_with_the_reason(tmp_path: Path, content: str, reason: str) -> None:
    path = tmp_path / "broken.toml"
    path.write_text(content)
    with pytest.raises(TaskFileBroken) as caught:
        load(path)
    assert caught.value.path == str(path)
    assert reason in caught.value.reason


def test_an_unknown_task_is_named() -> None:
    with pytest.raises(UnknownTask):
        find({}, "poem")


def test_a_form_gets_its_defaults_and_knows_what_is_searched_for() -> None:
    form = check_form(load_all(Path("none"))["brainstorm"], {"subject": "  minder papier "}, "nl")
    assert form.value("count") == "5"
    assert form.search_text == "minder papier"
    assert {filled.field.id: filled.shown for filled in form.filled} == {
        "subject": "minder papier",
        "count": "5",
        "tone": "praktisch",
    }


def test_what_is_missing_or_unknown_is_named() -> None:
    task = load_all(Path("none"))["ask"]
    with pytest.raises(FieldMissing):
        check_form(task, {"question": "  \n "}, "nl")
    with pytest.raises(FieldUnknown):
        check_form(task, {"question": "x", "colour": "red"}, "nl")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("amount", "0"),
        ("amount", "10"),
        ("amount", "drie"),
        ("amount", "-1"),
        ("amount", "٣"),
        ("day", "31-12-2026"),
        ("day", "2026-02-30"),
        ("formal", "ja"),
        ("tone", "angry"),
    ],
)
def test_a_value_that_does_not_fit_says_what_does(tmp_path: Path, field: str, value: str) -> None:
    task = load(write_task(tmp_path / "tasks", rest=FIELDS))
    with pytest.raises(FieldInvalid) as caught:
        check_form(task, {field: value}, "nl")
    assert caught.value.field == field
    assert caught.value.allowed


def test_values_are_shown_in_the_readers_language(tmp_path: Path) -> None:
    task = load(write_task(tmp_path / "tasks", rest=FIELDS))
    values = {"amount": "3", "day": "2026-12-31", "formal": "yes", "tone": "dry"}
    shown = {filled.field.id: filled.shown for filled in check_form(task, values, "nl").filled}
    assert shown == {"amount": "3", "day": "2026-12-31", "formal": "ja", "tone": "zakelijk"}
