"""Where the sentences of an answer stand in what is shown of it, and what is marked at their ends.

Pure: it knows no Qt. A sentence is a stretch of the answer's text as it was written; what is shown has no
marks of Markdown and other markers of lists, so its places are others. One line of the text is one block.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from app.answer_text.lines import clean, read_line
from app.messages import Sentence, Support
from app.ui.text_units import units

MARKED: tuple[Support, ...] = ("supported", "weak", "unsupported")
"""What says how far the documents bear a sentence out; the others claim nothing."""

JOINT = "\N{NARROW NO-BREAK SPACE}"
"""Between a sentence and its marks: they stay on its last line."""


@dataclass(frozen=True)
class Place:
    """A sentence, or the part of it on one line: block, and from where to where in it, in UTF-16 units.
    `last`: the sentence ends here."""

    block: int
    start: int
    end: int
    sentence: Sentence
    last: bool


@dataclass(frozen=True)
class Tally:
    """How many sentences claim something, and how many of these the documents bear out in part or not."""

    claims: int
    supported: int
    weak: int
    unsupported: int


def tally(sentences: Sequence[Sentence]) -> Tally:
    """The sentences counted."""
    counts = [sum(one.support == kind for one in sentences) for kind in MARKED]
    return Tally(sum(counts), *counts)


def used(sentences: Sequence[Sentence]) -> tuple[int, ...]:
    """The numbers of the sources that sentences come from, in order."""
    return tuple(sorted({number for sentence in sentences for number in sentence.sources}))


def is_creative(sentences: Sequence[Sentence]) -> bool:
    """Whether the answer claims nothing of the documents, but may come from them."""
    return any(sentence.support == "inspired" for sentence in sentences)


def places(text: str, sentences: Sequence[Sentence]) -> list[Place]:
    """Where each sentence that claims something is shown, in order."""
    found: list[Place] = []
    waiting = [sentence for sentence in sentences if sentence.support in MARKED]
    start = 0  # of the line, in the text as it was written
    for number, raw in enumerate(_lines(text)):
        end = start + len(raw)
        for sentence in waiting:
            if sentence.start < end and sentence.end > start:
                inside = (max(sentence.start - start, 0), min(sentence.end, end) - start)
                first, last = _shown(raw, inside)
                if last > first:
                    found.append(Place(number, first, last, sentence, sentence.end <= end + 1))
            elif sentence.start >= end:
                break
        waiting = [sentence for sentence in waiting if sentence.end > end + 1]
        start = end + 1
    return found


def with_numbers(text: str, sentences: Sequence[Sentence]) -> str:
    """The text with the numbers of their sources behind the sentences, as it is copied."""
    parts, start = [], 0
    for sentence in sentences:
        if sentence.support in ("supported", "weak") and sentence.sources and sentence.end >= start:
            numbers = "".join(f"[{number}]" for number in sentence.sources)
            parts += [text[start : sentence.end], f" {numbers}"]
            start = sentence.end
    return "".join((*parts, text[start:]))


def _lines(text: str) -> list[str]:
    """The lines as they were written; each is shown as one block."""
    ends = [place for place, letter in enumerate(text) if letter != "\r" and clean(letter) == "\n"]
    starts = [0, *(place + 1 for place in ends)]
    return [text[start:end] for start, end in zip(starts, [*ends, len(text)], strict=True)]


def _shown(raw: str, inside: tuple[int, int]) -> tuple[int, int]:
    """From where to where these letters of a line are shown. What is shown of a line is what was written with
    some letters left out."""
    line = read_line(clean(raw))
    before = units(f"{line.marker} ") if line.marker else 0
    body = len(raw) - len(raw.lstrip())
    if line.marker:
        body = raw.find(" ", body) + 1 or len(raw)
    shown, at, places = line.text, 0, []
    for place, letter in enumerate(raw):
        places.append(at)
        if place >= body and at < len(shown) and clean(letter) == shown[at]:
            at += 1
    places.append(at)
    return before + units(shown[: places[inside[0]]]), before + units(shown[: places[inside[1]]])
