"""The texts and searched words of candidates, fetched from the archive as far as they are looked at."""

from collections.abc import Iterator, Sequence, Set

from app.engine.ranking import Ranked
from store.archive import Archive, StoredPassage
from store.index_reader import Hits
from store.passages import search_text
from store.search_words import SearchWords, search_words

FETCHED = 48
"""Texts are fetched from the archive in steps of so many: mostly no more are looked at."""


class CandidateTexts:
    """The texts of what was found, as far as they are looked at."""

    def __init__(self, archive: Archive, tables: Sequence[Hits]) -> None:
        self._archive = archive
        self._found = {number: row for hits in tables for number, row in hits.passages.items()}
        self._stored: dict[int, StoredPassage] = {}
        self._asked: set[int] = set()
        self._words: dict[int, SearchWords] = {}
        self._stems: dict[int, Set[str]] = {}

    def in_order(self, ranked: Sequence[Ranked]) -> Iterator[tuple[StoredPassage, float]]:
        """Those passages that are still there, with their scores."""
        for place, one in enumerate(ranked):
            if one.passage not in self._asked:
                self._fetch([other.passage for other in ranked[place : place + FETCHED]])
            if one.passage in self._stored:
                yield self._stored[one.passage], one.score

    def passage(self, number: int) -> StoredPassage | None:
        """A passage that was found, if it is still there."""
        if number not in self._asked:
            self._fetch(list(self._found))
        return self._stored.get(number)

    def words(self, passage: StoredPassage) -> tuple[str, SearchWords] | None:
        """The language and the searched words of a passage; None of one that was not found, but stands
        beside one that was."""
        row = self._found.get(passage.id)
        if row is None:
            return None
        if passage.id not in self._words:
            text = search_text(passage.title, passage.passage)
            self._words[passage.id] = search_words(text, row.language)
        return row.language, self._words[passage.id]

    def stems(self, passage: StoredPassage) -> Set[str]:
        """The stems of a passage that was found."""
        if passage.id not in self._stems:
            words = self.words(passage)
            self._stems[passage.id] = frozenset(words[1].stems.split()) if words else frozenset()
        return self._stems[passage.id]

    def _fetch(self, numbers: Sequence[int]) -> None:
        wanted = [number for number in numbers if number not in self._asked]
        self._stored.update(self._archive.passages(wanted))
        self._asked.update(wanted)
