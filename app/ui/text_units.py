"""How a text stands in Qt's text document, which counts otherwise. No Qt here."""


def units(text: str) -> int:
    """The length of a text in UTF-16 units, by which a text document counts."""
    return len(text) + sum(letter > "\uffff" for letter in text)
