"""The promises of the history: what was asked and answered is kept as it was, the newest first."""

import json
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from store.answer_list import SUBJECT_CHARACTERS
from store.archive import Archive
from store.errors import UnknownAnswer
from store.history import History
from store.migrations import MIGRATIONS
from store.schema import AnswerState
from tests.store.conftest import kill, start_child


@pytest.fixture
def history(archive: Archive) -> History:
    return History(archive)


def begin(history: History, task: str = "vraag") -> str:
    return history.begin(task, "model", '{"vraag":"Wat?"}', '{"temperature":0}', '[{"path":"/a"}]')


def test_there_are_no_answers_at_first(history: History) -> None:
    assert history.answers() == []


def test_a_begun_answer_is_being_written(history: History) -> None:
    identity = begin(history)
    (answer,) = history.answers()
    assert (answer.id, answer.state, answer.text) == (identity, "writing", "")
    assert (answer.task, answer.model) == ("vraag", "model")
    assert (answer.form_json, answer.tuning_json) == ('{"vraag":"Wat?"}', '{"temperature":0}')
    assert answer.sources_json == '[{"path":"/a"}]'
    assert (answer.sections_json, answer.timing_json) == ("[]", "{}")


def test_the_time_is_utc(history: History) -> None:
    begin(history)
    created = datetime.fromisoformat(history.answers()[0].created_at)
    assert created.utcoffset() == timedelta(0)
    assert abs(datetime.now(UTC) - created) < timedelta(seconds=10)


def test_what_is_written_so_far_is_kept(history: History) -> None:
    identity, other = begin(history), begin(history)
    history.save_text(identity, "De vergoeding")
    history.save_text(identity, "De vergoeding is één euro.")
    texts = {answer.id: (answer.state, answer.text) for answer in history.answers()}
    assert texts == {identity: ("writing", "De vergoeding is één euro."), other: ("writing", "")}


@pytest.mark.parametrize("state", ["done", "stopped", "failed"])
def test_how_it_ended_is_kept(state, history: History) -> None:
    identity, other = begin(history), begin(history)
    history.finish(identity, state, "Klaar.", '[{"title":"Kop"}]', '{"total_s":1}')
    answers = {answer.id: answer for answer in history.answers()}
    ended = answers[identity]
    assert (ended.state, ended.text, ended.form_json) == (state, "Klaar.", '{"vraag":"Wat?"}')
    assert (ended.sections_json, ended.timing_json) == ('[{"title":"Kop"}]', '{"total_s":1}')
    assert answers[other].state == "writing"


def test_what_bears_an_answer_out_is_kept_with_it(history: History) -> None:
    identity = history.begin("vraag", "m", "{}", "{}", "[]", '{"folder":"/a"}')
    begun = history.answer(identity)
    assert (begun.scope_json, begun.coverage_json, begun.sentences_json) == ('{"folder":"/a"}', "{}", "[]")
    history.finish(identity, "done", "Klaar.", "[]", "{}", '{"passages":3}', '[{"text":"Klaar."}]')
    ended = history.answer(identity)
    assert (ended.scope_json, ended.coverage_json) == ('{"folder":"/a"}', '{"passages":3}')
    assert ended.sentences_json == '[{"text":"Klaar."}]'


def test_an_unknown_ending_changes_nothing(history: History) -> None:
    identity = begin(history)
    with pytest.raises(sqlite3.IntegrityError):
        history.finish(identity, "vergeten", "Klaar.", "[]", "{}")  # type: ignore[arg-type]
    assert [(answer.state, answer.text) for answer in history.answers()] == [("writing", "")]


def test_only_what_was_being_written_is_marked_interrupted(history: History) -> None:
    finished, cut_off = begin(history), begin(history)
    history.finish(finished, "done", "Klaar.", "[]", "{}")
    history.save_text(cut_off, "Half")
    history.mark_interrupted()
    found = {answer.id: (answer.state, answer.text) for answer in history.answers()}
    assert found == {finished: ("done", "Klaar."), cut_off: ("interrupted", "Half")}


def test_the_newest_comes_first_even_within_a_second(history: History) -> None:
    identities = [begin(history) for _ in range(20)]
    assert [answer.id for answer in history.answers()] == identities[::-1]


def test_the_newest_by_time_comes_first(history: History, archive: Archive) -> None:
    older, newer = begin(history), begin(history)
    archive.connection.execute(
        "UPDATE answers SET created_at = '2020-01-01T00:00:00+00:00' WHERE id = ?", (newer,)
    )
    assert [answer.id for answer in history.answers()] == [older, newer]


