"""Scores passages against a question with a cross-encoder: both are read together, so it sees what two
vectors cannot.

Slow (a passage costs as much as embedding it), so it only reorders the best of what was found, as far as
the time allows: how many that is, is the caller's affair. None comes with the program.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from models.catalogue import ChosenModel
from models.errors import ModelDamaged

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

Scores = npt.NDArray[np.float32]


class Reranker:
    """A sentence-transformers cross-encoder in float32 on the CPU, from a folder on this machine.

    Raises ModelDamaged if the folder does not load, has more than one score for a pair, or (from `scores`)
    gives numbers that aren't finite.
    """

    def __init__(self, model: ChosenModel, threads: int) -> None:
        self._model = model
        self._encoder = _load(model, threads)

    def scores(self, question: str, texts: Sequence[str]) -> Scores:
        """How well each text answers the question: 0 to 1, shape (texts,). One batch."""
        if not texts:
            return np.empty(0, np.float32)
        pairs = [(_tokenisable(question), _tokenisable(text)) for text in texts]
        found = np.asarray(
            self._encoder.predict(pairs, batch_size=len(pairs), show_progress_bar=False), np.float32
        )
        if found.shape != (len(pairs),) or not np.isfinite(found).all():
            raise ModelDamaged(self._model.path)
        return found


def _tokenisable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")


def _load(model: ChosenModel, threads: int) -> "CrossEncoder":
    import torch
    from sentence_transformers import CrossEncoder
    from transformers.utils.logging import disable_progress_bar

    torch.set_num_threads(threads)
    disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        encoder: CrossEncoder = CrossEncoder(
            model.path,
            device="cpu",
            max_length=model.max_tokens,
            activation_fn=torch.nn.Sigmoid(),
            local_files_only=True,
            trust_remote_code=False,
            model_kwargs={"use_safetensors": True, "dtype": torch.float32},
        )
    except MemoryError:
        raise
    except Exception as error:
        # A folder can be wrong in as many ways as four libraries have exceptions; all mean the same to us.
        raise ModelDamaged(model.path) from error
    return encoder
