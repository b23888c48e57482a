"""Reads a finished answer from outside, and says where it is not of its task's form.

It knows the task file and the text, and nothing of how the text came about: no piece of the engine or of the
outline is used here. What holds: exactly the sections with their headings, in order; lists and tables of
exactly so many items and cells; each slot says something, nothing that the slot before it says, and in a
list or in the column that a table's rows are known by nothing that any other says; no marker. What two
documents say of one point may be the same.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from app.messages import Language
from app.tasks import SectionForm, Task, Words

MARKERS = ("[niet ingevuld]", "[not filled in]")
UNKNOWN_DAYS = ("onbekend", "unknown")
MONTHS = {
    "nl": (
        *("januari", "februari", "maart", "april", "mei", "juni"),
        *("juli", "augustus", "september", "oktober", "november", "december"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
}
_HEADING = re.compile(r" {0,3}#{1,6}(?:\s.*)?")
_DAY = re.compile(r"(\d{1,2}) (\w+) (\d{4})")


@dataclass
class Reading:
    """What was found in an answer.

    Attributes:
        faults: each in words; none when the form holds.
        slots: what fills the form, in order.
        markers: how many of them are markers.
        refused: it says no more than that the documents do not hold it, in the task's own words.
    """

    faults: list[str] = field(default_factory=list)
    slots: list[str] = field(default_factory=list)
    markers: int = 0
    refused: bool = False

    @property
    def holds(self) -> bool:
        return not self.faults


def read(task: Task, values: Mapping[str, str], interface: Language, text: str) -> Reading:
    """The answer to a form; `values` as they were sent, by who has the interface in this language."""
    given = _filled(task, values)
    language = _language(task, given, interface)
    if task.documents == "required" and text == _in(task.nothing_found, language):
        return Reading(refused=True)
    wanted = [section for section in task.sections if _is_there(section, given)]
    found = Reading(markers=sum(text.count(marker) for marker in MARKERS))
    if found.markers:
        found.faults.append(f"{found.markers} markers")
    bodies = _bodies(text, [_in(section.heading, language) for section in wanted], found)
    sections = _Sections(task, given, language, found)
    for section, body in zip(wanted, bodies, strict=False):
        sections.read(section, body)
    sections.compare()
    return found


class _Sections:
    """Reads the sections of one answer, one after the other."""

    def __init__(self, task: Task, given: Mapping[str, str], language: Language, found: Reading) -> None:
        self._task, self._given, self._language, self._found = task, given, language, found
        self._row: list[str] = []  # slots that stand one below the other

    def read(self, section: SectionForm, body: str) -> None:
        match section.kind:
            case "prose" | "line":
                self._slot(body)
                one_line = section.kind == "line" or section.paragraphs == "one"
                self._wrong(one_line and "\n" in body, f"several lines: {body[:40]!r}")
            case "date":
                self._wrong(not _is_day(body, self._language), f"no day: {body[:40]!r}")
                self._found.slots.append(body)
            case "choice":
                labels = [_in(choice.label, self._language) for choice in section.choices]
                self._wrong(body not in labels, f"no choice: {body[:40]!r}")
                self._found.slots.append(body)
            case "table":
                self._table(section, body.split("\n"))
            case _:
                self._list(section, body.split("\n"))

    def compare(self) -> None:
        """Each slot against the one before it."""
        for one, other in zip(self._row, self._row[1:], strict=False):
            self._wrong(_said(one) == _said(other), f"twice in a row: {other[:40]!r}")

    def _list(self, section: SectionForm, lines: list[str]) -> None:
        parts = [_in(part.label, self._language) for part in section.parts]
        items = self._amount(section, len(lines) / len(parts))
        said: list[set[str]] = [set() for _ in parts]
        for place, line in enumerate(lines[: items * len(parts)]):
            number, part = divmod(place, len(parts))
            begin = "  " if part else f"{number + 1}." if section.kind == "list" else "-"
            begin = f"{begin} {parts[part]}".rstrip() + " "
            self._wrong(not line.startswith(begin), f"line does not begin with {begin!r}: {line[:40]!r}")
            slot = line.removeprefix(begin)
            self._slot(slot)
            self._wrong(_said(slot) in said[part], f"twice in a list: {slot[:40]!r}")
            said[part].add(_said(slot))

    def _table(self, section: SectionForm, lines: list[str]) -> None:
        headings = [_in(column.heading, self._language) for column in section.columns]
        source = self._lines(section.columns_from)
        width = len(headings) + len(source)
        head, rule, *rows = [_cells(line) for line in (*lines, "", "")[: max(len(lines), 2)]]
        self._wrong(head[: len(headings)] != headings, f"another head: {head}")
        self._wrong(len(set(head)) != width or not all(head), f"not {width} headings: {head}")
        self._wrong(rule != ["---"] * width, f"no rule: {rule}")
        given = self._lines(section.count) if isinstance(section.count, str) else ()
        items = self._amount(section, len(rows))
        said: set[str] = set()
        for number, row in enumerate(rows[:items]):
            self._wrong(len(row) != width, f"not {width} cells: {row}")
            known_by, *others = row or [""]
            if given and number < len(given):
                expected = " ".join(given[number].replace("|", "/").split())
                self._wrong(known_by != expected, f"not the row of {expected[:40]!r}: {known_by[:40]!r}")
            else:
                self._slot(known_by)
            self._wrong(_said(known_by) in said and not given, f"twice in a table: {known_by[:40]!r}")
            said.add(_said(known_by))
            for cell in others:
                self._slot(cell, in_row=False)
            alike = len({_said(cell) for cell in row}) < len(row) and not section.columns_from
            self._wrong(alike, f"twice in a row of a table: {row}")

    def _amount(self, section: SectionForm, there: float) -> int:
        """How many items or rows there are, which has to be as many as are wanted."""
        if isinstance(section.count, int):
            most = section.count
        else:
            counted = self._task.field(section.count)
            lines = self._lines(section.count)
            most = len(lines) if counted and counted.kind == "lines" else int(self._given[section.count])
        fewest = section.least or most
        self._wrong(not fewest <= there <= most or there % 1 > 0, f"not {fewest}-{most} but {there:g}")
        return int(there)

    def _lines(self, identity: str) -> tuple[str, ...]:
        """The lines of a field, each once."""
        lines = (line.strip() for line in self._given.get(identity, "").splitlines())
        return tuple(dict.fromkeys(filter(None, lines)))

    def _slot(self, text: str, in_row: bool = True) -> None:
        self._wrong(not _said(text), f"an empty slot: {text[:40]!r}")
        self._found.slots.append(text)
        if in_row:
            self._row.append(text)

    def _wrong(self, is_so: bool, what: str) -> None:
        if is_so:
            self._found.faults.append(what)


def _bodies(text: str, titles: Sequence[str], found: Reading) -> list[str]:
    """What stands below each heading; nothing when the headings are not those that are wanted. A section
    without one has to be the only one."""
    lines = text.split("\n")
    there = [number for number, line in enumerate(lines) if _HEADING.fullmatch(line)]
    wanted = [f"## {title}" for title in titles if title]
    if [lines[number] for number in there] != wanted or (there and there[0] != 0):
        found.faults.append(f"headings are {[lines[number][:40] for number in there]}, not {wanted}")
        return []
    if not there:
        return [text]
    bodies = []
    for start, end in zip(there, [*there[1:], len(lines) + 1], strict=True):
        framed = lines[start + 1] == "" and (end > len(lines) or lines[end - 1] == "")
        if not framed:
            found.faults.append(f"no empty line beside {lines[start]!r}")
        bodies.append("\n".join(lines[start + 2 : end - 1]))
    return bodies


def _language(task: Task, given: Mapping[str, str], interface: Language) -> Language:
    """The language that the answer is to be in."""
    if "nl" in (wanted := (task.language, given.get(task.language, ""))):
        return "nl"
    return "en" if "en" in wanted else interface


def _filled(task: Task, values: Mapping[str, str]) -> dict[str, str]:
    """The values of the fields that are there, with their defaults."""
    given: dict[str, str] = {}
    for one in task.fields:
        if _is_there(one, given):
            given[one.id] = values.get(one.id, "").strip() or one.default
    return {identity: value for identity, value in given.items() if value}


def _is_there(one: object, given: Mapping[str, str]) -> bool:
    """Whether the condition of a field or section holds."""
    condition = getattr(one, "shown_if", None)
    if condition is None:
        return True
    values = given.get(condition.field, "").split("\n")
    return bool(set(values) & set(condition.values)) if condition.values else any(values)


def _is_day(text: str, language: Language) -> bool:
    if text in UNKNOWN_DAYS:
        return True
    parts = _DAY.fullmatch(text)
    if not parts or parts[2] not in MONTHS[language]:
        return False
    try:
        date(int(parts[3]), MONTHS[language].index(parts[2]) + 1, int(parts[1]))
    except ValueError:
        return False
    return True


def _cells(line: str) -> list[str]:
    """The cells of a row of a table; none when it is no row."""
    if len(line) < 3 or not (line.startswith("|") and line.endswith("|")):
        return []
    return [cell.strip() for cell in line[1:-1].split("|")]


def _said(text: str) -> str:
    """The letters and digits of a text, in one case."""
    return "".join(_letters(text.casefold()))


def _letters(text: str) -> Iterator[str]:
    return (letter for letter in text if letter.isalnum())


def _in(words: Words, language: Language) -> str:
    return words.nl if language == "nl" else words.en
