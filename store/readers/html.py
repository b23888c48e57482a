"""Reads HTML into what somebody sees of the page, as Markdown.

The conversion is kreuzberg's, in `store.readers.extraction`.
"""

import html
import re
from html.parser import HTMLParser

from store.readers.content import Content, File
from store.readers.extraction import extracted
from store.readers.table import text_of_rows
from store.readers.text import decoded


def read_html(file: File) -> Content:
    """One page. Raises DamagedDocument."""
    declared = re.search(rb"charset\s*=\s*[\"']?([\w-]+)", file.data[:2048])
    text = decoded(file, declared[1].decode() if declared else "")
    title = re.search(r"<title[^>]*>([^<]*)</title", text[:65536], re.IGNORECASE)
    return Content([seen(text, file.path)], property_title=html.unescape(title[1]) if title else "")


def seen(text: str, path: str) -> str:
    """The body of a page as Markdown, its tables as rows with tabs. Raises DamagedDocument."""
    # The head would come back as a heading made of its fields.
    head = re.search(r"</head\s*>", text, re.IGNORECASE)
    body = text[head.end() :] if head else text
    result = extracted(File(path, body.encode("utf-8", "ignore")), "text/html", output_format="markdown")
    found = _without_pipes(result.content)
    return found if any(map(str.isalnum, found)) else _bare(body)


def _bare(body: str) -> str:
    """The words without their form, of a page with so many elements in each other that nothing came of it."""
    words = _Words()
    words.feed(body)
    words.close()
    return "\n".join(words.found)


class _Words(HTMLParser):
    """Collects text, as far as a person would see it."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._hidden = ""

    def handle_starttag(self, tag: str, _attributes: list[tuple[str, str | None]]) -> None:
        self._hidden = tag if tag in ("script", "style", "template") else self._hidden

    def handle_endtag(self, tag: str) -> None:
        self._hidden = "" if tag == self._hidden else self._hidden

    def handle_data(self, data: str) -> None:
        if data.strip() and not self._hidden:
            self.found.append(data.strip())


def _without_pipes(text: str) -> str:
    lines = []
    for line in text.split("\n"):
        if not (line.startswith("| ") and line.endswith(" |")):
            lines.append(line)
        elif not re.fullmatch(r"[|\s:-]+", line):
            cells = re.split(r"(?<!\\)\|", line[1:-1])
            lines.append(text_of_rows([[cell.replace("\\|", "|") for cell in cells]]))
    return "\n".join(lines)
