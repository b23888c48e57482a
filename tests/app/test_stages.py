import time
from collections.abc import Iterator
from concurrent.futures import Future

from app.engine.scheduler import Wait
from app.engine.stages import BLOCKED, Stage, StageSteps, at_most
from app.messages import Progress


def test_a_stage_goes_on_until_it_has_to_wait_and_again_after_it():
    answer: Future[None] = Future()

    def steps() -> StageSteps:
        yield Progress("one")
        yield Wait(answer)
        yield Progress("two")

    stage = Stage(steps())
    assert list(stage.advance()) == [Progress("one")]
    assert stage.waiting is not None
    assert list(stage.advance()) == []
    answer.set_result(None)
    assert stage.waiting is None
    assert list(stage.advance()) == [Progress("two")]
    assert stage.is_over


def test_a_blocked_stage_is_asked_again_each_time():
    room: list[int] = []

    def steps() -> StageSteps:
        while not room:
            yield BLOCKED
        yield Progress("went on")

    stage = Stage(steps())
    assert [list(stage.advance()) for _ in range(2)] == [[], []]
    assert (stage.waiting, stage.is_over) == (None, False)
    room.append(1)
    assert list(stage.advance()) == [Progress("went on")]


def test_a_closed_stage_clears_up():
    cleared: list[bool] = []

    def steps() -> Iterator[Wait]:
        try:
            yield Wait(Future())
        finally:
            cleared.append(True)

    stage = Stage(steps())
    assert list(stage.advance()) == []
    stage.close()
    assert cleared == [True]


def test_a_wait_is_over_in_time_or_when_it_is_over():
    never: Future[None] = Future()
    short = at_most(Wait(never), 0.02)
    assert not short.over
    short.future.result(timeout=5)
    soon: Future[None] = Future()
    began = time.monotonic()
    long = at_most(Wait(soon), 60)
    soon.set_result(None)
    assert long.over
    assert time.monotonic() - began < 30
