"""Fusing two rankings, merging neighbours, and the order in which a prompt has them."""

from app.engine import prompt
from app.engine.retrieve import CHARACTERS_EACH, MERGED_CHARACTERS, fuse, merge
from app.messages import FoundPassage
from store.archive import StoredPassage
from store.index import Hit
from store.schema import Passage


def stored(number: int, start: int, length: int = 500, document: str = "a", page: int = 1) -> StoredPassage:
    text = f"passage {number}"
    return StoredPassage(number, document, f"/{document}", "", Passage(page, "", start, start + length, text))


def found(document: str, page: int, start: int, text: str = "text") -> FoundPassage:
    return FoundPassage(document, f"/{document}", document, page, "", start, start + len(text), text, 1.0)


def test_what_both_searches_find_comes_before_what_one_finds() -> None:
    vectors = [Hit(1, 0.9), Hit(2, 0.8)]
    words = [Hit(3, 12.0), Hit(2, 11.0)]
    assert [number for number, _ in fuse([(1.0, vectors), (1.0, words)])] == [2, 1, 3]


def test_a_ranking_counts_by_its_weight() -> None:
    assert fuse([(0.3, [Hit(1, 1.0)]), (1.0, [Hit(2, 1.0)])])[0] == (2, 1 / 61)


def test_neighbours_on_a_page_become_one_up_to_a_length() -> None:
    ranked = [(stored(5, 500), 0.9), (stored(6, 1000), 0.8), (stored(4, 0), 0.7), (stored(7, 1500), 0.6)]
    merged, alone = merge(ranked, 8)
    assert [member.id for member in merged.members] == [4, 5, 6]
    assert merged.score == 0.9
    assert merged.members[-1].passage.end - merged.members[0].passage.start == MERGED_CHARACTERS
    assert [member.id for member in alone.members] == [7]


def test_neither_another_page_nor_another_document_is_a_neighbour() -> None:
    ranked = [(stored(1, 0), 0.9), (stored(2, 500, page=2), 0.8), (stored(3, 0, document="b"), 0.7)]
    assert len(merge(ranked, 8)) == 3


def test_the_limit_counts_after_merging() -> None:
    ranked = [
        (stored(1, 0), 0.9),
        (stored(2, 500), 0.8),
        (stored(9, 9000), 0.7),
        (stored(20, 0, page=3), 0.6),
    ]
    groups = merge(ranked, 2)
    assert [[member.id for member in group.members] for group in groups] == [[1, 2], [9]]


def test_passages_are_bounded_in_all_by_their_average() -> None:
    ranked = [(stored(10 * n, 0, length=900, page=n), 1.0 / n) for n in range(1, 9)]
    ranked.insert(1, (stored(11, 900, length=600, page=1), 0.9))
    groups = merge(ranked, 4)
    assert [[member.id for member in group.members] for group in groups] == [[10, 11], [20]]
    assert sum(group.characters for group in groups) <= 4 * CHARACTERS_EACH


def test_the_same_words_are_not_found_twice() -> None:
    one, copy = stored(1, 0), stored(2, 0, document="b")
    copy = StoredPassage(copy.id, copy.document, copy.path, "", one.passage)
    assert len(merge([(one, 0.9), (copy, 0.8)], 8)) == 1


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
