"""What an editing step makes of a task: pure, without widgets. A field that gets another id is followed
wherever it is named; lines that a person edits are brought back to the choices and columns they stand for."""

from collections.abc import Callable, Collection, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Literal, TypeVar

import msgspec

from app.messages import Language
from app.tasks import Choice, Condition, Example, Field, SectionForm, Task, Words
from app.tasks.own import new_id

Mode = Literal["both", "nl", "en"]
"""The language whose words are edited: one, or the same words in both."""

_Line = TypeVar("_Line")
replace = msgspec.structs.replace


def shown(words: Words, mode: Mode, interface: Language) -> str:
    """The words that are edited in this mode."""
    if mode == "both":
        return words.in_language(interface) or words.nl or words.en
    return words.in_language(mode)


def said(words: Words, text: str, mode: Mode) -> Words:
    """The words with this text typed in this mode."""
    if mode == "both":
        return Words(nl=text, en=text)
    return replace(words, **{mode: text})


def filled_out(words: Words) -> Words:
    """What is said in one language only is said so in the other."""
    return Words(nl=words.nl or words.en, en=words.en or words.nl)


def in_one_language(task: Task, language: Language) -> Task:
    """The task with the words of this language in both, and answers in it."""
    one = msgspec.to_builtins(task)
    _speak(one, language)
    return replace(msgspec.convert(one, Task), language=language)


def _speak(value: object, language: Language) -> None:
    """Go through a task as plain data: what has no key but languages is words."""
    if isinstance(value, dict):
        if value and set(value) <= {"nl", "en"}:
            words = value.get(language, "")
            value.update(nl=words, en=words)
        for one in value.values():
            _speak(one, language)
    elif isinstance(value, (list, tuple)):
        for one in value:
            _speak(one, language)


def speaks_two_languages(task: Task) -> bool:
    """Whether some words of the task differ in Dutch and English."""
    words = [task.name, task.help, task.instruction, *(field.label for field in task.fields)]
    return any(one.nl != one.en for one in words)


def completed(task: Task) -> Task:
    """The task with words in both languages wherever it has them in one."""
    fields = tuple(
        replace(
            field,
            label=filled_out(field.label),
            help=filled_out(field.help),
            placeholder=filled_out(field.placeholder),
            choices=_completed(field.choices),
        )
        for field in task.fields
    )
    sections = tuple(
        replace(
            section,
            heading=filled_out(section.heading),
            choices=_completed(section.choices),
            parts=tuple(replace(part, label=filled_out(part.label)) for part in section.parts),
            columns=tuple(replace(column, heading=filled_out(column.heading)) for column in section.columns),
        )
        for section in task.sections
    )
    words = {name: filled_out(getattr(task, name)) for name in ("name", "help", "instruction")}
    more = {name: filled_out(getattr(task, name)) for name in ("nothing_found", "notes")}
    return replace(task, fields=fields, sections=sections, **words, **more)


def _completed(choices: tuple[Choice, ...]) -> tuple[Choice, ...]:
    return tuple(
        replace(choice, label=filled_out(choice.label), says=filled_out(choice.says)) for choice in choices
    )


def from_lines(
    before: Sequence[_Line],
    lines: Sequence[str],
    text_of: Callable[[_Line], str],
    renamed: Callable[[_Line, str], _Line],
    make: Callable[[str], _Line],
) -> tuple[_Line, ...]:
    """What stands for these lines: what was there stays itself, also where lines came between, and a line
    that was changed is what stood in its place."""
    old, found = [text_of(one) for one in before], list[_Line]()
    for step, first, last, start, end in SequenceMatcher(None, old, lines, autojunk=False).get_opcodes():
        kept = before[first:last] if step in ("equal", "replace") else ()
        found += [renamed(one, text) for one, text in zip(kept, lines[start:end], strict=False)]
        found += [make(text) for text in lines[start + len(kept) : end]] if step != "equal" else []
    return tuple(found)


def choices_from(
    before: Sequence[Choice],
    lines: Sequence[str],
    mode: Mode,
    interface: Language,
    known: Collection[str],
) -> tuple[Choice, ...]:
    """The choices of these lines, one label each. Ids that are `known` outside stay; others follow their
    labels."""
    taken = set(known)

    def identified(choice: Choice, text: str) -> Choice:
        if choice.id in known:
            return choice
        identity = new_id(text, taken, "choice")
        taken.add(identity)
        return replace(choice, id=identity)

    def renamed(choice: Choice, text: str) -> Choice:
        same = shown(choice.label, mode, interface) == text
        label = choice.label if same else said(choice.label, text, mode)
        return identified(replace(choice, label=label), text)

    def made(text: str) -> Choice:
        return identified(Choice("", said(Words(), text, mode)), text)

    return from_lines(before, lines, lambda choice: shown(choice.label, mode, interface), renamed, made)


def with_field(task: Task, number: int, field: Field) -> Task:
    """The task with another field there; what named the old one, or its choices, by an id names the new."""
    old, fields = task.fields[number], list(task.fields)
    values = {}
    if len(old.choices) == len(field.choices):
        pairs = zip(old.choices, field.choices, strict=True)
        values = {before.id: after.id for before, after in pairs if before.id != after.id}
    fields[number] = replace(field, default=_renamed_lines(field.default, values))
    task = replace(task, fields=tuple(fields))
    return task if old.id == field.id and not values else _renamed(task, old.id, field.id, values)


def _renamed_lines(value: str, values: Mapping[str, str]) -> str:
    return "\n".join(values.get(line, line) for line in value.split("\n")) if values else value


def _renamed(task: Task, old: str, new: str, values: Mapping[str, str]) -> Task:
    def name(identity: str) -> str:
        return new if identity == old else identity

    def condition(one: Condition | None) -> Condition | None:
        if one is None or one.field != old:
            return one
        return Condition(new, tuple(values.get(value, value) for value in one.values))

    def filled(fields: Mapping[str, str]) -> dict[str, str]:
        return {
            name(field): _renamed_lines(value, values) if field == old else value
            for field, value in fields.items()
        }

    return replace(
        task,
        reads=name(task.reads),
        language=name(task.language),
        fields=tuple(replace(field, shown_if=condition(field.shown_if)) for field in task.fields),
        sections=tuple(
            replace(
                section,
                count=name(section.count) if isinstance(section.count, str) else section.count,
                columns_from=name(section.columns_from),
                shown_if=condition(section.shown_if),
            )
            for section in task.sections
        ),
        examples=tuple(replace(example, fields=filled(example.fields)) for example in task.examples),
        sample={name(field): words for field, words in task.sample.items()},
    )


def new_field(task: Task, label: str) -> Field:
    """A field to begin with."""
    identity = new_id(label, {field.id for field in task.fields}, "field")
    return Field(identity, "text", Words(nl=label, en=label))


def new_section(heading: str) -> SectionForm:
    """A section to begin with."""
    return SectionForm("prose", Words(nl=heading, en=heading))


def new_example(task: Task, language: Language) -> Example:
    """An example to fill in: its answer has the headings already."""
    headings = (section.heading.in_language(language) for section in task.sections)
    answer = "\n".join(f"## {heading}\n\n" if heading else "" for heading in headings)
    return Example(language, {}, answer)
