"""The stretch of a passage that a note quotes. Pure."""

import re

LONGEST = 300
"""How many letters of a passage a note quotes at most."""

_WORD = re.compile(r"\w{3,}")
_SENTENCE_END = re.compile(r"(?<=[.!?;:])\s+")


def excerpt(passage: str, sentence: str, longest: int = LONGEST) -> str:
    """The sentences of the passage that have the most words in common with this one, as many as fit; the
    beginning where none has any. What is left out shows as an ellipsis."""
    if len(passage) <= longest:
        return passage
    parts = _SENTENCE_END.split(passage)
    wanted = set(map(str.lower, _WORD.findall(sentence)))
    common = [len(wanted.intersection(map(str.lower, _WORD.findall(part)))) for part in parts]
    first = max(range(len(parts)), key=lambda place: common[place])
    chosen, last = parts[first], first
    while last + 1 < len(parts) and len(chosen) + len(parts[last + 1]) < longest:
        last += 1
        chosen = f"{chosen} {parts[last]}"
    before = "… " if first else ""
    if len(chosen) > longest:
        return f"{before}{chosen[:longest].rsplit(' ', 1)[0]} …"
    return f"{before}{chosen}{' …' if last + 1 < len(parts) else ''}"
