"""The errors of inference.

ModelError
├── NoModel                  none chosen, and the starter is not installed
├── UnknownModel             neither an id of the catalogue nor a path that exists
├── ModelMissing             it was there when it was chosen, and is gone
├── ModelDamaged             not a model, truncated, or it does not load
├── UnsafeModel              pickled weights, or code of its own
├── NoChatTemplate           the file does not say how a conversation is written
├── PromptTooLong            the form alone does not fit the context
├── AlreadyFast              there is no format that this computer would read faster
├── NotEnoughSpace           a copy of the model does not fit the disk
├── ConversionFailed         no copy could be made of it
├── NotFaster                a copy was made and is no faster, so it is gone again
└── GenerationFailed         llama.cpp gave an error code

Each is a class with attributes and no sentence; `app.sentences` has the sentences.
"""

from dataclasses import dataclass
from typing import Literal

ModelKind = Literal["writer", "embedder", "reranker"]


class ModelError(Exception):
    """Anything that goes wrong with a model."""


@dataclass(eq=False)
class NoModel(ModelError):
    """No model of this kind is chosen and none came with the program."""

    kind: ModelKind


@dataclass(eq=False)
class UnknownModel(ModelError):
    """What was asked for is neither in the catalogue nor on disk."""

    model: str


@dataclass(eq=False)
class ModelMissing(ModelError):
    """The chosen model's file or folder is gone."""

    path: str


@dataclass(eq=False)
class ModelDamaged(ModelError):
    """The file or folder is not a model that can be loaded."""

    path: str


@dataclass(eq=False)
class UnsafeModel(ModelError):
    """The model would run code of its own; `reason` is "pickle" or "code"."""

    path: str
    reason: Literal["pickle", "code"]


@dataclass(eq=False)
class NoChatTemplate(ModelError):
    """The file carries no chat template, or one that fails."""

    model: str


@dataclass(eq=False)
class PromptTooLong(ModelError):
    """The prompt without any passage is over the context; both in tokens."""

    tokens: int
    limit: int


@dataclass(eq=False)
class AlreadyFast(ModelError):
    """A copy of this model in another format would not be read faster here."""

    model: str


@dataclass(eq=False)
class NotEnoughSpace(ModelError):
    """The copy takes more than is free; both in megabytes."""

    needed_mb: int
    free_mb: int


@dataclass(eq=False)
class ConversionFailed(ModelError):
    """No copy could be made: llama.cpp cannot convert this model, or the process ended."""

    model: str


@dataclass(eq=False)
class NotFaster(ModelError):
    """A copy was made, was found to be no faster, and was removed."""

    model: str


@dataclass(eq=False)
class GenerationFailed(ModelError):
    """llama.cpp refused a batch; `code` is what `llama_decode` returned."""

    code: int
