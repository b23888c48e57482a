"""What a cell of a spreadsheet means in a field: people write dates, choices and yes as they are used to.

What cannot be understood stays as it is written: the form says what is wrong with it.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date

from app.tasks import CHECKED, UNCHECKED, Choice, Field, lines_of

_YES = frozenset({"yes", "y", "ja", "j", "x", "1", "true", "waar", "aan", "on", "v", "✓", "✔", "☑"})
_NO = frozenset({"no", "n", "nee", "nein", "0", "false", "onwaar", "uit", "off", "-", "☐", "✗", "✘"})
_MONTHS = (
    ("jan", "january", "januari"),
    ("feb", "february", "februari"),
    ("mar", "mrt", "march", "maart"),
    ("apr", "april"),
    ("may", "mei"),
    ("jun", "june", "juni"),
    ("jul", "july", "juli"),
    ("aug", "august", "augustus"),
    ("sep", "sept", "september"),
    ("oct", "okt", "october", "oktober"),
    ("nov", "november"),
    ("dec", "december"),
)
_WITH_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]\d{2}:\d{2}(:\d{2})?")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_NAMED = re.compile(r"(\d{1,2})[-. ]+([a-z]+)[-. ]+(\d{4})")
_WHOLE = re.compile(r"(\d+)[.,]0+")


def folded(text: str) -> str:
    """Letters and digits only, without case and accents: by that names of columns and choices are
    compared."""
    letters = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in letters if letter.isalnum())


def value_of(field: Field, cell: str) -> str:
    """What a cell says, as the form writes it."""
    cell = cell.strip()
    if not cell:
        return ""
    match field.kind:
        case "text":
            return " ".join(cell.split())
        case "choice":
            return _chosen(field.choices, cell) or cell
        case "choices":
            return "\n".join(_several_chosen(field.choices, cell))
        case "lines" | "documents":
            return "\n".join(_several(cell))
        case "number":
            return _number(cell)
        case "date":
            return _day(cell)
        case "check":
            return _checked(cell)
        case _:
            return cell.replace("\r\n", "\n").replace("\r", "\n")


def allowed_values(field: Field, language: str) -> str:
    """The labels of a field of choices, as one may write them in a cell; "" for another field."""
    return ", ".join(choice.label.nl if language == "nl" else choice.label.en for choice in field.choices)


def _chosen(choices: Sequence[Choice], word: str) -> str:
    """The id of the choice that is called so; "" when none is."""
    wanted = folded(word)
    for names in (lambda choice: (choice.id,), lambda choice: (choice.label.nl, choice.label.en)):
        for choice in choices:
            if wanted and wanted in map(folded, names(choice)):
                return choice.id
    return ""


def _several_chosen(choices: Sequence[Choice], cell: str) -> Iterable[str]:
    for word in _several(cell):
        one = _chosen(choices, word)
        words = [word] if one else [part.strip() for part in word.split(",") if part.strip()]
        yield from (_chosen(choices, each) or each for each in words)


def _several(cell: str) -> Sequence[str]:
    """A line each, or else with semicolons between."""
    lines = lines_of(cell)
    return lines if len(lines) > 1 else lines_of(cell.replace(";", "\n"))


def _number(cell: str) -> str:
    plain = re.sub(r"\s", "", cell)
    whole = _WHOLE.fullmatch(plain)
    return whole[1] if whole and len(plain) - len(whole[1]) != 4 else plain


def _day(cell: str) -> str:
    """ISO 8601. Of figures the day comes first, as it does here; the year may."""
    text = cell.lower().strip()
    if with_time := _WITH_TIME.fullmatch(text):
        return with_time[1]
    if year_first := _YEAR_FIRST.fullmatch(text):
        return _iso(year_first[1], year_first[2], year_first[3]) or cell
    if day_first := _DAY_FIRST.fullmatch(text):
        return _iso(day_first[3], day_first[2], day_first[1]) or cell
    if named := _NAMED.fullmatch(text):
        month = next((number for number, names in enumerate(_MONTHS, 1) if named[2] in names), 0)
        return _iso(named[3], str(month), named[1]) or cell
    return cell


def _iso(year: str, month: str, day: str) -> str:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""


def _checked(cell: str) -> str:
    word = cell.casefold()
    return CHECKED if word in _YES else UNCHECKED if word in _NO else cell
