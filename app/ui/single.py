"""One window for each data folder: a second start asks the first to come forward, and ends."""

import hashlib
import os

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from app.paths import Paths

ANSWER_MS = 2_000
"""How long a first window has to answer; a hung one does not keep a second from opening."""

LONGEST_SOCKET = 100
"""Bytes; systems allow 104 to 108."""

_ASKED, _ANSWERED = b"show\n", b"shown\n"


class SingleWindow(QObject):
    """The place where the one window of a data folder can be reached. Only this user can reach it.

    Signals:
        raise_wanted: the program was started again: the window is to come forward.
    """

    raise_wanted = Signal()

    def __init__(self, paths: Paths) -> None:
        super().__init__()
        self._name = _name(paths)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._greet)

    def claim(self) -> bool:
        """Be the one window; False when another is, which has been asked to come forward."""
        for _ in range(2):  # two starts at the same moment: who does not get the name asks the other
            if self._other_answers():
                return False
            if self._server.listen(self._name):
                return True
            QLocalServer.removeServer(self._name)  # what a window that was killed left behind
        return self._server.listen(self._name) or not self._other_answers()

    def close(self) -> None:
        """Give the name up."""
        self._server.close()

    def _other_answers(self) -> bool:
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(ANSWER_MS):
            return False
        socket.write(_ASKED)
        answered = socket.waitForReadyRead(ANSWER_MS) and socket.readAll().data() == _ANSWERED
        socket.disconnectFromServer()
        return answered

    @Slot()
    def _greet(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.setParent(self)
            socket.disconnected.connect(socket.deleteLater)
            socket.write(_ANSWERED)
            socket.flush()
            self.raise_wanted.emit()


def _name(paths: Paths) -> str:
    """A socket in the data folder, which is closed to others; where its path is too long for a socket, or on
    Windows, a name made from the folder's."""
    place = str(paths.window_socket)
    if os.name == "posix" and len(os.fsencode(place)) <= LONGEST_SOCKET:
        return place
    return f"binnenshuis-{hashlib.sha256(os.fsencode(paths.root)).hexdigest()[:16]}"
