"""Checks the rows of a spreadsheet in the window's thread, a few at a time."""

import time
from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.rows.checking import PlannedRow

_SLICE_S = 0.008
"""As long as the window may be kept from keys and paint."""


class RowChecking(QObject):
    """One check at a time; a new one takes the place of the last.

    Signals:
        checked: the rows, as a tuple of `PlannedRow`.
    """

    checked = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: Iterator[PlannedRow] = iter(())
        self._done: list[PlannedRow] = []
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._go_on)

    @property
    def busy(self) -> bool:
        return self._timer.isActive()

    def begin(self, rows: Iterator[PlannedRow]) -> None:
        """Check these rows."""
        self._rows, self._done = rows, []
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()

    @Slot()
    def _go_on(self) -> None:
        until = time.perf_counter() + _SLICE_S
        for row in self._rows:
            self._done.append(row)
            if time.perf_counter() > until:
                return
        self._timer.stop()
        self.checked.emit(tuple(self._done))
