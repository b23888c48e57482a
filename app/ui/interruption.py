"""Ctrl-C in the terminal and the system's wish that the program ends, brought into Qt's event loop.

Python runs its signal handlers between its own instructions, and in Qt's loop there are none. What Python
writes to a wakeup descriptor at the moment of the signal wakes that loop.
"""

import signal
import socket

from PySide6.QtCore import QObject, QSocketNotifier, Signal, Slot


class Interruption(QObject):
    """Listens for SIGINT and SIGTERM, once made, in the main thread.

    Signals:
        asked: the program is to end.
    """

    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._awake, self._wakes = socket.socketpair()
        for end in (self._awake, self._wakes):
            end.setblocking(False)
        self._notifier = QSocketNotifier(self._awake.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._hear)
        signal.set_wakeup_fd(self._wakes.fileno())
        self._before = {
            number: signal.signal(number, _do_nothing) for number in (signal.SIGINT, signal.SIGTERM)
        }

    def close(self) -> None:
        """Leave signals as they were."""
        signal.set_wakeup_fd(-1)
        for number, handler in self._before.items():
            signal.signal(number, handler)
        self._notifier.setEnabled(False)
        self._awake.close()
        self._wakes.close()

    @Slot()
    def _hear(self) -> None:
        if self._awake.recv(64):
            self.asked.emit()


def _do_nothing(_number: int, _frame: object) -> None:
    """A handler has to be there for Python to write to the descriptor."""
