"""An answer as a draft of mail (.eml): a mail program opens it as a message that is still to be sent.

Nothing is sent and nobody is addressed. The text is there plain and as HTML.
"""

from email.message import EmailMessage
from email.policy import SMTP

from app.answer_text.html import as_plain, blocks_html
from app.export.document import ExportDocument, note_letter, source_line


def made(document: ExportDocument) -> bytes:
    """The message. `X-Unsent` is what makes Outlook and others open it as a draft."""
    sources = [f"[{one.number}] {source_line(one)}" for one in document.listed]
    plain = as_plain(document.text, document.sources_title, sources)
    rich = blocks_html(document.blocks, document.sources_title, sources)
    message = EmailMessage(policy=SMTP)
    message["Subject"] = document.title
    message["X-Unsent"] = "1"
    message.set_content(plain.translate(_marks(document, " [{}]")))
    message.add_alternative(rich.translate(_marks(document, "<sup>[{}]</sup>")), subtype="html")
    return message.as_bytes()


def _marks(document: ExportDocument, form: str) -> dict[int, str]:
    """How the letters of notes are written."""
    return {ord(note_letter(one.number)): form.format(one.number) for one in document.notes}
