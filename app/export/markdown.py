"""An answer as Markdown: the text as it is, with the notes of sources as footnotes (`[^1]`), which Pandoc,
GitHub and most editors know. Tables and lists are written anew, so that they hold wherever they are read."""

import re
from collections.abc import Iterator

from app.answer_text.blocks import Block, Heading, List, Table, Words
from app.answer_text.lines import Span
from app.export.document import ExportDocument, Note, pieces, source_line

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~^])")
_LINE_BEGIN = re.compile(r"^(\s*)(#{1,6}(?=\s|$)|[-+](?=\s|$)|>|=+\s*$|-{2,}\s*$|\d+(?=[.)](?:\s|$)))")


def made(document: ExportDocument) -> bytes:
    """The file, in UTF-8."""
    parts = [f"# {escaped(document.title)}", f"*{escaped(document.made)}*"]
    parts += map(_block, document.blocks)
    if document.notes:
        notes = (f"[^{one.number}]: {escaped(source_line(one))}" for one in document.notes)
        parts.append("\n\n".join(notes))
    elif document.listed:
        parts.append(f"## {escaped(document.sources_title)}")
        parts.append("\n".join(f"{one.number}. {escaped(source_line(one))}" for one in document.listed))
    return "\n\n".join(filter(None, parts)).encode() + b"\n"


def escaped(text: str) -> str:
    """The text so that nothing in it is taken for a mark; `=`, `-` and numbers only where a line begins."""
    return _LINE_BEGIN.sub(_escape_begin, _SPECIAL.sub(r"\\\1", text).replace("&", "&amp;"))


def _escape_begin(found: re.Match[str]) -> str:
    mark = found[2]
    return f"{found[1]}{mark}\\" if mark.isdigit() else f"{found[1]}\\{mark}"


def _block(block: Block) -> str:
    match block:
        case Heading(level, words):
            return f"{'#' * level} {_words(words)}"
        case List():
            return "\n".join(_list(block, ""))
        case Table():
            return _table(block)
    return "  \n".join(map(_words, block.lines))


def _list(made: List, indent: str) -> Iterator[str]:
    for number, item in enumerate(made.items, made.start):
        marker = f"{number}." if made.numbered else "-"
        below = f"{indent}{' ' * (len(marker) + 1)}"
        yield f"  \n{below}".join((f"{indent}{marker} {_words(item.lines[0])}", *map(_words, item.lines[1:])))
        for inner in item.inner:
            yield from _list(inner, below)


def _table(table: Table) -> str:
    rows = list(table.rows)
    head = rows.pop(0) if table.headed else tuple(() for _ in rows[0])
    rule = f"|{' --- |' * len(head)}"
    return "\n".join((_row(head), rule, *map(_row, rows)))


def _row(cells: tuple[Words, ...]) -> str:
    return f"| {' | '.join(map(_words, cells))} |"


def _words(words: Words) -> str:
    return "".join(f"[^{one.number}]" if isinstance(one, Note) else _span(one) for one in pieces(words))


def _span(span: Span) -> str:
    if span.code and "`" not in span.text:
        return f"`{span.text}`"
    text = escaped(span.text)
    core = text.strip()
    if not core or not (span.bold or span.italic):
        return text
    mark = "*" * (2 * span.bold + span.italic)
    return text.replace(core, f"{mark}{core}{mark}", 1)
