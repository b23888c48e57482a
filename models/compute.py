"""How inference is run on one computer: threads, batches, number formats. `models.calibration` measures
which are best; without it the defaults hold, which are right everywhere."""

from dataclasses import dataclass
from typing import Literal

NumberFormat = Literal["float32", "bfloat16"]


@dataclass(frozen=True)
class WriterCompute:
    """How llama.cpp is run.

    Attributes:
        threads: for writing, one token at a time.
        batch_threads: for reading, many tokens at a time.
        flash_attention: whether that kernel is used.
        chunk: how many tokens are read at once. Where a text is cut into chunks decides the last bits of
            what is computed, so cached and fresh reading cut at the same places.
    """

    threads: int
    batch_threads: int
    flash_attention: bool = False
    chunk: int = 128


@dataclass(frozen=True)
class EmbedderCompute:
    """How sentence-transformers is run.

    Attributes:
        threads: for torch, in the whole process.
        number_format: of weights and activations.
        batch: how many texts are embedded at once, at most.
    """

    threads: int
    number_format: NumberFormat = "float32"
    batch: int = 16
