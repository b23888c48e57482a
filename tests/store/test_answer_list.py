"""The promises of the list of earlier answers: what is looked for is found, whatever is typed."""

import json
from datetime import UTC, datetime, time, timedelta

import pytest

from store.archive import Archive
from store.history import History


@pytest.fixture
def history(archive: Archive) -> History:
    return History(archive)


def put(history: History, text: str, task: str = "ask", name: str = "", **form: str) -> str:
    """A finished answer."""
    identity = history.begin(task, "model", json.dumps(form), "{}", "[]")
    history.finish(identity, "done", text, "[]", "{}")
    if name:
        history.rename(identity, name)
    return identity


def found(history: History, text: str = "", **bounds: str) -> list[str]:
    return [answer.id for answer in history.listed(text, **bounds)]


def test_an_answer_is_found_by_its_form_its_name_and_its_text(history: History) -> None:
    identity = put(history, "De kantine sluit vroeg.", name="Voor Anke", question="Hoe laat?", tone="kort")
    put(history, "Iets anders.")
    for text in ("kantine", "anke", "laat", "KORT", "kantine anke laat", "sluit  vroeg"):
        assert found(history, text) == [identity], text
    assert found(history, "kantine fietsen") == []


def test_a_word_is_found_by_its_beginning_and_without_its_accents(history: History) -> None:
    identity = put(history, "De coördinator reserveert een café.")
    assert found(history, "coord") == found(history, "CAFÉ") == found(history, "reser") == [identity]
    assert found(history, "ordinator") == []


@pytest.mark.parametrize(
    "text",
    [
        '"',
        "'",
        "a OR b",
        "NOT",
        "NEAR(a b)",
        "form:x",
        "*",
        "^a",
        "a\0b",
        "- -",
        "(",
        "%",
        "a" * 5000,
        "é" * 900,
    ],
)
def test_nothing_that_is_typed_is_an_operator(text: str, history: History) -> None:
    put(history, "b")
    assert found(history, text) == []


def test_many_words_are_looked_for_as_far_as_they_tell(history: History) -> None:
    identity = put(history, "een twee drie")
    assert found(history, "een twee drie " * 10_000) == [identity]


def test_blank_words_look_for_nothing(history: History) -> None:
    identity = put(history, "een")
    assert found(history, " \n ") == [identity]


def test_the_excerpt_is_where_the_words_are_on_one_line(history: History) -> None:
    before, after = "vooraf " * 200, "\n\nachteraf" * 200
    put(history, f"{before}de kantine\nsluit vroeg{after}")
    excerpt = history.excerpt(history.listed("kantine")[0].id, "kantine")
    assert "de kantine sluit vroeg" in excerpt
    assert len(excerpt) < 200
    assert history.excerpt(history.listed()[0].id, "elders") == history.excerpt("onbekend", "kantine") == ""


def test_what_is_written_later_is_found_by_its_new_words_only(history: History) -> None:
    identity = put(history, "oud", name="eerste")
    history.rename(identity, "tweede")
    assert found(history, "eerste") == []
    assert found(history, "tweede oud") == [identity]


def test_an_answer_that_is_being_written_is_listed_and_not_found(history: History) -> None:
    identity = history.begin("ask", "model", '{"question":"Hoe laat?"}', "{}", "[]")
    history.save_text(identity, "De kantine")
    assert found(history) == [identity]
    assert found(history, "kantine") == []


def test_the_version_in_the_list_is_the_one_that_is_searched(history: History) -> None:
    first = put(history, "eerste versie")
    second = history.begin("ask", "model", "{}", "{}", "[]", root=first)
    history.finish(second, "done", "tweede versie", "[]", "{}")
    assert found(history, "eerste") == []
    assert found(history, "tweede") == [second]
    history.choose(first)
    assert found(history, "eerste") == [first]


def test_the_words_of_sources_are_not_searched(history: History) -> None:
    identity = history.begin("ask", "model", "{}", "{}", '[{"document":"d","quote":"kantine"}]')
    history.finish(identity, "done", "Tekst.", "[]", "{}")
    assert found(history, "kantine") == []


def test_a_task_bounds_the_list(history: History) -> None:
    one, other = put(history, "tekst", "ask"), put(history, "tekst", "brainstorm")
    assert found(history, task="ask") == found(history, "tekst", task="ask") == [one]
    assert found(history, task="brainstorm") == [other]
    assert found(history, task="onbekend") == []


def test_days_bound_the_list_as_they_are_here(history: History, archive: Archive) -> None:
    day = datetime(2026, 3, 14).date()
    moments = {
        "evening before": datetime.combine(day, time()) - timedelta(seconds=1),
        "first": datetime.combine(day, time()),
        "last": datetime.combine(day, time(23, 59, 59)),
        "day after": datetime.combine(day + timedelta(days=1), time()),
    }
    ids = {}
    for name, moment in moments.items():
        ids[name] = put(history, "tekst")
        utc = moment.astimezone(UTC).isoformat(timespec="seconds")
        archive.connection.execute("UPDATE answers SET created_at = ? WHERE id = ?", (utc, ids[name]))
    here = day.isoformat()
    assert found(history, since=here, until=here) == [ids["last"], ids["first"]]
    assert found(history, since=here) == [ids["day after"], ids["last"], ids["first"]]
    assert found(history, "tekst", until=here) == [ids["last"], ids["first"], ids["evening before"]]


def test_the_list_goes_on_after_documents_are_erased(history: History, archive: Archive) -> None:
    gone, kept = put(history, "een twee"), put(history, "drie vier")
    history.erase([gone])
    with archive.erasure():
        pass
    assert found(history, "drie") == [kept]
    history.rename(kept, "vijf")
    assert found(history, "vijf vier") == [kept]
