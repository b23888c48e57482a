"""The client with a listener, as the window has it: what it hears, of whom, and how often."""

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.client import EngineClient, JobHandle
from app.messages import (
    ENGINE,
    Answer,
    Closing,
    DocumentReport,
    Done,
    EngineReady,
    EngineRestarted,
    EngineWaiting,
    Event,
    Failed,
    Index,
    ListDocuments,
    Search,
    Stopped,
    TextWritten,
    Tuning,
)
from app.paths import Paths
from tests import documents

HEARD_SECONDS = 60.0
STORY = Answer("brainstorm", {"subject": "a house", "count": "20"}, "en", Tuning(max_tokens=2000))


class Ear:
    """Keeps what it hears; `wait` is for another thread."""

    def __init__(self) -> None:
        self.heard: list[tuple[int, Event]] = []
        self._news = threading.Condition()

    def hear(self, number: int, event: Event) -> None:
        with self._news:
            self.heard.append((number, event))
            self._news.notify_all()

    def wait(self, number: int, wanted: Callable[[Event], bool]) -> Event:
        """The first such event of this number."""
        with self._news:
            assert self._news.wait_for(lambda: any(map(wanted, self.of(number))), HEARD_SECONDS), self.heard
            return next(event for event in self.of(number) if wanted(event))

    def close(self, handle: JobHandle) -> Event:
        return self.wait(handle.number, lambda event: isinstance(event, Closing))

    def of(self, number: int) -> list[Event]:
        return [event for heard, event in self.heard if heard == number]


@contextmanager
def listened(data: Path) -> Iterator[tuple[EngineClient, Ear]]:
    ear = Ear()
    with EngineClient(Paths.under(data), ear.hear) as client:
        yield client, ear


def is_text(event: Event) -> bool:
    return isinstance(event, TextWritten)


def kill(client: EngineClient) -> None:
    assert client.process_id is not None
    os.kill(client.process_id, signal.SIGKILL)


def is_ready(event: Event) -> bool:
    return isinstance(event, EngineReady)


def has_one_closing_at_the_end(events: list[Event]) -> bool:
    return [isinstance(event, Closing) for event in events] == [False] * (len(events) - 1) + [True]


@pytest.mark.thorough
def test_the_engine_is_heard_once_and_each_job_under_its_number(tmp_path: Path) -> None:
    documents.write_md(tmp_path / "a.md", "Het kantoor is open op maandag.")
    with listened(tmp_path / "data") as (client, ear):
        jobs = [client.submit(Index((str(tmp_path / "a.md"),))), client.submit(ListDocuments())]
        assert [ear.close(handle) for handle in jobs] == [Done(), Done()]
        jobs.append(client.submit(Search("kantoor")))
        assert ear.close(jobs[-1]) == Done()
        assert not client.broken
    (ready,) = ear.of(ENGINE)
    assert isinstance(ready, EngineReady)
    assert {number for number, _ in ear.heard} == {ENGINE, *(handle.number for handle in jobs)}
    for handle in jobs:
        assert has_one_closing_at_the_end(ear.of(handle.number))
        assert handle.closing == Done()
        assert handle._events.empty()


def test_the_engine_says_whether_it_is_closed_off(tmp_path: Path) -> None:
    with listened(tmp_path / "data") as (_, ear):
        assert ear.wait(ENGINE, is_ready) == EngineReady(offline=os.uname().sysname == "Linux")


@pytest.mark.thorough
def test_a_death_is_heard_once_and_what_goes_on_goes_on(tmp_path: Path) -> None:
    for number in range(30):
        documents.write_md(tmp_path / f"{number:02}.md", f"Regel {number} over de balie. " * 60)
    with listened(tmp_path / "data") as (client, ear):
        writing, reading = client.submit(STORY), client.submit(Index((str(tmp_path),)))
        ear.wait(writing.number, is_text)
        kill(client)
        closing = ear.close(writing)
        assert isinstance(closing, Failed)
        assert closing.fault.kind == "EngineDied"
        assert ear.close(reading) == Done()
        assert [type(event) for event in ear.of(ENGINE)] == [EngineReady, EngineRestarted, EngineReady]
        assert ear.of(ENGINE)[1] == EngineRestarted(-signal.SIGKILL)
    for handle in (writing, reading):
        assert has_one_closing_at_the_end(ear.of(handle.number))
        assert not [event for event in ear.of(handle.number) if isinstance(event, EngineRestarted)]
        assert handle._events.empty()
    ready = [event for event in ear.of(reading.number) if isinstance(event, DocumentReport)]
    assert len({event.path for event in ready if event.state == "ready"}) == 30
    assert writing.text == "".join(
        event.text for event in ear.of(writing.number) if isinstance(event, TextWritten)
    )


def test_an_engine_that_cannot_start_is_heard_once_and_every_job_fails(tmp_path: Path) -> None:
    data = Paths.under(tmp_path / "data")
    data.create()
    data.archive.write_bytes(b"no archive " * 1000)
    with listened(data.root) as (client, ear):
        early = client.submit(ListDocuments())
        reading = client.submit(Index((str(tmp_path),)))
        (failed, *_) = (ear.close(early), ear.close(reading))
        assert isinstance(failed, Failed)
        assert failed.fault.kind == "ArchiveDamaged"
        assert ear.wait(ENGINE, lambda event: isinstance(event, Failed)) == failed
        assert client.broken
        late = client.submit(ListDocuments())
        assert ear.close(late) == failed
    assert ear.of(ENGINE) == [failed]
    for handle in (early, reading, late):
        assert has_one_closing_at_the_end(ear.of(handle.number))


def test_who_has_the_folder_is_heard_once_and_then_that_it_is_free(tmp_path: Path) -> None:
    with listened(tmp_path / "data") as (first, heard_first):
        heard_first.wait(ENGINE, is_ready)
        with listened(tmp_path / "data") as (second, ear):
            waiting = ear.wait(ENGINE, lambda event: isinstance(event, EngineWaiting))
            assert isinstance(waiting, EngineWaiting)
            assert waiting.process == os.getpid()
            stopped, handle = second.submit(ListDocuments()), second.submit(ListDocuments())
            stopped.stop()
            assert ear.close(stopped) == Stopped()
            assert ear.of(handle.number) == []
            first.close()
            assert ear.close(handle) == Done()
        assert [type(event) for event in ear.of(ENGINE)] == [EngineWaiting, EngineReady]
        assert ear.of(stopped.number) == [Stopped()]


def test_closing_ends_every_job_once_and_is_no_failure_of_the_engine(tmp_path: Path) -> None:
    with listened(tmp_path / "data") as (client, ear):
        handle = client.submit(STORY)
        ear.wait(handle.number, is_text)
        handle.stop()
        other = client.submit(STORY)
    for each in (handle, other):
        assert has_one_closing_at_the_end(ear.of(each.number))
    assert [type(event) for event in ear.of(ENGINE)] == [EngineReady]


def test_what_cannot_be_sent_fails_under_its_number(tmp_path: Path) -> None:
    with listened(tmp_path / "data") as (client, ear):
        handle = client.submit(Search("caf\udce9"))
        closing = ear.close(handle)
        assert isinstance(closing, Failed)
        assert closing.fault.kind == "RequestUnsendable"
        assert ear.of(handle.number) == [closing]
