"""Letters as they are compared: for searching, sorting and finding words again."""

import unicodedata


def folded(text: str) -> str:
    """In small letters, without accents."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    if letters.isascii():
        return letters
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
