"""A line to no engine: tests play the engine by hand."""

import itertools

from app.messages import Job
from app.paths import Paths
from app.ui.worker import EngineJob, EngineLine


class FakeLine(EngineLine):
    """A line without a worker: keeps what is submitted; a test plays the engine on the job's signals.

    Attributes:
        submitted: every job, in order.
        stopped: those that were asked to stop.
    """

    def __init__(self, paths: Paths) -> None:
        super().__init__(paths)
        self._numbers = itertools.count(1)
        self.submitted: list[EngineJob] = []
        self.stopped: list[EngineJob] = []

    def submit(self, job: Job) -> EngineJob:
        made = EngineJob(next(self._numbers), job, self)
        self.submitted.append(made)
        return made

    def stop(self, job: EngineJob) -> None:
        self.stopped.append(job)

    def jobs(self, kind: type[Job]) -> list[EngineJob]:
        """The submitted jobs of one kind."""
        return [made for made in self.submitted if isinstance(made.job, kind)]
