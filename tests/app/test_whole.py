"""Reading everything: all of it, in parts that fit, and a receipt that is true at every moment."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import msgspec
import numpy as np
import pytest

from app.engine.prompt import build_from_notes, passage_texts
from app.engine.scheduler import StopRequested
from app.engine.whole import MOST_PASSAGES, WholeReading, gather, share_out
from app.engine.whole_sources import numbered
from app.errors import TooMuchToRead
from app.messages import Answer, AnswerCovered, Coverage, FoundPassage, Progress, Source, Tuning
from app.tasks import check_form, load_all
from models.errors import PromptTooLong
from models.sampling import Sampling
from store.archive import Archive
from store.passages import split
from store.reading_order import ReadingOrder
from store.schema import EVERYWHERE, Page, ParsedDocument
from tests.fakes import FakeGenerator, FakeWriting

PAGES = 30
TASKS = load_all(Path("none"))
WHOLE = Coverage(documents=2, passages=0, of_documents=2, whole=True)


class Reader(FakeGenerator):
    """Keeps what it was made to read."""

    def __init__(self, context: int) -> None:
        super().__init__(context)
        self.prompts: list[str] = []

    def write(self, prompt: Sequence[int], sampling: Sampling) -> FakeWriting:
        names = {token: word for word, token in self._words.items()}
        self.prompts.append("".join(names.get(token, "") for token in prompt))
        return super().write(prompt, sampling)


def pages(name: str, count: int) -> ParsedDocument:
    """A document in which each page says something that no other page says."""
    made = tuple(
        Page(number, f"# Artikel {number}\n\nHet kenmerk hier is {name}{number:04}. " + "Verder niets. " * 40)
        for number in range(1, count + 1)
    )
    return ParsedDocument(name, made, split(made, name))


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    made = Archive(tmp_path / "archive.db")
    for name in ("appel", "peer"):
        content = pages(name, PAGES)
        made.put(f"/{name}.pdf", name, content, "fake", np.zeros((len(content.passages), 4), np.float32))
    yield made
    made.close()


def drained(steps: Iterator[object]) -> list[object]:
    return [step for step in steps if step is not None]


def everything(archive: Archive) -> tuple[Source, ...]:
    gathering = gather(archive, archive.in_scope(EVERYWHERE))
    while True:
        try:
            next(gathering)
        except StopIteration as end:
            sources: tuple[Source, ...] = end.value
            return sources


def reading(model: FakeGenerator, sources: tuple[Source, ...], answer: int = 250) -> WholeReading:
    """Prepared, in a context of which so many tokens are the answer's."""
    form = check_form(TASKS["summary"], {}, "nl")
    request = Answer("summary", {}, "nl", Tuning())
    made = WholeReading(model, TASKS["summary"], form, request, model.context - answer, sources)
    drained(made.prepare())
    return made


def test_every_passage_is_gathered_in_reading_order(archive: Archive) -> None:
    sources = everything(archive)
    assert [source.number for source in sources] == list(range(1, len(sources) + 1))
    assert len(sources) == sum(document.passages for document in archive.documents())
    assert [source.path for source in sources] == sorted(source.path for source in sources)
    for document in archive.documents():
        assert [(source.page, source.start) for source in sources if source.document == document.id] == [
            (p.passage.page, p.passage.start) for p in ReadingOrder(archive).passages(document.id)
        ]


def test_what_fits_is_read_at_once(archive: Archive) -> None:
    sources = everything(archive)
    model = Reader(100_000)
    made = reading(model, sources)
    assert made.fits
    with model.write(made.at_once(), Sampling(0.0)):
        pass
    (prompt,) = model.prompts
    assert all(source.quote in prompt for source in sources)


def test_what_does_not_fit_is_read_in_parts_and_nothing_is_left_out(archive: Archive) -> None:
    sources = everything(archive)
    model = Reader(1200)
    made = reading(model, sources)
    assert not made.fits
    whole = msgspec.structs.replace(WHOLE, passages=len(sources))
    events = drained(made.read(whole))
    seen = "".join(model.prompts)
    assert len(model.prompts) > 2
    assert all(source.quote in seen for source in sources)
    assert all(f"appel{number:04}" in seen and f"peer{number:04}" in seen for number in range(1, PAGES + 1))
    receipts = [event.coverage for event in events if isinstance(event, AnswerCovered)]
    assert receipts[0] == msgspec.structs.replace(whole, documents=0, passages=0, whole=False)
    assert receipts[-1] == whole
    counts = [receipt.passages for receipt in receipts]
    assert counts == sorted(set(counts))
    assert not any(receipt.whole for receipt in receipts[:-1])
    progress = [event for event in events if isinstance(event, Progress)]
    assert {event.activity for event in progress} == {"reading_whole"}
    assert all(before.done <= after.done <= after.total for before, after in pairwise(progress))
    final = made.from_notes()
    assert len(final) <= model.context - 250
    assert made.prompt_tokens >= sum(map(model.count, passage_texts(sources, "nl"))) // 2


