"""Reads messages of Outlook (.msg): the fields at the head, the body, and what is attached.

The form is MS-OXMSG: a compound file in which each property is a stream named by its number and type.
Attachments become pages in `store.readers.attached`.
"""

import struct
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import partial
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING

from store.errors import DamagedDocument
from store.readers.attached import MOST_ATTACHMENTS
from store.readers.content import Attachment, Content, File
from store.readers.extraction import extracted
from store.readers.html import seen
from store.readers.mail import mail_of
from store.readers.rich_text import uncompressed
from store.readers.text import text_of

if TYPE_CHECKING:
    from olefile import OleFileIO

MOST_RECIPIENTS = 500

# Properties, by their numbers (MS-OXPROPS).
_SUBJECT, _BODY, _HTML, _RTF = 0x0037, 0x1000, 0x1013, 0x1009
_SENDER_NAME, _SENDER_ADDRESS, _SENDER_SMTP = 0x0C1A, 0x0C1F, 0x5D01
_NAME, _ADDRESS, _SMTP, _RECIPIENT_KIND = 0x3001, 0x3003, 0x39FE, 0x0C15
_SENT, _RECEIVED, _CODE_PAGE, _BODY_CODE_PAGE = 0x0039, 0x0E06, 0x3FFD, 0x3FDE
_DATA, _LONG_NAME, _SHORT_NAME = 0x3701, 0x3707, 0x3704
_TEXT, _BYTE_TEXT, _BYTES, _STORAGE = 0x001F, 0x001E, 0x0102, 0x000D

_PROPERTIES = "__properties_version1.0"
_ATTACHED, _RECIPIENT = "__attach_version1.0_#", "__recip_version1.0_#"
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
_KINDS = {1: "To", 2: "Cc"}
_UNICODE = 1200


def read_msg(file: File) -> Content:
    """One page, with the subject as its title. Raises DamagedDocument."""
    import olefile

    try:
        opened = olefile.OleFileIO(BytesIO(file.data))
    except (OSError, ValueError, IndexError, struct.error) as error:  # NotOleFileError is an OSError
        raise DamagedDocument(file.path) from error
    return _content(_Storage(opened), file.path)


