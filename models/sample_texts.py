"""Texts of our own to measure computers and models with. What is measured is the callers' affair."""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files


@dataclass(frozen=True)
class SampleTexts:
    """Office texts of some 60 to 80 words each, the same content in Dutch and in English."""

    dutch: tuple[str, ...]
    english: tuple[str, ...]

    @classmethod
    def load(cls) -> "SampleTexts":
        text = files("resources").joinpath("words", "sample.toml").read_text(encoding="utf-8")
        told: Mapping[str, list[str]] = tomllib.loads(text)
        return cls(tuple(told["nl"]), tuple(told["en"]))

    @property
    def all(self) -> tuple[str, ...]:
        """Dutch and English in turn."""
        return tuple(text for pair in zip(self.dutch, self.english, strict=True) for text in pair)


def words_per_token(count: Callable[[str], int], texts: Sequence[str]) -> float:
    """How many words a token is, by what `count` says of these texts."""
    tokens = sum(map(count, texts))
    return sum(len(text.split()) for text in texts) / tokens if tokens else 0.0
