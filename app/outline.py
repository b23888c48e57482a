"""The fixed form of an answer as a row of steps: text that the program puts, slots that the model fills.

Pure: it knows tasks and forms, no model. The rules of slots: put text never ends in a space (a token
"1. " makes models begin with a second number), a slot has `WANTED_TOKENS` where the maximum length allows it,
and that is shared out by weight, with what one slot leaves going to those after it.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from app.errors import MaximumLengthTooSmall
from app.messages import Language
from app.tasks import Form, SectionForm, Task, lines_of, path_name, sections_of

WANTED_TOKENS = 12
"""What a slot gets where it can: a short sentence."""
LEAST_TOKENS = 2
"""With less there is no form worth the name."""

Shape = Literal["prose", "line", "cell", "choice", "date"]


@dataclass(frozen=True)
class Put:
    """Text of the program. The slot after it follows on a new line, or after one space."""

    text: str


@dataclass(frozen=True)
class Fill:
    """A slot. `prose` may have several lines; a `line` ends at a newline, and may not begin with a number or
    bullet of its own; a `cell` ends at the bar of its table too; a `choice` is one of `options`; a `date` is
    a day, or unknown. Slots of one section that have a group in common differ from each other."""

    weight: float
    shape: Shape = "prose"
    groups: tuple[int, ...] = ()
    options: tuple[str, ...] = ()


@dataclass(frozen=True)
class More:
    """The model may end the list or table here: then the next `steps` are passed over."""

    steps: int


OutlineStep = Put | Fill | More


@dataclass(frozen=True)
class OutlineSection:
    """One section of the answer: its title ("" for none) and its steps."""

    title: str
    steps: tuple[OutlineStep, ...]

    @property
    def fills(self) -> int:
        """How many slots it has at most."""
        return sum(isinstance(step, Fill) for step in self.steps)


def outline(
    task: Task, form: Form, language: Language, names: Sequence[str] = ()
) -> tuple[OutlineSection, ...]:
    """The sections of an answer to this form, in order. `names` are those of the documents that are chosen in
    it, where they are known better than by their paths."""
    wanted = sections_of(task, form)
    sections = []
    for place, section in enumerate(wanted):
        title = section.heading.in_language(language)
        heading = [Put(f"## {title}\n\n")] if title else []
        ending = [Put("\n\n")] if place < len(wanted) - 1 else []
        body = _body(section, form, language, names or tuple(map(path_name, form.documents)))
        sections.append(OutlineSection(title, (*heading, *body, *ending)))
    return tuple(sections)


def wanted_tokens(sections: Sequence[OutlineSection]) -> int:
    """The smallest maximum length with which every slot has room for a short sentence."""
    return WANTED_TOKENS * sum(section.fills for section in sections)


def check_length(sections: Sequence[OutlineSection], maximum: int) -> None:
    """Whether every slot can have its least.

    Raises:
        MaximumLengthTooSmall
    """
    if maximum < (least := LEAST_TOKENS * sum(section.fills for section in sections)):
        raise MaximumLengthTooSmall(least, maximum)


class Budget:
    """Shares out the maximum length over the slots, in order."""

    def __init__(self, sections: Sequence[OutlineSection], maximum: int) -> None:
        self._left = maximum
        steps = (step for section in sections for step in section.steps)
        self._weights = [step.weight for step in steps if isinstance(step, Fill)]
        self._least = min(WANTED_TOKENS, maximum // max(len(self._weights), 1))

    def next(self) -> int:
        """The tokens the next slot may use."""
        share = self._left * self._weights[0] / sum(self._weights)
        reserved = self._least * (len(self._weights) - 1)
        del self._weights[0]
        return max(self._least, min(round(share), self._left - reserved))

    def copy(self) -> "Budget":
        """Another one as it stands now."""
        made = Budget((), 0)
        made.reset(self)
        return made

    def reset(self, other: "Budget") -> None:
        """Stand where another one does."""
        self._left, self._weights, self._least = other._left, list(other._weights), other._least

    def skip(self, slots: int) -> None:
        """So many slots are not written."""
        del self._weights[:slots]

    def spend(self, tokens: int) -> None:
        """Take off what the slot used."""
        self._left -= tokens


def _body(
    section: SectionForm, form: Form, language: Language, names: Sequence[str]
) -> Sequence[OutlineStep]:
    match section.kind:
        case "prose":
            shape: Shape = "line" if section.paragraphs == "one" else "prose"
            return [Fill(section.weight, shape)]
        case "line":
            return [Fill(section.weight, "line")]
        case "date":
            return [Fill(section.weight, "date")]
        case "choice":
            options = tuple(choice.label.in_language(language) for choice in section.choices)
            return [Fill(section.weight, "choice", options=options)]
        case "table":
            return _table(section, form, language, names)
        case _:
            return _list(section, form, language)


def _list(section: SectionForm, form: Form, language: Language) -> list[OutlineStep]:
    count = int(form.value(section.count)) if isinstance(section.count, str) else section.count
    each = section.weight / count / sum(part.weight for part in section.parts)
    items = []
    for number in range(1, count + 1):
        steps: list[OutlineStep] = []
        for place, part in enumerate(section.parts):
            begin = "  " if place else f"{number}." if section.kind == "list" else "-"
            line = f"{begin} {part.label.in_language(language)}".rstrip()
            steps.append(Put(f"\n{line}" if place or number > 1 else line))
            steps.append(Fill(each * part.weight, "line", (0,)))  # nor is a reason its idea once more
        items.append(steps)
    return _as_many_as_wanted(items, section.least)


def _table(
    section: SectionForm, form: Form, language: Language, names: Sequence[str]
) -> Sequence[OutlineStep]:
    """A table's frame. Its rows differ in their first column, which is given, or the model's; the cells of a
    row differ too, unless its columns are documents, which may say the same."""
    headings = [column.heading.in_language(language) for column in section.columns]
    weights = [column.weight for column in section.columns]
    if section.columns_from:
        more = _columns(section, form, names)
        headings += more
        weights += [1.0] * len(more)
    given = _given_rows(section, form)
    count = len(given) or _count(section, form)
    own = weights[1:] if given else weights
    each = section.weight / count / (sum(own) or 1.0)
    rows = []
    for number in range(count):
        begin = f"\n| {_cell(given[number])} |" if given else "\n|"
        steps: list[OutlineStep] = [Put(begin)]
        for place, weight in enumerate(own):
            by_column = (0,) if place == 0 and not given else ()
            by_row = () if section.columns_from else (1 + number,)
            steps += [Fill(each * weight, "cell", by_column + by_row), Put(" |")]
        rows.append(steps)
    frame = f"| {' | '.join(map(_cell, headings))} |\n|{' --- |' * len(headings)}"
    return [Put(frame), *_as_many_as_wanted(rows, section.least)]


def _as_many_as_wanted(items: list[list[OutlineStep]], least: int) -> list[OutlineStep]:
    """The steps of all items; from `least` items on, unless that is 0, the model may end them."""
    steps = list(items[0])
    for place, item in enumerate(items[1:], 1):
        if least and place >= least:
            after = sum(len(other) + 1 for other in items[place + 1 :])
            steps.append(More(len(item) + after))
        steps += item
    return steps


def _count(section: SectionForm, form: Form) -> int:
    return int(form.value(section.count)) if isinstance(section.count, str) else section.count


def _given_rows(section: SectionForm, form: Form) -> tuple[str, ...]:
    """The lines of a form that are the rows of a table."""
    if isinstance(section.count, int):
        return ()
    field = next((one.field for one in form.filled if one.field.id == section.count), None)
    return lines_of(form.value(section.count)) if field and field.kind == "lines" else ()


def _columns(section: SectionForm, form: Form, names: Sequence[str]) -> list[str]:
    """The headings of the columns that a field gives; two of one name are told apart by a number."""
    field = next(one.field for one in form.filled if one.field.id == section.columns_from)
    given = names if field.kind == "documents" else lines_of(form.value(field.id))
    headings: list[str] = []
    for name in given:
        numbers = itertools.chain([""], (f" ({number})" for number in itertools.count(2)))
        headings.append(next(name + number for number in numbers if name + number not in headings))
    return headings


def _cell(text: str) -> str:
    """Words of a form or a document as they can stand in a table: one line without bars."""
    return " ".join(text.replace("|", "/").split()) or "-"