class _Storage:
    """A message, a recipient or an attachment: a folder of properties in the compound file."""

    def __init__(self, opened: "OleFileIO", place: Sequence[str] = (), head: int = 32) -> None:
        """`head` is how long the head of its fixed properties is: it differs by what it is."""
        self._opened, self._place = opened, tuple(place)
        self._fixed = _fixed_properties(self._stream(_PROPERTIES)[head:])

    def number(self, property_number: int) -> int:
        """A property that is a number; 0 when there is none."""
        return int.from_bytes(self._fixed.get(property_number, b"")[:4], "little")

    def moment(self, property_number: int) -> datetime | None:
        """A property that is a moment."""
        ticks = int.from_bytes(self._fixed.get(property_number, b""), "little")
        try:
            return _EPOCH + timedelta(microseconds=ticks // 10) if ticks else None
        except OverflowError:
            return None

    def data(self, property_number: int) -> bytes:
        """A property that is bytes."""
        return self._stream(f"__substg1.0_{property_number:04X}{_BYTES:04X}")

    def text(self, property_number: int, code_page: int) -> str:
        """A property that is text, in Unicode or in the message's code page."""
        wide = self._stream(f"__substg1.0_{property_number:04X}{_TEXT:04X}")
        if wide:
            return wide.decode("utf-16-le", "replace").rstrip("\0")
        narrow = self._stream(f"__substg1.0_{property_number:04X}{_BYTE_TEXT:04X}")
        return text_of(narrow, f"cp{code_page}").rstrip("\0")

    def below(self, beginning: str) -> Iterator["_Storage"]:
        """The recipients or attachments, in order."""
        depth = len(self._place)
        names = {
            entry[depth]
            for entry in self._opened.listdir(streams=False, storages=True)
            if len(entry) == depth + 1
            and tuple(entry[:depth]) == self._place
            and entry[depth].startswith(beginning)
        }
        return (_Storage(self._opened, (*self._place, name), head=8) for name in sorted(names))

    def message(self) -> "_Storage | None":
        """The message that this attachment is, when it is one."""
        inner = (*self._place, f"__substg1.0_{_DATA:04X}{_STORAGE:04X}")
        is_one = self._opened.exists([*inner, _PROPERTIES])
        return _Storage(self._opened, inner, head=24) if is_one else None

    def _stream(self, name: str) -> bytes:
        try:
            return bytes(self._opened.openstream([*self._place, name]).read())
        except (OSError, ValueError, IndexError, struct.error):  # there is none, or it is broken
            return b""


def _fixed_properties(data: bytes) -> dict[int, bytes]:
    """The properties of a fixed length: sixteen bytes each, of which the last eight are the value."""
    entries = (data[at : at + 16] for at in range(0, len(data) - 15, 16))
    return {int.from_bytes(entry[2:4], "little"): entry[8:] for entry in entries}


def _content(message: _Storage, path: str) -> Content:
    page = message.number(_CODE_PAGE) or message.number(_BODY_CODE_PAGE) or 1252
    code_page = 1252 if page == _UNICODE else page
    fields = _fields(message, code_page)
    body = _body(message, code_page, path)
    if not any(fields.values()) and not body.strip():
        raise DamagedDocument(path)
    attached = islice(message.below(_ATTACHED), MOST_ATTACHMENTS)
    return mail_of(fields, body, [_attachment(one, code_page, path) for one in attached])


def _fields(message: _Storage, code_page: int) -> dict[str, str]:
    """What stands at the head of any mail, in the words of `store.readers.mail`."""
    people: dict[str, list[str]] = {"To": [], "Cc": []}
    for person in islice(message.below(_RECIPIENT), MOST_RECIPIENTS):
        kind = _KINDS.get(person.number(_RECIPIENT_KIND))
        if kind:
            people[kind].append(_person(person, _NAME, (_SMTP, _ADDRESS), code_page))
    sent = message.moment(_SENT) or message.moment(_RECEIVED)
    return {
        "Subject": " ".join(message.text(_SUBJECT, code_page).split()),
        "From": _person(message, _SENDER_NAME, (_SENDER_SMTP, _SENDER_ADDRESS), code_page),
        "To": ", ".join(filter(None, people["To"])),
        "Cc": ", ".join(filter(None, people["Cc"])),
        "Date": format_datetime(sent) if sent else "",
    }


def _person(storage: _Storage, name: int, addresses: Sequence[int], code_page: int) -> str:
    """Name and address; an address inside an Exchange server says nothing to anybody."""
    said = " ".join(storage.text(name, code_page).split())
    known = (" ".join(storage.text(number, code_page).split()) for number in addresses)
    address = next((one for one in known if "@" in one), "")
    return f"{said} <{address}>" if said and address and said != address else said or address


def _body(message: _Storage, code_page: int, path: str) -> str:
    """The plain text, or else the HTML, or else the rich text."""
    plain = message.text(_BODY, code_page)
    if plain.strip():
        return plain
    html = message.data(_HTML)
    if html.strip():
        return seen(text_of(html, f"cp{message.number(_BODY_CODE_PAGE) or code_page}"), path)
    rich = uncompressed(message.data(_RTF))
    return str(extracted(File(path, rich), "application/rtf").content) if rich else ""


def _attachment(storage: _Storage, code_page: int, path: str) -> Attachment:
    name = storage.text(_LONG_NAME, code_page) or storage.text(_SHORT_NAME, code_page)
    inner = storage.message()
    if inner is None:
        return Attachment(name, storage.data(_DATA))
    subject = name or storage.text(_NAME, code_page) or inner.text(_SUBJECT, code_page) or "mail"
    return Attachment(subject, read=partial(_content, inner, path))
