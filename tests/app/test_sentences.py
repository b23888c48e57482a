"""Every sentence in both languages, and a sentence for every error, event and check."""

import re
import string
import tomllib
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from importlib.resources import files
from pathlib import Path
from typing import get_args

import pytest

from app.errors import AppError, fault_of
from app.messages import Activity, Language
from app.sentences import Sentences, language_of_system
from models.errors import ModelError
from store.errors import StoreError, UnknownAnswer, UnknownDocument

SENTENCES = tomllib.loads(files("resources").joinpath("i18n", "sentences.toml").read_text(encoding="utf-8"))
ROOTS = {AppError, ModelError, StoreError}


def leaves(error: type[Exception]) -> Iterator[type[Exception]]:
    """The error classes that are raised: those below which there is none."""
    below = error.__subclasses__()
    if not below:
        yield error
    for each in below:
        yield from leaves(each)


ERRORS = sorted((error for root in ROOTS for error in leaves(root)), key=lambda error: error.__name__)


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


@pytest.mark.parametrize("group", SENTENCES)
def test_every_sentence_is_in_both_languages_with_the_same_values(group: str) -> None:
    for name, sentence in SENTENCES[group].items():
        assert set(sentence) == {"nl", "en"}, name
        assert sentence["nl"].strip(), name
        assert sentence["nl"] != sentence["en"], name
        assert placeholders(sentence["nl"]) == placeholders(sentence["en"]), name


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: error.__name__)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_error_becomes_a_sentence(error: type[Exception], language: Language) -> None:
    attributes = [field.name for field in fields(error)] if is_dataclass(error) else []
    sentence = Sentences(language).error(fault_of(error(*("value" for _ in attributes))))
    assert sentence[0].isupper() or sentence.startswith("value")
    assert sentence[-1] in ".:?’”)]e"
    assert "{" not in sentence


def test_there_is_no_sentence_for_an_error_that_is_not_there() -> None:
    assert set(SENTENCES["errors"]) == {error.__name__ for error in ERRORS}


def test_a_hint_belongs_to_an_error_and_comes_apart_from_its_sentence() -> None:
    assert set(SENTENCES["hints"]) < set(SENTENCES["errors"])
    fault = fault_of(UnknownDocument("a{1}"))
    assert "a{1}" in Sentences("nl").hint(fault)
    assert "a{1}" not in Sentences("nl").error(fault)
    assert Sentences("nl").hint(fault_of(UnknownAnswer("a"))) == ""


@pytest.mark.parametrize("error", SENTENCES["errors"])
def test_what_is_said_in_the_window_names_no_command(error: str) -> None:
    for sentence in SENTENCES["errors"][error].values():
        assert not re.search(r"`|--\w|Ctrl|\bpip\b", sentence)


def test_every_activity_can_be_told() -> None:
    assert set(SENTENCES["progress"]) == set(get_args(Activity))


def test_every_key_that_the_program_says_exists() -> None:
    program = Path(__file__).parents[2] / "app"
    for file in program.rglob("*.py"):
        for group, name in re.findall(r"say\(\s*\"(\w+)\.(\w+)\"", file.read_text(encoding="utf-8")):
            assert name in SENTENCES[group], f"{file.name}: {group}.{name}"


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "nl_NL.UTF-8"}, "nl"),
        ({"LC_ALL": "nl_BE", "LANG": "en_GB"}, "nl"),
        ({"LC_MESSAGES": "en_GB", "LANG": "nl_NL"}, "en"),
        ({"LC_ALL": "", "LANG": "nl_NL"}, "nl"),
        ({}, "en"),
    ],
)
def test_the_language_is_the_systems(environment: dict[str, str], language: Language) -> None:
    assert language_of_system(environment) == language


def test_values_are_not_looked_at() -> None:
    assert "{0.__class__}" in Sentences("en").say("errors.UnknownTask", task="{0.__class__}")
