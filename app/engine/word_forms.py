"""Forms of words, in Dutch and English alike: which words are one word with another ending.

Pure, and without a list of words. A word has a few *keys*; two words are the same where they share one. That
is rougher than a stemmer and asks for no language: "betaalt", "betaald", "betaling" and "betalen" share
"betal", "aangevraagd" and "aanvraag" share "anvrag", "approved" and "approval" share "aprov".
"""

import re
from functools import lru_cache

from store.letters import folded

_ENDINGS = (
    *(
        "en",
        "e",
        "s",
        "t",
        "d",
        "te",
        "de",
        "ten",
        "den",
        "n",
        "ing",
        "ingen",
        "heid",
        "heden",
        "lijk",
        "lijke",
    ),
    *("es", "ed", "ly", "al", "als", "ment", "ments", "ion", "ions", "ation", "tje", "jes", "ne", "re", "er"),
    *("ings", "ies", "ied", "y", "der", "dere", "ere", "ste"),
)
_SHORTEST = 3
_SEPARABLE = re.compile(
    r"^(aan|af|achter|binnen|bij|door|goed|in|langs|mee|na|om|onder|op|over|samen|tegen|terug|toe|uit|vast|"
    r"voor|vol|weg|los|plaats|deel)ge(?=\w{3})"
)
_PARTICIPLE = re.compile(r"^ge(?=\w{3,}(?:d|t|en)$)")
_DOUBLE = re.compile(r"(\w)\1")
_LAST = str.maketrans("vz", "fs")


@lru_cache(maxsize=65_536)
def keys(word: str) -> frozenset[str]:
    """What the word has in common with its other forms."""
    word = folded(word)
    if len(word) <= _SHORTEST or not word.isalpha():
        return frozenset((_even(word),))
    bare = _SEPARABLE.sub(r"\1", word)
    found = {_even(form) for form in (word, bare, _PARTICIPLE.sub("", word))}
    for form in (bare, _PARTICIPLE.sub("", word)):
        for ending in _ENDINGS:
            if form.endswith(ending) and len(form) - len(ending) >= _SHORTEST + (len(ending) > 2):
                found.add(_even(form[: -len(ending)]))
    return frozenset(found)


def alike(one: str, other: str) -> bool:
    """Whether two words begin so much alike that they are of one family."""
    shorter, longer = sorted((folded(one), folded(other)), key=len)
    same = next((place for place, letter in enumerate(shorter) if letter != longer[place]), len(shorter))
    return same >= 5 and same >= 0.65 * len(longer)


def _even(word: str) -> str:
    """Spelt alike in all forms: no double letters, no v or z at the end."""
    word = _DOUBLE.sub(r"\1", word)
    return word[:-1] + word[-1:].translate(_LAST)
