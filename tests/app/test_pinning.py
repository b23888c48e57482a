"""Documents that are always read whole: which, in what order, as far as they fit, and what they cost."""

from collections.abc import Callable, Generator, Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import TypeVar

import msgspec
import numpy as np
import pytest

from app.engine import prompt
from app.engine.pinning import FORM_TOKENS, Pinned, PinnedDocuments, Pinning
from app.engine.scheduler import Wait
from app.errors import TaskReadsNoDocuments, UnknownTask
from app.messages import Coverage, DocumentReport, FoundPassage, NotReadWhole, Pin, PinsListed
from app.tasks import Task, load_all
from store.archive import Archive, Document
from store.collections import Collections
from store.errors import UnknownDocument
from store.passages import split
from store.pins import Pins
from store.schema import EVERYWHERE, Fault, Page, ParsedDocument, Scope
from tests.fakes import FakeGenerator

TASKS = load_all(Path("none"))
ASK, WRITE = TASKS["ask"], TASKS["write"]
ROOM = 100_000

Result = TypeVar("Result")


def put(archive: Archive, name: str, pages: int = 2) -> Document:
    made = tuple(
        Page(number, f"# Artikel {number}\n\nHet kenmerk hier is {name}{number:04}. " + "Verder niets. " * 40)
        for number in range(1, pages + 1)
    )
    content = ParsedDocument(name, made, split(made, name))
    vectors = np.zeros((len(content.passages), 4), np.float32)
    return archive.put(f"/{name}.pdf", name, content, "fake", vectors)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    made = Archive(tmp_path / "archive.db")
    yield made
    made.close()


@pytest.fixture
def model() -> FakeGenerator:
    return FakeGenerator(context=4096)


def result(steps: Generator[object, None, Result]) -> Result:
    """What the steps come to."""
    while True:
        try:
            next(steps)
        except StopIteration as over:
            return over.value


def read(
    archive: Archive, model: FakeGenerator, task: Task = ASK, scope: Scope = EVERYWHERE, room: int = ROOM
) -> Pinned:
    return result(PinnedDocuments(archive).read(task, scope, "nl", model.count, room))


def paths(pinned: Pinned) -> list[str]:
    return list(dict.fromkeys(source.path for source in pinned.sources))


def tokens(pinned: Pinned, model: FakeGenerator) -> int:
    return sum(map(model.count, prompt.passage_texts(pinned.sources, "nl")))


def own(*pinned: str) -> Task:
    return msgspec.structs.replace(ASK, pinned=pinned)


# What is read


def test_every_passage_of_a_pinned_document_is_read_in_order(archive: Archive, model: FakeGenerator) -> None:
    wanted = put(archive, "handboek", pages=5)
    put(archive, "ander")
    Pins(archive).pin([wanted.id])
    pinned = read(archive, model)
    assert pinned.documents == (wanted.id,)
    assert [source.number for source in pinned.sources] == list(range(1, wanted.passages + 1))
    assert [source.page for source in pinned.sources] == sorted(source.page for source in pinned.sources)
    whole = " ".join(source.quote for source in pinned.sources)
    assert all(f"handboek{page:04}" in whole for page in range(1, 6))


def test_without_pins_nothing_is_read(archive: Archive, model: FakeGenerator) -> None:
    put(archive, "ander")
    assert read(archive, model) == Pinned()


def test_documents_are_read_in_the_order_in_which_they_were_pinned(
    archive: Archive, model: FakeGenerator
) -> None:
    first, second = put(archive, "z"), put(archive, "a")
    for document in (first, second):
        Pins(archive).pin([document.id])
    pinned = read(archive, model)
    assert paths(pinned) == ["/z.pdf", "/a.pdf"]
    assert [source.number for source in pinned.sources] == list(range(1, len(pinned.sources) + 1))
    before = read(archive, model).sources
    third = put(archive, "0")
    Pins(archive).pin([third.id], "ask")
    assert read(archive, model).sources[: len(before)] == before  # what a model has read of it serves on


def test_what_a_task_names_comes_first_and_once(archive: Archive, model: FakeGenerator) -> None:
    handbook, style = put(archive, "handboek"), put(archive, "huisstijl")
    Pins(archive).pin([handbook.id, style.id])
    assert paths(read(archive, model, own("/huisstijl.pdf"))) == ["/huisstijl.pdf", "/handboek.pdf"]
    assert paths(read(archive, model)) == ["/handboek.pdf", "/huisstijl.pdf"]


def test_a_pin_for_one_task_is_for_no_other(archive: Archive, model: FakeGenerator) -> None:
    document = put(archive, "handboek")
    Pins(archive).pin([document.id], "brainstorm")
    assert read(archive, model) == Pinned()
    assert paths(read(archive, model, TASKS["brainstorm"])) == ["/handboek.pdf"]


