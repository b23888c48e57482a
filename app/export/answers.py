"""An answer to a file: the ending of its name chooses the format.

A format is imported when it is written: their libraries take a while.
"""

import os
from pathlib import Path

from app.errors import ExportFileExists, ExportKindUnknown
from app.export.document import ExportDocument, document_of
from app.export.files import write_file
from app.messages import AnswerKept, AnswerWritten, Language
from app.tasks import Task

ENDINGS = ("docx", "odt", "pdf", "md", "eml")
"""The formats there are, by how the names of their files end."""


def export_answer(
    answer: AnswerKept | AnswerWritten,
    task: Task | None,
    language: Language,
    path: Path,
    replace: bool = False,
    template: Path | None = None,
    title: str = "",
) -> None:
    """Write an answer to a file. It takes up to some seconds.

    Args:
        task: None where it is gone.
        language: of the words that the program puts.
        replace: in place of a file that is there.
        template: the Word document in which it is put, for .docx.
        title: in place of the answer's own name, or of its task's.

    Raises:
        ExportKindUnknown, ExportFileExists, ExportUnwritable, TemplateUnreadable, DiskFull
    """
    created_at = ""
    if isinstance(answer, AnswerKept):
        title, created_at = title or answer.name, answer.created_at
    write(document_of(answer, task, language, title, created_at), path, replace, template)


def write(document: ExportDocument, path: Path, replace: bool = False, template: Path | None = None) -> None:
    """Write a document to a file.

    Raises:
        ExportKindUnknown, ExportFileExists, ExportUnwritable, TemplateUnreadable, DiskFull
    """
    check_target(path, replace)
    made = _made(document, ending_of(path), template)
    write_file(path, lambda file: file.write(made), replace)


def check_target(path: Path, replace: bool = False, template: Path | None = None) -> None:
    """Whether an answer may be written there, and the template is one that can be used, before there is an
    answer.

    Raises:
        ExportKindUnknown, ExportFileExists, TemplateUnreadable
    """
    ending = ending_of(path)
    if not replace and os.path.lexists(path):
        raise ExportFileExists(str(path))
    if ending == "docx" and template is not None:
        from app.export.word import check_template

        check_template(template)


def ending_of(path: Path) -> str:
    """Which of `ENDINGS` it is.

    Raises:
        ExportKindUnknown
    """
    ending = path.suffix[1:].lower()
    if ending not in ENDINGS:
        raise ExportKindUnknown(str(path), ", ".join(f".{known}" for known in ENDINGS))
    return ending


def _made(document: ExportDocument, ending: str, template: Path | None) -> bytes:
    match ending:
        case "docx":
            from app.export.word import made as word

            return word(document, template)
        case "odt":
            from app.export.open_document import made as open_document

            return open_document(document)
        case "pdf":
            from app.export.pdf import made as pdf

            return pdf(document)
        case "eml":
            from app.export.mail import made as mail

            return mail(document)
    from app.export.markdown import made as markdown

    return markdown(document)
