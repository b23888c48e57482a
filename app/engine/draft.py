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
            if self.text and not self.text[-1].isspace():
                text = f" {text}"
            self._fresh = False
        shown = text.rstrip()
        self._held = text[len(shown) :]
        self._append(shown, heading=False)

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
