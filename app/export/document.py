"""What of an answer goes out of the program: its title, blocks, notes and sources. Pure; no format of a file.

A note stands in the words of a block as one letter of a private plane (`note_letter`), which no text of the
answer holds any more; `pieces` parts words into spans and notes.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import PurePath
from typing import Protocol

from app.answer_text.blocks import Block, Words, read_blocks
from app.answer_text.lines import Span, clean, read_lines
from app.export.excerpt import excerpt
from app.messages import Language, Sentence, Source
from app.sentences import Sentences
from app.tasks import Task

_FIRST_NOTE = 0xF0000
_MOST_NOTES = 0xFFFD
_NOTE = re.compile(f"[{chr(_FIRST_NOTE)}-{chr(_FIRST_NOTE + _MOST_NOTES)}]")
_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]")
"""What XML forbids or advises against: control characters, halves of letters, and what are no letters."""

_TURNING = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class WrittenAnswer(Protocol):
    """An answer as the engine tells of it, or as the window keeps it."""

    @property
    def text(self) -> str: ...
    @property
    def model(self) -> str: ...
    @property
    def sources(self) -> tuple[Source, ...]: ...
    @property
    def sentences(self) -> tuple[Sentence, ...]: ...


@dataclass(frozen=True)
class Note:
    """Where a sentence rests on the source of this number."""

    number: int


@dataclass(frozen=True)
class ExportedSource:
    """A source, by the number that it has in what is exported. `quote` is what it says there, shortened."""

    number: int
    place: str
    quote: str


@dataclass(frozen=True)
class ExportDocument:
    """An answer, ready to be written.

    `text` is its Markdown with the letters of its notes, `blocks` what is read from that.
    `notes` are the sources that sentences rest on, numbered from 1 as they are met; `listed` those that a
    list of sources names: the notes, or what was read where no sentence says on what it rests. `creative`:
    the answer claims nothing and `listed` is what inspired it. `made` tells when and by which model it was
    written.
    """

    title: str
    text: str
    blocks: tuple[Block, ...]
    notes: tuple[ExportedSource, ...]
    listed: tuple[ExportedSource, ...]
    sources_title: str
    day: date
    model: str
    made: str
    creative: bool
    language: Language

    @property
    def written_day(self) -> str:
        """The date in words."""
        return written_day(self.day, Sentences(self.language))


def document_of(
    answer: WrittenAnswer, task: Task | None, language: Language, title: str = "", created_at: str = ""
) -> ExportDocument:
    """The answer as it is exported. Without a `title` it has its task's name; `created_at` is ISO 8601, now
    where it is empty or is none."""
    say = Sentences(language)
    names = title, task.name.in_language(language) if task is not None else ""
    creative = any(sentence.support == "inspired" for sentence in answer.sentences)
    cited = {} if creative else _cited(answer)
    notes = tuple(_source(cited[source.number], source, first, say) for source, first in _met(answer, cited))
    text = _with_notes(answer, cited)
    day = _day(created_at)
    model = line_of(model_name(answer.model))
    return ExportDocument(
        title=next(filter(None, map(line_of, names)), say.say("export.answer")),
        text=text,
        blocks=tuple(read_blocks(text)),
        notes=notes,
        listed=notes or _listed(answer, creative, say),
        sources_title=say.say(f"export.{'inspired' if creative else 'sources' if notes else 'read'}"),
        day=day,
        model=model,
        made=_made(day, model, say),
        creative=creative,
        language=language,
    )


def pieces(words: Words) -> Iterator[Span | Note]:
    """The words with their notes apart."""
    for span in words:
        place = 0
        for letter in _NOTE.finditer(span.text):
            if piece := span.text[place : letter.start()]:
                yield Span(piece, span.bold, span.italic, span.code)
            yield Note(ord(letter[0]) - _FIRST_NOTE)
            place = letter.end()
        if piece := span.text[place:]:
            yield Span(piece, span.bold, span.italic, span.code)


def note_letter(number: int) -> str:
    """The letter that stands for a note; for `str.translate` where a format writes notes as text."""
    return chr(_FIRST_NOTE + number)


def line_of(text: str) -> str:
    """The text as one line that shows what it is, in letters that every format takes."""
    return " ".join(_TURNING.sub("", _printable(clean(text))).split())


def written_day(day: date, say: Sentences) -> str:
    """A date in words."""
    month = say.say("export.months").split()[day.month - 1]
    return f"{day.day} {month} {day.year}"


def model_name(model: str) -> str:
    """What a model is called: a path's last part."""
    return PurePath(model.replace("\\", "/")).name.removesuffix(".gguf")


