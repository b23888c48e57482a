"""Which words an index holds: it has numbers of words and of their pieces, and no letters."""

from pathlib import Path

from store.postings import Segment
from store.search_words import grams
from store.terms import gram_numbers


def terms_in(folder: Path) -> set[int]:
    """The numbers of all terms in the files below a folder."""
    return {int(term) for file in folder.rglob("words-*") for term in Segment.opened(file).terms}


def holds_word(folder: Path, word: str) -> bool:
    """Whether all pieces of a word are in the indexes below a folder."""
    return set(gram_numbers(grams(word))) <= terms_in(folder)
