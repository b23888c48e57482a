"""Puts the files inside a file behind its own pages: a mail with its attachments is one document.

Which readers there are is `store.parsing`, what is attached the reader's of that kind of mail.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from store.errors import DocumentError
from store.readers.content import Attachment, Content

MOST_ATTACHMENTS = 200
"""In one document, those of the mails inside it included."""

DEEPEST = 4
"""A mail in a mail in a mail in a mail."""

_LONGEST_NAME = 200


def unfolded(content: Content, read: Callable[[Attachment], Content]) -> Content:
    """The content with the pages of what is attached to it, each file under its name.

    What cannot be read has no page: its name stands in the mail itself.
    """
    return _unfolded(content, read, DEEPEST, iter(range(MOST_ATTACHMENTS)))


def listed(attachments: Sequence[Attachment]) -> str:
    """The line of a mail that names what is attached to it, or nothing."""
    names = [one_line(attachment.name) for attachment in islice(attachments, MOST_ATTACHMENTS)]
    return f"Attachments: {', '.join(filter(None, names))}" if any(names) else ""


def one_line(name: str) -> str:
    """A name as it is shown: on one line, and not too long."""
    return " ".join(name.split())[:_LONGEST_NAME]


def _unfolded(
    content: Content, read: Callable[[Attachment], Content], levels: int, places: Iterator[int]
) -> Content:
    pages, scans = list(content.pages), list(content.scans)
    for attachment in content.attachments if levels else ():
        if next(places, None) is None:
            break
        try:
            inner = attachment.read() if attachment.read else read(attachment)
        except (DocumentError, RecursionError):
            continue
        inner = _unfolded(inner, read, levels - 1, places)
        scans += [scan._replace(page=scan.page + len(pages)) for scan in inner.scans]
        pages += _under_its_name(inner.pages, attachment.name)
    return content._replace(pages=pages, scans=scans, attachments=())


def _under_its_name(pages: Sequence[str], name: str) -> list[str]:
    first, *rest = pages or [""]
    return [f"## {one_line(name)}\n\n{first}", *rest]
