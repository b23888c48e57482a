"""From options of the command line to a scope."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.arguments import parser
from app.messages import CollectionListed, DocumentReport, Event, Job, ListCollections
from app.scope_options import scope_of
from app.sentences import Sentences
from store.errors import UnknownCollection, UnknownDocument
from store.schema import EVERYWHERE, FIRST_COLLECTION, Scope


def engine(job: Job) -> Iterator[Event]:
    """An engine with two collections and one document."""
    if isinstance(job, ListCollections):
        yield CollectionListed(FIRST_COLLECTION, "")
        yield CollectionListed("c2", "Verslagen 2025")
    else:
        yield DocumentReport("d1", str(Path("verlof.md").absolute()), "ready")


def scope(*arguments: str) -> Scope:
    options = parser(Sentences("nl")).parse_args(["search", *arguments, "vraag"])
    return scope_of(options, engine, "Algemeen")


def test_without_options_it_is_everywhere_and_nothing_is_asked() -> None:
    options = parser(Sentences("en")).parse_args(["ask", "vraag"])
    assert scope_of(options, lambda job: pytest.fail(str(job)), "General") == EVERYWHERE


def test_collections_are_named_as_a_person_knows_them() -> None:
    assert scope("--collection", "verslagen 2025").collections == ("c2",)
    assert scope("--collection", "algemeen", "--collection", "c2").collections == (FIRST_COLLECTION, "c2")
    with pytest.raises(UnknownCollection) as caught:
        scope("--collection", "Notulen")
    assert caught.value.collection == "Notulen"


def test_documents_are_named_by_id_or_path() -> None:
    assert scope("--document", "d1", "--document", "verlof.md").documents == ("d1", "d1")
    with pytest.raises(UnknownDocument):
        scope("--document", "weg.md")


def test_kinds_folders_and_days() -> None:
    made = scope("--kind", "PDF", "--kind", ".md", "--folder", "stukken", "--changed-from", "2025-01-01")
    assert made.kinds == (".pdf", ".md")
    assert made.folder == str(Path("stukken").absolute())
    assert (made.changed_from, made.changed_to) == ("2025-01-01", "")


def test_a_day_that_is_none_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        scope("--changed-to", "31-12-2025")
    assert caught.value.code == 2
    assert "YYYY-MM-DD" in capsys.readouterr().err
