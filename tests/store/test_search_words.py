"""The promises of the words that are searched: how they are cut, bent, translated, counted and compared."""

import random
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import pytest

from store import postings, segment_merge
from store.errors import IndexDamaged
from store.frequencies import NONE, Frequencies
from store.language import language_of
from store.postings import Part, Segment, WordRow
from store.question import SYNONYM, TRANSLATED, question_of
from store.relevance import LENGTH, SATURATION, looked_for, rarity
from store.search_words import (
    SearchWords,
    content_words,
    grams,
    language_of_question,
    search_words,
    stems,
    words_of,
)
from store.segment_merge import merge
from store.terms import stem_number
from store.thesaurus import Thesaurus, thesaurus
from store.word_index import FoundRow, WordIndex
from store.word_writer import TOGETHER, WordWriter

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
    joined = Frequencies.joined([NONE, Frequencies.of(TEXTS[:1]), Frequencies.of(TEXTS[1:])])
    assert (joined.passages, joined.stems, joined.letters) == (whole.passages, whole.stems, whole.letters)
    assert [joined.of_gram(gram) for gram in ("verl", "kant", "xxxx")] == [3, 1, 0]
    assert joined.of_stem("verlof") == 2


def test_nothing_has_no_terms() -> None:
    assert Frequencies.joined([]).of_stem("verlof") == NONE.of_gram("verl") == 0


# --- BM25 ---------------------------------------------------------------------------------------------


def test_a_rare_term_is_worth_more() -> None:
    assert rarity(100, 1) > rarity(100, 10) > rarity(100, 100) > 0


def test_a_term_that_more_have_than_there_are_says_little() -> None:
    assert 0 < rarity(3, 100) == rarity(3, 3)


def rows_for(question: str, texts: Sequence[SearchWords] = TEXTS, most: int = 10**6) -> list[FoundRow]:
    """What an index of these texts finds, by number."""
    words = WordIndex([Part(Segment.of([WordRow(n, "", "nl", text) for n, text in enumerate(texts)]))])
    asked = question_of(question, ["nl"], NOTIONS)
    looked = looked_for(asked, words.frequencies, {"nl": len(texts)}, most)
    return words.look(looked, 99).rows(range(len(texts)))


def test_passages_are_scored_by_stems_and_by_pieces() -> None:
    scores = rows_for("verlof")
    assert scores[0].by_stems > 0 == scores[1].by_stems
    assert scores[1].by_pieces > 0 == scores[2].by_pieces
    assert scores[3].by_stems > scores[0].by_stems


def test_the_score_is_bm25() -> None:
    (found, *_) = rows_for("verlof")
    assert [len(text.stems.split()) for text in TEXTS] == [2, 2, 1, 3]
    saturation = SATURATION * (1 - LENGTH + LENGTH * 2 / (8 / 4))  # 2 stems, of 8 in 4 passages
    assert found.by_stems == pytest.approx(rarity(4, 2) * (SATURATION + 1) / (1 + saturation))


def test_what_is_too_common_to_be_sought_weighs_all_the_same() -> None:
    texts = [search_words(f"Verlof van soort{n:03d}", "nl") for n in range(100)]
    free, bound = rows_for("verlof soort007", texts), rows_for("verlof soort007", texts, most=5)
    assert [row.by_stems for row in bound] == pytest.approx([row.by_stems for row in free])
    assert [row.by_pieces for row in bound] == pytest.approx([row.by_pieces for row in free])


def test_of_common_terms_the_rarest_is_sought_even_so() -> None:
    frequencies = Frequencies.of(TEXTS)
    found = looked_for(question_of("verlof", ["nl"], NOTIONS), frequencies, {"nl": 4}, 0)["nl"]
    sought = [(kind.sought & (kind.counts > 0)).sum() for kind in (found.stems, found.pieces)]
    assert sum(sought) == 1


def test_without_passages_there_are_no_scores() -> None:
    (found,) = rows_for("verlof", [SearchWords("", "  ")])
    assert found.by_stems == found.by_pieces == 0.0


# --- segments -----------------------------------------------------------------------------------------


def made(numbers: Iterable[int], seed: int = 1) -> list[WordRow]:
    """Passages of made-up words, in two languages and many documents."""
    chance = random.Random(seed)
    words = ["".join(chance.choices("abcdefg", k=chance.randint(2, 9))) for _ in range(300)]
    return [
        WordRow(
            number,
            f"{number // 3:032x}",
            ("nl", "en")[number % 5 == 0],
            search_words(" ".join(chance.choices(words, k=20)), "nl"),
        )
        for number in numbers
    ]


def contents(segment: Segment) -> dict[int, list[tuple[int, str, str, int]]]:
    """What a segment says of each term: passages, with document, language and how often."""
    rows = segment.rows
    found = {}
    for place, term in enumerate(segment.terms.tolist()):
        packed = segment.postings(int(segment.starts[place]), int(segment.starts[place + 1])).tolist()
        found[term] = [
            (
                int(rows.passages[one >> 8]),
                str(rows.names[rows.documents[one >> 8]], "ascii"),
                rows.codes[rows.languages[one >> 8]],
                one & 0xFF,
            )
            for one in packed
        ]
    return found


def test_a_segment_says_the_same_from_its_file(tmp_path: Path) -> None:
    segment = Segment.of(made(range(100)))
    written = segment.write(tmp_path)
    assert contents(Segment.opened(tmp_path / written.name)) == contents(segment)


def test_merged_segments_say_what_one_of_all_would(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(segment_merge, "_MERGED_AT_ONCE", 500)
    monkeypatch.setattr(postings, "_COUNTED_AT_ONCE", 16)
    rows = made(range(200))
    random.Random(2).shuffle(rows)
    some, others = Segment.of(rows[:120]).write(tmp_path), Segment.of(rows[120:]).write(tmp_path)
    alive = some.rows.passages % 7 != 0
    merged = merge(tmp_path, [Part(some, alive), Part(others)])
    kept = [row for place, row in enumerate(rows) if place >= 120 or row.passage % 7]
    assert {term: found for term, found in contents(merged).items() if found} == contents(Segment.of(kept))


def test_a_term_that_stands_very_often_counts_as_often_as_can_be_kept() -> None:
    segment = Segment.of([WordRow(1, "", "nl", search_words("huis " * 1000, "nl"))])
    assert contents(segment)[stem_number("huis")] == [(1, "", "nl", 255)]


def test_many_small_steps_leave_few_segments_and_every_passage(tmp_path: Path) -> None:
    writer = WordWriter(tmp_path, WordIndex(()))
    rows = made(range(600))
    for first in range(0, 600, 6):
        writer.add(rows[first : first + 6])
    writer.remove([rows[0].document])
    names, gone = writer.finish()
    assert len(names) <= 2 * TOGETHER and gone
    assert {path.name for path in tmp_path.iterdir()} == {*names, gone}
    opened = WordIndex.opened(tmp_path, names, gone)
    assert opened.passages == 597
    assert len(opened.find(np.arange(3, 600))) == 597
    with pytest.raises(IndexDamaged):
        opened.find(np.array([0]))


def test_what_is_mostly_gone_is_written_anew(tmp_path: Path) -> None:
    writer = WordWriter(tmp_path, WordIndex(()))
    rows = made(range(30))
    writer.add(rows)
    writer.remove([row.document for row in rows[:12]])
    names, gone = writer.finish()
    assert gone == "" and len(Segment.opened(tmp_path / names[0]).rows) == 18
