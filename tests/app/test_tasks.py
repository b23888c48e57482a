"""Task files and forms."""

from contextlib import nullcontext
from pathlib import Path

import pytest

from app.errors import FieldInvalid, FieldMissing, FieldUnknown, TaskFileBroken, UnknownTask, fault_of
from app.messages import Language
from app.sentences import Sentences
from app.tasks import (
    Task,
    Tasks,
    Words,
    answer_language,
    check_field,
    check_form,
    find,
    load,
    load_all,
    number_bounds,
    reads_whole,
)

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


BUILT_IN = ("ask", "brainstorm", "compare", "faq", "letter", "message", "minutes", "summary", "write")


def words_of(task: Task) -> list[Words]:
    """All that a person or a model reads of a task, but for what may be left out."""
    words = [task.name, task.help, task.instruction]
    words += [task.notes] if task.reads != "passages" and task.id != "ask" else []
    words += [task.nothing_found] if task.documents == "required" else []
    words += [section.heading for section in task.sections if len(task.sections) > 1]
    words += [column.heading for section in task.sections for column in section.columns]
    words += [field.label for field in task.fields]
    words += [choice.label for field in task.fields for choice in field.choices]
    return words


def may_be_empty_in(task: Task) -> list[Words]:
    words = [part.label for section in task.sections for part in section.parts]
    words += [choice.says for field in task.fields for choice in field.choices]
    return words + [either for field in task.fields for either in (field.help, field.placeholder)]


def test_the_built_in_tasks_speak_both_languages() -> None:
    tasks = load_all(Path("none"))
    assert tuple(tasks) == BUILT_IN
    for task in tasks.values():
        assert all(word.nl and word.en for word in words_of(task)), task.id
        assert all(bool(word.nl) == bool(word.en) for word in may_be_empty_in(task)), task.id


@pytest.mark.parametrize("name", BUILT_IN)
def test_who_fills_in_a_built_in_task_is_helped(name: str) -> None:
    """Words to write have an example in the field; the level of language is chosen, and is told the model."""
    task = load_all(Path("none"))[name]
    for field in task.fields:
        typed = field.kind in ("text", "long_text", "lines") and field.id != "remarks"
        assert bool(field.placeholder.nl) >= typed, field.id
    level = task.field("level")
    assert level is not None
    assert [choice.id for choice in level.choices] == ["normal", "b1"]
    for language, words in (("nl", "korte zinnen"), ("en", "short sentences")):
        shown = check_field(level, "b1", language)
        assert shown is not None
        assert words in shown.shown


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", BUILT_IN)
def test_a_built_in_task_has_a_sample_and_a_short_example(name: str, language: Language) -> None:
    """Which documents the library has nobody knows; the rest of the sample is a right form."""
    task = load_all(Path("none"))[name]
    sample = {identity: words.in_language(language) for identity, words in task.sample.items()}
    chosen = {"documents": "/a.pdf\n/b.pdf"} if name == "compare" else {}
    form = check_form(task, {**chosen, **sample}, language)
    assert {filled.field.id for filled in form.filled} >= {*sample}
    (example,) = [example for example in task.examples if example.language == language]
    form = check_form(task, example.fields, language)
    assert {filled.field.id for filled in form.filled} >= {*example.fields}
    assert answer_language(task, form, language) == language
    assert len(example.answer.split()) <= 120


def test_a_letter_in_english_asks_for_no_dutch_form_of_address() -> None:
    task = load_all(Path("none"))["letter"]
    values = {"to": "Ms De Vries", "purpose": "To thank her", "address": "je"}
    assert check_form(task, {**values, "language": "en"}, "en").value("address") == ""
    assert check_form(task, values, "en").value("address") == "je"


def test_minutes_are_made_of_what_is_typed_or_of_documents_that_are_chosen() -> None:
    task = load_all(Path("none"))["minutes"]
    typed = check_form(task, {"notes": "3 maart. Anna belt de aannemer.", "documents": "d1"}, "nl")
    assert not reads_whole(task, typed)
    assert typed.documents == ()
    chosen = check_form(task, {"read": "whole", "notes": "3 maart.", "documents": "d1"}, "nl")
    assert reads_whole(task, chosen)
    assert (chosen.documents, chosen.value("notes")) == (("d1",), "")
    with pytest.raises(FieldMissing):
        check_form(task, {"read": "whole"}, "nl")


@pytest.mark.parametrize(("documents", "right"), [(1, False), (2, True), (5, True), (6, False)])
def test_two_to_five_documents_are_compared(documents: int, right: bool) -> None:
    values = {"documents": "\n".join(f"d{number}" for number in range(documents)), "points": "Prijs"}
    with nullcontext() if right else pytest.raises(FieldInvalid):
        check_form(load_all(Path("none"))["compare"], values, "nl")


