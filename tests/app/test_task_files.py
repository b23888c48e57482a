"""Tasks as files: written and read again, kept in the person's folder, shared, and what is wrong told by
line."""

import time
import tomllib
from pathlib import Path

import msgspec
import pytest

from app.errors import (
    AppError,
    TaskBuiltIn,
    TaskFileBroken,
    TaskFileExists,
    TaskFileUnwritable,
    TaskNotBuiltIn,
    TaskThere,
    UnknownTask,
    fault_of,
)
from app.messages import Tuning
from app.sentences import Sentences
from app.tasks import SCHEMA, Choice, Column, Condition, Example, Field, Part, SectionForm, Task, Words, load
from app.tasks.files import LARGEST_FILE, parse
from app.tasks.key_lines import KeyLines
from app.tasks.own import STARTS, OwnTasks, hand_out, new_id, starting_point
from app.tasks.rules import problems
from app.tasks.writing import as_toml, write

WORDS = {"nl": Sentences("nl"), "en": Sentences("en")}

FIRST = """
schema = 1
id = "trial"
documents = "none"
name = { nl = "Proef", en = "Trial" }
help = { nl = "", en = "" }
instruction = { nl = "Schrijf.", en = "Write." }

[[fields]]
id = "tone"
kind = "choice"

[fields.label]
nl = "Toon"
en = "Tone"

[[fields.choices]]
id = "warm"
label = { nl = "warm", en = "warm" }

[[sections]]
kind = "list"
count = 3
parts = [
    {},
    { label = { nl = "Waarom:", en = "Why:" } },
]
"""

EVERYTHING = Task(
    schema=SCHEMA,
    id="everything",
    name=Words(nl='Alles "tussen" aanhalingstekens', en="Everything\\"),
    help=Words(nl="Eén", en="One"),
    documents="required",
    instruction=Words(nl='Regel een.\nRegel twee.\n\n"""Drie"""', en="Line one.\nLine two.\t\u202e"),
    nothing_found=Words(nl="Niets.", en="Nothing."),
    reads="read",
    notes=Words(nl="Noteer.", en="Note."),
    pinned=("C:\\beleid\\huisstijl.docx", "/beleid/handboek.docx"),
    claims=False,
    quotes=True,
    language="en",
    fields=(
        Field(
            "read", "choice", Words(nl="Lees"), default="whole", choices=(Choice("whole", Words(en="all")),)
        ),
        Field("points", "lines", Words(nl="Punten"), required=True, minimum=1, maximum=4),
        Field("why", "text", Words(nl="Waarom"), shown_if=Condition("read", ("whole",)), searches=True),
    ),
    sections=(
        SectionForm("list", Words(nl="Lijst"), count=3, least=1, parts=(Part(), Part(Words(nl="W:"), 0.5))),
        SectionForm("table", count="points", columns=(Column(Words(nl="A")), Column(Words(nl="B"), 2.0))),
        SectionForm("choice", choices=(Choice("a", Words(nl="A")), Choice("b", Words(nl="B")))),
    ),
    examples=(Example("nl", {"points": "een\ntwee"}, "## Lijst\n\n1. Een\n"),),
    sample={"points": Words(nl="x", en="y")},
    tuning=Tuning(0.7, 300, seed=5),
)


@pytest.fixture
def own(tmp_path: Path) -> OwnTasks:
    return OwnTasks(tmp_path / "tasks")


def said(error: AppError, language: str = "en") -> str:
    return WORDS[language].error(fault_of(error))


# Written and read again


@pytest.mark.parametrize(
    "task", [EVERYTHING, *OwnTasks(Path("none")).built_in.values()], ids=lambda task: task.id
)
def test_what_is_written_is_read_again_as_it_was(task: Task, tmp_path: Path) -> None:
    write(task, tmp_path / "one.toml")
    assert load(tmp_path / "one.toml") == task
    write(load(tmp_path / "one.toml"), tmp_path / "two.toml")
    assert (tmp_path / "two.toml").read_bytes() == (tmp_path / "one.toml").read_bytes()