def test_a_task_without_documents_reads_none(archive: Archive, model: FakeGenerator) -> None:
    Pins(archive).pin([put(archive, "handboek").id])
    assert read(archive, model, WRITE) == Pinned()


# Where it is asked


def test_it_is_read_wherever_is_asked(archive: Archive, model: FakeGenerator) -> None:
    Pins(archive).pin([put(archive, "handboek").id])
    elsewhere = Collections(archive).add("Elders")
    for scope in (Scope(collections=(elsewhere.id,)), Scope(folder="/elders"), Scope(kinds=(".docx",))):
        pinned = read(archive, model, scope=scope)
        assert paths(pinned) == ["/handboek.pdf"]
        assert pinned.outside == 1
    assert read(archive, model).outside == 0


def test_who_names_documents_asks_those_only(archive: Archive, model: FakeGenerator) -> None:
    pinned, other = put(archive, "handboek"), put(archive, "ander")
    Pins(archive).pin([pinned.id])
    task = own("/kwijt.pdf")
    assert read(archive, model, task, Scope(documents=(other.id,))) == Pinned()
    both = read(archive, model, task, Scope(documents=(other.id, pinned.id)))
    assert (paths(both), both.not_read) == (["/handboek.pdf"], ())


def test_for_a_task_that_reads_everything_the_pinned_come_first(archive: Archive) -> None:
    first, pinned = put(archive, "a"), put(archive, "z")
    Pins(archive).pin([pinned.id])
    documents = PinnedDocuments(archive)
    assert [one.id for one in documents.everything(ASK, EVERYWHERE)] == [pinned.id, first.id]
    assert [one.id for one in documents.everything(ASK, Scope(folder="/elders"))] == [pinned.id]


# What is not read is told


