"""Jobs as generators: order, stops, waiting, and exactly one closing event each."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future

import pytest

from app.engine.scheduler import Scheduler, Step, StopRequested, Urgency, Wait, priority
from app.errors import NoDocuments
from app.messages import (
    Answer,
    Check,
    Done,
    EngineReady,
    Event,
    Failed,
    Index,
    Job,
    ListAnswers,
    ListDocuments,
    LoadModels,
    Progress,
    ReadAnswer,
    ReadPage,
    Remove,
    RemoveAnswers,
    Restore,
    Search,
    SetAside,
    Stopped,
    Tuning,
)
from models.interrupt import Interrupt

ANSWER = Answer("ask", {}, "nl", Tuning())
INDEX, SEARCH, LIST = Index(()), Search(""), ListDocuments()


class Desk:
    """A scheduler over jobs that a test writes as generators, by the type of the job."""

    def __init__(self, **jobs: Callable[[], Iterator[Step]]) -> None:
        self.told: list[tuple[int, Event]] = []
        self.interrupt = Interrupt()
        self._jobs = jobs
        self.scheduler = Scheduler(
            self._start, lambda number, event: self.told.append((number, event)), self.interrupt
        )

    def _start(self, job: Job, _: float) -> Iterator[Step]:
        return self._jobs[type(job).__name__]()

    def steps(self, count: int) -> None:
        for _ in range(count):
            self.scheduler.step()

    def closing(self) -> list[tuple[int, Event]]:
        return [(number, event) for number, event in self.told if isinstance(event, Done | Stopped | Failed)]


def working(steps: int) -> Iterator[Step]:
    for done in range(steps):
        yield Progress("searching", done, steps)


def test_a_job_that_ends_is_done() -> None:
    desk = Desk(Search=lambda: working(2))
    desk.scheduler.submit(1, SEARCH)
    desk.steps(3)
    assert desk.told == [(1, Progress("searching", 0, 2)), (1, Progress("searching", 1, 2)), (1, Done())]


def test_the_most_urgent_job_is_stepped_first_whatever_came_first() -> None:
    desk = Desk(
        Index=lambda: working(5),
        Search=lambda: working(1),
        Answer=lambda: working(1),
        ListDocuments=lambda: working(1),
    )
    for number, job in enumerate((INDEX, LIST, SEARCH, ANSWER), 1):
        desk.scheduler.submit(number, job)
    desk.steps(12)
    assert [number for number, _ in desk.closing()] == [2, 4, 3, 1]


def test_what_a_person_looks_at_or_undoes_waits_for_nothing_and_loading_and_erasing_for_a_question() -> None:
    quick = [ListDocuments(), ReadPage("", 1), SetAside(()), Restore(()), ListAnswers(), ReadAnswer("")]
    slow = [LoadModels(), Remove(()), RemoveAnswers(())]
    assert {priority(job) for job in quick} == {-1}
    assert {priority(job) for job in slow} == {2}
    assert -1 < priority(ANSWER) < priority(SEARCH) < 2 < priority(INDEX)


def test_jobs_of_the_same_kind_are_done_in_order() -> None:
    desk = Desk(Search=lambda: working(2))
    for number in (1, 2, 3):
        desk.scheduler.submit(number, SEARCH)
    desk.steps(9)
    assert [number for number, _ in desk.closing()] == [1, 2, 3]


def test_a_more_urgent_job_interrupts_what_runs() -> None:
    seen = []

    def reading() -> Iterator[Step]:
        desk.scheduler.submit(2, ANSWER)
        seen.append(desk.interrupt.is_set)
        yield None
        yield None

    desk = Desk(Index=reading, Answer=lambda: working(1))
    desk.scheduler.submit(1, INDEX)
    desk.steps(2)
    assert seen == [True]
    assert desk.told == [(2, Progress("searching", 0, 1))]
    assert not desk.interrupt.is_set


def test_a_job_may_let_others_go_first_for_a_while() -> None:
    def patient() -> Iterator[Step]:
        yield Urgency(1.5)
        yield Progress("reading_whole", 0, 1)
        yield Urgency(priority(ANSWER))
        yield Progress("reading_whole", 1, 1)

    desk = Desk(Answer=patient, Search=lambda: working(1), Index=lambda: working(1))
    desk.scheduler.submit(1, ANSWER)
    desk.steps(1)
    desk.scheduler.submit(2, SEARCH)
    desk.scheduler.submit(3, INDEX)
    desk.steps(3)
    desk.scheduler.submit(4, SEARCH)
    desk.steps(7)
    assert [number for number, _ in desk.told] == [2, 2, 1, 4, 4, 1, 1, 3, 3]


def test_a_less_urgent_job_does_not_interrupt() -> None:
    def answering() -> Iterator[Step]:
        desk.scheduler.submit(2, INDEX)
        assert not desk.interrupt.is_set
        yield None

    desk = Desk(Answer=answering, Index=lambda: working(0))
    desk.scheduler.submit(1, ANSWER)
    desk.steps(3)
    assert desk.closing() == [(1, Done()), (2, Done())]


def test_stopped_is_an_outcome_and_lets_the_job_keep_what_it_has() -> None:
    kept = []

    def writing() -> Iterator[Step]:
        try:
            yield from working(100)
        except StopRequested:
            kept.append("text")
            yield Progress("searching", 99)
            raise

    desk = Desk(Answer=writing)
    desk.scheduler.submit(7, ANSWER)
    desk.steps(2)
    desk.scheduler.stop(7)
    desk.steps(2)
    assert kept == ["text"]
    assert desk.told[-2:] == [(7, Progress("searching", 99)), (7, Stopped())]


def test_a_stop_during_a_step_sets_the_interrupt_and_is_not_lost() -> None:
    def writing() -> Iterator[Step]:
        desk.scheduler.stop(1)
        assert desk.interrupt.is_set
        yield None
        raise AssertionError("not reached")

    desk = Desk(Answer=writing)
    desk.scheduler.submit(1, ANSWER)
    desk.steps(2)
    assert desk.closing() == [(1, Stopped())]


def test_a_stop_reaches_a_job_that_waits() -> None:
    never: Future[None] = Future()

    def waiting() -> Iterator[Step]:
        yield Wait(never)

    desk = Desk(Search=waiting)
    desk.scheduler.submit(1, SEARCH)
    desk.steps(1)
    desk.scheduler.stop(1)
    desk.steps(1)
    assert desk.closing() == [(1, Stopped())]


def test_a_stop_for_a_job_that_is_over_changes_nothing() -> None:
    desk = Desk(Search=lambda: working(0))
    desk.scheduler.submit(1, SEARCH)
    desk.steps(1)
    desk.scheduler.stop(1)
    desk.scheduler.submit(2, SEARCH)
    desk.steps(1)
    assert desk.closing() == [(1, Done()), (2, Done())]


def test_who_waits_lets_others_work_and_goes_on_when_it_is_there() -> None:
    arrives: Future[str] = Future()

    def waiting() -> Iterator[Step]:
        yield Wait(arrives)
        assert arrives.result() == "model"

    desk = Desk(Answer=waiting, Index=lambda: working(1))
    desk.scheduler.submit(1, ANSWER)
    desk.scheduler.submit(2, INDEX)
    desk.steps(3)
    assert desk.closing() == [(2, Done())]
    arrives.set_result("model")
    desk.steps(1)
    assert desk.closing() == [(2, Done()), (1, Done())]


@pytest.mark.parametrize(
    ("error", "kind", "details"),
    [
        (NoDocuments(), "NoDocuments", {}),
        (ValueError("a sentence from a document"), "InternalError", {"name": "ValueError"}),
    ],
)
def test_an_error_closes_the_job_as_data_and_the_others_go_on(
    error: Exception, kind: str, details: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    def failing() -> Iterator[Step]:
        yield EngineReady()
        raise error

    desk = Desk(Answer=failing, Check=lambda: working(0))
    desk.scheduler.submit(1, ANSWER)
    desk.scheduler.submit(2, Check())
    desk.steps(3)
    first, second = (event for _, event in desk.closing())
    assert isinstance(first, Failed)
    assert (first.fault.kind, first.fault.details) == (kind, details)
    assert second == Done()
    assert "a sentence from a document" not in caplog.text
    assert "failing" in caplog.text
