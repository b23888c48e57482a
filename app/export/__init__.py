"""Answers as files: Word, OpenDocument, PDF, Markdown, and drafts of mail. No Qt and no engine.

`document` says what is exported, one module for each format writes it, `files` puts it on the disk.
"""

from app.export.answers import ENDINGS, check_target, ending_of, export_answer, write
from app.export.document import ExportDocument, WrittenAnswer, document_of
from app.export.files import free_path, safe_name

__all__ = [
    "ENDINGS",
    "ExportDocument",
    "WrittenAnswer",
    "check_target",
    "document_of",
    "ending_of",
    "export_answer",
    "free_path",
    "safe_name",
    "write",
]