def test_a_file_is_good_to_read_and_says_nothing_that_is_so_anyway() -> None:
    text = as_toml(EVERYTHING)
    assert text.startswith(f'schema = {SCHEMA}\nid = "everything"\n')
    assert 'nl = """\nRegel een.\nRegel twee.\n' in text
    assert "top_p" not in text
    assert "placeholder" not in text
    assert "paragraphs" not in text
    read = msgspec.convert(tomllib.loads(as_toml(EVERYTHING)), Task)
    assert as_toml(read) == text  # a default that was read is one too


def test_a_kill_while_writing_leaves_the_old_file(own: OwnTasks, tmp_path: Path) -> None:
    own.save(EVERYTHING)
    (tmp_path / "tasks" / "everything.toml.part").write_text("schema = 2\nid =")
    assert own.all()["everything"] == EVERYTHING
    assert not own.all().broken


def test_a_folder_that_takes_nothing_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(TaskFileUnwritable) as caught:
        OwnTasks(tmp_path / "file").save(EVERYTHING)
    assert str(tmp_path / "file") in said(caught.value)


# Migrated


def test_a_file_of_the_first_schema_is_read_and_written_in_todays(tmp_path: Path, own: OwnTasks) -> None:
    (tmp_path / "old.toml").write_text(FIRST)
    task = own.take_in(tmp_path / "old.toml")
    assert task.schema == SCHEMA
    assert task.fields[0].choices[0].id == "warm"
    assert task.sections[0].parts[1].label.en == "Why:"
    assert f"schema = {SCHEMA}\n" in (tmp_path / "tasks" / "trial.toml").read_text()
    assert own.all()["trial"] == task


def test_a_file_of_a_newer_schema_is_told_as_such_whatever_else_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "new.toml"
    path.write_text("# made later\nfrom_then = true\nschema = 99\n")
    with pytest.raises(TaskFileBroken) as caught:
        load(path)
    assert (caught.value.line, caught.value.reason) == (3, "newer_schema")
    assert "newer version" in said(caught.value)


# Lines


