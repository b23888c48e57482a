"""Where each key of a TOML file stands, for what is wrong with a value, and how deep a file goes.

It reads the marks of TOML and no values. What is no TOML `tomllib` says; what is found of such a file here
does not matter.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator

Place = tuple[str | int, ...]
"""The keys and positions that lead to a value: ("fields", 2, "kind")."""

DEEPEST = 12
"""Brackets in each other, and parts of a dotted key: no task has more than half as many."""

_MARKS = re.compile(
    # A text that does not end is one all the same: it is gone through once.
    r'(?P<text>"""(?:[^\\]|\\.)*?(?:"{3,5}|\\?\Z)|\'\'\'.*?(?:\'{3,5}|\Z)'
    r'|"(?:[^"\\\n]|\\.)*"?|\'[^\'\n]*\'?)'
    r"|(?P<comment>#[^\n]*)|(?P<bare>[^\s\"'#\[\]{}=.,]+)|(?P<mark>[\[\]{}=.,\n])",
    re.DOTALL,
)


def too_deep(text: str) -> int:
    """The line from which on a file is deeper than any task is, 0 when it is not. `tomllib` takes time that
    grows with the square of the depth."""
    depth = dots = 0
    for kind, said, start in _marks(text):
        if kind == "mark":
            depth += (said in "[{") - (said in "]}")
            dots = dots + 1 if said == "." else 0
        if depth > DEEPEST or dots > DEEPEST:
            return text.count("\n", 0, start) + 1
    return 0


class KeyLines:
    """The lines of one file's keys."""

    def __init__(self, text: str) -> None:
        self._breaks = [found.start() for found in re.finditer("\n", text)]
        self._marks = [mark for mark in _marks(text) if mark[0] != "comment"]
        self._at = 0
        self._lines: dict[Place, int] = {}
        self._arrays: dict[Place, int] = {}
        self._read()

    def line(self, place: Place) -> int:
        """The line of this key, or of the nearest one that holds it; 0 when there is none."""
        while place and place not in self._lines:
            place = place[:-1]
        return self._lines.get(place, 0)

    def _read(self) -> None:
        table: Place = ()
        while self._at < len(self._marks):
            if self._is("\n"):
                self._at += 1
            elif self._is("["):
                table = self._header()
            else:
                self._pair(table)

    def _header(self) -> Place:
        several = self._said(self._at + 1) == "["
        self._at += 2 if several else 1
        line, keys = self._line(), self._key()
        while self._at < len(self._marks) and not self._is("\n"):
            self._at += 1
        place: Place = ()
        for key in keys[:-1]:
            place = self._newest((*place, key))
        place = (*place, *keys[-1:])
        if several:
            self._lines.setdefault(place, line)
            self._arrays[place] = self._arrays.get(place, -1) + 1
            place = self._newest(place)
        self._lines[place] = line
        return place

    def _newest(self, place: Place) -> Place:
        """The last table of an array of tables; what is no such array is itself."""
        return (*place, self._arrays[place]) if place in self._arrays else place

    def _pair(self, table: Place) -> None:
        line, before = self._line(), self._at
        place = (*table, *self._key())
        self._lines.setdefault(place, line)
        if self._is("="):
            self._at += 1
            self._value(place)
        self._at += self._at == before  # what is no TOML is passed by

    def _key(self) -> Place:
        keys: list[str] = []
        while self._at < len(self._marks):
            kind, said, _ = self._marks[self._at]
            if kind == "mark" and said != ".":
                break
            if kind != "mark":
                keys.append(said.strip("\"'"))
            self._at += 1
        return tuple(keys)

    def _value(self, place: Place) -> None:
        if self._is("["):
            self._inside("]", place, counted=True)
        elif self._is("{"):
            self._inside("}", place, counted=False)
        else:
            while self._at < len(self._marks) and self._said(self._at) not in (",", "]", "}", "\n"):
                self._at += 1

    def _inside(self, end: str, place: Place, counted: bool) -> None:
        self._at += 1
        number = 0
        while self._at < len(self._marks) and not self._is(end):
            if self._is("\n") or self._is(","):
                number += self._is(",")
                self._at += 1
            elif counted:
                self._lines.setdefault((*place, number), self._line())
                before = self._at
                self._value((*place, number))
                self._at += self._at == before
            else:
                self._pair(place)
        self._at += 1

    def _is(self, mark: str) -> bool:
        return self._said(self._at) == mark

    def _said(self, at: int) -> str:
        """The mark there, or nothing: a text never counts as one."""
        return self._marks[at][1] if at < len(self._marks) and self._marks[at][0] == "mark" else ""

    def _line(self) -> int:
        start = self._marks[self._at][2] if self._at < len(self._marks) else 0
        return bisect_right(self._breaks, start - 1) + 1


def _marks(text: str) -> Iterator[tuple[str, str, int]]:
    """Kind, words and beginning of each."""
    for found in _MARKS.finditer(text):
        yield found.lastgroup or "", found.group(), found.start()
