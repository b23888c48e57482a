"""Task, form and passages made into the texts of a prompt. Pure: it knows no model.

The order is that of change: the instruction never changes, passages seldom, the form always. So what a
model has read of the last prompt serves for the next as far as possible.
"""

import bisect
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.messages import FoundPassage, Language, Source
from app.tasks import Example, FilledField, Form, Task, form_so_far

TITLE_CHARACTERS = 120
"""A heading of a whole page would leave no room for what is below it."""

_WORDS = {
    "nl": {
        "documents": "Documenten:",
        "page": "pagina",
        "pages": "pagina's",
        "assignment": "Opdracht:",
        "take_notes": (
            "Je leest documenten in delen en maakt aantekeningen bij het deel hieronder. Schrijf in het"
            " Nederlands, in korte zinnen, wat er in dit deel staat dat van belang is voor de opdracht. Neem"
            " namen, getallen en datums precies over, en noem het document waarin ze staan. Schrijf niets op"
            " dat er niet staat. Gaat niets in dit deel over de opdracht, schrijf dan alleen: niets."
        ),
        "join_notes": (
            "Hieronder staan aantekeningen bij delen van documenten. Voeg ze samen tot één kortere reeks"
            " aantekeningen in het Nederlands, voor de opdracht. Laat weg wat dubbel is; neem namen, getallen"
            " en datums precies over, en noem het document waarin ze staan."
        ),
        "notes": "Aantekeningen:",
        "all_notes": "Aantekeningen bij alle documenten, deel voor deel:",
        "example": "Voorbeeld van een opdracht en een goed antwoord:",
        "answer": "Antwoord:",
        "reminder": "(Verder in het Nederlands.)",
        "again": "Schrijf alleen dit onderdeel opnieuw: {title}. Wens: {wish}. Het was:",
        "whole_answer": "het antwoord",
    },
    "en": {
        "documents": "Documents:",
        "page": "page",
        "pages": "pages",
        "assignment": "Assignment:",
        "take_notes": (
            "You read documents in parts and take notes of the part below. Write in English, in short"
            " sentences, what this part says that matters for the assignment. Copy names, numbers and dates"
            " exactly, and name the document they are in. Write nothing down that is not"
            " there. If nothing in this part is about the assignment, write only: nothing."
        ),
        "join_notes": (
            "Below are notes of parts of documents. Join them into one shorter set of notes in English, for"
            " the assignment. Leave out what is said twice; copy names, numbers and dates exactly, and name"
            " the document they are in."
        ),
        "notes": "Notes:",
        "all_notes": "Notes of all documents, part by part:",
        "example": "Example of an assignment and a good answer:",
        "answer": "Answer:",
        "reminder": "(From here on in English.)",
        "again": "Write only this part again: {title}. Wish: {wish}. It was:",
        "whole_answer": "the answer",
    },
}


@dataclass(frozen=True)
class Prompt:
    """The texts of a conversation: each is tokenised by itself, so equal texts are equal tokens."""

    system: tuple[str, ...]
    user: tuple[str, ...]


@dataclass(frozen=True)
class Note:
    """What was written down of a part of the documents: of the passages from `first` to `last`."""

    first: Source
    last: Source
    text: str


def build(
    task: Task,
    form: Form,
    sources: Sequence[Source],
    language: Language,
    examples: Sequence[Example] = (),
    last: str = "",
) -> Prompt:
    """The prompt for a form; `sources` in the order in which they are to be read, `last` comes after all."""
    documents = passage_texts(sources, language)
    if documents:
        documents.insert(0, f"{_WORDS[language]['documents']}\n\n")
    form_texts = (filled(task, form, language), *([last] if last else []))
    return Prompt(system_texts(task, examples, language), (*documents, *form_texts))


def system_texts(task: Task, examples: Sequence[Example], language: Language) -> tuple[str, ...]:
    """What comes first: the instruction, then examples of a form and a good answer."""
    return (task.instruction.in_language(language), *(example_text(task, one, language) for one in examples))


def example_text(task: Task, example: Example, language: Language) -> str:
    """What a prompt says of an example. Fields that the task no longer has are left out."""
    words = _WORDS[language]
    form = filled(task, form_so_far(task, example.fields, language), language)
    return f"\n\n{words['example']}\n{form}\n\n{words['answer']}\n{example.answer.strip()}"


def wish_text(titles: Sequence[str], wish: str, before: str, language: Language) -> str:
    """What a prompt says, last, of parts that are to be written again: how they were, and the wish."""
    words = _WORDS[language]
    title = ", ".join(title or words["whole_answer"] for title in titles)
    return f"\n\n{words['again'].format(title=title, wish=wish)}\n{before}"


