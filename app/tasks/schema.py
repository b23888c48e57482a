"""What a task is made of: the frozen types that its file is read into. No behaviour but small questions."""

from typing import Literal

import msgspec

from app.messages import Language, Tuning

SCHEMA = 2
READS = ("passages", "whole")

FieldKind = Literal["text", "long_text", "choice", "choices", "number", "date", "check", "documents", "lines"]
SectionKind = Literal["prose", "bullets", "list", "table", "line", "date", "choice"]


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The same words in the languages of the interface."""

    nl: str = ""
    en: str = ""

    def in_language(self, language: Language) -> str:
        return self.nl if language == "nl" else self.en


class Choice(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One value of a choice; `label` is what the form shows. `says` is what the prompt says in its place."""

    id: str
    label: Words
    says: Words = Words()


class Condition(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Holds while another field has one of these values; without values, while it has any. A field of
    several choices has a value when it is among those chosen."""

    field: str
    values: tuple[str, ...] = ()


class Field(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A field of a form.

    `searches`: its text is part of the question that is searched for. `default` is the value of a field
    that is left empty (for a choice an id, for several choices ids a line each, for a number digits).
    `minimum` and `maximum` bound a number, or how many are chosen or listed in `choices`, `documents` and
    `lines`. `shown_if`: the field is there only while that holds; else it counts as empty.
    """

    id: str
    kind: FieldKind
    label: Words
    help: Words = Words()
    placeholder: Words = Words()
    required: bool = False
    searches: bool = False
    default: str = ""
    choices: tuple[Choice, ...] = ()
    minimum: int | None = None
    maximum: int | None = None
    shown_if: Condition | None = None


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A line of a list's item; `label` is put before what the model writes."""

    label: Words = Words()
    weight: float = 1.0


class Column(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A column of a table."""

    heading: Words
    weight: float = 1.0


class SectionForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A section of the answer. The program puts heading, numbers, bullets, labels and table frames; the model
    fills.

    - `prose`: free text, of one paragraph or of `many`.
    - `line`: a single line; `date`: a day, or "unknown"; `choice`: one of `choices`.
    - `list` (numbered) and `bullets`: exactly `count` items (a number, or the id of a number field), each of
      the lines in `parts`, where the second line and those after it have a label.
    - `table`: `columns`, and after them one for each document or line of the field `columns_from`; `count`
      rows, which may also be the id of a field of lines: then each line begins a row, in the first column.

    `least`, where it is not 0: the model may end a list or table from so many on; `count` is the most.
    `weight` is its share of the maximum length against the other sections. `shown_if`: the section is there
    only while that holds.
    """

    kind: SectionKind
    heading: Words = Words()
    paragraphs: Literal["one", "many"] = "many"
    count: int | str = 0
    least: int = 0
    parts: tuple[Part, ...] = (Part(),)
    columns: tuple[Column, ...] = ()
    columns_from: str = ""
    choices: tuple[Choice, ...] = ()
    weight: float = 1.0
    shown_if: Condition | None = None


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A form and a good answer to it, in one language, as the answer stands (Markdown with the task's
    headings)."""

    language: Language
    fields: dict[str, str]
    answer: str


class Task(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A task. `documents`: whether passages are searched for it, and whether it does without any.

    `nothing_found` is the answer, without asking the model, when it needs documents and none has anything
    on the question.
    `reads` is how much of them is read: the best "passages", the "whole" of all, or the id of a choice
    field of which these two are the values: then the person says so. Where the whole does not fit the
    model's context it is read in parts, and `notes` says what to write down of each (nothing: what is said
    of any task). A field of documents bounds what is read to those that are chosen in it.
    `pinned` are paths of documents that are always read whole for it, before what is found; the library may
    lack one, which the receipt of the answer tells.
    `claims`: its answers claim what the documents say, so each sentence is compared with them; a creative
    task only takes ideas from them.
    `quotes`: its answers repeat words of what is read, so drafts of them may be copied from there.
    `language` is that of the answer: "nl", "en", the id of a choice field of which these are the values, or
    "" for that of the interface.
    `sample` is a filled-in form that shows what the task does, in words of either language.
    """

    schema: int
    id: str
    name: Words
    help: Words
    documents: Literal["required", "optional", "none"]
    instruction: Words
    nothing_found: Words = Words()
    reads: str = "passages"
    notes: Words = Words()
    pinned: tuple[str, ...] = ()
    claims: bool = True
    quotes: bool = False
    language: str = ""
    fields: tuple[Field, ...] = ()
    sections: tuple[SectionForm, ...] = ()
    examples: tuple[Example, ...] = ()
    sample: dict[str, Words] = {}
    tuning: Tuning = Tuning()

    def field(self, identity: str) -> Field | None:
        return next((field for field in self.fields if field.id == identity), None)
