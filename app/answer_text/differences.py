"""Two texts compared word by word: what stayed, what came, what went.

Pure. What differs is found with `difflib`; how much is compared is bounded, so that long texts, and texts of
one word a thousand times, are compared more roughly and not more slowly.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate
from typing import Literal

Kind = Literal["same", "added", "removed"]

_WORD = re.compile(r"\n\s*|\w+[^\S\n]*|[^\w\s][^\S\n]*|[^\S\n]+")
_LINE = re.compile(r"[^\n]*\n\s*|[^\n]+")
_STEPS = 400_000
"""So many words are held against each other at most, for each text: a tenth of a second."""
_TOO_SHORT = 3
"""A word that stayed, of at most so many letters, between two changes, is read as a part of them."""


@dataclass(frozen=True)
class Piece:
    """A stretch of text. What is `same` is as it stands in the later text."""

    kind: Kind
    text: str


def differences(before: str, after: str) -> list[Piece]:
    """What became of a text, in order; of what was replaced the removed comes first. `same` and `added`
    together are the later text, letter for letter; `same` and `removed` the earlier one but for its spaces.
    Two pieces of one kind never follow each other, and none is empty."""
    pieces = _Pieces()
    for old, new, same in _stretches(before, after):
        if same:
            pieces.keep("".join(new))
        else:
            pieces.change("".join(old), "".join(new))
    return pieces.made()


class _Pieces:
    """Gathers changes, so that neighbours become one."""

    def __init__(self) -> None:
        self._made: list[Piece] = []
        self._kept = self._removed = self._added = ""

    def keep(self, text: str) -> None:
        self._kept += text

    def change(self, old: str, new: str) -> None:
        short = len(self._kept.strip()) <= _TOO_SHORT and "\n" not in self._kept
        if short and (self._removed or self._added):
            old, new = self._kept + old, self._kept + new
        else:
            self._close()
        self._kept = ""
        self._removed += old
        self._added += new

    def made(self) -> list[Piece]:
        self._close()
        return self._made

    def _close(self) -> None:
        """What was changed before what was kept, then that."""
        parts: tuple[tuple[Kind, str], ...] = (
            ("removed", self._removed),
            ("added", self._added),
            ("same", self._kept),
        )
        self._made += [Piece(kind, text) for kind, text in parts if text]
        self._kept = self._removed = self._added = ""


_Stretch = tuple[Sequence[str], Sequence[str], bool]
"""Of the earlier text, of the later one, and whether they are the same."""


def _stretches(before: str, after: str) -> Iterator[_Stretch]:
    """By words; where that would take too long by lines, and by words in those that changed."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    if (found := _compared(old, new, _STEPS)) is not None:
        yield from found
        return
    old, new = _LINE.findall(before), _LINE.findall(after)
    lines = _compared(old, new, _STEPS)
    changed: list[_Stretch] = [(old, new, False)] if lines is None else lines
    steps = _STEPS // max(sum(not same for *_, same in changed), 1)
    for stretch in changed:
        yield from (None if stretch[2] else _by_words(stretch, steps)) or [stretch]


def _by_words(stretch: _Stretch, most: int) -> list[_Stretch] | None:
    old, new = (_WORD.findall("".join(part)) for part in stretch[:2])
    return _compared(old, new, most)


def _compared(old: Sequence[str], new: Sequence[str], most: int) -> list[_Stretch] | None:
    """Pieces that are equal but for the spaces at their ends, and what lies between; None when that takes
    more than so many steps, or may."""
    first, old_keys, new_keys = 0, [*map(_key, old)], [*map(_key, new)]
    while first < min(len(old), len(new)) and old_keys[first] == new_keys[first]:
        first += 1
    end = 0
    while end < min(len(old), len(new)) - first and old_keys[-1 - end] == new_keys[-1 - end]:
        end += 1
    blocks = _blocks(old_keys[first : len(old) - end], new_keys[first : len(new) - end], most)
    if blocks is None:
        return None
    equal = [(0, 0, first), *((first + at, first + to, size) for at, to, size in blocks)]
    equal += [(len(old) - end, len(new) - end, end)]
    made: list[_Stretch] = []
    at = to = 0
    for old_at, new_at, size in equal:
        if old_at > at or new_at > to:
            made.append((old[at:old_at], new[to:new_at], False))
        at, to = old_at + size, new_at + size
        if size:
            made.append((old[old_at:at], new[new_at:to], True))
    return made


def _blocks(old: Sequence[str], new: Sequence[str], most: int) -> list[tuple[int, int, int]] | None:
    """Where both are equal, in order: (place, place, length). The longest first, then what lies on either
    side of it, as `SequenceMatcher` itself does, but counted."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    places = matcher.b2j  # type: ignore[attr-defined]  # undocumented in the stubs, documented in Python
    steps = [0, *accumulate(1 + len(places.get(key, ())) for key in old)]
    waiting, found, left = [(0, len(old), 0, len(new))], [], most
    while waiting:
        old_at, old_end, new_at, new_end = waiting.pop()
        left -= steps[old_end] - steps[old_at]
        if left < 0:
            return None
        block = matcher.find_longest_match(old_at, old_end, new_at, new_end)
        if block.size:
            found.append((block.a, block.b, block.size))
            waiting.append((old_at, block.a, new_at, block.b))
            waiting.append((block.a + block.size, old_end, block.b + block.size, new_end))
    return sorted(found)


def _key(word: str) -> str:
    """What of a word or line counts: all but the spaces after it; of an empty line how many there are."""
    return word.rstrip() or word[0] * word.count("\n") or " "
