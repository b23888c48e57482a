"""An answer for the clipboard and for mail: as plain text, and as HTML of our own so that a word processor
keeps its form.

Pure. Every word of a model or document is escaped; the HTML has headings, lists, tables, bold and italic,
no more.
"""

import html
from collections.abc import Iterable, Sequence

from app.answer_text.blocks import Block, Heading, Item, List, Table, Words, read_blocks
from app.answer_text.lines import Span, plain, read_lines

_FRAME = 'border="1" cellspacing="0" cellpadding="4" style="border-collapse:collapse"'
_TOP = 'valign="top" align="left"'


def as_plain(text: str, sources_title: str, sources: Sequence[str]) -> str:
    """The answer as it is shown, and its sources, each a line."""
    answer = plain(read_lines(text))
    return "\n".join((f"{answer}\n", sources_title, *sources, "")) if sources else answer


def as_html(text: str, sources_title: str, sources: Sequence[str]) -> str:
    """The answer with its headings, lists and tables, and its sources."""
    return blocks_html(read_blocks(text), sources_title, sources)


def blocks_html(blocks: Iterable[Block], sources_title: str, sources: Sequence[str]) -> str:
    """The same of blocks."""
    parts = list(map(_block, blocks))
    if sources:
        listed = "".join(f"<p>{html.escape(source)}</p>" for source in sources)
        parts.append(f"<h3>{html.escape(sources_title)}</h3>{listed}")
    return f'<html><head><meta charset="utf-8"></head><body>{"".join(parts)}</body></html>'


def _block(block: Block) -> str:
    match block:
        case Heading(level, words):
            return f"<h{level}>{_words(words)}</h{level}>"
        case List():
            return _list(block)
        case Table():
            return _table(block)
    return f"<p>{'<br>'.join(map(_words, block.lines))}</p>"


def _list(made: List) -> str:
    listed = "".join(map(_item, made.items))
    return f'<ol start="{made.start}">{listed}</ol>' if made.numbered else f"<ul>{listed}</ul>"


def _item(item: Item) -> str:
    return f"<li>{'<br>'.join(map(_words, item.lines))}{''.join(map(_list, item.inner))}</li>"


def _table(table: Table) -> str:
    rows = []
    for place, row in enumerate(table.rows):
        name = "th" if table.headed and place == 0 else "td"
        rows.append(f"<tr>{''.join(f'<{name} {_TOP}>{_words(cell)}</{name}>' for cell in row)}</tr>")
    head = f"<thead>{rows.pop(0)}</thead>" if table.headed else ""
    return f"<table {_FRAME}>{head}<tbody>{''.join(rows)}</tbody></table>"


def _words(words: Words) -> str:
    return "".join(map(_span, words))


def _span(span: Span) -> str:
    made = html.escape(span.text)
    for name, wanted in (("code", span.code), ("i", span.italic), ("b", span.bold)):
        made = f"<{name}>{made}</{name}>" if wanted else made
    return made
