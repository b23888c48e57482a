"""What digits and words for numbers mean, in Dutch and English. Pure."""

import re

_GROUPED = re.compile(r"\d{1,3}(?:[.,\u00a0\u202f ]\d{3})+(?:([.,])\d+)?$")
_TENS = re.compile(r"(een|één|twee|drie|vier|vijf|zes|zeven|acht|negen)(?:en|ën)(\w+tig)$")
_HUNDREDS = re.compile(
    r"(twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|vijftien|twintig)(honderd|duizend)$"
)

ONE = frozenset(("een", "a", "an", "one"))
"""What may be a number, and is an article more often."""


def values(digits: str) -> set[float]:
    """What digits may mean: "1.250" is 1250 in Dutch and 1.25 in English."""
    digits = digits.strip(" .,\u00a0\u202f")
    plain = re.sub(r"[\u00a0\u202f ]", "", digits)
    found = set()
    if _GROUPED.match(digits):
        whole, mark, rest = plain, "", ""
        if (ending := _GROUPED.match(digits)) and ending[1]:
            whole, mark, rest = plain.rpartition(ending[1])
        found.add(float(re.sub(r"[.,]", "", whole) + (f".{rest}" if mark else "")))
    if len(re.findall(r"[.,]", plain)) <= 1:
        found.add(float(plain.replace(",", ".")))
    return found or {float(re.sub(r"\D", "", plain))}


def in_words(plain: str, numbers: dict[str, int]) -> int | None:
    if plain in ONE or not plain.isalpha():
        return None
    if plain in numbers:
        return numbers[plain]
    if (tens := _TENS.match(plain)) and tens[2] in numbers:
        return numbers[tens[2]] + (1 if tens[1] in ("een", "één") else numbers[tens[1]])
    if hundreds := _HUNDREDS.match(plain):
        return numbers[hundreds[1]] * numbers[hundreds[2]]
    return None
