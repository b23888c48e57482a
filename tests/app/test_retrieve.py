"""Ranking candidates, joining neighbours, saying whether they fit, and the order of a prompt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pytest

from app.engine import prompt
from app.engine.fit import ENOUGH, MOST_WORDS, Evidence, covered, nearness
from app.engine.passage_groups import CHARACTERS_EACH, MERGED_CHARACTERS, merge, surround
from app.engine.ranking import Languages, rank
from app.messages import FoundPassage
from store.archive import StoredPassage
from store.frequencies import Frequencies
from store.index_reader import Hit, Hits
from store.postings import Part, Segment, WordRow
from store.question import Question, question_of
from store.relevance import looked_for
from store.schema import Passage
from store.search_words import search_words
from store.thesaurus import Thesaurus
from store.word_index import WordIndex

NOTIONS = ("employer = werkgever, baas", "holiday, leave = verlof, vakantie")
DUTCH = Languages({"nl": 100}, ("en",))


def stored(number: int, start: int, length: int = 500, document: str = "a", page: int = 1) -> StoredPassage:
    text = f"passage {number}"
    return StoredPassage(number, document, f"/{document}", "", Passage(page, "", start, start + length, text))


def found(document: str, page: int, start: int, text: str = "text") -> FoundPassage:
    return FoundPassage(document, f"/{document}", document, page, "", start, start + len(text), text, 1.0)


def question(text: str, *languages: str) -> Question:
    return question_of(text, languages or ("nl",), Thesaurus(NOTIONS))


@dataclass
class Table:
    """A collection that holds these passages and no others."""

    texts: Mapping[int, str]
    near: Sequence[Hit] = ()
    documents: Mapping[int, str] | None = None
    language: str = "nl"

    def __post_init__(self) -> None:
        rows = [
            WordRow(
                number,
                (self.documents or {}).get(number, str(number)),
                self.language,
                search_words(text, self.language),
            )
            for number, text in self.texts.items()
        ]
        self.words = WordIndex([Part(Segment.of(rows))])

    def hits(self, asked: Question, frequencies: Frequencies, passages: Mapping[str, int]) -> Hits:
        """What it gives when all that it holds is a candidate."""
        found = self.words.look(looked_for(asked, frequencies, passages), 99).rows(list(self.texts))
        rows = {row.passage: row for row in found}
        return Hits(tuple(self.near), (), rows, self.words.frequencies)


def order(asked: Question, *tables: Table, languages: Languages = DUTCH) -> list[int]:
    frequencies = Frequencies.joined(table.words.frequencies for table in tables)
    hits = [table.hits(asked, frequencies, languages.passages) for table in tables]
    return [one.passage for one in rank(asked, hits, languages)]


# --- ranking ------------------------------------------------------------------------------------------

OFFICE = {
    1: "De kantine is open van negen tot vijf.",
    2: "Wie verlof wil, vraagt dat aan bij de werkgever.",
    3: "Verlof is niet over te dragen.",
    4: "De fietsenstalling ligt achter het gebouw.",
}


def test_who_says_more_of_the_question_comes_first() -> None:
    assert order(question("Hoe vraag ik verlof aan bij mijn werkgever?"), Table(OFFICE))[:2] == [2, 3]


def test_parts_of_compounds_are_found_both_ways() -> None:
    assert order(question("stalling voor fietsen"), Table(OFFICE))[0] == 4
    assert order(question("verlofaanvraag"), Table(OFFICE))[0] in (2, 3)


def test_an_everyday_word_finds_the_word_of_the_office() -> None:
    assert order(question("Wat zegt de baas?"), Table(OFFICE))[0] == 2


def test_a_question_in_english_finds_a_passage_in_dutch() -> None:
    assert order(question("Who is my employer?"), Table(OFFICE))[0] == 2


def test_meaning_counts_for_little_with_a_model_that_never_learnt_the_language() -> None:
    near = [Hit(1, 0.6), Hit(2, 0.3), Hit(3, 0.2)]
    asked = question("Hoe vraag ik vakantie aan bij de werkgever?")
    assert order(asked, Table(OFFICE, near))[0] == 2


def test_meaning_finds_what_no_word_says_with_a_model_that_knows_the_language() -> None:
    near = [Hit(1, 0.9), Hit(3, 0.5), Hit(4, 0.4)]
    asked = question("Waar kan ik iets warms krijgen?")
    for languages in ((), ("nl", "mul")):
        assert order(asked, Table(OFFICE, near), languages=Languages({"nl": 100}, languages))[0] == 1


def test_a_passage_is_worth_the_same_in_a_small_and_a_large_collection() -> None:
    large = {number: f"Regel {number} over het gebouw en de tuin." for number in range(10, 60)}
    large[60] = "De fietsenstalling ligt achter het gebouw."
    small = {1: "Het gebouw is oud."}
    asked = question("fietsenstalling gebouw")
    assert order(asked, Table(small), Table(large))[0] == 60
    both = order(asked, Table({1: large[60]}), Table(large))
    assert set(both[:2]) == {1, 60}


def test_a_document_that_says_it_often_lifts_its_passages() -> None:
    texts = {1: "Verlof duurt kort.", 2: "Verlof duurt kort.", 3: "Verlof kost niets.", 4: "Verlof mag."}
    documents = {1: "een", 2: "twee", 3: "twee", 4: "twee"}
    assert order(question("Hoe kort duurt verlof?"), Table(texts, documents=documents))[0] == 2


def test_nothing_is_ranked_where_nothing_was_found() -> None:
    assert rank(question("verlof"), [Hits((), ())], DUTCH) == []


def no_stems(passage: StoredPassage) -> frozenset[str]:
    return frozenset()


# --- joining ------------------------------------------------------------------------------------------


def test_neighbours_on_a_page_become_one_up_to_a_length() -> None:
    ranked = [(stored(5, 500), 0.9), (stored(6, 1000), 0.8), (stored(4, 0), 0.7), (stored(7, 1500), 0.6)]
    merged, alone = merge(ranked, 8, no_stems)
    assert [member.id for member in merged.members] == [4, 5, 6]
    assert merged.score == 0.9
    assert merged.members[-1].passage.end - merged.members[0].passage.start == MERGED_CHARACTERS
    assert [member.id for member in alone.members] == [7]


def test_neither_another_page_nor_another_document_is_a_neighbour() -> None:
    ranked = [(stored(1, 0), 0.9), (stored(2, 500, page=2), 0.8), (stored(3, 0, document="b"), 0.7)]
    assert len(merge(ranked, 8, no_stems)) == 3


def test_the_limit_counts_after_merging() -> None:
    ranked = [
        (stored(1, 0), 0.9),
        (stored(2, 500), 0.8),
        (stored(9, 9000), 0.7),
        (stored(20, 0, page=3), 0.6),
    ]
    groups = merge(ranked, 2, no_stems)
    assert [[member.id for member in group.members] for group in groups] == [[1, 2], [9]]


def test_a_neighbour_is_taken_in_when_there_are_groups_enough() -> None:
    ranked = [(stored(1, 0, 200), 0.9), (stored(9, 9000, 200), 0.7), (stored(20, 0, 200, page=3), 0.6)]
    groups = merge([*ranked, (stored(2, 200, 200), 0.5)], 2, no_stems)
    assert [[member.id for member in group.members] for group in groups] == [[1, 2], [9]]


def test_passages_are_bounded_in_all_by_their_average() -> None:
    ranked = [(stored(10 * n, 0, length=900, page=n), 1.0 / n) for n in range(1, 9)]
    ranked.insert(1, (stored(11, 900, length=600, page=1), 0.9))
    groups = merge(ranked, 4, no_stems)
    assert [[member.id for member in group.members] for group in groups] == [[10, 11], [20]]
    assert sum(group.characters for group in groups) <= 4 * CHARACTERS_EACH


def test_the_same_words_are_not_found_twice() -> None:
    one, copy = stored(1, 0), stored(2, 0, document="b")
    copy = StoredPassage(copy.id, copy.document, copy.path, "", one.passage)
    assert len(merge([(one, 0.9), (copy, 0.8)], 8, no_stems)) == 1


def test_nearly_the_same_words_are_not_found_twice() -> None:
    words = frozenset(map(str, range(20)))
    ranked = [(stored(1, 0), 0.9), (stored(5, 0, document="b"), 0.8), (stored(9, 0, document="c"), 0.7)]
    stems = {1: words, 5: words - {"3"}, 9: words - {"1", "2", "3"}}
    groups = merge(ranked, 8, lambda passage: stems[passage.id])
    assert [group.members[0].id for group in groups] == [1, 9]


def test_the_best_get_their_surroundings_while_there_is_room() -> None:
    passages = {number: stored(number, 100 * number, 100) for number in range(1, 10)}
    groups = merge([(passages[5], 0.9)], 8, no_stems)
    surround(groups, 8, lambda numbers: {n: passages[n] for n in numbers if n in passages})
    assert [member.id for member in groups[0].members] == [4, 5, 6]
    full = merge([(stored(5, 500, 700), 0.9)], 1, no_stems)
    surround(full, 1, lambda numbers: {n: passages[n] for n in numbers if n in passages})
    assert [member.id for member in full[0].members] == [5]


# --- whether it fits ----------------------------------------------------------------------------------


def share(text: str, *passages: str) -> float:
    texts = [search_words(passage, "nl") for passage in (*OFFICE.values(), *passages)]
    said = [("nl", words) for words in texts]
    return covered(question(text), said, Frequencies.of(texts), {"nl": len(texts)})[0]


def test_what_a_passage_says_in_its_own_words_is_covered_wholly() -> None:
    assert share("Hoe wil ik verlof bij de werkgever?") == 1.0


def test_what_nothing_says_is_not_covered() -> None:
    assert share("Hoeveel kost een zwembad?") < 0.2


def test_a_rare_word_that_is_missing_weighs_more_than_a_common_one() -> None:
    common = [f"Het gebouw {number}." for number in range(20)]
    assert share("zwembad in het gebouw", *common) < 0.3 < share("fietsenstalling van een zwembad", *common)


def test_in_a_library_of_one_note_its_own_words_are_not_too_common_to_count() -> None:
    note = search_words("De kantine sluit op vrijdag om drie uur.", "nl")
    asked = question("Hoe laat sluit de kantine?")
    found, _ = covered(asked, [("nl", note)], Frequencies.of([note]), {"nl": 1})
    assert found > 1.5 * ENOUGH


def test_a_word_said_otherwise_counts_a_little_less() -> None:
    assert 0.5 < share("baas") < 1.0


def test_nearness_is_told_from_what_passages_have_anyway() -> None:
    unrelated = np.array([0.70, 0.72, 0.74, 0.76], np.float32)
    assert nearness([0.75], unrelated) < 1.0 < 5.0 < nearness([0.90], unrelated)
    assert nearness([], unrelated) == nearness([0.9], unrelated[:1]) == 0.0


@pytest.mark.parametrize(
    ("evidence", "fits"),
    [
        (Evidence(0.9, None, 4), True),
        (Evidence(0.1, None, 4), False),
        (Evidence(0.1, 9.0, 4), True),
        (Evidence(0.4, 3.0, 4), False),
        (Evidence(0.0, 0.0, MOST_WORDS + 1), True),
    ],
)
def test_what_covers_little_and_is_no_nearer_than_others_does_not_fit(evidence: Evidence, fits: bool) -> None:
    assert evidence.fits is fits


# --- reading order ------------------------------------------------------------------------------------


def test_passages_are_read_as_they_stand_in_their_documents() -> None:
    passages = [found("b", 2, 50), found("a", 1, 0), found("b", 1, 900), found("b", 2, 0)]
    order = [(p.document, p.page, p.start) for p in prompt.reading_order(passages)]
    assert order == [("b", 1, 900), ("b", 2, 0), ("b", 2, 50), ("a", 1, 0)]
    assert [source.number for source in prompt.sources(passages)] == [1, 2, 3, 4]


def test_what_does_not_fit_is_left_out_from_the_least_relevant() -> None:
    best, middle, worst = found("a", 1, 0), found("b", 1, 0), found("c", 1, 0)
    kept = prompt.fit([best, middle, worst], 250, lambda some: 100 + 60 * len(some))
    assert kept == (best, middle)
    assert prompt.fit([best], 50, lambda some: 100 * len(some)) == ()
