"""Reads HTML into what somebody sees of the page, as Markdown.

The conversion is kreuzberg's, in `store.readers.extraction`.
"""

import html
import re

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
    return _without_pipes(result.content)


def _without_pipes(text: str) -> str:
    lines = []
    for line in text.split("\n"):
        if not (line.startswith("| ") and line.endswith(" |")):
            lines.append(line)
        elif not re.fullmatch(r"[|\s:-]+", line):
            cells = re.split(r"(?<!\\)\|", line[1:-1])
            lines.append(text_of_rows([[cell.replace("\\|", "|") for cell in cells]]))
    return "\n".join(lines)
