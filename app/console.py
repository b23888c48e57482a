"""Where a command writes: progress and errors to standard error, results to standard output."""

from typing import TextIO

import msgspec

from app.messages import Progress
from app.sentences import Sentences

# C1 controls, and the marks that turn the direction of text: a terminal acts on them.
_CONTROLS = frozenset(map(chr, (*range(0x80, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A))))


class Growing:
    """A text that grows, and of which the end may be taken back. On a terminal it is shown as it grows, with
    a word where it goes back; elsewhere it is written when it is over."""

    def __init__(self, console: "Console") -> None:
        self._console = console
        self._text = ""

    def __enter__(self) -> "Growing":
        return self

    def __exit__(self, *_: object) -> None:
        if not self._console.is_terminal:
            self._console.result(self._text, end="")

    def add(self, text: str) -> None:
        self._text += text
        if self._console.is_terminal:
            self._console.result(text, end="")

    def take_back(self, characters: int) -> None:
        self._text = self._text[: len(self._text) - characters]
        if self._console.is_terminal:
            self._console.result()
            self._console.note(self._console.sentences.say("answer.again"))


class Console:
    """What the person sees: one line of progress that is overwritten, results, errors.

    Text goes out without the control characters that a terminal would act on: some of it comes from
    documents and models.
    """

    def __init__(self, sentences: Sentences, out: TextIO, err: TextIO) -> None:
        self.sentences = sentences
        self._out, self._err = out, err
        self._progress = ""
        self._unfinished = False  # a line of the result: what is written over it would erase it

    @property
    def is_terminal(self) -> bool:
        """Whether somebody sees the results at once."""
        return self._out.isatty()

    def result(self, text: str = "", end: str = "\n") -> None:
        self._clear()
        self._out.write(printable(text) + end)
        self._out.flush()
        self._unfinished = not (text + end).endswith("\n")

    def data(self, value: object) -> None:
        """One JSON object on a line."""
        self._clear()
        self._out.write(msgspec.json.encode(value).decode() + "\n")
        self._out.flush()

    def note(self, text: str) -> None:
        self._clear()
        self._err.write(printable(text) + "\n")
        self._err.flush()

    def progress(self, event: Progress) -> None:
        """On a terminal one changing line, between lines of the result; elsewhere nothing, so that a log
        stays readable."""
        if not self._err.isatty() or self._unfinished:
            return
        percent = 100 * event.done // event.total if event.total else 0
        text = self.sentences.say(
            f"progress.{event.activity}", done=event.done, total=event.total, percent=percent
        )
        if text != self._progress:
            self._err.write(f"\r\x1b[K{text}")
            self._err.flush()
            self._progress = text

    def _clear(self) -> None:
        if self._progress:
            self._err.write("\r\x1b[K")
            self._err.flush()
            self._progress = ""


def printable(text: str) -> str:
    """The text without control characters, tabs and newlines aside."""
    return "".join(character for character in text if _is_harmless(character))


def _is_harmless(character: str) -> bool:
    if character.isascii():
        return character.isprintable() or character in "\n\t"
    return character not in _CONTROLS
