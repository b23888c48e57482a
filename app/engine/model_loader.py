"""The models in use: which they are, and loading them off the loop's thread when a job first needs them."""

from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from app.settings import Settings
from models.catalogue import Catalogue, ChosenModel
from models.embedder import Embedder, SentenceEmbedder, space_of
from models.errors import ModelKind, ModelMissing, UnknownModel
from models.generator import Generator, LlamaGenerator
from models.interrupt import Interrupt
from models.reranker import Reranker
from store import index
from store.passages import SEARCH_TEXT_FORMAT


class ModelLoader:
    """Hands out futures of loaded models; each model is loaded once and kept.

    A failed loading is tried again by the next job that asks: the file may have been put back.
    """

    def __init__(self, catalogue: Catalogue, settings: Settings, interrupt: Interrupt) -> None:
        self.catalogue = catalogue
        self._settings = settings
        self._interrupt = interrupt
        self._pool = ThreadPoolExecutor(2, thread_name_prefix="load")
        self._writer: Future[Generator] | None = None
        self._embedder: Future[Embedder] | None = None
        self._reranker: Future[Reranker] | None = None
        self._search_engine: Future[None] | None = None
        self._spaces: dict[ChosenModel, str] = {}

    def chosen(self, kind: ModelKind) -> ChosenModel:
        """The model the person chose, else the starter.

        Raises:
            NoModel, ModelMissing, ModelDamaged, UnsafeModel
        """
        choice: str | None = getattr(self._settings, kind)
        if choice is None:
            return self.catalogue.default(kind)
        try:
            return self.catalogue.resolve(choice)
        except UnknownModel as error:
            raise ModelMissing(choice) from error

    def space(self) -> str:
        """What vectors of passages made now may be compared with, without loading the embedder: its own
        space, and how the searched text is made."""
        model = self.chosen("embedder")
        if model not in self._spaces:
            self._spaces[model] = searched_space(space_of(model))
        return self._spaces[model]

    def writer(self) -> "Future[Generator]":
        """The writing model."""
        if self._writer is None or _failed(self._writer):
            self._writer = self._pool.submit(self._load_writer)
        return self._writer

    def embedder(self) -> "Future[Embedder]":
        """The embedding model."""
        if self._embedder is None or _failed(self._embedder):
            self._embedder = self._pool.submit(self._load_embedder)
        return self._embedder

    def embedder_if_loaded(self) -> Embedder | None:
        """The embedding model where it is there by now."""
        loading = self._embedder
        if loading is None or not loading.done() or loading.exception() is not None:
            return None
        return loading.result()

    def reranker(self) -> "Future[Reranker] | None":
        """What reads the best passages again, if the person chose one. A loading that failed stays so until
        another is chosen: searching does without."""
        if self._reranker is None and self._settings.reranker is not None:
            self._reranker = self._pool.submit(self._load_reranker)
        return self._reranker

    def search_engine(self) -> "Future[None]":
        """The libraries that searching needs, imported."""
        if self._search_engine is None or _failed(self._search_engine):
            self._search_engine = self._pool.submit(index.preload)
        return self._search_engine

    def use(self, settings: Settings) -> None:
        """Go by new settings; what is loaded and no longer chosen is let go."""
        if settings.writer != self._settings.writer:
            self._writer = None
        if settings.embedder != self._settings.embedder:
            self._embedder = None
        if settings.reranker != self._settings.reranker:
            self._reranker = None
        self._settings = settings

    def _load_writer(self) -> Generator:
        path = Path(self.chosen("writer").path)
        return LlamaGenerator(path, self._settings.context, self._settings.cpu_threads, self._interrupt)

    def _load_embedder(self) -> Embedder:
        return SentenceEmbedder(self.chosen("embedder"), self._settings.cpu_threads)

    def _load_reranker(self) -> Reranker:
        return Reranker(self.chosen("reranker"), self._settings.cpu_threads)


def searched_space(embedder_space: str) -> str:
    """The space of vectors of searched text: the embedder's, and how the searched text is made."""
    return f"{embedder_space}-{SEARCH_TEXT_FORMAT}"


def _failed(future: "Future[Generator] | Future[Embedder] | Future[None]") -> bool:
    return future.done() and future.exception() is not None
