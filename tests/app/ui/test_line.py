"""The window's end of the line by itself: what comes all at once is handed out in order, and not at once."""

import time
from pathlib import Path

from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from app.messages import Done, Event, ListAnswers, Progress
from app.paths import Paths
from app.ui.worker import DEALING_S, EngineJob, EngineLine


class Slow:
    """Takes a millisecond for each event."""

    def __init__(self) -> None:
        self.taken: list[int] = []
        self.closed = False

    def take(self, event: object) -> None:
        assert isinstance(event, Progress)
        self.taken.append(event.done)
        time.sleep(0.001)

    def close(self, _closing: object) -> None:
        self.closed = True


def opened(tmp_path: Path) -> tuple[EngineLine, EngineJob, Slow]:
    line = EngineLine(Paths.under(tmp_path))
    job, slow = line.submit(ListAnswers()), Slow()
    job.happened.connect(slow.take)
    job.closed.connect(slow.close)
    return line, job, slow


def news(job: EngineJob, count: int) -> tuple[tuple[int, Event], ...]:
    return tuple((job.ticket, Progress("searching", number)) for number in range(count))


def test_who_is_told_much_at_once_looks_at_keys_in_between(qtbot: QtBot, tmp_path: Path) -> None:
    line, job, slow = opened(tmp_path)
    seen: list[int] = []
    key = QTimer(interval=0)
    key.timeout.connect(lambda: seen.append(len(slow.taken)))
    key.start()
    began = time.perf_counter()
    line._take((*news(job, 60), (job.ticket, Done())))
    assert time.perf_counter() - began < 5 * DEALING_S
    assert 0 < len(slow.taken) < 60
    qtbot.waitUntil(lambda: slow.closed)
    key.stop()
    assert slow.taken == list(range(60))
    assert len({count for count in seen if 0 < count < 60}) > 2


def test_what_comes_later_waits_for_what_came_before(qtbot: QtBot, tmp_path: Path) -> None:
    line, job, slow = opened(tmp_path)
    line._take(news(job, 40))
    line._take(((job.ticket, Done()),))
    assert not slow.closed
    qtbot.waitUntil(lambda: slow.closed)
    assert slow.taken == list(range(40))


def test_what_has_arrived_is_handed_out_before_the_line_ends(tmp_path: Path) -> None:
    line, job, slow = opened(tmp_path)
    ended: list[bool] = []
    line.ended.connect(lambda: ended.append(slow.closed))
    line._take((*news(job, 40), (job.ticket, Done())))
    line._finish()
    assert slow.taken == list(range(40))
    assert ended == [True]
