"""The promises of the words that are searched: how they are cut, bent, translated, counted and compared."""

import numpy as np
import pytest

from store.frequencies import NONE, Frequencies
from store.language import language_of
from store.question import SYNONYM, TRANSLATED, question_of
from store.relevance import rarity, word_scores
from store.search_words import (
    SearchWords,
    content_words,
    grams,
    language_of_question,
    search_words,
    stems,
    words_of,
)
from store.thesaurus import Thesaurus, thesaurus

DUTCH = "De medewerker vraagt het verlof aan bij zijn leidinggevende, die er binnen een week over beslist."
ENGLISH = "Employees ask their manager for leave, and the manager decides about it within a week."


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (DUTCH, "nl"),
        (ENGLISH, "en"),
        (
            "Der Antrag auf Urlaub wird bei dem Vorgesetzten gestellt und innerhalb einer Woche entschieden.",
            "de",
        ),
        ("ISO 9001", ""),
        ("", ""),
    ],
)
def test_the_language_of_a_text_is_found(text: str, language: str) -> None:
    assert language_of(text) == language


def test_words_are_folded_and_numbers_stay_whole() -> None:
    assert words_of("Éénmalig € 2.500,50 voor AI-systemen (art. 5)") == [
        "eenmalig",
        "2.500,50",
        "voor",
        "ai",
        "systemen",
        "art",
        "5",
    ]


def test_stop_words_of_both_languages_are_left_out() -> None:
    assert content_words("Wat is the meaning van het woord?") == ["meaning", "woord"]


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [("nl", "vergoedingen", "vergoeding"), ("en", "decisions", "decision"), ("", "huizen", "huis")],
)
def test_forms_of_a_word_share_a_stem_in_its_language(language: str, one: str, other: str) -> None:
    assert stems([one], language) == stems([other], language)


def test_a_language_without_a_stemmer_keeps_its_words() -> None:
    assert stems(["woorden"], "xx") == ["woorden"]


def test_a_short_word_has_to_stand_by_itself() -> None:
    assert grams("ai") == [" ai "]
    text = search_words("AI in de haai", "nl")
    assert text.words.count(" ai ") == 1


@pytest.mark.parametrize(
    ("question", "language"),
    [("Hoe vraag ik verlof aan?", "nl"), ("How do I ask for leave?", "en"), ("ISO 9001", "")],
)
def test_the_language_of_a_question_is_told_by_its_small_words(question: str, language: str) -> None:
    assert language_of_question(words_of(question)) == language


# --- other words --------------------------------------------------------------------------------------

NOTIONS = Thesaurus(
    [
        "# a comment",
        "",
        "employer = werkgever, baas",
        "leave = verlof, vrij",
        "data breach = datalek",
        "data = gegevens",
    ]
)


def test_a_question_has_the_words_of_the_language_of_the_passage() -> None:
    asked = question_of("When does my employer give leave?", ["nl", "en"], NOTIONS)
    assert asked.language == "en"
    assert asked.terms["nl"].words["werkgever"] == TRANSLATED
    assert "werkgever" not in asked.terms["en"].words
    assert asked.terms["nl"].words["employer"] == 1.0


def test_a_question_has_synonyms_in_its_own_language() -> None:
    asked = question_of("Wat zegt de baas?", ["nl"], NOTIONS)
    assert asked.terms["nl"].words["werkgever"] == SYNONYM


def test_the_longest_expression_is_taken() -> None:
    words = question_of("What is a data breach?", ["nl"], NOTIONS).terms["nl"].words
    assert "datalek" in words and "gegevens" not in words


def test_keywords_are_of_the_language_that_knows_them() -> None:
    assert "datalek" in question_of("Data breach", ["nl"], NOTIONS).terms["nl"].words
    assert "werkgever" in question_of("baas verlof", ["nl"], NOTIONS).terms["nl"].words


def test_names_are_taken_as_they_are() -> None:
    asked = question_of("Zwaluwnest BV", ["nl"], NOTIONS)
    assert asked.language == "" and asked.terms["nl"].words == {"zwaluwnest": 1.0, "bv": 1.0}


def test_a_question_of_stop_words_is_empty() -> None:
    assert question_of("Wat is het?", ["nl", ""], NOTIONS).is_empty
    assert not question_of("Wat is verlof?", ["nl", ""], NOTIONS).is_empty


def test_the_list_that_comes_with_the_program_is_whole() -> None:
    known = thesaurus()
    assert [e.others["nl"] for e in known.expressions(["citizens"], "en")] != []
    assert "citizen" in next(known.expressions(["burgers"], "nl")).others["en"]


# --- frequencies --------------------------------------------------------------------------------------

TEXTS = [
    search_words(text, "nl")
    for text in ("Verlof vragen", "Verlofaanvraag bij de baas", "De kantine", "Verlof, verlof, verlof")
]


def test_it_is_known_in_how_many_passages_a_term_is() -> None:
    frequencies = Frequencies.of(TEXTS)
    assert frequencies.passages == 4
    assert frequencies.of_stem("verlof") == 2
    assert frequencies.of_gram("verl") == 3
    assert frequencies.of_stem("niets") == frequencies.of_gram("xxxx") == 0


def test_frequencies_are_the_same_however_they_came_about() -> None:
    whole = Frequencies.of(TEXTS)
    grown = Frequencies.of(TEXTS[:1]).plus(Frequencies.of(TEXTS[1:]))
    shrunk = whole.plus(Frequencies.of(TEXTS[2:3])).minus(Frequencies.of(TEXTS[2:3]))
    for other in (grown, shrunk, Frequencies.joined([NONE, whole]), Frequencies.decoded(whole.encoded())):
        assert other.encoded() == whole.encoded()


def test_no_word_can_be_read_in_the_file() -> None:
    data = Frequencies.of(TEXTS).encoded()
    assert b"verlof" not in data and b"verl" not in data


@pytest.mark.parametrize("data", [b"", b"\x00", Frequencies.of(TEXTS).encoded()[:-3]])
def test_a_damaged_file_is_noticed(data: bytes) -> None:
    with pytest.raises(ValueError):
        Frequencies.decoded(data)


def test_an_emptied_collection_has_no_terms() -> None:
    whole = Frequencies.of(TEXTS)
    assert whole.minus(whole).encoded() == NONE.encoded()


# --- BM25 ---------------------------------------------------------------------------------------------


def test_a_rare_term_is_worth_more() -> None:
    assert rarity(100, 1) > rarity(100, 10) > rarity(100, 100) > 0


def test_a_term_that_more_have_than_there_are_says_little() -> None:
    assert 0 < rarity(3, 100) == rarity(3, 3)


def test_passages_are_scored_by_stems_and_by_pieces() -> None:
    terms = question_of("verlof", ["nl"], NOTIONS).terms["nl"]
    scores = word_scores(terms, TEXTS, Frequencies.of(TEXTS), len(TEXTS))
    assert scores.by_stems[0] > 0 == scores.by_stems[1]
    assert scores.by_pieces[1] > 0 == scores.by_pieces[2]
    assert scores.by_stems[3] > scores.by_stems[0]


def test_without_passages_there_are_no_scores() -> None:
    terms = question_of("verlof", ["nl"], NOTIONS).terms["nl"]
    scores = word_scores(terms, [SearchWords("", "  ")], NONE, 0)
    assert np.array_equal(scores.by_stems, [0.0]) and np.array_equal(scores.by_pieces, [0.0])
