"""An answer for the clipboard: as plain text, and as HTML of our own so that a word processor keeps its form.

Pure. Every word of a model or document is escaped; the HTML has headings, lists, bold and italic, no more.
"""

import html
from collections.abc import Iterator, Sequence

from app.answer_text.lines import Line, Span, plain, read_lines


def as_plain(text: str, sources_title: str, sources: Sequence[str]) -> str:
    """The answer as it is shown, and its sources, each a line."""
    answer = plain(read_lines(text))
    return "\n".join((f"{answer}\n", sources_title, *sources, "")) if sources else answer


def as_html(text: str, sources_title: str, sources: Sequence[str]) -> str:
    """The answer with its headings and lists, and its sources."""
    parts = [_block(lines) for lines in _blocks(read_lines(text))]
    if sources:
        listed = "".join(f"<p>{html.escape(source)}</p>" for source in sources)
        parts.append(f"<h3>{html.escape(sources_title)}</h3>{listed}")
    return f'<html><head><meta charset="utf-8"></head><body>{"".join(parts)}</body></html>'


def _blocks(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines that belong together: a heading, a paragraph, a list with the indented lines of its items."""
    block: list[Line] = []
    parted = False
    for line in lines:
        if line.kind == "blank":
            parted = True
            continue
        if block and not _continues(block[0], line, parted):
            yield block
            block = []
        block.append(line)
        parted = False
    if block:
        yield block


def _continues(first: Line, line: Line, parted: bool) -> bool:
    if first.kind == "item":
        same = first.marker[:1].isdigit() == line.marker[:1].isdigit()
        return line.level > 0 if line.kind == "text" else line.kind == "item" and (same or line.level > 0)
    return first.kind == line.kind == "text" and not parted


def _block(lines: list[Line]) -> str:
    first = lines[0]
    if first.kind == "heading":
        return f"<h{first.level}>{_words(first)}</h{first.level}>"
    if first.kind == "text":
        return f"<p>{'<br>'.join(map(_words, lines))}</p>"
    items: list[str] = []
    for line in lines:
        if line.kind == "item" and (line.level == first.level or not items):
            items.append(_words(line))
        else:
            marker = f"{html.escape(line.marker)} " if line.marker else ""
            items[-1] += f"<br>{marker}{_words(line)}"
    listed = "".join(f"<li>{item}</li>" for item in items)
    number = first.marker.rstrip(".)")
    return f'<ol start="{int(number)}">{listed}</ol>' if number.isdigit() else f"<ul>{listed}</ul>"


def _words(line: Line) -> str:
    return "".join(_span(span) for span in line.spans)


def _span(span: Span) -> str:
    made = html.escape(span.text)
    for name, wanted in (("code", span.code), ("i", span.italic), ("b", span.bold)):
        made = f"<{name}>{made}</{name}>" if wanted else made
    return made
