"""Finds the language of a text, as an ISO 639-1 code. What is searched in it is `store.search_words`."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

KNOWN = ("nl", "en", "de", "fr", "es", "it", "pt", "da", "sv", "no", "fi", "pl", "tr", "ar")
"""Among more, Dutch is taken for Afrikaans or Luxembourgish now and then."""

ENOUGH = 4000
"""How many characters are looked at."""

TOO_FEW = 20
"""A text with fewer letters is of no language."""

SURE = 0.5

ENOUGH_TO_BLAME, CERTAIN = 60, 0.95
"""Letters, and the probability, from which on a text is said to be in another language than was wanted."""


def language_of(text: str) -> str:
    """The language of a text; "" when it is too short or too mixed to tell.

    By py3langid: naive Bayes over byte n-grams (Lui and Baldwin, ACL 2012).
    """
    text = " ".join(text[: 2 * ENOUGH].split())[:ENOUGH]
    if sum(map(str.isalpha, text)) < TOO_FEW:
        return ""
    language, probability = _identifier().classify(text)
    return str(language) if probability > SURE else ""


def is_other_language(text: str, wanted: str) -> bool:
    """Whether a text is certainly in another language than was wanted; one that is short, or of which it
    cannot be told, is not."""
    text = " ".join(text[: 2 * ENOUGH].split())[:ENOUGH]
    if sum(map(str.isalpha, text)) < ENOUGH_TO_BLAME:
        return False
    language, probability = _identifier().classify(text)
    return bool(language != wanted and probability > CERTAIN)


def preload() -> None:
    """Have the languages known before they are asked for: that takes half a second."""
    _identifier()


@cache
def _identifier() -> "LanguageIdentifier":
    # Half a second to load, so not at import.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(KNOWN)
    return identifier