def reminder(language: Language) -> str:
    """Words that nobody sees but the model, where it strayed into another language."""
    return f"{_WORDS[language]['reminder']}\n\n"


def take_notes(task: Task, form: Form, sources: Sequence[Source], language: Language) -> Prompt:
    """The prompt for notes of one part. All but the passages is the same for every part, and what can come
    before them does."""
    words = _WORDS[language]
    instruction = task.notes.in_language(language) or words["take_notes"]
    before = (_assignment(task, form, language), f"{words['documents']}\n\n")
    return Prompt((instruction,), (*before, *passage_texts(sources, language), words["notes"]))


def join_notes(task: Task, form: Form, notes: Sequence[Note], language: Language) -> Prompt:
    """The prompt for one note out of several, where all of them do not fit."""
    words = _WORDS[language]
    texts = (note_text(note, language) for note in notes)
    return Prompt((words["join_notes"],), (_assignment(task, form, language), *texts, words["notes"]))


def build_from_notes(
    task: Task, form: Form, notes: Sequence[Note], language: Language, examples: Sequence[Example] = ()
) -> Prompt:
    """The prompt for a form when notes stand for the documents."""
    before = f"{_WORDS[language]['all_notes']}\n\n"
    texts = (note_text(note, language) for note in notes)
    return Prompt(system_texts(task, examples, language), (before, *texts, filled(task, form, language)))


def passage_texts(sources: Sequence[Source], language: Language) -> list[str]:
    """What a prompt says of each passage: its number, where it stands unless the one before stood on the
    same page, and its text."""
    texts = []
    before: Source | None = None
    for source in sources:
        same_page = before and (before.document, before.page) == (source.document, source.page)
        place = "" if same_page else f" {_title(source)}, {_WORDS[language]['page']} {source.page}"
        texts.append(f"[{source.number}]{place}\n{source.quote}\n\n")
        before = source
    return texts


def note_text(note: Note, language: Language) -> str:
    """What a prompt says of a note: the passages and pages it is of, and its text."""
    numbers = f"[{note.first.number}-{note.last.number}]"
    return f"{numbers} {stretch(note.first, note.last, language)}\n{note.text}\n\n"


def stretch(first: Source, last: Source, language: Language) -> str:
    """From which page of which document to which."""
    words = _WORDS[language]
    begins = f"{_title(first)}, {words['page']} {first.page}"
    if first.document != last.document:
        return f"{begins} - {_title(last)}, {words['page']} {last.page}"
    if first.page != last.page:
        return f"{_title(first)}, {words['pages']} {first.page}-{last.page}"
    return begins


def _title(source: Source) -> str:
    return source.title[:TITLE_CHARACTERS]


def _assignment(task: Task, form: Form, language: Language) -> str:
    name = f"{_WORDS[language]['assignment']} {task.name.in_language(language)}"
    return f"{name}\n{filled(task, form, language)}\n\n"


def filled(task: Task, form: Form, language: Language) -> str:
    """The filled form, without the field that says how much is read: it is no affair of the model's."""
    shown = (one for one in form.filled if one.field.id != task.reads)
    return "\n".join(f"{one.field.label.in_language(language)}: {_shown(one)}" for one in shown)


def _shown(filled: FilledField) -> str:
    """A value; lines begin on a line of their own."""
    return f"\n{filled.shown}" if filled.field.kind == "lines" else filled.shown


def reading_order(passages: Sequence[FoundPassage]) -> list[FoundPassage]:
    """Passages as they stand in their documents; the document that was found first comes first."""
    first: dict[str, int] = {}
    for rank, passage in enumerate(passages):
        first.setdefault(passage.document, rank)
    return sorted(passages, key=lambda passage: (first[passage.document], passage.page, passage.start))


def sources(passages: Sequence[FoundPassage]) -> tuple[Source, ...]:
    """The passages as numbered sources, in this order."""
    return tuple(
        Source(
            number=number,
            document=passage.document,
            path=passage.path,
            title=passage.title,
            page=passage.page,
            quote=passage.text,
            heading=passage.heading,
            start=passage.start,
        )
        for number, passage in enumerate(passages, 1)
    )


def fit(
    passages: Sequence[FoundPassage], room: int, tokens: Callable[[Sequence[FoundPassage]], int]
) -> tuple[FoundPassage, ...]:
    """The best of these passages (best first) whose prompt is at most `room` tokens.

    The least relevant are left out first. `tokens` tells the length of a prompt with given passages.
    """
    if tokens(passages) <= room:
        return tuple(passages)
    lengths = range(1, len(passages) + 1)
    most = bisect.bisect_right(lengths, room, key=lambda count: tokens(passages[:count]))
    return tuple(passages[:most])
