"""What is said of a folder that is kept in step."""

from PySide6.QtCore import QLocale, QObject

from app.messages import FolderListed


class FolderWords(QObject):
    """A few words for the list, and sentences for the folder that is chosen."""

    def __init__(self, locale: QLocale, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._locale = locale

    def line(self, folder: FolderListed) -> str:
        """The line under its name."""
        match folder.state:
            case "changed":
                return " · ".join(self._counts(folder))
            case "comparing":
                return self.tr("being compared…")
            case "applying":
                return self.tr("being brought up to date…")
            case "missing":
                return self.tr("cannot be reached")
            case "too_large":
                return self.tr("more than {count} files").format(count=self._number(folder.files))
            case "in_step":
                return " · ".join((self.tr("in step"), self.tr("%n files", "", folder.files)))
            case _:
                return self.tr("not compared yet")

    def sentence(self, folder: FolderListed) -> str:
        """What there is to say of it, and what a person can do about it."""
        match folder.state:
            case "changed" if folder.asks:
                return self.tr(
                    "So many files are gone that nothing is removed unless you say so. Is a drive missing?"
                )
            case "changed":
                return self.tr("The folder and the library differ in these files.")
            case "comparing":
                return self.tr("The folder is being compared with the library.")
            case "applying":
                return self.tr("The library is being brought up to date with this folder.")
            case "missing":
                return self.tr(
                    "This folder cannot be reached, or is empty all of a sudden. Nothing is removed from the "
                    "library. Connect the drive or the network, and look again."
                )
            case "too_large":
                return self.tr(
                    "This folder holds more than {count} files: too many at once. Take it out here, and add "
                    "the folders in it that you need."
                ).format(count=self._number(folder.files))
            case "in_step":
                return self.tr("The library has all that is in this folder.")
            case _:
                return self.tr("This folder was not compared with the library yet.")

    def _counts(self, folder: FolderListed) -> list[str]:
        counts = (
            (folder.new, self.tr("%n new", "", folder.new)),
            (folder.changed, self.tr("%n changed", "", folder.changed)),
            (folder.moved, self.tr("%n moved", "", folder.moved)),
            (folder.deleted, self.tr("%n deleted", "", folder.deleted)),
        )
        return [words for count, words in counts if count]

    def _number(self, count: int) -> str:
        return self._locale.toString(count)