def test_a_cut_off_answer_is_there_after_a_kill(archive_path: Path) -> None:
    child = start_child(
        """
import pathlib, sys, time
from store.archive import Archive
from store.history import History
history = History(Archive(pathlib.Path(sys.argv[1])))
history.save_text(history.begin("vraag", "model", "{}", "{}", "[]"), "Half een")
print("written")
time.sleep(60)
""",
        archive_path,
    )
    assert child.stdout is not None and child.stdout.readline() == "written\n"
    kill(child)
    archive = Archive(archive_path)
    History(archive).mark_interrupted()
    assert [(answer.state, answer.text) for answer in History(archive).answers()] == [
        ("interrupted", "Half een")
    ]
    archive.close()


# One answer, and the list


def test_one_answer_is_given_as_it_was_kept(history: History) -> None:
    identity, _ = begin(history), begin(history)
    history.finish(identity, "done", "Klaar.", "[]", "{}")
    assert [answer for answer in history.answers() if answer.id == identity] == [history.answer(identity)]
    assert history.answer(identity).text == "Klaar."


def test_an_answer_that_is_not_there_is_named(history: History) -> None:
    begin(history)
    with pytest.raises(UnknownAnswer) as caught:
        history.answer("onbekend")
    assert caught.value.answer == "onbekend"


def test_the_list_has_every_answer_newest_first(history: History) -> None:
    identities = [begin(history, task) for task in ("ask", "write", "ask")]
    history.finish(identities[1], "stopped", "Half", "[]", "{}")
    listed, whole = history.listed(), history.answers()
    assert [answer.id for answer in listed] == identities[::-1]
    assert [(answer.task, answer.state) for answer in listed] == [
        ("ask", "writing"),
        ("write", "stopped"),
        ("ask", "writing"),
    ]
    assert [answer.created_at for answer in listed] == [answer.created_at for answer in whole]


@pytest.mark.parametrize(
    ("form", "subject"),
    [
        ('{"vraag":"Wat?","toon":"warm"}', "Wat?"),
        ('{"toon":" \\n\\t ","vraag":"Hoe?"}', "Hoe?"),
        ('{"verzoek":"\\r\\n  Schrijf een brief. \\r\\nBeste lezer"}', "Schrijf een brief."),
        ('{"z":"laatste letter eerst","a":"tweede"}', "laatste letter eerst"),
        ('{"vraag":"Één 😀 \\"vraag\\""}', 'Één 😀 "vraag"'),
        ('{"vraag":""}', ""),
        ("{}", ""),
    ],
)
def test_an_answer_is_called_after_the_first_line_of_its_form(
    form: str, subject: str, history: History
) -> None:
    history.begin("vraag", "model", form, "{}", "[]")
    assert history.listed()[0].subject == subject


def test_a_long_question_is_cut_in_the_list(history: History) -> None:
    history.begin("vraag", "model", '{"vraag":"' + "é" * 5000 + '"}', "{}", "[]")
    assert history.listed()[0].subject == "é" * SUBJECT_CHARACTERS


# Erasing


def finished(history: History, word: str) -> str:
    """An answer with this word in everything that is kept of it."""
    identity = history.begin(word, word, f'{{"vraag":"{word}"}}', f'"{word}"', f'["{word}"]')
    history.finish(identity, "done", f"{word} " * 2000, f'["{word}"]', f'"{word}"')
    return identity


def test_no_word_of_an_erased_answer_is_left_on_disk(
    history: History, archive: Archive, archive_path: Path
) -> None:
    gone = [finished(history, "twadderkwik"), finished(history, "grimpelstoot")]
    kept = finished(history, "krommelzwans")
    history.erase(gone)
    assert [answer.id for answer in history.answers()] == [kept]
    on_disk = b"".join(file.read_bytes() for file in archive_path.parent.glob(f"{archive_path.name}*"))
    assert b"twadderkwik" not in on_disk
    assert b"grimpelstoot" not in on_disk
    assert b"krommelzwans" in on_disk


def test_an_unknown_answer_among_others_erases_nothing(history: History) -> None:
    identity = finished(history, "een")
    with pytest.raises(UnknownAnswer) as caught:
        history.erase([identity, "onbekend"])
    assert caught.value.answer == "onbekend"
    assert [answer.id for answer in history.answers()] == [identity]


def test_erasing_an_answer_erases_every_version_of_it_and_its_words(
    history: History, archive: Archive, archive_path: Path
) -> None:
    first = finished(history, "twadderkwik")
    second = history.begin("vraag", "m", '{"vraag":"snorrebol"}', "{}", "[]", root=first)
    history.finish(second, "done", "grimpelstoot", "[]", "{}")
    history.rename(second, "Mijn krommelzwans")
    history.erase([second])
    assert history.answers() == history.listed("snorrebol") == []
    on_disk = b"".join(file.read_bytes() for file in archive_path.parent.glob(f"{archive_path.name}*"))
    for word in (b"twadderkwik", b"snorrebol", b"grimpelstoot", b"krommelzwans"):
        assert word not in on_disk.lower()
    archive.connection.execute("CREATE VIRTUAL TABLE temp.terms USING fts5vocab ('main', answer_words, row)")
    assert archive.connection.execute("SELECT * FROM temp.terms").fetchall() == []