def test_the_instruction_is_read_once_for_all_parts(archive: Archive) -> None:
    model = Reader(1200)
    made = reading(model, everything(archive))
    drained(made.read(WHOLE))
    instruction = model.count(TASKS["summary"].notes.nl)
    assert made.cached_tokens >= instruction * (len(model.prompts) - 1) // 2


def test_notes_that_do_not_fit_are_joined_until_they_do(archive: Archive) -> None:
    class Writer(Reader):
        def write(self, prompt: Sequence[int], sampling: Sampling) -> FakeWriting:
            self._script = [f"Aantekening {len(self.prompts)} " + "woord " * 60]
            return super().write(prompt, sampling)

    model = Writer(900)
    made = reading(model, everything(archive), answer=500)
    drained(made.read(WHOLE))
    parts = [prompt for prompt in model.prompts if "in delen" in prompt]
    joined = [prompt for prompt in model.prompts if prompt not in parts]
    assert joined
    assert len(made.notes) < len(parts)
    assert made.notes[0].first.number == 1
    assert made.notes[-1].last.number == len(made.sources)
    for before, after in pairwise(made.notes):
        assert after.first.number == before.last.number + 1
    built = build_from_notes(TASKS["summary"], check_form(TASKS["summary"], {}, "nl"), made.notes, "nl")
    assert len(model.conversation(built.system, built.user)) <= 400


def test_who_stops_keeps_the_notes_of_what_was_read(archive: Archive) -> None:
    made = reading(Reader(1200), everything(archive))
    steps = made.read(WHOLE)
    receipts = 0
    with pytest.raises(StopRequested):
        for step in steps:
            receipts += isinstance(step, AnswerCovered)
            if receipts == 3:
                steps.throw(StopRequested())  # type: ignore[attr-defined]
    assert len(made.notes) == 2


def source(number: int, document: str, quote: str = "x") -> Source:
    return Source(number, document, f"/{document}", document, 1, quote)


def test_a_document_is_not_divided_where_a_part_of_its_own_holds_it() -> None:
    sources = [source(number, "abbccc"[number]) for number in range(6)]
    parts = share_out(sources, [50, 30, 30, 20, 20, 20], [50, 30, 30, 20, 20, 20], 100)
    assert [[each.document for each in part] for part in parts] == [["a"], ["b", "b"], ["c", "c", "c"]]


def test_a_document_longer_than_a_part_fills_it() -> None:
    sources = [source(number, "abbb"[number]) for number in range(4)]
    parts = share_out(sources, [20, 40, 40, 40], [20, 40, 40, 40], 100)
    assert [len(part) for part in parts] == [3, 1]


def test_a_passage_longer_than_a_part_is_read_in_pieces() -> None:
    text = " ".join(f"woord{number}" for number in range(3000))
    model = Reader(900)
    made = reading(model, (source(1, "a", text),))
    drained(made.read(Coverage(1, 1, 1, whole=True)))
    seen = " ".join(model.prompts)
    assert all(f"woord{number} " in seen or f"woord{number}\n" in seen for number in range(3000))


def test_a_form_that_leaves_no_room_for_documents_is_told(archive: Archive) -> None:
    with pytest.raises(PromptTooLong):
        reading(Reader(300), everything(archive))


def test_more_than_anybody_would_wait_for_is_refused_before_it_is_read(archive: Archive) -> None:
    (document, _) = archive.in_scope(EVERYWHERE)
    many = msgspec.structs.replace(document, passages=MOST_PASSAGES + 1)
    with pytest.raises(TooMuchToRead) as caught:
        next(gather(archive, [many]))
    assert caught.value.passages == MOST_PASSAGES + 1


def test_sources_come_in_reading_order_and_name_every_document() -> None:
    read = [source(1, "a"), source(2, "b"), source(3, "b"), source(4, "c")]
    found = [
        FoundPassage("c", "/c", "c", 2, "", 0, 1, "later", 1.0),
        FoundPassage("new", "/new", "new", 1, "", 0, 1, "not read", 1.0),
        FoundPassage("a", "/a", "a", 1, "", 5, 6, "first", 1.0),
    ]
    sources = numbered(found, read)
    assert [(each.number, each.document, each.quote) for each in sources] == [
        (1, "a", "first"),
        (2, "c", "later"),
        (3, "b", "x"),
    ]
