"""The sentences of an answer: where each begins and ends, and whether the passages bear it out."""

import time
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pytest

from app.engine.claim_reader import read
from app.engine.sentence_split import Stretch, split
from app.engine.support import attribute
from app.messages import Sentence, Source
from models.embedder import Embedder
from models.errors import ModelDamaged
from tests.fakes import FakeEmbedder

RULES = (
    "Een medewerker heeft recht op 25 vakantiedagen. "
    "De leidinggevende beslist binnen een week op de aanvraag.",
    "Declaraties worden binnen dertig dagen ingediend bij Karin Bakker. Alcohol wordt niet vergoed.",
    "De parkeergarage is op werkdagen open van 7.00 tot 20.30 uur. Een vergunning kost € 1.250,50 per jaar.",
    "Northwind pays invoices within 14 days. Contracts start on 1 April 2025 and last at most three years.",
)


def sources(*texts: str) -> tuple[Source, ...]:
    return tuple(
        Source(number, f"d{number}", f"/{number}.md", "Regels", 1, text)
        for number, text in enumerate(texts, 1)
    )


def found(
    text: str,
    read_for_it: Sequence[Source] = sources(*RULES),
    embedder: Embedder | None = None,
    program: Sequence[Stretch] = (),
    question: str = "",
    creative: bool = False,
) -> tuple[Sentence, ...]:
    steps = attribute(text, read_for_it, embedder, program, question, creative)
    while True:
        try:
            assert next(steps) is None
        except StopIteration as end:
            return end.value


def support(text: str, question: str = "") -> str:
    (sentence,) = found(text, question=question)
    return sentence.support


# --- where sentences are ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Een. Twee! Drie? Vier", ["Een.", "Twee!", "Drie?", "Vier"]),
        ("Dhr. J. de Vries leest art. 3 lid 2. Klaar.", ["Dhr. J. de Vries leest art. 3 lid 2.", "Klaar."]),
        ("Het kost bijv. 2.50 of 1.250,50 euro. Ja.", ["Het kost bijv. 2.50 of 1.250,50 euro.", "Ja."]),
        ("E.g. Mr. Smith of No. 5 left. No. Yes.", ["E.g. Mr. Smith of No. 5 left.", "No.", "Yes."]),
        (
            "Appels, peren, enz. Daarna brood, enz. en melk.",
            ["Appels, peren, enz.", "Daarna brood, enz. en melk."],
        ),
        (
            "Nee... toch niet. Hij komt uit de VS. Goed.",
            ["Nee... toch niet.", "Hij komt uit de VS.", "Goed."],
        ),
        ('Hij zei: "Dat mag." Zij niet.', ['Hij zei: "Dat mag."', "Zij niet."]),
        (
            "1. Eerste.\n   Meer.\n- tweede\n* **derde** deel",
            ["Eerste.", "Meer.", "tweede", "**derde** deel"],
        ),
        ("## Kop\n\nTekst.\n\n**Nog een kop**\n\nMeer.", ["Tekst.", "Meer."]),
        ("| naam | dagen |\n|---|---|\n| vast | 25 |", ["vast | 25"]),
        ("Een zin die\nverder gaat.\nNog een.", ["Een zin die\nverder gaat.", "Nog een."]),
        ("Benodigd:\n- paspoort", ["paspoort"]),
        ("", []),
        ("\n---\n***\n...", []),
    ],
)
def test_a_text_is_split_into_its_sentences(text: str, sentences: list[str]) -> None:
    assert [text[place.start : place.end] for place in split(text)] == sentences


