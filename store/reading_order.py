"""The passages of a document from its beginning to its end, for who reads all of it."""

from store.archive import Archive, StoredPassage


class ReadingOrder:
    """Over an archive."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def passages(self, document: str) -> list[StoredPassage]:
        """Every passage of a document, in order; none when it is not there or set aside.

        Raises:
            ArchiveDamaged: a passage's text is not what was stored.
        """
        rows = self._archive.connection.execute(
            "SELECT id FROM passages WHERE document = ? ORDER BY id", (document,)
        )
        stored = self._archive.passages([row[0] for row in rows])
        return [stored[number] for number in sorted(stored)]
