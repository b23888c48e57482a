"""An estimate holds: on recorded readings, on writing, on work in parts."""

from collections.abc import Iterator, Sequence

import pytest

from app.engine.pace import ReadingPace, ReadingSpeed, WorkPace, WritingPace

# Seconds for each chunk of 128 tokens as the starter read them on two cores that had other things to do as
# well: the first is cold, each costs more than the one before, one is disturbed.
SHORT = (2.331, 2.192, 2.102, 2.62, 3.577, 3.847, 2.823, 3.136, 4.082, 2.966, 3.313, 3.659)
LONG = (5.394, 2.029, 2.284, 2.531, 2.721, 2.792, 3.369, 3.327, 3.455, 3.512, 3.903, 4.064, 4.049, 5.316)
LONG += (4.624, 9.027, 4.55, 5.192, 4.342, 4.389, 4.479, 4.587, 5.084, 4.698, 5.241, 3.782, 4.467, 5.061)
CHUNK = 128


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def estimates(seconds: Sequence[float], known: ReadingSpeed | None = None) -> list[tuple[float, float]]:
    """After each chunk the share that is read, and the whole time as it is expected then, by the true one."""
    total = CHUNK * len(seconds)
    pace, told = ReadingPace(0, total, known), []
    for count, took in enumerate(seconds, 1):
        pace.note(CHUNK * count, took)
        left = pace.seconds_left
        assert left is not None
        told.append((CHUNK * count / total, (sum(seconds[:count]) + left) / sum(seconds)))
    return told


@pytest.mark.parametrize("recorded", [SHORT, LONG[:15], LONG[:20], LONG])
def test_from_a_fifth_on_the_estimate_is_within_a_quarter_of_the_truth(recorded: Sequence[float]) -> None:
    for share, expected in estimates(recorded):
        if share >= 0.2:
            assert 0.75 < expected < 1.25, share


@pytest.mark.parametrize("growth", [0.0, 1 / 10_000, 1 / 3000, 1 / 1500])
@pytest.mark.parametrize("total", [1024, 4096, 16_384])
def test_it_holds_for_models_that_slow_down_more_and_less(growth: float, total: int) -> None:
    speed = ReadingSpeed(0.01, growth)
    chunks = [speed.between(start, start + CHUNK) for start in range(0, total, CHUNK)]
    for share, expected in estimates(chunks):
        if share >= 0.2:
            assert 0.75 < expected < 1.25, share
        if share >= 0.6:
            assert 0.9 < expected < 1.1, share


def test_a_reading_teaches_the_next_one() -> None:
    speed = ReadingSpeed(0.01, 1 / 1500)
    pace = ReadingPace(0, 8192, None)
    for start in range(0, 8192, CHUNK):
        pace.note(start + CHUNK, speed.between(start, start + CHUNK))
    assert pace.speed is not None
    assert pace.speed.seconds == pytest.approx(0.01, rel=0.02)
    assert pace.speed.growth == pytest.approx(1 / 1500, rel=0.1)
    again = ReadingPace(4096, 8192, pace.speed)
    assert again.seconds_left == pytest.approx(speed.between(4096, 8192), rel=0.05)


def test_before_anything_is_known_nothing_is_told() -> None:
    pace = ReadingPace(0, 1000, None)
    assert pace.seconds_left is None
    pace.note(CHUNK, 1.0)
    assert pace.seconds_left is not None
    assert WritingPace(None).seconds_left(0, 100) is None
    assert WorkPace().seconds_left(0, 100) is None


def test_what_was_measured_tells_before_the_first_chunk() -> None:
    measured = ReadingSpeed.at(200.0, depth=512)
    assert ReadingPace(0, 1024, measured).seconds_left == pytest.approx(1024 / 200, rel=0.02)


def test_an_interrupted_chunk_counts_for_nothing() -> None:
    pace = ReadingPace(0, 1024, None)
    for read in (128, 256, 384, 384, 384, 512):
        pace.note(read, 1.0)
    assert pace.seconds_left == pytest.approx(4.0, rel=0.25)
    other = ReadingPace(0, 1024, None)
    for read in (128, 256, 384, 256, 384, 512):  # another answer came in between and took its place
        other.note(read, 1.0)
    assert other.seconds_left == pytest.approx(4.0, rel=0.25)


def test_what_is_done_between_the_steps_takes_no_part() -> None:
    clock = Clock()

    def reading() -> Iterator[int]:
        for read in range(CHUNK, 1025, CHUNK):
            clock.now += 1.0
            yield read

    pace = ReadingPace(0, 1024, None, clock)
    for read in pace.timed(reading()):
        clock.now += 60.0  # a question came in between
        if read == 512:
            assert pace.seconds_left == pytest.approx(4.0, rel=0.25)
    assert pace.seconds_left == 0.0


def test_a_computer_that_gets_busy_is_noticed_within_some_chunks() -> None:
    pace = ReadingPace(0, 6400, None)
    for count in range(1, 11):
        pace.note(CHUNK * count, 1.0)
    for count in range(11, 26):
        pace.note(CHUNK * count, 3.0)
    left = pace.seconds_left
    assert left is not None
    assert left > 1.5 * 25


def test_writing_takes_at_most_what_its_budget_takes() -> None:
    clock = Clock()
    pace = WritingPace(20.0, clock)
    assert pace.seconds_left(0, 200) == 10.0
    for written in range(1, 101):
        clock.now += 0.1
        left = pace.seconds_left(written, 200)
    assert left == pytest.approx(10.0, rel=0.05)
    assert pace.seconds_left(200, 200) == 0.0


def test_writing_is_judged_by_its_last_seconds() -> None:
    clock = Clock()
    pace = WritingPace(None, clock)
    for written in range(100):
        clock.now += 0.01
        pace.seconds_left(written, 300)
    for written in range(100, 200):
        clock.now += 0.1
        left = pace.seconds_left(written, 300)
    assert left == pytest.approx(10.0, rel=0.1)


def test_the_bound_of_a_slow_model_does_not_jump_with_every_token() -> None:
    clock, told = Clock(), []
    pace = WritingPace(None, clock)
    for written in range(1, 161):
        clock.now += 2.0 if written % 4 == 0 else 0.5
        left = pace.seconds_left(written, 160)
        if left is not None and written >= 40:
            told.append(left / (0.875 * max(160 - written, 1)))
    assert all(0.8 < one < 1.2 for one in told[:-4])


def test_work_in_parts_goes_on_as_it_went() -> None:
    clock = Clock()
    pace = WorkPace(clock=clock)
    assert pace.seconds_left(0, 1000) is None
    clock.now += 0.5
    assert pace.seconds_left(2, 1000) is None
    clock.now += 9.5
    assert pace.seconds_left(100, 1000) == pytest.approx(90.0)
    assert WorkPace(rate=10.0, clock=clock).seconds_left(0, 50) == 5.0