@pytest.mark.parametrize(
    ("before", "after", "at", "words"),
    [
        ('kind = "choice"', 'kind = "poem"', "poem", "“poem” is not possible"),
        ('id = "tone"', "id = 7", "id = 7", "“id” has to be text"),
        ('nl = "Toon"', "nl = [1]", "nl = [1]", "“nl” has to be text"),
        ('en = "Tone"', 'fr = "Ton"', "fr =", "no “fr”"),
        ('label = { nl = "warm"', 'label = { de = "warm"', "de =", "no “de”"),
        ('id = "warm"', "", "[[fields.choices]]", "“id” is missing"),
        ("count = 3", "count = 0", "count = 0", "“0” is no number"),
        ("count = 3", 'count = "some"', "count =", "“some” is no number"),
        (
            '{ label = { nl = "Waarom:"',
            '{ weight = true, label = { nl = "x"',
            "true",
            "“weight” has to be a number",
        ),
        ('documents = "none"', 'documents = "none"\npinned = ["/a"]', "pinned", "none can always be read"),
        ("count = 3", "count = 3\nweight = nan", "nan", "weight nan"),
        ('id = "trial"', 'id = "../trial"', "../trial", "cannot be an id"),
        ('kind = "choice"', 'kind = "choice"\ndefault = "cold"', "cold", "“cold” does not fit"),
        ("[[sections]]", "[tuning]\ntemperature = 9.0\n\n[[sections]]", "9.0", "between 0.0-2.0"),
        ("schema = 1", "schema = ", "schema =", "cannot be read"),
        ('id = "trial"', 'id = "trial', '"trial', "no quotation mark"),
        ("schema = 1", "schema", "schema", "followed by ="),
        ("schema = 1", "schema = 1\nschema = 2", "schema = 2", "there already"),
        ("schema = 1", "schema = 1 2", "1 2", "after the value"),
        ("count = 3", 'count = "\\q"', "\\q", "write a \\"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(before: str, after: str, at: str, words: str) -> None:
    assert before in FIRST
    text = FIRST.replace(before, after, 1)
    with pytest.raises(TaskFileBroken) as caught:
        parse(text.encode(), "trial.toml")
    assert at in text.splitlines()[caught.value.line - 1]
    assert f"line {caught.value.line}" in said(caught.value)
    assert words in said(caught.value)
    assert f"regel {caught.value.line}" in said(caught.value, "nl")


def test_lines_are_found_however_a_file_is_written() -> None:
    text = '# [x]\na.b = 1\n"c d" = """\n[no]\n"""\n[[e]]\nf = [\n  { g = "}" }, # ]\n  { g = 2 },\n]\n'
    text += "[[e]]\n[e.h]\ni = 1"
    tomllib.loads(text)
    lines = KeyLines(text)
    places = {("a", "b"): 2, ("c d",): 3, ("e", 0): 6, ("e", 0, "f", 1, "g"): 9, ("e", 1, "h", "i"): 13}
    assert {place: lines.line(place) for place in places} == places
    assert lines.line(("e", 1, "h", "nothing")) == 12
    assert lines.line(("nothing",)) == 0


@pytest.mark.parametrize("task", [EVERYTHING, *map(starting_point, STARTS)], ids=lambda task: task.id)
def test_every_problem_has_words_in_both_languages(task: Task) -> None:
    """Each part of a task is broken in turn."""
    assert not problems(task)
    broken = [
        msgspec.structs.replace(task, schema=0, id="?", documents="required", nothing_found=Words()),
        msgspec.structs.replace(task, sections=(), reads="x", language="x", tuning=Tuning(9.0)),
        msgspec.structs.replace(task, pinned=("a", "a"), documents="none"),
        msgspec.structs.replace(
            task, fields=(Field("a", "choice", Words()), Field("a", "documents", Words()))
        ),
        msgspec.structs.replace(task, fields=(Field("a", "number", Words(), minimum=2, maximum=1),) * 101),
        msgspec.structs.replace(
            task, sections=(SectionForm("table"), SectionForm("choice"), SectionForm("list", parts=()))
        ),
    ]
    for one in broken:
        assert problems(one)
        for problem in problems(one):
            for language in ("nl", "en"):
                assert WORDS[language].problem(problem.kind, problem.about)


# Hostile files


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"a" + b".a" * 400_000 + b" = 1", "too_deep"),
        (b"a = " + b"[" * 100_000, "too_deep"),
        (b"a = " + b"{a=" * 100_000, "too_deep"),
        (b"[" + b"a." * 200_000 + b"a]", "too_deep"),
        (b"# " + b"x" * LARGEST_FILE, "too_large"),
        (b"\xff\xfea", "no_text"),
        (b"schema = 1" + b"0" * 5000, ""),
        (b'a = "' + b'\\"' * 400_000, "toml_text_end"),
        (b'a = """' + b'\\"' * 400_000, "toml_text_end"),
        (b"'" * 900_000, ""),
        (b"\0" * 1000, "toml_statement"),
    ],
    ids=range(11),
)
def test_a_hostile_file_is_refused_soon(content: bytes, reason: str) -> None:
    began = time.monotonic()
    with pytest.raises(TaskFileBroken) as caught:
        parse(content, "hostile.toml")
    assert time.monotonic() - began < 5
    assert not reason or caught.value.reason == reason
    assert len(said(caught.value)) < 400


def test_a_file_that_is_refused_changes_nothing(tmp_path: Path, own: OwnTasks) -> None:
    own.save(EVERYTHING)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.toml")}
    (tmp_path / "bad.toml").write_text(FIRST.replace('id = "trial"', 'id = "everything"\nkind = 1'))
    with pytest.raises(TaskFileBroken):
        own.take_in(tmp_path / "bad.toml", replace=True)
    with pytest.raises(TaskFileBroken):
        own.save(msgspec.structs.replace(EVERYTHING, sections=()))
    with pytest.raises(TaskFileBroken):
        own.take_in(tmp_path / "gone.toml")
    (tmp_path / "bad.toml").unlink()
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.toml")} == before


# The person's folder


