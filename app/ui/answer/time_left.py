"""When reading or writing will be over: what the engine expects, or else how fast it went so far, told so
that it does not jump about. Pure."""

_KNOWN_SECONDS = 1.0
_KNOWN_EVENTS = 3
_FOLLOWED = 0.25  # the share of a new estimate that is followed
_NEAR = 0.1  # of the time left: an estimate that is no further off changes nothing
_BACK = 1.2  # what was told grows again only when it was that much too little


class TimeLeft:
    """The end of one activity. Times are seconds of any one clock."""

    def __init__(self) -> None:
        self._first: tuple[float, int] | None = None
        self._events = 0
        self._ends: float | None = None
        self._told: float | None = None

    def note(self, now: float, done: int, total: int, expected: float | None = None) -> None:
        """So much of so much is done at this moment; `expected` is what the engine says is left."""
        self._events += 1
        if self._first is None:
            self._first = (now, done)
        left = self._by_rate(now, done, total) if expected is None else expected
        if left is None:
            return
        if self._ends is None or done >= total > 0:
            self._ends = now + left
        elif abs(now + left - self._ends) > _NEAR * max(left, 1.0):
            self._ends += _FOLLOWED * (now + left - self._ends)

    def seconds(self, now: float) -> float | None:
        """What is left at this moment; None while it is not known well enough. It counts down."""
        if self._ends is None:
            return None
        left = max(self._ends - now, 0.0)
        if self._told is None or left < self._told or left > _BACK * self._told + 1:
            self._told = left
        return self._told

    def _by_rate(self, now: float, done: int, total: int) -> float | None:
        assert self._first is not None
        started, before = self._first
        read, took = done - before, now - started
        if self._events < _KNOWN_EVENTS or took < _KNOWN_SECONDS or read <= 0:
            return None
        return max(total - done, 0) * took / read