# Versions


def version(history: History, root: str, text: str = "Nog eens.", state: AnswerState = "done") -> str:
    identity = history.begin("vraag", "model", '{"vraag":"Wat?"}', "{}", "[]", root=root, language="nl")
    history.finish(identity, state, text, "[]", "{}")
    return identity


def current(history: History) -> list[str]:
    return [answer.id for answer in history.listed()]


def test_an_answer_is_its_own_first_version(history: History) -> None:
    identity = begin(history)
    kept = history.answer(identity)
    assert (kept.root, kept.name, kept.rating, kept.language, kept.written_json) == (
        *(identity, "", "", "", "{}"),
    )
    assert history.versions(identity) == (identity,)
    assert current(history) == [identity]


def test_a_new_version_stands_in_the_list_once_it_is_written(history: History) -> None:
    first = finished(history, "een")
    history.rename(first, "Mijn antwoord")
    second = history.begin("vraag", "model", "{}", "{}", "[]", root=first, language="nl")
    assert current(history) == [first], "it is still being written"
    assert history.versions(first) == (first,)
    history.finish(second, "done", "Twee.", "[]", "{}", written_json='{"slots":3}')
    kept = history.answer(second)
    assert (kept.root, kept.name, kept.language, kept.written_json) == (
        *(first, "Mijn antwoord", "nl", '{"slots":3}'),
    )
    (line,) = history.listed()
    assert (line.id, line.versions, line.name) == (second, 2, "Mijn antwoord")
    assert history.versions(first) == history.versions(second) == (first, second)


def test_a_version_of_a_version_is_one_of_the_first(history: History) -> None:
    first = finished(history, "een")
    third = version(history, version(history, first))
    assert history.answer(third).root == first
    assert len(history.versions(first)) == 3


@pytest.mark.parametrize(
    ("state", "text", "chosen"),
    [("stopped", "Half", True), ("stopped", " ", False), ("failed", "Half", False)],
)
def test_a_version_that_came_to_nothing_leaves_the_one_before_in_the_list(
    state: AnswerState, text: str, chosen: bool, history: History
) -> None:
    first = finished(history, "een")
    second = version(history, first, text, state)
    assert current(history) == [second if chosen else first]


def test_a_version_that_was_cut_off_is_kept_and_not_in_the_list(history: History) -> None:
    first = finished(history, "een")
    second = history.begin("vraag", "m", "{}", "{}", "[]", root=first)
    history.save_text(second, "Half")
    history.mark_interrupted()
    assert current(history) == [first]
    assert history.versions(first) == (first, second)


def test_there_is_no_version_of_an_answer_that_is_not_there(history: History) -> None:
    with pytest.raises(UnknownAnswer):
        history.begin("vraag", "m", "{}", "{}", "[]", root="onbekend")
    assert history.answers() == []


def test_an_earlier_version_can_be_the_one_in_the_list_again(history: History) -> None:
    first, other = finished(history, "een"), finished(history, "ander")
    version(history, first)
    history.choose(first)
    assert set(current(history)) == {first, other}
    assert history.listed_one(first).versions == 2


def test_the_name_is_of_all_versions_and_the_rating_of_one(history: History) -> None:
    first = finished(history, "een")
    second = version(history, first)
    history.rename(first, "  Een\n naam ")
    history.rate(first, "good")
    assert [history.answer(one).name for one in (first, second)] == ["Een naam"] * 2
    assert [history.answer(one).rating for one in (first, second)] == ["good", ""]
    history.rename(second, "")
    assert history.listed_one(first).name == ""


@pytest.mark.parametrize("change", ["rename", "choose", "rate"])
def test_only_an_answer_that_is_there_can_be_changed(change: str, history: History) -> None:
    with pytest.raises(UnknownAnswer):
        getattr(history, change)("onbekend", *([] if change == "choose" else [""]))


# Set aside


def test_an_answer_that_is_set_aside_is_out_of_sight_with_all_its_versions(history: History) -> None:
    first, other = finished(history, "een"), finished(history, "ander")
    second = version(history, first)
    history.set_aside([second])
    assert current(history) == [other]
    assert history.listed("een") == []
    assert history.set_aside_ids() == [first]
    for identity in (first, second):
        with pytest.raises(UnknownAnswer):
            history.answer(identity)
    (back,) = history.restore([second, second])
    assert (back.id, back.versions) == (second, 2)
    assert history.set_aside_ids() == []
    assert set(current(history)) == {second, other}


