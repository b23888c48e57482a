"""Which examples of a task go into a prompt: the task file's own and those that a person made.

All of them where they fit, always in the same order, so that what a model has read of them serves again.
Where they do not, those whose form is most like this one: few-shot examples that are near the question help
most (Liu et al., "What Makes Good In-Context Examples for GPT-3?", 2022). What an example is made of holds no
quotes of documents: form and answer only.
"""

import math
import re
from collections.abc import Callable, Generator, Sequence

import msgspec
import numpy as np

from app.engine import prompt
from app.engine.scheduler import Step
from app.messages import Language
from app.tasks import Example, Form, Task, form_so_far
from models.embedder import Embedder, Vectors
from store.examples import Examples
from store.letters import folded
from store.search_words import STOP_WORDS

MOST_LOOKED_AT = 60
"""Of the person's, the newest: each is tokenised for every prompt."""

COMPARED_CHARACTERS = 1000
BATCH = 4
"""Forms that are embedded in one step."""

_WORD = re.compile(r"\w+")


class ExampleChoice:
    """Chooses examples, and remembers the vectors of their forms. One for the engine."""

    def __init__(self, kept: Examples, embedder: Callable[[], Embedder | None]) -> None:
        """`embedder` gives one that is loaded already, or None: then words are compared."""
        self._kept = kept
        self._embedder = embedder
        self._vectors: dict[tuple[str, str], Vectors] = {}

    def chosen(
        self, task: Task, form: Form, language: Language, room: int, count: Callable[[str], int]
    ) -> Generator[Step, None, list[Example]]:
        """The examples in this language for a prompt of this form, at most `room` tokens of them as
        `prompt.example_text` says them; `count` tells how many tokens a text is."""
        examples = self.all(task, language)
        tokens = [count(prompt.example_text(task, one, language)) for one in examples]
        if sum(tokens) <= room:
            return examples
        forms = [_said(task, form_so_far(task, one.fields, language), language) for one in examples]
        alike = yield from self._likeness(_said(task, form, language), forms)
        places: list[int] = []
        for place in sorted(range(len(examples)), key=lambda place: -alike[place]):
            if tokens[place] <= room:
                room -= tokens[place]
                places.append(place)
        return [examples[place] for place in sorted(places)]

    def all(self, task: Task, language: Language) -> list[Example]:
        """The examples of a task in this language: the file's own, then the person's, the oldest first."""
        own = [one for one in task.examples if one.language == language]
        kept = [one for one in self._kept.of(task.id) if one.language == language]
        return [
            *own,
            *(example_of(one.language, one.form_json, one.answer) for one in kept[-MOST_LOOKED_AT:]),
        ]

    def _likeness(self, text: str, others: Sequence[str]) -> Generator[Step, None, list[float]]:
        """How like each of the others is to a text, 1 for the same."""
        embedder = self._embedder()
        if embedder is None or not text:
            return [shared_words(text, other) for other in others]
        wanted = [(embedder.space, one) for one in (text, *others) if one]
        self._vectors = {key: self._vectors[key] for key in wanted if key in self._vectors}
        new = [key for key in dict.fromkeys(wanted) if key not in self._vectors]
        for start in range(0, len(new), BATCH):
            batch = new[start : start + BATCH]
            vectors = embedder.embed_passages([one for _, one in batch]).vectors
            self._vectors.update(zip(batch, vectors, strict=True))
            yield None
        this = self._vectors[embedder.space, text]
        return [float(np.dot(this, self._vectors[embedder.space, one])) if one else 0.0 for one in others]


def example_of(language: str, form_json: str, answer: str) -> Example:
    """An example as it is kept in the archive, as one of a task."""
    fields = msgspec.json.decode(form_json, type=dict[str, str])
    return Example("nl" if language == "nl" else "en", fields, answer)


def shared_words(text: str, other: str) -> float:
    """The words that two texts share, as the cosine of their sets of words; common words do not count."""
    one, two = _words(text), _words(other)
    return len(one & two) / math.sqrt(len(one) * len(two)) if one and two else 0.0


def _said(task: Task, form: Form, language: Language) -> str:
    return prompt.filled(task, form, language)[:COMPARED_CHARACTERS].strip()


def _words(text: str) -> set[str]:
    return {folded(word) for word in _WORD.findall(text)} - STOP_WORDS