def test_a_task_of_ones_own_takes_the_place_of_the_built_in_one(tmp_path: Path) -> None:
    write_task(tmp_path / "tasks", "write")
    assert load_all(tmp_path / "tasks")["write"].name.en == "Trial"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("schema = nonsense\n", "line 1"),
        ("schema = 1", "“id” is missing"),
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
        (TASK.format(id="x", rest="reads = 'all'"), "reads: all"),
        (TASK.format(id="x", rest="reads = 'tone'" + FIELDS), "reads: tone"),
        (TASK.format(id="x", rest="reads = 'day'" + FIELDS), "reads: day"),
    ],
)
def test_a_broken_task_file_is_named_with_the_reason(tmp_path: Path, content: str, reason: str) -> None:
    path = tmp_path / "broken.toml"
    path.write_text(content)
    with pytest.raises(TaskFileBroken) as caught:
        load(path)
    assert caught.value.path == str(path)
    assert reason in Sentences("en").error(fault_of(caught.value))


def test_an_unknown_task_is_named() -> None:
    with pytest.raises(UnknownTask):
        find(Tasks(), "poem")


def test_a_broken_file_is_told_and_the_other_tasks_work(tmp_path: Path) -> None:
    (tmp_path / "broken.toml").write_text("schema = ")
    tasks = load_all(tmp_path)
    assert [error.path for error in tasks.broken] == [str(tmp_path / "broken.toml")]
    assert find(tasks, "ask").id == "ask"
    with pytest.raises(TaskFileBroken):
        find(tasks, "broken")


def test_a_form_gets_its_defaults_and_knows_what_is_searched_for() -> None:
    form = check_form(load_all(Path("none"))["brainstorm"], {"subject": "  minder papier "}, "nl")
    assert form.value("count") == "5"
    assert form.search_text == "minder papier"
    assert {filled.field.id: filled.shown for filled in form.filled} == {
        "subject": "minder papier",
        "count": "5",
        "tone": "praktisch",
        "level": "gewoon",
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
        ("amount", "1" * 5000),
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


def test_one_field_is_checked_as_the_whole_form_is(tmp_path: Path) -> None:
    task = load(write_task(tmp_path / "tasks", rest=FIELDS))
    (filled,) = check_form(task, {"amount": " 3 "}, "nl").filled
    assert check_field(filled.field, " 3 ", "nl") == filled
    assert check_field(filled.field, " ", "nl") is None
    with pytest.raises(FieldMissing):
        check_field(load_all(Path("none"))["ask"].fields[0], " ", "nl")
    with pytest.raises(FieldInvalid):
        check_field(filled.field, "10", "nl")


def test_bounds_of_a_number_are_those_that_are_checked(tmp_path: Path) -> None:
    below = FIELDS.replace("minimum = 1", "minimum = -5")
    for place, fields in enumerate((FIELDS, below, FIELDS.replace("minimum = 1\nmaximum = 9", ""))):
        field = load(write_task(tmp_path / "tasks", f"trial{place}", rest=fields)).fields[0]
        lowest, highest = number_bounds(field)
        for fitting in (lowest, highest):
            assert check_field(field, str(fitting), "nl") is not None
        for outside in (lowest - 1, highest + 1):
            with pytest.raises(FieldInvalid):
                check_field(field, str(outside), "nl")


def test_how_much_is_read_is_said_by_the_task_or_by_who_fills_in_its_form() -> None:
    tasks = load_all(Path("none"))
    assert reads_whole(tasks["summary"], check_form(tasks["summary"], {}, "nl"))
    assert not reads_whole(tasks["write"], check_form(tasks["write"], {"request": "x"}, "nl"))
    ask = tasks["ask"]
    for choice, whole in (("", False), ("passages", False), ("whole", True)):
        assert reads_whole(ask, check_form(ask, {"question": "Welke?", "read": choice}, "nl")) is whole


# Documents that are always read


PINS = 'pinned = ["/beleid/handboek.docx", "C:\\\\beleid\\\\huisstijl.docx"]'


def test_a_task_names_documents_that_it_always_reads(tmp_path: Path) -> None:
    path = write_task(tmp_path, rest=PINS)
    path.write_text(path.read_text().replace('documents = "none"', 'documents = "optional"'))
    assert load(path).pinned == ("/beleid/handboek.docx", "C:\\beleid\\huisstijl.docx")


@pytest.mark.parametrize(
    ("pinned", "documents", "reason"),
    [
        ('["handboek.docx"]', "optional", "no absolute path"),
        ('["/a.docx", "/a.docx"]', "optional", "there twice"),
        ('["/a.docx"]', "none", "reads no documents"),
        ('"/a.docx"', "optional", "has to be a list"),
    ],
)
def test_what_cannot_be_always_read_is_a_broken_task(
    pinned: str, documents: str, reason: str, tmp_path: Path
) -> None:
    path = write_task(tmp_path, rest=f"pinned = {pinned}")
    path.write_text(path.read_text().replace('documents = "none"', f'documents = "{documents}"'))
    with pytest.raises(TaskFileBroken) as caught:
        load(path)
    assert reason in Sentences("en").error(fault_of(caught.value))


def test_tasks_that_repeat_what_they_read_may_be_drafted() -> None:
    tasks = load_all(Path("none"))
    quoting = {name for name, task in tasks.items() if task.quotes}
    assert quoting == {"ask", "compare", "faq", "minutes", "summary"}
