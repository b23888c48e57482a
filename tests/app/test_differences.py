"""Texts compared word by word: nothing is lost, what is marked differs, and long texts do not take long."""

import random
import time
from itertools import pairwise

import pytest

from app.answer_text.differences import Piece, differences


def shown(before: str, after: str) -> str:
    """With [-what went-] and {+what came+}."""
    marks = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
    return "".join(marks[piece.kind].format(piece.text) for piece in differences(before, after))


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("", "", ""),
        ("same", "same", "same"),
        ("", "new", "{+new+}"),
        ("old", "", "[-old-]"),
        ("the end", "the end of it", "the end {+of it+}"),
        ("De kat zit hier.", "De hond zit hier.", "De [-kat -]{+hond +}zit hier."),
        ("Twee dagen.", "Twee dagen!", "Twee dagen[-.-]{+!+}"),
        ("1. Een\n2. Twee", "1. Een\n2. Twee\n3. Drie", "1. Een\n2. Twee{+\n3. Drie+}"),
        ("één café", "een café", "[-één -]{+een +}café"),
    ],
)
def test_what_differs_is_marked_by_words(before: str, after: str, told: str) -> None:
    assert shown(before, after) == told


def test_a_small_word_between_two_changes_does_not_cut_them_up() -> None:
    assert shown("rood en groen licht", "geel en blauw licht") == "[-rood en groen -]{+geel en blauw +}licht"


def test_other_spaces_are_no_difference_and_other_lines_are() -> None:
    assert differences("een  twee\tdrie", "een twee drie") == [Piece("same", "een twee drie")]
    assert "[-" in shown("een\ntwee", "een twee")


def test_no_letter_is_lost_whatever_is_compared() -> None:
    chance = random.Random(5)
    words = ["de", "een", "kat,", "\n", "\n\n", "- ", "| a |", "hond.", "é", "👍🏽", "\u202eom", "\x00", "  "]
    for _ in range(300):
        before, after = (" ".join(chance.choices(words, k=chance.randrange(40))) for _ in range(2))
        found = differences(before, after)
        assert "".join(piece.text for piece in found if piece.kind != "removed") == after
        went = "".join(piece.text for piece in found if piece.kind != "added")
        assert "".join(went.split()) == "".join(before.split())
        assert all(piece.text for piece in found)
        assert all(one.kind != two.kind for one, two in pairwise(found))


@pytest.mark.parametrize("word", ["w{}", "woord", "woord\n", "w{}\n"])
def test_long_texts_are_compared_more_roughly_and_not_longer(word: str) -> None:
    before = " ".join(word.format(number * 7919 % 500) for number in range(40_000))
    after = " ".join(word.format(number * 6007 % 500) for number in range(40_000))
    begun = time.thread_time()
    found = differences(before, after)
    assert time.thread_time() - begun < 4
    assert "".join(piece.text for piece in found if piece.kind != "removed") == after


def test_in_a_long_text_a_small_change_is_still_found_by_the_word() -> None:
    lines = [f"Regel {number} over het een en ander." for number in range(5_000)]
    before = "\n".join(lines)
    lines[2_500] = "Regel 2500 over het een en niets."
    lines[100] = "Regel 100 over iets en ander."
    pieces = [piece for piece in differences(before, "\n".join(lines)) if piece.kind != "same"]
    assert Piece("added", "niets") in pieces
    assert sum(len(piece.text) for piece in pieces) < 100