def test_a_document_is_read_whole_or_not_at_all(archive: Archive, model: FakeGenerator) -> None:
    long, short = put(archive, "lang", pages=9), put(archive, "kort", pages=1)
    Pins(archive).pin([long.id])
    Pins(archive).pin([short.id])
    whole = read(archive, model)
    room = tokens(whole, model)
    assert read(archive, model, room=room).documents == (long.id, short.id)
    tight = read(archive, model, room=room - 1)
    assert tight.documents == (long.id,)
    assert tight.not_read == (NotReadWhole("/kort.pdf", "too_long", short.id),)
    tighter = read(archive, model, room=room // 2)
    assert tighter.documents == (short.id,)  # what comes after it may fit
    assert tighter.sources[0].number == 1
    assert tighter.not_read == (NotReadWhole("/lang.pdf", "too_long", long.id),)
    none = read(archive, model, room=-5)
    assert [one.path for one in none.not_read] == ["/lang.pdf", "/kort.pdf"]
    assert none.sources == ()


def test_a_document_that_cannot_be_read_is_told(archive: Archive, model: FakeGenerator) -> None:
    document = put(archive, "handboek")
    Pins(archive).pin([document.id])
    archive.put_failed("/handboek.pdf", "kapot", Fault("NoText", {"path": "/handboek.pdf"}))
    assert read(archive, model).not_read == (NotReadWhole("/handboek.pdf", "unreadable", document.id),)


def test_a_document_of_the_task_that_the_library_lacks_is_told(
    archive: Archive, model: FakeGenerator
) -> None:
    gone = put(archive, "weg")
    archive.set_aside([gone.id])
    pinned = read(archive, model, own("/kwijt.pdf", "/weg.pdf"))
    assert pinned.not_read == (
        NotReadWhole("/kwijt.pdf", "not_in_library"),
        NotReadWhole("/weg.pdf", "not_in_library"),
    )


def test_an_erased_document_is_read_and_missed_no_more(archive: Archive, model: FakeGenerator) -> None:
    document = put(archive, "handboek")
    Pins(archive).pin([document.id])
    archive.erase([document.id])
    assert read(archive, model) == Pinned()


# Beside what is found


def test_what_is_found_is_numbered_on(archive: Archive, model: FakeGenerator) -> None:
    pinned_document, other = put(archive, "handboek"), put(archive, "ander")
    Pins(archive).pin([pinned_document.id])
    pinned = read(archive, model)
    found = [FoundPassage(other.id, other.path, other.title, 1, "", 0, 1, "Tekst.", 1.0)] * 2
    together = pinned.before(prompt.sources(found))
    assert together[: len(pinned.sources)] == pinned.sources
    assert [source.number for source in together] == list(range(1, len(pinned.sources) + 3))


def test_the_receipt_tells_what_was_read_whole(archive: Archive, model: FakeGenerator) -> None:
    Pins(archive).pin([put(archive, "handboek").id])
    pinned = read(archive, model, own("/kwijt.pdf"), Scope(folder="/elders"))
    receipt = pinned.on(Coverage(documents=3, passages=9, of_documents=2, left_out=1))
    missing = (NotReadWhole("/kwijt.pdf", "not_in_library"),)
    assert receipt == Coverage(3, 9, 3, left_out=1, pinned=1, not_read_whole=missing)


# The jobs


def pinning(
    archive: Archive,
    model: FakeGenerator | None = None,
    writer: "Callable[[], Future[FakeGenerator] | None] | None" = None,
) -> Pinning:
    loaded: Future[FakeGenerator] = Future()
    if model:
        loaded.set_result(model)
    return Pinning(archive, TASKS, writer or (lambda: loaded if model else None), 4096)


def told(steps: Iterator[object]) -> PinsListed:
    (listed,) = [step for step in steps if isinstance(step, PinsListed)]
    return listed


def test_pinning_tells_of_each_document(archive: Archive) -> None:
    first, second = put(archive, "a"), put(archive, "b")
    reports = list(pinning(archive).change(Pin((second.id, first.id), task="ask")))
    assert [(one.id, one.pinned) for one in reports if isinstance(one, DocumentReport)] == [
        (second.id, ("ask",)),
        (first.id, ("ask",)),
    ]


def test_what_is_pinned_no_more_is_told_too(archive: Archive) -> None:
    document = put(archive, "a")
    Pins(archive).pin([document.id])
    (report,) = pinning(archive).change(Pin((document.id,), pinned=False))
    assert isinstance(report, DocumentReport)
    assert (report.id, report.pinned) == (document.id, ())


@pytest.mark.parametrize(
    ("job", "error"),
    [
        (Pin(("a",)), UnknownDocument),
        (Pin(("a",), pinned=False), UnknownDocument),
        (Pin((), task="nothing"), UnknownTask),
        (Pin((), task="write"), TaskReadsNoDocuments),
    ],
)
def test_what_cannot_be_pinned_is_told(job: Pin, error: type[Exception], archive: Archive) -> None:
    with pytest.raises(error):
        list(pinning(archive).change(job))


def test_a_pin_of_a_task_that_is_gone_can_be_taken_away(archive: Archive) -> None:
    document = put(archive, "a")
    Pins(archive).pin([document.id], "gone")
    list(pinning(archive).change(Pin((document.id,), pinned=False, task="gone")))
    assert Pins(archive).all() == {}


def test_what_is_pinned_is_weighed_with_the_model(archive: Archive, model: FakeGenerator) -> None:
    document = put(archive, "handboek")
    Pins(archive).pin([document.id])
    listed = told(pinning(archive, model).tell())
    assert listed.counted
    (one,) = listed.documents
    whole = read(archive, model)
    assert one.words == sum(len(source.quote.split()) for source in whole.sources)
    assert one.tokens == tokens(whole, model)
    assert (one.document, one.tasks, one.too_long_for) == (document.id, ("",), ())
    assert 0 < listed.room < model.context - FORM_TOKENS


def test_before_a_model_is_loaded_the_cost_is_estimated(archive: Archive) -> None:
    document = put(archive, "handboek")
    Pins(archive).pin([document.id])
    listed = told(pinning(archive).tell())
    assert not listed.counted
    (one,) = listed.documents
    assert 1.2 * one.words < one.tokens < 4 * one.words


def test_a_model_that_is_on_its_way_is_waited_for(archive: Archive, model: FakeGenerator) -> None:
    Pins(archive).pin([put(archive, "handboek").id])
    loading: Future[FakeGenerator] = Future()
    steps = pinning(archive, writer=lambda: loading).tell()
    assert next(steps) == Wait(loading)
    loading.set_result(model)
    assert told(steps).counted


def test_a_model_that_cannot_be_loaded_leaves_the_estimate(archive: Archive) -> None:
    Pins(archive).pin([put(archive, "handboek").id])
    failed: Future[FakeGenerator] = Future()
    failed.set_exception(MemoryError())
    assert not told(pinning(archive, writer=lambda: failed).tell()).counted


def test_what_does_not_fit_beside_a_task_is_told_with_the_pin(archive: Archive, model: FakeGenerator) -> None:
    fits, book = put(archive, "handboek", pages=4), put(archive, "boek", pages=60)
    Pins(archive).pin([book.id])
    Pins(archive).pin([fits.id], "ask")
    first, second = told(pinning(archive, model).tell()).documents
    reading = {task.id for task in TASKS.values() if task.documents != "none" and task.reads != "whole"}
    assert first.document == book.id
    assert set(first.too_long_for) == reading  # tasks that read everything read it in parts
    assert second.too_long_for == ()


def test_documents_that_fit_each_alone_need_not_fit_together(archive: Archive, model: FakeGenerator) -> None:
    documents = [put(archive, name, pages=18) for name in "ab"]
    for document in documents:
        Pins(archive).pin([document.id])
    first, second = told(pinning(archive, model).tell()).documents
    assert first.tokens < told(pinning(archive, model).tell()).room
    assert (first.too_long_for, bool(second.too_long_for)) == ((), True)
