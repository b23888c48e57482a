"""How a text stands in Qt's text document, which counts otherwise and has marks of its own. No Qt here."""

STRANGE = dict.fromkeys(
    [*range(9), *range(14, 32), 127, 0xFFFC, 0xFDD0, 0xFDD1, *range(0xD800, 0xE000)],
    "\N{REPLACEMENT CHARACTER}",
)
"""For `str.translate`: control characters, halves of letters, and what a text document takes for its marks
(frames, pictures). One letter for one, so that places in the text stay what they are."""


def units(text: str) -> int:
    """The length of a text in UTF-16 units, by which a text document counts."""
    return len(text) + sum(letter > "\uffff" for letter in text)
