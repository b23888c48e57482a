"""Reads what a sentence says: its content words, numbers, dates and the marks of its clauses (`claims`).

Pure, for sentences of answers and of passages alike, in Dutch and English mixed.
"""

import re
import unicodedata
from dataclasses import replace
from functools import lru_cache

from app.engine.claims import LIGHT, NAME, PLAIN, Claim, Clause, Quantity, Word
from app.engine.lexicon import Lexicon, Unit, lexicon
from app.engine.number_words import ONE, in_words, values
from app.engine.word_forms import keys
from store.letters import folded

_CITED = re.compile(
    r"\[\s*\d+(?:\s*[,;–-]\s*\d+)*\s*\]|\((?:bron|source)(?:nen|s)?\s+\d+(?:[, en&and]+\d+)*\)", re.I
)
_MARKDOWN = re.compile(r"[*`]+|(?<!\w)_+|_+(?!\w)")
_E_WORD = re.compile(r"(?<!\w)(e|co|full|part|wi|re|pre)-(?=[a-z])", re.I)
_TOKEN = re.compile(
    r"""
    (?P<address>[\w.+-]+@[\w-]+\.[\w.-]+|(?:https?://|www\.)\S+)
  | (?P<iso>(?<!\d)\d{4}-\d{1,2}-\d{1,2}(?!\d))
  | (?P<dmy>(?<!\d)\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d\d(?!\d))
  | (?P<clock>
        (?<!\d)\d{1,2}[:.][0-5]\d
        (?=\s*(?:(?:tot|en|to|and|until|-|–)\s*\d{1,2}[.:][0-5]\d\s*)?(?:uur|u\b|h\b|[ap]\.?m\b))
      | (?<!\d)\d{1,2}:[0-5]\d(?!\d)
    )
  | (?P<ordinal>(?<![\w.])\d+(?:ste|de|e|st|nd|rd|th)(?!\w))
  | (?P<number>
        (?:[€$£]\s?)?(?<![\w.])\d+
        (?:(?:[.,]|[\u00a0\u202f\ ](?=\d{3}(?!\d)))\d+)*(?:,-)?
        (?:\s?[%°€]|(?:m2|m²|km|cm|kg|mb|gb|tb|kb|gram|g|l|m|k)(?!\w))?
    )
  | (?P<word>[^\W_][\w’'&]*)
  | (?P<stop>[,;:()\[\]–—|]|\s-\s)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NUMBER = re.compile(r"(?P<before>[€$£])?\s?(?P<digits>\d[\d.,\u00a0\u202f ]*)(?P<after>[^\d.,\s]\S*)?")

_BREAKING = """
maar doch terwijl omdat want aangezien zodat waardoor waarna tenzij behalve mits als indien wanneer zodra
hoewel but while whereas because unless except if when though although so provided
"""
_BREAKS = frozenset(_BREAKING.split())
_JOINS = frozenset(("en", "of", "and", "or"))
_VERBS = """
is zijn was waren wordt worden werd werden kreeg kregen ging moest mocht kon had heeft hebben mag mogen moet
moeten kan kunnen zal zullen krijgt krijgen geldt gelden are were has have may must can shall will gets get
does do
"""
_FINITE = frozenset(_VERBS.split())
_DUTCH = frozenset(("de", "het", "een", "van", "en", "op", "te", "zijn", "niet", "met", "voor", "die", "dat"))
_ENGLISH = frozenset(("the", "a", "an", "and", "on", "to", "are", "not", "with", "for", "that", "at", "by"))
_COPULAS = frozenset(("is", "was", "are", "were", "zijn", "waren", "blijft", "bleef"))
_PREPOSITIONS = {
    **dict.fromkeys(("van", "of", "namens"), "of"),
    **dict.fromkeys(("aan", "to", "naar", "tot"), "to"),
    **dict.fromkeys(("door", "by"), "by"),
    **dict.fromkeys(("voor", "for"), "for"),
    **dict.fromkeys(("met", "with", "bij"), "with"),
    **dict.fromkeys(("uit", "vanuit", "from"), "from"),
    **dict.fromkeys(("dan", "than"), "than"),
    **dict.fromkeys(("op", "on", "over", "about"), "on"),
    **dict.fromkeys(("zonder", "without"), "without"),
    **dict.fromkeys(
        ("in", "binnen", "within", "at", "te", "onder", "under", "tussen", "between", "na", "after"), "in"
    ),
}
_TURNING = {
    "before": ("before", "voordat", "prior", "vooraf"),
    "after": ("na", "nadat", "after"),
    "with": ("met", "with"),
    "without": ("zonder", "without"),
    "within": ("binnen", "within", "inside"),
    "outside": ("buiten", "outside", "beyond"),
    "above": ("boven", "above", "exceeding"),
    "below": ("onder", "below", "under", "beneath"),
}
_REACH = 5
"""How many words after a preposition its noun may come."""

_NOUNS_OF_TIME = """
einde eind begin afloop aanvang start ingang datum vertrek levering ontvangst aankomst sluiting opening
afsluiting ondertekening reis vergadering
"""
_MOMENTS = frozenset(_NOUNS_OF_TIME.split())
_SEPARABLE = "aan af bij door in goed mee na neer om onder op over samen terug toe uit vast voor weg los"
_PARTICLES = frozenset(_SEPARABLE.split())
_ARTICLES = ("de", "het", "the", "van", "der", "den", "heer", "mevrouw")
_COUNTED = ("werkdagen", "dagen", "weken", "uren", "maanden", "jaren")
_EVERYONE = frozenset(("iedereen", "everyone", "everybody", "altijd", "always", "allemaal"))
_AT = frozenset(("om", "vanaf", "tussen", "at", "between"))


@lru_cache(maxsize=20_000)
def read(text: str) -> Claim:
    """What a sentence says."""
    return _Reader(lexicon(), prepared(text)).read()


def prepared(text: str) -> str:
    """The sentence without marks of a source or of Markdown, and with set phrases as single words."""
    text = unicodedata.normalize("NFKC", text).replace("’", "'")
    text = _MARKDOWN.sub("", _CITED.sub(" ", text))
    text = _E_WORD.sub(r"\1", text)
    for said, meant in lexicon().phrases:
        text = said.sub(meant, text)
    return text


class _Reader:
    """Reads one sentence, token by token."""

    def __init__(self, words: Lexicon, text: str) -> None:
        self._lexicon = words
        self._text = text
        self._tokens = [(found.lastgroup or "", found[0], found.start()) for found in _TOKEN.finditer(text)]
        self._claim = Claim(text)
        said = [folded(token) for _, token, _ in self._tokens]
        dutch = sum(word in _DUTCH for word in said) >= sum(word in _ENGLISH for word in said)
        self._joins = _JOINS if dutch else _JOINS - {"of"}
        self._at = 0
        self._began = True  # the next word begins the sentence, or follows a colon or a quotation mark
        self._marker = ("", -9)

    def read(self) -> Claim:
        self._read_all()
        self._join_particles()
        return self._claim

    def _read_all(self) -> None:
        while self._at < len(self._tokens):
            kind, token, start = self._tokens[self._at]
            if kind == "stop":
                self._break(token)
            elif kind == "word":
                self._word(token, start)
            elif kind == "address":
                self._add(token.casefold().rstrip("."), NAME, name=True)
            elif kind in ("iso", "dmy"):
                parts = [int(part) for part in re.split(r"\D", token)]
                year, month, day = parts if kind == "iso" else reversed(parts)
                self._claim.dates.append((year, month, day))
            else:
                self._number(kind, token)
            if kind != "stop":
                self._began = False
            self._at += 1

    def _join_particles(self) -> None:
        """A verb whose first part stands at the end of its clause: "keurt het verzoek goed"."""
        for place, (_, token, _) in enumerate(self._tokens):
            ends = (
                place + 1 == len(self._tokens)
                or self._tokens[place + 1][0] == "stop"
                or (folded(self._tokens[place + 1][1]) in _BREAKS | _JOINS)
            )
            if not ends or folded(token) not in _PARTICLES:
                continue
            for number, word in enumerate(self._claim.words):
                verb = word.text[-1:] in "ntdrkspm" and not word.name and place - 12 < word.place < place
                if verb and all(self._tokens[at][0] != "stop" for at in range(word.place, place)):
                    joined = word.keys | keys(folded(token) + word.text)
                    self._claim.words[number] = replace(word, keys=joined)

    @property
    def _clause(self) -> int:
        return len(self._claim.clauses) - 1

    def _break(self, mark: str) -> None:
        if (
            mark in "()" and self._peek().isdigit()
        ):  # "quality (60 percent)": the number is of the word before
            return
        self._claim.clauses.append(Clause())
        self._marker = ("", -9)
        self._began = mark in ":([|"

    def _peek(self, ahead: int = 1) -> str:
        place = self._at + ahead
        return folded(self._tokens[place][1]).strip("'") if 0 <= place < len(self._tokens) else ""

    # --- words --------------------------------------------------------------------------------------

    def _word(self, token: str, start: int) -> None:
        plain = folded(token.removesuffix("'s"))
        if (plain in _BREAKS and self._claim.words) or (plain in self._joins and self._begins_clause()):
            self._claim.clauses.append(Clause())
        if plain in self._joins:
            self._claim.joins.append(self._at)
        clause = self._claim.clauses[-1]
        marks = self._lexicon.marks.get(plain, frozenset())
        clause.marks |= marks
        clause.negations += "negation" in marks
        clause.copula |= plain in _COPULAS
        for mark, members in _TURNING.items():
            if plain in members:
                clause.marks.add(mark)
        if plain == "voor" and ("ó" in token or self._is_before()):
            clause.marks.add("before")
        if plain in _TURNING["without"]:
            clause.scopes.setdefault("without", set()).update(self._scope(plain))
        for mark in marks & {"all", "only"}:
            clause.scopes.setdefault(mark, set()).update(self._scope(plain))
        if plain in ("als", "as"):
            self._marker = ("", -9)
        if plain in _PREPOSITIONS and not self._is_particle(token):
            self._marker = (_PREPOSITIONS[plain], self._at)
        if self._date(plain) or self._number_word(plain):
            return
        opposed = any(key in self._lexicon.opposites for key in keys(plain))
        known = plain in self._lexicon.exclusive or opposed
        if plain in self._lexicon.stop or (marks and not known):
            return
        if len(plain) < 2 and not plain.isdigit():
            return
        name = self._is_name(token, start)
        exclusive = self._lexicon.exclusive.get(plain)
        light = not name and exclusive is None and bool(marks or keys(plain) & self._lexicon.light)
        self._add(plain, NAME if name else LIGHT if light else PLAIN, name, exclusive)

    def _add(
        self, plain: str, weight: float, name: bool = False, exclusive: tuple[int, int] | None = None
    ) -> None:
        forms = keys(plain)
        marker = self._marker[0] if self._at - self._marker[1] <= _REACH else ""
        before = self._claim.words[-1] if self._claim.words else None
        acting = name or self._lexicon.acts(plain) or self._lexicon.may_act(plain)
        chain = self._at
        if before and before.acting and acting and self._is_next_to(before):
            marker, chain = before.marker, before.chain
        self._claim.words.append(
            Word(
                text=plain,
                keys=forms,
                weight=weight,
                clause=self._clause,
                place=self._at,
                name=name,
                first=self._began,
                actor=name or self._lexicon.acts(plain),
                acting=acting,
                chain=chain,
                marker=marker,
                exclusive=exclusive,
            )
        )
        if name or weight == PLAIN:
            self._marker = ("", -9)

    def _is_next_to(self, word: Word) -> bool:
        between = self._tokens[word.place + 1 : self._at]
        return all((kind, mark) == ("stop", ",") or mark in _ARTICLES for kind, mark, _ in between)

    def _begins_clause(self) -> bool:
        """Whether what follows "and" has a verb of its own: at once, or soon where there was one before."""
        if self._peek() in _FINITE:
            return True
        return any(self._peek(ahead) in _FINITE for ahead in range(1, 5)) and any(
            self._peek(-back) in _FINITE for back in range(1, 9)
        )

    def _is_particle(self, token: str) -> bool:
        """Whether a preposition is part of a name: "Van Houten"."""
        following = self._tokens[self._at + 1 : self._at + 2]
        return token[:1].isupper() and bool(following) and following[0][1][:1].isupper()

    def _is_before(self) -> bool:
        """Whether "voor" means before: a moment follows it."""
        for ahead in range(1, 4):
            word = self._peek(ahead)
            place = self._at + ahead
            dated = place < len(self._tokens) and self._tokens[place][0] in ("iso", "dmy", "clock")
            if dated or word.endswith(("datum", "dag")) or word in _MOMENTS or word in self._lexicon.months:
                return True
            if word.isdigit() and self._peek(ahead + 1) in (*self._lexicon.months, "uur"):
                return True
        return False

    def _scope(self, plain: str) -> set[str]:
        """What "all" or "only" is said of: the next word that says something."""
        if plain in _EVERYONE:
            return {plain}
        for ahead in range(1, 5):
            word = self._peek(ahead)
            if word.isalpha() and word not in self._lexicon.stop:
                return set(keys(word)) | {
                    f"={number}" for key in keys(word) for number in self._lexicon.groups.get(key, ())
                }
        return {plain}

    def _is_name(self, token: str, start: int) -> bool:
        letters = [letter for letter in token if letter.isalpha()]
        if any(map(str.isdigit, token)) and letters:
            return True
        if len(letters) >= 2 and all(map(str.isupper, letters)):
            return True
        if any(map(str.isupper, token[1:])) and "'" not in token:
            return True
        if not token[:1].isupper() or folded(token) in self._lexicon.exclusive:
            return False
        quoted = self._text[:start].rstrip(" ")[-1:] in ('"', "“", "‘", "'", "«", "")
        if self._began or quoted:
            following = self._tokens[self._at + 1] if self._at + 1 < len(self._tokens) else ("", "", 0)
            return following[0] == "word" and following[1][:1].isupper() and not following[1].isupper()
        return True

    # --- numbers ------------------------------------------------------------------------------------

    def _number(self, kind: str, token: str) -> None:
        if kind == "clock":
            hour, minute = (int(part) for part in re.split(r"[:.]", token))
            after = self._peek().replace(".", "")
            hour += 12 if after.startswith("pm") and hour < 12 else 0
            self._skip(after in ("uur", "u", "h", "am", "pm") or after in ("a", "p"))
            self._quantity({hour * 60.0 + minute}, {hour * 60.0 + minute}, "clock")
            return
        if kind == "ordinal":
            digits = re.match(r"\d+", token)
            value = float(digits[0]) if digits else 0.0
            if not self._day_of(int(value)):
                self._quantity({value}, {value}, "ordinal")
            return
        if self._peek().startswith(("am", "pm")) and token.isdigit():
            hour = int(token) % 12 + 12 * self._peek().startswith("pm")
            self._skip(True)
            self._quantity({hour * 60.0}, {hour * 60.0}, "clock")
            return
        parts = _NUMBER.match(token)
        assert parts is not None
        raw = values(parts["digits"])
        if len(raw) == 1 and self._day_of(int(next(iter(raw)))):
            return
        self._measured(raw, (parts["before"] or parts["after"] or "").replace(",-", ""))

    def _number_word(self, plain: str) -> bool:
        """A number in words; "een" only where a unit follows it."""
        if plain in ONE:
            unit = self._lexicon.units.get(self._peek())
            if unit is not None and unit.kind != "metre":
                self._quantity({unit.size}, {1.0}, unit.kind, loose=True)
            return plain != "one" or unit is not None
        value = in_words(plain, self._lexicon.numbers)
        if value is None:
            return False
        following = in_words(self._peek(), self._lexicon.numbers)
        if following is not None and (following >= 100 or (value >= 20 and following < 10)):
            value = value * following if following >= 100 else value + following
            self._at += 1
        if not self._day_of(value):
            self._measured({float(value)}, "")
        return True

    def _measured(self, raw: set[float], unit: str) -> None:
        """A number, with the unit at it, after it, or after the number that it forms a range with."""
        times = self._lexicon.numbers.get(self._peek(), 0)
        if not unit and times >= 1000:
            raw = {value * times for value in raw}
            self._at += 1
        before = folded(self._tokens[self._at - 1][1]) if self._at else ""
        known = self._unit_of(unit) or self._unit_of(before if before in ("eur", "usd", "€") else "")
        if known is None:
            known = self._unit_of(self._peek())
            if known is not None:
                self._skip(True)
            elif self._peek() in ("tot", "a", "en", "of", "to", "and", "or", "-", "–", "x"):
                reach = 3 if self._peek(2) in ("en", "met") else 2
                known = self._unit_after(reach)
            elif self._peek() in (
                "volle",
                "hele",
                "werk",
                "kalender",
                "full",
                "whole",
                "working",
                "calendar",
            ):
                known = self._unit_of(f"{self._peek()}{self._peek(2)}") or self._unit_of(self._peek(2))
                if self._peek() in ("working", "werk"):
                    known = Unit("workdays", 1.0)
                self._at += 2 if known else 0
        if known is None:
            known = self._unit_within(self._peek())
        if known is None and before in _AT and self._peek() == "uur":
            known = Unit("clock", 60.0)
        if known is not None:
            self._quantity({value * known.size for value in raw}, raw, known.kind)
        else:
            self._quantity(raw, raw, "")

    def _unit_of(self, word: str) -> Unit | None:
        if len(word) == 1 and word.isalpha() and word not in "€$£%":
            return None
        return self._lexicon.units.get(word)

    def _unit_within(self, word: str) -> Unit | None:
        """The unit that a compound counts: "vakantiedagen"."""
        return next((self._unit_of(unit) for unit in _COUNTED if word.endswith(unit)), None)

    def _unit_after(self, reach: int) -> Unit | None:
        for ahead in range(reach, reach + 2):
            if (unit := self._unit_of(self._peek(ahead + 1))) is not None and self._is_number(ahead):
                return unit
        return None

    def _is_number(self, ahead: int) -> bool:
        place = self._at + ahead
        if place >= len(self._tokens):
            return False
        kind, token, _ = self._tokens[place]
        return kind == "number" or in_words(folded(token), self._lexicon.numbers) is not None

    def _quantity(self, values: set[float], raw: set[float], kind: str, loose: bool = False) -> None:
        marker = self._marker[0] if self._at - self._marker[1] <= 2 else ""
        self._claim.quantities.append(
            Quantity(frozenset(values), frozenset(raw), kind, self._clause, self._at, loose, marker)
        )

    def _skip(self, really: bool) -> None:
        self._at += really

    # --- dates --------------------------------------------------------------------------------------

    def _day_of(self, day: int) -> bool:
        """A number before a month: "3 maart 2026"."""
        ahead = 2 if self._peek() in ("of", "van") else 1
        month = self._lexicon.months.get(self._peek(ahead), 0)
        if not month or not 1 <= day <= 31:
            return False
        self._at += ahead
        self._claim.dates.append((self._year(), month, day))
        return True

    def _date(self, plain: str) -> bool:
        """A month: "March 3, 2026", "maart 2026", "in maart"."""
        month = self._lexicon.months.get(plain, 0)
        if not month or (plain in ("may", "mei", "dec", "jan", "mrt", "maart") and not self._is_month(plain)):
            return False
        following = re.match(r"(\d{1,2})(?:st|nd|rd|th)?$", self._peek())
        day = int(following[1]) if following and int(following[1]) <= 31 else 0
        self._at += bool(day)
        if day and self._peek() == "," and re.fullmatch(r"(19|20)\d\d", self._peek(2)):
            self._at += 1
        self._claim.dates.append((self._year(), month, day))
        return True

    def _is_month(self, plain: str) -> bool:
        """ "may" is a verb more often than not, "Jan" a name."""
        if plain in ("mei", "maart"):
            return True
        written = self._tokens[self._at][1]
        before = self._peek(-1)
        return written[:1].isupper() and (
            before in ("in", "of", "until", "from", "by", "since", "to", "and")
            or bool(re.fullmatch(r"\d+(st|nd|rd|th)?", self._peek()))
        )

    def _year(self) -> int:
        if re.fullmatch(r"(19|20)\d\d", self._peek()):
            self._at += 1
            return int(self._tokens[self._at][1])
        return 0
