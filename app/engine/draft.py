"""An answer while it grows: its text in sections, and when things happened.

Pure but for the clock: it knows no model and keeps nothing.
"""

import time
from dataclasses import dataclass, field

from app.messages import Section


@dataclass
class Clock:
    """When things happened, in seconds of `time.perf_counter`."""

    accepted: float
    first_token: float | None = None
    last_token: float | None = None
    sent: float = 0.0
    saved: float = field(default_factory=time.perf_counter)

    def token(self) -> None:
        self.last_token = time.perf_counter()
        if self.first_token is None:
            self.first_token = self.last_token


@dataclass(frozen=True)
class Place:
    """A place in a draft, to come back to."""

    text: int
    sections: int
    body: int
    puts: int
    held: str
    fresh: bool


@dataclass
class Draft:
    """The answer so far, in sections, and the part of it that was not sent yet.

    Attributes:
        put_places: from where to where in the text the program wrote.
    """

    titles: list[str] = field(default_factory=list)
    bodies: list[str] = field(default_factory=list)
    text: str = ""
    unsent: str = ""
    put_places: list[tuple[int, int]] = field(default_factory=list)
    _held: str = ""
    _fresh: bool = True

    def begin_section(self, title: str) -> None:
        self.titles.append(title)
        self.bodies.append("")

    def put(self, text: str, heading: bool) -> None:
        """Add text of the program; what the model writes next begins after a space or a newline."""
        self._held = ""
        self.put_places.append((len(self.text), len(self.text) + len(text)))
        self._append(text, heading)
        self._fresh = True

    def write(self, text: str) -> None:
        """Add text of the model. White space is held back: at the end of a slot it is the program's."""
        text = self._held + text
        if self._fresh:
            text = text.lstrip()
            if not text:
                return
            text = self.lead + text
            self._fresh = False
        shown = text.rstrip()
        self._held = text[len(shown) :]
        self._append(shown, heading=False)

    @property
    def lead(self) -> str:
        """What parts the next words from the text: a space, unless it ends in one, or has not begun."""
        return "" if not self.text or self.text[-1].isspace() else " "

    def place(self) -> Place:
        """Where the text is now."""
        body = len(self.bodies[-1]) if self.bodies else 0
        return Place(len(self.text), len(self.bodies), body, len(self.put_places), self._held, self._fresh)

    def since(self, place: Place) -> str:
        """What was added after this place."""
        return self.text[place.text :]

    def go_back(self, place: Place) -> int:
        """Take back what was added after this place; returns how many characters of it were sent already."""
        taken = len(self.text) - place.text
        sent = max(taken - len(self.unsent), 0)
        self.text = self.text[: place.text]
        self.unsent = self.unsent[: max(len(self.unsent) - taken, 0)]
        del self.titles[place.sections :], self.bodies[place.sections :], self.put_places[place.puts :]
        if self.bodies:
            self.bodies[-1] = self.bodies[-1][: place.body]
        self._held, self._fresh = place.held, place.fresh
        return sent

    def take_unsent(self) -> str:
        unsent, self.unsent = self.unsent, ""
        return unsent

    def sections(self) -> tuple[Section, ...]:
        return tuple(
            Section(title, body.strip()) for title, body in zip(self.titles, self.bodies, strict=True)
        )

    def _append(self, text: str, heading: bool) -> None:
        self.text += text
        self.unsent += text
        if not heading:
            self.bodies[-1] += text
