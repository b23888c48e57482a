"""Reads an e-mail: the fields at its head and its body; attachments are documents of their own."""

import email
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message

from store.errors import DamagedDocument
from store.readers.content import Content, File
from store.readers.html import seen
from store.readers.text import refuse_binary, text_of

FIELDS = ("Subject", "From", "To", "Cc", "Date")


def read_mail(file: File) -> Content:
    """One page, with the subject as its title. Raises DamagedDocument."""
    refuse_binary(file)
    message = email.message_from_bytes(file.data)
    fields = {name: _field(message, name) for name in FIELDS}
    if not any(fields.values()):
        raise DamagedDocument(file.path)
    head = "\n".join(f"{name}: {value}" for name, value in fields.items() if value)
    return Content([f"{head}\n\n{_body(message, file.path)}"], fields["Subject"])


def _field(message: Message, name: str) -> str:
    raw = str(message.get(name, ""))
    try:
        text = str(make_header(decode_header(raw)))
    except (MessageError, ValueError, LookupError):
        # A broken encoded word, or an encoding that nobody knows.
        text = raw
    return " ".join(text.split())


def _body(message: Message, path: str) -> str:
    """The plain text, or where there is none the HTML."""
    parts = [part for part in message.walk() if part.get_content_disposition() != "attachment"]
    for kind in ("text/plain", "text/html"):
        texts = [_part_text(part) for part in parts if part.get_content_type() == kind]
        if any(text.strip() for text in texts):
            return "\n\n".join(seen(text, path) if kind == "text/html" else text for text in texts)
    return ""


def _part_text(part: Message) -> str:
    data = part.get_payload(decode=True)
    return text_of(data, part.get_content_charset() or "") if isinstance(data, bytes) else ""
