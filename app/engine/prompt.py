"""Task, form and passages made into the texts of a prompt. Pure: it knows no model.

The order is that of change: the instruction never changes, passages seldom, the form always. So what a
model has read of the last prompt serves for the next as far as possible.
"""

import bisect
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.messages import FoundPassage, Language, Source
from app.tasks import Form, Task

_WORDS = {
    "nl": {"documents": "Documenten:", "page": "pagina"},
    "en": {"documents": "Documents:", "page": "page"},
}


@dataclass(frozen=True)
class Prompt:
    """The texts of a conversation: each is tokenised by itself, so equal texts are equal tokens."""

    system: tuple[str, ...]
    user: tuple[str, ...]


def build(task: Task, form: Form, sources: Sequence[Source], language: Language) -> Prompt:
    """The prompt for a form; `sources` in the order in which they are to be read."""
    words = _WORDS[language]
    documents = [_passage(source, language) for source in sources]
    if documents:
        documents.insert(0, f"{words['documents']}\n\n")
    filled = "\n".join(f"{field.field.label.in_language(language)}: {field.shown}" for field in form.filled)
    return Prompt((task.instruction.in_language(language),), (*documents, filled))


def reading_order(passages: Sequence[FoundPassage]) -> list[FoundPassage]:
    """Passages as they stand in their documents; the document that was found first comes first."""
    first: dict[str, int] = {}
    for rank, passage in enumerate(passages):
        first.setdefault(passage.document, rank)
    return sorted(passages, key=lambda passage: (first[passage.document], passage.page, passage.start))


def sources(passages: Sequence[FoundPassage]) -> tuple[Source, ...]:
    """The passages as numbered sources, in reading order."""
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
        for number, passage in enumerate(reading_order(passages), 1)
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


def _passage(source: Source, language: Language) -> str:
    place = f"{source.title}, {_WORDS[language]['page']} {source.page}"
    return f"[{source.number}] {place}\n{source.quote}\n\n"
