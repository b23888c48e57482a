"""The fixed form of an answer as a row of steps: text that the program puts, slots that the model fills.

Pure: it knows tasks and forms, no model. The rules of slots: put text never ends in a space (a token
"1. " makes models begin with a second number), a slot has at least `LEAST_TOKENS`, and the maximum
length is shared out by weight, with what one slot leaves going to those after it.
"""

from dataclasses import dataclass

from app.errors import MaximumLengthTooSmall
from app.messages import Language
from app.tasks import Form, SectionForm, Task

LEAST_TOKENS = 12


@dataclass(frozen=True)
class Put:
    """Text of the program. The slot after it follows on a new line, or after one space."""

    text: str


@dataclass(frozen=True)
class Fill:
    """A slot. `one_line`: it ends at a newline, and may not begin with a number or bullet of its own."""

    weight: float
    one_line: bool


@dataclass(frozen=True)
class OutlineSection:
    """One section of the answer: its title ("" for none) and its steps."""

    title: str
    steps: tuple[Put | Fill, ...]


def outline(task: Task, form: Form, language: Language) -> tuple[OutlineSection, ...]:
    """The sections of an answer to this form, in order."""
    sections = []
    for place, section in enumerate(task.sections):
        last = place == len(task.sections) - 1
        title = section.heading.in_language(language)
        heading = [Put(f"## {title}\n\n")] if title else []
        if section.kind == "list":
            body = _list(section, form, language)
        else:
            body = [Fill(section.weight, one_line=section.paragraphs == "one")]
        ending = [] if last else [Put("\n\n")]
        sections.append(OutlineSection(title, (*heading, *body, *ending)))
    return tuple(sections)


def least_tokens(sections: tuple[OutlineSection, ...]) -> int:
    """The smallest maximum length with which every slot has its least."""
    return LEAST_TOKENS * sum(isinstance(step, Fill) for section in sections for step in section.steps)


def check_length(sections: tuple[OutlineSection, ...], maximum: int) -> None:
    """Whether every slot can have its least.

    Raises:
        MaximumLengthTooSmall
    """
    if maximum < (least := least_tokens(sections)):
        raise MaximumLengthTooSmall(least, maximum)


class Budget:
    """Shares out the maximum length over the slots, in order."""

    def __init__(self, sections: tuple[OutlineSection, ...], maximum: int) -> None:
        self._left = maximum
        steps = (step for section in sections for step in section.steps)
        self._weights = [step.weight for step in steps if isinstance(step, Fill)]

    def next(self) -> int:
        """The tokens the next slot may use."""
        share = self._left * self._weights[0] / sum(self._weights)
        reserved = LEAST_TOKENS * (len(self._weights) - 1)
        del self._weights[0]
        return max(LEAST_TOKENS, min(round(share), self._left - reserved))

    def spend(self, tokens: int) -> None:
        """Take off what the slot used."""
        self._left -= tokens


def _list(section: SectionForm, form: Form, language: Language) -> list[Put | Fill]:
    count = int(form.value(section.count)) if isinstance(section.count, str) else section.count
    all_parts = count * sum(part.weight for part in section.parts)
    steps: list[Put | Fill] = []
    for number in range(1, count + 1):
        for place, part in enumerate(section.parts):
            begin = f"{number}." if place == 0 else "  "
            line = f"{begin} {part.label.in_language(language)}".rstrip()
            steps.append(Put(f"\n{line}" if steps else line))
            steps.append(Fill(section.weight * part.weight / all_parts, one_line=True))
    return steps
