"""What stands in an answer where a place of its form stayed empty. Pure."""

MARKERS = {"nl": "[niet ingevuld]", "en": "[not filled in]"}
"""By the language of the answer."""