def _made(day: date, model: str, say: Sentences) -> str:
    """By which model, where one wrote it: what the program answers by itself has none."""
    date_in_words = written_day(day, say)
    return say.say("export.made", date=date_in_words, model=model) if model else date_in_words


def _day(created_at: str) -> date:
    try:
        moment = datetime.fromisoformat(created_at)
    except ValueError:
        moment = datetime.now(UTC)
    return moment.astimezone().date()


def _printable(text: str) -> str:
    return _NOTE.sub("", _FORBIDDEN.sub("", text))


def _cited(answer: WrittenAnswer) -> dict[int, int]:
    """The numbers of sources that sentences rest on, with those they get, in the order they are met."""
    known = {source.number for source in answer.sources}
    met: dict[int, int] = {}
    for sentence in _resting(answer):
        for number in sentence.sources:
            if number in known and len(met) < _MOST_NOTES:
                met.setdefault(number, len(met) + 1)
    return met


def _resting(answer: WrittenAnswer) -> list[Sentence]:
    supported = [one for one in answer.sentences if one.support in ("supported", "weak") and one.sources]
    return sorted(supported, key=lambda sentence: sentence.end)


def _met(answer: WrittenAnswer, cited: dict[int, int]) -> list[tuple[Source, str]]:
    """The cited sources in the order of their new numbers, with the first sentence that rests on each."""
    first: dict[int, str] = {}
    for sentence in _resting(answer):
        for number in sentence.sources:
            first.setdefault(number, sentence.text)
    by_number = {source.number: source for source in answer.sources}
    return [(by_number[number], first[number]) for number in cited]


def _listed(answer: WrittenAnswer, creative: bool, say: Sentences) -> tuple[ExportedSource, ...]:
    used = {number for sentence in answer.sentences for number in sentence.sources}
    shown = [one for one in answer.sources if one.number in used or not (creative and used)]
    return tuple(_source(number, source, "", say) for number, source in enumerate(shown, 1))


def _source(number: int, source: Source, sentence: str, say: Sentences) -> ExportedSource:
    name = line_of(source.title) or line_of(PurePath(source.path).name) or say.say("export.erased")
    lines = [line.text for line in read_lines(_printable(source.quote)) if line.kind != "heading"]
    quote = excerpt(line_of(" ".join(lines)), sentence)
    return ExportedSource(number, say.say("export.source", name=name, page=source.page), quote)


def _with_notes(answer: WrittenAnswer, cited: dict[int, int]) -> str:
    """The text with the letters of its notes behind the sentences, and without what no format takes."""
    parts, start = [], 0
    for sentence in _resting(answer):
        letters = "".join(note_letter(cited[one]) for one in sentence.sources if one in cited)
        end = _behind(answer.text, min(sentence.end, len(answer.text)))
        if letters and end > start:
            parts += [_printable(answer.text[start:end]), letters]
            start = end
    return "".join((*parts, _printable(answer.text[start:])))


def _behind(text: str, end: int) -> int:
    """Where the note of a sentence that ends here goes: before white space, and inside a table's cell."""
    while end and text[end - 1].isspace():
        end -= 1
    if text[text.rfind("\n", 0, end) + 1 : end].lstrip().startswith("|"):
        while end and text[end - 1] in "| \t":
            end -= 1
    return end


def source_line(source: ExportedSource) -> str:
    """A source as one line, without its number."""
    return f"{source.place}: “{source.quote}”" if source.quote else source.place
