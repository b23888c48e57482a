"""Removing documents, with ten seconds to think again.

They leave the list and every search at once (`SetAside`). After the ten seconds they are erased for good;
should the program end before, by the next start of the engine.
"""

from collections import deque
from collections.abc import Sequence

import msgspec
from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.messages import DocumentReport, Done, Failed, Remove, Restore, SetAside
from app.ui.removal_bar import HOLD_MS, RemovalBar
from app.ui.theme import Theme
from app.ui.worker import EngineJob, EngineLine

Request = SetAside | Restore | Remove


class UndoBar(RemovalBar):
    """Hidden until something is removed. What is removed while it is shown joins the rest, and the time
    begins anew. Its jobs go to the engine one by one, but nothing waits for the erasing.

    Signals:
        returned: a `DocumentReport`: this document is back.
        failed: the `Fault` for which documents could not be removed, brought back or erased.
        undone: the person has thought again.
    """

    returned = Signal(object)
    failed = Signal(object)
    undone = Signal()

    def __init__(
        self, theme: Theme, line: EngineLine, hold_ms: int = HOLD_MS, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, hold_ms, parent)
        self._line = line
        self._held: dict[str, DocumentReport] = {}  # what can be brought back, by id
        self._reports: dict[str, DocumentReport] = {}  # of all that a request is about, by id
        self._aside: set[str] = set()  # what the engine has set aside
        self._requests: deque[Request] = deque()
        self._job: EngineJob | None = None
        self._erasing = 0  # jobs
        self._hold.timeout.connect(self._erase)
        self._undo.clicked.connect(self.undo)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self, self.undo)
        self._show()

    def remove(self, documents: Sequence[DocumentReport]) -> None:
        """Set documents aside, and erase them when the time is over."""
        for report in documents:
            self._held[report.id] = self._reports[report.id] = report
        self._ask(SetAside(tuple(report.id for report in documents)))
        self._hold.start()
        self._show()

    def erase(self, ids: Sequence[str], quotes: bool) -> None:
        """Erase documents at once and for good; with `quotes` what earlier answers quote from them too."""
        self._ask(Remove(tuple(ids), quotes=quotes))
        self._show()

    @Slot()
    def undo(self) -> None:
        """Bring back all that can be."""
        if self._held:
            self._hold.stop()
            self._ask(Restore(tuple(self._held)))
            self._held.clear()
            self._show()
            self.undone.emit()

    def forget(self) -> None:
        """The engine was started again, and has erased what was set aside."""
        if self._job is not None:
            self._job.happened.disconnect(self._take)
            self._job.closed.disconnect(self._close)
            self._job = None
        self._hold.stop()
        for kept in (self._held, self._reports, self._aside, self._requests):
            kept.clear()
        self._show()

    def holds(self, identity: str) -> bool:
        """Whether this document was removed, and can still be brought back."""
        return identity in self._held

    def let_go(self, identity: str) -> bool:
        """A file was read: whether its document is to be shown. One that had been set aside was given
        anew, and is no longer removed; one that is only on its way there still is."""
        if identity not in self._held:
            return True
        if identity not in self._aside:
            return False
        del self._held[identity]
        self._drop((identity,))
        self._show()
        return True

    # Requests.

    def _ask(self, request: Request) -> None:
        self._requests.append(request)
        self._send()

    def _send(self) -> None:
        while self._requests and self._job is None:
            job = self._line.submit(self._requests.popleft())
            if isinstance(job.job, Remove):
                self._erasing += 1
                job.closed.connect(self._close_erasing)
            else:
                self._job = job
                job.happened.connect(self._take)
                job.closed.connect(self._close)

    @Slot(object)
    def _take(self, event: object) -> None:
        if isinstance(event, DocumentReport):
            self.returned.emit(event)

    @Slot(object)
    def _close(self, closing: object) -> None:
        assert self._job is not None
        request, self._job = self._job.job, None
        match request:
            case SetAside(ids) if isinstance(closing, Done):
                self._aside.update(ids)
            case SetAside(ids):
                self._keep(ids)
            case Restore(ids) if isinstance(closing, Done):
                self._drop(ids)
            case Restore(ids):
                self._held.update((identity, self._reports[identity]) for identity in ids)
                self._hold.start()
        self._send()
        self._show()
        if isinstance(closing, Failed):
            self.failed.emit(closing.fault)

    @Slot()
    def _erase(self) -> None:
        ids = tuple(self._held)
        self._held.clear()
        self._ask(Remove(ids, set_aside_only=True))
        self._show()

    @Slot(object)
    def _close_erasing(self, closing: object) -> None:
        self._erasing -= 1
        self._show()
        if isinstance(closing, Failed):
            self.failed.emit(closing.fault)

    def _keep(self, ids: Sequence[str]) -> None:
        """These could not be set aside: they stay, and nothing more is asked about them."""
        rest = [
            msgspec.structs.replace(request, ids=tuple(one for one in request.ids if one not in ids))
            for request in self._requests
        ]
        self._requests = deque(request for request in rest if request.ids)
        for identity in ids:
            self._held.pop(identity, None)
            self.returned.emit(self._reports[identity])
        self._drop(ids)

    def _drop(self, ids: Sequence[str]) -> None:
        for identity in ids:
            self._reports.pop(identity, None)
            self._aside.discard(identity)

    def _show(self) -> None:
        count = len(self._held)
        self._tell(self.tr("%n documents removed", "", count) if count else "", self._erasing > 0)
