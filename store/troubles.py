"""Which documents that could not be read count as troubles no more. Part of the archive.

Why a document could not be read is kept with it by `store.archive`.
"""

from collections.abc import Sequence

from store.archive import Archive, Document


class Troubles:
    """The troubles of an archive."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def ignore(self, ids: Sequence[str], ignored: bool = True) -> list[Document]:
        """Ignore documents from now on, or no longer; as they are then.

        Raises:
            UnknownDocument: nothing was changed.
        """
        with self._archive.transaction():
            for identity in ids:
                self._archive.document(identity)
            self._archive.connection.executemany(
                "UPDATE documents SET ignored = ? WHERE id = ?", [(ignored, identity) for identity in ids]
            )
        return [self._archive.document(identity) for identity in ids]
