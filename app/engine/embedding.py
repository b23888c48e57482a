"""Vectors of a document's passages, made in steps."""

import time
from collections.abc import Generator

import numpy as np

from app.engine.model_loader import ModelLoader, searched_space
from app.engine.scheduler import Step, Wait
from app.messages import Progress
from models.embedder import Embedder, Vectors
from store.passages import search_text
from store.schema import ParsedDocument

STEP_SECONDS = 0.15
"""How long one batch of passages may take."""

_MOST_TEXTS = 16  # larger batches are slower: they are padded to their longest text


class PassageEmbedding:
    """Embeds documents one after another; the size of a batch follows the pace of the model."""

    def __init__(self, loader: ModelLoader) -> None:
        self._loader = loader
        self._batch = 1  # a large model's batch of four takes seconds

    def embed(self, content: ParsedDocument) -> Generator[Step, None, tuple[str, Vectors, int]]:
        """The space, the vectors (passages, dimension), and how many passages the model's window cut.

        The space is that of the model that made them: the person may choose another at any moment.
        """
        loading = self._loader.embedder()
        while not loading.done():
            yield Progress("loading_model")
            yield Wait(loading)
        embedder = loading.result()
        texts = [search_text(content.title, passage) for passage in content.passages]
        vectors, cut = np.empty((len(texts), embedder.dimension), np.float32), 0
        done = 0
        while done < len(texts):
            batch = texts[done : done + self._batch]
            vectors[done : done + len(batch)], batch_cut = self._timed_batch(embedder, batch)
            done, cut = done + len(batch), cut + batch_cut
            yield None
        return searched_space(embedder.space), vectors, cut

    def _timed_batch(self, embedder: Embedder, texts: list[str]) -> tuple[Vectors, int]:
        began = time.perf_counter()
        embedded = embedder.embed_passages(texts)
        if len(texts) == self._batch:
            wished = int(self._batch * STEP_SECONDS / (time.perf_counter() - began))
            self._batch = max(1, min(wished, 2 * self._batch, _MOST_TEXTS))
        return embedded.vectors, embedded.cut
