"""What is done with the answer in sight beside writing it: another version read or chosen, a rating, an
example."""

from PySide6.QtCore import QObject, Signal, Slot

from app.messages import (
    AddExample,
    AnswerKept,
    AnswerListed,
    ChooseVersion,
    ExampleListed,
    Failed,
    Job,
    RateAnswer,
    Rating,
    ReadAnswer,
)
from app.ui.services import Services
from app.ui.worker import EngineJob


class AnswerActions(QObject):
    """Submits the jobs, and says what came of them.

    Signals:
        read: a version (`AnswerKept`) that was asked for, the last one only.
        listed: how an answer stands in the list of earlier ones now (`AnswerListed`).
        made_example: the id of the answer that is an example now.
        failed: the id of an answer, and a sentence about what could not be done with it.
    """

    read = Signal(object)
    listed = Signal(object)
    made_example = Signal(str)
    failed = Signal(str, str)

    def __init__(self, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._line, self._sentences = services.line, services.sentences
        self._wanted = ""

    @Slot(str)
    def read_version(self, identity: str) -> None:
        """Have a version read."""
        self._wanted = identity
        self._submit(ReadAnswer(identity))

    @Slot(str)
    def choose(self, identity: str) -> None:
        """Let this version stand for its answer."""
        self._submit(ChooseVersion(identity))

    def rate(self, identity: str, rating: Rating) -> None:
        """Say how good an answer is."""
        self._submit(RateAnswer(identity, rating))

    def make_example(self, identity: str) -> None:
        """Let an answer be an example of its task."""
        self._submit(AddExample(identity))

    def _submit(self, job: Job) -> None:
        submitted: EngineJob = self._line.submit(job)
        submitted.happened.connect(self._take)
        submitted.closed.connect(self._close)

    @Slot(object)
    def _take(self, event: object) -> None:
        job = self._job()
        match event:
            case AnswerKept() if event.id == self._wanted:
                self.read.emit(event)
            case AnswerListed():
                self.listed.emit(event)
            case ExampleListed() if isinstance(job, AddExample):
                self.made_example.emit(job.answer)

    @Slot(object)
    def _close(self, closing: object) -> None:
        if isinstance(closing, Failed):
            job = self._job()
            identity = job.answer if isinstance(job, AddExample) else getattr(job, "id", "")
            self.failed.emit(identity, self._sentences.error(closing.fault))

    def _job(self) -> Job:
        submitted = self.sender()
        assert isinstance(submitted, EngineJob)
        return submitted.job
