"""Which words of a passage are words of the question, and the part of the passage to show. No Qt here.

The search itself knows stems, compounds and meaning; this is for the eye only, and errs on the side of
marking too little.
"""

import re
from dataclasses import dataclass

from store.letters import folded
from store.search_words import STOP_WORDS

SHORTEST = 3
"""Letters of a word that is looked for; shorter ones are marked when they are numbers or abbreviations."""

_HEADING_MARKS = re.compile(r"^#{1,6}[ \t]+", re.MULTILINE)
_WORD = re.compile(r"\w+")
_DOUBLED = re.compile(r"([a-z])\1")
_ENDINGS = ("en", "s", "e", "t", "d")
_HARDENED = {"v": "f", "z": "s"}  # as at the end of "huis", which is "huizen"
_SHORTEST_STEM = 4
_IN_COMPOUND = 5  # letters of a word that is looked for inside others
_MOST_WORDS = 40  # of a question; a long text that is pasted has no words worth marking


@dataclass(frozen=True)
class Excerpt:
    """A piece of a passage as one line, and which places in it to mark."""

    text: str
    marks: tuple[tuple[int, int], ...]


def excerpt(question: str, text: str, length: int) -> Excerpt:
    """At most about `length` characters of the text, around the place with the most words of the question."""
    line = " ".join(_HEADING_MARKS.sub("", text).split())
    marks = marked(question, line)
    start = _best_start(line, marks, length)
    shown = line[start : start + length]
    prefix = "… " if start else ""
    suffix = " …" if start + length < len(line) else ""
    moved = len(prefix) - start
    inside = [(a + moved, b + moved) for a, b in marks if a >= start and b <= start + length]
    return Excerpt(f"{prefix}{shown}{suffix}", tuple(inside))


def marked(question: str, text: str) -> list[tuple[int, int]]:
    """Where the words of the question are in the text, from the first on, without overlap."""
    wanted = _wanted(question)
    stems = {_stem(word) for word in wanted}
    found: list[tuple[int, int]] = []
    for word in _WORD.finditer(text) if wanted else ():
        plain = folded(word[0])
        if _stem(plain) in stems:
            found.append(word.span())
        elif len(plain) == len(word[0]):
            inside = ((plain.find(part), len(part)) for part in wanted if len(part) >= _IN_COMPOUND)
            at, length = next(((at, length) for at, length in inside if at >= 0), (0, 0))
            if length:
                found.append((word.start() + at, word.start() + at + length))
    return found


def _wanted(question: str) -> list[str]:
    words = [word[0] for word in _WORD.finditer(question)]
    telling = [
        word
        for word in words
        if len(word) >= SHORTEST or word.isdigit() or (word.isupper() and len(word) > 1)
    ]
    plain = dict.fromkeys(folded(word) for word in telling)
    return [word for word in plain if word not in STOP_WORDS][:_MOST_WORDS]


def _stem(word: str) -> str:
    """The word without what its forms differ in: "brief" and "brieven", "bewaren" and "bewaard", "leave" and
    "leaves" have the same. Coarse, and never shown."""
    for _ in range(2):
        ending = next((end for end in _ENDINGS if word.endswith(end)), "")
        if ending and len(word) - len(ending) >= _SHORTEST_STEM:
            word = word[: -len(ending)]
    return _DOUBLED.sub(r"\1", word[:-1] + _HARDENED.get(word[-1:], word[-1:]))


def _best_start(line: str, marks: list[tuple[int, int]], length: int) -> int:
    """Where a piece of this length has the most marks; a little before the first of them, at a word."""
    if len(line) <= length or not marks:
        return 0
    starts = [start for start, _ in marks]
    counts = [sum(start <= other < start + length * 3 // 4 for other in starts) for start in starts]
    first = starts[counts.index(max(counts))]
    at = max(min(first - length // 6, len(line) - length), 0)
    return line.find(" ", at, first) + 1 if at else 0
