"""The promises of the history: what was asked and answered is kept as it was, the newest first."""

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from store.archive import Archive
from store.history import History
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
