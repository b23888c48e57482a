"""Documents that could not be read: ignored, or opened with their password.

Trying them again is reading them (`app.engine.ingest`); they are told with all other documents.
"""

from collections.abc import Callable, MutableMapping

from app.engine.ingest import Ingest, report_of
from app.engine.scheduler import Steps
from store.archive import Archive
from store.errors import WrongPassword
from store.troubles import Troubles


class TroubleShooting:
    """Each method makes the steps of one job."""

    def __init__(
        self, archive: Archive, passwords: MutableMapping[str, str], ingest: Callable[[], Ingest]
    ) -> None:
        """`passwords` are those that are known, by path: in memory only. `ingest` makes what reads files."""
        self._troubles = Troubles(archive)
        self._passwords = passwords
        self._ingest = ingest

    def ignore(self, ids: tuple[str, ...], ignored: bool) -> Steps:
        """Count these as troubles no more, or again.

        Raises:
            UnknownDocument: nothing was changed.
        """
        for document in self._troubles.ignore(ids, ignored):
            yield report_of(document)

    def unlock(self, path: str, password: str) -> Steps:
        """Read a file with its password, which is known from then on if it fits.

        Raises:
            WrongPassword: it does not fit; the document is as it was.
        """
        self._passwords[path] = password
        yield from self._ingest().read((path,))
        if path not in self._passwords:
            raise WrongPassword(path)