def test_only_what_is_still_set_aside_is_erased_by_the_undo_that_ran_out(history: History) -> None:
    gone, back = finished(history, "weg"), finished(history, "terug")
    history.set_aside([gone, back])
    history.restore([back])
    history.erase([gone, back, "onbekend"], set_aside_only=True)
    assert [answer.id for answer in history.answers()] == [back]
    assert history.set_aside_ids() == []
    history.erase([back], set_aside_only=True)
    assert current(history) == [back]


def test_an_unknown_answer_among_others_sets_nothing_aside(history: History) -> None:
    identity = finished(history, "een")
    for change in (history.set_aside, history.restore):
        with pytest.raises(UnknownAnswer):
            change([identity, "onbekend"])
    assert history.set_aside_ids() == []


def test_an_archive_of_before_versions_keeps_its_answers(archive_path: Path) -> None:
    connection = sqlite3.connect(archive_path, isolation_level=None)
    for number, step in enumerate(MIGRATIONS[:4], 1):
        connection.executescript(f"BEGIN; {step} PRAGMA user_version = {number}; COMMIT;")
    for identity, time, state in (("b", "2026-02-01", "done"), ("a", "2026-01-01", "writing")):
        connection.execute(
            "INSERT INTO answers VALUES (?,?,?,'ask','m',?,'{}','[]','Een café','[]','{}','{}','{}','[]')",
            (identity, f"{time}T00:00:00+00:00", state, '{"vraag":"Hoeveel?"}'),
        )
    connection.close()
    archive = Archive(archive_path)
    history = History(archive)
    history.mark_interrupted()
    newest, oldest = history.answers()
    assert (newest.id, newest.root, newest.text, newest.name) == ("b", "b", "Een café", "")
    assert (oldest.id, oldest.state) == ("a", "interrupted")
    assert [answer.id for answer in history.listed("cafe hoeveel")] == ["b", "a"]
    archive.close()


# Forgetting what is quoted


SOURCE = {"number": 1, "document": "a", "path": "/geheim.md", "title": "Geheim", "page": 2, "quote": "Zo."}


def sources_of(history: History, identity: str) -> list[dict[str, object]]:
    return json.loads(history.answer(identity).sources_json)


def test_what_is_quoted_from_a_document_can_be_forgotten(
    archive: Archive, archive_path: Path, history: History
) -> None:
    both = history.begin("vraag", "m", "{}", "{}", json.dumps([SOURCE, {**SOURCE, "document": "b"}]))
    other = history.begin("vraag", "m", "{}", "{}", json.dumps([{**SOURCE, "document": "c"}]))
    history.finish(both, "done", "Wat er geschreven is.", "[]", "{}")
    history.forget(["a"])
    blank, kept = sources_of(history, both)
    assert blank == {"number": 1, "document": "a", "path": "", "title": "", "page": 2, "quote": ""}
    assert kept == {**SOURCE, "document": "b"}
    assert sources_of(history, other) == [{**SOURCE, "document": "c"}]
    assert history.answer(both).text == "Wat er geschreven is."
    history.forget(["b", "c"])
    archive.purge()
    assert b"geheim" not in archive_path.read_bytes().lower()


def test_an_answer_that_is_still_being_written_does_not_bring_quotes_back(history: History) -> None:
    sources = json.dumps([SOURCE])
    identity = history.begin("vraag", "m", "{}", "{}", sources)
    history.forget(["a"])
    history.finish(identity, "done", "Klaar.", "[]", "{}", sources_json=sources)
    assert sources_of(history, identity)[0]["quote"] == ""


NOT_READ = {"path": "/geheim.md", "reason": "too_long", "document": "a"}


def not_read(history: History, identity: str) -> list[dict[str, object]]:
    return json.loads(history.answer(identity).coverage_json)["not_read_whole"]


def test_the_name_of_a_document_that_was_not_read_whole_is_forgotten_with_it(history: History) -> None:
    other = {**NOT_READ, "document": "b", "path": "/b.md"}
    receipt = json.dumps({"documents": 3, "not_read_whole": [NOT_READ, other]})
    identity = history.begin("vraag", "m", "{}", "{}", "[]")
    history.finish(identity, "done", "Klaar.", "[]", "{}", receipt)
    history.forget(["a"])
    assert not_read(history, identity) == [other]
    history.forget(["b"])
    assert json.loads(history.answer(identity).coverage_json) == {"documents": 3, "not_read_whole": []}


def test_nor_does_such_an_answer_bring_the_name_back(history: History) -> None:
    identity = history.begin("vraag", "m", "{}", "{}", "[]")
    history.forget(["a"])
    history.finish(identity, "done", "Klaar.", "[]", "{}", json.dumps({"not_read_whole": [NOT_READ]}))
    assert not_read(history, identity) == []