@pytest.mark.parametrize("piece", ["a. ", "- ", "| ", "“ ", "1. ", "x", "Dr. ", "\n", "😀. ", "**a** "])
def test_splitting_takes_time_in_proportion_and_loses_its_place_nowhere(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    places = split(text)
    assert all(0 <= one.start < one.end <= other.start for one, other in pairwise(places))
    assert all(len(text[place.start : place.end]) <= 1_200 for place in places)


def test_what_the_program_wrote_is_no_sentence() -> None:
    text = "## Ideeën\n\n1. Minder papier.\n   Waarom: het scheelt bomen."
    program = [Stretch(0, 13), Stretch(text.index("\n   Waarom"), text.index(" het scheelt"))]
    said = found(text, program=program)
    assert [sentence.text for sentence in said] == ["Minder papier.", "het scheelt bomen."]
    assert all(text[one.start : one.end] == one.text for one in said)
    assert found("Dit staat niet in de documenten.", program=[Stretch(0, 32)]) == ()


# --- what a sentence says ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("vijfentwintig dagen", "25 days"),
        ("twee weken", "14 dagen"),
        ("een half jaar", "6 maanden"),
        ("1.250,50 euro", "€ 1250.50"),
        ("30 procent", "30%"),
        ("om 17.00 uur", "at 5 pm"),
        ("1,5 miljoen", "1.500.000"),
        ("tussen 3 en 5 jaar", "60 months"),
        ("tweehonderd euro", "200 EUR"),
    ],
)
def test_a_number_is_the_same_however_it_is_written(one: str, other: str) -> None:
    mine, theirs = read(one).quantities, read(other).quantities
    assert any(first.is_same(second) for first in mine for second in theirs)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("25 dagen", "25 uur"),
        ("3 weken", "3 maanden"),
        ("1.250", "12.50"),
        ("5 werkdagen", "5 weken"),
        ("5%", "5 euro"),
    ],
)
def test_another_number_is_another(one: str, other: str) -> None:
    (mine,), (theirs,) = read(one).quantities, read(other).quantities
    assert not mine.is_same(theirs)


@pytest.mark.parametrize(
    "text", ["3 maart 2026", "3-3-2026", "2026-03-03", "March 3, 2026", "3rd March 2026"]
)
def test_a_date_is_the_same_however_it_is_written(text: str) -> None:
    assert read(text).dates == [(2026, 3, 3)]


# --- support ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("De leidinggevende beslist binnen een week op de aanvraag.", 1),
        ("Een medewerker heeft recht op vijfentwintig vakantiedagen.", 1),
        ("Op een aanvraag wordt door de leidinggevende binnen zeven dagen beslist.", 1),
        ("U dient declaraties binnen 30 dagen in bij Karin Bakker.", 2),
        ("De garage is op werkdagen geopend van 7:00 tot 20:30.", 3),
        ("De vergunning kost 1250,50 euro per jaar.", 3),
        ("Invoices are paid by Northwind within two weeks.", 4),
        ("Contracts start on April 1, 2025.", 4),
    ],
)
def test_what_a_passage_says_in_other_words_is_supported(text: str, source: int) -> None:
    (sentence,) = found(text)
    assert (sentence.support, sentence.sources[:1]) == ("supported", (source,))


@pytest.mark.parametrize(
    "text",
    [
        "Een medewerker heeft recht op 28 vakantiedagen.",
        "Een medewerker heeft recht op 25 uur vakantie.",
        "De leidinggevende beslist binnen een maand op de aanvraag.",
        "Declaraties worden ingediend bij Peter Bakker.",
        "Declaraties worden binnen dertig dagen ingediend bij Karin Bakker in Utrecht.",
        "De parkeergarage is op zondag open van 7.00 tot 20.30 uur.",
        "Northwind pays invoices within 14 weeks.",
        "Southgate pays invoices within 14 days.",
        "Contracts start on 1 April 2026.",
        "Pieter beslist binnen een week op de aanvraag.",
    ],
)
def test_a_number_or_name_that_no_passage_holds_is_never_supported(text: str) -> None:
    assert support(text) != "supported"
    with_meaning = found(text, embedder=Same())
    assert [one.support for one in with_meaning] != ["supported"]


