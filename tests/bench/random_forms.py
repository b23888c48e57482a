"""Forms filled at random within the rules of their task, by a seed."""

import random
from collections.abc import Sequence
from datetime import date, timedelta

from app.messages import Language
from app.tasks import CHECKED, UNCHECKED, Field, Task, count_bounds, number_bounds

_WORDS: dict[str, tuple[tuple[str, ...], ...]] = {
    "nl": (
        ("de kantine", "het archief", "het rooster", "de nieuwe printer", "het jaarverslag", "de balie"),
        ("gaat open op", "wordt besproken met", "is klaar voor", "verhuist naar", "wacht op"),
        ("maandag", "de directie", "1 maart", "de tweede verdieping", "€ 1.250", "Bram & Eva"),
    ),
    "en": (
        ("the canteen", "the archive", "the roster", "the new printer", "the annual report", "the desk"),
        ("opens on", "is discussed with", "is ready for", "moves to", "waits for"),
        ("Monday", "the board", "1 March", "the second floor", "€ 1,250", "Bram & Eva"),
    ),
}
_FIRST_DAY = date(2026, 1, 1)


def random_form(
    task: Task,
    documents: Sequence[str],
    questions: Sequence[str],
    language: Language,
    chance: random.Random,
) -> dict[str, str]:
    """The values of a form: what is required always, of the rest about half. `documents` are ids of the
    library; a field of documents takes as many of them as it may. A task that needs documents is asked one
    of these `questions`, which they answer."""
    values: dict[str, str] = {}
    for field in task.fields:
        condition = field.shown_if
        given = set(values.get(condition.field, "").split("\n")) if condition else set[str]()
        if condition and not (given & set(condition.values) if condition.values else given - {""}):
            continue
        if field.searches and task.documents == "required":
            values[field.id] = chance.choice(questions)
        elif field.required or chance.random() < 0.5:
            values[field.id] = _value(field, documents, language, chance)
        elif field.default:
            values[field.id] = field.default
    return values


def _value(field: Field, documents: Sequence[str], language: Language, chance: random.Random) -> str:
    match field.kind:
        case "choice":
            return chance.choice(field.choices).id
        case "choices":
            return _several(field, [choice.id for choice in field.choices], chance)
        case "documents":
            return _several(field, documents, chance)
        case "lines":
            return _several(field, [_sentence(language, chance) for _ in range(60)], chance)
        case "number":
            lowest, highest = number_bounds(field)
            return str(chance.randint(lowest, min(highest, 50)))
        case "date":
            return (_FIRST_DAY + timedelta(days=chance.randrange(730))).isoformat()
        case "check":
            return chance.choice((CHECKED, UNCHECKED))
        case "long_text":
            return "\n".join(f"{_sentence(language, chance)}." for _ in range(chance.randint(1, 6)))
        case _:
            return _sentence(language, chance)


def _several(field: Field, values: Sequence[str], chance: random.Random) -> str:
    there = list(dict.fromkeys(values))
    fewest, most = count_bounds(field)
    return "\n".join(chance.sample(there, chance.randint(fewest, min(most, len(there)))))


def _sentence(language: Language, chance: random.Random) -> str:
    return " ".join(map(chance.choice, _WORDS[language]))
