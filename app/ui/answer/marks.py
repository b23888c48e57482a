"""Where the sentences of an answer stand in what is shown of it, and what is marked at their ends.

Pure: it knows no Qt. A sentence is a stretch of the answer's text as it was written; what is shown has no
marks of Markdown and other markers of lists, so its places are others. A line of the text is shown as one
block, a row of a table as one block for each cell.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from app.answer_text.lines import clean
from app.messages import Sentence, Support
from app.ui.answer.shown_lines import cells_of, shown_line, split_lines
from app.ui.text_units import units

MARKED: tuple[Support, ...] = ("supported", "weak", "unsupported")
"""What says how far the documents bear a sentence out; the others claim nothing."""

JOINT = "\N{NARROW NO-BREAK SPACE}"
"""Between a sentence and its marks: they stay on its last line."""


@dataclass(frozen=True)
class Place:
    """A sentence, or the part of it on one line or in one cell of a row: which line of the text, from where
    to where in what is shown of it, in UTF-16 units. `last`: the sentence ends here."""

    line: int
    start: int
    end: int
    sentence: Sentence
    last: bool
    cell: int = 0


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
    for number, raw in enumerate(split_lines(text)):
        end = start + len(raw)
        for sentence in waiting:
            if sentence.start < end and sentence.end > start:
                inside = (max(sentence.start - start, 0), min(sentence.end, end) - start)
                shown = _shown(raw, inside)
                for cell, first, last in shown:
                    ends = sentence.end <= end + 1 and cell == shown[-1][0]
                    found.append(Place(number, first, last, sentence, ends, cell))
            elif sentence.start >= end:
                break
        waiting = [sentence for sentence in waiting if sentence.end > end + 1]
        start = end + 1
    return found


def with_numbers(text: str, sentences: Sequence[Sentence]) -> str:
    """The text with the numbers of their sources behind the sentences, as it is copied."""
    parts, start = [], 0
    for sentence in sentences:
        end = _inside_cell(text, sentence)
        if sentence.support in ("supported", "weak") and sentence.sources and end >= start:
            numbers = "".join(f"[{number}]" for number in sentence.sources)
            parts += [text[start:end], f" {numbers}"]
            start = end
    return "".join((*parts, text[start:]))


def _inside_cell(text: str, sentence: Sentence) -> int:
    """Where a sentence ends; in a row of a table before the bar that closes its cell."""
    said = text[sentence.start : sentence.end]
    last = said.rstrip()
    return sentence.start + len(last[:-1].rstrip()) if last.endswith("|") else sentence.end


def _shown(raw: str, inside: tuple[int, int]) -> list[tuple[int, int, int]]:
    """In which cells (0 where the line is no row), and from where to where in them, these letters of a line
    are shown."""
    line = shown_line(clean(raw))
    if line.kind == "row":
        texts = ["".join(span.text for span in cell) for cell in line.cells]
        cells = [
            (cell, *_within(raw[left:right], 0, texts[cell], (inside[0] - left, inside[1] - left)))
            for cell, (left, right) in enumerate(cells_of(raw))
        ]
    else:
        before = units(f"{line.marker} ") if line.marker else 0
        body = len(raw) - len(raw.lstrip())
        if line.marker:
            body = raw.find(" ", body) + 1 or len(raw)
        first, last = _within(raw, body, line.text, inside)
        cells = [(0, before + first, before + last)]
    return [(cell, first, last) for cell, first, last in cells if last > first]


def _within(raw: str, body: int, shown: str, inside: tuple[int, int]) -> tuple[int, int]:
    """From where to where these letters are in what is shown of `raw` from `body` on, which is what was
    written with some letters left out."""
    at, places = 0, []
    for place, letter in enumerate(raw):
        places.append(at)
        if place >= body and at < len(shown) and clean(letter) == shown[at]:
            at += 1
    places.append(at)
    first, last = (max(0, min(place, len(raw))) for place in inside)
    return units(shown[: places[first]]), units(shown[: places[last]])