@pytest.mark.parametrize(
    "text",
    [
        "Alcohol wordt vergoed.",
        "De leidinggevende beslist niet binnen een week op de aanvraag.",
        "De parkeergarage is op werkdagen gesloten van 7.00 tot 20.30 uur.",
        "Contracts last at least three years.",
        "De medewerker beslist binnen een week op de aanvraag van de leidinggevende.",
    ],
)
def test_what_a_passage_denies_is_not_supported(text: str) -> None:
    assert support(text) != "supported"


@pytest.mark.parametrize(
    "text",
    [
        "Alle declaraties worden altijd vergoed.",
        "De leidinggevende beslist binnen een week op de aanvraag en stuurt een brief.",
        "De kantine serveert op vrijdag soep.",
    ],
)
def test_what_goes_further_than_the_passages_is_not_supported(text: str) -> None:
    assert support(text) != "supported"


def test_a_sentence_may_stand_on_two_passages() -> None:
    text = "De leidinggevende beslist binnen een week op de aanvraag, en alcohol wordt niet vergoed."
    (sentence,) = found(text)
    assert sentence.support == "supported"
    assert set(sentence.sources) == {1, 2}


def test_a_short_answer_is_read_with_its_question() -> None:
    assert support("25 dagen.", "Hoeveel vakantiedagen heeft een medewerker?") == "supported"
    assert support("30 dagen.", "Hoeveel vakantiedagen heeft een medewerker?") != "supported"


def test_that_the_documents_say_nothing_is_no_claim() -> None:
    for text in ("De documenten vermelden hier niets over.", "This is not mentioned in the documents."):
        assert [sentence.support for sentence in found(text)] == ["program"]


def test_marks_that_a_model_writes_itself_are_no_numbers() -> None:
    assert support("De leidinggevende beslist binnen een week op de aanvraag [1][7].") == "supported"


def test_a_creative_answer_is_inspired_and_judged_by_nothing() -> None:
    text = "Laat de leidinggevende binnen een dag beslissen op de aanvraag. Zing samen een lied."
    near, far = found(text, creative=True)
    assert (near.support, near.sources) == ("inspired", (1,))
    assert (far.support, far.sources) == ("inspired", ())


def test_without_passages_nothing_is_supported() -> None:
    assert [one.support for one in found("Iets. Nog iets.", ())] == ["unsupported"] * 2
    assert found("", ()) == ()


# --- meaning ----------------------------------------------------------------------------------------


class Same(FakeEmbedder):
    """An embedder to which all texts mean the same, but those that it is measured against."""

    def embed_query(self, text: str) -> np.ndarray:
        vector = super().embed_query(text)
        unrelated = ("Groningen", "taart", "orchestra", "volcanoes")
        return vector if any(word in text for word in unrelated) else np.eye(1, 16, dtype=np.float32)[0]


class Broken(FakeEmbedder):
    """An embedder that fails."""

    def embed_passages(self, texts: Sequence[str]) -> object:  # type: ignore[override]
        raise ModelDamaged("/model")


def test_meaning_lifts_a_paraphrase_and_no_contradiction() -> None:
    paraphrase = "Een aanvraag krijgt van de leidinggevende binnen een week uitsluitsel."
    assert support(paraphrase) == "weak"
    assert [one.support for one in found(paraphrase, embedder=Same())] == ["supported"]
    assert [one.support for one in found("Alcohol wordt vergoed.", embedder=Same())] == ["unsupported"]
    assert [one.support for one in found("Het regent vandaag hard.", embedder=Same())] == ["unsupported"]


def test_an_embedder_that_fails_costs_nothing() -> None:
    text = "De leidinggevende beslist binnen een week op de aanvraag. Alcohol wordt vergoed."
    assert found(text, embedder=Broken()) == found(text)


def test_a_hundred_passages_take_short_steps() -> None:
    texts = [f"{rule} Dit is regel {number}." for number in range(25) for rule in RULES]
    text = " ".join(RULES)
    longest, before = 0.0, time.perf_counter()
    for _ in attribute(text, sources(*texts), FakeEmbedder()):
        now = time.perf_counter()
        longest, before = max(longest, now - before), now
    assert longest < 1.0
