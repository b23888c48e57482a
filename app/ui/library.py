"""The documents of the library by name, for places that name them or offer them for choice.

One source for all of them: what the list of documents was told. Listing and changing are its own affair.
"""

from pathlib import PurePosixPath, PureWindowsPath

from PySide6.QtCore import QMimeData, QObject, QUrl, Signal, Slot

from app.messages import DocumentReport
from app.ui.collection_names import CollectionNames
from app.ui.documents.model import DOCUMENTS_FORMAT, DocumentModel
from app.ui.plain_text import one_line


class Library(QObject):
    """What the library has, as the list on the right knows it. Empty until there is such a list.

    Signals:
        changed: documents came, went or have other states, or collections other names.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model: DocumentModel | None = None
        self._collections: CollectionNames | None = None
        self._named: dict[str, str] = {}  # what was asked for once is known by name when it is gone
        self.told = False

    def follow(self, model: DocumentModel, collections: CollectionNames) -> None:
        """From now on this list is what there is."""
        self._model, self._collections = model, collections
        model.counted.connect(self.changed)
        collections.changed.connect(self.changed)

    @Slot()
    def note_listed(self) -> None:
        """The engine has told every document: what is not there now is gone."""
        self.told = True
        self.changed.emit()

    def documents(self) -> list[DocumentReport]:
        """Every document that can be read for an answer, in no order."""
        kept = self._model.kept() if self._model is not None else []
        return [report for report in kept if report.state == "ready"]

    def document(self, name: str) -> DocumentReport | None:
        """The document with this id or path, in whatever state; None when there is none."""
        return self._model.find(name) if self._model is not None else None

    def name_of(self, name: str) -> str:
        """The file's name of a document, by its id or path, as one line; "" for an id of which nobody knows
        any more what it was."""
        report = self.document(name)
        if report is not None:
            self._named[name] = file_name(report.path)
        return self._named.get(name, file_name(name) if is_path(name) else "")

    def collection_name(self, identity: str) -> str:
        """What a collection is called; "" for one that is not known."""
        return (self._collections.name(identity) or "") if self._collections is not None else ""

    def dragged(self, mime: QMimeData) -> tuple[str, ...]:
        """What is dragged, as far as it can be documents: ids from the list, or paths of files."""
        if mime.hasFormat(DOCUMENTS_FORMAT):
            return tuple(bytes(mime.data(DOCUMENTS_FORMAT).data()).decode("utf-8", "replace").splitlines())
        return tuple(path for path in map(QUrl.toLocalFile, mime.urls()) if path)


def is_path(name: str) -> bool:
    """Whether it is a path of any system and not an id."""
    return PurePosixPath(name).is_absolute() or PureWindowsPath(name).is_absolute()


def file_name(path: str) -> str:
    """The last part of a path of any system, as one line."""
    kind = PurePosixPath if PurePosixPath(path).is_absolute() else PureWindowsPath
    return one_line(kind(path).name or path)
