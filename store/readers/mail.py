"""Reads an e-mail: the fields at its head, its body, and what is attached to it.

Messages of Outlook are `store.readers.outlook`; attachments become pages in `store.readers.attached`.
"""

import email
from collections.abc import Iterator, Mapping, Sequence
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from functools import partial

from store.errors import DamagedDocument
from store.readers.attached import listed
from store.readers.content import Attachment, Content, File
from store.readers.html import seen
from store.readers.text import refuse_binary, text_of

FIELDS = ("Subject", "From", "To", "Cc", "Date")


def read_mail(file: File) -> Content:
    """One page, with the subject as its title. Raises DamagedDocument."""
    refuse_binary(file)
    return _content(email.message_from_bytes(file.data), file.path)


def _content(message: Message, path: str) -> Content:
    fields = {name: _field(message, name) for name in FIELDS}
    if not any(fields.values()):
        raise DamagedDocument(path)
    parts = list(_parts(message))
    attachments = [found for part in parts if (found := _attachment(part, path))]
    return mail_of(fields, _body(parts, path), attachments)


def mail_of(fields: Mapping[str, str], body: str, attachments: Sequence[Attachment]) -> Content:
    """A mail as one page, with the subject as its title; of these fields those that are filled are shown."""
    lines = [f"{name}: {value}" for name, value in fields.items() if value]
    head = "\n".join(filter(None, [*lines, listed(attachments)]))
    return Content([f"{head}\n\n{body}"], fields["Subject"], attachments=attachments)


def _field(message: Message, name: str) -> str:
    return _decoded(str(message.get(name, "")))


def _decoded(raw: str) -> str:
    try:
        text = str(make_header(decode_header(raw)))
    except (MessageError, ValueError, LookupError):
        # A broken encoded word, or an encoding that nobody knows.
        text = raw
    return " ".join(text.split())


def _parts(message: Message) -> Iterator[Message]:
    """What the mail is made of, in order; a mail inside it is one part."""
    waiting = [message]
    while waiting:
        part = waiting.pop()
        if part.is_multipart() and part.get_content_maintype() == "multipart":
            waiting.extend(reversed(_inner(part)))
        else:
            yield part


def _inner(part: Message) -> list[Message]:
    payload = part.get_payload() if part.is_multipart() else []
    return [inner for inner in payload if isinstance(inner, Message)]


def _attachment(part: Message, path: str) -> Attachment | None:
    """The part as an attachment; None when it belongs to the body."""
    name = _decoded(part.get_filename() or "")
    if part.get_content_type() == "message/rfc822":
        for inner in _inner(part)[:1]:
            subject = name or _field(inner, "Subject") or "mail"
            return Attachment(subject, read=partial(_content, inner, path))
    if not _is_attached(part):
        return None
    data = part.get_payload(decode=True)
    return Attachment(name, data) if isinstance(data, bytes) else None


def _is_attached(part: Message) -> bool:
    return bool(part.get_filename()) or part.get_content_disposition() == "attachment"


def _body(parts: Sequence[Message], path: str) -> str:
    """The plain text, or where there is none the HTML."""
    own = [part for part in parts if not _is_attached(part)]
    for kind in ("text/plain", "text/html"):
        texts = [_part_text(part) for part in own if part.get_content_type() == kind]
        if any(text.strip() for text in texts):
            return "\n\n".join(seen(text, path) if kind == "text/html" else text for text in texts)
    return ""


def _part_text(part: Message) -> str:
    data = part.get_payload(decode=True)
    return text_of(data, part.get_content_charset() or "") if isinstance(data, bytes) else ""
