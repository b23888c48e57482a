"""Where the sentences of a text are: of an answer with its form, and of a passage as it stands in a document.

Pure. A sentence ends at a full stop, question or exclamation mark that is none of an abbreviation, a number,
an initial or an ordinal, and at the end of its paragraph, item of a list, or row of a table. Headings, the
marks of lists and tables, and labels that stand alone are no sentences. Time is in proportion to the text.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

LONGEST = 1_200
"""Characters; what is longer without an end is cut at a space, so that damaged text costs no more."""

_HEADING = re.compile(r" {0,3}#{1,6}(?:[ \t]|$)")
_BOLD_LINE = re.compile(r"[ \t]*(\*\*|__)[^*_]+\1:?[ \t]*$")
_LABEL = re.compile(r"[ \t]*[\w-]+(?: [\w-]+){0,2}:[ \t]*$")
_RULE = re.compile(r"[ \t]*(?:[-=_*~][ \t]*){3,}$")
_TABLE_RULE = re.compile(r"[ \t]*\|?[ \t:|-]*-{2,}[ \t:|-]*$")
_ITEM = re.compile(r"[ \t>]*(?:(?:\(?\d{1,3}[.)]|\(?[a-z]\)|[-*+•–▪◦·o])[ \t]+)+")
_END = re.compile(r"[.!?…]+(?:[\"'”’»)\]*_`]+)?(?=\s|$)|[。！？]")
_BEFORE = re.compile(r"[^\s(\[\"'“‘«*_]+$")
_NEXT = re.compile(r"\s+[\"'“‘«(\[*_]*(\S)")
_INITIALS = re.compile(r"(?:[A-Za-zÀ-ž]\.)+$")
_ORDINAL = re.compile(r"\d{1,3}\.$")

_ABBREVIATIONS = """
bijv. bv. b.v. o.a. m.a.w. d.w.z. i.v.m. m.b.t. t.a.v. t.b.v. i.p.v. a.d.h.v. t.o.v. i.h.b. i.h.k.v. n.a.v.
t.g.v. z.g. zgn. m.b.v. m.u.v. i.g.v. vgl. cf. art. artt. nr. nrs. nos. blz. pag. p. pp. par. hfst. fig. tab.
bijl. dhr. mevr. mw. mr. mrs. ms. dr. drs. ir. ing. prof. ds. st. jhr. ca. circa. incl. excl. resp. evt. max.
min. gem. tel. afd. ong. jan. feb. mrt. apr. jun. jul. aug. sept. sep. okt. oct. nov. dec. e.g. i.e. viz. vs.
approx. dept. est. sec. ch. ed. eds. ref. gen. gov. rev. eq.
"""
_NEVER_LAST = frozenset(_ABBREVIATIONS.split())

_SOMETIMES_LAST = "etc. enz. e.d. jl. a.s. n.v.t. z.s.m. inc. ltd. co. corp. bros. jr. sr. a.m. p.m."
_MAY_BE_LAST = frozenset(_SOMETIMES_LAST.split())
"""Abbreviations after which a sentence goes on when a small letter or a number follows."""

_BEFORE_NUMBER = "no."
"""An abbreviation before a number, else a word."""


@dataclass(frozen=True, order=True)
class Stretch:
    """`text[start:end]`, without white space at its ends."""

    start: int
    end: int


def split(text: str, program: Sequence[Stretch] = ()) -> list[Stretch]:
    """The sentences of a text, in order. What lies within `program` (stretches that the program wrote) is
    none, and no sentence reaches over it."""
    return [sentence for part in _parts(text, program) for sentence in _sentences(text, part)]


def _parts(text: str, program: Sequence[Stretch]) -> Iterator[Stretch]:
    """Paragraphs, items and cells' rows, without their marks, cut where the program wrote."""
    for line in _paragraphs(text):
        start = line.start
        for put in program:
            if put.end <= start or put.start >= line.end:
                continue
            if put.start > start:
                yield Stretch(start, put.start)
            start = max(start, put.end)
        if start < line.end:
            yield Stretch(start, line.end)


