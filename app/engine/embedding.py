"""Vectors of passages, made in steps, of several documents at once.

Most documents have a few passages, and a batch is padded to its longest text: so the passages of all
documents that wait are one pool, from which batches of about one length are taken.
"""

import time
from bisect import bisect_left, insort
from collections.abc import Generator
from concurrent.futures import Future
from dataclasses import dataclass, field

import numpy as np

from app.engine.model_loader import ModelLoader, searched_space
from app.engine.scheduler import Step, Wait
from app.messages import Progress
from models.embedder import Embedder, Vectors
from store.passages import search_text
from store.schema import ParsedDocument

STEP_SECONDS = 0.15
"""How long one batch of passages may take."""


@dataclass(eq=False)
class Embedding:
    """A document on its way.

    Attributes:
        vectors: float32, shape (passages, dimension); those that are not made yet are anything.
        missing: how many are not made yet.
        cut: how many passages the model's window cut.
        space: that of the model that made them: the person may choose another at any moment.
    """

    content: ParsedDocument
    vectors: Vectors = field(default_factory=lambda: np.empty((0, 0), np.float32))
    missing: int = 0
    cut: int = 0
    space: str = ""


@dataclass(frozen=True, order=True)
class _Text:
    """A passage that waits, in the order of length."""

    length: int
    number: int  # in the order of arrival
    place: int = field(compare=False)
    text: str = field(compare=False)
    document: Embedding = field(compare=False)


class PassageEmbedding:
    """Embeds documents; the size of a batch follows the pace of the model.

    Attributes:
        waiting: how many passages are not embedded yet.
    """

    def __init__(self, loader: ModelLoader) -> None:
        self._loader = loader
        self._loading: Future[Embedder] | None = None
        self._embedder: Embedder | None = None
        self._documents: list[Embedding] = []
        self._texts: list[_Text] = []  # by length
        self._arrived = 0
        self._pace = 0.0  # letters a second, padded

    @property
    def waiting(self) -> int:
        return len(self._texts)

    @property
    def is_empty(self) -> bool:
        """Whether no document is on its way."""
        return not self._documents

    def add(self, content: ParsedDocument) -> Embedding:
        """Put a document into the pool; `step` gives it back."""
        document = Embedding(content)
        self._documents.append(document)
        self._enter(document)
        return document

    def embed(self, content: ParsedDocument) -> Generator[Step, None, Embedding]:
        """One document by itself."""
        document = self.add(content)
        while document.missing or not document.space:
            while not (loading := self.loading()).done():
                yield Progress("loading_model")
                yield Wait(loading)
            self.step()
            yield None
        return document

    def loading(self) -> "Future[Embedder]":
        """The model in use; when it could not be loaded, that stays so here: it is not tried for ever."""
        if self._loading is None or not (self._loading.done() and self._loading.exception()):
            self._loading = self._loader.embedder()
        return self._loading

    def step(self) -> list[Embedding]:
        """Embed one batch, with the model that is loaded; the documents that are complete now.

        Raises:
            ModelMissing, ModelDamaged
        """
        self._use(self.loading().result())
        assert self._embedder is not None
        if batch := self._batch(self._embedder.batch):
            self._embed(self._embedder, batch)
        complete = [document for document in self._documents if not document.missing]
        self._documents = [document for document in self._documents if document.missing]
        return complete

    def _use(self, embedder: Embedder) -> None:
        """Go by this model. What another one made of documents on their way is of no use beside it."""
        if embedder is self._embedder:
            return
        space = searched_space(embedder.space)
        self._embedder, self._pace = embedder, 0.0
        for document in self._documents:
            if document.space != space:
                self._texts = [text for text in self._texts if text.document is not document]
                self._enter(document)

    def _enter(self, document: Embedding) -> None:
        """From its first passage on."""
        content = document.content
        document.missing, document.cut = len(content.passages), 0
        if self._embedder is not None:
            document.space = searched_space(self._embedder.space)
            document.vectors = np.empty((document.missing, self._embedder.dimension), np.float32)
        for place, passage in enumerate(content.passages):
            text = search_text(content.title, passage)
            self._arrived += 1
            insort(self._texts, _Text(len(text), self._arrived, place, text, document))

    def _batch(self, most: int) -> list[_Text]:
        """Texts of about one length, one of the oldest document among them, so that none waits long."""
        if not self._texts:
            return []
        oldest = min(self._texts, key=lambda text: text.number)
        place = bisect_left(self._texts, oldest)
        last = max(0, min(place, len(self._texts) - most))
        windows = (self._texts[first : first + most] for first in range(max(0, place - most + 1), last + 1))
        near = min(windows, key=_padding)
        # As many as fit the time, around the oldest.
        while len(near) > 1 and len(near) * near[-1].length > self._pace * STEP_SECONDS:
            near = near[:-1] if near[-1] is not oldest else near[1:]
        return near

    def _embed(self, embedder: Embedder, batch: list[_Text]) -> None:
        began = time.perf_counter()
        embedded = embedder.embed_passages([text.text for text in batch])
        pace = len(batch) * batch[-1].length / max(time.perf_counter() - began, 1e-6)
        self._pace = min(pace, 2 * self._pace) if self._pace else pace
        done = {text.number for text in batch}
        self._texts = [text for text in self._texts if text.number not in done]
        for text, vector, was_cut in zip(batch, embedded.vectors, embedded.were_cut, strict=True):
            text.document.vectors[text.place] = vector
            text.document.missing -= 1
            text.document.cut += bool(was_cut)


def _padding(batch: list[_Text]) -> int:
    """Letters that are computed for nothing: every text is made as long as the last."""
    return len(batch) * batch[-1].length - sum(text.length for text in batch)