def test_a_changed_built_in_task_is_a_copy_that_can_be_set_back(own: OwnTasks) -> None:
    ask = own.all()["ask"]
    changed = msgspec.structs.replace(ask, name=Words(nl="Vraag", en="Question"))
    own.save(changed)
    assert own.is_own("ask")
    assert own.all()["ask"] == changed
    assert own.built_in["ask"] == ask
    own.reset("ask")
    assert own.all()["ask"] == ask
    with pytest.raises(TaskBuiltIn):
        own.reset("ask")
    with pytest.raises(TaskNotBuiltIn):
        own.reset("everything")


def test_what_was_removed_comes_back_as_it_was(tmp_path: Path, own: OwnTasks) -> None:
    (tmp_path / "tasks").mkdir()
    path = tmp_path / "tasks" / "my own name.toml"
    path.write_text("# mine\n" + FIRST)
    removed = own.remove("trial")
    assert "trial" not in own.all()
    own.bring_back(removed)
    assert path.read_text() == "# mine\n" + FIRST
    with pytest.raises(TaskThere):
        own.bring_back(removed)
    with pytest.raises(UnknownTask):
        own.remove("nothing")


def test_a_task_is_saved_into_the_file_that_holds_it_and_over_no_other(tmp_path: Path, own: OwnTasks) -> None:
    folder = tmp_path / "tasks"
    folder.mkdir()
    (folder / "other.toml").write_text(FIRST)
    (folder / "everything.toml").write_text("schema = broken")
    own.save(EVERYTHING)
    own.save(msgspec.structs.replace(own.all()["trial"], documents="optional"))
    assert sorted(path.name for path in folder.iterdir()) == [
        "everything-2.toml",
        "everything.toml",
        "other.toml",
    ]
    assert (folder / "everything.toml").read_text() == "schema = broken"
    assert own.all()["trial"].documents == "optional"


def test_a_task_that_is_there_is_replaced_or_gets_another_id_only_when_asked(
    tmp_path: Path, own: OwnTasks
) -> None:
    own.save(EVERYTHING)
    hand_out(msgspec.structs.replace(EVERYTHING, pinned=()), tmp_path / "shared.toml")
    with pytest.raises(TaskThere):
        own.take_in(tmp_path / "shared.toml")
    assert own.all()["everything"] == EVERYTHING
    assert own.take_in(tmp_path / "shared.toml", anew=True).id == "everything-2"
    own.take_in(tmp_path / "shared.toml", replace=True)
    assert own.all()["everything"].pinned == ()


def test_nothing_is_handed_out_over_a_file_unasked(tmp_path: Path) -> None:
    path = tmp_path / "letter.docx"
    path.write_text("dear")
    with pytest.raises(TaskFileExists):
        hand_out(EVERYTHING, path)
    assert path.read_text() == "dear"
    hand_out(EVERYTHING, path, replace=True)
    assert load(path) == EVERYTHING


@pytest.mark.parametrize(
    ("name", "identity"),
    [
        ("Antwoord op een klacht (2e versie)", "antwoord-op-een-klacht-2e-versie"),
        ("Éénmalig — ïdee", "eenmalig-idee"),
        ("日本", "task"),
        ("../../etc", "etc"),
        ("CON", "task-con"),
        ("ask", "ask-2"),
        ("x" * 500, "x" * 40),
        ("", "task"),
    ],
)
def test_an_id_is_made_from_the_name(name: str, identity: str) -> None:
    made = new_id(name, {"ask"})
    assert made == identity
    assert not problems(msgspec.structs.replace(EVERYTHING, id=made))


def test_a_duplicate_is_a_task_of_its_own(own: OwnTasks) -> None:
    copy = own.duplicate(own.all()["ask"], "  Mijn   vraag ")
    assert (copy.id, copy.name) == ("mijn-vraag", Words(nl="Mijn vraag", en="Mijn vraag"))
    assert own.duplicate(copy, "Mijn vraag").id == "mijn-vraag-2"
    assert {"ask", "mijn-vraag", "mijn-vraag-2"} <= set(own.all())
