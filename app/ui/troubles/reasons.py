"""Why documents could not be read, in the words of the page: a title for each reason, and what helps."""

from PySide6.QtCore import QObject

from app.sentences import Sentences
from app.ui.plain_text import one_line
from store.schema import Fault

ORDER = (
    "PasswordProtected",
    "OcrMissing",
    "NothingRecognised",
    "TooManyScans",
    "TooLarge",
    "DamagedDocument",
    "ParserCrashed",
    "ParsingTimedOut",
    "NoText",
    "Unreadable",
    "UnknownKind",
)
"""First what a person can do something about."""

UNLOCKABLE = ".pdf"
"""The ending of files that open with a password here."""


def order(kind: str) -> tuple[int, str]:
    """Where a reason stands on the page."""
    return (ORDER.index(kind) if kind in ORDER else len(ORDER), kind)


def opens_with_password(fault: Fault, path: str) -> bool:
    """Whether giving a password helps."""
    return fault.kind == "PasswordProtected" and path.lower().endswith(UNLOCKABLE)


class Reasons(QObject):
    """The words, in the language of the interface."""

    def __init__(self, sentences: Sentences, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sentences = sentences

    def title(self, kind: str) -> str:
        """The reason in a few words."""
        match kind:
            case "PasswordProtected":
                return self.tr("Protected by a password")
            case "OcrMissing":
                return self.tr("Scans, and Tesseract is not installed")
            case "NothingRecognised":
                return self.tr("Scans in which no words were recognised")
            case "TooLarge" | "TooManyScans":
                return self.tr("Too large")
            case "DamagedDocument":
                return self.tr("Damaged, or not what the name says")
            case "ParserCrashed":
                return self.tr("Set aside: the reader broke down on them")
            case "ParsingTimedOut":
                return self.tr("Set aside: reading took too long")
            case "NoText":
                return self.tr("Without text")
            case "Unreadable":
                return self.tr("Cannot be opened")
            case "UnknownKind":
                return self.tr("Of a kind that cannot be read")
        return self.tr("Could not be read")

    def advice(self, kind: str) -> str:
        """What a person can do."""
        match kind:
            case "PasswordProtected":
                return self.tr("Give the password of a PDF. Of other files, save a copy without one.")
            case "OcrMissing":
                return self.tr(
                    "Tesseract, with Dutch and English, recognises the text of scans. "
                    "Have it installed, then try again."
                )
            case "NothingRecognised":
                return self.tr("Scan the paper again, sharper or at 300 dpi.")
            case "TooLarge" | "TooManyScans":
                return self.tr("Split the file and add the parts.")
            case "DamagedDocument":
                return self.tr("Open the file yourself and save it again.")
            case "ParserCrashed" | "ParsingTimedOut":
                return self.tr("They are not tried again by themselves. Saved anew, they may be readable.")
            case "NoText":
                return self.tr("Open them yourself: what is empty can be ignored.")
            case "Unreadable":
                return self.tr("Are they still there, and may you read them?")
            case "UnknownKind":
                return self.tr("Save them as PDF, Word or text, or ignore them.")
        return self.tr("Try again, or ignore them.")

    def ignored(self) -> str:
        """The title of those that are ignored."""
        return self.tr("Ignored")

    def ignored_advice(self) -> str:
        """What that means."""
        return self.tr("They are no longer counted, and are not tried again until they change.")

    def activity(self, state: str) -> str:
        """What is going on with a file that is tried again."""
        return self.tr("being read…") if state == "reading" else self.tr("waiting")

    def sentence(self, fault: Fault) -> str:
        """What went wrong with this file; its name stands elsewhere."""
        if "path" in fault.details:
            fault = Fault(fault.kind, fault.details | {"path": self.tr("this file")})
        said = one_line(self._sentences.error(fault))
        return said[:1].upper() + said[1:]