def _paragraphs(text: str) -> Iterator[Stretch]:
    """Lines that belong together: a line that does not end a sentence goes on in the next one where that
    begins with a small letter, as in the text of a PDF."""
    begun: Stretch | None = None
    for start, end, next_line in _lines(text):
        line = text[start:end]
        marks = _ITEM.match(line)
        if not line.strip() or _is_no_sentence(line, next_line):
            if begun:
                yield begun
            begun = None
            continue
        if begun and not marks and _goes_on(text, begun.end, start):
            begun = Stretch(begun.start, end)
            continue
        if begun:
            yield begun
        begun = Stretch(start + (marks.end() if marks else 0), end)
    if begun:
        yield begun


def _lines(text: str) -> Iterator[tuple[int, int, str]]:
    """Each line's place, and the line after it."""
    places, start = [], 0
    for line in text.splitlines(keepends=True):
        places.append((start, start + len(line.rstrip())))
        start += len(line)
    for place, (begin, end) in enumerate(places):
        following = places[place + 1] if place + 1 < len(places) else (0, 0)
        yield begin, max(end, begin), text[following[0] : following[1]]


def _is_no_sentence(line: str, next_line: str) -> bool:
    heads_table = "|" in line and "|" in next_line and bool(_TABLE_RULE.match(next_line))
    titled = _BOLD_LINE.match(line) and not _END.search(line.rstrip(" *_"))
    if titled or _LABEL.match(line):
        return True
    return bool(_HEADING.match(line) or _RULE.match(line) or _TABLE_RULE.match(line) or heads_table)


def _goes_on(text: str, end: int, start: int) -> bool:
    before, after = text[max(end - 1, 0) : end], text[start : start + 80].lstrip()[:1]
    if "|" in text[start : start + 2] or text[end : end + 2].count("\n") > 1:
        return False
    return before not in ".!?:;…|" and (after.islower() or before in ",-–" or after.isdigit())


def _sentences(text: str, part: Stretch) -> Iterator[Stretch]:
    start = part.start
    for end in _END.finditer(text, part.start, part.end):
        if _ends(text, start, end, part.end):
            yield from _shortened(text, start, end.end())
            start = end.end()
    yield from _shortened(text, start, part.end)


def _ends(text: str, start: int, mark: re.Match[str], limit: int) -> bool:
    following = _NEXT.match(text, mark.end(), limit)
    after = following[1] if following else ""
    if not after or not mark[0].startswith("."):
        return not after.islower() or not after
    if mark[0].startswith(("...", "..")):
        return not after.islower()
    word = _BEFORE.search(text, max(start, mark.start() - 40), mark.start() + 1)
    last = word[0] if word else ""
    shortened = last.lower() in _NEVER_LAST and not (len(last) > 2 and last.isupper())
    if shortened or (after.islower() and mark[0] == "."):
        return False
    if last.lower() == _BEFORE_NUMBER:
        return not after.isdigit()
    if last.lower() in _MAY_BE_LAST:
        return not (after.islower() or after.isdigit())
    initial = len(last) == 2 and last[0].isupper() and last[0] not in "I"
    if initial or (_INITIALS.match(last) and len(last) > 2 and last[0].isupper() and after.isupper()):
        return not initial and len(last) > 4
    return not (_ORDINAL.match(last) and mark.start() - len(last) + 1 <= start + 1)


def _shortened(text: str, start: int, end: int) -> Iterator[Stretch]:
    """The sentence without white space around it, in pieces where it is far too long; none without words."""
    while end - start > LONGEST:
        space = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        cut = space if space > 0 else start + LONGEST
        yield from _shortened(text, start, cut)
        start = cut
    piece = text[start:end]
    begin = start + len(piece) - len(piece.lstrip(" \t\r\n|"))
    finish = max(begin, start + len(piece.rstrip(" \t\r\n|")))
    if any(map(str.isalnum, text[begin:finish])):
        yield Stretch(begin, finish)
