"""Documents that are always read whole: what the person wants is asked of the engine, and what it costs told.

The menu for it is `app.ui.documents.pin_menu`; what a row says of it `app.ui.documents.row`.
"""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal, Slot

from app.messages import DocumentReport, Done, Failed, ListPins, Pin, PinnedDocument, PinsListed
from app.ui.documents.model import DocumentModel
from app.ui.documents.row import round_words
from app.ui.worker import EngineJob, EngineLine
from store.schema import ALL_TASKS


class Pinning(QObject):
    """Pins what the person pins, tells what it costs, and keeps that in the rows.

    Signals:
        reported: the `DocumentReport` of a document that was pinned, or is no longer.
        told: a sentence on what is always read now.
        refused: a sentence on what is pinned and has no room.
        failed: the `Fault` for which something was not done.
    """

    reported = Signal(object)
    told = Signal(str)
    refused = Signal(str)
    failed = Signal(object)

    def __init__(self, line: EngineLine, model: DocumentModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._line, self._model = line, model
        self._listing: EngineJob | None = None
        self._again = False
        self._asked: Pin | None = None  # what the person did, of which the cost is still to be told
        self._weighed = model.pinned

    def change(self, ids: Sequence[str], pinned: bool, task: str) -> None:
        """Have documents always read for a task, "" for all, or no longer."""
        job = self._line.submit(Pin(tuple(ids), pinned, task))
        job.happened.connect(self._take)
        job.closed.connect(self._close)

    @Slot()
    def follow(self) -> None:
        """Documents have come, gone or changed: what is pinned is weighed where that is concerned."""
        if self._model.pinned != self._weighed:
            self.weigh()

    @Slot()
    def weigh(self) -> None:
        """Ask what it costs now; another model reads more at once, or less."""
        self._weighed = self._model.pinned
        if self._listing is not None:
            self._again = True
            return
        self._listing = self._line.submit(ListPins())
        self._listing.happened.connect(self._take)
        self._listing.closed.connect(self._end_listing)

    @Slot(object)
    def _take(self, event: object) -> None:
        if isinstance(event, DocumentReport):
            self.reported.emit(event)
        elif isinstance(event, PinsListed) and not self._again:
            self._model.take_costs(event)
            asked, self._asked = self._asked, None
            if asked is not None:
                self._tell(asked, event)

    @Slot(object)
    def _close(self, closing: object) -> None:
        sender = self.sender()
        if isinstance(closing, Failed):
            self.failed.emit(closing.fault)
        elif isinstance(closing, Done) and isinstance(sender, EngineJob) and isinstance(sender.job, Pin):
            self._asked = sender.job if sender.job.pinned else None
            self.weigh()
            self._model.flush()

    @Slot(object)
    def _end_listing(self, _closing: object) -> None:
        self._listing = None
        if self._again:
            self._again = False
            self.weigh()

    def _tell(self, asked: Pin, pins: PinsListed) -> None:
        """What the task reads now, or what of it that was just pinned cannot be read whole."""
        reading = [one for one in pins.documents if {asked.task, ALL_TASKS} & set(one.tasks)]
        left_out = [one for one in reading if one.document in asked.ids and _is_left_out(one, asked.task)]
        if left_out:
            self.refused.emit(self._refusal(left_out))
        elif reading:
            tokens, words = sum(one.tokens for one in reading), sum(one.words for one in reading)
            percent = round(100 * tokens / max(pins.room, 1))
            sentence = self.tr(
                "%n documents are always read whole now: about {words} words, {percent} % of what the model"
                " reads at once.",
                "",
                len(reading),
            )
            self.told.emit(sentence.format(words=round_words(words), percent=percent))

    def _refusal(self, left_out: Sequence[PinnedDocument]) -> str:
        if len(left_out) > 1:
            return self.tr(
                "There is no room to read these %n documents whole, beside the assignment and what else is"
                " always read. They are searched, as before.",
                "",
                len(left_out),
            )
        names = [row.name for row in self._model.rows_of([left_out[0].document])]
        return self.tr(
            "There is no room to read “{name}” whole, beside the assignment and what else is always read. It"
            " is searched, as before."
        ).format(name="".join(names))


def _is_left_out(one: PinnedDocument, task: str) -> bool:
    return task in one.too_long_for or (task == ALL_TASKS and bool(one.too_long_for))
